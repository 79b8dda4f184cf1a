//! Paired differences laid out and drawn: a dot and an interval for each measure, and a line at zero.
//!
//! Intervals that exclude zero (or the range that counts as no difference), and rows that were judged to differ, have
//! the colour of the side they lie on and a full dot; the others are grey with an open dot.

use plotters::style::{Color as _, RGBColor};

use crate::figure::axes::{NUMBERS, draw_line};
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face, Lines};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::Page;
use crate::figure::page_text::ASCENT;
use crate::figure::panels::LINE;
use crate::figure::region::{Region, Target};
use crate::figure::scale::Scale;
use crate::figure::theme::{LABEL, TICK, Theme};
use crate::question::Bar;

use super::axis::{self, Tick};
use super::data::EffectFigure;
use super::key::Key;

/// Heights of rows: beside their label, or under it on narrow pages.
const ROW: (f64, f64) = (36.0, 46.0);
const ROW_NARROW: (f64, f64) = (32.0, 38.0);
/// Between the columns for labels, plot and notes.
const BETWEEN: f64 = 18.0;
/// Room for the unit under the plot.
const UNIT: f64 = 18.0;
const ROW_LABEL: f64 = 13.0;

impl FigureKind for EffectFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(EffectLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct EffectLayout<'a> {
    figure: &'a EffectFigure,
    theme: Theme,
    page: Page,
    /// Labels over their intervals instead of beside them.
    stacked: bool,
    labels: Vec<Lines>,
    notes: Vec<String>,
    key: Key,
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

impl<'a> EffectLayout<'a> {
    fn new(figure: &'a EffectFigure, theme: Theme, page: Page) -> EffectLayout<'a> {
        let inner = page.inner();
        let stacked = page.is_narrow();
        let label_room = if stacked { inner * 0.64 } else { inner * 0.32 };
        let labels: Vec<Lines> =
            figure.rows.iter().map(|row| font::wrap(&row.label, ROW_LABEL, Face::Regular, label_room, 2)).collect();
        // Over its interval a note has the room that the label leaves.
        let note = |(row, lines): (&Bar, &Lines)| {
            let room = if stacked { inner - lines.width(ROW_LABEL, Face::Regular) - BETWEEN } else { inner * 0.22 };
            font::shorten(&row.note, LABEL, Face::Regular, room)
        };
        let notes: Vec<String> = figure.rows.iter().zip(&labels).map(note).collect();
        let (left, right) = plot_edges(&page, stacked, &labels, &notes);
        let axis = axis::axis(figure, right - left);
        let scale = Scale { values: (axis.low, axis.high), positions: (left, right) };
        let zero = scale.at(0.0);
        let side = |words: String, room: f64| font::wrap(&words, LABEL, Face::SemiBold, room - 10.0, 2);
        let sides =
            [side(arrowed("← ", &figure.left, ""), zero - left), side(arrowed("", &figure.right, " →"), right - zero)];
        let side_lines = sides[0].lines.len().max(sides[1].lines.len());
        let key = Key::new(figure, &page);
        let top = page.top() + key.height() + side_lines as f64 * LINE + 8.0;
        let unit = if figure.unit.is_empty() { 0.0 } else { UNIT };
        let under = NUMBERS + unit + page.foot + page.margin;
        let rows = rows(&labels, stacked, top, page.height - top - under);
        let bottom = rows.last().map_or(top, |row| row.bottom);
        let page = page.ending_at(bottom + NUMBERS + unit);
        EffectLayout {
            figure,
            theme,
            page,
            stacked,
            labels,
            notes,
            key,
            sides,
            ticks: axis::ticks(&axis, &scale, &page),
            scale,
            top,
            rows,
        }
    }

    /// The bottom of the last row.
    fn foot(&self) -> f64 {
        self.rows.last().map_or(self.top, |row| row.bottom)
    }

    fn draw_axis(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let foot = self.foot();
        if let Some((low, high)) = self.figure.range {
            let (left, right) = (self.scale.at(low), self.scale.at(high));
            for row in &self.rows {
                canvas.rectangle((left, row.top + row.words), (right, row.bottom), colours.grid.mix(0.75))?;
            }
        }
        for tick in &self.ticks {
            let x = self.scale.at(tick.value);
            // Row by row, since through stacked words a line would be hard to bear.
            for row in &self.rows {
                draw_line(canvas, self.theme, tick.value, [(x, row.top + row.words), (x, row.bottom)])?;
            }
            let at = (tick.label_x, foot + 6.0 + 0.8 * TICK);
            canvas.text(&tick.label, at, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        let edges = (self.page.margin, self.page.width - self.page.margin);
        let rules = self.rows.iter().map(|row| row.bottom);
        for height in std::iter::once(self.top).chain(rules) {
            let ends = [(edges.0, height), (edges.1, height)];
            canvas.path(&ends, colours.grid.mix(1.0), Pen::Grid)?;
        }
        let (left, right) = self.scale.positions;
        let unit = font::shorten(&self.figure.unit, TICK, Face::Regular, right - left);
        let at = ((left + right) / 2.0, foot + NUMBERS + ASCENT * TICK);
        canvas.text(&unit, at, TICK, Face::Regular, colours.muted, Anchor::Middle)
    }

    fn draw_sides(&self, canvas: &Canvas<'_>) -> Done {
        let zero = self.scale.at(0.0);
        let sides = [
            (&self.sides[0], zero - 8.0, Anchor::Right, self.figure.left_group),
            (&self.sides[1], zero + 8.0, Anchor::Left, self.figure.right_group),
        ];
        for (lines, x, anchor, group) in sides {
            let colour = match self.figure.better {
                Some(_) => self.theme.colours().muted,
                None => self.theme.letters(group),
            };
            let mut baseline = self.top - 8.0 - (lines.lines.len() as f64 - 1.0) * LINE;
            for line in &lines.lines {
                canvas.text(line, (x, baseline), LABEL, Face::SemiBold, colour, anchor)?;
                baseline += LINE;
            }
        }
        Ok(())
    }

    /// The row's label and note.
    fn draw_words(&self, canvas: &Canvas<'_>, row: &Row, lines: &Lines, note: &str) -> Done {
        let colours = self.theme.colours();
        // The middles of the label's first line and of the note.
        let (first, middle) = if self.stacked {
            let first = row.top + LINE / 2.0 + 4.0;
            (first, first)
        } else {
            let half = (lines.lines.len() as f64 - 1.0) * LINE / 2.0;
            (row.middle() - half, row.middle())
        };
        let start = (self.page.margin, first + 0.36 * ROW_LABEL);
        canvas.lines(lines, start, LINE, (ROW_LABEL, Face::Regular), colours.text)?;
        let end = (self.page.width - self.page.margin, middle + 0.36 * LABEL);
        canvas.text(note, end, LABEL, Face::Regular, colours.muted, Anchor::Right)
    }

    fn draw_effect(&self, canvas: &Canvas<'_>, row: &Bar, height: f64) -> Done {
        let colours = self.theme.colours();
        if !row.middle.is_finite() {
            let at = (self.scale.at(0.0) + 8.0, height + 0.36 * LABEL);
            return canvas.text("not defined", at, LABEL, Face::Regular, colours.muted, Anchor::Left);
        }
        let centre = (self.scale.at(row.middle), height);
        let interval = axis::interval(row);
        let side = self.side_colour(row);
        if let Some((low, high)) = interval {
            let colour = side.unwrap_or(colours.muted);
            let ends = [(self.scale.at(low), height), (self.scale.at(high), height)];
            canvas.path(&ends, colour.mix(1.0), Pen::Whisker)?;
        }
        match side {
            Some(colour) => canvas.dot(centre, 4.6, colour),
            None => canvas.ring(centre, 4.0, colours.muted, colours.ground),
        }
    }

    /// The colour of a row that differs; none of the others.
    fn side_colour(&self, row: &Bar) -> Option<RGBColor> {
        match self.figure.coloured(row) {
            -1 => Some(self.theme.line(self.figure.left_group)),
            1 => Some(self.theme.line(self.figure.right_group)),
            _ => None,
        }
    }
}

impl Layout for EffectLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.draw_axis(canvas)?;
        self.key.draw(canvas, self.theme)?;
        self.draw_sides(canvas)?;
        let words = self.labels.iter().zip(&self.notes);
        for ((effect, row), (lines, note)) in self.figure.rows.iter().zip(&self.rows).zip(words) {
            self.draw_words(canvas, row, lines, note)?;
            self.draw_effect(canvas, effect, row.middle())?;
        }
        Ok(())
    }

    fn regions(&self) -> Vec<Region> {
        let Page { width, margin, .. } = self.page;
        let rows = self.rows.iter().enumerate();
        rows.map(|(n, row)| Region::new((margin, row.top), (width - margin, row.bottom), Target::Item(n))).collect()
    }
}

/// Left and right edge of the plot: between the columns of labels and notes, or as wide as the page.
fn plot_edges(page: &Page, stacked: bool, labels: &[Lines], notes: &[String]) -> (f64, f64) {
    let beside = |width: f64| if width > 0.0 && !stacked { width + BETWEEN } else { 0.0 };
    let labels = labels.iter().map(|lines| lines.width(ROW_LABEL, Face::Regular)).fold(0.0, f64::max);
    let notes = notes.iter().map(|note| font::width(note, LABEL, Face::Regular)).fold(0.0, f64::max);
    (page.margin + beside(labels), page.width - page.margin - beside(notes))
}

/// Rows under one another from `top` on, which share a height as far as it suits them.
fn rows(labels: &[Lines], stacked: bool, top: f64, height: f64) -> Vec<Row> {
    let over = |lines: &Lines| if stacked { lines.lines.len().max(1) as f64 * LINE + 4.0 } else { 0.0 };
    let (min, max) = if stacked { ROW_NARROW } else { ROW };
    let all_words: f64 = labels.iter().map(over).sum();
    let height = ((height - all_words) / labels.len() as f64).clamp(min, max);
    let mut bottom = top;
    let row = |lines: &Lines| {
        let (top, words) = (bottom, over(lines));
        bottom += words + height;
        Row { top, bottom, words }
    };
    labels.iter().map(row).collect()
}

/// The words of a side with their arrow; nothing without words.
fn arrowed(before: &str, words: &str, after: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{before}{words}{after}") }
}
