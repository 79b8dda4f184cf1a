//! What an analysis found, as JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;
use crate::sensitivity::{Effect, Index};

use super::finding::{Analysis, Finding, Influence, Points};
use super::verdict::{Importance, Verdict};

/// Every finding as JSON: what the tables hold, and the verdicts.
pub fn summary(plan: &SweepPlan, analysis: &Analysis, folder: &Path) -> Value {
    let findings: Vec<Value> = analysis
        .findings
        .iter()
        .map(|finding| {
            let versus = finding.versus.as_ref();
            json!({
                "scenario": finding.subject.scenario,
                "organisation": finding.subject.organisation,
                "versus": versus.map(|versus| &versus.scenario),
                "versus_organisation": versus.map(|versus| &versus.organisation),
                "outcome": OUTCOMES[finding.outcome].name,
                "measure": finding.measure.name(),
                "mean": real(finding.mean),
                "points_ahead": finding.points_ahead,
                "note": finding.note(),
                "knobs": finding.ranked().iter().map(|importance| knob(analysis, finding, importance)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "experiment": plan.experiment.name,
        "seed": plan.seed,
        "replicates": analysis.replicates,
        "design": match &analysis.points {
            Points::Trajectories(_) => "morris",
            Points::Blocks(_) => "saltelli",
        },
        "blocks": analysis.points.blocks(),
        "out": folder.display().to_string(),
        "findings": findings,
    })
}

fn real(x: f64) -> Value {
    if x.is_nan() { Value::Null } else { json!(x) }
}

fn knob(analysis: &Analysis, finding: &Finding, importance: &Importance) -> Value {
    let index = |index: &Index| {
        json!({
            "value": index.value,
            "low": index.interval.map(|(low, _)| low),
            "high": index.interval.map(|(_, high)| high),
        })
    };
    let mut one = json!({
        "knob": analysis.knobs[importance.knob],
        "verdict": match importance.verdict {
            Verdict::Beyond => "beyond chance",
            Verdict::Within => "within chance",
            Verdict::Inert => "inert",
            Verdict::Unknown => "unknown",
        },
        "by_chance": importance.chance,
    });
    match &finding.influence {
        Influence::Effects(effects) => {
            let Effect { mu, mu_star, sigma } = &effects[importance.knob].0;
            one["mu"] = index(mu);
            one["mu_star"] = index(mu_star);
            one["sigma"] = index(sigma);
        }
        Influence::Shares(indices, _) => {
            one["first"] = index(&indices.first[importance.knob]);
            one["total"] = index(&indices.total[importance.knob]);
        }
        Influence::Constant(_) | Influence::NoValue(_) => {}
    }
    one
}
