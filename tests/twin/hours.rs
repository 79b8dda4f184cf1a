//! Process 5: where an organisation's hours come from and where they go.

use mobilise::knob::intervention::InterventionKind;

use super::organisation::{CAMPAIGNING, Grant, LEARNING, OUTREACH, SERVICE, SHARING, TRAINING};
use super::sums::logistic;
use super::world::World;

/// The smallest sum that is paid out, in £.
const A_PENNY: f64 = 0.01;

impl World {
    pub fn hours(&mut self) {
        for o in 0..self.organisations.len() {
            let origins = self.plan.population.origins.len();
            let organisation = &mut self.organisations[o];
            organisation.hours = [0.0; 7];
            organisation.art_hours = 0.0;
            organisation.staff_hours = 0.0;
            organisation.hours_of_origin = vec![0.0; origins];
            if self.awake(o) {
                self.add_up_hours(o);
                self.split_hours(o);
            }
        }
    }

    fn active_free_members(&self, o: usize) -> Vec<usize> {
        self.active_members(o).into_iter().filter(|i| self.workers[*i].free).collect()
    }

    fn add_up_hours(&mut self, o: usize) {
        for i in self.active_free_members(o) {
            let w = &self.workers[i];
            let given = *w.skill * (1.0 - *w.fatigue) * self.plan.behaviour.hours.member;
            self.organisations[o].hours_of_origin[w.origin] += given;
        }
        let staff = self.organisations[o].practices.staff.clone();
        let wanted = f64::from(staff.count) * staff.hours;
        // Paid only as far as there is money: none for less than a penny, all where the wage is 0.
        let money = self.organisations[o].money;
        let paid = if staff.wage == 0.0 {
            wanted
        } else if money < A_PENNY {
            0.0
        } else {
            wanted.min(money / staff.wage)
        };
        self.organisations[o].staff_hours = paid;
        self.log.pennies += u32::from(money > 0.0 && money < A_PENNY && staff.wage > 0.0 && wanted > 0.0);
        self.log.staff_short += u32::from(paid < wanted);
    }

    fn split_hours(&mut self, o: usize) {
        let staff_skill = self.organisations[o].practices.staff.skill;
        let organisation = &self.organisations[o];
        let all = organisation.members_hours() + organisation.staff_hours * staff_skill;
        let mut shares = organisation.shares;
        let moved = self.conditions(o) * shares[CAMPAIGNING];
        self.log.conditions_moved += u32::from(moved > 0.0);
        shares[CAMPAIGNING] -= moved;
        shares[SERVICE] += moved;
        let mut hours = shares.map(|share| share * all);
        let added = |kind| self.in_force(kind, o).iter().map(|i| i.knobs.hours * i.knobs.strength).sum::<f64>();
        hours[SHARING] += added(InterventionKind::SafeSpace);
        hours[LEARNING] += added(InterventionKind::PoliticisedLearning);
        hours[TRAINING] += added(InterventionKind::LeadershipTraining);
        hours[OUTREACH] += added(InterventionKind::Outreach);
        let art = added(InterventionKind::RadicalArt);
        if self.link_stands(o)
            && let Some(u) = self.plan.organisations[o].union
        {
            hours[TRAINING] += self.plan.unions[u].courses * organisation.access;
        }
        self.organisations[o].hours = hours;
        self.organisations[o].art_hours = art;
    }

    /// The largest share of campaigning that the conditions of a grant move to services.
    fn conditions(&self, o: usize) -> f64 {
        let of = |grant: &Grant| grant.conditions;
        self.organisations[o].grants.iter().map(of).fold(0.0, f64::max)
    }

    /// The union link stands if the organisation has a union, access is above 0, and a member holds the link
    /// or staff are paid this week.
    pub fn link_stands(&self, o: usize) -> bool {
        let organisation = &self.organisations[o];
        let held = !organisation.holders.is_empty() || organisation.staff_hours > 0.0;
        self.plan.organisations[o].union.is_some() && organisation.access > 0.0 && held
    }

    /// Staff hours over the hours of one, rounded up.
    pub fn paid_people(&self, o: usize) -> usize {
        let paid = self.organisations[o].staff_hours;
        if paid > 0.0 { libm::ceil(paid / self.organisations[o].practices.staff.hours) as usize } else { 0 }
    }

    /// The chance that nobody starts a session: Π (1 − initiative).
    pub fn chance_that_nobody_starts(&self, o: usize) -> f64 {
        let knobs = &self.plan.behaviour.meeting;
        let initiative = |q: f64| logistic(knobs.initiative_slope * (q - knobs.initiative_skill));
        let mut nobody = 1.0;
        for i in self.active_free_members(o) {
            nobody *= 1.0 - initiative(*self.workers[i].skill);
        }
        for _ in 0..self.paid_people(o) {
            nobody *= 1.0 - initiative(self.organisations[o].practices.staff.skill);
        }
        nobody
    }

    /// The social distance between a worker and the people who give this week's hours.
    pub fn distance(&self, o: usize, i: usize) -> f64 {
        let organisation = &self.organisations[o];
        let staff = &self.organisations[o].practices.staff;
        let members = organisation.members_hours();
        let paid = organisation.staff_hours * staff.skill;
        let staff_share = if members + paid > 0.0 { paid / (members + paid) } else { 0.0 };
        let own = organisation.hours_of_origin[self.workers[i].origin];
        let own_share = if members > 0.0 { own / members } else { 0.0 };
        staff_share * staff.distance
            + (1.0 - staff_share) * self.plan.behaviour.attendance.origin_distance * (1.0 - own_share)
    }
}
