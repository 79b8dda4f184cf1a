//! Which attributes of a network file mean what, and which are not read.

use crate::config::{clip, nearest};
use crate::model::plan::Trait;
use crate::network::{Attribute, NetworkFile};

/// Attributes that are not traits.
const PLACES: [&str; 3] = ["origin", "area", "organisation"];

/// The trait or place that an attribute is about: capitals, blanks and American spelling make no difference.
pub(super) fn meaning(attribute: &str) -> Option<&'static str> {
    let plain = attribute.trim().to_lowercase().replace([' ', '-'], "_");
    let plain = if plain == "organization" { "organisation" } else { plain.as_str() };
    Trait::ALL.iter().map(|t| t.name()).chain(PLACES).find(|known| *known == plain)
}

/// The attribute of a file with a meaning: the one of exactly that name, else one that is spelt otherwise.
pub(super) fn attribute<'f>(file: &'f NetworkFile, wanted: &str) -> Option<&'f Attribute> {
    let exact = file.attributes.iter().find(|attribute| attribute.name == wanted);
    exact.or_else(|| file.attributes.iter().find(|attribute| meaning(&attribute.name) == Some(wanted)))
}

/// Which attributes of a file are read, and which are not, in a sentence or two.
pub(super) fn account_of_attributes(file: &NetworkFile) -> Vec<String> {
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for it in &file.attributes {
        let name = format!("`{}`", clip(&it.name));
        match meaning(&it.name) {
            Some(what) if attribute(file, what).is_some_and(|found| std::ptr::eq(found, it)) => {
                let known = it.values.iter().filter(|value| value.is_some()).count();
                let of = if known == it.values.len() { String::new() } else { format!(" of {known} people") };
                read.push(if it.name == what { format!("{name}{of}") } else { format!("{name} as {what}{of}") });
            }
            _ => {
                let known = Trait::ALL.iter().map(|t| t.name()).chain(PLACES);
                let near = nearest(&it.name, known)
                    .filter(|meant| strsim::damerau_levenshtein(meant, &it.name.to_lowercase()) <= 2);
                unread.push(near.map_or(name.clone(), |meant| format!("{name} (did you mean `{meant}`?)")));
            }
        }
    }
    let mut notes = Vec::new();
    if !read.is_empty() {
        notes.push(format!("attributes read: {}", read.join(", ")));
    }
    if !unread.is_empty() {
        let more = unread.len().saturating_sub(10);
        unread.truncate(10);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        notes.push(format!("attributes not read: {}{more}", unread.join(", ")));
    }
    notes
}
