//! How tables and sentences are laid out on a terminal, and the commands that are suggested.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use mobilise::internals::text::shell_word;
use mobilise::study::table::TextTable;
use mobilise::workflow::folder_names::beside;

/// An empty table without lines.
pub fn plain_table(width: u16) -> Table {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table
}

/// A table as text, without spaces at the ends of lines.
pub fn table_text(table: &Table) -> String {
    table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// A table without lines: the first column to the left, the others to the right.
pub fn render(table: &TextTable, width: u16) -> String {
    let columns = table.heads.len();
    let row = |cells: &[String]| -> Vec<Cell> {
        let padded = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns).enumerate();
        let aligned = |n| if n == 0 { CellAlignment::Left } else { CellAlignment::Right };
        padded.map(|(n, text)| Cell::new(text).set_alignment(aligned(n))).collect()
    };
    let mut laid_out = plain_table(width);
    laid_out.set_header(row(&table.heads));
    for cells in &table.rows {
        laid_out.add_row(row(cells));
    }
    table_text(&laid_out)
}

/// A sentence under a dash, broken between words.
pub fn wrapped(sentence: &str, width: u16) -> String {
    broken(sentence, "  -", "   ", width)
}

/// A sentence without a dash, broken between words.
pub fn paragraph(sentence: &str, width: u16) -> String {
    broken(sentence, "", "", width)
}

/// A sentence broken between words, with what its first line and the others begin with.
fn broken(sentence: &str, first: &str, others: &str, width: u16) -> String {
    let (mut out, mut line) = (String::new(), first.to_owned());
    for word in sentence.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > usize::from(width) {
            let _ = writeln!(out, "{line}");
            others.clone_into(&mut line);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(out, "{line}");
    out
}

/// A path as it can be copied into a command.
pub fn path_word(path: &Path) -> String {
    shell_word(&path.display().to_string())
}

/// The page of a folder: `results-report.html` beside `results`.
pub fn page_of(results: &Path) -> PathBuf {
    beside(results, "report.html")
}

/// The suggestion to make a page of a folder.
pub fn report_command(folder: &Path) -> String {
    let [folder, page] = [folder, &page_of(folder)].map(path_word);
    format!("mobilise report {folder}   all of it on one page: {page}")
}

/// The suggestion to compare a folder with its record.
pub fn verify_command(folder: &Path) -> String {
    format!("mobilise verify-output {}   whether a file was changed since", path_word(folder))
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn sentences_are_broken_between_words() {
        assert_eq!(wrapped("one two three four", 12), "  - one two\n    three\n    four\n");
        assert_eq!(wrapped("one", 5), "  -\n    one\n");
    }
}
