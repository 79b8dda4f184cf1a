//! `best`: where each outcome is largest, how sure that is, and whether outcomes agree.

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart, Grid, Pane};
use crate::question::context::Context;
use crate::question::phrases::pairs_of_runs;
use crate::question::quantity::Quantity;
use crate::question::sample::{PointRow, Sample};
use crate::question::side::{Side, alike};
use crate::question::statistics::best::{Best, best};
use crate::question::statistics::comparison::difference;
use crate::question::statistics::verdict::widened;
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list};

use super::request::Request;

/// Most points named one by one.
const MAX_NAMED: usize = 4;
/// Most factors whose levels are given for the best points, and most such points.
const MAX_FACTORS: usize = 16;
const MAX_POINTS: usize = 3;
/// Most rows of a chart.
const MAX_ROWS: usize = 30;

/// Points ordered by outcomes.
#[derive(Debug, Clone)]
pub(crate) struct BestRequest {
    outcomes: Vec<usize>,
    less: Vec<usize>,
    this: Side,
    at: Side,
}

/// All points, and the best of them in each outcome.
pub(crate) struct BestPoints {
    rows: Vec<PointRow>,
    outcomes: Vec<(Quantity, Option<BestPoint>)>,
}

/// The best point in one outcome.
struct BestPoint {
    outcome: usize,
    /// 1 if more is better, −1 if less.
    better: f64,
    found: Best,
    /// By point, its difference from the baseline of its scenario, if that has such a row.
    leads: Vec<Option<Estimate>>,
}

impl Request for BestRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "less_is_better", "this", "at"];
    type Findings = BestPoints;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (outcomes, less) = (table.outcomes(), table.less_is_better());
        let [this, at] = ["this", "at"].map(|key| table.side(key).unwrap_or_default());
        Some(Self { outcomes, less, this, at })
    }

    fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    fn compute(&self, sample: &Sample) -> BestPoints {
        let rows: Vec<PointRow> = sample
            .design()
            .filter(|(_, point, labels)| self.this.takes(point, labels) && self.at.takes(point, labels))
            .filter_map(|(number, point, _)| Some((number, point.row(self.this.organisation.as_deref())?)))
            .collect();
        let of = |outcome: &usize| {
            let better = if self.less.contains(outcome) { -1.0 } else { 1.0 };
            let values = |index: usize| sample.values(rows[index], *outcome);
            let lead = |index: usize| {
                let other = baseline_values(sample, rows[index], *outcome)?;
                Some(widened(difference(values(index), other), rows.len()))
            };
            let best = best(rows.len(), &values, better).map(|found| BestPoint {
                outcome: *outcome,
                better,
                found,
                leads: (0..rows.len()).map(lead).collect(),
            });
            (Quantity::outcome(*outcome), best)
        };
        let outcomes = self.outcomes.iter().map(of).collect();
        BestPoints { rows, outcomes }
    }

    fn say(&self, context: Context<'_>, found: &BestPoints, section: &mut Section) {
        let baseline = context.words.baseline();
        let names: Vec<String> = found.rows.iter().map(|row| self.name(context, row.0)).collect();
        for (quantity, point) in &found.outcomes {
            let Some(point) = point else {
                section.sentences.push(format!("{}: no run has a value.", quantity.head()));
                continue;
            };
            let Best { means, best, tied } = &point.found;
            section.sentences.push(sentence(context, found, quantity, point, &names));
            for (name, mean) in names.iter().zip(means) {
                section.numbers.push(Number::mean(name, &quantity.name, mean));
            }
            if let Some(lead) = point.leads[*best].as_ref().filter(|_| tied.contains(&false)) {
                let runs = format!("{}, interval for all points together", pairs_of_runs(lead.replicates));
                let difference = quantity.difference(lead, &runs);
                section.sentences.push(format!("Beside {baseline} that is {difference}."));
                section.numbers.push(Number::mean(format!("best less {baseline}"), &quantity.name, lead));
            }
            // Elsewhere another point may be best: this one is found by its name.
            for (index, (name, lead)) in names.iter().zip(&point.leads).enumerate() {
                let Some(lead) = lead else { continue };
                let number = Number::mean(format!("{name} less {baseline}"), &quantity.name, lead);
                section.numbers.push(Number { statement: index == *best, ..number });
            }
        }
        let defined: Vec<&BestPoint> = found.defined().map(|(_, point)| point).collect();
        if defined.len() > 1 {
            section.sentences.push(agreement(&defined, &names));
        }
        if context.sample.is_numbered() && !defined.is_empty() {
            section.sentences.extend(levels(context, &found.rows, &defined));
            section.sentences.push("points.csv says what each point turns.".to_owned());
        }
    }

    fn chart(&self, context: Context<'_>, found: &BestPoints) -> Option<Chart> {
        let sample = context.sample;
        let varies = |factor: &usize| {
            let mut labels = found.rows.iter().map(|row| &sample.labels(row.0)[*factor]);
            let first = labels.next();
            labels.any(|label| Some(label) != first)
        };
        let varied: Vec<usize> = (0..sample.factors.len()).filter(varies).collect();
        let scenario = |row: &PointRow| sample.points[row.0].scenario;
        let is_one_scenario = found.rows.iter().all(|row| scenario(row) == scenario(&found.rows[0]));
        match (&varied[..], is_one_scenario) {
            ([across, up], true) => grid(context, found, [*across, *up]),
            _ => self.bars(context, found, is_one_scenario),
        }
    }
}

