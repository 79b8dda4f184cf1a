//! What becomes of statements: a row a statement, a column a variant, a tile with a colour and a mark.

use plotters::style::Color as _;

use crate::figure::canvas::{Anchor, Canvas};
use crate::figure::error::Done;
use crate::figure::font::{self, Face, Lines};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::{ASCENT, Page};
use crate::figure::region::{Region, Target};
use crate::figure::theme::{LABEL, Shades, TICK, Theme};

/// Statements over variants.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GridFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// What the columns are, from left to right. They are numbered; the numbers stand under the tiles.
    pub columns: Vec<String>,
    /// The rows from top to bottom.
    pub rows: Vec<GridRow>,
    /// What the tiles mean.
    pub key: Vec<(Tile, String)>,
}

/// A statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GridRow {
    /// What is stated.
    pub label: String,
    /// A cell for each column.
    pub cells: Vec<GridCell>,
}

/// A statement in one column.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// What is drawn.
    pub tile: Tile,
    /// The number behind it, with its unit.
    pub value: String,
    /// The ends of its interval; empty where it has none.
    pub range: String,
    /// Runs it rests on.
    pub runs: u32,
    /// What the tile means, in words.
    pub said: String,
}

/// A tile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    /// From −1, all against, over 0, neither, to 1, all for.
    pub side: f64,
    /// What stands in it, so that it is not told by colour alone.
    pub mark: &'static str,
}

/// Heights of rows of tiles, and of lines beside them.
const ROW: f64 = 26.0;
const LINE: f64 = 15.0;
const BETWEEN: f64 = 14.0;
/// Tiles are at most this wide.
const WIDEST: f64 = 44.0;
/// Room for the numbers over the tiles.
const HEADS: f64 = 20.0;
const KEY_LINE: f64 = 22.0;
const KEY_TILE: f64 = 22.0;
const NAME_LINE: f64 = 17.0;
/// Names of columns stand in columns at least so wide.
const NAME: f64 = 290.0;
/// Size of the marks in tiles; where tiles are narrow all are smaller, down to what can be read.
const MARK: f64 = 14.0;
const LEAST_MARK: f64 = 8.0;
/// Over a label that stands over its tiles, so that it is not taken for one under those of the row before.
const APART: f64 = 10.0;

impl FigureKind for GridFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(GridLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct GridLayout<'a> {
    figure: &'a GridFigure,
    theme: Theme,
    page: Page,
    labels: Vec<Lines>,
    /// Left edge of the tiles, and how wide one is.
    left: f64,
    wide: f64,
    /// Size of the marks in tiles.
    mark: f64,
    key: Vec<KeyItem>,
    /// Top of the numbers over the tiles.
    top: f64,
    /// Top of each row's label, and of its tiles.
    rows: Vec<(f64, f64)>,
    /// Top of the names of the columns, how many stand in a line, and their heights.
    names: f64,
    across: usize,
    named: Vec<Lines>,
}

/// What a tile of the key means.
struct KeyItem {
    /// Upper left corner of its tile.
    corner: (f64, f64),
    words: Lines,
}

impl<'a> GridLayout<'a> {
    fn new(figure: &'a GridFigure, theme: Theme, page: Page) -> GridLayout<'a> {
        let (inner, stacked) = (page.inner(), page.is_narrow());
        let room = if stacked { inner } else { inner * 0.40 };
        let label = |row: &GridRow| font::wrap(&row.label, LABEL, Face::Regular, room, 3);
        let labels: Vec<Lines> = figure.rows.iter().map(label).collect();
        let widest = labels.iter().map(|lines| lines.width(LABEL, Face::Regular)).fold(0.0, f64::max);
        let left = page.margin + if stacked { 0.0 } else { widest + BETWEEN };
        let wide = ((page.width - page.margin - left) / figure.columns.len() as f64).min(WIDEST);
        let tiles = figure.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.tile);
        let widest = tiles.map(|tile| font::width(tile.mark, MARK, Face::SemiBold)).fold(0.0, f64::max);
        let mark = if widest > wide - 2.0 { (MARK * (wide - 3.0) / widest).max(LEAST_MARK) } else { MARK };
        let (key, key_foot) = key(figure, &page, page.top());
        let top = key_foot + 8.0;
        let mut bottom = top + HEADS;
        let rows = labels
            .iter()
            .map(|lines| {
                let own = lines.lines.len() as f64 * LINE;
                if stacked {
                    let row = (bottom + APART, bottom + APART + own + 3.0);
                    bottom = row.1 + ROW;
                    return row;
                }
                // Beside its tiles a label has their middle.
                let height = ROW.max(own + 7.0);
                let row = (bottom + (height - 2.0 - own) / 2.0, bottom + (height - ROW) / 2.0);
                bottom += height;
                row
            })
            .collect();
        let across = ((inner / NAME) as usize).max(1);
        let names = bottom + 16.0;
        let name = |(n, name): (usize, &String)| {
            font::wrap(&format!("{}  {name}", n + 1), LABEL, Face::Regular, inner / across as f64 - 12.0, 2)
        };
        let named: Vec<Lines> = figure.columns.iter().enumerate().map(name).collect();
        let down = named.len().div_ceil(across);
        let height = |column: usize| -> f64 {
            let own = named.iter().skip(column * down).take(down);
            own.map(|lines| (lines.lines.len().max(1) as f64) * NAME_LINE).sum()
        };
        let tallest = (0..across).map(height).fold(0.0, f64::max);
        let page = page.ending_at(names + tallest + 6.0);
        GridLayout { figure, theme, page, labels, left, wide, mark, key, top, rows, names, across, named }
    }

