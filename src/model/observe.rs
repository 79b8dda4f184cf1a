//! Process 13: measures are recorded. Nothing here changes a worker, a tie or an organisation.

use std::ops::Range;

use crate::canary::{Canary, is_planted};
use crate::number::simd::vectorised;

use super::chunks;
use super::column::Column;
use super::marks::{Marks, ones};
use super::means::Means;
use super::measures::{Measure, Row};
use super::network_measures;
use super::organisation::{Organisation, Person, WeekCounts};
use super::workers::{NONE, is_recent};
use super::world::World;

/// People count as newcomers for this many weeks.
const NEW_WEEKS: i32 = 26;

/// Fills a row for each organisation and one for the whole field.
pub(crate) fn run(world: &mut World) {
    let mut rows = std::mem::take(&mut world.rows);
    let run = &world.plan.run;
    let due = |every| world.week.is_multiple_of(every) || world.week + 1 == run.weeks;
    let slow = run.network_every > 0 && due(run.network_every);
    let groups = Groups::of_all(world);
    for (o, row) in rows.iter_mut().enumerate() {
        *row = Row::default();
        match groups.members.get(o) {
            Some(members) => organisation(world, o, members, row),
            None => field(world, &groups, row),
        }
    }
    network_measures::run(world, &mut rows, slow);
    world.rows = rows;
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

fn organisation(world: &World, o: usize, members: &Members, row: &mut Row) {
    let organisation = &world.organisations[o];
    members.all.write(row);
    members.new.write_group(row, NEWCOMERS);
    row[Measure::Members] = f64::from(members.all.people);
    row[Measure::Mobilised] = f64::from(members.mobilised);
    row[Measure::Acted] = f64::from(members.acted);
    row[Measure::UnionMembers] = f64::from(members.in_union);
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
    counts(&organisation.week).into_iter().for_each(|(column, count)| row[column] = f64::from(count));
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

/// What is counted of a week, by column.
fn counts(week: &WeekCounts) -> [(Measure, u32); 14] {
    [
        (Measure::Attendance, week.attendance),
        (Measure::Joined, week.joined),
        (Measure::Left, week.left),
        (Measure::Calls, week.calls),
        (Measure::EmploymentCalls, week.employment_calls),
        (Measure::Asked, week.asked),
        (Measure::Participants, week.participants),
        (Measure::EmploymentParticipants, week.employment_participants),
        (Measure::CallsWon, week.calls_won),
        (Measure::EmploymentCallsWon, week.employment_calls_won),
        (Measure::Claims, week.claims),
        (Measure::ClaimsWon, week.claims_won),
        (Measure::UnionContacts, week.union_contacts),
        (Measure::UnionJoins, week.union_joins),
    ]
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

/// Sums over the members of an organisation.
#[derive(Default, Clone)]
struct Members {
    all: Means,
    new: Means,
    mobilised: u32,
    acted: u32,
    in_union: u32,
}

impl Members {
    #[inline(always)]
    fn add(&mut self, world: &World, i: usize) {
        let w = &world.workers;
        self.all.add(w, i);
        if world.week as i32 - w.joined.at(i) < NEW_WEEKS {
            self.new.add_to_group(w, i);
        }
        let memory = world.plan.behaviour.action.memory_weeks;
        self.mobilised += u32::from(w.is_mobilised(i, world.week, memory));
        self.acted += u32::from(w.has_acted(i, world.week, memory));
        self.in_union += u32::from(w.union.at(i) != NONE);
    }

    fn and(&mut self, other: &Self) {
        self.all = self.all.and(&other.all, 1.0);
        self.new = self.new.and(&other.new, 1.0);
        self.mobilised += other.mobilised;
        self.acted += other.acted;
        self.in_union += other.in_union;
    }
}

/// Sums over all workers, or a share of them.
#[derive(Default)]
struct Groups {
    all: Means,
    new: Means,
    ever: Means,
    mobilised: u32,
    acted: u32,
    /// Of each organisation.
    members: Vec<Members>,
}

impl Groups {
    /// Sums over all workers, added up share by share.
    fn of_all(world: &World) -> Self {
        let mut sum = Self::empty(world);
        let n = world.workers.len();
        let of_share = |share| {
            vectorised(
                #[inline(always)]
                || Groups::of(world, share),
            )
        };
        chunks::gather(n, chunks::of(n), of_share, |groups| sum.and(&groups));
        sum
    }

    fn empty(world: &World) -> Self {
        Self { members: vec![Members::default(); world.organisations.len()], ..Self::default() }
    }

    fn and(&mut self, other: &Self) {
        self.all = self.all.and(&other.all, 1.0);
        self.new = self.new.and(&other.new, 1.0);
        self.ever = self.ever.and(&other.ever, 1.0);
        self.mobilised += other.mobilised;
        self.acted += other.acted;
        for (members, others) in self.members.iter_mut().zip(&other.members) {
            members.and(others);
        }
    }

    #[inline(always)]
    fn of(world: &World, share: Range<usize>) -> Self {
        let (w, week) = (&world.workers, world.week as i32);
        let mut groups = Self::empty(world);
        groups.all = Means::of(w, share.clone());
        groups.acted = recent(world, &w.last_acted, share.clone());
        groups.mobilised = match w.tells_employment_apart() {
            true => recent(world, w.last_employment(), share.clone()),
            false => groups.acted,
        };
        let alike = w.ever_member.is_alike() && w.organisation.is_alike() && w.joined.is_alike() && w.union.is_alike();
        // Newcomers and those who were ever a member are few: they are looked for first.
        for first in share.clone().step_by(Marks::TOGETHER) {
            let some = first..share.end.min(first + Marks::TOGETHER);
            let new = w.arrival.packed(some.clone(), |arrival| week - i32::from(arrival) < NEW_WEEKS);
            ones(new).for_each(|k| groups.new.add_to_group(w, first + k));
            if alike {
                continue;
            }
            for i in ones(w.ever_member.packed(some, |ever| ever)).map(|k| first + k) {
                match groups.members.get_mut(usize::from(w.organisation.at(i))) {
                    Some(members) => members.add(world, i),
                    None => groups.ever.add_to_group(w, i),
                }
            }
        }
        // So far those who left; with those who are still there, all who ever were.
        for members in &groups.members {
            groups.ever = groups.ever.and(&members.all, 1.0);
        }
        if alike && w.ever_member.at(0) {
            groups.all_are_alike(world, share);
        }
        groups
    }

    /// What there is to add where the history of all with organisations and unions is the same, and they were in one.
    fn all_are_alike(&mut self, world: &World, share: Range<usize>) {
        let w = &world.workers;
        self.ever = self.all;
        if let Some(members) = self.members.get_mut(usize::from(w.organisation.at(0))) {
            let new = world.week as i32 - w.joined.at(0) < NEW_WEEKS;
            members.all = self.all;
            members.new = if new { self.all } else { Means::default() };
            members.mobilised = self.mobilised;
            members.acted = self.acted;
            members.in_union = if w.union.at(0) == NONE { 0 } else { share.len() as u32 };
        }
    }
}

/// How many of a share of the workers acted of late, by the week in which each last did.
#[inline(always)]
fn recent(world: &World, last: &Column<i16>, share: Range<usize>) -> u32 {
    let (week, memory) = (world.week, world.plan.behaviour.action.memory_weeks);
    let acted = |last: i32| u32::from(is_recent(last, week, memory));
    match last.of(share.clone()) {
        [] => share.len() as u32 * acted(last.at(0)),
        each => each.iter().map(|last| acted(i32::from(*last))).sum(),
    }
}

/// The field: states over all workers; counts and sums over all organisations, and what happened outside.
fn field(world: &World, groups: &Groups, row: &mut Row) {
    groups.all.write(row);
    groups.new.write_group(row, NEWCOMERS);
    groups.all.and(&groups.ever, -1.0).write_group(row, NEVER_MEMBERS);
    row[Measure::Mobilised] = f64::from(groups.mobilised);
    row[Measure::Acted] = f64::from(groups.acted);
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
    counts(&WeekCounts::default()).into_iter().for_each(|(column, none)| row[column] = f64::from(none));
    for (column, count) in organisations.iter().flat_map(|o| counts(&o.week)) {
        row[column] += f64::from(count);
    }
    for (column, count) in [
        (Measure::Claims, world.lone_claims.0),
        (Measure::ClaimsWon, world.lone_claims.1),
        (Measure::UnionContacts, world.unions.iter().map(|u| u.chance.0).sum()),
        (Measure::UnionJoins, world.unions.iter().map(|u| u.chance.1).sum()),
    ] {
        row[column] += f64::from(count);
    }
}
