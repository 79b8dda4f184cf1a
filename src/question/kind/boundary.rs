//! `boundary`: where over two factors the sign of an effect turns.

use std::collections::BTreeMap;

use crate::study::estimate::Estimate;
use crate::text::{capital, count, list};

use crate::question::answer::{Number, Said};
use crate::question::contrast::{Contrast, Pair, compared};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::shown::{Grid, Pane, Shown};
use crate::question::side::alike;
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict};

use super::holds::{Tally, by_chance};

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "knobs", "this", "beside", "at"];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    knobs: [usize; 2],
    contrast: Contrast,
}

/// The effect in each cell; rows are levels of the second factor, columns of the first.
type Cells = Vec<Vec<Option<Estimate>>>;

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let knobs = table.knobs();
        let contrast = table.contrast()?;
        Some(Self { outcomes, knobs: knobs?, contrast })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let pairs = self.contrast.pairs(sample);
        let (this, beside) = self.contrast.names(given);
        let names = self.knobs.map(|knob| given.words.of(&sample.factors[knob].name).to_owned());
        let levels = self.knobs.map(|knob| {
            let factor = &sample.factors[knob];
            let ordered = factor.ordered().into_iter();
            ordered.map(|label| (label, given.words.bare(&factor.name, label))).collect::<Vec<_>>()
        });
        let places = places(sample, &pairs, self.knobs, &levels);
        let mut said = Said::default();
        let mut panes = Vec::new();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let cells: Cells = places
                .iter()
                .map(|row| {
                    let effect = |pairs: &Vec<Pair>| compared(sample, pairs, *outcome).difference;
                    row.iter().map(|pairs| (!pairs.is_empty()).then(|| effect(pairs))).collect()
                })
                .collect();
            let words = [levels[0].iter(), levels[1].iter()].map(|all| all.map(|(_, word)| word.clone()).collect());
            said.sentences.extend(sentences(&quantity, &this, &beside, &names, &words, &cells));
            for (row, (_, up)) in cells.iter().zip(&levels[1]) {
                for (cell, (_, across)) in row.iter().zip(&levels[0]) {
                    let what = format!("{this} less {beside}, {} {across}, {} {up}", names[0], names[1]);
                    said.numbers.extend(cell.as_ref().map(|e| Number::mean(what, &quantity.name, e)));
                }
            }
            let all = compared(sample, &pairs, *outcome).difference;
            said.numbers.push(Number::statement(format!("{this} less {beside}, over all"), &quantity.name, &all));
            // Which way the effect goes with each knob, over the levels of the other.
            for knob in 0..2 {
                let (first, last) = (&levels[knob][0], &levels[knob][levels[knob].len() - 1]);
                let at = |label: &str| -> Vec<Pair> {
                    let here = |pair: &&Pair| is_at(sample, pair, self.knobs[knob], label);
                    pairs.iter().filter(here).copied().collect()
                };
                let (low, high) = (at(first.0), at(last.0));
                let apart = change(sample, &low, &high, *outcome);
                let words = quantity.difference(&apart, &Contrast::runs(&apart));
                let [a, b] = quantity.values([
                    compared(sample, &low, *outcome).difference.mean,
                    compared(sample, &high, *outcome).difference.mean,
                ]);
                said.sentences.push(format!(
                    "From {} {} to {}, over all levels of {}, that difference goes from {a} to {b}: {words}.",
                    names[knob],
                    first.1,
                    last.1,
                    names[1 - knob]
                ));
                let what = format!("{this} less {beside}: change from {} {} to {}", names[knob], first.1, last.1);
                said.numbers.push(Number::statement(what, &quantity.name, &apart));
            }
            let cell = |e: &Option<Estimate>| {
                e.as_ref().map(|e| (e.mean, !matches!(verdict(e), Verdict::More | Verdict::Less)))
            };
            panes.push(Pane {
                title: capital(&quantity.label),
                unit: quantity.unit.clone(),
                sides: Some((format!("{beside} ahead"), format!("{this} ahead"))),
                cells: quantity.scaled(cells.iter().map(|row| row.iter().map(cell).collect()).collect()),
            });
        }
        let [across, up] = [0, 1].map(|k| levels[k].iter().map(|(_, word)| word.clone()).collect::<Vec<_>>());
        let [name, other] = names;
        said.picture = Some(Shown::Grid(Grid {
            title: format!("{} less {beside}, by {name} and {other}", capital(&this)),
            subtitle: "Mean paired differences. Hatched: the 95 % interval holds zero. A thick line runs where the \
                       side changes."
                .to_owned(),
            across: (name, across),
            up: (other, up),
            panes,
        }));
        said
    }
}

fn is_at(sample: &Sample, pair: &Pair, knob: usize, label: &str) -> bool {
    sample.points[pair.this.0].labels.as_ref().is_some_and(|labels| alike(&labels[knob], label))
}

/// The pairs of each cell.
fn places(
    sample: &Sample,
    pairs: &[Pair],
    knobs: [usize; 2],
    levels: &[Vec<(&str, String)>; 2],
) -> Vec<Vec<Vec<Pair>>> {
    let mut found: BTreeMap<(&str, &str), Vec<Pair>> = BTreeMap::new();
    for pair in pairs {
        if let Some(labels) = &sample.points[pair.this.0].labels {
            found.entry((&labels[knobs[0]], &labels[knobs[1]])).or_default().push(*pair);
        }
    }
    let cell = |up: &str, across: &str| found.get(&(across, up)).cloned().unwrap_or_default();
    levels[1].iter().map(|(up, _)| levels[0].iter().map(|(across, _)| cell(up, across)).collect()).collect()
}

