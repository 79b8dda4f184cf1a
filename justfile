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

# The library's documentation; a warning is an error.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The golden numbers in a debug build: the same bytes as in release.
debug-golden:
    cargo test --test golden

# Plants one bug for each check and sees it caught.
canaries:
    cargo test --release --features canaries --test canaries

# Worker-weeks a second, for the whole week and each process.
bench:
    cargo bench

# Writes the generated parts of the documentation, and the golden numbers, anew. Golden numbers that move
# need a line under *Results changed* in CHANGELOG.md.
bless:
    MOBILISE_BLESS=1 cargo test --release --test docs --test golden