    /// The upper left and the lower right corner of a tile in a row with this top.
    fn edges(&self, top: f64, column: usize) -> ((f64, f64), (f64, f64)) {
        let left = self.left + column as f64 * self.wide;
        ((left, top), (left + self.wide - 2.0, top + ROW - 2.0))
    }

    fn draw_key(&self, canvas: &Canvas<'_>) -> Done {
        let ink = self.theme.colours().text;
        for ((tile, _), KeyItem { corner: (x, y), words }) in self.figure.key.iter().zip(&self.key) {
            self.tile(canvas, tile, MARK, (*x, *y), (x + KEY_TILE, y + 17.0))?;
            canvas.lines(words, (x + KEY_TILE + 6.0, y + 13.0), LINE, (LABEL, Face::Regular), ink)?;
        }
        Ok(())
    }

    fn tile(
        &self,
        canvas: &Canvas<'_>,
        tile: &Tile,
        mark: f64,
        (left, top): (f64, f64),
        (right, foot): (f64, f64),
    ) -> Done {
        let ground = self.theme.shade(Shades::Sides, (tile.side + 1.0) / 2.0);
        canvas.rectangle((left, top), (right, foot), ground.mix(1.0))?;
        // A mark that has no room says nothing.
        if font::width(tile.mark, mark, Face::SemiBold) > right - left {
            return Ok(());
        }
        let at = ((left + right) / 2.0, (top + foot) / 2.0 + 0.36 * mark);
        canvas.text(tile.mark, at, mark, Face::SemiBold, self.theme.ink_on(ground), Anchor::Middle)
    }

    /// What the numbers over the tiles mean.
    fn columns(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let down = self.named.len().div_ceil(self.across);
        for (n, column) in self.named.chunks(down).enumerate() {
            let x = self.page.margin + n as f64 * self.page.inner() / self.across as f64;
            let mut baseline = self.names + ASCENT * LABEL;
            for lines in column {
                baseline = canvas.lines(lines, (x, baseline), NAME_LINE, (LABEL, Face::Regular), colours.muted)?;
            }
        }
        Ok(())
    }
}

impl Layout for GridLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        self.draw_key(canvas)?;
        // Where numbers have no room beside one another, only every second or third stands there.
        let widest = font::width(&self.figure.columns.len().to_string(), TICK, Face::Regular) + 4.0;
        for column in (0..self.figure.columns.len()).step_by((widest / self.wide).ceil().max(1.0) as usize) {
            let at = (self.left + (column as f64 + 0.5) * self.wide, self.top + 13.0);
            canvas.text(&(column + 1).to_string(), at, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        for ((row, lines), (top, tiles)) in self.figure.rows.iter().zip(&self.labels).zip(&self.rows) {
            let start = (self.page.margin, top + ASCENT * LABEL);
            canvas.lines(lines, start, LINE, (LABEL, Face::Regular), colours.text)?;
            for (column, cell) in row.cells.iter().enumerate() {
                let (from, to) = self.edges(*tiles, column);
                self.tile(canvas, &cell.tile, self.mark, from, to)?;
            }
        }
        self.columns(canvas)
    }

    /// The tiles, row by row.
    fn regions(&self) -> Vec<Region> {
        let rows = self.figure.rows.iter().zip(&self.rows);
        let tiles = rows.flat_map(|(row, (_, top))| (0..row.cells.len()).map(|column| self.edges(*top, column)));
        tiles.enumerate().map(|(n, (from, to))| Region::new(from, to, Target::Item(n))).collect()
    }
}

/// Where the key's items lie under this top, with their words in lines; and where it ends.
fn key(figure: &GridFigure, page: &Page, top: f64) -> (Vec<KeyItem>, f64) {
    let inner = page.inner();
    let words = |(_, words): &(Tile, String)| font::wrap(words, LABEL, Face::Regular, inner - KEY_TILE - 6.0, 2);
    let words: Vec<Lines> = figure.key.iter().map(words).collect();
    let widths: Vec<f64> = words.iter().map(|lines| KEY_TILE + 6.0 + lines.width(LABEL, Face::Regular)).collect();
    let places = font::flow(&widths, 18.0, inner);
    let count = places.last().map_or(0, |(line, _)| line + 1);
    let mut heights = vec![KEY_LINE; count];
    for ((line, _), words) in places.iter().zip(&words) {
        heights[*line] = heights[*line].max(KEY_LINE + words.lines.len().saturating_sub(1) as f64 * LINE);
    }
    let tops = |line: usize| top + heights[..line].iter().sum::<f64>();
    let corners = places.iter().map(|(line, x)| (page.margin + x, tops(*line)));
    (corners.zip(words).map(|(corner, words)| KeyItem { corner, words }).collect(), tops(count))
}
