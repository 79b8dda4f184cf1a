//! A table of text, as spreadsheets write it: lines and cells, each with its position.

use std::borrow::Cow;
use std::sync::Arc;

use super::problem::{Problem, Source, Span};
pub(crate) use super::separator::{Field, Separator};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_comments_are_passed_over_but_counted() {
        let seen: Vec<_> = lines("a\r\n\n \t\n # x\né \nb").map(|line| (line.number, line.offset, line.text)).collect();
        assert_eq!(seen, [(1, 0, "a"), (5, 12, "é "), (6, 16, "b")]);
        assert_eq!(lines("").count(), 0);
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
