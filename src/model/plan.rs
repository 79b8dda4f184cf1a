//! What the engine runs: a scenario after every check, with names resolved to numbers.
//!
//! There is not one name in here. An organisation is its place in a list, so no line of the engine could
//! ask for it by name, and swapping two names changes no number.

use crate::knob::Value;
use crate::knob::behaviour::{Behaviour, TalkWeights, Updating};
use crate::knob::field::{AgencyKnobs, DemandKnobs, TargetKnobs, UnionKnobs};
use crate::knob::intervention::{InterventionKind, InterventionKnobs};
use crate::knob::network::NetworkKnobs;
use crate::knob::organisation::OrganisationKnobs;
use crate::knob::population::PopulationKnobs;
use crate::knob::run::Run;

use super::mind::State;

/// Everything a run needs to know.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// How long and how often.
    pub run: Run,
    /// The behaviour everybody shares.
    pub behaviour: Behaviour,
    /// Who the workers are.
    pub population: Population,
    /// The organisations of the field.
    pub organisations: Vec<OrganisationPlan>,
    /// The unions of the field.
    pub unions: Vec<UnionKnobs>,
    /// The referral agencies of the field.
    pub agencies: Vec<AgencyPlan>,
    /// Who could grant a demand.
    pub targets: Vec<TargetKnobs>,
    /// What is demanded of them.
    pub demands: Vec<DemandPlan>,
    /// What is done to the field, and when.
    pub interventions: Vec<InterventionPlan>,
    /// How the network of the first week comes about.
    pub network: NetworkKnobs,
    /// A network given tie by tie, read from a file or listed in the scenario.
    pub given: Option<GivenNetwork>,
    /// Traits of single workers, set last.
    pub people: Vec<(u32, Trait, f64)>,
}

impl Plan {
    /// Whether everybody hears everybody by trust alone: no fixed weights, nobody stubborn, nobody too far
    /// away to be heard. So it is in the cases.
    pub fn talks_plainly(&self) -> bool {
        let talk = &self.behaviour.talk;
        let traits = &self.population.knobs.traits;
        let mut named = self.people.iter().map(|(_, trait_, _)| *trait_);
        let mut given = self.given.iter().flat_map(|given| given.traits.iter().map(|(trait_, _)| *trait_));
        talk.weights == TalkWeights::Trust
            && talk.confidence >= 1.0
            && traits.stubbornness == 0.0
            && traits.stubbornness_spread == 0.0
            && !named.any(|trait_| trait_ == Trait::Stubbornness)
            && !given.any(|trait_| trait_ == Trait::Stubbornness)
    }

    /// Whether every call of this field is about work: no message names ethnicity, and none ever will.
    pub fn calls_are_about_work(&self) -> bool {
        let may_change = |kind| matches!(kind, InterventionKind::Rename | InterventionKind::Practices);
        self.organisations.iter().all(|o| o.knobs.message.ethnic == 0.0)
            && !self.interventions.iter().any(|i| may_change(i.kind) && i.knobs.strength > 0.0)
    }

    /// Whether talk moves nobody and changes no trust.
    pub fn talk_is_idle(&self) -> bool {
        let (coping, ties) = (&self.behaviour.coping, &self.behaviour.ties);
        let moves = [self.behaviour.talk.influence, coping.relief, coping.resonance, ties.gain, ties.loss];
        self.talks_plainly() && self.behaviour.talk.updating == Updating::Synchronous && moves == [0.0; 5]
    }
}

/// The workers and where they come from and live.
#[derive(Debug, Clone, Default)]
pub struct Population {
    /// Size, traits, status.
    pub knobs: PopulationKnobs,
    /// Share of each origin; they add up to 1.
    pub origins: Vec<f64>,
    /// Share of each area; they add up to 1.
    pub areas: Vec<f64>,
}

/// An organisation before its first week.
#[derive(Debug, Clone, Default)]
pub struct OrganisationPlan {
    /// Its practices.
    pub knobs: OrganisationKnobs,
    /// The week it is founded.
    pub founded: u32,
    /// The area it meets in, if it has one.
    pub area: Option<u16>,
    /// The origin its founders share, if they do.
    pub founders_origin: Option<u16>,
    /// The union it may let in.
    pub union: Option<usize>,
    /// The demands it campaigns for; none means it campaigns in general.
    pub demands: Vec<usize>,
}

/// A referral agency.
#[derive(Debug, Clone, Default)]
pub struct AgencyPlan {
    /// Its flow.
    pub knobs: AgencyKnobs,
    /// The area it works in, if it has one.
    pub area: Option<u16>,
}

/// A demand.
#[derive(Debug, Clone)]
pub struct DemandPlan {
    /// What it takes and what it changes.
    pub knobs: DemandKnobs,
    /// Whom it is made of.
    pub target: usize,
    /// The week the season of opportunity opens.
    pub opens: u32,
}

/// An intervention.
#[derive(Debug, Clone)]
pub struct InterventionPlan {
    /// What it is.
    pub kind: InterventionKind,
    /// How strong, and how much of what.
    pub knobs: InterventionKnobs,
    /// Its first week.
    pub from: u32,
    /// The first week after it.
    pub until: u32,
    /// The organisation it is done to.
    pub organisation: Option<usize>,
    /// The workers it names, if it does.
    pub workers: Vec<u32>,
    /// The practices it gives an organisation.
    pub practices: Practices,
}

