//! Process 1: organisations are founded; interventions that happen once happen; votes are taken.

use mobilise::knob::intervention::InterventionKind;
use mobilise::model::plan::InterventionPlan;

use super::organisation::Life;
use super::world::World;

impl World {
    pub fn calendar(&mut self) {
        for o in 0..self.organisations.len() {
            if self.plan.organisations[o].founded == self.week {
                self.organisations[o].life = Life::Awake;
                self.found(o);
            }
        }
        let week = self.week;
        for organisation in &mut self.organisations {
            organisation.grants.retain(|grant| week < grant.until);
        }
        for number in 0..self.plan.interventions.len() {
            let intervention = self.plan.interventions[number].clone();
            if intervention.knobs.strength > 0.0 && intervention.is_on(self.week) {
                self.log.kinds.insert(format!("{:?}", intervention.kind));
                self.intervene(number, &intervention);
            }
        }
    }

    /// What an intervention does in process 1; those that give hours, referrals or support are looked up
    /// where these count.
    fn intervene(&mut self, number: usize, intervention: &InterventionPlan) {
        if intervention.kind == InterventionKind::FirstMovers && intervention.from == self.week {
            self.first_movers(number, intervention);
        }
        let Some(o) = intervention.organisation else { return };
        let strength = intervention.knobs.strength;
        if intervention.kind == InterventionKind::UnionLink {
            let organisation = &mut self.organisations[o];
            organisation.access = organisation.access.max(strength);
        }
        if intervention.from != self.week {
            return;
        }
        match intervention.kind {
            InterventionKind::BridgeLeaders => self.bridge_leaders(o, number, &intervention.knobs),
            InterventionKind::LeadersStepDown => self.leaders_step_down(o, &intervention.knobs),
            InterventionKind::Rename => self.rename(o, number, &intervention.knobs),
            InterventionKind::Practices => self.change_practices(o, number, intervention),
            InterventionKind::Grant => self.grant_from_outside(o, number, intervention),
            InterventionKind::GrantWithdrawal => self.cut_grants(o, strength),
            _ => {}
        }
    }

    /// The strength of the visa regime: the strongest in force, less what reversals and won demands take.
    pub fn regime(&self) -> f64 {
        let mut strongest: f64 = 0.0;
        let mut left = 1.0;
        for i in &self.plan.interventions {
            if i.kind == InterventionKind::TiedVisa && i.is_on(self.week) {
                strongest = strongest.max(i.knobs.strength);
            }
            if i.kind == InterventionKind::TiedVisaReversal && i.from <= self.week {
                left *= 1.0 - i.knobs.strength;
            }
        }
        for (demand, plan) in self.demands.iter().zip(&self.plan.demands) {
            if demand.met {
                left *= 1.0 - plan.knobs.tied_visa;
            }
        }
        strongest * left
    }
}
