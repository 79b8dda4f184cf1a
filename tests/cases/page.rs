//! The tables of docs/cases.md.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use mobilise::scenario::library::CASES;
use mobilise::scenario::{Overrides, load};

use super::trial::{Asks, Pattern};

/// The page as it is.
pub fn read(root: &Path) -> String {
    fs::read_to_string(root.join("docs/cases.md")).expect("the page")
}

/// The page with its tables made anew.
pub fn with_tables(page: &str, patterns: &[Pattern]) -> String {
    with_part(&with_part(page, "cases", &cases()), "patterns", &table(patterns))
}

fn with_part(page: &str, name: &str, part: &str) -> String {
    let begin = format!("<!-- generated: {name} -->\n");
    let (head, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("docs/cases.md has no part `{name}`"));
    let (_, tail) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("`{name}` has no end"));
    format!("{head}{begin}\n{part}\n<!-- end -->{tail}")
}

fn cases() -> String {
    let mut out = String::from("| Case | What it is |\n| --- | --- |\n");
    for case in CASES {
        let about = load(case.name, &Overrides::default()).expect("a case").about;
        let _ = writeln!(out, "| [`{}`](../{}) | {about} |", case.name, case.path);
    }
    out
}

fn table(patterns: &[Pattern]) -> String {
    let mut out = String::from(
        "| Case | What should be seen | Claims | Asked | Mean (95 % interval), runs | Shown | Error rate |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let place = |pattern: &Pattern| CASES.iter().position(|case| case.name == pattern.case).expect("a case");
    let mut sorted: Vec<&Pattern> = patterns.iter().collect();
    sorted.sort_by_key(|pattern| place(pattern));
    for pattern in sorted {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            pattern.case,
            pattern.says,
            pattern.claims,
            asked(pattern.asks),
            measured(pattern),
            if pattern.holds() { "yes" } else { "**no**" },
            rate(pattern.error_rate()),
        );
    }
    out
}

fn asked(asks: Asks) -> String {
    let short = |x: f64| match number(x, 2) {
        text if text.contains('.') => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        text => text,
    };
    match asks {
        Asks::Above(x) => format!("above {}", short(x)),
        Asks::Below(x) => format!("below {}", short(x)),
        Asks::Between(a, b) => format!("{} to {}", short(a), short(b)),
        Asks::MostRuns => "most runs".to_owned(),
    }
}

/// The mean, its interval and the number of runs, as the page has them.
pub fn measured(pattern: &Pattern) -> String {
    let (mean, low, high) = pattern.estimate();
    let n = |x| number(x, pattern.digits);
    format!("{} ({} to {}), {}", n(mean), n(low), n(high), pattern.replicates())
}

/// With a minus sign, and none before nought.
fn number(x: f64, digits: usize) -> String {
    let text = format!("{x:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|c| c == b'0' || c == b'.') => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

fn rate(x: f64) -> String {
    if x < 0.0005 { "< 0.1 %".to_owned() } else { format!("{:.1} %", 100.0 * x) }
}
