//! What pictures of the other kinds promise, as `tests` has it of curves, effects and knobs: at every supported width,
//! on every ground and whatever the data, no words leave the page or lie over others; and values lie where the places
//! say.

use resvg::usvg::roxmltree::Document;

use super::tests::{EVIL, WIDTHS, assert_tidy, elements, number, page, places, scatter, tornado};
use super::*;

/// Draws a figure at every width and on every ground, with type of several sizes, and looks at each.
fn tidy(figure: &Figure) {
    let picture = Picture::new("one", figure.clone());
    for width in WIDTHS {
        for (_, theme) in Theme::ALL {
            for letters in [None, Some(width / 60).filter(|letters| *letters >= 6)] {
                let look = Look { theme, width, letters };
                assert_tidy(&picture.svg(&look).unwrap_or_else(|error| panic!("{width}: {error}")));
            }
        }
    }
}

/// Numbers of all sizes, none, and beyond numbers.
const VALUES: [f64; 9] = [0.0, 1.0, -3.5, 1e7, 1e-5, f64::NAN, f64::INFINITY, -1e6, 12_345.678];

fn distributions(groups: usize, panels: usize, evil: bool) -> DistributionFigure {
    let word = |plain: &str| if evil { EVIL.to_owned() } else { plain.to_owned() };
    let sample = |group: usize, values: &[f64]| Sample { label: word("J4DW"), group, values: values.to_vec() };
    let panel = |n: usize| DistributionPanel {
        title: word("Mobilised, last year"),
        unit: word("people"),
        share: n % 3 == 1,
        samples: (0..groups).map(|group| sample(group, &VALUES[n % 4..])).collect(),
    };
    DistributionFigure {
        title: word("How runs end"),
        subtitle: word("A dot is a run"),
        caption: word("Seed 1."),
        panels: (0..panels).map(panel).collect(),
    }
}

fn map(columns: usize, rows: usize, evil: bool) -> MapFigure {
    let word = |plain: &str| if evil { EVIL.to_owned() } else { plain.to_owned() };
    let cell = |n: usize| Some(MapCell { value: VALUES[n % VALUES.len()], uncertain: n.is_multiple_of(2) });
    let panel = |sides: bool| MapPanel {
        title: word("Difference from the baseline"),
        unit: word("people"),
        sides,
        ends: (word("less"), word("more")),
        cells: (0..rows).map(|row| (0..columns).map(|column| cell(row * columns + column)).collect()).collect(),
    };
    let labels = |count: usize| (0..count).map(|n| if evil { EVIL.to_owned() } else { format!("{}.25", n * 1000) });
    MapFigure {
        title: word("Who leads where"),
        subtitle: word("Hatched: cannot be told from zero"),
        caption: word("Seed 1."),
        across: (word("organisation.J4DW.hours.learning"), labels(columns).collect()),
        up: (word("coping.relief"), labels(rows).collect()),
        panels: vec![panel(false), panel(true), panel(true)],
    }
}

fn network(people: usize, groups: usize, evil: bool) -> NetworkFigure {
    let word = |plain: String| if evil { EVIL.to_owned() } else { plain };
    let person = |n: usize| Person {
        group: (!n.is_multiple_of(3)).then_some(n % groups.max(1)),
        mobilised: n.is_multiple_of(5),
    };
    let panel = |n: usize| NetworkPanel {
        title: word(format!("201{n}-03-15")),
        note: word("12 members, 3 mobilised, 40 ties".to_owned()),
        people: (0..people).map(person).collect(),
        ties: (1..people as u32).map(|n| (n - 1, n)).collect(),
    };
    let place = |n: usize| ((n * 37 % 101) as f64 / 100.0, (n * 53 % 89) as f64 / 88.0);
    NetworkFigure {
        title: word("Who is tied to whom".to_owned()),
        subtitle: word("A dot is a worker".to_owned()),
        caption: word("Seed 1.".to_owned()),
        groups: (0..groups).map(|n| word(format!("Organisation {n}"))).collect(),
        places: (0..people).map(place).collect(),
        panels: (0..4).map(panel).collect(),
    }
}

