//! `trend`: how an outcome, or the effect of one side beside another, goes with the levels of one factor.

use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::text::capital;

use crate::question::answer::{Number, Said};
use crate::question::contrast::{Contrast, Pair};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::side::alike;
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict, widened};

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "knob", "this", "beside", "at"];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    knob: usize,
    contrast: Contrast,
}

/// How a quantity goes from level to level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Rises,
    Falls,
    /// Up to this level, and down again.
    Peaks(usize),
    /// Down to this level, and up again.
    Dips(usize),
    /// Two levels differ, and neither the ends do nor is there one bend.
    Wavers,
    Flat,
    Unknown,
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let knob = table.knob("knob");
        // Without `beside` the outcome itself is followed: each point stands for itself.
        let contrast = table.contrast()?;
        Some(Self { outcomes, knob: knob?, contrast })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let pairs = self.contrast.pairs(sample);
        let factor = &sample.factors[self.knob];
        let at = |level: &str| -> Vec<Pair> {
            let here = |pair: &&Pair| {
                sample.points[pair.this.0].labels.as_ref().is_some_and(|labels| alike(&labels[self.knob], level))
            };
            pairs.iter().filter(here).copied().collect()
        };
        let levels: Vec<(&str, Vec<Pair>)> = factor
            .ordered()
            .into_iter()
            .map(|level| (level, at(level)))
            .filter(|(_, pairs)| !pairs.is_empty())
            .collect();
        let (this, beside) = self.contrast.names(given);
        let subject = match (&self.contrast.beside, self.contrast.this == Default::default()) {
            (Some(_), _) => format!("{this} less {beside}"),
            (None, false) => this,
            (None, true) => String::new(),
        };
        let mut said = Said::default();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let columns: Vec<Vec<f64>> = levels
                .iter()
                .map(|(_, pairs)| column(sample, pairs, *outcome, self.contrast.beside.is_some()))
                .collect();
            let names: Vec<String> = levels.iter().map(|(level, _)| given.words.bare(&factor.name, level)).collect();
            said.sentences.push(sentence(given.words.of(&factor.name), &subject, &quantity, &names, &columns));
            for (name, column) in names.iter().zip(&columns) {
                let what = format!("{} {name}", given.words.of(&factor.name));
                let what = if subject.is_empty() { what } else { format!("{subject}, {what}") };
                said.numbers.push(Number::mean(what, &quantity.name, &Estimate::of(column.iter().copied())));
            }
            if let [first, .., last] = &names[..] {
                let ends = apart(&columns, columns.len() - 1, 0);
                let of = if subject.is_empty() { String::new() } else { format!("{subject}, ") };
                let what = format!("{of}{} {last} less {first}", given.words.of(&factor.name));
                said.numbers.push(Number::statement(what, &quantity.name, &ends));
            }
            let picture = || picture(given.words.of(&factor.name), &subject, &quantity, &names, &columns);
            said.picture.get_or_insert_with(picture);
        }
        said
    }
}

/// By replicate the mean over some points, or over the differences they are in.
fn column(sample: &Sample, pairs: &[Pair], outcome: usize, differences: bool) -> Vec<f64> {
    let values = |(point, row): (usize, usize)| sample.points[point].values(row, outcome);
    let each: Vec<Vec<f64>> = pairs
        .iter()
        .map(|pair| {
            let own = values(pair.this);
            match differences {
                true => own.into_iter().zip(values(pair.beside)).map(|(a, b)| a - b).collect(),
                false => own,
            }
        })
        .collect();
    let most = each.iter().map(Vec::len).max().unwrap_or(0);
    let mean = |replicate: usize| {
        let there: Vec<f64> =
            each.iter().filter_map(|values| values.get(replicate)).copied().filter(|x| !x.is_nan()).collect();
        there.iter().sum::<f64>() / there.len() as f64
    };
    (0..most).map(mean).collect()
}

