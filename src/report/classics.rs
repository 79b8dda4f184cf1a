//! What a verification came to: how many comparisons hold, case by case.

use maud::{Markup, html};

use crate::files;
use crate::scenario::Problem;

use super::folder::Folder;
use super::words::{count, number};

/// The table of what was compared.
const COMPARISONS: &str = "comparisons.csv";

/// No such table is larger.
const MOST_BYTES: u64 = 1 << 26;

pub(super) fn headline(folder: &Folder) -> Result<Markup, Problem> {
    let path = folder.place.join(COMPARISONS);
    let unreadable = |why: String| {
        let hint = format!("`mobilise verify-output {}` says what was changed", folder.place.display());
        Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
    };
    let text = files::read_text(&path, MOST_BYTES).map_err(|error| unreadable(error.to_string()))?;
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .collect::<Result<_, _>>()
        .map_err(|error| unreadable(error.to_string()))?;
    let cell = |row: &csv::StringRecord, place: usize| row.get(place).unwrap_or_default().to_owned();
    let shown = |text: String| text.parse().map_or(text, number);
    let cases = folder.record["cases"].as_array().into_iter().flatten();
    let cases: Vec<(&str, &str)> =
        cases.filter_map(|case| Some((case["name"].as_str()?, case["title"].as_str()?))).collect();
    Ok(html! {
        ul.headline { @for (name, title) in cases {
            @let of: Vec<&csv::StringRecord> = rows.iter().filter(|row| row.get(0) == Some(name)).collect();
            @let failed: Vec<&&csv::StringRecord> = of.iter().filter(|row| row.get(6) != Some("holds")).collect();
            @if failed.is_empty() {
                li.apart {
                    strong { (name) ": " (count(of.len(), "comparison holds", "comparisons hold")) } " – " (title) "."
                }
            } @else {
                li.open {
                    strong { (name) ": " (failed.len()) " of " (count(of.len(), "comparison", "comparisons")) " do not hold" }
                    " – " (title) "."
                    @for row in failed {
                        " " (cell(row, 1)) ": expected " (shown(cell(row, 3))) ", found " (shown(cell(row, 4))) "."
                    }
                }
            }
        } }
        p.note {
            "What is expected is worked out apart from the engine. For random numbers the tolerance is about four standard \
             errors."
        }
    })
}
