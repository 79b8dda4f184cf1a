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

/// The page as Pandoc takes it: displayed equations between dollar signs, and below the heads of each table as many dashes
/// as its columns need, since Pandoc makes columns as wide as these.
pub(super) fn for_pandoc(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let mut out = String::with_capacity(page.len());
    let mut in_equation = false;
    for (n, line) in lines.iter().enumerate() {
        match *line {
            "```math" => {
                in_equation = true;
                out.push_str("$$");
            }
            "```" if in_equation => {
                in_equation = false;
                out.push_str("$$");
            }
            _ if n > 0 && is_rule(line) => out.push_str(&rule(&lines[n - 1..])),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Whether a line is the rule below the heads of a table.
fn is_rule(line: &str) -> bool {
    line.starts_with("| ---") && line.chars().all(|c| "|-: ".contains(c))
}

/// The rule of a table, of which these are the lines from its heads on: dashes for the middle length of a column's cells.
fn rule(table: &[&str]) -> String {
    let rows = table.iter().take_while(|line| line.starts_with('|')).filter(|line| !is_rule(line));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.trim_matches(['|', ' ']).split(" | ").collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let lengths: Vec<usize> = rows.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).collect();
        let longest_word = rows.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.split(' '));
        let longest_word = longest_word.map(|word| word.chars().count()).max().unwrap_or(0).min(24);
        (lengths.iter().sum::<usize>() / lengths.len().max(1)).clamp(3, 48).max(longest_word)
    };
    let cells: Vec<String> = (0..columns).map(|column| "-".repeat(width(column))).collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::for_pandoc;

    #[test]
    fn equations_and_tables_are_made_for_pandoc() {
        let page = "a\n\n```math\nx = 1\n```\n\n```text\nb\n```\n\n| A | What it is |\n| --- | --- |\n| b | a longer text, \
                    of several words |\n";
        let expected = "a\n\n$$\nx = 1\n$$\n\n```text\nb\n```\n\n| A | What it is |\n| --- | -------------------- |\n| b | a \
                        longer text, of several words |\n";
        assert_eq!(for_pandoc(page), expected);
    }
}
