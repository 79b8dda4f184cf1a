//! How robust an answer is, as files: `robust.md` to read, `robust.json` and `robust.csv` with every number.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::question::write::lines;

use super::{Cell, Change, Robustness, Statement};

/// Up to which depth JSON is broken into lines: a statement's cells stand on one.
const BROKEN: usize = 3;

/// The files of a question's robustness, without its picture.
pub(crate) const FILES: [&str; 3] = ["robust.md", "robust.csv", "robust.json"];

impl Change {
    /// What it is called in files.
    pub fn word(self) -> &'static str {
        match self {
            Change::Nothing => "none",
            Change::Drawn => "drawn",
            Change::Structure => "structure",
        }
    }
}

/// Everything, as JSON.
pub(crate) fn json(robust: &Robustness) -> String {
    let about = &robust.about;
    let variants = robust.variants.iter().map(|variant| {
        json!({
            "name": variant.name,
            "change": variant.change.word(),
            "replicates": variant.replicates,
            "runs": variant.runs,
            "points_digest": format!("sha256:{}", variant.digest),
        })
    });
    let value = json!({
        "asks": about.asks,
        "question": about.question,
        "size": about.size(),
        "version": about.version,
        "seed": about.seed,
        "summary": robust.summary(),
        "variants": variants.collect::<Vec<_>>(),
        "left_out": robust.left_out.iter().map(|left| json!({ "name": left.name, "why": left.why })).collect::<Vec<_>>(),
        "statements": robust.statements.iter().map(|s| statement(robust, s)).collect::<Vec<_>>(),
    });
    lines(&value, 0, BROKEN) + "\n"
}

fn statement(robust: &Robustness, statement: &Statement) -> Value {
    let cells = robust.variants.iter().zip(&statement.cells).map(|(variant, cell)| {
        let Cell { value, low, high, runs, fate } = cell;
        json!({ "variant": variant.name, "value": value, "low": low, "high": high, "runs": runs, "verdict": fate.word() })
    });
    json!({
        "answer": statement.answer,
        "kind": statement.kind,
        "what": statement.what,
        "of": statement.of,
        "headline": statement.headline,
        "sentence": robust.sentence(statement),
        "cells": cells.collect::<Vec<_>>(),
    })
}

/// A row a statement and variant; what has no value is empty.
pub(crate) fn csv(robust: &Robustness) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let head = ["answer", "kind", "what", "outcome", "variant", "change", "value", "low", "high", "runs", "verdict"];
    let mut put = |row: [&str; 11]| {
        // Writing into memory does not fail.
        let _ = table.write_record(row);
    };
    put(head);
    for statement in &robust.statements {
        for (variant, cell) in robust.variants.iter().zip(&statement.cells) {
            let number = |x: f64| if x.is_nan() { String::new() } else { x.to_string() };
            let Statement { answer, kind, what, of, .. } = statement;
            let (value, low, high, runs) =
                (number(cell.value), number(cell.low), number(cell.high), cell.runs.to_string());
            let change = variant.change.word();
            put([answer, kind, what, of, &variant.name, change, &value, &low, &high, &runs, cell.fate.word()]);
        }
    }
    table.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// To be read: the summary, each answer's statements, and how it was run.
pub(crate) fn page(robust: &Robustness, figure: Option<&str>) -> String {
    let about = &robust.about;
    let mut out = format!("# How robust: {}\n\n", about.asks);
    for sentence in robust.summary() {
        let _ = writeln!(out, "- {sentence}");
    }
    let mut answer = "";
    for statement in &robust.statements {
        if statement.answer != answer {
            answer = &statement.answer;
            let _ = writeln!(out, "\n## {answer}\n");
        }
        let _ = writeln!(out, "- {}", robust.sentence(statement));
    }
    if let Some(figure) = figure {
        let _ = writeln!(out, "\n![How robust: {}]({figure})", about.asks);
    }
    let each = robust.variants.iter().map(|v| format!("{}: {} runs, {} a point", v.name, v.runs, v.replicates));
    let size = if about.long { "Long size" } else { "Seminar size" };
    let _ = writeln!(
        out,
        "\n{size}, seed {}, mobilise {}. In every variant replicate r has the random numbers of replicate r. {}.",
        about.seed,
        about.version,
        each.collect::<Vec<_>>().join("; ")
    );
    out
}
