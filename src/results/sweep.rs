//! The tables of a sweep's folder, as far as figures and reports need them.

use std::path::Path;

use crate::config::Problem;
use crate::model::sustainability::{OUTCOMES, OutcomeInfo};
use crate::text::rounded;

pub use super::sweep_rows::{EffectRow, OutcomeRow, PointRow};
use super::sweep_rows::{effect_rows, outcome_rows, point_rows};
use super::table::Table;
pub use super::wording::Wording;

/// Columns of `points.csv` beside the factors.
const BESIDE_FACTORS: [&str; 6] = ["point", "scenario", "baseline", "seed", "replicates", "failed"];

/// The tables of a finished sweep, and what its experiment file calls things.
#[derive(Debug)]
pub struct SweepTables {
    /// The names of the factors.
    pub factors: Vec<String>,
    /// Rows of `points.csv`, in order.
    pub points: Vec<PointRow>,
    /// Rows of `outcomes.csv`.
    pub outcomes: Vec<OutcomeRow>,
    /// Rows of `effects.csv`.
    pub effects: Vec<EffectRow>,
    /// What the experiment file in the folder says for readers.
    pub wording: Wording,
}

/// A point of the design compared with its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct PointEffect {
    /// What it changes, in words.
    pub words: String,
    /// Its mean.
    pub mean: f64,
    /// The baseline's.
    pub baseline: f64,
    /// Mean paired difference, point minus baseline.
    pub difference: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Pairs in which both have a value.
    pub replicates: u32,
}

/// How well an outcome of a point is known.
#[derive(Debug, Clone, PartialEq)]
pub struct PointPrecision {
    /// The point in words.
    pub words: String,
    /// Half the 95 % interval of the mean, in units of the outcome.
    pub half_width: f64,
    /// Its runs.
    pub replicates: u32,
}

/// A level for readers: a number without the digits that only a computer needs.
#[must_use]
pub fn level(label: &str) -> String {
    match label.parse::<f64>() {
        Ok(number) if label.len() > 7 && number.is_finite() => rounded(number, 4).to_string(),
        _ => label.to_owned(),
    }
}

impl SweepTables {
    /// Reads them.
    ///
    /// # Errors
    /// A table that is missing or is not as it was written.
    pub fn read(folder: &Path) -> Result<Self, Problem> {
        let table = |name: &str| {
            let hint = "has the sweep ended? The same `mobilise sweep` goes on with what is left and writes its tables";
            Table::read_with(folder, name, hint.to_owned())
        };
        let points = table("points.csv")?;
        let factors: Vec<String> =
            points.heads().iter().filter(|head| !BESIDE_FACTORS.contains(head)).map(str::to_owned).collect();
        Ok(Self {
            points: point_rows(&points, &factors)?,
            wording: Wording::read(folder, &factors),
            factors,
            outcomes: outcome_rows(&table("outcomes.csv")?)?,
            effects: effect_rows(&table("effects.csv")?)?,
        })
    }

