//! The shares of two factors, their interaction and chance in a variance.
//!
//! With μ(a, b) the mean of an outcome at level a of the one factor and b of the other (over all settings of others),
//! and all cells counted alike, the variance over cells and runs is the sum of four parts: that of μ(a, ·) over a, of
//! μ(·, b) over b, what of μ(a, b) is left beyond their sum, and the mean variance of runs within a cell. Means of few
//! runs differ by chance too: what that adds is taken off, from how much each deviation varies over replicates. A part
//! below 0 after that counts as 0. Intervals by the jackknife over replicates (one left out at a time; Efron and
//! Stein 1981), cut at 0 and 1.

use crate::study::estimate::Estimate;

use super::verdict::student;

/// One value per replicate, by level of the first factor and level of the second.
pub(crate) type Cells = Vec<Vec<Vec<f64>>>;

/// Shares of the first factor, the second, the two together, and chance.
pub(crate) type Shares = [f64; 4];

/// The replicates in which every cell has a value.
pub(crate) fn complete(cells: &[Vec<Vec<f64>>]) -> Cells {
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
#[derive(Debug, Clone, Copy)]
pub(crate) struct Partition {
    pub shares: Shares,
    pub intervals: [(f64, f64); 4],
    /// The difference with the ends of its interval.
    pub gap: (f64, f64, f64),
}

/// The shares with their intervals: jackknife over replicates.
pub(crate) fn partition(cells: &[Vec<Vec<f64>>]) -> Option<Partition> {
    let found = shares(cells)?;
    let runs = cells[0][0].len();
    let without = |out: usize| {
        let keep = |cell: &Vec<f64>| -> Vec<f64> {
            cell.iter().enumerate().filter(|(run, _)| *run != out).map(|(_, x)| *x).collect()
        };
        let fewer: Cells = cells.iter().map(|row| row.iter().map(keep).collect()).collect();
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
    Some(Partition { shares: found, intervals, gap: (gap, gap - half, gap + half) })
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
        let cells: Cells = (0..2).map(|a| (0..2).map(|b| cell(a, b)).collect()).collect();
        let Partition { shares, intervals, gap } = partition(&cells).expect("shares");
        for (part, expected) in [9.0, 1.0, 4.0, 1.0].into_iter().enumerate() {
            assert!((shares[part] - expected / 15.0).abs() < 0.01, "{shares:?}");
            assert!(intervals[part].0 < expected / 15.0 && expected / 15.0 < intervals[part].1, "{intervals:?}");
        }
        assert!(gap.1 > 0.0, "the first counts for more");
        let transposed: Cells = (0..2).map(|b| (0..2).map(|a| cell(a, b)).collect()).collect();
        assert!(partition(&transposed).expect("shares").gap.2 < 0.0, "the second counts for more");
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
