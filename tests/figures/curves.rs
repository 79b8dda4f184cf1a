//! Curves over time and paired differences.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use mobilise::figure::{Curve, CurveFigure, EffectFigure, Event, FigureError, Panel, Point, Size, Theme, png};
use mobilise::question::Bar;
use resvg::usvg::roxmltree::Document;

use super::{EVIL, assert_tidy, elements, number, sizes, strokes, svg_of, texts};

pub(super) fn point(date: Date, middle: f64, half: f64) -> Point {
    Point { date, middle, low: middle - half, high: middle + half }
}

/// Half-yearly values from 2010 to 2020.
pub(super) fn curve(label: &str, group: usize, value: impl Fn(f64) -> f64) -> Curve {
    let start = date(2010, 3, 1);
    let points = (0..=20).map(|half_years| {
        let value = value(f64::from(half_years) / 20.0);
        point(start.saturating_add((6 * half_years).months()), value, value.abs() / 5.0)
    });
    Curve { label: label.to_string(), group, dashed: false, points: points.collect() }
}

pub(super) fn panel(title: &str, curves: Vec<Curve>) -> Panel {
    Panel {
        title: title.to_string(),
        unit: "share of workers".to_string(),
        floor_zero: true,
        ceiling_one: false,
        curves,
    }
}

fn event(date: Date, label: &str, group: Option<usize>) -> Event {
    Event { date, label: label.to_string(), group }
}

pub(super) fn figure(panels: Vec<Panel>) -> CurveFigure {
    CurveFigure {
        title: "Broad organising reaches more workers".to_string(),
        subtitle: "Median of 200 paired runs; bands hold 90 % of them".to_string(),
        caption: "mobilise 0.1.0 · seeds 1–200".to_string(),
        panels,
        events: vec![event(date(2012, 4, 6), "tied visa", None)],
        alike: false,
    }
}

pub(super) fn pair() -> Vec<Curve> {
    vec![curve("Broad", 0, |t| 0.6 * t), curve("Closed", 1, |t| 0.2 * t)]
}

/// Everything odd that data and labels can be.
fn odd_figures() -> Vec<CurveFigure> {
    let values: [fn(f64) -> f64; 8] = [
        |_| 0.0,
        |_| f64::NAN,
        |t| 1e7 * t,
        |t| 1e-4 * t,
        |t| -t,
        |t| if t < 0.5 { t } else { f64::NAN },
        |t| if t > 0.5 { f64::INFINITY } else { 1e300 * t },
        |_| 42.0,
    ];
    let mut figures = vec![CurveFigure { panels: vec![Panel::default()], ..CurveFigure::default() }];
    for count in 1..=6 {
        let panels = (0..count).map(|place| {
            let curves =
                (0..1 + place % 4).map(|other| curve(&format!("Scenario {other}"), other, values[(place + other) % 8]));
            panel("Participation", curves.collect())
        });
        figures.push(figure(panels.collect()));
    }
    for value in values {
        let mut one = figure(vec![panel("One", vec![curve("Only one", 0, value)])]);
        one.panels[0].floor_zero = false;
        figures.push(one);
    }
    let single = Curve { points: vec![point(date(2020, 2, 29), 0.4, 0.1)], ..curve("Single", 0, |_| 0.0) };
    figures.push(figure(vec![panel("Single", vec![single])]));
    let mut same = figure(vec![panel("Same", (0..4).map(|g| curve("Ends at one", g, |t| t)).collect())]);
    same.panels[0].ceiling_one = true;
    figures.push(same);
    for count in [3, 9, 40] {
        let mut eventful = figure(vec![panel("Events", pair()); 2]);
        eventful.events = (0..count)
            .map(|place: i32| {
                let day = date(2011, 1, 1).saturating_add((place * 3200 / count).days());
                event(day, &format!("event {place} in a few words"), (place % 2 == 0).then_some(0))
            })
            .collect();
        figures.push(eventful);
    }
    // Words at the right edge hang to the left of their lines, and may meet others or their lines.
    for gap in [0, 1, 40, 200, 400] {
        // The first line ends where the words are.
        let curves = vec![curve("Broad", 0, |t| t), curve("Closed", 1, |t| 0.9 * t)];
        let mut late = figure(vec![panel("Late", curves)]);
        late.panels[0].ceiling_one = true;
        late.events = (0..3)
            .map(|place: i32| {
                let day = date(2020, 2, 1).saturating_sub((place * gap).days());
                event(day, &format!("recognition {place}"), None)
            })
            .collect();
        let mut keyed = late.clone();
        keyed.panels[0].curves[0].label = EVIL.to_string();
        figures.extend([late, keyed]);
    }
    let mut evil = figure(vec![panel(EVIL, pair()); 3]);
    evil.title = EVIL.repeat(4);
    evil.subtitle = "Donaudampfschifffahrt".repeat(30);
    evil.caption = format!("漢字\u{202e}\u{0} {EVIL}").repeat(9);
    evil.events.push(event(date(2014, 1, 1), EVIL, None));
    for panel in &mut evil.panels {
        panel.unit = EVIL.to_string();
        panel.curves[1].label = EVIL.to_string();
    }
    figures.push(evil);
    figures
}

