//! `organisers`: how long it takes until those who join are organisers, on one side beside another.

use std::collections::BTreeSet;

use crate::config::{Problem, clip, listed, nearest};
use crate::model::organisers::ORGANISERS;
use crate::study::words::count;

use crate::question::answer::Said;
use crate::question::contrast::{Contrast, Pair, laid};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::readings::Wanted;
use crate::question::sample::Sample;
use crate::question::table::Table;

pub(super) const KEYS: &[&str] = &["measures", "this", "beside", "at"];

/// The place of how many there are.
const NUMBER: usize = 0;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Places in [`ORGANISERS`].
    measures: Vec<usize>,
    contrast: Contrast,
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let mut measures: Vec<usize> = (0..ORGANISERS.len()).collect();
        if let Some(entry) = table.key("measures") {
            measures.clear();
            for word in table.list("measures", entry, "as in measures = [\"weeks_to_organiser\"]") {
                match ORGANISERS.iter().position(|known| known.name == word.text) {
                    Some(found) => measures.push(found),
                    None => {
                        let known: Vec<&str> = ORGANISERS.iter().map(|known| known.name).collect();
                        let hint = match nearest(&word.text, known.iter().copied()) {
                            Some(meant) => format!("did you mean \"{meant}\"?"),
                            None => format!("there are {}", listed(&known)),
                        };
                        let title = format!("\"{}\" is not told of organisers", clip(&word.text));
                        table.ledger.problems.push(Problem::at(&word.span, title, "no such measure").hint(hint));
                    }
                }
            }
        }
        Some(Self { measures, contrast: table.contrast()? })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &[]
    }

    pub fn wanted(&self) -> Vec<Wanted> {
        // How many there are is told of every run.
        std::iter::once(NUMBER)
            .chain(self.measures.iter().copied().filter(|place| *place != NUMBER))
            .map(Wanted::Organisers)
            .collect()
    }

    /// All points on either side.
    pub fn watched(&self, shape: &Sample) -> Vec<u32> {
        let pairs = self.contrast.pairs(shape);
        pairs.iter().flat_map(|pair| [pair.this.0 as u32, pair.beside.0 as u32]).collect()
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let pairs = self.contrast.pairs(sample);
        let of = |place: &usize| {
            let known = &ORGANISERS[*place];
            let values = |(point, row)| super::groups::readings(sample, point, row, known.name);
            (Quantity::of(known.name, known.label, known.unit), laid(&pairs, &values))
        };
        let mut said = super::effect::said(given, &self.contrast, pairs.len(), self.measures.iter().map(of));
        said.sentences.extend(how_many(sample, &pairs));
        said
    }
}

/// Between how many and how many organisers the runs have that are compared, and how many runs have none.
fn how_many(sample: &Sample, pairs: &[Pair]) -> Option<String> {
    let places: BTreeSet<(usize, usize)> = pairs.iter().flat_map(|pair| [pair.this, pair.beside]).collect();
    let read = |(point, row)| super::groups::readings(sample, point, row, ORGANISERS[NUMBER].name);
    let mut numbers: Vec<f64> = places.into_iter().flat_map(read).filter(|number| !number.is_nan()).collect();
    numbers.sort_by(f64::total_cmp);
    let (fewest, most) = (numbers.first()?, numbers.last()?);
    let none = numbers.iter().filter(|number| **number == 0.0).count();
    let without = match none {
        0 => String::new(),
        n => format!(
            "; in {} there is none, and what has no value there is left out of comparisons",
            count(n, "run", "runs")
        ),
    };
    Some(format!(
        "The {} compared have from {fewest} to {most} such organisers{without}.",
        count(numbers.len(), "run", "runs")
    ))
}
