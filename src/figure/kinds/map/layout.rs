//! Maps laid out and drawn. Cells of two sides have colours of their side and a line where the side changes; cells that
//! cannot be told from zero are hatched.

use plotters::style::Color as _;

use crate::figure::canvas::{Anchor, Canvas};
use crate::figure::error::Done;
use crate::figure::font::{self, Face, Lines};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::{ASCENT, Page};
use crate::figure::panels::{self, PanelGrid};
use crate::figure::region::{Region, Target};
use crate::figure::theme::{LABEL, PANEL, TICK, Theme};
use crate::text;

use super::cells::{Cells, Colouring};
use super::data::{MapFigure, MapPanel};

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

impl FigureKind for MapFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty() || self.across.1.is_empty() || self.up.1.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(MapLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct MapLayout<'a> {
    page: Page,
    panels: Vec<Panel<'a>>,
}

impl<'a> MapLayout<'a> {
    fn new(figure: &'a MapFigure, theme: Theme, page: Page) -> Self {
        let grid = PanelGrid::new(&page, figure.panels.len(), 2);
        let frame = Frame::new(figure, grid.width);
        let (corners, bottom) = grid.corners(page.top(), &vec![frame.height(); figure.panels.len()]);
        let panel = |(panel, corner): (&'a MapPanel, (f64, f64))| {
            let cells = Cells {
                panel,
                theme,
                colouring: Colouring::of(panel),
                corner: (corner.0 + frame.left, corner.1 + HEAD),
                cell: frame.cell,
                columns: figure.across.1.len(),
                rows: frame.rows,
            };
            Panel { figure, panel, frame, theme, corner, cells }
        };
        Self { page: page.ending_at(bottom), panels: figure.panels.iter().zip(corners).map(panel).collect() }
    }
}

impl Layout for MapLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.panels.iter().try_for_each(|panel| panel.draw(canvas))
    }

    fn regions(&self) -> Vec<Region> {
        let regions = self.panels.iter().enumerate().flat_map(|(n, panel)| {
            let (cells, (across, down)) = (&panel.cells, panel.frame.cell);
            cells.each().filter(|(row, column)| cells.value(*row, *column).is_some()).map(move |(row, column)| {
                let (x, y) = cells.corner_of(row, column);
                Region::new((x, y), (x + across, y + down), Target::Cell { panel: n, row, column })
            })
        });
        regions.collect()
    }
}

/// What all panels share.
#[derive(Debug, Clone, Copy)]
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
        let numbers = figure.up.1.iter().map(|label| font::width(label, TICK, Face::Regular)).fold(0.0, f64::max);
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

struct Panel<'a> {
    figure: &'a MapFigure,
    panel: &'a MapPanel,
    frame: Frame,
    theme: Theme,
    /// Its upper left corner.
    corner: (f64, f64),
    cells: Cells<'a>,
}

impl Panel<'_> {
    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        let ((x, y), width) = (self.corner, self.frame.width);
        panels::draw_title(canvas, self.theme, (&self.panel.title, &self.panel.unit), (x, y), width)?;
        let up = font::shorten(&format!("↑ {}", self.figure.up.0), LABEL, Face::Regular, width);
        let muted = self.theme.colours().muted;
        canvas.text(&up, (x, y + HEAD - 6.0), LABEL, Face::Regular, muted, Anchor::Left)?;
        let (left, top) = self.cells.corner;
        self.cells.draw(canvas)?;
        if self.panel.sides {
            self.cells.draw_border(canvas)?;
        }
        self.labels(canvas, left, top)?;
        self.key(canvas, left, top + self.frame.rows as f64 * self.frame.cell.1 + NUMBERS)
    }

    fn labels(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Done {
        let (across, down) = self.frame.cell;
        let muted = self.theme.colours().muted;
        for (row, label) in self.figure.up.1.iter().enumerate() {
            let (x, y) = self.cells.corner_of(row, 0);
            let label = font::shorten(label, TICK, Face::Regular, self.frame.left - 6.0);
            let at = (x - 6.0, y + down / 2.0 + 0.36 * TICK);
            canvas.text(&label, at, TICK, Face::Regular, muted, Anchor::Right)?;
        }
        let widest =
            self.figure.across.1.iter().map(|label| font::width(label, TICK, Face::Regular)).fold(0.0, f64::max);
        // Every second or third number where all would run into one another.
        let columns = self.figure.across.1.len();
        let every = (((widest + 8.0) / across).ceil().max(1.0) as usize).min(columns);
        let foot = top + self.frame.rows as f64 * down;
        for (column, label) in self.figure.across.1.iter().enumerate().step_by(every) {
            let middle = (column as f64 + 0.5) * across;
            // No wider than lets its halves end at the panel's edges.
            let beside = (self.frame.left + middle).min(across * columns as f64 - middle);
            let room = (across * every as f64 - 4.0).min(2.0 * beside);
            let label = font::shorten(label, TICK, Face::Regular, room);
            let at = (left + middle, foot + 4.0 + ASCENT * TICK);
            canvas.text(&label, at, TICK, Face::Regular, muted, Anchor::Middle)?;
        }
        let name = font::shorten(&format!("{} →", self.figure.across.0), LABEL, Face::Regular, self.frame.width);
        let at = (left + across * self.figure.across.1.len() as f64, foot + 20.0 + ASCENT * LABEL);
        canvas.text(&name, at, LABEL, Face::Regular, muted, Anchor::Right)
    }

    /// What the colours stand for.
    fn key(&self, canvas: &Canvas<'_>, left: f64, top: f64) -> Done {
        const STEPS: usize = 40;
        let muted = self.theme.colours().muted;
        let wide = self.frame.cell.0 * self.figure.across.1.len() as f64;
        let step = wide / STEPS as f64;
        for n in 0..STEPS {
            let colour = self.theme.shade(self.cells.colouring.shades, (n as f64 + 0.5) / STEPS as f64).mix(1.0);
            // Each reaches a hair under the next, or seams would show.
            let right = (left + (n as f64 + 1.2) * step).min(left + wide);
            let x = left + n as f64 * step;
            canvas.rectangle((x, top), (right, top + KEY_BAR), colour)?;
        }
        let baseline = top + KEY_BAR + 4.0 + ASCENT * TICK;
        for (words, (x, anchor)) in
            ends(self.panel, wide).into_iter().zip([(left, Anchor::Left), (left + wide, Anchor::Right)])
        {
            for (n, line) in words.lines.iter().enumerate() {
                let at = (x, baseline + n as f64 * KEY_LINE);
                canvas.text(line, at, TICK, Face::Regular, muted, anchor)?;
            }
        }
        let middle = if self.panel.sides { "0" } else { "" };
        canvas.text(middle, (left + wide / 2.0, baseline), TICK, Face::Regular, muted, Anchor::Middle)
    }
}

/// The words under the two ends of a panel's key, which is so wide.
fn ends(panel: &MapPanel, wide: f64) -> [Lines; 2] {
    let scale = Colouring::of(panel);
    let end = |value: f64, word: &str| {
        let number = text::cell(value);
        let words = if word.is_empty() { number } else { format!("{number} {word}") };
        font::wrap(&words, TICK, Face::Regular, wide / 2.0 - 16.0, KEY_LINES)
    };
    [end(scale.low, &panel.ends.0), end(scale.high, &panel.ends.1)]
}
