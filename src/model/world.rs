//! The whole field in one replicate, stepped a week at a time.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::canary::{Canary, is_planted};
use crate::number::draws::{Actor, Draws, Purpose, Word};

use super::around::Around;
use super::exchange::Exchange;
use super::first_ties;
use super::marks::Marks;
use super::measures::Row;
use super::mind::Mind;
use super::network_measures::Known;
use super::newcomer::{Arrival, Newcomer};
use super::organisation::Organisation;
use super::places::Places;
use super::plan::Plan;
use super::shares::{self, SHARE};
use super::ties::{Made, Ties};
use super::week::WEEK;
use super::workers::{Concessions, Workers};

/// A union's state.
#[derive(Debug, Clone, Default)]
pub struct Union {
    /// Members in order of joining.
    pub members: Vec<u32>,
    /// Contacts and joins outside any organisation this week.
    pub chance: (u32, u32),
}

/// How far a demand has come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Demand {
    /// Calls won for it.
    pub won_calls: u32,
    /// Whether it is met.
    pub met: bool,
}

/// Room for a week's work, kept so that the weekly loop allocates nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    /// Whom each free worker turns to in a week of pairs, or `u32::MAX`.
    pub turned_to: Vec<u32>,
    /// What those who talked come away with, share by share.
    pub talk: Vec<Vec<(u32, Mind)>>,
    /// What each person present takes from sharing, in order of attendance.
    pub sharing: Vec<Exchange>,
    /// Trust-weighted stories each person present heard.
    pub stories: Vec<f64>,
    /// Places of those present, grouped by origin.
    pub by_origin: Vec<u32>,
    /// Where each origin's group starts.
    pub origin_starts: Vec<u32>,
    /// Pairs without a tie that talked.
    pub new_pairs: Vec<(u32, u32)>,
    /// Pairs with a tie that talked.
    pub old_pairs: Vec<(u32, u32)>,
    /// Weights of the candidates for tasks.
    pub weights: Vec<f64>,
    /// Who did a task, by place among those present.
    pub did_task: Vec<bool>,
    /// Who acts on a call.
    pub actors: Vec<u32>,
    /// Who leaves an organisation.
    pub leavers: Vec<u32>,
    /// A mark for each worker, none between uses.
    pub marks: Marks,
    /// Who acted of late, and who sees how many of them.
    pub around: Around,
    /// What is known of the ties of each row's group.
    pub known: Vec<Known>,
}

