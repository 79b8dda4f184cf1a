//! Agencies with a caseload: first clients (initialisation, step 9), registrations (process 2), telling (process 9).

use mobilise::internals::number::draws::{Actor, Purpose, Word};

use super::world::World;

impl World {
    fn keeps_a_caseload(&self, a: usize) -> bool {
        let knobs = &self.plan.agencies[a].knobs;
        knobs.clients > 0 || knobs.registrations > 0.0
    }

    fn is_client(&self, a: usize, i: usize) -> bool {
        self.workers[i].client_of.iter().any(|(agency, _)| *agency == a)
    }

    /// The highest lots among the workers of its area, or of all.
    pub fn first_clients(&mut self, words: &[Word]) {
        for a in 0..self.plan.agencies.len() {
            if !self.keeps_a_caseload(a) {
                continue;
            }
            let mut people = self.workers_of(self.plan.agencies[a].area.map(usize::from), None);
            let lot = |i: &usize| words[*i].uniform(Purpose::Client, a as u32);
            people.sort_by(|x, y| lot(y).total_cmp(&lot(x)));
            for i in people.into_iter().take(self.plan.agencies[a].knobs.clients as usize) {
                self.workers[i].client_of.push((a, false));
                self.log.first_clients += 1;
            }
        }
    }

    /// One after the other, each drawn from those who are no clients by then.
    pub fn registrations(&mut self) {
        for a in 0..self.plan.agencies.len() {
            if !self.keeps_a_caseload(a) {
                continue;
            }
            let word = self.word(Actor::Agency, a);
            let knobs = self.plan.agencies[a].knobs.clone();
            let mean = knobs.registrations * (1.0 - self.regime() * (1.0 - knobs.tied_share));
            for k in 0..word.poisson(Purpose::RegistrationCount, 0, mean) {
                let mut others = self.workers_of(self.plan.agencies[a].area.map(usize::from), None);
                others.retain(|i| !self.is_client(a, *i));
                if others.is_empty() {
                    self.log.nobody_to_register += 1;
                    break;
                }
                let i = others[word.index(Purpose::RegistrationWhom, k, others.len())];
                self.workers[i].client_of.push((a, false));
                self.log.registrations += 1;
            }
        }
    }

    /// Each client not yet told, of one awake organisation; once, whatever the answer.
    pub fn tell_clients(&mut self, a: usize, open: &[usize]) {
        let (chance, trust) = (self.plan.agencies[a].knobs.told, self.plan.behaviour.recruitment.referral_trust);
        for i in 0..self.workers.len() {
            let Some(which) = self.workers[i].client_of.iter().position(|client| *client == (a, false)) else {
                continue;
            };
            let word = self.worker_word(i);
            if !word.chance(Purpose::Told, a as u32, chance) {
                continue;
            }
            self.workers[i].client_of[which].1 = true;
            let o = open[word.index(Purpose::ToldWhere, a as u32, open.len())];
            self.log.told += 1;
            self.log.told_in_vain += u32::from(self.workers[i].organisation.is_some());
            self.meet(o, i, trust);
        }
    }
}
