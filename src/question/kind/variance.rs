//! `variance`: whose share of the variance is whose, between two factors and chance.
//!
//! With μ(a, b) the mean of an outcome at level a of the one factor and b of the other (over all settings of others),
//! and all cells counted alike, the variance over cells and runs is the sum of four parts: that of μ(a, ·) over a, of
//! μ(·, b) over b, what of μ(a, b) is left beyond their sum, and the mean variance of runs within a cell. Means of few
//! runs differ by chance too: what that adds is taken off, from how much each deviation varies over replicates. A part
//! below 0 after that counts as 0. Intervals by the jackknife over replicates (one left out at a time; Efron and
//! Stein 1981), cut at 0 and 1.

use crate::study::estimate::Estimate;
use crate::text::{capital, count, number};

use crate::question::answer::{Number, Said};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::sample::PointOf;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::side::Side;
use crate::question::table::Table;
use crate::question::verdict::student;

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "knobs", "this", "at"];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    knobs: [usize; 2],
    this: Side,
    at: Side,
}

/// Shares of one factor, the other, both together, chance.
type Shares = [f64; 4];

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let (this, at) = (table.side("this").unwrap_or_default(), table.side("at").unwrap_or_default());
        Some(Self { outcomes, knobs: table.knobs()?, this, at })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let factors = self.knobs.map(|knob| &sample.factors[knob]);
        let names = factors.map(|factor| given.words.of(&factor.name).to_owned());
        let parts = [names[0].clone(), names[1].clone(), "the two together".to_owned(), "chance".to_owned()];
        let mut said = Said::default();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let cells: Vec<Vec<Vec<f64>>> = factors[0]
                .ordered()
                .into_iter()
                .map(|a| factors[1].ordered().into_iter().map(|b| self.cell(given, [a, b], *outcome)).collect())
                .collect();
            let whole = complete(&cells);
            let runs = whole.first().and_then(|row| row.first()).map_or(0, Vec::len);
            let Some(shared) = with_intervals(&whole) else {
                said.sentences.push(format!(
                    "{}: nothing to share out – {}.",
                    quantity.head(),
                    if runs < 2 { "too few runs have a value" } else { "it is the same everywhere" }
                ));
                continue;
            };
            let (shares, intervals) = (shared.shares, shared.intervals);
            let percent = |part: usize| {
                let (low, high) = intervals[part];
                let [share, low, high] = [shares[part], low, high].map(|x| format!("{:.0}", x * 100.0));
                format!("{} {share} % (95 % {low} to {high})", parts[part])
            };
            said.sentences.push(format!(
                "{}: of the variance between runs, {} (levels counted alike; {} in each of {} cells).",
                quantity.head(),
                [0, 1, 2, 3].map(percent).join(", "),
                count(runs, "run", "runs"),
                whole.len() * whole[0].len()
            ));
            said.sentences.push(verdict(&shared, &names));
            for part in 0..4 {
                let (low, high) = intervals[part];
                let (what, of) = (format!("share of variance: {}", parts[part]), quantity.name.clone());
                let (value, runs) = (shares[part], runs as u32);
                said.numbers.push(Number { what, of, value, low, high, runs, statement: false });
            }
            let ((value, low, high), runs) = (shared.gap, runs as u32);
            let what = format!("share of variance: {} less {}", names[0], names[1]);
            said.numbers.push(Number { what, of: quantity.name.clone(), value, low, high, runs, statement: true });
            let bars = || Bars {
                title: format!("{}: shares of the variance", capital(&quantity.label)),
                subtitle: format!("With 95 % intervals, over {runs} runs a cell"),
                left: String::new(),
                right: "share of the variance".to_owned(),
                unit: "% of the variance between runs".to_owned(),
                rows: (0..4)
                    .map(|part| Bar {
                        label: parts[part].clone(),
                        note: format!("{} %", number(shares[part] * 100.0)),
                        middle: shares[part] * 100.0,
                        low: intervals[part].0 * 100.0,
                        high: intervals[part].1 * 100.0,
                        told: None,
                    })
                    .collect(),
            };
            said.picture.get_or_insert_with(|| Shown::Bars(bars()));
        }
        said
    }

    /// By replicate the mean over the settings of a cell.
    fn cell(&self, given: &Given<'_>, levels: [&str; 2], outcome: usize) -> Vec<f64> {
        let sample = given.sample;
        let here = |point: &PointOf, labels: &[String]| {
            let on = labels[self.knobs[0]] == levels[0] && labels[self.knobs[1]] == levels[1];
            on && self.at.takes(point, labels) && self.this.takes(point, labels)
        };
        let each: Vec<Vec<f64>> = sample
            .design()
            .filter(|(_, point, labels)| here(point, labels))
            .filter_map(|(_, point, _)| Some(point.values(point.row(self.this.organisation.as_deref())?, outcome)))
            .collect();
        let runs = each.iter().map(Vec::len).min().unwrap_or(0);
        (0..runs).map(|run| each.iter().map(|values| values[run]).sum::<f64>() / each.len() as f64).collect()
    }
}

