//! Texts of others on a terminal: what would move its cursor or turn its lines round is shown and not sent.

use std::borrow::Cow;

/// Whether a character does something to a terminal, or to the direction of its text, beside being shown.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    is_control || matches!(c, '\u{2028}' | '\u{2029}') || is_direction(c)
}

/// Whether a character turns round the direction of what follows.
#[must_use]
pub fn is_direction(c: char) -> bool {
    // The marks U+200E and U+200F turn nothing round, and right-to-left names need them.
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with a replacement for each character that does something to a terminal; ends of lines and tabs stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_unprintable(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_a_terminal_that_it_would_obey() {
        assert_eq!(printable("Zoë\n\tمجموعة 👩\u{200d}🌾"), "Zoë\n\tمجموعة 👩\u{200d}🌾");
        for bad in ["\u{1b}", "\u{9b}", "\u{85}", "\u{7f}", "\r", "\u{202e}", "\u{2066}", "\u{2028}", "\0"] {
            assert_eq!(printable(&format!("a{bad}b")), "a\u{fffd}b", "{bad:?}");
        }
    }
}
