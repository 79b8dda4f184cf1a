//! Process 12: fees, gifts, grants, wages; legitimacy; falling asleep. Votes are in a file of their own.

use mobilise::internals::number::draws::{Actor, Purpose};
use mobilise::knob::intervention::InterventionKind;
use mobilise::model::plan::InterventionPlan;

use super::organisation::{Grant, PROFILE};
use super::sums::{logistic, sat};
use super::world::{QUARTER, World};

/// A month has 52/12 weeks.
const WEEKS_IN_A_MONTH: f64 = 52.0 / 12.0;
/// This many mobilised members have half the effect of contention on a grant.
const HALF_CONTENTION: f64 = 20.0;

impl World {
    pub fn money(&mut self) {
        for o in 0..self.organisations.len() {
            if self.awake(o) {
                self.take_and_pay(o);
                self.legitimacy(o);
                self.apply_for_grant(o);
                self.sleep_if_nobody_comes(o);
            }
        }
    }

    fn take_and_pay(&mut self, o: usize) {
        let grants = self.organisations[o].grants.iter().map(|grant| grant.a_week).sum();
        let active = self.active_members(o).len() as f64;
        let plan = self.organisation_plan(o).knobs;
        let organisation = &mut self.organisations[o];
        organisation.week.grant = grants;
        // In the order of the equation, each on its own: what rounding leaves may decide whether there is enough
        // for a room.
        organisation.money += active * plan.money.fee / WEEKS_IN_A_MONTH;
        organisation.money += plan.money.gifts;
        organisation.money += grants;
        organisation.money -= organisation.staff_hours * plan.staff.wage;
        let wanted = plan.money.costs * organisation.week.attendance as f64;
        let spent = f64::min(wanted, f64::max(organisation.money, 0.0));
        organisation.money -= spent;
        self.log.costs_paid += u32::from(spent > 0.0);
        self.log.costs_cut += u32::from(spent < wanted);
    }

    /// A grant of an intervention is paid in equal parts; with conditions it is put to the vote first.
    pub fn grant_from_outside(&mut self, o: usize, number: usize, intervention: &InterventionPlan) {
        let knobs = &intervention.knobs;
        let conditions = knobs.conditions * knobs.strength;
        if conditions > 0.0 && !self.vote(o, number, conditions) {
            return;
        }
        let a_week = knobs.amount * knobs.strength / f64::from(intervention.until - intervention.from);
        self.organisations[o].grants.push(Grant { a_week, until: intervention.until, conditions });
    }

    /// A withdrawal cuts, for good, the grants being paid when it begins.
    pub fn cut_grants(&mut self, o: usize, strength: f64) {
        for grant in &mut self.organisations[o].grants {
            grant.a_week *= 1.0 - strength;
            self.log.withdrawn += 1;
        }
    }

    fn profile_work(&self, o: usize) -> f64 {
        sat(self.organisations[o].hours[PROFILE], self.plan.behaviour.money.half_profile)
    }

    fn legitimacy(&mut self, o: usize) {
        let knobs = &self.plan.behaviour.money;
        let k = self.organisations[o].legitimacy;
        let staff = if self.organisations[o].staff_hours > 0.0 { knobs.legitimacy_staff } else { 0.0 };
        let both = knobs.legitimacy_gain * self.profile_work(o) + staff;
        self.log.legitimacy_in_full += u32::from(both > 1.0);
        let gain = both.min(1.0);
        self.organisations[o].legitimacy = k + gain * (1.0 - k) - knobs.legitimacy_loss * k;
    }

    /// Every quarter an organisation that accepts grants and holds none applies.
    fn apply_for_grant(&mut self, o: usize) {
        let plan = self.organisation_plan(o);
        let since = self.week - plan.founded;
        if !plan.knobs.money.accepts_grants || since == 0 || !since.is_multiple_of(QUARTER) {
            return;
        }
        if !self.organisations[o].grants.is_empty() {
            return;
        }
        let knobs = &self.plan.behaviour.money;
        let mobilised = self.organisations[o].members.iter().filter(|i| self.acted_of_late(**i)).count() as f64;
        let odds = knobs.grant_base
            + knobs.grant_legitimacy * self.organisations[o].legitimacy
            + knobs.grant_profile * self.profile_work(o)
            - knobs.contention * sat(mobilised, HALF_CONTENTION);
        if self.word(Actor::Organisation, o).chance(Purpose::Grant, 0, logistic(odds)) {
            let weeks = plan.knobs.money.grant_weeks;
            let mut a_week = plan.knobs.money.grant / f64::from(weeks);
            // One won while a withdrawal lasts is cut too. It is paid from the next week on.
            for withdrawal in self.in_force(InterventionKind::GrantWithdrawal, o) {
                a_week *= 1.0 - withdrawal.knobs.strength;
            }
            self.organisations[o].grants.push(Grant { a_week, until: self.week + 1 + weeks, conditions: 0.0 });
            self.log.grants_won += 1;
        } else {
            self.log.grants_refused += 1;
        }
    }

    /// Asleep when `dormancy.weeks` sessions' time has passed since there were last enough, or since founding.
    fn sleep_if_nobody_comes(&mut self, o: usize) {
        let every = self.organisations[o].practices.practice.session_every;
        if self.week - self.organisations[o].last_enough >= self.plan.behaviour.dormancy.weeks * every {
            self.fall_asleep(o);
        }
    }
}
