//! Tables: in boxes of their own that scroll, and those of a folder that no other section shows.

use std::path::Path;

use maud::{Markup, html};

use crate::config::Problem;
use crate::results::FolderResults;
use crate::results::patterns::PATTERNS;
use crate::results::table::Table;

use super::Section;
use super::folder::Folder;
use crate::text::number;

/// More rows are not shown; the file has them.
const MAX_ROWS: usize = 200;

/// Tables that other sections show, or that are too long for a page.
const ELSEWHERE: [&str; 7] =
    ["columns.csv", "weeks.csv", "curves.csv", "runs.csv", "points.csv", "failures.csv", PATTERNS];

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
        if folder.path.join(name).is_file() {
            shown.push(table_of(&folder.path, name)?);
        }
    }
    if shown.is_empty() {
        return Ok(None);
    }
    let what = match folder.results {
        FolderResults::Study(_) => "Every outcome, of every pair of organisations that is laid side by side.",
        _ => "The tables of results as they stand in the folder.",
    };
    let body = html! { p { (what) " docs/files.md describes the columns." } @for table in shown { (table) } };
    Ok(Some(Section::new("tables", "Tables", body)))
}

/// A table of the folder as it is, unfolded.
pub(super) fn whole(folder: &Folder, name: &str) -> Result<Markup, Problem> {
    Ok(read(&folder.path, name)?.1)
}

fn table_of(folder: &Path, name: &str) -> Result<Markup, Problem> {
    let (cut, table) = read(folder, name)?;
    Ok(html! { details { summary { code { (name) } (cut) } (table) } })
}

/// A table of the folder in its box, and in words where rows are left out.
fn read(folder: &Path, name: &str) -> Result<(String, Markup), Problem> {
    let table = Table::read(folder, name)?;
    let (heads, all) = (table.heads(), table.rows().len());
    let rows = &table.rows()[..all.min(MAX_ROWS)];
    let is_number = |place: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        cells.all(|cell| cell.parse::<f64>().is_ok())
    };
    let numeric: Vec<bool> = (0..heads.len()).map(is_number).collect();
    let cut = if all > rows.len() { format!(": the first {MAX_ROWS} of {all} rows") } else { String::new() };
    let rows = html! {
        thead { tr { @for (head, n) in heads.iter().zip(&numeric) { th.n[*n] scope="col" { (head) } } } }
        tbody { @for row in rows { tr {
            @for (cell, n) in row.iter().zip(&numeric) { td.n[*n] { (shown(cell, *n)) } }
        } } }
    };
    let table = scrolling(&format!("{name}{cut}"), rows);
    Ok((cut, table))
}

/// A number in the digits that are worth reading; whole ones without a point.
fn shown(cell: &str, is_number: bool) -> String {
    match cell.parse::<f64>() {
        Ok(x) if is_number && x.fract() != 0.0 => number(x),
        Ok(_) if is_number => cell.strip_suffix(".0").unwrap_or(cell).to_owned(),
        _ => cell.to_owned(),
    }
}
