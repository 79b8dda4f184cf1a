//! Data in, pictures out: curves over calendar time, paired differences, and what knobs do.
//!
//! A [`Figure`] is plain data of one kind, which is laid out on a page and drawn with plotters as SVG whose text stays
//! text; [`png`](fn@png) turns that into pixels with the bundled font, and [`png_here`] takes letters that it lacks
//! from those of the machine. A [`Picture`] is a figure with its name; [`study`],
//! `sweep`, `networks` and their siblings say which pictures results have. The same figure gives the same bytes on
//! every machine: there is no clock, no random order and, but for `png_here`, no system font here.
//!
//! ```text
//! page      title, subtitle, key, grid of panels, caption
//!   panel     title, unit, event labels, axes, bands, lines, labels at the line ends
//! ```
//!
//! To add a kind of figure, write one file in `kinds` – its data, its `FigureKind` and its `Layout` – and name it in
//! the list in `picture`.

#![allow(clippy::disallowed_methods)] // a picture is not a result: std's maths will do

mod axes;
pub(crate) mod calibration;
mod canvas;
pub(crate) mod classics;
mod error;
mod finding;
pub(crate) mod font;
mod kinds;
mod layout;
mod letters;
pub(crate) mod networks;
mod page;
mod page_text;
mod panels;
pub(crate) mod patterns;
mod pdf;
mod picture;
mod placement;
pub(crate) mod question;
mod raster;
mod region;
pub(crate) mod robust;
mod scale;
pub(crate) mod sensitivity;
mod size;
mod slide;
mod spread;
pub mod study;
pub(crate) mod sweep;
mod theme;
mod typefaces;
mod words_slide;

pub use error::FigureError;
pub use kinds::{
    ClassicFigure, Curve, CurveFigure, DistributionFigure, DistributionPanel, EffectFigure, Event, GridCell,
    GridFigure, GridRow, GroupCount, MapCell, MapFigure, MapPanel, NetworkFigure, NetworkPanel, PairKnob, PairsFigure,
    Panel, Person, Point, Sample, ScatterDot, ScatterFigure, ScatterPanel, Tile, TornadoBar, TornadoFigure,
    TornadoPanel, TornadoRow,
};
pub use letters::{lacking, lacking_here};
pub use pdf::{PdfPage, pdf, pdf_of_pages};
pub use picture::{Figure, Look, Picture};
pub use raster::{png, png_here};
pub use region::{Drawing, Region, Target};
pub use size::Size;
pub use slide::Slide;
pub use theme::Theme;
pub use words_slide::WordsSlide;
