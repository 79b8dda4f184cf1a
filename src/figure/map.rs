//! Maps over two knobs: a cell a point, coloured by a number.

use plotters::style::{Color as _, RGBColor};

use super::drawn::{Drawn, Place, What};
use super::page::{ASCENT, Design, GAP, Words};
use super::scale::{Axis, Range};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{LABEL, PANEL, Shades, TICK, Theme};
use super::{FigureError, Size};

/// Panels over the same two knobs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The knob across and its values from left to right.
    pub across: (String, Vec<String>),
    /// The knob upwards and its values from the foot up.
    pub up: (String, Vec<String>),
    /// The panels, drawn row by row.
    pub panels: Vec<MapPanel>,
}

/// One number over the two knobs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapPanel {
    /// What the number is.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Whether the number has two sides: below zero and above it, with a line between them.
    pub sides: bool,
    /// What stands below and above zero, where it has sides; words of the key.
    pub ends: (String, String),
    /// Rows from the foot up, each from left to right; nothing where there is no value.
    pub cells: Vec<Vec<Option<MapCell>>>,
}

impl MapPanel {
    /// What it means that a cell is hatched.
    #[must_use]
    pub fn hatched(&self) -> &'static str {
        if self.sides { "cannot be told from zero" } else { "the best, or cannot be told from it" }
    }
}

/// A cell of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapCell {
    /// Its number.
    pub value: f64,
    /// Whether the number cannot be told from zero, or where it has no sides from the best: hatched.
    pub uncertain: bool,
}

/// Heights beside the cells: title and unit; numbers and name of the knob across; the key.
const HEAD: f64 = PANEL + LABEL + 14.0;
const NUMBERS: f64 = 44.0;
const KEY: f64 = 42.0;
const KEY_BAR: f64 = 9.0;
/// From a line of the key's words to the next, and how many they may be.
const KEY_LINE: f64 = TICK + 3.0;
const KEY_LINES: usize = 2;
/// Cells are at most so high, and at least.
const CELL: (f64, f64) = (26.0, 64.0);
/// Between the lines of a hatching.
const HATCH: f64 = 6.5;