    /// The outcomes of interest.
    #[must_use]
    pub fn outcomes(&self) -> Vec<&'static OutcomeInfo> {
        let has = |info: &&OutcomeInfo| self.outcomes.iter().any(|row| row.outcome == info.name);
        OUTCOMES.iter().filter(has).collect()
    }

    /// The factors, each with its values or labels in the order in which points take them.
    #[must_use]
    pub fn factors(&self) -> Vec<(&str, Vec<&str>)> {
        self.factors.iter().enumerate().map(|(index, factor)| (factor.as_str(), self.levels(index))).collect()
    }

    /// The values or labels of a factor in the order in which points take them.
    #[must_use]
    pub fn levels(&self, factor: usize) -> Vec<&str> {
        let mut levels: Vec<&str> = Vec::new();
        for point in self.points.iter().filter(|point| !point.baseline) {
            if !levels.contains(&point.labels[factor].as_str()) {
                levels.push(&point.labels[factor]);
            }
        }
        levels
    }

    /// Points without the baselines.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points.iter().filter(|point| !point.baseline).count()
    }

    /// Whether this is the number of a baseline.
    #[must_use]
    pub fn is_baseline(&self, point: usize) -> bool {
        self.points.get(point).is_some_and(|point| point.baseline)
    }

    /// The fewest and the most runs of a point in the tables, and how many failed in all.
    #[must_use]
    pub fn runs(&self) -> (u32, u32, u32) {
        let runs = || self.points.iter().map(|point| point.replicates);
        (runs().min().unwrap_or(0), runs().max().unwrap_or(0), self.points.iter().map(|point| point.failed).sum())
    }

    /// How well an outcome is known at each point, for one row of each point: that of the organisation, or its first.
    #[must_use]
    pub fn precision(&self, outcome: &str, organisation: Option<&str>) -> Vec<PointPrecision> {
        let mut seen: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for row in self.outcomes.iter().filter(|row| row.outcome == outcome) {
            let is_wanted = organisation.is_none_or(|name| row.organisation == name);
            if !is_wanted || seen.contains(&row.point) {
                continue;
            }
            seen.push(row.point);
            let Some(point) = self.points.get(row.point) else { continue };
            let words = match point.baseline {
                true => format!("{} {}", self.wording.words.baseline(), self.scenario(&point.scenario)),
                false => self.words(row.point, point),
            };
            found.push(PointPrecision { words, half_width: (row.high - row.low) / 2.0, replicates: point.replicates });
        }
        found
    }

    /// Every point of the design compared with its baseline in one outcome, in the order of the points.
    #[must_use]
    pub fn effects(&self, info: &OutcomeInfo) -> Vec<PointEffect> {
        let effect = |(point, row): (&PointRow, &EffectRow)| PointEffect {
            words: self.words(row.point, point),
            mean: row.point_mean,
            baseline: row.versus_mean,
            difference: row.difference,
            low: row.low,
            high: row.high,
            replicates: row.replicates,
        };
        self.first_effects(info)
            .into_iter()
            .filter_map(|row| Some((self.points.get(row.point)?, row)))
            .filter(|(point, row)| !point.baseline && self.is_baseline(row.versus))
            .map(effect)
            .filter(|effect| effect.difference.is_finite())
            .collect()
    }

    /// The scenarios in the order of their points.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&str> {
        let mut scenarios: Vec<&str> = Vec::new();
        for point in &self.points {
            if !scenarios.contains(&point.scenario.as_str()) {
                scenarios.push(&point.scenario);
            }
        }
        scenarios
    }

    /// An outcome of each point: that of its first organisation, or of the field.
    #[must_use]
    pub fn first_outcomes(&self, info: &OutcomeInfo) -> Vec<&OutcomeRow> {
        first_of(self.outcomes.iter().filter(|row| row.outcome == info.name), |row| row.point)
    }

    /// The differences of each point in an outcome: those of its first organisation, or of the field.
    #[must_use]
    pub fn first_effects(&self, info: &OutcomeInfo) -> Vec<&EffectRow> {
        first_of(self.effects.iter().filter(|row| row.outcome == info.name), |row| (row.point, row.versus))
    }

    /// Whether there is room to name what each point changes; otherwise it has its number.
    #[must_use]
    pub fn names_points(&self) -> bool {
        const MAX_FACTORS: usize = 3;
        self.factors.len() <= MAX_FACTORS
    }

    /// What a point changes, in words.
    fn words(&self, number: usize, point: &PointRow) -> String {
        let scenario = match self.scenarios().len() {
            0 | 1 => String::new(),
            _ => format!("{}: ", self.scenario(&point.scenario)),
        };
        if !self.names_points() {
            return format!("{scenario}point {number}");
        }
        let words = &self.wording.words;
        let setting = |(factor, label): (&String, &String)| match words.0.is_empty() {
            true => format!("{factor} {}", level(label)),
            false => words.level(factor, label),
        };
        let settings: Vec<String> = self.factors.iter().zip(&point.labels).map(setting).collect();
        format!("{scenario}{}", settings.join(", "))
    }

    /// A base scenario in the file's words for it, or by its own name.
    #[must_use]
    pub fn scenario<'a>(&'a self, name: &'a str) -> &'a str {
        let index = self.scenarios().iter().position(|known| *known == name);
        let called = index.and_then(|index| self.wording.scenarios.get(index));
        called.and_then(|called| self.wording.words.0.get(called)).map_or(name, String::as_str)
    }
}

/// The first of each run of rows with the same key.
fn first_of<'a, R, K: PartialEq>(rows: impl Iterator<Item = &'a R>, key: impl Fn(&R) -> K) -> Vec<&'a R> {
    let mut found: Vec<&R> = Vec::new();
    for row in rows {
        if found.last().is_none_or(|last| key(last) != key(row)) {
            found.push(row);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn levels_have_the_digits_a_reader_needs() {
        let read = ["0.041666666666666664", "0.09999999999999999", "0.25", "5000000", "none", "2.083333333333333"];
        assert_eq!(read.map(level), ["0.04167", "0.1", "0.25", "5000000", "none", "2.083"]);
    }
}
