//! Why a changed case contradicts a claim that it does not contradict as it stands: what was changed, and what moved.
//!
//! The cases are run again as they stand, under the same seed. A claim that only the changed result contradicts is
//! followed by what was changed, and by the three measures whose change differs most between the two cases.

use crate::config::{Problem, Problems};
use crate::knob::{Kind, Value};
use crate::model::sustainability::OUTCOMES;
use crate::scenario::knobs::knobs;
use crate::scenario::{Scenario, to_toml};
use crate::study::Study;
use crate::study::effects::paired;
use crate::study::outcomes::outcome_number;
use crate::study::results::StudyResults;
use crate::text::{list, number};

use super::all::claims;
use super::case::Cases;
use super::finding::{Finding, Stand};
use super::look::of_study;

/// Replicates of the cases as they stand: enough to see what moved.
const REPLICATES: u32 = 10;

/// What may explain how many are mobilised or join: how many come, and what they are like.
const EXPLAINING: [&str; 9] = [
    "ever_members",
    "attendance",
    "coping_need",
    "trust",
    "efficacy",
    "injustice",
    "mean_framing",
    "rights",
    "legitimacy",
];

/// Measures that a reason names.
const NAMED: usize = 3;

/// A reason behind contradictions of some scenarios that their cases do not show as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The claim.
    pub claim: String,
    /// The scenarios that are compared.
    pub scenarios: Vec<String>,
    /// The reason in words.
    pub words: String,
}

/// The reasons behind those findings that contradict a claim about two cases; none where no case was changed, or where
/// the cases contradict it as they stand. Runs the cases on the threads of rayon's present pool.
///
/// # Errors
/// An embedded case that is wrong, or a run that failed.
pub fn reasons(study: &Study, results: &StudyResults, findings: &[Finding]) -> Result<Vec<Reason>, Problems> {
    let contradicted: Vec<&Finding> =
        findings.iter().filter(|one| one.stand == Stand::Contradicts && one.scenarios.len() == 2).collect();
    let cases = Cases::of(&claims()?)?;
    let (mut own, mut standing) = (Vec::new(), Vec::new());
    for (s, scenario) in study.scenarios.iter().enumerate() {
        let is_concerned = contradicted.iter().any(|one| one.scenarios.contains(&scenario.name));
        if let Some(case) = cases.named(scenario).and_then(|name| cases.get(name)).filter(|_| is_concerned) {
            own.push(s);
            standing.push(as_it_stands(case, scenario));
        }
    }
    let changed = own.iter().zip(&standing).any(|(s, case)| to_toml(&study.scenarios[*s]) != to_toml(case));
    if !changed {
        return Ok(Vec::new());
    }
    let before = Study::new(standing, study.seed, study.replicates.min(REPLICATES));
    let stood = before.run(&|| ()).map_err(|error| Problem::whole(error.to_string(), "as it stands"))?;
    let unchanged = of_study(&before, &stood)?;
    let mut all = Vec::new();
    for one in contradicted {
        let same = |other: &&Finding| (&other.claim, &other.scenarios) == (&one.claim, &one.scenarios);
        let Some(before_it) = unchanged.iter().find(same).filter(|other| other.stand != Stand::Contradicts) else {
            continue;
        };
        let moved = Moved { study, results, before: &before, stood: &stood };
        let words = format!(
            "As the cases stand the papers are not contradicted here: {}. {} {}",
            before_it.here_words(),
            moved.changes(&one.scenarios),
            moved.most(&one.scenarios)
        );
        all.push(Reason { claim: one.claim.clone(), scenarios: one.scenarios.clone(), words });
    }
    Ok(all)
}

/// A case as it stands, run for as long as a changed one; where both draw from an accepted set, one row for all
/// replicates or a row each is a way of running and no change.
fn as_it_stands(case: &Scenario, changed: &Scenario) -> Scenario {
    let mut standing = Scenario { run: changed.run.clone(), seed: changed.seed, ..case.clone() };
    if let (Some(own), Some(other)) = (&mut standing.draw, &changed.draw) {
        own.fixed = other.fixed;
    }
    standing
}

/// The changed cases, and the cases as they stand.
struct Moved<'a> {
    study: &'a Study,
    results: &'a StudyResults,
    before: &'a Study,
    stood: &'a StudyResults,
}

