//! `trend`: how an outcome, or an effect, varies with the levels of one factor.

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::contrast::Pair;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::side::{Side, alike};
use crate::question::statistics::comparison::{differences, levels};
use crate::question::statistics::trend::{Course, between, course, extremes};
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::capital;

use super::effect::EffectRequest;
use super::request::Request;

/// Outcomes, or effects if there is a side beside, over the levels of a factor.
#[derive(Debug, Clone)]
pub(crate) struct TrendRequest {
    effect: EffectRequest,
    knob: usize,
}

/// The levels that have points, and by outcome and level one value per replicate.
pub(crate) struct Trend {
    levels: Vec<String>,
    outcomes: Vec<(Quantity, Vec<Vec<f64>>)>,
}

/// What varies over which levels, in words.
struct Wording {
    knob: String,
    levels: Vec<String>,
    /// Empty for an outcome of all points.
    subject: String,
}

impl Request for TrendRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "knob", "this", "beside", "at"];
    type Findings = Trend;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let knob = table.knob("knob");
        let effect = EffectRequest::read(table)?;
        Some(Self { effect, knob: knob? })
    }

    fn outcomes(&self) -> &[usize] {
        &self.effect.outcomes
    }

    fn compute(&self, sample: &Sample) -> Trend {
        let pairs = self.effect.contrast.pairs(sample);
        let at = |level: &str| -> Vec<Pair> {
            let is_here = |pair: &&Pair| sample.labels(pair.this.0).get(self.knob).is_some_and(|own| alike(own, level));
            pairs.iter().filter(is_here).copied().collect()
        };
        let ordered = sample.factors[self.knob].ordered().into_iter();
        let by_level: Vec<(&str, Vec<Pair>)> =
            ordered.map(|level| (level, at(level))).filter(|(_, pairs)| !pairs.is_empty()).collect();
        let series = if self.is_effect() { differences } else { levels };
        let of = |outcome: &usize| {
            let columns = by_level.iter().map(|(_, pairs)| series(sample, pairs, *outcome));
            (Quantity::outcome(*outcome), columns.collect())
        };
        Trend {
            levels: by_level.iter().map(|(level, _)| (*level).to_owned()).collect(),
            outcomes: self.effect.outcomes.iter().map(of).collect(),
        }
    }

    fn say(&self, context: Context<'_>, found: &Trend, section: &mut Section) {
        let words @ Wording { knob, subject, .. } = &self.wording(context, found);
        let of = if subject.is_empty() { String::new() } else { format!("{subject}, ") };
        for (quantity, columns) in &found.outcomes {
            section.sentences.push(words.sentence(quantity, columns));
            for (level, column) in words.levels.iter().zip(columns) {
                let e = Estimate::of(column.iter().copied());
                section.numbers.push(Number::mean(format!("{of}{knob} {level}"), &quantity.name, &e));
            }
            if let [first, .., last] = &words.levels[..] {
                let ends = between(columns, columns.len() - 1, 0);
                let what = format!("{of}{knob} {last} less {first}");
                section.numbers.push(Number::statement(what, &quantity.name, &ends));
            }
        }
    }

    fn chart(&self, context: Context<'_>, found: &Trend) -> Option<Chart> {
        let (quantity, columns) = found.outcomes.first()?;
        let Wording { knob, subject, levels } = self.wording(context, found);
        let estimate = |level: usize| Estimate::of(columns[level].iter().copied());
        let label = |level: usize| format!("{knob} {}", levels[level]);
        let name = capital(&quantity.label);
        // Effects are differences already; outcomes are compared with the first level.
        let (title, subtitle, rows): (_, _, Vec<Bar>) = if self.is_effect() {
            let bar = |level| quantity.bar(label(level), String::new(), &estimate(level));
            let subtitle = "Mean paired difference with its 95 % interval".to_owned();
            (format!("{name}: {subject}, by {knob}"), subtitle, (0..levels.len()).map(bar).collect())
        } else {
            let value = |level| quantity.value(estimate(level).mean);
            let bar = |level| quantity.bar(label(level), value(level), &between(columns, level, 0));
            let first = label(0);
            let there = format!("at {first} it is {} {}", value(0), quantity.unit);
            let subtitle =
                format!("Mean paired difference, with an interval for all pairs of levels together; {there}");
            (format!("{name} by {knob}: the difference from {first}"), subtitle, (1..levels.len()).map(bar).collect())
        };
        Some(Chart::Bars(Bars {
            title,
            subtitle,
            left: "less".to_owned(),
            right: "more".to_owned(),
            unit: format!("difference, {}", quantity.unit),
            rows,
        }))
    }
}

