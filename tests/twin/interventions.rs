//! Process 1: interventions that happen once (docs/files.md, Interventions).

use mobilise::internals::number::draws::{Actor, Purpose};
use mobilise::knob::intervention::InterventionKnobs;

use super::organisation::Doer;
use super::sums::whole;
use super::world::World;

/// A bridge leader tries at most 20 draws a tie.
const DRAWS_A_TIE: u32 = 20;
/// And has this many draws of their own: 20 for each of 1,000 ties.
const DRAWS_A_LEADER: u32 = 20_000;

impl World {
    /// Picks the members whose ties cross most origins and areas, gives each up to `ties` more such ties, and
    /// at least `skill`, once.
    pub fn bridge_leaders(&mut self, o: usize, number: usize, knobs: &InterventionKnobs) {
        let mut standing = self.organisations[o].members.clone();
        standing.sort_by_key(|i| (std::cmp::Reverse(self.crossing_ties(*i)), *i));
        standing.truncate(whole(f64::from(knobs.people) * knobs.strength));
        let word = self.word(Actor::Intervention, number);
        let daily_trust = self.plan.behaviour.ties.daily_trust;
        for (n, i) in standing.into_iter().enumerate() {
            let leader = &mut self.workers[i];
            leader.skill.lift(knobs.skill);
            leader.base.skill.lift(knobs.skill);
            let mut given = 0;
            for k in 0..knobs.ties * DRAWS_A_TIE {
                if given == knobs.ties {
                    break;
                }
                let other = word.index(Purpose::BridgeTie, n as u32 * DRAWS_A_LEADER + k, self.workers.len());
                if self.differ(i, other) && self.make_tie(i, other, daily_trust, false) {
                    given += 1;
                    self.log.bridge_ties += 1;
                }
            }
        }
    }

    /// Those with most tasks in the ledger leave the organisation for good.
    pub fn leaders_step_down(&mut self, o: usize, knobs: &InterventionKnobs) {
        for _ in 0..whole(f64::from(knobs.people) * knobs.strength) {
            // Of equals, whoever came into the ledger last.
            let mut most: Option<(usize, f64)> = None;
            for (doer, tasks) in &self.organisations[o].ledger {
                if let Doer::Worker(i) = doer
                    && most.is_none_or(|(_, before)| *tasks >= before)
                {
                    most = Some((*i, *tasks));
                }
            }
            let Some((i, _)) = most else { return };
            self.leave(o, i);
            self.workers[i].stepped_down_from.push(o);
            self.log.step_downs += 1;
        }
    }
}
