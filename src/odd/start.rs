//! Element 5 as it is here: the network of the first week, and workers who are not left to chance.

use std::fmt::Write;

use crate::knob::{Choice, Table};
use crate::scenario::Scenario;

use super::markdown::cell;

/// How the scenarios begin.
pub(super) fn start(scenarios: &[Scenario]) -> String {
    let one = |scenario: &Scenario| {
        let kind = scenario.network.knobs.kind;
        let meaning = crate::knob::network::NetworkKind::MEANINGS[place(kind)].trim().trim_end_matches('.');
        let mut out =
            format!("*Here: {}.* Network of the first week: `{}` ({meaning})", cell(&scenario.name), kind.word());
        let mut knobs = Vec::new();
        scenario.network.knobs.each("", &mut |name, _, value| {
            if name != "kind" && kind.knobs().contains(&name) {
                knobs.push(format!("{name} = {value}"));
            }
        });
        let _ = write!(out, ", {}", knobs.join(", "));
        if let Some(from) = &scenario.network.file {
            let _ = write!(out, ", {} ties of {}", from.file.ties.len(), cell(&from.path.display().to_string()));
        }
        if !scenario.network.ties.is_empty() {
            let _ = write!(out, ", {} ties listed in the scenario", scenario.network.ties.len());
        }
        out.push('.');
        if let Some(draw) = &scenario.draw {
            let knobs: Vec<String> = draw.knobs.iter().map(|knob| format!("`{}`", cell(knob))).collect();
            let _ = write!(
                out,
                " Each replicate takes the values of {} from one of {} rows of the accepted set {}, with a chance in \
                 proportion to its weight; the tables below have the values that stand in the scenario.",
                knobs.join(", "),
                draw.rows(),
                cell(&draw.from)
            );
        }
        for worker in &scenario.workers {
            let traits: Vec<String> =
                worker.traits.iter().map(|(trait_, value)| format!("{} = {value:?}", trait_.name())).collect();
            let _ = write!(out, " Worker {} begins with {}.", worker.number, traits.join(", "));
        }
        out
    };
    scenarios.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

fn place<T: Choice>(variant: T) -> usize {
    T::ALL.iter().position(|known| *known == variant).unwrap_or(0)
}