/// New values of an organisation's knobs, from a date on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Practices {
    /// Dotted names of the knobs with their new values; each fits its knob.
    pub to: Vec<(String, Value)>,
    /// Whether those whose vote counts are asked.
    pub vote: bool,
}

impl InterventionPlan {
    /// Whether it is in force in a week.
    pub fn is_on(&self, week: u32) -> bool {
        (self.from..self.until).contains(&week)
    }
}

/// A network given tie by tie: as many workers as nodes, with what a file says of each.
#[derive(Debug, Clone, Default)]
pub struct GivenNetwork {
    /// Ties as pairs of nodes with their trust.
    pub ties: Vec<(u32, u32, f64)>,
    /// Traits the file sets: one value a node, or none where the population decides.
    pub traits: Vec<(Trait, Vec<Option<f64>>)>,
    /// Origin of each node, where the file says.
    pub origins: Vec<Option<u16>>,
    /// Area of each node, where the file says.
    pub areas: Vec<Option<u16>>,
    /// Organisation each node is a member of at the start.
    pub members: Vec<Option<u16>>,
}

/// A trait that is drawn for every worker from the population's mean and spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // documented once, as knobs of the population
pub enum Trait {
    FreeTime,
    PayRatio,
    HomeRatio,
    NonpayGrievance,
    Risk,
    Familial,
    Servant,
    DualReference,
    Rights,
    Efficacy,
    WorkerIdentity,
    EthnicIdentity,
    CopingNeed,
    Skill,
    Threshold,
    OwnWeight,
    Stubbornness,
}

impl Trait {
    /// All traits, in the order of their draws.
    pub const ALL: [Trait; 17] = [
        Trait::FreeTime,
        Trait::PayRatio,
        Trait::HomeRatio,
        Trait::NonpayGrievance,
        Trait::Risk,
        Trait::Familial,
        Trait::Servant,
        Trait::DualReference,
        Trait::Rights,
        Trait::Efficacy,
        Trait::WorkerIdentity,
        Trait::EthnicIdentity,
        Trait::CopingNeed,
        Trait::Skill,
        Trait::Threshold,
        Trait::OwnWeight,
        Trait::Stubbornness,
    ];

    /// Its name in network files: that of the population's knob.
    pub fn name(self) -> &'static str {
        match self {
            Trait::FreeTime => "free_time",
            Trait::PayRatio => "pay_ratio",
            Trait::HomeRatio => "home_ratio",
            Trait::NonpayGrievance => "nonpay_grievance",
            Trait::Risk => "risk",
            Trait::Familial => "familial",
            Trait::Servant => "servant",
            Trait::DualReference => "dual_reference",
            Trait::Rights => "rights",
            Trait::Efficacy => "efficacy",
            Trait::WorkerIdentity => "worker_identity",
            Trait::EthnicIdentity => "ethnic_identity",
            Trait::CopingNeed => "coping_need",
            Trait::Skill => "skill",
            Trait::Threshold => "threshold",
            Trait::OwnWeight => "own_weight",
            Trait::Stubbornness => "stubbornness",
        }
    }

    /// The state of the mind that begins with it, if it is one.
    pub fn state(self) -> Option<State> {
        Some(match self {
            Trait::Familial => State::Familial,
            Trait::Servant => State::Servant,
            Trait::DualReference => State::DualReference,
            Trait::Rights => State::Rights,
            Trait::Efficacy => State::Efficacy,
            Trait::WorkerIdentity => State::WorkerIdentity,
            Trait::EthnicIdentity => State::EthnicIdentity,
            Trait::CopingNeed => State::CopingNeed,
            _ => return None,
        })
    }

    /// Mean and standard deviation in a population.
    pub fn distribution(self, p: &PopulationKnobs) -> (f64, f64) {
        let t = &p.traits;
        match self {
            Trait::FreeTime => (t.free_time, t.free_time_spread),
            Trait::PayRatio => (t.pay_ratio, t.pay_ratio_spread),
            Trait::HomeRatio => (t.home_ratio, t.home_ratio_spread),
            Trait::NonpayGrievance => (t.nonpay_grievance, t.nonpay_grievance_spread),
            Trait::Risk => (t.risk, t.risk_spread),
            Trait::Familial => (t.familial, t.familial_spread),
            Trait::Servant => (t.servant, t.servant_spread),
            Trait::DualReference => (t.dual_reference, t.dual_reference_spread),
            Trait::Rights => (t.rights, t.rights_spread),
            Trait::Efficacy => (t.efficacy, t.efficacy_spread),
            Trait::WorkerIdentity => (t.worker_identity, t.worker_identity_spread),
            Trait::EthnicIdentity => (t.ethnic_identity, t.ethnic_identity_spread),
            Trait::CopingNeed => (t.coping_need, t.coping_need_spread),
            Trait::Skill => (t.skill, t.skill_spread),
            Trait::Threshold => (t.threshold, t.threshold_spread),
            Trait::OwnWeight => (t.own_weight, t.own_weight_spread),
            Trait::Stubbornness => (t.stubbornness, t.stubbornness_spread),
        }
    }

    /// The largest value it can have; the smallest is 0.
    pub fn max(self) -> f64 {
        match self {
            Trait::PayRatio | Trait::HomeRatio => 2.0,
            Trait::Threshold | Trait::OwnWeight => 1_000.0,
            _ => 1.0,
        }
    }
}
