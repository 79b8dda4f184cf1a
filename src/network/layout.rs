//! Which column of an edge list holds what.

use super::fault::{Fault, shown};
use super::likeness::is_missing;
use crate::config::nearest_slip;
use crate::config::table::{Field, Line};

/// What the two columns of names are called, by the programs and in the languages that write them.
const ENDS: [(&str, &str); 36] = [
    ("source", "target"),
    ("from", "to"),
    ("ego", "alter"),
    ("ego id", "alter id"),
    ("sender", "receiver"),
    ("source", "to"),
    ("from", "target"),
    ("src", "dst"),
    ("src", "tgt"),
    ("tail", "head"),
    ("start", "end"),
    ("nominator", "nominee"),
    ("nominator", "nominated"),
    ("respondent", "nominee"),
    ("respondent", "friend"),
    ("respondent", "alter"),
    ("person", "friend"),
    ("caller", "callee"),
    ("origin", "destination"),
    ("i", "j"),
    ("von", "nach"),
    ("von", "zu"),
    ("quelle", "ziel"),
    ("de", "à"),
    ("de", "a"),
    ("de", "vers"),
    ("desde", "hasta"),
    ("origen", "destino"),
    ("da", "a"),
    ("origem", "destino"),
    ("van", "naar"),
    ("fra", "til"),
    ("från", "till"),
    ("od", "do"),
    ("kimden", "kime"),
    ("dari", "ke"),
];

/// Stems of columns that are numbered or lettered: `id_1` and `id_2`, `Person A` and `Person B`.
const STEMS: [&str; 20] = [
    "",
    "id",
    "node",
    "person",
    "actor",
    "vertex",
    "name",
    "worker",
    "member",
    "v",
    "n",
    "user",
    "agent",
    "participant",
    "respondent",
    "individual",
    "player",
    "knoten",
    "persona",
    "personne",
];

/// Columns of a table of people.
const OF_PEOPLE: [&str; 8] = ["id", "label", "name", "node", "nodes", "person", "vertex", "nodeid"];

/// Columns that go with ties.
const OF_TIES: [&str; 8] = ["weight", "trust", "type", "strength", "value", "timeset", "kind", "frequency"];

/// The columns, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) trust: Option<usize>,
    pub(super) count: usize,
    /// The number of the line that shows it, for messages.
    pub(super) line: usize,
    /// Columns with names that are not read.
    pub(super) unread: Vec<String>,
    /// What the column of weights is called.
    pub(super) weight_name: Option<String>,
}

impl Layout {
    /// The layout a header names; `None` when the line is data, as far as its own words say.
    pub(super) fn from_header(line: Line<'_>, fields: &[Field<'_>]) -> Result<Option<Layout>, Fault> {
        let ends = match named_ends(line, fields)? {
            Some(ends) => Some(ends),
            None => numbered_ends(fields),
        };
        if let Some((source, target)) = ends {
            return Ok(Some(Self::of_columns(line, fields, source, target)?));
        }
        let words: Vec<String> = fields.iter().map(word).collect();
        let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        if fields.len() > 1 && words.iter().filter(|word| OF_PEOPLE.contains(&word.as_str())).count() > 1 {
            let hint = "an edge list has a line per tie: export the edges (in Gephi: the edges table), with a header \
                        source,target";
            let label = "this names people, not ties";
            return Err(Fault::at(line.offset, "a table of people", label, hint));
        }
        // `from` or `to` alone may be a name; `source` or `target` alone is a header with a slip.
        match (column(line, fields, "source")?, column(line, fields, "target")?) {
            (Some(half), None) if fields.len() > 1 => Err(half_header(line, fields, &fields[half], "target")),
            (None, Some(half)) if fields.len() > 1 => Err(half_header(line, fields, &fields[half], "source")),
            _ if fields.len() > 2 && has(&OF_TIES) && !fields[2..].iter().any(is_number) => {
                let label = "these look like names of columns, and which two name people is not known";
                Err(Fault::at(line.offset, "unknown header", label, "call the two columns source and target"))
            }
            _ => Ok(None),
        }
    }

    /// The layout of a header whose columns of names are known.
    pub(super) fn of_columns(
        line: Line<'_>,
        fields: &[Field<'_>],
        source: usize,
        target: usize,
    ) -> Result<Layout, Fault> {
        let trust = first_of(line, fields, ["trust", "weight"])?;
        let others = (0..fields.len()).filter(|n| ![source, target].contains(n) && Some(*n) != trust);
        let unread = others.map(|n| fields[n].text.to_string()).filter(|name| !name.is_empty()).collect();
        let weight_name = trust.map(|column| fields[column].text.to_string());
        Ok(Layout { source, target, trust, count: fields.len(), line: line.number, unread, weight_name })
    }

    /// The layout without a header: source, target, and possibly trust.
    pub(super) fn without_header(line: Line<'_>, fields: &[Field<'_>]) -> Result<Layout, Fault> {
        if let Some(fourth) = fields.get(3) {
            let label = format!("{} columns without a header", fields.len());
            let hint = "an edge list has a line per tie: begin with a line that names the columns: source, target, \
                        trust. A list of alters begins with ego,alter1,alter2; a matrix is square";
            return Err(Fault::at(line.offset + fourth.offset, "too many columns", label, hint));
        }
        let trust = (fields.len() == 3).then_some(2);
        let count = fields.len();
        Ok(Layout { source: 0, target: 1, trust, count, line: line.number, unread: Vec::new(), weight_name: None })
    }
}

