//! XML behind a guard: quick-xml's events, checked for all that quick-xml leaves to its caller.
//!
//! quick-xml is fast and lenient. Here a DOCTYPE, an entity beyond the five predefined ones, an
//! element left open at the end, a second root, text where none belongs, a character XML forbids
//! and a nesting without end are problems with a place.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::character::{find_illegal, forbidden, is_legal};
use super::element::{Element, unknown_entity};
use super::fault::{Fault, NOT_XML, shown};

/// How deep elements may nest; GraphML needs 4, yEd's drawing data about 10.
const DEPTH_AT_MOST: usize = 64;
/// The longest text content that is kept, in characters.
const TEXT_AT_MOST: usize = 10_000;

enum Token<'a> {
    Open(BytesStart<'a>, usize),
    Text(Cow<'a, str>, usize),
    Close,
    End,
}

/// What stands inside an element.
pub(super) enum Content {
    Text(String),
    /// Elements of another program, which were passed over: a picture, a list.
    Elements,
}

/// A document that is read from front to back.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the elements that are open now began, outermost first.
    open: Vec<usize>,
    /// An empty element `<a/>` was opened and its closing is still to be told.
    close_next: bool,
    root_seen: bool,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Result<Xml<'a>, Fault> {
        if let Some((offset, character)) = find_illegal(text) {
            return Err(forbidden(offset, character));
        }
        let reader = Reader::from_str(text);
        Ok(Xml { text, reader, open: Vec::new(), close_next: false, root_seen: false })
    }

    /// The next byte to be read: after [`Xml::child`], where the element's content begins.
    pub(super) fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next element inside the one that is open now (or the root); `None` when that one closes
    /// (or the document ends). Text other than blanks is a problem.
    pub(super) fn child(&mut self) -> Result<Option<Element>, Fault> {
        loop {
            match self.next()? {
                Token::Open(start, offset) => {
                    return Element::new(self.text, &start, offset).map(Some);
                }
                Token::Close | Token::End => return Ok(None),
                Token::Text(text, _) if text.chars().all(|c| c.is_ascii_whitespace()) => {}
                Token::Text(text, offset) => {
                    let blanks = text.len() - text.trim_start().len();
                    let label = format!("{} stands between elements", shown(text.trim()));
                    let hint = "text belongs inside <data>; remove it here";
                    return Err(Fault::at(offset + blanks, "text in the wrong place", label, hint));
                }
            }
        }
    }

    /// Passes over the rest of the element that is open now, whatever is inside.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.open.len().saturating_sub(1);
        loop {
            match self.next()? {
                Token::Close if self.open.len() == outside => return Ok(()),
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// What is inside the element that is open now, up to its closing.
    pub(super) fn content(&mut self) -> Result<Content, Fault> {
        let begin = self.offset();
        let mut content = String::new();
        let mut length = 0;
        loop {
            match self.next()? {
                Token::Close | Token::End => return Ok(Content::Text(content)),
                Token::Text(piece, _) => {
                    length += piece.chars().count();
                    if length > TEXT_AT_MOST {
                        let label = format!("this value is longer than {TEXT_AT_MOST} characters");
                        return Err(Fault::at(begin, "value too long", label, "shorten it, or remove it"));
                    }
                    content.push_str(&piece);
                }
                Token::Open(..) => {
                    self.skip()?;
                    self.skip()?;
                    return Ok(Content::Elements);
                }
            }
        }
    }

    fn next(&mut self) -> Result<Token<'a>, Fault> {
        if self.close_next {
            self.close_next = false;
            self.open.pop();
            return Ok(Token::Close);
        }
        loop {
            let offset = self.offset();
            let event = self.reader.read_event().map_err(|error| self.not_xml(&error))?;
            match event {
                Event::Start(start) => {
                    self.enter(offset)?;
                    return Ok(Token::Open(start, offset));
                }
                Event::Empty(start) => {
                    self.enter(offset)?;
                    self.close_next = true;
                    return Ok(Token::Open(start, offset));
                }
                Event::End(_) => {
                    self.open.pop();
                    return Ok(Token::Close);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content(), offset)),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content(), offset)),
                Event::GeneralRef(reference) => return self.reference(&reference, offset),
                Event::Decl(_) if offset == 0 => {}
                Event::Decl(_) => {
                    let label = "<?xml …?> stands inside the document";
                    return Err(Fault::at(offset, NOT_XML, label, "it can only be the very beginning of the file"));
                }
                Event::Comment(_) | Event::PI(_) => {}
                // Older programs name the format's definition, which is never fetched. One that defines entities is another matter.
                Event::DocType(inside) if !inside.contains('[') && self.open.is_empty() && !self.root_seen => {}
                Event::DocType(_) => {
                    let label = "the file has a <!DOCTYPE> with definitions of its own, such as entities";
                    let hint = "remove the <!DOCTYPE …>; GraphML does not need it";
                    return Err(Fault::at(offset, "DOCTYPE refused", label, hint));
                }
                Event::Eof => return self.end(),
            }
        }
    }

    fn enter(&mut self, offset: usize) -> Result<(), Fault> {
        if self.open.is_empty() && self.root_seen {
            let label = "a second element begins after the first has closed";
            return Err(Fault::at(offset, NOT_XML, label, "a document has one outermost element, <graphml>"));
        }
        if self.open.len() == DEPTH_AT_MOST {
            let label = format!("elements are nested more than {DEPTH_AT_MOST} deep");
            let hint = "GraphML needs a nesting of 4; is an element not closed?";
            return Err(Fault::at(offset, "nesting too deep", label, hint));
        }
        self.root_seen = true;
        self.open.push(offset);
        Ok(())
    }

    fn end(&self) -> Result<Token<'a>, Fault> {
        let Some(&offset) = self.open.last() else {
            return Ok(Token::End);
        };
        let name = self.text.get(offset + 1..).unwrap_or_default();
        let name = name.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or_default();
        let label = format!("<{}> is not closed by the end of the file", clean(name));
        let hint = format!("add </{}>; is the file cut off?", clean(name));
        Err(Fault::at(offset, "unclosed element", label, hint))
    }

    /// `&amp;` and its four fellows, and characters by number. Other entities would need a DOCTYPE.
    fn reference(&self, reference: &BytesRef<'a>, offset: usize) -> Result<Token<'a>, Fault> {
        let name: &str = reference;
        let character = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => match reference.resolve_char_ref() {
                Ok(Some(character)) if is_legal(character) => character,
                Ok(Some(character)) => return Err(forbidden(offset, character)),
                Ok(None) => return Err(unknown_entity(offset, name)),
                Err(_) => {
                    let label = format!("{} is no character's number", shown(&format!("&{name};")));
                    return Err(Fault::at(offset, NOT_XML, label, "write the character itself"));
                }
            },
        };
        Ok(Token::Text(Cow::Owned(character.to_string()), offset))
    }

    fn not_xml(&self, error: &quick_xml::Error) -> Fault {
        let offset = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        let hint = match error {
            quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => "write `&amp;` for `&`",
            quick_xml::Error::IllFormed(_) => "close every element it opens, in the reverse order",
            _ => "is the file cut off, or not GraphML?",
        };
        let message: String = error.to_string().chars().filter(|c| !c.is_control()).take(200).collect();
        Fault::at(offset, NOT_XML, message, hint)
    }
}

