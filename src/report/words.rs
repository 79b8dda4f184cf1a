//! Numbers, names and lists as a reader meets them.

use crate::experiment::estimate::Estimate;

/// A number with the digits that are worth reading, and a true minus sign.
pub(super) fn number(x: f64) -> String {
    let text = match x.abs() {
        _ if x.is_nan() => return "–".to_owned(),
        a if a >= 10_000.0 => thousands(x),
        a if a >= 100.0 => format!("{x:.0}"),
        a if a >= 10.0 => format!("{x:.1}"),
        a if a >= 0.1 || a == 0.0 => format!("{x:.2}"),
        a if a >= 0.001 => format!("{x:.4}"),
        _ => format!("{x:.1e}"),
    };
    text.replace('-', "−")
}

fn thousands(x: f64) -> String {
    let digits = format!("{:.0}", x.abs());
    let mut out = String::from(if x < 0.0 { "-" } else { "" });
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its sign.
pub(super) fn signed(x: f64) -> String {
    if x > 0.0 { format!("+{}", number(x)) } else { number(x) }
}

/// An interval in words; nothing where there is none.
pub(super) fn interval(low: f64, high: f64) -> Option<String> {
    (low.is_finite() && high.is_finite()).then(|| format!("{} to {}", number(low), number(high)))
}

/// A mean and half its interval.
pub(super) fn mean(e: &Estimate) -> String {
    if e.low.is_nan() { number(e.mean) } else { format!("{} ± {}", number(e.mean), number(e.high - e.mean)) }
}

/// `1 run`, `2 runs`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
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
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A word for the command line as a reader can copy it: quoted where a shell would take it apart.
pub(super) fn word(text: &str) -> String {
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
    fn numbers_read_well() {
        for (x, text) in [
            (1_234_567.0, "1,234,567"),
            (-123.4, "−123"),
            (12.34, "12.3"),
            (0.126, "0.13"),
            (0.0126, "0.0126"),
            (-0.000_012_6, "−1.3e−5"),
            (0.0, "0.00"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(number(x), text);
        }
        assert_eq!((signed(2.0), signed(-2.0)), ("+2.00".to_owned(), "−2.00".to_owned()));
        assert_eq!((list(&["a"]), list(&["a", "b", "c"])), ("a".to_owned(), "a, b and c".to_owned()));
        assert_eq!(capital("éa"), "Éa");
    }
}
