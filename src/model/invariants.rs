//! What must be true after every week. Debug builds check it; a broken engine stops at the week it breaks.

use crate::number::draws::Purpose;

use super::measures::Measure;
use super::mind::State;
use super::organisation::{Activity, Organisation};
use super::ties::Made;
use super::workers::NONE;
use super::world::World;

/// Says what is not as it must be, if anything.
///
/// # Errors
/// The first invariant that does not hold, in words.
pub fn check(world: &World) -> Result<(), String> {
    states(world)?;
    ties(world)?;
    memberships(world)?;
    caseloads(world)?;
    actors(world)?;
    for (o, organisation) in world.organisations.iter().enumerate() {
        books(o, organisation)?;
        week(world, o, organisation)?;
        table(world, o, organisation)?;
    }
    field(world)
}

fn holds(yes: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if yes { Ok(()) } else { Err(what()) }
}

/// Shares and framings are numbers from 0 to 1.
fn states(world: &World) -> Result<(), String> {
    let w = &world.workers;
    // Single precision may carry a sum of shares past 1 by its last digits.
    let share = -1e-6..=1.0 + 1e-6;
    let columns = [
        ("free_time", &w.free_time),
        ("nonpay_grievance", &w.nonpay_grievance),
        ("risk", &w.risk),
        ("skill", &w.skill),
        ("fatigue", &w.fatigue),
        ("experience", &w.experience),
        ("skill base", &w.skill_base),
        ("injustice", &w.injustice),
        ("liberation", &w.liberation),
    ];
    for (name, column) in columns {
        let out = column.iter().position(|x| !share.contains(&x));
        holds(out.is_none(), || format!("{name} of worker {out:?} is {:?}", out.map(|i| column.at(i))))?;
    }
    for (name, minds) in [("mind", &w.minds), ("roots", &w.roots)] {
        let out = minds.iter().position(|mind| mind.0.iter().any(|x| !share.contains(&f64::from(*x))));
        holds(out.is_none(), || format!("{name} of worker {out:?}: {:?}", out.map(|i| minds.at(i))))?;
    }
    Ok(())
}

/// Each tie stands at both ends with the same trust, within (0, 1], and nobody holds too many.
fn ties(world: &World) -> Result<(), String> {
    let ties = &world.ties;
    let most = world.plan.behaviour.ties.most as usize;
    let (mut halves, mut crossing, mut meeting) = (0, 0, 0);
    for worker in 0..ties.workers() as u32 {
        let row = ties.row(worker);
        halves += row.len();
        holds(row.len() <= most, || format!("worker {worker} holds {} ties", row.len()))?;
        for tie in row {
            holds(tie.trust() > 0.0 && tie.trust() <= 1.0, || {
                format!("trust of {worker} and {} is {}", tie.other(), tie.trust())
            })?;
            crossing += usize::from(tie.crosses_origins());
            meeting += usize::from(tie.made() == Made::Meeting);
            let back = ties.between(tie.other(), worker);
            let same = back.is_some_and(|back| back.trust() == tie.trust() && back.made() == tie.made());
            holds(same && tie.other() != worker, || format!("{worker} and {} see their tie differently", tie.other()))?;
        }
    }
    holds((crossing, meeting) == ties.crossing_and_meeting(), || format!("{crossing} cross, {meeting} of sessions"))?;
    holds(halves == 2 * ties.count(), || format!("{halves} half-ties, {} ties", ties.count()))
}

/// Lists and columns of membership say the same.
fn memberships(world: &World) -> Result<(), String> {
    let w = &world.workers;
    let mut listed = 0;
    for (o, organisation) in world.organisations.iter().enumerate() {
        listed += organisation.members.len();
        for m in &organisation.members {
            holds(w.organisation.at(*m as usize) == o as u16, || {
                format!("{m} is listed in organisation {o} and not in it")
            })?;
            holds(w.ever_member.at(*m as usize), || format!("{m} is a member and never was one"))?;
        }
        holds(organisation.members.len() <= organisation.ever_members as usize, || {
            "more members than ever-members".into()
        })?;
    }
    let in_columns = w.organisation.iter().filter(|o| *o != NONE).count();
    holds(listed == in_columns, || format!("{listed} members listed, {in_columns} in the column"))?;
    for (u, union) in world.unions.iter().enumerate() {
        let in_column = w.union.iter().filter(|x| *x == u as u16).count();
        holds(union.members.len() == in_column, || format!("union {u}: {} listed, {in_column}", union.members.len()))?;
    }
    Ok(())
}

/// An agency's clients work in its area, and whoever is no client has not been told.
fn caseloads(world: &World) -> Result<(), String> {
    for (a, caseload) in world.caseloads.iter().enumerate() {
        let Some(caseload) = caseload else { continue };
        let area = world.plan.agencies[a].area;
        for i in 0..world.workers.len() {
            let (other, untold) = (caseload.others.has(i), caseload.untold.has(i));
            holds(!(other && untold), || format!("agency {a} has {i} to tell, who is no client"))?;
            let here = area.is_none_or(|area| area == world.workers.area.at(i));
            holds(here || !(other || untold), || format!("agency {a} counts {i} of another area"))?;
        }
    }
    Ok(())
}

