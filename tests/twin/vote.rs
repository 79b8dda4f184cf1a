//! Votes on large shifts: a rename, or a grant with conditions (process 12, taken in process 1).

use mobilise::internals::number::draws::Purpose;
use mobilise::knob::intervention::InterventionKnobs;
use mobilise::knob::organisation::Voters;

use super::organisation::{Doer, LEARNING, SHARING, TRAINING};
use super::sums::logistic;
use super::world::World;

impl World {
    /// Every active member has a view; the majority decides, or the board; losers may leave. `moved` is the
    /// share of internal hours (or, by a grant's conditions, of campaigning) that moves.
    pub fn vote(&mut self, o: usize, number: usize, moved: f64) -> bool {
        let knobs = self.plan.behaviour.decisions.clone();
        let mut views = Vec::new();
        for i in self.active_members(o) {
            let tasks = self.organisations[o].tasks_of(Doer::Worker(i));
            let p = logistic(knobs.base - knobs.tasks * tasks - knobs.internal * moved);
            views.push((i, tasks, self.worker_word(i).chance(Purpose::Vote, number as u32, p)));
        }
        let agree = views.iter().filter(|(_, _, agrees)| *agrees).count();
        let passes = match self.organisations[o].practices.tasks.voters {
            Voters::Members => 2 * agree > views.len(),
            Voters::Board => true,
        };
        self.log.votes_won += u32::from(passes);
        self.log.votes_lost += u32::from(!passes);
        for (i, tasks, agrees) in views {
            let p = knobs.exit + knobs.exit_per_task * tasks;
            if agrees != passes && self.worker_word(i).chance(Purpose::LoserExit, number as u32, p) {
                self.leave(o, i);
                self.workers[i].quarrels.push((o, self.week));
                self.log.vote_leavers += 1;
            }
        }
        passes
    }

    /// A share of internal hours goes to the external ones in proportion; the message moves.
    pub fn rename(&mut self, o: usize, number: usize, knobs: &InterventionKnobs) {
        let share = knobs.external * knobs.strength;
        let shares = self.organisations[o].shares;
        let internal: f64 = [SHARING, LEARNING, TRAINING].iter().map(|a| shares[*a]).sum();
        let external: f64 = shares.iter().sum::<f64>() - internal;
        if !self.vote(o, number, share) {
            return;
        }
        let organisation = &mut self.organisations[o];
        for (activity, now) in organisation.shares.iter_mut().enumerate() {
            if [SHARING, LEARNING, TRAINING].contains(&activity) {
                *now -= share * *now;
            } else {
                // In proportion; alike where there are none to go by.
                let part = if external > 0.0 { *now / external } else { 0.25 };
                *now += share * internal * part;
            }
        }
        organisation.class += knobs.strength * (knobs.class - organisation.class);
        organisation.ethnic += knobs.strength * (knobs.ethnic - organisation.ethnic);
    }
}
