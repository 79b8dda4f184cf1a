//! The week in order and the submodels: which processes do something here, and how.

use std::fmt::Write;

use crate::model::measures::{MEASURES, Sort};
use crate::model::sustainability::OUTCOMES;
use crate::model::week::WEEK;
use crate::scenario::Scenario;

use super::markdown::{cell, table};
use super::page;

/// Why a process does nothing in a scenario; nothing where it may do something.
fn idle(process: &str, scenario: &Scenario) -> Option<&'static str> {
    let of_organisations = ["hours", "attendance", "meeting", "recruitment", "money and decisions"].contains(&process);
    if of_organisations && scenario.organisations.is_empty() {
        return Some("nothing: no organisation");
    }
    (process == "union" && scenario.unions.is_empty()).then_some("nothing: no union")
}

/// What a process does in the scenarios, in a few words.
fn here(process: &str, scenarios: &[Scenario]) -> String {
    let words = |scenario: &Scenario| {
        let individual = process == "action" && scenario.organisations.is_empty();
        idle(process, scenario).unwrap_or(if individual {
            "individual claims alone: nobody calls"
        } else {
            "as described"
        })
    };
    let all: Vec<&str> = scenarios.iter().map(words).collect();
    if all.iter().all(|word| *word == all[0]) {
        return all[0].to_owned();
    }
    let each: Vec<String> = scenarios.iter().zip(all).map(|(s, word)| format!("{}: {word}", cell(&s.name))).collect();
    each.join("; ")
}

/// Element 3: the page's words with the week's table as it is here.
pub(super) fn overview(scenarios: &[Scenario]) -> String {
    let section = page::section(3);
    let (before, rest) = section.split_once("<!-- generated: week -->").unwrap_or((&section, ""));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or(("", rest));
    let rows = WEEK.iter().enumerate().map(|(n, process)| {
        vec![(n + 1).to_string(), process.name.to_owned(), process.what.to_owned(), here(process.name, scenarios)]
    });
    let week = table(&["#", "Process", "What happens", "Here"], rows);
    // The sentence on the command is of use to those who run the program, and stays.
    format!("{}\n\n{week}\n{}", before.trim_end(), after.trim())
}

/// Element 7: the equations of every process that does something in at least one of the scenarios.
pub(super) fn submodels(scenarios: &[Scenario]) -> String {
    let mut out = page::head(7);
    out.push('\n');
    for (n, process) in WEEK.iter().enumerate() {
        let mut name = process.name.to_owned();
        name[..1].make_ascii_uppercase();
        let _ = writeln!(out, "\n### {} {name}\n", n + 1);
        let reasons: Vec<Option<&str>> = scenarios.iter().map(|scenario| idle(process.name, scenario)).collect();
        match reasons.iter().flatten().next() {
            Some(reason) if reasons.iter().all(Option::is_some) => {
                let _ = writeln!(out, "*Here*: {reason}.");
            }
            _ => {
                let _ = writeln!(out, "{}", page::process(n + 1));
            }
        }
    }
    for heading in ["Random numbers", "Fixed numbers that are not knobs"] {
        let _ = writeln!(out, "\n{}", page::beside(heading));
    }
    out.trim_end().to_owned()
}

/// What is observed: every measure and every outcome.
pub(super) fn observed() -> String {
    let sort = |sort: Sort| match sort {
        Sort::Stock => "stock",
        Sort::Flow => "flow",
        Sort::Mean => "mean",
    };
    let measures = MEASURES
        .iter()
        .map(|m| vec![format!("`{}`", m.name), m.unit.to_owned(), sort(m.sort).to_owned(), m.meaning.to_owned()]);
    let outcomes = OUTCOMES.iter().map(|o| vec![format!("`{}`", o.name), o.unit.to_owned(), o.meaning.to_owned()]);
    format!(
        "Measures, each week, of each organisation and of the whole field:\n\n{}\nOutcomes, of each run:\n\n{}",
        table(&["Measure", "Unit", "Sort", "What it is"], measures),
        table(&["Outcome", "Unit", "What it is"], outcomes)
    )
}
