//! What a figure promises a reader, checked on the SVG's content: everything asked for is there, nothing a user
//! wrote becomes markup, no words leave the page or lie over others, and the same figure gives the same bytes.
//!
//! It can break whenever a size or a margin is touched. It has caught numbers under an effects' axis that
//! ran into each other.

use mobilise::figure::{Figure, FigureError, Size, Theme};
use mobilise::internals::text_width;
use resvg::usvg::roxmltree::{Document, Node};

mod curves;
mod kinds;
mod knob_tables;
mod knobs;
mod regions;
mod scripts;
mod tables;

/// Draws a figure of any kind.
pub(super) fn svg_of(figure: &(impl Clone + Into<Figure>), theme: Theme, size: Size) -> Result<String, FigureError> {
    figure.clone().into().draw(theme, size).map(|drawing| drawing.svg)
}

pub(super) const EVIL: &str =
    "<script>alert(\"&'\")</script> a name that goes on and on beyond what anyone writes in a file";

pub(super) const WIDTHS: [u32; 6] = [240, 420, 699, 700, 960, 1600];

pub(super) fn sizes() -> impl Iterator<Item = Size> {
    WIDTHS.into_iter().map(|width| Size::new(width, 600))
}

pub(super) fn elements<'a>(svg: &'a Document<'_>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    svg.descendants().filter(move |node| node.has_tag_name(name))
}

pub(super) fn number(node: &Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

pub(super) fn texts(svg: &str) -> Vec<String> {
    let svg = Document::parse(svg).unwrap();
    elements(&svg, "text").map(|node| node.text().unwrap().trim().to_string()).collect()
}

/// Lines drawn with a colour and a stroke width (see `canvas::Pen`).
pub(super) fn strokes(svg: &str, colour: &str, width: &str) -> usize {
    let svg = Document::parse(svg).unwrap();
    elements(&svg, "polyline")
        .filter(|node| node.attribute("stroke") == Some(colour))
        .filter(|node| node.attribute("stroke-width") == Some(width))
        .count()
}

/// The points of a polyline or polygon.
pub(super) fn points(node: &Node<'_, '_>) -> Vec<(f64, f64)> {
    let points = node.attribute("points").unwrap().split_whitespace();
    points.map(|pair| pair.split_once(',').unwrap()).map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).collect()
}

/// Left, top, right and bottom of each text, and the text.
fn boxes(svg: &Document<'_>) -> Vec<([f64; 4], String)> {
    elements(svg, "text")
        .map(|node| {
            let words = node.text().unwrap().trim().to_string();
            let size = number(&node, "font-size");
            let semi_bold = node.attribute("font-weight").is_some();
            let width = text_width(&words, size, semi_bold);
            let left = number(&node, "x")
                - match node.attribute("text-anchor") {
                    Some("middle") => width / 2.0,
                    Some("end") => width,
                    _ => 0.0,
                };
            let baseline = number(&node, "y") + 0.76 * size;
            ([left, baseline - 0.74 * size, left + width, baseline + 0.2 * size], words)
        })
        .collect()
}

/// No text leaves the page or lies over another, and no stroke leaves the page.
pub(super) fn assert_tidy(svg: &str) {
    let svg = Document::parse(svg).unwrap();
    let (width, height) = page(&svg);
    let boxes = boxes(&svg);
    for (n, (one, words)) in boxes.iter().enumerate() {
        let inside = one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= width && one[3] <= height;
        assert!(inside, "outside {width} x {height}: {one:?} {words}");
        for (other, other_words) in &boxes[n + 1..] {
            let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
            assert!(apart, "{words} {one:?} lies over {other_words} {other:?}");
        }
    }
    for node in elements(&svg, "polyline").filter(|node| node.attribute("stroke-width") == Some("11")) {
        let ends: Vec<(f64, f64)> = points(&node);
        for (over, words) in &boxes {
            let beside = ends[0].0 < over[0] || ends[0].0 > over[2];
            let apart = ends[1].1 > over[3] || ends[0].1 < over[1];
            assert!(beside || apart, "the line of an event crosses {words}");
        }
    }
    for node in elements(&svg, "polyline").chain(elements(&svg, "polygon")) {
        for (x, y) in points(&node) {
            assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x},{y}");
        }
    }
}

/// Width and height of a picture's canvas.
pub(super) fn page(svg: &Document<'_>) -> (f64, f64) {
    let numbers: Vec<f64> =
        svg.root_element().attribute("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    (numbers[2], numbers[3])
}
