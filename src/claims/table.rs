//! `claims.csv`: every claim that was looked up, beside what the result says.

use std::path::Path;

use serde_json::{Value, json};

use crate::config::Problem;
use crate::results::table::Table;
use crate::study::error::StudyError;
use crate::study::folder::write_table;
use crate::study::outcomes::cell;

use super::finding::Finding;
use super::moved::Reason;

/// The name of the table.
pub const TABLE: &str = "claims.csv";

const COLUMNS: [&str; 15] = [
    "claim",
    "source",
    "about",
    "what",
    "scenario",
    "beside",
    "claimed_low",
    "claimed_high",
    "here",
    "low",
    "high",
    "runs",
    "verdict",
    "sentence",
    "reason",
];

/// Writes the table into a folder.
///
/// # Errors
/// It cannot be written.
pub fn write(findings: &[Finding], reasons: &[Reason], folder: &Path) -> Result<(), StudyError> {
    write_table(&folder.join(TABLE), |table| {
        table.write_record(COLUMNS)?;
        for one in findings {
            let reason =
                reasons.iter().find(|reason| (&reason.claim, &reason.scenarios) == (&one.claim, &one.scenarios));
            let end = |x: f64| if x.is_infinite() { String::new() } else { cell(x) };
            let scenario = |n: usize| one.scenarios.get(n).cloned().unwrap_or_default();
            let mut row = vec![one.claim.clone(), one.source.clone(), one.about.clone(), one.what.clone()];
            row.extend([scenario(0), scenario(1), end(one.claimed.0), end(one.claimed.1)]);
            row.extend([one.here.value, one.here.low, one.here.high].map(cell));
            row.extend([one.here.runs.to_string(), one.stand.word().to_owned(), one.sentence()]);
            row.push(reason.map_or_else(String::new, |reason| reason.words.clone()));
            table.write_record(row)?;
        }
        Ok(())
    })
}

/// The same as JSON, one object per claim.
#[must_use]
pub fn json(findings: &[Finding], reasons: &[Reason]) -> Value {
    let number = |x: f64| if x.is_finite() { json!(x) } else { Value::Null };
    let one = |one: &Finding| {
        let reason = reasons.iter().find(|reason| (&reason.claim, &reason.scenarios) == (&one.claim, &one.scenarios));
        json!({
            "claim": one.claim,
            "source": one.source,
            "about": one.about,
            "scenarios": one.scenarios,
            "claimed": [number(one.claimed.0), number(one.claimed.1)],
            "here": number(one.here.value),
            "interval": [number(one.here.low), number(one.here.high)],
            "runs": one.here.runs,
            "verdict": one.stand.word(),
            "reason": reason.map(|reason| reason.words.as_str()),
        })
    };
    findings.iter().map(one).collect()
}

/// The reasons in the table of a folder; none where it has no such table.
///
/// # Errors
/// The table is not as it was written.
pub fn reasons(folder: &Path) -> Result<Vec<Reason>, Problem> {
    if !folder.join(TABLE).is_file() {
        return Ok(Vec::new());
    }
    let table = Table::read(folder, TABLE)?;
    let [claims, first, other, words] = ["claim", "scenario", "beside", "reason"].map(|column| table.strings(column));
    let rows = claims?.into_iter().zip(first?).zip(other?).zip(words?);
    let reason = |(((claim, first), other), words): (((String, String), String), String)| {
        let scenarios = [first, other].into_iter().filter(|name| !name.is_empty()).collect();
        (!words.is_empty()).then_some(Reason { claim, scenarios, words })
    };
    Ok(rows.filter_map(reason).collect())
}
