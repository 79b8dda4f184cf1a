//! Finding what a name means.

use crate::config::{Problem, nearest};
use crate::knob::Choice;
use crate::knob::catalogue::NAMED;
use crate::knob::intervention::InterventionKind;
use crate::model::history::HISTORY;
use crate::model::measures::MEASURES;
use crate::model::organisers::ORGANISERS;
use crate::model::sustainability::OUTCOMES;
use crate::model::week::WEEK;
use crate::scenario::knob_name;
use crate::scenario::library::{self, CASES, Embedded, POPULATIONS, QUESTIONS};
use crate::text::knob_words;

use super::entry::{Entry, KNOBS, interventions};
use super::pages::{CLAIMED, DESCRIBED};
use super::shelf::COLLECTIONS;
use super::terms::TERMS;

/// Names of entries that are lists.
const LISTS: [(&str, Entry); 7] = [
    ("week", Entry::Week),
    ("intervention", Entry::Interventions),
    ("interventions", Entry::Interventions),
    ("case", Entry::Cases),
    ("cases", Entry::Cases),
    ("question", Entry::Questions),
    ("questions", Entry::Questions),
];

/// Files whose names are entries.
fn files() -> impl Iterator<Item = &'static Embedded> {
    COLLECTIONS.iter().flat_map(|collection| collection.files)
}

/// All entries of a name, of which there may be several: a measure and an outcome may share one, and so may a case and
/// a question. Labels of tables are names too. Capitals do not matter, and spaces, hyphens and underscores are alike.
///
/// # Errors
/// An unknown name, with the nearest known one.
pub fn look_up(name: &str) -> Result<Vec<Entry>, Problem> {
    look_up_among(name, &[])
}

/// The same, where the nearest name may also be one of `others`.
///
/// # Errors
/// As [`look_up`].
pub fn look_up_among(name: &str, others: &[&str]) -> Result<Vec<Entry>, Problem> {
    let name = name.trim();
    if let Some((_, list)) = LISTS.iter().find(|(known, _)| is_alike(known, name)) {
        return Ok(vec![*list]);
    }
    if let Some(collection) = COLLECTIONS.iter().find(|collection| is_alike(collection.name, name)) {
        return Ok(vec![Entry::Collection(collection)]);
    }
    let files = files_called(name);
    if !files.is_empty() {
        return Ok(files);
    }
    let wanted = general_name(knob_name(name));
    if let Some((full, knob)) = KNOBS.iter().find(|(full, _)| *full == wanted) {
        return Ok(vec![Entry::Knob(full, knob)]);
    }
    let mut entries = named(name);
    let group = format!("{wanted}.");
    let members = KNOBS.iter().filter(|(full, _)| full.starts_with(&group));
    entries.extend(members.map(|(full, knob)| Entry::Member(full, knob)));
    let in_words = KNOBS.iter().filter(|(full, _)| is_worded(full, name));
    entries.extend(in_words.map(|(full, knob)| Entry::Knob(full, knob)));
    entries.extend(DESCRIBED.iter().filter(|it| it.names.iter().any(|it| is_alike(it, name))).map(Entry::Described));
    if entries.is_empty() { Err(unknown(name, &wanted, others)) } else { Ok(entries) }
}

/// Files of this name; of several kinds those that are met first.
fn files_called(name: &str) -> Vec<Entry> {
    let usual = [CASES, POPULATIONS, QUESTIONS].into_iter().filter_map(|files| library::find(files, name));
    let usual: Vec<Entry> = usual.map(Entry::File).collect();
    if !usual.is_empty() {
        return usual;
    }
    // `patterns/j4dw` means the file of patterns where a case has the same name.
    let path = format!("scenarios/{name}.toml");
    files().filter(|file| file.name == name || file.path == path).map(Entry::File).collect()
}

/// Measures, outcomes, kinds of intervention, processes, terms and sources of this name.
fn named(name: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let terms = TERMS.iter().filter(|term| is_alike(term.name, name) || term.also.iter().any(|it| is_alike(it, name)));
    entries.extend(terms.map(Entry::Term));
    entries.extend(MEASURES.iter().filter(|measure| is_alike(measure.name, name)).map(Entry::Measure));
    let outcomes = OUTCOMES.iter().filter(|it| is_alike(it.name, name) || is_alike(it.label, name));
    entries.extend(outcomes.map(Entry::Outcome));
    entries.extend(HISTORY.iter().filter(|one| is_alike(one.name, name)).map(Entry::History));
    let kinds = interventions().filter(|(kind, _)| is_alike(kind.word(), name));
    entries.extend(kinds.map(|(kind, meaning)| Entry::Intervention(kind, meaning)));
    let processes = WEEK.iter().filter(|process| is_alike(process.name, name));
    entries.extend(processes.map(|process| Entry::Process(process.name, process.what)));
    let organisers = ORGANISERS.iter().filter(|it| is_alike(it.name, name) || is_alike(it.label, name));
    entries.extend(organisers.map(Entry::Organisers));
    entries.extend(CLAIMED.iter().filter(|source| source.code.eq_ignore_ascii_case(name)).map(Entry::Source));
    entries
}

/// Whether two names are the same but for capitals, and for spaces, hyphens and underscores.
fn is_alike(known: &str, name: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().flat_map(char::to_lowercase).map(|c| if "-_ ".contains(c) { ' ' } else { c }).collect()
    };
    known.len() == name.len() && letters(known) == letters(name)
}

/// Whether figures and answers call a knob so: `hours for learning`, with or without whose they are.
fn is_worded(full: &str, name: &str) -> bool {
    const WHOSE: &str = "NAME";
    let words = knob_words(full);
    let Some((before, after)) = words.split_once(WHOSE) else { return is_alike(&words, name) };
    let knob = if after.is_empty() { before.trim_end_matches(" of ") } else { after.trim_start_matches("'s ") };
    let whose = |name: &str| match after.is_empty() {
        true => name.get(..before.len()).is_some_and(|start| is_alike(before, start)),
        false => {
            let at = name.len().checked_sub(after.len()).filter(|at| *at > 0);
            at.and_then(|at| name.get(at..)).is_some_and(|end| is_alike(after, end))
        }
    };
    is_alike(knob, name) || whose(name)
}

fn unknown(name: &str, wanted: &str, others: &[&str]) -> Problem {
    let knobs = KNOBS.iter().map(|(full, _)| full.as_str());
    let measures = MEASURES.iter().map(|measure| measure.name);
    let outcomes = OUTCOMES.iter().flat_map(|outcome| [outcome.name, outcome.label]);
    let lists = LISTS.iter().map(|(known, _)| *known).chain(files().map(|file| file.name));
    let described = DESCRIBED.iter().flat_map(|it| it.names.iter().map(String::as_str));
    let terms = TERMS.iter().flat_map(|term| [term.name].into_iter().chain(term.also.iter().copied()));
    let names = knobs.chain(measures).chain(outcomes).chain(HISTORY.iter().map(|one| one.name)).chain(lists);
    let names = names.chain(InterventionKind::WORDS.iter().copied()).chain(terms).chain(described);
    let names = names.chain(COLLECTIONS.iter().map(|it| it.name)).chain(others.iter().copied());
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
