//! `effect`: one side beside another, averaged over all settings.

use crate::text::{capital, count};

use crate::question::answer::{Number, Said};
use crate::question::contrast::{Compared, Contrast, compared};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::table::Table;

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "this", "beside", "at"];

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    contrast: Contrast,
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        Some(Self { outcomes, contrast: table.contrast()? })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let pairs = self.contrast.pairs(given.sample);
        let of = |outcome: &usize| (Quantity::outcome(*outcome), compared(given.sample, &pairs, *outcome));
        said(given, &self.contrast, pairs.len(), self.outcomes.iter().map(of))
    }
}

/// Quantities on one side beside the other: a sentence, three numbers and a bar each.
pub(super) fn said(
    given: &Given<'_>,
    contrast: &Contrast,
    settings: usize,
    compared: impl Iterator<Item = (Quantity, Compared)>,
) -> Said {
    let (this, beside) = contrast.names(given);
    let settings = match settings {
        1 => String::new(),
        n => format!(", on average over {}", count(n, "setting", "settings")),
    };
    let mut said = Said::default();
    let mut rows = Vec::new();
    for (quantity, Compared { first, other, difference }) in compared {
        let [one, two] = quantity.values([first.mean, other.mean]);
        let words = quantity.difference(&difference, &Contrast::runs(&difference));
        said.sentences
            .push(format!("{}: {one} with {this}, {two} with {beside}{settings} – {words}.", quantity.head()));
        said.numbers.push(Number::mean(&this, &quantity.name, &first));
        said.numbers.push(Number::mean(&beside, &quantity.name, &other));
        said.numbers.push(Number::statement(format!("{this} less {beside}"), &quantity.name, &difference));
        let unit = match quantity.unit.as_str() {
            "from 0 to 1" => String::new(),
            unit => format!(" {unit}"),
        };
        // As a share of the two means' mean, so that outcomes of all units can stand side by side.
        let share = |x: f64| 200.0 * x / (first.mean.abs() + other.mean.abs());
        rows.push(Bar {
            label: quantity.label.clone(),
            note: format!("{one} vs {two}{unit}"),
            middle: share(difference.mean),
            low: share(difference.low),
            high: share(difference.high),
            told: None,
        });
    }
    said.picture = Some(Shown::Bars(Bars {
        title: format!("{} beside {beside}", capital(&this)),
        subtitle: format!("Mean paired difference{settings}, with its 95 % interval"),
        left: format!("{beside} higher"),
        right: format!("{this} higher"),
        unit: "difference, % of the mean of the two".to_owned(),
        rows,
    }));
    said
}
