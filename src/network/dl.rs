//! Reads UCINET's DL: a matrix, a list of edges, or a list of nodes with whom they name.
//!
//! Source: S. P. Borgatti, M. G. Everett, L. C. Freeman, "UCINET for Windows", user's guide, section on DL files.

use super::draft::Draft;
use super::fault::{Fault, did_you_mean, shown};
use super::file::{Limits, NetworkFile};
use super::reading::{Account, Reading};
use super::square::with_labels;
use crate::config::table::{Field, Line, Separator, lines};

const HINT: &str = "a DL file begins with dl n=3 format=edgelist1, then labels: and data:";

struct Head<'a> {
    people: Option<usize>,
    format: String,
    labels: Vec<(String, usize)>,
    embedded: bool,
    /// The lines behind `data:`.
    data: Vec<Line<'a>>,
}

/// Reads a DL file.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    let mut draft = Draft::new(text, limits, reading);
    fill(text, &mut draft).map_err(|fault| vec![fault])?;
    draft.finish(Vec::new())
}

fn fill<'a>(text: &'a str, draft: &mut Draft<'a>) -> Result<(), Fault> {
    let head = head(text)?;
    for (label, offset) in &head.labels {
        if draft.find(label).is_some() {
            let said = format!("the label {} is there twice", shown(label));
            return Err(Fault::at(*offset, "same name twice", said, "give each person a label of their own"));
        }
        draft.add_node(label, *offset)?;
    }
    match head.format.as_str() {
        "fullmatrix" => with_labels(&head.data, head.people.unwrap_or(head.labels.len()), head.embedded, draft),
        "edgelist1" => ties(&head, draft, false),
        "nodelist1" => {
            draft.names_both_sides();
            ties(&head, draft, true)
        }
        other => {
            let known = ["fullmatrix", "edgelist1", "nodelist1"];
            let hint = did_you_mean(other, known, "export it from UCINET as fullmatrix, edgelist1 or nodelist1");
            Err(Fault::at(0, "unknown format", format!("DL of the format {} is not read", shown(other)), hint))
        }
    }
}

fn head(text: &str) -> Result<Head<'_>, Fault> {
    let mut head =
        Head { people: None, format: "fullmatrix".to_owned(), labels: Vec::new(), embedded: false, data: Vec::new() };
    let mut in_labels = false;
    let mut all = lines(text);
    let mut first = true;
    for line in all.by_ref() {
        let lower = line.text.trim().to_lowercase();
        let mut words = lower.as_str();
        if first {
            words = words.strip_prefix("dl").ok_or_else(|| Fault::at(line.offset, "not DL", "no `dl` here", HINT))?;
            first = false;
        }
        if words.starts_with("data:") {
            head.data = all.collect();
            return Ok(head);
        }
        if let Some(rest) = words.strip_prefix("labels") {
            head.embedded |= rest.contains("embedded");
            in_labels = !head.embedded;
            let behind = line.text.len() - rest.len().min(line.text.len());
            let rest = line.text.get(behind..).unwrap_or_default().trim_start().trim_start_matches(':');
            if in_labels {
                labels(rest, line.offset + line.text.len() - rest.len(), &mut head.labels);
            }
            continue;
        }
        if in_labels {
            labels(line.text, line.offset, &mut head.labels);
            continue;
        }
        let spaced = words.replace(',', " ").replace(" =", "=").replace("= ", "=");
        for word in spaced.split_whitespace() {
            match word.split_once('=') {
                Some(("n", number)) => {
                    let number = number.parse().ok().filter(|number| *number <= text.len());
                    head.people = Some(number.ok_or_else(|| {
                        Fault::at(line.offset, "how many people?", "n= is not followed by a number that fits", HINT)
                    })?);
                }
                Some(("format", format)) => head.format = format.to_owned(),
                Some(("nr" | "nc" | "nm", number)) if number != "1" || !word.starts_with("nm") => {
                    let label = "a table of two kinds (two-mode), or several matrices";
                    return Err(Fault::at(
                        line.offset,
                        "not one network",
                        label,
                        "export one matrix of people by people",
                    ));
                }
                _ => {}
            }
        }
    }
    Err(Fault::at(0, "not DL", "there is no `data:`", HINT))
}

/// Labels between commas or blanks.
fn labels(text: &str, offset: usize, found: &mut Vec<(String, usize)>) {
    let separator = if text.contains(',') { Separator::Comma } else { Separator::Space };
    let fields = separator.split(text).unwrap_or_default();
    let named = fields.into_iter().filter(|field| !field.text.is_empty());
    found.extend(named.map(|field| (field.text.to_string(), offset + field.offset)));
}

