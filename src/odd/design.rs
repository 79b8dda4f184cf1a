//! The experiment table: what is run, how often, with which random numbers, and what is looked at.

use std::fmt::Write;

use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;

use super::Subject;
use super::markdown::{cell, table};

/// Runs of the scenarios, and experiments with them.
pub(super) fn design(subject: &Subject<'_>) -> String {
    let heads = ["Scenario", "Weeks", "Replicates", "Seed", "Network measures", "Threshold of attendance"];
    let rows = subject.scenarios.iter().map(|s| {
        let every = match s.run.network_every {
            0 => "never".to_owned(),
            1 => "every week".to_owned(),
            weeks => format!("every {weeks} weeks"),
        };
        vec![
            cell(&s.name),
            s.run.weeks.to_string(),
            s.run.replicates.to_string(),
            s.seed.map_or("drawn, and kept with the results".to_owned(), |seed| seed.to_string()),
            every,
            format!("{} people", s.run.threshold),
        ]
    });
    let mut out = table(&heads, rows);
    let _ = write!(
        out,
        "\nReplicates differ in their random numbers and in nothing else. Scenarios run with the same seed have the same \
         random numbers, replicate by replicate, so their difference is taken within each replicate. Made by:\n\n\
         ```text\n{}\n```\n",
        subject.command
    );
    for plan in subject.experiments {
        let _ = write!(out, "\n{}", experiment(plan));
    }
    out.trim_end().to_owned()
}

fn experiment(plan: &SweepPlan) -> String {
    let e = &plan.experiment;
    let mut out = format!("### Experiment: {}\n\n", cell(&e.name));
    if !e.about.is_empty() {
        let _ = writeln!(out, "{}\n", cell(&e.about));
    }
    let bases: Vec<String> = plan.baselines.iter().map(|base| cell(&base.name)).collect();
    let replicates = match &plan.replicates {
        Replicates::Fixed(replicates) => replicates.to_string(),
        Replicates::Until(p) => format!(
            "until half the 95 % interval of `{}` is at most {}, at most {}",
            OUTCOMES[p.outcome].name, p.half_width, p.at_most
        ),
    };
    let outcomes: Vec<String> = e.outcomes.iter().map(|o| format!("`{}`", OUTCOMES[*o].name)).collect();
    let numbers = if e.common_random_numbers { "the same at every point" } else { "other ones at every point" };
    let rows = [
        ("Base", bases.join(", ")),
        ("Design", e.design.name().to_owned()),
        ("Points", plan.len().to_string()),
        ("Replicates of a point", replicates),
        ("Random numbers", numbers.to_owned()),
        ("Seed", plan.seed.to_string()),
        ("Outcomes of interest", outcomes.join(", ")),
    ];
    out += &table(&["", ""], rows.map(|(head, text)| vec![head.to_owned(), text]));
    let varied = plan.varied();
    let rows = varied.into_iter().map(|(name, levels)| vec![format!("`{}`", name.replace('`', "'")), cell(&levels)]);
    let _ = write!(out, "\n{}", table(&["Varied", "Levels"], rows));
    out
}