/// Who acted this week was free, and had heard of a call.
fn actors(world: &World) -> Result<(), String> {
    let w = &world.workers;
    let reach = world.plan.behaviour.action.reach;
    for i in (0..w.len()).filter(|i| w.last_acted.at(*i) == world.week as i32) {
        holds(w.free.has(i), || format!("{i} acted and was not free"))?;
        holds(world.word(i as u32).chance(Purpose::Hear, 0, reach), || format!("{i} acted unasked"))?;
    }
    Ok(())
}

/// What the weekly table says of an organisation is what is counted again from the workers.
fn table(world: &World, o: usize, organisation: &Organisation) -> Result<(), String> {
    let w = &world.workers;
    let row = &world.rows[o];
    let members: Vec<usize> = (0..w.len()).filter(|i| w.organisation.at(*i) == o as u16).collect();
    let memory = world.plan.behaviour.action.memory_weeks;
    let mobilised = members.iter().filter(|i| w.is_mobilised(**i, world.week, memory)).count();
    let acted = members.iter().filter(|i| w.has_acted(**i, world.week, memory)).count();
    let in_union = members.iter().filter(|i| w.union.at(**i) != NONE).count();
    for (measure, counted) in [
        (Measure::Members, members.len()),
        (Measure::Mobilised, mobilised),
        (Measure::Acted, acted),
        (Measure::UnionMembers, in_union),
    ] {
        holds(row[measure] == counted as f64, || {
            format!("organisation {o}: the table says {measure:?} {}, counted {counted}", row[measure])
        })?;
    }
    // Who came and left the organisation in the same week is no longer on its list.
    let (here, left) = (organisation.attenders.len() as f64, f64::from(organisation.week.left));
    holds((here..=here + left).contains(&row[Measure::Attendance]), || {
        format!("organisation {o}: the table says {} came, {here} are on the list", row[Measure::Attendance])
    })?;
    let framing: f64 = members
        .iter()
        .map(|i| w.state(State::Familial, *i) + w.state(State::Servant, *i) + w.state(State::DualReference, *i))
        .sum();
    let mean = framing / (3.0 * members.len() as f64);
    holds(mean.is_nan() || (row[Measure::MeanFraming] - mean).abs() < 1e-9, || {
        format!("organisation {o}: the table says mean framing {}, counted {mean}", row[Measure::MeanFraming])
    })
}

/// The same for the whole field.
fn field(world: &World) -> Result<(), String> {
    let w = &world.workers;
    let Some(row) = world.rows.last() else { return Ok(()) };
    let memory = world.plan.behaviour.action.memory_weeks;
    let members = w.organisation.iter().filter(|o| *o != NONE).count();
    let mobilised = (0..w.len()).filter(|i| w.is_mobilised(*i, world.week, memory)).count();
    let acted = (0..w.len()).filter(|i| w.has_acted(*i, world.week, memory)).count();
    let in_union = w.union.iter().filter(|u| *u != NONE).count();
    let degree = 2.0 * world.ties.count() as f64 / w.len() as f64;
    for (measure, counted) in [
        (Measure::Members, members as f64),
        (Measure::Mobilised, mobilised as f64),
        (Measure::Acted, acted as f64),
        (Measure::UnionMembers, in_union as f64),
        (Measure::MeanDegree, degree),
    ] {
        holds((row[measure] - counted).abs() < 1e-9, || {
            format!("the field: the table says {measure:?} {}, counted {counted}", row[measure])
        })?;
    }
    Ok(())
}

/// Money is what it began with, and what came in, less what went out.
fn books(o: usize, organisation: &Organisation) -> Result<(), String> {
    let (income, spending) = organisation.turnover;
    let stock = organisation.plan.knobs.money.start + income - spending;
    let rounding = 1e-9 * (1.0 + organisation.plan.knobs.money.start + income + spending);
    holds((organisation.money - stock).abs() <= rounding, || {
        format!("organisation {o} has £{} and its books say £{stock}", organisation.money)
    })
}

/// Nobody acts unasked, nobody comes who is not free, hours are split and not made.
fn week(world: &World, o: usize, organisation: &Organisation) -> Result<(), String> {
    let w = &world.workers;
    let counts = &organisation.week;
    holds(counts.participants <= counts.asked, || format!("organisation {o}: more acted than were asked"))?;
    holds(counts.claims_won <= counts.claims, || format!("organisation {o}: more claims won than made"))?;
    holds(counts.union_joins <= counts.union_contacts, || {
        format!("organisation {o}: more joined than were spoken to")
    })?;
    for m in &organisation.attenders {
        holds(w.free.has(*m as usize), || format!("{m} came and was not free"))?;
        holds(w.organisation.at(*m as usize) == o as u16, || format!("{m} came and is no member"))?;
    }
    let present = f64::from(counts.attendance) * world.plan.behaviour.hours.per_head;
    for activity in [Activity::Sharing, Activity::Learning, Activity::Training, Activity::Service] {
        let (used, there) =
            (organisation.intensity[activity as usize] * present, organisation.hours[activity as usize]);
        holds(organisation.attenders.is_empty() || used <= there * (1.0 + 1e-9), || {
            format!("organisation {o} used {used} hours of {activity:?} and had {there}")
        })?;
    }
    let shares: f64 = organisation.shares().iter().sum();
    holds((shares - 1.0).abs() < 1e-6, || format!("organisation {o} splits {shares} of its hours"))?;
    let others = [organisation.session_quality, organisation.access, organisation.legitimacy];
    let mut effects = organisation.intensity.iter().chain(&others);
    holds(effects.all(|x| (0.0..=1.0).contains(x)), || format!("organisation {o}: an intensity out of range"))
}
