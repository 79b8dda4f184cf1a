//! One panel: axes, events, bands, lines, and labels at the line ends.

use plotters::style::Color as _;

use super::events::Marks;
use super::labels;
use super::page::ASCENT;
use super::scale::{Axis, Range, Scale};
use super::sheet::{Anchor, Pen, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{EVENT, LABEL, PANEL, TICK, Theme};
use super::time;
use super::{Curve, FigureError, Panel, Point};

/// How much of the ground a band covers.
const BAND: f64 = 0.18;
/// From baseline to baseline of a label at a line's end, and of an event row.
const LABEL_LINE: f64 = 15.0;
pub(super) const EVENT_ROW: f64 = 14.0;
const TITLE_LINE: f64 = 18.0;
const UNIT_LINE: f64 = 16.0;
/// Air between the words over a plot and the plot.
const OVER_PLOT: f64 = 8.0;
/// Room for the dates under a plot.
const UNDER_PLOT: f64 = 21.0;
/// From the plot's edge to the numbers at its left, and to the labels at its right.
const BESIDE: f64 = 7.0;

/// The measurements all panels of a page share, in design units.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub width: f64,
    pub title_lines: usize,
    pub has_unit: bool,
    pub event_rows: usize,
    /// Room for numbers left of the plot, and for labels right of it.
    pub left: f64,
    pub right: f64,
    pub plot_height: f64,
}

impl Frame {
    pub(super) fn plot_width(&self) -> f64 {
        (self.width - self.left - self.right).max(1.0)
    }

    /// Height from the panel's top to the plot's.
    pub(super) fn over_plot(&self) -> f64 {
        let unit = if self.has_unit { UNIT_LINE } else { 0.0 };
        self.title_lines as f64 * TITLE_LINE
            + unit
            + self.event_rows as f64 * EVENT_ROW
            + OVER_PLOT
    }

    /// Height of everything but the plot.
    pub(super) fn around_plot(&self) -> f64 {
        self.over_plot() + UNDER_PLOT
    }

    fn value_scale(&self, axis: &Axis) -> Scale {
        Scale {
            values: (axis.low, axis.high),
            places: (self.plot_height, 0.0),
        }
    }
}

/// Room the numbers of an axis need.
pub(super) fn numbers_width(axis: &Axis) -> f64 {
    axis.ticks
        .iter()
        .map(|(_, label)| text::width(label, TICK, Face::Regular))
        .fold(0.0, f64::max)
        + BESIDE
}

pub(super) fn title(panel: &Panel, width: f64) -> Lines {
    text::wrap(&panel.title, PANEL, Face::SemiBold, width, 2)
}

/// The vertical axis: the lines and their bands decide.
pub(super) fn axis(panel: &Panel, wanted: usize) -> Axis {
    let range = match (panel.ceiling_one, panel.floor_zero) {
        (true, _) => Range::Unit,
        (false, true) => Range::Zero,
        (false, false) => Range::Free,
    };
    let values = panel
        .curves
        .iter()
        .flat_map(|curve| &curve.points)
        .flat_map(|point| [point.middle, point.low, point.high]);
    Axis::new(values, range, wanted)
}

fn has_values(curve: &Curve) -> bool {
    curve.points.iter().any(|point| point.middle.is_finite())
}

/// What is written at a line's end; nothing for a curve without a name.
fn name(curve: &Curve) -> String {
    if curve.label.is_empty() || has_values(curve) {
        curve.label.clone()
    } else {
        format!("{}: no values", curve.label)
    }
}

/// The names of a panel's curves, each in two lines at most.
pub(super) fn names(panel: &Panel, room: f64) -> Vec<Lines> {
    let room = room - BESIDE - 2.0;
    panel
        .curves
        .iter()
        .map(|curve| text::wrap(&name(curve), LABEL, Face::Regular, room, 2))
        .collect()
}

/// Room the names need beside the plot.
pub(super) fn names_width(names: &[Lines]) -> f64 {
    names
        .iter()
        .map(|lines| lines.width(LABEL, Face::Regular))
        .fold(0.0, f64::max)
        + BESIDE
        + 2.0
}

/// A panel ready to be drawn.
pub(super) struct Drawing<'a> {
    pub panel: &'a Panel,
    pub frame: &'a Frame,
    pub axis: &'a Axis,
    /// The time axis, if any point has a date.
    pub time: Option<&'a TimeAxis>,
    pub marks: &'a Marks,
    /// Names at the line ends, unless a key gives them.
    pub named: bool,
    pub theme: Theme,
}

