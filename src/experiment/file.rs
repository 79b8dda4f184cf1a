//! Reading an experiment file: every key finds its meaning, or a message with a place and a hint.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, listed, nearest, parse};
use crate::config::{NAME_HINT, real, stem, switch, unfit_name, whole};
use crate::knob::Value;
use crate::model::sustainability::OUTCOMES;
use crate::scenario::library::experiments;
use crate::scenario::{FileKind, Shelf, TOP, Text, check_kind, check_version, find};
use crate::study::outcomes::outcome_number;

use super::alternatives;
use super::designs;
use super::factor::{Factor, Levels};
use super::long;
use super::table_file;
use super::vary;
use super::{Baseline, Design, Experiment, Precision, Replicates};

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

/// Outcomes of interest where the file names none: what lasts.
const INTEREST: [&str; 4] = ["survived", "attendance", "mobilised", "retention"];

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
    let name = match key("name").and_then(|entry| named(entry, ledger)) {
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

    let mut factors: Vec<Factor> = Vec::new();
    let mut layers: Vec<Factor> = Vec::new();
    for entry in entries {
        match entry.key.as_str() {
            "vary" => factors.extend(vary::factors(entry, ledger)),
            "alternatives" => layers.extend(alternatives::factors(entry, ledger)),
            _ => {}
        }
    }
    let rows = match (word, key("table")) {
        (Some("table"), Some(entry)) => {
            if let Some(vary) = key("vary") {
                let problem = Problem::at(&vary.key_span, "`vary` does not go with a table of points", "not read");
                let hint = "the table's columns say what varies: leave `vary` out, or another design";
                ledger.problems.push(problem.hint(hint));
            }
            table_file::read(entry, text, &mut factors, &layers, ledger)
        }
        (Some("table"), None) => {
            let span = key("design").map_or(&top, |entry| &entry.span);
            let problem = Problem::at(span, "the design is a table, and no `table` is named", "which table?");
            ledger.problems.push(problem.hint("as in table = \"points.csv\", a column for each knob"));
            Vec::new()
        }
        _ => Vec::new(),
    };
    if word != Some("table") {
        factors.extend(layers);
        factors.sort_by_key(|factor| factor.span.bytes.start);
    }
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

fn named(entry: &Entry, ledger: &mut Ledger) -> Option<String> {
    let name = ledger.text("name", entry)?;
    match unfit_name(&name) {
        None => Some(name),
        Some(why) => {
            ledger.problems.push(Problem::at(&entry.span, "`name` is not a name", why).hint(NAME_HINT));
            None
        }
    }
}

fn scenarios(
    one: Option<&Entry>,
    several: Option<&Entry>,
    top: &Span,
    ledger: &mut Ledger,
) -> Option<Vec<(String, Span)>> {
    let hint = "as in scenario = \"j4dw\", or scenarios = [\"j4dw\", \"meca\"]";
    match (one, several) {
        (Some(entry), None) => ledger.text("scenario", entry).map(|name| vec![(name, entry.span.clone())]),
        (None, Some(entry)) => match &entry.node {
            Node::Words(words) if !words.is_empty() => {
                let mut seen: Vec<&str> = Vec::new();
                for (word, span) in words {
                    if seen.contains(&word.as_str()) {
                        let problem = Problem::at(span, format!("`{}` is there twice", clip(word)), "this one");
                        ledger.problems.push(problem.hint("name each scenario once"));
                    }
                    seen.push(word);
                }
                Some(words.clone())
            }
            _ => {
                ledger.wrong_type("scenarios", entry, "a list of scenarios", hint.to_owned());
                None
            }
        },
        (Some(_), Some(entry)) => {
            let problem = Problem::at(&entry.key_span, "`scenario` is there too", "one of the two");
            ledger.problems.push(problem.hint("put all of them into `scenarios`"));
            None
        }
        (None, None) => {
            let problem = Problem::at(top, "the file does not say over which scenario", "missing at the top");
            ledger.problems.push(problem.hint(hint));
            None
        }
    }
}

fn interest() -> Vec<usize> {
    INTEREST.iter().filter_map(|name| outcome_number(name)).collect()
}

fn outcomes(entry: &Entry, ledger: &mut Ledger) -> Vec<usize> {
    let hint = "as in outcomes = [\"retention\", \"mobilised\"]";
    let words = match &entry.node {
        Node::Words(words) if !words.is_empty() => words,
        _ => {
            ledger.wrong_type("outcomes", entry, "a list of outcomes", hint.to_owned());
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (word, span) in words {
        match outcome(word, span, ledger) {
            Some(number) if found.contains(&number) => {
                let problem = Problem::at(span, format!("`{word}` is there twice"), "this one");
                ledger.problems.push(problem.hint("name each outcome once"));
            }
            number => found.extend(number),
        }
    }
    found
}

fn outcome(word: &str, span: &Span, ledger: &mut Ledger) -> Option<usize> {
    let found = outcome_number(word);
    if found.is_none() {
        let hint = match nearest(word, OUTCOMES.iter().map(|outcome| outcome.name)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "`mobilise explain --all` lists all outcomes".to_owned(),
        };
        let title = format!("there is no outcome \"{}\"", clip(word));
        ledger.problems.push(Problem::at(span, title, "not an outcome").hint(hint));
    }
    found
}

/// The most replicates of a point, as for scenarios.
const MAX_REPLICATES: i64 = 1_000_000;

fn replicates(entry: &Entry, ledger: &mut Ledger) -> Option<Replicates> {
    let wanted = "a whole number, or a precision";
    let hint = "as in replicates = 40, or replicates = { outcome = \"retention\", half_width = 0.02, at_most = 2000 }";
    match &entry.node {
        Node::Value(Value::Whole(_)) => whole("replicates", entry, 1, MAX_REPLICATES, hint, ledger)
            .and_then(|n| u32::try_from(n).ok())
            .map(Replicates::Fixed),
        Node::Table(inner) => precision(entry, inner, hint, ledger).map(Replicates::Until),
        _ => {
            ledger.wrong_type("replicates", entry, wanted, hint.to_owned());
            None
        }
    }
}

fn precision(entry: &Entry, inner: &[Entry], hint: &str, ledger: &mut Ledger) -> Option<Precision> {
    let (mut number, mut half_width, mut at_most, mut organisation) = (None, None, None, None);
    let known = ["outcome", "half_width", "at_most", "organisation"];
    for item in inner {
        let full = format!("replicates.{}", item.key);
        match item.key.as_str() {
            "outcome" => {
                if let Some(word) = ledger.text(&full, item) {
                    number = outcome(&word, &item.span, ledger);
                }
            }
            "organisation" => organisation = ledger.text(&full, item),
            "at_most" => at_most = whole(&full, item, 2, MAX_REPLICATES, hint, ledger),
            "half_width" => match real(&item.node) {
                Some(width) if width > 0.0 && width.is_finite() => half_width = Some(width),
                Some(_) => ledger.out_of_range(&full, item, "a number above 0", hint.to_owned()),
                None => ledger.wrong_type(&full, item, "a number above 0", hint.to_owned()),
            },
            _ => ledger.unknown("replicates", item, known),
        }
    }
    for (missing, key) in [
        (!inner.iter().any(|item| item.key == "outcome"), "outcome"),
        (!inner.iter().any(|item| item.key == "half_width"), "half_width"),
        (!inner.iter().any(|item| item.key == "at_most"), "at_most"),
    ] {
        if missing {
            let title = format!("a precision needs `{key}`");
            ledger.problems.push(Problem::at(&entry.span, title, "missing here").hint(hint));
        }
    }
    Some(Precision {
        outcome: number?,
        organisation,
        half_width: half_width?,
        at_most: u32::try_from(at_most?).unwrap_or(u32::MAX),
    })
}

/// A baseline: settings as a scenario would say them, and alternatives by their names.
fn baseline(entry: &Entry, factors: &[Factor], ledger: &mut Ledger) -> Baseline {
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type("baseline", entry, "a table", "write [baseline] above its keys".to_owned());
        return Baseline::default();
    };
    let mut baseline = Baseline::default();
    for item in entries {
        let found = factors.iter().position(|factor| factor.name == item.key);
        let Some((number, alternatives)) = found.and_then(|number| match &factors[number].levels {
            Levels::Alternatives(alternatives) => Some((number, alternatives)),
            _ => None,
        }) else {
            baseline.settings.push(item.clone());
            continue;
        };
        let Some(label) = ledger.text(&format!("baseline.{}", item.key), item) else { continue };
        match alternatives.iter().position(|alternative| alternative.label == label) {
            Some(level) => baseline.alternatives.push((number, level)),
            None => {
                let labels: Vec<&str> = alternatives.iter().map(|a| a.label.as_str()).collect();
                let title = format!("`{}` has no alternative \"{}\"", item.key, clip(&label));
                let hint = format!("it has {}", listed(&labels));
                ledger.problems.push(Problem::at(&item.span, title, "none of them").hint(hint));
            }
        }
    }
    baseline
}

/// A grid and a list need single values, and a list as many of each factor.
fn divided(design: Option<&Design>, factors: &[Factor], ledger: &mut Ledger) {
    if !matches!(design, Some(Design::Grid | Design::List)) {
        return;
    }
    for factor in factors {
        if let Levels::Range(range) = &factor.levels
            && range.steps.is_none()
        {
            let title = format!("`{}` does not say into how many values it is divided", factor.name);
            let problem = Problem::at(&factor.span, title, "no steps");
            ledger.problems.push(problem.hint("as in { from = 0.0, to = 1.0, steps = 5 }, or a list of values"));
        }
    }
    let counts: Vec<usize> = factors.iter().map(|factor| factor.coordinates().len()).collect();
    if matches!(design, Some(Design::List))
        && let Some(odd) = counts.iter().position(|count| *count != counts[0])
    {
        let title =
            format!("`{}` has {} values and `{}` has {}", factors[odd].name, counts[odd], factors[0].name, counts[0]);
        let problem = Problem::at(&factors[odd].span, title, "another number of values");
        let hint = "a list takes the first values together, then the second: as many of each; or design = \"grid\"";
        ledger.problems.push(problem.hint(hint));
    }
}
