//! What a reader of a study's means should know: who sleeps at the end, and which outcomes only some runs have.

use crate::model::sustainability::Outcome;

use super::Study;
use super::outcomes::{GROUPS, Outcomes, outcome_number};

/// A row of a study's tables: a scenario, and an organisation in it or after the last the field.
pub(crate) type Row = (usize, usize);

/// An organisation that sleeps at the end of some runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asleep {
    /// Which organisation.
    pub row: Row,
    /// In how many runs.
    pub runs: usize,
}

/// Outcomes of the table that some runs have and others have not: the same runs of the same rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The outcomes, by their places in the run table.
    pub outcomes: Vec<usize>,
    /// The rows, each with how many runs of it have a value.
    pub rows: Vec<(Row, usize)>,
}

/// All rows of a study: its organisations, or the field where a scenario has none.
pub(crate) fn rows(study: &Study) -> Vec<Row> {
    let of = |(s, scenario): (usize, &crate::scenario::Scenario)| {
        (0..scenario.organisations.len().max(1)).map(move |group| (s, group))
    };
    study.scenarios.iter().enumerate().flat_map(of).collect()
}

/// The name of a row, with that of its scenario where another one has a row of the same name.
pub(crate) fn name(study: &Study, (scenario, group): Row) -> String {
    let own = study.group_name(scenario, group);
    let others = rows(study).into_iter().filter(|row| row.0 != scenario);
    let twice = others.into_iter().any(|(s, group)| study.group_name(s, group) == own);
    if twice { format!("{own} in {}", study.scenarios[scenario].name) } else { own.to_owned() }
}

/// The organisations among these rows that sleep at the end of some runs.
pub(crate) fn asleep(study: &Study, outcomes: &Outcomes, rows: &[Row]) -> Vec<Asleep> {
    let organisations = rows.iter().filter(|(s, group)| *group < study.scenarios[*s].organisations.len());
    let counted = organisations.map(|row| {
        let awake = outcomes.values(row.0, row.1, Outcome::Survived as usize);
        Asleep { row: *row, runs: awake.filter(|awake| *awake == 0.0).count() }
    });
    counted.filter(|asleep| asleep.runs > 0).collect()
}

/// The outcomes of the table that some runs of these rows have and others have not.
pub(crate) fn gaps(study: &Study, outcomes: &Outcomes, rows: &[Row]) -> Vec<Gap> {
    let mut found: Vec<Gap> = Vec::new();
    for outcome in GROUPS.iter().flat_map(|(_, names)| *names).filter_map(|name| outcome_number(name)) {
        let have = |row: &Row| outcomes.values(row.0, row.1, outcome).filter(|value| !value.is_nan()).count();
        let lacking: Vec<(Row, usize)> = rows
            .iter()
            .map(|row| (*row, have(row)))
            .filter(|(_, n)| (1..study.replicates as usize).contains(n))
            .collect();
        match found.iter_mut().find(|gap| gap.rows == lacking) {
            _ if lacking.is_empty() => {}
            Some(gap) => gap.outcomes.push(outcome),
            None => found.push(Gap { outcomes: vec![outcome], rows: lacking }),
        }
    }
    found
}
