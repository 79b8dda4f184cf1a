//! Counts, lists and words.

/// `1 run`, `2 runs`.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", head.join(", "), last.as_ref())
        }
    }
}

/// Words with a capital letter at their beginning.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Words with a small letter at their beginning.
#[must_use]
pub fn uncapital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// A knob's dotted name in plain words: `Cleaners United's hours for learning` for
/// `organisation."Cleaners United".hours.learning`.
#[must_use]
pub fn knob_words(name: &str) -> String {
    let parts = dotted(name);
    let plain = |parts: &[String]| {
        let words: Vec<String> = parts.iter().map(|part| part.replace('_', " ")).collect();
        match words.as_slice() {
            [table, activity] if table == "hours" => format!("hours for {activity}"),
            words => words.join(" "),
        }
    };
    match parts.as_slice() {
        [table, named, rest @ ..] if !rest.is_empty() && WHO.contains(&table.as_str()) => {
            format!("{named}'s {}", plain(rest))
        }
        [table, named, rest @ ..] if !rest.is_empty() && WHAT.contains(&table.as_str()) => {
            format!("{} of {named}", plain(rest))
        }
        // Every scenario has one of these tables, and their knobs are known without them.
        [table, rest @ ..] if !rest.is_empty() && ["run", "population"].contains(&table.as_str()) => plain(rest),
        [table, named] if WHO.contains(&table.as_str()) || WHAT.contains(&table.as_str()) => named.clone(),
        parts => plain(parts),
    }
}

/// A setting as a command line gives it, in plain words: `coping relief = 0.3` for `coping.relief=0.3`.
#[must_use]
pub fn setting_words(setting: &str) -> String {
    match setting.split_once('=') {
        Some((knob, value)) => format!("{} = {}", knob_words(knob.trim()), value.trim().trim_matches('"')),
        None => knob_words(setting),
    }
}

/// Tables of those who do something, as files call them.
const WHO: [&str; 4] = ["organisation", "union", "agency", "target"];
/// Tables of what is asked for and of what happens.
const WHAT: [&str; 2] = ["demand", "intervention"];

/// The parts of a dotted name; one in quotes may have dots of its own.
fn dotted(name: &str) -> Vec<String> {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    for c in name.chars() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c => {
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    parts
}

/// A word of a command line as a reader can copy it: quoted where a shell would split or expand it.
#[must_use]
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/=,:+@".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_well() {
        assert_eq!((list(&["a"]), list(&["a", "b", "c"])), ("a".to_owned(), "a, b and c".to_owned()));
        assert_eq!((count(1, "run", "runs"), count(2, "run", "runs")), ("1 run".to_owned(), "2 runs".to_owned()));
        assert_eq!((capital("éa"), uncapital("Éa"), capital("")), ("Éa".to_owned(), "éa".to_owned(), String::new()));
    }

    #[test]
    fn knobs_have_plain_words() {
        for (name, words) in [
            ("organisation.Cleaners United.hours.learning", "Cleaners United's hours for learning"),
            ("organisation.\"A. B\".founders.free_time", "A. B's founders free time"),
            ("intervention.tied-visa.strength", "strength of tied-visa"),
            ("intervention.tied-visa", "tied-visa"),
            ("coping.relief", "coping relief"),
            ("population.free_time", "free time"),
            ("run.weeks", "weeks"),
            ("framing", "framing"),
        ] {
            assert_eq!(knob_words(name), words);
        }
        assert_eq!(setting_words("organisation.J4DW.hours.learning=0"), "J4DW's hours for learning = 0");
        assert_eq!(setting_words("practice.teaching = \"dialogic\""), "practice teaching = dialogic");
    }

    #[test]
    fn a_shell_takes_a_word_as_one() {
        assert_eq!(["a.b-c", "two words", "it's", ""].map(shell_word), ["a.b-c", "'two words'", "'it'\\''s'", "''"]);
    }
}
