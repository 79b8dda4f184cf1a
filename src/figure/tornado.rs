//! Tornadoes: what each knob does, the most important at the top, beside what chance alone would show.

use plotters::style::Color as _;

use super::drawn::{Drawn, Place, What};
use super::page::{Design, Words};
use super::scale::{Axis, Range, Scale};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{LABEL, Theme};
use super::tiles::{Heading, LINE, NUMBERS, Tiles, numbers};
use super::{FigureError, Size};

/// A page of panels, each with a row of bars for every knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// Kinds of bars, with the colour index of each.
    pub kinds: Vec<(String, usize)>,
    /// What the mark of chance in a row is called in the key.
    pub chance: String,
    /// What the line through all rows is called in the key.
    pub level: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide, otherwise one.
    pub panels: Vec<TornadoPanel>,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoPanel {
    /// The outcome.
    pub title: String,
    /// What the horizontal axis counts.
    pub unit: String,
    /// What to say where there are no rows.
    pub note: String,
    /// Where the line through all rows lies, if there is one.
    pub level: Option<f64>,
    /// From top to bottom.
    pub rows: Vec<TornadoRow>,
}

/// One knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoRow {
    /// Its name.
    pub label: String,
    /// Whether it can be told from chance: full dots, or open ones.
    pub told: bool,
    /// What chance alone would show, if that is known.
    pub chance: Option<f64>,
    /// One above the other.
    pub bars: Vec<TornadoBar>,
}

/// A bar from zero, with a dot at its end and an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TornadoBar {
    /// The place of its kind in the figure's list.
    pub kind: usize,
    /// Where it ends; nothing is drawn where this is not finite.
    pub value: f64,
    /// Lower end of the interval; none is drawn unless both ends are finite.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// Height of a bar, from one to the next.
const BAR: f64 = 13.0;
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

/// Draws tornadoes as SVG, in the same type and colours as [`curves_svg`](super::curves_svg).
///
/// Knobs that can be told from chance have full dots, the others open ones. The page ends under its last line.
///
/// # Errors
///
/// [`FigureError::Empty`] without a panel, [`FigureError::Size`] for a size out of range,
/// [`FigureError::Drawing`] if plotters fails.
pub fn tornado_svg(figure: &TornadoFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its rows.
pub(super) fn drawn(figure: &TornadoFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.panels.is_empty() {
        return Err(FigureError::Empty);
    }
    let plan = Plan::new(figure, theme, Design::new(size)?);
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let svg = sheet::draw(&plan.design, &name, theme.colours().ground, |sheet| plan.draw(sheet))?;
    Ok(Drawn { svg, places: plan.row_places() })
}

/// What the key explains.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Bar(usize),
    Chance,
    Level,
    Told,
}

/// Where everything on the page goes.
struct Plan<'a> {
    figure: &'a TornadoFigure,
    theme: Theme,
    design: Design,
    words: Words,
    tiles: Tiles,
    headings: Vec<Heading>,
    /// Room for labels beside the plots; none where they stand over their bars.
    beside: Option<f64>,
    key: Vec<(Sign, String)>,
    places: Vec<(f64, f64)>,
}

