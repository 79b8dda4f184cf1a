//! One panel: its words, axes and events. Its bands, lines and names are in `lines`.

use plotters::style::Color as _;

use super::events::Marks;
use super::frame::{self, BESIDE, EVENT_ROW, Frame, TITLE_LINE, TimeAxis, UNIT_GAP, Unit};
use super::page::ASCENT;
use super::scale::Axis;
use super::sheet::{Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{EVENT, LABEL, PANEL, TICK, Theme};
use super::{FigureError, Panel};

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

pub(super) type Done = Result<(), FigureError>;

impl Drawing<'_> {
    /// Draws the panel with its top left corner at `x`, `y`.
    pub(super) fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64) -> Done {
        let origin = (x + self.frame.left, y + self.frame.over_plot());
        self.words(sheet, x, y)?;
        self.dates(sheet, origin)?;
        if !self.panel.curves.iter().any(frame::has_values) {
            let middle = (origin.0 + self.frame.plot_width() / 2.0, origin.1 + self.frame.plot_height / 2.0);
            let colour = self.theme.colours().muted;
            return sheet.text("no values", middle, LABEL, Face::Regular, colour, Anchor::Middle);
        }
        self.values(sheet, origin)?;
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
        let title = frame::title(self.panel, self.frame.width);
        let mut baseline = y + ASCENT * PANEL;
        for line in &title.lines {
            sheet.text(line, (x, baseline), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
            baseline += TITLE_LINE;
        }
        let place = match self.frame.unit {
            Unit::Absent | Unit::OwnLine => (x, baseline - 1.0),
            Unit::BesideTitle => (x + title.width(PANEL, Face::SemiBold) + UNIT_GAP, y + ASCENT * PANEL),
        };
        let room = self.frame.width - (place.0 - x);
        let unit = text::shorten(&self.panel.unit, LABEL, Face::Regular, room);
        sheet.text(&unit, place, LABEL, Face::Regular, colours.muted, Anchor::Left)
    }

    /// Grid lines and numbers.
    fn values(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let colours = self.theme.colours();
        let scale = self.frame.value_scale(self.axis);
        let right = x + self.frame.plot_width();
        for (value, label) in &self.axis.ticks {
            let height = y + scale.at(*value);
            let (colour, pen) = if *value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
            sheet.path(&[(x, height), (right, height)], colour.mix(1.0), pen)?;
            let place = (x - BESIDE, height + 0.36 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Right)?;
        }
        Ok(())
    }

    /// The line under the plot with its ticks and dates.
    fn dates(&self, sheet: &Sheet<'_>, (x, y): (f64, f64)) -> Done {
        let colours = self.theme.colours();
        let foot = y + self.frame.plot_height;
        let right = x + self.frame.plot_width();
        sheet.path(&[(x, foot), (right, foot)], colours.axis.mix(1.0), Pen::Axis)?;
        let Some(axis) = self.time else {
            return Ok(());
        };
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
}
