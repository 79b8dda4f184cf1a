//! What separates the fields of a line, and the fields, each with its position.
//!
//! The csv crate is not used here: it reports neither the position of a field, nor whether it was quoted, nor that a
//! quotation mark is never closed (it then swallows the rest of the file). A test compares the two.

use std::borrow::Cow;

/// The most fields a line may have: a matrix of so many people. Spreadsheets from Gephi have about 10.
const FIELDS_AT_MOST: usize = 10_000;

/// What stands between the fields of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    Comma,
    Tab,
    Semicolon,
    /// One or more blanks or tabs.
    Space,
}

/// One field: its text without quotation marks and outer blanks, and where in the line it begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) offset: usize,
    /// Where in the line it ends, a closing quotation mark included.
    pub(crate) end: usize,
    pub(crate) quoted: bool,
}

/// Why a line cannot be split: the byte in the line, and label and hint of the problem.
pub(crate) type Unsplittable = (usize, &'static str, &'static str);

impl Separator {
    /// The separator a line shows: the first of tab, semicolon and comma that occurs outside
    /// quotation marks, else white space between words; `None` for a line of one field.
    ///
    /// A comma comes last of the three because it is also a decimal point where semicolons
    /// separate.
    pub(crate) fn sniff(line: &str) -> Option<Separator> {
        let (mut tab, mut semicolon, mut comma, mut space) = (false, false, false, false);
        let mut rest = line.trim_matches([' ', '\t']);
        let mut at_start = true;
        while let Some(character) = rest.chars().next() {
            if character == '"' && at_start {
                rest = &rest[after_quote(rest)..];
                at_start = false;
                continue;
            }
            tab |= character == '\t';
            semicolon |= character == ';';
            comma |= character == ',';
            space |= character == ' ';
            at_start = matches!(character, '\t' | ';' | ',' | ' ');
            rest = &rest[character.len_utf8()..];
        }
        [(tab, Separator::Tab), (semicolon, Separator::Semicolon), (comma, Separator::Comma), (space, Separator::Space)]
            .into_iter()
            .find_map(|(seen, separator)| seen.then_some(separator))
    }

    /// The separator of a table by the line that names its columns: what [`Separator::sniff`] finds, and a comma where
    /// that is white space, which belongs to a name there.
    pub(super) fn of_head(line: &str) -> Separator {
        Separator::sniff(line).filter(|separator| *separator != Separator::Space).unwrap_or(Separator::Comma)
    }

    /// The separator that Excel names in a first line `sep=;`.
    pub(crate) fn of_sign(sign: &str) -> Option<Separator> {
        match sign {
            ";" => Some(Separator::Semicolon),
            "," => Some(Separator::Comma),
            "\t" => Some(Separator::Tab),
            _ => None,
        }
    }

    /// What a message calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Separator::Comma => "commas",
            Separator::Tab => "tabs",
            Separator::Semicolon => "semicolons",
            Separator::Space => "white space",
        }
    }

    fn is_at(self, character: char) -> bool {
        match self {
            Separator::Comma => character == ',',
            Separator::Tab => character == '\t',
            Separator::Semicolon => character == ';',
            Separator::Space => character == ' ' || character == '\t',
        }
    }

    /// Splits a line into its fields; a quoted field may hold the separator, and `""` for a
    /// quotation mark.
    pub(crate) fn split(self, line: &str) -> Result<Vec<Field<'_>>, Unsplittable> {
        // A blank is never part of a bare field's ends, and a tab only where tabs separate.
        let is_blank = |c: char| c == ' ' || (c == '\t' && self != Separator::Tab);
        let skip_blanks = |offset: usize| line.len() - line[offset..].trim_start_matches(is_blank).len();
        let mut fields = Vec::new();
        let mut offset = skip_blanks(0);
        loop {
            if fields.len() == FIELDS_AT_MOST {
                return Err((offset, "this line has more than 10000 fields", "an edge list has two or three"));
            }
            let (field, end) = field(line, offset, |character| self.is_at(character), is_blank)?;
            fields.push(field);
            offset = skip_blanks(end);
            match (self, line[offset..].chars().next()) {
                (_, None) => return Ok(fields),
                (Separator::Space, Some(_)) if offset > end => {}
                (_, Some(character)) if self != Separator::Space && self.is_at(character) => {
                    offset = skip_blanks(offset + character.len_utf8());
                }
                _ => {
                    let hint = "put the quotation marks around the whole name, or double those inside it";
                    return Err((offset, "text follows a closing quotation mark", hint));
                }
            }
        }
    }
}

