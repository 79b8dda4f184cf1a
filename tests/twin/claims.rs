//! Process 10: individual claims.

use mobilise::internals::number::draws::Purpose;

use super::world::World;

impl World {
    pub fn individual_claims(&mut self) {
        let knobs = self.plan.behaviour.claims.clone();
        for i in 0..self.workers.len() {
            let w = &self.workers[i];
            if w.gap() <= 0.0 {
                continue;
            }
            let (support, help) = match w.organisation {
                Some(o) => (1.0, self.emergency_support(o)),
                None => (knobs.alone, 0.0),
            };
            let p = knobs.rate * w.rights_claimed() * *w.efficacy * support * (1.0 - *w.risk * (1.0 - help));
            let word = self.worker_word(i);
            if !word.chance(Purpose::Claim, 0, p) {
                continue;
            }
            let organisation = w.organisation;
            let won = word.chance(Purpose::ClaimOutcome, 0, knobs.win);
            let week = organisation.map_or(&mut self.outside, |o| &mut self.organisations[o].week);
            week.claims += 1;
            week.claims_won += u32::from(won);
            self.log.claims_won += u32::from(won);
            self.log.claims_lost += u32::from(!won);
            if won {
                let w = &mut self.workers[i];
                w.concede(knobs.gain, knobs.gain, 0.0);
                w.skill.rise(knobs.skill);
            }
            self.efficacy_after(i, won);
        }
    }
}
