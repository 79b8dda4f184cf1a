//! Process 2: workers register with agencies that keep a caseload, and newcomers are no clients.

use crate::number::draws::{Actor, Purpose};

use super::world::World;

/// Process 2: a new person in these slots is no client.
pub(super) fn forget(world: &mut World, slots: &[u32]) {
    for (caseload, agency) in world.caseloads.iter_mut().zip(&world.plan.agencies) {
        let Some(caseload) = caseload else { continue };
        for slot in slots {
            let i = *slot as usize;
            caseload.untold.set(i, false);
            caseload.others.set(i, agency.area.is_none_or(|area| area == world.workers.area.at(i)));
        }
    }
}

/// Process 2: workers become clients; a visa regime lessens how many.
pub(super) fn register(world: &mut World) {
    for a in 0..world.caseloads.len() {
        if world.caseloads[a].is_none() {
            continue;
        }
        let word = world.word_of(Actor::Agency, a);
        let knobs = &world.plan.agencies[a].knobs;
        let mean = knobs.registrations * (1.0 - world.tied_regime * (1.0 - knobs.tied_share));
        let Some(caseload) = &mut world.caseloads[a] else { continue };
        let left = caseload.others.count();
        let number = word.poisson(Purpose::RegistrationCount, 0, mean).min(u32::try_from(left).unwrap_or(u32::MAX));
        for k in 0..number {
            let index = word.index(Purpose::RegistrationWhom, k, left - k as usize);
            if let Some(i) = caseload.others.nth(index) {
                caseload.register(i);
            }
        }
    }
}