/// The calendar all panels share, on the plot's width.
#[derive(Debug, Clone)]
pub(super) struct TimeAxis {
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
}

type Done = Result<(), FigureError>;

impl Drawing<'_> {
    /// The end of a curve's line, relative to the plot.
    fn end(&self, curve: &Curve) -> Option<(f64, f64)> {
        let scale = self.frame.value_scale(self.axis);
        let last = curve
            .points
            .iter()
            .filter(|point| point.middle.is_finite())
            .max_by_key(|point| point.date)?;
        Some((self.time?.scale.at(time::day(last.date)), scale.at(last.middle)))
    }

    /// The heights of the names and their centres beside the plot; `None` if they do not fit.
    pub(super) fn name_places(&self) -> Option<(Vec<Lines>, Vec<f64>)> {
        let names = names(self.panel, self.frame.right);
        if names.iter().any(|lines| lines.cut) {
            return None;
        }
        let height = self.frame.plot_height;
        let wanted: Vec<f64> = self
            .panel
            .curves
            .iter()
            .map(|curve| self.end(curve).map_or(height, |(_, y)| y))
            .collect();
        let heights: Vec<f64> = names
            .iter()
            .map(|lines| lines.lines.len() as f64 * LABEL_LINE)
            .collect();
        let half = LABEL_LINE / 2.0;
        let centres = labels::spread(&wanted, &heights, -half, height + half)?;
        Some((names, centres))
    }

    /// Draws the panel with its top left corner at `x`, `y`.
    pub(super) fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64) -> Done {
        let origin = (x + self.frame.left, y + self.frame.over_plot());
        self.words(sheet, x, y)?;
        self.values(sheet, origin)?;
        self.dates(sheet, origin)?;
        if !self.panel.curves.iter().any(has_values) {
            let middle = (
                origin.0 + self.frame.plot_width() / 2.0,
                origin.1 + self.frame.plot_height / 2.0,
            );
            let colour = self.theme.colours().muted;
            return sheet.text("no values", middle, LABEL, Face::Regular, colour, Anchor::Middle);
        }
        self.events(sheet, origin)?;
        for curve in &self.panel.curves {
            self.band(sheet, curve, origin)?;
        }
        for curve in &self.panel.curves {
            self.line(sheet, curve, origin)?;
        }
        if self.named {
            self.names(sheet, origin)?;
        }
        Ok(())
    }

    fn words(&self, sheet: &Sheet<'_>, x: f64, y: f64) -> Done {
        let colours = self.theme.colours();
        let title = title(self.panel, self.frame.width);
        let mut baseline = y + ASCENT * PANEL;
        for line in &title.lines {
            sheet.text(line, (x, baseline), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
            baseline += TITLE_LINE;
        }
        let unit = text::shorten(&self.panel.unit, LABEL, Face::Regular, self.frame.width);
        sheet.text(&unit, (x, baseline - 1.0), LABEL, Face::Regular, colours.muted, Anchor::Left)
    }

    /// Grid lines and numbers.
    fn values(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let colours = self.theme.colours();
        let scale = self.frame.value_scale(self.axis);
        let right = x + self.frame.plot_width();
        for (value, label) in &self.axis.ticks {
            let height = y + scale.at(*value);
            let (colour, pen) = if *value == 0.0 {
                (colours.axis, Pen::Axis)
            } else {
                (colours.grid, Pen::Grid)
            };
            sheet.path(&[(x, height), (right, height)], colour.mix(1.0), pen)?;
            let place = (x - BESIDE, height + 0.36 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Right)?;
        }
        let foot = y + self.frame.plot_height;
        sheet.path(&[(x, foot), (right, foot)], colours.axis.mix(1.0), Pen::Axis)
    }

    /// Ticks and dates under the plot.
    fn dates(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let Some(axis) = self.time else {
            return Ok(());
        };
        let colours = self.theme.colours();
        let foot = y + self.frame.plot_height;
        for (day, label) in &axis.ticks {
            let tick = x + axis.scale.at(*day);
            sheet.path(&[(tick, foot), (tick, foot + 4.0)], colours.axis.mix(1.0), Pen::Axis)?;
            // The words at the ends of the axis stay over or under their own panel.
            let half = text::width(label, TICK, Face::Regular) / 2.0;
            let low = x - self.frame.left + half;
            let high = x + self.frame.plot_width() + self.frame.right - half;
            let place = (tick.min(high).max(low), foot + 7.0 + 0.8 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        Ok(())
    }

    fn events(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let muted = self.theme.colours().muted;
        for line in &self.marks.lines {
            let colour = line.group.map_or(muted, |group| self.theme.line(group));
            let top = y - 3.0 - line.rows as f64 * EVENT_ROW;
            let bottom = y + self.frame.plot_height;
            let ends = [(x + line.x, bottom), (x + line.x, top)];
            sheet.path(&ends, colour.mix(1.0), Pen::Event)?;
        }
        for flag in &self.marks.flags {
            let colour = flag.group.map_or(muted, |group| self.theme.letters(group));
            let baseline = y - 6.0 - flag.row as f64 * EVENT_ROW;
            let place = (x + flag.left, baseline);
            sheet.text(&flag.text, place, EVENT, Face::Regular, colour, Anchor::Left)?;
        }
        Ok(())
    }

    /// The places of a curve's points by date, in pieces where `place` finds one.
    fn pieces<T>(
        &self,
        curve: &Curve,
        (x, _): (f64, f64),
        place: impl Fn(f64, &Point) -> Option<T>,
    ) -> Vec<Vec<T>> {
        let Some(axis) = self.time else {
            return Vec::new();
        };
        let mut points: Vec<&Point> = curve.points.iter().collect();
        points.sort_by_key(|point| point.date);
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        for point in points {
            match place(x + axis.scale.at(time::day(point.date)), point) {
                Some(found) => piece.push(found),
                None if piece.is_empty() => {}
                None => pieces.push(std::mem::take(&mut piece)),
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
        pieces
    }

    fn band(&self, sheet: &Sheet<'_>, curve: &Curve, origin: (f64, f64)) -> Done {
        let scale = self.frame.value_scale(self.axis);
        let colour = self.theme.line(curve.group);
        let pieces = self.pieces(curve, origin, |x, point| {
            let both = point.low.is_finite() && point.high.is_finite();
            both.then(|| (x, origin.1 + scale.at(point.low), origin.1 + scale.at(point.high)))
        });
        for piece in pieces {
            if let [(x, low, high)] = piece[..] {
                sheet.path(&[(x, low), (x, high)], colour.mix(0.5), Pen::Whisker)?;
                continue;
            }
            let there = piece.iter().map(|&(x, low, _)| (x, low));
            let back = piece.iter().rev().map(|&(x, _, high)| (x, high));
            let outline: Vec<_> = there.chain(back).collect();
            sheet.polygon(&outline, colour.mix(BAND))?;
        }
        Ok(())
    }

    fn line(&self, sheet: &Sheet<'_>, curve: &Curve, origin: (f64, f64)) -> Done {
        let scale = self.frame.value_scale(self.axis);
        let colour = self.theme.line(curve.group);
        let pieces = self.pieces(curve, origin, |x, point| {
            let known = point.middle.is_finite();
            known.then(|| (x, origin.1 + scale.at(point.middle)))
        });
        for piece in pieces {
            if let [only] = piece[..] {
                sheet.dot(only, 2.6, colour)?;
            } else {
                let pen = Pen::of_curve(curve.group, curve.dashed);
                sheet.path(&piece, colour.mix(1.0), pen)?;
            }
        }
        Ok(())
    }

    fn names(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let Some((names, centres)) = self.name_places() else {
            return Ok(());
        };
        let left = x + self.frame.plot_width() + BESIDE;
        for ((curve, lines), centre) in self.panel.curves.iter().zip(&names).zip(centres) {
            let colour = match self.end(curve) {
                Some((end, height)) if !lines.lines.is_empty() => {
                    self.leader(sheet, curve, (x + end, y + height), (left, y + centre))?;
                    self.theme.letters(curve.group)
                }
                _ => self.theme.colours().muted,
            };
            let top = y + centre - lines.lines.len() as f64 * LABEL_LINE / 2.0;
            for (place, line) in lines.lines.iter().enumerate() {
                let baseline = top + place as f64 * LABEL_LINE + LABEL_LINE / 2.0 + 0.36 * LABEL;
                sheet.text(line, (left, baseline), LABEL, Face::Regular, colour, Anchor::Left)?;
            }
        }
        Ok(())
    }

    /// A hair line from a line's end to a name that could not stand beside it.
    fn leader(&self, sheet: &Sheet<'_>, curve: &Curve, end: (f64, f64), name: (f64, f64)) -> Done {
        let beside = name.0 - end.0 < BESIDE + 1.0 && (name.1 - end.1).abs() < LABEL_LINE / 3.0;
        if beside {
            return Ok(());
        }
        let colour = self.theme.line(curve.group).mix(0.7);
        let ends = [(end.0 + 1.5, end.1), (name.0 - 1.5, name.1)];
        sheet.path(&ends, colour, Pen::Leader)
    }
}
