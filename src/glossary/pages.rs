//! What the pages of the documentation say of columns, files, figures and sources: read from their tables, so that
//! `mobilise explain` says the same.

use std::sync::LazyLock;

const FILES: &str = include_str!("../../docs/files.md");
const SOURCES: &str = include_str!("../../docs/sources.md");

/// A column of a table, a key of a file, a file or a figure, as docs/files.md describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The names that share the description.
    pub names: Vec<String>,
    /// The heading under which it stands.
    pub part: String,
    /// What kind of thing it is: the head of its column, such as `Column`, `Key`, `File` or `Figure`.
    pub kind: String,
    /// What it is.
    pub meaning: String,
}

/// A claim, a pattern, an open question or a mechanism, as docs/sources.md lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its code, such as `S50`.
    pub code: String,
    /// The publication it was read in, where the page says.
    pub from: Option<&'static str>,
    /// What it says.
    pub claim: String,
}

/// All that docs/files.md describes in tables.
pub(super) static DESCRIBED: LazyLock<Vec<Described>> = LazyLock::new(described);

/// All sources.
pub(super) static CLAIMED: LazyLock<Vec<Source>> = LazyLock::new(sources);

fn described() -> Vec<Described> {
    let (mut part, mut kind) = (String::new(), String::new());
    let mut found = Vec::new();
    for line in FILES.lines() {
        if line.starts_with('#') {
            line.trim_start_matches('#').trim().clone_into(&mut part);
            kind.clear();
        }
        let Some(cells) = cells(line) else {
            // The line under the heads of a table belongs to it.
            if !line.starts_with("|--") {
                kind.clear();
            }
            continue;
        };
        if cells[0].starts_with("--") {
            continue;
        }
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        if kind.is_empty() {
            first.split_whitespace().next().unwrap_or_default().clone_into(&mut kind);
        } else if ["Column", "Key", "File", "Figure"].contains(&kind.as_str()) {
            let names: Vec<String> = first.split('`').skip(1).step_by(2).map(str::to_owned).collect();
            if !names.is_empty() {
                let described = Described { names, part: plain(&part), kind: kind.clone(), meaning: plain(last) };
                found.push(described);
            }
        }
    }
    found
}

fn sources() -> Vec<Source> {
    let rows = SOURCES.lines().filter_map(|line| {
        let cells = cells(line)?;
        let (code, claim) = (cells.first()?, cells.last()?);
        let is_code = code.starts_with(['S', 'P', 'Q', 'A', 'B', 'C', 'E'])
            && code.chars().any(|c| c.is_ascii_digit())
            && code.len() < 12;
        let from = if cells.len() == 3 { publication(cells[1]) } else { None };
        is_code.then(|| Source { code: (*code).to_owned(), from, claim: plain(claim) })
    });
    rows.collect()
}

/// The publications behind the numbers in the column *From* of docs/sources.md.
#[must_use]
pub fn publication(from: &str) -> Option<&'static str> {
    match from {
        "1" => Some("Jiang and Korczynski 2016"),
        "2" => Some("Jiang and Korczynski, the later comparison with MECA"),
        "1, 2" => Some("Jiang and Korczynski 2016, and their later comparison with MECA"),
        "3" => Some("documents on migrants' organisations"),
        _ => None,
    }
}

/// The cells of a row of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    Some(line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").map(str::trim).collect())
}

/// A text without the marks of Markdown.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (Some(open), Some(end)) = (rest[..at].rfind('['), rest[at..].find(')')) else { break };
        out.push_str(&rest[..open]);
        out.push_str(&rest[open + 1..at]);
        rest = &rest[at + end + 1..];
    }
    (out + rest).replace(['`', '*'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_figures_and_sources_are_read() {
        let of = |name: &str| DESCRIBED.iter().filter(|it| it.names.iter().any(|n| n == name)).collect::<Vec<_>>();
        assert!(of("variance_removed").iter().any(|it| it.kind == "Column" && it.part == "effects.csv"));
        assert!(of("tornado").iter().any(|it| it.kind == "Figure"));
        assert!(of("answer.json").iter().any(|it| it.kind == "File"));
        let s20 = CLAIMED.iter().find(|source| source.code == "S20").expect("S20 is a claim");
        assert_eq!(s20.from, Some("Jiang and Korczynski 2016"));
        assert!(CLAIMED.iter().any(|source| source.code == "Q4") && CLAIMED.iter().any(|source| source.code == "P13"));
        assert_eq!(plain("see [files](x.md#a) and `b`"), "see files and b");
    }
}
