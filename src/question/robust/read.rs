//! How robust an answer is, read back from the `robust.json` that was written.

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::files;
use crate::question::kind::KINDS;

use super::write::{FILES, json};
use super::{About, Cell, Change, Omission, Robustness, Statement, Variant, fate};

/// No such file is longer.
const MAX_BYTES: u64 = 1 << 28;

impl Robustness {
    /// What is stored in a folder: the same as when it was written.
    ///
    /// # Errors
    /// The file is missing, or is not as it was written: what this program writes of its numbers is another text.
    pub fn read(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join(FILES[2]);
        let unreadable = |why: String| {
            let folder = folder.display();
            let hint = format!(
                "`mobilise verify-output {folder}` says what was changed; the same `mobilise robust` with --out {folder} \
                 writes it anew, without a new run"
            );
            Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
        };
        let text = files::read_text(&path, MAX_BYTES).map_err(|error| unreadable(error.to_string()))?;
        Self::of_text(&text).map_err(unreadable)
    }

    /// What a text tells; nothing but why where this program would write another one of the same numbers.
    pub(super) fn of_text(text: &str) -> Result<Self, String> {
        let all: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let size = word(&all, "size")?;
        let about = About {
            asks: word(&all, "asks")?,
            question: word(&all, "question")?,
            long: size == "long",
            seed: whole(&all, "seed")?,
            version: word(&all, "version")?,
        };
        let variants = list(&all, "variants")?.iter().map(variant).collect::<Result<Vec<_>, _>>()?;
        if variants.is_empty() {
            return Err("it has no `variants`".to_owned());
        }
        let left_out = list(&all, "left_out")?.iter();
        let left_out = left_out.map(|left| Ok(Omission { name: word(left, "name")?, why: word(left, "why")? }));
        let statements = list(&all, "statements")?.iter().map(|one| statement(one, variants.len()));
        let read = Self {
            about,
            left_out: left_out.collect::<Result<Vec<_>, String>>()?,
            statements: statements.collect::<Result<Vec<_>, _>>()?,
            variants,
        };
        // Its sentences and verdicts follow from its numbers; where they do not, one of them was changed.
        let again = json(&read);
        if again == text {
            return Ok(read);
        }
        let (version, own) = (&read.about.version, env!("CARGO_PKG_VERSION"));
        if version != own {
            return Err(format!("it was written by mobilise {version}, and this is {own}"));
        }
        let same = again.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
        Err(format!("line {} does not follow from the numbers in it", same + 1))
    }
}

fn word(value: &Value, key: &str) -> Result<String, String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| lacks(key))
}

fn whole(value: &Value, key: &str) -> Result<u64, String> {
    value[key].as_u64().ok_or_else(|| lacks(key))
}

fn small(value: &Value, key: &str) -> Result<u32, String> {
    u32::try_from(whole(value, key)?).map_err(|_| lacks(key))
}

fn list<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    value[key].as_array().ok_or_else(|| lacks(key))
}

fn lacks(key: &str) -> String {
    format!("it does not say `{key}`")
}

fn variant(value: &Value) -> Result<Variant, String> {
    let change = word(value, "change")?;
    let change = [Change::Nothing, Change::Drawn, Change::Structure].into_iter().find(|known| known.word() == change);
    let digest = word(value, "points_digest")?;
    Ok(Variant {
        name: word(value, "name")?,
        change: change.ok_or_else(|| lacks("change"))?,
        replicates: small(value, "replicates")?,
        runs: whole(value, "runs")?,
        digest: digest.strip_prefix("sha256:").ok_or_else(|| lacks("points_digest"))?.to_owned(),
    })
}

