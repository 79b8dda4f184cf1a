//! Tornadoes laid out and drawn. Knobs with a detectable effect have full dots, the others open ones.

use plotters::style::Color as _;

use crate::figure::axes::{NUMBERS, draw_across};
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::Page;
use crate::figure::panels::{LINE, PanelGrid, PanelHeading};
use crate::figure::region::{Region, Target};
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::theme::{LABEL, Theme};

use super::bars::{BAR, draw_bar};
use super::data::{TornadoBar, TornadoFigure, TornadoPanel, TornadoRow};

/// Between two rows.
const AIR: f64 = 9.0;
/// Labels wider than this share of a panel stand over their bars.
const LABEL_SHARE: f64 = 0.45;
/// Between a label and the plot.
const BETWEEN: f64 = 12.0;
const KEY_LINE: f64 = 18.0;
/// A swatch of the key, and the gaps beside it.
const SWATCH: (f64, f64, f64) = (22.0, 7.0, 20.0);
/// Between title and plot.
const OVER: f64 = 8.0;
/// The height of a panel that has only a note.
const EMPTY: f64 = 40.0;

impl FigureKind for TornadoFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(TornadoLayout::new(self, theme, page))
    }
}

/// What the key explains.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Bar(usize),
    Chance,
    Level,
    Detectable,
}

/// Where everything on the page goes.
struct TornadoLayout<'a> {
    figure: &'a TornadoFigure,
    theme: Theme,
    page: Page,
    grid: PanelGrid,
    headings: Vec<PanelHeading>,
    /// Room for labels beside the plots; none where they stand over their bars.
    beside: Option<f64>,
    key: Vec<(Sign, String)>,
    corners: Vec<(f64, f64)>,
}

