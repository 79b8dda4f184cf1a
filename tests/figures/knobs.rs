//! What knobs do: tornadoes, and μ* against σ.

use mobilise::figure::{
    FigureError, ScatterDot, ScatterFigure, ScatterPanel, Size, Theme, TornadoBar, TornadoFigure, TornadoPanel,
    TornadoRow,
};
use resvg::usvg::roxmltree::Document;

use super::{EVIL, assert_tidy, elements, points, sizes, strokes, svg_of, texts};

const NAMES: [&str; 6] = [
    "coping.relief",
    "organisation.J4DW.hours.learning",
    "action.risk",
    "attendance.need",
    "run.threshold",
    "recruitment.referral_trust",
];

pub(super) fn tornado(panels: usize, rows: usize, value: impl Fn(usize) -> f64) -> TornadoFigure {
    let bar = |kind: usize, x: f64| TornadoBar { kind, value: x, low: 0.6 * x, high: 1.5 * x };
    let row = |n: usize| TornadoRow {
        label: format!("{}{}", NAMES[n % 6], if n < 6 { String::new() } else { format!("_{n}") }),
        detectable: n < rows / 2,
        chance: (n != 1).then_some(0.2 * value(0)),
        bars: if panels > 2 { vec![bar(n % 3, value(n))] } else { vec![bar(0, value(n)), bar(1, value(n) / 2.0)] },
    };
    let panel = |n: usize| TornadoPanel {
        title: format!("J4DW: mobilised, last year {n}"),
        unit: "people".to_string(),
        note: "does not vary".to_string(),
        level: (n != 1).then_some(0.4 * value(0)),
        rows: if n == 3 { Vec::new() } else { (0..rows).map(row).collect() },
    };
    TornadoFigure {
        title: "What each knob does over its whole range".to_string(),
        subtitle: "μ* over 20 trajectories".to_string(),
        caption: "mobilise 0.1.0".to_string(),
        kinds: vec![("raises it".to_string(), 0), ("lowers it".to_string(), 1), ("either".to_string(), 6)],
        chance: "what chance alone would show".to_string(),
        level: "an inert knob, were seeds not shared".to_string(),
        panels: (0..panels).map(panel).collect(),
    }
}

pub(super) fn scatter(panels: usize, dots: usize, place: impl Fn(usize) -> (f64, f64)) -> ScatterFigure {
    let dot = |n: usize| ScatterDot {
        label: format!("{}{}", NAMES[n % 6], if n < 6 { String::new() } else { format!("_{n}") }),
        mu_star: place(n).0,
        sigma: place(n).1,
        detectable: n < dots / 2,
    };
    let panel = |n: usize| ScatterPanel {
        title: format!("J4DW: mobilised, last year {n}"),
        unit: "people".to_string(),
        note: "does not vary".to_string(),
        dots: if n == 3 { Vec::new() } else { (0..dots).map(dot).collect() },
    };
    ScatterFigure {
        title: "How large effects are".to_string(),
        subtitle: "Full dots can be told from chance".to_string(),
        caption: "mobilise 0.1.0".to_string(),
        panels: (0..panels).map(panel).collect(),
    }
}

/// Values large and small, negative, none, equal and beyond numbers.
const VALUES: [fn(usize) -> f64; 8] = [
    |n| 40.0 / (n + 1) as f64,
    |n| 1e7 / (n + 1) as f64,
    |n| 1e-5 / (n + 1) as f64,
    |_| 0.0,
    |_| f64::NAN,
    |n| if n % 2 == 0 { f64::INFINITY } else { 3.0 },
    |n| -0.1 + 1.0 / (n + 1) as f64,
    |_| 7.0,
];

#[test]
fn tornadoes_are_tidy_at_every_width_and_whatever_the_data() {
    for (panels, rows) in [(1, 1), (2, 6), (5, 8), (1, 30)] {
        for value in VALUES {
            let mut plain = tornado(panels, rows, value);
            for evil in [false, true] {
                if evil {
                    plain.chance = EVIL.to_string();
                    plain.panels[0].title = EVIL.to_string();
                    plain.panels[0].unit = EVIL.to_string();
                    plain.panels[0].rows[0].label = EVIL.to_string();
                    plain.kinds[0].0 = EVIL.to_string();
                }
                for size in sizes() {
                    assert_tidy(&svg_of(&plain, Theme::Light, size).unwrap());
                }
            }
        }
    }
}

