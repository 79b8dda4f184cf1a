//! Colours of the themes, and the type sizes.

use plotters::style::RGBColor;

/// On what ground a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark ink on white: papers and light pages.
    #[default]
    Light,
    /// Light ink on near-black: slides and dark pages.
    Dark,
    /// Black ink on white, in colours that a copier in greys still tells apart: printed papers.
    Print,
    /// Black ink and greys on white: lines differ by dashes and marks, bands are hatched.
    Mono,
}

impl Theme {
    /// The themes with their names.
    pub const ALL: [(&'static str, Theme); 4] =
        [("light", Theme::Light), ("dark", Theme::Dark), ("print", Theme::Print), ("mono", Theme::Mono)];
}

/// Sizes of type in page units (CSS pixels on pages up to 960 wide, see `page::Page`).
pub(super) const TITLE: f64 = 20.0;
pub(super) const TITLE_NARROW: f64 = 17.0;
pub(super) const SUBTITLE: f64 = 13.5;
pub(super) const PANEL: f64 = 14.0;
pub(super) const LABEL: f64 = 12.0;
pub(super) const TICK: f64 = 11.5;
pub(super) const EVENT: f64 = 11.0;
pub(super) const CAPTION: f64 = 11.0;

/// Everything but the scenarios' own colours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colours {
    pub ground: RGBColor,
    pub text: RGBColor,
    pub muted: RGBColor,
    pub grid: RGBColor,
    pub axis: RGBColor,
}

const fn hex(rgb: u32) -> RGBColor {
    RGBColor((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// Okabe and Ito's colours (<https://jfly.uni-koeln.de/color/>), without the yellow, which is lost on white.
const LINES_LIGHT: [RGBColor; 7] =
    [hex(0x0072B2), hex(0xD55E00), hex(0x009E73), hex(0xCC79A7), hex(0xE69F00), hex(0x56B4E9), hex(0x4D4D4D)];

/// The same hues, darkened until letters in them reach a contrast of 4.5 on white.
const LETTERS_LIGHT: [RGBColor; 7] =
    [hex(0x0069A4), hex(0xB04E00), hex(0x007A59), hex(0xA44C7D), hex(0x8A5F00), hex(0x1F76A8), hex(0x4D4D4D)];

/// Lighter tints of the same order for the dark ground; they serve for letters too.
const LINES_DARK: [RGBColor; 7] =
    [hex(0x56B4E9), hex(0xF08C3C), hex(0x2FC49A), hex(0xE3A0C6), hex(0xF0C04A), hex(0x9FB8F5), hex(0xC9CED6)];

/// The same hues from dark to light, so that each has a grey of its own; the first four lie far apart.
const LINES_PRINT: [RGBColor; 7] =
    [hex(0x003A5D), hex(0xD56A1E), hex(0x00755A), hex(0xD68FB5), hex(0x8A4F00), hex(0x5AA9D6), hex(0x000000)];

const LETTERS_PRINT: [RGBColor; 7] =
    [hex(0x003A5D), hex(0xA84700), hex(0x006149), hex(0x98396F), hex(0x7A4600), hex(0x1C6A98), hex(0x000000)];

/// Greys; neighbours lie far apart, and dashes and marks tell the others apart.
const LINES_MONO: [RGBColor; 7] =
    [hex(0x000000), hex(0x7A7A7A), hex(0x3C3C3C), hex(0x9E9E9E), hex(0x5A5A5A), hex(0x000000), hex(0x7A7A7A)];

const LETTERS_MONO: [RGBColor; 7] =
    [hex(0x000000), hex(0x5C5C5C), hex(0x303030), hex(0x6A6A6A), hex(0x484848), hex(0x000000), hex(0x5C5C5C)];

/// From little to much: from near the ground to far from it.
const SEQUENCE_LIGHT: [RGBColor; 5] = [hex(0xEEF3F8), hex(0xB9D3EA), hex(0x6FA6D3), hex(0x2C74B3), hex(0x0B3C6F)];
const SEQUENCE_DARK: [RGBColor; 5] = [hex(0x1D2733), hex(0x1F4B73), hex(0x2F7CB5), hex(0x7DB7E3), hex(0xE1F0FC)];

/// From below over none to above: the colours of the second and of the first group.
const SIDES_LIGHT: [RGBColor; 5] = [hex(0xB34700), hex(0xF0A774), hex(0xF5F5F2), hex(0x7FB2DA), hex(0x0B4F8A)];
const SIDES_DARK: [RGBColor; 5] = [hex(0xFFA04F), hex(0x9C5A1F), hex(0x23272E), hex(0x2A6A99), hex(0x7CC4F5)];

/// For print, from dark below over middling at none to light above, so that a copy in greys keeps the order.
const SIDES_PRINT: [RGBColor; 5] = [hex(0x6B2A00), hex(0xB56A3A), hex(0xC9C1B8), hex(0xDCE9F3), hex(0xF7FBFE)];
const SIDES_MONO: [RGBColor; 5] = [hex(0x3A3A3A), hex(0x7D7D7D), hex(0xBDBDBD), hex(0xDEDEDE), hex(0xFAFAFA)];
const SEQUENCE_MONO: [RGBColor; 5] = [hex(0xF4F4F4), hex(0xCFCFCF), hex(0xA0A0A0), hex(0x6A6A6A), hex(0x2E2E2E)];

/// Which scale of colours a map has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shades {
    /// From little to much.
    Sequence,
    /// From below zero over zero to above it.
    Sides,
}

impl Theme {
    /// The colour at a share of a scale, 0 to 1.
    pub(super) fn shade(self, shades: Shades, share: f64) -> RGBColor {
        let stops = match (self, shades) {
            (Theme::Dark, Shades::Sequence) => SEQUENCE_DARK,
            (Theme::Dark, Shades::Sides) => SIDES_DARK,
            (Theme::Mono, Shades::Sequence) => SEQUENCE_MONO,
            (Theme::Mono, Shades::Sides) => SIDES_MONO,
            (Theme::Print, Shades::Sides) => SIDES_PRINT,
            (_, Shades::Sequence) => SEQUENCE_LIGHT,
            (_, Shades::Sides) => SIDES_LIGHT,
        };
        let position = share.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
        let below = (position as usize).min(stops.len() - 2);
        let (a, b, part) = (stops[below], stops[below + 1], position - below as f64);
        let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
        RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
    }

    /// The ground as an attribute of SVG.
    pub(super) fn ground(self) -> String {
        let RGBColor(red, green, blue) = self.colours().ground;
        format!("#{red:02X}{green:02X}{blue:02X}")
    }

    /// What is there and not the matter: between grid and axis.
    pub(super) fn faint(self) -> RGBColor {
        let (grid, axis) = (self.colours().grid, self.colours().axis);
        let mix = |a: u8, b: u8| u8::midpoint(a, b);
        RGBColor(mix(grid.0, axis.0), mix(grid.1, axis.1), mix(grid.2, axis.2))
    }

    /// Black or white: whichever is better read on that colour.
    pub(super) fn ink_on(self, ground: RGBColor) -> RGBColor {
        let (black, white) = (hex(0x000000), hex(0xFFFFFF));
        if contrast(black, ground) >= contrast(white, ground) { black } else { white }
    }

    pub(super) fn colours(self) -> Colours {
        match self {
            Theme::Light => Colours {
                ground: hex(0xFFFFFF),
                text: hex(0x1B1E23),
                muted: hex(0x5C636E),
                grid: hex(0xE4E6EA),
                axis: hex(0x8E959F),
            },
            Theme::Dark => Colours {
                ground: hex(0x14171C),
                text: hex(0xECEEF1),
                muted: hex(0xA6AEBA),
                grid: hex(0x2A3038),
                axis: hex(0x6A737F),
            },
            Theme::Print | Theme::Mono => Colours {
                ground: hex(0xFFFFFF),
                text: hex(0x000000),
                muted: hex(0x3A3A3A),
                grid: hex(0xDADADA),
                axis: hex(0x6E6E6E),
            },
        }
    }

    /// The colour of a scenario's lines, bands and dots. Colours repeat after seven groups; the second
    /// round differs in its dots (see `canvas::Pen::of_curve`).
    pub(super) fn line(self, group: usize) -> RGBColor {
        match self {
            Theme::Light => LINES_LIGHT[group % LINES_LIGHT.len()],
            Theme::Dark => LINES_DARK[group % LINES_DARK.len()],
            Theme::Print => LINES_PRINT[group % LINES_PRINT.len()],
            Theme::Mono => LINES_MONO[group % LINES_MONO.len()],
        }
    }

    /// The colour of words about a scenario, readable at label size.
    pub(super) fn letters(self, group: usize) -> RGBColor {
        match self {
            Theme::Light => LETTERS_LIGHT[group % LETTERS_LIGHT.len()],
            Theme::Dark => LINES_DARK[group % LINES_DARK.len()],
            Theme::Print => LETTERS_PRINT[group % LETTERS_PRINT.len()],
            Theme::Mono => LETTERS_MONO[group % LETTERS_MONO.len()],
        }
    }
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: RGBColor) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
}

/// Contrast of two colours, 1 to 21, as WCAG 2 defines it.
fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How many groups have a colour of their own.
pub(super) const GROUPS: usize = LINES_LIGHT.len();

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2 asks 4.5 of small letters; lines are held to 2, since a label names each.
    #[test]
    fn every_colour_can_be_read_on_its_ground() {
        for (_, theme) in Theme::ALL {
            let colours = theme.colours();
            for letters in [colours.text, colours.muted] {
                assert!(contrast(letters, colours.ground) >= 4.5, "{letters:?}");
            }
            for group in 0..GROUPS {
                let letters = theme.letters(group);
                assert!(
                    contrast(letters, colours.ground) >= 4.5,
                    "{theme:?} {group}: {}",
                    contrast(letters, colours.ground)
                );
                assert!(contrast(theme.line(group), colours.ground) >= 2.0);
            }
        }
    }

    #[test]
    fn print_is_told_apart_in_greys() {
        let greys: Vec<f64> = (0..4).map(|group| luminance(Theme::Print.line(group))).collect();
        let sides =
            |theme: Theme| [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| luminance(theme.shade(Shades::Sides, share)));
        for theme in [Theme::Print, Theme::Mono] {
            assert!(sides(theme).windows(2).all(|two| two[1] > two[0]), "{theme:?}: {:?}", sides(theme));
        }
        for (n, one) in greys.iter().enumerate() {
            for other in &greys[..n] {
                let (light, dark) = (one.max(*other) + 0.05, one.min(*other) + 0.05);
                assert!(light / dark > 1.35, "{greys:?}");
            }
        }
    }

    #[test]
    fn a_number_in_a_cell_can_be_read() {
        for (_, theme) in Theme::ALL {
            for shades in [Shades::Sequence, Shades::Sides] {
                for share in 0..=20 {
                    let ground = theme.shade(shades, f64::from(share) / 20.0);
                    assert!(contrast(theme.ink_on(ground), ground) >= 4.5, "{theme:?} {shades:?} {share}");
                }
            }
        }
    }
}
