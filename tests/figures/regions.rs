//! Values lie where the regions of a drawing say.

use jiff::civil::Date;
use mobilise::figure::{
    DistributionFigure, DistributionPanel, Drawing, Figure, Look, MapCell, MapFigure, MapPanel, Picture, Point, Region,
    Sample, Target,
};
use resvg::usvg::roxmltree::Document;

use super::curves::{effects, figure, pair, panel, row};
use super::kinds::{classic, grid, network, pairs};
use super::knobs::{scatter, tornado};
use super::{elements, number, page, points};

/// Days since 1970-01-01.
fn day(date: Date) -> f64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() as f64 / 86_400.0
}

/// Values shown under a pointer are found where they were drawn.
#[test]
fn values_are_drawn_where_the_regions_say() {
    for width in [420, 960] {
        let look = Look { width, ..Look::default() };
        let figure = figure(vec![panel("One", pair()), panel("Two", pair())]);
        let drawn = Picture::new("curves", figure.clone()).draw(&look).unwrap();
        assert_eq!(drawn.regions.len(), 2);
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let lines: Vec<Vec<(f64, f64)>> = elements(&svg, "polyline")
            .filter(|node| node.attribute("stroke-width") == Some("18"))
            .map(|node| points(&node))
            .filter(|points| points.len() > 2)
            .collect();
        for region in &drawn.regions {
            let Target::Curves { panel, days, values } = region.target else { panic!("{region:?}") };
            let [left, top, right, bottom] = region.edges;
            for curve in &figure.panels[panel].curves {
                let at = |point: &Point| {
                    let along = (day(point.date) - days.0) / (days.1 - days.0);
                    let up = (point.middle - values.0) / (values.1 - values.0);
                    ((left + along * (right - left)) * wide, (bottom - up * (bottom - top)) * high)
                };
                let expected: Vec<(f64, f64)> = curve.points.iter().map(at).collect();
                let near = |line: &Vec<(f64, f64)>| {
                    expected.iter().all(|(x, y)| line.iter().any(|(a, b)| (a - x).abs() <= 1.5 && (b - y).abs() <= 1.5))
                };
                assert!(lines.iter().any(near), "{width} {} of panel {panel}", curve.label);
            }
        }

        let rows = effects(vec![row("a", 1.0), row("b", -2.0), row("c", 0.1)]);
        let drawn = Picture::new("effects", rows).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let circles: Vec<f64> = elements(&svg, "circle").map(|node| number(&node, "cy") / page(&svg).1).collect();
        for (region, cy) in drawn.regions.iter().zip(&circles) {
            assert!(region.edges[1] < *cy && *cy < region.edges[3], "{region:?} {cy}");
        }
        assert_eq!(drawn.regions.iter().map(|region| region.target).collect::<Vec<_>>(), [0, 1, 2].map(Target::Item));

        let samples = vec![Sample { label: "Ours".to_owned(), group: 0, values: vec![1.0, 7.5] }; 2];
        let one = DistributionPanel { title: "One".to_owned(), samples, ..DistributionPanel::default() };
        let runs = DistributionFigure { panels: vec![one; 3], ..DistributionFigure::default() };
        let drawn = Picture::new("runs", runs).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let mut dots = elements(&svg, "circle").map(|node| (number(&node, "cx") / wide, number(&node, "cy") / high));
        assert_eq!(drawn.regions.len(), 6);
        for region in &drawn.regions {
            let Target::Sample { values, .. } = region.target else { panic!("{region:?}") };
            let [left, top, right, bottom] = region.edges;
            for value in [1.0, 7.5] {
                let (x, y) = dots.next().unwrap();
                let expected = left + (value - values.0) / (values.1 - values.0) * (right - left);
                assert!((x - expected).abs() < 1e-3 && top < y && y < bottom, "{region:?} {x} {y}");
            }
        }

        let cell = |value| Some(MapCell { value, uncertain: false });
        let map = MapFigure {
            across: ("a".to_owned(), vec!["1".to_owned(), "2".to_owned()]),
            up: ("b".to_owned(), vec!["1".to_owned(), "2".to_owned()]),
            panels: vec![
                MapPanel {
                    cells: vec![vec![cell(1.0), None], vec![cell(3.0), cell(4.0)]],
                    ..MapPanel::default()
                };
                2
            ],
            ..MapFigure::default()
        };
        let drawn = Picture::new("map", map).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let corners: Vec<(f64, f64)> =
            elements(&svg, "polygon").map(|node| points(&node)[0]).map(|(x, y)| (x / wide, y / high)).collect();
        assert_eq!(drawn.regions.len(), 6);
        for region in &drawn.regions {
            let near = |(x, y): &&(f64, f64)| (x - region.edges[0]).abs() < 1e-3 && (y - region.edges[1]).abs() < 1e-3;
            assert!(corners.iter().any(|corner| near(&corner)), "{region:?}");
        }
    }
}

