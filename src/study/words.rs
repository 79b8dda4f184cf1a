//! Numbers, names and lists as a reader meets them.

use std::time::Duration;

use crate::study::estimate::Estimate;

/// A number with the digits that are worth reading, and a true minus sign.
pub(crate) fn number(x: f64) -> String {
    let text = match x.abs() {
        _ if x.is_nan() => return "–".to_owned(),
        a if a >= 10_000.0 => thousands(x),
        a if a >= 100.0 => format!("{x:.0}"),
        a if a >= 10.0 => format!("{x:.1}"),
        a if a >= 0.1 || a == 0.0 => format!("{x:.2}"),
        a if a >= 0.01 => format!("{x:.3}"),
        a if a >= 0.001 => format!("{x:.4}"),
        _ => format!("{x:.1e}"),
    };
    text.replace('-', "−")
}

/// A large whole number with its thousands set apart.
pub fn thousands(x: f64) -> String {
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

/// Numbers of one kind with as many decimals each as suit the largest, so that they can be compared.
pub(crate) fn alike<const N: usize>(numbers: [f64; N]) -> [String; N] {
    let largest = numbers.iter().copied().filter(|x| x.is_finite()).map(f64::abs).fold(0.0, f64::max);
    let decimals = match largest {
        a if a >= 100.0 => 0,
        a if a >= 10.0 => 1,
        a if a >= 0.1 || a == 0.0 => 2,
        a if a >= 0.01 => 3,
        a if a >= 0.001 => 4,
        _ => return numbers.map(number),
    };
    numbers.map(|x| match x.abs() {
        _ if x.is_nan() => "–".to_owned(),
        a if a >= 10_000.0 => number(x),
        _ => {
            let text = format!("{x:.decimals$}");
            // What rounds to nothing has no sign.
            let is_zero = text.bytes().all(|digit| !digit.is_ascii_digit() || digit == b'0');
            if is_zero { text.replace('-', "") } else { text.replace('-', "−") }
        }
    })
}

/// A difference and the ends of its interval.
pub(crate) fn difference(middle: f64, low: f64, high: f64) -> (String, Option<String>) {
    let [shown, from, to] = alike([middle, low, high]);
    let is_zero = shown.bytes().all(|digit| !digit.is_ascii_digit() || digit == b'0');
    let sign = if middle > 0.0 && !is_zero { "+" } else { "" };
    (format!("{sign}{shown}"), (low.is_finite() && high.is_finite()).then(|| format!("{from} to {to}")))
}

/// A number with its sign.
pub(crate) fn signed(x: f64) -> String {
    if x > 0.0 { format!("+{}", number(x)) } else { number(x) }
}

/// A mean and half its interval.
pub(crate) fn mean(e: &Estimate) -> String {
    if e.low.is_nan() {
        return number(e.mean);
    }
    let [mean, half] = alike([e.mean, e.high - e.mean]);
    format!("{mean} ± {half}")
}

/// `1 run`, `2 runs`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list<T: AsRef<str>>(items: &[T]) -> String {
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
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A word for the command line as a reader can copy it: quoted where a shell would take it apart.
pub fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/=,:+@".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// A length of time as people say it.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s if s < 90.0 => format!("{s:.0} seconds"),
        s if s < 5_400.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 172_800.0 => format!("{:.1} hours", s / 3_600.0),
        s => format!("{:.1} days", s / 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_kind_have_decimals_alike() {
        assert_eq!(alike([91.53, 60.2, 122.8]), ["92", "60", "123"]);
        assert_eq!(alike([0.0288, -48.93, 49.0]), ["0.0", "−48.9", "49.0"]);
        assert_eq!(alike([0.3, 0.0861, 0.52]), ["0.30", "0.09", "0.52"]);
        assert_eq!(alike([-0.001, 0.2]), ["0.00", "0.20"]);
        assert_eq!(alike([12_345.6, f64::NAN]), ["12,346", "–"]);
        assert_eq!(difference(2.0, -1.0, 5.0), ("+2.00".to_owned(), Some("−1.00 to 5.00".to_owned())));
        assert_eq!(difference(-2.0, f64::NAN, f64::NAN), ("−2.00".to_owned(), None));
    }

    #[test]
    fn numbers_read_well() {
        for (x, text) in [
            (1_234_567.0, "1,234,567"),
            (-123.4, "−123"),
            (12.34, "12.3"),
            (0.126, "0.13"),
            (0.0126, "0.013"),
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

    #[test]
    fn durations_read_well() {
        for (seconds, text) in [
            (0.25, "250 ms"),
            (42.0, "42 seconds"),
            (600.0, "10 minutes"),
            (7_200.0, "2.0 hours"),
            (864_000.0, "10.0 days"),
        ] {
            assert_eq!(duration(Duration::from_secs_f64(seconds)), text);
        }
    }
}
