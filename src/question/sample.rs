//! The numbers of all runs of an experiment, point by point, as answers read them.

use std::collections::BTreeMap;

use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OutcomeRow;
use crate::store::point_rows;
use crate::store::reader::Reader;
use crate::store::{Store, StoreError};

/// Most knobs that a sentence names: of points that are drawn, and of points that were chosen one by one.
const MAX_DRAWN: usize = 4;
const MAX_CHOSEN: usize = 8;

/// One replicate of a point: a row for each organisation, and last for the field.
pub type Run = Vec<OutcomeRow>;

/// A point, and one of its rows.
pub(crate) type PointRow = (usize, usize);

/// The numbers of all runs.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// The scenarios, by the words the file calls them by.
    pub scenarios: Vec<String>,
    /// What is varied.
    pub factors: Vec<Factor>,
    /// The points, baselines among them.
    pub points: Vec<Point>,
    /// Whether points are drawn or given as cases of a larger set, rather than chosen one by one.
    pub drawn: bool,
    /// What was read from weekly rows, by point, replicate and row.
    pub weekly: BTreeMap<(u32, u32), Vec<BTreeMap<String, f64>>>,
}

/// A factor with its levels.
#[derive(Debug, Clone)]
pub struct Factor {
    /// Its name.
    pub name: String,
    /// Its levels as tables write them, in the order in which points take them.
    pub labels: Vec<String>,
}

impl Factor {
    /// The levels in the order in which a reader expects them: numbers by size, words as the file has them.
    pub fn ordered(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        if self.is_numeric() {
            let number = |label: &str| label.parse::<f64>().unwrap_or(f64::NAN);
            labels.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        labels
    }

    /// Whether all levels are numbers.
    pub fn is_numeric(&self) -> bool {
        self.labels.iter().all(|label| label.parse::<f64>().is_ok())
    }
}

/// A point with its runs.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its scenario.
    pub scenario: usize,
    /// The level of each factor; none of a baseline.
    pub labels: Option<Vec<String>>,
    /// The names of its rows: its organisations, and last `field`.
    pub rows: Vec<String>,
    /// Its runs by replicate; none if one failed.
    pub runs: Vec<Option<Run>>,
}

impl Point {
    /// One outcome of one row by replicate; NaN if a run failed or has no value.
    pub fn values(&self, row: usize, outcome: usize) -> Vec<f64> {
        self.runs.iter().map(|run| run.as_ref().map_or(f64::NAN, |rows| rows[row].0[outcome])).collect()
    }

    /// The row of an organisation; the first where none is named.
    pub fn row(&self, organisation: Option<&str>) -> Option<usize> {
        match organisation {
            Some(name) => self.rows.iter().position(|row| row == name),
            None => Some(0),
        }
    }
}

impl Sample {
    /// The points of a plan without their runs: who is there, and with which levels.
    pub fn shape(plan: &SweepPlan) -> Self {
        let mut factors: Vec<Factor> =
            plan.factors().iter().map(|name| Factor { name: (*name).to_owned(), labels: Vec::new() }).collect();
        let mut points = Vec::with_capacity(plan.len());
        for point in 0..plan.len() as u32 {
            let (scenario, row) = plan.place_of(point);
            let labels = row.map(|row| plan.labels(row));
            for (factor, label) in factors.iter_mut().zip(labels.iter().flatten()) {
                if !factor.labels.contains(label) {
                    factor.labels.push(label.clone());
                }
            }
            points.push(Point { scenario, labels, rows: plan.row_names(point), runs: Vec::new() });
        }
        Self { scenarios: plan.scenario_words(), factors, points, drawn: plan.is_drawn(), weekly: BTreeMap::new() }
    }

    /// The numbers of all runs of a plan, from its store.
    ///
    /// # Errors
    /// A part of the store that cannot be read.
    pub fn of(plan: &SweepPlan, store: &Store) -> Result<Self, StoreError> {
        let mut sample = Self::shape(plan);
        let mut reader = Reader::new(store);
        for (number, point) in sample.points.iter_mut().enumerate() {
            point.runs = point_rows::read(plan, &mut reader, number as u32)?.rows;
        }
        Ok(sample)
    }

    /// One outcome of one row of a point by replicate; NaN if a run failed or has no value.
    pub(crate) fn values(&self, (point, row): PointRow, outcome: usize) -> Vec<f64> {
        self.points[point].values(row, outcome)
    }

    /// A reading of one row of a point by replicate; NaN if there is none.
    pub(crate) fn readings(&self, (point, row): PointRow, name: &str) -> Vec<f64> {
        let replicates = 0..self.points[point].runs.len() as u32;
        let of = |replicate| self.weekly.get(&(point as u32, replicate))?.get(row)?.get(name).copied();
        replicates.map(|replicate| of(replicate).unwrap_or(f64::NAN)).collect()
    }

    /// The levels of a point; none of a baseline.
    pub fn labels(&self, point: usize) -> &[String] {
        self.points[point].labels.as_deref().unwrap_or_default()
    }

    /// The points of the design: all except the baselines.
    pub fn design(&self) -> impl Iterator<Item = (usize, &Point, &[String])> {
        let points = self.points.iter().enumerate();
        points.filter_map(|(number, point)| Some((number, point, point.labels.as_deref()?)))
    }

    /// The points of the design by scenario and levels; of several with the same, the first.
    pub fn index(&self) -> BTreeMap<(usize, &[String]), usize> {
        let mut index = BTreeMap::new();
        for (number, point, labels) in self.design() {
            index.entry((point.scenario, labels)).or_insert(number);
        }
        index
    }

    /// The baseline of a scenario.
    pub fn baseline(&self, scenario: usize) -> Option<usize> {
        self.points.iter().position(|point| point.scenario == scenario && point.labels.is_none())
    }

    /// Whether more is varied than a sentence can name, so that points go by their numbers: more than four knobs of
    /// points that are drawn or rows of a table, whose levels are long numbers, or eight of points chosen one by one.
    pub fn is_numbered(&self) -> bool {
        let varied = self.factors.iter().filter(|factor| factor.labels.len() > 1).count();
        varied > if self.drawn { MAX_DRAWN } else { MAX_CHOSEN }
    }

    /// The index of a factor.
    pub fn factor(&self, name: &str) -> Option<usize> {
        self.factors.iter().position(|factor| factor.name == name)
    }
}
