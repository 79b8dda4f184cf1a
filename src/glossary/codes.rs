//! Codes of sources in a text, such as S20.

use std::collections::BTreeSet;

/// The source codes in a text: S20, S43–S48 (all of them), P13, Q1, E.9, B.1 row 6.
pub fn codes(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let chars: Vec<char> = text.chars().collect();
    let digits = |mut at: usize| {
        let start = at;
        while chars.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
        (chars[start..at].iter().collect::<String>(), at)
    };
    let mut range_from: Option<u32> = None;
    for at in 0..chars.len() {
        if at > 0 && (chars[at - 1].is_alphanumeric() || "_#.".contains(chars[at - 1])) {
            continue;
        }
        let letter = chars[at];
        if !"ABCEPQS".contains(letter) {
            continue;
        }
        let dotted = chars.get(at + 1) == Some(&'.') && "ABCE".contains(letter);
        let (number, end) = digits(at + 1 + usize::from(dotted));
        let ends_here = !chars.get(end).is_some_and(|c| c.is_alphanumeric() || *c == '_');
        let right_length = match letter {
            'S' => (2..=3).contains(&number.len()),
            _ => (1..=2).contains(&number.len()),
        };
        if !ends_here || !right_length || (!dotted && "ABCE".contains(letter)) {
            continue;
        }
        if dotted {
            let rest: String = chars[end..].iter().take(8).collect();
            let row: String = rest
                .strip_prefix(" row ")
                .map(|r| r.chars().take_while(char::is_ascii_digit).collect())
                .unwrap_or_default();
            found.insert(if row.is_empty() {
                format!("{letter}.{number}")
            } else {
                format!("{letter}.{number} row {row}")
            });
            continue;
        }
        let value: u32 = number.parse().expect("digits");
        if letter == 'S' {
            let first = range_from.take().unwrap_or(value);
            found.extend((first..=value).map(|n| format!("S{n:02}")));
            if chars.get(end) == Some(&'–') && chars.get(end + 1) == Some(&'S') {
                range_from = Some(value);
            }
        } else {
            found.insert(format!("{letter}{value}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_right() {
        let found = codes("S43–S46, theory B.1 row 12; P13: x (E.3 step 2), Q1, USB.2, S1234, S9, model.md, 95 %");
        let expected = ["B.1 row 12", "E.3", "P13", "Q1", "S43", "S44", "S45", "S46"];
        assert_eq!(found, expected.into_iter().map(str::to_owned).collect());
    }
}
