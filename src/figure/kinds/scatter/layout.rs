//! A page of μ* against σ: its panels, in two columns where no panel has many dots.

use crate::figure::canvas::Canvas;
use crate::figure::error::Done;
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::Page;
use crate::figure::panels::PanelGrid;
use crate::figure::region::{Region, Target};
use crate::figure::theme::Theme;

use super::data::ScatterFigure;
use super::plot::Plot;

/// More dots than this have a panel as wide as the page.
const MANY: usize = 10;

impl FigureKind for ScatterFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(ScatterLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct ScatterLayout<'a> {
    theme: Theme,
    page: Page,
    /// Width of a panel.
    width: f64,
    plots: Vec<Plot<'a>>,
    corners: Vec<(f64, f64)>,
}

impl<'a> ScatterLayout<'a> {
    fn new(figure: &'a ScatterFigure, theme: Theme, page: Page) -> Self {
        let many = figure.panels.iter().any(|panel| panel.dots.len() > MANY);
        let grid = PanelGrid::new(&page, figure.panels.len(), if many { 1 } else { 2 });
        let plots: Vec<Plot<'_>> = figure.panels.iter().map(|panel| Plot::new(panel, grid.width, many)).collect();
        let heights: Vec<f64> = plots.iter().map(Plot::height).collect();
        let (corners, bottom) = grid.corners(page.top(), &heights);
        Self { theme, page: page.ending_at(bottom), width: grid.width, plots, corners }
    }
}

impl Layout for ScatterLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        for (plot, corner) in self.plots.iter().zip(&self.corners) {
            plot.heading.draw(canvas, self.theme, *corner)?;
            plot.draw(canvas, self.theme, *corner, self.width)?;
        }
        Ok(())
    }

    fn regions(&self) -> Vec<Region> {
        let plots = self.plots.iter().zip(&self.corners);
        let dots = plots.flat_map(|(plot, corner)| plot.panel.dots.iter().map(move |dot| (plot, corner, dot)));
        let regions = dots.enumerate().filter(|(_, (.., dot))| dot.is_drawn()).map(|(n, (plot, (x, y), dot))| {
            let (a, b) = plot.at(dot);
            Region::around((x + a, y + b), Target::Item(n))
        });
        regions.collect()
    }
}
