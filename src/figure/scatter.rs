//! μ* against σ: how large a knob's effect is, and how much it differs from place to place.

use plotters::style::Color as _;

use super::drawn::{Drawn, Place, What};
use super::frame::{BESIDE, numbers_width};
use super::labels::spread;
use super::page::{ASCENT, Design, Words};
use super::place::{Area, Taken};
use super::scale::{Axis, Range, Scale};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{EVENT, LABEL, TICK, Theme};
use super::tiles::{Heading, LINE, NUMBERS, Tiles, UNIT, numbers};
use super::{FigureError, Size};

/// A page of panels, each with a dot for every knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide where no panel has many dots.
    pub panels: Vec<ScatterPanel>,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterPanel {
    /// The outcome.
    pub title: String,
    /// What both axes count.
    pub unit: String,
    /// What to say where there are no dots.
    pub note: String,
    /// The knobs.
    pub dots: Vec<ScatterDot>,
}

/// One knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterDot {
    /// Its name, written beside it.
    pub label: String,
    /// μ*.
    pub mu_star: f64,
    /// σ.
    pub sigma: f64,
    /// Whether it can be told from chance: a full dot, or an open one.
    pub told: bool,
}

impl ScatterDot {
    /// Whether it has a place.
    fn is_drawn(&self) -> bool {
        self.mu_star.is_finite() && self.sigma.is_finite()
    }
}

/// The guides: σ as a share of μ*.
const GUIDES: [(f64, &str); 3] = [(1.0, "σ = μ*"), (0.5, "σ = ½ μ*"), (0.1, "σ = 0.1 μ*")];
/// More dots than this have a panel as wide as the page.
const MANY: usize = 10;
const RADIUS: f64 = 4.4;
/// Room over a plot for the name of its axis and the guides that leave it at the top.
const OVER: f64 = 2.0 * LINE + 4.0;
/// A name is this high.
const NAME: f64 = 14.0;
/// The most lines of names that found no room.
const MOST_LINES: usize = 8;

/// Draws μ* against σ as SVG, in the same type and colours as [`curves_svg`](super::curves_svg).
///
/// Names stand beside their dots, or at a little distance with a line to them; those without room are listed under
/// the plot. The page ends under its last line.
///
/// # Errors
///
/// [`FigureError::Empty`] without a panel, [`FigureError::Size`] for a size out of range,
/// [`FigureError::Drawing`] if plotters fails.
pub fn scatter_svg(figure: &ScatterFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its dots.
pub(super) fn drawn(figure: &ScatterFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.panels.is_empty() {
        return Err(FigureError::Empty);
    }
    let plan = Plan::new(figure, theme, Design::new(size)?);
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let svg = sheet::draw(&plan.design, &name, theme.colours().ground, |sheet| plan.draw(sheet))?;
    Ok(Drawn { svg, places: plan.dot_places() })
}

/// Where everything on the page goes.
struct Plan<'a> {
    theme: Theme,
    design: Design,
    words: Words,
    tiles: Tiles,
    plots: Vec<Plot<'a>>,
    places: Vec<(f64, f64)>,
}

/// One panel, from its own top left corner.
struct Plot<'a> {
    panel: &'a ScatterPanel,
    heading: Heading,
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
    place: (f64, f64),
    leader: Option<[(f64, f64); 2]>,
}