/// The difference between two levels, with an interval that holds for all pairs of levels together.
fn apart(columns: &[Vec<f64>], a: usize, b: usize) -> Estimate {
    let pairs = columns.len() * (columns.len() - 1) / 2;
    widened(paired(columns[a].iter().copied(), columns[b].iter().copied()).0, pairs)
}

fn shape(columns: &[Vec<f64>]) -> Shape {
    let last = columns.len() - 1;
    let means: Vec<f64> = columns.iter().map(|column| Estimate::of(column.iter().copied()).mean).collect();
    if last == 0 || means.iter().any(|mean| mean.is_nan()) {
        return Shape::Unknown;
    }
    let (most, least) = ends(&means);
    let of = |a: usize, b: usize| verdict(&apart(columns, a, b));
    let inner = |level: usize| level > 0 && level < last;
    if inner(most) && of(most, 0) == Verdict::More && of(most, last) == Verdict::More {
        return Shape::Peaks(most);
    }
    if inner(least) && of(least, 0) == Verdict::Less && of(least, last) == Verdict::Less {
        return Shape::Dips(least);
    }
    match (of(last, 0), of(most, least)) {
        (Verdict::More, _) => Shape::Rises,
        (Verdict::Less, _) => Shape::Falls,
        (Verdict::Unknown, _) => Shape::Unknown,
        (_, Verdict::More) => Shape::Wavers,
        _ => Shape::Flat,
    }
}

/// The levels with the largest and the smallest mean; of equals the first.
fn ends(means: &[f64]) -> (usize, usize) {
    let better = |best: usize, level: usize, sign: f64| sign * means[level] > sign * means[best];
    let find = |sign: f64| (1..means.len()).fold(0, |best, level| if better(best, level, sign) { level } else { best });
    (find(1.0), find(-1.0))
}

fn sentence(knob: &str, subject: &str, quantity: &Quantity, names: &[String], columns: &[Vec<f64>]) -> String {
    let last = columns.len() - 1;
    let estimates: Vec<Estimate> = columns.iter().map(|column| Estimate::of(column.iter().copied())).collect();
    let means: Vec<f64> = estimates.iter().map(|e| e.mean).collect();
    let value = |level: usize| format!("{} at {}", quantity.value(means[level]), names[level]);
    let runs = estimates.iter().map(|e| e.replicates).min().unwrap_or(0);
    let over = if columns.len() > 2 { ", interval for all pairs of levels together" } else { "" };
    let differ = |a: usize, b: usize| quantity.difference(&apart(columns, a, b), &format!("{runs} runs a level{over}"));
    let (most, least) = ends(&means);
    let of = if subject.is_empty() { String::new() } else { format!(", {subject}") };
    let head = format!("{}{of}", quantity.head());
    match shape(columns) {
        Shape::Rises => format!("{head} rises with {knob}: {}, {} – {}.", value(0), value(last), differ(last, 0)),
        Shape::Falls => format!("{head} falls with {knob}: {}, {} – {}.", value(0), value(last), differ(last, 0)),
        Shape::Peaks(level) | Shape::Dips(level) => {
            let peak = matches!(shape(columns), Shape::Peaks(_));
            let (course, end) =
                if peak { ("rises and falls again", "highest") } else { ("falls and rises again", "lowest") };
            format!(
                "{head} {course} with {knob}: {}, {}, {} – the {end} is {} and {} ({runs} runs a level{over}).",
                value(0),
                value(level),
                value(last),
                quantity.beyond(&apart(columns, level, 0), "the first"),
                quantity.beyond(&apart(columns, level, last), "the last")
            )
        }
        Shape::Wavers => format!(
            "{head} differs between levels of {knob} without going up or down from end to end: highest {}, lowest {} – {}.",
            value(most),
            value(least),
            differ(most, least)
        ),
        Shape::Flat if means[most] == means[least] => {
            format!("{head} is {} at every level of {knob} ({runs} runs a level).", quantity.value(means[0]))
        }
        Shape::Flat => format!(
            "{head} does not move with {knob} beyond chance: between {} and {}; from the first level to the last {}.",
            value(least),
            value(most),
            differ(last, 0)
        ),
        Shape::Unknown => format!("{head}: too few runs have a value to say how it goes with {knob}."),
    }
}

