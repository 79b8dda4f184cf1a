//! What every kind of answer does: read its table, compute from the sample, put the findings into words, chart them.

use crate::question::answer::Section;
use crate::question::chart::Chart;
use crate::question::context::Context;
use crate::question::readings::Reading;
use crate::question::sample::Sample;
use crate::question::table::Table;

/// An answer of one kind as its table requests it.
pub(crate) trait Request: Sized {
    /// The keys its table may have beside `kind`.
    const KEYS: &'static [&'static str];

    /// What is computed: numbers without words.
    type Findings;

    /// Reads its table; none if something in it is wrong.
    fn read(table: &mut Table<'_>) -> Option<Self>;

    /// The outcomes it is about.
    fn outcomes(&self) -> &[usize] {
        &[]
    }

    /// What it needs of weekly rows.
    fn readings(&self) -> Vec<Reading> {
        Vec::new()
    }

    /// The points whose weekly rows it needs.
    fn watched(&self, _shape: &Sample) -> Vec<u32> {
        Vec::new()
    }

    /// Computes the findings.
    fn compute(&self, sample: &Sample) -> Self::Findings;

    /// Adds sentences and numbers to a section.
    fn say(&self, context: Context<'_>, found: &Self::Findings, section: &mut Section);

    /// Charts the findings.
    fn chart(&self, context: Context<'_>, found: &Self::Findings) -> Option<Chart>;

    /// Computes, then says and charts.
    fn answer(&self, context: Context<'_>) -> Section {
        let found = self.compute(context.sample);
        let mut section = Section::default();
        self.say(context, &found, &mut section);
        section.chart = self.chart(context, &found);
        section
    }
}
