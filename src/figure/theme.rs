//! Colours of the two themes, and the type sizes.

use plotters::style::RGBColor;

/// On what ground a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark ink on white: papers and light pages.
    #[default]
    Light,
    /// Light ink on near-black: slides and dark pages.
    Dark,
}

/// Sizes of type in design units (CSS pixels on pages up to 960 wide, see `page::Design`).
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

impl Theme {
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
        }
    }

    /// The colour of a scenario's lines, bands and dots. Colours repeat after seven groups; the second
    /// round is told apart by its dots (see `sheet::Pen::of_curve`).
    pub(super) fn line(self, group: usize) -> RGBColor {
        match self {
            Theme::Light => LINES_LIGHT[group % LINES_LIGHT.len()],
            Theme::Dark => LINES_DARK[group % LINES_DARK.len()],
        }
    }

    /// The colour of words about a scenario, readable at label size.
    pub(super) fn letters(self, group: usize) -> RGBColor {
        match self {
            Theme::Light => LETTERS_LIGHT[group % LETTERS_LIGHT.len()],
            Theme::Dark => LINES_DARK[group % LINES_DARK.len()],
        }
    }
}

/// How many groups have a colour of their own.
pub(super) const GROUPS: usize = LINES_LIGHT.len();

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: RGBColor) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
    }

    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// WCAG 2 asks 4.5 of small letters; lines are held to 2, since a label names each.
    #[test]
    fn every_colour_can_be_read_on_its_ground() {
        for theme in [Theme::Light, Theme::Dark] {
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
}
