//! Writing an answer: `answer.md` to read, `answer.json` with every number.

use serde_json::{Value, json};

use crate::experiment::plan::SweepPlan;
use crate::files::disk::write_safely;
use crate::store::{Store, StoreError};

use super::answer::{Answer, Number, Section};
use super::definition::Question;
use super::page;
use super::sample::Sample;

/// The files of an answer.
pub(crate) const FILES: [&str; 2] = ["answer.md", "answer.json"];

/// Everything that was answered, as JSON: what was asked, how it was run, and for each part its sentences and numbers.
pub(crate) fn json(question: &Question, answer: &Answer, plan: &SweepPlan, sample: &Sample) -> Value {
    let failed = sample.points.iter().flat_map(|point| &point.runs).filter(|run| run.is_none()).count();
    json!({
        "asks": question.asks,
        "from": question.from,
        "question": plan.file_stem(),
        "size": if plan.changes.long { "long" } else { "seminar" },
        "version": env!("CARGO_PKG_VERSION"),
        "seed": plan.seed,
        "points": plan.len(),
        "points_digest": format!("sha256:{}", plan.digest()),
        "runs": page::runs(sample),
        "failed": failed,
        "made": page::made(plan, sample),
        "short": answer.short,
        "asleep": answer.asleep,
        "answers": answer.sections.iter().map(part).collect::<Vec<_>>(),
        "notes": answer.notes,
        "figure": answer.figure,
    })
}

fn part(section: &Section) -> Value {
    json!({
        "name": section.name,
        "heading": section.heading,
        "kind": section.kind,
        "sentences": section.sentences,
        "numbers": section.numbers.iter().map(number).collect::<Vec<_>>(),
    })
}

/// A number; null where it has no value or no interval. A difference whose sign is stated says so.
fn number(number: &Number) -> Value {
    let Number { what, of, value, low, high, runs, statement } = number;
    let mut all = json!({ "what": what, "of": of, "value": value, "low": low, "high": high, "runs": runs });
    if *statement {
        all["statement"] = true.into();
    }
    all
}

/// How deep JSON is broken into lines: each number stands on one of its own.
const BROKEN: usize = 4;

/// JSON with a line for each sentence and each number.
pub(super) fn lines(value: &Value, depth: usize, broken: usize) -> String {
    let inner = "  ".repeat(depth + 1);
    let outer = "  ".repeat(depth);
    match value {
        Value::Array(items) if depth < broken && !items.is_empty() => {
            let items: Vec<String> =
                items.iter().map(|item| format!("{inner}{}", lines(item, depth + 1, broken))).collect();
            format!("[\n{}\n{outer}]", items.join(",\n"))
        }
        Value::Object(map) if depth < broken && !map.is_empty() => {
            let item = |(key, value): (&String, &Value)| {
                format!("{inner}{}: {}", Value::String(key.clone()), lines(value, depth + 1, broken))
            };
            format!("{{\n{}\n{outer}}}", map.iter().map(item).collect::<Vec<_>>().join(",\n"))
        }
        other => other.to_string(),
    }
}

/// Writes both files into the folder of a store; `figure` is the file of the picture worth showing first.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn write(
    question: &Question,
    answer: &Answer,
    plan: &SweepPlan,
    sample: &Sample,
    store: &Store,
    figure: Option<&str>,
) -> Result<(), StoreError> {
    let text = page::text(question, answer, plan, sample, figure);
    let numbers = lines(&json(question, answer, plan, sample), 0, BROKEN) + "\n";
    for (name, bytes) in FILES.into_iter().zip([text, numbers]) {
        write_safely(store.disk(), &store.folder().join(name), bytes.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_a_line_of_its_own_and_all_of_it_reads_back() {
        let value =
            json!({ "answers": [{ "name": "a", "numbers": [{ "value": 1.5, "low": f64::NAN }, {}] }], "notes": [] });
        let text = lines(&value, 0, BROKEN);
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        assert!(text.contains("\n        {\"value\":1.5,\"low\":null},\n"), "{text}");
    }
}
