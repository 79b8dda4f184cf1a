//! Initialisation (docs/model.md, section 5).

use std::sync::Arc;

use mobilise::internals::number::draws::{Actor, Draws, Purpose, Word};
use mobilise::knob::population::{Spacing, TraitDistribution};
use mobilise::model::measures::Row;
use mobilise::model::plan::Plan;

use super::coverage::Log;
use super::organisation::{Happened, Organisation};
use super::person::person;
use super::sums::pick_by_share;
use super::worker::Worker;
use super::world::{Demand, World};

impl World {
    pub fn new(plan: &Arc<Plan>, seed: u64, replicate: u32) -> Self {
        let draws = Draws::new(seed, replicate);
        let number = plan.population.knobs.traits.workers;
        let words: Vec<Word> = (0..number).map(|i| draws.word(Actor::Arrival, 0, i)).collect();
        let mut world = World {
            plan: Arc::clone(plan),
            draws,
            week: 0,
            workers: words.iter().zip(0..).map(|(word, i)| first_day(plan, *word, i)).collect(),
            organisations: plan.organisations.iter().map(|o| Organisation::new(plan, o)).collect(),
            union_members: vec![Vec::new(); plan.unions.len()],
            demands: vec![Demand::default(); plan.demands.len()],
            outside: Happened::default(),
            rows: vec![Row::default(); plan.organisations.len() + 1],
            log: Log::default(),
        };
        let traits = &plan.population.knobs.traits;
        world.log.uniform_distributions += u32::from(traits.distribution == TraitDistribution::Uniform);
        world.log.even_spacings += u32::from(traits.spacing == Spacing::Even);
        // 5 to 7: the network.
        world.tie_first_day(&words);
        if let Some(given) = &plan.given {
            for (i, o) in given.members.iter().enumerate() {
                if let Some(o) = o {
                    world.join(usize::from(*o), i);
                    world.log.network_members += 1;
                }
            }
        }
        // 8: what the scenario says of single workers, last.
        for (i, which, value) in &plan.people {
            world.workers[*i as usize].set_trait(*which, *value);
            world.log.people_set += 1;
        }
        // 9: clients.
        world.first_clients(&words);
        // 10: injustice and liberation, once.
        world.liberation();
        world
    }
}

/// Who came more weeks before the start than this counts as having come then.
const EARLIEST: i64 = 32_768;

/// Steps 1 to 4, and what a network file says in their place.
fn first_day(plan: &Plan, word: Word, i: u32) -> Worker {
    let given = plan.given.as_ref();
    let place = |from_file: Option<&Vec<Option<u16>>>, purpose: Purpose, shares: &[f64]| {
        let said = from_file.and_then(|column| column.get(i as usize).copied().flatten());
        said.map_or_else(|| pick_by_share(word.uniform(purpose, 0), shares), usize::from)
    };
    let mut worker = person(plan, word, Some(i), 0.0);
    worker.origin = place(given.map(|g| &g.origins), Purpose::Origin, &plan.population.origins);
    worker.area = place(given.map(|g| &g.areas), Purpose::Area, &plan.population.areas);
    let tenure = -libm::log(1.0 - word.uniform(Purpose::Tenure, 0)) * plan.population.knobs.traits.tenure;
    worker.arrival = -(libm::floor(tenure) as i64).min(EARLIEST);
    // What a file says of somebody is what there is: no hardship comes on top.
    for (which, values) in given.into_iter().flat_map(|g| &g.traits) {
        if let Some(value) = values[i as usize] {
            worker.set_trait(*which, value);
        }
    }
    worker
}
