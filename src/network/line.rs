//! The lines of an edge list.

use super::problem::NetworkProblem;

/// One line that holds something.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    whole: &'a str,
    /// Counted from 1.
    pub(super) number: usize,
    /// Where it begins in the whole text, in bytes.
    pub(super) offset: usize,
    /// The line without its ending.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// A problem at a byte of this line.
    pub(super) fn problem(
        &self,
        offset: usize,
        title: &str,
        label: impl Into<String>,
        hint: impl Into<String>,
    ) -> NetworkProblem {
        NetworkProblem::at(self.whole, self.offset + offset, title, label, hint)
    }
}

/// The lines that are neither blank nor comments; they end in `\n` or `\r\n`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut end = 0;
    let all = text.split('\n').zip(1..).map(move |(line, number)| {
        let offset = end;
        end += line.len() + 1;
        let content = line.strip_suffix('\r').unwrap_or(line);
        Line { whole: text, number, offset, text: content }
    });
    all.filter(|line| {
        let content = line.text.trim_start_matches([' ', '\t']);
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
}
