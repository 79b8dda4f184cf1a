//! Process 13: measures are recorded. Nothing here changes a worker, a tie or an organisation.

use crate::canary::{Canary, is_planted};

use super::measures::{Measure, Row};
use super::network_measures;
use super::organisation::{Organisation, Person};
use super::workers::{NONE, Workers};
use super::world::World;

/// People count as newcomers for this many weeks.
const NEW_WEEKS: i32 = 26;

/// Fills a row for each organisation and one for the whole field.
pub fn run(world: &mut World) {
    let mut rows = std::mem::take(&mut world.rows);
    let run = &world.plan.run;
    let slow = world.week.is_multiple_of(run.network_every) || world.week + 1 == run.weeks;
    for (o, row) in rows.iter_mut().enumerate() {
        *row = Row::default();
        if o < world.organisations.len() {
            organisation(world, o, row);
        } else {
            field(world, row);
        }
    }
    network_measures::run(world, &mut rows, slow);
    world.rows = rows;
}

/// Sums of states over a group of people.
#[derive(Default)]
struct Means {
    people: u32,
    sums: [f64; 13],
}

impl Means {
    #[inline]
    fn add(&mut self, w: &Workers, i: usize) {
        self.people += 1;
        let states = [
            w.familial[i],
            w.servant[i],
            w.dual_reference[i],
            w.familial_anchor[i] + w.servant_anchor[i] + w.dual_reference_anchor[i],
            w.injustice[i],
            w.rights[i],
            w.efficacy[i],
            w.worker_identity[i],
            w.ethnic_identity[i],
            w.liberation[i],
            w.coping_need[i],
            w.skill[i],
            w.fatigue[i],
        ];
        for (sum, x) in self.sums.iter_mut().zip(states) {
            *sum += x;
        }
    }

    /// Both groups together.
    fn and(mut self, other: &Means) -> Means {
        self.people += other.people;
        for (sum, x) in self.sums.iter_mut().zip(other.sums) {
            *sum += x;
        }
        self
    }

    fn write(&self, row: &mut Row) {
        let n = f64::from(self.people);
        let [f, s, d, anchors, injustice, rights, efficacy, worker, ethnic, liberation, need, skill, fatigue] =
            self.sums.map(|sum| sum / n);
        row[Measure::Familial] = f;
        row[Measure::Servant] = s;
        row[Measure::DualReference] = d;
        row[Measure::MeanFraming] = (f + s + d) / 3.0;
        row[Measure::MeanAnchor] = anchors / 3.0;
        row[Measure::Injustice] = injustice;
        row[Measure::Rights] = rights;
        row[Measure::Efficacy] = efficacy;
        row[Measure::WorkerIdentity] = worker;
        row[Measure::EthnicIdentity] = ethnic;
        row[Measure::Liberation] = liberation;
        row[Measure::CopingNeed] = need;
        row[Measure::Skill] = skill;
        row[Measure::Fatigue] = fatigue;
    }

    /// Writes the seven states that newcomers and never-members have columns of their own for.
    fn write_group(&self, row: &mut Row, columns: [Measure; 7]) {
        let n = f64::from(self.people);
        let [f, s, d, _, injustice, rights, efficacy, worker, _, liberation, need, _, _] = self.sums.map(|sum| sum / n);
        let values = [(f + s + d) / 3.0, rights, efficacy, worker, injustice, liberation, need];
        for (column, value) in columns.into_iter().zip(values) {
            row[column] = value;
        }
    }
}

const NEWCOMERS: [Measure; 7] = [
    Measure::MeanFramingNewcomers,
    Measure::RightsNewcomers,
    Measure::EfficacyNewcomers,
    Measure::WorkerIdentityNewcomers,
    Measure::InjusticeNewcomers,
    Measure::LiberationNewcomers,
    Measure::CopingNeedNewcomers,
];

const NEVER_MEMBERS: [Measure; 7] = [
    Measure::MeanFramingNever,
    Measure::RightsNever,
    Measure::EfficacyNever,
    Measure::WorkerIdentityNever,
    Measure::InjusticeNever,
    Measure::LiberationNever,
    Measure::CopingNeedNever,
];

fn organisation(world: &World, o: usize, row: &mut Row) {
    let organisation = &world.organisations[o];
    let (w, week) = (&world.workers, world.week as i32);
    let (mut all, mut new) = (Means::default(), Means::default());
    let (mut mobilised, mut in_union) = (0u32, 0u32);
    for m in &organisation.members {
        let i = *m as usize;
        all.add(w, i);
        if week - w.joined[i] < NEW_WEEKS {
            new.add(w, i);
        }
        mobilised += u32::from(w.is_mobilised(i, world.week, world.plan.behaviour.action.memory_weeks));
        in_union += u32::from(w.union[i] != NONE);
    }
    all.write(row);
    new.write_group(row, NEWCOMERS);
    row[Measure::Members] = f64::from(all.people);
    row[Measure::Mobilised] = f64::from(mobilised);
    row[Measure::UnionMembers] = f64::from(in_union);
    row[Measure::EverMembers] = f64::from(organisation.ever_members);
    row[Measure::UnionAccess] = organisation.access;
    row[Measure::TaskConcentration] = organisation.task_concentration();
    row[Measure::TaskHolders] = task_holders(organisation).count() as f64;
    row[Measure::BridgeShare] = bridge_share(world, organisation);
    row[Measure::SessionQuality] = organisation.session_quality;
    for (column, hours) in HOURS.into_iter().zip(organisation.hours) {
        row[column] = hours;
    }
    row[Measure::StaffHours] = organisation.staff_hours;
    row[Measure::Money] = organisation.money;
    row[Measure::Grant] = organisation.grant_income;
    row[Measure::Legitimacy] = organisation.legitimacy;
    row[Measure::Awake] = f64::from(u8::from(organisation.awake));
    counts(row, &organisation.week);
    if is_planted(Canary::ZeroColumn) {
        row[Measure::Attendance] = 0.0;
    }
}