fn pairs(knobs: usize, evil: bool) -> PairsFigure {
    let word = |plain: &str| if evil { EVIL.to_owned() } else { plain.to_owned() };
    let knob = |k: usize| PairKnob {
        name: word(["recruitment.ask", "organisation.J4DW.hours.learning", "attendance.base"][k % 3]),
        note: word("0.21 (0.12 to 0.35), on a logarithmic scale"),
        low: (0.0, word("0.00005")),
        high: (1.0, word("10000")),
        values: (0..40).map(|n| (n * (7 + k) % 40) as f64 / 40.0).collect(),
        prior: (0..=20).map(|n| f64::from(n) / 20.0).collect(),
    };
    PairsFigure {
        title: word("The accepted set"),
        subtitle: word("40 particles"),
        caption: word("Seed 1."),
        knobs: (0..knobs).map(knob).collect(),
        weights: vec![1.0 / 40.0; 40],
    }
}

fn classic(evil: bool, scale: f64) -> ClassicFigure {
    let word = |plain: &str| if evil { EVIL.to_owned() } else { plain.to_owned() };
    ClassicFigure {
        title: word("granovetter-normal: normal thresholds and their jump"),
        subtitle: word("What the formula says, and what the engine gives"),
        caption: word("Theory C.2. Seed 1."),
        x: word("standard deviation of thresholds"),
        y: word("share that acts"),
        expected: (0..20).map(|n| (f64::from(n) * scale, f64::from(n * n) * scale)).collect(),
        found: vec![(2.0 * scale, 4.0 * scale), (7.0 * scale, 49.0 * scale)],
    }
}

#[test]
fn distributions_are_tidy() {
    for (groups, panels) in [(1, 1), (2, 5), (7, 8)] {
        for evil in [false, true] {
            tidy(&Figure::Distributions(distributions(groups, panels, evil)));
        }
    }
}

#[test]
fn maps_are_tidy() {
    for (columns, rows) in [(1, 1), (3, 3), (12, 7), (40, 20)] {
        for evil in [false, true] {
            tidy(&Figure::Map(map(columns, rows, evil)));
        }
    }
}

fn grid(columns: usize, rows: usize, evil: bool) -> GridFigure {
    let word = |plain: &str| if evil { EVIL.to_owned() } else { plain.to_owned() };
    let tiles = [(1.0, "+"), (0.5, "(−)"), (-0.5, "(+)"), (-1.0, "−"), (0.0, "0"), (0.0, "?")];
    let tile = |n: usize| Tile { side: tiles[n % 6].0, mark: tiles[n % 6].1 };
    let cell = |n: usize| GridCell {
        tile: tile(n),
        value: word("+3.9 people"),
        range: word("−10.9 to 18.8"),
        runs: 8,
        said: word("the same sign within chance"),
    };
    let label = |n: usize| match n % 2 {
        0 => word("Mobilised, last year: five gone in the third month less nobody gone, over all"),
        _ => word("Awake at the end"),
    };
    GridFigure {
        title: word("How robust"),
        subtitle: word("What becomes of each difference"),
        caption: word("Seed 1."),
        columns: (0..columns).map(label).collect(),
        rows: (0..rows)
            .map(|row| GridRow { label: label(row), cells: (0..columns).map(|n| cell(row + n)).collect() })
            .collect(),
        key: (0..6).map(|n| (tile(n), word("the same sign, beyond chance"))).collect(),
    }
}

