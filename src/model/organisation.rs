//! An organisation as it stands: its members, hours, money, tasks and links.

use crate::canary::{Canary, is_planted};
use crate::knob::behaviour::Behaviour;
use crate::knob::organisation::{HourShares, Membership, OrganisationKnobs};

use super::joiners::Joiners;
use super::notes::Notes;
use super::plan::OrganisationPlan;

/// What hours are spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // documented once, as knobs
pub enum Activity {
    Sharing,
    Learning,
    Training,
    Service,
    Outreach,
    Profile,
    Campaigning,
}

impl Activity {
    /// All activities: three internal, four external.
    pub const ALL: [Activity; 7] = [
        Activity::Sharing,
        Activity::Learning,
        Activity::Training,
        Activity::Service,
        Activity::Outreach,
        Activity::Profile,
        Activity::Campaigning,
    ];
}

/// A number for each activity.
pub type PerActivity = [f64; 7];

/// A person in the task ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// A worker.
    Worker(u32),
    /// A paid person.
    Staff(u32),
}

/// What one person did of late.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LedgerEntry {
    /// Who.
    pub person: Person,
    /// Tasks done, those long ago counting less.
    pub tasks: f64,
}

/// A grant being paid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grant {
    /// Money a week.
    pub weekly: f64,
    /// The first week after it.
    pub until: u32,
    /// Share of campaigning hours that it moves to services.
    pub conditions: f64,
    /// The intervention it came from, if it was not won.
    pub intervention: Option<usize>,
}

/// What happened in one week, counted anew each week.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[allow(missing_docs)] // the names are those of the measures
pub struct WeekCounts {
    pub attendance: u32,
    pub joined: u32,
    pub left: u32,
    pub calls: u32,
    pub employment_calls: u32,
    pub asked: u32,
    pub participants: u32,
    pub employment_participants: u32,
    pub calls_won: u32,
    pub employment_calls_won: u32,
    pub claims: u32,
    pub claims_won: u32,
    pub union_contacts: u32,
    pub union_joins: u32,
}

/// An organisation's state.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Its practices as they stand: a rename changes them.
    pub knobs: OrganisationKnobs,
    /// What the scenario says of it.
    pub plan: OrganisationPlan,
    /// Founded and not asleep.
    pub awake: bool,
    /// Members in order of joining.
    pub members: Vec<u32>,
    /// How often somebody joined or left.
    pub changes: u64,
    /// Whether somebody has just left and still stands in its lists.
    pub left: bool,
    /// How many ever joined.
    pub ever_members: u32,
    /// Those who ever joined, where not everybody belongs to it.
    pub joiners: Joiners,
    /// Notes of how people came and went, which no process reads.
    pub notes: Notes,
    /// Who came this week, in order of membership.
    pub attenders: Vec<u32>,
    /// Attendance of the last session.
    pub last_attendance: u32,
    /// The last week with enough people, or of founding.
    pub last_lively: i32,

    /// Hours of this week by activity.
    pub hours: PerActivity,
    /// Hours that interventions and courses add.
    pub extra_hours: PerActivity,
    /// Hours of radical art.
    pub art_hours: f64,
    /// Share of this week's hours given by paid people.
    pub staff_share: f64,
    /// Hours of members of each origin this week, as a share of all members' hours.
    pub origin_shares: Vec<f64>,
    /// Hours paid for this week.
    pub staff_hours: f64,
    /// Chance that nobody starts a session this week.
    pub nobody_starts: f64,
    /// Effect of this week's session by activity, from 0 to 1.
    pub intensity: PerActivity,
    /// Quality of this week's session.
    pub session_quality: f64,

    /// The task ledger.
    pub ledger: Vec<LedgerEntry>,
    /// Money.
    pub money: f64,
    /// Fees that came in this week.
    pub fees: f64,
    /// All money that ever came in and went out, for the books to balance.
    pub turnover: (f64, f64),
    /// Grants being paid out.
    pub grants: Vec<Grant>,
    /// Grant money of this week.
    pub grant_income: f64,
    /// External legitimacy.
    pub legitimacy: f64,
    /// Share of the cost of visible action that emergency support takes from members.
    pub support: f64,

    /// Share of sessions at which the union is let in.
    pub access: f64,
    /// The least that share may be while a link is arranged from outside.
    pub access_floor: f64,
    /// The members who hold the union link.
    pub link_holders: Vec<u32>,
    /// Which way the last review moved access.
    pub review_direction: f64,
    /// What the last review saw.
    pub review_result: Option<f64>,
    /// Participants since the last review.
    pub quarter_participants: u32,

    /// Campaigning hours saved up for the next call.
    pub campaign_hours: f64,
    /// The week of the last call.
    pub last_call: i32,
    /// This week's counts.
    pub week: WeekCounts,
}

