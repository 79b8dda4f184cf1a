//! Process 2: leaving the country, and arriving.

use mobilise::internals::number::draws::{Actor, Purpose};

use super::person::person;
use super::worker::Status;
use super::world::World;

impl World {
    /// All who leave go first; then newcomers come, and last they look for contacts, slot by slot.
    pub fn turnover(&mut self) {
        let mut slots = Vec::new();
        for i in 0..self.workers.len() {
            let leaving = &self.plan.population.knobs.leaving;
            let chance = match self.workers[i].status {
                Status::Settled => leaving.settled,
                Status::Visa => leaving.visa,
                Status::Tied => leaving.tied,
                Status::Undocumented => leaving.undocumented,
            };
            if self.worker_word(i).chance(Purpose::Leave, 0, chance) {
                slots.push(i);
            }
        }
        for i in &slots {
            self.go(*i);
        }
        for i in &slots {
            self.come(*i);
        }
        for i in slots {
            let contacts = self.plan.population.knobs.traits.daily_contacts;
            self.seek_contacts(i, self.word(Actor::Arrival, i), contacts);
            self.belong(i);
        }
        self.registrations();
    }

    /// All ties of the leaver go; organisation and union lose a member.
    fn go(&mut self, i: usize) {
        self.log.leavers += 1;
        for tie in self.workers[i].ties.clone() {
            self.end_tie(i, tie.other);
        }
        if let Some(o) = self.workers[i].organisation {
            self.leave(o, i);
        }
        if let Some(u) = self.workers[i].union {
            self.leave_union(u, i);
        }
    }

    /// A newcomer takes the slot.
    fn come(&mut self, i: usize) {
        let word = self.word(Actor::Arrival, i);
        let (origin, area) = (self.workers[i].origin, self.workers[i].area);
        let mut newcomer = person(&self.plan, word, None, self.regime());
        (newcomer.origin, newcomer.area) = (origin, area);
        newcomer.arrival = i64::from(self.week);
        self.log.tied_by_regime += u32::from(newcomer.status == Status::Tied && self.regime() > 0.0);
        let (pay, grievance, risk) = self.won_so_far();
        newcomer.concede(pay, grievance, risk);
        newcomer.liberate(self.plan.behaviour.liberation.exponent);
        self.workers[i] = newcomer;
    }

    /// What all demands met so far have taken of missing pay, of other grievance and of risk.
    fn won_so_far(&mut self) -> (f64, f64, f64) {
        let mut left = (1.0, 1.0, 1.0);
        for (demand, plan) in self.demands.iter().zip(&self.plan.demands) {
            if demand.met {
                left.0 *= 1.0 - plan.knobs.pay;
                left.1 *= 1.0 - plan.knobs.grievance;
                left.2 *= 1.0 - plan.knobs.risk;
                self.log.conceded_on_arrival += 1;
            }
        }
        (1.0 - left.0, 1.0 - left.1, 1.0 - left.2)
    }
}
