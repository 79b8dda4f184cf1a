//! Entries as plain text.

use std::fmt::{self, Formatter};

use serde_json::{Value, json};

use crate::knob::{Choice, Knob};
use crate::model::history::HISTORY;
use crate::model::measures::{MEASURES, MeasureInfo, Sort};
use crate::model::sustainability::OUTCOMES;
use crate::model::week::WEEK;
use crate::scenario::library::{CASES, POPULATIONS, QUESTIONS};
use crate::scenario::{Overrides, load};

use super::codes::codes;
use super::entry::{Entry, KNOBS, interventions};
use super::pages::{CLAIMED, Source};
use super::shelf::about;
use super::terms::TERMS;

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Knob(name, knob) => write_knob(f, name, knob),
            Self::Member(name, knob) => f.write_str(&row(name, &knob.default.to_string(), knob.meaning)),
            Self::Measure(it) => write_measure(f, it),
            Self::Outcome(it) => {
                let label = if it.label == it.name { String::new() } else { format!("; in tables: {}", it.label) };
                writeln!(f, "{} — an outcome of a run ({}){label}\n  {}", it.name, it.unit, it.meaning.trim())
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
                QUESTIONS.iter().try_for_each(|file| writeln!(f, "  {:<28} {}", file.name, about(file)))?;
                f.write_str(
                    "\nmobilise questions estimates how long each takes; mobilise explain NAME prints a file.\n",
                )
            }
            Self::File(file) => f.write_str(file.text),
            Self::Collection(it) => {
                writeln!(f, "{} that come with the program ({}):\n", capitalised(it.name), it.use_with)?;
                it.files.iter().try_for_each(|file| writeln!(f, "  {:<28} {}", file.name, about(file)))?;
                f.write_str("\nmobilise explain NAME prints a file.\n")
            }
            Self::Term(it) => {
                let also = if it.also.is_empty() { String::new() } else { format!(" (also: {})", it.also.join(", ")) };
                writeln!(f, "{}{also}\n  {}", it.name, it.meaning)
            }
            Self::Described(it) => {
                let kind = it.kind.to_lowercase();
                writeln!(f, "{} — a {kind} ({})\n  {}", it.names.join(", "), it.part, it.meaning)
            }
            Self::Source(it) => write_source(f, it),
            Self::Process(name, what) => writeln!(f, "{name} — a step of the week\n  {what}"),
            Self::Organisers(it) => {
                writeln!(f, "{} — read by answers on organisers ({}): {}\n  {}", it.name, it.unit, it.label, it.meaning)
            }
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn write_measure(f: &mut Formatter<'_>, it: &MeasureInfo) -> fmt::Result {
    let over = match it.sort {
        Sort::Stock => "at the end of the week",
        Sort::Flow => "in the week",
        Sort::Mean => "a mean or share",
    };
    writeln!(f, "{} — a measure, weekly ({}; {over})\n  {}", it.name, it.unit, it.meaning.trim())
}

/// A source with the publication it was read in.
fn write_source(f: &mut Formatter<'_>, source: &Source) -> fmt::Result {
    let from = source.from.map_or_else(String::new, |from| format!(" ({from})"));
    writeln!(f, "{}{from}\n  {}", source.code, source.claim)
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
    filled.try_for_each(|(head, text)| writeln!(f, "  {head:<8} {text}"))?;
    // What the codes in its source stand for.
    let cited = codes(knob.source);
    let mut sources = CLAIMED.iter().filter(|source| cited.contains(&source.code)).peekable();
    if sources.peek().is_some() {
        f.write_str("\n")?;
    }
    sources.try_for_each(|source| write_source(f, source))
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
        "mobilise explain NAME explains anything that stands in a table, a file, a figure or a text:\n\n  \
         a label         such as \"awake at the end\"\n  \
         a measure       such as mobilised, or an outcome such as retention\n  \
         a term          such as field, or \"safe space\"\n  \
         a column        such as variance_removed, or a figure such as tornado\n  \
         a source        such as S50, P4 or Q1\n  \
         week            the order of the week\n  \
         intervention    the kinds of intervention\n  \
         a file          such as lawas (mobilise list shows all that come with the program)\n  \
         a command       such as sweep\n  \
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

/// All terms, knobs, measures and outcomes, a line each.
#[must_use]
pub fn all_text() -> String {
    let knobs: String = KNOBS.iter().map(|(name, knob)| row(name, &knob.default.to_string(), knob.meaning)).collect();
    let measures: String = MEASURES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    let outcomes: String = OUTCOMES.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    let history: String = HISTORY.iter().map(|it| row(it.name, it.unit, it.meaning)).collect();
    let terms: String = TERMS.iter().map(|term| row(term.name, "", term.meaning)).collect();
    format!(
        "Terms\n{terms}\nKnobs (name, default, meaning)\n{knobs}\nMeasures (weekly)\n{measures}\nOutcomes (of a run)\n{outcomes}\n\
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
