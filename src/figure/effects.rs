//! Paired differences: a dot and an interval for each measure, and a line at zero.

use plotters::style::{Color as _, RGBColor};

use super::drawn::{Drawn, Place, What};
use super::effect_axis::{self, Tick};
use super::page::{ASCENT, Design, Words};
use super::scale::Scale;
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{LABEL, TICK, Theme};
use super::{EffectFigure, EffectRow, FigureError, Size};

/// Heights of rows: beside their label, or under it on narrow pages.
const ROW: (f64, f64) = (36.0, 46.0);
const ROW_NARROW: (f64, f64) = (32.0, 38.0);
/// Between the columns for labels, plot and notes.
const BETWEEN: f64 = 18.0;
const LINE: f64 = 16.0;
/// Room for numbers and unit under the plot.
const NUMBERS: f64 = 21.0;
const UNIT: f64 = 18.0;
const ROW_LABEL: f64 = 13.0;

/// Draws paired differences as SVG, in the same type and colours as [`curves_svg`](super::curves_svg).
///
/// Intervals that exclude zero (or the range that counts as no difference), and rows that were judged to differ, have
/// the colour of the side they lie on and a full dot; the others are grey with an open dot. The page ends under its last line, so it may be lower than `size` asks, or higher.
///
/// # Errors
///
/// [`FigureError::Empty`] without a row, [`FigureError::Size`] for a size out of range,
/// [`FigureError::Drawing`] if plotters fails.
pub fn effects_svg(figure: &EffectFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its rows.
pub(super) fn drawn(figure: &EffectFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.rows.is_empty() {
        return Err(FigureError::Empty);
    }
    let plan = Plan::new(figure, theme, Design::new(size)?);
    let ground = theme.colours().ground;
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let svg = sheet::draw(&plan.design, &name, ground, |sheet| plan.draw(sheet))?;
    Ok(Drawn { svg, places: plan.places() })
}

/// Where everything on the page goes.
struct Plan<'a> {
    figure: &'a EffectFigure,
    theme: Theme,
    design: Design,
    words: Words,
    /// Labels over their intervals instead of beside them.
    stacked: bool,
    labels: Vec<Lines>,
    notes: Vec<String>,
    sides: [Lines; 2],
    ticks: Vec<Tick>,
    scale: Scale,
    /// Top of the first row.
    top: f64,
    rows: Vec<Row>,
}

/// Where a row is.
#[derive(Debug, Clone, Copy)]
struct Row {
    top: f64,
    bottom: f64,
    /// Height of the words over the interval, if stacked.
    words: f64,
}

impl Row {
    /// The height of the interval.
    fn middle(&self) -> f64 {
        (self.top + self.words + self.bottom) / 2.0
    }
}

