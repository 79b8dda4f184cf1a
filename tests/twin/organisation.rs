//! An organisation's state (docs/model.md, section 2).

use mobilise::knob::organisation::OrganisationKnobs;
use mobilise::model::plan::{OrganisationPlan, Plan};

use super::meeting::Intensity;

/// The seven activities, as places in a list.
pub const SHARING: usize = 0;
pub const LEARNING: usize = 1;
pub const TRAINING: usize = 2;
pub const SERVICE: usize = 3;
pub const OUTREACH: usize = 4;
pub const PROFILE: usize = 5;
pub const CAMPAIGNING: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    Unfounded,
    Awake,
    Asleep,
}

/// A grant that is being paid, won or from an intervention.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    pub a_week: f64,
    /// The first week after it.
    pub until: u32,
    /// Share of campaigning that it moves to services.
    pub conditions: f64,
}

/// Who did a task: a worker, or the first, second … of those paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    Worker(usize),
    Paid(usize),
}

/// What a week brought one organisation, for the measures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Happened {
    pub attendance: usize,
    pub joined: u32,
    pub left: u32,
    pub calls: u32,
    /// Of these, those about work; and so below.
    pub work_calls: u32,
    pub work_participants: u32,
    pub work_calls_won: u32,
    pub asked: u32,
    pub participants: u32,
    pub calls_won: u32,
    pub claims: u32,
    pub claims_won: u32,
    pub union_contacts: u32,
    pub union_joins: u32,
    pub grant: f64,
    /// 0 without a session.
    pub quality: f64,
}

#[derive(Debug, Clone)]
pub struct Organisation {
    pub life: Life,
    /// As they stand, but for the hours and the message, which stand below.
    pub practices: OrganisationKnobs,
    pub shares: [f64; 7],
    pub class: f64,
    pub ethnic: f64,
    /// In the order of joining.
    pub members: Vec<usize>,
    /// Who came this week, in the order of membership.
    pub present: Vec<usize>,
    pub hours: [f64; 7],
    pub intensity: Intensity,
    pub art_hours: f64,
    /// Hours of members by their origin.
    pub hours_of_origin: Vec<f64>,
    pub staff_hours: f64,
    /// Who did how many tasks of late, in the order of their first.
    pub ledger: Vec<(Doer, f64)>,
    pub money: f64,
    pub grants: Vec<Grant>,
    pub legitimacy: f64,
    pub saved_hours: f64,
    pub last_call: Option<u32>,
    pub access: f64,
    pub holders: Vec<usize>,
    pub attendance_before: usize,
    /// The last week with enough people, or that of founding.
    pub last_enough: u32,
    pub upwards: bool,
    pub aim_before: Option<f64>,
    pub participants_since_review: u32,
    pub ever_members: u32,
    pub week: Happened,
}

impl Organisation {
    /// Money the file says, legitimacy 0, an empty ledger, access as the file says.
    pub fn new(plan: &Plan, o: &OrganisationPlan) -> Self {
        let h = &o.knobs.hours;
        Self {
            life: Life::Unfounded,
            practices: o.knobs.clone(),
            shares: [h.sharing, h.learning, h.training, h.service, h.outreach, h.profile, h.campaigning],
            class: o.knobs.message.class,
            ethnic: o.knobs.message.ethnic,
            members: Vec::new(),
            present: Vec::new(),
            hours: [0.0; 7],
            intensity: Intensity::default(),
            art_hours: 0.0,
            hours_of_origin: vec![0.0; plan.population.origins.len()],
            staff_hours: 0.0,
            ledger: Vec::new(),
            money: o.knobs.money.start,
            grants: Vec::new(),
            legitimacy: 0.0,
            saved_hours: 0.0,
            last_call: None,
            access: o.knobs.union.access,
            holders: Vec::new(),
            attendance_before: 0,
            last_enough: o.founded,
            upwards: true,
            aim_before: None,
            participants_since_review: 0,
            ever_members: 0,
            week: Happened::default(),
        }
    }

    pub fn members_hours(&self) -> f64 {
        self.hours_of_origin.iter().sum()
    }

    pub fn tasks_of(&self, doer: Doer) -> f64 {
        self.ledger.iter().find(|(other, _)| *other == doer).map_or(0.0, |(_, tasks)| *tasks)
    }
}
