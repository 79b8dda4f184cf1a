//! A table of text, as spreadsheets write it: lines, and fields between separators, each with its position.
//!
//! The csv crate is not used here: it reports neither the position of a field, nor whether it was quoted, nor that a
//! quotation mark is never closed (it then swallows the rest of the file). A test compares the two.

use std::borrow::Cow;
use std::sync::Arc;

use super::problem::{Problem, Source, Span};

/// One line that holds something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Where it begins in the whole text, in bytes.
    pub(crate) offset: usize,
    /// The line without its ending.
    pub(crate) text: &'a str,
}

/// A table whose first line names its columns.
pub(crate) struct TextTable<'a> {
    source: &'a Arc<Source>,
    separator: Separator,
    lines: Vec<Line<'a>>,
    hint: &'static str,
}

/// A line of a table.
pub(crate) struct Row<'a> {
    pub(crate) cells: Vec<Cell<'a>>,
    pub(crate) span: Span,
}

/// What stands between two separators, without quotation marks and outer blanks.
pub(crate) struct Cell<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) span: Span,
}

impl<'a> TextTable<'a> {
    /// The table in a text; `None` where it has no line. `hint` says what such a table looks like, for messages.
    pub(crate) fn new(source: &'a Arc<Source>, hint: &'static str) -> Option<Self> {
        let (lines, declared) = beginning(&source.text);
        let lines: Vec<Line<'a>> = lines.collect();
        let separator = declared.unwrap_or(Separator::of_head(lines.first()?.text));
        Some(Self { source, separator, lines, hint })
    }

    /// The names of the columns.
    pub(crate) fn head(&self) -> Result<Row<'a>, Problem> {
        self.row(&self.lines[0])
    }

    /// The lines below the names, each with as many cells as there are columns.
    pub(crate) fn rows(&self, columns: usize) -> impl Iterator<Item = Result<Row<'a>, Problem>> {
        self.lines[1..].iter().map(move |line| {
            let row = self.row(line)?;
            let count = row.cells.len();
            if count == columns {
                return Ok(row);
            }
            let title = format!("this line has another number of cells than the first: {count}, not {columns}");
            Err(Problem::at(&row.span, title, "here").hint(self.hint))
        })
    }

    /// The number in a cell, if it is one and finite. A decimal comma is read where commas do not separate.
    pub(crate) fn number(&self, text: &str) -> Option<f64> {
        self.pointed(text).parse::<f64>().ok().filter(|number| number.is_finite())
    }

    /// The text of a number with a point for a decimal comma.
    pub(crate) fn pointed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.separator == Separator::Comma || !text.contains(',') {
            return Cow::Borrowed(text);
        }
        let pointed = text.replacen(',', ".", 1);
        if pointed.parse::<f64>().is_ok() { Cow::Owned(pointed) } else { Cow::Borrowed(text) }
    }

    fn row(&self, line: &Line<'a>) -> Result<Row<'a>, Problem> {
        let span = |start: usize, end: usize| Span {
            source: Arc::clone(self.source),
            bytes: line.offset + start..line.offset + end,
        };
        let fields = self.separator.split(line.text).map_err(|(offset, label, hint)| {
            Problem::at(&span(offset, line.text.len()), "unreadable line", label).hint(hint)
        })?;
        let cells = fields.into_iter().map(|field| Cell { span: span(field.offset, field.end), text: field.text });
        Ok(Row { cells: cells.collect(), span: span(0, line.text.len()) })
    }
}

/// The lines of a text behind what other programs put first – Excel's `sep=;`, remarks with `%` and `//` – and the
/// separator that Excel names.
pub(crate) fn beginning(text: &str) -> (impl Iterator<Item = Line<'_>> + Clone, Option<Separator>) {
    let is_remark = |line: &Line<'_>| line.text.starts_with('%') || line.text.starts_with("//");
    let mut declared = None;
    let mut skipped = 0;
    for line in lines(text) {
        let named = line.text.trim().trim_matches('"').to_ascii_lowercase();
        match named.strip_prefix("sep=") {
            Some(sign) if skipped == 0 => declared = Separator::of_sign(sign),
            _ if is_remark(&line) => {}
            _ => break,
        }
        skipped += 1;
    }
    (lines(text).skip(skipped), declared)
}

/// The lines that are neither blank nor comments; they end in `\n` or `\r\n`.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut end = 0;
    let all = text.split('\n').zip(1..).map(move |(line, number)| {
        let offset = end;
        end += line.len() + 1;
        Line { number, offset, text: line.strip_suffix('\r').unwrap_or(line) }
    });
    all.filter(|line| {
        let content = line.text.trim_start();
        !content.is_empty() && !content.starts_with('#')
    })
}

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
    fn of_head(line: &str) -> Separator {
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

    #[test]
    fn blank_lines_and_comments_are_passed_over_but_counted() {
        let seen: Vec<_> = lines("a\r\n\n \t\n # x\né \nb").map(|line| (line.number, line.offset, line.text)).collect();
        assert_eq!(seen, [(1, 0, "a"), (5, 12, "é "), (6, 16, "b")]);
        assert_eq!(lines("").count(), 0);
    }

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

    #[test]
    fn a_table_has_names_and_rows_of_one_width() {
        for text in [
            "sep=;\na;\"b, c\"\n1;2\n3",
            "a,\"b, c\"\r\n\r\n 1 ,2\r\n3\n",
            "# made by hand\na;\"b, c\"\n1;2\n3\n",
            "a\t\"b, c\"\n1\t2\n3",
        ] {
            let source = Source::new("points.csv", text);
            let table = TextTable::new(&source, "two columns").expect("a table");
            let texts = |row: Row<'_>| row.cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
            assert_eq!(texts(table.head().expect("names")), ["a", "b, c"], "{text}");
            let mut rows = table.rows(2);
            let first = rows.next().expect("a row").expect("two cells");
            assert_eq!(&text[first.cells[1].span.bytes.clone()], "2");
            assert_eq!(texts(first), ["1", "2"], "{text}");
            let problem = rows.next().expect("a row").err().expect("one cell");
            assert_eq!(problem.hint.as_deref(), Some("two columns"), "{text}");
            assert!(rows.next().is_none());
        }
    }
}
