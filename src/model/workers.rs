//! The workers: what is read together lies together, and what all share is kept once.

use super::column::Column;
use super::marks::Marks;
use super::mind::{Mind, State};
use super::newcomer::Newcomer;
use super::plan::{Plan, Trait};
use super::ties::{Made, Nature};

pub use super::status::Status;

/// No organisation, or no union.
pub const NONE: u16 = u16::MAX;
/// A week before all others: never.
pub const NEVER: i32 = i16::MIN as i32;

/// All workers. Shares and framings lie in [0, 1]; weeks count from the start, negative before it.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)] // the names are those of the knobs and measures
pub struct Workers {
    pub free_time: Column<f32>,
    pub pay_ratio: Column<f32>,
    pub home_ratio: Column<f32>,
    pub nonpay_grievance: Column<f32>,
    pub risk: Column<f32>,
    pub origin: Column<u16>,
    pub area: Column<u16>,
    pub status: Column<Status>,
    pub arrival: Column<i16>,
    /// In double precision, as a share of ties is compared with it to the last digit.
    pub threshold: Column<f64>,
    pub own_weight: Column<f64>,
    pub stubbornness: Column<f64>,

    /// Framings, rights knowledge, efficacy, identities and coping need.
    pub minds: Column<Mind>,
    /// What each of them drifts back to: anchors of framings, bases of the others.
    pub roots: Column<Mind>,
    pub skill: Column<f32>,
    pub skill_base: Column<f32>,
    pub fatigue: Column<f32>,
    /// Experience of past sessions; one half for all where it does not count.
    pub experience: Column<f32>,

    /// The organisation somebody is a member of, or [`NONE`].
    pub organisation: Column<u16>,
    /// The organisation they were last a member of, or [`NONE`].
    pub last_organisation: Column<u16>,
    /// Whether they ever were a member of one.
    pub ever_member: Column<bool>,
    pub joined: Column<i16>,
    pub last_seen: Column<i16>,
    /// The week in which they last acted on any call.
    pub last_acted: Column<i16>,
    /// The week in which they last acted on a call about work, where that may be another one.
    last_employment: Option<Column<i16>>,
    /// The union somebody is a member of, or [`NONE`].
    pub union: Column<u16>,

    /// Whose Sunday is free this week.
    pub free: Marks,
    /// Who has a problem that a service can solve.
    pub problem: Marks,
    /// Perceived injustice and cognitive liberation, as of the last liberation process.
    pub injustice: Column<f32>,
    pub liberation: Column<f32>,
}

/// What won demands have changed for everybody, and so for those who arrive later.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Concessions {
    /// Share of missing pay put right.
    pub pay: f64,
    /// Share of other grievance put right.
    pub grievance: f64,
    /// Share of the cost of visible action taken away.
    pub risk: f64,
    /// Share of the tied-visa regime taken away.
    pub tied_visa: f64,
}

impl Workers {
    /// Bytes a worker takes in these columns where no two are alike, for the estimate of memory.
    pub const BYTES_EACH: usize = 2 * size_of::<Mind>() + 11 * 4 + 3 * 8 + 5 * 2 + 5 * 2 + 3;

    /// Columns for `n` workers, all empty.
    pub fn new(n: usize) -> Self {
        let zero = || Column::alike(n, 0.0);
        Self {
            free_time: zero(),
            pay_ratio: zero(),
            home_ratio: zero(),
            nonpay_grievance: zero(),
            risk: zero(),
            origin: Column::alike(n, 0),
            area: Column::alike(n, 0),
            status: Column::alike(n, Status::Settled),
            arrival: Column::alike(n, 0),
            threshold: Column::alike(n, 0.0),
            own_weight: Column::alike(n, 0.0),
            stubbornness: Column::alike(n, 0.0),
            minds: Column::alike(n, Mind::default()),
            roots: Column::alike(n, Mind::default()),
            skill: zero(),
            skill_base: zero(),
            fatigue: zero(),
            experience: Column::alike(n, 0.5),
            organisation: Column::alike(n, NONE),
            last_organisation: Column::alike(n, NONE),
            ever_member: Column::alike(n, false),
            joined: Column::alike(n, NEVER),
            last_seen: Column::alike(n, NEVER),
            last_acted: Column::alike(n, NEVER),
            last_employment: None,
            union: Column::alike(n, NONE),
            free: Marks::new(n),
            problem: Marks::new(n),
            injustice: zero(),
            liberation: zero(),
        }
    }