/// Whether a field is a number, or says that one is missing.
pub(super) fn is_number(field: &Field<'_>) -> bool {
    let text = field.text.trim();
    text.is_empty() || is_missing(text) || text.replacen(',', ".", 1).parse::<f64>().is_ok()
}

/// A field as a word of a header: small letters, blanks for what joins words.
fn word(field: &Field<'_>) -> String {
    field.text.trim().to_lowercase().replace(['_', '-', '.'], " ")
}

/// The columns that bear one of the known pairs of names.
fn named_ends(line: Line<'_>, fields: &[Field<'_>]) -> Result<Option<(usize, usize)>, Fault> {
    for (source, target) in ENDS {
        // A pair that may be two names counts only at the front and in a line of two or three fields.
        let is_short = source.len().max(target.len()) < 4;
        if is_short && !["from", "to"].contains(&target) && fields.len() > 3 {
            continue;
        }
        if let (Some(source), Some(target)) = (column(line, fields, source)?, column(line, fields, target)?)
            && source != target
        {
            return Ok(Some((source, target)));
        }
    }
    Ok(None)
}

/// The columns that share a stem and are numbered or lettered one after the other.
fn numbered_ends(fields: &[Field<'_>]) -> Option<(usize, usize)> {
    let words: Vec<String> = fields.iter().map(word).collect();
    let split = |word: &str| -> Option<(String, char)> {
        let last = word.chars().last()?;
        let stem = word.strip_suffix(last)?.trim_end().to_owned();
        STEMS.contains(&stem.as_str()).then_some((stem, last))
    };
    let ends = |first: char, second: char| {
        words.iter().enumerate().find_map(|(n, word)| {
            let (stem, last) = split(word)?;
            // A letter alone may be a name.
            let is_name = stem.is_empty();
            let other = words.iter().position(|other| split(other) == Some((stem.clone(), second)))?;
            (last == first && !is_name).then_some((n, other))
        })
    };
    ends('1', '2').or_else(|| ends('a', 'b')).or_else(|| ends('i', 'j')).or_else(|| ends('0', '1'))
}

/// The column called by the first of two names, else by the second.
fn first_of(line: Line<'_>, fields: &[Field<'_>], [first, second]: [&str; 2]) -> Result<Option<usize>, Fault> {
    match column(line, fields, first)? {
        Some(column) => Ok(Some(column)),
        None => column(line, fields, second),
    }
}

fn column(line: Line<'_>, fields: &[Field<'_>], name: &str) -> Result<Option<usize>, Fault> {
    let is_called = |field: &Field<'_>| word(field) == name;
    let mut found = (0..).zip(fields).filter(|(_, field)| is_called(field));
    let first = found.next().map(|(number, _)| number);
    match found.next() {
        None => Ok(first),
        Some((_, again)) => {
            let label = format!("there are two columns {}", shown(&again.text));
            Err(Fault::at(line.offset + again.offset, "same column twice", label, "keep one of the two"))
        }
    }
}

fn half_header(line: Line<'_>, fields: &[Field<'_>], half: &Field<'_>, missing: &str) -> Fault {
    let others = fields.iter().map(|field| field.text.as_ref()).filter(|name| *name != half.text);
    let missing_shown = shown(missing);
    let hint = match nearest_slip(missing, others) {
        Some(near) => format!("did you mean {missing_shown} by {}?", shown(near)),
        None => {
            format!("call the other column {missing_shown}; above data, put a line source,target")
        }
    };
    let label = format!("the header has a column {} but no column {missing_shown}", shown(&half.text));
    Fault::at(line.offset + half.offset, "half a header", label, hint)
}