impl<'a> Plan<'a> {
    fn new(figure: &'a TornadoFigure, theme: Theme, design: Design) -> Plan<'a> {
        let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
        let tiles = Tiles::new(&design, figure.panels.len(), 2);
        let headings: Vec<Heading> =
            figure.panels.iter().map(|panel| Heading::new(&panel.title, &panel.unit, tiles.width)).collect();
        let labels = figure.panels.iter().flat_map(|panel| &panel.rows).map(|row| text::clean(&row.label));
        let widest = labels.map(|label| text::width(&label, LABEL, Face::Regular)).fold(0.0, f64::max) + BETWEEN;
        let beside = (widest <= LABEL_SHARE * tiles.width).then_some(widest);
        let mut plan =
            Plan { figure, theme, design, words, tiles, headings, beside, key: key(figure), places: Vec::new() };
        let top = design.margin + plan.words.head() + plan.key_height();
        let heights: Vec<f64> = (0..figure.panels.len()).map(|panel| plan.height(panel)).collect();
        let (places, bottom) = plan.tiles.places(&design, top, &heights);
        plan.places = places;
        plan.design.height = bottom + plan.words.foot() + design.margin;
        plan
    }

    /// Places of the key's items: line and left edge.
    fn key_places(&self) -> Vec<(usize, f64)> {
        let widths: Vec<f64> = self.key.iter().map(|(_, label)| SWATCH.0 + SWATCH.1 + self.key_width(label)).collect();
        text::flow(&widths, SWATCH.2, self.design.inner())
    }

    fn key_width(&self, label: &str) -> f64 {
        text::width(label, LABEL, Face::Regular).min(self.design.inner() - SWATCH.0 - SWATCH.1)
    }

    fn key_height(&self) -> f64 {
        self.key_places().last().map_or(0.0, |(line, _)| (line + 1) as f64 * KEY_LINE + 10.0)
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
        self.places[panel].1 + self.headings[panel].height() + OVER
    }

    fn row_places(&self) -> Vec<Place> {
        let page = (self.design.width, self.design.height);
        let mut places = Vec::new();
        for (n, panel) in self.figure.panels.iter().enumerate() {
            let (left, mut top) = (self.places[n].0, self.rows_top(n));
            for row in &panel.rows {
                let foot = top + self.row_height(row);
                let what = What::Item(places.len());
                places.push(Place::new((left, top), (left + self.tiles.width, foot), page, what));
                top = foot;
            }
        }
        places
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        self.words.draw(sheet, &self.design)?;
        self.draw_key(sheet)?;
        for (place, panel) in self.figure.panels.iter().enumerate() {
            self.headings[place].draw(sheet, self.theme, self.places[place])?;
            let (x, top) = (self.places[place].0, self.rows_top(place));
            if panel.rows.is_empty() {
                let note = text::shorten(&panel.note, LABEL, Face::Regular, self.tiles.width);
                let muted = self.theme.colours().muted;
                sheet.text(&note, (x, top + LINE), LABEL, Face::Regular, muted, Anchor::Left)?;
                continue;
            }
            self.draw_rows(sheet, panel, (x, top))?;
        }
        Ok(())
    }

    fn draw_key(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let top = self.design.margin + self.words.head();
        for ((sign, label), (line, left)) in self.key.iter().zip(self.key_places()) {
            let x = self.design.margin + left;
            let baseline = top + line as f64 * KEY_LINE + LABEL;
            let middle = baseline - 0.36 * LABEL;
            let (end, half) = (x + SWATCH.0 - 4.4, BAR / 2.0 - 2.0);
            match sign {
                Sign::Bar(kind) => {
                    let bar = TornadoBar { kind: *kind, value: 1.0, low: f64::NAN, high: f64::NAN };
                    self.draw_bar(sheet, &bar, &Scale { values: (0.0, 1.0), places: (x, end) }, middle, true)?;
                }
                Sign::Chance => {
                    let ends = [(x + 11.0, middle - half - 1.0), (x + 11.0, middle + half + 1.0)];
                    sheet.path(&ends, colours.text.mix(1.0), Pen::Whisker)?;
                }
                Sign::Level => {
                    let ends = [(x + 11.0, middle - half - 2.0), (x + 11.0, middle + half + 2.0)];
                    sheet.path(&ends, colours.muted.mix(1.0), Pen::Event)?;
                }
                Sign::Told => {
                    sheet.dot((x + 5.0, middle), 4.4, colours.muted)?;
                    sheet.ring((x + 17.0, middle), 3.8, colours.muted, colours.ground)?;
                }
            }
            let label = text::shorten(label, LABEL, Face::Regular, self.key_width(label) + 0.5);
            let place = (x + SWATCH.0 + SWATCH.1, baseline);
            sheet.text(&label, place, LABEL, Face::Regular, colours.text, Anchor::Left)?;
        }
        Ok(())
    }

    fn draw_rows(&self, sheet: &Sheet<'_>, panel: &TornadoPanel, (x, top): (f64, f64)) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let right = x + self.tiles.width;
        // A dot at the last number needs its half.
        let places = (x + self.beside.unwrap_or(6.0), right - 8.0);
        let bars = panel.rows.iter().flat_map(|row| &row.bars);
        let marks = panel.rows.iter().filter_map(|row| row.chance).chain(panel.level);
        let values = bars.flat_map(|bar| [bar.value, bar.low, bar.high]).chain(marks);
        let wanted = ((places.1 - places.0) / 75.0).clamp(2.0, 6.0) as usize;
        let axis = Axis::new(values, Range::Zero, wanted);
        let scale = Scale { values: (axis.low, axis.high), places };
        let foot = top + panel.rows.iter().map(|row| self.row_height(row)).sum::<f64>();
        if self.beside.is_some() {
            numbers(sheet, self.theme, &axis, &scale, (top, foot), (x, right))?;
        } else {
            // Grid lines through words over bars would be hard to bear.
            numbers(sheet, self.theme, &axis, &scale, (foot - 4.0, foot), (x, right))?;
        }
        let mut y = top;
        for row in &panel.rows {
            let height = self.row_height(row);
            let over = if self.beside.is_some() { 0.0 } else { LINE };
            let (first, bottom) = (y + over + AIR / 2.0, y + height - AIR / 2.0);
            let label_middle = if over > 0.0 { y + 2.0 + LINE / 2.0 } else { (first + bottom) / 2.0 };
            let ink = if row.told { colours.text } else { colours.muted };
            let room = self.beside.unwrap_or(self.tiles.width);
            let label = text::shorten(&row.label, LABEL, Face::Regular, room);
            sheet.text(&label, (x, label_middle + 0.36 * LABEL), LABEL, Face::Regular, ink, Anchor::Left)?;
            for (n, bar) in row.bars.iter().enumerate() {
                self.draw_bar(sheet, bar, &scale, first + (n as f64 + 0.5) * BAR, row.told)?;
            }
            if let Some(chance) = row.chance {
                let at = scale.at(chance);
                sheet.path(&[(at, first), (at, bottom)], colours.text.mix(1.0), Pen::Whisker)?;
            }
            y += height;
            if self.beside.is_none() && scale.values.0 < 0.0 {
                let zero = scale.at(0.0);
                sheet.path(&[(zero, first), (zero, bottom)], colours.axis.mix(1.0), Pen::Axis)?;
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
                sheet.path(&[(at, ends.0), (at, ends.1)], colours.muted.mix(1.0), Pen::Event)?;
                y += height;
            }
        }
        Ok(())
    }

    fn draw_bar(
        &self,
        sheet: &Sheet<'_>,
        bar: &TornadoBar,
        scale: &Scale,
        middle: f64,
        told: bool,
    ) -> Result<(), FigureError> {
        /// How much of the ground a bar covers.
        const BAND: f64 = 0.28;
        let colours = self.theme.colours();
        if !bar.value.is_finite() {
            let place = (scale.at(0.0) + 8.0, middle + 0.36 * LABEL);
            return sheet.text("not defined", place, LABEL, Face::Regular, colours.muted, Anchor::Left);
        }
        let group = self.figure.kinds.get(bar.kind).map_or(0, |(_, group)| *group);
        let colour = self.theme.line(group);
        let (zero, end) = (scale.at(0.0), scale.at(bar.value));
        let half = BAR / 2.0 - 2.0;
        let outline = [(zero, middle - half), (end, middle - half), (end, middle + half), (zero, middle + half)];
        sheet.polygon(&outline, colour.mix(BAND))?;
        if bar.low.is_finite() && bar.high.is_finite() {
            let ends = [(scale.at(bar.low), middle), (scale.at(bar.high), middle)];
            sheet.path(&ends, colour.mix(1.0), Pen::Whisker)?;
        }
        if told {
            sheet.dot((end, middle), 4.4, colour)
        } else {
            sheet.ring((end, middle), 3.8, colour, colours.ground)
        }
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
    if rows().any(|row| row.told) && rows().any(|row| !row.told) {
        key.push((Sign::Told, "can be told from chance, and cannot".to_owned()));
    }
    key.into_iter().map(|(sign, label)| (sign, text::clean(&label))).collect()
}
