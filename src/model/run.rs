//! One replicate from its first week to its last.

use std::sync::Arc;

use crate::knob::intervention::InterventionKind;

use super::history::{History, Watch};
use super::measures::Row;
use super::organisers::{Organisers, organisers};
use super::plan::Plan;
use super::sustainability::{OutcomeRow, outcomes};
use super::who::{Who, who};
use super::world::World;

/// What one replicate gave.
#[derive(Debug, Clone, PartialEq)]
pub struct RunResult {
    /// Weekly rows: for each organisation in order, and last for the field, one a week.
    pub weeks: Vec<Vec<Row>>,
    /// Outcomes of the whole run, in the same order.
    pub outcomes: Vec<OutcomeRow>,
    /// Who they are at the end, in the same order: members; for the field, those who never joined any.
    pub who: Vec<Who>,
    /// Who became an organiser and when, in the same order.
    pub organisers: Vec<Organisers>,
    /// How people came and went, in the same order.
    pub history: Vec<History>,
}

/// Runs one replicate of a plan under a seed.
///
/// The same plan, seed and replicate give the same numbers, to the bit, on any machine that keeps IEEE 754
/// double precision, in debug and release builds.
pub fn run(plan: &Arc<Plan>, seed: u64, replicate: u32) -> RunResult {
    let mut run = Running::new(plan, seed, replicate);
    (0..plan.run.weeks).for_each(|_| run.step());
    run.end()
}

/// As [`run`], but stops once `goes_on`, which is asked after every week with the rows so far, says no. What ends is the
/// same as of [`run`].
///
/// # Errors
/// The rows up to where it was stopped.
pub fn run_while(
    plan: &Arc<Plan>,
    seed: u64,
    replicate: u32,
    goes_on: &mut dyn FnMut(&[Vec<Row>]) -> bool,
) -> Result<RunResult, Vec<Vec<Row>>> {
    let mut run = Running::new(plan, seed, replicate);
    for _ in 0..plan.run.weeks {
        run.step();
        if !goes_on(&run.weeks) {
            return Err(run.weeks);
        }
    }
    Ok(run.end())
}

/// A replicate on its way.
struct Running {
    world: World,
    weeks: Vec<Vec<Row>>,
    watch: Watch,
}

impl Running {
    fn new(plan: &Arc<Plan>, seed: u64, replicate: u32) -> Self {
        let groups = plan.organisations.len() + 1;
        Self {
            world: World::new(plan, seed, replicate),
            weeks: vec![Vec::with_capacity(plan.run.weeks as usize); groups],
            watch: Watch::new(plan.organisations.len()),
        }
    }

    fn step(&mut self) {
        self.world.step();
        self.watch.take(&self.world);
        for (column, row) in self.weeks.iter_mut().zip(self.world.rows()) {
            column.push(*row);
        }
    }

    fn end(self) -> RunResult {
        let Self { world, weeks, watch } = self;
        let outcomes = weeks.iter().enumerate().map(|(group, rows)| outcomes_of(&world, group, rows)).collect();
        let history = watch.history(&world);
        RunResult { weeks, outcomes, who: who(&world), organisers: organisers(&world), history }
    }
}

fn outcomes_of(world: &World, group: usize, rows: &[Row]) -> OutcomeRow {
    let plan = &world.plan;
    let organisation = (group < plan.organisations.len()).then_some(group);
    let founded = organisation.map_or(0, |o| plan.organisations[o].founded as usize);
    let step_downs = plan.interventions.iter().filter(|i| {
        i.kind == InterventionKind::LeadersStepDown
            && i.knobs.strength > 0.0
            && organisation.is_none_or(|o| i.organisation == Some(o))
    });
    let step_down = step_downs.map(|i| i.from as usize).min();
    let threshold = f64::from(plan.run.threshold);
    outcomes(rows, founded, step_down, threshold, later_joiners(world, organisation, founded))
}

/// Of the members who acted in the last year, the share who joined in the second half of the run.
fn later_joiners(world: &World, organisation: Option<usize>, founded: usize) -> f64 {
    let w = &world.workers;
    let half = (founded as u32).midpoint(world.plan.run.weeks) as i32;
    let (mut all, mut later) = (0u32, 0u32);
    for (o, state) in world.organisations.iter().enumerate() {
        if organisation.is_some_and(|wanted| wanted != o) {
            continue;
        }
        for m in &state.members {
            let i = *m as usize;
            if w.is_mobilised(i, world.week, 53) {
                all += 1;
                later += u32::from(w.joined.at(i) >= half);
            }
        }
    }
    f64::from(later) / f64::from(all)
}
