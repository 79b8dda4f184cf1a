//! Reading an experiment file: every key finds its meaning, or a message with a place and a hint.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, listed, nearest, parse};
use crate::config::{name_of, stem, switch, whole};
use crate::scenario::library::experiments;
use crate::scenario::{FileKind, Shelf, TOP, Text, check_kind, check_version, find};

use super::alternatives;
use super::designs;
use super::factor::Factor;
use super::long;
use super::settings::{baseline, divided, interest, outcomes, replicates, scenarios};
use super::table_file;
use super::vary;
use super::{Baseline, Experiment};

/// The keys of an experiment file.
const KEYS: [&str; 21] = [
    "version",
    "name",
    "about",
    "scenario",
    "scenarios",
    "design",
    "table",
    "rows",
    "trajectories",
    "levels",
    "candidates",
    "base_rows",
    "pairs",
    "outcomes",
    "replicates",
    "seed",
    "common_random_numbers",
    "vary",
    "alternatives",
    "baseline",
    "question",
];

/// An experiment as it was read, with its text and the places its points give.
#[derive(Debug)]
pub(crate) struct Read {
    pub text: Text,
    pub experiment: Experiment,
    /// The rows of a table of points, a coordinate a factor each; empty for other designs.
    pub rows: Vec<Vec<f64>>,
}

/// Finds and reads an experiment file, by path or embedded name; of a question's, in its larger size where that is
/// asked for.
pub(crate) fn read(name: &str, larger: bool, shelf: &Shelf) -> Result<Read, Problems> {
    let text = find(name, Path::new(""), experiments(), None, shelf)?;
    let mut entries = parse(&text.source)?;
    check_version(&text.source, &entries)?;
    check_kind(FileKind::Experiment, &text, &entries)?;
    let mut ledger = Ledger::default();
    long::check(&entries, &mut ledger);
    if larger {
        long::lay(&mut entries);
    }
    let (experiment, rows) = experiment(&text, &entries, &mut ledger);
    match (experiment, ledger.problems.is_empty()) {
        (Some(experiment), true) => Ok(Read { text, experiment, rows }),
        _ => Err(Problems(ledger.problems)),
    }
}

fn experiment(text: &Text, entries: &[Entry], ledger: &mut Ledger) -> (Option<Experiment>, Vec<Vec<f64>>) {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        unknown(entry, ledger);
    }
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let top = Span { source: text.source.clone(), bytes: 0..0 };
    let name = match key("name").and_then(|entry| name_of(entry, ledger)) {
        Some(name) => name,
        None => stem(&text.source.name),
    };
    let about = key("about").and_then(|entry| ledger.text("about", entry)).unwrap_or_default();
    let scenarios = scenarios(key("scenario"), key("scenarios"), &top, ledger);
    let word = designs::word(entries, ledger);
    let outcomes = key("outcomes").map_or_else(interest, |entry| outcomes(entry, ledger));
    let replicates = key("replicates").and_then(|entry| replicates(entry, ledger));
    let seed = key("seed").and_then(|entry| whole("seed", entry, 0, i64::MAX, SEED_HINT, ledger));
    let common = key("common_random_numbers").map_or(Some(true), |entry| switch(entry, ledger));

    let (factors, rows) = varied(text, entries, word, &top, ledger);
    let baseline = key("baseline").map_or_else(Baseline::default, |entry| baseline(entry, &factors, ledger));
    if factors.is_empty() && ledger.problems.is_empty() {
        let problem = Problem::at(&top, "the file varies nothing", "no [vary] and no [alternatives]");
        ledger.problems.push(problem.hint("as in [vary] with coping.relief = [0.1, 0.3] below it"));
    }
    let design = word.and_then(|word| designs::design(word, entries, factors.len(), &top, ledger));
    divided(design.as_ref(), &factors, ledger);
    let whole = (scenarios, design, common);
    let (Some(scenarios), Some(design), Some(common_random_numbers)) = whole else { return (None, rows) };
    let experiment = Experiment {
        name,
        about,
        scenarios,
        outcomes,
        replicates,
        replicates_span: key("replicates").map(|entry| entry.span.clone()),
        seed,
        common_random_numbers,
        common_span: key("common_random_numbers").map(|entry| entry.span.clone()),
        design,
        design_span: key("design").map(|entry| entry.span.clone()),
        factors,
        baseline,
        question: key("question").cloned(),
    };
    (Some(experiment), rows)
}

/// What varies, in the order of the file, and the rows of a table of points; `design` is the word the file says.
fn varied(
    text: &Text,
    entries: &[Entry],
    design: Option<&str>,
    top: &Span,
    ledger: &mut Ledger,
) -> (Vec<Factor>, Vec<Vec<f64>>) {
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let (mut factors, mut layers) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry.key.as_str() {
            "vary" => factors.extend(vary::factors(entry, ledger)),
            "alternatives" => layers.extend(alternatives::factors(entry, ledger)),
            _ => {}
        }
    }
    if design != Some("table") {
        factors.extend(layers);
        factors.sort_by_key(|factor: &Factor| factor.span.bytes.start);
        return (factors, Vec::new());
    }
    let Some(table) = key("table") else {
        let span = key("design").map_or(top, |entry| &entry.span);
        let problem = Problem::at(span, "the design is a table, and no `table` is named", "which table?");
        ledger.problems.push(problem.hint("as in table = \"points.csv\", a column for each knob"));
        return (factors, Vec::new());
    };
    if let Some(vary) = key("vary") {
        let problem = Problem::at(&vary.key_span, "`vary` does not go with a table of points", "not read");
        let hint = "the table's columns say what varies: leave `vary` out, or another design";
        ledger.problems.push(problem.hint(hint));
    }
    let rows = table_file::read(table, text, &mut factors, &layers, ledger);
    (factors, rows)
}

const SEED_HINT: &str = "any will do; the same gives the same numbers";

fn unknown(entry: &Entry, ledger: &mut Ledger) {
    let hint = match nearest(&entry.key, KEYS) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if TOP.contains(&entry.key.as_str()) || matches!(entry.node, Node::Table(_)) => {
            format!("what varies stands below [vary]; what is fixed belongs in the scenario: [vary.{}]?", entry.key)
        }
        None => format!("it takes {}", listed(&KEYS)),
    };
    let title = format!("there is no `{}`", clip(&entry.key));
    ledger.problems.push(Problem::at(&entry.key_span, title, "not a key of an experiment").hint(hint));
}
