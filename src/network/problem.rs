//! What is wrong with a network file, where, and the way out.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// Why a network file was refused: the place, what is wrong there, and what to do about it.
///
/// Printed as `line:column: title: label`, then a line `hint: …`; the parts are apart so that a
/// caller can draw the offending line instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkProblem {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1; a tab counts as one.
    pub column: usize,
    /// What kind of problem it is, in a few words.
    pub title: String,
    /// What was found at the place.
    pub label: String,
    /// A way out.
    pub hint: String,
}

impl fmt::Display for NetworkProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NetworkProblem { line, column, title, label, hint } = self;
        write!(formatter, "{line}:{column}: {title}: {label}\nhint: {hint}")
    }
}

impl Error for NetworkProblem {}

impl NetworkProblem {
    /// A problem at a byte of the text. The place is worked out here, once a file, so reading need
    /// not count lines.
    pub(super) fn at(
        text: &str,
        offset: usize,
        title: impl Into<String>,
        label: impl Into<String>,
        hint: impl Into<String>,
    ) -> NetworkProblem {
        let (line, column) = place(text, offset);
        NetworkProblem { line, column, title: title.into(), label: label.into(), hint: hint.into() }
    }

    /// The bytes of the character at the place, for who shows the line; `text` is what was read.
    #[must_use]
    pub fn span(&self, text: &str) -> Range<usize> {
        // Readers pass over a byte order mark before they count.
        let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let lines = text[mark..].split_inclusive('\n').take(self.line.saturating_sub(1));
        let line = mark + lines.map(str::len).sum::<usize>();
        let before = text[line..].chars().take(self.column.saturating_sub(1));
        let start = line + before.map(char::len_utf8).sum::<usize>();
        start..start + text[start..].chars().next().map_or(0, char::len_utf8)
    }
}

/// Line and column, both from 1, of a byte of the text.
pub(super) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    // Bytes 10xxxxxx continue a character; the others begin one.
    let column = before[line_start..].iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count() + 1;
    (line, column)
}

/// A name from the file as a message shows it: in back-ticks, cut short, without characters that
/// would disturb a terminal.
pub(super) fn shown(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String =
        name.chars().take(LONGEST).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if name.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    format!("`{short}`")
}

/// The candidate that `name` most probably meant, if one is close: at most one slip in three
/// characters. Numbers have no neighbours that would be meant: `17` is as far from `18` as from
/// `95`.
///
/// Long names and candidates past the 20,000th are not compared, so that a message costs little in
/// a huge file.
pub(super) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    const MOST: usize = 20_000;
    if name.len() > LONGEST || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = name.to_lowercase();
    let allowed = name.chars().count() / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        if candidate.len().abs_diff(name.len()) > LONGEST / 2 || candidate.len() > LONGEST {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The hint that goes with a name nobody declared: what was probably meant, or the general way out.
pub(super) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match nearest(name, candidates) {
        Some(near) => format!("did you mean {}?", shown(near)),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let text = "añb\nçd";
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, 3), (1, 3));
        assert_eq!(place(text, 5), (2, 1));
        assert_eq!(place(text, 7), (2, 2));
        assert_eq!(place(text, 999), (2, 3));
    }

    #[test]
    fn the_nearest_name_wins_and_far_ones_do_not() {
        assert_eq!(nearest("Ana", ["Bert", "Anna", "Anne"]), Some("Anna"));
        assert_eq!(nearest("anna", ["ANNA"]), Some("ANNA"));
        assert_eq!(nearest("Ana", ["Bert", "Carl"]), None);
        assert_eq!(nearest("n7", ["n1"]), None);
        assert_eq!(nearest("N7", ["n1", "n7"]), Some("n7"));
        assert_eq!(nearest("1007", ["1001"]), None);
        assert_eq!(nearest(&"x".repeat(1000), ["xx"]), None);
    }

    #[test]
    fn shown_names_are_short_and_harmless() {
        assert_eq!(shown("Zoë"), "`Zoë`");
        assert_eq!(shown("a\u{1b}[2J"), "`a\u{fffd}[2J`");
        assert_eq!(shown(&"é".repeat(61)).chars().count(), 63);
    }

    #[test]
    fn it_prints_place_title_label_and_hint() {
        let problem = NetworkProblem::at("ab\ncd", 4, "self-tie", "`d` with itself", "remove it");
        assert_eq!(problem.to_string(), "2:2: self-tie: `d` with itself\nhint: remove it");
        assert_eq!(problem.span("ab\ncd"), 4..5);
        assert_eq!(problem.span("\u{feff}ab\ncd"), 7..8);
    }
}
