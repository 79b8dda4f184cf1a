//! Letters that a PNG cannot show. Those of results are drawn with the typeface that comes with the program, so that their
//! bytes are the same on every machine.

use super::typefaces::is_drawn_here;

/// Scripts and signs of that typeface: Latin, Greek, Cyrillic, punctuation, currencies, arrows and signs.
const DRAWN: [(char, char); 9] = [
    ('\u{0}', '\u{24f}'),
    ('\u{2b0}', '\u{3ff}'),
    ('\u{400}', '\u{52f}'),
    ('\u{1e00}', '\u{1eff}'),
    ('\u{2000}', '\u{206f}'),
    ('\u{2070}', '\u{209c}'),
    ('\u{20a0}', '\u{20bf}'),
    ('\u{2100}', '\u{214f}'),
    ('\u{2190}', '\u{22ff}'),
];

/// What to say where names have letters that the PNG pictures of results lack: an SVG and a page take those of the
/// reader's machine.
#[must_use]
pub fn lacking<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names = with_letters(names, |letter| !is_own(letter))?;
    Some(format!(
        "note: the PNG figures lack letters of {names}: the typeface of the program has none for them. The SVG figures and \
         the report show them, and `mobilise plot` draws PNGs with the typefaces of this machine"
    ))
}

/// The same of pictures that are drawn with the typefaces of this machine, where none of them has the letters; `pdf` if
/// PDF pages are drawn too, which have the program's typeface alone.
#[must_use]
pub fn lacking_here<'n>(names: impl IntoIterator<Item = &'n str> + Clone, pdf: bool) -> Option<String> {
    let absent = |letter: char| !is_own(letter) && !is_drawn_here(letter);
    let of_png = with_letters(names.clone(), absent).map(|names| {
        format!(
            "note: the PNG figures lack letters of {names}: no typeface of this machine draws them. The SVG figures show \
             them where one does"
        )
    });
    let of_pdf = with_letters(names, |letter| !is_own(letter)).filter(|_| pdf);
    let of_pdf =
        of_pdf.map(|names| format!("note: the PDF figures lack letters of {names}; the SVG figures show them"));
    let notes: Vec<String> = of_png.into_iter().chain(of_pdf).collect();
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// Whether the program's typeface draws a letter.
fn is_own(letter: char) -> bool {
    DRAWN.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

/// The names with such letters, the first five of them; none where there are none.
fn with_letters<'n>(names: impl IntoIterator<Item = &'n str>, is_such: impl Fn(char) -> bool) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let shown = format!("`{name}`");
        if name.chars().any(&is_such) && !found.contains(&shown) {
            found.push(shown);
        }
    }
    let more = found.len().saturating_sub(5);
    found.truncate(5);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!found.is_empty()).then(|| format!("{}{more}", found.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::{png, png_here};
    use super::{is_own, lacking, lacking_here};
    use crate::figure::typefaces::is_drawn_here;

    #[test]
    fn names_in_other_scripts_are_named_once() {
        assert_eq!(lacking(["Zoë", "Żółć – “x” → №", "Ελλάδα", "Кружок", "Đặng"]), None);
        for name in ["第一", "مجموعة", "קבוצה", "समूह", "👩‍🌾"] {
            let said = lacking(["Circle", name, name]).expect(name);
            assert_eq!(said.matches(name).count(), 1, "{said}");
        }
    }

    /// A letter that ours lacks is drawn where a typeface here has it, and its name is said where none has.
    #[test]
    fn every_name_is_drawn_or_named() {
        let drawn = |name: &str, draw: fn(&str, f32) -> Result<Vec<u8>, _>| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\" font-family=\"Inter\" \
                 font-size=\"16\"><text x=\"5\" y=\"25\">{name}</text></svg>"
            );
            draw(&svg, 1.0).expect("a picture")
        };
        for name in ["第一", "مجموعة", "קבוצה", "समूह", "😀", "\u{10fffd}"] {
            assert!(!name.chars().all(is_own));
            if name.chars().all(is_drawn_here) {
                assert_eq!(lacking_here([name], false), None);
                assert!(drawn(name, png) != drawn(name, png_here), "{name} is drawn as it was without its letters");
            } else {
                let said = lacking_here(["Circle", name], false).expect(name);
                assert!(said.contains(name) && !said.contains("Circle"), "{said}");
            }
            assert!(lacking_here([name], true).is_some_and(|said| said.contains("PDF")), "{name}");
        }
        assert_eq!(lacking_here(["\u{10fffd}"], false).map(|said| said.contains("no typeface")), Some(true));
        // Names of our own letters come out in the same bytes.
        assert_eq!(drawn("Zoë – Кружок", png), drawn("Zoë – Кружок", png_here));
    }
}
