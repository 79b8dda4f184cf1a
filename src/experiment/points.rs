//! The points of a design, as coordinates: a number for each factor.

use crate::design;

use super::factor::Factor;
use super::{Design, Experiment};

/// Points of a design, made when asked for.
#[derive(Debug, Clone)]
pub(crate) struct Points {
    rows: usize,
    made: Made,
}

/// What points are made from.
#[derive(Debug, Clone)]
enum Made {
    /// Every value of each column with every value of the others.
    Grid(Vec<Vec<f64>>),
    /// The values of each column side by side.
    List(Vec<Vec<f64>>),
    /// As they are.
    Rows(Vec<Vec<f64>>),
    /// From points of the unit cube.
    Cube(design::Points, Vec<Factor>),
}

impl Points {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// The points of the unit cube that they are made from, if they are.
    pub(crate) fn cube(&self) -> Option<&design::Points> {
        match &self.made {
            Made::Cube(points, _) => Some(points),
            _ => None,
        }
    }

    /// The coordinates of one.
    pub(crate) fn get(&self, row: usize) -> Vec<f64> {
        match &self.made {
            Made::Grid(columns) => {
                // The last factor goes round fastest.
                let mut rest = row;
                let mut coordinates: Vec<f64> = Vec::with_capacity(columns.len());
                for column in columns.iter().rev() {
                    coordinates.push(column[rest % column.len()]);
                    rest /= column.len();
                }
                coordinates.reverse();
                coordinates
            }
            Made::List(columns) => columns.iter().map(|column| column[row]).collect(),
            Made::Rows(rows) => rows[row].clone(),
            Made::Cube(points, factors) => {
                let values = points.values(row);
                values.into_iter().zip(factors).map(|(u, factor)| factor.at(u)).collect()
            }
        }
    }
}

/// The number of points of an experiment, known before they are made; nothing where it has no number.
pub(crate) fn count(experiment: &Experiment, rows: usize) -> Option<u64> {
    let mut counts = experiment.factors.iter().map(|factor| factor.coordinates().len() as u64);
    match &experiment.design {
        Design::Grid => counts.try_fold(1u64, u64::checked_mul),
        Design::List => counts.next(),
        Design::Table => Some(rows as u64),
        Design::Cube(design) => Some(design.rows() as u64),
    }
}

/// The points of an experiment; `rows` are those of a table made elsewhere, `seed` draws those of the cube.
pub(crate) fn points(experiment: &Experiment, rows: Vec<Vec<f64>>, seed: u64) -> Points {
    let columns = || experiment.factors.iter().map(Factor::coordinates).collect::<Vec<_>>();
    let count = count(experiment, rows.len()).unwrap_or(0) as usize;
    let made = match &experiment.design {
        Design::Grid => Made::Grid(columns()),
        Design::List => Made::List(columns()),
        Design::Table => Made::Rows(rows),
        Design::Cube(design) => Made::Cube(design.points(seed), experiment.factors.clone()),
    };
    Points { rows: count, made }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_every_pair_once() {
        let points = Points { rows: 6, made: Made::Grid(vec![vec![1.0, 2.0], vec![5.0, 6.0, 7.0]]) };
        let all: Vec<Vec<f64>> = (0..points.len()).map(|point| points.get(point)).collect();
        assert_eq!(all, [[1.0, 5.0], [1.0, 6.0], [1.0, 7.0], [2.0, 5.0], [2.0, 6.0], [2.0, 7.0]]);
    }
}
