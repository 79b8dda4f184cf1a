//! An intervention at random.

use mobilise::knob::Choice;
use mobilise::knob::Table;
use mobilise::knob::intervention::{InterventionKind, InterventionKnobs, MoverPosition};
use mobilise::knob::organisation::Axes;
use mobilise::model::plan::{InterventionPlan, Plan, Practices};

use super::dice::Dice;
use super::random_organisation::organisation;

pub fn intervention(d: &mut Dice, plan: &Plan) -> Option<InterventionPlan> {
    // First movers come in four ways, and so more often than one kind among sixteen.
    let kind = if d.chance(0.15) { InterventionKind::FirstMovers } else { d.one_of(InterventionKind::ALL) };
    if kind.needs_organisation() && plan.organisations.is_empty() {
        return None;
    }
    let organisation = kind.needs_organisation().then(|| d.whole(0, plan.organisations.len() as u32 - 1) as usize);
    let from = d.whole(0, plan.run.weeks);
    let until = match kind {
        _ if kind.lasts() && d.chance(0.6) => from + d.whole(1, 40),
        InterventionKind::Grant => from + 52,
        _ => u32::MAX,
    };
    let knobs = InterventionKnobs {
        strength: d.share(),
        hours: d.between(0.0, 20.0),
        people: d.whole(0, 5),
        ties: d.whole(0, 8),
        skill: d.between(0.0, 1.0),
        referrals: d.between(0.0, 4.0),
        amount: d.between(0.0, 20_000.0),
        conditions: d.share(),
        external: d.share(),
        class: d.share(),
        ethnic: d.share(),
        support: d.share(),
        share: if d.chance(0.5) { 0.0 } else { d.mostly(0.0, 0.4) },
        position: d.one_of(MoverPosition::ALL),
    };
    let mut workers = Vec::new();
    if kind == InterventionKind::FirstMovers && d.chance(0.3) {
        let everybody = plan.population.knobs.traits.workers;
        workers = (0..d.whole(1, 5)).map(|_| d.whole(0, everybody - 1)).collect();
        workers.sort_unstable();
        workers.dedup();
        if d.chance(0.5) {
            workers.reverse();
        }
    }
    let practices = if kind == InterventionKind::Practices { practices(d, plan) } else { Practices::default() };
    Some(InterventionPlan { kind, knobs, from, until, organisation, workers, practices })
}

/// Some of another organisation's practices, of those that may change on a date.
fn practices(d: &mut Dice, plan: &Plan) -> Practices {
    let mut other = organisation(d, plan).knobs;
    other.message.axes = d.one_of(Axes::ALL);
    let fixed = |name: &String| name.starts_with("founders.") || name == "money.start" || name == "membership";
    let names: Vec<String> = other.names().into_iter().filter(|name| !fixed(name)).collect();
    let many = d.chance(0.3);
    let mut to = Vec::new();
    for name in names {
        if d.chance(if many { 0.6 } else { 0.1 }) {
            let value = other.slot(&name).expect("its own name").setting.value();
            to.push((name, value));
        }
    }
    Practices { to, vote: d.chance(0.4) }
}