    /// Number of workers.
    pub fn len(&self) -> usize {
        self.minds.len()
    }

    /// As many workers as are alike with the one there is.
    pub fn for_all(self, n: usize) -> Self {
        Self {
            free_time: self.free_time.for_all(n),
            pay_ratio: self.pay_ratio.for_all(n),
            home_ratio: self.home_ratio.for_all(n),
            nonpay_grievance: self.nonpay_grievance.for_all(n),
            risk: self.risk.for_all(n),
            origin: self.origin.for_all(n),
            area: self.area.for_all(n),
            status: self.status.for_all(n),
            arrival: self.arrival.for_all(n),
            threshold: self.threshold.for_all(n),
            own_weight: self.own_weight.for_all(n),
            stubbornness: self.stubbornness.for_all(n),
            minds: self.minds.for_all(n),
            roots: self.roots.for_all(n),
            skill: self.skill.for_all(n),
            skill_base: self.skill_base.for_all(n),
            fatigue: self.fatigue.for_all(n),
            ..Self::new(n)
        }
    }

    /// Keeps the history of memberships once where all have come to share it.
    pub fn settle(&mut self) {
        self.organisation.settle();
        self.last_organisation.settle();
        self.ever_member.settle();
        self.joined.settle();
        self.last_seen.settle();
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.free_time.is_empty()
    }

    /// Puts somebody into slot `i`; origin and area belong to the slot and stay.
    pub fn arrive(&mut self, i: usize, newcomer: &Newcomer, concessions: &Concessions, plan: &Plan) {
        let (mut mind, mut root) = (Mind::default(), Mind::default());
        for (trait_, value) in Trait::ALL.into_iter().zip(newcomer.traits) {
            match trait_.state() {
                Some(state) => {
                    mind.put(state, value);
                    root.put(state, if state == State::CopingNeed { 0.0 } else { value });
                }
                None => self.set_trait(trait_, i, value),
            }
        }
        self.minds.put(i, mind);
        self.roots.put(i, root);
        self.status.put(i, newcomer.status);
        if matches!(newcomer.status, Status::Tied | Status::Undocumented) {
            let hardship = &plan.population.knobs.hardship;
            self.free_time.put(i, self.free_time.at(i) * hardship.free_time);
            self.risk.put(i, (self.risk.at(i) + hardship.risk).min(1.0));
        }
        self.concede(i, concessions);
        self.arrival.put(i, newcomer.arrival.week);
        self.fatigue.put(i, 0.0);
        self.experience.put(i, 0.5);
        self.organisation.put(i, NONE);
        self.last_organisation.put(i, NONE);
        self.ever_member.put(i, false);
        self.joined.put(i, NEVER);
        self.last_seen.put(i, NEVER);
        self.last_acted.put(i, NEVER);
        if let Some(last) = &mut self.last_employment {
            last.put(i, NEVER);
        }
        self.union.put(i, NONE);
        self.free.set(i, false);
        self.problem.set(i, false);
    }

    /// Sets a trait, with the state that starts from it.
    pub fn set_trait(&mut self, trait_: Trait, i: usize, value: f64) {
        if let Some(state) = trait_.state() {
            self.set(state, i, value);
            if state != State::CopingNeed {
                self.set_root(state, i, value);
            }
            return;
        }
        match trait_ {
            Trait::FreeTime => self.free_time.put(i, value),
            Trait::PayRatio => self.pay_ratio.put(i, value),
            Trait::HomeRatio => self.home_ratio.put(i, value),
            Trait::NonpayGrievance => self.nonpay_grievance.put(i, value),
            Trait::Risk => self.risk.put(i, value),
            Trait::Skill => {
                self.skill.put(i, value);
                self.skill_base.put(i, value);
            }
            Trait::Threshold => self.threshold.put(i, value),
            Trait::OwnWeight => self.own_weight.put(i, value),
            Trait::Stubbornness => self.stubbornness.put(i, value),
            _ => unreachable!("all others are states of the mind"),
        }
    }

    /// A state of a worker's mind.
    #[inline]
    pub fn state(&self, state: State, i: usize) -> f64 {
        self.minds.kept(i).at(state)
    }