#[test]
fn grids_are_tidy() {
    for (columns, rows) in [(1, 1), (3, 2), (18, 20), (40, 5)] {
        for evil in [false, true] {
            tidy(&Figure::Grid(grid(columns, rows, evil)));
        }
    }
    assert_eq!(grid_svg(&GridFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
}

/// Sixteen variants on a telephone: what is told by a mark is not told by colour alone.
#[test]
fn marks_of_a_grid_have_room_where_it_is_narrow() {
    let figure = grid(16, 6, false);
    for width in [380, 420, 960, 1600] {
        let svg = Picture::new("one", Figure::Grid(figure.clone())).svg(&Look { width, ..Look::default() }).unwrap();
        let svg = Document::parse(&svg).unwrap();
        let texts: Vec<&str> = elements(&svg, "text").map(|node| node.text().unwrap_or("").trim()).collect();
        for mark in ["+", "(−)", "(+)", "−", "0", "?"] {
            let own = |tile: &&Tile| tile.mark == mark;
            let tiles = figure.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.tile);
            let all = tiles.chain(figure.key.iter().map(|(tile, _)| tile)).filter(own).count();
            assert_eq!(texts.iter().filter(|text| **text == mark).count(), all, "{mark} at {width}");
        }
    }
}

#[test]
fn networks_are_tidy() {
    for (people, groups) in [(1, 0), (30, 2), (300, 9)] {
        for evil in [false, true] {
            tidy(&Figure::Network(network(people, groups, evil)));
        }
    }
}

#[test]
fn pairs_are_tidy() {
    for knobs in [1, 2, 6, 12] {
        for evil in [false, true] {
            tidy(&Figure::Pairs(pairs(knobs, evil)));
        }
    }
}

#[test]
fn classics_are_tidy() {
    for scale in [1.0, 1e6, 1e-4] {
        for evil in [false, true] {
            tidy(&Figure::Classic(classic(evil, scale)));
        }
    }
}

/// Each place with what stands in the picture there, at two widths.
#[test]
fn items_are_drawn_where_the_places_say() {
    for width in [420, 960] {
        let draw = |figure: Figure| Picture::new("one", figure).draw(&Look { width, ..Look::default() }).unwrap();
        let holds = |place: &Place, (x, y): (f64, f64)| {
            let [left, top, right, bottom] = place.edges;
            left <= x && x <= right && top <= y && y <= bottom
        };
        // The middles of all circles of a picture, in shares of the page.
        let circles = |drawn: &Drawn| -> Vec<(f64, f64)> {
            let svg = Document::parse(&drawn.svg).unwrap();
            let (wide, high) = page(&svg);
            elements(&svg, "circle").map(|node| (number(&node, "cx") / wide, number(&node, "cy") / high)).collect()
        };
        let items = |drawn: &Drawn| drawn.places.iter().map(|place| place.what).collect::<Vec<_>>();
        let counted = |count: usize| (0..count).map(What::Item).collect::<Vec<_>>();

        // Of a tornado each row holds the dots at the ends of its two bars, of which open ones are two circles; those
        // of the key lie in none.
        let drawn = draw(Figure::Tornado(tornado(2, 6, |n| 40.0 / (n + 1) as f64)));
        assert_eq!(items(&drawn), counted(12));
        let dots = circles(&drawn);
        for (n, place) in drawn.places.iter().enumerate() {
            let expected = if n % 6 < 3 { 2 } else { 4 };
            assert_eq!(dots.iter().filter(|dot| holds(place, **dot)).count(), expected, "{width} {place:?}");
        }

        // A scatter's dot without a number has a number in the list and no place.
        let drawn =
            draw(Figure::Scatter(scatter(2, 6, |n| if n == 2 { (f64::NAN, 1.0) } else { (n as f64, 9.0 - n as f64) })));
        assert_eq!(items(&drawn), [0, 1, 3, 4, 5, 6, 7, 9, 10, 11].map(What::Item));
        let dots = circles(&drawn);
        for place in &drawn.places {
            assert!(dots.iter().any(|dot| holds(place, *dot)), "{width} {place:?}");
        }

        // A tile holds its own mark and no other word.
        let figure = grid(3, 2, false);
        let drawn = draw(Figure::Grid(figure.clone()));
        assert_eq!(items(&drawn), counted(6));
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let marks: Vec<(String, (f64, f64))> = elements(&svg, "text")
            .map(|node| {
                (node.text().unwrap_or("").trim().to_owned(), (number(&node, "x") / wide, number(&node, "y") / high))
            })
            .collect();
        for (n, place) in drawn.places.iter().enumerate() {
            let inside: Vec<&str> = marks.iter().filter(|(_, at)| holds(place, *at)).map(|(mark, _)| &**mark).collect();
            assert_eq!(inside, [figure.rows[n / 3].cells[n % 3].tile.mark], "{width} {place:?}");
        }

        // The first half of the engine's points is the key's.
        let drawn = draw(Figure::Classic(classic(false, 1.0)));
        assert_eq!(items(&drawn), counted(2));
        let rings = circles(&drawn);
        for (place, ring) in drawn.places.iter().zip([rings[2], rings[4]]) {
            assert!(holds(place, ring), "{width} {place:?} {ring:?}");
        }

        // Everybody stands in the week they are of.
        let drawn = draw(Figure::Network(network(30, 2, false)));
        assert_eq!(items(&drawn), counted(4));
        let dots = circles(&drawn);
        // One dot each, two for the six who are mobilised.
        for place in &drawn.places {
            assert_eq!(dots.iter().filter(|dot| holds(place, **dot)).count(), 36, "{width} {place:?}");
        }

        // A pair's cell holds a dot of every particle, a knob's own its bars.
        let figure = pairs(3, false);
        let drawn = draw(Figure::Pairs(figure.clone()));
        assert_eq!(items(&drawn), counted(6));
        let (dots, svg) = (circles(&drawn), Document::parse(&drawn.svg).unwrap());
        let (wide, high) = page(&svg);
        for (place, (row, column)) in drawn.places.iter().zip(figure.cells()) {
            let inside = dots.iter().filter(|dot| holds(place, **dot)).count();
            assert_eq!(inside, if row == column { 0 } else { 40 }, "{width} {place:?}");
            let bars = elements(&svg, "polygon")
                .filter(|bar| places(bar).iter().all(|(x, y)| holds(place, (x / wide, (y - 0.5) / high))));
            assert_eq!(bars.count() > 3, row == column, "{width} {place:?}");
        }
    }
}

/// Counts by hand: three of the first group, of whom one is mobilised and two are tied.
#[test]
fn a_week_is_counted_by_group() {
    let person = |group, mobilised| Person { group, mobilised };
    let panel = NetworkPanel {
        people: vec![
            person(Some(0), true),
            person(Some(0), false),
            person(None, true),
            person(Some(1), false),
            person(Some(0), false),
        ],
        ties: vec![(0, 1), (1, 2), (3, 4)],
        ..NetworkPanel::default()
    };
    let count = |people, mobilised, ties| GroupCount { people, mobilised, ties };
    assert_eq!(panel.counts(2), [count(3, 1, 1), count(1, 0, 0), count(1, 1, 0)]);
}

/// By hand: means 2 and 2.25, covariance −0.5, variances 1.5 and 0.6875.
#[test]
fn correlations_go_by_weight() {
    let knob = |values: &[f64]| PairKnob { values: values.to_vec(), ..PairKnob::default() };
    let knobs = vec![knob(&[1.0, 2.0, 4.0]), knob(&[3.0, 1.0, 2.0]), knob(&[5.0; 3])];
    let figure = PairsFigure { knobs, weights: vec![0.5, 0.25, 0.25], ..PairsFigure::default() };
    let expected = -0.5 / (1.5_f64 * 0.6875).sqrt();
    assert!((figure.correlation(1, 0) - expected).abs() < 1e-12, "{}", figure.correlation(1, 0));
    assert!(figure.correlation(2, 0).is_nan());
}

/// Between points of the line, on each of its branches, and nowhere beyond.
#[test]
fn what_is_expected_is_read_off_the_line() {
    let figure = ClassicFigure {
        expected: vec![(0.0, 0.0), (1.0, 0.5), (2.0, 1.5), (1.0, 0.5), (2.0, 0.1)],
        ..ClassicFigure::default()
    };
    assert_eq!(figure.expected_at(0.5), [0.25]);
    assert_eq!(figure.expected_at(1.0), [0.5]);
    assert_eq!(figure.expected_at(1.5), [1.0, 0.3]);
    assert!(figure.expected_at(3.0).is_empty());
}
