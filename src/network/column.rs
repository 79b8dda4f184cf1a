//! Node attributes while a GraphML file is read: only the cells the file gives, until the number of
//! nodes is known.

use std::collections::BTreeMap;

use super::attribute::{Attribute, AttributeValue};

/// How many cells without a value of their own the finished columns may have together. A small file
/// with many keys and many nodes would otherwise stand for a huge table.
const FILLED_CELLS_AT_MOST: usize = 5_000_000;
/// How many bytes of text defaults may be copied into such cells.
const FILLED_TEXT_AT_MOST: usize = 50_000_000;

#[derive(Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    numbers: BTreeMap<String, usize>,
}

struct Column {
    name: String,
    default: Option<AttributeValue>,
    /// Node and value, in node order. A missing value that is written out (`NaN`) is `None` and
    /// gets no default.
    given: Vec<(u32, Option<AttributeValue>)>,
}

/// The columns would fill far more memory than the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TableTooLarge;

impl Columns {
    /// The number of the column with this name. Keys of one name share a column: NetworkX declares
    /// `age` twice when some ages are whole and others are not.
    pub(super) fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.columns.len();
        self.numbers.insert(name.to_owned(), number);
        self.columns.push(Column { name: name.to_owned(), default: None, given: Vec::new() });
        number
    }

    /// Sets what nodes have that give no value; the first default of a column stays.
    pub(super) fn set_default(&mut self, column: usize, value: AttributeValue) {
        if let Some(column) = self.columns.get_mut(column) {
            column.default.get_or_insert(value);
        }
    }

    /// Sets a value; nodes come in ascending order. Gives the column's name back when the node has
    /// a value already.
    pub(super) fn set(&mut self, column: usize, node: u32, value: Option<AttributeValue>) -> Result<(), &str> {
        let Some(column) = self.columns.get_mut(column) else {
            return Ok(());
        };
        if column.given.last().is_some_and(|(last, _)| *last == node) {
            return Err(&column.name);
        }
        column.given.push((node, value));
        Ok(())
    }

    /// The finished columns, `nodes` values each.
    pub(super) fn finish(self, nodes: usize) -> Result<Vec<Attribute>, TableTooLarge> {
        let (mut cells, mut text) = (0usize, 0usize);
        for column in &self.columns {
            let empty = nodes.saturating_sub(column.given.len());
            cells = cells.saturating_add(empty);
            if let Some(AttributeValue::Text(default)) = &column.default {
                text = text.saturating_add(empty.saturating_mul(default.len()));
            }
        }
        if cells > FILLED_CELLS_AT_MOST || text > FILLED_TEXT_AT_MOST {
            return Err(TableTooLarge);
        }
        Ok(self.columns.into_iter().map(|column| column.finish(nodes)).collect())
    }
}

impl Column {
    fn finish(self, nodes: usize) -> Attribute {
        let mut given = self.given.into_iter().peekable();
        let values = (0..nodes)
            .map(|node| match given.next_if(|(owner, _)| *owner as usize == node) {
                Some((_, value)) => value,
                None => self.default.clone(),
            })
            .collect();
        Attribute { name: self.name, values }
    }
}

#[cfg(test)]
mod tests {
    use super::AttributeValue::{Number, Text};
    use super::*;

    #[test]
    fn defaults_fill_what_is_not_given() {
        let mut columns = Columns::default();
        let age = columns.number("age");
        assert_eq!(columns.number("age"), age);
        columns.set_default(age, Number(40.0));
        columns.set_default(age, Number(50.0));
        assert_eq!(columns.set(age, 1, Some(Number(33.0))), Ok(()));
        assert_eq!(columns.set(age, 1, None), Err("age"));
        assert_eq!(columns.set(age, 2, None), Ok(()));
        let finished = columns.finish(4).expect("small");
        assert_eq!(finished[0].values, [Some(Number(40.0)), Some(Number(33.0)), None, Some(Number(40.0))]);
    }

    #[test]
    fn a_small_file_cannot_stand_for_a_huge_table() {
        let mut many = Columns::default();
        for i in 0..1_000 {
            many.number(&i.to_string());
        }
        assert_eq!(many.finish(5_001), Err(TableTooLarge));
        let mut long = Columns::default();
        let note = long.number("note");
        long.set_default(note, Text("x".repeat(10_000)));
        assert_eq!(long.finish(5_001), Err(TableTooLarge));
    }
}
