//! Fields of a table of ties: names and weights.

use super::draft::{Draft, parse_weight};
use super::fault::{Fault, shown};
use super::likeness::is_missing;
use crate::config::table::{Field, Line, Separator};

/// The number of the person in a field; a word for what is missing is asked about, unless it stands in quotation marks.
pub(super) fn node(draft: &mut Draft<'_>, line: Line<'_>, field: &Field<'_>) -> Result<u32, Fault> {
    let offset = line.offset + field.offset;
    if !field.quoted && is_missing(&field.text) {
        let label = format!("{} stands where a name belongs", shown(&field.text));
        let hint = "if it means that the name is missing, leave the field empty or remove the line; if somebody is \
                    called so, put it in quotation marks";
        return Err(Fault::at(offset, "a missing name", label, hint));
    }
    draft.node_alike(&field.text, offset)
}

/// The weight in a field. With a comma between fields a decimal comma cannot be told from one.
pub(super) fn read_weight(line: Line<'_>, field: &Field<'_>, separator: Separator) -> Result<Option<f64>, Fault> {
    parse_weight(&field.text, separator != Separator::Comma).map_err(|(label, hint)| {
        let hint = if field.text.starts_with('{') {
            "this looks like NetworkX: write the file with `data=[\"trust\"]`, or as GraphML"
        } else {
            hint
        };
        Fault::at(line.offset + field.offset, "trust is not in (0, 1]", label, hint)
    })
}
