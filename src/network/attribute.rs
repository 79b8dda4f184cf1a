//! Node attributes: their values, and the types a GraphML file declares for them.

use super::likeness::is_missing;

/// One node attribute: a column with one value a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The attribute's name (`attr.name` in GraphML); no two attributes of a network share one.
    pub name: String,
    /// One entry a node, in node order; `None` where the file gives no value and no default.
    pub values: Vec<Option<AttributeValue>>,
}

/// The value of an attribute at one node.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A whole number written without a point, of whatever declared type; it is written so again.
    Whole(i64),
    /// Any other finite number; whole ones beyond 64 bits are among them, rounded.
    Number(f64),
    /// Text, kept to the letter.
    Text(String),
    /// Yes or no (`boolean`).
    Switch(bool),
}

impl AttributeValue {
    /// A number's value; whole ones beyond 2^53 are rounded.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            AttributeValue::Whole(number) => Some(*number as f64),
            AttributeValue::Number(number) => Some(*number),
            AttributeValue::Text(_) | AttributeValue::Switch(_) => None,
        }
    }

    /// Whether this is a number no file can hold.
    pub(super) fn is_infinite_or_nan(&self) -> bool {
        matches!(self, AttributeValue::Number(number) if !number.is_finite())
    }
}

/// The type a GraphML key declares (`attr.type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Whole,
    Number,
    Text,
    Switch,
}

impl Kind {
    /// The kind a declared type stands for.
    ///
    /// GraphML has six types. Gephi writes more (`biginteger`, `bigdecimal`, `char`, `liststring`,
    /// `intervalset`, …): those that are numbers are read as numbers, the others as text, or half
    /// of Gephi's tables could not be read. A name that only just misses one of the six is a slip
    /// and refused: `Err` holds what was probably meant.
    pub(super) fn from_type(name: &str) -> Result<Kind, &'static str> {
        const TYPES: [&str; 6] = ["boolean", "int", "long", "float", "double", "string"];
        match name {
            "int" | "long" | "integer" | "biginteger" | "short" | "byte" => Ok(Kind::Whole),
            "float" | "double" | "bigdecimal" | "real" => Ok(Kind::Number),
            "boolean" | "bool" => Ok(Kind::Switch),
            "string" | "char" => Ok(Kind::Text),
            other => match crate::config::nearest_slip(other, TYPES) {
                Some(near) => Err(near),
                None => Ok(Kind::Text),
            },
        }
    }

    /// Reads a value of this kind.
    ///
    /// Blanks around numbers and switches do not count. A blank or `NaN` number is a missing value,
    /// `Ok(None)`: igraph writes R's `NA` so, and Gephi its normalised sizes. `Err` says what was
    /// expected.
    pub(super) fn parse(self, text: &str) -> Result<Option<AttributeValue>, &'static str> {
        let word = text.trim();
        match self {
            Kind::Text => Ok(Some(AttributeValue::Text(text.to_owned()))),
            _ if word.is_empty() || is_missing(word) => Ok(None),
            Kind::Switch => match word.to_ascii_lowercase().as_str() {
                "true" | "1" => Ok(Some(AttributeValue::Switch(true))),
                "false" | "0" => Ok(Some(AttributeValue::Switch(false))),
                _ => Err("`true` or `false`"),
            },
            Kind::Whole | Kind::Number if word.eq_ignore_ascii_case("nan") => Ok(None),
            Kind::Whole => {
                let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
                let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                finite(word).filter(|_| whole).map(Some).ok_or("a whole number")
            }
            Kind::Number => finite(word).map(Some).ok_or("a finite number such as `0.5`"),
        }
    }
}

/// A finite number, whole if it is written so.
pub(super) fn finite(word: &str) -> Option<AttributeValue> {
    if let Ok(whole) = word.parse() {
        return Some(AttributeValue::Whole(whole));
    }
    word.parse().ok().filter(|number: &f64| number.is_finite()).map(AttributeValue::Number)
}

#[cfg(test)]
mod tests {
    use super::AttributeValue::{Number, Switch, Text, Whole};
    use super::*;

    #[test]
    fn declared_types_become_kinds() {
        assert_eq!(Kind::from_type("long"), Ok(Kind::Whole));
        assert_eq!(Kind::from_type("float"), Ok(Kind::Number));
        assert_eq!(Kind::from_type("boolean"), Ok(Kind::Switch));
        assert_eq!(Kind::from_type("intervalset"), Ok(Kind::Text));
        assert_eq!(Kind::from_type("flaot"), Err("float"));
        assert_eq!(Kind::from_type("String"), Err("string"));
    }

    #[test]
    fn values_are_read_as_their_kind() {
        assert_eq!(Kind::Whole.parse(" -12 "), Ok(Some(Whole(-12))));
        assert_eq!(Kind::Whole.parse("90071992547409933"), Ok(Some(Whole(90_071_992_547_409_933))));
        assert_eq!(Kind::Whole.parse("100000000000000000000"), Ok(Some(Number(1e20))));
        assert_eq!(Kind::Number.parse("2"), Ok(Some(Whole(2))));
        assert_eq!(Kind::Number.parse("2.0"), Ok(Some(Number(2.0))));
        assert_eq!(Kind::Whole.parse("1.5"), Err("a whole number"));
        assert_eq!(Kind::Whole.parse("inf"), Err("a whole number"));
        assert_eq!(Kind::Whole.parse("-"), Err("a whole number"));
        assert_eq!(Kind::Number.parse("1.0E3"), Ok(Some(Number(1000.0))));
        assert_eq!(Kind::Number.parse("NaN"), Ok(None));
        for missing in ["", "NA", "None", "null", "#N/A"] {
            assert_eq!(Kind::Number.parse(missing), Ok(None));
            assert_eq!(Kind::Switch.parse(missing), Ok(None));
        }
        assert!(Kind::Number.parse("INF").is_err());
        assert!(Kind::Number.parse("0,5").is_err());
        assert_eq!(Kind::Switch.parse("True"), Ok(Some(Switch(true))));
        assert_eq!(Kind::Switch.parse("0"), Ok(Some(Switch(false))));
        assert!(Kind::Switch.parse("yes").is_err());
        assert_eq!(Kind::Text.parse(" a "), Ok(Some(Text(" a ".into()))));
        assert_eq!(Kind::Text.parse(""), Ok(Some(Text(String::new()))));
    }
}
