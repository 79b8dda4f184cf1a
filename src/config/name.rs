//! Names: which can stand in tables, how messages show them, and which one a slip stands for.

use crate::text::is_unprintable;

/// What a name must be.
pub(crate) const NAME_HINT: &str = "a name has 1 to 80 printable characters";

/// Why a name cannot stand in tables and figures, if so.
pub(crate) fn unfit_name(name: &str) -> Option<&'static str> {
    match name {
        _ if name.trim().is_empty() => Some("it is empty"),
        _ if name.starts_with(['=', '+', '-', '@']) => {
            Some("it begins as a formula does, which a spreadsheet would run")
        }
        _ if name.chars().count() > 80 => Some("it is longer than 80 characters"),
        _ if name.chars().any(is_unprintable) || name.contains(['\n', '\t']) => {
            Some("it holds a character that cannot be printed")
        }
        _ => None,
    }
}

/// A word from a file, cut short for a message and without characters that would disturb a terminal.
pub(crate) fn clip(text: &str) -> String {
    const MAX_LENGTH: usize = 60;
    let mut short: String = text
        .chars()
        .take(MAX_LENGTH)
        .map(|c| if is_unprintable(c) || matches!(c, '\n' | '\t') { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if text.chars().nth(MAX_LENGTH).is_some() {
        short.push('…');
    }
    short
}

/// A list of names for a hint, cut short where there are many.
pub(crate) fn listed(names: &[&str]) -> String {
    const MAX: usize = 20;
    let shown: Vec<String> = names.iter().take(MAX).map(|name| clip(name)).collect();
    let more = if names.len() > MAX { format!(" and {} more", names.len() - MAX) } else { String::new() };
    shown.join(", ") + &more
}

/// The name among `names` that `word` most likely stands for.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let alike = |name: &str| {
        let name = name.to_lowercase();
        // The last part alone may be what was meant: `relief` for `coping.relief`.
        if name.rsplit('.').next() == Some(&word) {
            return 0.95;
        }
        let likeness = strsim::jaro_winkler(&word, &name);
        // A few slips, or one the beginning of the other; a common start alone (start, strength) is no likeness.
        let slips = strsim::osa_distance(&word, &name) <= (word.chars().count() / 3).max(1);
        let begins = name.starts_with(&word) || word.starts_with(&name);
        if likeness > 0.9 || slips || begins { likeness } else { 0.0 }
    };
    // A longer word is no slip, and comparing it would take long.
    let names = names.into_iter().filter(|name| name.len().max(word.len()) <= 200);
    let scored = names.map(|name| (alike(name), name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// The candidate that `name` most probably meant, if one is close: at most one slip in three
/// characters. Numbers have no neighbours: `17` is as far from `18` as from `95`.
///
/// Long names and candidates past the 20,000th are not compared, so that a message costs little in
/// a huge file.
pub(crate) fn nearest_slip<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const MAX_LENGTH: usize = 64;
    const MAX_CANDIDATES: usize = 20_000;
    if name.len() > MAX_LENGTH || name.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = name.to_lowercase();
    let allowed = name.chars().count() / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().take(MAX_CANDIDATES) {
        if candidate.len().abs_diff(name.len()) > MAX_LENGTH / 2 || candidate.len() > MAX_LENGTH {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_wins_and_far_ones_do_not() {
        assert_eq!(nearest_slip("Ana", ["Bert", "Anna", "Anne"]), Some("Anna"));
        assert_eq!(nearest_slip("anna", ["ANNA"]), Some("ANNA"));
        assert_eq!(nearest_slip("Ana", ["Bert", "Carl"]), None);
        assert_eq!(nearest_slip("n7", ["n1"]), None);
        assert_eq!(nearest_slip("N7", ["n1", "n7"]), Some("n7"));
        assert_eq!(nearest_slip("1007", ["1001"]), None);
        assert_eq!(nearest_slip(&"x".repeat(1000), ["xx"]), None);
    }

    #[test]
    fn shown_names_are_short_and_harmless() {
        assert_eq!(clip("Zoë"), "Zoë");
        assert_eq!(clip("a\u{1b}[2J"), "a\u{fffd}[2J");
        assert_eq!(clip(&"é".repeat(61)).chars().count(), 61);
    }
}
