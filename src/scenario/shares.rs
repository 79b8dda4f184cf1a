//! Shares that add up to 1.
//!
//! In a file that stands alone they must. On the command line, and in a file that stands on another, one may set a single
//! share: it is kept, and the others of its group share the rest as they did before, since a budget of hours is fixed.

use std::collections::BTreeSet;

use crate::knob::organisation::{Axes, HourShares};

use super::{Organisation, Scenario};
use crate::config::Problem;
use crate::config::ledger::Ledger;

/// How far from 1 a sum may be through rounding in the file.
pub(super) const ROUNDING: f64 = 1e-6;

/// Settles every group of shares of a scenario.
pub(super) fn settle(scenario: &mut Scenario, ledger: &mut Ledger) {
    for organisation in &mut scenario.organisations {
        hours(organisation, ledger);
        let name = format!("organisation.{}.message", organisation.name);
        let message = &mut organisation.knobs.message;
        if message.axes == Axes::Competing {
            // Made to compete on the command line, the two keep their proportion.
            let turned = |key: &str| ledger.pinned.contains(&format!("{name}.{key}"));
            if turned("axes") && !turned("class") && !turned("ethnic") {
                scale(vec![&mut message.class, &mut message.ethnic], 1.0);
            }
            let group = [("class", &mut message.class), ("ethnic", &mut message.ethnic)];
            let hint = "competing axes add up to 1; write axes = \"intersectional\" where both are named in full";
            group_of(&name, group, ledger, hint);
        }
    }
    let population = &mut scenario.population;
    let status = &mut population.knobs.status;
    let group = [
        ("settled", &mut status.settled),
        ("visa", &mut status.visa),
        ("tied", &mut status.tied),
        ("undocumented", &mut status.undocumented),
    ];
    group_of("population.status", group, ledger, "everybody has one legal status");
    for (name, list) in [("population.origins", &mut population.origins), ("population.areas", &mut population.areas)] {
        if list.is_empty() {
            list.push(("everywhere".to_owned(), 1.0));
        }
        let group = list.iter_mut().map(|(name, share)| (name.as_str(), share));
        group_of(name, group, ledger, "everybody has one of them");
    }
}

fn hours(organisation: &mut Organisation, ledger: &mut Ledger) {
    let name = format!("organisation.{}.hours", organisation.name);
    let HourShares { sharing, learning, training, service, outreach, profile, campaigning } =
        &mut organisation.knobs.hours;
    if let Some(internal) = organisation.internal {
        scale([sharing, learning, training].into_iter().collect(), internal);
        scale([service, outreach, profile, campaigning].into_iter().collect(), 1.0 - internal);
        // From here on the shares say it all.
        organisation.internal = None;
        return;
    }
    let group = [
        ("sharing", sharing),
        ("learning", learning),
        ("training", training),
        ("service", service),
        ("outreach", outreach),
        ("profile", profile),
        ("campaigning", campaigning),
    ];
    group_of(&name, group, ledger, "an organisation splits all its hours, no more and no less");
}

/// The shares of a group to which the others give way: those set on the command line or, where none was, those that the
/// last file over a base has set.
fn kept(ledger: &Ledger, names: &[String]) -> BTreeSet<String> {
    let pinned: BTreeSet<String> = names.iter().filter(|name| ledger.pinned.contains(*name)).cloned().collect();
    if !pinned.is_empty() {
        return pinned;
    }
    let layer = |name: &String| ledger.overlaid.get(name).copied();
    let last = names.iter().filter_map(layer).max();
    names.iter().filter(|name| last.is_some() && layer(name) == last).cloned().collect()
}

/// Makes shares add up to `sum`, keeping their proportions.
fn scale(shares: Vec<&mut f64>, sum: f64) {
    let before: f64 = shares.iter().map(|share| **share).sum();
    let even = sum / shares.len() as f64;
    for share in shares {
        *share = if before > 0.0 { *share * sum / before } else { even };
    }
}

fn group_of<'a>(name: &str, group: impl IntoIterator<Item = (&'a str, &'a mut f64)>, ledger: &mut Ledger, hint: &str) {
    let group: Vec<(&str, &mut f64)> = group.into_iter().collect();
    let sum: f64 = group.iter().map(|(_, share)| **share).sum();
    if (sum - 1.0).abs() <= ROUNDING {
        return;
    }
    let full = |short: &str| format!("{name}.{short}");
    let names: Vec<String> = group.iter().map(|(short, _)| full(short)).collect();
    let kept_names = kept(ledger, &names);
    let pinned: BTreeSet<&str> =
        group.iter().map(|(short, _)| *short).filter(|short| kept_names.contains(&full(short))).collect();
    let kept: f64 = group.iter().filter(|(short, _)| pinned.contains(short)).map(|(_, share)| **share).sum();
    let rest = sum - kept;
    let can_give_way = !pinned.is_empty() && kept <= 1.0 + ROUNDING && (rest > 0.0 || kept >= 1.0 - ROUNDING);
    if can_give_way {
        let others: Vec<&mut f64> =
            group.into_iter().filter(|(short, _)| !pinned.contains(short)).map(|(_, share)| share).collect();
        scale(others, (1.0 - kept).max(0.0));
        return;
    }
    let title = format!("the shares of `{name}` add up to {}, not to 1", rounded(sum));
    let written: Vec<String> = group
        .iter()
        .filter(|(_, share)| **share != 0.0)
        .map(|(short, share)| format!("{short} {}", rounded(**share)))
        .collect();
    let stands_at = |kept: bool| {
        let ledger: &Ledger = ledger;
        let known = |name: String| ledger.spans.get(&name).filter(|_| !kept || kept_names.contains(&name));
        // The last share in the file is where a reader ends adding up.
        group.iter().filter_map(|(short, _)| known(full(short))).max_by_key(|span| span.bytes.end).cloned()
    };
    // Where a file over another set shares, they are the cause.
    let span = stands_at(true).or_else(|| stands_at(false)).or_else(|| ledger.near(name).cloned());
    let problem = match span {
        Some(span) => Problem::at(&span, title, "one of them"),
        None => Problem::whole(title, ""),
    };
    let silent = group.iter().any(|(short, share)| **share != 0.0 && !ledger.spans.contains_key(&full(short)));
    let rest = if silent { "; what the file leaves out has its default" } else { "" };
    ledger.problems.push(problem.hint(format!("{hint}: {}{rest}", written.join(" + "))));
}

/// A share as people write it.
fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}
