//! What an organisation decides about itself: its hours, its message, its tasks and votes, its money.
//!
//! These are the four channels, and the only ones. None of them multiplies an outcome.

use super::table::{choice, knobs, tables};

tables! {
    /// One organisation's practices.
    pub struct OrganisationKnobs flat /** Teaching and sessions. */ practice: Practice {
        /// Channel 1: how the hours are split.
        hours: HourShares;
        /// Channel 2: which axes the message names.
        message: Message;
        /// Channel 3: who is given tasks, and whose vote counts.
        tasks: Tasks;
        /// Channel 4: which money it may take.
        money: Funds;
        /// Who founds it.
        founders: Founders;
        /// Who is paid.
        staff: Staff;
        /// What it makes of a union.
        union: UnionPolicy;
    }
}

choice! {
    /// How learning is led.
    pub enum Teaching {
        /// Questions that start where the learner is.
        Dialogic = "dialogic",
        /// The whole truth at once.
        Didactic = "didactic",
    }
}

choice! {
    /// Whose vote counts on large shifts.
    pub enum Voters {
        /// Every active member.
        Members = "members",
        /// The board, which agrees with what it proposes.
        Board = "board",
    }
}

choice! {
    /// How the two axes of a message go together.
    pub enum Axes {
        /// Class and ethnicity share one message: they add up to 1.
        Competing = "competing",
        /// Both may be named in full.
        Intersectional = "intersectional",
    }
}

choice! {
    /// What an organisation wants from a link to a union.
    pub enum Aim {
        /// Members and money.
        Size = "size",
        /// Turnout at its calls.
        Turnout = "turnout",
    }
}

choice! {
    /// Where founders sit in the network.
    pub enum Position {
        /// Anywhere.
        Random = "random",
        /// Where the ties are.
        Connected = "connected",
        /// Where ties cross origins and areas.
        Bridging = "bridging",
    }
}

choice! {
    /// Who is a member.
    pub enum Membership {
        /// Those who were asked and said yes.
        Joining = "joining",
        /// Every worker of its area who is in no other organisation, from founding or arrival on.
        Everybody = "everybody",
    }
}

knobs! {
    /// Teaching and sessions.
    pub struct Practice {
        /// How learning is led: dialogic stays within the learner's latitude, didactic does not ask.
        teaching: Teaching = Teaching::Dialogic, [], "", "", "S46", Sourced;
        /// Weeks from one session to the next.
        session_every: u32 = 1, [1, 52], "", "weeks", "S56, S77: Sundays", Sourced, "-attendance";
        /// Who is a member: those who join, or everybody without another organisation.
        membership: Membership = Membership::Joining, [], "", "", "S22; Granovetter 1978: a crowd has no members", Assumed;
    }
}

knobs! {
    /// Channel 1: shares of the organisation's hours; they add up to 1.
    pub struct HourShares {
        /// Sharing: safe space, self-introductions, food, trips.
        sharing: f64 = 0.3, [0, 1], "", "share of hours", "S24, S28", Assumed, "+hours_sharing";
        /// Politicised learning: classes, art, rights.
        learning: f64 = 0.25, [0, 1], "", "share of hours", "S43–S48", Assumed, "+hours_learning -mean_framing";
        /// Training of organisers.
        training: f64 = 0.1, [0, 1], "", "share of hours", "S57", Assumed, "+hours_training";
        /// Services: advice, forms, interpreting.
        service: f64 = 0.05, [0, 1], "", "share of hours", "S70", Assumed, "+hours_service";
        /// Outreach to strangers.
        outreach: f64 = 0.1, [0, 1], "", "share of hours", "Klandermans et al.", Assumed, "+hours_outreach";
        /// Profile: funders, officials, media.
        profile: f64 = 0.05, [0, 1], "", "share of hours", "S85", Assumed, "+hours_profile";
        /// Campaigning: calls to action.
        campaigning: f64 = 0.15, [0, 1], "", "share of hours", "S82", Assumed, "+hours_campaigning";
    }
}

impl HourShares {
    /// The dotted names of the shares, in order.
    pub const NAMES: [&'static str; 7] = [
        "hours.sharing",
        "hours.learning",
        "hours.training",
        "hours.service",
        "hours.outreach",
        "hours.profile",
        "hours.campaigning",
    ];

    /// The shares, in the order of [`NAMES`](Self::NAMES).
    pub fn shares(&mut self) -> [&mut f64; 7] {
        [
            &mut self.sharing,
            &mut self.learning,
            &mut self.training,
            &mut self.service,
            &mut self.outreach,
            &mut self.profile,
            &mut self.campaigning,
        ]
    }

    /// The share of internal activities: sharing, learning and training.
    pub fn internal(&self) -> f64 {
        self.sharing + self.learning + self.training
    }
}

knobs! {
    /// Channel 2: which axes the message names.
    pub struct Message {
        /// How the two axes go together: competing ones add up to 1, intersectional ones need not.
        axes: Axes = Axes::Intersectional, [], "", "", "S110, S111", Sourced;
        /// How strongly the message names class.
        class: f64 = 0.9, [0, 1], "κ_class", "strength", "S43, S44", Assumed, "-mean_framing";
        /// How strongly it names ethnicity.
        ethnic: f64 = 0.5, [0, 1], "κ_ethnic", "strength", "S33, S54", Assumed, "+ethnic_identity";
    }
}

