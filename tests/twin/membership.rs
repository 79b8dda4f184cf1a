//! Joining and leaving an organisation or a union.

use crate::organisation::{Doer, Life};
use crate::unsettled::SLEEP_WIPES_QUALITY;
use crate::world::World;

impl World {
    /// Who joins counts as seen, and as an ever-member unless they come back to where they last were.
    pub fn join(&mut self, o: usize, i: usize) {
        let week = self.week;
        let worker = &mut self.workers[i];
        let returns = worker.last_organisation == Some(o);
        worker.organisation = Some(o);
        worker.last_organisation = Some(o);
        worker.joined = week;
        worker.seen = week;
        let organisation = &mut self.organisations[o];
        organisation.members.push(i);
        organisation.week.joined += 1;
        organisation.ever_members += u32::from(!returns);
        self.log.joins += 1;
        self.log.returns += u32::from(returns);
    }

    /// Who leaves lets go of the union link and of the tasks they did; ties stay.
    pub fn leave(&mut self, o: usize, i: usize) {
        self.workers[i].organisation = None;
        let organisation = &mut self.organisations[o];
        organisation.members.retain(|m| *m != i);
        organisation.present.retain(|m| *m != i);
        organisation.holders.retain(|m| *m != i);
        organisation.ledger.retain(|(doer, _)| *doer != Doer::Worker(i));
        organisation.week.left += 1;
        self.log.leaves += 1;
    }

    pub fn join_union(&mut self, u: usize, i: usize) {
        self.workers[i].union = Some(u);
        self.union_members[u].push(i);
        self.log.union_joins += 1;
    }

    pub fn leave_union(&mut self, u: usize, i: usize) {
        self.workers[i].union = None;
        self.union_members[u].retain(|m| *m != i);
        self.log.union_leaves += 1;
    }

    /// Members seen within `hours.active_weeks`.
    pub fn is_active(&self, i: usize) -> bool {
        self.week - self.workers[i].seen <= self.plan.behaviour.hours.active_weeks
    }

    pub fn active_members(&self, o: usize) -> Vec<usize> {
        self.organisations[o].members.iter().copied().filter(|i| self.is_active(*i)).collect()
    }

    /// The organisation sleeps and all memberships end.
    pub fn fall_asleep(&mut self, o: usize) {
        for i in self.organisations[o].members.clone() {
            self.leave(o, i);
        }
        self.organisations[o].life = Life::Asleep;
        self.organisations[o].ledger.clear();
        if SLEEP_WIPES_QUALITY {
            self.organisations[o].week.quality = 0.0;
        }
        self.log.dormancies += 1;
    }
}