fn statement(value: &Value, variants: usize) -> Result<Statement, String> {
    let kind = word(value, "kind")?;
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    let cells = list(value, "cells")?;
    if cells.len() != variants {
        return Err("a statement has not as many `cells` as there are variants".to_owned());
    }
    let numbers = |cell: &Value| -> Result<[f64; 3], String> {
        let number = |key: &str| match &cell[key] {
            Value::Null if cell.get(key).is_some() => Ok(f64::NAN),
            number => number.as_f64().ok_or_else(|| lacks(key)),
        };
        Ok([number("value")?, number("low")?, number("high")?])
    };
    let first = numbers(&cells[0])?;
    let cell = |cell: &Value| {
        let here = numbers(cell)?;
        let [value, low, high] = here;
        Ok(Cell { value, low, high, runs: small(cell, "runs")?, fate: fate(first, here) })
    };
    Ok(Statement {
        answer: word(value, "answer")?,
        kind: known.ok_or_else(|| format!("`{kind}` is no kind of answer"))?.0,
        what: word(value, "what")?,
        of: word(value, "of")?,
        headline: value["headline"].as_bool().ok_or_else(|| lacks("headline"))?,
        cells: cells.iter().map(cell).collect::<Result<Vec<_>, String>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn robust() -> Robustness {
        let variant = |name: &str, change| Variant {
            name: name.to_owned(),
            change,
            replicates: 8,
            runs: 56,
            digest: "0123".to_owned(),
        };
        let nan = f64::NAN;
        let statement = |kind, of: &str, numbers: [[f64; 3]; 3]| Statement {
            answer: "practices".to_owned(),
            kind,
            what: "relief 0.5 less 0.1".to_owned(),
            of: of.to_owned(),
            headline: kind == "effect",
            cells: numbers
                .map(|[value, low, high]| Cell {
                    value,
                    low,
                    high,
                    runs: 8,
                    fate: fate(numbers[0], [value, low, high]),
                })
                .to_vec(),
        };
        Robustness {
            about: About {
                asks: "Does \"it\" – really?".to_owned(),
                question: "it".to_owned(),
                long: true,
                seed: u64::MAX >> 1,
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            variants: vec![
                variant("as it stands", Change::Nothing),
                variant("the accepted set", Change::Drawn),
                variant("no agency", Change::Structure),
            ],
            left_out: vec![Omission { name: "another".to_owned(), why: "it is so already".to_owned() }],
            statements: vec![
                statement("effect", "mobilised", [[5.0, 3.0, 7.0], [0.1 + 0.2, -0.1, 0.7], [-1e-7, -2e-7, -1e-9]]),
                statement("variance", "survived", [[1.0 / 3.0, 0.2, 0.5], [0.0, 0.0, 0.0], [nan, nan, nan]]),
                statement("trend", "calls_won", [[1.0, -1.0, 3.0], [7_777_777.7, 7e6, 8e6], [-2.5, nan, nan]]),
            ],
        }
    }

    /// Numbers that have no short name too, and those that are none.
    #[test]
    fn what_is_written_is_read() {
        let written = json(&robust());
        let read = Robustness::of_text(&written).expect("as it was written");
        assert_eq!(json(&read), written);
        // NaN is not itself, so they are laid beside one another as words.
        assert_eq!(format!("{read:?}"), format!("{:?}", robust()));
    }

    #[test]
    fn what_was_changed_is_said_with_its_line() {
        let written = json(&robust());
        for (from, to, wanted) in [
            ("the same beyond chance\"", "undecided\"", "does not follow from the numbers"),
            ("\"value\":5.0", "\"value\":-5.0", "does not follow"),
            ("3 statements", "4 statements", "line 8 does not follow"),
            ("no agency", "some agency", "does not follow"),
            ("\"kind\": \"trend\"", "\"kind\": \"trent\"", "`trent` is no kind of answer"),
            ("\"change\": \"drawn\"", "\"change\": \"drown\"", "it does not say `change`"),
            ("\"runs\": 56", "\"runs\": -56", "it does not say `runs`"),
            ("\"low\":3.0", "\"low\":\"3.0\"", "it does not say `low`"),
            ("\"size\": \"long\"", "\"size\": \"longer\"", "line 4 does not follow"),
            ("\n}", "\n", "EOF"),
        ] {
            let changed = written.replacen(from, to, 1);
            assert_ne!(changed, written, "{from}");
            let said = Robustness::of_text(&changed).map(|_| ()).expect_err(from);
            assert!(said.contains(wanted), "{from}: {said}");
        }
        // Of another version it is not the numbers that are to blame.
        let old = written.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1).replacen("3 statements", "4 statements", 1);
        assert!(Robustness::of_text(&old).map(|_| ()).expect_err("old").contains("written by mobilise 0.0.1"));
    }
}
