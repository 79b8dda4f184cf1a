//! A worker and their ties (docs/model.md, section 2).

use mobilise::model::plan::Trait;

use super::kept::{Kept, kept};

/// The three framings, as places in a list.
pub const FAMILIAL: usize = 0;
pub const SERVANT: usize = 1;
pub const DUAL_REFERENCE: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    #[default]
    Settled,
    Visa,
    Tied,
    Undocumented,
}

/// One end's view of a tie; the other end has the same trust.
#[derive(Debug, Clone)]
pub struct Tie {
    pub other: usize,
    pub trust: Kept,
    pub made_in_session: bool,
    /// When the other end last said no to this one: for which organisation, and in which week.
    pub refusals: Vec<(usize, u32)>,
}

/// What a person arrived with and relaxes to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base {
    pub rights: Kept,
    pub efficacy: Kept,
    pub worker_identity: Kept,
    pub ethnic_identity: Kept,
    pub skill: Kept,
}

#[derive(Debug, Clone, Default)]
pub struct Worker {
    pub origin: usize,
    pub area: usize,
    pub free_time: Kept,
    pub pay_ratio: Kept,
    pub home_ratio: Kept,
    pub grievance: Kept,
    pub risk: Kept,
    pub status: Status,
    pub arrival: i64,
    pub threshold: f64,
    pub own_weight: f64,
    pub stubbornness: f64,
    pub framings: [Kept; 3],
    pub anchors: [Kept; 3],
    pub rights: Kept,
    pub efficacy: Kept,
    pub worker_identity: Kept,
    pub ethnic_identity: Kept,
    pub coping_need: Kept,
    pub skill: Kept,
    pub fatigue: Kept,
    /// v: experience of past sessions.
    pub experience: Kept,
    pub base: Base,
    pub organisation: Option<usize>,
    pub joined: u32,
    pub seen: u32,
    /// The organisation they were last in, in which they are not counted again.
    pub last_organisation: Option<usize>,
    /// Organisations they stepped down from as a leader.
    pub stepped_down_from: Vec<usize>,
    /// Organisations they left over a lost vote, with the week.
    pub quarrels: Vec<(usize, u32)>,
    /// Agencies of which they are a client, each with whether it has told them of an organisation.
    pub client_of: Vec<(usize, bool)>,
    /// z: whether they have a problem that a service can solve.
    pub problem: bool,
    pub union: Option<usize>,
    /// The week they last acted, or were marked as having acted; −1 is the week before the first.
    pub last_acted: Option<i64>,
    pub last_acted_on_work: Option<i64>,
    pub free: bool,
    pub injustice: Kept,
    pub liberation: Kept,
    pub ties: Vec<Tie>,
}

impl Worker {
    /// Sets a trait, with what starts from it: framings at their anchors, knowledge and the like at its base.
    pub fn set_trait(&mut self, which: Trait, value: f64) {
        let value_kept = kept(value);
        let framing = |w: &mut Self, s: usize| (w.framings[s], w.anchors[s]) = (value_kept, value_kept);
        match which {
            Trait::FreeTime => self.free_time = value_kept,
            Trait::PayRatio => self.pay_ratio = value_kept,
            Trait::HomeRatio => self.home_ratio = value_kept,
            Trait::NonpayGrievance => self.grievance = value_kept,
            Trait::Risk => self.risk = value_kept,
            Trait::Familial => framing(self, FAMILIAL),
            Trait::Servant => framing(self, SERVANT),
            Trait::DualReference => framing(self, DUAL_REFERENCE),
            Trait::Rights => (self.rights, self.base.rights) = (value_kept, value_kept),
            Trait::Efficacy => (self.efficacy, self.base.efficacy) = (value_kept, value_kept),
            Trait::WorkerIdentity => (self.worker_identity, self.base.worker_identity) = (value_kept, value_kept),
            Trait::EthnicIdentity => (self.ethnic_identity, self.base.ethnic_identity) = (value_kept, value_kept),
            Trait::CopingNeed => self.coping_need = value_kept,
            Trait::Skill => (self.skill, self.base.skill) = (value_kept, value_kept),
            // Compared with shares of ties to the last digit, and so in double precision.
            Trait::Threshold => self.threshold = value,
            Trait::OwnWeight => self.own_weight = value,
            Trait::Stubbornness => self.stubbornness = value,
        }
    }

    /// The perceived gap (process 3).
    pub fn gap(&self) -> f64 {
        (1.0 - *self.pay_ratio + *self.grievance - *self.framings[DUAL_REFERENCE] * (1.0 - *self.home_ratio))
            .clamp(0.0, 1.0)
    }

    /// R, rights claimed (process 8).
    pub fn rights_claimed(&self) -> f64 {
        (1.0 - *self.framings[SERVANT]) * *self.rights
    }

    pub fn tie_to(&self, other: usize) -> Option<&Tie> {
        self.ties.iter().find(|tie| tie.other == other)
    }

    pub fn trust_in_all(&self) -> f64 {
        self.ties.iter().map(|tie| *tie.trust).sum()
    }

    pub fn was_ever_member(&self) -> bool {
        self.last_organisation.is_some()
    }

    /// Missing pay, grievance and risk shrink by these shares.
    pub fn concede(&mut self, pay: f64, grievance: f64, risk: f64) {
        self.pay_ratio = kept(*self.pay_ratio + pay * (1.0 - *self.pay_ratio).max(0.0));
        self.grievance.shrink(grievance);
        self.risk.shrink(risk);
    }
}