/// The replicates in which every cell has a value.
fn complete(cells: &[Vec<Vec<f64>>]) -> Vec<Vec<Vec<f64>>> {
    let runs = cells.iter().flatten().map(Vec::len).min().unwrap_or(0);
    let whole: Vec<usize> = (0..runs).filter(|run| cells.iter().flatten().all(|cell| !cell[*run].is_nan())).collect();
    let pick = |cell: &Vec<f64>| whole.iter().map(|run| cell[*run]).collect();
    cells.iter().map(|row| row.iter().map(pick).collect()).collect()
}

/// The shares of complete cells; nothing where nothing varies.
fn shares(cells: &[Vec<Vec<f64>>]) -> Option<Shares> {
    let (rows, columns) = (cells.len(), cells.first()?.len());
    let runs = cells[0].first()?.len();
    if runs < 2 {
        return None;
    }
    let mean = |values: &mut dyn Iterator<Item = f64>, n: usize| values.sum::<f64>() / n as f64;
    let all = rows * columns;
    // By replicate: the whole, each level's deviation from it, and what is left of each cell.
    let whole: Vec<f64> = (0..runs).map(|run| mean(&mut cells.iter().flatten().map(|cell| cell[run]), all)).collect();
    let row = |a: usize, run: usize| mean(&mut cells[a].iter().map(|cell| cell[run]), columns) - whole[run];
    let column = |b: usize, run: usize| mean(&mut cells.iter().map(|line| line[b][run]), rows) - whole[run];
    // The squared mean of a deviation, less what chance adds to it.
    let square = |deviation: &dyn Fn(usize) -> f64| {
        let e = Estimate::of((0..runs).map(deviation));
        e.mean * e.mean - e.standard_error * e.standard_error
    };
    let first = mean(&mut (0..rows).map(|a| square(&|run| row(a, run))), rows).max(0.0);
    let second = mean(&mut (0..columns).map(|b| square(&|run| column(b, run))), columns).max(0.0);
    let each = (0..rows).flat_map(|a| (0..columns).map(move |b| (a, b)));
    let left = |a: usize, b: usize, run: usize| cells[a][b][run] - whole[run] - row(a, run) - column(b, run);
    let together = mean(&mut each.map(|(a, b)| square(&|run| left(a, b, run))), all).max(0.0);
    let variance = |cell: &Vec<f64>| {
        let e = Estimate::of(cell.iter().copied());
        e.deviation * e.deviation
    };
    let chance = mean(&mut cells.iter().flatten().map(variance), all);
    let sum = first + second + together + chance;
    (sum > 0.0).then(|| [first, second, together, chance].map(|part| part / sum))
}

/// What the jackknife gives: shares, their intervals, and by how much the first factor's exceeds the second's.
struct Shared {
    shares: Shares,
    intervals: [(f64, f64); 4],
    gap: (f64, f64, f64),
}

/// The shares with their intervals: jackknife over replicates.
fn with_intervals(cells: &[Vec<Vec<f64>>]) -> Option<Shared> {
    let found = shares(cells)?;
    let runs = cells[0][0].len();
    let without = |out: usize| {
        let keep = |cell: &Vec<f64>| -> Vec<f64> {
            cell.iter().enumerate().filter(|(run, _)| *run != out).map(|(_, x)| *x).collect()
        };
        let fewer: Vec<Vec<Vec<f64>>> = cells.iter().map(|row| row.iter().map(keep).collect()).collect();
        shares(&fewer)
    };
    let each: Vec<Shares> = (0..runs).filter_map(without).collect();
    let half = |of: &dyn Fn(&Shares) -> f64| {
        // The deviations of leave-one-out values count (n − 1)²/n of their variance.
        let e = Estimate::of(each.iter().map(of));
        student(runs, 1) * (runs as f64 - 1.0) * e.standard_error
    };
    let intervals = [0, 1, 2, 3].map(|part| {
        let half = half(&|shares| shares[part]);
        ((found[part] - half).clamp(0.0, 1.0), (found[part] + half).clamp(0.0, 1.0))
    });
    let (gap, half) = (found[0] - found[1], half(&|shares| shares[0] - shares[1]));
    Some(Shared { shares: found, intervals, gap: (gap, gap - half, gap + half) })
}

