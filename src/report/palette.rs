//! One picture for both grounds: colours that differ between light and dark become variables of the page.

use std::fmt::Write;

/// Pairs of colours, on light and on dark ground, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Palette {
    pairs: Vec<(String, String)>,
}

/// A colour as our pictures write it: `#0072B2`.
const COLOUR: usize = 7;

impl Palette {
    /// The picture drawn on light ground with variables in place of the colours that it has otherwise on dark ground.
    /// Without the variables it is the light one. Nothing where the two differ in more than colours.
    ///
    /// What users wrote is the same in both and stays as it is, also where it looks like a colour.
    pub(super) fn merge(&mut self, light: &str, dark: &str) -> Option<String> {
        if light.len() != dark.len() {
            return None;
        }
        let mut out = String::with_capacity(light.len() * 5 / 4);
        let mut rest = 0;
        while let Some(at) = light[rest..].find('#').map(|at| rest + at) {
            let (a, b) = (light.get(at..at + COLOUR), dark.get(at..at + COLOUR));
            let pair = a.zip(b).filter(|(a, b)| a != b && is_colour(a) && is_colour(b));
            let end = if pair.is_some() { at + COLOUR } else { at + 1 };
            if light[rest..at] != *dark.get(rest..at)? {
                return None;
            }
            out.push_str(&light[rest..at]);
            match pair {
                Some((a, b)) => {
                    let number = self.number(a, b);
                    let _ = write!(out, "var(--p{number},{a})");
                }
                None => out.push('#'),
            }
            rest = end;
        }
        if light[rest..] != *dark.get(rest..)? {
            return None;
        }
        out.push_str(&light[rest..]);
        Some(out)
    }

    fn number(&mut self, light: &str, dark: &str) -> usize {
        let known = self.pairs.iter().position(|(a, b)| (a.as_str(), b.as_str()) == (light, dark));
        known.unwrap_or_else(|| {
            self.pairs.push((light.to_owned(), dark.to_owned()));
            self.pairs.len() - 1
        })
    }

    /// What the variables are on dark ground, as CSS declarations.
    pub(super) fn dark(&self) -> String {
        self.pairs.iter().enumerate().fold(String::new(), |mut css, (number, (_, dark))| {
            let _ = write!(css, "--p{number}:{dark};");
            css
        })
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_variables_and_words_stay() {
        let mut palette = Palette::default();
        let light = "<a fill=\"#FFFFFF\"/><b fill=\"#0072B2\"/><text>#ABCDEF &#39; ü #</text><c fill=\"#FFFFFF\"/>";
        let dark = "<a fill=\"#14171C\"/><b fill=\"#56B4E9\"/><text>#ABCDEF &#39; ü #</text><c fill=\"#14171C\"/>";
        let merged = palette.merge(light, dark).expect("they differ in colours alone");
        assert_eq!(
            merged,
            "<a fill=\"var(--p0,#FFFFFF)\"/><b fill=\"var(--p1,#0072B2)\"/><text>#ABCDEF &#39; ü #</text>\
             <c fill=\"var(--p0,#FFFFFF)\"/>"
        );
        assert_eq!(palette.dark(), "--p0:#14171C;--p1:#56B4E9;");
    }

    #[test]
    fn pictures_that_differ_otherwise_are_not_one() {
        let mut palette = Palette::default();
        for (light, dark) in
            [("<a/>", "<b/>"), ("<a x=\"#FFFFFF\"/>a", "<a x=\"#000000\"/>b"), ("a", "ab"), ("é", "xx")]
        {
            assert_eq!(palette.merge(light, dark), None, "{light} {dark}");
        }
    }
}
