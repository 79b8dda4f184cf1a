//! One panel of μ* against σ: its axes, guides, dots and names. Names stand beside their dots, or at a little distance
//! with a line to them; those without room are listed under the plot.

use plotters::style::Color as _;

use crate::figure::axes::{BESIDE, NUMBERS, UNIT, draw_across, draw_upward, numbers_width};
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face, Lines};
use crate::figure::page::ASCENT;
use crate::figure::panels::{LINE, PanelHeading};
use crate::figure::placement::{NamePlacer, Rectangle};
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::spread::spread;
use crate::figure::theme::{EVENT, LABEL, Theme};

use super::data::{ScatterDot, ScatterPanel};

/// The guides: σ as a share of μ*.
const GUIDES: [(f64, &str); 3] = [(1.0, "σ = μ*"), (0.5, "σ = ½ μ*"), (0.1, "σ = 0.1 μ*")];
const RADIUS: f64 = 4.4;
/// Room over a plot for the name of its axis and the guides that leave it at the top.
const OVER: f64 = 2.0 * LINE + 4.0;
/// A name is this high.
const NAME: f64 = 14.0;
/// The most lines of names that found no room.
const MAX_LINES: usize = 8;

/// One panel, from its own top left corner.
pub(super) struct Plot<'a> {
    pub panel: &'a ScatterPanel,
    pub heading: PanelHeading,
    across: Axis,
    up: Axis,
    /// Edges of the plot.
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
    names: Vec<Name>,
    /// Names that found no room, and those at 0.
    listed: Lines,
}

/// A name beside its dot.
struct Name {
    dot: usize,
    text: String,
    /// Left edge and middle.
    at: (f64, f64),
    leader: Option<[(f64, f64); 2]>,
}

