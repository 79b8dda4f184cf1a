//! Reading a calibration file: every key is understood or reported with its span and a hint.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, listed, name_of, nearest};
use crate::config::{real, stem, whole};
use crate::knob::Value;
use crate::scenario::library::CALIBRATIONS;
use crate::scenario::{FileKind, Shelf, TOP, Text};

use super::by_scenario::{ByScenario, by_scenario, words};
use super::model_file::{self, ModelDraft};
use super::parsing::{Source, read_file, scenario_of, section, unknown_key};
use super::pattern_file::{self, Home, PatternDraft};
use super::pattern_use::PatternUse;
use super::patterns::file::{PatternFile, read_patterns};
use super::prior_file::{self, KnobPrior};

/// The keys of a calibration file.
const KEYS: [&str; 19] = [
    "version",
    "name",
    "about",
    "scenario",
    "scenarios",
    "weeks",
    "set",
    "particles",
    "replicates",
    "keep",
    "tolerance",
    "distance",
    "acceptance",
    "at_most",
    "seed",
    "prior",
    "patterns",
    "pattern",
    "model",
];

/// The contents of a calibration file, whose patterns are not yet resolved in the scenario.
#[derive(Debug)]
pub(crate) struct CalibrationFile {
    pub text: Text,
    pub name: String,
    pub about: String,
    pub scenarios: Vec<ScenarioName>,
    pub weeks: Option<ByScenario<u32>>,
    /// Settings of the scenarios.
    pub set: Option<ByScenario<Vec<(String, Span)>>>,
    pub particles: u32,
    pub replicates: u32,
    pub keep: f64,
    pub tolerance: f64,
    /// Whether distances from ranges above 0 are of logarithms.
    pub by_factors: bool,
    pub acceptance: f64,
    pub at_most: u64,
    pub seed: Option<u64>,
    pub priors: Vec<KnobPrior>,
    /// The files of patterns that it names.
    pub files: Vec<NamedPatterns>,
    /// Patterns of its own.
    pub patterns: Vec<PatternDraft>,
    pub models: Vec<ModelDraft>,
}

/// A scenario that a calibration names.
#[derive(Debug)]
pub(crate) struct ScenarioName {
    /// A path or an embedded name, as the file has it.
    pub named: String,
    pub span: Span,
    /// How the calibration's tables and keys name it.
    pub name: String,
}

/// A file of patterns that a calibration names.
#[derive(Debug)]
pub(crate) struct NamedPatterns {
    pub file: PatternFile,
    pub span: Span,
}

/// Finds and reads a calibration file, by path or embedded name.
pub(crate) fn read_calibration(name: &str, shelf: &Shelf) -> Result<CalibrationFile, Problems> {
    let source = Source { name, folder: Path::new(""), library: CALIBRATIONS, named_at: None, shelf };
    read_file(&source, FileKind::Calibration, calibration)
}

fn calibration(text: &Text, entries: &[Entry], ledger: &mut Ledger) -> Option<CalibrationFile> {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        unknown(entry, ledger);
    }
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let name = key("name").map_or_else(|| Some(stem(&text.source.name)), |entry| name_of(entry, ledger));
    let about = key("about").and_then(|entry| ledger.text("about", entry)).unwrap_or_default();
    let scenarios = scenarios(key("scenario"), key("scenarios"), text, ledger);
    let names: Vec<String> = scenarios.iter().map(|scenario| scenario.name.clone()).collect();
    let weeks = key("weeks").and_then(|entry| {
        by_scenario(entry, &names, ledger, |name, entry, ledger| {
            let weeks = whole(name, entry, 1, 100_000, "it replaces the scenario's run.weeks", ledger)?;
            u32::try_from(weeks).ok()
        })
    });
    let set = key("set").and_then(|entry| {
        let hint = "as in set = [\"population.free_time=0.1\"], each as on the command line";
        by_scenario(entry, &names, ledger, |name, entry, ledger| Some(words(name, entry, hint, ledger)))
    });
    let count = |name: &str, low: i64, high: i64, usual: Option<u64>, hint: &str, ledger: &mut Ledger| {
        key(name).map_or(usual, |entry| whole(name, entry, low, high, hint, ledger))
    };
    let hint = "from a hundred up, many more than there are knobs; fewer give a rough answer";
    let particles = count("particles", 4, 100_000, Some(200), hint, ledger);
    let hint = "each proposal is run so many times, and its patterns are the means";
    let replicates = count("replicates", 1, 10_000, Some(1), hint, ledger);
    let hint = "runs in all; the answer is then that of the last generation that was filled";
    let at_most = count("at_most", 1, 1_000_000_000, Some(20_000), hint, ledger);
    let seed = count("seed", 0, i64::MAX, None, "any will do; the same gives the same numbers", ledger);
    let hint = "as in keep = 0.5: the next tolerance is the median of the distances";
    let keep = number(key("keep"), "keep", (0.05, 0.95), 0.5, hint, ledger);
    let hint = "1: within the tolerance of each pattern, and exactly its likelihood";
    let tolerance = number(key("tolerance"), "tolerance", (0.001, 1_000_000.0), 1.0, hint, ledger);
    let by_factors = key("distance").map_or(Some(false), |entry| by_factors(entry, ledger));
    let hint = "no further generation when fewer proposals than this share are accepted";
    let acceptance = number(key("acceptance"), "acceptance", (0.0, 0.9), 0.01, hint, ledger);
    let priors = section("prior", key("prior"), text, prior_file::HINT, ledger, |entries, ledger| {
        prior_file::priors(entries, &names, ledger)
    });
    let files = key("patterns").map_or_else(Vec::new, |entry| named_patterns(entry, text, ledger));
    let mut patterns = Vec::new();
    if key("patterns").is_none() || key("pattern").is_some() {
        let own = |entries: &[Entry], ledger: &mut Ledger| pattern_file::patterns(entries, Home::Calibration, ledger);
        patterns = section("pattern", key("pattern"), text, pattern_file::HINT, ledger, own);
    }
    let models = model_file::models(key("model"), ledger);
    Some(CalibrationFile {
        text: text.clone(),
        name: name?,
        about,
        scenarios,
        weeks,
        set,
        particles: u32::try_from(particles?).ok()?,
        replicates: u32::try_from(replicates?).ok()?,
        keep: keep?,
        tolerance: tolerance?,
        by_factors: by_factors?,
        acceptance: acceptance?,
        at_most: at_most?,
        seed,
        priors,
        files,
        patterns,
        models,
    })
}

