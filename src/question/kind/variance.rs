//! `variance`: which share of the variance belongs to each of two or three factors, alone and together.

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::quantity::Quantity;
use crate::question::sample::{Point, Sample};
use crate::question::side::Side;
use crate::question::statistics::variance::{Cells, Gap, MAX_FACTORS, Partition, partition, sets};
use crate::question::table::Table;
use crate::text::{capital, count, list, number};

use super::request::Request;

/// The variance of outcomes over two or three factors.
#[derive(Debug, Clone)]
pub(crate) struct VarianceRequest {
    outcomes: Vec<usize>,
    knobs: Vec<usize>,
    this: Side,
    at: Side,
}

/// The variance of one outcome.
pub(crate) struct Variance {
    quantity: Quantity,
    /// Runs in each cell.
    runs: usize,
    cells: usize,
    /// None if too few runs have a value, or nothing varies.
    partition: Option<Partition>,
}

impl Request for VarianceRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "knobs", "this", "at"];
    type Findings = Vec<Variance>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let [this, at] = ["this", "at"].map(|key| table.side(key).unwrap_or_default());
        Some(Self { outcomes, knobs: table.several_knobs(MAX_FACTORS)?, this, at })
    }

    fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    fn compute(&self, sample: &Sample) -> Vec<Variance> {
        let levels: Vec<Vec<&str>> = self.knobs.iter().map(|knob| sample.factors[*knob].ordered()).collect();
        let mut each: Vec<Vec<&str>> = vec![Vec::new()];
        for labels in &levels {
            each = each.iter().flat_map(|cell| labels.iter().map(|label| [&cell[..], &[*label]].concat())).collect();
        }
        let of = |outcome: &usize| {
            let values = each.iter().map(|cell| self.cell(sample, cell, *outcome)).collect();
            let cells = Cells { levels: levels.iter().map(Vec::len).collect(), values }.complete();
            Variance {
                quantity: Quantity::outcome(*outcome),
                runs: cells.runs(),
                cells: cells.values.len(),
                partition: partition(&cells),
            }
        };
        self.outcomes.iter().map(of).collect()
    }

    fn say(&self, context: Context<'_>, found: &Vec<Variance>, section: &mut Section) {
        let names: Vec<&str> = self.knobs.iter().map(|knob| context.factor(*knob)).collect();
        let parts = parts(&names);
        for Variance { quantity, runs, cells, partition } in found {
            let head = quantity.head();
            let Some(Partition { shares, intervals, gaps }) = partition else {
                let why = if *runs < 2 { "too few runs have a value" } else { "it is the same everywhere" };
                section.sentences.push(format!("{head}: nothing to share out – {why}."));
                continue;
            };
            let percent = |part: usize| {
                let (low, high) = intervals[part];
                let [share, low, high] = [shares[part], low, high].map(|x| format!("{:.0}", x * 100.0));
                format!("{} {share} % (95 % {low} to {high})", parts[part])
            };
            section.sentences.push(format!(
                "{head}: of the variance between runs, {} (levels counted alike; {} in each of {cells} cells).",
                (0..parts.len()).map(percent).collect::<Vec<_>>().join(", "),
                count(*runs, "run", "runs"),
            ));
            for Gap { pair: (one, other), value } in gaps {
                section.sentences.push(larger([shares[*one], shares[*other]], *value, [names[*one], names[*other]]));
            }
            let plain =
                |of: &str, value| Number::plain(format!("share of variance: {of}"), &quantity.name, value, *runs);
            for part in 0..parts.len() {
                let (low, high) = intervals[part];
                section.numbers.push(Number { low, high, ..plain(&parts[part], shares[part]) });
            }
            for Gap { pair: (one, other), value: (value, low, high) } in gaps {
                let gap = plain(&format!("{} less {}", names[*one], names[*other]), *value);
                section.numbers.push(Number { low: *low, high: *high, statement: true, ..gap });
            }
        }
    }

    fn chart(&self, context: Context<'_>, found: &Vec<Variance>) -> Option<Chart> {
        let names: Vec<&str> = self.knobs.iter().map(|knob| context.factor(*knob)).collect();
        let parts = parts(&names);
        let (one, Partition { shares, intervals, .. }) =
            found.iter().find_map(|one| Some((one, one.partition.as_ref()?)))?;
        let bar = |part: usize| {
            let [share, low, high] = [shares[part], intervals[part].0, intervals[part].1].map(|x| x * 100.0);
            Bar::new(&parts[part], format!("{} %", number(share)), share, [low, high])
        };
        Some(Chart::Bars(Bars {
            title: format!("{}: shares of the variance", capital(&one.quantity.label)),
            subtitle: format!("With 95 % intervals, over {} runs a cell", one.runs),
            left: String::new(),
            right: "share of the variance".to_owned(),
            unit: "% of the variance between runs".to_owned(),
            rows: (0..parts.len()).map(bar).collect(),
        }))
    }
}

