//! The most spread out of many trajectories.

/// The sum of distances of all pairs of points, in steps of the lattice.
fn distance(a: &[Vec<u32>], b: &[Vec<u32>]) -> f64 {
    let mut sum = 0.0;
    for from in a {
        for to in b {
            // Whole numbers, so that the order of adding does not matter.
            let squares: u64 = from.iter().zip(to).map(|(x, y)| u64::from(x.abs_diff(*y)).pow(2)).sum();
            sum += (squares as f64).sqrt();
        }
    }
    sum
}

/// The squared distance of every two.
fn squared_distances(all: &[Vec<Vec<u32>>]) -> Vec<Vec<f64>> {
    let mut squares = vec![vec![0.0; all.len()]; all.len()];
    for i in 0..all.len() {
        for j in 0..i {
            let d = distance(&all[i], &all[j]);
            (squares[i][j], squares[j][i]) = (d * d, d * d);
        }
    }
    squares
}

/// Of trajectories, each a list of points, the indices of the `count` most spread out, in ascending order.
pub(super) fn most_spread(all: &[Vec<Vec<u32>>], count: usize) -> Vec<usize> {
    chosen(&squared_distances(all), count)
}

fn chosen(squares: &[Vec<f64>], count: usize) -> Vec<usize> {
    let mut chosen = furthest_pair(squares).to_vec();
    // How far each is from those chosen.
    let mut sums: Vec<f64> = (0..squares.len()).map(|n| chosen.iter().map(|c| squares[n][*c]).sum()).collect();
    while chosen.len() < count {
        let open = (0..squares.len()).filter(|n| !chosen.contains(n));
        // The first of equals, so that the choice does not depend on how a machine compares.
        let Some(next) = open.reduce(|best, n| if sums[n] > sums[best] { n } else { best }) else { break };
        chosen.push(next);
        for (sum, square) in sums.iter_mut().zip(&squares[next]) {
            *sum += square;
        }
    }
    chosen.sort_unstable();
    chosen
}

fn furthest_pair(squares: &[Vec<f64>]) -> [usize; 2] {
    let mut best = [0, 1];
    for i in 0..squares.len() {
        for j in i + 1..squares.len() {
            if squares[i][j] > squares[best[0]][best[1]] {
                best = [i, j];
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Design, Morris};

    fn spread(squares: &[Vec<f64>], chosen: &[usize]) -> f64 {
        chosen.iter().flat_map(|i| chosen.iter().map(move |j| squares[*i][*j])).sum::<f64>().sqrt()
    }

    /// Against the best of all choices, where there are few: on average within 2 % of it, and far from the first
    /// that come.
    #[test]
    fn the_choice_is_nearly_the_best() {
        let (mut ours, mut best, mut first) = (0.0, 0.0, 0.0);
        for seed in 0..40 {
            let points = Design::from(Morris::new(4, 12, 4).expect("fits")).points(seed);
            let levels = |row: usize| (0..4).map(|factor| points.level(row, factor).expect("a lattice")).collect();
            let all: Vec<Vec<Vec<u32>>> = (0..12).map(|n| (5 * n..5 * n + 5).map(levels).collect()).collect();
            let squares = squared_distances(&all);
            let choices = (0u32..1 << 12).filter(|set| set.count_ones() == 4);
            let choices = choices.map(|set| (0..12).filter(|n| set >> n & 1 == 1).collect::<Vec<usize>>());
            best += choices.map(|choice| spread(&squares, &choice)).fold(0.0, f64::max);
            ours += spread(&squares, &most_spread(&all, 4));
            first += spread(&squares, &[0, 1, 2, 3]);
        }
        assert!(ours <= best && ours > 0.98 * best, "{ours} of {best}");
        assert!(first < 0.9 * best, "{first} of {best}");
    }
}