/// Which of the two factors accounts for more.
fn verdict(shared: &Shared, names: &[String; 2]) -> String {
    let (gap, low, high) = shared.gap;
    let told = |x: f64| format!("{:.0}", x.abs() * 100.0);
    let (near, far) = if gap < 0.0 { (-high, -low) } else { (low, high) };
    let interval = match near >= 0.0 {
        true => format!("{} percentage points, 95 % {} to {}", told(gap), told(near), told(far)),
        false => {
            let [one, other] = if gap < 0.0 { [1, 0] } else { [0, 1] }.map(|place| &names[place]);
            let (gap, near, far) = (told(gap), told(near), told(far));
            format!("{gap} percentage points more for {one}, 95 % from {near} more for {other} to {far} more for {one}")
        }
    };
    match (low > 0.0, high < 0.0) {
        _ if shared.shares[0] + shared.shares[1] < 0.01 => {
            format!("Neither {} nor {} accounts for any of it alone.", names[0], names[1])
        }
        (true, _) => format!("Here {} accounts for more of it than {} ({interval}).", names[0], names[1]),
        (_, true) => format!("Here {} accounts for more of it than {} ({interval}).", names[1], names[0]),
        _ => {
            format!("Which of {} and {} accounts for more cannot be told from chance ({interval}).", names[0], names[1])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 3a + 1b + 2ab + noise of variance 1 with a, b = ±1: shares 9, 1, 4 and 1 of 15.
    #[test]
    fn planted_shares_are_found() {
        // Noise of mean 0 and variance 1, another in each cell, the same size in all.
        let noise = |cell: usize, run: usize| if (run >> cell).is_multiple_of(2) { 1.0 } else { -1.0 };
        let y = |a: usize, b: usize, run: usize| {
            let (x, z) = (2.0 * a as f64 - 1.0, 2.0 * b as f64 - 1.0);
            3.0 * x + z + 2.0 * x * z + noise(2 * a + b, run)
        };
        let cell = |a, b| (0..64).map(|run| y(a, b, run)).collect::<Vec<f64>>();
        let cells: Vec<Vec<Vec<f64>>> = (0..2).map(|a| (0..2).map(|b| cell(a, b)).collect()).collect();
        let Shared { shares, intervals, gap } = with_intervals(&cells).expect("shares");
        for (part, expected) in [9.0, 1.0, 4.0, 1.0].into_iter().enumerate() {
            assert!((shares[part] - expected / 15.0).abs() < 0.01, "{shares:?}");
            assert!(intervals[part].0 < expected / 15.0 && expected / 15.0 < intervals[part].1, "{intervals:?}");
        }
        assert!(gap.1 > 0.0, "the first counts for more");
        let turned: Vec<Vec<Vec<f64>>> = (0..2).map(|b| (0..2).map(|a| cell(a, b)).collect()).collect();
        let names = ["place".to_owned(), "organisation".to_owned()];
        let said = [&cells, &turned].map(|cells| verdict(&with_intervals(cells).expect("shares"), &names));
        assert!(said[0].starts_with("Here place accounts for more of it than organisation"), "{}", said[0]);
        assert!(said[1].starts_with("Here organisation accounts for more of it than place"), "{}", said[1]);
    }

    #[test]
    fn noise_alone_is_chance_alone() {
        let cell = |cell: usize| {
            (0..64usize).map(|run| f64::from(u8::from((run >> cell).is_multiple_of(2)))).collect::<Vec<f64>>()
        };
        let cells = vec![vec![cell(0), cell(1)], vec![cell(2), cell(3)]];
        let found = shares(&cells).expect("shares");
        assert!(found[3] > 0.99, "{found:?}");
        assert!(shares(&[vec![vec![1.0; 5]; 2], vec![vec![1.0; 5]; 2]]).is_none(), "nothing varies");
        assert!(shares(&[vec![vec![1.0]; 2], vec![vec![2.0]; 2]]).is_none(), "one run says nothing");
    }
}
