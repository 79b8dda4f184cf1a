//! The network of the first week at random, as a scenario file could ask for it.

use mobilise::knob::Choice;
use mobilise::knob::network::{DegreeDistribution, NetworkKind as Kind};
use mobilise::model::plan::{GivenNetwork, Plan, Trait};

use super::dice::{Dice, perhaps};

pub fn network(d: &mut Dice, plan: &mut Plan) {
    let workers = plan.population.knobs.traits.workers;
    let knobs = &mut plan.network;
    knobs.kind = if d.chance(0.4) { Kind::Daily } else { d.one_of(Kind::ALL) };
    let most = &mut plan.behaviour.ties.most;
    if knobs.kind == Kind::Complete {
        // A file that asks for more ties than one can hold is refused.
        *most = (*most).max(workers);
    }
    let room = (workers - 1).min(*most).min(9);
    knobs.distribution = d.one_of(DegreeDistribution::ALL);
    let even = matches!(knobs.kind, Kind::Ring | Kind::SmallWorld | Kind::Preferential);
    knobs.degree = match (knobs.kind, knobs.distribution) {
        _ if even => f64::from(2 * d.whole(0, room / 2)),
        (Kind::Configuration, DegreeDistribution::Regular) => f64::from(d.whole(0, room)),
        _ => d.between(0.0, f64::from(room)),
    };
    knobs.rewiring = d.share();
    knobs.swaps = if d.chance(0.3) { d.mostly(0.05, 1.0) } else { 0.0 };
    knobs.exponent = d.between(1.5, 4.0);
    knobs.within_origin = d.share();
    knobs.within_area = d.share();
    knobs.cluster_size = d.whole(2, 6).min(*most + 1);
    knobs.cluster_share = d.share();
    plan.given = match plan.network.kind {
        Kind::Ties => Some(GivenNetwork { ties: ties(d, plan), ..GivenNetwork::default() }),
        Kind::File => Some(file(d, plan)),
        _ => None,
    };
}

/// Each pair once, and nobody with more ties than one can hold.
fn ties(d: &mut Dice, plan: &Plan) -> Vec<(u32, u32, f64)> {
    let density = d.between(0.0, 0.3);
    let nodes = plan.population.knobs.traits.workers;
    let mut held = vec![0; nodes as usize];
    let mut ties = Vec::new();
    for i in 0..nodes {
        for j in 0..i {
            let room = held[i as usize].max(held[j as usize]) < plan.behaviour.ties.most;
            if room && d.chance(density) {
                let (a, b) = if d.chance(0.5) { (i, j) } else { (j, i) };
                let listed = plan.network.kind == Kind::Ties;
                // Trust need only lie above 0.
                let trust = if d.chance(0.1) { 1e-17 } else { d.between(0.01, 1.0) };
                let trust = if listed { plan.behaviour.ties.daily_trust } else { trust };
                held[i as usize] += 1;
                held[j as usize] += 1;
                ties.push((a, b, trust));
            }
        }
    }
    ties
}

/// A network as a file gives it: some nodes described and some not.
fn file(d: &mut Dice, plan: &Plan) -> GivenNetwork {
    let nodes = plan.population.knobs.traits.workers;
    let mut network = GivenNetwork { ties: ties(d, plan), ..GivenNetwork::default() };
    for each in Trait::ALL {
        if d.chance(0.4) {
            let value = |d: &mut Dice| d.chance(0.7).then(|| trait_value(d, each));
            network.traits.push((each, (0..nodes).map(|_| value(d)).collect()));
        }
    }
    let (origins, areas) = (plan.population.origins.len(), plan.population.areas.len());
    network.origins = (0..nodes).map(|_| perhaps(d, 0.5, origins)).collect();
    network.areas = (0..nodes).map(|_| perhaps(d, 0.5, areas)).collect();
    network.members = (0..nodes).map(|_| perhaps(d, 0.3, plan.organisations.len())).collect();
    network
}

/// What a file could say of somebody; where all is allowed, mostly something that matters.
fn trait_value(d: &mut Dice, which: Trait) -> f64 {
    if which.max() > 2.0 && d.chance(0.9) { d.between(0.0, 3.0) } else { d.between(0.0, which.max()) }
}

/// Traits of single workers, each said once.
pub fn people(d: &mut Dice, plan: &mut Plan) {
    for _ in 0..d.whole(0, 6) {
        let worker = d.whole(0, plan.population.knobs.traits.workers - 1);
        let which = d.one_of(&Trait::ALL);
        if !plan.people.iter().any(|(i, each, _)| (*i, *each) == (worker, which)) {
            plan.people.push((worker, which, trait_value(d, which)));
        }
    }
}
