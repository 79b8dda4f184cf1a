//! An XML element and its attributes, checked.

use quick_xml::XmlVersion;
use quick_xml::escape::EscapeError;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::{AttrError, Attribute};

use super::character::{find_illegal, forbidden};
use super::fault::NOT_XML;
use super::fault::{Fault, shown};

/// How many attributes an element may have; GraphML needs 5. Bounded because they are compared pair
/// by pair.
const ATTRIBUTES_AT_MOST: usize = 64;

/// An element that has just been opened: its name without prefix, and its attributes.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) offset: usize,
    attributes: Vec<XmlAttribute>,
}

/// An attribute's value with entities resolved, and where it begins.
pub(super) struct XmlAttribute {
    name: String,
    pub(super) value: String,
    pub(super) offset: usize,
}

impl Element {
    /// Takes over what quick-xml read at a byte of the document's text.
    pub(super) fn new(text: &str, start: &BytesStart<'_>, offset: usize) -> Result<Element, Fault> {
        let mut attributes: Vec<XmlAttribute> = Vec::new();
        let mut iterator = start.attributes();
        // quick-xml's own check compares all pairs, which a hostile element could make slow: ours
        // is bounded.
        for attribute in iterator.with_checks(false) {
            let attribute = attribute.map_err(|error| malformed(offset, &error))?;
            let name = attribute.key.as_ref();
            let at = offset_of(text, &attribute.value).unwrap_or(offset);
            if attributes.iter().any(|earlier| earlier.name == name) {
                let label = format!("the attribute {} is given twice", shown(name));
                return Err(Fault::at(at, NOT_XML, label, "keep one of the two"));
            }
            if attributes.len() == ATTRIBUTES_AT_MOST {
                let label = format!("this element has more than {ATTRIBUTES_AT_MOST} attributes");
                let hint = "keep values in <data> instead";
                return Err(Fault::at(at, "too many attributes", label, hint));
            }
            let value = value(&attribute, at)?;
            attributes.push(XmlAttribute { name: name.to_owned(), value, offset: at });
        }
        Ok(Element { name: start.local_name().as_ref().to_owned(), offset, attributes })
    }

    /// The attribute with this name, prefix included.
    pub(super) fn get(&self, name: &str) -> Option<&XmlAttribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

fn malformed(element: usize, error: &AttrError) -> Fault {
    let (place, label) = match *error {
        AttrError::ExpectedEq(place) => (place, "an attribute has no value"),
        AttrError::ExpectedValue(place) => (place, "an attribute has no value"),
        AttrError::UnquotedValue(place) => (place, "a value has no quotation marks"),
        AttrError::ExpectedQuote(place, _) => (place, "a quotation mark is not closed"),
        AttrError::Duplicated(place, _) => (place, "an attribute is given twice"),
    };
    let hint = "an attribute is written name=\"value\"";
    // quick-xml counts from behind the `<`.
    Fault::at(element.saturating_add(1 + place), NOT_XML, label, hint)
}

fn value(attribute: &Attribute<'_>, offset: usize) -> Result<String, Fault> {
    let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value,
        Err(quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(_, name))) => {
            return Err(unknown_entity(offset, &name));
        }
        Err(_) => {
            let label = format!("{} has an `&` that begins no entity", shown(&attribute.value));
            let hint = "write `&amp;` for `&`";
            return Err(Fault::at(offset, NOT_XML, label, hint));
        }
    };
    match find_illegal(&value) {
        Some((_, character)) => Err(forbidden(offset, character)),
        None => Ok(value.into_owned()),
    }
}

/// The problem of an entity beyond the five predefined ones.
pub(super) fn unknown_entity(offset: usize, name: &str) -> Fault {
    let label = format!("the entity {} is not defined", shown(&format!("&{name};")));
    let hint = "write the character itself, or `&amp;` for `&`";
    Fault::at(offset, "unknown entity", label, hint)
}

/// Where a piece of the text begins. quick-xml lends pieces without telling their place, so it is
/// worked out from the addresses; `None` for what is not a piece of the text.
fn offset_of(text: &str, piece: &str) -> Option<usize> {
    let offset = (piece.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (offset + piece.len() <= text.len()).then_some(offset)
}
