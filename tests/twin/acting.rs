//! Process 10: who acts on a call they heard of and are free for.

use mobilise::internals::number::draws::Purpose;
use mobilise::knob::behaviour::{LooksAt, Motive};

use super::action::Call;
use super::kept::kept;
use super::sums::logistic;
use super::worker::Tie;
use super::world::World;

/// At noise 0 two sides of the balance are even to within this.
const EVEN: f64 = 1e-9;

impl World {
    pub fn acts(&mut self, o: usize, i: usize, call: &Call) -> bool {
        let knobs = self.plan.behaviour.action.clone();
        let w = &self.workers[i];
        // Once is always.
        if knobs.absorbing && w.last_acted.is_some() {
            self.log.absorbed += 1;
            return true;
        }
        // In double precision these would not be trusted.
        let just = |t: &&Tie| t.trust >= kept(knobs.trusted) && *t.trust < knobs.trusted;
        self.log.just_trusted += w.ties.iter().filter(just).count() as u32;
        let trusted: Vec<usize> = w.ties.iter().filter(|t| t.trust >= kept(knobs.trusted)).map(|t| t.other).collect();
        let acted = trusted.iter().filter(|j| self.acted_of_late(**j)).count();
        if call.high_risk && acted < knobs.high_risk_ties as usize {
            self.log.held_back_by_ties += 1;
            return false;
        }
        let z = |x: f64| (x - 0.5) / knobs.deviation;
        let motive = match knobs.motive {
            Motive::Identity => {
                let identity = if call.class { *w.worker_identity } else { *w.ethnic_identity };
                knobs.injustice * z(*w.injustice) + knobs.efficacy * z(*w.efficacy) + knobs.identity * z(identity)
            }
            Motive::Liberation => knobs.liberation * (*w.liberation - 0.5),
        };
        let seen = match knobs.looks_at {
            LooksAt::Ties if trusted.is_empty() => 0.0,
            LooksAt::Ties => acted as f64 / trusted.len() as f64,
            LooksAt::TieCount => acted as f64,
            LooksAt::Everybody => call.everybody,
        };
        let balance = motive
            - knobs.risk * *w.risk * (1.0 - self.emergency_support(o))
            - knobs.threshold
            - if call.high_risk { knobs.high_risk_threshold } else { 0.0 }
            + knobs.social * (seen - w.threshold);
        if knobs.social != 0.0 && seen > 0.0 {
            match knobs.looks_at {
                LooksAt::Ties => self.log.saw_ties += 1,
                LooksAt::TieCount => self.log.saw_a_count += 1,
                LooksAt::Everybody => self.log.saw_everybody += 1,
            }
        }
        if knobs.noise == 0.0 {
            let acts = balance >= -EVEN;
            self.log.balanced_to_act += u32::from(acts);
            self.log.balanced_not_to_act += u32::from(!acts);
            return acts;
        }
        self.worker_word(i).chance(Purpose::Act, 0, logistic(balance / knobs.noise))
    }
}
