//! Where the sign of a knob shows, when moving it by half in the plain scenario does not do.
//!
//! The plain scenario (`plain.toml`) is the stage, not the rich one: there the first organisation is asleep two
//! weeks in three, and a mean over the rest says more about who survived than about the knob.

use mobilise::knob::Effect;

/// How a sign is brought to show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Case {
    /// The knob, by its name in the table.
    pub knob: &'static str,
    /// The measure of the sign, or nothing where the case is for all signs of the knob.
    pub measure: &'static str,
    /// A low and a high value, where those around the present one do not do.
    pub values: Option<(&'static str, &'static str)>,
    /// What else must be the case. NAME stands for the first thing of its sort, or for `place`.
    pub company: &'static [&'static str],
    /// The intervention that is moved.
    pub place: &'static str,
}

impl Case {
    /// Whether it is for this sign of its knob.
    pub fn is_for(&self, effect: &Effect) -> bool {
        self.measure.is_empty() || self.measure == effect.measure
    }
}

const fn moved(knob: &'static str, low: &'static str, high: &'static str) -> Case {
    Case { knob, measure: "", values: Some((low, high)), company: &[], place: "" }
}

const fn with(knob: &'static str, company: &'static [&'static str]) -> Case {
    Case { knob, measure: "", values: None, company, place: "" }
}

const fn both(knob: &'static str, low: &'static str, high: &'static str, company: &'static [&'static str]) -> Case {
    Case { knob, measure: "", values: Some((low, high)), company, place: "" }
}

const DEMANDED: &[&str] = &["organisation.NAME.demands=[\"days-off\"]", "demand.NAME.wins=1"];
const RICH_WITH_STAFF: &[&str] = &["organisation.NAME.staff.count=1", "organisation.NAME.money.start=100000.0"];
const GRANTS: &[&str] = &["organisation.NAME.money.accepts_grants=true"];
/// Many applications of good repute: what weighs little on each shows over the quarters.
const MANY_GRANTS: &[&str] = &[
    "organisation.NAME.money.accepts_grants=true",
    "organisation.NAME.money.grant_weeks=8",
    "money.legitimacy_gain=0.2",
    "money.half_profile=1.0",
];
/// A grant whose conditions about half the members object to.
const VOTE: &[&str] = &["intervention.money.strength=1.0", "intervention.money.conditions=0.5", "decisions.base=1.5"];
/// A vote that loses many of its losers, among friends who ask them back.
const GRUDGE: &[&str] = &[
    "intervention.money.strength=1.0",
    "intervention.money.conditions=0.5",
    "decisions.base=1.5",
    "decisions.exit=1.0",
    "recruitment.ask=1.0",
];
const CASELOAD: &[&str] = &["agency.NAME.referrals=0.0", "agency.NAME.clients=50", "agency.NAME.told=0.05"];
const TIED_CASELOAD: &[&str] =
    &["agency.NAME.referrals=0.0", "agency.NAME.registrations=6.0", "intervention.regime.strength=1.0"];
const WALK_INS: &[&str] = &["problem.rate=0.05", "problem.seek=0.3", "organisation.NAME.hours.internal=0.4"];
/// Services that draw, and are enough to solve what people come with.
const SOLVING: &[&str] =
    &["problem.rate=0.05", "problem.solved=0.5", "attendance.problem=1.0", "attendance.service=3.0"];
/// Holders of the link leave often, and it is seldom taken up again.
const LINK: &[&str] = &["recruitment.exit=0.02", "link.take_up=0.03"];

/// One case at most for each sign.
pub const CASES: &[Case] = &[
    // Zero is where they stand, and half as much again of that is nothing.
    moved("organisation.NAME.money.costs", "0.0", "5.0"),
    moved("population.stubbornness", "0.0", "0.5"),
    both("network.swaps", "0.0", "0.5", &["network.kind=\"ring\""]),
    both("action.high_risk_ties", "0", "3", &["action.high_risk_share=0.5"]),
    moved("organisation.NAME.staff.count", "0", "2"),
    // Read under one choice alone.
    with("population.own_weight", &["talk.weights=\"shares\""]),
    with("network.degree", &["network.kind=\"poisson\""]),
    with("network.rewiring", &["network.kind=\"small-world\""]),
    with("network.exponent", &["network.kind=\"configuration\"", "network.distribution=\"power-law\""]),
    both("network.within_origin", "0.2", "0.9", &["network.kind=\"blocks\""]),
    both("network.within_area", "0.2", "0.9", &["network.kind=\"blocks\""]),
    with("network.cluster_size", &["network.kind=\"coping-clusters\""]),
    with("network.cluster_share", &["network.kind=\"coping-clusters\""]),
    // A knob of a few, or of a small part of what it acts on: a larger step.
    moved("population.nearness", "0.2", "0.9"),
    moved("population.status.tied", "0.0", "0.6"),
    moved("population.status.undocumented", "0.0", "0.6"),
    moved("population.leaving.settled", "0.0", "0.04"),
    moved("population.leaving.visa", "0.0", "0.04"),
    both("population.leaving.tied", "0.0", "0.1", &["population.status.tied=0.5"]),
    both("population.leaving.undocumented", "0.0", "0.04", &["population.status.undocumented=0.5"]),
    moved("population.hardship.free_time", "0.4", "1.0"),
    both("population.hardship.risk", "0.0", "0.5", &["population.status.undocumented=0.5"]),
    moved("ties.floor", "0.02", "0.3"),
    moved("ties.most", "3", "60"),
    moved("recruitment.returning", "0.0", "1.0"),
    moved("recruitment.exit", "0.0", "0.02"),
    moved("recruitment.fee", "0.0", "0.5"),
    moved("recruitment.outreach_rate", "0.0", "0.6"),
    moved("joining.fee", "0.0", "0.2"),
    both("joining.substitution", "0.0", "1.0", &["organisation.NAME.hours.service=0.5", "joining.base=0.0"]),
    // The founders start a session almost always; with this they are as often below as above it.
    moved("meeting.initiative_skill", "0.2", "0.6"),
    // Only one tie in a few is trusted as little as the lower value.
    both("action.trusted", "0.1", "0.8", &["action.high_risk_ties=1", "action.high_risk_share=0.5"]),
    // Where there is money the place is paid for.
    both(
        "money.broke_sessions",
        "0.1",
        "0.9",
        &["organisation.NAME.money.start=0.0", "organisation.NAME.money.gifts=0.0", "organisation.NAME.money.fee=0.0"],
    ),
    // Grants are applied for once a quarter by those who take them.
    with("money.grant_base", GRANTS),
    both("money.grant_legitimacy", "0.0", "6.0", MANY_GRANTS),
    both("money.grant_profile", "0.0", "6.0", MANY_GRANTS),
    with("organisation.NAME.money.grant", GRANTS),
    both("organisation.NAME.money.grant_weeks", "13", "52", GRANTS),
    both("money.legitimacy_staff", "0.0", "0.02", RICH_WITH_STAFF),
    // Staff who are there, whatever they cost.
    with("organisation.NAME.staff.hours", RICH_WITH_STAFF),
    with("organisation.NAME.staff.skill", RICH_WITH_STAFF),
    with("organisation.NAME.staff.distance", RICH_WITH_STAFF),
    // Wages matter where money is short.
    with("organisation.NAME.staff.wage", &["organisation.NAME.staff.count=2"]),
    // Legitimacy that outcomes can weigh.
    both("outcome.legitimacy", "-2.0", "3.0", &["money.legitimacy_gain=0.2"]),
    // A demand that is made, and won early where its winning is what counts.
    with("target.NAME.opportunity", &["organisation.NAME.demands=[\"days-off\"]", "demand.NAME.wins=1000"]),
    both("demand.NAME.wins", "2", "20", &["organisation.NAME.demands=[\"days-off\"]"]),
    both("demand.NAME.pay", "0.1", "0.5", DEMANDED),
    both("demand.NAME.grievance", "0.1", "0.5", DEMANDED),
    both("demand.NAME.risk", "0.0", "0.8", DEMANDED),
    both(
        "demand.NAME.tied_visa",
        "0.0",
        "1.0",
        &["organisation.NAME.demands=[\"days-off\"]", "demand.NAME.wins=1", "intervention.regime.strength=1.0"],
    ),
    // An agency with a caseload refers nobody else; what it tells counts while there are untold clients.
    both("agency.NAME.clients", "0", "300", CASELOAD),
    both("agency.NAME.registrations", "1.0", "6.0", CASELOAD),
    both("agency.NAME.tied_share", "0.0", "1.0", TIED_CASELOAD),
    both("agency.NAME.told", "0.005", "0.2", CASELOAD),
    // Problems are many, and services few or many enough.
    both("problem.rate", "0.0", "0.1", WALK_INS),
    both("problem.seek", "0.0", "0.5", WALK_INS),
    both("problem.half_hours", "1.0", "100.0", WALK_INS),
    both("problem.lapse", "0.0", "0.3", WALK_INS),
    both("problem.solved", "0.0", "1.0", SOLVING),
    both("attendance.problem", "0.0", "1.0", SOLVING),
    both("recruitment.refusal_weeks", "0", "20000", &["recruitment.ask=0.5"]),
    both("decisions.grudge_weeks", "0", "20000", GRUDGE),
    both("learning.distance", "0.0", "1.0", RICH_WITH_STAFF),
    // The link is stood by whoever holds it.
    both("link.holders", "1", "5", &["recruitment.exit=0.02", "link.take_up=0.03", "link.hand_on=0.5"]),
    both("link.take_up", "0.02", "0.5", &["recruitment.exit=0.02"]),
    both("link.hand_on", "0.0", "0.5", LINK),
    // A vote on a grant with conditions.
    with("decisions.base", VOTE),
    both("decisions.tasks", "0.0", "1.0", VOTE),
    with("decisions.internal", VOTE),
    both("decisions.exit", "0.0", "0.5", VOTE),
    both("decisions.exit_per_task", "0.0", "0.5", VOTE),
    // About as many come as this, so that some runs fall asleep.
    moved("dormancy.attendance", "1", "12"),
    both("dormancy.weeks", "2", "12", &["dormancy.attendance=8"]),
    // Interventions, each kind by itself.
    of("intervention.NAME.hours", "hours_sharing", "space", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.hours", "hours_learning", "classes", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.hours", "hours_training", "courses", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.hours", "hours_outreach", "street", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.people", "mobilised", "first", Some(("0", "20")), &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.people", "members", "step-down", Some(("0", "4")), &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.people", "mean_degree", "bridges", Some(("0", "4")), &["intervention.NAME.strength=1.0"]),
    of(
        "intervention.NAME.ties",
        "",
        "bridges",
        Some(("0", "10")),
        &["intervention.NAME.strength=1.0", "intervention.NAME.people=4"],
    ),
    of(
        "intervention.NAME.skill",
        "",
        "bridges",
        Some(("0.2", "0.8")),
        &["intervention.NAME.strength=1.0", "organisation.NAME.founders.skill=0.2"],
    ),
    of("intervention.NAME.referrals", "", "friends", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.support", "", "support", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.share", "", "first", Some(("0.0", "0.2")), &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.amount", "", "money", None, &["intervention.NAME.strength=1.0"]),
    of("intervention.NAME.conditions", "", "money", Some(("0.1", "0.9")), VOTE),
    // The board lets the rename pass; members might not.
    of("intervention.NAME.class", "", "name", None, BOARD),
    of("intervention.NAME.ethnic", "", "name", None, BOARD),
];

const BOARD: &[&str] = &["intervention.NAME.strength=1.0", "organisation.NAME.tasks.voters=\"board\""];

const fn of(
    knob: &'static str,
    measure: &'static str,
    place: &'static str,
    values: Option<(&'static str, &'static str)>,
    company: &'static [&'static str],
) -> Case {
    Case { knob, measure, values, company, place }
}
