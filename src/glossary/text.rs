//! Entries as plain text.

use std::fmt::{self, Formatter};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::knob::{Choice, Knob};
use crate::model::history::HISTORY;
use crate::model::measures::{MEASURES, Sort};
use crate::model::sustainability::OUTCOMES;
use crate::model::week::WEEK;
use crate::scenario::library::{CASES, Embedded, POPULATIONS, QUESTIONS};
use crate::scenario::{Overrides, load};

use super::entry::{Entry, KNOBS, interventions};

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Knob(name, knob) => write_knob(f, name, knob),
            Self::Member(name, knob) => f.write_str(&row(name, &knob.default.to_string(), knob.meaning)),
            Self::Measure(it) => {
                let over = match it.sort {
                    Sort::Stock => "at the end of the week",
                    Sort::Flow => "in the week",
                    Sort::Mean => "a mean or share",
                };
                writeln!(f, "{} — a measure, weekly ({}; {over})\n  {}", it.name, it.unit, it.meaning.trim())
            }
            Self::Outcome(it) => {
                writeln!(f, "{} — an outcome of a run ({})\n  {}", it.name, it.unit, it.meaning.trim())
            }
            Self::History(it) => {
                writeln!(f, "{} — how people came and went, of a run ({})\n  {}", it.name, it.unit, it.meaning)
            }
            Self::Intervention(kind, meaning) => {
                writeln!(f, "  {:<22} {meaning} Reads {}.", kind.word(), kind.knobs().join(", "))
            }
            Self::Interventions => {
                f.write_str("intervention — what is done to a field from outside. Kinds:\n")?;
                interventions().try_for_each(|(kind, meaning)| Self::Intervention(kind, meaning).fmt(f))?;
                f.write_str("\nTheir knobs:\n")?;
                let knobs = KNOBS.iter().filter(|(name, _)| name.starts_with("intervention."));
                knobs.into_iter().try_for_each(|(name, knob)| Self::Member(name, knob).fmt(f))
            }
            Self::Week => {
                f.write_str("The week, in order:\n\n")?;
                let mut numbered = (1..).zip(WEEK);
                numbered.try_for_each(|(n, it)| writeln!(f, "  {n:>2}  {:<20} {}", it.name, it.what))
            }
            Self::Cases => write_cases(f),
            Self::Questions => {
                f.write_str("Questions that come with the program (mobilise ask NAME):\n\n")?;
                let asks = |file: &Embedded| toml::from_str(file.text).map(|Experiment { question }| question.asks);
                // An embedded file is one that is read: a test reads them all.
                let asks = |file| asks(file).unwrap_or_default();
                QUESTIONS.iter().try_for_each(|file| writeln!(f, "  {:<28} {}", file.name, asks(file)))?;
                f.write_str(
                    "\nmobilise questions estimates how long each takes; mobilise explain NAME prints a file.\n",
                )
            }
            Self::File(file) => f.write_str(file.text),
        }
    }
}

/// What an experiment asks.
#[derive(Deserialize)]
struct Experiment {
    question: Asks,
}

#[derive(Deserialize)]
struct Asks {
    asks: String,
}

fn row(name: &str, value: &str, meaning: &str) -> String {
    format!("  {name:<46} {value:<10} {}\n", meaning.trim())
}

fn write_knob(f: &mut Formatter<'_>, name: &str, knob: &Knob) -> fmt::Result {
    let symbol = if knob.symbol.is_empty() { String::new() } else { format!(" ({})", knob.symbol) };
    writeln!(f, "{name}{symbol}\n  {}\n", knob.meaning.trim())?;
    let effects: Vec<String> = knob.effects().iter().map(ToString::to_string).collect();
    let higher = if effects.is_empty() && knob.is_ordered() { "open".to_owned() } else { effects.join(", ") };
    let rows = [
        ("unit", knob.unit.to_owned()),
        ("range", knob.kind.to_string()),
        ("default", knob.default.to_string()),
        ("source", knob.source.to_owned()),
        ("status", knob.status.to_string()),
        ("higher", higher),
        ("set", format!("--set {}={}", name.replace("NAME", "NAME-OF-YOURS"), knob.default)),
    ];
    let mut filled = rows.iter().filter(|(_, text)| !text.is_empty());
    filled.try_for_each(|(head, text)| writeln!(f, "  {head:<8} {text}"))
}

fn write_cases(f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("Cases that come with the program (mobilise run NAME):\n\n")?;
    for case in CASES {
        // An embedded file is one that loads: a test loads them all.
        let about = load(case.name, &Overrides::default()).map(|scenario| scenario.about).unwrap_or_default();
        writeln!(f, "  {:<28} {about}", case.name)?;
    }
    let populations: Vec<&str> = POPULATIONS.iter().map(|file| file.name).collect();
    writeln!(f, "\nPopulations they are set in: {}.", populations.join(", "))?;
    f.write_str("mobilise explain NAME prints a file, with what it represents, its sources and what is assumed.\n")
}

/// What can be looked up, and the groups of knobs.
#[must_use]
pub fn overview_text() -> String {
    let mut out = String::from(
        "mobilise explain NAME explains one of these:\n\n  \
         week            the order of the week\n  \
         intervention    the kinds of intervention\n  \
         case            the cases that come with the program\n  \
         a case          such as lawas: its file, which says what it represents\n  \
         question        the questions that come with the program\n  \
         a question      such as coping: its file, which says what is varied and asked\n  \
         a measure       such as mobilised, or an outcome such as retention\n  \
         a knob          such as coping.relief, or a group of knobs:\n\n",
    );
    let mut groups: Vec<&str> = Vec::new();
    for group in KNOBS.iter().filter_map(|(name, _)| name.split('.').next()) {
        if !groups.contains(&group) {
            groups.push(group);
            out += &format!("    {group}\n");
        }
    }
    out + "\nmobilise explain --all lists everything.\n"
}

/// All knobs, measures and outcomes, a line each.
#[must_use]
pub fn all_text() -> String {
    let knobs: String = KNOBS.iter().map(|(name, knob)| row(name, &knob.default.to_string(), knob.meaning)).collect();
    let measures: String = MEASURES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    let outcomes: String = OUTCOMES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    let history: String = HISTORY.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    format!(
        "Knobs (name, default, meaning)\n{knobs}\nMeasures (weekly)\n{measures}\nOutcomes (of a run)\n{outcomes}\n\
         How people came and went (of a run)\n{history}"
    )
}

/// The same as data: lists of knobs, measures, outcomes, and how people came and went.
#[must_use]
pub fn all_json() -> Value {
    let knob = |(name, knob): &(String, &Knob)| {
        json!({
            "name": name,
            "default": knob.default.to_string(),
            "unit": knob.unit,
            "range": knob.kind.to_string(),
            "meaning": knob.meaning.trim(),
            "source": knob.source,
            "status": knob.status.to_string(),
        })
    };
    let row = |name: &str, unit: &str, meaning: &str| json!({ "name": name, "unit": unit, "meaning": meaning.trim() });
    json!({
        "knobs": KNOBS.iter().map(knob).collect::<Vec<_>>(),
        "measures": MEASURES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect::<Vec<_>>(),
        "outcomes": OUTCOMES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect::<Vec<_>>(),
        "history": HISTORY.iter().map(|it| row(it.name, it.unit, it.meaning)).collect::<Vec<_>>(),
    })
}
