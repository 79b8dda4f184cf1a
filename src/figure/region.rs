//! Where values lie on a drawing, for showing them under a pointer.

/// A drawn figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// Which values lie where on it.
    pub regions: Vec<Region>,
}

/// The height in CSS pixels that the root element of a drawing states.
pub(super) fn height_of(svg: &str) -> Option<u32> {
    let root = &svg[..svg.find('>')?];
    root.split_once(" height=\"")?.1.split('"').next()?.parse().ok()
}

/// A rectangle of a drawing and the values in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Left, top, right and bottom as shares of the page's width and height, from its upper left corner, so that they
    /// hold at every size at which the picture is shown.
    pub edges: [f64; 4],
    /// Which values.
    pub target: Target,
}

/// The values of a region. Indices count from 0, in the order of the figure's lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// The curves of a panel.
    Curves {
        /// Index of the panel.
        panel: usize,
        /// Days since 1970-01-01 at the left and at the right edge.
        days: (f64, f64),
        /// Values at the foot and at the top.
        values: (f64, f64),
    },
    /// One of the figure's items, counted through all its panels: a row of effects or of a tornado, a dot of a scatter
    /// or of a classic, a week's network, a tile of a grid, row by row; of pairs a cell, row by row, with the histogram
    /// at the end of each.
    Item(usize),
    /// The runs of a group in a panel.
    Sample {
        /// Index of the panel.
        panel: usize,
        /// Index of the group.
        sample: usize,
        /// Values at the left and at the right edge.
        values: (f64, f64),
    },
    /// A cell of a map.
    Cell {
        /// Index of the panel.
        panel: usize,
        /// Index of the row, from the foot up.
        row: usize,
        /// Index of the column.
        column: usize,
    },
}

impl Region {
    /// A region from its corners in design units; [`Region::on`] makes shares of them.
    pub(super) fn new((left, top): (f64, f64), (right, bottom): (f64, f64), target: Target) -> Region {
        Region { edges: [left, top, right, bottom], target }
    }

    /// A square around a dot, wide enough to be hit.
    pub(super) fn around((x, y): (f64, f64), target: Target) -> Region {
        const HALF: f64 = 8.0;
        Region::new((x - HALF, y - HALF), (x + HALF, y + HALF), target)
    }

    /// The region in shares of a page of this size.
    pub(super) fn on(self, (width, height): (f64, f64)) -> Region {
        let [left, top, right, bottom] = self.edges;
        Region { edges: [left / width, top / height, right / width, bottom / height], ..self }
    }
}