knobs! {
    /// Channel 3: who is given tasks, and whose vote counts.
    pub struct Tasks {
        /// Tasks of a session.
        slots: u32 = 5, [0, 100], "", "tasks", "S62: five working groups", Sourced, "+task_holders";
        /// How far skill decides who is given a task: 0 all alike, 1 in proportion, more the able get everything.
        exponent: f64 = 1.0, [0, 8], "β", "", "modelling assumption; S56", Assumed, "+task_concentration";
        /// Skill that everybody is credited with when tasks are given.
        credit: f64 = 0.05, [0.0001, 1], "q₀", "skill", "modelling assumption", Assumed, "-task_concentration";
        /// Weeks over which the task ledger forgets.
        memory_weeks: u32 = 52, [1, 20_000], "", "weeks", "a year of office", Assumed, "+task_holders";
        /// Whose vote counts on large shifts.
        voters: Voters = Voters::Members, [], "", "", "S56, S95", Sourced;
    }
}

knobs! {
    /// Channel 4: which money it may take.
    pub struct Funds {
        /// Money at the start.
        start: f64 = 200.0, [0, 100_000_000], "", "£", "S67", Assumed, "+money";
        /// Monthly fee of an active member.
        fee: f64 = 1.0, [0, 1_000], "", "£ a month", "S67", Sourced, "+money";
        /// Gifts from other than the state.
        gifts: f64 = 15.0, [0, 1_000_000], "", "£ a week", "S68: income below £5,000 a year", Derived, "+money";
        /// What it spends on each person present: food, materials, outings; never more than it has.
        costs: f64 = 0.0, [0, 1_000], "", "£ a person present", "S68: income below £5,000 a year, and no reserves reported", Assumed, "-money";
        /// Whether it applies for and takes state grants.
        accepts_grants: bool = false, [], "", "", "S67, S90", Sourced, "+grant";
        /// Sum of a grant it wins.
        grant: f64 = 30_000.0, [0, 100_000_000], "", "£", "S90: one of four partners", Assumed, "+grant";
        /// Weeks a grant lasts.
        grant_weeks: u32 = 52, [1, 1_000], "", "weeks", "a grant year", Assumed, "-grant";
    }
}

knobs! {
    /// Who founds it.
    pub struct Founders {
        /// Founders.
        count: u32 = 8, [0, 100_000], "", "people", "S75", Sourced, "+ever_members";
        /// Mean organising skill of a founder.
        skill: f64 = 0.5, [0, 1], "", "skill", "S58, S60", Assumed, "+session_quality";
        // No sign: the best of several rises with the spread, a single one does not.
        /// Standard deviation of founders' skill.
        skill_spread: f64 = 0.1, [0, 1], "", "skill", "S60", Assumed;
        /// Rights knowledge, efficacy and worker identity founders start with.
        conviction: f64 = 0.7, [0, 1], "", "share", "S55, S58", Assumed, "+efficacy";
        /// Framings founders start with, as a share of those of their population.
        framing: f64 = 0.3, [0, 1], "", "share", "S52", Assumed, "+mean_framing";
        /// Trusted ties each founder has beyond daily life.
        ties: u32 = 10, [0, 1_000], "", "ties", "a prototype of the model: ten were needed", Assumed, "+field.mean_degree";
        /// Where founders sit in the network.
        position: Position = Position::Connected, [], "", "", "S58", Assumed;
        /// Chance of a free Sunday that founders have at least.
        free_time: f64 = 0.6, [0, 1], "", "chance a week", "S75: those who could come", Assumed, "+attendance";
    }
}

knobs! {
    /// Who is paid.
    pub struct Staff {
        /// Paid people.
        count: u32 = 0, [0, 10_000], "", "people", "S59, S92", Sourced, "+staff_hours";
        /// Hours each is paid for.
        hours: f64 = 35.0, [0, 80], "", "hours a week", "modelling assumption", Assumed, "+staff_hours";
        /// Pay of an hour.
        wage: f64 = 9.0, [0, 1_000], "", "£ an hour", "about 2009 advice work", Assumed, "-staff_hours";
        /// Organising skill of paid people.
        skill: f64 = 0.8, [0, 1], "", "skill", "S92: university-educated", Assumed, "+hours_sharing";
        /// Social distance between paid people and workers.
        distance: f64 = 0.7, [0, 1], "", "share", "S93", Assumed, "-attendance";
    }
}

knobs! {
    /// What it makes of a union.
    pub struct UnionPolicy {
        /// Share of sessions at which the union is let in, at the start.
        access: f64 = 0.3, [0, 1], "", "share of sessions", "S64, S102", Assumed, "+union_members";
        /// What the organisation reviews that share for every quarter: its own size (members and money) or turnout.
        aim: Aim = Aim::Turnout, [], "", "", "modelling assumption", Assumed;
        // No sign: which way it moves is what the organisation finds out.
        /// How far a quarterly review moves it.
        step: f64 = 0.1, [0, 1], "", "share of sessions", "modelling assumption", Assumed;
        /// Whether the link gives a venue.
        venue: bool = false, [], "", "", "S66", Sourced, "+money";
    }
}
