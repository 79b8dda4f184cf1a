//! What can be done to a field from outside, on a date.

use super::table::{choice, knobs};

choice! {
    /// Kinds of intervention.
    pub enum InterventionKind {
        /// Hours for sharing in a place away from employers.
        SafeSpace = "safe-space",
        /// Hours for politicised learning.
        PoliticisedLearning = "politicised-learning",
        /// A few members given ties across origins and areas, and skill.
        BridgeLeaders = "bridge-leaders",
        /// Hours for training organisers.
        LeadershipTraining = "leadership-training",
        /// Access for a union, held by named people.
        UnionLink = "union-link",
        /// Hours for outreach to strangers.
        Outreach = "outreach",
        /// A flow of referrals to one organisation.
        Referral = "referral",
        /// Money, with or without conditions.
        Grant = "grant",
        /// Grants end and no new ones come.
        GrantWithdrawal = "grant-withdrawal",
        /// Newcomers who would hold an open visa hold a tied one.
        TiedVisa = "tied-visa",
        /// Part of the tied-visa regime is taken back.
        TiedVisaReversal = "tied-visa-reversal",
        /// A new name with another split of hours and another message, put to the vote.
        Rename = "rename",
        /// Those who hold most tasks leave.
        LeadersStepDown = "leaders-step-down",
        /// Learning through the stories that people share.
        RadicalArt = "radical-art",
        /// Housing, clothes and company that lower the cost of acting.
        EmergencySupport = "emergency-support",
        /// Some workers count as having acted the week before, whoever called.
        FirstMovers = "first-movers",
        /// Any practices of an organisation change; put to the vote where the file says so.
        Practices = "practices",
    }
}

impl InterventionKind {
    /// The knobs that this kind reads; a file that turns another one is refused, since it would do nothing.
    pub fn knobs(self) -> &'static [&'static str] {
        use InterventionKind as K;
        match self {
            K::SafeSpace | K::PoliticisedLearning | K::LeadershipTraining | K::Outreach | K::RadicalArt => {
                &["strength", "hours"]
            }
            K::BridgeLeaders => &["strength", "people", "ties", "skill"],
            K::UnionLink | K::GrantWithdrawal | K::TiedVisa | K::TiedVisaReversal | K::Practices => &["strength"],
            K::Referral => &["strength", "referrals"],
            K::Grant => &["strength", "amount", "conditions"],
            K::Rename => &["strength", "external", "class", "ethnic"],
            K::LeadersStepDown => &["strength", "people"],
            K::EmergencySupport => &["strength", "support"],
            K::FirstMovers => &["strength", "people", "share", "position"],
        }
    }

    /// Whether it is done to one organisation, rather than to the whole field.
    pub fn needs_organisation(self) -> bool {
        !matches!(self, InterventionKind::TiedVisa | InterventionKind::TiedVisaReversal | InterventionKind::FirstMovers)
    }

    /// Whether it lasts (so that it may have an end) rather than happening once.
    pub fn lasts(self) -> bool {
        use InterventionKind as K;
        !matches!(
            self,
            K::BridgeLeaders | K::TiedVisaReversal | K::Rename | K::LeadersStepDown | K::FirstMovers | K::Practices
        )
    }
}

choice! {
    /// Where first movers sit in the network.
    pub enum MoverPosition {
        /// Anywhere.
        Random = "random",
        /// Somebody drawn at random and those nearest to them on the ties.
        Together = "together",
        /// Where the ties are.
        Connected = "connected",
    }
}

knobs! {
    /// How strong an intervention is, and how much of what.
    pub struct InterventionKnobs {
        // No sign: what it strengthens is its kind's.
        /// Strength, from 0 (nothing happens, to the byte) to 1 (in full).
        strength: f64 = 1.0, [0, 1], "s", "share", "by design", Assumed;
        /// Hours a week that it adds: safe-space, politicised-learning, leadership-training, outreach, radical-art.
        hours: f64 = 6.0, [0, 100_000], "", "hours a week", "one paid day", Assumed, "+hours_sharing +hours_learning +hours_training +hours_outreach";
        /// People: how many leaders step down, become bridge leaders, or move first.
        people: u32 = 2, [0, 100_000], "", "people", "S60: one or two", Assumed, "+field.mean_degree +field.mobilised -members";
        /// Ties across origins and areas that each bridge leader is given.
        ties: u32 = 8, [0, 1_000], "", "ties", "S58", Assumed, "+field.mean_degree";
        /// Organising skill that a bridge leader has at least.
        skill: f64 = 0.4, [0, 1], "", "skill", "S58", Assumed, "+field.skill";
        /// Referrals a week.
        referrals: f64 = 2.0, [0, 10_000], "", "people a week", "Kalayaan's figures", Assumed, "+joined";
        /// Money in all, spread over the weeks of a grant.
        amount: f64 = 30_000.0, [0, 1_000_000_000], "", "£", "S90", Assumed, "+grant";
        /// Hours that a grant's conditions move from campaigning to services; a grant with conditions is put to the vote.
        conditions: f64 = 0.0, [0, 1], "", "share of campaigning", "S101", Assumed, "-grant";
        // No sign: the more a rename would move, the likelier members are to turn it down.
        /// Share of the hours that a rename moves from internal to external activities.
        external: f64 = 0.5, [0, 1], "", "share of internal hours", "S88", Assumed;
        /// How strongly the message names class after a rename.
        class: f64 = 0.3, [0, 1], "", "strength", "S98", Assumed, "-mean_framing";
        /// How strongly it names ethnicity after a rename.
        ethnic: f64 = 0.7, [0, 1], "", "strength", "S99", Assumed, "+ethnic_identity";
        /// First movers as a share of all workers, beside people.
        share: f64 = 0.0, [0, 1], "", "share of workers", "Brock and Durlauf 2001", Assumed, "+field.mobilised";
        /// Where first movers sit in the network.
        position: MoverPosition = MoverPosition::Random, [], "", "", "Watts 2002; Centola and Macy 2007", Assumed;
        /// Share of the cost of visible action that emergency support takes from members and those it asks to join.
        support: f64 = 0.5, [0, 1], "", "share", "S27", Assumed, "+participants";
    }
}
