//! Bookkeeping: stock and flow of members, money spent, and a field in which nobody is ever free.

use crate::config::Problems;
use crate::model::measures::Measure;
use crate::model::workers::NONE;
use crate::model::world::World;

use super::result::{CaseResult, Effort};
use super::runs::{fields, organisations, planned};

/// A membership that lasts: the first week, and the weeks and sessions so far.
struct Membership {
    first: i32,
    weeks: u32,
    sessions: u32,
}

/// Memberships of an organisation, counted from week to week.
struct Memberships {
    /// By worker.
    open: Vec<Option<Membership>>,
    count: u32,
    weeks: u32,
    sessions: u32,
}

impl Memberships {
    fn new(workers: usize) -> Self {
        Self { open: (0..workers).map(|_| None).collect(), count: 0, weeks: 0, sessions: 0 }
    }

    /// Counts a week that has ended.
    fn count(&mut self, world: &World) {
        let mut present = vec![false; self.open.len()];
        for person in &world.organisations[0].attenders {
            present[*person as usize] = true;
        }
        for (i, slot) in self.open.iter_mut().enumerate() {
            let first = (world.workers.organisation.at(i) != NONE).then(|| world.workers.joined.at(i));
            let mut now = match slot.take() {
                Some(membership) if Some(membership.first) == first => Some(membership),
                ended => {
                    // A membership has ended or begun since last week, or both.
                    self.weeks += ended.as_ref().map_or(0, |it| it.weeks);
                    self.sessions += ended.as_ref().map_or(0, |it| it.sessions);
                    self.count += u32::from(first.is_some());
                    first.map(|first| Membership { first, weeks: 0, sessions: 0 })
                }
            };
            if let Some(membership) = &mut now {
                membership.weeks += 1;
                membership.sessions += u32::from(present[i]);
            }
            *slot = now;
        }
    }

    /// Ends those that last.
    fn end(&mut self) {
        for membership in self.open.drain(..).flatten() {
            self.weeks += membership.weeks;
            self.sessions += membership.sessions;
        }
    }
}

/// Little's law in a run of J4DW: mean members are joining rate times mean length of membership, and mean
/// attendance is joining rate times mean attendances of a membership. Lengths and attendances are counted
/// here from the workers and the lists of those present; the rest is taken from the weekly table.
pub(crate) fn stock_and_flow(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let weeks = effort.of(312, 624);
    let plan = planned("j4dw", &[format!("run.weeks={weeks}")])?;
    let mut world = World::new(&plan, effort.seed, 0);
    let mut memberships = Memberships::new(world.workers.len());
    let (mut stock, mut attendance, mut joined) = (0.0, 0.0, 0.0);
    for _ in 0..weeks {
        world.step();
        let row = world.rows()[0];
        stock += row[Measure::Members];
        attendance += row[Measure::Attendance];
        joined += row[Measure::Joined];
        memberships.count(&world);
    }
    memberships.end();
    let (weeks, count) = (f64::from(weeks), f64::from(memberships.count));
    let mean = |sum: u32| f64::from(sum) / count;
    // A membership within one week is in the weekly table, and not among those counted here.
    outcome.compare(
        "mean members",
        "joining rate × mean length of membership",
        count / weeks * mean(memberships.weeks),
        stock / weeks,
        1e-9,
    );
    outcome.compare(
        "mean attendance",
        "joining rate × mean sessions of a membership",
        count / weeks * mean(memberships.sessions),
        attendance / weeks,
        0.02 * attendance / weeks,
    );
    outcome.compare("people who joined, of those seen as members", "the weekly table", joined, count, 0.01 * joined);
    Ok(outcome)
}

/// (v) Money alone: nothing comes in, each session costs, and the last is paid when the money is gone.
pub(crate) fn spending(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    for (start, cost) in [(400.0, 40.0), (300.0, 25.0)] {
        let sets = [format!("organisation.school.money.start={start:?}"), format!("money.session_cost={cost:?}")];
        let rows = &organisations(&planned("spending", &sets)?, effort.seed, 1)[0];
        let broke = rows.iter().position(|row| row[Measure::Money] <= 0.0).map_or(f64::NAN, |week| week as f64 + 1.0);
        let sessions = rows.iter().filter(|row| row[Measure::Attendance] > 0.0).count() as f64;
        outcome.compare(
            format!("weeks until £{start} are gone at £{cost} a session"),
            "money / cost",
            start / cost,
            broke,
            0.0,
        );
        outcome.compare(
            format!("sessions held with £{start} at £{cost} each"),
            "money / cost",
            start / cost,
            sessions,
            0.0,
        );
    }
    Ok(outcome)
}

/// (vi) Nobody is ever free: no session has anybody, nobody is asked, nobody joins but the founders.
pub(crate) fn never_free(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let plan = planned("never-free", &[])?;
    let runs = fields(&plan, effort.seed, effort.of(2, 10));
    let sum = |measure: Measure| runs.iter().flatten().map(|row| row[measure]).sum::<f64>() / runs.len() as f64;
    let founders = f64::from(plan.organisations[0].knobs.founders.count);
    outcome.compare("people at sessions", "nobody is free", 0.0, sum(Measure::Attendance), 0.0);
    outcome.compare("people who joined", "the founders alone", founders, sum(Measure::Joined), 0.0);
    outcome.compare("people who acted", "nobody is free", 0.0, sum(Measure::Participants), 0.0);
    let ties = sum(Measure::MeetingShare);
    outcome.compare("ties made in sessions, share", "nobody meets", 0.0, ties, 0.0);
    Ok(outcome)
}
