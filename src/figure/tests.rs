//! What a figure promises a reader, checked on the SVG's content: everything asked for is there, nothing a user
//! wrote becomes markup, no words leave the page or lie over others, and the same figure gives the same bytes.
//!
//! It can break whenever a size or a margin is touched. It has caught numbers under an effects' axis that
//! ran into each other.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use resvg::usvg::roxmltree::{Document, Node};

use super::text::{self, Face};
use super::*;

pub(super) const EVIL: &str =
    "<script>alert(\"&'\")</script> a name that goes on and on beyond what anyone writes in a file";

fn point(date: Date, middle: f64, half: f64) -> Point {
    Point { date, middle, low: middle - half, high: middle + half }
}

/// Half-yearly values from 2010 to 2020.
fn curve(label: &str, group: usize, value: impl Fn(f64) -> f64) -> Curve {
    let start = date(2010, 3, 1);
    let points = (0..=20).map(|half_years| {
        let value = value(f64::from(half_years) / 20.0);
        point(start.saturating_add((6 * half_years).months()), value, value.abs() / 5.0)
    });
    Curve { label: label.to_string(), group, dashed: false, points: points.collect() }
}

fn panel(title: &str, curves: Vec<Curve>) -> Panel {
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

fn figure(panels: Vec<Panel>) -> CurveFigure {
    CurveFigure {
        title: "Broad organising reaches more workers".to_string(),
        subtitle: "Median of 200 paired runs; bands hold 90 % of them".to_string(),
        caption: "mobilise 0.1.0 · seeds 1–200".to_string(),
        panels,
        events: vec![event(date(2012, 4, 6), "tied visa", None)],
        alike: false,
    }
}

fn pair() -> Vec<Curve> {
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

fn row(label: &str, middle: f64) -> EffectRow {
    EffectRow {
        label: label.to_string(),
        note: "0.41 vs 0.12".to_string(),
        middle,
        low: middle - 0.4,
        high: middle + 0.4,
        told: None,
    }
}

fn effects(rows: Vec<EffectRow>) -> EffectFigure {
    EffectFigure {
        range: None,
        title: "Where the organisations differ".to_string(),
        subtitle: "Paired differences over 200 replicates".to_string(),
        caption: "mobilise 0.1.0".to_string(),
        left: "MECA higher".to_string(),
        right: "UVW higher".to_string(),
        left_group: 0,
        right_group: 1,
        unit: "standard deviations".to_string(),
        rows,
    }
}

pub(super) const WIDTHS: [u32; 6] = [240, 420, 699, 700, 960, 1600];

fn sizes() -> impl Iterator<Item = Size> {
    WIDTHS.into_iter().map(|width| Size::new(width, 600))
}

pub(super) fn elements<'a>(svg: &'a Document<'_>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    svg.descendants().filter(move |node| node.has_tag_name(name))
}

pub(super) fn number(node: &Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

fn texts(svg: &str) -> Vec<String> {
    let svg = Document::parse(svg).unwrap();
    elements(&svg, "text").map(|node| node.text().unwrap().trim().to_string()).collect()
}

/// Lines drawn with a colour and a stroke width (see `sheet::Pen`).
fn strokes(svg: &str, colour: &str, width: &str) -> usize {
    let svg = Document::parse(svg).unwrap();
    elements(&svg, "polyline")
        .filter(|node| node.attribute("stroke") == Some(colour))
        .filter(|node| node.attribute("stroke-width") == Some(width))
        .count()
}

/// The points of a polyline or polygon.
pub(super) fn places(node: &Node<'_, '_>) -> Vec<(f64, f64)> {
    let points = node.attribute("points").unwrap().split_whitespace();
    points.map(|pair| pair.split_once(',').unwrap()).map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).collect()
}

/// Left, top, right and bottom of each text, and the text.
fn boxes(svg: &Document<'_>) -> Vec<([f64; 4], String)> {
    elements(svg, "text")
        .map(|node| {
            let words = node.text().unwrap().trim().to_string();
            let size = number(&node, "font-size");
            let face = match node.attribute("font-weight") {
                Some(_) => Face::SemiBold,
                None => Face::Regular,
            };
            let width = text::width(&words, size, face);
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
    let page: Vec<f64> =
        svg.root_element().attribute("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    let (width, height) = (page[2], page[3]);
    let boxes = boxes(&svg);
    for (place, (one, words)) in boxes.iter().enumerate() {
        let inside = one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= width && one[3] <= height;
        assert!(inside, "outside {width} x {height}: {one:?} {words}");
        for (other, other_words) in &boxes[place + 1..] {
            let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
            assert!(apart, "{words} {one:?} lies over {other_words} {other:?}");
        }
    }
    for node in elements(&svg, "polyline").filter(|node| node.attribute("stroke-width") == Some("11")) {
        let ends: Vec<(f64, f64)> = places(&node);
        for (over, words) in &boxes {
            let beside = ends[0].0 < over[0] || ends[0].0 > over[2];
            let apart = ends[1].1 > over[3] || ends[0].1 < over[1];
            assert!(beside || apart, "the line of an event crosses {words}");
        }
    }
    for node in elements(&svg, "polyline").chain(elements(&svg, "polygon")) {
        for (x, y) in places(&node) {
            assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x},{y}");
        }
    }
}

#[test]
fn curves_are_tidy_at_every_width_and_whatever_the_data() {
    for figure in odd_figures() {
        for size in sizes() {
            for theme in [Theme::Light, Theme::Dark] {
                assert_tidy(&curves_svg(&figure, theme, size).unwrap());
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
                assert_tidy(&effects_svg(&figure, Theme::Light, size).unwrap());
            }
        }
    }
}

#[test]
fn every_curve_and_band_is_drawn_in_its_groups_colour() {
    let svg = curves_svg(&figure(vec![panel("One", pair()); 3]), Theme::Light, Size::default()).unwrap();
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
    let svg = curves_svg(&figure(vec![panel("One", curves)]), Theme::Light, Size::default()).unwrap();
    for width in ["18", "19", "22"] {
        assert_eq!(strokes(&svg, "#0072B2", width), 1, "{width}");
    }
    assert!(svg.contains("stroke-width=\"19\" stroke-dasharray"));
    assert!(!svg.contains("stroke-width=\"18\" stroke-dasharray"));
}

#[test]
fn missing_values_leave_gaps_and_single_values_are_dots() {
    let gap = |t: f64| if (0.3..0.6).contains(&t) { f64::NAN } else { t };
    let svg =
        curves_svg(&figure(vec![panel("Gap", vec![curve("Broad", 0, gap)])]), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, "#0072B2", "18"), 2);

    let single = Curve { points: vec![point(date(2020, 2, 29), 0.4, 0.1)], ..curve("Broad", 0, |_| 0.0) };
    let svg = curves_svg(&figure(vec![panel("Dot", vec![single])]), Theme::Light, Size::default()).unwrap();
    assert_eq!(Document::parse(&svg).unwrap().descendants().filter(|node| node.has_tag_name("circle")).count(), 1);

    let svg =
        curves_svg(&figure(vec![panel("None", vec![curve("Broad", 0, |_| f64::NAN)])]), Theme::Light, Size::default())
            .unwrap();
    assert!(texts(&svg).contains(&"no values".to_string()));
}

#[test]
fn axes_carry_round_numbers_and_years() {
    let members = curve("Broad", 0, |t| 12_000.0 * t);
    let texts =
        texts(&curves_svg(&figure(vec![panel("Members", vec![members])]), Theme::Light, Size::default()).unwrap());
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
        let texts = texts(&curves_svg(figure, Theme::Light, Size::default()).unwrap());
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
    let svg = curves_svg(&evil, Theme::Light, Size::default()).unwrap();
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    let document = Document::parse(&svg).unwrap();
    assert!(document.root_element().attribute("aria-label").unwrap().starts_with(EVIL));
    assert!(texts(&svg).iter().any(|text| text.starts_with("<script>alert(\"&'\")</script>")));
    png(&svg, 1.0).unwrap();
}

#[test]
fn names_stand_at_the_lines_or_in_one_key() {
    let direct = texts(&curves_svg(&figure(vec![panel("One", pair()); 2]), Theme::Light, Size::default()).unwrap());
    assert_eq!(direct.iter().filter(|text| *text == "Broad").count(), 2);
    let mut long = figure(vec![panel("One", pair()); 2]);
    for panel in &mut long.panels {
        panel.curves[1].label = "A union open only to those who already hold a settled visa".to_string();
    }
    let key = texts(&curves_svg(&long, Theme::Light, Size::default()).unwrap());
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
    let texts = texts(&curves_svg(&figure, Theme::Light, Size::new(420, 400)).unwrap());
    assert!(texts.iter().any(|text| text.ends_with("2012-01-06")), "{texts:?}");
    assert_eq!(texts.iter().filter(|text| text.ends_with("2018-01-01")).count(), 1);
    assert!(texts.contains(&"10 visa reform 2018-01-01".to_string()), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("before our time")));
}

#[test]
fn effects_say_which_side_and_what_is_not_defined() {
    let rows = vec![row("Members", 1.0), row("Conflict", -1.0), row("Trust", 0.1), row("Wins", f64::NAN)];
    let svg = effects_svg(&effects(rows), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, "#D55E00", "20"), 1);
    assert_eq!(strokes(&svg, "#0072B2", "20"), 1);
    let texts = texts(&svg);
    for expected in ["← MECA higher", "UVW higher →", "not defined", "0.41 vs 0.12", "Trust", "−1.0", "0", "1.0"]
    {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
}

/// What was judged by more than its interval has the colour of the verdict: runs on either side of a range, and an
/// interval that touches it.
#[test]
fn a_row_that_was_judged_has_the_colour_of_its_verdict() {
    let judged = |told| EffectRow { told, ..row("Members", 0.1) };
    let of = |told, colour| {
        strokes(&effects_svg(&effects(vec![judged(told)]), Theme::Light, Size::default()).unwrap(), colour, "20")
    };
    let (right, left) = ("#D55E00", "#0072B2");
    assert_eq!((of(None, right), of(Some(false), right), of(Some(true), right), of(Some(true), left)), (0, 0, 1, 0));
    let clear = EffectRow { told: Some(false), ..row("Members", 1.0) };
    let svg = effects_svg(&effects(vec![clear]), Theme::Light, Size::default()).unwrap();
    assert_eq!(strokes(&svg, right, "20"), 0);
}

#[test]
fn the_page_has_the_size_asked_for_or_grows() {
    let svg = curves_svg(&figure(vec![panel("One", pair()); 4]), Theme::Light, Size::new(1600, 900)).unwrap();
    assert!(svg.contains("width=\"1600\" height=\"900\""));
    let svg = curves_svg(&figure(vec![panel("One", pair()); 6]), Theme::Light, Size::new(420, 0)).unwrap();
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
        let svg = effects_svg(&figure, Theme::Dark, size).unwrap();
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
    let svg = curves_svg(&figure, Theme::Dark, Size::default()).unwrap();
    assert_eq!(svg, curves_svg(&figure, Theme::Dark, Size::default()).unwrap());
    let picture = png(&svg, 0.5).unwrap();
    assert_eq!(picture, png(&svg, 0.5).unwrap());
    // The width and height stand in the PNG's first chunk.
    assert_eq!(picture[16..24], [0, 0, 1, 224, 0, 0, 1, 64]);
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let figure = figure(vec![panel("One", pair())]);
    assert_eq!(curves_svg(&CurveFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
    assert_eq!(effects_svg(&effects(vec![]), Theme::Light, Size::default()), Err(FigureError::Empty));
    let tiny = Size::new(100, 100);
    assert_eq!(curves_svg(&figure, Theme::Light, tiny), Err(FigureError::Size(tiny)));
    let svg = curves_svg(&figure, Theme::Light, Size::default()).unwrap();
    for scale in [0.0, -1.0, f32::NAN, 1e6] {
        assert!(matches!(png(&svg, scale), Err(FigureError::Scale(_))), "{scale}");
    }
    assert!(matches!(png("not a picture", 1.0), Err(FigureError::Raster(_))));
}

/// Width and height of a picture's canvas.
pub(super) fn page(svg: &Document<'_>) -> (f64, f64) {
    let numbers: Vec<f64> =
        svg.root_element().attribute("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    (numbers[2], numbers[3])
}

/// Whoever shows values under a pointer must find them where they were drawn.
#[test]
fn values_are_drawn_where_the_places_say() {
    for width in [420, 960] {
        let look = Look { width, ..Look::default() };
        let figure = figure(vec![panel("One", pair()), panel("Two", pair())]);
        let drawn = Picture::new("curves", Figure::Curves(figure.clone())).draw(&look).unwrap();
        assert_eq!(drawn.places.len(), 2);
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let lines: Vec<Vec<(f64, f64)>> = elements(&svg, "polyline")
            .filter(|node| node.attribute("stroke-width") == Some("18"))
            .map(|node| places(&node))
            .filter(|points| points.len() > 2)
            .collect();
        for place in &drawn.places {
            let What::Curves { panel, days, values } = place.what else { panic!("{place:?}") };
            let [left, top, right, bottom] = place.edges;
            for curve in &figure.panels[panel].curves {
                let at = |point: &Point| {
                    let along = (time::day(point.date) - days.0) / (days.1 - days.0);
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
        let drawn = Picture::new("effects", Figure::Effects(rows)).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let circles: Vec<f64> = elements(&svg, "circle").map(|node| number(&node, "cy") / page(&svg).1).collect();
        for (place, cy) in drawn.places.iter().zip(&circles) {
            assert!(place.edges[1] < *cy && *cy < place.edges[3], "{place:?} {cy}");
        }
        assert_eq!(drawn.places.iter().map(|place| place.what).collect::<Vec<_>>(), [0, 1, 2].map(What::Item));

        let samples = vec![Sample { label: "Ours".to_owned(), group: 0, values: vec![1.0, 7.5] }; 2];
        let one = DistributionPanel { title: "One".to_owned(), samples, ..DistributionPanel::default() };
        let runs = DistributionFigure { panels: vec![one; 3], ..DistributionFigure::default() };
        let drawn = Picture::new("runs", Figure::Distributions(runs)).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let mut dots = elements(&svg, "circle").map(|node| (number(&node, "cx") / wide, number(&node, "cy") / high));
        assert_eq!(drawn.places.len(), 6);
        for place in &drawn.places {
            let What::Sample { values, .. } = place.what else { panic!("{place:?}") };
            let [left, top, right, bottom] = place.edges;
            for value in [1.0, 7.5] {
                let (x, y) = dots.next().unwrap();
                let expected = left + (value - values.0) / (values.1 - values.0) * (right - left);
                assert!((x - expected).abs() < 1e-3 && top < y && y < bottom, "{place:?} {x} {y}");
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
        let drawn = Picture::new("map", Figure::Map(map)).draw(&look).unwrap();
        let svg = Document::parse(&drawn.svg).unwrap();
        let (wide, high) = page(&svg);
        let corners: Vec<(f64, f64)> =
            elements(&svg, "polygon").map(|node| places(&node)[0]).map(|(x, y)| (x / wide, y / high)).collect();
        assert_eq!(drawn.places.len(), 6);
        for place in &drawn.places {
            let near = |(x, y): &&(f64, f64)| (x - place.edges[0]).abs() < 1e-3 && (y - place.edges[1]).abs() < 1e-3;
            assert!(corners.iter().any(|corner| near(&corner)), "{place:?}");
        }
    }
}

// --- What knobs do -----------------------------------------------------------------------------------

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
        told: n < rows / 2,
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
        told: n < dots / 2,
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
                    assert_tidy(&tornado_svg(&plain, Theme::Light, size).unwrap());
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
                        assert_tidy(&scatter_svg(&plain, Theme::Light, size).unwrap());
                    }
                }
            }
        }
    }
}

#[test]
fn a_tornado_has_its_bars_marks_and_key() {
    let svg = tornado_svg(&tornado(4, 6, |n| 40.0 / (n + 1) as f64), Theme::Light, Size::default()).unwrap();
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
        elements(&document, "polygon").skip(3).map(|bar| places(&bar)[1].0 - places(&bar)[0].0).collect();
    assert!((bars[0] / bars[1] - 2.0).abs() < 0.01 && (bars[0] / bars[3] - 4.0).abs() < 0.02, "{bars:?}");
}

#[test]
fn a_scatter_names_every_dot_once_and_its_guides() {
    let svg = scatter_svg(
        &scatter(1, 30, |n| (((n * 37) % 30) as f64, ((n * 11) % 17) as f64)),
        Theme::Light,
        Size::default(),
    );
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
    assert_eq!(tornado_svg(&TornadoFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
    assert_eq!(scatter_svg(&ScatterFigure::default(), Theme::Light, Size::default()), Err(FigureError::Empty));
}