impl<'a> Plot<'a> {
    pub(super) fn new(panel: &'a ScatterPanel, width: f64, many: bool) -> Plot<'a> {
        let heading = PanelHeading::new(&panel.title, &panel.unit, width);
        let shown = || panel.dots.iter().filter(|dot| dot.is_drawn());
        let across = Axis::new(shown().map(|dot| dot.mu_star), Range::Zero, (width / 90.0).clamp(2.0, 6.0) as usize);
        let up = Axis::new(shown().map(|dot| dot.sigma), Range::Zero, 4);
        let guides = GUIDES.iter().map(|(_, label)| font::width(label, EVENT, Face::Regular)).fold(0.0, f64::max);
        let left = numbers_width(&up);
        let right = width - guides - BESIDE;
        let top = heading.height() + OVER;
        let height = ((right - left) * if many { 0.62 } else { 0.72 }).clamp(170.0, 560.0);
        let listed = Lines { lines: Vec::new(), cut: false };
        let mut plot =
            Plot { panel, heading, across, up, left, right, top, foot: top + height, names: Vec::new(), listed };
        if !panel.dots.is_empty() {
            plot.name(width);
        }
        plot
    }

    pub(super) fn height(&self) -> f64 {
        if self.panel.dots.is_empty() {
            return self.heading.height() + LINE + 8.0;
        }
        self.foot + NUMBERS + UNIT + self.listed.lines.len() as f64 * LINE
    }

    fn horizontal(&self) -> Scale {
        Scale { values: (self.across.low, self.across.high), positions: (self.left, self.right) }
    }

    fn vertical(&self) -> Scale {
        Scale { values: (self.up.low, self.up.high), positions: (self.foot, self.top) }
    }

    pub(super) fn at(&self, dot: &ScatterDot) -> (f64, f64) {
        (self.horizontal().at(dot.mu_star), self.vertical().at(dot.sigma))
    }

    /// Finds positions for the names, the largest effects first.
    fn name(&mut self, width: f64) {
        let dots: Vec<(usize, (f64, f64))> = (0..self.panel.dots.len())
            .filter(|n| {
                let dot = &self.panel.dots[*n];
                dot.is_drawn() && (dot.mu_star, dot.sigma) != (0.0, 0.0)
            })
            .map(|n| (n, self.at(&self.panel.dots[n])))
            .collect();
        let bounds = Rectangle { left: self.left + 2.0, top: self.top, right: self.right, bottom: self.foot };
        let mut placer = NamePlacer::new(bounds, dots.iter().map(|(_, at)| *at), RADIUS + 1.5, self.guide_lines());
        let mut order = dots.clone();
        order.sort_by(|one, other| other.1.0.total_cmp(&one.1.0));
        let mut unplaced = Vec::new();
        for (n, centre) in order {
            let text = font::clean(&self.panel.dots[n].label);
            let size = (font::width(&text, LABEL, Face::Regular), NAME);
            match placer.find_position(centre, size, RADIUS) {
                Some(found) => {
                    self.names.push(Name { dot: n, text, at: found.at, leader: found.leader });
                }
                None => unplaced.push(text),
            }
        }
        let still = self.panel.dots.iter().filter(|dot| (dot.mu_star, dot.sigma) == (0.0, 0.0));
        let still: Vec<String> = still.map(|dot| font::clean(&dot.label)).collect();
        let mut listed = String::new();
        for (head, names) in [("At 0: ", still), ("Without room for a name, by μ*: ", unplaced)] {
            if !names.is_empty() {
                listed.push_str(&format!("{head}{}. ", names.join(", ")));
            }
        }
        self.listed = font::wrap(&listed, LABEL, Face::Regular, width, MAX_LINES);
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, theme: Theme, (x, y): (f64, f64), width: f64) -> Done {
        let colours = theme.colours();
        if self.panel.dots.is_empty() {
            let note = font::shorten(&self.panel.note, LABEL, Face::Regular, width);
            let at = (x, y + self.heading.height() + LINE);
            return canvas.text(&note, at, LABEL, Face::Regular, colours.muted, Anchor::Left);
        }
        self.axes(canvas, theme, (x, y), width)?;
        self.guides(canvas, theme, (x, y))?;
        for name in &self.names {
            if let Some(ends) = name.leader {
                let ends = ends.map(|(a, b)| (x + a, y + b));
                canvas.path(&ends, colours.axis.mix(1.0), Pen::Leader)?;
            }
        }
        for dot in self.panel.dots.iter().filter(|dot| dot.is_drawn()) {
            let (a, b) = self.at(dot);
            let centre = (x + a, y + b);
            if dot.detectable {
                canvas.dot(centre, RADIUS, theme.line(0))?;
            } else {
                canvas.ring(centre, RADIUS - 0.6, colours.muted, colours.ground)?;
            }
        }
        for name in &self.names {
            let ink = if self.panel.dots[name.dot].detectable { colours.text } else { colours.muted };
            let at = (x + name.at.0, y + name.at.1 + 0.36 * LABEL);
            canvas.text(&name.text, at, LABEL, Face::Regular, ink, Anchor::Left)?;
        }
        let under = (x, y + self.foot + NUMBERS + UNIT + ASCENT * LABEL);
        canvas.lines(&self.listed, under, LINE, (LABEL, Face::Regular), colours.muted)?;
        Ok(())
    }

    fn axes(&self, canvas: &Canvas<'_>, theme: Theme, (x, y): (f64, f64), width: f64) -> Done {
        let colours = theme.colours();
        let scale = Scale { positions: (x + self.left, x + self.right), ..self.horizontal() };
        draw_across(canvas, theme, (&self.across, &scale), (y + self.top, y + self.foot), (x, x + width))?;
        let edges = (x + self.left, x + self.right);
        draw_upward(canvas, theme, &self.up, |value| y + self.vertical().at(value), edges)?;
        let up = font::shorten("σ: how much the effect differs", LABEL, Face::Regular, width);
        let baseline = y + self.heading.height() + ASCENT * LABEL + 3.0;
        canvas.text(&up, (x, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        let across = font::shorten("μ*: how large it is in the mean", LABEL, Face::Regular, self.right - self.left);
        let at = (x + (self.left + self.right) / 2.0, y + self.foot + NUMBERS + ASCENT * LABEL - 1.0);
        canvas.text(&across, at, LABEL, Face::Regular, colours.muted, Anchor::Middle)
    }

    /// The end of a guide in values, and whether it leaves the plot at its right.
    fn end(&self, share: f64) -> ((f64, f64), bool) {
        let (high, far) = (self.up.high, self.across.high);
        if share * far <= high { ((far, share * far), true) } else { ((high / share, high), false) }
    }

    fn guide_lines(&self) -> Vec<[(f64, f64); 2]> {
        let (across, up) = (self.horizontal(), self.vertical());
        let place = |(x, y): (f64, f64)| (across.at(x), up.at(y));
        GUIDES.iter().map(|(share, _)| [place((0.0, 0.0)), place(self.end(*share).0)]).collect()
    }

    /// Lines of one σ by μ*, named where they leave the plot: at its top or its right.
    fn guides(&self, canvas: &Canvas<'_>, theme: Theme, (x, y): (f64, f64)) -> Done {
        let colours = theme.colours();
        let (mut over, mut beside) = (Vec::new(), Vec::new());
        for ((share, label), [from, to]) in GUIDES.into_iter().zip(self.guide_lines()) {
            let ends = [from, to].map(|(a, b)| (x + a, y + b));
            canvas.path(&ends, colours.axis.mix(1.0), Pen::FarLeader)?;
            if self.end(share).1 { beside.push((to.1, label)) } else { over.push((to.0, label)) }
        }
        let heights = vec![NAME; beside.len()];
        let wanted: Vec<f64> = beside.iter().map(|(height, _)| *height).collect();
        for (centre, (_, label)) in
            spread(&wanted, &heights, self.top - NAME / 2.0, self.foot).unwrap_or_default().into_iter().zip(&beside)
        {
            let at = (x + self.right + BESIDE, y + centre + 0.36 * EVENT);
            canvas.text(label, at, EVENT, Face::Regular, colours.muted, Anchor::Left)?;
        }
        let widths: Vec<f64> = over.iter().map(|(_, label)| font::width(label, EVENT, Face::Regular) + 10.0).collect();
        let wanted: Vec<f64> = over.iter().map(|(place, _)| *place).collect();
        let found = spread(&wanted, &widths, 0.0, self.right + BESIDE).unwrap_or_default();
        for (centre, (_, label)) in found.into_iter().zip(&over) {
            let at = (x + centre, y + self.top - 5.0);
            canvas.text(label, at, EVENT, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        Ok(())
    }
}
