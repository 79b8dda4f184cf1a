//! Process 11: unions visit sessions, meet workers by chance, gain and lose members; access is reviewed.

use mobilise::internals::number::draws::{Actor, Purpose};
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::organisation::Aim;

use super::sums::{logistic, sat};
use super::worker::Tie;
use super::world::{QUARTER, World};

impl World {
    pub fn union(&mut self) {
        for o in 0..self.organisations.len() {
            if self.awake(o)
                && let Some(u) = self.plan.organisations[o].union
            {
                self.visit(o, u);
            }
        }
        for u in 0..self.union_members.len() {
            self.chance_contacts(u);
            self.union_members_leave(u);
        }
        for o in 0..self.organisations.len() {
            if self.awake(o) {
                self.review(o);
            }
        }
    }

    /// Lets the union in with chance equal to access; it speaks to those present who are in no union.
    fn visit(&mut self, o: usize, u: usize) {
        let present = self.organisations[o].present.clone();
        let comes = self.word(Actor::Organisation, o).chance(Purpose::UnionPresent, 0, self.organisations[o].access);
        if present.is_empty() || !self.link_stands(o) || !comes {
            return;
        }
        self.log.union_visits += 1;
        let chance = (self.plan.unions[u].contacts / present.len() as f64).min(1.0);
        let service = self.organisations[o].intensity.service;
        let mut leavers = Vec::new();
        for i in &present {
            let word = self.worker_word(*i);
            if self.workers[*i].union.is_some() || !word.chance(Purpose::UnionContact, o as u32, chance) {
                continue;
            }
            self.organisations[o].week.union_contacts += 1;
            let here = |t: &&Tie| present.contains(&t.other);
            let f = self.workers[*i].ties.iter().filter(here).map(|t| *t.trust).sum();
            if !self.joins_union(u, *i, f) {
                continue;
            }
            self.organisations[o].week.union_joins += 1;
            self.join_union(u, *i);
            let substitution = self.plan.behaviour.joining.substitution;
            if word.chance(Purpose::Substitute, 0, substitution * service) {
                leavers.push(*i);
            }
        }
        for i in leavers {
            self.leave(o, i);
            self.log.substitutions += 1;
        }
    }

    fn joins_union(&self, u: usize, i: usize, f: f64) -> bool {
        let knobs = &self.plan.behaviour.joining;
        let (w, union) = (&self.workers[i], &self.plan.unions[u]);
        let p = logistic(
            knobs.base
                + knobs.injustice * *w.injustice
                + knobs.efficacy * *w.efficacy
                + knobs.identity * *w.worker_identity
                + knobs.introducer * sat(f, self.plan.behaviour.attendance.half_ties)
                - knobs.fee * union.fee
                - knobs.distance * union.distance,
        );
        self.worker_word(i).chance(Purpose::UnionJoin, u as u32, p)
    }

    /// By chance it meets workers anywhere.
    fn chance_contacts(&mut self, u: usize) {
        let word = self.word(Actor::Union, u);
        for k in 0..word.poisson(Purpose::ChanceCount, 0, self.plan.unions[u].chance_contacts) {
            let i = word.index(Purpose::ChanceWhom, k, self.workers.len());
            if self.workers[i].union.is_some() {
                continue;
            }
            self.outside.union_contacts += 1;
            if self.joins_union(u, i, 0.0) {
                self.outside.union_joins += 1;
                self.join_union(u, i);
            }
        }
    }

    fn union_members_leave(&mut self, u: usize) {
        for i in self.union_members[u].clone() {
            if self.worker_word(i).chance(Purpose::UnionExit, 0, self.plan.behaviour.recruitment.exit) {
                self.leave_union(u, i);
            }
        }
    }

    /// Every quarter from founding: a step on if the aim rose, back if it fell, none if it stood still.
    fn review(&mut self, o: usize) {
        let plan = self.organisation_plan(o);
        let since = self.week - plan.founded;
        if plan.union.is_none() || since == 0 || !since.is_multiple_of(QUARTER) {
            return;
        }
        let floor = self.in_force(InterventionKind::UnionLink, o).iter().map(|i| i.knobs.strength).fold(0.0, f64::max);
        let organisation = &mut self.organisations[o];
        let aim = match plan.knobs.union.aim {
            Aim::Turnout => f64::from(organisation.participants_since_review),
            Aim::Size => organisation.members.len() as f64 + organisation.money / 100.0,
        };
        let before = organisation.aim_before;
        let same = |before: f64| (before - aim).abs() <= 1e-9 * (1.0 + before.abs());
        let fell = |before: f64| aim < before && !same(before);
        if before.is_some_and(fell) {
            organisation.upwards = !organisation.upwards;
            self.log.reviews_turned += 1;
        }
        // The first review has nothing to compare with, and moves on.
        if !before.is_some_and(same) {
            let step = if organisation.upwards { plan.knobs.union.step } else { -plan.knobs.union.step };
            organisation.access = (organisation.access + step).clamp(floor, 1.0);
        }
        organisation.aim_before = Some(aim);
        organisation.participants_since_review = 0;
    }
}
