//! The other kinds of figures: at every supported width, on every ground and whatever the data, no words leave the page
//! or lie over others; and each shows what it was given.

use mobilise::figure::{
    ClassicFigure, DistributionFigure, DistributionPanel, Figure, FigureError, GridCell, GridFigure, GridRow,
    GroupCount, Look, MapCell, MapFigure, MapPanel, NetworkFigure, NetworkPanel, PairKnob, PairsFigure, Person,
    Picture, Sample, Size, Theme, Tile,
};
use resvg::usvg::roxmltree::Document;

use super::{EVIL, WIDTHS, assert_tidy, elements, svg_of};

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

pub(super) fn network(people: usize, groups: usize, evil: bool) -> NetworkFigure {
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

pub(super) fn pairs(knobs: usize, evil: bool) -> PairsFigure {
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

pub(super) fn classic(evil: bool, scale: f64) -> ClassicFigure {
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
            tidy(&distributions(groups, panels, evil).into());
        }
    }
}

#[test]
fn maps_are_tidy() {
    for (columns, rows) in [(1, 1), (3, 3), (12, 7), (40, 20)] {
        for evil in [false, true] {
            tidy(&map(columns, rows, evil).into());
        }
    }
}

pub(super) fn grid(columns: usize, rows: usize, evil: bool) -> GridFigure {
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
            tidy(&grid(columns, rows, evil).into());
        }
    }
    assert_eq!(svg_of(&GridFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
}

/// Sixteen variants on a telephone: what is told by a mark is not told by colour alone.
#[test]
fn marks_of_a_grid_have_room_where_it_is_narrow() {
    let figure = grid(16, 6, false);
    for width in [380, 420, 960, 1600] {
        let svg = Picture::new("one", figure.clone()).svg(&Look { width, ..Look::default() }).unwrap();
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
            tidy(&network(people, groups, evil).into());
        }
    }
}

#[test]
fn pairs_are_tidy() {
    for knobs in [1, 2, 6, 12] {
        for evil in [false, true] {
            tidy(&pairs(knobs, evil).into());
        }
    }
}

