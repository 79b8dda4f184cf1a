//! Tables, and texts from files made safe for them.

use crate::text::is_unprintable;

/// A Markdown table.
pub fn table<H: AsRef<str>>(heads: &[H], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(|head| head.as_ref().to_owned()).collect();
    let mut out = line(&heads) + &line(&vec!["---".to_owned(); heads.len()]);
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.trim().replace('|', "\\|")).collect();
        out += &line(&cells);
    }
    out
}

/// A name or text from a file, so that it stands on one line and means nothing to Markdown.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if c.is_control() || is_unprintable(c) => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A share as a percentage.
pub(super) fn percent(share: f64) -> String {
    let rounded = (share * 1000.0).round() / 10.0;
    format!("{rounded} %")
}