const HOURS: [Measure; 7] = [
    Measure::HoursSharing,
    Measure::HoursLearning,
    Measure::HoursTraining,
    Measure::HoursService,
    Measure::HoursOutreach,
    Measure::HoursProfile,
    Measure::HoursCampaigning,
];

fn counts(row: &mut Row, week: &super::organisation::WeekCounts) {
    for (column, count) in [
        (Measure::Attendance, week.attendance),
        (Measure::Joined, week.joined),
        (Measure::Left, week.left),
        (Measure::Calls, week.calls),
        (Measure::Asked, week.asked),
        (Measure::Participants, week.participants),
        (Measure::CallsWon, week.calls_won),
        (Measure::Claims, week.claims),
        (Measure::ClaimsWon, week.claims_won),
        (Measure::UnionContacts, week.union_contacts),
        (Measure::UnionJoins, week.union_joins),
    ] {
        row[column] = f64::from(count);
    }
}

/// People with at least one task within about the ledger's memory: e⁻¹ is what is left of a task that old.
fn task_holders(organisation: &Organisation) -> impl Iterator<Item = Person> {
    organisation.ledger.iter().filter(|entry| entry.tasks >= 0.36).map(|entry| entry.person)
}

/// Share of the ties of those who do the tasks that cross origins or areas.
fn bridge_share(world: &World, organisation: &Organisation) -> f64 {
    let (mut all, mut crossing) = (0, 0);
    for person in task_holders(organisation) {
        if let Person::Worker(worker) = person {
            all += world.ties.row(worker).len();
            crossing += super::founding::crossing(world, worker);
        }
    }
    crossing as f64 / all as f64
}

/// The field: states over all workers; counts and sums over all organisations, and what happened outside.
fn field(world: &World, row: &mut Row) {
    let (w, week) = (&world.workers, world.week as i32);
    let (mut new, mut never, mut ever) = (Means::default(), Means::default(), Means::default());
    let mut mobilised = 0u32;
    for i in 0..w.len() {
        let group = if w.ever_member[i] { &mut ever } else { &mut never };
        group.add(w, i);
        if week - w.arrival[i] < NEW_WEEKS {
            new.add(w, i);
        }
        mobilised += u32::from(w.is_mobilised(i, world.week, world.plan.behaviour.action.memory_weeks));
    }
    ever.and(&never).write(row);
    new.write_group(row, NEWCOMERS);
    never.write_group(row, NEVER_MEMBERS);
    row[Measure::Mobilised] = f64::from(mobilised);
    row[Measure::UnionMembers] = world.unions.iter().map(|u| u.members.len()).sum::<usize>() as f64;
    let organisations = &world.organisations;
    // From 0, since the sum of nothing is -0 by itself.
    let sum = |number: fn(&Organisation) -> f64| organisations.iter().map(number).fold(0.0, |a, b| a + b);
    row[Measure::Members] = sum(|o| o.members.len() as f64);
    row[Measure::EverMembers] = sum(|o| f64::from(o.ever_members));
    row[Measure::TaskHolders] = sum(|o| task_holders(o).count() as f64);
    row[Measure::StaffHours] = sum(|o| o.staff_hours);
    row[Measure::Money] = sum(|o| o.money);
    row[Measure::Grant] = sum(|o| o.grant_income);
    row[Measure::Awake] = sum(|o| f64::from(u8::from(o.awake)));
    for (k, column) in HOURS.into_iter().enumerate() {
        row[column] = organisations.iter().map(|o| o.hours[k]).fold(0.0, |a, b| a + b);
    }
    let mut week = super::organisation::WeekCounts::default();
    for o in organisations {
        week.attendance += o.week.attendance;
        week.joined += o.week.joined;
        week.left += o.week.left;
        week.calls += o.week.calls;
        week.asked += o.week.asked;
        week.participants += o.week.participants;
        week.calls_won += o.week.calls_won;
        week.claims += o.week.claims;
        week.claims_won += o.week.claims_won;
        week.union_contacts += o.week.union_contacts;
        week.union_joins += o.week.union_joins;
    }
    week.claims += world.lone_claims.0;
    week.claims_won += world.lone_claims.1;
    week.union_contacts += world.unions.iter().map(|u| u.chance.0).sum::<u32>();
    week.union_joins += world.unions.iter().map(|u| u.chance.1).sum::<u32>();
    counts(row, &week);
}
