//! Finding what a name means.

use crate::config::{Problem, nearest};
use crate::knob::Choice;
use crate::knob::catalogue::NAMED;
use crate::knob::intervention::InterventionKind;
use crate::model::history::HISTORY;
use crate::model::measures::MEASURES;
use crate::model::sustainability::OUTCOMES;
use crate::scenario::knob_name;
use crate::scenario::library::{self, CASES, Embedded, POPULATIONS, QUESTIONS};

use super::entry::{Entry, KNOBS, interventions};

/// Names of entries that are lists.
const LISTS: [(&str, Entry); 4] = [
    ("week", Entry::Week),
    ("intervention", Entry::Interventions),
    ("case", Entry::Cases),
    ("question", Entry::Questions),
];

/// Files whose names are entries.
fn files() -> impl Iterator<Item = &'static Embedded> {
    CASES.iter().chain(POPULATIONS).chain(QUESTIONS)
}

/// All entries of a name, of which there may be several: a measure and an outcome may share one, and so may a case and
/// a question.
///
/// # Errors
/// A name that nothing has, with the nearest one.
pub fn look_up(name: &str) -> Result<Vec<Entry>, Problem> {
    if let Some((_, list)) = LISTS.iter().find(|(known, _)| *known == name) {
        return Ok(vec![*list]);
    }
    let files: Vec<Entry> = [CASES, POPULATIONS, QUESTIONS]
        .into_iter()
        .filter_map(|files| library::find(files, name))
        .map(Entry::File)
        .collect();
    if !files.is_empty() {
        return Ok(files);
    }
    let wanted = general_name(knob_name(name));
    if let Some((full, knob)) = KNOBS.iter().find(|(full, _)| *full == wanted) {
        return Ok(vec![Entry::Knob(full, knob)]);
    }
    let measures = MEASURES.iter().filter(|measure| measure.name == name).map(Entry::Measure);
    let outcomes = OUTCOMES.iter().filter(|outcome| outcome.name == name).map(Entry::Outcome);
    let history = HISTORY.iter().filter(|one| one.name == name).map(Entry::History);
    let kinds = interventions().filter(|(kind, _)| kind.word() == name);
    let kinds = kinds.map(|(kind, meaning)| Entry::Intervention(kind, meaning));
    let group = format!("{wanted}.");
    let members = KNOBS.iter().filter(|(full, _)| full.starts_with(&group));
    let members = members.map(|(full, knob)| Entry::Member(full, knob));
    let entries: Vec<Entry> = measures.chain(outcomes).chain(history).chain(kinds).chain(members).collect();
    if entries.is_empty() { Err(unknown(name, &wanted)) } else { Ok(entries) }
}

fn unknown(name: &str, wanted: &str) -> Problem {
    let knobs = KNOBS.iter().map(|(full, _)| full.as_str());
    let measures = MEASURES.iter().map(|measure| measure.name).chain(OUTCOMES.iter().map(|outcome| outcome.name));
    let measures = measures.chain(HISTORY.iter().map(|one| one.name));
    let lists = LISTS.iter().map(|(known, _)| *known).chain(files().map(|file| file.name));
    let names = knobs.chain(measures).chain(lists).chain(InterventionKind::WORDS.iter().copied());
    let list = "`mobilise explain --all` lists all names";
    let hint =
        nearest(wanted, names).map_or_else(|| list.to_owned(), |meant| format!("did you mean `{meant}`? {list}"));
    Problem::whole(format!("there is nothing called `{name}` to explain"), hint)
}

/// `organisation.J4DW.hours` and `organisation.hours` both mean `organisation.NAME.hours` of the catalogue.
fn general_name(name: &str) -> String {
    let Some((table, rest)) = name.split_once('.').filter(|(table, _)| NAMED.contains(table)) else {
        return name.to_owned();
    };
    let general = format!("{table}.NAME.{rest}");
    let group = format!("{general}.");
    if KNOBS.iter().any(|(known, _)| *known == general || known.starts_with(&group)) {
        return general;
    }
    match rest.split_once('.') {
        Some((_, rest)) => format!("{table}.NAME.{rest}"),
        None => format!("{table}.NAME"),
    }
}
