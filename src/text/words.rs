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

/// A knob's dotted name in plain words: `hours for learning, Cleaners United` for
/// `organisation."Cleaners United".hours.learning`.
#[must_use]
pub fn knob_words(name: &str) -> String {
    let plain = |parts: &[String]| match parts {
        [hours, activity] if hours == "hours" => format!("hours for {activity}"),
        parts => parts.join(" "),
    };
    let parts = dotted(name);
    match parts.as_slice() {
        [_, named, rest @ ..] if !rest.is_empty() && NAMED.contains(&parts[0].as_str()) => {
            let knob: Vec<String> = rest.iter().map(|part| part.replace('_', " ")).collect();
            format!("{}, {named}", plain(&knob))
        }
        parts => parts.join(" ").replace('_', " "),
    }
}

/// Tables of named things, as files call them.
const NAMED: [&str; 6] = ["organisation", "union", "agency", "target", "demand", "intervention"];

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
            ("organisation.Cleaners United.hours.learning", "hours for learning, Cleaners United"),
            ("organisation.\"A. B\".founders.free_time", "founders free time, A. B"),
            ("coping.relief", "coping relief"),
            ("framing", "framing"),
        ] {
            assert_eq!(knob_words(name), words);
        }
    }

    #[test]
    fn a_shell_takes_a_word_as_one() {
        assert_eq!(["a.b-c", "two words", "it's", ""].map(shell_word), ["a.b-c", "'two words'", "'it'\\''s'", "''"]);
    }
}