/// Each region with what stands in the picture there, at two widths.
#[test]
fn items_are_drawn_where_the_regions_say() {
    for width in [420, 960] {
        let draw = |figure: Figure| Picture::new("one", figure).draw(&Look { width, ..Look::default() }).unwrap();
        let holds = |region: &Region, (x, y): (f64, f64)| {
            let [left, top, right, bottom] = region.edges;
            left <= x && x <= right && top <= y && y <= bottom
        };
        // The middles of all circles of a picture, in shares of the page.
        let circles = |drawing: &Drawing| -> Vec<(f64, f64)> {
            let svg = Document::parse(&drawing.svg).unwrap();
            let (wide, high) = page(&svg);
            elements(&svg, "circle").map(|node| (number(&node, "cx") / wide, number(&node, "cy") / high)).collect()
        };
        let items = |drawing: &Drawing| drawing.regions.iter().map(|region| region.target).collect::<Vec<_>>();
        let counted = |count: usize| (0..count).map(Target::Item).collect::<Vec<_>>();

        // Of a tornado each row holds the dots at the ends of its two bars, of which open ones are two circles; those
        // of the key lie in none.
        let drawing = draw(tornado(2, 6, |n| 40.0 / (n + 1) as f64).into());
        assert_eq!(items(&drawing), counted(12));
        let dots = circles(&drawing);
        for (n, region) in drawing.regions.iter().enumerate() {
            let expected = if n % 6 < 3 { 2 } else { 4 };
            assert_eq!(dots.iter().filter(|dot| holds(region, **dot)).count(), expected, "{width} {region:?}");
        }

        // A scatter's dot without a number has a number in the list and no region.
        let drawing = draw(scatter(2, 6, |n| if n == 2 { (f64::NAN, 1.0) } else { (n as f64, 9.0 - n as f64) }).into());
        assert_eq!(items(&drawing), [0, 1, 3, 4, 5, 6, 7, 9, 10, 11].map(Target::Item));
        let dots = circles(&drawing);
        for region in &drawing.regions {
            assert!(dots.iter().any(|dot| holds(region, *dot)), "{width} {region:?}");
        }

        // A tile holds its own mark and no other word.
        let figure = grid(3, 2, false);
        let drawing = draw(figure.clone().into());
        assert_eq!(items(&drawing), counted(6));
        let svg = Document::parse(&drawing.svg).unwrap();
        let (wide, high) = page(&svg);
        let marks: Vec<(String, (f64, f64))> = elements(&svg, "text")
            .map(|node| {
                (node.text().unwrap_or("").trim().to_owned(), (number(&node, "x") / wide, number(&node, "y") / high))
            })
            .collect();
        for (n, region) in drawing.regions.iter().enumerate() {
            let inside: Vec<&str> =
                marks.iter().filter(|(_, at)| holds(region, *at)).map(|(mark, _)| &**mark).collect();
            assert_eq!(inside, [figure.rows[n / 3].cells[n % 3].tile.mark], "{width} {region:?}");
        }

        // The first half of the engine's points is the key's.
        let drawing = draw(classic(false, 1.0).into());
        assert_eq!(items(&drawing), counted(2));
        let rings = circles(&drawing);
        for (region, ring) in drawing.regions.iter().zip([rings[2], rings[4]]) {
            assert!(holds(region, ring), "{width} {region:?} {ring:?}");
        }

        // Everybody stands in the week they are of.
        let drawing = draw(network(30, 2, false).into());
        assert_eq!(items(&drawing), counted(4));
        let dots = circles(&drawing);
        // One dot each, two for the six who are mobilised.
        for region in &drawing.regions {
            assert_eq!(dots.iter().filter(|dot| holds(region, **dot)).count(), 36, "{width} {region:?}");
        }

        // A pair's cell holds a dot of every particle, a knob's own its bars.
        let figure = pairs(3, false);
        let drawing = draw(figure.clone().into());
        assert_eq!(items(&drawing), counted(6));
        let (dots, svg) = (circles(&drawing), Document::parse(&drawing.svg).unwrap());
        let (wide, high) = page(&svg);
        for (region, (row, column)) in drawing.regions.iter().zip(figure.cells()) {
            let inside = dots.iter().filter(|dot| holds(region, **dot)).count();
            assert_eq!(inside, if row == column { 0 } else { 40 }, "{width} {region:?}");
            let bars = elements(&svg, "polygon")
                .filter(|bar| points(bar).iter().all(|(x, y)| holds(region, (x / wide, (y - 0.5) / high))));
            assert_eq!(bars.count() > 3, row == column, "{width} {region:?}");
        }
    }
}
