//! The others in the field: unions, referral agencies, targets and demands.

use super::table::knobs;

knobs! {
    /// A union.
    pub struct UnionKnobs {
        /// Contacts its officers can make at a session they are let in to.
        contacts: f64 = 4.0, [0, 10_000], "", "people a session", "set by hand in a prototype: .1 an attender", Assumed, "+union_contacts";
        /// Contacts it makes by chance in the whole population.
        chance_contacts: f64 = 0.2, [0, 10_000], "", "people a week", "S80, S102", Assumed, "+field.union_contacts";
        /// Social distance between its officers and the workers.
        distance: f64 = 0.8, [0, 1], "", "share", "S109", Assumed, "-field.union_members";
        /// Monthly fee.
        fee: f64 = 5.0, [0, 1_000], "", "£ a month", "a community rate", Assumed, "-field.union_members";
        /// Hours of organisers' courses it gives an organisation in a week of full access.
        courses: f64 = 4.0, [0, 1_000], "", "hours a week", "S66", Assumed, "+hours_training";
    }
}

knobs! {
    /// A referral agency, such as Kalayaan.
    pub struct AgencyKnobs {
        /// Workers it sends to open organisations.
        referrals: f64 = 4.0, [0, 10_000], "", "people a week", "Kalayaan's figures: 402 registrations in two years", Derived, "+joined";
        /// Workers who are its clients at the start. An agency with a caseload sends no other referrals.
        clients: u32 = 0, [0, 50_000_000], "", "workers", "Guardian, 7 December 2010: 1,500 registered with Kalayaan", Sourced, "+joined";
        /// Workers who become its clients, before the visa regime lessens them.
        registrations: f64 = 0.0, [0, 1_000], "", "people a week", "House of Lords, 4 July 2013: about 300 a year", Sourced, "+joined";
        /// Share of the registrations that is left under a visa regime of full strength.
        tied_share: f64 = 1.0, [0, 1], "", "share", "House of Lords, 4 July 2013: 185 in 2012 in place of 300", Derived, "+joined";
        /// Chance in a week that a client is told of an organisation; each client is told once.
        told: f64 = 1.0, [0, 1], "τ", "a week", "no source; prior .005 to .2", Assumed, "+joined";
    }
}

knobs! {
    /// Somebody who could grant a demand: employers, government.
    pub struct TargetKnobs {
        /// Base of the chance that a call succeeds.
        responsiveness: f64 = -2.0, [-20, 20], "o₀", "log-odds", "S129: consults, then ignores", Assumed, "+calls_won";
        /// What the season of opportunity adds from the opening date of a demand on.
        opportunity: f64 = 0.5, [-20, 20], "", "log-odds", "modelling assumption", Assumed, "+calls_won";
    }
}

knobs! {
    /// A demand, and what winning it changes.
    pub struct DemandKnobs {
        /// Won calls it takes.
        wins: u32 = 5, [1, 100_000], "", "calls", "S83: years of campaigns", Assumed, "+calls";
        /// Share of missing pay that the win puts right for everybody.
        pay: f64 = 0.0, [0, 1], "", "share", "S06", Assumed, "-field.injustice";
        /// Share of other grievance that it puts right for everybody.
        grievance: f64 = 0.0, [0, 1], "", "share", "S83", Assumed, "-field.injustice";
        /// Share of the cost of visible action that it takes away.
        risk: f64 = 0.0, [0, 1], "", "share", "S83", Assumed, "+field.claims";
        /// Share of the tied-visa regime that it takes away.
        tied_visa: f64 = 0.0, [0, 1], "", "share", "S83", Assumed, "-field.coping_need";
    }
}