impl VarianceRequest {
    /// By replicate, the mean over the settings of a cell.
    fn cell(&self, sample: &Sample, levels: &[&str], outcome: usize) -> Vec<f64> {
        let is_here = |point: &Point, labels: &[String]| {
            self.knobs.iter().zip(levels).all(|(knob, level)| labels[*knob] == *level)
                && self.at.takes(point, labels)
                && self.this.takes(point, labels)
        };
        let each: Vec<Vec<f64>> = sample
            .design()
            .filter(|(_, point, labels)| is_here(point, labels))
            .filter_map(|(_, point, _)| Some(point.values(point.row(self.this.organisation.as_deref())?, outcome)))
            .collect();
        let runs = each.iter().map(Vec::len).min().unwrap_or(0);
        (0..runs).map(|run| each.iter().map(|values| values[run]).sum::<f64>() / each.len() as f64).collect()
    }
}

/// The parts of the variance: single factors, what they do together, chance.
fn parts(names: &[&str]) -> Vec<String> {
    let of = |set: usize| {
        let members: Vec<&str> = (0..names.len()).filter(|n| set & (1 << n) != 0).map(|n| names[n]).collect();
        match (members.len(), names.len()) {
            (1, _) => members[0].to_owned(),
            (2, 2) => "the two together".to_owned(),
            (3, _) => "all three together".to_owned(),
            _ => format!("{} together", list(&members)),
        }
    };
    sets(names.len()).into_iter().map(of).chain(["chance".to_owned()]).collect()
}

/// Which of the two factors accounts for more.
fn larger(shares: [f64; 2], (gap, low, high): (f64, f64, f64), [first, second]: [&str; 2]) -> String {
    let points = |x: f64| format!("{:.0}", x.abs() * 100.0);
    let (near, far) = if gap < 0.0 { (-high, -low) } else { (low, high) };
    let [size, nearest, farthest] = [gap, near, far].map(points);
    let interval = if near >= 0.0 {
        format!("{size} percentage points, 95 % {nearest} to {farthest}")
    } else {
        let (one, other) = if gap < 0.0 { (second, first) } else { (first, second) };
        format!(
            "{size} percentage points more for {one}, 95 % from {nearest} more for {other} to {farthest} more for {one}"
        )
    };
    match (low > 0.0, high < 0.0) {
        _ if shares[0] + shares[1] < 0.01 => format!("Neither {first} nor {second} accounts for any of it alone."),
        (true, _) => format!("Here {first} accounts for more of it than {second} ({interval})."),
        (_, true) => format!("Here {second} accounts for more of it than {first} ({interval})."),
        _ => format!("Which of {first} and {second} accounts for more cannot be told from chance ({interval})."),
    }
}

#[cfg(test)]
mod tests {
    use super::{larger, parts};

    #[test]
    fn parts_are_named_after_their_factors() {
        assert_eq!(parts(&["a", "b"]), ["a", "b", "the two together", "chance"]);
        let three = parts(&["a", "b", "c"]);
        assert_eq!(
            three[3..],
            ["a and b together", "a and c together", "b and c together", "all three together", "chance"]
        );
    }

    #[test]
    fn the_sentence_names_the_larger_share() {
        let of = |gap| larger([0.6, 0.1], gap, ["place", "organisation"]);
        assert!(of((0.5, 0.4, 0.6)).starts_with("Here place accounts for more of it than organisation"));
        assert!(of((-0.5, -0.6, -0.4)).starts_with("Here organisation accounts for more of it than place"));
        assert!(
            of((0.1, -0.1, 0.3)).contains("10 percentage points more for place, 95 % from 10 more for organisation")
        );
    }
}
