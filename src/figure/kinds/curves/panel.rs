//! One panel: its words, axes and events. Its bands, lines and names are in `lines`.

use plotters::style::Color as _;

use crate::figure::axes;
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::page_text::ASCENT;
use crate::figure::panels::{TITLE_LINE, UNIT_GAP};
use crate::figure::scale::Axis;
use crate::figure::theme::{EVENT, LABEL, PANEL, TICK, Theme};

use super::data::Panel;
use super::events::Marks;
use super::frame::{self, EVENT_ROW, Frame, TimeAxis, Unit};

/// A panel ready to be drawn.
pub(super) struct PanelLayout<'a> {
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

impl PanelLayout<'_> {
    /// Draws the panel with its top left corner there.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Done {
        let origin = (x + self.frame.left, y + self.frame.over_plot());
        self.words(canvas, x, y)?;
        self.dates(canvas, origin)?;
        if !self.panel.curves.iter().any(frame::has_values) {
            let middle = (origin.0 + self.frame.plot_width() / 2.0, origin.1 + self.frame.plot_height / 2.0);
            let colour = self.theme.colours().muted;
            return canvas.text("no values", middle, LABEL, Face::Regular, colour, Anchor::Middle);
        }
        self.values(canvas, origin)?;
        self.events(canvas, origin)?;
        for curve in &self.panel.curves {
            self.band(canvas, curve, origin)?;
        }
        for curve in &self.panel.curves {
            self.line(canvas, curve, origin)?;
        }
        if self.has_marks() {
            for curve in &self.panel.curves {
                self.marks(canvas, curve, origin)?;
            }
        }
        if self.named {
            self.names(canvas, origin)?;
        }
        Ok(())
    }

    fn words(&self, canvas: &Canvas<'_>, x: f64, y: f64) -> Done {
        let colours = self.theme.colours();
        let title = frame::title(self.panel, self.frame.width);
        let top = (x, y + ASCENT * PANEL);
        let baseline = canvas.lines(&title, top, TITLE_LINE, (PANEL, Face::SemiBold), colours.text)?;
        let at = match self.frame.unit {
            Unit::Absent | Unit::OwnLine => (x, baseline - 1.0),
            Unit::BesideTitle => (x + title.width(PANEL, Face::SemiBold) + UNIT_GAP, y + ASCENT * PANEL),
        };
        let room = self.frame.width - (at.0 - x);
        let unit = font::shorten(&self.panel.unit, LABEL, Face::Regular, room);
        canvas.text(&unit, at, LABEL, Face::Regular, colours.muted, Anchor::Left)
    }

    /// Grid lines and numbers.
    fn values(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Done {
        let scale = self.frame.value_scale(self.axis);
        let right = x + self.frame.plot_width();
        axes::draw_upward(canvas, self.theme, self.axis, |value| y + scale.at(value), (x, right))
    }

    /// The line under the plot with its ticks and dates.
    fn dates(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Done {
        let colours = self.theme.colours();
        let foot = y + self.frame.plot_height;
        let right = x + self.frame.plot_width();
        canvas.path(&[(x, foot), (right, foot)], colours.axis.mix(1.0), Pen::Axis)?;
        let Some(axis) = self.time else {
            return Ok(());
        };
        for (day, label) in &axis.ticks {
            let tick = x + axis.scale.at(*day);
            canvas.path(&[(tick, foot), (tick, foot + 4.0)], colours.axis.mix(1.0), Pen::Axis)?;
            // The words at the ends of the axis stay over or under their own panel.
            let half = font::width(label, TICK, Face::Regular) / 2.0;
            let low = x - self.frame.left + half;
            let high = x + self.frame.plot_width() + self.frame.right - half;
            let at = (tick.min(high).max(low), foot + 7.0 + 0.8 * TICK);
            canvas.text(label, at, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        Ok(())
    }

    fn events(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Done {
        let muted = self.theme.colours().muted;
        for line in &self.marks.lines {
            let colour = line.group.map_or(muted, |group| self.theme.line(group));
            let top = y - 3.0 - line.rows as f64 * EVENT_ROW;
            let bottom = y + self.frame.plot_height;
            let ends = [(x + line.x, bottom), (x + line.x, top)];
            canvas.path(&ends, colour.mix(1.0), Pen::Event)?;
        }
        for flag in &self.marks.flags {
            let colour = flag.group.map_or(muted, |group| self.theme.letters(group));
            let baseline = y - 6.0 - flag.row as f64 * EVENT_ROW;
            let at = (x + flag.left, baseline);
            canvas.text(&flag.text, at, EVENT, Face::Regular, colour, Anchor::Left)?;
        }
        Ok(())
    }
}
