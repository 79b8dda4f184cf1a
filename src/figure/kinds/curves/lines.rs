//! The bands and lines of a panel, and the names at the lines' ends.

use plotters::style::Color as _;

use crate::figure::axes::BESIDE;
use crate::figure::canvas::{Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{Face, Lines};
use crate::figure::spread::spread;
use crate::figure::theme::{LABEL, Theme};

use super::data::{Curve, Point};
use super::frame;
use super::panel::PanelLayout;
use super::time;

/// How much of the ground a band covers.
const BAND: f64 = 0.18;
/// Marks on a curve.
const MARKS: usize = 5;
/// Half the size of a mark.
pub(super) const MARK: f64 = 3.2;
/// Between the strokes of a hatched band.
const HATCH: f64 = 6.0;
/// From baseline to baseline of a name in two lines.
const NAME_LINE: f64 = 15.0;

impl PanelLayout<'_> {
    /// The end of a curve's line, relative to the plot.
    fn end(&self, curve: &Curve) -> Option<(f64, f64)> {
        let scale = self.frame.value_scale(self.axis);
        let last = curve.points.iter().filter(|point| point.middle.is_finite()).max_by_key(|point| point.date)?;
        Some((self.time?.scale.at(time::day(last.date)), scale.at(last.middle)))
    }

    /// The heights of the names and their centres beside the plot; `None` if they do not fit.
    pub(super) fn name_positions(&self) -> Option<(Vec<Lines>, Vec<f64>)> {
        let names = frame::names(self.panel, self.frame.right);
        if names.iter().any(|lines| lines.cut) {
            return None;
        }
        let height = self.frame.plot_height;
        let wanted: Vec<f64> =
            self.panel.curves.iter().map(|curve| self.end(curve).map_or(height, |(_, y)| y)).collect();
        let heights: Vec<f64> = names.iter().map(|lines| lines.lines.len() as f64 * NAME_LINE).collect();
        let half = NAME_LINE / 2.0;
        // Words of events may reach over the names.
        let top = if self.frame.event_rows > 0 { 0.0 } else { -half };
        let centres = spread(&wanted, &heights, top, height + half)?;
        Some((names, centres))
    }

    /// A curve's points by date, in pieces without gaps; `locate` gives the position of a point that has one.
    fn pieces<T>(&self, curve: &Curve, (x, _): (f64, f64), locate: impl Fn(f64, &Point) -> Option<T>) -> Vec<Vec<T>> {
        let Some(axis) = self.time else {
            return Vec::new();
        };
        let mut points: Vec<&Point> = curve.points.iter().collect();
        points.sort_by_key(|point| point.date);
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        for point in points {
            match locate(x + axis.scale.at(time::day(point.date)), point) {
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

    /// Whether curves have marks: where there are many, or no colours.
    pub(super) fn has_marks(&self) -> bool {
        self.panel.is_crowded() || (self.theme == Theme::Mono && self.panel.curves.len() > 1)
    }

    /// The ends of a curve's band, in pieces without gaps: the date, and the heights of both ends.
    fn ends(&self, curve: &Curve, origin: (f64, f64)) -> Vec<Vec<(f64, f64, f64)>> {
        let scale = self.frame.value_scale(self.axis);
        self.pieces(curve, origin, |x, point| {
            let both = point.low.is_finite() && point.high.is_finite();
            both.then(|| (x, origin.1 + scale.at(point.low), origin.1 + scale.at(point.high)))
        })
    }

    /// Marks at regular distances along a curve, each curve's a little later than the last one's, so that they do not
    /// cover one another; where there are many curves each has a stroke over its interval.
    pub(super) fn marks(&self, canvas: &Canvas<'_>, curve: &Curve, origin: (f64, f64)) -> Done {
        let scale = self.frame.value_scale(self.axis);
        let number = self.panel.curves.iter().position(|other| std::ptr::eq(other, curve)).unwrap_or(0);
        let share = (number as f64 + 0.5) / self.panel.curves.len() as f64;
        let width = self.frame.plot_width();
        let (line, ground) = (self.theme.line(curve.group), self.theme.colours().ground);
        let points: Vec<(f64, f64)> = self
            .pieces(curve, origin, |x, point| point.middle.is_finite().then(|| (x, origin.1 + scale.at(point.middle))))
            .concat();
        let ends = self.ends(curve, origin).concat();
        for mark in 0..MARKS {
            let wanted = origin.0 + width * (mark as f64 + share) / MARKS as f64;
            let step = width / MARKS as f64 / 2.0;
            let near = |x: f64| (x - wanted).abs();
            let Some(at) = points.iter().min_by(|a, b| near(a.0).total_cmp(&near(b.0))).filter(|at| near(at.0) <= step)
            else {
                continue;
            };
            if self.panel.is_crowded()
                && let Some((x, low, high)) = ends.iter().find(|end| end.0 == at.0)
            {
                canvas.path(&[(*x, *low), (*x, *high)], line.mix(0.55), Pen::Whisker)?;
            }
            canvas.mark(*at, MARK, curve.group, line, ground)?;
        }
        Ok(())
    }

    /// A band as strokes from its lower to its upper end.
    fn hatched(&self, canvas: &Canvas<'_>, curve: &Curve, piece: &[(f64, f64, f64)]) -> Done {
        let colour = self.theme.line(curve.group).mix(0.6);
        let shift = curve.group as f64 * HATCH / 3.0;
        let mut last = f64::NEG_INFINITY;
        for (x, low, high) in piece {
            let stroke = ((x + shift) / HATCH).floor();
            if stroke > last {
                canvas.path(&[(*x, *low), (*x, *high)], colour, Pen::Leader)?;
                last = stroke;
            }
        }
        Ok(())
    }

    pub(super) fn band(&self, canvas: &Canvas<'_>, curve: &Curve, origin: (f64, f64)) -> Done {
        if self.panel.is_crowded() {
            return Ok(());
        }
        let colour = self.theme.line(curve.group);
        for piece in self.ends(curve, origin) {
            if self.theme == Theme::Mono && piece.len() > 1 {
                self.hatched(canvas, curve, &piece)?;
                continue;
            }
            if let [(x, low, high)] = piece[..] {
                canvas.path(&[(x, low), (x, high)], colour.mix(0.5), Pen::Whisker)?;
                continue;
            }
            let there = piece.iter().map(|&(x, low, _)| (x, low));
            let back = piece.iter().rev().map(|&(x, _, high)| (x, high));
            let outline: Vec<_> = there.chain(back).collect();
            canvas.polygon(&outline, colour.mix(BAND))?;
        }
        Ok(())
    }

    pub(super) fn line(&self, canvas: &Canvas<'_>, curve: &Curve, origin: (f64, f64)) -> Done {
        let scale = self.frame.value_scale(self.axis);
        let colour = self.theme.line(curve.group);
        let pieces = self.pieces(curve, origin, |x, point| {
            let known = point.middle.is_finite();
            known.then(|| (x, origin.1 + scale.at(point.middle)))
        });
        for piece in pieces {
            if let [only] = piece[..] {
                canvas.dot(only, 2.6, colour)?;
            } else {
                let pen = Pen::of_curve(self.theme, curve.group, curve.dashed);
                canvas.path(&piece, colour.mix(1.0), pen)?;
            }
        }
        Ok(())
    }

    pub(super) fn names(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Done {
        let Some((names, centres)) = self.name_positions() else {
            return Ok(());
        };
        let left = x + self.frame.plot_width() + BESIDE;
        for ((curve, lines), centre) in self.panel.curves.iter().zip(&names).zip(centres) {
            let colour = match self.end(curve) {
                Some((end, height)) if !lines.lines.is_empty() => {
                    self.leader(canvas, curve, (x + end, y + height), (left, y + centre))?;
                    self.theme.letters(curve.group)
                }
                _ => self.theme.colours().muted,
            };
            let top = y + centre - lines.lines.len() as f64 * NAME_LINE / 2.0;
            let baseline = top + NAME_LINE / 2.0 + 0.36 * LABEL;
            canvas.lines(lines, (left, baseline), NAME_LINE, (LABEL, Face::Regular), colour)?;
        }
        Ok(())
    }

    /// Leads from a line's end to a name that could not stand beside it: dotted and level as far as the plot
    /// goes, so that it is not mistaken for data, then straight to the name.
    fn leader(&self, canvas: &Canvas<'_>, curve: &Curve, end: (f64, f64), name: (f64, f64)) -> Done {
        let colour = self.theme.line(curve.group).mix(1.0);
        let edge = name.0 - BESIDE;
        let far = edge - end.0 > 4.0;
        if far {
            canvas.path(&[(end.0 + 4.0, end.1), (edge, end.1)], colour, Pen::FarLeader)?;
        }
        if far || (name.1 - end.1).abs() > 0.8 * NAME_LINE {
            let ends = [(edge + 1.5, end.1), (name.0 - 1.5, name.1)];
            canvas.path(&ends, colour, Pen::Leader)?;
        }
        Ok(())
    }
}
