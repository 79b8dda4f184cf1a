//! A scenario described after the ODD protocol: Overview, Design concepts, Details (Grimm et al. 2020).
//!
//! Nothing is typed twice. What holds for every scenario is the text of `docs/model.md`, cut into its sections;
//! what holds for these scenarios comes from the scenarios themselves, the [knob table](crate::knob), the
//! [week](crate::model::week::WEEK), the measures and the outcomes; sources come from `docs/sources.md`.

mod design;
mod entities;
mod events;
mod knobs;
mod markdown;
mod page;
mod process;
mod sources;
mod start;

use std::fmt::Write;

use crate::experiment::plan::SweepPlan;
use crate::scenario::Scenario;

pub use crate::glossary::codes;
pub use markdown::table;

/// What is described.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The scenarios, side by side; at least one.
    pub scenarios: &'a [Scenario],
    /// Experiments with them.
    pub experiments: &'a [SweepPlan],
    /// How the scenarios are run: the command that makes the runs again.
    pub command: &'a str,
}

/// The description, as Markdown: the seven elements of the protocol in their order, then every knob with its
/// value, and the sources cited.
pub fn odd(subject: &Subject<'_>) -> String {
    let scenarios = subject.scenarios;
    let mut out = format!("# Model description (ODD): {}\n", markdown::cell(&names(scenarios).join(", ")));
    let _ = writeln!(
        out,
        "\nThis description follows the ODD protocol (Overview, Design concepts, Details; Grimm et al. 2020). It was \
         written by `mobilise` {} from the program's own tables, for exactly {}. What is said of the model in \
         general holds for every scenario; paragraphs and tables marked *Here* hold for {} alone.",
        env!("CARGO_PKG_VERSION"),
        if scenarios.len() == 1 { "this scenario" } else { "these scenarios" },
        if scenarios.len() == 1 { "it" } else { "them" },
    );
    let purpose = scenarios.iter().filter(|s| !s.about.is_empty());
    let purpose: Vec<String> =
        purpose.map(|s| format!("*Here: {}.* {}", markdown::cell(&s.name), markdown::cell(&s.about))).collect();
    element(&mut out, 1, &[purpose.join("\n\n")]);
    element(&mut out, 2, &[entities::entities(scenarios)]);
    let _ = writeln!(out, "\n{}", process::overview(scenarios));
    element(&mut out, 4, &[]);
    element(&mut out, 5, &[start::start(scenarios)]);
    element(&mut out, 6, &[events::events(scenarios)]);
    let _ = writeln!(out, "\n{}", process::submodels(scenarios));
    element(&mut out, 8, &[]);
    let _ = writeln!(out, "\n## Measures and outcomes\n\n{}", process::observed());
    let _ = writeln!(out, "\n## Runs and experiments\n\n{}", design::design(subject));
    let _ = writeln!(out, "\n## Every knob with its value\n\n{}", knobs::knobs(scenarios));
    let cited = sources::cited(&out);
    let _ = writeln!(out, "\n## Sources\n\n{cited}");
    markdown::for_pandoc(&out)
}

/// An element of the protocol: the page's section of that number, then what holds here.
fn element(out: &mut String, number: usize, here: &[String]) {
    let _ = writeln!(out, "\n{}", page::section(number));
    for part in here.iter().filter(|part| !part.is_empty()) {
        let _ = writeln!(out, "\n{part}");
    }
}

/// What the scenarios are called.
fn names(scenarios: &[Scenario]) -> Vec<String> {
    scenarios.iter().map(|scenario| scenario.name.clone()).collect()
}
