//! Measuring, wrapping and shortening text with the bundled font's own advances.
//!
//! Everything a user wrote passes through [`wrap`] or [`shorten`], which also [`clean`] it; escaping is done
//! where the text is written (plotters escapes what it writes, `canvas` what it adds).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use resvg::usvg;

use super::typefaces;

/// Regular for reading, semi-bold for titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    SemiBold,
}

/// Scripts measured exactly: Latin, Greek, Cyrillic, the punctuation and signs a caption needs.
const MEASURED: [(u32, u32); 6] =
    [(0x20, 0x7E), (0xA1, 0x17F), (0x391, 0x3C9), (0x410, 0x44F), (0x2010, 0x2026), (0x2190, 0x2193)];
const MEASURED_SIGNS: &str = "\u{a0}−≤≥≈±×·€£−";

/// Width in em assumed for any other character: wider than an ideograph or an emoji in common fonts, so that
/// text set in a substitute font still stays on the page.
const UNKNOWN_EM: f64 = 1.25;

static REGULAR: LazyLock<BTreeMap<char, f64>> = LazyLock::new(|| advances(Face::Regular));
static SEMI_BOLD: LazyLock<BTreeMap<char, f64>> = LazyLock::new(|| advances(Face::SemiBold));

/// Lays every measured character out once with the library that draws the PNG, each between two bars so that
/// blanks count too.
fn advances(face: Face) -> BTreeMap<char, f64> {
    const SIZE: f64 = 100.0;
    let weight = match face {
        Face::Regular => 400,
        Face::SemiBold => 600,
    };
    let characters: Vec<char> = MEASURED
        .iter()
        .flat_map(|&(first, last)| first..=last)
        .filter_map(char::from_u32)
        .chain(MEASURED_SIGNS.chars())
        .collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" font-family=\"Inter\" \
         font-size=\"{SIZE}\" font-weight=\"{weight}\" xml:space=\"preserve\"><text id=\"bars\" y=\"9\">||</text>"
    );
    for &character in &characters {
        let code = u32::from(character);
        // Writing to a String cannot fail.
        let _ = write!(svg, "<text id=\"{code}\" y=\"9\">|&#{code};|</text>");
    }
    svg.push_str("</svg>");

    let mut widths = BTreeMap::new();
    if let Ok(tree) = usvg::Tree::from_str(&svg, &typefaces::options()) {
        collect_widths(tree.root(), &mut widths);
    }
    let bars = widths.get("bars").copied().unwrap_or(0.0);
    characters
        .into_iter()
        .filter_map(|character| {
            let width = widths.get(u32::from(character).to_string().as_str())?;
            Some((character, ((width - bars) / SIZE).max(0.0)))
        })
        .collect()
}

fn collect_widths(group: &usvg::Group, widths: &mut BTreeMap<String, f64>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => collect_widths(inner, widths),
            usvg::Node::Text(text) => {
                let width = f64::from(text.bounding_box().width());
                widths.insert(text.id().to_string(), width);
            }
            _ => {}
        }
    }
}

/// The width of `text` set in `size`, in the unit of `size`. Kerning, which mostly narrows, is left out.
pub(super) fn width(text: &str, size: f64, face: Face) -> f64 {
    let table = match face {
        Face::Regular => &*REGULAR,
        Face::SemiBold => &*SEMI_BOLD,
    };
    let em: f64 = text.chars().map(|character| table.get(&character).copied().unwrap_or(UNKNOWN_EM)).sum();
    em * size
}

/// The width of a text set in a size: what tests need to find texts that overlap.
#[must_use]
pub fn text_width(text: &str, size: f64, semi_bold: bool) -> f64 {
    width(text, size, if semi_bold { Face::SemiBold } else { Face::Regular })
}

/// One line of printable characters: blanks run together, what XML forbids or what turns the writing
/// direction of the text around it is left out.
pub(super) fn clean(text: &str) -> String {
    /// Nobody reads more in a figure, and wrapping must not become slow because a file is odd.
    const MAX_CHARACTERS: usize = 2_000;
    let mut cleaned = String::new();
    for word in text.split_whitespace() {
        let printable = word.chars().filter(|&character| {
            !character.is_control()
                && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        });
        let before = cleaned.len();
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        let start = cleaned.len();
        cleaned.extend(printable);
        if cleaned.len() == start {
            cleaned.truncate(before);
        }
    }
    match cleaned.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &cleaned[..end]),
        None => cleaned,
    }
}

/// `text` if it fits into `room`, otherwise its beginning and an ellipsis.
pub(super) fn shorten(text: &str, size: f64, face: Face, room: f64) -> String {
    let text = clean(text);
    if width(&text, size, face) <= room {
        return text;
    }
    let mut kept = text;
    while kept.pop().is_some() {
        let shortened = format!("{}…", kept.trim_end());
        if width(&shortened, size, face) <= room {
            return shortened;
        }
    }
    String::new()
}