    /// A state of all workers' minds.
    pub fn states(&self, state: State) -> Vec<f64> {
        self.minds.iter().map(|mind| mind.at(state)).collect()
    }

    /// What a state drifts back to.
    #[inline]
    pub fn root(&self, state: State, i: usize) -> f64 {
        self.roots.kept(i).at(state)
    }

    /// Sets a state.
    #[inline]
    pub fn set(&mut self, state: State, i: usize, value: f64) {
        let mut mind = self.minds.kept(i);
        mind.put(state, value);
        self.minds.put(i, mind);
    }

    /// Sets what a state drifts back to.
    #[inline]
    pub fn set_root(&mut self, state: State, i: usize, value: f64) {
        let mut root = self.roots.kept(i);
        root.put(state, value);
        self.roots.put(i, root);
    }

    /// Gives a worker what won demands have put right.
    pub fn concede(&mut self, i: usize, concessions: &Concessions) {
        let (pay, grievance, risk) = (self.pay_ratio.at(i), self.nonpay_grievance.at(i), self.risk.at(i));
        self.pay_ratio.put(i, pay + concessions.pay * (1.0 - pay).max(0.0));
        self.nonpay_grievance.put(i, grievance - concessions.grievance * grievance);
        self.risk.put(i, risk - concessions.risk * risk);
    }

    /// The gap a worker perceives between what is due and what is given: the dual frame of reference
    /// hides the part of it that pay at home would make up.
    #[inline]
    pub fn gap(&self, i: usize) -> f64 {
        let dual_reference = self.state(State::DualReference, i);
        gap(self.pay_ratio.at(i), self.home_ratio.at(i), self.nonpay_grievance.at(i), dual_reference)
    }

    /// The right a worker claims: knowledge, as far as the servant framing lets it count.
    #[inline]
    pub fn rights_claim(&self, i: usize) -> f64 {
        let mind = self.minds.kept(i);
        (1.0 - mind.at(State::Servant)) * mind.at(State::Rights)
    }

    /// What never changes of a tie between two workers.
    pub fn nature(&self, a: u32, b: u32, made: Made) -> Nature {
        let (a, b) = (a as usize, b as usize);
        Nature::new(made, self.origin.at(a) != self.origin.at(b), self.area.at(a) != self.area.at(b))
    }

    /// Keeps apart when workers last acted on a call about work and on any call: needed where some calls are about
    /// ethnicity.
    pub fn tell_employment_apart(&mut self) {
        self.last_employment.get_or_insert_with(|| self.last_acted.clone());
    }

    /// Whether it is kept apart.
    #[inline]
    pub fn tells_employment_apart(&self) -> bool {
        self.last_employment.is_some()
    }

    /// A worker acts on a call, about work or not.
    #[inline]
    pub fn act(&mut self, i: usize, week: i32, employment: bool) {
        self.last_acted.put(i, week);
        if let Some(last) = self.last_employment.as_mut().filter(|_| employment) {
            last.put(i, week);
        }
    }

    /// The week in which each worker last acted on a call about work.
    #[inline]
    pub fn last_employment(&self) -> &Column<i16> {
        self.last_employment.as_ref().unwrap_or(&self.last_acted)
    }

    /// Whether a worker acted on any call within so many weeks.
    #[inline]
    pub fn has_acted(&self, i: usize, week: u32, memory_weeks: u32) -> bool {
        is_recent(self.last_acted.at(i), week, memory_weeks)
    }

    /// Whether a worker acted on a call about work within so many weeks.
    #[inline]
    pub fn is_mobilised(&self, i: usize, week: u32, memory_weeks: u32) -> bool {
        is_recent(self.last_employment().at(i), week, memory_weeks)
    }
}

/// Whether who last acted in one week counts as having acted of late in another.
#[inline(always)]
pub(super) fn is_recent(last_acted: i32, week: u32, memory_weeks: u32) -> bool {
    week as i32 - last_acted < memory_weeks as i32
}

/// The perceived gap.
#[inline(always)]
pub(super) fn gap(pay_ratio: f64, home_ratio: f64, nonpay_grievance: f64, dual_reference: f64) -> f64 {
    (1.0 - pay_ratio + nonpay_grievance - dual_reference * (1.0 - home_ratio)).clamp(0.0, 1.0)
}
