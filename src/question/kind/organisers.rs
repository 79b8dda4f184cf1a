//! `organisers`: how long it takes until those who join are organisers, on one side beside another.

use crate::model::organisers::ORGANISERS;
use crate::scenario::{Problem, clip, listed, nearest};

use crate::question::answer::Said;
use crate::question::contrast::{Contrast, laid};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::readings::Wanted;
use crate::question::sample::Sample;
use crate::question::table::Table;

pub(super) const KEYS: &[&str] = &["measures", "this", "beside", "at"];

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
                        table.ledger.problems.push(Problem::at(&word.place, title, "no such measure").hint(hint));
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
        self.measures.iter().map(|place| Wanted::Organisers(*place)).collect()
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
        super::effect::said(given, &self.contrast, pairs.len(), self.measures.iter().map(of))
    }
}
