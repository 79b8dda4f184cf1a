//! `boundary`: where over two factors an effect changes its sign.

use std::collections::BTreeMap;

use crate::question::answer::{Number, Section};
use crate::question::chart::{Chart, Grid, Pane};
use crate::question::context::Context;
use crate::question::contrast::Pair;
use crate::question::phrases::{by_chance, pairs_of_runs};
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::side::alike;
use crate::question::statistics::comparison::{compare, differences};
use crate::question::statistics::tally::Tally;
use crate::question::statistics::verdict::{Verdict, is_detected, verdict};
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list};

use super::effect::EffectRequest;
use super::request::Request;

/// An effect over the levels of two factors.
#[derive(Debug, Clone)]
pub(crate) struct BoundaryRequest {
    effect: EffectRequest,
    knobs: [usize; 2],
}

/// The effect in each cell; rows are levels of the second factor, columns of the first.
type Cells = Vec<Vec<Option<Estimate>>>;

/// The effect on one outcome.
pub(crate) struct Boundary {
    quantity: Quantity,
    cells: Cells,
    all: Estimate,
    /// By factor, from its first level to its last.
    changes: [Change; 2],
}

/// An effect at the first and last level of a factor, over all levels of the other.
struct Change {
    first: f64,
    last: f64,
    /// Last minus first.
    difference: Estimate,
}

impl Request for BoundaryRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "knobs", "this", "beside", "at"];
    type Findings = Vec<Boundary>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let knobs = table.knobs();
        let effect = EffectRequest::read(table)?;
        Some(Self { effect, knobs: knobs? })
    }

    fn outcomes(&self) -> &[usize] {
        &self.effect.outcomes
    }

    fn compute(&self, sample: &Sample) -> Vec<Boundary> {
        let pairs = self.effect.contrast.pairs(sample);
        let cells = self.cells(sample, &pairs);
        let ends = self.knobs.map(|knob| {
            let levels = sample.factors[knob].ordered();
            [levels[0], levels[levels.len() - 1]].map(|label| -> Vec<Pair> {
                let is_here = |pair: &&Pair| sample.labels(pair.this.0).get(knob).is_some_and(|own| alike(own, label));
                pairs.iter().filter(is_here).copied().collect()
            })
        });
        let of = |outcome: &usize| {
            let effect = |pairs: &[Pair]| compare(sample, pairs, *outcome).difference;
            let cell = |pairs: &Vec<Pair>| (!pairs.is_empty()).then(|| effect(pairs));
            Boundary {
                quantity: Quantity::outcome(*outcome),
                cells: cells.iter().map(|row| row.iter().map(cell).collect()).collect(),
                all: effect(&pairs),
                changes: [0, 1].map(|knob| {
                    let [low, high] = &ends[knob];
                    let series = |pairs: &[Pair]| differences(sample, pairs, *outcome);
                    let difference = series(high).into_iter().zip(series(low)).map(|(high, low)| high - low);
                    Change { first: effect(low).mean, last: effect(high).mean, difference: Estimate::of(difference) }
                }),
            }
        };
        self.effect.outcomes.iter().map(of).collect()
    }

    fn say(&self, context: Context<'_>, found: &Vec<Boundary>, section: &mut Section) {
        let sides @ [this, beside] = &context.sides(&self.effect.contrast);
        let axes = self.knobs.map(|knob| context.axis(knob));
        let [(first, across), (second, up)] = &axes;
        for Boundary { quantity, cells, all, changes } in found {
            section.sentences.push(sentence(quantity, sides, cells));
            section.sentences.push(turning(&axes, cells, quantity.more_and_less()));
            for (row, up) in cells.iter().zip(up) {
                for (cell, across) in row.iter().zip(across) {
                    let what = format!("{this} less {beside}, {first} {across}, {second} {up}");
                    section.numbers.extend(cell.as_ref().map(|e| Number::mean(what, &quantity.name, e)));
                }
            }
            section.numbers.push(Number::statement(format!("{this} less {beside}, over all"), &quantity.name, all));
            for (knob, change) in changes.iter().enumerate() {
                let ((name, levels), (other, _)) = (&axes[knob], &axes[1 - knob]);
                let (low, high) = (&levels[0], &levels[levels.len() - 1]);
                let words = quantity.paired_difference(&change.difference);
                let [a, b] = quantity.values([change.first, change.last]);
                section.sentences.push(format!(
                    "From {name} {low} to {high}, over all levels of {other}, that difference goes from {a} to {b}: {words}."
                ));
                let what = format!("{this} less {beside}: change from {name} {low} to {high}");
                section.numbers.push(Number::statement(what, &quantity.name, &change.difference));
            }
        }
    }

    fn chart(&self, context: Context<'_>, found: &Vec<Boundary>) -> Option<Chart> {
        let [this, beside] = context.sides(&self.effect.contrast);
        let [across, up] = self.knobs.map(|knob| context.axis(knob));
        let cell = |e: &Option<Estimate>| e.as_ref().map(|e| (e.mean, !is_detected(e)));
        let pane = |Boundary { quantity, cells, .. }: &Boundary| Pane {
            title: capital(&quantity.label),
            unit: quantity.unit.clone(),
            sides: Some((format!("{beside} ahead"), format!("{this} ahead"))),
            cells: quantity.scaled(cells.iter().map(|row| row.iter().map(cell).collect()).collect()),
        };
        Some(Chart::Grid(Grid {
            title: format!("{} less {beside}, by {} and {}", capital(&this), across.0, up.0),
            subtitle: "Mean paired differences. Hatched: the 95 % interval holds zero. A thick line runs where the \
                       side changes."
                .to_owned(),
            panes: found.iter().map(pane).collect(),
            across,
            up,
        }))
    }
}

