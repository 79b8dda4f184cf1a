//! The field before its first week.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::number::draws::{Actor, Draws, Purpose, Word};

use super::around::Around;
use super::caseload;
use super::chunks;
use super::first_ties;
use super::marks::Marks;
use super::measures::Row;
use super::newcomer::{Arrival, Newcomer};
use super::organisation::Organisation;
use super::plan::Plan;
use super::strata::Strata;
use super::ties::Ties;
use super::workers::{Concessions, Workers};
use super::world::{Demand, Scratch, Union, World};

impl World {
    /// The field before its first week: workers with their traits and daily contacts, no organisation yet.
    pub fn new(plan: &Arc<Plan>, seed: u64, replicate: u32) -> Self {
        let n = plan.population.knobs.traits.workers as usize;
        let draws = Draws::new(seed, replicate);
        let mut words = vec![0; n];
        draws.fill(Actor::Arrival, 0, 0, &mut words);
        let person = |i: usize| {
            let word = Word(words[i]);
            // Exponential tenure: in a steady population that is what constant leaving makes of it.
            let tenure = -libm::log(1.0 - word.uniform(Purpose::Tenure, 0)) * plan.population.knobs.traits.tenure;
            Newcomer::draw(i, Arrival { word, week: -(tenure as i32), tied_regime: 0.0, first_day: true }, plan)
        };
        // All begin like the first, so that what nobody differs in is never kept more than once.
        let nothing_won = Concessions::default();
        let mut first = Workers::new(1);
        first.arrive(0, &person(0), &nothing_won, plan);
        let mut workers = first.for_all(n);
        index(&mut workers, &words, plan);
        for share in chunks::of(n) {
            // A share at a time, or all would stand in memory twice.
            let mut people = Vec::with_capacity(share.len());
            let some = |some: Range<usize>| some.map(person).collect::<Vec<_>>();
            let hands = share.clone().step_by(64).map(|first| first..share.end.min(first + 64));
            chunks::gather(n, hands, some, |some| people.extend(some));
            share.zip(&people).for_each(|(i, person)| workers.arrive(i, person, &nothing_won, plan));
        }
        if !plan.calls_are_about_work() {
            workers.tell_employment_apart();
        }
        let mut world = Self {
            strata: Strata::new(&workers, plan.population.origins.len(), plan.population.areas.len()),
            ties: Ties::new(n, plan.behaviour.ties.most),
            organisations: plan
                .organisations
                .iter()
                .map(|o| Organisation::new(o, plan.population.origins.len()))
                .collect(),
            unions: vec![Union::default(); plan.unions.len()],
            demands: vec![Demand::default(); plan.demands.len()],
            stepped_down: BTreeSet::new(),
            quarrels: BTreeMap::new(),
            caseloads: caseload::first_day(plan, &workers, &words),
            concessions: Concessions::default(),
            tied_regime: 0.0,
            lone_claims: (0, 0),
            rows: vec![Row::default(); plan.organisations.len() + 1],
            idle: None,
            scratch: Scratch::default(),
            plan: Arc::clone(plan),
            draws,
            words,
            week: 0,
            workers,
        };
        world.make_room();
        first_ties::tie(&mut world);
        for (worker, trait_, value) in &plan.people {
            world.workers.set_trait(*trait_, *worker as usize, *value);
        }
        super::liberation::run(&mut world);
        world
    }

    fn make_room(&mut self) {
        let n = self.workers.len();
        let origins = self.plan.population.origins.len();
        self.scratch = Scratch {
            by_origin: Vec::with_capacity(n.min(4_096)),
            origin_starts: vec![0; origins + 1],
            marks: Marks::new(n),
            around: Around::new(n),
            ..Scratch::default()
        };
    }
}

/// Origin and area of every slot: from the network file where it says, otherwise drawn by the shares.
fn index(workers: &mut Workers, words: &[u64], plan: &Plan) {
    let pick = |u: f64, shares: &[f64]| {
        let mut sum = 0.0;
        let found = shares.iter().position(|share| {
            sum += share;
            u < sum
        });
        found.unwrap_or(shares.len().saturating_sub(1)) as u16
    };
    let said = |column: Option<&Vec<Option<u16>>>, i: usize| column.and_then(|c| c.get(i).copied().flatten());
    for (i, word) in words.iter().enumerate() {
        let word = Word(*word);
        let origin = pick(word.uniform(Purpose::Origin, 0), &plan.population.origins);
        let area = pick(word.uniform(Purpose::Area, 0), &plan.population.areas);
        workers.origin.put(i, said(plan.given.as_ref().map(|n| &n.origins), i).unwrap_or(origin));
        workers.area.put(i, said(plan.given.as_ref().map(|n| &n.areas), i).unwrap_or(area));
    }
}
