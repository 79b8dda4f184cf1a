//! How robust an answer is, read back from the text of its `robust.json`.

use serde::Deserialize;

use crate::question::kind::KINDS;
use crate::record::{Digest, LeftOutRecord, json};

use super::write;
use super::{About, Cell, Change, Omission, Robustness, Statement, Variant, fate};

/// The file, without what follows from its numbers.
#[derive(Deserialize)]
struct File {
    asks: String,
    question: String,
    size: String,
    version: String,
    seed: u64,
    variants: Vec<VariantFile>,
    left_out: Vec<LeftOutRecord>,
    statements: Vec<StatementFile>,
}

#[derive(Deserialize)]
struct VariantFile {
    name: String,
    change: String,
    replicates: u32,
    runs: u64,
    points_digest: Digest,
}

#[derive(Deserialize)]
struct StatementFile {
    answer: String,
    kind: String,
    what: String,
    of: String,
    headline: bool,
    cells: Vec<CellFile>,
}

#[derive(Deserialize)]
struct CellFile {
    #[serde(deserialize_with = "Option::deserialize")]
    value: Option<f64>,
    #[serde(deserialize_with = "Option::deserialize")]
    low: Option<f64>,
    #[serde(deserialize_with = "Option::deserialize")]
    high: Option<f64>,
    runs: u32,
}

impl Robustness {
    /// Reads the text of a `robust.json`.
    ///
    /// # Errors
    /// Something is missing or of another type; or a sentence or verdict in it does not follow from its numbers, so that
    /// one of them was changed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = json::parse(text)?;
        if file.variants.is_empty() {
            return Err("`variants` is empty".to_owned());
        }
        let count = file.variants.len();
        let read = Self {
            about: About {
                asks: file.asks,
                question: file.question,
                long: file.size == "long",
                seed: file.seed,
                version: file.version,
            },
            variants: file.variants.into_iter().map(variant).collect::<Result<_, _>>()?,
            left_out: file.left_out.into_iter().map(|left| Omission { name: left.name, why: left.why }).collect(),
            statements: file.statements.into_iter().map(|one| statement(one, count)).collect::<Result<_, _>>()?,
        };
        let again = write::json(&read);
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

fn variant(file: VariantFile) -> Result<Variant, String> {
    let known = [Change::Nothing, Change::Drawn, Change::Structure];
    let change = known.into_iter().find(|known| known.word() == file.change);
    Ok(Variant {
        name: file.name,
        change: change.ok_or_else(|| format!("`{}` is no kind of change", file.change))?,
        replicates: file.replicates,
        runs: file.runs,
        digest: file.points_digest.hex().to_owned(),
    })
}

fn statement(file: StatementFile, variants: usize) -> Result<Statement, String> {
    let kind = KINDS.iter().find(|(known, _)| *known == file.kind);
    let kind = kind.ok_or_else(|| format!("`{}` is no kind of answer", file.kind))?.0;
    if file.cells.len() != variants {
        return Err("a statement has not as many `cells` as there are variants".to_owned());
    }
    let numbers = |cell: &CellFile| [cell.value, cell.low, cell.high].map(|number| number.unwrap_or(f64::NAN));
    let first = numbers(&file.cells[0]);
    let cell = |cell: &CellFile| {
        let here = numbers(cell);
        let [value, low, high] = here;
        Cell { value, low, high, runs: cell.runs, fate: fate(first, here) }
    };
    Ok(Statement {
        answer: file.answer,
        kind,
        what: file.what,
        of: file.of,
        headline: file.headline,
        cells: file.cells.iter().map(cell).collect(),
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
            digest: "01".repeat(32),
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
        let written = write::json(&robust());
        let read = Robustness::parse(&written).expect("as it was written");
        assert_eq!(write::json(&read), written);
        // NaN is not itself, so they are laid beside one another as words.
        assert_eq!(format!("{read:?}"), format!("{:?}", robust()));
    }

    #[test]
    fn what_was_changed_is_said_with_its_line() {
        let written = write::json(&robust());
        for (from, to, wanted) in [
            ("the same beyond chance\"", "undecided\"", "does not follow from the numbers"),
            ("\"value\":5.0", "\"value\":-5.0", "does not follow"),
            ("3 statements", "4 statements", "line 8 does not follow"),
            ("no agency", "some agency", "does not follow"),
            ("\"kind\": \"trend\"", "\"kind\": \"trent\"", "`trent` is no kind of answer"),
            ("\"change\": \"drawn\"", "\"change\": \"drown\"", "`drown` is no kind of change"),
            ("\"runs\": 56", "\"runs\": -56", "`variants[0].runs`"),
            ("\"low\":3.0", "\"low\":\"3.0\"", "`statements[0].cells[0].low`"),
            ("\"size\": \"long\"", "\"size\": \"longer\"", "line 4 does not follow"),
            ("\n}", "\n", "EOF"),
        ] {
            let changed = written.replacen(from, to, 1);
            assert_ne!(changed, written, "{from}");
            let said = Robustness::parse(&changed).map(|_| ()).expect_err(from);
            assert!(said.contains(wanted), "{from}: {said}");
        }
        // Of another version it is not the numbers that are to blame.
        let old = written.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1).replacen("3 statements", "4 statements", 1);
        assert!(Robustness::parse(&old).map(|_| ()).expect_err("old").contains("written by mobilise 0.0.1"));
    }
}
