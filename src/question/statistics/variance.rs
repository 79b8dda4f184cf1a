//! The shares of two or three factors, their interactions and chance in a variance.
//!
//! All cells of the crossed factors count alike. With μ(a, b, …) the mean of an outcome in a cell (over all settings of
//! other factors), the variance over cells and runs is a sum of parts: one for each set of factors, and the mean variance
//! of runs within a cell. The part of a set is the mean square of its deviations: of the means over all cells with the same
//! levels in the set, what is left beyond the deviations of all smaller sets (the analysis of variance of a balanced
//! design; R. A. Fisher 1935, "The Design of Experiments"). Means of few runs differ by chance too: what that adds is
//! taken off, from how much each deviation varies over replicates. A part below 0 after that counts as 0. Intervals by the
//! jackknife over replicates (one left out at a time; Efron and Stein 1981), cut at 0 and 1.

use crate::study::estimate::Estimate;

use super::verdict::student;

/// Most factors that are crossed.
pub(crate) const MAX_FACTORS: usize = 3;

/// One value per replicate in each cell of the crossed factors; the last factor's level changes fastest.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    /// Levels of each factor.
    pub levels: Vec<usize>,
    /// By cell, then by replicate.
    pub values: Vec<Vec<f64>>,
}

/// The sets of so many factors in the order of their parts, each as bits: single factors, pairs, all three.
pub(crate) fn sets(factors: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (1..1usize << factors).collect();
    all.sort_by_key(|set| set.count_ones());
    all
}

impl Cells {
    /// The replicates in which every cell has a value.
    pub(crate) fn complete(&self) -> Self {
        let runs = self.values.iter().map(Vec::len).min().unwrap_or(0);
        let has = |run: &usize| self.values.iter().all(|cell| !cell[*run].is_nan());
        let whole: Vec<usize> = (0..runs).filter(has).collect();
        let pick = |cell: &Vec<f64>| whole.iter().map(|run| cell[*run]).collect();
        Self { levels: self.levels.clone(), values: self.values.iter().map(pick).collect() }
    }

    /// Replicates in each cell.
    pub(crate) fn runs(&self) -> usize {
        self.values.first().map_or(0, Vec::len)
    }

    /// The group of a cell among those with the same levels in a set of factors, and how many such groups there are.
    fn group(&self, cell: usize, set: usize) -> (usize, usize) {
        let (mut rest, mut group, mut groups) = (cell, 0, 1);
        for (factor, levels) in self.levels.iter().enumerate().rev() {
            if set & (1 << factor) != 0 {
                group += groups * (rest % levels);
                groups *= levels;
            }
            rest /= levels;
        }
        (group, groups)
    }

    /// By cell and replicate, the mean over all cells with the same levels in a set of factors.
    fn means(&self, set: usize) -> Vec<Vec<f64>> {
        let groups = self.group(0, set).1;
        let (mut sums, mut numbers) = (vec![vec![0.0; self.runs()]; groups], vec![0u32; groups]);
        for (cell, values) in self.values.iter().enumerate() {
            let (group, _) = self.group(cell, set);
            numbers[group] += 1;
            sums[group].iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        let of = |cell: usize| {
            let (group, _) = self.group(cell, set);
            sums[group].iter().map(|sum| sum / f64::from(numbers[group])).collect()
        };
        (0..self.values.len()).map(of).collect()
    }

    /// The shares of each set of factors, and last that of chance; nothing where nothing varies.
    fn shares(&self) -> Option<Vec<f64>> {
        let (runs, cells) = (self.runs(), self.values.len());
        if runs < 2 {
            return None;
        }
        let factors = self.levels.len();
        let means: Vec<Vec<Vec<f64>>> = (0..1 << factors).map(|set| self.means(set)).collect();
        // What is left of a set's mean beyond all smaller sets, by inclusion and exclusion.
        let deviation = |set: usize, cell: usize, run: usize| {
            let below = (0..=set).filter(|other| other & set == *other);
            below.fold(0.0, |sum, other| {
                let sign = if (set.count_ones() - other.count_ones()).is_multiple_of(2) { 1.0 } else { -1.0 };
                sum + sign * means[other][cell][run]
            })
        };
        // The squared mean of a deviation, less what chance adds to it.
        let square = |set: usize, cell: usize| {
            let e = Estimate::of((0..runs).map(|run| deviation(set, cell, run)));
            e.mean * e.mean - e.standard_error * e.standard_error
        };
        let of = |set: usize| (0..cells).map(|cell| square(set, cell)).sum::<f64>() / cells as f64;
        let mut parts: Vec<f64> = sets(factors).into_iter().map(|set| of(set).max(0.0)).collect();
        let variance = |cell: &Vec<f64>| {
            let e = Estimate::of(cell.iter().copied());
            e.deviation * e.deviation
        };
        parts.push(self.values.iter().map(variance).sum::<f64>() / cells as f64);
        let sum: f64 = parts.iter().sum();
        (sum > 0.0).then(|| parts.into_iter().map(|part| part / sum).collect())
    }
}

/// By how much one factor's share exceeds another's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    /// Both factors, the first of which the other's share is taken from.
    pub pair: (usize, usize),
    /// The difference, and both ends of its interval.
    pub value: (f64, f64, f64),
}

/// What the jackknife gives: shares, their intervals, and by how much each factor's share exceeds those of the later ones.
#[derive(Debug, Clone)]
pub(crate) struct Partition {
    /// Of each set of factors in the order of [`sets`], and last of chance.
    pub shares: Vec<f64>,
    pub intervals: Vec<(f64, f64)>,
    pub gaps: Vec<Gap>,
}

