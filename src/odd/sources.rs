//! What the codes of sources stand for: the rows of `docs/sources.md` that a text cites.

use crate::glossary::{codes, publication};

use super::markdown::table;

/// The page as it was when the program was built.
const PAGE: &str = include_str!("../../docs/sources.md");

/// The sources that a text cites by their codes, as a table, in the page's order, and the references.
pub(super) fn cited(text: &str) -> String {
    let codes = codes(text);
    let rows = PAGE.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
        let (code, claim) = (cells.first()?, cells.last()?);
        let from = if cells.len() == 3 { publication(cells[1]) } else { None };
        let row = || vec![(*code).to_owned(), from.unwrap_or("–").to_owned(), (*claim).to_owned()];
        codes.contains(*code).then(row)
    });
    let references = PAGE.split_once("\n## References\n").map_or("", |(_, references)| references.trim());
    format!(
        "Codes in the tables above stand for the following, in our words.\n\n{}\n### References\n\n{references}",
        table(&["Code", "Publication", "What it says"], rows)
    )
}
