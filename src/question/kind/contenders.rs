//! Contenders, and the settings in which all of them are there.

use std::collections::BTreeMap;

use crate::config::{Problem, listed};
use crate::question::context::Context;
use crate::question::sample::{PointRow, Sample};
use crate::question::side::{Side, alike};
use crate::question::statistics::contest::Setting;
use crate::question::table::Table;

/// Who contends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Scenarios,
    Organisations,
    Factor(usize),
}

/// Contenders at some points.
#[derive(Debug, Clone)]
pub(super) struct Contenders {
    between: Between,
    at: Side,
}

impl Contenders {
    /// Reads `between` and `at`; refused if no point has two contenders.
    pub(crate) fn read(table: &mut Table<'_>) -> Option<Self> {
        let at = table.side("at").unwrap_or_default();
        let between = match table.key("between") {
            None => Between::Scenarios,
            Some(entry) => {
                let named = table.text("between", entry)?;
                match named.text.as_str() {
                    "scenarios" => Between::Scenarios,
                    "organisations" if table.shape.factor("organisations").is_none() => Between::Organisations,
                    _ => Between::Factor(table.factor(&named)?),
                }
            }
        };
        let contenders = Self { between, at };
        if contenders.all(table.shape).len() < 2 || contenders.settings(table.shape).is_empty() {
            let hint = format!(
                "between = \"scenarios\" with several `scenarios`, \"organisations\" with several in one field, or \
                 one of {}",
                listed(&table.factors())
            );
            let title = "no contest: fewer than two contenders at each point";
            let problem = Problem::at(table.place_of("between"), title, "who leads whom?");
            table.ledger.problems.push(problem.hint(hint));
            return None;
        }
        Some(contenders)
    }

    /// The contenders as the file names them.
    pub(crate) fn all(&self, sample: &Sample) -> Vec<String> {
        match self.between {
            Between::Scenarios => sample.scenarios.clone(),
            Between::Factor(factor) => sample.factors[factor].labels.clone(),
            Between::Organisations => {
                let first = sample.design().next().map(|(_, point, _)| &point.rows);
                first.map_or(Vec::new(), |rows| rows[..rows.len() - 1].to_vec())
            }
        }
    }

    /// The contenders in plain words.
    pub(crate) fn names(&self, context: Context<'_>) -> Vec<String> {
        let name = |name: &String| match self.between {
            Between::Factor(factor) => context.words.level(&context.sample.factors[factor].name, name),
            Between::Scenarios => context.words.of(name).to_owned(),
            Between::Organisations => context.words.organisation(name),
        };
        self.all(context.sample).iter().map(name).collect()
    }

    /// The factors that do not tell contenders apart.
    fn others(&self, sample: &Sample) -> impl Iterator<Item = usize> {
        let own = self.between;
        (0..sample.factors.len()).filter(move |factor| own != Between::Factor(*factor))
    }

    /// The factors of a setting that have several levels.
    pub(crate) fn open(&self, sample: &Sample) -> Vec<usize> {
        self.others(sample).filter(|factor| sample.factors[*factor].labels.len() > 1).collect()
    }

    /// The settings that have all contenders, by their first points.
    pub(crate) fn settings(&self, sample: &Sample) -> Vec<Setting> {
        let names = self.all(sample);
        // By scenario and labels: the first point, and the row of each contender.
        let mut found: BTreeMap<_, (usize, Vec<Option<PointRow>>)> = BTreeMap::new();
        for (number, point, labels) in sample.design().filter(|(_, point, labels)| self.at.takes(point, labels)) {
            let (scenario, contender) = match self.between {
                Between::Scenarios => (0, Some(point.scenario)),
                Between::Factor(factor) => (point.scenario, names.iter().position(|name| alike(name, &labels[factor]))),
                Between::Organisations => (point.scenario, None),
            };
            let key: Vec<&str> = self.others(sample).map(|factor| labels[factor].as_str()).collect();
            let entry = found.entry((scenario, key)).or_insert_with(|| (number, vec![None; names.len()]));
            match contender {
                Some(contender) => entry.1[contender] = Some((number, 0)),
                None => {
                    let row = |name: &String| point.row(Some(name)).map(|row| (number, row));
                    entry.1 = names.iter().map(row).collect();
                }
            }
        }
        let setting = |(first, contenders): (usize, Vec<Option<PointRow>>)| {
            Some(Setting { first, contenders: contenders.into_iter().collect::<Option<_>>()? })
        };
        let mut settings: Vec<Setting> = found.into_values().filter_map(setting).collect();
        settings.sort_by_key(|setting| setting.first);
        settings
    }
}
