//! A side: some of the points by scenario and levels, and one of their rows.

use std::collections::BTreeMap;

use super::sample::{Point, PointRow, Sample};

/// Some of the points, and one of their rows. What it does not name stays open.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Side {
    /// The scenario.
    pub scenario: Option<usize>,
    /// The organisation, or `field`; otherwise the first of the scenario, or its field.
    pub organisation: Option<String>,
    /// Factors, each with its level.
    pub levels: Vec<(usize, String)>,
}

impl Side {
    /// Whether a point of the design, with these levels, is among them.
    pub(crate) fn takes(&self, point: &Point, labels: &[String]) -> bool {
        self.scenario.is_none_or(|scenario| scenario == point.scenario)
            && self.levels.iter().all(|(factor, label)| alike(&labels[*factor], label))
    }

    /// The point that equals another one except in what this side names.
    pub(crate) fn instead(
        &self,
        index: &BTreeMap<(usize, &[String]), usize>,
        point: &Point,
        labels: &[String],
    ) -> Option<usize> {
        let mut labels = labels.to_vec();
        for (factor, label) in &self.levels {
            labels[*factor].clone_from(label);
        }
        index.get(&(self.scenario.unwrap_or(point.scenario), labels.as_slice())).copied()
    }

    /// The factors it names.
    pub(crate) fn factors(&self) -> Vec<usize> {
        self.levels.iter().map(|(factor, _)| *factor).collect()
    }

    /// Its one point: with its levels, or the baseline of its scenario if it names none.
    pub(crate) fn point(&self, sample: &Sample) -> Option<usize> {
        if self.levels.is_empty() {
            return sample.baseline(self.scenario.unwrap_or(0));
        }
        sample.design().find(|(_, point, labels)| self.takes(point, labels)).map(|(number, ..)| number)
    }

    /// That point and its organisation's row; the first row if it has no such organisation.
    pub(crate) fn row(&self, sample: &Sample) -> Option<PointRow> {
        let point = self.point(sample)?;
        Some((point, sample.points[point].row(self.organisation.as_deref()).unwrap_or(0)))
    }
}

/// Whether two levels are the same: the same text, or the same number however it is written.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-9),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_level_is_known_however_it_is_written() {
        assert!(alike("0.30000000000000004", "0.3") && alike("1", "1.0") && alike("none", "none"));
        assert!(!alike("0.3", "0.31") && !alike("none", "some") && !alike("1", "one"));
    }
}
