//! Reading a calibration file: every key is understood or reported with its span and a hint.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, listed, name_of, nearest};
use crate::config::{real, stem, whole};
use crate::scenario::library::CALIBRATIONS;
use crate::scenario::{FileKind, Shelf, TOP, Text};

use super::parsing::{Source, read_file, scenario_of, section, unknown_key};
use super::pattern_file::{self, Home, PatternDraft};
use super::pattern_use::PatternUse;
use super::patterns::file::read_patterns;
use super::prior_file::{self, KnobPrior};

/// The keys of a calibration file.
const KEYS: [&str; 15] = [
    "version",
    "name",
    "about",
    "scenario",
    "weeks",
    "particles",
    "replicates",
    "keep",
    "tolerance",
    "acceptance",
    "at_most",
    "seed",
    "prior",
    "patterns",
    "pattern",
];

/// The contents of a calibration file, whose patterns are not yet resolved in the scenario.
#[derive(Debug)]
pub(crate) struct CalibrationFile {
    pub text: Text,
    pub name: String,
    pub about: String,
    pub scenario: (String, Span),
    pub weeks: Option<u32>,
    pub particles: u32,
    pub replicates: u32,
    pub keep: f64,
    pub tolerance: f64,
    pub acceptance: f64,
    pub at_most: u64,
    pub seed: Option<u64>,
    pub priors: Vec<KnobPrior>,
    pub patterns: Vec<PatternDraft>,
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
    let scenario = scenario_of(key("scenario"), text, "the file does not name the scenario to calibrate", ledger);
    let count = |name: &str, low: i64, high: i64, usual: Option<u64>, hint: &str, ledger: &mut Ledger| {
        key(name).map_or(usual, |entry| whole(name, entry, low, high, hint, ledger))
    };
    let weeks = count("weeks", 1, 100_000, None, "it replaces the scenario's run.weeks", ledger);
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
    let hint = "no further generation when fewer proposals than this share are accepted";
    let acceptance = number(key("acceptance"), "acceptance", (0.0, 0.9), 0.01, hint, ledger);
    let priors = section("prior", key("prior"), text, prior_file::HINT, ledger, prior_file::priors);
    let mut patterns = key("patterns").map_or_else(Vec::new, |entry| named_patterns(entry, text, ledger));
    if key("patterns").is_none() || key("pattern").is_some() {
        let own = |entries: &[Entry], ledger: &mut Ledger| pattern_file::patterns(entries, Home::Calibration, ledger);
        patterns.extend(section("pattern", key("pattern"), text, pattern_file::HINT, ledger, own));
    }
    Some(CalibrationFile {
        text: text.clone(),
        name: name?,
        about,
        scenario: scenario?,
        weeks: weeks.and_then(|weeks| u32::try_from(weeks).ok()),
        particles: u32::try_from(particles?).ok()?,
        replicates: u32::try_from(replicates?).ok()?,
        keep: keep?,
        tolerance: tolerance?,
        acceptance: acceptance?,
        at_most: at_most?,
        seed,
        priors,
        patterns,
    })
}

/// The patterns of a file that calibrations may use.
fn named_patterns(entry: &Entry, text: &Text, ledger: &mut Ledger) -> Vec<PatternDraft> {
    let Some(name) = ledger.text("patterns", entry) else { return Vec::new() };
    let listed = match read_patterns(&name, &text.folder, Some(&entry.span), &text.shelf) {
        Ok(read) => read.patterns,
        Err(problems) => {
            ledger.problems.extend(problems.0);
            return Vec::new();
        }
    };
    let used: Vec<PatternDraft> = listed.into_iter().filter(|draft| draft.purpose == PatternUse::Fitted).collect();
    if used.is_empty() {
        let title = format!("\"{}\" has no pattern that calibrations use", clip(&name));
        let problem = Problem::at(&entry.span, title, "none of them is fitted");
        ledger.problems.push(problem.hint("use = \"fitted\" in a pattern there, or [pattern] tables here"));
    }
    used
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
