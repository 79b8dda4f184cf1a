//! The workers, a column a state: what is read together lies together.

use crate::knob::population::{Spacing, TraitLaw};
use crate::number::draws::{Purpose, Word};
use crate::number::maths::normal_quantile;

use super::plan::{Plan, Trait};

/// Legal status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Settled or free to move.
    #[default]
    Settled,
    /// A visa that lets its holder change employer.
    Visa,
    /// A visa tied to one employer.
    Tied,
    /// No papers.
    Undocumented,
}

/// No organisation, or no union.
pub const NONE: u16 = u16::MAX;
/// A week before all others: never.
pub const NEVER: i32 = i32::MIN / 2;

/// All workers. Shares and framings lie in [0, 1]; weeks count from the start, negative before it.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)] // the names are those of the knobs and measures
pub struct Workers {
    pub free_time: Vec<f64>,
    pub pay_ratio: Vec<f64>,
    pub home_ratio: Vec<f64>,
    pub nonpay_grievance: Vec<f64>,
    pub risk: Vec<f64>,
    pub origin: Vec<u16>,
    pub area: Vec<u16>,
    pub status: Vec<Status>,
    pub arrival: Vec<i32>,
    pub threshold: Vec<f64>,
    pub own_weight: Vec<f64>,
    pub stubbornness: Vec<f64>,

    pub familial: Vec<f64>,
    pub servant: Vec<f64>,
    pub dual_reference: Vec<f64>,
    pub familial_anchor: Vec<f64>,
    pub servant_anchor: Vec<f64>,
    pub dual_reference_anchor: Vec<f64>,
    pub rights: Vec<f64>,
    pub efficacy: Vec<f64>,
    pub worker_identity: Vec<f64>,
    pub ethnic_identity: Vec<f64>,
    pub coping_need: Vec<f64>,
    pub skill: Vec<f64>,
    pub fatigue: Vec<f64>,
    /// What rights knowledge, efficacy, identities and skill relax to.
    pub rights_base: Vec<f64>,
    pub efficacy_base: Vec<f64>,
    pub worker_identity_base: Vec<f64>,
    pub ethnic_identity_base: Vec<f64>,
    pub skill_base: Vec<f64>,

    /// The organisation somebody is a member of, or [`NONE`].
    pub organisation: Vec<u16>,
    /// The organisation they were last a member of, or [`NONE`].
    pub last_organisation: Vec<u16>,
    /// Whether they ever were a member of one.
    pub ever_member: Vec<bool>,
    pub joined: Vec<i32>,
    pub last_seen: Vec<i32>,
    pub last_acted: Vec<i32>,
    /// The union somebody is a member of, or [`NONE`].
    pub union: Vec<u16>,

    /// Whether this Sunday is free.
    pub free: Vec<bool>,
    /// Perceived injustice and cognitive liberation, as of the last liberation process.
    pub injustice: Vec<f64>,
    pub liberation: Vec<f64>,
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

/// Somebody who takes a slot.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// Their word.
    pub word: Word,
    /// The week they came to the country.
    pub week: i32,
    /// Strength of the tied-visa regime on that day.
    pub tied_regime: f64,
    /// Whether they are there on the first day, rather than newcomers.
    pub first_day: bool,
}

impl Workers {
    /// Bytes a worker takes in these columns, for the estimate of memory.
    pub const BYTES_EACH: usize = 28 * 8 + 5 * 4 + 5 * 2 + 3;

    /// Columns for `n` workers, all empty.
    pub fn new(n: usize) -> Self {
        let zero = || vec![0.0; n];
        Self {
            free_time: zero(),
            pay_ratio: zero(),
            home_ratio: zero(),
            nonpay_grievance: zero(),
            risk: zero(),
            origin: vec![0; n],
            area: vec![0; n],
            status: vec![Status::Settled; n],
            arrival: vec![0; n],
            threshold: zero(),
            own_weight: zero(),
            stubbornness: zero(),
            familial: zero(),
            servant: zero(),
            dual_reference: zero(),
            familial_anchor: zero(),
            servant_anchor: zero(),
            dual_reference_anchor: zero(),
            rights: zero(),
            efficacy: zero(),
            worker_identity: zero(),
            ethnic_identity: zero(),
            coping_need: zero(),
            skill: zero(),
            fatigue: zero(),
            rights_base: zero(),
            efficacy_base: zero(),
            worker_identity_base: zero(),
            ethnic_identity_base: zero(),
            skill_base: zero(),
            organisation: vec![NONE; n],
            last_organisation: vec![NONE; n],
            ever_member: vec![false; n],
            joined: vec![NEVER; n],
            last_seen: vec![NEVER; n],
            last_acted: vec![NEVER; n],
            union: vec![NONE; n],
            free: vec![false; n],
            injustice: zero(),
            liberation: zero(),
        }
    }

    /// Number of workers.
    pub fn len(&self) -> usize {
        self.free_time.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.free_time.is_empty()
    }

