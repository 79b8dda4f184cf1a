//! From a figure to a drawing: what every kind of figure provides, and the one way to draw it.

use super::canvas::{self, Canvas};
use super::error::{Done, FigureError};
use super::page::{Page, PageText};
use super::region::{Drawing, Region};
use super::size::Size;
use super::theme::Theme;

/// A kind of figure: plain data that can be laid out on a page.
pub(super) trait FigureKind {
    /// Title, subtitle and caption.
    fn words(&self) -> [&str; 3];

    /// Whether there is nothing to draw.
    fn is_empty(&self) -> bool;

    /// The size of a page of this width. Most kinds end under their last line, whatever the height.
    fn size(&self, width: u32, letters: Option<u32>) -> Size {
        Size { width, height: 560, letters }
    }

    /// Decides where everything goes, and with it the height of the page.
    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a>;
}

/// Where everything of a figure goes, but for title, subtitle and caption.
pub(super) trait Layout {
    /// The page, as high as the figure needs.
    fn page(&self) -> &Page;

    /// Draws all but title, subtitle and caption.
    fn draw(&self, canvas: &Canvas<'_>) -> Done;

    /// Which values lie where, in design units.
    fn regions(&self) -> Vec<Region>;
}

/// Draws a figure of any kind.
pub(super) fn draw(figure: &dyn FigureKind, theme: Theme, size: Size) -> Result<Drawing, FigureError> {
    if figure.is_empty() {
        return Err(FigureError::Empty);
    }
    let mut page = Page::new(size)?;
    let words = figure.words();
    let text = PageText::new(&page, &theme.colours(), words);
    (page.head, page.foot) = (text.head(), text.foot());
    let layout = figure.layout(theme, page);
    let page = layout.page();
    let svg = canvas::draw(page, &format!("{}. {}", words[0], words[1]), theme.colours().ground, |canvas| {
        text.draw(canvas, page)?;
        layout.draw(canvas)
    })?;
    let regions = layout.regions().into_iter().map(|region| region.on((page.width, page.height)));
    Ok(Drawing { svg, regions: regions.collect() })
}
