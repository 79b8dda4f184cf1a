//! The outcomes of Saltelli's blocks, sorted by what rows are for.

use crate::design::{Role, Saltelli};

use super::outcomes::mean;

/// Columns with one entry a base row.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    pub a: Vec<f64>,
    pub b: Vec<f64>,
    /// For each factor, A with that factor from B.
    pub from_b: Vec<Vec<f64>>,
    /// For each factor, B with that factor from A; empty without rows for pairs.
    pub from_a: Vec<Vec<f64>>,
}

impl Blocks {
    /// Sorts values in the design's order.
    pub(super) fn of(design: &Saltelli, values: &[f64]) -> Self {
        let mut blocks = Self { from_b: vec![Vec::new(); design.factors()], ..Self::default() };
        if design.has_pairs() {
            blocks.from_a = vec![Vec::new(); design.factors()];
        }
        for block in values.chunks(design.rows_per_block()) {
            for (index, value) in block.iter().enumerate() {
                match design.role(index) {
                    Role::A => blocks.a.push(*value),
                    Role::B => blocks.b.push(*value),
                    Role::FromB(factor) => blocks.from_b[factor].push(*value),
                    Role::FromA(factor) => blocks.from_a[factor].push(*value),
                    Role::Alone | Role::Start | Role::Moved { .. } => {}
                }
            }
        }
        blocks
    }

    /// Sorts values from which the mean of all is taken first: estimators of products are less steady, and in
    /// small samples wrong, where the mean is far from 0 (Sobol' et al. 2007).
    pub(super) fn centred(design: &Saltelli, values: &[f64]) -> Self {
        let centre = mean(values);
        let values: Vec<f64> = values.iter().map(|value| value - centre).collect();
        Self::of(design, &values)
    }
}
