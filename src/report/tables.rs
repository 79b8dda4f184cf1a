//! Tables: in boxes of their own that scroll, and those of a folder that no other section shows.

use std::path::Path;

use csv::StringRecord;
use maud::{Markup, html};

use crate::config::Problem;
use crate::files;

use super::Section;
use super::folder::{Folder, Kind};
use crate::text::number;

/// No table that is shown as it is, is larger.
const MOST_BYTES: u64 = 1 << 26;

/// More rows are not shown; the file has them.
const MOST_ROWS: usize = 200;

/// Tables that other sections show, or that are too long for a page.
const ELSEWHERE: [&str; 6] =
    ["weeks.csv", "curves.csv", "runs.csv", "points.csv", "failures.csv", super::patterns::TABLE];

/// A table in a box that scrolls where the page is narrower; reached by keyboard.
pub(super) fn scrolling(caption: &str, rows: Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table { caption { (caption) } (rows) }
        }
    }
}

/// The folder's tables of results as they are: of a study its paired effects, of an experiment what it found.
pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let outputs = folder.record.outputs.keys().map(|name| &**name);
    let is_shown = |name: &&str| name.ends_with(".csv") && !ELSEWHERE.contains(name);
    let mut shown = Vec::new();
    for name in outputs.filter(is_shown) {
        // One that is lost is said among the warnings.
        if folder.place.join(name).is_file() {
            shown.push(table_of(&folder.place, name)?);
        }
    }
    if shown.is_empty() {
        return Ok(None);
    }
    let what = match folder.kind {
        Kind::Study(_) => "Every outcome, of every pair of organisations that is laid side by side.",
        _ => "The tables of results as they stand in the folder.",
    };
    let body = html! { p { (what) " docs/files.md describes the columns." } @for table in shown { (table) } };
    Ok(Some(Section::new("tables", "Tables", body)))
}

/// A table of the folder as it is, unfolded.
pub(super) fn whole(folder: &Folder, name: &str) -> Result<Markup, Problem> {
    Ok(read(&folder.place, name)?.1)
}

fn table_of(folder: &Path, name: &str) -> Result<Markup, Problem> {
    let (cut, table) = read(folder, name)?;
    Ok(html! { details { summary { code { (name) } (cut) } (table) } })
}

/// The heads and rows of a table of the folder.
pub(super) fn records(folder: &Path, name: &str) -> Result<(StringRecord, Vec<StringRecord>), Problem> {
    let path = folder.join(name);
    let unreadable = |why: String| {
        let hint = format!("`mobilise verify-output {}` says what was changed", folder.display());
        Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
    };
    let text = files::read_text(&path, MOST_BYTES).map_err(|error| unreadable(error.to_string()))?;
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads = table.headers().map_err(|error| unreadable(error.to_string()))?.clone();
    let rows: Result<Vec<StringRecord>, csv::Error> = table.records().collect();
    Ok((heads, rows.map_err(|error| unreadable(error.to_string()))?))
}

/// A table of the folder in its box, and in words where rows are left out.
fn read(folder: &Path, name: &str) -> Result<(String, Markup), Problem> {
    let (heads, mut rows) = records(folder, name)?;
    let all = rows.len();
    rows.truncate(MOST_ROWS);
    let is_number = |place: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        cells.all(|cell| cell.parse::<f64>().is_ok())
    };
    let numeric: Vec<bool> = (0..heads.len()).map(is_number).collect();
    let cut = if all > rows.len() { format!(": the first {MOST_ROWS} of {all} rows") } else { String::new() };
    let rows = html! {
        thead { tr { @for (head, n) in heads.iter().zip(&numeric) { th.n[*n] scope="col" { (head) } } } }
        tbody { @for row in &rows { tr {
            @for (cell, n) in row.iter().zip(&numeric) { td.n[*n] { (shown(cell, *n)) } }
        } } }
    };
    let table = scrolling(&format!("{name}{cut}"), rows);
    Ok((cut, table))
}

/// A number in the digits that are worth reading; whole ones as they are.
fn shown(cell: &str, is_number: bool) -> String {
    match cell.parse::<f64>() {
        Ok(x) if is_number && x.fract() != 0.0 => number(x),
        _ => cell.to_owned(),
    }
}