impl Organisation {
    /// An organisation before its first week.
    pub fn new(plan: &OrganisationPlan, origins: usize) -> Self {
        Self {
            knobs: plan.knobs.clone(),
            plan: plan.clone(),
            awake: false,
            members: Vec::new(),
            changes: 0,
            left: false,
            ever_members: 0,
            joiners: Joiners::default(),
            notes: Notes::default(),
            attenders: Vec::new(),
            last_attendance: 0,
            last_lively: plan.founded as i32,
            hours: [0.0; 7],
            extra_hours: [0.0; 7],
            art_hours: 0.0,
            staff_share: 0.0,
            origin_shares: vec![0.0; origins],
            staff_hours: 0.0,
            nobody_starts: 1.0,
            intensity: [0.0; 7],
            session_quality: 0.0,
            ledger: Vec::new(),
            money: plan.knobs.money.start,
            fees: 0.0,
            turnover: (0.0, 0.0),
            grants: Vec::new(),
            grant_income: 0.0,
            legitimacy: 0.0,
            support: 0.0,
            access: plan.knobs.union.access,
            access_floor: 0.0,
            link_holders: Vec::new(),
            review_direction: 1.0,
            review_result: None,
            quarter_participants: 0,
            campaign_hours: 0.0,
            last_call: super::workers::NEVER,
            week: WeekCounts::default(),
        }
    }

    /// Whether this is a week of a session, held or not.
    pub fn meets_in(&self, week: u32) -> bool {
        let age = week.saturating_sub(self.plan.founded);
        self.awake && age.is_multiple_of(self.knobs.practice.session_every)
    }

    /// Whether everybody of this area is a member without joining.
    pub fn belongs_to_everybody(&self, area: u16) -> bool {
        self.knobs.practice.membership == Membership::Everybody && self.plan.area.is_none_or(|own| own == area)
    }

    /// Shares of the hours by activity, after the conditions of grants.
    pub fn shares(&self) -> PerActivity {
        let HourShares { sharing, learning, training, service, outreach, profile, campaigning } = self.knobs.hours;
        let moved = self.grants.iter().map(|g| g.conditions).fold(0.0, f64::max) * campaigning;
        [sharing, learning, training, service + moved, outreach, profile, campaigning - moved]
    }

    /// How clearly the message names class and ethnicity: naming both costs clarity.
    pub fn clarity(&self, behaviour: &Behaviour) -> (f64, f64) {
        let message = &self.knobs.message;
        let cost = behaviour.learning.clarity_cost;
        (message.class * (1.0 - cost * message.ethnic), message.ethnic * (1.0 - cost * message.class))
    }

    /// How far both axes are named together. What counts is what the message names; whether the file calls
    /// its axes competing decides nothing here, only that they add up to 1.
    pub fn both_axes(&self) -> f64 {
        self.knobs.message.class * self.knobs.message.ethnic
    }

    /// How many people are paid this week.
    pub fn paid_people(&self) -> u32 {
        if self.staff_hours <= 0.0 {
            return 0;
        }
        libm::ceil(self.staff_hours / self.knobs.staff.hours) as u32
    }

    /// Whether the union is let in at all and somebody, a member or a paid person, holds the link to it.
    pub fn link_stands(&self) -> bool {
        let held = !self.link_holders.is_empty() || self.staff_hours > 0.0;
        self.plan.union.is_some() && self.access > 0.0 && held
    }

    /// Social distance between a worker of this origin and those who run the sessions: a property of the
    /// people who give the hours, whatever the organisation says of itself.
    pub fn distance(&self, origin: u16, behaviour: &Behaviour) -> f64 {
        let alike = self.origin_shares.get(usize::from(origin)).copied().unwrap_or(0.0);
        let members = behaviour.attendance.origin_distance * (1.0 - alike);
        self.staff_share * self.knobs.staff.distance + (1.0 - self.staff_share) * members
    }

    /// Books money in, or out where it is negative.
    pub fn book(&mut self, amount: f64) {
        self.money += amount;
        if amount >= 0.0 {
            self.turnover.0 += amount;
        } else if !is_planted(Canary::UnbookedWages) {
            self.turnover.1 -= amount;
        }
    }

    /// Tasks this person did of late.
    pub fn tasks_of(&self, person: Person) -> f64 {
        self.ledger.iter().find(|entry| entry.person == person).map_or(0.0, |entry| entry.tasks)
    }

    /// Concentration of tasks: the Herfindahl–Hirschman index of the ledger, 1 when one person does all.
    pub fn task_concentration(&self) -> f64 {
        let sum: f64 = self.ledger.iter().map(|entry| entry.tasks).sum();
        let squares: f64 = self.ledger.iter().map(|entry| entry.tasks * entry.tasks).sum();
        if sum > 0.0 { squares / (sum * sum) } else { f64::NAN }
    }
}
