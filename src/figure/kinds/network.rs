//! People and their ties at several weeks, everybody in the same position in each.

use plotters::style::{Color as _, RGBColor};

use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::{ASCENT, Page};
use crate::figure::panels::PanelGrid;
use crate::figure::region::{Region, Target};
use crate::figure::theme::{LABEL, PANEL, Theme};

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

/// Over a panel, and a line of the key.
const HEAD: f64 = PANEL + LABEL + 16.0;
const KEY_LINE: f64 = 20.0;
/// From the left edge of a dot of the key to its words.
const BESIDE_DOT: f64 = 14.0;

impl FigureKind for NetworkFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty() || self.places.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(NetworkLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct NetworkLayout<'a> {
    figure: &'a NetworkFigure,
    theme: Theme,
    page: Page,
    /// Width of a panel, and height of its plot.
    width: f64,
    /// The words of the key, each with its line and left edge.
    key: Vec<(String, (usize, f64))>,
    corners: Vec<(f64, f64)>,
}

impl<'a> NetworkLayout<'a> {
    fn new(figure: &'a NetworkFigure, theme: Theme, page: Page) -> Self {
        let grid = PanelGrid::in_columns(&page, columns(&page, figure.panels.len()));
        let entries = entries(figure, page.inner());
        let key: Vec<_> = entries.iter().cloned().zip(key(&entries, &page)).collect();
        let key_height = key.last().map_or(0.0, |(_, (line, _))| (line + 1) as f64 * KEY_LINE + 6.0);
        let heights = vec![HEAD + grid.width; figure.panels.len()];
        let (corners, bottom) = grid.corners(page.top() + key_height, &heights);
        Self { figure, theme, page: page.ending_at(bottom), width: grid.width, key, corners }
    }
}

impl Layout for NetworkLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        draw_key(canvas, &self.key, self.theme, (self.page.margin, self.page.top()))?;
        let mut panels = self.figure.panels.iter().zip(&self.corners);
        panels.try_for_each(|(panel, corner)| draw_panel(canvas, self.figure, panel, self.theme, *corner, self.width))
    }

    fn regions(&self) -> Vec<Region> {
        let corners = self.corners.iter().enumerate();
        let region = |(n, (x, y)): (usize, &(f64, f64))| {
            Region::new((*x, y + HEAD), (x + self.width, y + HEAD + self.width), Target::Item(n))
        };
        corners.map(region).collect()
    }
}

/// Columns of panels: on a slide up to four weeks stand side by side, so that all are seen at once.
fn columns(page: &Page, panels: usize) -> usize {
    const SLIDE: f64 = 1000.0;
    if page.width < SLIDE {
        return page.grid(panels).0;
    }
    panels.div_ceil(panels.div_ceil(4))
}

/// The words of the key: the groups, nobody's colour, and what a mobilised person looks like.
fn entries(figure: &NetworkFigure, room: f64) -> Vec<String> {
    let groups = figure.groups.iter().map(String::as_str).chain(["none", "mobilised"]);
    groups.map(|group| font::shorten(group, LABEL, Face::Regular, room - BESIDE_DOT)).collect()
}

/// Where the key's entries go: line and left edge.
fn key(entries: &[String], page: &Page) -> Vec<(usize, f64)> {
    let widths: Vec<f64> = entries.iter().map(|entry| BESIDE_DOT + font::width(entry, LABEL, Face::Regular)).collect();
    font::flow(&widths, 20.0, page.inner())
}

fn draw_key(canvas: &Canvas<'_>, key: &[(String, (usize, f64))], theme: Theme, (x, y): (f64, f64)) -> Done {
    let colours = theme.colours();
    for (n, (entry, (line, left))) in key.iter().enumerate() {
        let middle = y + *line as f64 * KEY_LINE + KEY_LINE / 2.0;
        let centre = (x + left + 5.0, middle);
        match n.checked_sub(key.len() - 2) {
            None => canvas.dot(centre, 4.0, theme.line(n))?,
            Some(0) => canvas.dot(centre, 3.0, theme.faint())?,
            Some(_) => {
                canvas.dot(centre, 5.0, colours.text)?;
                canvas.dot(centre, 3.4, theme.line(0))?;
            }
        }
        let baseline = (x + left + BESIDE_DOT, middle + 0.36 * LABEL);
        canvas.text(entry, baseline, LABEL, Face::Regular, colours.text, Anchor::Left)?;
    }
    Ok(())
}

fn draw_panel(
    canvas: &Canvas<'_>,
    figure: &NetworkFigure,
    panel: &NetworkPanel,
    theme: Theme,
    (x, y): (f64, f64),
    width: f64,
) -> Done {
    let colours = theme.colours();
    let title = font::shorten(&panel.title, PANEL, Face::SemiBold, width);
    canvas.text(&title, (x, y + ASCENT * PANEL), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
    let note = font::shorten(&panel.note, LABEL, Face::Regular, width);
    let under = (x, y + PANEL + 6.0 + ASCENT * LABEL);
    canvas.text(&note, under, LABEL, Face::Regular, colours.muted, Anchor::Left)?;
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
                canvas.path(&[at(a as usize), at(b as usize)], colour, Pen::Leader)?;
            }
        }
    }
    let colour = |person: &Person| -> RGBColor { person.group.map_or(nobody, |group| theme.line(group)) };
    let order = |person: &Person| (person.mobilised, person.group.is_some());
    for now in [(false, false), (false, true), (true, false), (true, true)] {
        for (n, person) in panel.people.iter().enumerate().filter(|(_, person)| order(person) == now) {
            if person.mobilised {
                canvas.dot(at(n), 2.0 * radius, colours.text)?;
                canvas.dot(at(n), 1.4 * radius, colour(person))?;
            } else {
                canvas.dot(at(n), if person.group.is_some() { 1.3 * radius } else { radius }, colour(person))?;
            }
        }
    }
    Ok(())
}
