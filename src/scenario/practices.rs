//! An intervention that changes an organisation's practices: what a file may say of it.

use crate::config::Problem;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::knob::organisation::{Axes, HourShares, OrganisationKnobs};
use crate::knob::{Kind, Table, Value};
use crate::model::plan::Practices;
use crate::model::practices::changed;

use super::walk::knobs;
use super::{Intervention, Scenario};
use crate::knob::intervention::InterventionKind;

/// How far shares may be from adding up to 1 after a change: as far as those of a file, and by what adding them up in
/// another order rounds.
const ROUNDING: f64 = super::shares::ROUNDING + 1e-9;

/// Lays the table `to`: knobs of the organisation by their names, with their new values.
pub(super) fn lay(full: &str, entry: &Entry, to: &mut Vec<(String, Value)>, ledger: &mut Ledger) {
    let mut scratch = OrganisationKnobs::default();
    let before = ledger.problems.len();
    knobs(full, entry, &mut scratch, ledger, &[], &mut |short, entry, ledger| {
        let read_once = read_at_founding(short);
        if read_once {
            let title = format!("`{full}.{short}` is read when the organisation is founded, and never again");
            let hint = "other practices may change on a date: hours, message, tasks, money, staff, union, teaching";
            ledger.problems.push(Problem::at(&entry.key_span, title, "cannot change").hint(hint));
        }
        read_once
    });
    if ledger.problems.len() > before {
        return;
    }
    let Node::Table(entries) = &entry.node else { return };
    let mut names = Vec::new();
    leaves("", entries, &mut names);
    for name in names {
        let Some(value) = scratch.slot(&name).map(|slot| slot.setting.value()) else { continue };
        match to.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => to.push((name, value)),
        }
    }
}

/// Whether a change of this knob, or of this table of knobs, would do nothing.
fn read_at_founding(name: &str) -> bool {
    matches!(name, "founders" | "money.start" | "membership")
}

fn leaves(below: &str, entries: &[Entry], names: &mut Vec<String>) {
    for entry in entries {
        let name = format!("{below}{}", entry.key);
        match &entry.node {
            Node::Table(inner) => leaves(&format!("{name}."), inner, names),
            _ => names.push(name),
        }
    }
}

/// Reads whether those whose vote counts are asked.
pub(super) fn vote(full: &str, entry: &Entry, ledger: &mut Ledger) -> bool {
    ledger.note(full, &entry.span);
    let Node::Value(Value::Switch(vote)) = &entry.node else {
        let hint = "true puts the change to those whose vote counts".to_owned();
        ledger.wrong_type(full, entry, &Kind::Switch.to_string(), hint);
        return false;
    };
    *vote
}

/// Checks that a change of practices says what changes, that no other kind does, and that shares still add up.
pub(super) fn check(scenario: &Scenario, ledger: &mut Ledger) {
    for intervention in &scenario.interventions {
        let at = format!("intervention.{}", intervention.name);
        let is_change = intervention.kind == Some(InterventionKind::Practices);
        let Practices { to, vote } = &intervention.practices;
        if is_change && to.is_empty() {
            let hint = format!("add what changes, as in [{at}.to] and below it staff.count = 2");
            ledger.say(&at, format!("`{at}` does not say which practices change"), "nothing to change", hint);
        }
        for (key, is_there) in [("to", !to.is_empty()), ("vote", *vote)] {
            if is_there && !is_change && intervention.kind.is_some() {
                let title = format!("`{at}.{key}` does nothing");
                let hint = "kind = \"practices\" changes an organisation's practices".to_owned();
                ledger.say(&format!("{at}.{key}"), title, "not read by its kind", hint);
            }
        }
    }
    if ledger.problems.is_empty() {
        sums(scenario, ledger);
    }
}

/// Goes through the changes of each organisation by date.
fn sums(scenario: &Scenario, ledger: &mut Ledger) {
    for organisation in &scenario.organisations {
        let mut knobs = organisation.knobs.clone();
        let of_this = |i: &&Intervention| {
            i.kind == Some(InterventionKind::Practices) && i.organisation.as_ref() == Some(&organisation.name)
        };
        let mut changes: Vec<&Intervention> = scenario.interventions.iter().filter(of_this).collect();
        changes.sort_by_key(|i| i.from);
        for change in changes {
            let at = format!("intervention.{}.to", change.name);
            knobs = changed(&knobs, &change.practices.to, 1.0);
            let hours: f64 = knobs.hours.shares().into_iter().map(|share| *share).sum();
            if (hours - 1.0).abs() > ROUNDING {
                let title = format!("after `intervention.{}` the shares of hours add up to {hours}", change.name);
                let hint = format!("those named may add up to 1 at most; the others give way: {}", names());
                ledger.say(&format!("{at}.hours"), title, "not 1", hint);
            }
            let message = &knobs.message;
            let axes = message.class + message.ethnic;
            if message.axes == Axes::Competing && (axes - 1.0).abs() > ROUNDING {
                let title = format!("after `intervention.{}` class and ethnic add up to {axes}", change.name);
                let hint = "competing axes add up to 1: name one of them, or axes = \"intersectional\"".to_owned();
                ledger.say(&format!("{at}.message"), title, "not 1", hint);
            }
        }
    }
}

fn names() -> String {
    HourShares::NAMES.join(", ")
}
