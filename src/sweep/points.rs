//! The points of a design, as coordinates: a number for each factor.

use super::experiment::{Design, Experiment};

/// Points of a design, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Points {
    factors: usize,
    coordinates: Vec<f64>,
}

impl Points {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.coordinates.len() / self.factors.max(1)
    }

    /// The coordinates of one.
    pub fn get(&self, point: usize) -> &[f64] {
        &self.coordinates[point * self.factors..(point + 1) * self.factors]
    }
}

/// The number of points of an experiment, known before they are made; nothing where it has no number.
pub(crate) fn count(experiment: &Experiment, rows: usize) -> Option<u64> {
    let mut counts = experiment.factors.iter().map(|factor| factor.coordinates().len() as u64);
    match experiment.design {
        Design::Grid => counts.try_fold(1u64, u64::checked_mul),
        Design::List => counts.next(),
        Design::Table => Some(rows as u64),
    }
}

/// The points of an experiment; `rows` are those of a table made elsewhere.
pub(crate) fn points(experiment: &Experiment, rows: Vec<Vec<f64>>) -> Points {
    let factors = experiment.factors.len();
    let coordinates = match experiment.design {
        Design::Grid => grid(&experiment.factors.iter().map(|factor| factor.coordinates()).collect::<Vec<_>>()),
        Design::List => {
            let columns: Vec<Vec<f64>> = experiment.factors.iter().map(|factor| factor.coordinates()).collect();
            let length = columns.first().map_or(0, Vec::len);
            (0..length).flat_map(|row| columns.iter().map(move |column| column[row])).collect()
        }
        Design::Table => rows.into_iter().flatten().collect(),
    };
    Points { factors, coordinates }
}

/// Every value with every other; the last factor goes round fastest.
fn grid(columns: &[Vec<f64>]) -> Vec<f64> {
    let length: usize = columns.iter().map(Vec::len).product();
    let mut all = Vec::with_capacity(length * columns.len());
    for row in 0..length {
        let mut rest = row;
        let start = all.len();
        for column in columns.iter().rev() {
            all.push(column[rest % column.len()]);
            rest /= column.len();
        }
        all[start..].reverse();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_pair_once() {
        let points = Points { factors: 2, coordinates: grid(&[vec![1.0, 2.0], vec![5.0, 6.0, 7.0]]) };
        let all: Vec<&[f64]> = (0..points.len()).map(|point| points.get(point)).collect();
        assert_eq!(all, [[1.0, 5.0], [1.0, 6.0], [1.0, 7.0], [2.0, 5.0], [2.0, 6.0], [2.0, 7.0]]);
    }
}
