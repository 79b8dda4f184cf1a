//! Where everything on a page of curves goes, and its drawing but for the panels.

use plotters::style::Color as _;

use crate::figure::axes::numbers_width;
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::Page;
use crate::figure::page_text::ASCENT;
use crate::figure::panels::PanelGrid;
use crate::figure::region::{Region, Target};
use crate::figure::scale::{Axis, Scale};
use crate::figure::size::{GAP, Size};
use crate::figure::theme::{CAPTION, LABEL, Theme};

use super::data::{Curve, CurveFigure, Panel};
use super::events::Marks;
use super::frame::{self, Frame, TimeAxis, Unit};
use super::lines;
use super::panel::PanelLayout;
use super::time;

/// A plot flatter than this cannot be read; where panels stand in one column there is no reason to go so far.
const FLATTEST: f64 = 72.0;
const FLATTEST_IN_COLUMN: f64 = 104.0;
/// Names at the line ends take at most this share of a panel's width.
const NAMES_SHARE: f64 = 0.24;
/// Room right of the plots when a key gives the names: half a date.
const NO_NAMES: f64 = 18.0;
/// Lines of the key and of the list of events.
const KEY_LINE: f64 = 19.0;
const LIST_LINE: f64 = 16.0;
/// The stroke in the key, and from it to its name.
const SAMPLE: f64 = 22.0;
const SAMPLE_GAP: f64 = 6.0;

/// A piece of a wrapped line: a key entry or an item of the events' list.
struct Item {
    text: String,
    left: f64,
    line: usize,
}

impl FigureKind for CurveFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty()
    }

    fn size(&self, width: u32, letters: Option<u32>) -> Size {
        Size::for_panels(width, letters, self.panels.len())
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        let layout = CurveLayout::new(self, theme, page, true);
        Box::new(if layout.names_fit() { layout } else { CurveLayout::new(self, theme, page, false) })
    }
}

/// Where everything on the page goes.
struct CurveLayout<'a> {
    figure: &'a CurveFigure,
    theme: Theme,
    page: Page,
    frame: Frame,
    columns: usize,
    axes: Vec<Axis>,
    time: Option<TimeAxis>,
    marks: Marks,
    /// Names at the line ends; otherwise in the key.
    named: bool,
    key: Vec<(&'a Curve, Item)>,
    list: Vec<(Option<usize>, Item)>,
}

fn key_height(key: &[(&Curve, Item)]) -> f64 {
    match lines_of(key) {
        0 => 0.0,
        lines => lines as f64 * KEY_LINE + 6.0,
    }
}

fn lines_of<T>(items: &[(T, Item)]) -> usize {
    items.last().map_or(0, |(_, item)| item.line + 1)
}

