//! What a study shows of its runs one by one.

use crate::figure::{DistributionFigure, DistributionPanel, Sample};
use crate::model::sustainability::OUTCOMES;
use crate::study::Study;
use crate::study::outcomes::outcome_number;
use crate::study::results::StudyResults;
use crate::text::capital;

use super::about::{caption, group_label, scenario_names};

/// Outcomes that say whether mobilisation lasts, as distributions over runs.
const LASTING: [&str; 8] = [
    "mobilised",
    "attendance",
    "retention",
    "retention_attendance",
    "weeks_above",
    "half_life",
    "newcomers_mobilised",
    "step_down_retention",
];

/// How runs end: a panel for each of these outcomes that has a value in some run.
pub(super) fn distribution_figure(study: &Study, results: &StudyResults) -> DistributionFigure {
    let panel = |outcome: usize| {
        let info = &OUTCOMES[outcome];
        let samples = study.scenarios.iter().enumerate().flat_map(|(s, scenario)| {
            let field = scenario.organisations.len();
            (0..field.max(1)).map(move |group| Sample {
                label: group_label(study, s, group),
                group: if study.scenarios.len() == 1 { group } else { s },
                values: results.outcomes.values(s, group, outcome).collect(),
            })
        });
        let samples: Vec<Sample> = samples.collect();
        let share =
            info.unit.starts_with("share") && samples.iter().flat_map(|s| &s.values).all(|x| x.is_nan() || *x <= 1.0);
        DistributionPanel { title: capital(info.label), unit: info.unit.to_owned(), share, samples }
    };
    let panels = LASTING.iter().filter_map(|name| outcome_number(name)).map(panel);
    let has_values = |panel: &DistributionPanel| panel.samples.iter().flat_map(|s| &s.values).any(|x| x.is_finite());
    DistributionFigure {
        title: format!("How runs end: {}", scenario_names(study)),
        subtitle: format!(
            "A dot is one of {} replicates a scenario; the bar holds the middle half of them, the stroke is the median.",
            study.replicates
        ),
        caption: caption(study),
        panels: panels.filter(has_values).collect(),
    }
}