/// By how much an effect differs between two groups of pairs, replicate by replicate.
pub(super) fn change(sample: &Sample, low: &[Pair], high: &[Pair], outcome: usize) -> Estimate {
    let series = |pairs: &[Pair]| -> Vec<f64> {
        let values = |(point, row): (usize, usize)| sample.points[point].values(row, outcome);
        let each: Vec<Vec<f64>> = pairs
            .iter()
            .map(|pair| values(pair.this).into_iter().zip(values(pair.beside)).map(|(a, b)| a - b).collect())
            .collect();
        let most = each.iter().map(Vec::len).max().unwrap_or(0);
        (0..most)
            .map(|replicate| {
                let there: Vec<f64> =
                    each.iter().filter_map(|values| values.get(replicate)).copied().filter(|x| !x.is_nan()).collect();
                there.iter().sum::<f64>() / there.len() as f64
            })
            .collect()
    };
    Estimate::of(series(high).into_iter().zip(series(low)).map(|(high, low)| high - low))
}

fn sentences(
    quantity: &Quantity,
    this: &str,
    beside: &str,
    names: &[String; 2],
    levels: &[Vec<String>; 2],
    cells: &Cells,
) -> Vec<String> {
    let there: Vec<&Estimate> = cells.iter().flatten().flatten().collect();
    let tally = Tally::of(there.iter().copied());
    let n = tally.all();
    let runs = there.iter().map(|e| e.replicates).min().unwrap_or(0);
    let word = quantity.more_and_less();
    let mut said = vec![format!(
        "{}: of {}, {this} has {} than {beside} in {}, {} in {}, and no difference beyond chance in {} (95 %, {} a cell; {}).",
        quantity.head(),
        count(n, "combination", "combinations"),
        word.0,
        tally.more,
        word.1,
        tally.less,
        tally.undecided + tally.same + tally.unknown,
        count(runs as usize, "pair of runs", "pairs of runs"),
        by_chance(n)
    )];
    said.push(turning(names, levels, cells, word));
    said
}

/// Where the sign turns: for each level of the second factor, between which levels of the first.
fn turning(names: &[String; 2], levels: &[Vec<String>; 2], cells: &Cells, word: (&str, &str)) -> String {
    let (mut turns, mut signs) = (Vec::new(), Vec::new());
    for (row, up) in cells.iter().zip(&levels[1]) {
        let decided: Vec<(usize, bool)> = row
            .iter()
            .enumerate()
            .filter_map(|(place, cell)| match verdict(cell.as_ref()?) {
                Verdict::More => Some((place, true)),
                Verdict::Less => Some((place, false)),
                _ => None,
            })
            .collect();
        for pair in decided.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
            let (from, to) = if pair[0].1 { word } else { (word.1, word.0) };
            turns.push(format!(
                "at {} {up} between {} and {} (from {from} to {to})",
                names[1], levels[0][pair[0].0], levels[0][pair[1].0]
            ));
        }
        signs.extend(decided.iter().map(|(_, sign)| *sign));
    }
    match (turns.is_empty(), signs.is_empty()) {
        (false, _) => format!("The sign turns with {}: {}.", names[0], list(&turns)),
        (true, true) => "No combination differs beyond chance, so there is no boundary to see.".to_owned(),
        (true, false) if signs.iter().all(|sign| *sign == signs[0]) => {
            let side = if signs[0] { word.0 } else { word.1 };
            format!("The sign turns nowhere: wherever there is a difference, it is {side}.")
        }
        (true, false) => {
            // Rows are of one sign each: it turns with the second factor.
            let sides: Vec<String> = cells
                .iter()
                .zip(&levels[1])
                .filter_map(|(row, up)| {
                    let decided = row.iter().flatten().map(verdict);
                    let sign = decided.into_iter().find(|v| matches!(v, Verdict::More | Verdict::Less))?;
                    Some(format!("{} at {up}", if sign == Verdict::More { word.0 } else { word.1 }))
                })
                .collect();
            format!("The sign turns with {} alone: {}.", names[1], list(&sides))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(signs: &[&[i32]]) -> Cells {
        let cell = |sign: &i32| Some(Estimate::of([f64::from(*sign) * 5.0 - 0.1, f64::from(*sign) * 5.0 + 0.1]));
        signs.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    fn said(signs: &[&[i32]]) -> String {
        let names = ["relief".to_owned(), "resonance".to_owned()];
        let levels = [vec!["0".to_owned(), "1".to_owned(), "2".to_owned()], vec!["low".to_owned(), "high".to_owned()]];
        turning(&names, &levels, &cells(signs), ("more", "fewer"))
    }

    #[test]
    fn the_boundary_is_where_the_sign_turns() {
        assert_eq!(
            said(&[&[1, 0, -1], &[1, 1, 1]]),
            "The sign turns with relief: at resonance low between 0 and 2 (from more to fewer)."
        );
        assert_eq!(
            said(&[&[-1, 0, 1], &[-1, 1, 1]]),
            "The sign turns with relief: at resonance low between 0 and 2 (from fewer to more) and at resonance high \
             between 0 and 1 (from fewer to more)."
        );
        assert_eq!(
            said(&[&[1, 1, 1], &[-1, -1, -1]]),
            "The sign turns with resonance alone: more at low and fewer at high."
        );
        assert_eq!(
            said(&[&[1, 0, 1], &[1, 1, 1]]),
            "The sign turns nowhere: wherever there is a difference, it is more."
        );
        assert!(said(&[&[0, 0, 0], &[0, 0, 0]]).contains("no boundary"));
    }
}