#[test]
fn classics_are_tidy() {
    for scale in [1.0, 1e6, 1e-4] {
        for evil in [false, true] {
            tidy(&classic(evil, scale).into());
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

// --- Distributions in detail ---

fn small_distributions() -> DistributionFigure {
    let sample = |label: &str, group, values: Vec<f64>| Sample { label: label.to_owned(), group, values };
    let panel = |title: &str, share| DistributionPanel {
        title: title.to_owned(),
        unit: "people".to_owned(),
        share,
        samples: vec![
            sample("Ours", 0, vec![1.0, 2.0, 2.0, f64::NAN]),
            sample("Theirs", 1, vec![0.5; 5]),
            sample("Nobody", 2, vec![]),
        ],
    };
    DistributionFigure {
        title: "How it ends".to_owned(),
        panels: vec![panel("Members", false), panel("Kept", true)],
        ..DistributionFigure::default()
    }
}

#[test]
fn every_run_is_a_dot_and_what_has_no_value_is_said() {
    for (_, theme) in Theme::ALL {
        for width in [300, 960, 1600] {
            let svg = svg_of(&small_distributions(), theme, Size::new(width, 100)).expect("drawn");
            assert_eq!(svg.matches("<circle").count(), 2 * 8);
            assert!(svg.contains("(1 of 4 runs without a value)"));
            for word in ["How it ends", "Members", "Kept", "Ours", "Theirs", "Nobody", "people"] {
                assert!(svg.contains(word), "{word} is missing");
            }
        }
    }
}

// --- Network in detail ---

#[test]
fn people_and_ties_are_there_once_in_each_week() {
    let person = |group, mobilised| Person { group, mobilised };
    let panel = |title: &str| NetworkPanel {
        title: title.to_owned(),
        note: "2 members".to_owned(),
        people: vec![person(Some(0), true), person(Some(0), false), person(None, false)],
        ties: vec![(0, 1), (1, 2)],
    };
    let figure = NetworkFigure {
        title: "Who knows whom".to_owned(),
        groups: vec!["Ours".to_owned()],
        places: vec![(0.0, 0.0), (1.0, 0.5), (0.5, 1.0)],
        panels: vec![panel("2009"), panel("2012")],
        ..NetworkFigure::default()
    };
    for (_, theme) in Theme::ALL {
        for width in [300, 960] {
            let svg = svg_of(&figure, theme, Size::new(width, 100)).expect("drawn");
            // Two dots for somebody mobilised, one for the others; four in the key.
            assert_eq!(svg.matches("<circle").count(), 2 * 4 + 4);
            assert_eq!(svg.matches("stroke-width=\"7\"").count(), 2 * 2);
            for word in ["Who knows whom", "2009", "2012", "Ours", "mobilised", "2 members"] {
                assert!(svg.contains(word), "{word} is missing");
            }
        }
    }
    let nobody = NetworkFigure { places: Vec::new(), ..figure };
    assert_eq!(svg_of(&nobody, Theme::Light, Size::default()), Err(FigureError::Empty));
}

// --- Pairs in detail ---

/// A set of so many knobs, some with long names; the first is told apart best.
fn small_pairs(knobs: usize) -> PairsFigure {
    let particles = 150;
    let spread = |n: usize, k: usize| ((n * (37 + 11 * k) + 7 * k * k) % particles) as f64 / particles as f64;
    let narrow = |u: f64, k: usize| 0.4 + (u - 0.5) * (k as f64 + 1.0) / (knobs as f64 + 2.0);
    let knob = |k: usize| PairKnob {
        name: ["recruitment.ask", "organisation.J4DW.hours.learning", "attendance.base"][k % 3].to_owned(),
        note: "0.21 (0.12 to 0.35)".to_owned(),
        low: (0.0, "0.05".to_owned()),
        high: (1.0, "0.6".to_owned()),
        values: (0..particles).map(|n| narrow(spread(n, k), k)).collect(),
        prior: (0..=40).map(|n| f64::from(n) / 40.0).collect(),
    };
    PairsFigure {
        title: "What the patterns say of each knob, and of each pair".to_owned(),
        subtitle: "150 accepted particles, effective size 90".to_owned(),
        caption: "Seed 1.".to_owned(),
        knobs: (0..knobs).map(knob).collect(),
        weights: vec![1.0 / particles as f64; particles],
    }
}

#[test]
fn every_pair_has_its_dots() {
    for knobs in [1, 3, 8] {
        let svg = svg_of(&small_pairs(knobs), Theme::Light, Size::new(960, 0)).expect("drawn");
        assert_eq!(svg.matches("<circle").count(), 150 * knobs * (knobs - 1) / 2);
    }
    let nothing = PairsFigure::default();
    assert_eq!(svg_of(&nothing, Theme::Dark, Size::default()), Err(FigureError::Empty));
}

/// A weight counts: a particle that has all of it is the only one in the histogram.
#[test]
fn bars_are_weights() {
    let mut figure = small_pairs(1);
    let bars = |figure: &PairsFigure| {
        let svg = svg_of(figure, Theme::Light, Size::new(700, 0)).expect("drawn");
        svg.matches("<polygon").count() - 1
    };
    assert!(bars(&figure) > 3);
    figure.weights = vec![0.0; 150];
    figure.weights[3] = 1.0;
    assert_eq!(bars(&figure), 1);
}

// --- Classic in detail ---

fn small_classic() -> ClassicFigure {
    ClassicFigure {
        title: "Shares that act".into(),
        x: "slope".into(),
        y: "share".into(),
        expected: vec![(0.0, 0.0), (1.0, 0.5), (0.0, 1.0), (1.0, 0.6)],
        found: vec![(0.5, 0.25), (0.5, 0.8)],
        ..ClassicFigure::default()
    }
}

#[test]
fn a_line_begins_anew_where_x_goes_back_and_every_point_is_a_ring() {
    let svg = svg_of(&small_classic(), Theme::Light, Size::new(700, 440)).expect("drawn");
    let curves = svg.matches(&format!("stroke-width=\"{}\"", 18)).count();
    assert_eq!(curves, 3, "two lines and one in the key");
    // Each ring is a disc of the ground and a circle, one of them in the key.
    assert_eq!(svg.matches("<circle").count(), 2 * 3);
    for word in ["Shares that act", "slope", "share", "expected", "the engine"] {
        assert!(svg.contains(word), "{word} is missing");
    }
}

#[test]
fn a_classic_of_nothing_is_an_error() {
    let empty = ClassicFigure::default();
    assert_eq!(svg_of(&empty, Theme::Light, Size::default()), Err(FigureError::Empty));
}

// --- Map in detail ---

fn small_map(sides: bool) -> MapFigure {
    let cell = |value: f64, uncertain| Some(MapCell { value, uncertain });
    MapFigure {
        title: "Who leads where".to_owned(),
        across: ("coping.relief".to_owned(), vec!["0.1".to_owned(), "0.2".to_owned(), "0.3".to_owned()]),
        up: ("learning".to_owned(), vec!["none".to_owned(), "half".to_owned()]),
        panels: vec![MapPanel {
            title: "Mobilised".to_owned(),
            unit: "people".to_owned(),
            sides,
            ends: ("Theirs".to_owned(), "Ours".to_owned()),
            cells: vec![
                vec![cell(-5.0, false), cell(2.0, true), cell(9.0, false)],
                vec![cell(1.0, false), None, cell(f64::NAN, true)],
            ],
        }],
        ..MapFigure::default()
    }
}

#[test]
fn cells_have_their_numbers_and_the_line_runs_where_the_side_changes() {
    for (_, theme) in Theme::ALL {
        for width in [420, 960] {
            let svg = svg_of(&small_map(true), theme, Size::new(width, 100)).expect("drawn");
            // One line to the right of −5, one over it: the two neighbours on the other side.
            assert_eq!(svg.matches("stroke-width=\"18\"").count(), 2);
            for word in ["−5.00", "9.00", "–", "none", "half", "0.2", "coping.relief →", "Theirs", "Who leads where"]
            {
                assert!(svg.contains(word), "{word} is missing");
            }
        }
    }
}

#[test]
fn a_number_without_sides_has_no_line_and_uncertain_cells_are_hatched() {
    let svg = svg_of(&small_map(false), Theme::Light, Size::default()).expect("drawn");
    assert_eq!(svg.matches("stroke-width=\"18\"").count(), 0);
    assert!(svg.matches("stroke-width=\"8\"").count() > 5, "the hatching of one cell");
    assert!(svg.contains("people"));
}

/// A long name of a side goes on in a second line, for which the page has room.
#[test]
fn long_words_of_the_key_are_not_cut() {
    let mut long = small_map(true);
    let short = svg_of(&long, Theme::Light, Size::new(420, 100)).expect("drawn");
    long.panels[0].ends.0 = "Hub sends ten a week ahead of the others".to_owned();
    let svg = svg_of(&long, Theme::Light, Size::new(420, 100)).expect("drawn");
    assert!(svg.contains("others") && !svg.contains('…'), "the words are cut");
    let height = |svg: &str| -> f64 {
        let rest = svg.split_once(" height=\"").expect("a height").1;
        rest.split(['"', 'p']).next().and_then(|height| height.parse().ok()).expect("a number")
    };
    assert!(height(&svg) > height(&short));
}

#[test]
fn a_map_of_nothing_is_an_error() {
    assert_eq!(svg_of(&MapFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
}
