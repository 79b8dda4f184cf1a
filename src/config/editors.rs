//! What word processors, spreadsheets and habits put into a TOML file, in words for people who never read its grammar.

use std::sync::Arc;

use super::name::clip;
use super::problem::{Problem, Span};

/// What word processors, other systems and other languages put into a line that TOML has no place for.
pub(super) fn of_editors(span: &Span) -> Option<Problem> {
    let text = span.source.text.as_str();
    let start = text.get(..span.bytes.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let content = line.split('#').next()?;
    let at = |offset: usize, length: usize| Span {
        source: Arc::clone(&span.source),
        bytes: start + offset..start + offset + length,
    };
    let find = |is: fn(char) -> bool| content.char_indices().find(|(_, c)| is(*c));
    if let Some((offset, c)) = find(|c| "\u{201c}\u{201d}\u{201e}\u{2018}\u{2019}\u{201a}\u{ab}\u{bb}".contains(c)) {
        let title = format!("a quotation mark of a word processor: {c}");
        let hint = "write straight quotes, \"like these\"; a plain text editor does not turn them";
        return Some(Problem::at(&at(offset, c.len_utf8()), title, "not a quote in TOML").hint(hint));
    }
    if let Some((offset, c)) = find(|c| matches!(c, '\u{a0}' | '\u{200b}' | '\u{2007}' | '\u{202f}' | '\u{feff}')) {
        let title = format!("a blank that only looks like one (U+{:04X})", u32::from(c));
        let hint = "delete it and type an ordinary blank; web pages and word processors put such blanks there";
        return Some(Problem::at(&at(offset, c.len_utf8()), title, "this one").hint(hint));
    }
    let value_at = content.find('=').map(|at| at + 1);
    if let Some(from) = value_at
        && content[from..].trim_start().starts_with('"')
        && let Some(slash) = content[from..].find('\\')
    {
        let hint = "write / in a path, which goes on Windows too, or put it in 'single quotes'";
        let title = "a backslash in a text in double quotes begins a special character";
        return Some(Problem::at(&at(from + slash, 1), title, "this backslash").hint(hint));
    }
    let head =
        if content.trim_start().starts_with('[') { Some(content) } else { value_at.map(|at| &content[..at - 1]) };
    if let Some(head) = head
        && !head.contains('"')
        && let Some((offset, _)) = head.char_indices().find(|(_, c)| c.is_alphabetic() && !c.is_ascii())
    {
        let from = head[..offset].rfind(['.', '[', ' ']).map_or(0, |at| at + 1);
        let length = head[from..].find(['.', ']', ' ', '=']).unwrap_or(head.len() - from);
        let name = &head[from..from + length];
        let title = format!("the name {} stands without quotes", clip(name));
        let hint = format!("names with other letters than a to z stand in quotes: \"{}\"", clip(name));
        return Some(Problem::at(&at(from, length), title, "not a bare name").hint(hint));
    }
    let value = value_at.map(|from| content[from..].trim())?;
    let words: Vec<&str> = value.split_whitespace().collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |word: &&str| word.trim_end_matches(['.', ',']).chars().all(char::is_alphabetic) && word.len() > 2;
    let is_day =
        |word: &&str| word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<u8>().is_ok_and(|day| day < 32);
    let has = |is: &dyn Fn(&&str) -> bool| words.iter().any(is);
    if words.len() == 3 && has(&is_year) && has(&is_month) && has(&is_day) && !value.starts_with(['"', '\'']) {
        let from = content.find(value)?;
        let title = format!("`{}` is not written as a date", clip(value));
        let hint = "dates are written year-month-day without quotes, as 2012-04-06";
        return Some(Problem::at(&at(from, value.len()), title, "a date in words").hint(hint));
    }
    None
}

/// What people write where a share or a date belongs and TOML has no place for: `30 %`, `06.01.2019`.
pub(super) fn miswritten(span: &Span) -> Option<Problem> {
    let text = span.source.text.as_str();
    let start = text.get(..span.bytes.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let from = line.find('=')? + 1;
    let value = line[from..].split('#').next()?;
    let from = start + from + (value.len() - value.trim_start().len());
    let value = value.trim();
    let span = Span { source: Arc::clone(&span.source), bytes: from..from + value.len() };
    if let Some(number) = value.strip_suffix('%').and_then(|number| number.trim().replace(',', ".").parse::<f64>().ok())
    {
        let title = "a number has no % sign".to_owned();
        let share = format!("{:.6}", number / 100.0);
        let share = share.trim_end_matches('0').trim_end_matches('.');
        let hint = format!("shares are written 0 to 1: {share} for {}", clip(value));
        return Some(Problem::at(&span, title, "a percentage").hint(hint));
    }
    let parts: Vec<&str> = value.split(['.', '/', '-']).collect();
    let digits =
        |part: &str, lengths: &[usize]| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_date = match parts.as_slice() {
        [a, b, c] => {
            (digits(a, &[1, 2]) && digits(c, &[4]) || digits(a, &[4]) && digits(c, &[1, 2])) && digits(b, &[1, 2])
        }
        _ => false,
    };
    is_date.then(|| {
        let title = format!("`{value}` is not written as a date");
        // With points the day comes first; with other signs some put the month there.
        let example = match parts.as_slice() {
            [day, month, year] if value.contains('.') && year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => "2019-01-06".to_owned(),
        };
        let hint = format!("dates are written year-month-day without quotes, as {example}");
        Problem::at(&span, title, "a date in another order").hint(hint)
    })
}
