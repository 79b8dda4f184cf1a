//! The one intake of text: every file that the program reads as text comes through [`decode`].
//!
//! Programs save the same letters in several ways. What is done about each stands here alone, so that scenarios,
//! tables of points and network files accept the same files.

use std::fmt;

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
    /// Whether the file began with a byte order mark.
    pub byte_order_mark: bool,
    /// How its lines ended.
    pub line_ends: LineEnds,
}

/// An encoding this program does not read, as far as it can be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignEncoding {
    /// UTF-16 with the low byte first.
    Utf16LittleEndian,
    /// UTF-16 with the high byte first.
    Utf16BigEndian,
    /// Not UTF-8 and without the marks of UTF-16: one byte per letter, or no text.
    Other,
}

impl fmt::Display for ForeignEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ForeignEncoding::Utf16LittleEndian | ForeignEncoding::Utf16BigEndian => "it is text in UTF-16, not UTF-8",
            ForeignEncoding::Other => "it is not text in UTF-8",
        })
    }
}

/// Decodes the bytes of a text file.
///
/// # Errors
/// The bytes are not UTF-8; the error says what they look like.
pub fn decode(bytes: Vec<u8>) -> Result<DecodedText, ForeignEncoding> {
    let encoding = match bytes.as_slice() {
        [0xff, 0xfe, ..] => ForeignEncoding::Utf16LittleEndian,
        [0xfe, 0xff, ..] => ForeignEncoding::Utf16BigEndian,
        _ => ForeignEncoding::Other,
    };
    let mut text = String::from_utf8(bytes).map_err(|_| encoding)?;
    let byte_order_mark = text.starts_with('\u{feff}');
    if byte_order_mark {
        text.drain(..'\u{feff}'.len_utf8());
    }
    let line_ends = line_ends(&text);
    if line_ends == LineEnds::Cr {
        // One byte for one byte: positions stay.
        text = text.replace('\r', "\n");
    }
    Ok(DecodedText { text, byte_order_mark, line_ends })
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
    fn other_encodings_are_named() {
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(ForeignEncoding::Utf16LittleEndian));
        assert_eq!(decode(b"\xfe\xff\0a".to_vec()), Err(ForeignEncoding::Utf16BigEndian));
        assert_eq!(decode(b"caf\xe9".to_vec()), Err(ForeignEncoding::Other));
    }
}