impl<'a> TornadoLayout<'a> {
    fn new(figure: &'a TornadoFigure, theme: Theme, page: Page) -> TornadoLayout<'a> {
        let grid = PanelGrid::new(&page, figure.panels.len(), 2);
        let headings: Vec<PanelHeading> =
            figure.panels.iter().map(|panel| PanelHeading::new(&panel.title, &panel.unit, grid.width)).collect();
        let labels = figure.panels.iter().flat_map(|panel| &panel.rows).map(|row| font::clean(&row.label));
        let widest = labels.map(|label| font::width(&label, LABEL, Face::Regular)).fold(0.0, f64::max) + BETWEEN;
        let beside = (widest <= LABEL_SHARE * grid.width).then_some(widest);
        let key = key(figure);
        let layout = TornadoLayout { figure, theme, page, grid, headings, beside, key, corners: Vec::new() };
        let heights: Vec<f64> = (0..figure.panels.len()).map(|panel| layout.height(panel)).collect();
        let (corners, bottom) = layout.grid.corners(page.top() + layout.key_height(), &heights);
        TornadoLayout { corners, page: page.ending_at(bottom), ..layout }
    }

    /// Positions of the key's items: line and left edge.
    fn key_positions(&self) -> Vec<(usize, f64)> {
        let widths: Vec<f64> = self.key.iter().map(|(_, label)| SWATCH.0 + SWATCH.1 + self.key_width(label)).collect();
        font::flow(&widths, SWATCH.2, self.page.inner())
    }

    fn key_width(&self, label: &str) -> f64 {
        font::width(label, LABEL, Face::Regular).min(self.page.inner() - SWATCH.0 - SWATCH.1)
    }

    fn key_height(&self) -> f64 {
        self.key_positions().last().map_or(0.0, |(line, _)| (line + 1) as f64 * KEY_LINE + 10.0)
    }

    fn row_height(&self, row: &TornadoRow) -> f64 {
        let over = if self.beside.is_some() { 0.0 } else { LINE };
        over + row.bars.len().max(1) as f64 * BAR + AIR
    }

    fn height(&self, panel: usize) -> f64 {
        let rows = &self.figure.panels[panel].rows;
        let plot =
            if rows.is_empty() { EMPTY } else { rows.iter().map(|row| self.row_height(row)).sum::<f64>() + NUMBERS };
        self.headings[panel].height() + OVER + plot
    }

    /// Top of a panel's rows.
    fn rows_top(&self, panel: usize) -> f64 {
        self.corners[panel].1 + self.headings[panel].height() + OVER
    }

    fn draw_key(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let top = self.page.top();
        for ((sign, label), (line, left)) in self.key.iter().zip(self.key_positions()) {
            let x = self.page.margin + left;
            let baseline = top + line as f64 * KEY_LINE + LABEL;
            let middle = baseline - 0.36 * LABEL;
            let (end, half) = (x + SWATCH.0 - 4.4, BAR / 2.0 - 2.0);
            match sign {
                Sign::Bar(kind) => {
                    let bar = TornadoBar { kind: *kind, value: 1.0, low: f64::NAN, high: f64::NAN };
                    let scale = Scale { values: (0.0, 1.0), positions: (x, end) };
                    draw_bar(canvas, (self.theme, self.group(*kind)), &bar, &scale, middle, true)?;
                }
                Sign::Chance => {
                    let ends = [(x + 11.0, middle - half - 1.0), (x + 11.0, middle + half + 1.0)];
                    canvas.path(&ends, colours.text.mix(1.0), Pen::Whisker)?;
                }
                Sign::Level => {
                    let ends = [(x + 11.0, middle - half - 2.0), (x + 11.0, middle + half + 2.0)];
                    canvas.path(&ends, colours.muted.mix(1.0), Pen::Event)?;
                }
                Sign::Detectable => {
                    canvas.dot((x + 5.0, middle), 4.4, colours.muted)?;
                    canvas.ring((x + 17.0, middle), 3.8, colours.muted, colours.ground)?;
                }
            }
            let label = font::shorten(label, LABEL, Face::Regular, self.key_width(label) + 0.5);
            let at = (x + SWATCH.0 + SWATCH.1, baseline);
            canvas.text(&label, at, LABEL, Face::Regular, colours.text, Anchor::Left)?;
        }
        Ok(())
    }

    /// The colour index of a kind of bars.
    fn group(&self, kind: usize) -> usize {
        self.figure.kinds.get(kind).map_or(0, |(_, group)| *group)
    }

    fn draw_rows(&self, canvas: &Canvas<'_>, panel: &TornadoPanel, (x, top): (f64, f64)) -> Done {
        let colours = self.theme.colours();
        let right = x + self.grid.width;
        // A dot at the last number needs its half.
        let positions = (x + self.beside.unwrap_or(6.0), right - 8.0);
        let bars = panel.rows.iter().flat_map(|row| &row.bars);
        let marks = panel.rows.iter().filter_map(|row| row.chance).chain(panel.level);
        let values = bars.flat_map(|bar| [bar.value, bar.low, bar.high]).chain(marks);
        let wanted = ((positions.1 - positions.0) / 75.0).clamp(2.0, 6.0) as usize;
        let axis = Axis::new(values, Range::Zero, wanted);
        let scale = Scale { values: (axis.low, axis.high), positions };
        let foot = top + panel.rows.iter().map(|row| self.row_height(row)).sum::<f64>();
        // Grid lines through words over bars would make them hard to read.
        let grid_top = if self.beside.is_some() { top } else { foot - 4.0 };
        draw_across(canvas, self.theme, (&axis, &scale), (grid_top, foot), (x, right))?;
        let mut y = top;
        for row in &panel.rows {
            let height = self.row_height(row);
            let over = if self.beside.is_some() { 0.0 } else { LINE };
            let (first, bottom) = (y + over + AIR / 2.0, y + height - AIR / 2.0);
            let label_middle = if over > 0.0 { y + 2.0 + LINE / 2.0 } else { (first + bottom) / 2.0 };
            let ink = if row.detectable { colours.text } else { colours.muted };
            let room = self.beside.unwrap_or(self.grid.width);
            let label = font::shorten(&row.label, LABEL, Face::Regular, room);
            canvas.text(&label, (x, label_middle + 0.36 * LABEL), LABEL, Face::Regular, ink, Anchor::Left)?;
            for (n, bar) in row.bars.iter().enumerate() {
                let middle = first + (n as f64 + 0.5) * BAR;
                draw_bar(canvas, (self.theme, self.group(bar.kind)), bar, &scale, middle, row.detectable)?;
            }
            if let Some(chance) = row.chance {
                let at = scale.at(chance);
                canvas.path(&[(at, first), (at, bottom)], colours.text.mix(1.0), Pen::Whisker)?;
            }
            y += height;
            if self.beside.is_none() && scale.values.0 < 0.0 {
                let zero = scale.at(0.0);
                canvas.path(&[(zero, first), (zero, bottom)], colours.axis.mix(1.0), Pen::Axis)?;
            }
        }
        if let Some(level) = panel.level {
            let at = scale.at(level);
            let mut y = top;
            for row in &panel.rows {
                let height = self.row_height(row);
                // Not through the words over bars, nor their descenders.
                let ends = match self.beside {
                    Some(_) => (y, y + height),
                    None => (y + LINE + AIR / 2.0, y + height - AIR / 2.0),
                };
                canvas.path(&[(at, ends.0), (at, ends.1)], colours.muted.mix(1.0), Pen::Event)?;
                y += height;
            }
        }
        Ok(())
    }
}

impl Layout for TornadoLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.draw_key(canvas)?;
        for (n, panel) in self.figure.panels.iter().enumerate() {
            self.headings[n].draw(canvas, self.theme, self.corners[n])?;
            let (x, top) = (self.corners[n].0, self.rows_top(n));
            if panel.rows.is_empty() {
                let note = font::shorten(&panel.note, LABEL, Face::Regular, self.grid.width);
                let muted = self.theme.colours().muted;
                canvas.text(&note, (x, top + LINE), LABEL, Face::Regular, muted, Anchor::Left)?;
                continue;
            }
            self.draw_rows(canvas, panel, (x, top))?;
        }
        Ok(())
    }

    fn regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        for (n, panel) in self.figure.panels.iter().enumerate() {
            let (left, mut top) = (self.corners[n].0, self.rows_top(n));
            for row in &panel.rows {
                let foot = top + self.row_height(row);
                let target = Target::Item(regions.len());
                regions.push(Region::new((left, top), (left + self.grid.width, foot), target));
                top = foot;
            }
        }
        regions
    }
}

/// What the key has to explain: what is there to be seen.
fn key(figure: &TornadoFigure) -> Vec<(Sign, String)> {
    let rows = || figure.panels.iter().flat_map(|panel| &panel.rows);
    let mut key = Vec::new();
    for (kind, (label, _)) in figure.kinds.iter().enumerate() {
        if rows().flat_map(|row| &row.bars).any(|bar| bar.kind == kind) {
            key.push((Sign::Bar(kind), label.clone()));
        }
    }
    if rows().any(|row| row.chance.is_some()) {
        key.push((Sign::Chance, figure.chance.clone()));
    }
    if figure.panels.iter().any(|panel| panel.level.is_some() && !panel.rows.is_empty()) {
        key.push((Sign::Level, figure.level.clone()));
    }
    if rows().any(|row| row.detectable) && rows().any(|row| !row.detectable) {
        key.push((Sign::Detectable, "can be told from chance, and cannot".to_owned()));
    }
    key.into_iter().map(|(sign, label)| (sign, font::clean(&label))).collect()
}