/// A tie per line with a weight, or from the first of a line to all others.
fn ties(head: &Head<'_>, draft: &mut Draft<'_>, all: bool) -> Result<(), Fault> {
    for line in &head.data {
        let fields = Separator::Space
            .split(line.text)
            .map_err(|(offset, label, hint)| Fault::at(line.offset + offset, "unreadable line", label, hint))?;
        let [source, targets @ ..] = fields.as_slice() else { continue };
        let source = person(head, draft, *line, source)?;
        if all {
            for target in targets {
                let target = person(head, draft, *line, target)?;
                draft.add_tie((source, target), None, line.offset)?;
            }
            continue;
        }
        let [target, more @ ..] = targets else {
            return Err(Fault::at(line.offset, "half a tie", "one name alone", "write both ends of the tie"));
        };
        let target = person(head, draft, *line, target)?;
        let weight = match more.first() {
            Some(field) => super::field::read_weight(*line, field, Separator::Space)?
                .map(|weight| (weight, line.offset + field.offset)),
            None => None,
        };
        draft.add_tie((source, target), weight, line.offset)?;
    }
    let people = head.people.filter(|_| !head.embedded).unwrap_or(0);
    for number in draft.node_count() + 1..=people {
        draft.node_alike(&number.to_string(), 0)?;
    }
    Ok(())
}

/// A label where they are embedded, and else a number from 1.
fn person(head: &Head<'_>, draft: &mut Draft<'_>, line: Line<'_>, field: &Field<'_>) -> Result<u32, Fault> {
    let offset = line.offset + field.offset;
    if head.embedded {
        return draft.node_alike(&field.text, offset);
    }
    if head.labels.is_empty() {
        let number = field.text.parse::<usize>().ok().filter(|n| *n > 0 && head.people.is_none_or(|all| *n <= all));
        return match number {
            Some(number) => draft.node_alike(&number.to_string(), offset),
            None => Err(draft.unknown_node(&field.text, offset)),
        };
    }
    let number = field.text.parse::<usize>().ok().and_then(|number| head.labels.get(number.checked_sub(1)?));
    match number.and_then(|(label, _)| draft.find(label)) {
        Some(number) => Ok(number),
        None => Err(draft.unknown_node(&field.text, offset)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::first_fault;
    use super::*;

    const LIMITS: Limits = Limits { nodes: 5, ties: 4 };

    fn first(text: &str) -> Result<NetworkFile, Fault> {
        first_fault(read(text, LIMITS, Reading::default()))
    }

    #[test]
    fn matrix_edges_and_lists_are_read() {
        for text in [
            "dl n=3 format=edgelist1\nlabels embedded\ndata:\nAnna Bert\nBert Cem\n",
            "DL N = 3, FORMAT = EDGELIST1\nlabels:\nAnna,Bert\nCem\ndata:\n1 2\n2 3\n",
            "dl n=3\nformat=nodelist1\nlabels:\nAnna Bert Cem\ndata:\n1 2\n2 1 3\n3 2\n",
            "dl n=3\nlabels:\nAnna,Bert,Cem\ndata:\n0 1 0\n1 0 1\n0 1 0\n",
            "dl n=3 format=fullmatrix\nlabels embedded\ndata:\n Anna Bert Cem\nAnna 0 1 0\nBert 1 0 1\nCem 0 1 0\n",
        ] {
            let network = first(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(network.ids, ["Anna", "Bert", "Cem"], "{text}");
            assert_eq!((network.ties, network.trust), (vec![(0, 1), (1, 2)], vec![None, None]), "{text}");
        }
    }

    #[test]
    fn what_is_no_dl_is_refused() {
        for (text, title) in [
            ("a b", "not DL"),
            ("dl n=3", "not DL"),
            ("dl n=99999999999\ndata:\n", "how many people?"),
            ("dl nr=3, nc=4\ndata:\n", "not one network"),
            ("dl n=2 format=halfmatrix\ndata:\n", "unknown format"),
            ("dl n=2 format=edgelist1\ndata:\n1 3\n", "tie to an unknown node"),
            ("dl n=2 format=edgelist1\ndata:\n1\n", "half a tie"),
            ("dl n=2\ndata:\n0 1\n", "not a square matrix"),
        ] {
            assert_eq!(first(text).map_err(|fault| fault.title), Err(title.to_owned()), "{text}");
        }
    }
}