/// The scenarios to calibrate, each with a name of its own.
fn scenarios(one: Option<&Entry>, several: Option<&Entry>, text: &Text, ledger: &mut Ledger) -> Vec<ScenarioName> {
    let Some(entry) = several else {
        let found = scenario_of(one, text, "the file does not name the scenario to calibrate", ledger);
        return found.into_iter().map(|(named, span)| ScenarioName { name: stem(&named), named, span }).collect();
    };
    if let Some(one) = one {
        let problem = Problem::at(&one.key_span, "the file has `scenario` and `scenarios`", "one of the two");
        ledger.problems.push(problem.hint("scenarios = [\"j4dw\", \"meca\"] takes one or several"));
    }
    let mut found: Vec<ScenarioName> = Vec::new();
    let hint = "as in scenarios = [\"j4dw\", \"meca\"]";
    if matches!(&entry.node, Node::Words(words) if words.is_empty()) {
        let problem = Problem::at(&entry.span, "the file does not name the scenarios to calibrate", "an empty list");
        ledger.problems.push(problem.hint(hint));
        return found;
    }
    for (named, span) in words("scenarios", entry, hint, ledger) {
        let name = stem(&named);
        if let Some(twin) = found.iter().find(|other| other.name == name) {
            let title = format!("two scenarios are called \"{}\"", twin.name);
            let hint = "a calibration's tables name a scenario by its file: rename one of the files";
            ledger.problems.push(Problem::at(&span, title, "the second one").hint(hint));
        } else {
            found.push(ScenarioName { named, span, name });
        }
    }
    found
}

/// The files of patterns, those of `use = "fitted"` being used; a single one may stand without a list.
fn named_patterns(entry: &Entry, text: &Text, ledger: &mut Ledger) -> Vec<NamedPatterns> {
    let names = match &entry.node {
        Node::Words(words) => words.clone(),
        Node::Value(Value::Text(name)) => vec![(name.clone(), entry.span.clone())],
        _ => {
            let hint = "as in patterns = \"j4dw\", or patterns = [\"j4dw\", \"meca\"]".to_owned();
            ledger.wrong_type("patterns", entry, "a file of patterns or a list of them", hint);
            return Vec::new();
        }
    };
    let mut files = Vec::new();
    for (name, span) in names {
        let file = match read_patterns(&name, &text.folder, Some(&span), &text.shelf) {
            Ok(file) => file,
            Err(problems) => {
                ledger.problems.extend(problems.0);
                continue;
            }
        };
        if !file.patterns.iter().any(|draft| draft.purpose == PatternUse::Fitted) {
            let title = format!("\"{}\" has no pattern that calibrations use", clip(&name));
            let problem = Problem::at(&span, title, "none of them is fitted");
            ledger.problems.push(problem.hint("use = \"fitted\" in a pattern there, or [pattern] tables here"));
        } else if !file.set.is_empty() {
            let title = format!("the patterns of \"{}\" are of a changed scenario", clip(&name));
            let problem = Problem::at(&span, title, "it has `set`");
            ledger.problems.push(problem.hint("put those settings into a scenario, and name that in both files"));
        } else {
            files.push(NamedPatterns { file, span });
        }
    }
    files
}

/// How far off what lies outside a range is.
fn by_factors(entry: &Entry, ledger: &mut Ledger) -> Option<bool> {
    match ledger.text("distance", entry)?.as_str() {
        "linear" => Some(false),
        "log" => Some(true),
        word => {
            let title = format!("there is no distance \"{}\"", clip(word));
            let hint = "\"linear\", or \"log\": 0 is infinitely far from any range above it";
            ledger.problems.push(Problem::at(&entry.span, title, "it takes \"linear\" and \"log\"").hint(hint));
            None
        }
    }
}

/// A number within bounds.
fn number(
    entry: Option<&Entry>,
    name: &str,
    (low, high): (f64, f64),
    usual: f64,
    hint: &str,
    ledger: &mut Ledger,
) -> Option<f64> {
    let Some(entry) = entry else { return Some(usual) };
    let allowed = format!("a number from {low} to {high}");
    match real(&entry.node) {
        Some(x) if (low..=high).contains(&x) => return Some(x),
        Some(_) => ledger.out_of_range(name, entry, &allowed, hint.to_owned()),
        None => ledger.wrong_type(name, entry, &allowed, hint.to_owned()),
    }
    None
}

fn unknown(entry: &Entry, ledger: &mut Ledger) {
    let hint = match nearest(&entry.key, KEYS) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if entry.key == "vary" => "put the knobs to be found below [prior]".to_owned(),
        None if TOP.contains(&entry.key.as_str()) || matches!(entry.node, Node::Table(_)) => format!(
            "put the knobs to be found below [prior], and what is fixed into the scenario: [prior.{}]?",
            entry.key
        ),
        None => format!("it takes {}", listed(&KEYS)),
    };
    unknown_key(entry, "not a key of a calibration", hint, ledger);
}
