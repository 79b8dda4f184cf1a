//! The documentation says what the program does.
//!
//! Prose rots without a sound: a table copied by hand keeps the old default, a README keeps a command that no
//! longer parses, a source is cited that stands nowhere. So the tables between `<!-- generated: … -->` and
//! `<!-- end -->` are made here from the program's own (`MOBILISE_BLESS=1 cargo test --test house docs` writes
//! them), every knob a page names must exist, every source cited must be listed, every command shown must
//! run, and what the README, the justfile and `.ci/run` call a test must be the same.

#![allow(clippy::disallowed_methods)] // tests read the repository's own files

mod book;
mod english;
mod findings;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mobilise::internals::glossary::{TERMS, Term};
use mobilise::internals::odd::{codes, table};
use mobilise::knob::catalogue::catalogue;
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::{Choice, Effect, Kind, Knob};
use mobilise::model::history::HISTORY;
use mobilise::model::measures::{MEASURES, Sort};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::model::week::WEEK;

const PAGES: [&str; 23] = [
    "README.md",
    "docs/README.md",
    "docs/tutorials/clone-to-slide.md",
    "docs/tutorials/slide-to-paper.md",
    "docs/promises.md",
    "docs/glossary.md",
    "docs/model.md",
    "docs/files.md",
    "docs/cases.md",
    "docs/sources.md",
    "docs/networks.md",
    "docs/experiments.md",
    "docs/questions.md",
    "docs/report.md",
    "docs/serve.md",
    "docs/cluster.md",
    "docs/sensitivity.md",
    "docs/calibration.md",
    "docs/patterns.md",
    "docs/verification.md",
    "docs/python-and-r.md",
    "docs/performance.md",
    "docs/scale.md",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

// --- Generated parts -------------------------------------------------------------------------------

#[test]
fn generated_parts_are_those_of_the_program() {
    for (path, parts) in [
        (
            "docs/model.md",
            vec![("week", week()), ("measures", measures()), ("outcomes", outcomes()), ("knobs", knobs())],
        ),
        ("docs/files.md", vec![("kinds", kinds()), ("history", history())]),
        ("docs/glossary.md", vec![("terms", terms()), ("observed", observed())]),
        ("README.md", vec![("papers", papers_in_short())]),
        ("docs/findings.md", vec![("papers", papers())]),
    ] {
        let before = text(path);
        let after = parts.iter().fold(before.clone(), |page, (name, part)| with_part(&page, path, name, part));
        if before != after && std::env::var_os("MOBILISE_BLESS").is_some() {
            fs::write(root().join(path), &after).expect("the page can be written");
        } else {
            assert!(before == after, "{path} is out of date: run MOBILISE_BLESS=1 cargo test --test house docs");
        }
    }
}

fn with_part(page: &str, path: &str, name: &str, part: &str) -> String {
    let begin = format!("<!-- generated: {name} -->\n");
    let (head, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("{path} has no part `{name}`"));
    let (_, tail) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{path}: `{name}` has no end"));
    format!("{head}{begin}\n{part}\n<!-- end -->{tail}")
}

fn week() -> String {
    let rows = WEEK.iter().enumerate();
    table(
        &["#", "Process", "What happens"],
        rows.map(|(n, process)| vec![(n + 1).to_string(), process.name.to_owned(), process.what.to_owned()]),
    )
}

fn measures() -> String {
    let sort = |sort: Sort| match sort {
        Sort::Stock => "stock",
        Sort::Flow => "flow",
        Sort::Mean => "mean",
    };
    table(
        &["Measure", "Unit", "Sort", "What it is"],
        MEASURES
            .iter()
            .map(|m| vec![format!("`{}`", m.name), m.unit.to_owned(), sort(m.sort).to_owned(), m.meaning.to_owned()]),
    )
}

fn outcomes() -> String {
    table(
        &["Outcome", "Unit", "What it is"],
        OUTCOMES.iter().map(|o| vec![format!("`{}`", o.name), o.unit.to_owned(), o.meaning.to_owned()]),
    )
}

fn history() -> String {
    table(
        &["Column", "Unit", "What it is"],
        HISTORY.iter().map(|one| vec![format!("`{}`", one.name), one.unit.to_owned(), one.meaning.to_owned()]),
    )
}

/// What the program explains as terms.
fn terms() -> String {
    let also = |term: &Term| if term.also.is_empty() { String::new() } else { format!(" ({})", term.also.join(", ")) };
    let link = |text: &str| text.replace('|', "\\|");
    table(
        &["Term", "Meaning"],
        TERMS.iter().map(|term| vec![format!("**{}**{}", term.name, also(term)), link(term.meaning)]),
    )
}

/// Everything that is observed, by its label where it has one.
fn observed() -> String {
    let outcomes = OUTCOMES.iter().map(|it| {
        let label = if it.label == it.name.replace('_', " ") { String::new() } else { format!("{}: ", it.label) };
        [format!("{label}`{}`", it.name), format!("outcome of a run, {}", it.unit), it.meaning.trim().to_owned()]
    });
    let measures = MEASURES
        .iter()
        .map(|it| [format!("`{}`", it.name), format!("weekly, {}", it.unit), it.meaning.trim().to_owned()]);
    let history =
        HISTORY.iter().map(|it| [format!("`{}`", it.name), format!("of a run, {}", it.unit), it.meaning.to_owned()]);
    let mut rows: Vec<[String; 3]> = outcomes.chain(measures).chain(history).collect();
    rows.sort_by_key(|row| row[0].replace('`', "").to_lowercase());
    table(&["Name", "Of what", "Meaning"], rows.into_iter().map(Vec::from))
}

/// The claims that `just findings` looked up in the two cases.
fn claims() -> Vec<BTreeMap<String, String>> {
    let path = root().join("docs/findings/claims.csv");
    let mut table = csv::Reader::from_path(&path).expect("`just findings` makes it");
    let heads = table.headers().expect("a header").clone();
    let rows = table.records().map(|row| {
        heads.iter().zip(&row.expect("a row")).map(|(head, cell)| (head.to_owned(), cell.to_owned())).collect()
    });
    rows.collect()
}

/// How many claims have this verdict.
fn count(rows: &[BTreeMap<String, String>], verdict: &str) -> usize {
    rows.iter().filter(|row| row["verdict"] == verdict).count()
}

/// How many claims of the papers the two cases contradict, with a link to the list.
fn papers_in_short() -> String {
    let rows = claims();
    format!(
        "> **Against the papers.** Of {} claims of the two papers that can be checked in its own result, the model \
         contradicts {}, agrees with {} and leaves {} open. [Findings](docs/findings.md) begins with those it \
         contradicts, each with both numbers.\n",
        rows.len(),
        count(&rows, "contradicts"),
        count(&rows, "agrees"),
        count(&rows, "cannot be told"),
    )
}

/// Which claims of the papers the two cases contradict.
fn papers() -> String {
    let rows = claims();
    let mut out = format!(
        "> **Against the papers.** `mobilise compare --seed 1` contradicts {} of {} claims of the papers that can be looked \
         up in it, agrees with {} and leaves {} open ([all of them](findings/claims.csv); discussed below):\n>\n",
        count(&rows, "contradicts"),
        rows.len(),
        count(&rows, "agrees"),
        count(&rows, "cannot be told"),
    );
    let contradicted = rows.iter().filter(|row| row["verdict"] == "contradicts");
    contradicted.for_each(|row| out.push_str(&format!("> - {}\n", row["sentence"])));
    out
}

/// Knobs, one table for each table of a scenario file.
fn knobs() -> String {
    let mut groups: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for (name, knob) in catalogue() {
        let group = name.rsplit_once('.').map_or("", |(group, _)| group).to_owned();
        let range = match knob.kind {
            Kind::Real { low, high } => format!("{low} to {high}"),
            Kind::Whole { low, high } => format!("{low} to {high}, whole"),
            Kind::Switch => "true, false".to_owned(),
            Kind::Choice(words) => words.join(", "),
        };
        let row = vec![
            format!("`{}`", knob.name),
            knob.symbol.to_owned(),
            knob.unit.to_owned(),
            range,
            knob.default.to_string(),
            knob.meaning.to_owned(),
            knob.source.to_owned(),
            knob.status.to_string(),
            higher(knob),
        ];
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    let heads = ["Knob", "Symbol", "Unit", "Range", "Default", "Meaning", "Source", "Status", "A higher value"];
    let parts: Vec<String> =
        groups.into_iter().map(|(group, rows)| format!("### `[{group}]`\n\n{}", table(&heads, rows))).collect();
    parts.join("\n")
}

/// What a higher value of a knob does: its stated signs, or that they are open.
fn higher(knob: &Knob) -> String {
    let effects = knob.effects();
    if effects.is_empty() && knob.is_ordered() {
        return "open".to_owned();
    }
    let one = |effect: &Effect| effect.to_string().replace(effect.measure, &format!("`{}`", effect.measure));
    effects.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Kinds of intervention: what the program knows of each.
fn kinds() -> String {
    let yes = |yes: bool| (if yes { "yes" } else { "no" }).to_owned();
    table(
        &["Kind", "Done to an organisation", "Lasts", "Knobs it reads"],
        InterventionKind::ALL.iter().map(|kind| {
            let knobs: Vec<String> = kind.knobs().iter().map(|knob| format!("`{knob}`")).collect();
            vec![format!("`{}`", kind.word()), yes(kind.needs_organisation()), yes(kind.lasts()), knobs.join(", ")]
        }),
    )
}

// --- Names and sources -----------------------------------------------------------------------------

/// What stands between backquotes on a page, outside blocks of code.
fn quoted(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.split("```").step_by(2).collect();
    prose.iter().flat_map(|part| part.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_knob_a_page_names_exists() {
    let mut known: BTreeSet<String> = catalogue().into_iter().map(|(name, _)| name).collect();
    // Keys of the file format that are not knobs.
    for key in ["founders.origin", "union.with", "hours.internal", "founded", "area", "demands"] {
        known.insert(format!("organisation.NAME.{key}"));
    }
    for key in [
        "draw.from",
        "draw.scenario",
        "draw.knobs",
        "draw.fixed",
        "network.weights",
        "network.twice",
        "network.self_ties",
        "network.direction",
    ] {
        known.insert(key.to_owned());
    }
    for key in
        ["population.origins", "population.areas", "population.base", "population.name", "network.file", "network.ties"]
    {
        known.insert(key.to_owned());
    }
    let groups: BTreeSet<String> =
        known.iter().flat_map(|name| name.match_indices('.').map(|(dot, _)| name[..dot].to_owned())).collect();
    let heads: BTreeSet<&str> = known.iter().filter_map(|name| name.split('.').next()).collect();
    for path in PAGES {
        for name in quoted(&text(path)) {
            let is_knob = name.split('.').next().is_some_and(|head| heads.contains(head))
                && name.contains('.')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c))
                && !["toml", "csv", "json", "rs", "md", "parquet", "svg", "png"]
                    .iter()
                    .any(|end| name.ends_with(&format!(".{end}")));
            assert!(!is_knob || known.contains(&name) || groups.contains(&name), "{path}: there is no knob `{name}`");
        }
    }
}

/// Everything below a folder with this ending.
fn files_below(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files_below(&entry, ending, found);
        } else if entry.extension().is_some_and(|e| e == ending) {
            found.push(entry);
        }
    }
}

#[test]
fn every_source_cited_is_listed() {
    // A code is listed where it begins a row of a table.
    let sources = text("docs/sources.md");
    let listed: BTreeSet<&str> =
        sources.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let mut cited: BTreeMap<String, String> = BTreeMap::new();
    for (name, knob) in catalogue() {
        cited.extend(codes(knob.source).into_iter().map(|code| (code, format!("the knob {name}"))));
    }
    let mut files = Vec::new();
    files_below(&root().join("scenarios"), "toml", &mut files);
    files_below(&root().join("src"), "rs", &mut files);
    let pages = PAGES.into_iter().filter(|page| *page != "docs/sources.md").chain(["CHANGELOG.md"]);
    files.extend(pages.map(|page| root().join(page)));
    for file in files {
        let all = fs::read_to_string(&file).expect("a text");
        // In code, sources stand in comments.
        let text: Vec<&str> = match file.extension() {
            Some(end) if end == "rs" => all.lines().filter_map(|line| line.split_once("//")).map(|(_, c)| c).collect(),
            _ => all.lines().collect(),
        };
        cited.extend(codes(&text.join("\n")).into_iter().map(|code| (code, file.display().to_string())));
    }
    let missing: Vec<String> = cited
        .iter()
        .filter(|(code, _)| !listed.contains(code.as_str()))
        .map(|(code, place)| format!("{code} ({place})"))
        .collect();
    assert!(missing.is_empty(), "docs/sources.md does not list {}", missing.join(", "));
    let idle: Vec<&&str> = listed
        .iter()
        .filter(|code| codes(code).len() == 1 && codes(code).contains(**code) && !cited.contains_key(**code))
        .collect();
    assert!(idle.is_empty(), "docs/sources.md lists what nothing cites: {idle:?}");
}

#[test]
fn every_kind_of_intervention_and_every_column_is_described() {
    let page = text("docs/files.md");
    for kind in InterventionKind::ALL {
        assert!(page.contains(&format!("- **{}**", kind.word())), "docs/files.md does not describe {}", kind.word());
    }
    let home = tempfile::tempdir().expect("a folder");
    run(
        home.path(),
        &["compare", "--weeks", "3", "--replicates", "2", "--seed", "1", "--out", "out", "--csv", "--quiet"],
    );
    let made = mobilise::internals::files::names_in(&home.path().join("out")).expect("the folder");
    for name in &made {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    run(
        home.path(),
        &["sweep", "learning-and-relief", "--weeks", "3", "--replicates", "2", "--out", "sweep", "--csv", "--quiet"],
    );
    for name in mobilise::internals::files::names_in(&home.path().join("sweep")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    run(home.path(), &["ask", "coping", "--weeks", "3", "--replicates", "2", "--out", "answer", "--quiet"]);
    for name in mobilise::internals::files::names_in(&home.path().join("answer")).expect("the folder") {
        // Each part of an answer has a picture of its own name.
        let name = name.replace("answer-relief", "answer-NAME").replace("answer-resonance", "answer-NAME");
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    let sizes = ["--particles", "12", "--at-most", "40", "--out", "calibration", "--quiet"];
    run(home.path(), &["calibrate", "first-year"].into_iter().chain(sizes).collect::<Vec<_>>());
    for name in mobilise::internals::files::names_in(&home.path().join("calibration")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
    }
    for name in ["knobs.csv", "patterns.csv", "generations.csv", "curves.csv"] {
        let table = fs::read_to_string(home.path().join("calibration").join(name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
    let sizes = ["--replicates", "2", "--draw", "j4dw-growth", "--out", "patterns", "--quiet"];
    run(home.path(), &["patterns", "no-way-in"].into_iter().chain(sizes).collect::<Vec<_>>());
    for name in mobilise::internals::files::names_in(&home.path().join("patterns")).expect("the folder") {
        assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
        if !["patterns.csv", "values.csv", "curves.csv"].contains(&name.as_str()) {
            continue;
        }
        let table = fs::read_to_string(home.path().join("patterns").join(&name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
    for experiment in ["which-knobs-matter", "shares-of-variance"] {
        run(
            home.path(),
            &["sensitivity", experiment, "--weeks", "3", "--replicates", "2", "--out", experiment, "--quiet"],
        );
        for name in mobilise::internals::files::names_in(&home.path().join(experiment)).expect("the folder") {
            assert!(page.contains(&format!("`{name}`")), "docs/files.md does not describe {name}");
        }
    }
    for name in [
        "out/curves.csv",
        "out/effects.csv",
        "sweep/effects.csv",
        "sweep/outcomes.csv",
        "sweep/interactions.csv",
        "which-knobs-matter/elementary_effects.csv",
        "shares-of-variance/indices.csv",
        "shares-of-variance/index_pairs.csv",
    ] {
        let table = fs::read_to_string(home.path().join(name)).expect("a table");
        for column in table.lines().next().expect("a header").split(',') {
            assert!(page.contains(&format!("`{column}`")), "docs/files.md does not describe {column} of {name}");
        }
    }
}

// --- Commands --------------------------------------------------------------------------------------

fn run(folder: &Path, arguments: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_mobilise")).args(arguments).current_dir(folder).output();
    let done = done.expect("the program starts");
    assert!(done.status.success(), "mobilise {}\n{}", arguments.join(" "), String::from_utf8_lossy(&done.stderr));
}

/// The commands of a page's `console` blocks, in order.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```console\n").skip(1).filter_map(|block| block.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines()).filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned).collect()
}

/// The words of a command, of which some stand in double quotes.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(n, part)| -> Vec<String> {
            if n % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

/// Commands that build, install or test: said by other tests, not run here.
const NOT_RUN: [&str; 3] = ["cargo test --release", "cargo install --path .", "cargo bench"];

/// Every command shown runs, in order, in an empty folder; those that simulate do so for a few weeks.
#[test]
fn every_command_shown_runs() {
    for path in PAGES {
        let home = tempfile::tempdir().expect("a folder");
        for command in &commands(&text(path)) {
            if NOT_RUN.contains(&command.as_str()) {
                continue;
            }
            let line = command.split(" #").next().unwrap_or_default().trim();
            let rest = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("mobilise "));
            let rest = rest.unwrap_or_else(|| panic!("{path}: `{command}` is no command of ours"));
            assert!(!rest.contains(['|', '>', '\\', '*']), "{path}: `{command}` needs a shell");
            let mut arguments = words(rest);
            let is_study = ["run", "compare"].contains(&arguments[0].as_str());
            let is_experiment = ["sweep", "sensitivity", "ask"].contains(&arguments[0].as_str());
            // All weeks are needed there, and few runs.
            if arguments[0] == "patterns" {
                if let Some(place) = arguments.iter().position(|word| word == "--replicates") {
                    arguments.drain(place..place + 2);
                }
                arguments.extend(["--replicates", "1", "--quiet"].map(str::to_owned));
            }
            if arguments[0] == "serve" {
                // It would go on until it is stopped: here it is enough that it takes these options.
                arguments.push("--help".to_owned());
            }
            // A folder says itself what was run.
            let is_folder = arguments.get(1).is_some_and(|word| home.path().join(word).is_dir());
            if is_study || (is_experiment && !is_folder) {
                // The last of two is taken nowhere: what the command says itself is left out. Later commands go on
                // in the folder it names.
                for option in &["--weeks", "--replicates"] {
                    if let Some(place) = arguments.iter().position(|word| word == option) {
                        arguments.drain(place..place + 2);
                    }
                }
                arguments.extend(["--weeks", "4", "--replicates", "2", "--quiet"].map(str::to_owned));
            }
            run(home.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    assert!(commands(&text("README.md")).len() >= 8, "the README shows how to use the program");
    assert_eq!(words("explain \"awake at the end\" --all"), ["explain", "awake at the end", "--all"]);
}

/// Every scenario shown is one that loads.
#[test]
fn every_scenario_shown_is_right() {
    for path in PAGES {
        let page = text(path);
        for block in page.split("```toml\n").skip(1).filter_map(|block| block.split_once("```")).map(|(block, _)| block)
        {
            let home = tempfile::tempdir().expect("a folder");
            fs::write(home.path().join("shown.toml"), block).expect("a file");
            let is_experiment = block.lines().any(|line| line.starts_with("scenario"));
            if block.contains("[pattern.") && !block.contains("[prior]") {
                run(home.path(), &["patterns", "shown.toml", "--replicates", "2", "--quiet", "--out", "shown"]);
            } else if block.contains("[prior]") {
                let sizes = ["--particles", "8", "--at-most", "8", "--quiet", "--out", "shown"];
                run(home.path(), &["calibrate", "shown.toml"].into_iter().chain(sizes).collect::<Vec<_>>());
            } else if is_experiment {
                run(home.path(), &["sweep", "shown.toml", "--dry-run", "--weeks", "4"]);
            } else {
                run(home.path(), &["check", "shown.toml"]);
            }
        }
    }
}

/// The commands of a recipe of the justfile.
fn recipe(name: &str) -> Vec<String> {
    let file = text("justfile");
    let lines = file.lines().skip_while(|line| *line != format!("{name}:")).skip(1);
    lines.take_while(|line| line.starts_with("    ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn readme_justfile_and_ci_test_alike() {
    assert_eq!(recipe("test"), ["cargo test --release"]);
    let readme = commands(&text("README.md"));
    assert_eq!(readme[..2], ["cargo run --release -- compare".to_owned(), "cargo test --release".to_owned()]);
    let ci = text(".ci/run");
    let steps: Vec<&str> = ci.lines().filter_map(|line| line.strip_prefix("step ")).collect();
    assert_eq!(steps, ["format", "lint", "features", "docs", "test", "debug-golden", "canaries", "bindings"]);
    for step in steps {
        assert!(!recipe(step).is_empty(), "the justfile has no recipe `{step}`");
    }
}

#[test]
fn ci_is_a_program_that_stops_at_the_first_failure() {
    for path in [".ci/run", ".ci/bindings"] {
        let ci = text(path);
        assert!(ci.starts_with("#!/usr/bin/env bash\n") && ci.contains("set -euo pipefail"), "{path}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(root().join(path)).expect("a file").permissions().mode();
            assert!(mode & 0o111 == 0o111, "{path} is not executable");
        }
    }
}

// --- Links and the record ---------------------------------------------------------------------------

/// Links to files of the repository lead somewhere, and links to headings of pages too.
#[test]
fn links_lead_somewhere() {
    for path in PAGES.iter().copied().chain(["CHANGELOG.md"]) {
        let page = text(path);
        let folder = root().join(path).parent().expect("a folder").to_owned();
        for target in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.starts_with("http") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let place = if file.is_empty() { root().join(path) } else { folder.join(file) };
            assert!(place.exists(), "{path}: {target} leads nowhere");
            if !heading.is_empty() {
                let other = fs::read_to_string(&place).expect("a page");
                let known = other.lines().filter(|line| line.starts_with('#')).map(anchor).any(|a| a == heading);
                assert!(known, "{path}: {target}: no such heading");
            }
        }
    }
}

/// The anchor a heading has on common web views of Markdown.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept: String = kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect();
    kept.replace(' ', "-")
}

#[test]
fn version_and_licence_are_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(text("CITATION.cff").contains(&format!("version: {version}\n")));
    assert!(text("CHANGELOG.md").contains(&format!("## [{version}]")));
    assert!(text("python/Cargo.toml").contains(&format!("\nversion = \"{version}\"\n")));
    assert!(text("r/DESCRIPTION").contains(&format!("\nVersion: {version}\n")));
    assert!(text("LICENSE").contains("MIT OR Apache-2.0"));
    assert!(text("Cargo.toml").contains("license = \"MIT OR Apache-2.0\""));
    assert!(text("LICENSE-MIT").contains("The mobilise founders"));
    assert!(text("LICENSE-APACHE").contains("Apache License"));
    assert!(text("README.md").contains(&format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"))));
    assert!(text("CHANGELOG.md").contains("Results changed"));
}