fn picture(knob: &str, subject: &str, quantity: &Quantity, names: &[String], columns: &[Vec<f64>]) -> Shown {
    let first = Estimate::of(columns[0].iter().copied());
    let effect = !subject.is_empty() && subject.contains(" less ");
    let rows = names.iter().zip(columns).enumerate().map(|(level, (name, column))| {
        let e = Estimate::of(column.iter().copied());
        // Effects are differences already; outcomes are laid beside the first level.
        let shown = if effect { e } else { apart(columns, level, 0) };
        let note = if effect { String::new() } else { quantity.value(e.mean) };
        quantity.bar(format!("{knob} {name}"), note, &shown)
    });
    let rows: Vec<Bar> = if effect { rows.collect() } else { rows.skip(1).collect() };
    let (title, subtitle) = if effect {
        let subtitle = "Mean paired difference with its 95 % interval".to_owned();
        (format!("{}: {subject}, by {knob}", capital(&quantity.label)), subtitle)
    } else {
        let from = format!("{knob} {}", names[0]);
        let there = format!("at {from} it is {} {}", quantity.value(first.mean), quantity.unit);
        (
            format!("{} by {knob}: the difference from {from}", capital(&quantity.label)),
            format!("Mean paired difference, with an interval for all pairs of levels together; {there}"),
        )
    };
    Shown::Bars(Bars {
        title,
        subtitle,
        left: "less".to_owned(),
        right: "more".to_owned(),
        unit: format!("difference, {}", quantity.unit),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::outcomes::outcome_number;

    /// Means by level with the same small noise, twenty runs each.
    fn columns(means: &[f64]) -> Vec<Vec<f64>> {
        let noise = |level: usize, run: usize| ((run * 7 + level * 3) % 11) as f64 / 11.0 - 0.5;
        means.iter().enumerate().map(|(level, m)| (0..20).map(|run| m + noise(level, run)).collect()).collect()
    }

    #[test]
    fn every_shape_is_known_from_its_numbers() {
        for (means, expected) in [
            (vec![1.0, 5.0, 9.0], Shape::Rises),
            (vec![9.0, 5.0, 1.0], Shape::Falls),
            (vec![1.0, 9.0, 1.0], Shape::Peaks(1)),
            (vec![9.0, 1.0, 4.0, 9.0], Shape::Dips(1)),
            (vec![5.0, 5.0, 5.0], Shape::Flat),
            (vec![5.0, 9.0, 1.0, 5.0], Shape::Peaks(1)),
            (vec![1.0, 9.0, 8.9], Shape::Rises),
        ] {
            assert_eq!(shape(&columns(&means)), expected, "{means:?}");
        }
        assert_eq!(shape(&[vec![1.0], vec![2.0]]), Shape::Unknown, "one run says nothing");
    }

    #[test]
    fn the_sentence_turns_with_the_numbers() {
        let quantity = Quantity::outcome(outcome_number("mobilised").expect("an outcome"));
        let names = ["none".to_owned(), "some".to_owned()];
        let of = |means: &[f64]| sentence("relief", "", &quantity, &names, &columns(means));
        let rising = of(&[10.0, 30.0]);
        assert!(rising.contains("rises with relief") && rising.contains("more (95 %"), "{rising}");
        let falling = of(&[30.0, 10.0]);
        assert!(falling.contains("falls with relief") && falling.contains("fewer (95 %"), "{falling}");
        assert!(of(&[10.0, 10.0]).contains("does not move with relief beyond chance"));
    }
}