impl TrendRequest {
    fn is_effect(&self) -> bool {
        self.effect.contrast.beside.is_some()
    }

    fn wording(&self, context: Context<'_>, found: &Trend) -> Wording {
        let [this, beside] = context.sides(&self.effect.contrast);
        let subject = match (self.is_effect(), self.effect.contrast.this == Side::default()) {
            (true, _) => format!("{this} less {beside}"),
            (false, false) => this,
            (false, true) => String::new(),
        };
        Wording {
            knob: context.factor(self.knob).to_owned(),
            levels: found.levels.iter().map(|level| context.bare(self.knob, level)).collect(),
            subject,
        }
    }
}

impl Wording {
    fn sentence(&self, quantity: &Quantity, columns: &[Vec<f64>]) -> String {
        let knob = &self.knob;
        let last = columns.len() - 1;
        let estimates: Vec<Estimate> = columns.iter().map(|column| Estimate::of(column.iter().copied())).collect();
        let means: Vec<f64> = estimates.iter().map(|e| e.mean).collect();
        let value = |level: usize| format!("{} at {}", quantity.value(means[level]), self.levels[level]);
        let runs = estimates.iter().map(|e| e.replicates).min().unwrap_or(0);
        let together = if columns.len() > 2 { ", interval for all pairs of levels together" } else { "" };
        let runs = format!("{runs} runs a level");
        let runs_together = format!("{runs}{together}");
        let differ = |a: usize, b: usize| quantity.difference(&between(columns, a, b), &runs_together);
        let bend = |level: usize, course: &str, end: &str| {
            format!(
                "{course} with {knob}: {}, {}, {} – the {end} is {} and {} ({runs_together}).",
                value(0),
                value(level),
                value(last),
                quantity.more_than(&between(columns, level, 0), "the first"),
                quantity.more_than(&between(columns, level, last), "the last")
            )
        };
        let (largest, smallest) = extremes(&means);
        let rest = match course(columns) {
            Course::Rises => format!(" rises with {knob}: {}, {} – {}.", value(0), value(last), differ(last, 0)),
            Course::Falls => format!(" falls with {knob}: {}, {} – {}.", value(0), value(last), differ(last, 0)),
            Course::Peaks(level) => bend(level, " rises and falls again", "highest"),
            Course::Dips(level) => bend(level, " falls and rises again", "lowest"),
            Course::Wavers => format!(
                " differs between levels of {knob} without going up or down from end to end: highest {}, lowest {} – {}.",
                value(largest),
                value(smallest),
                differ(largest, smallest)
            ),
            Course::Flat if means[largest] == means[smallest] => {
                format!(" is {} at every level of {knob} ({runs}).", quantity.value(means[0]))
            }
            Course::Flat => format!(
                " does not move with {knob} beyond chance: between {} and {}; from the first level to the last {}.",
                value(smallest),
                value(largest),
                differ(last, 0)
            ),
            Course::Unknown => format!(": too few runs have a value to say how it goes with {knob}."),
        };
        let of = if self.subject.is_empty() { String::new() } else { format!(", {}", self.subject) };
        format!("{}{of}{rest}", quantity.head())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::statistics::trend::tests::columns;
    use crate::study::outcomes::outcome_number;

    #[test]
    fn the_sentence_follows_the_numbers() {
        let quantity = Quantity::outcome(outcome_number("mobilised").expect("an outcome"));
        let levels = ["none", "some"].map(str::to_owned).to_vec();
        let words = Wording { knob: "relief".to_owned(), levels, subject: String::new() };
        let of = |means: &[f64]| words.sentence(&quantity, &columns(means));
        let rising = of(&[10.0, 30.0]);
        assert!(rising.contains("rises with relief") && rising.contains("more (95 %"), "{rising}");
        let falling = of(&[30.0, 10.0]);
        assert!(falling.contains("falls with relief") && falling.contains("fewer (95 %"), "{falling}");
        assert!(of(&[10.0, 10.0]).contains("does not move with relief beyond chance"));
    }
}
