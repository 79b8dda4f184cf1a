//! Joining and leaving an organisation or a union.

use mobilise::knob::organisation::Membership;

use super::kept::kept;
use super::organisation::{Doer, Life};
use super::world::World;

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
        worker.experience = kept(0.5);
        let organisation = &mut self.organisations[o];
        organisation.members.push(i);
        organisation.week.joined += 1;
        organisation.ever_members += u32::from(!returns);
        self.log.joins += 1;
        self.log.returns += u32::from(returns);
    }

    /// Whether an organisation is one to which every worker of its area, or of all, belongs.
    pub fn everybody_belongs(&self, o: usize, i: usize) -> bool {
        let plan = &self.plan.organisations[o];
        let here = plan.area.is_none_or(|area| usize::from(area) == self.workers[i].area);
        plan.knobs.practice.membership == Membership::Everybody && here
    }

    /// A newcomer belongs from arrival on: to the first of the file that is awake, where there are several.
    pub fn belong(&mut self, i: usize) {
        let first = (0..self.organisations.len()).find(|o| self.awake(*o) && self.everybody_belongs(*o, i));
        if let Some(o) = first {
            self.join(o, i);
            self.log.belong_on_arrival += 1;
        }
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
        self.log.dormancies += 1;
    }
}
