//! Process 10: calls, who hears of them, who acts, and what comes of it.

use mobilise::internals::number::draws::{Actor, Purpose};

use super::organisation::CAMPAIGNING;
use super::sums::{logistic, sat};
use super::world::World;

/// Hours that fall short of a call by no more than this are enough for it.
const EVEN: f64 = 1e-9;

/// A call to act together.
pub struct Call {
    pub class: bool,
    pub high_risk: bool,
    pub demand: Option<usize>,
    /// Share of all workers of the field that acted of late, as it is when the call is issued.
    pub everybody: f64,
}

impl World {
    pub fn action(&mut self) {
        for o in 0..self.organisations.len() {
            if self.awake(o)
                && let Some(call) = self.call(o)
            {
                self.answer(o, &call);
            }
        }
        self.individual_claims();
    }

    /// Hours are saved up to those of one call; when they are there, and the interval has passed, it is issued.
    fn call(&mut self, o: usize) -> Option<Call> {
        let knobs = self.plan.behaviour.action.clone();
        let week = self.week;
        let organisation = &mut self.organisations[o];
        organisation.saved_hours = (organisation.saved_hours + organisation.hours[CAMPAIGNING]).min(knobs.call_hours);
        let rested = organisation.last_call.is_none_or(|then| week - then >= knobs.call_interval);
        let named = &self.plan.organisations[o].demands;
        let demand = named.iter().copied().find(|d| !self.demands[*d].met);
        let nothing_left = !named.is_empty() && demand.is_none();
        if organisation.saved_hours < knobs.call_hours - EVEN || !rested || nothing_left {
            return None;
        }
        self.log.just_enough_hours += u32::from(organisation.saved_hours < knobs.call_hours);
        organisation.saved_hours = 0.0;
        organisation.last_call = Some(week);
        organisation.week.calls += 1;
        let (class, ethnic) = (organisation.class, organisation.ethnic);
        let word = self.word(Actor::Organisation, o);
        let on_work = word.uniform(Purpose::CallAxis, 0) * (class + ethnic) <= class;
        self.organisations[o].week.work_calls += u32::from(on_work);
        Some(Call {
            class: on_work,
            high_risk: word.chance(Purpose::CallRisk, 0, knobs.high_risk_share),
            demand,
            everybody: (0..self.workers.len()).filter(|i| self.acted_of_late(*i)).count() as f64
                / self.workers.len() as f64,
        })
    }

    fn answer(&mut self, o: usize, call: &Call) {
        let mut acting = Vec::new();
        for i in self.organisations[o].members.clone() {
            let word = self.worker_word(i);
            if word.chance(Purpose::Hear, 0, self.plan.behaviour.action.reach) {
                self.organisations[o].week.asked += 1;
                if self.workers[i].free && self.acts(o, i, call) {
                    acting.push(i);
                }
            }
        }
        let n = acting.len();
        let odds = self.odds(o, n, call);
        let word = self.word(Actor::Organisation, o);
        let won = n > 0 && odds.is_some_and(|odds| word.chance(Purpose::Outcome, 0, logistic(odds)));
        self.log.high_risk_calls += u32::from(call.high_risk);
        self.log.ethnic_calls += u32::from(!call.class);
        for i in acting {
            let now = Some(i64::from(self.week));
            self.workers[i].last_acted = now;
            if call.class {
                self.workers[i].last_acted_on_work = now;
            }
            self.efficacy_after(i, won);
        }
        let organisation = &mut self.organisations[o];
        organisation.week.participants += n as u32;
        if call.class {
            organisation.week.work_participants += n as u32;
            organisation.week.work_calls_won += u32::from(won);
        }
        organisation.participants_since_review += n as u32;
        if won {
            organisation.week.calls_won += 1;
            self.log.calls_won += 1;
            self.count_towards(call.demand);
        } else {
            self.log.calls_lost += 1;
        }
    }

    /// Log-odds of success; none without any target.
    fn odds(&self, o: usize, n: usize, call: &Call) -> Option<f64> {
        let knobs = &self.plan.behaviour.outcome;
        let target = match call.demand {
            Some(d) => {
                let demand = &self.plan.demands[d];
                let target = &self.plan.targets[demand.target];
                target.responsiveness + if self.week >= demand.opens { target.opportunity } else { 0.0 }
            }
            None => self.plan.targets.iter().map(|t| t.responsiveness).max_by(f64::total_cmp)?,
        };
        let link = if self.link_stands(o) { knobs.union } else { 0.0 };
        Some(
            target
                + knobs.turnout * libm::log(1.0 + n as f64)
                + knobs.legitimacy * self.organisations[o].legitimacy
                + link,
        )
    }

    /// What winning and losing do to efficacy; ties cushion a loss.
    pub fn efficacy_after(&mut self, i: usize, won: bool) {
        let knobs = self.plan.behaviour.efficacy.clone();
        let half_ties = self.plan.behaviour.attendance.half_ties;
        let w = &mut self.workers[i];
        if won {
            w.efficacy.rise(knobs.success);
        } else {
            w.efficacy.shrink(knobs.failure * (1.0 - knobs.cushion * sat(w.trust_in_all(), half_ties)));
        }
    }

    /// A won call counts towards the demand; the last of them meets it, for everybody.
    fn count_towards(&mut self, demand: Option<usize>) {
        let Some(d) = demand else { return };
        self.demands[d].calls_won += 1;
        if self.demands[d].calls_won == self.plan.demands[d].knobs.wins {
            self.demands[d].met = true;
            self.log.demands_met += 1;
            let knobs = self.plan.demands[d].knobs.clone();
            for w in &mut self.workers {
                w.concede(knobs.pay, knobs.grievance, knobs.risk);
            }
        }
    }
}
