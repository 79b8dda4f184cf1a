//! What a study found, as JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::model::sustainability::OUTCOMES;
use crate::scenario;

use super::Study;
use super::diagnosis::diagnosis;
use super::estimate::Estimate;
use super::purse;
use super::results::StudyResults;
use crate::record::Digest;

fn number(x: f64) -> Value {
    if x.is_nan() { Value::Null } else { json!(x) }
}

fn estimate(e: &Estimate) -> Value {
    json!({
        "mean": number(e.mean),
        "low": number(e.low),
        "high": number(e.high),
        "standard_error": number(e.standard_error),
        "replicates": e.replicates,
    })
}

/// The outcomes and paired effects of a study as JSON. `out` is the folder of its tables.
pub fn summary(study: &Study, results: &StudyResults, out: &Path) -> Value {
    let scenarios: Vec<Value> = study
        .scenarios
        .iter()
        .enumerate()
        .map(|(s, scenario)| {
            let groups: Vec<Value> = (0..=scenario.organisations.len())
                .map(|group| {
                    let outcomes: serde_json::Map<String, Value> = OUTCOMES
                        .iter()
                        .enumerate()
                        .map(|(k, info)| (info.name.to_owned(), estimate(&results.outcomes.estimate(s, group, k))))
                        .collect();
                    json!({ "organisation": study.group_name(s, group), "outcomes": outcomes })
                })
                .collect();
            json!({
                "name": scenario.name,
                "digest": Digest::of(scenario::to_toml(scenario).as_bytes()),
                "weeks": scenario.run.weeks,
                "workers": scenario.population.knobs.traits.workers,
                "organisations": groups,
            })
        })
        .collect();
    let effects: Vec<Value> = results
        .effects
        .iter()
        .map(|e| {
            json!({
                "measure": OUTCOMES[e.outcome].name,
                "scenario": study.scenarios[e.scenario.0].name,
                "organisation": study.group_name(e.scenario.0, e.scenario.1),
                "versus": study.scenarios[e.versus.0].name,
                "versus_organisation": study.group_name(e.versus.0, e.versus.1),
                "difference": estimate(&e.difference),
                "variance_removed": number(e.variance_removed),
            })
        })
        .collect();
    json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "seed": study.seed,
        "replicates": study.replicates,
        "out": out.display().to_string(),
        "diagnosis": diagnosis(study, results),
        "money": purse::sentences(study, results),
        "scenarios": scenarios,
        "effects": effects,
    })
}
