//! `mobilise explain`: what a knob, a measure, an outcome, the week or a case is.

use std::fmt::Write;

use clap::Args;

use mobilise::config::{Problem, nearest};
use mobilise::experiment::plan::{Changes, Plan};
use mobilise::knob::catalogue::{NAMED, catalogue};
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::{Choice, Knob};
use mobilise::model::measures::{MEASURES, Sort};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::model::week::WEEK;
use mobilise::question::Question;
use mobilise::scenario::library::{self, CASES, POPULATIONS, QUESTIONS};
use mobilise::scenario::{Overrides, Shelf, load};

use super::{Failure, Terminal};

/// Arguments of `mobilise explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A knob (coping.relief), a measure, an outcome, `week`, `intervention` for its kinds, `case` and
    /// `question` for those that come with the program, or one of these by its name
    name: Option<String>,
    /// List all knobs, measures and outcomes
    #[arg(long)]
    all: bool,
}

/// Explains one name, or lists them all.
pub fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<(), Failure> {
    let text = match &arguments.name {
        Some(name) => one(name)?,
        None if arguments.all => all(),
        None => overview(),
    };
    terminal.data(&text)
}

fn overview() -> String {
    let groups: Vec<String> = catalogue().iter().map(|(name, _)| group(name).to_owned()).collect();
    let mut unique: Vec<&String> = Vec::new();
    for group in &groups {
        if !unique.contains(&group) {
            unique.push(group);
        }
    }
    let mut out = String::from("mobilise explain NAME says what something is. Names are\n\n");
    let _ = writeln!(out, "  week            the order of the week");
    let _ = writeln!(out, "  intervention    the kinds of intervention");
    let _ = writeln!(out, "  case            the cases that come with the program");
    let _ = writeln!(out, "  a case          such as lawas: its file, which says what it represents");
    let _ = writeln!(out, "  question        the questions that come with the program");
    let _ = writeln!(out, "  a question      such as coping: its file, which says what is varied and asked");
    let _ = writeln!(out, "  a measure       such as mobilised, or an outcome such as retention");
    let _ = writeln!(out, "  a knob          such as coping.relief, or a group of knobs:\n");
    for group in unique {
        let _ = writeln!(out, "    {group}");
    }
    let _ = writeln!(out, "\nmobilise explain --all lists everything.");
    out
}

/// The table a knob stands in, as far as it can be asked for.
fn group(name: &str) -> &str {
    name.split(".").next().unwrap_or(name)
}

