//! Process 7: tasks, training, and who takes up the union link.

use mobilise::internals::number::draws::{Actor, Purpose};

use super::meeting::Intensity;
use super::organisation::Doer;
use super::world::World;

impl World {
    pub fn tasks_and_training(&mut self, o: usize, present: &[usize], intensity: &Intensity) {
        let plan = self.organisation_plan(o);
        // The ledger forgets, and drops what is hardly there.
        let kept = 1.0 - f64::from(plan.knobs.practice.session_every) / f64::from(plan.knobs.tasks.memory_weeks);
        let ledger = &mut self.organisations[o].ledger;
        ledger.iter_mut().for_each(|(_, tasks)| *tasks *= kept.max(0.0));
        ledger.retain(|(_, tasks)| *tasks >= 0.05);

        let doers = self.give_out_tasks(o, present);
        let training = self.plan.behaviour.skill.training * intensity.training;
        for i in present.iter().filter(|i| !doers.contains(&Doer::Worker(**i))) {
            let w = &mut self.workers[*i];
            w.skill.rise(training);
        }
    }

    /// Each task goes to one of those present or paid, in proportion to (q + q₀)^β (1 − b), without putting
    /// back; in rounds, with weights as at the start of the round, where there are more tasks than people. What
    /// nobody has the freshness for is left undone.
    fn give_out_tasks(&mut self, o: usize, present: &[usize]) -> Vec<Doer> {
        let slots = self.organisations[o].practices.tasks.slots;
        let word = self.word(Actor::Organisation, o);
        let mut left: Vec<(Doer, f64)> = Vec::new();
        let mut done = Vec::new();
        for slot in 0..slots {
            if left.is_empty() {
                left = self.who_could_do_tasks(o, present);
            }
            let total: f64 = left.iter().map(|(_, weight)| weight).sum();
            if total <= 0.0 {
                break;
            }
            let mut rest = word.uniform(Purpose::Task, slot) * total;
            let chosen = left.iter().position(|(_, weight)| {
                rest -= weight;
                rest < 0.0
            });
            let (doer, _) = left.remove(chosen.unwrap_or(left.len() - 1));
            self.do_task(o, doer);
            done.push(doer);
        }
        done
    }

    fn who_could_do_tasks(&self, o: usize, present: &[usize]) -> Vec<(Doer, f64)> {
        let plan = &self.organisations[o].practices;
        let knobs = &plan.tasks;
        let weight = |q: f64, b: f64| libm::pow(q + knobs.credit, knobs.exponent) * (1.0 - b);
        let workers =
            present.iter().map(|i| (Doer::Worker(*i), weight(*self.workers[*i].skill, *self.workers[*i].fatigue)));
        let paid = (0..self.paid_people(o)).map(|n| (Doer::Paid(n), weight(plan.staff.skill, 0.0)));
        workers.chain(paid).collect()
    }

    /// Workers learn and tire by it; paid people do neither. Both come into the ledger.
    fn do_task(&mut self, o: usize, doer: Doer) {
        if let Doer::Worker(i) = doer {
            let (skill, fatigue) = (&self.plan.behaviour.skill, &self.plan.behaviour.fatigue);
            let w = &mut self.workers[i];
            w.skill.rise(skill.per_task);
            w.fatigue.rise(fatigue.per_task);
        }
        let ledger = &mut self.organisations[o].ledger;
        match ledger.iter_mut().find(|(other, _)| *other == doer) {
            Some((_, tasks)) => *tasks += 1.0,
            None => ledger.push((doer, 1.0)),
        }
    }

    /// Where nobody holds the link somebody may take it up; where there is room, training may bring up another.
    pub fn take_up_link(&mut self, o: usize, present: &[usize], intensity: &Intensity) {
        let link = &self.plan.behaviour.link;
        let organisation = &self.organisations[o];
        let held = organisation.holders.len();
        if self.plan.organisations[o].union.is_none() || held >= link.holders as usize {
            return;
        }
        let chance = if held == 0 { link.take_up } else { link.hand_on * intensity.training };
        if !self.word(Actor::Organisation, o).chance(Purpose::LinkHandOn, 0, chance) {
            return;
        }
        let free_to_take = present.iter().copied().filter(|i| !organisation.holders.contains(i));
        let best = free_to_take.max_by(|a, b| self.workers[*a].skill.total_cmp(&self.workers[*b].skill));
        if let Some(i) = best {
            self.organisations[o].holders.push(i);
            self.log.links_taken_up += u32::from(held == 0);
            self.log.links_handed_on += u32::from(held > 0);
        }
    }
}
