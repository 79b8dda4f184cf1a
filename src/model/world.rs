//! The whole field in one replicate, stepped a week at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::number::draws::{Actor, Draws, Purpose, Word};

use super::around::Around;
use super::chunks::{self, CHUNK};
use super::exchange::Exchange;
use super::marks::Marks;
use super::measures::Row;
use super::mind::Mind;
use super::network_sums::Known;
use super::organisation::Organisation;
use super::plan::Plan;
use super::strata::Strata;
use super::ties::{Made, Ties};
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

/// Buffers for a week's work, kept so that the weekly loop allocates nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Scratch {
    /// Whom each free worker turns to in a week of pairs, or `u32::MAX`.
    pub turned_to: Vec<u32>,
    /// What those who talked come away with, chunk by chunk.
    pub talk: Vec<Vec<(u32, Mind)>>,
    /// What each person present takes from sharing, in order of attendance.
    pub sharing: Vec<Exchange>,
    /// Trust-weighted stories each person present heard.
    pub stories: Vec<f64>,
    /// Strata of those present, grouped by origin.
    pub by_origin: Vec<u32>,
    /// Where each origin's group starts.
    pub origin_starts: Vec<u32>,
    /// Pairs without a tie that talked.
    pub new_pairs: Vec<(u32, u32)>,
    /// Pairs with a tie that talked.
    pub old_pairs: Vec<(u32, u32)>,
    /// Weights of the candidates for tasks.
    pub weights: Vec<f64>,
    /// Who did a task, by position among those present.
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
    pub(super) strata: Strata,
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
            if let Some(other) = self.strata.pick(area, origin, |length| word.index(Purpose::Contact, k, length)) {
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

    /// Draws this week's words and clears this week's counts.
    pub fn begin_week(&mut self) {
        let (draws, week) = (&self.draws, self.week + 1);
        chunks::for_each(self.words.len(), self.words.chunks_mut(CHUNK).enumerate(), |(index, words)| {
            draws.fill(Actor::Worker, week, (index * CHUNK) as u32, words);
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
