//! The characters XML allows.

use super::fault::Fault;
use super::fault::NOT_XML;

/// The first character that XML 1.0 forbids (production `Char` of the recommendation), and where.
pub(super) fn find_illegal(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, character)| !is_legal(*character))
}

pub(super) fn is_legal(character: char) -> bool {
    !matches!(character, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// The problem of such a character.
pub(super) fn forbidden(offset: usize, character: char) -> Fault {
    let label = format!("the character U+{:04X} is not allowed in XML", u32::from(character));
    Fault::at(offset, NOT_XML, label, "remove the character")
}
