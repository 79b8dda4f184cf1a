//! `groups`: members beside those who never joined, in the last year and at the end of it.

use crate::config::{Problem, clip, listed, nearest};
use crate::model::measures::MEASURES;
use crate::model::who::WHO;
use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::words::capital;

use crate::question::answer::{Number, Said};
use crate::question::contrast::Contrast;
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::readings::Wanted;
use crate::question::sample::Sample;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::side::Side;
use crate::question::table::Table;

pub(super) const KEYS: &[&str] = &["measures", "this"];

/// What a measure of those who never joined is called, beside that of members.
const NEVER: &str = "_never";

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    measures: Vec<&'static str>,
    pub this: Side,
}

/// What is known of those who never joined too: measures of the last year, and who they are at the end.
fn known() -> Vec<&'static str> {
    MEASURES.iter().filter_map(|m| m.name.strip_suffix(NEVER)).chain(WHO.iter().map(|who| who.name)).collect()
}

/// What has to be read of members, and what of those who never joined.
fn wanted(name: &str) -> [Wanted; 2] {
    if let Some(place) = WHO.iter().position(|who| who.name == name) {
        return [Wanted::Who(place), Wanted::Who(place)];
    }
    let place = |name: &str| MEASURES.iter().position(|measure| measure.name == name).unwrap_or_default();
    [Wanted::LastYear(place(name)), Wanted::LastYear(place(&format!("{name}{NEVER}")))]
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let mut measures = known();
        if let Some(entry) = table.key("measures") {
            let named = table.list("measures", entry, "as in measures = [\"mean_framing\", \"rights\"]");
            measures.clear();
            for word in named {
                match known().into_iter().find(|known| *known == word.text) {
                    Some(found) => measures.push(found),
                    None => {
                        let hint = match nearest(&word.text, known()) {
                            Some(meant) => format!("did you mean \"{meant}\"?"),
                            None => format!("of both groups are known {}", listed(&known())),
                        };
                        let title = format!("\"{}\" is not known of those who never joined", clip(&word.text));
                        table.ledger.problems.push(Problem::at(&word.span, title, "no such measure").hint(hint));
                    }
                }
            }
        }
        let this = super::cycles::whose(table)?;
        Some(Self { measures, this })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &[]
    }

    pub fn wanted(&self) -> Vec<Wanted> {
        self.measures.iter().flat_map(|name| wanted(name)).collect()
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let mut said = Said::default();
        let Some(point) = self.this.point(sample) else { return said };
        let row = sample.points[point].row(self.this.organisation.as_deref()).unwrap_or(0);
        let field = sample.points[point].rows.len() - 1;
        let who = given.words.organisation(&sample.points[point].rows[row]);
        let mut rows = Vec::new();
        for name in &self.measures {
            let quantity = Quantity::told(name).unwrap_or_else(|| Quantity::of(name, &name.replace('_', " "), "0–1"));
            let [of_members, of_never] = wanted(name).map(|wanted| wanted.names().concat());
            let (members, never) =
                (readings(sample, point, row, &of_members), readings(sample, point, field, &of_never));
            let difference = paired(members.iter().copied(), never.iter().copied()).0;
            let (own, other) = (Estimate::of(members), Estimate::of(never));
            let [a, b] = quantity.values([own.mean, other.mean]);
            let words = quantity.difference(&difference, &Contrast::runs(&difference));
            said.sentences
                .push(format!("{}: members of {who} {a}, those who never joined {b} – {words}.", quantity.head()));
            said.numbers.push(Number::mean(format!("members of {who}"), name, &own));
            said.numbers.push(Number::mean("never joined", name, &other));
            said.numbers.push(Number::statement("members less never joined", name, &difference));
            rows.push(Bar {
                label: capital(&quantity.label),
                note: format!("{a} vs {b}"),
                middle: difference.mean,
                low: difference.low,
                high: difference.high,
                told: None,
            });
        }
        said.picture = Some(Shown::Bars(Bars {
            title: format!("Members of {who} beside those who never joined"),
            subtitle: "Mean paired difference in the last year, with its 95 % interval".to_owned(),
            left: "never-members higher".to_owned(),
            right: "members higher".to_owned(),
            unit: "difference, on scales from 0 to 1".to_owned(),
            rows,
        }));
        said
    }
}

/// A reading by replicate; NaN where there is none.
pub(super) fn readings(sample: &Sample, point: usize, row: usize, name: &str) -> Vec<f64> {
    let replicates = 0..sample.points[point].runs.len() as u32;
    let of = |replicate| sample.weekly.get(&(point as u32, replicate))?.get(row)?.get(name).copied();
    replicates.map(|replicate| of(replicate).unwrap_or(f64::NAN)).collect()
}