impl BoundaryRequest {
    /// The pairs of each cell.
    fn cells(&self, sample: &Sample, pairs: &[Pair]) -> Vec<Vec<Vec<Pair>>> {
        let mut found: BTreeMap<[&str; 2], Vec<Pair>> = BTreeMap::new();
        for pair in pairs {
            if let Some(labels) = &sample.points[pair.this.0].labels {
                found.entry(self.knobs.map(|knob| labels[knob].as_str())).or_default().push(*pair);
            }
        }
        let [columns, rows] = self.knobs.map(|knob| sample.factors[knob].ordered());
        let cell = |up: &str, across: &str| found.get(&[across, up]).cloned().unwrap_or_default();
        rows.iter().map(|up| columns.iter().map(|across| cell(up, across)).collect()).collect()
    }
}

/// In how many cells which side has more.
fn sentence(quantity: &Quantity, [this, beside]: &[String; 2], cells: &Cells) -> String {
    let effects: Vec<&Estimate> = cells.iter().flatten().flatten().collect();
    let tally = Tally::of(effects.iter().copied());
    let n = tally.all();
    let runs = effects.iter().map(|e| e.replicates).min().unwrap_or(0);
    let (more, less) = quantity.more_and_less();
    format!(
        "{}: of {}, {this} has {more} than {beside} in {}, {less} in {}, and no difference beyond chance in {} (95 %, {} a cell; {}).",
        quantity.head(),
        count(n, "combination", "combinations"),
        tally.more,
        tally.less,
        tally.open(),
        pairs_of_runs(runs),
        by_chance(n)
    )
}

/// Where the sign changes: for each level of the second factor, between which levels of the first.
fn turning(axes: &[(String, Vec<String>); 2], cells: &Cells, (more, less): (&str, &str)) -> String {
    let [(first, across), (second, up)] = axes;
    let word = |is_more: bool| if is_more { more } else { less };
    let (mut turns, mut signs) = (Vec::new(), Vec::new());
    for (row, up) in cells.iter().zip(up) {
        let sign = |cell: &Option<Estimate>| match verdict(cell.as_ref()?) {
            Verdict::More => Some(true),
            Verdict::Less => Some(false),
            _ => None,
        };
        let detected: Vec<(usize, bool)> =
            row.iter().enumerate().filter_map(|(column, cell)| Some((column, sign(cell)?))).collect();
        for pair in detected.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
            let [(left, from), (right, to)] = [pair[0], pair[1]];
            turns.push(format!(
                "at {second} {up} between {} and {} (from {} to {})",
                across[left],
                across[right],
                word(from),
                word(to)
            ));
        }
        signs.extend(detected.first().map(|(_, sign)| (up, *sign)));
    }
    match (&turns[..], &signs[..]) {
        ([_, ..], _) => format!("The sign turns with {first}: {}.", list(&turns)),
        (_, []) => "No combination differs beyond chance, so there is no boundary to see.".to_owned(),
        (_, [(_, sign), others @ ..]) if others.iter().all(|(_, other)| other == sign) => {
            format!("The sign turns nowhere: wherever there is a difference, it is {}.", word(*sign))
        }
        // Each row has one sign: it changes with the second factor.
        _ => {
            let sides: Vec<String> = signs.iter().map(|(up, sign)| format!("{} at {up}", word(*sign))).collect();
            format!("The sign turns with {second} alone: {}.", list(&sides))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(signs: &[&[i32]]) -> String {
        let cell = |sign: &i32| Some(Estimate::of([f64::from(*sign) * 5.0 - 0.1, f64::from(*sign) * 5.0 + 0.1]));
        let cells: Cells = signs.iter().map(|row| row.iter().map(cell).collect()).collect();
        let axis = |name: &str, levels: &[&str]| (name.to_owned(), levels.iter().map(|l| (*l).to_owned()).collect());
        turning(&[axis("relief", &["0", "1", "2"]), axis("resonance", &["low", "high"])], &cells, ("more", "fewer"))
    }

    #[test]
    fn the_boundary_is_where_the_sign_changes() {
        assert_eq!(
            sentence(&[&[1, 0, -1], &[1, 1, 1]]),
            "The sign turns with relief: at resonance low between 0 and 2 (from more to fewer)."
        );
        assert_eq!(
            sentence(&[&[-1, 0, 1], &[-1, 1, 1]]),
            "The sign turns with relief: at resonance low between 0 and 2 (from fewer to more) and at resonance high \
             between 0 and 1 (from fewer to more)."
        );
        assert_eq!(
            sentence(&[&[1, 1, 1], &[-1, -1, -1]]),
            "The sign turns with resonance alone: more at low and fewer at high."
        );
        assert_eq!(
            sentence(&[&[1, 0, 1], &[1, 1, 1]]),
            "The sign turns nowhere: wherever there is a difference, it is more."
        );
        assert!(sentence(&[&[0, 0, 0], &[0, 0, 0]]).contains("no boundary"));
    }
}