/// The shares of complete cells with their intervals: jackknife over replicates.
pub(crate) fn partition(cells: &Cells) -> Option<Partition> {
    let found = cells.shares()?;
    let runs = cells.runs();
    let without = |out: usize| {
        let keep = |cell: &Vec<f64>| -> Vec<f64> {
            cell.iter().enumerate().filter(|(run, _)| *run != out).map(|(_, x)| *x).collect()
        };
        Cells { levels: cells.levels.clone(), values: cells.values.iter().map(keep).collect() }.shares()
    };
    let each: Vec<Vec<f64>> = (0..runs).filter_map(without).collect();
    let half = |of: &dyn Fn(&Vec<f64>) -> f64| {
        // The deviations of leave-one-out values count (n − 1)²/n of their variance.
        let e = Estimate::of(each.iter().map(of));
        student(runs, 1) * (runs as f64 - 1.0) * e.standard_error
    };
    let interval = |part: usize| {
        let half = half(&|shares| shares[part]);
        ((found[part] - half).clamp(0.0, 1.0), (found[part] + half).clamp(0.0, 1.0))
    };
    let intervals = (0..found.len()).map(interval).collect();
    // The parts of single factors come first, in the order of the factors.
    let factors = cells.levels.len();
    let pairs = (0..factors).flat_map(|one| (one + 1..factors).map(move |other| (one, other)));
    let gap = |pair: (usize, usize)| {
        let (value, half) = (found[pair.0] - found[pair.1], half(&|shares| shares[pair.0] - shares[pair.1]));
        Gap { pair, value: (value, value - half, value + half) }
    };
    Some(Partition { intervals, gaps: pairs.map(gap).collect(), shares: found })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise of mean 0 and variance 1, another in each cell, the same size in all.
    fn noise(cell: usize, run: usize) -> f64 {
        if (run >> cell).is_multiple_of(2) { 1.0 } else { -1.0 }
    }

    /// y = 3a + 1b + 2ab + noise of variance 1 with a, b = ±1: shares 9, 1, 4 and 1 of 15.
    #[test]
    fn planted_shares_are_found() {
        let y = |a: usize, b: usize, run: usize| {
            let (x, z) = (2.0 * a as f64 - 1.0, 2.0 * b as f64 - 1.0);
            3.0 * x + z + 2.0 * x * z + noise(2 * a + b, run)
        };
        let cell = |a, b| (0..64).map(|run| y(a, b, run)).collect::<Vec<f64>>();
        let cells = Cells { levels: vec![2, 2], values: vec![cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)] };
        let Partition { shares, intervals, gaps } = partition(&cells).expect("shares");
        for (part, expected) in [9.0, 1.0, 4.0, 1.0].into_iter().enumerate() {
            assert!((shares[part] - expected / 15.0).abs() < 0.01, "{shares:?}");
            assert!(intervals[part].0 < expected / 15.0 && expected / 15.0 < intervals[part].1, "{intervals:?}");
        }
        assert!(gaps[0].value.1 > 0.0, "the first counts for more");
        let transposed = Cells { levels: vec![2, 2], values: vec![cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)] };
        assert!(partition(&transposed).expect("shares").gaps[0].value.2 < 0.0, "the second counts for more");
    }

    /// A toy of three factors whose shares are known: y = 4a + 2b + 1c′ + 3ab + 1ac′ + 2abc′ + noise of variance 1, with
    /// a, b = ±1 and c of three levels, c′ = √1.5 · (−1, 0, 1) of mean square 1: 16, 4, 1, 9, 1, 0, 4 and 1 of 36.
    #[test]
    fn three_factors_with_all_their_interactions() {
        let y = |cell: usize, run: usize| {
            let (a, b, c) = (cell / 6, cell / 3 % 2, cell % 3);
            let (x, z, u) = (2.0 * a as f64 - 1.0, 2.0 * b as f64 - 1.0, 1.5f64.sqrt() * (c as f64 - 1.0));
            4.0 * x + 2.0 * z + u + 3.0 * x * z + x * u + 2.0 * x * z * u + noise(cell, run)
        };
        let values = (0..12).map(|cell| (0..4_096).map(|run| y(cell, run)).collect()).collect();
        let cells = Cells { levels: vec![2, 2, 3], values };
        let shares = cells.shares().expect("shares");
        let planted = [16.0, 4.0, 1.0, 9.0, 1.0, 0.0, 4.0, 1.0].map(|part| part / 36.0);
        assert_eq!(shares.len(), planted.len());
        for (share, expected) in shares.iter().zip(planted) {
            assert!((share - expected).abs() < 1e-3, "{shares:?}");
        }
        assert_eq!(sets(3), [0b001, 0b010, 0b100, 0b011, 0b101, 0b110, 0b111]);
        // The jackknife, of fewer runs.
        let few =
            Cells { levels: vec![2, 2, 3], values: cells.values.iter().map(|cell| cell[..32].to_vec()).collect() };
        let found = partition(&few).expect("shares");
        let pairs: Vec<(usize, usize)> = found.gaps.iter().map(|gap| gap.pair).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
        assert!(found.gaps[1].value.1 > 0.3, "the first exceeds the third: {:?}", found.gaps);
    }

    #[test]
    fn noise_alone_is_chance_alone() {
        let cell = |cell: usize| (0..64).map(|run| noise(cell, run)).collect::<Vec<f64>>();
        let cells = Cells { levels: vec![2, 2], values: (0..4).map(cell).collect() };
        let found = cells.shares().expect("shares");
        assert!(found[3] > 0.99, "{found:?}");
        let of = |values: Vec<Vec<f64>>| Cells { levels: vec![2, 2], values }.shares();
        assert!(of(vec![vec![1.0; 5]; 4]).is_none(), "nothing varies");
        assert!(of(vec![vec![1.0], vec![1.0], vec![2.0], vec![2.0]]).is_none(), "one run says nothing");
    }
}