pub(super) fn row(label: &str, middle: f64) -> Bar {
    Bar {
        label: label.to_string(),
        note: "0.41 vs 0.12".to_string(),
        middle,
        low: middle - 0.4,
        high: middle + 0.4,
        emphasis: None,
        lower_is_better: false,
    }
}

pub(super) fn effects(rows: Vec<Bar>) -> EffectFigure {
    EffectFigure {
        range: None,
        title: "Where the organisations differ".to_string(),
        subtitle: "Paired differences over 200 replicates".to_string(),
        caption: "mobilise 0.1.0".to_string(),
        left: "MECA higher".to_string(),
        right: "UVW higher".to_string(),
        left_group: 0,
        right_group: 1,
        better: None,
        unit: "standard deviations".to_string(),
        rows,
    }
}

#[test]
fn curves_are_tidy_at_every_width_and_whatever_the_data() {
    for figure in odd_figures() {
        for size in sizes() {
            for theme in [Theme::Light, Theme::Dark] {
                assert_tidy(&svg_of(&figure, theme, size).unwrap());
            }
        }
    }
}

#[test]
fn effects_are_tidy_at_every_width_and_whatever_the_data() {
    let values = [0.5, -3.0, f64::NAN, f64::INFINITY, 0.0, 1e7, 1e-4];
    for count in [1, 3, 7] {
        let mut plain = effects(values.iter().take(count).map(|&value| row("Members", value)).collect());
        let mut evil = plain.clone();
        plain.left = String::new();
        evil.left = EVIL.to_string();
        evil.right = EVIL.to_string();
        evil.unit = EVIL.to_string();
        evil.rows[0].label = EVIL.to_string();
        evil.rows[0].note = EVIL.to_string();
        for figure in [plain, evil] {
            for size in sizes() {
                assert_tidy(&svg_of(&figure, Theme::Light, size).unwrap());
            }
        }
    }
}

#[test]
fn every_curve_and_band_is_drawn_in_its_groups_colour() {
    let svg = svg_of(&figure(vec![panel("One", pair()); 3]), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, "#0072B2", "18"), 3);
    assert_eq!(strokes(&svg, "#D55E00", "18"), 3);
    let document = Document::parse(&svg).unwrap();
    let bands: Vec<_> = elements(&document, "polygon").collect();
    assert_eq!(bands.len(), 6);
    assert!(bands.iter().all(|band| band.attribute("opacity") == Some("0.18")));
}

#[test]
fn dashes_and_the_second_round_of_colours_have_their_own_strokes() {
    let mut curves = vec![curve("a", 0, |t| t), curve("b", 0, |t| 2.0 * t), curve("c", 7, |t| 3.0 * t)];
    curves[1].dashed = true;
    let svg = svg_of(&figure(vec![panel("One", curves)]), Theme::Light, Size::default()).unwrap();
    for width in ["18", "19", "22"] {
        assert_eq!(strokes(&svg, "#0072B2", width), 1, "{width}");
    }
    assert!(svg.contains("stroke-width=\"19\" stroke-dasharray"));
    assert!(!svg.contains("stroke-width=\"18\" stroke-dasharray"));
}

#[test]
fn missing_values_leave_gaps_and_single_values_are_dots() {
    let gap = |t: f64| if (0.3..0.6).contains(&t) { f64::NAN } else { t };
    let svg = svg_of(&figure(vec![panel("Gap", vec![curve("Broad", 0, gap)])]), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, "#0072B2", "18"), 2);

    let single = Curve { points: vec![point(date(2020, 2, 29), 0.4, 0.1)], ..curve("Broad", 0, |_| 0.0) };
    let svg = svg_of(&figure(vec![panel("Dot", vec![single])]), Theme::Light, Size::default()).unwrap();
    assert_eq!(Document::parse(&svg).unwrap().descendants().filter(|node| node.has_tag_name("circle")).count(), 1);

    let svg =
        svg_of(&figure(vec![panel("None", vec![curve("Broad", 0, |_| f64::NAN)])]), Theme::Light, Size::default())
            .unwrap();
    assert!(texts(&svg).contains(&"no values".to_string()));
}

