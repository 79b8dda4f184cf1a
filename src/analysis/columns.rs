//! The outcomes of a sweep by column: a number per row and replicate, for each organisation and outcome of interest.

use crate::sensitivity::Outcomes;

use super::finding::{NoValue, Subject};
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;
use crate::store::reader::Reader;
use crate::store::{Store, StoreError};

/// All columns of a sweep.
pub(super) struct Columns {
    subjects: Vec<Subject>,
    /// For each subject, for each outcome of interest, rows of so many replicates; NaN if there is no value.
    values: Vec<Vec<Vec<f64>>>,
    replicates: usize,
    runs: u64,
}

impl Columns {
    /// Reads them, point by point.
    pub(crate) fn read(plan: &SweepPlan, store: &Store, replicates: u32) -> Result<Self, StoreError> {
        let mut reader = Reader::new(store);
        let interest = &plan.experiment.outcomes;
        let (mut subjects, mut values) = (Vec::new(), Vec::new());
        for (base, baseline) in plan.baselines.iter().enumerate() {
            let names = plan.row_names((base * plan.stride()) as u32);
            let first = values.len();
            for (row, organisation) in names.iter().enumerate() {
                let (scenario, organisation) = (baseline.name.clone(), organisation.clone());
                subjects.push(Subject { base, scenario, organisation, row });
                values.push(vec![Vec::new(); interest.len()]);
            }
            for row in 0..plan.stride() - 1 {
                let point = plan.point_at(base, row);
                let runs = reader.point(point, replicates)?;
                let here = plan.row_names(point);
                for (index, name) in names.iter().enumerate() {
                    // A point may be without an organisation of the baseline; the field comes last everywhere.
                    let own = match index + 1 == names.len() {
                        true => Some(here.len() - 1),
                        false => here[..here.len() - 1].iter().position(|other| other == name),
                    };
                    for (column, outcome) in values[first + index].iter_mut().zip(interest) {
                        for replicate in 0..replicates as usize {
                            let run = runs.get(replicate).and_then(Option::as_ref);
                            let value = run.zip(own).map_or(f64::NAN, |(rows, own)| rows[own].0[*outcome]);
                            column.push(value);
                        }
                    }
                }
            }
        }
        let runs = (plan.stride() - 1) as u64 * u64::from(replicates);
        Ok(Self { subjects, values, replicates: replicates as usize, runs })
    }

    /// All subjects.
    pub(crate) fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// The pairs of a ranking: in each scenario the first organisation against each other one, then the first
    /// scenario's first against that of each other scenario.
    pub(crate) fn pairs(&self) -> Vec<(&Subject, &Subject)> {
        let organisations = |base: usize| {
            let own = self.subjects.iter().filter(move |subject| subject.base == base);
            let own: Vec<&Subject> = own.collect();
            // The last is the field.
            own[..own.len().saturating_sub(1)].to_vec()
        };
        let bases = self.subjects.last().map_or(0, |subject| subject.base + 1);
        let mut pairs = Vec::new();
        for base in 0..bases {
            if let Some((first, others)) = organisations(base).split_first() {
                pairs.extend(others.iter().map(|other| (*first, *other)));
            }
        }
        for base in 1..bases {
            if let (Some(one), Some(other)) = (organisations(0).first(), organisations(base).first()) {
                pairs.push((*one, *other));
            }
        }
        pairs
    }

    /// The n-th outcome of interest of a subject, or which runs have none.
    pub(crate) fn outcomes(&self, plan: &SweepPlan, subject: &Subject, n: usize) -> Result<Outcomes, NoValue> {
        let index = self.subjects.iter().position(|other| other == subject).unwrap_or_default();
        let values = &self.values[index][n];
        Outcomes::new(self.replicates, values.clone()).map_err(|_| {
            let absent = |value: &&f64| !value.is_finite();
            let first = values.iter().position(|value| !value.is_finite()).unwrap_or_default();
            let (row, replicate) = (first / self.replicates, (first % self.replicates) as u32);
            NoValue {
                runs: values.iter().filter(absent).count() as u64,
                of: self.runs,
                first: Unit { point: plan.point_at(subject.base, row), replicate },
            }
        })
    }

    /// The refusal if no run has a value.
    pub(crate) fn none(&self) -> NoValue {
        NoValue { runs: self.runs, of: self.runs, first: Unit { point: 1, replicate: 0 } }
    }
}
