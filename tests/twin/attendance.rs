//! Process 6: whether a session takes place, and who comes.

use mobilise::internals::number::draws::{Actor, Purpose};

use super::organisation::SERVICE;
use super::sums::{logistic, sat};
use super::world::World;

/// Money that falls short of a room's cost by no more than this is enough for it.
const EVEN: f64 = 1e-9;

impl World {
    pub fn attendance(&mut self) {
        for o in 0..self.organisations.len() {
            self.organisations[o].present.clear();
            if !self.awake(o) || !self.is_session_week(o) {
                continue;
            }
            if self.session_starts(o) {
                self.log.sessions += 1;
                self.members_decide_to_come(o);
            }
            let attendance = self.organisations[o].present.len();
            self.organisations[o].week.attendance = attendance;
            // A session that nobody started has 0 people; where 0 are enough, that is enough.
            if attendance >= self.plan.behaviour.dormancy.attendance as usize {
                self.organisations[o].last_enough = self.week;
            }
        }
    }

    pub fn is_session_week(&self, o: usize) -> bool {
        let plan = &self.plan.organisations[o];
        (self.week - plan.founded).is_multiple_of(self.organisations[o].practices.practice.session_every)
    }

    /// Somebody starts it, and there is a place: given, paid for, or found without money.
    fn session_starts(&mut self, o: usize) -> bool {
        let word = self.word(Actor::Organisation, o);
        if word.chance(Purpose::Session, 0, self.chance_that_nobody_starts(o)) {
            return false;
        }
        if self.organisations[o].practices.union.venue && self.link_stands(o) {
            self.log.venue_given += 1;
            return true;
        }
        let cost = self.plan.behaviour.money.session_cost;
        if self.organisations[o].money >= cost - EVEN {
            self.log.just_enough_money += u32::from(self.organisations[o].money < cost);
            self.organisations[o].money -= cost;
            return true;
        }
        self.log.broke += 1;
        word.chance(Purpose::Venue, 0, self.plan.behaviour.money.broke_sessions)
    }

    fn members_decide_to_come(&mut self, o: usize) {
        let mut present = Vec::new();
        for i in self.organisations[o].members.clone() {
            let p = logistic(self.readiness_to_come(o, i));
            if self.workers[i].free && self.worker_word(i).chance(Purpose::Attend, 0, p) {
                present.push(i);
            }
        }
        for i in &present {
            self.workers[*i].seen = self.week;
        }
        self.organisations[o].attendance_before = present.len();
        self.organisations[o].present = present;
    }

    fn readiness_to_come(&self, o: usize, i: usize) -> f64 {
        let a = &self.plan.behaviour.attendance;
        let w = &self.workers[i];
        let organisation = &self.organisations[o];
        let to_active = |other: usize| self.workers[other].organisation == Some(o) && self.is_active(other);
        let f: f64 = w.ties.iter().filter(|t| to_active(t.other)).map(|t| *t.trust).sum();
        // At least one is expected.
        let needed = organisation.attendance_before.max(1) as f64 * self.plan.behaviour.hours.per_head;
        let s = (organisation.hours[SERVICE] / needed).min(1.0);
        let z = if w.problem { 1.0 } else { 0.0 };
        let elsewhere = self.plan.organisations[o].area.is_some_and(|area| usize::from(area) != w.area);
        a.base
            + a.need * *w.coping_need
            + a.ties * sat(f, a.half_ties)
            + a.liberation * *w.liberation
            + a.service * s * (1.0 - a.problem * (1.0 - z))
            + a.experience * (*w.experience - 0.5)
            - a.fatigue * *w.fatigue
            - if elsewhere { a.travel } else { 0.0 }
            - a.distance * self.distance(o, i)
    }
}