impl<'a> Plan<'a> {
    fn new(figure: &'a ScatterFigure, theme: Theme, design: Design) -> Plan<'a> {
        let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
        let many = figure.panels.iter().any(|panel| panel.dots.len() > MANY);
        let tiles = Tiles::new(&design, figure.panels.len(), if many { 1 } else { 2 });
        let plots: Vec<Plot<'_>> = figure.panels.iter().map(|panel| Plot::new(panel, tiles.width, many)).collect();
        let heights: Vec<f64> = plots.iter().map(Plot::height).collect();
        let top = design.margin + words.head();
        let (places, bottom) = tiles.places(&design, top, &heights);
        let mut design = design;
        design.height = bottom + words.foot() + design.margin;
        Plan { theme, design, words, tiles, plots, places }
    }

    fn dot_places(&self) -> Vec<Place> {
        let page = (self.design.width, self.design.height);
        let dots = self
            .plots
            .iter()
            .zip(&self.places)
            .flat_map(|(plot, corner)| plot.panel.dots.iter().map(move |dot| (plot, corner, dot)));
        let drawn = dots.enumerate().filter(|(_, (_, _, dot))| dot.is_drawn());
        let place = |(n, (plot, (x, y), dot)): (usize, (&Plot<'_>, &(f64, f64), &ScatterDot))| {
            let (a, b) = plot.at(dot);
            Place::around((x + a, y + b), page, What::Item(n))
        };
        drawn.map(place).collect()
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        self.words.draw(sheet, &self.design)?;
        for (plot, place) in self.plots.iter().zip(&self.places) {
            plot.heading.draw(sheet, self.theme, *place)?;
            plot.draw(sheet, self.theme, *place, self.tiles.width)?;
        }
        Ok(())
    }
}

impl<'a> Plot<'a> {
    fn new(panel: &'a ScatterPanel, width: f64, many: bool) -> Plot<'a> {
        let heading = Heading::new(&panel.title, &panel.unit, width);
        let shown = || panel.dots.iter().filter(|dot| dot.is_drawn());
        let across = Axis::new(shown().map(|dot| dot.mu_star), Range::Zero, (width / 90.0).clamp(2.0, 6.0) as usize);
        let up = Axis::new(shown().map(|dot| dot.sigma), Range::Zero, 4);
        let guides = GUIDES.iter().map(|(_, label)| text::width(label, EVENT, Face::Regular)).fold(0.0, f64::max);
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

    fn height(&self) -> f64 {
        if self.panel.dots.is_empty() {
            return self.heading.height() + LINE + 8.0;
        }
        self.foot + NUMBERS + UNIT + self.listed.lines.len() as f64 * LINE
    }

    fn horizontal(&self) -> Scale {
        Scale { values: (self.across.low, self.across.high), places: (self.left, self.right) }
    }

    fn vertical(&self) -> Scale {
        Scale { values: (self.up.low, self.up.high), places: (self.foot, self.top) }
    }

    fn at(&self, dot: &ScatterDot) -> (f64, f64) {
        (self.horizontal().at(dot.mu_star), self.vertical().at(dot.sigma))
    }

    /// Finds places for the names, the largest effects first.
    fn name(&mut self, width: f64) {
        let dots: Vec<(usize, (f64, f64))> = (0..self.panel.dots.len())
            .filter(|n| {
                let dot = &self.panel.dots[*n];
                dot.is_drawn() && (dot.mu_star, dot.sigma) != (0.0, 0.0)
            })
            .map(|n| (n, self.at(&self.panel.dots[n])))
            .collect();
        let bounds = Area { left: self.left + 2.0, top: self.top, right: self.right, bottom: self.foot };
        let mut taken = Taken::new(bounds, dots.iter().map(|(_, place)| *place), RADIUS + 1.5, self.guide_lines());
        let mut order = dots.clone();
        order.sort_by(|one, other| other.1.0.total_cmp(&one.1.0));
        let mut unplaced = Vec::new();
        for (n, centre) in order {
            let text = text::clean(&self.panel.dots[n].label);
            let size = (text::width(&text, LABEL, Face::Regular), NAME);
            match taken.place(centre, size, RADIUS) {
                Some(found) => {
                    self.names.push(Name { dot: n, text, place: found.place, leader: found.leader });
                }
                None => unplaced.push(text),
            }
        }
        let still = self.panel.dots.iter().filter(|dot| (dot.mu_star, dot.sigma) == (0.0, 0.0));
        let still: Vec<String> = still.map(|dot| text::clean(&dot.label)).collect();
        let mut listed = String::new();
        for (head, names) in [("At 0: ", still), ("Without room for a name, by μ*: ", unplaced)] {
            if !names.is_empty() {
                listed.push_str(&format!("{head}{}. ", names.join(", ")));
            }
        }
        self.listed = text::wrap(&listed, LABEL, Face::Regular, width, MOST_LINES);
    }

    fn draw(&self, sheet: &Sheet<'_>, theme: Theme, (x, y): (f64, f64), width: f64) -> Result<(), FigureError> {
        let colours = theme.colours();
        if self.panel.dots.is_empty() {
            let note = text::shorten(&self.panel.note, LABEL, Face::Regular, width);
            let place = (x, y + self.heading.height() + LINE);
            return sheet.text(&note, place, LABEL, Face::Regular, colours.muted, Anchor::Left);
        }
        self.axes(sheet, theme, (x, y), width)?;
        self.guides(sheet, theme, (x, y))?;
        for name in &self.names {
            if let Some(ends) = name.leader {
                let ends = ends.map(|(a, b)| (x + a, y + b));
                sheet.path(&ends, colours.axis.mix(1.0), Pen::Leader)?;
            }
        }
        for dot in self.panel.dots.iter().filter(|dot| dot.is_drawn()) {
            let (a, b) = self.at(dot);
            let centre = (x + a, y + b);
            if dot.told {
                sheet.dot(centre, RADIUS, theme.line(0))?;
            } else {
                sheet.ring(centre, RADIUS - 0.6, colours.muted, colours.ground)?;
            }
        }
        for name in &self.names {
            let ink = if self.panel.dots[name.dot].told { colours.text } else { colours.muted };
            let place = (x + name.place.0, y + name.place.1 + 0.36 * LABEL);
            sheet.text(&name.text, place, LABEL, Face::Regular, ink, Anchor::Left)?;
        }
        let mut baseline = y + self.foot + NUMBERS + UNIT + ASCENT * LABEL;
        for line in &self.listed.lines {
            sheet.text(line, (x, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
            baseline += LINE;
        }
        Ok(())
    }

    fn axes(&self, sheet: &Sheet<'_>, theme: Theme, (x, y): (f64, f64), width: f64) -> Result<(), FigureError> {
        let colours = theme.colours();
        let scale = Scale { places: (x + self.left, x + self.right), ..self.horizontal() };
        numbers(sheet, theme, &self.across, &scale, (y + self.top, y + self.foot), (x, x + width))?;
        for (value, label) in &self.up.ticks {
            let height = y + self.vertical().at(*value);
            let (colour, pen) = if *value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
            sheet.path(&[(x + self.left, height), (x + self.right, height)], colour.mix(1.0), pen)?;
            let place = (x + self.left - BESIDE, height + 0.36 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Right)?;
        }
        let room = width;
        let up = text::shorten("σ: how much the effect differs", LABEL, Face::Regular, room);
        let baseline = y + self.heading.height() + ASCENT * LABEL + 3.0;
        sheet.text(&up, (x, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        let across = text::shorten("μ*: how large it is in the mean", LABEL, Face::Regular, self.right - self.left);
        let place = (x + (self.left + self.right) / 2.0, y + self.foot + NUMBERS + ASCENT * LABEL - 1.0);
        sheet.text(&across, place, LABEL, Face::Regular, colours.muted, Anchor::Middle)
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
    fn guides(&self, sheet: &Sheet<'_>, theme: Theme, (x, y): (f64, f64)) -> Result<(), FigureError> {
        let colours = theme.colours();
        let (mut over, mut beside) = (Vec::new(), Vec::new());
        for ((share, label), [from, to]) in GUIDES.into_iter().zip(self.guide_lines()) {
            let ends = [from, to].map(|(a, b)| (x + a, y + b));
            sheet.path(&ends, colours.axis.mix(1.0), Pen::FarLeader)?;
            if self.end(share).1 { beside.push((to.1, label)) } else { over.push((to.0, label)) }
        }
        let heights = vec![NAME; beside.len()];
        let wanted: Vec<f64> = beside.iter().map(|(height, _)| *height).collect();
        for (centre, (_, label)) in
            spread(&wanted, &heights, self.top - NAME / 2.0, self.foot).unwrap_or_default().into_iter().zip(&beside)
        {
            let place = (x + self.right + BESIDE, y + centre + 0.36 * EVENT);
            sheet.text(label, place, EVENT, Face::Regular, colours.muted, Anchor::Left)?;
        }
        let widths: Vec<f64> = over.iter().map(|(_, label)| text::width(label, EVENT, Face::Regular) + 10.0).collect();
        let wanted: Vec<f64> = over.iter().map(|(place, _)| *place).collect();
        let found = spread(&wanted, &widths, 0.0, self.right + BESIDE).unwrap_or_default();
        for (centre, (_, label)) in found.into_iter().zip(&over) {
            let place = (x + centre, y + self.top - 5.0);
            sheet.text(label, place, EVENT, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        Ok(())
    }
}