impl<'a> Plan<'a> {
    fn new(figure: &'a EffectFigure, theme: Theme, design: Design) -> Plan<'a> {
        let colours = theme.colours();
        let words = Words::new(&design, &colours, &figure.title, &figure.subtitle, &figure.caption);
        let inner = design.inner();
        let stacked = design.is_narrow();
        let label_room = if stacked { inner * 0.64 } else { inner * 0.32 };
        let labels: Vec<Lines> =
            figure.rows.iter().map(|row| text::wrap(&row.label, ROW_LABEL, Face::Regular, label_room, 2)).collect();
        // Over its interval a note has the room that the label leaves.
        let note = |(row, lines): (&EffectRow, &Lines)| {
            let room = if stacked { inner - lines.width(ROW_LABEL, Face::Regular) - BETWEEN } else { inner * 0.22 };
            text::shorten(&row.note, LABEL, Face::Regular, room)
        };
        let notes: Vec<String> = figure.rows.iter().zip(&labels).map(note).collect();
        let (left, right) = if stacked {
            (design.margin, design.width - design.margin)
        } else {
            let labels = labels.iter().map(|lines| lines.width(ROW_LABEL, Face::Regular)).fold(0.0, f64::max);
            let notes = notes.iter().map(|note| text::width(note, LABEL, Face::Regular)).fold(0.0, f64::max);
            let beside = |width: f64| if width > 0.0 { width + BETWEEN } else { 0.0 };
            (design.margin + beside(labels), design.width - design.margin - beside(notes))
        };
        let axis = effect_axis::axis(figure, right - left);
        let scale = Scale { values: (axis.low, axis.high), places: (left, right) };
        let zero = scale.at(0.0);
        let side = |words: String, room: f64| text::wrap(&words, LABEL, Face::SemiBold, room - 10.0, 2);
        let sides =
            [side(arrowed("← ", &figure.left, ""), zero - left), side(arrowed("", &figure.right, " →"), right - zero)];
        let side_lines = sides[0].lines.len().max(sides[1].lines.len());
        let top = design.margin + words.head() + side_lines as f64 * LINE + 8.0;
        let unit = if figure.unit.is_empty() { 0.0 } else { UNIT };
        let under = NUMBERS + unit + words.foot() + design.margin;
        let over = |lines: &Lines| match stacked {
            true => lines.lines.len().max(1) as f64 * LINE + 4.0,
            false => 0.0,
        };
        let (least, most) = if stacked { ROW_NARROW } else { ROW };
        let all_words: f64 = labels.iter().map(over).sum();
        let share = (design.height - top - under - all_words) / figure.rows.len() as f64;
        let height = share.clamp(least, most);
        let mut bottom = top;
        let rows: Vec<Row> = labels
            .iter()
            .map(|lines| {
                let top = bottom;
                let words = over(lines);
                bottom += words + height;
                Row { top, bottom, words }
            })
            .collect();
        let mut design = design;
        design.height = bottom + under;
        Plan {
            figure,
            theme,
            design,
            words,
            stacked,
            labels,
            notes,
            sides,
            ticks: effect_axis::ticks(&axis, &scale, &design),
            scale,
            top,
            rows,
        }
    }

    /// The bottom of the last row.
    fn foot(&self) -> f64 {
        self.rows.last().map_or(self.top, |row| row.bottom)
    }

    fn places(&self) -> Vec<Place> {
        let Design { width, height, margin, .. } = self.design;
        let place = |(number, row): (usize, &Row)| {
            Place::new((margin, row.top), (width - margin, row.bottom), (width, height), What::Item(number))
        };
        self.rows.iter().enumerate().map(place).collect()
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        self.words.draw(sheet, &self.design)?;
        self.draw_axis(sheet)?;
        self.draw_sides(sheet)?;
        for ((effect, row), (lines, note)) in
            self.figure.rows.iter().zip(&self.rows).zip(self.labels.iter().zip(&self.notes))
        {
            self.draw_words(sheet, row, lines, note)?;
            self.draw_effect(sheet, effect, row.middle())?;
        }
        Ok(())
    }

    fn draw_axis(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let foot = self.foot();
        if let Some((low, high)) = self.figure.range {
            let (left, right) = (self.scale.at(low), self.scale.at(high));
            for row in &self.rows {
                let (top, bottom) = (row.top + row.words, row.bottom);
                let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
                sheet.polygon(&corners, colours.grid.mix(0.75))?;
            }
        }
        for tick in &self.ticks {
            let x = self.scale.at(tick.value);
            let (colour, pen) = if tick.value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
            // Row by row, since through stacked words a line would be hard to bear.
            for row in &self.rows {
                let ends = [(x, row.top + row.words), (x, row.bottom)];
                sheet.path(&ends, colour.mix(1.0), pen)?;
            }
            let place = (tick.label_x, foot + 6.0 + 0.8 * TICK);
            sheet.text(&tick.label, place, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        let edges = (self.design.margin, self.design.width - self.design.margin);
        let rules = self.rows.iter().map(|row| row.bottom);
        for height in std::iter::once(self.top).chain(rules) {
            let ends = [(edges.0, height), (edges.1, height)];
            sheet.path(&ends, colours.grid.mix(1.0), Pen::Grid)?;
        }
        let (left, right) = self.scale.places;
        let unit = text::shorten(&self.figure.unit, TICK, Face::Regular, right - left);
        let place = ((left + right) / 2.0, foot + NUMBERS + ASCENT * TICK);
        sheet.text(&unit, place, TICK, Face::Regular, colours.muted, Anchor::Middle)
    }

    fn draw_sides(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let zero = self.scale.at(0.0);
        let sides = [
            (&self.sides[0], zero - 8.0, Anchor::Right, self.figure.left_group),
            (&self.sides[1], zero + 8.0, Anchor::Left, self.figure.right_group),
        ];
        for (lines, x, anchor, group) in sides {
            let colour = self.theme.letters(group);
            let mut baseline = self.top - 8.0 - (lines.lines.len() as f64 - 1.0) * LINE;
            for line in &lines.lines {
                sheet.text(line, (x, baseline), LABEL, Face::SemiBold, colour, anchor)?;
                baseline += LINE;
            }
        }
        Ok(())
    }

    /// The row's label and note.
    fn draw_words(&self, sheet: &Sheet<'_>, row: &Row, lines: &Lines, note: &str) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        // The middles of the label's first line and of the note.
        let (first, middle) = if self.stacked {
            let first = row.top + LINE / 2.0 + 4.0;
            (first, first)
        } else {
            let half = (lines.lines.len() as f64 - 1.0) * LINE / 2.0;
            (row.middle() - half, row.middle())
        };
        let mut baseline = first + 0.36 * ROW_LABEL;
        for line in &lines.lines {
            let place = (self.design.margin, baseline);
            sheet.text(line, place, ROW_LABEL, Face::Regular, colours.text, Anchor::Left)?;
            baseline += LINE;
        }
        let end = (self.design.width - self.design.margin, middle + 0.36 * LABEL);
        sheet.text(note, end, LABEL, Face::Regular, colours.muted, Anchor::Right)
    }

    fn draw_effect(&self, sheet: &Sheet<'_>, row: &EffectRow, height: f64) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        if !row.middle.is_finite() {
            let place = (self.scale.at(0.0) + 8.0, height + 0.36 * LABEL);
            return sheet.text("not defined", place, LABEL, Face::Regular, colours.muted, Anchor::Left);
        }
        let centre = (self.scale.at(row.middle), height);
        let interval = effect_axis::interval(row);
        let side = interval.and_then(|interval| self.side_colour(row, interval));
        if let Some((low, high)) = interval {
            let colour = side.unwrap_or(colours.muted);
            let ends = [(self.scale.at(low), height), (self.scale.at(high), height)];
            sheet.path(&ends, colour.mix(1.0), Pen::Whisker)?;
        }
        match side {
            Some(colour) => sheet.dot(centre, 4.6, colour),
            None => sheet.ring(centre, 4.0, colours.muted, colours.ground),
        }
    }

    /// The colour of the side on which an interval lies, if it excludes zero, or all of the range there is; of a row
    /// that was judged otherwise that of its middle's side.
    fn side_colour(&self, row: &EffectRow, (low, high): (f64, f64)) -> Option<RGBColor> {
        let (from, to) = self.figure.range.unwrap_or((0.0, 0.0));
        let (left, right) = (self.theme.line(self.figure.left_group), self.theme.line(self.figure.right_group));
        match row.told {
            Some(false) => None,
            Some(true) => Some(if row.middle < (from + to) / 2.0 { left } else { right }),
            None if high < from => Some(left),
            None if low > to => Some(right),
            None => None,
        }
    }
}

/// The words of a side with their arrow; nothing without words.
fn arrowed(before: &str, words: &str, after: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{before}{words}{after}") }
}
