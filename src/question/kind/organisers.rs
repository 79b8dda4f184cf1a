//! `organisers`: how long it takes until those who join are organisers, on one side compared with another.

use std::collections::BTreeSet;

use crate::model::organisers::ORGANISERS;
use crate::question::answer::Section;
use crate::question::chart::Chart;
use crate::question::context::Context;
use crate::question::contrast::{Contrast, Pair};
use crate::question::quantity::Quantity;
use crate::question::readings::Reading;
use crate::question::sample::{PointRow, Sample};
use crate::question::statistics::comparison::compare_values;
use crate::question::table::Table;
use crate::text::count;

use super::effect::Effects;
use super::request::Request;

/// The index of the number of organisers in [`ORGANISERS`].
const NUMBER: usize = 0;

/// Measures of organisers on both sides.
#[derive(Debug, Clone)]
pub(crate) struct OrganisersRequest {
    /// Indices into [`ORGANISERS`].
    measures: Vec<usize>,
    contrast: Contrast,
}

/// The measures of both sides, and the numbers of organisers in all runs, in order.
pub(crate) struct Organisers {
    effects: Effects,
    numbers: Vec<f64>,
}

impl Request for OrganisersRequest {
    const KEYS: &'static [&'static str] = &["measures", "this", "beside", "at"];
    type Findings = Organisers;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let known = ORGANISERS.map(|known| known.name);
        Some(Self { measures: table.names("measures", &known, "measure of organisers")?, contrast: table.contrast()? })
    }

    fn readings(&self) -> Vec<Reading> {
        // The number of organisers is needed in any case.
        let others = self.measures.iter().copied().filter(|index| *index != NUMBER);
        std::iter::once(NUMBER).chain(others).map(Reading::Organisers).collect()
    }

    fn watched(&self, shape: &Sample) -> Vec<u32> {
        let pairs = self.contrast.pairs(shape);
        pairs.iter().flat_map(|pair| [pair.this.0 as u32, pair.beside.0 as u32]).collect()
    }

    fn compute(&self, sample: &Sample) -> Organisers {
        let pairs = self.contrast.pairs(sample);
        let of = |index: &usize| {
            let known = &ORGANISERS[*index];
            let comparison = compare_values(&pairs, &|row| sample.readings(row, known.name));
            (Quantity::of(known.name, known.label, known.unit), comparison)
        };
        let effects = Effects { settings: pairs.len(), comparisons: self.measures.iter().map(of).collect() };
        Organisers { effects, numbers: numbers(sample, &pairs) }
    }

    fn say(&self, context: Context<'_>, found: &Organisers, section: &mut Section) {
        found.effects.say(&context.sides(&self.contrast), section);
        section.sentences.extend(how_many(&found.numbers));
    }

    fn chart(&self, context: Context<'_>, found: &Organisers) -> Option<Chart> {
        Some(found.effects.chart(&context.sides(&self.contrast)))
    }
}

/// The numbers of organisers in all runs of either side, in order.
fn numbers(sample: &Sample, pairs: &[Pair]) -> Vec<f64> {
    let rows: BTreeSet<PointRow> = pairs.iter().flat_map(|pair| [pair.this, pair.beside]).collect();
    let read = |row| sample.readings(row, ORGANISERS[NUMBER].name);
    let mut numbers: Vec<f64> = rows.into_iter().flat_map(read).filter(|number| !number.is_nan()).collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// How many organisers runs have, and how many runs have none.
fn how_many(numbers: &[f64]) -> Option<String> {
    let (fewest, most) = (numbers.first()?, numbers.last()?);
    let none = numbers.iter().filter(|number| **number == 0.0).count();
    let without = match none {
        0 => String::new(),
        n => format!(
            "; in {} there is none, and what has no value there is left out of comparisons",
            count(n, "run", "runs")
        ),
    };
    let runs = count(numbers.len(), "run", "runs");
    Some(format!("The {runs} compared have from {fewest} to {most} such organisers{without}."))
}
