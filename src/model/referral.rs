//! Process 9: workers whom agencies and interventions send to organisations.

use std::sync::Arc;

use crate::canary::{Canary, is_planted};
use crate::knob::intervention::InterventionKind;
use crate::number::draws::{Actor, Purpose};

use super::acceptance::{ask_stranger, meet_stranger};
use super::marks::{Marks, ones};
use super::notes::Way;
use super::world::World;

/// Agencies send workers to any awake organisation, each as likely as the others: a flow of isolated workers, or
/// the clients of a caseload.
pub(super) fn by_agencies(world: &mut World) {
    let plan = Arc::clone(&world.plan);
    for (a, agency) in plan.agencies.iter().enumerate() {
        let word = world.word_of(Actor::Agency, a);
        let open = world.organisations.iter().filter(|o| o.awake).count();
        if open == 0 {
            continue;
        }
        for k in 0..word.poisson(Purpose::ReferralCount, 0, agency.knobs.referrals) {
            if let Some(o) = nth_open(world, word.index(Purpose::ReferralWhere, k, open)) {
                meet_stranger(world, o, agency.area, word, (Purpose::ReferralWhom, k), Way::Agency);
            }
        }
        tell_clients(world, a, open);
    }
}

/// Tells some of the clients of an agency who have not been told, each of one awake organisation. A client who is a
/// member by then is told in vain.
fn tell_clients(world: &mut World, a: usize, open: usize) {
    let Some(mut caseload) = world.caseloads[a].take() else { return };
    let told = world.plan.agencies[a].knobs.told;
    for block in 0..caseload.untold.words().len() {
        for i in ones(caseload.untold.words()[block]).map(|bit| block * Marks::TOGETHER + bit) {
            let (client, word) = (i as u32, world.word(i as u32));
            if !word.chance(Purpose::Told, a as u32, told) {
                continue;
            }
            caseload.untold.set(i, is_planted(Canary::ToldAgain));
            if let Some(o) = nth_open(world, word.index(Purpose::ToldWhere, a as u32, open)) {
                ask_stranger(world, o, client, Way::Agency);
            }
        }
    }
    world.caseloads[a] = Some(caseload);
}

/// The `k`-th of the awake organisations, counted from 0.
fn nth_open(world: &World, k: usize) -> Option<usize> {
    (0..world.organisations.len()).filter(|o| world.organisations[*o].awake).nth(k)
}

/// Referral interventions send workers to their organisation.
pub(super) fn by_interventions(world: &mut World) {
    let plan = Arc::clone(&world.plan);
    for (number, intervention) in plan.interventions.iter().enumerate() {
        let is_referral = intervention.kind == InterventionKind::Referral;
        let Some(o) = intervention.organisation.filter(|_| is_referral && intervention.is_on(world.week)) else {
            continue;
        };
        if !world.organisations[o].awake {
            continue;
        }
        let word = world.word_of(Actor::Intervention, number);
        let mean = intervention.knobs.strength * intervention.knobs.referrals;
        for k in 0..word.poisson(Purpose::ExtraReferralCount, 0, mean) {
            let area = world.organisations[o].plan.area;
            meet_stranger(world, o, area, word, (Purpose::ExtraReferralWhom, k), Way::Sent);
        }
    }
}