impl BestPoints {
    /// The outcomes that have a best point.
    fn defined(&self) -> impl Iterator<Item = (&Quantity, &BestPoint)> {
        self.outcomes.iter().filter_map(|(quantity, point)| Some((quantity, point.as_ref()?)))
    }
}

/// The values of the same row in the baseline of a point's scenario, if it has such a row.
fn baseline_values(sample: &Sample, (point, row): PointRow, outcome: usize) -> Option<Vec<f64>> {
    let baseline = sample.baseline(sample.points[point].scenario)?;
    (row < sample.points[baseline].rows.len()).then(|| sample.values((baseline, row), outcome))
}

impl BestRequest {
    /// A point by its levels, with its scenario if there are several.
    fn name(&self, context: Context<'_>, point: usize) -> String {
        let words = context.point(point);
        match context.sample.scenarios.len() < 2 || self.this.scenario.is_some() {
            true => words,
            false => format!("{}: {words}", context.scenario(point)),
        }
    }

    /// The points of the first outcome by size, with the baseline among them.
    fn bars(&self, context: Context<'_>, found: &BestPoints, is_one_scenario: bool) -> Option<Chart> {
        let (quantity, BestPoint { outcome, better, found: Best { means, tied, .. }, .. }) = found.defined().next()?;
        let bar = |name: String, e: &Estimate, is_tied: bool| Bar {
            emphasis: Some(is_tied),
            ..quantity.bar(name, quantity.value(e.mean), e)
        };
        let defined = found.rows.iter().zip(means.iter().zip(tied)).filter(|(_, (e, _))| !e.mean.is_nan());
        let mut rows: Vec<Bar> = defined.map(|(row, (e, tied))| bar(self.name(context, row.0), e, *tied)).collect();
        rows.sort_by(|a, b| (better * b.middle).total_cmp(&(better * a.middle)));
        let cut = match rows.len() {
            n if n > MAX_ROWS => format!(" The first {MAX_ROWS} of {n}."),
            _ => String::new(),
        };
        rows.truncate(MAX_ROWS);
        let baseline = baseline_values(context.sample, found.rows[0], *outcome).filter(|_| is_one_scenario);
        if let Some(e) = baseline.map(Estimate::of) {
            let index = rows.partition_point(|row| better * row.middle >= better * e.mean);
            rows.insert(index, bar(context.words.baseline().to_owned(), &e, false));
        }
        Some(Chart::Bars(Bars {
            title: format!("{}: the points by size", capital(&quantity.label)),
            subtitle: format!(
                "Means over runs, with 95 % intervals. Full dots: the best, and what cannot be told from it beyond \
                 chance.{cut}"
            ),
            left: String::new(),
            right: quantity.label.clone(),
            unit: quantity.unit.clone(),
            rows,
        }))
    }
}

fn sentence(
    context: Context<'_>,
    points: &BestPoints,
    quantity: &Quantity,
    point: &BestPoint,
    names: &[String],
) -> String {
    let Best { means, best, tied } = &point.found;
    let (mean, at, head) = (&means[*best], &names[*best], quantity.head());
    let word = if point.better > 0.0 { "largest" } else { "smallest" };
    let runs = count(mean.replicates as usize, "run", "runs");
    let value = format!("{} ({}; {runs})", quantity.value(mean.mean), quantity.interval(mean));
    let all = count(names.len(), "point", "points");
    let others: Vec<&String> = (0..names.len()).filter(|n| n != best && tied[*n]).map(|n| &names[n]).collect();
    match others.len() {
        0 => format!("{head} is {word} at {at}: {value}; every other of the {all} is beyond chance behind it."),
        n if n + 1 == names.len() => {
            format!("{head}: none of {all} can be told from the best beyond chance; the {word} is {value}, at {at}.")
        }
        n => {
            let others = match n <= MAX_NAMED {
                true => format!(": {}", list(&others)),
                false if context.sample.is_numbered() => String::new(),
                false => format!(": they lie at {}", ranges(context, points, tied)),
            };
            let all = names.len() - 1;
            format!("{head} is {word} at {at}: {value}; {n} of the {all} others cannot be told from it{others}.")
        }
    }
}