/// The field that begins at `offset`, and where it ends.
fn field(
    line: &str,
    offset: usize,
    is_separator: impl Fn(char) -> bool,
    is_blank: impl Fn(char) -> bool,
) -> Result<(Field<'_>, usize), Unsplittable> {
    let rest = &line[offset..];
    if !rest.starts_with('"') {
        let end = rest.find(is_separator).unwrap_or(rest.len());
        let text = rest[..end].trim_end_matches(is_blank);
        return Ok((
            Field { text: Cow::Borrowed(text), offset, end: offset + text.len(), quoted: false },
            offset + end,
        ));
    }
    let end = after_quote(rest);
    let inside = rest[..end].strip_prefix('"').and_then(|inside| inside.strip_suffix('"'));
    match inside {
        // An opening mark alone, or one whose last mark is half of a doubled one, is not closed.
        Some(inside) if inside.bytes().filter(|&byte| byte == b'"').count() % 2 == 0 => {
            let text =
                if inside.contains('"') { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
            Ok((Field { text, offset, end: offset + end, quoted: true }, offset + end))
        }
        _ => Err((offset, "this quotation mark is not closed on its line", "close it, or remove it")),
    }
}

/// The length of the quoted field that `text` begins with, marks included; all of `text` when it is
/// not closed.
fn after_quote(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        match (bytes[end], bytes.get(end + 1)) {
            (b'"', Some(b'"')) => end += 2,
            (b'"', _) => return end + 1,
            _ => end += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::Separator::{Comma, Semicolon, Space, Tab};
    use super::*;

    fn texts(separator: Separator, line: &str) -> Result<Vec<String>, usize> {
        let fields = separator.split(line).map_err(|(offset, _, _)| offset)?;
        Ok(fields.into_iter().map(|field| field.text.into_owned()).collect())
    }

    #[test]
    fn the_separator_is_seen_outside_quotation_marks() {
        for (line, separator) in [
            ("a,b", Some(Comma)),
            ("a;b;0,5", Some(Semicolon)),
            ("Smith, J\tDoe, A", Some(Tab)),
            ("a  b 0.5", Some(Space)),
            ("\"a; b\",c", Some(Comma)),
            ("\"a \"\"; b\" c", Some(Space)),
            ("O\"Brien;b", Some(Semicolon)),
            ("  anna  ", None),
            ("\"anna, bert\"", None),
            ("", None),
        ] {
            assert_eq!(Separator::sniff(line), separator, "{line}");
        }
    }

    #[test]
    fn fields_lose_blanks_and_quotation_marks_and_keep_their_position() {
        let fields = Comma.split(" é , \" b\"\"c\" ,, d e").expect("good");
        let seen: Vec<_> = fields.iter().map(|field| (field.text.as_ref(), field.offset, field.quoted)).collect();
        assert_eq!(seen, [("é", 1, false), (" b\"c", 6, true), ("", 15, false), ("d e", 17, false)]);
        assert_eq!(texts(Tab, "a b\t\tc"), Ok(vec!["a b".into(), String::new(), "c".into()]));
        assert_eq!(texts(Space, "  a \t \"b c\"  d "), Ok(vec!["a".into(), "b c".into(), "d".into()]));
        assert_eq!(texts(Comma, "a,"), Ok(vec!["a".into(), String::new()]));
        assert_eq!(texts(Comma, "say \"hi\",b"), Ok(vec!["say \"hi\"".into(), "b".into()]));
    }

    #[test]
    fn quotation_marks_must_close_and_end_the_field() {
        assert_eq!(texts(Comma, "a,\"b"), Err(2));
        assert_eq!(texts(Comma, "\""), Err(0));
        assert_eq!(texts(Comma, "\"a\"\""), Err(0));
        assert_eq!(texts(Comma, "\"a\" b,c"), Err(4));
        assert_eq!(texts(Space, "\"a\"b"), Err(3));
        assert_eq!(texts(Comma, "\"\",\"\"\"\""), Ok(vec![String::new(), "\"".into()]));
        assert!(texts(Comma, &",".repeat(1_000_000)).is_err());
    }

    /// On lines without outer blanks and open quotation marks, the csv crate is the judge.
    #[test]
    fn it_splits_as_the_csv_crate_does() {
        const PIECES: [&str; 8] = ["a", "é", ",", "\"\"", "\"b,c\"", "\"d\"\"e\"", " f", ";"];
        let mut compared = 0;
        for case in 0..8u32.pow(4) {
            let line: String = (0..4).map(|digit| PIECES[(case / 8u32.pow(digit) % 8) as usize]).collect();
            let Ok(ours) = Comma.split(&line) else {
                continue;
            };
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .trim(csv::Trim::All)
                .from_reader(line.as_bytes());
            let theirs = reader.records().next().expect("one record").expect("UTF-8");
            // `a,""b` is where the two may differ: csv takes text after a closing mark into the
            // field, we refuse it.
            assert!(ours.iter().map(|field| field.text.trim()).eq(theirs.iter()), "{line}: {ours:?} {theirs:?}");
            compared += 1;
        }
        assert!(compared > 1_000, "{compared}");
    }
}
