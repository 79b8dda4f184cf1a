//! Where the values of a drawn picture lie on it, for whoever shows them under a pointer.

/// A drawn picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The picture.
    pub svg: String,
    /// What lies where on it.
    pub places: Vec<Place>,
}

/// A part of a picture under which values lie. Lengths are shares of the page's width or height, from its upper left
/// corner, so that they hold at whatever size the picture is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Left, top, right and bottom.
    pub edges: [f64; 4],
    /// What lies there.
    pub what: What,
}

/// What lies at a place. Numbers count from 0, in the order of the figure's lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// The curves of a panel.
    Curves {
        /// Which panel.
        panel: usize,
        /// Days since 1970-01-01 at the left and at the right edge.
        days: (f64, f64),
        /// Values at the foot and at the top.
        values: (f64, f64),
    },
    /// One of the figure's items, counted through all its panels: a row of effects or of a tornado, a dot of a scatter
    /// or of a classic, a week's network, a tile of a grid, row by row; of pairs a cell, row by row, with the histogram at
    /// the end of each.
    Item(usize),
    /// The runs of a group in a panel.
    Sample {
        /// Which panel.
        panel: usize,
        /// Which group.
        sample: usize,
        /// Values at the left and at the right edge.
        values: (f64, f64),
    },
    /// A cell of a map: panel, row from the foot up, column.
    Cell {
        /// Which panel.
        panel: usize,
        /// Which row, from the foot up.
        row: usize,
        /// Which column.
        column: usize,
    },
}

impl Place {
    /// A square around a dot, wide enough to be met.
    pub(super) fn around((x, y): (f64, f64), page: (f64, f64), what: What) -> Place {
        const HALF: f64 = 8.0;
        Place::new((x - HALF, y - HALF), (x + HALF, y + HALF), page, what)
    }

    /// A place from its edges in design units on a page of that width and height.
    pub(super) fn new((left, top): (f64, f64), (right, bottom): (f64, f64), page: (f64, f64), what: What) -> Place {
        Place { edges: [left / page.0, top / page.1, right / page.0, bottom / page.1], what }
    }
}
