//! `best`: where each outcome is largest, how sure that is, and whether outcomes agree.

use crate::question::answer::{Number, Section};
use crate::question::chart::Chart;
use crate::question::context::Context;
use crate::question::phrases::pairs_of_runs;
use crate::question::quantity::Quantity;
use crate::question::sample::{PointRow, Sample};
use crate::question::side::Side;
use crate::question::statistics::best::{Best, best};
use crate::question::statistics::comparison::difference;
use crate::question::statistics::verdict::widened;
use crate::question::table::Table;

use super::best_chart::{bars, grid};
use super::best_points::{BestPoint, BestPoints, baseline_values};
use super::best_words::{agreement, levels, sentence};
use super::request::Request;

/// Points ordered by outcomes.
#[derive(Debug, Clone)]
pub(crate) struct BestRequest {
    outcomes: Vec<usize>,
    less: Vec<usize>,
    this: Side,
    at: Side,
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
            _ => bars(context, found, |point| self.name(context, point), is_one_scenario),
        }
    }
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
}