/// The field in one replicate. Make it with [`World::new`], then call [`step`](Self::step) once a week.
#[derive(Debug, Clone)]
pub struct World {
    pub(super) plan: Arc<Plan>,
    pub(super) draws: Draws,
    /// Every worker's word of this week.
    pub(super) words: Vec<u64>,
    pub(super) week: u32,
    /// The workers.
    pub workers: Workers,
    /// Their ties.
    pub ties: Ties,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The unions.
    pub unions: Vec<Union>,
    /// The demands.
    pub demands: Vec<Demand>,
    pub(super) places: Places,
    /// Who stepped down from which organisation, and is not asked back into it.
    pub(super) stepped_down: BTreeSet<(u32, u16)>,
    pub(super) concessions: Concessions,
    /// Strength of the tied-visa regime this week.
    pub(super) tied_regime: f64,
    /// Claims this week by workers without an organisation, and those won.
    pub(super) lone_claims: (u32, u32),
    pub(super) rows: Vec<Row>,
    /// The [changes](Ties::changes) of the ties when talk was last found to move nothing, and the least trust.
    pub(super) idle: Option<(u64, f32)>,
    pub(super) scratch: Scratch,
}

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
        place(&mut workers, &words, plan);
        for share in shares::of(n) {
            // A share at a time, or all would stand in memory twice.
            let mut people = Vec::with_capacity(share.len());
            let some = |some: Range<usize>| some.map(person).collect::<Vec<_>>();
            let hands = share.clone().step_by(64).map(|first| first..share.end.min(first + 64));
            shares::gather(n, hands, some, |some| people.extend(some));
            share.zip(&people).for_each(|(i, person)| workers.arrive(i, person, &nothing_won, plan));
        }
        let mut world = Self {
            places: Places::new(&workers, plan.population.origins.len(), plan.population.areas.len()),
            ties: Ties::new(n, plan.behaviour.ties.most),
            organisations: plan
                .organisations
                .iter()
                .map(|o| Organisation::new(o, plan.population.origins.len()))
                .collect(),
            unions: vec![Union::default(); plan.unions.len()],
            demands: vec![Demand::default(); plan.demands.len()],
            stepped_down: BTreeSet::new(),
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

    /// Gives a worker daily contacts: the whole part of `number`, and one more with the chance of the rest.
    pub(super) fn seek_contacts(&mut self, worker: u32, word: Word, number: f64) {
        let plan = Arc::clone(&self.plan);
        let traits = &plan.population.knobs.traits;
        let whole = libm::floor(number);
        let contacts = whole as u32 + u32::from(word.chance(Purpose::Contact, u32::MAX, number - whole));
        let i = worker as usize;
        for k in 0..contacts {
            let near = word.chance(Purpose::ContactNear, k, traits.nearness);
            let alike = word.chance(Purpose::ContactAlike, k, traits.homophily);
            let area = near.then(|| self.workers.area.at(i));
            let origin = alike.then(|| self.workers.origin.at(i));
            if let Some(other) = self.places.pick(area, origin, |length| word.index(Purpose::Contact, k, length)) {
                let nature = self.workers.nature(worker, other, Made::Daily);
                self.ties.add(worker, other, plan.behaviour.ties.daily_trust, nature);
            }
        }
    }

    /// Whether all ties are known to be trusted enough for one to look at what others do; where talk goes on
    /// nobody looks them through.
    pub(super) fn all_trusted(&self) -> bool {
        let trusted = self.plan.behaviour.action.trusted as f32;
        self.idle.is_some_and(|(changes, least)| changes == self.ties.changes() && least >= trusted)
    }

    /// Whether a worker stepped down as a leader of an organisation.
    pub(super) fn has_stepped_down(&self, worker: u32, organisation: usize) -> bool {
        !self.stepped_down.is_empty() && self.stepped_down.contains(&(worker, organisation as u16))
    }

    /// Weeks stepped so far.
    pub fn week(&self) -> u32 {
        self.week
    }

    /// One week, in the order of [`WEEK`].
    pub fn step(&mut self) {
        self.begin_week();
        for place in 0..WEEK.len() {
            let place = match place {
                2 | 3 if is_planted(Canary::SwappedProcesses) => 5 - place,
                place => place,
            };
            (WEEK[place].run)(self);
        }
        if cfg!(debug_assertions)
            && let Err(what) = super::invariants::check(self)
        {
            panic!("after week {}: {what}", self.week);
        }
        self.end_week();
    }

    /// Draws this week's words and clears this week's counts.
    pub fn begin_week(&mut self) {
        let (draws, week) = (&self.draws, self.week + 1);
        shares::for_each(self.words.len(), self.words.chunks_mut(SHARE).enumerate(), |(place, words)| {
            draws.fill(Actor::Worker, week, (place * SHARE) as u32, words);
        });
        for organisation in &mut self.organisations {
            organisation.week = Default::default();
        }
        for union in &mut self.unions {
            union.chance = (0, 0);
        }
        self.lone_claims = (0, 0);
    }

    /// Ends the week.
    pub fn end_week(&mut self) {
        self.week += 1;
    }

    /// What was measured in the last week: one row for each organisation, then one for the whole field.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A worker's word of this week.
    #[inline]
    pub(super) fn word(&self, worker: u32) -> Word {
        Word(self.words[worker as usize])
    }

    /// An actor's word of the day before the first week.
    pub(super) fn word_of_first_day(&mut self, actor: Actor) -> Word {
        self.draws.word(actor, 0, 0)
    }

    /// Another actor's word of this week.
    pub(super) fn word_of(&mut self, actor: Actor, index: usize) -> Word {
        self.draws.word(actor, self.week + 1, index as u32)
    }
}

/// Origin and area of every slot: from the network file where it says, otherwise drawn by the shares.
fn place(workers: &mut Workers, words: &[u64], plan: &Plan) {
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