impl Moved<'_> {
    /// What was changed, in words: each knob with its values and its meaning.
    fn changes(&self, scenarios: &[String]) -> String {
        let mut said: Vec<(f64, String)> = Vec::new();
        for name in scenarios {
            let of = |study: &'_ Study| study.scenarios.iter().find(|scenario| scenario.name == *name).cloned();
            let (Some(own), Some(case)) = (of(self.study), of(self.before)) else { continue };
            let then = knobs(&case);
            let draws = |scenario: &Scenario, knob: &String| {
                scenario.draw.as_ref().is_some_and(|draw| draw.knobs.contains(knob))
            };
            for knob in &knobs(&own) {
                let before = then.iter().find(|other| other.name == knob.name).map(|other| other.value.clone());
                let is_pinned = draws(&case, &knob.name) && !draws(&own, &knob.name);
                if before.as_ref() == Some(&knob.value) && !is_pinned {
                    continue;
                }
                let from = match &before {
                    _ if is_pinned => "values drawn from the accepted set".to_owned(),
                    None => "not there".to_owned(),
                    Some(value) => written(value),
                };
                let meaning = knob.knob.meaning.trim().trim_end_matches('.');
                let text = format!("{} from {from} to {} ({meaning})", knob.name, written(&knob.value));
                if said.iter().all(|(_, other)| *other != text) {
                    said.push((size(&knob.knob.kind, before.as_ref(), &knob.value), text));
                }
            }
        }
        // Shares that give way move less than the one that was set.
        said.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut said: Vec<String> = said.into_iter().map(|(_, text)| text).collect();
        const SHOWN: usize = 3;
        let more = said.len().saturating_sub(SHOWN);
        said.truncate(SHOWN);
        match (said.is_empty(), more) {
            (true, _) => "What was changed is no knob: events, dates or the values that are drawn.".to_owned(),
            (_, 0) => format!("Changed: {}.", list(&said)),
            _ => format!("Changed: {} and {more} more.", said.join(", ")),
        }
    }

    /// The measures whose change differs most between the two scenarios.
    fn most(&self, scenarios: &[String]) -> String {
        let mut found: Vec<(f64, String)> = Vec::new();
        for outcome in EXPLAINING.iter().filter_map(|name| outcome_number(name)) {
            let sides: Option<Vec<(f64, String)>> = scenarios.iter().map(|name| self.change(name, outcome)).collect();
            if let Some([(first, one), (second, other)]) = sides.as_deref() {
                let label = OUTCOMES[outcome].label;
                found.push(((first - second).abs(), format!("{label}: {one}, {other}")));
            }
        }
        found.retain(|(size, _)| *size > 0.0);
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let named: Vec<String> = found.into_iter().take(NAMED).map(|(_, words)| words).collect();
        if named.is_empty() {
            return "No measure moves beyond chance.".to_owned();
        }
        format!("What moved most, one case beside the other – {}.", named.join("; "))
    }

    /// By how much an outcome changed in a scenario, as a logarithm, and in words; none where it had no value or was 0.
    fn change(&self, name: &str, outcome: usize) -> Option<(f64, String)> {
        let place = |study: &Study| study.scenarios.iter().position(|scenario| scenario.name == name);
        let (now, then) = (place(self.study)?, place(self.before)?);
        let values = |results: &StudyResults, scenario: usize| -> Vec<f64> {
            results.outcomes.values(scenario, 0, outcome).collect()
        };
        let (after, before) = (values(self.results, now), values(self.stood, then));
        let (difference, _) = paired(after.iter().copied(), before.iter().copied());
        let both = || after.iter().zip(&before).filter(|(a, b)| a.is_finite() && b.is_finite());
        let n = both().count() as f64;
        let after = both().map(|(a, _)| a).sum::<f64>() / n;
        let before = both().map(|(_, b)| b).sum::<f64>() / n;
        if !(after >= 0.0 && before > 0.0) {
            return None;
        }
        // What chance alone may do is no change.
        let is_seen = difference.low > 0.0 || difference.high < 0.0;
        let size = if is_seen { libm::log(after / before) } else { 0.0 };
        let times = if is_seen { format!(" (× {})", number(after / before)) } else { String::new() };
        Some((size, format!("{name} {} → {}{times}", number(before), number(after))))
    }
}

/// A value in the digits worth reading.
fn written(value: &Value) -> String {
    match value {
        Value::Real(x) => number(*x),
        other => other.to_string(),
    }
}

/// How large a change is, as a share of what the knob allows; 1 where its values have no distance.
fn size(kind: &Kind, from: Option<&Value>, to: &Value) -> f64 {
    let real = |value: &Value| match value {
        Value::Real(x) => Some(*x),
        Value::Whole(x) => Some(*x as f64),
        _ => None,
    };
    let span = match *kind {
        Kind::Real { low, high } => high - low,
        Kind::Whole { low, high } => f64::from(high) - f64::from(low),
        _ => return 1.0,
    };
    match (from.and_then(real), real(to)) {
        (Some(from), Some(to)) => (to - from).abs() / span,
        _ => 1.0,
    }
}