/// The levels of the points that are tied with the best.
fn ranges(context: Context<'_>, points: &BestPoints, tied: &[bool]) -> String {
    let sample = context.sample;
    let tied: Vec<&[String]> =
        points.rows.iter().zip(tied).filter(|(_, tied)| **tied).map(|(row, _)| sample.labels(row.0)).collect();
    let range = |factor: usize| {
        let is_taken = |label: &&str| tied.iter().any(|labels| alike(&labels[factor], label));
        let levels = sample.factors[factor].ordered().into_iter().filter(is_taken);
        let levels: Vec<String> = levels.map(|label| context.bare(factor, label)).collect();
        format!("{} {}", context.factor(factor), list(&levels))
    };
    let several = (0..sample.factors.len()).filter(|factor| sample.factors[*factor].labels.len() > 1);
    several.map(range).collect::<Vec<_>>().join("; ")
}

/// The levels of the best points, if they are few enough to read.
fn levels(context: Context<'_>, rows: &[PointRow], defined: &[&BestPoint]) -> Vec<String> {
    if context.sample.factors.len() > MAX_FACTORS {
        return Vec::new();
    }
    let mut best: Vec<usize> = Vec::new();
    for point in defined {
        if !best.contains(&point.found.best) {
            best.push(point.found.best);
        }
    }
    let sentence = |index: usize| {
        let point = rows[index].0;
        format!("{} is: {}.", capital(&context.point(point)), context.setting(context.sample.labels(point), &[]))
    };
    best.into_iter().take(MAX_POINTS).map(sentence).collect()
}

/// Whether one point is the best, or tied with it, in all outcomes.
fn agreement(defined: &[&BestPoint], names: &[String]) -> String {
    let agreed: Vec<&String> = names
        .iter()
        .enumerate()
        .filter(|(index, _)| defined.iter().all(|point| point.found.tied[*index]))
        .map(|(_, name)| name)
        .collect();
    let n = defined.len();
    match agreed.len() {
        0 => format!(
            "No point is the best, or cannot be told from it, in all {n} outcomes at once: what is best depends on what counts."
        ),
        k if k == names.len() => format!("No point can be told from any other in any of the {n} outcomes."),
        k if k <= MAX_NAMED => format!("Among the best in all {n} outcomes at once: {}.", list(&agreed)),
        k => {
            format!("{k} of {} are among the best in all {n} outcomes at once.", count(names.len(), "point", "points"))
        }
    }
}

/// All outcomes over two factors; those that are the same everywhere in words.
fn grid(context: Context<'_>, found: &BestPoints, [across, up]: [usize; 2]) -> Option<Chart> {
    let sample = context.sample;
    let is_same = |(_, point): &(&Quantity, &BestPoint)| {
        let Best { means, best, .. } = &point.found;
        means.iter().all(|e| e.mean.is_nan() || e.mean == means[*best].mean)
    };
    let (same, differing): (Vec<_>, Vec<_>) = found.defined().partition(is_same);
    if differing.is_empty() {
        return None;
    }
    let same = same.into_iter().map(|(quantity, point)| {
        let value = quantity.value(point.found.means[point.found.best].mean);
        format!(" {} is {value} {} everywhere and not drawn.", capital(&quantity.label), quantity.unit)
    });
    let same: String = same.collect();
    let pane = |(quantity, point): (&Quantity, &BestPoint)| {
        let cell = |row: &&str, column: &&str| {
            let is_here = |(point, _): &PointRow| {
                let labels = sample.labels(*point);
                alike(&labels[across], column) && alike(&labels[up], row)
            };
            let index = found.rows.iter().position(is_here)?;
            Some((point.found.means[index].mean, point.found.tied[index])).filter(|(mean, _)| mean.is_finite())
        };
        let (rows, columns) = (sample.factors[up].ordered(), sample.factors[across].ordered());
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        Pane {
            title: capital(&quantity.label),
            unit: quantity.unit.clone(),
            sides: None,
            cells: quantity.scaled(cells),
        }
    };
    Some(Chart::Grid(Grid {
        title: format!("Who wins where, by {} and {}", context.factor(across), context.factor(up)),
        subtitle: format!(
            "Means over runs, an outcome a panel. Hatched: the best, and what cannot be told from it beyond \
             chance.{same}"
        ),
        across: context.axis(across),
        up: context.axis(up),
        panes: differing.into_iter().map(pane).collect(),
    }))
}