fn one(name: &str) -> Result<String, Failure> {
    if name == "week" {
        return Ok(week());
    }
    if name == "case" {
        return Ok(cases());
    }
    if name == "question" {
        return questions();
    }
    let files = [CASES, POPULATIONS, QUESTIONS];
    // A case and a question may share a name.
    let found: Vec<&str> = files.into_iter().filter_map(|files| library::find(files, name)).map(|f| f.text).collect();
    if !found.is_empty() {
        return Ok(found.join("\n"));
    }
    let knobs = catalogue();
    let wanted = general(name);
    if let Some((full, knob)) = knobs.iter().find(|(full, _)| *full == wanted) {
        return Ok(describe(full, knob));
    }
    let mut out = String::new();
    for m in MEASURES.iter().filter(|m| m.name == name) {
        let sort = match m.sort {
            Sort::Stock => "at the end of the week",
            Sort::Flow => "in the week",
            Sort::Mean => "a mean or share",
        };
        let _ = writeln!(out, "{name} — a measure, weekly ({}; {sort})\n  {}", m.unit, m.meaning.trim());
    }
    for o in OUTCOMES.iter().filter(|o| o.name == name) {
        let _ = writeln!(out, "{name} — an outcome of a run ({})\n  {}", o.unit, o.meaning.trim());
    }
    if name == "intervention" {
        out.push_str("intervention — what is done to a field from outside. Kinds:\n");
    }
    for (kind, meaning) in InterventionKind::ALL.iter().zip(InterventionKind::MEANINGS) {
        if name == "intervention" || name == kind.word() {
            let knobs = kind.knobs().join(", ");
            let _ = writeln!(out, "  {:<22} {} Reads {knobs}.", kind.word(), meaning.trim());
        }
    }
    if name == "intervention" {
        out.push_str("\nTheir knobs:\n");
    }
    let within = format!("{wanted}.");
    for (full, knob) in knobs.iter().filter(|(full, _)| full.starts_with(&within)) {
        out.push_str(&short(full, knob));
    }
    if !out.is_empty() {
        return Ok(out);
    }
    let names = knobs.iter().map(|(full, _)| full.as_str()).chain(MEASURES.iter().map(|m| m.name));
    let names = names.chain(OUTCOMES.iter().map(|o| o.name)).chain(["week", "intervention", "case", "question"]);
    let names = names.chain(CASES.iter().chain(POPULATIONS).chain(QUESTIONS).map(|file| file.name));
    let names: Vec<&str> = names.chain(InterventionKind::WORDS.iter().copied()).collect();
    let hint = match nearest(&wanted, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`? `mobilise explain --all` lists all names"),
        None => "`mobilise explain --all` lists all names".to_owned(),
    };
    Err(Problem::whole(format!("there is nothing called `{name}` to explain"), hint).into())
}

/// `organisation.J4DW.hours` and `organisation.hours` both mean the table's `organisation.NAME.hours`.
fn general(name: &str) -> String {
    let mut parts: Vec<&str> = name.split('.').collect();
    if parts.len() < 2 || !NAMED.contains(&parts[0]) {
        return name.to_owned();
    }
    let known = |parts: &[&str]| {
        let full = parts.join(".");
        catalogue().iter().any(|(name, _)| *name == full || name.starts_with(&format!("{full}.")))
    };
    let mut with = parts.clone();
    with.insert(1, "NAME");
    if known(&with) {
        return with.join(".");
    }
    parts[1] = "NAME";
    parts.join(".")
}

fn describe(full: &str, knob: &Knob) -> String {
    let symbol = if knob.symbol.is_empty() { String::new() } else { format!(" ({})", knob.symbol) };
    let mut out = format!("{full}{symbol}\n  {}\n\n", knob.meaning.trim());
    let mut row = |head: &str, text: String| {
        if !text.is_empty() {
            let _ = writeln!(out, "  {head:<8} {text}");
        }
    };
    row("unit", knob.unit.to_owned());
    row("range", knob.kind.to_string());
    row("default", knob.default.to_string());
    row("source", knob.source.to_owned());
    row("status", knob.status.to_string());
    let effects: Vec<String> = knob.effects().iter().map(ToString::to_string).collect();
    row("higher", if effects.is_empty() && knob.is_ordered() { "open".to_owned() } else { effects.join(", ") });
    let setting = full.replace("NAME", "NAME-OF-YOURS");
    row("set", format!("--set {setting}={}", knob.default));
    out
}

fn short(full: &str, knob: &Knob) -> String {
    format!("  {full:<46} {:<10} {}\n", knob.default.to_string(), knob.meaning.trim())
}

fn all() -> String {
    let mut out = String::from("Knobs (name, default, meaning)\n");
    for (full, knob) in catalogue() {
        out.push_str(&short(&full, knob));
    }
    out.push_str("\nMeasures (weekly)\n");
    for m in MEASURES {
        let _ = writeln!(out, "  {:<46} {:<10} {}", m.name, m.unit, m.meaning.trim());
    }
    out.push_str("\nOutcomes (of a run)\n");
    for o in OUTCOMES {
        let _ = writeln!(out, "  {:<46} {:<10} {}", o.name, o.unit, o.meaning.trim());
    }
    out
}

/// The cases that come with the program, with a sentence each.
fn cases() -> String {
    let mut out = String::from("Cases that come with the program (mobilise run NAME):\n\n");
    for case in CASES {
        // An embedded file is one that loads: a test loads them all.
        let about = load(case.name, &Overrides::default()).map(|scenario| scenario.about).unwrap_or_default();
        let _ = writeln!(out, "  {:<28} {about}", case.name);
    }
    let populations: Vec<&str> = POPULATIONS.iter().map(|file| file.name).collect();
    let _ = writeln!(out, "\nPopulations they are set in: {}.", populations.join(", "));
    out.push_str("mobilise explain NAME prints a file, with what it represents, its sources and what is assumed.\n");
    out
}

/// The questions that come with the program, with the sentence each asks.
fn questions() -> Result<String, Failure> {
    let mut out = String::from("Questions that come with the program (mobilise ask NAME):\n\n");
    for question in QUESTIONS {
        let plan = Plan::read(question.name, &Changes::default(), &Shelf::default(), &|| 1)?;
        let _ = writeln!(out, "  {:<28} {}", question.name, Question::of(&plan)?.asks);
    }
    out.push_str("\nmobilise questions says how long each takes; mobilise explain NAME prints a file.\n");
    Ok(out)
}

fn week() -> String {
    let mut out = String::from("The week, in order:\n\n");
    for (n, process) in WEEK.iter().enumerate() {
        let _ = writeln!(out, "  {:>2}  {:<20} {}", n + 1, process.name, process.what);
    }
    out
}
