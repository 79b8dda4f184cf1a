//! Numbers in print.

/// What stands for a number that is not defined.
const NONE: &str = "–";

/// Decimals that leave about three digits of a number of this size, and two of zero.
fn decimals(size: f64) -> usize {
    match size {
        a if a >= 100.0 => 0,
        a if a >= 10.0 => 1,
        a if a >= 0.1 || a == 0.0 => 2,
        a if a >= 0.01 => 3,
        a if a >= 0.001 => 4,
        _ => 5,
    }
}

fn true_minus(text: &str) -> String {
    text.replace('-', "−")
}

/// A number for sentences, tables and the terminal: about three digits, thousands separators from 10,000 on, a power of
/// ten below 0.001, a true minus sign. `–` for NaN.
#[must_use]
pub fn number(x: f64) -> String {
    let text = match (x.abs(), decimals(x.abs())) {
        _ if x.is_nan() => return NONE.to_owned(),
        (size, _) if size >= 10_000.0 => thousands(x),
        (_, 5) => format!("{x:.1e}"),
        (_, decimals) => format!("{x:.decimals$}"),
    };
    true_minus(&text)
}

/// As [`number`], but without thousands separators and with five decimals instead of a power of ten: beside a figure.
#[must_use]
pub fn plain(x: f64) -> String {
    if x.is_nan() {
        return NONE.to_owned();
    }
    true_minus(&format!("{x:.*}", decimals(x.abs())))
}

/// A number in at most two decimals, with an ASCII minus sign: notes beside the rows of a figure. `–` for NaN.
#[must_use]
pub fn short(x: f64) -> String {
    if x.is_nan() { NONE.to_owned() } else { format!("{x:.*}", decimals(x.abs()).min(2)) }
}

/// A number in the cell of a map: at most two decimals, a power of ten below 0.01, a bare 0.
#[must_use]
pub fn cell(x: f64) -> String {
    match x.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.01 => true_minus(&format!("{x:.1e}")),
        size => true_minus(&format!("{x:.*}", decimals(size).min(2))),
    }
}

/// A number in up to five decimals without zeros at its end, a power of ten below 0.0001, one decimal from 100 on.
#[must_use]
pub fn trimmed(x: f64) -> String {
    let text = match x.abs() {
        _ if x.is_nan() => return NONE.to_owned(),
        0.0 => return "0".to_owned(),
        size if size < 1e-4 => return format!("{x:.1e}"),
        size => format!("{x:.*}", if size >= 100.0 { 1 } else { 5 }),
    };
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A large number, rounded to a whole one, with thousands separators and an ASCII minus sign.
#[must_use]
pub fn thousands(x: f64) -> String {
    let sign = if x < 0.0 { "-" } else { "" };
    format!("{sign}{}", with_separators(&format!("{:.0}", x.abs())))
}

/// Digits in groups of three, counted from the end.
#[must_use]
pub fn with_separators(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether a number in print is zero, whatever its sign and decimals.
fn is_zero(text: &str) -> bool {
    text.bytes().all(|digit| !digit.is_ascii_digit() || digit == b'0')
}

/// Numbers of one kind with as many decimals each as suit the largest, so that they can be compared.
#[must_use]
pub fn alike<const N: usize>(numbers: [f64; N]) -> [String; N] {
    let largest = numbers.iter().copied().filter(|x| x.is_finite()).map(f64::abs).fold(0.0, f64::max);
    let decimals = decimals(largest);
    if decimals == 5 {
        return numbers.map(number);
    }
    numbers.map(|x| match x.abs() {
        _ if x.is_nan() => NONE.to_owned(),
        size if size >= 10_000.0 => number(x),
        _ => {
            let text = format!("{x:.decimals$}");
            // What rounds to zero has no sign.
            if is_zero(&text) { text.replace('-', "") } else { true_minus(&text) }
        }
    })
}

/// A difference with its sign, and the ends of its interval where it has one.
#[must_use]
pub fn difference(middle: f64, low: f64, high: f64) -> (String, Option<String>) {
    let [shown, from, to] = alike([middle, low, high]);
    let sign = if middle > 0.0 && !is_zero(&shown) { "+" } else { "" };
    (format!("{sign}{shown}"), (low.is_finite() && high.is_finite()).then(|| format!("{from} to {to}")))
}

/// A number with its sign.
#[must_use]
pub fn signed(x: f64) -> String {
    if x > 0.0 { format!("+{}", number(x)) } else { number(x) }
}

/// A mean, with half its interval where it has one (`high` is not NaN).
#[must_use]
pub fn mean(mean: f64, high: f64) -> String {
    if high.is_nan() {
        return number(mean);
    }
    let [mean, half] = alike([mean, high - mean]);
    format!("{mean} ± {half}")
}

/// A share as a whole percentage.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// A number rounded to so many significant digits, at least one.
#[must_use]
pub fn rounded(x: f64, digits: usize) -> f64 {
    format!("{x:.*e}", digits.saturating_sub(1)).parse().unwrap_or(x)
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
        assert_eq!((mean(91.53, 122.8), mean(0.5, f64::NAN)), ("91.5 ± 31.3".to_owned(), "0.50".to_owned()));
    }

    /// Each number as `number`, `plain`, `short`, `cell` and `trimmed` write it.
    #[test]
    fn numbers_read_well() {
        for (x, texts) in [
            (1_234_567.0, ["1,234,567", "1234567", "1234567", "1234567", "1234567"]),
            (-123.4, ["−123", "−123", "-123", "−123", "-123.4"]),
            (12.34, ["12.3", "12.3", "12.3", "12.3", "12.34"]),
            (0.126, ["0.13", "0.13", "0.13", "0.13", "0.126"]),
            (0.0126, ["0.013", "0.013", "0.01", "0.01", "0.0126"]),
            (-0.000_012_6, ["−1.3e−5", "−0.00001", "-0.00", "−1.3e−5", "-1.3e-5"]),
            (0.0, ["0.00", "0.00", "0.00", "0", "0"]),
        ] {
            assert_eq!([number(x), plain(x), short(x), cell(x), trimmed(x)], texts);
        }
        assert_eq!([number, plain, short, trimmed].map(|write| write(f64::NAN)), [NONE; 4]);
        assert_eq!((signed(2.0), signed(-2.0)), ("+2.00".to_owned(), "−2.00".to_owned()));
        assert_eq!((percent(0.126), thousands(-23_456.4)), ("13 %".to_owned(), "-23,456".to_owned()));
    }

    #[test]
    fn significant_digits_are_kept() {
        assert_eq!([rounded(153.246_81, 5), rounded(-0.000_123_456, 5), rounded(0.0, 5)], [153.25, -0.000_123_46, 0.0]);
        assert!(rounded(f64::NAN, 3).is_nan());
    }
}
