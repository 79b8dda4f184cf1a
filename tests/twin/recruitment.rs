//! Process 9: asking along ties, outreach to strangers, referral; leaving and lapsing.

use mobilise::internals::number::draws::{Actor, Purpose, Word};
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::organisation::Membership;

use super::organisation::OUTREACH;
use super::sums::logistic;
use super::worker::Tie;
use super::world::World;

impl World {
    pub fn recruitment(&mut self) {
        for o in 0..self.organisations.len() {
            if self.awake(o) {
                self.ask_along_ties(o);
                self.outreach(o);
            }
        }
        self.referrals_of_agencies();
        self.walk_in();
        self.referrals_of_interventions();
        for o in 0..self.organisations.len() {
            self.members_leave_or_lapse(o);
        }
    }

    /// Whether somebody joins who is asked; one readiness a week. `free` is the chance of a free hour.
    pub fn accepts(&mut self, o: usize, i: usize, trust: f64, distance: f64, free: f64) -> bool {
        let quarrels = self.workers[i].quarrels.iter().filter(|(organisation, _)| *organisation == o);
        let grudge = self.plan.behaviour.decisions.grudge_weeks;
        if quarrels.into_iter().any(|(_, left)| self.week - left < grudge) {
            self.log.grudges += 1;
            return false;
        }
        let knobs = &self.plan.behaviour.recruitment;
        let w = &self.workers[i];
        let fee = self.organisations[o].practices.money.fee;
        let readiness = knobs.base + knobs.need * *w.coping_need + knobs.trust * trust
            - knobs.risk * *w.risk * (1.0 - self.emergency_support(o))
            - knobs.fee * fee
            - knobs.distance * distance;
        let fresh = free * logistic(readiness);
        let returning = if w.last_organisation == Some(o) { knobs.returning } else { 1.0 };
        let word = self.worker_word(i);
        let says_yes = word.chance(Purpose::Accept, 0, returning * fresh);
        self.log.refused_returns += u32::from(!says_yes && word.chance(Purpose::Accept, 0, fresh));
        says_yes
    }

    fn ask_along_ties(&mut self, o: usize) {
        for i in self.organisations[o].present.clone() {
            let word = self.worker_word(i);
            if !word.chance(Purpose::Ask, 0, self.plan.behaviour.recruitment.ask) {
                continue;
            }
            let memory = self.plan.behaviour.recruitment.refusal_weeks;
            let could_join = |j: usize| self.workers[j].organisation.is_none() && !self.stepped_down_from(o, j);
            let said_no = |tie: &Tie| tie.refusals.iter().any(|(to, when)| *to == o && self.week - when < memory);
            let all: Vec<_> = self.workers[i].ties.iter().filter(|tie| could_join(tie.other)).collect();
            let ties: Vec<_> = all.iter().filter(|tie| !said_no(tie)).collect();
            let not_again = (all.len() - ties.len()) as u32;
            if ties.is_empty() {
                self.log.not_asked_again += not_again;
                continue;
            }
            let (j, trust) = {
                let tie = ties[word.index(Purpose::AskWhom, 0, ties.len())];
                (tie.other, *tie.trust)
            };
            self.log.not_asked_again += not_again;
            let alike = self.workers[i].origin == self.workers[j].origin;
            let distance = if alike { 0.0 } else { self.plan.behaviour.attendance.origin_distance };
            if self.accepts(o, j, trust, distance, *self.workers[j].free_time) {
                self.join(o, j);
                self.log.asked_joins += 1;
            } else {
                let week = self.week;
                let tie = self.workers[i].ties.iter_mut().find(|tie| tie.other == j).expect("the tie asked along");
                tie.refusals.push((o, week));
            }
        }
    }

    /// Nobody who stepped down as a leader is asked back into the same organisation.
    pub fn stepped_down_from(&self, o: usize, i: usize) -> bool {
        self.workers[i].stepped_down_from.contains(&o)
    }

    /// Meets somebody drawn from an area or from all.
    fn meet_stranger(&mut self, o: usize, area: Option<u16>, word: Word, purpose: Purpose, k: u32, trust: f64) {
        let list = self.workers_of(area.map(usize::from), None);
        if list.is_empty() {
            return;
        }
        self.meet(o, list[word.index(purpose, k, list.len())], trust);
    }

    /// Asks somebody whom no tie leads to; those who have an organisation are met in vain.
    pub fn meet(&mut self, o: usize, i: usize, trust: f64) {
        if self.workers[i].organisation.is_some() || self.stepped_down_from(o, i) {
            return;
        }
        let distance = self.distance(o, i);
        if self.accepts(o, i, trust, distance, *self.workers[i].free_time) {
            self.join(o, i);
            self.log.stranger_joins += 1;
        }
    }

    fn outreach(&mut self, o: usize) {
        let word = self.word(Actor::Organisation, o);
        let rate = self.plan.behaviour.recruitment.outreach_rate;
        let area = self.plan.organisations[o].area;
        for k in 0..word.poisson(Purpose::OutreachCount, 0, self.organisations[o].hours[OUTREACH] * rate) {
            self.meet_stranger(o, area, word, Purpose::OutreachWhom, k, 0.0);
        }
    }

    /// Each sent to one of the awake organisations at random.
    fn referrals_of_agencies(&mut self) {
        let open: Vec<usize> = (0..self.organisations.len()).filter(|o| self.awake(*o)).collect();
        if open.is_empty() {
            return;
        }
        let trust = self.plan.behaviour.recruitment.referral_trust;
        for (a, agency) in self.plan.agencies.clone().iter().enumerate() {
            let word = self.word(Actor::Agency, a);
            for k in 0..word.poisson(Purpose::ReferralCount, 0, agency.knobs.referrals) {
                let o = open[word.index(Purpose::ReferralWhere, k, open.len())];
                self.meet_stranger(o, agency.area, word, Purpose::ReferralWhom, k, trust);
                self.log.referrals += 1;
            }
            self.tell_clients(a, &open);
        }
    }

    fn referrals_of_interventions(&mut self) {
        let trust = self.plan.behaviour.recruitment.referral_trust;
        for (number, i) in self.plan.interventions.clone().iter().enumerate() {
            let Some(o) = i.organisation.filter(|o| self.awake(*o)) else { continue };
            if i.kind != InterventionKind::Referral || i.knobs.strength == 0.0 || !i.is_on(self.week) {
                continue;
            }
            let word = self.word(Actor::Intervention, number);
            let area = self.plan.organisations[o].area;
            for k in 0..word.poisson(Purpose::ExtraReferralCount, 0, i.knobs.referrals * i.knobs.strength) {
                self.meet_stranger(o, area, word, Purpose::ExtraReferralWhom, k, trust);
                self.log.extra_referrals += 1;
            }
        }
    }

    fn members_leave_or_lapse(&mut self, o: usize) {
        // Nobody leaves what everybody belongs to.
        if self.organisations[o].practices.practice.membership == Membership::Everybody {
            return;
        }
        let knobs = self.plan.behaviour.recruitment.clone();
        for i in self.organisations[o].members.clone() {
            let unseen = self.week - self.workers[i].seen;
            if unseen > knobs.lapse_weeks {
                self.leave(o, i);
                self.log.lapses += 1;
            } else if self.worker_word(i).chance(Purpose::Exit, 0, knobs.exit) {
                self.leave(o, i);
                self.log.exits += 1;
            }
        }
    }
}