#[test]
fn scatters_are_tidy_at_every_width_and_whatever_the_data() {
    for (panels, dots) in [(1, 1), (2, 6), (5, 8), (1, 30)] {
        for value in VALUES {
            // In a heap, along a line, and each where it likes.
            let places: [&dyn Fn(usize) -> (f64, f64); 3] =
                [&|n| (value(n), value(n) / 2.0), &|n| (value(0) + 1e-3 * n as f64, value(0)), &|n| {
                    (value(n), value(n * 7 % 11))
                }];
            for place in places {
                let mut plain = scatter(panels, dots, place);
                for evil in [false, true] {
                    if evil {
                        plain.panels[0].title = EVIL.to_string();
                        plain.panels[0].dots[0].label = EVIL.to_string();
                    }
                    for size in sizes() {
                        assert_tidy(&svg_of(&plain, Theme::Light, size).unwrap());
                    }
                }
            }
        }
    }
}

#[test]
fn a_tornado_has_its_bars_marks_and_key() {
    let svg = svg_of(&tornado(4, 6, |n| 40.0 / (n + 1) as f64), Theme::Light, Size::default()).unwrap();
    let document = Document::parse(&svg).unwrap();
    // Three panels of six rows with one bar each, two rows of each kind; and a bar of each kind in the key.
    assert_eq!(elements(&document, "polygon").count(), 3 * 6 + 3);
    // Intervals of each kind, and the marks of chance, which one row has not.
    assert_eq!(strokes(&svg, "#0072B2", "20"), 3 * 2);
    assert_eq!(strokes(&svg, "#D55E00", "20"), 3 * 2);
    assert_eq!(strokes(&svg, "#1B1E23", "20"), 3 * 5 + 1);
    // The line through the rows of two panels, row by row, and in the key.
    assert_eq!(strokes(&svg, "#5C636E", "11"), 2 * 6 + 1);
    let texts = texts(&svg);
    for expected in
        ["raises it", "what chance alone would show", "can be told from chance, and cannot", "does not vary"]
    {
        assert_eq!(texts.iter().filter(|text| *text == expected).count(), 1, "{expected}: {texts:?}");
    }
    assert_eq!(texts.iter().filter(|text| *text == "organisation.J4DW.hours.learning").count(), 3);
    // A bar is as long as its value: the second is half of the first.
    let bars: Vec<f64> =
        elements(&document, "polygon").skip(3).map(|bar| points(&bar)[1].0 - points(&bar)[0].0).collect();
    assert!((bars[0] / bars[1] - 2.0).abs() < 0.01 && (bars[0] / bars[3] - 4.0).abs() < 0.02, "{bars:?}");
}

#[test]
fn a_scatter_names_every_dot_once_and_its_guides() {
    let svg =
        svg_of(&scatter(1, 30, |n| (((n * 37) % 30) as f64, ((n * 11) % 17) as f64)), Theme::Light, Size::default());
    let texts = texts(&svg.unwrap());
    for n in 0..30 {
        let name = format!("{}{}", NAMES[n % 6], if n < 6 { String::new() } else { format!("_{n}") });
        let found = texts.iter().filter(|text| **text == name).count();
        let listed = texts.iter().any(|text| text.starts_with("At 0") && text.contains(&name));
        assert_eq!(found + usize::from(listed), 1, "{name}: {texts:?}");
    }
    for guide in ["σ = μ*", "σ = ½ μ*", "σ = 0.1 μ*"] {
        assert!(texts.iter().any(|text| text == guide), "{guide}: {texts:?}");
    }
}

#[test]
fn knobs_without_panels_are_an_error() {
    assert_eq!(svg_of(&TornadoFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
    assert_eq!(svg_of(&ScatterFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
}
