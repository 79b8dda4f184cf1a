//! What there is (docs/model.md, section 2): workers with their ties, organisations, unions, demands.

use std::sync::Arc;

use mobilise::internals::number::draws::{Actor, Draws, Word};
use mobilise::knob::intervention::InterventionKind;
use mobilise::model::measures::Row;
use mobilise::model::plan::{InterventionPlan, OrganisationPlan, Plan};

use super::organisation::{Happened, Life, Organisation};
use super::worker::Worker;

/// A quarter has 13 weeks.
pub const QUARTER: u32 = 13;

#[derive(Debug, Clone, Default)]
pub struct Demand {
    pub calls_won: u32,
    pub met: bool,
}

pub struct World {
    pub plan: Arc<Plan>,
    pub draws: Draws,
    pub week: u32,
    pub workers: Vec<Worker>,
    pub organisations: Vec<Organisation>,
    pub union_members: Vec<Vec<usize>>,
    pub demands: Vec<Demand>,
    /// What the week brought outside organisations.
    pub outside: Happened,
    pub rows: Vec<Row>,
    pub log: super::coverage::Log,
}

impl World {
    /// The word of somebody in this week; streams count weeks from 1, since 0 is the initialisation.
    pub fn word(&self, actor: Actor, index: usize) -> Word {
        self.draws.word(actor, self.week + 1, index as u32)
    }

    pub fn worker_word(&self, i: usize) -> Word {
        self.word(Actor::Worker, i)
    }

    pub fn awake(&self, o: usize) -> bool {
        self.organisations[o].life == Life::Awake
    }

    /// An organisation with its practices as they stand.
    pub fn organisation_plan(&self, o: usize) -> OrganisationPlan {
        OrganisationPlan { knobs: self.organisations[o].practices.clone(), ..self.plan.organisations[o].clone() }
    }

    /// Interventions of a kind on an organisation that are in force this week.
    pub fn in_force(&self, kind: InterventionKind, o: usize) -> Vec<InterventionPlan> {
        let plans = self.plan.interventions.iter();
        let wanted = |i: &&InterventionPlan| {
            i.kind == kind && i.organisation == Some(o) && i.knobs.strength > 0.0 && i.is_on(self.week)
        };
        plans.filter(wanted).cloned().collect()
    }

    /// The share of the cost of visible action that emergency support takes away.
    pub fn emergency_support(&self, o: usize) -> f64 {
        let support = |i: &InterventionPlan| i.knobs.support * i.knobs.strength;
        self.in_force(InterventionKind::EmergencySupport, o).iter().map(support).fold(0.0, f64::max)
    }

    /// Workers of an area and an origin, where these are given, in the order of their slots.
    pub fn workers_of(&self, area: Option<usize>, origin: Option<usize>) -> Vec<usize> {
        let fits = |i: &usize| {
            let worker = &self.workers[*i];
            area.is_none_or(|a| worker.area == a) && origin.is_none_or(|o| worker.origin == o)
        };
        (0..self.workers.len()).filter(fits).collect()
    }

    /// Whether somebody acted on a call about work within the memory of action.
    pub fn acted_on_work_of_late(&self, i: usize) -> bool {
        let memory = self.plan.behaviour.action.memory_weeks;
        self.workers[i].last_acted_on_work.is_some_and(|then| i64::from(self.week) - then < i64::from(memory))
    }

    /// Whether somebody acted on a call within the memory of action.
    pub fn acted_of_late(&self, i: usize) -> bool {
        let memory = self.plan.behaviour.action.memory_weeks;
        self.workers[i].last_acted.is_some_and(|then| i64::from(self.week) - then < i64::from(memory))
    }
}
