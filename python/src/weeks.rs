//! The weekly table, filled as runs come in: the columns and rows of `weeks.parquet`.

use mobilise::results::study::weeks;
use mobilise::study::Unit;
use mobilise::{MEASURES, Problem, Study};

use crate::table::{Column, Table, days};

/// The weekly table in the making.
pub(crate) struct Weeks {
    words: (Vec<String>, Vec<String>),
    /// For each scenario, its code, the day it starts on, and the codes of its row groups.
    codes: Vec<(i32, i32, Vec<i32>)>,
    scenario: Vec<i32>,
    replicate: Vec<i32>,
    week: Vec<i32>,
    date: Vec<i32>,
    organisation: Vec<i32>,
    measures: Vec<Vec<f64>>,
}

impl Weeks {
    /// An empty table with room for `replicates` of each scenario.
    pub(crate) fn new(study: &Study, replicates: u32) -> Self {
        let (mut scenarios, mut groups) = (Vec::new(), Vec::new());
        let code = |words: &mut Vec<String>, word: &str| match words.iter().position(|known| known == word) {
            Some(code) => code as i32,
            None => {
                words.push(word.to_owned());
                words.len() as i32 - 1
            }
        };
        let mut codes = Vec::new();
        let mut rows = 0;
        for (s, scenario) in study.scenarios.iter().enumerate() {
            let count = scenario.organisations.len() + 1;
            let own = (0..count).map(|group| code(&mut groups, study.group_name(s, group))).collect();
            codes.push((code(&mut scenarios, &scenario.name), first_day(scenario), own));
            rows += scenario.run.weeks as usize * count;
        }
        let rows = rows * replicates as usize;
        let room = || Vec::with_capacity(rows);
        Self {
            words: (scenarios, groups),
            codes,
            scenario: room(),
            replicate: room(),
            week: room(),
            date: room(),
            organisation: room(),
            measures: (0..MEASURES.len()).map(|_| Vec::with_capacity(rows)).collect(),
        }
    }

    /// Adds a run: week by week, its organisations and the field.
    pub(crate) fn add(&mut self, unit: &Unit) {
        let groups = &unit.result.weeks;
        for week in 0..groups.first().map_or(0, Vec::len) {
            for (group, rows) in groups.iter().enumerate() {
                self.key(unit.scenario, unit.replicate as i32, week as i32, group);
                for (column, value) in self.measures.iter_mut().zip(rows[week].0) {
                    column.push(value + 0.0); // there is no minus zero in any table
                }
            }
        }
    }

    fn key(&mut self, scenario: usize, replicate: i32, week: i32, group: usize) {
        let (code, first_day, groups) = &self.codes[scenario];
        self.scenario.push(*code);
        self.replicate.push(replicate);
        self.week.push(week);
        self.date.push(first_day + 7 * week);
        self.organisation.push(groups[group]);
    }

    /// The table.
    pub(crate) fn finish(self) -> Table {
        let (scenarios, groups) = self.words;
        let mut columns = vec![
            ("scenario".to_owned(), Column::Text(self.scenario.into(), scenarios)),
            ("replicate".to_owned(), Column::Small(self.replicate.into())),
            ("week".to_owned(), Column::Small(self.week.into())),
            ("date".to_owned(), Column::Date(self.date.into())),
            ("organisation".to_owned(), Column::Text(self.organisation.into(), groups)),
        ];
        let measures = MEASURES.iter().zip(self.measures);
        columns.extend(measures.map(|(info, values)| (info.name.to_owned(), Column::Real(values.into()))));
        Table::new(columns)
    }

    /// The weekly table of a folder.
    pub(crate) fn read(study: &Study, folder: &std::path::Path) -> Result<Table, Problem> {
        let mut table = Self::new(study, study.replicates);
        weeks(study, folder, mobilise::model::measures::ALL_MEASURES, &mut |of, values| {
            table.key(of.scenario, of.replicate as i32, of.week as i32, of.group);
            for (column, value) in table.measures.iter_mut().zip(values) {
                column.push(*value + 0.0);
            }
        })?;
        Ok(table.finish())
    }
}

/// The first day of a scenario, in days since 1970-01-01.
fn first_day(scenario: &mobilise::Scenario) -> i32 {
    days(&scenario.start.to_string()).unwrap_or(0)
}
