//! Reading `scenarios/claims.toml`.

use std::sync::Arc;

use crate::calibration::pattern_file::over;
use crate::calibration::quantity_file::{self, QuantityTable};
use crate::config::{Entry, Ledger, Node, Problem, Problems, Source, Span, listed, parse, real};
use crate::scenario::check_version;
use crate::scenario::library::{CASES, CLAIMS, find};

use super::claim::{Claim, Compare};

/// Keys of a claim beside those of a quantity.
const KEYS: [&str; 9] = ["about", "source", "of", "beside", "compare", "at_least", "at_most", "range", "over"];

const HINT: &str = "as in [claim.members-later] with of = [\"j4dw\"], at_least = 1000.0, outcome = \"ever_members\"";

const RANGE_HINT: &str = "range = [150.0, 300.0], or at_least or at_most";

/// The claims of the embedded file, in file order.
pub(super) fn read_claims() -> Result<Vec<Claim>, Problems> {
    of_source(&Source::new(CLAIMS.path, CLAIMS.text))
}

fn of_source(source: &Arc<Source>) -> Result<Vec<Claim>, Problems> {
    let entries = parse(source)?;
    check_version(source, &entries)?;
    let mut ledger = Ledger::default();
    let mut found = Vec::new();
    for entry in &entries {
        match (entry.key.as_str(), &entry.node) {
            ("version", _) => {}
            ("claim", Node::Table(claims)) => {
                for one in claims {
                    match &one.node {
                        Node::Table(inner) => found.extend(claim(one, inner, &mut ledger)),
                        _ => ledger.wrong_type(&format!("claim.{}", one.key), one, "a table", HINT.to_owned()),
                    }
                }
            }
            _ => ledger.unknown("claims", entry, ["version", "claim"]),
        }
    }
    if ledger.problems.is_empty() { Ok(found) } else { Err(Problems(ledger.problems)) }
}

fn claim(entry: &Entry, inner: &[Entry], ledger: &mut Ledger) -> Option<Claim> {
    let name = format!("claim.{}", entry.key);
    let known = || KEYS.iter().chain(quantity_file::KEYS.iter()).copied();
    for item in inner.iter().filter(|item| !known().any(|key| key == item.key)) {
        ledger.unknown(&name, item, known());
    }
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let [about, source] = ["about", "source"].map(|wanted| match key(wanted) {
        Some(item) => ledger.text(&format!("{name}.{wanted}"), item),
        None => refuse(&entry.key_span, format!("`{name}` has no `{wanted}`"), "missing here", HINT, ledger),
    });
    let compare = compare(&name, key("compare"), ledger)?;
    let subjects = subjects(&name, entry, [key("of"), key("beside")], compare, ledger)?;
    let range = range(&name, entry, [key("at_least"), key("at_most"), key("range")], ledger)?;
    let of = QuantityTable { name: &name, span: &entry.key_span, entries: inner, above: None }.read(ledger)?;
    let over = match key("over") {
        None => None,
        Some(item) => Some(over(&format!("{name}.over"), item, Some(&of), ledger)?),
    };
    let (about, source, span) = (about?, source?, entry.key_span.clone());
    Some(Claim { name: entry.key.clone(), source, about, compare, range, subjects, weeks: None, of, over, span })
}

fn compare(name: &str, item: Option<&Entry>, ledger: &mut Ledger) -> Option<Compare> {
    let Some(item) = item else { return Some(Compare::Value) };
    match ledger.text(&format!("{name}.compare"), item)?.as_str() {
        "difference" => Some(Compare::Difference),
        "ratio" => Some(Compare::Ratio),
        _ => {
            let title = format!("`{name}.compare` takes \"difference\" and \"ratio\"");
            refuse(&item.span, title, "neither", "without it the value of one case is meant", ledger)
        }
    }
}

