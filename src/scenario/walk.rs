//! Laying a table of a file over knobs: each key finds its knob, or says that there is none.

use std::collections::BTreeSet;

use crate::knob::{Kind, Table, Unfit, Value};

use super::names::knob_name;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, nearest};

/// Lays a table over knobs. `special` takes the keys named in `specials`, which are not knobs.
pub(super) fn knobs(
    name: &str,
    entry: &Entry,
    table: &mut dyn Table,
    ledger: &mut Ledger,
    specials: &[&str],
    special: &mut dyn FnMut(&str, &Entry, &mut Ledger) -> bool,
) {
    let Node::Table(entries) = &entry.node else {
        return ledger.wrong_type(name, entry, "a table", format!("write [{name}] above its keys"));
    };
    let names = table.names();
    let known: Vec<&str> = names.iter().map(String::as_str).chain(specials.iter().copied()).collect();
    walk(name, "", entries, table, &known, ledger, special);
}

pub(super) fn walk(
    name: &str,
    below: &str,
    entries: &[Entry],
    table: &mut dyn Table,
    known: &[&str],
    ledger: &mut Ledger,
    special: &mut dyn FnMut(&str, &Entry, &mut Ledger) -> bool,
) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        let written = format!("{name}.{below}{}", entry.key);
        let full = knob_name(&written).to_owned();
        let short = full[name.len() + 1..].to_owned();
        if special(&short, entry, ledger) {
            continue;
        }
        let group = format!("{short}.");
        let is_group = known.iter().any(|k| k.starts_with(&group));
        match &entry.node {
            Node::Table(inner) if is_group => walk(name, &group, inner, table, known, ledger, special),
            _ if is_group => ledger.wrong_type(&full, entry, "a table", format!("write [{full}] above its keys")),
            _ => set(&full, &short, entry, table, known, ledger),
        }
    }
}

pub(super) fn set(full: &str, short: &str, entry: &Entry, table: &mut dyn Table, known: &[&str], ledger: &mut Ledger) {
    let Some(slot) = table.slot(short) else {
        let parent = full.strip_suffix(&entry.key).unwrap_or("").trim_end_matches('.');
        let group = short.strip_suffix(&entry.key).unwrap_or("");
        let siblings = known.iter().filter_map(|k| k.strip_prefix(group)).map(|k| k.split('.').next().unwrap_or(k));
        let siblings: BTreeSet<&str> = siblings.collect();
        return ledger.unknown(parent, entry, siblings);
    };
    let knob = slot.knob;
    let unfit = match &entry.node {
        Node::Value(value) => slot.setting.set(value, &knob.kind).err(),
        _ => Some(Unfit::Type),
    };
    ledger.note(full, &entry.span);
    let hint = || format!("{} Default: {}", knob.meaning.trim(), knob.default);
    match unfit {
        None => {}
        Some(Unfit::Type) => ledger.wrong_type(full, entry, &knob.kind.to_string(), plain(entry, &knob.kind, hint())),
        Some(Unfit::Range) => match (&knob.kind, &entry.node) {
            (Kind::Choice(words), Node::Value(Value::Text(word))) => {
                let meant = nearest(word, words.iter().copied());
                let hint = meant.map_or_else(hint, |meant| format!("did you mean \"{meant}\"? {}", hint()));
                let title = format!("`{full}` takes {}", knob.kind);
                ledger.problems.push(Problem::at(&entry.span, title, "none of them").hint(hint));
            }
            _ => ledger.out_of_range(full, entry, &knob.kind.to_string(), hint()),
        },
    }
}

/// The hint for a value of the wrong sort; a number or switch in quotes needs only to lose them.
pub(super) fn plain(entry: &Entry, kind: &Kind, hint: String) -> String {
    let Node::Value(Value::Text(text)) = &entry.node else { return hint };
    let fits = match kind {
        Kind::Real { .. } => text.parse::<f64>().ok().map(|x| format!("{x:?}")),
        Kind::Whole { .. } => text.parse::<u32>().ok().map(|x| x.to_string()),
        Kind::Switch => text.parse::<bool>().ok().map(|x| x.to_string()),
        Kind::Choice(_) => None,
    };
    fits.map_or(hint.clone(), |value| format!("write {value}, without quotes. {hint}"))
}
