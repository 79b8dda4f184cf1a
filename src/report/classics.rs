//! What a verification came to: how many comparisons hold, case by case.

use maud::{Markup, html};

use crate::config::Problem;
use crate::record::{CaseRecord, ClassicsRecord};

use super::folder::Folder;
use super::tables::records;
use crate::text::{count, number};

/// The table of what was compared.
const COMPARISONS: &str = "comparisons.csv";

pub(super) fn headline(folder: &Folder, record: &ClassicsRecord) -> Result<Markup, Problem> {
    let (_, rows) = records(&folder.place, COMPARISONS)?;
    let cell = |row: &csv::StringRecord, place: usize| row.get(place).unwrap_or_default().to_owned();
    let shown = |text: String| text.parse().map_or(text, number);
    Ok(html! {
        ul.headline { @for CaseRecord { name, title, .. } in &record.cases {
            @let of: Vec<&csv::StringRecord> = rows.iter().filter(|row| row.get(0) == Some(name.as_str())).collect();
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