/// The cases, which must be embedded, in pairs where two are compared.
fn subjects(
    name: &str,
    entry: &Entry,
    [of, beside]: [Option<&Entry>; 2],
    compare: Compare,
    ledger: &mut Ledger,
) -> Option<Vec<(String, Option<String>)>> {
    let Some(of) = of else {
        return refuse(&entry.key_span, format!("`{name}` names no case"), "no `of`", HINT, ledger);
    };
    let first = cases(&format!("{name}.of"), of, ledger)?;
    match (beside, compare) {
        (None, Compare::Value) => Some(first.into_iter().map(|case| (case, None)).collect()),
        (Some(item), Compare::Difference | Compare::Ratio) => {
            let other = cases(&format!("{name}.beside"), item, ledger)?;
            if first.len() != other.len() {
                let title = format!("`{name}` has {} cases in `of` and {} in `beside`", first.len(), other.len());
                return refuse(&item.span, title, "not in pairs", "as many in each, in the same order", ledger);
            }
            Some(first.into_iter().zip(other.into_iter().map(Some)).collect())
        }
        _ => {
            let title = format!("`{name}` has one of `beside` and `compare`");
            refuse(&entry.key_span, title, "two cases are compared", "both, or neither", ledger)
        }
    }
}

fn cases(name: &str, item: &Entry, ledger: &mut Ledger) -> Option<Vec<String>> {
    let Node::Words(words) = &item.node else {
        ledger.wrong_type(name, item, "a list of cases", HINT.to_owned());
        return None;
    };
    for (word, span) in words {
        if find(CASES, word).is_none() {
            let known: Vec<&str> = CASES.iter().map(|case| case.name).collect();
            let hint = format!("cases are {}", listed(&known));
            return refuse(span, format!("there is no case \"{word}\""), "not embedded", &hint, ledger);
        }
    }
    Some(words.iter().map(|(word, _)| word.clone()).collect())
}

fn range(
    name: &str,
    entry: &Entry,
    [least, most, range]: [Option<&Entry>; 3],
    ledger: &mut Ledger,
) -> Option<(f64, f64)> {
    let numbers = |item: &Entry| match &item.node {
        Node::Values(list) => list.iter().map(|(value, _)| real(&Node::Value(value.clone()))).collect(),
        node => Some(vec![real(node)?]),
    };
    let given = match (least, most, range) {
        (Some(item), None, None) => numbers(item).and_then(|x| Some((*x.first()?, f64::INFINITY))),
        (None, Some(item), None) => numbers(item).and_then(|x| Some((f64::NEG_INFINITY, *x.first()?))),
        (None, None, Some(item)) => numbers(item).filter(|x| x.len() == 2).map(|x| (x[0], x[1])),
        _ => None,
    };
    match given.filter(|(low, high)| low < high) {
        None => {
            refuse(&entry.key_span, format!("`{name}` does not say what is claimed"), "no range", RANGE_HINT, ledger)
        }
        found => found,
    }
}

fn refuse<T>(span: &Span, title: String, label: &str, hint: &str, ledger: &mut Ledger) -> Option<T> {
    ledger.problems.push(Problem::at(span, title, label).hint(hint));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        let source = Source::new("claims", format!("version = 1\n[claim.x]\nabout = \"a\"\nsource = \"S1\"\n{text}"));
        match of_source(&source) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.0.into_iter().map(|problem| problem.title).collect(),
        }
    }

    #[test]
    fn a_claim_is_read_or_refused_with_its_reason() {
        let good = "of = [\"j4dw\"]\nat_least = 1000.0\noutcome = \"ever_members\"";
        assert_eq!(titles(good), Vec::<String>::new());
        for (text, wanted) in [
            ("of = [\"j5dw\"]\nat_least = 1.0\noutcome = \"mobilised\"", "there is no case \"j5dw\""),
            ("of = [\"j4dw\"]\noutcome = \"mobilised\"", "does not say what is claimed"),
            ("of = [\"j4dw\"]\nrange = [2.0, 1.0]\noutcome = \"mobilised\"", "does not say what is claimed"),
            ("of = [\"j4dw\"]\nbeside = [\"meca\"]\nat_least = 0.0\noutcome = \"mobilised\"", "one of `beside`"),
            ("of = [\"j4dw\"]\nat_least = 0.0\nhistory = \"fee_year\"", "there is no history \"fee_year\""),
            ("at_least = 0.0\noutcome = \"mobilised\"", "names no case"),
        ] {
            let found = titles(text);
            assert!(found.iter().any(|title| title.contains(wanted)), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_embedded_claims_are_right() {
        let claims = read_claims().expect("right");
        assert!(claims.len() > 5);
    }
}
