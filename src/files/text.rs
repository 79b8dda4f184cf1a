//! The one intake of text: every file that the program reads as text comes through [`decode`].
//!
//! Programs save the same letters in several ways. What is done about each stands here alone, so that scenarios,
//! tables of points and network files accept the same files.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// A line feed, as on Linux and macOS; also a text of one line.
    Lf,
    /// A carriage return and a line feed, as on Windows; somewhere in the text.
    CrLf,
    /// A carriage return alone, as on the first Macintosh and in Excel's "CSV (Macintosh)".
    Cr,
}

/// A text that was read, and what was noticed about how it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedText {
    /// The text without a byte order mark. Lines that ended in a carriage return alone end in a line feed.
    pub text: String,
    /// Whether the file began with a byte order mark; UTF-16 always does.
    pub byte_order_mark: bool,
    /// How its lines ended.
    pub line_ends: LineEnds,
}

/// Why bytes are no text that this program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// UTF-16 that breaks off, or without the mark that says which byte comes first.
    Utf16,
    /// One byte per letter, as older programs and Excel's plain "CSV" save it; the line of the first such letter.
    OneByte {
        /// Counted from 1.
        line: usize,
    },
    /// An XML file that says it is in an encoding which nobody knows, or is not in it.
    Declared,
    /// A workbook, or another archive.
    Archive,
    /// No text at all.
    Binary,
}

impl NotText {
    /// The way out.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Utf16 | Self::Declared => "is it the right file? Save it as plain text in UTF-8",
            Self::OneByte { .. } => {
                "save it in UTF-8: in Excel as \"CSV UTF-8\", in an editor with the encoding UTF-8, \
                 on a command line iconv -f WINDOWS-1252 -t UTF-8"
            }
            Self::Archive => "save the sheet as \"CSV UTF-8\", or unpack the archive",
            Self::Binary => "is it the right file? Save it as plain text in UTF-8",
        }
    }
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf16 => f.write_str("it looks like text in UTF-16 and cannot be read as such"),
            Self::OneByte { line } => {
                write!(f, "it is not text in UTF-8; it looks like Windows-1252 or Latin-1 (line {line})")
            }
            Self::Declared => f.write_str("it is not in the encoding that it names in its first line"),
            Self::Archive => f.write_str("it is a workbook or another archive (.xlsx, .ods, .zip), not text"),
            Self::Binary => f.write_str("it is not text"),
        }
    }
}

/// Decodes the bytes of a text file: UTF-8, UTF-16 with its mark, or for XML what its first line names.
///
/// # Errors
/// The bytes are none of these; the error says what they look like.
pub fn decode(bytes: Vec<u8>) -> Result<DecodedText, NotText> {
    let (mut text, utf16) = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => (decode_as(UTF_16LE, rest).ok_or(NotText::Utf16)?, true),
        [0xfe, 0xff, rest @ ..] => (decode_as(UTF_16BE, rest).ok_or(NotText::Utf16)?, true),
        _ => match declared(&bytes) {
            Some(encoding) => (decode_as(encoding, &bytes).ok_or(NotText::Declared)?, false),
            None => (String::from_utf8(bytes).map_err(|error| refuse(error.as_bytes()))?, false),
        },
    };
    let byte_order_mark = utf16 || text.starts_with('\u{feff}');
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    let line_ends = line_ends(&text);
    if line_ends == LineEnds::Cr {
        // One byte for one byte: positions stay.
        text = text.replace('\r', "\n");
    }
    Ok(DecodedText { text, byte_order_mark, line_ends })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
}

/// The encoding other than UTF-8 that an XML file names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(&head[..end]).ok().filter(|head| head.starts_with("<?xml"))?;
    let name = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let name = name.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes()).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// What bytes look like that are not UTF-8.
fn refuse(bytes: &[u8]) -> NotText {
    let zeros = bytes.iter().take(4_096).filter(|byte| **byte == 0).count();
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    match bytes {
        [b'P', b'K', 3, 4, ..] => NotText::Archive,
        _ if zeros > 0 && zeros * 3 > bytes.len().min(4_096) => NotText::Utf16,
        _ if zeros > 0 => NotText::Binary,
        _ => NotText::OneByte { line: bytes[..good].iter().filter(|byte| **byte == b'\n').count() + 1 },
    }
}

/// A carriage return ends lines where no line feed does. Beside line feeds it is part of a value, and its reader
/// judges it.
fn line_ends(text: &str) -> LineEnds {
    match text.contains('\n') {
        false if text.contains('\r') => LineEnds::Cr,
        true if text.contains("\r\n") => LineEnds::CrLf,
        _ => LineEnds::Lf,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_are_noticed() {
        for (bytes, text, mark, ends) in [
            ("a\nb", "a\nb", false, LineEnds::Lf),
            ("\u{feff}a", "a", true, LineEnds::Lf),
            ("a\r\nb\n", "a\r\nb\n", false, LineEnds::CrLf),
            ("\u{feff}a\rb\r", "a\nb\n", true, LineEnds::Cr),
            ("a\rb\nc", "a\rb\nc", false, LineEnds::Lf),
            ("", "", false, LineEnds::Lf),
        ] {
            let decoded = DecodedText { text: text.to_owned(), byte_order_mark: mark, line_ends: ends };
            assert_eq!(decode(bytes.as_bytes().to_vec()), Ok(decoded), "{bytes:?}");
        }
    }

    #[test]
    fn other_encodings_are_read_or_named() {
        let utf16 = |big: bool| {
            let units = "\u{feff}Zoë\r\n".encode_utf16();
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect::<Vec<u8>>()
        };
        for big in [false, true] {
            assert_eq!(decode(utf16(big)).map(|decoded| decoded.text), Ok("Zoë\r\n".to_owned()));
            let mut cut = utf16(big);
            cut.pop();
            assert_eq!(decode(cut), Err(NotText::Utf16));
            assert_eq!(decode(utf16(big)[2..].to_vec()).map(|decoded| decoded.text), Err(NotText::Utf16));
        }
        let xml = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Zo\xeb</a>".to_vec();
        assert!(decode(xml).is_ok_and(|decoded| decoded.text.ends_with("<a>Zoë</a>")));
        assert_eq!(decode(b"a\ncaf\xe9".to_vec()), Err(NotText::OneByte { line: 2 }));
        assert_eq!(decode(b"PK\x03\x04\xff\0".to_vec()), Err(NotText::Archive));
        assert_eq!(decode([b"GIF89a\xff\0".as_slice(), &[1; 100]].concat()), Err(NotText::Binary));
    }
}
