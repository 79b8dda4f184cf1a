//! People and their ties at several weeks, everybody in the same place in each.

use plotters::style::{Color as _, RGBColor};

use super::drawn::{Drawn, Place, What};
use super::page::{ASCENT, Design, GAP, Words};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{LABEL, PANEL, Theme};
use super::{FigureError, Size};

/// Panels of the same people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How to read it. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// What the colours stand for: the name of each group, by its colour index.
    pub groups: Vec<String>,
    /// Where everybody stands, in the unit square.
    pub places: Vec<(f64, f64)>,
    /// The weeks, in order.
    pub panels: Vec<NetworkPanel>,
}

/// The network of one week.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkPanel {
    /// Which week.
    pub title: String,
    /// A few numbers in words, under the title.
    pub note: String,
    /// Everybody, as in `places`.
    pub people: Vec<Person>,
    /// Ties as pairs of places in that list.
    pub ties: Vec<(u32, u32)>,
}

/// How somebody is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Person {
    /// Colour index; grey where there is none.
    pub group: Option<usize>,
    /// Drawn larger, in the ink of the page's words at its edge.
    pub mobilised: bool,
}

/// Over a panel, and a line of the key.
const HEAD: f64 = PANEL + LABEL + 16.0;
const KEY_LINE: f64 = 20.0;
/// From the left edge of a dot of the key to its words.
const BESIDE_DOT: f64 = 14.0;

/// Draws networks as SVG. Ties are hairlines, in a colour where both ends have it. The page ends under its last line.
///
/// # Errors
///
/// [`FigureError::Empty`] without a panel or anybody in it, [`FigureError::Size`] or [`FigureError::Letters`] for a
/// size out of range, [`FigureError::Drawing`] if plotters fails.
pub fn network_svg(figure: &NetworkFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its panels.
pub(super) fn drawn(figure: &NetworkFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.panels.is_empty() || figure.places.is_empty() {
        return Err(FigureError::Empty);
    }
    let mut design = Design::new(size)?;
    let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
    let (columns, rows) = grid(&design, figure.panels.len());
    let width = (design.inner() - GAP * (columns as f64 - 1.0)) / columns as f64;
    let entries = entries(figure, design.inner());
    let key = key(&entries, &design);
    let key_height = key.last().map_or(0.0, |(line, _)| (line + 1) as f64 * KEY_LINE + 6.0);
    let height = HEAD + width;
    let all = rows as f64 * height + GAP * (rows as f64 - 1.0);
    design.height = 2.0 * design.margin + words.head() + words.foot() + key_height + all;
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let top = design.margin + words.head();
    let corner = |n: usize| {
        let x = design.margin + (n % columns) as f64 * (width + GAP);
        (x, top + key_height + (n / columns) as f64 * (height + GAP))
    };
    let svg = sheet::draw(&design, &name, theme.colours().ground, |sheet| {
        words.draw(sheet, &design)?;
        draw_key(sheet, &entries, theme, &key, (design.margin, top))?;
        let mut panels = figure.panels.iter().enumerate();
        panels.try_for_each(|(n, panel)| draw_panel(sheet, figure, panel, theme, corner(n), width))
    })?;
    let page = (design.width, design.height);
    let places = (0..figure.panels.len()).map(|n| {
        let (x, y) = corner(n);
        Place::new((x, y + HEAD), (x + width, y + height), page, What::Item(n))
    });
    Ok(Drawn { svg, places: places.collect() })
}

/// Columns and rows: on a slide up to four weeks stand side by side, so that all are seen at once.
fn grid(design: &Design, panels: usize) -> (usize, usize) {
    const SLIDE: f64 = 1000.0;
    if design.width < SLIDE {
        return design.grid(panels);
    }
    let rows = panels.div_ceil(4);
    (panels.div_ceil(rows), rows)
}

/// How many people and ties of a week are of a group, and how many of the people are mobilised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCount {
    /// People of the group.
    pub people: usize,
    /// Those of them who are mobilised.
    pub mobilised: usize,
    /// Ties with both ends in the group.
    pub ties: usize,
}

impl NetworkPanel {
    /// Counts each of so many groups, and last those who are in none.
    pub fn counts(&self, groups: usize) -> Vec<GroupCount> {
        let mut counts = vec![GroupCount::default(); groups + 1];
        let place = |person: &Person| person.group.unwrap_or(groups).min(groups);
        for person in &self.people {
            let count = &mut counts[place(person)];
            count.people += 1;
            count.mobilised += usize::from(person.mobilised);
        }
        let of = |n: u32| self.people.get(n as usize).map(place);
        for (a, b) in &self.ties {
            if let Some(group) = of(*a).filter(|group| of(*b) == Some(*group)) {
                counts[group].ties += 1;
            }
        }
        counts
    }
}

/// The words of the key: the groups, nobody's colour, and what a mobilised person looks like.
fn entries(figure: &NetworkFigure, room: f64) -> Vec<String> {
    let groups = figure.groups.iter().map(String::as_str).chain(["none", "mobilised"]);
    groups.map(|group| text::shorten(group, LABEL, Face::Regular, room - BESIDE_DOT)).collect()
}

