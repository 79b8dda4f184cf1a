//! A table of text, as a spreadsheet writes it: lines, and cells between commas, each with its place.

use std::ops::Range;

/// The lines with something in them.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end_matches(['\n', '\r']);
        if !trimmed.trim().is_empty() {
            found.push(start..start + trimmed.len());
        }
        start += line.len();
    }
    found
}

/// The cells of a line, without blanks around them and without quotes. A comma in quotes does not divide.
pub(crate) fn cells(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut start, mut quoted) = (Vec::new(), line.start, false);
    let mut end_at = |start: usize, end: usize| {
        let cell = &text[start..end];
        let from = start + cell.len() - cell.trim_start().len();
        let to = from + cell.trim().len();
        let plain = to > from + 1 && text[from..to].starts_with('"') && text[from..to].ends_with('"');
        found.push(if plain { from + 1..to - 1 } else { from..to });
    };
    for (at, c) in text[line.clone()].char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                end_at(start, line.start + at);
                start = line.start + at + 1;
            }
            _ => {}
        }
    }
    end_at(start, line.end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_stands_between_commas() {
        let text = "a, \"b, c\" ,,d\r\n\r\n1,2\n";
        let lines = lines(text);
        assert_eq!(lines, [0..13, 17..20]);
        let found: Vec<&str> = cells(text, &lines[0]).into_iter().map(|cell| &text[cell]).collect();
        assert_eq!(found, ["a", "b, c", "", "d"]);
    }
}