#[test]
fn axes_carry_round_numbers_and_years() {
    let members = curve("Broad", 0, |t| 12_000.0 * t);
    let texts = texts(&svg_of(&figure(vec![panel("Members", vec![members])]), Theme::Light, Size::default()).unwrap());
    for expected in
        ["0", "5,000", "10,000", "2012", "2018", "Members", "share of workers", "Broad", "tied visa 2012-04-06"]
    {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
}

/// Small multiples have the same numbers at their axes, others their own.
#[test]
fn panels_that_are_to_be_compared_share_their_axis() {
    let small = panel("Small", vec![curve("Broad", 0, |t| 3.0 * t)]);
    let large = panel("Large", vec![curve("Closed", 1, |t| 900.0 * t)]);
    let mut figure = figure(vec![small, large]);
    // Numbers at an axis that goes far beyond the small values; years are larger.
    let count = |figure: &CurveFigure| {
        let texts = texts(&svg_of(figure, Theme::Light, Size::default()).unwrap());
        let numbers = texts.iter().filter_map(|text| text.replace(',', "").parse::<f64>().ok());
        numbers.filter(|number| (100.0..2000.0).contains(number)).count()
    };
    let own = count(&figure);
    assert!(own > 1);
    figure.alike = true;
    assert_eq!(count(&figure), 2 * own);
}

#[test]
fn what_users_write_is_text_never_markup() {
    let mut evil = figure(vec![panel(EVIL, pair())]);
    evil.title = EVIL.to_string();
    let svg = svg_of(&evil, Theme::Light, Size::default()).unwrap();
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    let document = Document::parse(&svg).unwrap();
    assert!(document.root_element().attribute("aria-label").unwrap().starts_with(EVIL));
    assert!(texts(&svg).iter().any(|text| text.starts_with("<script>alert(\"&'\")</script>")));
    png(&svg, 1.0).unwrap();
}

#[test]
fn names_stand_at_the_lines_or_in_one_key() {
    let direct = texts(&svg_of(&figure(vec![panel("One", pair()); 2]), Theme::Light, Size::default()).unwrap());
    assert_eq!(direct.iter().filter(|text| *text == "Broad").count(), 2);
    let mut long = figure(vec![panel("One", pair()); 2]);
    for panel in &mut long.panels {
        panel.curves[1].label = "A union open only to those who already hold a settled visa".to_string();
    }
    let key = texts(&svg_of(&long, Theme::Light, Size::default()).unwrap());
    assert_eq!(key.iter().filter(|text| *text == "Broad").count(), 1);
    assert!(key.contains(&long.panels[0].curves[1].label));
}

#[test]
fn events_without_room_are_numbered_and_listed() {
    let mut figure = figure(vec![panel("One", pair())]);
    figure.events =
        (1..=9).map(|month| event(date(2012, month, 6), "a law with a name too long for here", None)).collect();
    figure.events.push(event(date(1999, 1, 1), "before our time", None));
    // The same event in two scenarios is one event.
    figure.events.push(event(date(2018, 1, 1), "visa reform", Some(0)));
    figure.events.push(event(date(2018, 1, 1), "visa reform", Some(1)));
    let texts = texts(&svg_of(&figure, Theme::Light, Size::new(420, 400)).unwrap());
    assert!(texts.iter().any(|text| text.ends_with("2012-01-06")), "{texts:?}");
    assert_eq!(texts.iter().filter(|text| text.ends_with("2018-01-01")).count(), 1);
    assert!(texts.contains(&"10 visa reform 2018-01-01".to_string()), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("before our time")));
}

#[test]
fn effects_say_which_side_and_what_is_not_defined() {
    let rows = vec![row("Members", 1.0), row("Conflict", -1.0), row("Trust", 0.1), row("Wins", f64::NAN)];
    let svg = svg_of(&effects(rows), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, "#D55E00", "20"), 1);
    assert_eq!(strokes(&svg, "#0072B2", "20"), 1);
    let texts = texts(&svg);
    for expected in ["← MECA higher", "UVW higher →", "not defined", "0.41 vs 0.12", "Trust", "−1.0", "0", "1.0"]
    {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
}