    /// Puts a new person with fresh traits into slot `i`; origin and area belong to the slot and stay.
    pub fn arrive(&mut self, i: usize, arrival: Arrival, concessions: &Concessions, plan: &Plan) {
        let population = &plan.population.knobs;
        let word = arrival.word;
        for (k, trait_) in Trait::ALL.into_iter().enumerate() {
            let (mean, spread) = trait_.law(population);
            let value = if spread == 0.0 { mean } else { mean + spread * self.deviate(i, &arrival, k as u32, plan) };
            self.set_trait(trait_, i, value.clamp(0.0, trait_.most()));
        }
        let s = &population.status;
        let u = word.uniform(Purpose::Status, 0);
        self.status[i] = if u < s.visa {
            // Who would hold an open visa holds a tied one while the regime is in force.
            if word.chance(Purpose::Regime, 0, arrival.tied_regime) { Status::Tied } else { Status::Visa }
        } else if u < s.visa + s.tied {
            Status::Tied
        } else if u < s.visa + s.tied + s.undocumented {
            Status::Undocumented
        } else {
            Status::Settled
        };
        if matches!(self.status[i], Status::Tied | Status::Undocumented) {
            self.free_time[i] *= population.hardship.free_time;
            self.risk[i] = (self.risk[i] + population.hardship.risk).min(1.0);
        }
        self.concede(i, concessions);
        self.arrival[i] = arrival.week;
        self.fatigue[i] = 0.0;
        self.organisation[i] = NONE;
        self.last_organisation[i] = NONE;
        self.ever_member[i] = false;
        self.joined[i] = NEVER;
        self.last_seen[i] = NEVER;
        self.last_acted[i] = NEVER;
        self.union[i] = NONE;
        self.free[i] = false;
    }

    /// How many standard deviations a trait lies from its mean: drawn by the population's law or, on the
    /// first day and where the file asks for it, the worker's own quantile of that law.
    fn deviate(&self, i: usize, arrival: &Arrival, k: u32, plan: &Plan) -> f64 {
        let traits = &plan.population.knobs.traits;
        let even = traits.spacing == Spacing::Even && arrival.first_day;
        let word = arrival.word;
        let quantile = (i as f64 + 0.5) / self.len() as f64;
        match traits.law {
            TraitLaw::Normal if even => normal_quantile(quantile),
            TraitLaw::Normal => word.normal(Purpose::Trait, k),
            TraitLaw::Uniform => {
                let u = if even { quantile } else { word.uniform(Purpose::Trait, k) };
                libm::sqrt(3.0) * (2.0 * u - 1.0)
            }
        }
    }

    /// Sets a trait, with the state that starts from it.
    pub fn set_trait(&mut self, trait_: Trait, i: usize, value: f64) {
        match trait_ {
            Trait::FreeTime => self.free_time[i] = value,
            Trait::PayRatio => self.pay_ratio[i] = value,
            Trait::HomeRatio => self.home_ratio[i] = value,
            Trait::NonpayGrievance => self.nonpay_grievance[i] = value,
            Trait::Risk => self.risk[i] = value,
            Trait::Familial => (self.familial[i], self.familial_anchor[i]) = (value, value),
            Trait::Servant => (self.servant[i], self.servant_anchor[i]) = (value, value),
            Trait::DualReference => (self.dual_reference[i], self.dual_reference_anchor[i]) = (value, value),
            Trait::Rights => (self.rights[i], self.rights_base[i]) = (value, value),
            Trait::Efficacy => (self.efficacy[i], self.efficacy_base[i]) = (value, value),
            Trait::WorkerIdentity => (self.worker_identity[i], self.worker_identity_base[i]) = (value, value),
            Trait::EthnicIdentity => (self.ethnic_identity[i], self.ethnic_identity_base[i]) = (value, value),
            Trait::CopingNeed => self.coping_need[i] = value,
            Trait::Skill => (self.skill[i], self.skill_base[i]) = (value, value),
            Trait::Threshold => self.threshold[i] = value,
            Trait::OwnWeight => self.own_weight[i] = value,
            Trait::Stubbornness => self.stubbornness[i] = value,
        }
    }

    /// Gives a worker what won demands have put right.
    pub fn concede(&mut self, i: usize, concessions: &Concessions) {
        self.pay_ratio[i] += concessions.pay * (1.0 - self.pay_ratio[i]).max(0.0);
        self.nonpay_grievance[i] -= concessions.grievance * self.nonpay_grievance[i];
        self.risk[i] -= concessions.risk * self.risk[i];
    }

    /// The gap a worker perceives between what is due and what is given: the dual frame of reference
    /// hides the part of it that pay at home would make up.
    #[inline]
    pub fn gap(&self, i: usize) -> f64 {
        let gap =
            1.0 - self.pay_ratio[i] + self.nonpay_grievance[i] - self.dual_reference[i] * (1.0 - self.home_ratio[i]);
        gap.clamp(0.0, 1.0)
    }

    /// The right a worker claims: knowledge, as far as the servant framing lets it count.
    #[inline]
    pub fn rights_claim(&self, i: usize) -> f64 {
        (1.0 - self.servant[i]) * self.rights[i]
    }

    /// Whether a worker acted within so many weeks.
    #[inline]
    pub fn is_mobilised(&self, i: usize, week: u32, memory_weeks: u32) -> bool {
        week as i32 - self.last_acted[i] < memory_weeks as i32
    }
}