impl<'a> CurveLayout<'a> {
    fn new(figure: &'a CurveFigure, theme: Theme, page: Page, named: bool) -> CurveLayout<'a> {
        let (columns, rows) = page.grid(figure.panels.len());
        let width = PanelGrid::in_columns(&page, columns).width;
        let mut frame = Frame {
            width,
            title_lines: max_lines(figure, |panel| frame::title(panel, width).lines.len()),
            unit: if figure.panels.iter().all(|panel| panel.unit.is_empty()) { Unit::Absent } else { Unit::OwnLine },
            event_rows: 0,
            left: 0.0,
            right: NO_NAMES,
            plot_height: FLATTEST,
        };
        let flattest = if columns == 1 && rows > 1 { FLATTEST_IN_COLUMN } else { FLATTEST };
        let key = if named { Vec::new() } else { key(figure, &page) };
        // The height is shared out twice: first without the events, to choose the numbers on the axes, whose
        // width then decides how wide the plots are and whether the events' words fit over them.
        let fixed = 2.0 * page.margin + page.head + page.foot + key_height(&key);
        let share = |frame: &Frame, list: f64| {
            let panels = page.height - fixed - list - GAP * 0.7 * (rows as f64 - 1.0);
            panels / rows as f64 - frame.around_plot()
        };
        let wanted = (share(&frame, 0.0).max(flattest) / 42.0).clamp(2.0, 5.0) as usize;
        let axes = axes(figure, wanted);
        frame.left = axes.iter().map(numbers_width).fold(24.0, f64::max);
        if named {
            frame.right = figure
                .panels
                .iter()
                .map(|panel| frame::names_width(&frame::names(panel, width * NAMES_SHARE)))
                .fold(NO_NAMES, f64::max)
                // Wrapping again to the narrower room must break at the same words.
                + 0.01;
        }
        let (time, marks) = calendar(figure, &frame);
        frame.event_rows = marks.rows;
        let list = list(&marks, &page);
        let list_height = match lines_of(&list) {
            0 => 0.0,
            lines => lines as f64 * LIST_LINE + 12.0,
        };
        let beside = |panel| frame::unit_fits_beside_title(panel, width);
        let short = share(&frame, list_height) < 1.3 * flattest;
        if short && frame.unit == Unit::OwnLine && figure.panels.iter().all(beside) {
            frame.unit = Unit::BesideTitle;
        }
        frame.plot_height = share(&frame, list_height).max(flattest);
        let panel_height = frame.around_plot() + frame.plot_height;
        let mut page = page;
        page.height = fixed + list_height + rows as f64 * panel_height + GAP * 0.7 * (rows as f64 - 1.0);
        CurveLayout { figure, theme, page, frame, columns, axes, time, marks, named, key, list }
    }

    fn panels(&self) -> impl Iterator<Item = PanelLayout<'_>> {
        let panels = self.figure.panels.iter().zip(&self.axes);
        panels.map(|(panel, axis)| PanelLayout {
            panel,
            frame: &self.frame,
            axis,
            time: self.time.as_ref(),
            marks: &self.marks,
            named: self.named,
            theme: self.theme,
        })
    }

    fn names_fit(&self) -> bool {
        self.panels().all(|panel| panel.name_positions().is_some())
    }

    /// The upper left corner of a panel.
    fn corner(&self, number: usize) -> (f64, f64) {
        let height = self.frame.around_plot() + self.frame.plot_height + GAP * 0.7;
        let top = self.page.top() + key_height(&self.key);
        let left = self.page.margin + (number % self.columns) as f64 * (self.frame.width + GAP);
        (left, top + (number / self.columns) as f64 * height)
    }

    fn draw_key(&self, canvas: &Canvas<'_>, top: f64) -> Done {
        for (curve, item) in &self.key {
            let x = self.page.margin + item.left;
            let middle = top + item.line as f64 * KEY_LINE + KEY_LINE / 2.0 - 3.0;
            let pen = Pen::of_curve(self.theme, curve.group, curve.dashed);
            let line = self.theme.line(curve.group);
            canvas.path(&[(x + 1.0, middle), (x + SAMPLE, middle)], line.mix(1.0), pen)?;
            if self.panels().any(|panel| panel.has_marks()) {
                let ground = self.theme.colours().ground;
                canvas.mark((x + SAMPLE / 2.0, middle), lines::MARK, curve.group, line, ground)?;
            }
            let at = (x + SAMPLE + SAMPLE_GAP, middle + 0.36 * LABEL);
            let letters = self.theme.letters(curve.group);
            canvas.text(&item.text, at, LABEL, Face::Regular, letters, Anchor::Left)?;
        }
        Ok(())
    }

    fn draw_list(&self, canvas: &Canvas<'_>) -> Done {
        let foot = self.page.height - self.page.margin - self.page.foot;
        let top = foot - lines_of(&self.list) as f64 * LIST_LINE;
        for (group, item) in &self.list {
            let colour = match group {
                Some(group) => self.theme.letters(*group),
                None => self.theme.colours().muted,
            };
            let baseline = top + item.line as f64 * LIST_LINE + ASCENT * CAPTION;
            let at = (self.page.margin + item.left, baseline);
            canvas.text(&item.text, at, CAPTION, Face::Regular, colour, Anchor::Left)?;
        }
        Ok(())
    }
}

