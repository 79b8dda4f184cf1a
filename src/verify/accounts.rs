//! Bookkeeping: stock and flow of members, money spent, and a field in which nobody is ever free.

use crate::config::Problems;
use crate::model::measures::Measure;
use crate::model::workers::NONE;
use crate::model::world::World;

use super::result::{CaseResult, Effort};
use super::runs::{fields, organisations, planned};

/// Little's law in a run of J4DW: mean members are joining rate times mean length of membership, and mean
/// attendance is joining rate times mean attendances of a membership. Lengths and attendances are counted
/// here from the workers and the lists of those present; the rest is taken from the weekly table.
pub fn stock_and_flow(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let weeks = effort.of(312, 624);
    let plan = planned("j4dw", &[format!("run.weeks={weeks}")])?;
    let mut world = World::new(&plan, effort.seed, 0);
    // One entry a membership: the worker, its first week, the weeks it lasted so far, sessions come to.
    let mut open: Vec<Option<(i32, u32, u32)>> = vec![None; world.workers.len()];
    let (mut memberships, mut lengths, mut sessions) = (0u32, 0u32, 0u32);
    let (mut stock, mut attendance, mut joined) = (0.0, 0.0, 0.0);
    for _ in 0..weeks {
        world.step();
        let row = world.rows()[0];
        stock += row[Measure::Members];
        attendance += row[Measure::Attendance];
        joined += row[Measure::Joined];
        let mut here = vec![false; world.workers.len()];
        for person in &world.organisations[0].attenders {
            here[*person as usize] = true;
        }
        for (i, slot) in open.iter_mut().enumerate() {
            let since = (world.workers.organisation.at(i) != NONE).then(|| world.workers.joined.at(i));
            if slot.map(|(first, ..)| first) != since {
                // A membership has ended or begun since last week, or both.
                if let Some((_, length, came)) = slot.take() {
                    lengths += length;
                    sessions += came;
                }
                if let Some(first) = since {
                    memberships += 1;
                    *slot = Some((first, 0, 0));
                }
            }
            if let Some((_, length, came)) = slot {
                *length += 1;
                *came += u32::from(here[i]);
            }
        }
    }
    for (_, length, came) in open.into_iter().flatten() {
        lengths += length;
        sessions += came;
    }
    let weeks = f64::from(weeks);
    let mean = |sum: u32| f64::from(sum) / f64::from(memberships);
    // Whoever joins and leaves within one week is in the weekly table and not among the memberships seen here.
    outcome.compare(
        "mean members",
        "joining rate × mean length of membership",
        f64::from(memberships) / weeks * mean(lengths),
        stock / weeks,
        1e-9,
    );
    outcome.compare(
        "mean attendance",
        "joining rate × mean sessions of a membership",
        f64::from(memberships) / weeks * mean(sessions),
        attendance / weeks,
        0.02 * attendance / weeks,
    );
    outcome.compare(
        "people who joined, of those seen as members",
        "the weekly table",
        joined,
        f64::from(memberships),
        0.01 * joined,
    );
    Ok(outcome)
}

/// (v) Money alone: nothing comes in, each session costs, and the last is paid when the money is gone.
pub fn spending(effort: Effort) -> Result<CaseResult, Problems> {
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
pub fn never_free(effort: Effort) -> Result<CaseResult, Problems> {
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
