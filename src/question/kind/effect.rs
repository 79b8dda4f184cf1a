//! `effect`: one side compared with another, averaged over all settings.

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::contrast::Contrast;
use crate::question::phrases::pairs_of_runs;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::statistics::comparison::{Comparison, compare};
use crate::question::statistics::verdict::{Verdict, verdict};
use crate::question::table::Table;
use crate::text::{capital, count};

use super::request::Request;

/// Outcomes of one side compared with another.
#[derive(Debug, Clone)]
pub(crate) struct EffectRequest {
    pub outcomes: Vec<usize>,
    pub contrast: Contrast,
}

/// Quantities of both sides.
pub(crate) struct Effects {
    /// Settings they are averaged over.
    pub settings: usize,
    pub comparisons: Vec<(Quantity, Comparison)>,
}

impl Request for EffectRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "this", "beside", "at"];
    type Findings = Effects;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        Some(Self { outcomes, contrast: table.contrast()? })
    }

    fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    fn compute(&self, sample: &Sample) -> Effects {
        let pairs = self.contrast.pairs(sample);
        let of = |outcome: &usize| (Quantity::outcome(*outcome), compare(sample, &pairs, *outcome));
        Effects { settings: pairs.len(), comparisons: self.outcomes.iter().map(of).collect() }
    }

    fn say(&self, context: Context<'_>, found: &Effects, section: &mut Section) {
        let sides = context.sides(&self.contrast);
        found.say(&sides, section);
        section.short = found.short(&sides);
    }

    fn chart(&self, context: Context<'_>, found: &Effects) -> Option<Chart> {
        Some(found.chart(&context.sides(&self.contrast)))
    }
}

impl Effects {
    fn over_settings(&self) -> String {
        match self.settings {
            1 => String::new(),
            n => format!(", on average over {}", count(n, "setting", "settings")),
        }
    }

    /// A sentence and three numbers per quantity.
    pub(crate) fn say(&self, [this, beside]: &[String; 2], section: &mut Section) {
        let settings = self.over_settings();
        for (quantity, Comparison { first, other, difference }) in &self.comparisons {
            let [one, two] = quantity.values([first.mean, other.mean]);
            let (head, words) = (quantity.head(), quantity.paired_difference(difference));
            let grown = quantity.over_the_whole(first.mean.max(other.mean));
            section
                .sentences
                .push(format!("{head}: {one} with {this}, {two} with {beside}{settings} – {words}.{grown}"));
            section.numbers.push(Number::mean(this, &quantity.name, first));
            section.numbers.push(Number::mean(beside, &quantity.name, other));
            section.numbers.push(Number::statement(format!("{this} less {beside}"), &quantity.name, difference));
        }
    }

    /// The first quantity in one sentence.
    pub(crate) fn short(&self, [this, beside]: &[String; 2]) -> String {
        let Some((quantity, Comparison { first, other, difference })) = self.comparisons.first() else {
            return String::new();
        };
        let [one, two] = quantity.values([first.mean, other.mean]);
        let unit = if quantity.unit == "from 0 to 1" { "on a scale from 0 to 1" } else { &quantity.unit };
        let (label, runs) = (&quantity.label, pairs_of_runs(difference.replicates));
        match verdict(difference) {
            Verdict::More => format!("With {this}, {label} is higher than with {beside}: {one} against {two} {unit}."),
            Verdict::Less => format!("With {this}, {label} is lower than with {beside}: {one} against {two} {unit}."),
            Verdict::Same => format!("With {this}, {label} is the same as with {beside}: {one} {unit} in every run."),
            Verdict::Undecided | Verdict::Unknown => format!(
                "{} shows no detectable difference between {this} and {beside} ({one} against {two} {unit}, {runs}).",
                capital(label)
            ),
        }
    }

    /// A bar per quantity.
    pub(crate) fn chart(&self, [this, beside]: &[String; 2]) -> Chart {
        let bar = |(quantity, Comparison { first, other, difference }): &(Quantity, Comparison)| {
            let [one, two] = quantity.values([first.mean, other.mean]);
            let unit = match quantity.unit.as_str() {
                "from 0 to 1" => String::new(),
                unit => format!(" {unit}"),
            };
            // As a share of the mean of both, so that outcomes of all units can stand side by side.
            let share = |x: f64| 200.0 * x / (first.mean.abs() + other.mean.abs());
            let [middle, low, high] = [difference.mean, difference.low, difference.high].map(share);
            Bar::new(&quantity.label, format!("{one} vs {two}{unit}"), middle, [low, high])
        };
        Chart::Bars(Bars {
            title: format!("{} beside {beside}", capital(this)),
            subtitle: format!("Mean paired difference{}, with its 95 % interval", self.over_settings()),
            left: format!("{beside} higher"),
            right: format!("{this} higher"),
            unit: "difference, % of the mean of the two".to_owned(),
            rows: self.comparisons.iter().map(bar).collect(),
        })
    }
}