impl Layout for CurveLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.draw_key(canvas, self.page.top())?;
        for (n, panel) in self.panels().enumerate() {
            panel.draw(canvas, self.corner(n))?;
        }
        self.draw_list(canvas)
    }

    /// The plots of panels with values.
    fn regions(&self) -> Vec<Region> {
        let region = |(panel, axis): (usize, &Axis)| {
            let has_values = self.figure.panels[panel].curves.iter().any(frame::has_values);
            let time = self.time.as_ref().filter(|_| has_values)?;
            let (x, y) = self.corner(panel);
            let (left, top) = (x + self.frame.left, y + self.frame.over_plot());
            let end = (left + self.frame.plot_width(), top + self.frame.plot_height);
            let target = Target::Curves { panel, days: time.scale.values, values: (axis.low, axis.high) };
            Some(Region::new((left, top), end, target))
        };
        self.axes.iter().enumerate().filter_map(region).collect()
    }
}

/// The vertical axis of each panel, one for all where they are to be compared.
fn axes(figure: &CurveFigure, wanted: usize) -> Vec<Axis> {
    let axis = |panel: &Panel| frame::axis(panel, wanted);
    match figure.panels.first().filter(|_| figure.alike) {
        Some(first) => {
            let curves = figure.panels.iter().flat_map(|panel| &panel.curves).cloned().collect();
            vec![axis(&Panel { curves, ..first.clone() }); figure.panels.len()]
        }
        None => figure.panels.iter().map(axis).collect(),
    }
}

fn max_lines(figure: &CurveFigure, count: impl Fn(&Panel) -> usize) -> usize {
    figure.panels.iter().map(count).max().unwrap_or(0)
}

/// The time axis and the marks on it, if there is a date.
fn calendar(figure: &CurveFigure, frame: &Frame) -> (Option<TimeAxis>, Marks) {
    let dates =
        figure.panels.iter().flat_map(|panel| &panel.curves).flat_map(|curve| &curve.points).map(|point| point.date);
    let Some((first, last)) = time::span(dates) else {
        return (None, Marks::default());
    };
    let length = frame.plot_width();
    let axis = TimeAxis {
        scale: Scale { values: (time::day(first), time::day(last)), positions: (0.0, length) },
        ticks: time::ticks(first, last, length),
    };
    let limit = length + frame.right;
    (Some(axis), Marks::new(&figure.events, first, last, length, limit))
}

/// Each different line once, packed into lines of the page's width.
fn key<'a>(figure: &'a CurveFigure, page: &Page) -> Vec<(&'a Curve, Item)> {
    let mut curves: Vec<&Curve> = Vec::new();
    for curve in figure.panels.iter().flat_map(|panel| &panel.curves) {
        let known = curves
            .iter()
            .any(|other| (&other.label, other.group, other.dashed) == (&curve.label, curve.group, curve.dashed));
        if !known && !curve.label.is_empty() {
            curves.push(curve);
        }
    }
    let room = page.inner() - SAMPLE - SAMPLE_GAP;
    let texts: Vec<String> =
        curves.iter().map(|curve| font::shorten(&curve.label, LABEL, Face::Regular, room)).collect();
    let widths: Vec<f64> =
        texts.iter().map(|text| SAMPLE + SAMPLE_GAP + font::width(text, LABEL, Face::Regular)).collect();
    let places = font::flow(&widths, 20.0, page.inner());
    curves.into_iter().zip(items(texts, places)).collect()
}

/// The numbered events, packed into lines of the page's width.
fn list(marks: &Marks, page: &Page) -> Vec<(Option<usize>, Item)> {
    let texts: Vec<String> = marks.list.iter().map(|entry| entry.text(CAPTION, page.inner())).collect();
    let widths: Vec<f64> = texts.iter().map(|text| font::width(text, CAPTION, Face::Regular)).collect();
    let places = font::flow(&widths, 16.0, page.inner());
    let groups = marks.list.iter().map(|entry| entry.group);
    groups.zip(items(texts, places)).collect()
}

fn items(texts: Vec<String>, places: Vec<(usize, f64)>) -> impl Iterator<Item = Item> {
    texts.into_iter().zip(places).map(|(text, (line, left))| Item { text, left, line })
}