/// Lines of text, and whether some of it had to be left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    pub lines: Vec<String>,
    /// An ellipsis stands for the rest, or a word had to be broken.
    pub cut: bool,
}

impl Lines {
    pub(super) fn width(&self, size: f64, face: Face) -> f64 {
        self.lines.iter().map(|line| width(line, size, face)).fold(0.0, f64::max)
    }
}

/// Breaks `text` between words into at most `max_lines` lines of width `room`; what is left over ends in an
/// ellipsis on the last line.
pub(super) fn wrap(text: &str, size: f64, face: Face, room: f64, max_lines: usize) -> Lines {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut cut = false;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        if lines.len() + 1 >= max_lines {
            let last = shorten(rest, size, face, room);
            cut |= last != rest;
            lines.push(last);
            break;
        }
        let (taken, broken) = first_line(rest, size, face, room);
        cut |= broken;
        lines.push(rest[..taken].trim_end().to_string());
        rest = rest[taken..].trim_start();
    }
    Lines { lines, cut }
}

/// How many bytes of `text` go on its first line, and whether a word is broken there.
fn first_line(text: &str, size: f64, face: Face, room: f64) -> (usize, bool) {
    let mut end_of_word = None;
    let mut end = 0;
    for (start, character) in text.char_indices() {
        // A number and its per cent sign stay together.
        if character == ' ' && !text[start..].starts_with(" %") {
            end_of_word = Some(start);
        }
        let next = start + character.len_utf8();
        if width(&text[..next], size, face) > room {
            return match end_of_word {
                Some(word) if word > 0 => (word, false),
                // At least one character a line, or wrapping would never end.
                _ => (end.max(character.len_utf8()), true),
            };
        }
        end = next;
    }
    (text.len(), false)
}

/// Packs items of the given widths into lines of width `room`, `gap` apart: the line and the left edge of each.
pub(super) fn flow(widths: &[f64], gap: f64, room: f64) -> Vec<(usize, f64)> {
    let mut line = 0;
    let mut left = 0.0;
    widths
        .iter()
        .map(|&width| {
            if left > 0.0 && left + width > room {
                line += 1;
                left = 0.0;
            }
            let position = (line, left);
            left += width + gap;
            position
        })
        .collect()
}

/// Text made safe inside a double-quoted XML attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_like_the_font() {
        // Inter's digits are about 0.6 em wide, its i far narrower, and semi-bold is wider than regular.
        let zero = width("0", 100.0, Face::Regular);
        assert!((55.0..70.0).contains(&zero), "{zero}");
        assert!(width("i", 100.0, Face::Regular) < 30.0);
        assert!(width("strike", 10.0, Face::SemiBold) > width("strike", 10.0, Face::Regular));
        assert!(width("a b", 10.0, Face::Regular) > width("ab", 10.0, Face::Regular));
        assert_eq!(width("漢", 10.0, Face::Regular), 12.5);
    }

    #[test]
    fn cleans_what_a_picture_cannot_hold() {
        assert_eq!(clean("  a\n\tb\u{0}\u{7}c \u{1} d\u{202e} "), "a bc d");
    }

    #[test]
    fn shortens_with_an_ellipsis() {
        let long = "an assembly that never ends";
        let short = shorten(long, 12.0, Face::Regular, 80.0);
        assert!(short.ends_with('…') && width(&short, 12.0, Face::Regular) <= 80.0, "{short}");
        assert_eq!(shorten("strike", 12.0, Face::Regular, 80.0), "strike");
        assert_eq!(shorten("strike", 12.0, Face::Regular, 2.0), "");
    }

    #[test]
    fn wraps_between_words_and_breaks_only_words_that_are_too_long() {
        let lines = wrap("one two three four", 10.0, Face::Regular, 55.0, 9);
        assert!(!lines.cut && lines.lines.len() >= 2, "{lines:?}");
        assert_eq!(lines.lines.join(" "), "one two three four");
        let broken = wrap(&"x".repeat(60), 10.0, Face::Regular, 50.0, 99);
        assert!(broken.cut);
        assert_eq!(broken.lines.concat(), "x".repeat(60));
        assert!(wrap("one two three four", 10.0, Face::Regular, 40.0, 2).cut);
        assert!(wrap("xyz", 10.0, Face::Regular, 0.5, 99).lines.len() == 3);
        assert!(wrap("", 10.0, Face::Regular, 40.0, 2).lines.is_empty());
        let room = width("with its 95 ", 10.0, Face::Regular);
        assert_eq!(wrap("with its 95 % interval", 10.0, Face::Regular, room, 9).lines[0], "with its");
    }

    #[test]
    fn flows_into_lines() {
        assert_eq!(flow(&[40.0, 40.0, 90.0], 10.0, 100.0), [(0, 0.0), (0, 50.0), (1, 0.0)]);
    }
}
