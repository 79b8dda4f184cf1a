//! `groups`: members compared with those who never joined, in the last year and at the end of it.

use crate::model::measures::MEASURES;
use crate::model::who::WHO;
use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::quantity::Quantity;
use crate::question::readings::Reading;
use crate::question::sample::Sample;
use crate::question::side::Side;
use crate::question::statistics::comparison::{Comparison, difference};
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::capital;

use super::request::Request;

/// The ending of a measure of those who never joined, beside that of members.
const NEVER: &str = "_never";

/// Measures of both groups at one point.
#[derive(Debug, Clone)]
pub(crate) struct GroupsRequest {
    measures: Vec<&'static str>,
    this: Side,
}

/// Both groups at one point.
pub(crate) struct Groups {
    organisation: String,
    measures: Vec<(&'static str, Comparison)>,
}

/// The measures known of both groups: of the last year, and who they are at the end.
fn known() -> Vec<&'static str> {
    MEASURES.iter().filter_map(|m| m.name.strip_suffix(NEVER)).chain(WHO.iter().map(|who| who.name)).collect()
}

/// What is read of members, and of those who never joined.
fn readings(name: &str) -> [Reading; 2] {
    if let Some(index) = WHO.iter().position(|who| who.name == name) {
        return [Reading::Who(index), Reading::Who(index)];
    }
    let index = |name: &str| MEASURES.iter().position(|measure| measure.name == name).unwrap_or_default();
    [Reading::LastYear(index(name)), Reading::LastYear(index(&format!("{name}{NEVER}")))]
}

fn quantity(name: &str) -> Quantity {
    Quantity::reading(name).unwrap_or_else(|| Quantity::of(name, &name.replace('_', " "), "0–1"))
}

impl Request for GroupsRequest {
    const KEYS: &'static [&'static str] = &["measures", "this"];
    type Findings = Option<Groups>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let measures = table.names("measures", &known(), "measure of both groups")?;
        Some(Self { measures: measures.into_iter().map(|index| known()[index]).collect(), this: table.one_point()? })
    }

    fn readings(&self) -> Vec<Reading> {
        self.measures.iter().flat_map(|name| readings(name)).collect()
    }

    fn watched(&self, shape: &Sample) -> Vec<u32> {
        self.this.point(shape).map(|point| point as u32).into_iter().collect()
    }

    fn compute(&self, sample: &Sample) -> Option<Groups> {
        let (point, row) = self.this.row(sample)?;
        let rows = &sample.points[point].rows;
        let of = |name: &&'static str| {
            let [of_members, of_never] = readings(name).map(|reading| reading.names().concat());
            let members = sample.readings((point, row), &of_members);
            let never = sample.readings((point, rows.len() - 1), &of_never);
            let difference = difference(members.clone(), never.clone());
            (*name, Comparison { first: Estimate::of(members), other: Estimate::of(never), difference })
        };
        Some(Groups { organisation: rows[row].clone(), measures: self.measures.iter().map(of).collect() })
    }

    fn say(&self, context: Context<'_>, found: &Option<Groups>, section: &mut Section) {
        let Some(Groups { organisation, measures }) = found else { return };
        let who = context.words.organisation(organisation);
        for (name, Comparison { first, other, difference }) in measures {
            let quantity = quantity(name);
            let [a, b] = quantity.values([first.mean, other.mean]);
            let (head, words) = (quantity.head(), quantity.paired_difference(difference));
            section.sentences.push(format!("{head}: members of {who} {a}, those who never joined {b} – {words}."));
            section.numbers.push(Number::mean(format!("members of {who}"), name, first));
            section.numbers.push(Number::mean("never joined", name, other));
            section.numbers.push(Number::statement("members less never joined", name, difference));
        }
    }

    fn chart(&self, context: Context<'_>, found: &Option<Groups>) -> Option<Chart> {
        let Groups { organisation, measures } = found.as_ref()?;
        let bar = |(name, Comparison { first, other, difference }): &(&str, Comparison)| {
            let quantity = quantity(name);
            let [a, b] = quantity.values([first.mean, other.mean]);
            let Estimate { mean, low, high, .. } = *difference;
            Bar::new(capital(&quantity.label), format!("{a} vs {b}"), mean, [low, high])
        };
        Some(Chart::Bars(Bars {
            title: format!("Members of {} beside those who never joined", context.words.organisation(organisation)),
            subtitle: "Mean paired difference in the last year, with its 95 % interval".to_owned(),
            left: "never-members higher".to_owned(),
            right: "members higher".to_owned(),
            unit: "difference, on scales from 0 to 1".to_owned(),
            rows: measures.iter().map(bar).collect(),
        }))
    }
}
