//! Letters that a PNG cannot show: it is drawn with the typeface that comes with the program, so that its bytes are the
//! same on every machine.

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

/// What to say where names have letters that a PNG lacks: an SVG and a page take those of the reader's machine.
#[must_use]
pub fn lacking<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let is_drawn = |c: char| DRAWN.iter().any(|(first, last)| (*first..=*last).contains(&c));
    let mut lacking: Vec<String> = Vec::new();
    for name in names {
        let shown = format!("`{name}`");
        if !name.chars().all(is_drawn) && !lacking.contains(&shown) {
            lacking.push(shown);
        }
    }
    let more = lacking.len().saturating_sub(5);
    lacking.truncate(5);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = lacking.join(", ");
    (!names.is_empty()).then(|| {
        format!(
            "note: the PNG figures lack letters of {names}{more}: their typeface has none for them. The SVG figures and the \
             report show them"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::lacking;

    #[test]
    fn names_in_other_scripts_are_named_once() {
        assert_eq!(lacking(["Zoë", "Żółć – “x” → №", "Ελλάδα", "Кружок", "Đặng"]), None);
        for name in ["第一", "مجموعة", "קבוצה", "समूह", "👩‍🌾"] {
            let said = lacking(["Circle", name, name]).expect(name);
            assert_eq!(said.matches(name).count(), 1, "{said}");
        }
    }
}
