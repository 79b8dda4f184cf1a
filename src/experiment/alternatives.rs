//! `[alternatives.FACTOR.LABEL]`: whole layers of a scenario under names, of which a point takes one.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, listed, nearest};
use crate::config::{NAME_HINT, unfit_name};
use crate::knob::catalogue::NAMED;
use crate::scenario::TOP;

use super::factor::{Alternative, Factor, Levels};

/// Keys of a scenario that an alternative cannot change.
const NOT_HERE: [&str; 5] = ["version", "name", "about", "seed", "base"];

const HINT: &str = "as in [alternatives.place.London] with population = \"london-domestic-workers\" below it";

/// The factors of `[alternatives]`, in file order.
pub(super) fn factors(entry: &Entry, ledger: &mut Ledger) -> Vec<Factor> {
    let Some(entries) = table("alternatives", entry, ledger) else { return Vec::new() };
    let mut found = Vec::new();
    for item in entries {
        if ledger.full() {
            break;
        }
        let name = format!("alternatives.{}", item.key);
        if !fit(&item.key, &item.key_span, ledger) {
            continue;
        }
        if TOP.contains(&item.key.as_str()) {
            let title = format!("alternatives cannot be called `{}`", item.key);
            let problem = Problem::at(&item.key_span, title, "a key of a scenario");
            ledger.problems.push(problem.hint("give what varies a name of its own, and each alternative one below it"));
            continue;
        }
        let Some(labels) = table(&name, item, ledger) else { continue };
        let mut alternatives = Vec::new();
        for label in labels {
            if fit(&label.key, &label.key_span, ledger)
                && let Some(inner) = table(&format!("{name}.{}", label.key), label, ledger)
            {
                alternatives.push(alternative(&label.key, inner, ledger));
            }
        }
        if alternatives.is_empty() {
            if labels.is_empty() {
                ledger.problems.push(Problem::at(&item.key_span, format!("`{name}` is empty"), "here").hint(HINT));
            }
            continue;
        }
        let levels = Levels::Alternatives(alternatives);
        found.push(Factor { name: item.key.clone(), path: Vec::new(), levels, span: item.key_span.clone() });
    }
    found
}

fn table<'a>(name: &str, entry: &'a Entry, ledger: &mut Ledger) -> Option<&'a [Entry]> {
    match &entry.node {
        Node::Table(entries) => Some(entries),
        _ => {
            ledger.wrong_type(name, entry, "a table", HINT.to_owned());
            None
        }
    }
}

fn fit(name: &str, span: &Span, ledger: &mut Ledger) -> bool {
    let unfit = unfit_name(name);
    if let Some(why) = unfit {
        ledger.problems.push(Problem::at(span, "this cannot be the name of an alternative", why).hint(NAME_HINT));
    }
    unfit.is_none()
}

fn alternative(label: &str, entries: &[Entry], ledger: &mut Ledger) -> Alternative {
    let mut found = Alternative { label: label.to_owned(), entries: Vec::new(), without: Vec::new() };
    for entry in entries {
        match entry.key.as_str() {
            "remove" => found.without = removed(entry, ledger),
            key if NOT_HERE.contains(&key) => {
                let title = format!("an alternative cannot change `{key}`");
                let problem = Problem::at(&entry.key_span, title, "belongs to the scenario");
                ledger.problems.push(problem.hint("scenarios to choose between go into `scenarios`"));
            }
            _ => found.entries.push(entry.clone()),
        }
    }
    found
}

/// The list of what is left out, as `sort.name`.
fn removed(entry: &Entry, ledger: &mut Ledger) -> Vec<(String, String, Span)> {
    let hint = "as in remove = [\"intervention.tied-visa\"]";
    let Node::Words(words) = &entry.node else {
        ledger.wrong_type("remove", entry, "a list of names", hint.to_owned());
        return Vec::new();
    };
    let mut found = Vec::new();
    for (word, span) in words {
        match word.split_once('.') {
            Some((sort, name)) if NAMED.contains(&sort) && !name.is_empty() => {
                found.push((sort.to_owned(), name.to_owned(), span.clone()));
            }
            parts => {
                let sort = parts.map_or(word.as_str(), |(sort, _)| sort);
                let hint = match nearest(sort, NAMED) {
                    Some(meant) if meant != sort => format!("did you mean \"{meant}.…\"? {hint}"),
                    _ => format!("{hint}; sorts are {}", listed(&NAMED)),
                };
                let title = format!("`{}` names nothing that can be left out", clip(word));
                ledger.problems.push(Problem::at(span, title, "not sort.name").hint(hint));
            }
        }
    }
    found
}
