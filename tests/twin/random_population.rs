//! A population at random.

use mobilise::knob::Choice;
use mobilise::knob::population::{Spacing, TraitDistribution, Traits};
use mobilise::model::plan::Population;

use super::dice::Dice;

pub fn population(d: &mut Dice) -> Population {
    let mut population = Population::default();
    let (origins, areas) = (d.whole(1, 4), d.whole(1, 4));
    population.origins = d.shares(origins as usize);
    population.areas = d.shares(areas as usize);
    let knobs = &mut population.knobs;
    let t = &mut knobs.traits;
    t.workers = if d.chance(0.05) { d.whole(1, 4) } else { d.whole(5, 50) };
    t.free_time = d.between(0.3, 1.0);
    t.pay_ratio = d.between(0.1, 1.1);
    t.pay_ratio_spread = d.between(0.0, 0.5);
    t.home_ratio = d.between(0.0, 0.6);
    t.home_ratio_spread = d.between(0.0, 0.4);
    t.nonpay_grievance = d.between(0.0, 0.6);
    t.risk = d.between(0.0, 0.8);
    t.risk_spread = d.between(0.0, 0.5);
    t.rights = d.between(0.0, 0.6);
    t.rights_spread = d.between(0.0, 0.4);
    t.efficacy = d.between(0.0, 0.8);
    t.skill = d.between(0.0, 0.5);
    t.skill_spread = d.between(0.0, 0.3);
    t.familial = d.between(0.1, 0.9);
    t.servant = d.between(0.1, 0.9);
    t.dual_reference = d.between(0.1, 0.9);
    t.ethnic_identity = d.share();
    t.coping_need = d.between(0.2, 1.0);
    t.daily_contacts = if d.chance(0.1) { 0.0 } else { d.between(0.5, 8.0) };
    t.homophily = d.share();
    t.nearness = d.share();
    t.tenure = if d.chance(0.1) { 0.0 } else { d.between(5.0, 200.0) };
    others(d, t);
    let shares = d.shares(4);
    let s = &mut knobs.status;
    (s.settled, s.visa, s.tied, s.undocumented) = (shares[0], shares[1], shares[2], shares[3]);
    let turnover = d.one_of(&[0.0, 0.01, 0.04, 0.15]);
    let l = &mut knobs.leaving;
    l.settled = turnover;
    l.visa = turnover * d.between(0.5, 2.0);
    l.tied = turnover * d.between(0.5, 3.0);
    l.undocumented = turnover;
    knobs.hardship.free_time = d.share();
    knobs.hardship.risk = d.between(0.0, 0.6);
    population
}

/// What a person makes of others, and the distributions of all traits.
fn others(d: &mut Dice, t: &mut Traits) {
    // Of a share of others, or of a number of them.
    t.threshold = if d.chance(0.7) { d.share() } else { d.between(0.0, 4.0) };
    t.threshold_spread = if d.chance(0.4) { 0.0 } else { d.between(0.0, 0.5) };
    t.own_weight = d.one_of(&[0.0, 0.3, 1.0, 4.0]);
    t.own_weight_spread = if d.chance(0.5) { 0.0 } else { d.between(0.0, 2.0) };
    t.stubbornness = if d.chance(0.5) { 0.0 } else { d.mostly(0.0, 0.6) };
    t.stubbornness_spread = if d.chance(0.7) { 0.0 } else { d.between(0.0, 0.4) };
    t.distribution = if d.chance(0.7) { TraitDistribution::Normal } else { d.one_of(TraitDistribution::ALL) };
    t.spacing = if d.chance(0.7) { Spacing::Drawn } else { d.one_of(Spacing::ALL) };
}