/// Of an outcome whose lower values are better, the colour is that of the side that does better; the words over the sides
/// have none, and a key says what the colours mean.
#[test]
fn colours_say_who_does_better_where_lower_is_better() {
    let lower = |row: Bar| Bar { lower_is_better: true, ..row };
    let rows = vec![row("Members", 1.0), lower(row("Framing ↓", 1.0)), lower(row("Need ↓", -1.0)), row("Trust", 0.1)];
    let better = Some(["MECA does better".to_string(), "UVW does better".to_string()]);
    let figure = EffectFigure { better, ..effects(rows) };
    let of = |row: usize| figure.coloured(&figure.rows[row]);
    assert_eq!([of(0), of(1), of(2), of(3)], [1, -1, 1, 0]);
    for size in sizes() {
        assert_tidy(&svg_of(&figure, Theme::Light, size).unwrap());
    }
    let svg = svg_of(&figure, Theme::Light, Size::default()).unwrap();
    let (right, left) = ("#D55E00", "#0072B2");
    assert_eq!((strokes(&svg, right, "20"), strokes(&svg, left, "20")), (2, 1));
    let texts = texts(&svg);
    for expected in ["MECA does better", "UVW does better", "no detectable difference", "← MECA higher"] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
    let document = Document::parse(&svg).unwrap();
    let side = elements(&document, "text").find(|node| node.text().unwrap().trim() == "UVW higher →").unwrap();
    assert_eq!(side.attribute("fill"), Some("#5C636E"), "the words over a side have no side's colour");
}

/// What was judged by more than its interval has the colour of the verdict: runs on either side of a range, and an
/// interval that touches it.
#[test]
fn a_row_that_was_judged_has_the_colour_of_its_verdict() {
    let judged = |emphasis| Bar { emphasis, ..row("Members", 0.1) };
    let of = |emphasis, colour| {
        strokes(&svg_of(&effects(vec![judged(emphasis)]), Theme::Light, Size::default()).unwrap(), colour, "20")
    };
    let (right, left) = ("#D55E00", "#0072B2");
    assert_eq!((of(None, right), of(Some(false), right), of(Some(true), right), of(Some(true), left)), (0, 0, 1, 0));
    let clear = Bar { emphasis: Some(false), ..row("Members", 1.0) };
    let svg = svg_of(&effects(vec![clear]), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, right, "20"), 0);
}

#[test]
fn the_page_has_the_size_asked_for_or_grows() {
    let svg = svg_of(&figure(vec![panel("One", pair()); 4]), Theme::Light, Size::new(1600, 900)).unwrap();
    assert!(svg.contains("width=\"1600\" height=\"900\""));
    let svg = svg_of(&figure(vec![panel("One", pair()); 6]), Theme::Light, Size::new(420, 0)).unwrap();
    let document = Document::parse(&svg).unwrap();
    assert_eq!(document.root_element().attribute("width"), Some("420"));
    assert!(number(&document.root_element(), "height") > 900.0);
    assert!(Size::for_panels(960, None, 4).height > Size::for_panels(960, None, 2).height);
}

/// A hair of blank showed at the edges of dark slides, where the page's pixels are rounded.
#[test]
fn the_ground_reaches_every_edge() {
    for (width, height) in [(1600, 817), (1601, 333), (420, 0), (5000, 10)] {
        let size = Size::new(width, height);
        let figure = effects(vec![row("Members", 1.0), row("Trust", 0.1)]);
        let svg = svg_of(&figure, Theme::Dark, size).unwrap();
        let picture = resvg::tiny_skia::Pixmap::decode_png(&png(&svg, 1.0).unwrap()).unwrap();
        let (right, bottom) = (picture.width() - 1, picture.height() - 1);
        for (x, y) in [(0, 0), (right, 0), (0, bottom), (right, bottom)] {
            let pixel = picture.pixel(x, y).unwrap();
            assert_eq!((pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()), (0x14, 0x17, 0x1C, 255));
        }
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let figure = figure(vec![panel("One", pair()); 2]);
    let svg = svg_of(&figure, Theme::Dark, Size::default()).unwrap();
    assert_eq!(svg, svg_of(&figure, Theme::Dark, Size::default()).unwrap());
    let picture = png(&svg, 0.5).unwrap();
    assert_eq!(picture, png(&svg, 0.5).unwrap());
    // The width and height stand in the PNG's first chunk.
    assert_eq!(picture[16..24], [0, 0, 1, 224, 0, 0, 1, 64]);
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let figure = figure(vec![panel("One", pair())]);
    assert_eq!(svg_of(&CurveFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
    assert_eq!(svg_of(&effects(vec![]), Theme::Light, Size::default()), Err(FigureError::Empty));
    let tiny = Size::new(100, 100);
    assert_eq!(svg_of(&figure, Theme::Light, tiny), Err(FigureError::Size(tiny)));
    let svg = svg_of(&figure, Theme::Light, Size::default()).unwrap();
    for scale in [0.0, -1.0, f32::NAN, 1e6] {
        assert!(matches!(png(&svg, scale), Err(FigureError::Scale(_))), "{scale}");
    }
    assert!(matches!(png("not a picture", 1.0), Err(FigureError::Raster(_))));
}