/// Where the key's entries go: line and left edge.
fn key(entries: &[String], design: &Design) -> Vec<(usize, f64)> {
    let widths: Vec<f64> = entries.iter().map(|entry| BESIDE_DOT + text::width(entry, LABEL, Face::Regular)).collect();
    text::flow(&widths, 20.0, design.inner())
}

fn draw_key(
    sheet: &Sheet<'_>,
    entries: &[String],
    theme: Theme,
    places: &[(usize, f64)],
    (x, y): (f64, f64),
) -> Result<(), FigureError> {
    let colours = theme.colours();
    for (n, (entry, (line, left))) in entries.iter().zip(places).enumerate() {
        let middle = y + *line as f64 * KEY_LINE + KEY_LINE / 2.0;
        let centre = (x + left + 5.0, middle);
        match n.checked_sub(entries.len() - 2) {
            None => sheet.dot(centre, 4.0, theme.line(n))?,
            Some(0) => sheet.dot(centre, 3.0, theme.faint())?,
            Some(_) => {
                sheet.dot(centre, 5.0, colours.text)?;
                sheet.dot(centre, 3.4, theme.line(0))?;
            }
        }
        let baseline = (x + left + BESIDE_DOT, middle + 0.36 * LABEL);
        sheet.text(entry, baseline, LABEL, Face::Regular, colours.text, Anchor::Left)?;
    }
    Ok(())
}

fn draw_panel(
    sheet: &Sheet<'_>,
    figure: &NetworkFigure,
    panel: &NetworkPanel,
    theme: Theme,
    (x, y): (f64, f64),
    width: f64,
) -> Result<(), FigureError> {
    let colours = theme.colours();
    let title = text::shorten(&panel.title, PANEL, Face::SemiBold, width);
    sheet.text(&title, (x, y + ASCENT * PANEL), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
    let note = text::shorten(&panel.note, LABEL, Face::Regular, width);
    let under = (x, y + PANEL + 6.0 + ASCENT * LABEL);
    sheet.text(&note, under, LABEL, Face::Regular, colours.muted, Anchor::Left)?;
    let nobody = theme.faint();
    // Larger dots where there are fewer people.
    let radius = (width / (figure.places.len() as f64).sqrt() * 0.22).clamp(0.7, 5.0);
    let room = width - 4.0 * radius - 2.0;
    let at = |person: usize| {
        let place = figure.places[person];
        (x + 2.0 * radius + 1.0 + place.0 * room, y + HEAD + 2.0 * radius + 1.0 + place.1 * room)
    };
    let person = |number: u32| panel.people.get(number as usize).copied().unwrap_or_default();
    // Ties in a colour lie over grey ones, people over ties, the mobilised over all.
    for coloured in [false, true] {
        for &(a, b) in &panel.ties {
            let shared = person(a).group.filter(|group| person(b).group == Some(*group));
            if shared.is_some() == coloured {
                let colour = shared.map_or(colours.muted.mix(0.22), |group| theme.line(group).mix(0.5));
                sheet.path(&[at(a as usize), at(b as usize)], colour, Pen::Leader)?;
            }
        }
    }
    let colour = |person: &Person| -> RGBColor { person.group.map_or(nobody, |group| theme.line(group)) };
    let order = |person: &Person| (person.mobilised, person.group.is_some());
    for now in [(false, false), (false, true), (true, false), (true, true)] {
        for (n, person) in panel.people.iter().enumerate().filter(|(_, person)| order(person) == now) {
            if person.mobilised {
                sheet.dot(at(n), 2.0 * radius, colours.text)?;
                sheet.dot(at(n), 1.4 * radius, colour(person))?;
            } else {
                sheet.dot(at(n), if person.group.is_some() { 1.3 * radius } else { radius }, colour(person))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_ties_are_there_once_in_each_week() {
        let person = |group, mobilised| Person { group, mobilised };
        let panel = |title: &str| NetworkPanel {
            title: title.to_owned(),
            note: "2 members".to_owned(),
            people: vec![person(Some(0), true), person(Some(0), false), person(None, false)],
            ties: vec![(0, 1), (1, 2)],
        };
        let figure = NetworkFigure {
            title: "Who knows whom".to_owned(),
            groups: vec!["Ours".to_owned()],
            places: vec![(0.0, 0.0), (1.0, 0.5), (0.5, 1.0)],
            panels: vec![panel("2009"), panel("2012")],
            ..NetworkFigure::default()
        };
        for (_, theme) in Theme::ALL {
            for width in [300, 960] {
                let svg = network_svg(&figure, theme, Size::new(width, 100)).expect("drawn");
                // Two dots for somebody mobilised, one for the others; four in the key.
                assert_eq!(svg.matches("<circle").count(), 2 * 4 + 4);
                assert_eq!(svg.matches("stroke-width=\"7\"").count(), 2 * 2);
                for word in ["Who knows whom", "2009", "2012", "Ours", "mobilised", "2 members"] {
                    assert!(svg.contains(word), "{word} is missing");
                }
            }
        }
        let nobody = NetworkFigure { places: Vec::new(), ..figure };
        assert_eq!(network_svg(&nobody, Theme::Light, Size::default()), Err(FigureError::Empty));
    }
}