/// A name without control characters, cut short, for a message that sets its own brackets.
pub(super) fn clean(name: &str) -> String {
    shown(name).trim_matches('`').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<String, Fault> {
        let mut xml = Xml::new(text)?;
        let mut seen = String::new();
        while let Some(element) = xml.child()? {
            seen.push_str(&element.name);
            seen.push('=');
            match xml.content()? {
                Content::Text(text) => seen.push_str(&text),
                Content::Elements => seen.push_str("<>"),
            }
        }
        Ok(seen)
    }

    #[test]
    fn text_is_put_together_from_its_pieces() {
        assert_eq!(
            walk("<?xml version='1.0'?><a>1<!--c-->&lt;<![CDATA[<&]]>&#xe9;<?p?></a>").as_deref(),
            Ok("a=1<<&é")
        );
        assert_eq!(walk("<p:a xmlns:p='u'/>").as_deref(), Ok("a="));
        assert_eq!(walk("<!DOCTYPE a SYSTEM 'http://no/where.dtd'><a>1<b><c/>2</b>3</a>").as_deref(), Ok("a=<>"));
    }

    #[test]
    fn what_quick_xml_lets_pass_is_refused_with_its_place() {
        for (text, line, column, title) in [
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 1, 1, "DOCTYPE refused"),
            ("<a>&b;</a>", 1, 4, "unknown entity"),
            ("<a b='&c;'/>", 1, 7, "unknown entity"),
            ("<a>\n&#1;</a>", 2, 1, NOT_XML),
            ("<a>\u{1}</a>", 1, 4, NOT_XML),
            ("<a>&</a>", 1, 4, NOT_XML),
            ("<a b='&'/>", 1, 7, NOT_XML),
            ("<a>", 1, 1, "unclosed element"),
            ("<a></b>", 1, 4, NOT_XML),
            ("<a/><b/>", 1, 5, NOT_XML),
            ("<a/>é x", 1, 5, "text in the wrong place"),
            ("<a b='1' b='2'/>", 1, 13, NOT_XML),
            ("<!-- é -->\n<a b/>", 2, 5, NOT_XML),
            ("<a b=1/>", 1, 6, NOT_XML),
            ("<a><?xml version='1.0'?></a>", 1, 4, NOT_XML),
        ] {
            let fault = walk(text).expect_err(text);
            assert_eq!((fault.position(text), fault.title.as_str()), ((line, column), title), "{text}");
        }
    }

    #[test]
    fn size_is_bounded_everywhere() {
        let attributes: String = (0..65).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(walk(&format!("<a{attributes}/>")).map_err(|p| p.title), Err("too many attributes".into()));
        assert!(walk(&format!("<a>{}</a>", "é".repeat(10_000))).is_ok());
        assert_eq!(walk(&format!("<a>{}</a>", "é".repeat(10_001))).map_err(|p| p.title), Err("value too long".into()));
        let deep = "<a>".repeat(100);
        let mut xml = Xml::new(&deep).expect("legal characters");
        assert!(xml.child().is_ok());
        assert_eq!(xml.skip().map_err(|p| (p.offset, p.title)), Err((192, "nesting too deep".into())));
    }
}
