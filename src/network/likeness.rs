//! Names that look alike: what cannot be seen does not make another person.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Words with which other programs write that something is missing.
const MISSING: [&str; 9] = ["NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "<NA>"];

/// Whether another program means by this word that something is missing.
pub(crate) fn is_missing(word: &str) -> bool {
    MISSING.contains(&word)
}

/// What everybody sees of a name: letters composed, no blanks or invisible characters at its ends, ordinary blanks for
/// those that do not break a line, and a whole number without `.0`. Two names are alike where this is the same.
pub(crate) fn canonical(name: &str) -> Cow<'_, str> {
    let trimmed = without_invisible_ends(name);
    let trimmed = whole(trimmed).unwrap_or(trimmed);
    // Nearly all names are as they should be, and a network may have millions.
    if trimmed.is_ascii() || (is_nfc(trimmed) && !trimmed.contains(is_odd)) {
        return Cow::Borrowed(trimmed);
    }
    let plain = trimmed.chars().filter(|c| !is_zero_width(*c)).map(|c| if is_odd_blank(c) { ' ' } else { c });
    Cow::Owned(plain.nfc().collect())
}

/// A name without blanks and invisible characters at its ends.
pub(crate) fn without_invisible_ends(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c) || is_joiner(c))
}

fn is_odd(c: char) -> bool {
    is_odd_blank(c) || is_zero_width(c)
}

/// Blanks other than the ordinary one.
fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// Characters without width that no script needs inside a name.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}')
}

/// Some scripts, and emoji, need these between letters.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// The digits of a whole number that a program wrote with a fraction of nothing: pandas does so for a column with gaps.
fn whole(name: &str) -> Option<&str> {
    let (digits, fraction) = name.split_once('.')?;
    let is_number = !digits.is_empty() && digits.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let is_nothing = !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0');
    (is_number && is_nothing && digits != "-").then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (name, plain) in [
            ("Anna", "Anna"),
            ("Anna\u{a0}", "Anna"),
            ("\u{feff}Anna\u{200b}", "Anna"),
            ("Zoe\u{308}", "Zoë"),
            ("Ana\u{a0}María", "Ana María"),
            ("An\u{ad}na", "Anna"),
            ("2.0", "2"),
            ("-2.00", "-2"),
            ("2.5", "2.5"),
            ("v2.0", "v2.0"),
            ("2.", "2."),
            (".0", ".0"),
            ("👩\u{200d}🌾", "👩\u{200d}🌾"),
        ] {
            assert_eq!(canonical(name), plain, "{name:?}");
        }
    }
}
