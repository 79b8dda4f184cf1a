//! Spreading by outreach: logistic growth, the final size of a wave, branching recruitment.

use crate::config::Problems;
use crate::model::measures::{Measure, Row};

use super::formula::{extinction, root};
use super::result::{CaseResult, Curve, Effort};
use super::runs::{fields, last, mean_and_error, planned};

const PEOPLE: f64 = 5_000.0;
const FOUNDERS: f64 = 50.0;

/// Members who never leave and meet β strangers a week each: logistic growth.
pub(crate) fn growth(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let rate = 0.1;
    let plan = planned("si", &[])?;
    let runs = fields(&plan, effort.seed, effort.of(20, 200));
    let start = FOUNDERS / PEOPLE;
    // Week by week: of those outside, each is met by a Poisson number of mean β i.
    let mut week_by_week = vec![start];
    for week in 0..plan.run.weeks as usize {
        let i = week_by_week[week];
        week_by_week.push(i + (1.0 - i) * (1.0 - libm::exp(-rate * i)));
    }
    // The rate in continuous time that grows e^β' = 1 + β a week at first.
    let continuous = libm::log(1.0 + rate);
    let formula = |t: f64| 1.0 / (1.0 + (1.0 / start - 1.0) * libm::exp(-continuous * t));
    let share = |rows: &[Row], week: usize| rows[week][Measure::Members] / PEOPLE;
    let mut points = Vec::new();
    for week in [9, 19, 29, 39, 49, 59, 79, 99] {
        let (found, error) = mean_and_error(&runs.iter().map(|rows| share(rows, week)).collect::<Vec<_>>());
        points.push((week as f64 + 1.0, found));
        let expected = week_by_week[week + 1];
        outcome.compare(
            format!("members after {} weeks, share", week + 1),
            "i ← i + (1 − i)(1 − e^(−βi))",
            expected,
            found,
            4.0 * error + 0.003,
        );
        let what = format!("members after {} weeks, share, continuous time", week + 1);
        outcome.compare(what, "1 / (1 + (1/i₀ − 1) e^(−βt)), β = ln 1.1", formula(week as f64 + 1.0), found, 0.04);
    }
    let expected = (0..=120).map(|t| (f64::from(t), formula(f64::from(t)))).collect();
    outcome.curve = Some(Curve { x: "weeks", y: "members, share", expected, found: points });
    Ok(outcome)
}

/// Members who have one week and never come back: the final size of a wave.
pub(crate) fn final_size(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let start = FOUNDERS / PEOPLE;
    // Founders are there from the beginning of the first week and so have two; 1 − r = (1 − i₀) e^(−R₀ (r + i₀)).
    let solve = |r0: f64, start: f64| root(|r| r - 1.0 + (1.0 - start) * libm::exp(-r0 * (r + start)), start, 1.0);
    let mut points = Vec::new();
    for (r0, book) in [(1.2, 0.3137), (1.5, 0.5828), (2.0, 0.7968), (3.0, 0.9405), (4.0, 0.9802)] {
        let plan = planned("sir", &[format!("recruitment.outreach_rate={r0}")])?;
        let sizes: Vec<f64> = fields(&plan, effort.seed, effort.of(20, 200))
            .iter()
            .map(|rows| last(rows, Measure::EverMembers) / PEOPLE)
            .collect();
        let (found, error) = mean_and_error(&sizes);
        points.push((r0, found));
        outcome.compare(
            format!("share that ever joined, R₀ = {r0}"),
            "1 − r = (1 − i₀) e^(−R₀(r + i₀)), solved",
            solve(r0, start),
            found,
            4.0 * error + 0.01,
        );
        outcome.compare(
            format!("the same with hardly any founders, R₀ = {r0}"),
            "r = 1 − e^(−R₀r); theory C.8",
            book,
            solve(r0, 1e-9),
            5e-5,
        );
    }
    let expected = (100..=400).map(|r| f64::from(r) / 100.0).map(|r| (r, solve(r, start))).collect();
    outcome.curve =
        Some(Curve { x: "strangers a member brings in, R₀", y: "share that ever joined", expected, found: points });
    Ok(outcome)
}

/// How many people ever joined, by replicate, and the share of replicates without members in the end; of so many
/// founders who bring in `rate` people each.
fn branches(
    effort: Effort,
    rate: f64,
    founders: u32,
    people: u32,
    replicates: u32,
) -> Result<(Vec<f64>, f64), Problems> {
    let sets = [
        format!("recruitment.outreach_rate={rate}"),
        format!("organisation.circle.founders.count={founders}"),
        format!("population.workers={people}"),
    ];
    let runs = fields(&planned("branching", &sets)?, effort.seed, replicates);
    let total = runs.iter().map(|rows| rows.iter().map(|row| row[Measure::Joined]).sum()).collect();
    let dead = runs.iter().filter(|rows| last(rows, Measure::Members) == 0.0).count();
    Ok((total, dead as f64 / f64::from(replicates)))
}

/// Members who have one week and bring in a Poisson number: expected total below one, extinction above.
pub(crate) fn branching(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let replicates = effort.of(400, 4_000);
    for rate in [0.5, 0.8] {
        // Founders have two weeks: n₀ + 2 n₀ R / (1 − R) people ever.
        let expected = 4.0 + 2.0 * 4.0 * rate / (1.0 - rate);
        // The formula is that of an endless population: among 1,000 the few met in vain would show.
        let (total, _) = branches(effort, rate, 4, effort.of(1_000, 8_000), effort.of(400, 1_000))?;
        let (found, error) = mean_and_error(&total);
        outcome.compare(
            format!("people who ever joined, four founders, R = {rate}"),
            "n₀ + 2 n₀ R/(1 − R)",
            expected,
            found,
            4.0 * error,
        );
    }
    for (rate, book) in [(1.2, 0.0492), (1.5, 0.00092)] {
        // Two weeks of four founders are eight lines; all of them die with q⁸.
        let lines = libm::pow(extinction(rate), 8.0);
        outcome.compare(
            format!("eight lines all die, R = {rate}"),
            "q = e^(R(q − 1)), q⁸; theory C.9",
            book,
            lines,
            5e-5,
        );
        let (_, found) = branches(effort, rate, 4, 1_000, replicates)?;
        let spread = (lines * (1.0 - lines) / f64::from(replicates)).sqrt();
        outcome.compare(
            format!("share of runs that die, four founders, R = {rate}"),
            "q⁸",
            lines,
            found,
            4.0 * spread + 0.002,
        );
    }
    outcome.curve = Some(one_founder(&mut outcome, effort, replicates)?);
    Ok(outcome)
}

/// The share of runs of one founder that die, by the number of people a member brings in.
fn one_founder(outcome: &mut CaseResult, effort: Effort, replicates: u32) -> Result<Curve, Problems> {
    let mut points = Vec::new();
    for rate in [1.2, 1.5, 2.0, 3.0] {
        let line = libm::pow(extinction(rate), 2.0);
        let (_, found) = branches(effort, rate, 1, 1_000, replicates)?;
        points.push((rate, found));
        let spread = (line * (1.0 - line) / f64::from(replicates)).sqrt();
        outcome.compare(
            format!("share of runs that die, one founder, R = {rate}"),
            "q²: a founder's two weeks",
            line,
            found,
            4.0 * spread,
        );
    }
    let expected = (100..=300).map(|r| f64::from(r) / 100.0).map(|r| (r, libm::pow(extinction(r), 2.0))).collect();
    Ok(Curve { x: "people a member brings in, R", y: "share of runs that die, one founder", expected, found: points })
}