/// Draws maps as SVG. Cells of two sides have colours of their side and a line where the side changes; cells
/// that cannot be told from zero are hatched. The page ends under its last line.
///
/// # Errors
///
/// [`FigureError::Empty`] without a panel or a cell, [`FigureError::Size`] or [`FigureError::Letters`] for a size
/// out of range, [`FigureError::Drawing`] if plotters fails.
pub fn map_svg(figure: &MapFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its cells.
pub(super) fn drawn(figure: &MapFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.panels.is_empty() || figure.across.1.is_empty() || figure.up.1.is_empty() {
        return Err(FigureError::Empty);
    }
    let mut design = Design::new(size)?;
    let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
    let (columns, rows) = design.grid(figure.panels.len());
    let width = (design.inner() - GAP * (columns as f64 - 1.0)) / columns as f64;
    let frame = Frame::new(figure, width);
    let all = rows as f64 * frame.height() + GAP * (rows as f64 - 1.0);
    design.height = 2.0 * design.margin + words.head() + words.foot() + all;
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let corner = |n: usize| {
        let x = design.margin + (n % columns) as f64 * (width + GAP);
        (x, design.margin + words.head() + (n / columns) as f64 * (frame.height() + GAP))
    };
    let drawings: Vec<Drawing<'_>> = figure
        .panels
        .iter()
        .map(|panel| Drawing { figure, panel, frame: &frame, theme, scale: Colouring::of(panel) })
        .collect();
    let svg = sheet::draw(&design, &name, theme.colours().ground, |sheet| {
        words.draw(sheet, &design)?;
        drawings.iter().enumerate().try_for_each(|(n, drawing)| drawing.draw(sheet, corner(n).0, corner(n).1))
    })?;
    let page = (design.width, design.height);
    let cells = drawings.iter().enumerate().flat_map(|(panel, drawing)| {
        let (left, top) = (corner(panel).0 + frame.left, corner(panel).1 + HEAD);
        let (across, down) = frame.cell;
        drawing.each().filter(|(row, column)| drawing.cell(*row, *column).is_some()).map(move |(row, column)| {
            let (x, y) = drawing.corner(left, top, row, column);
            Place::new((x, y), (x + across, y + down), page, What::Cell { panel, row, column })
        })
    });
    Ok(Drawn { svg, places: cells.collect() })
}

/// What all panels share.
struct Frame {
    width: f64,
    /// Room for the numbers of the knob upwards.
    left: f64,
    cell: (f64, f64),
    rows: usize,
    /// Height of the key: of the panel whose words take most lines.
    key: f64,
}

impl Frame {
    fn new(figure: &MapFigure, width: f64) -> Frame {
        let numbers = figure.up.1.iter().map(|label| text::width(label, TICK, Face::Regular)).fold(0.0, f64::max);
        let left = (numbers + 10.0).min(width * 0.35);
        let (columns, rows) = (figure.across.1.len(), figure.up.1.len());
        let across = (width - left) / columns as f64;
        let lines = figure.panels.iter().flat_map(|panel| ends(panel, across * columns as f64));
        let lines = lines.map(|words| words.lines.len()).max().unwrap_or(1);
        let key = KEY + lines.saturating_sub(1) as f64 * KEY_LINE;
        Frame { width, left, cell: (across, (across * 0.62).clamp(CELL.0, CELL.1)), rows, key }
    }

    fn height(&self) -> f64 {
        HEAD + self.rows as f64 * self.cell.1 + NUMBERS + self.key
    }
}

/// Which colour a number has.
struct Colouring {
    shades: Shades,
    low: f64,
    high: f64,
}

impl Colouring {
    fn of(panel: &MapPanel) -> Colouring {
        let values = || panel.cells.iter().flatten().flatten().map(|cell| cell.value);
        if panel.sides {
            let most = values().map(f64::abs).fold(0.0, f64::max);
            let most = if most > 0.0 { most } else { 1.0 };
            return Colouring { shades: Shades::Sides, low: -most, high: most };
        }
        let axis = Axis::new(values(), Range::Free, 4);
        Colouring { shades: Shades::Sequence, low: axis.low, high: axis.high }
    }

    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

struct Drawing<'a> {
    figure: &'a MapFigure,
    panel: &'a MapPanel,
    frame: &'a Frame,
    theme: Theme,
    scale: Colouring,
}

impl Drawing<'_> {
    fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let width = self.frame.width;
        let title = text::shorten(&self.panel.title, PANEL, Face::SemiBold, width);
        sheet.text(&title, (x, y + ASCENT * PANEL), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
        let after = text::width(&title, PANEL, Face::SemiBold) + 8.0;
        let unit = text::shorten(&self.panel.unit, LABEL, Face::Regular, width - after);
        sheet.text(&unit, (x + after, y + ASCENT * PANEL), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        let up = text::shorten(&format!("↑ {}", self.figure.up.0), LABEL, Face::Regular, width);
        sheet.text(&up, (x, y + HEAD - 6.0), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        let (left, top) = (x + self.frame.left, y + HEAD);
        self.cells(sheet, left, top)?;
        if self.panel.sides {
            self.tie(sheet, left, top)?;
        }
        self.labels(sheet, left, top)?;
        self.key(sheet, left, top + self.frame.rows as f64 * self.frame.cell.1 + NUMBERS)
    }

    /// The upper left corner of a cell; rows count from the foot.
    fn corner(&self, left: f64, top: f64, row: usize, column: usize) -> (f64, f64) {
        let (across, down) = self.frame.cell;
        (left + column as f64 * across, top + (self.frame.rows - 1 - row) as f64 * down)
    }

    fn cell(&self, row: usize, column: usize) -> Option<MapCell> {
        self.panel.cells.get(row)?.get(column).copied().flatten().filter(|cell| cell.value.is_finite())
    }

    fn each(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.figure.across.1.len();
        (0..self.frame.rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }

    fn cells(&self, sheet: &Sheet<'_>, left: f64, top: f64) -> Result<(), FigureError> {
        let (across, down) = self.frame.cell;
        let colours = self.theme.colours();
        for (row, column) in self.each() {
            let (x, y) = self.corner(left, top, row, column);
            let middle = (x + across / 2.0, y + down / 2.0 + 0.36 * LABEL);
            let Some(cell) = self.cell(row, column) else {
                if text::width("–", LABEL, Face::Regular) <= across {
                    sheet.text("–", middle, LABEL, Face::Regular, colours.muted, Anchor::Middle)?;
                }
                continue;
            };
            let ground = self.theme.shade(self.scale.shades, self.scale.share(cell.value));
            // A hair of ground stays between cells.
            let (right, foot) = (x + across - 1.0, y + down - 1.0);
            sheet.polygon(&[(x, y), (right, y), (right, foot), (x, foot)], ground.mix(1.0))?;
            let ink = self.theme.ink_on(ground);
            if cell.uncertain {
                hatch(sheet, (x, y), (right, foot), ink)?;
            }
            let number = crate::text::cell(cell.value);
            let wide = text::width(&number, LABEL, Face::Regular);
            if wide + 6.0 <= across {
                if cell.uncertain {
                    let patch = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
                    let around = patch.map(|(a, b)| {
                        (x + across / 2.0 + a * (wide / 2.0 + 3.0), y + down / 2.0 + b * (LABEL / 2.0 + 2.0))
                    });
                    sheet.polygon(&around, ground.mix(1.0))?;
                }
                sheet.text(&number, middle, LABEL, Face::Regular, ink, Anchor::Middle)?;
            }
        }
        Ok(())
    }

    /// The line between the sides.
    fn tie(&self, sheet: &Sheet<'_>, left: f64, top: f64) -> Result<(), FigureError> {
        let (across, down) = self.frame.cell;
        let colour = self.theme.colours().text.mix(1.0);
        let side = |row: usize, column: usize| self.cell(row, column).map(|cell| cell.value >= 0.0);
        let differ = |one: Option<bool>, other: Option<bool>| one.is_some() && other.is_some() && one != other;
        for (row, column) in self.each() {
            let (x, y) = self.corner(left, top, row, column);
            let (x, y) = (x - 0.5, y - 0.5);
            if column > 0 && differ(side(row, column - 1), side(row, column)) {
                sheet.path(&[(x, y), (x, y + down)], colour, Pen::Curve)?;
            }
            if row > 0 && differ(side(row - 1, column), side(row, column)) {
                sheet.path(&[(x, y + down), (x + across, y + down)], colour, Pen::Curve)?;
            }
        }
        Ok(())
    }

    fn labels(&self, sheet: &Sheet<'_>, left: f64, top: f64) -> Result<(), FigureError> {
        let (across, down) = self.frame.cell;
        let muted = self.theme.colours().muted;
        for (row, label) in self.figure.up.1.iter().enumerate() {
            let (x, y) = self.corner(left, top, row, 0);
            let label = text::shorten(label, TICK, Face::Regular, self.frame.left - 6.0);
            let place = (x - 6.0, y + down / 2.0 + 0.36 * TICK);
            sheet.text(&label, place, TICK, Face::Regular, muted, Anchor::Right)?;
        }
        let widest =
            self.figure.across.1.iter().map(|label| text::width(label, TICK, Face::Regular)).fold(0.0, f64::max);
        // Every second or third number where all would run into one another.
        let columns = self.figure.across.1.len();
        let every = (((widest + 8.0) / across).ceil().max(1.0) as usize).min(columns);
        let foot = top + self.frame.rows as f64 * down;
        for (column, label) in self.figure.across.1.iter().enumerate().step_by(every) {
            let middle = (column as f64 + 0.5) * across;
            // No wider than lets its halves end at the panel's edges.
            let beside = (self.frame.left + middle).min(across * columns as f64 - middle);
            let room = (across * every as f64 - 4.0).min(2.0 * beside);
            let label = text::shorten(label, TICK, Face::Regular, room);
            let place = (left + middle, foot + 4.0 + ASCENT * TICK);
            sheet.text(&label, place, TICK, Face::Regular, muted, Anchor::Middle)?;
        }
        let name = text::shorten(&format!("{} →", self.figure.across.0), LABEL, Face::Regular, self.frame.width);
        let place = (left + across * self.figure.across.1.len() as f64, foot + 20.0 + ASCENT * LABEL);
        sheet.text(&name, place, LABEL, Face::Regular, muted, Anchor::Right)
    }

    /// What the colours stand for.
    fn key(&self, sheet: &Sheet<'_>, left: f64, top: f64) -> Result<(), FigureError> {
        const STEPS: usize = 40;
        let muted = self.theme.colours().muted;
        let wide = self.frame.cell.0 * self.figure.across.1.len() as f64;
        let step = wide / STEPS as f64;
        for n in 0..STEPS {
            let colour = self.theme.shade(self.scale.shades, (n as f64 + 0.5) / STEPS as f64).mix(1.0);
            // Each reaches a hair under the next, or seams would show.
            let right = (left + (n as f64 + 1.2) * step).min(left + wide);
            let x = left + n as f64 * step;
            sheet.polygon(&[(x, top), (right, top), (right, top + KEY_BAR), (x, top + KEY_BAR)], colour)?;
        }
        let baseline = top + KEY_BAR + 4.0 + ASCENT * TICK;
        for (words, (x, anchor)) in
            ends(self.panel, wide).into_iter().zip([(left, Anchor::Left), (left + wide, Anchor::Right)])
        {
            for (n, line) in words.lines.iter().enumerate() {
                let place = (x, baseline + n as f64 * KEY_LINE);
                sheet.text(line, place, TICK, Face::Regular, muted, anchor)?;
            }
        }
        let middle = if self.panel.sides { "0" } else { "" };
        sheet.text(middle, (left + wide / 2.0, baseline), TICK, Face::Regular, muted, Anchor::Middle)
    }
}

/// The words under the two ends of a panel's key, which is so wide.
fn ends(panel: &MapPanel, wide: f64) -> [Lines; 2] {
    let scale = Colouring::of(panel);
    let end = |value: f64, word: &str| {
        let number = crate::text::cell(value);
        let words = if word.is_empty() { number } else { format!("{number} {word}") };
        text::wrap(&words, TICK, Face::Regular, wide / 2.0 - 16.0, KEY_LINES)
    };
    [end(scale.low, &panel.ends.0), end(scale.high, &panel.ends.1)]
}

/// Lines from the lower left to the upper right.
fn hatch(
    sheet: &Sheet<'_>,
    (left, top): (f64, f64),
    (right, foot): (f64, f64),
    ink: RGBColor,
) -> Result<(), FigureError> {
    let (wide, high) = (right - left, foot - top);
    let mut along = HATCH;
    while along < wide + high {
        // The line x + y = along, cut off at the cell.
        let from = if along <= high { (left, top + along) } else { (left + along - high, foot) };
        let to = if along <= wide { (left + along, top) } else { (right, top + along - wide) };
        sheet.path(&[from, to], ink.mix(0.35), Pen::Grid)?;
        along += HATCH;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(sides: bool) -> MapFigure {
        let cell = |value: f64, uncertain| Some(MapCell { value, uncertain });
        MapFigure {
            title: "Who leads where".to_owned(),
            across: ("coping.relief".to_owned(), vec!["0.1".to_owned(), "0.2".to_owned(), "0.3".to_owned()]),
            up: ("learning".to_owned(), vec!["none".to_owned(), "half".to_owned()]),
            panels: vec![MapPanel {
                title: "Mobilised".to_owned(),
                unit: "people".to_owned(),
                sides,
                ends: ("Theirs".to_owned(), "Ours".to_owned()),
                cells: vec![
                    vec![cell(-5.0, false), cell(2.0, true), cell(9.0, false)],
                    vec![cell(1.0, false), None, cell(f64::NAN, true)],
                ],
            }],
            ..MapFigure::default()
        }
    }

    #[test]
    fn cells_have_their_numbers_and_the_line_runs_where_the_side_changes() {
        for (_, theme) in Theme::ALL {
            for width in [420, 960] {
                let svg = map_svg(&figure(true), theme, Size::new(width, 100)).expect("drawn");
                // One line to the right of −5, one over it: the two neighbours on the other side.
                assert_eq!(svg.matches("stroke-width=\"18\"").count(), 2);
                for word in
                    ["−5.00", "9.00", "–", "none", "half", "0.2", "coping.relief →", "Theirs", "Who leads where"]
                {
                    assert!(svg.contains(word), "{word} is missing");
                }
            }
        }
    }

    #[test]
    fn a_number_without_sides_has_no_line_and_uncertain_cells_are_hatched() {
        let svg = map_svg(&figure(false), Theme::Light, Size::default()).expect("drawn");
        assert_eq!(svg.matches("stroke-width=\"18\"").count(), 0);
        assert!(svg.matches("stroke-width=\"8\"").count() > 5, "the hatching of one cell");
        assert!(svg.contains("people"));
    }

    /// A long name of a side goes on in a second line, for which the page has room.
    #[test]
    fn long_words_of_the_key_are_not_cut() {
        let mut long = figure(true);
        let short = map_svg(&long, Theme::Light, Size::new(420, 100)).expect("drawn");
        long.panels[0].ends.0 = "Hub sends ten a week ahead of the others".to_owned();
        let svg = map_svg(&long, Theme::Light, Size::new(420, 100)).expect("drawn");
        assert!(svg.contains("others") && !svg.contains('…'), "the words are cut");
        let height = |svg: &str| -> f64 {
            let rest = svg.split_once(" height=\"").expect("a height").1;
            rest.split(['"', 'p']).next().and_then(|height| height.parse().ok()).expect("a number")
        };
        assert!(height(&svg) > height(&short));
    }

    #[test]
    fn nothing_to_draw_is_an_error() {
        assert_eq!(map_svg(&MapFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
    }
}
