//! What figures draw is what the tables hold: each kind of figure of a study and of a sweep is worked out again from CSV
//! with plain code.
//!
//! It breaks where a picture takes another row, column, sign or scenario from a table than it says. Planted: the sign of
//! a variant's effect, the outcome `acted` left out, medians in place of means of differences, a map's rows upside down.

use std::collections::BTreeMap;

use mobilise::figure::{EffectFigure, Figure, Picture};
use mobilise::workflow::pictures::folder_pictures;

use crate::program::Desk;

pub(super) type Row = BTreeMap<String, String>;

pub(super) fn table(desk: &Desk, name: &str) -> Vec<Row> {
    let text = desk.read(name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let row =
        |record: csv::StringRecord| heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

pub(super) fn value(row: &Row, column: &str) -> f64 {
    if row[column].is_empty() { f64::NAN } else { row[column].parse().expect("a number") }
}

pub(super) fn near(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-6 * (1.0 + a.abs().max(b.abs()))
}

pub(super) fn pictures(desk: &Desk) -> Vec<Picture> {
    folder_pictures(&desk.at("results")).expect("results").1
}

pub(super) fn named<'a>(pictures: &'a [Picture], name: &str) -> &'a Figure {
    &pictures.iter().find(|picture| picture.name == name).unwrap_or_else(|| panic!("no figure {name}")).figure
}

/// Three scenarios with one organisation each, of which one sleeps for want of founders.
fn studied() -> Desk {
    let desk = Desk::new();
    desk.write(
        "quiet.toml",
        "version = 1\nbase = \"j4dw\"\nname = \"Quiet\"\n[organisation.J4DW.hours]\nlearning = 0.0\n",
    );
    desk.good(
        &"compare j4dw meca quiet.toml --seed 3 --replicates 4 --weeks 120 --set population.workers=300 --csv --quiet --out results"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    desk
}

/// The label of each outcome of the run table.
fn outcome(label: &str) -> &'static str {
    let label = label.trim_end_matches(" ↓");
    mobilise::OUTCOMES.iter().find(|info| info.label == label).unwrap_or_else(|| panic!("no outcome {label}")).name
}

/// The organisation of a scenario of the study.
fn organisation(scenario: &str) -> &'static str {
    if scenario == "MECA" { "MECA" } else { "J4DW" }
}

#[test]
fn effects_are_those_of_the_tables() {
    let desk = studied();
    let (effects, runs, pictures) =
        (table(&desk, "results/effects.csv"), table(&desk, "results/runs.csv"), pictures(&desk));
    let of = |name: &str| match named(&pictures, name) {
        Figure::Effects(figure) => figure.clone(),
        other => panic!("{other:?}"),
    };
    // Means of the pairs in which both have a value, from single runs.
    let pair = |versus: &str, outcome: &str| {
        let of = |scenario: &str| -> Vec<f64> {
            let own =
                runs.iter().filter(|row| row["scenario"] == scenario && row["organisation"] == organisation(scenario));
            own.map(|row| value(row, outcome)).collect()
        };
        let both: Vec<(f64, f64)> =
            of("J4DW").into_iter().zip(of(versus)).filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
        let mean = |side: &dyn Fn(&(f64, f64)) -> f64| both.iter().map(side).sum::<f64>() / both.len() as f64;
        (mean(&|pair| pair.0), mean(&|pair| pair.1))
    };
    let check = |figure: &EffectFigure, row: usize, versus: &str, name: &str, sign: f64| {
        let stored = effects
            .iter()
            .find(|row| {
                row["measure"] == name && row["versus"] == versus && row["versus_organisation"] == organisation(versus)
            })
            .expect("an effect");
        let (first, other) = pair(versus, name);
        let size = first.abs() + other.abs();
        let ends = [value(stored, "low"), value(stored, "high")].map(|end| sign * 200.0 * end / size);
        let ends = if sign < 0.0 { [ends[1], ends[0]] } else { ends };
        let drawn = &figure.rows[row];
        assert!(near(drawn.middle, sign * 200.0 * (first - other) / size), "{versus} {name}: {drawn:?}");
        assert!(near(drawn.low, ends[0]) && near(drawn.high, ends[1]), "{versus} {name}: {drawn:?} {ends:?}");
        // Of two scenarios the colour is that of the one that does better; of variants that of the higher value.
        let side = if ends[0] > 0.0 { 1 } else { -i8::from(ends[1] < 0.0) };
        let lower = figure.better.is_some() && drawn.label.ends_with('↓');
        assert_eq!(figure.coloured(drawn), if lower { -side } else { side }, "{versus} {name}: {drawn:?}");
    };
    for (file, versus) in [("effects-1", "MECA"), ("effects-2", "Quiet")] {
        let figure = of(file);
        assert!(figure.rows.iter().any(|row| outcome(&row.label) == "acted"), "{file} shows who acted");
        let better = figure.better.clone().expect("a key of colours");
        assert_eq!(better, [format!("{versus} does better"), "J4DW does better".to_owned()]);
        assert!(figure.rows.iter().any(|row| row.label.ends_with('↓')), "{file} has an outcome that is better lower");
        for (n, row) in figure.rows.iter().enumerate() {
            check(&figure, n, versus, outcome(&row.label), 1.0);
        }
    }
    // All variants in one figure are variant minus baseline.
    let figure = of("effects");
    assert_eq!(figure.rows.len(), 10);
    for (n, row) in figure.rows.iter().enumerate() {
        let (label, versus) = row.label.rsplit_once(": ").expect("an outcome and a variant");
        check(&figure, n, versus, outcome(label), -1.0);
    }
}

#[test]
fn curves_differences_and_distributions_are_those_of_the_tables() {
    let desk = studied();
    let (curves, runs, weeks) =
        (table(&desk, "results/curves.csv"), table(&desk, "results/runs.csv"), table(&desk, "results/weeks.csv"));
    let pictures = pictures(&desk);
    let Figure::Curves(figure) = named(&pictures, "curves") else { panic!("no curves") };
    for (panel, measure) in figure.panels.iter().zip(["members", "attendance", "mobilised"]) {
        assert_eq!(panel.curves.len(), 3);
        for curve in &panel.curves {
            let stored = curves.iter().filter(|row| {
                row["scenario"] == curve.label
                    && row["organisation"] == organisation(&curve.label)
                    && row["measure"] == measure
            });
            let stored: Vec<&Row> = stored.collect();
            assert_eq!(stored.len(), curve.points.len());
            for (point, row) in curve.points.iter().zip(stored) {
                let same = [(point.middle, "median"), (point.low, "low"), (point.high, "high")];
                for (drawn, column) in same {
                    assert!(near(drawn, value(row, column)), "{} {measure}: {point:?} {row:?}", curve.label);
                }
            }
        }
    }
    // The mean difference of a week over pairs, from the weekly table.
    let Figure::Curves(figure) = named(&pictures, "differences-1") else { panic!("no differences") };
    let at = |scenario: &str, week: usize| -> Vec<f64> {
        let rows = weeks.iter().filter(|row| {
            row["scenario"] == scenario
                && row["organisation"] == organisation(scenario)
                && row["week"] == week.to_string()
        });
        rows.map(|row| value(row, "members")).collect()
    };
    for week in [0, 50, 119] {
        let (a, b) = (at("J4DW", week), at("MECA", week));
        assert_eq!((a.len(), b.len()), (4, 4));
        let mean = a.iter().zip(&b).map(|(a, b)| a - b).sum::<f64>() / 4.0;
        let drawn = &figure.panels[0].curves[0].points[week];
        assert!(near(drawn.middle, mean), "week {week}: {drawn:?} {mean}");
    }
    let Figure::Distributions(figure) = named(&pictures, "distributions") else { panic!("no distributions") };
    for panel in &figure.panels {
        let lower = panel.title.to_lowercase();
        let name = mobilise::OUTCOMES.iter().find(|info| info.label.to_lowercase() == lower).expect("an outcome").name;
        for sample in &panel.samples {
            let own = runs
                .iter()
                .filter(|row| row["scenario"] == sample.label && row["organisation"] == organisation(&sample.label));
            let own: Vec<f64> = own.map(|row| value(row, name)).collect();
            assert_eq!(own.len(), sample.values.len());
            assert!(own.iter().zip(&sample.values).all(|(a, b)| near(*a, *b)), "{}: {own:?} {sample:?}", panel.title);
        }
    }
}

#[test]
fn maps_and_effects_of_a_sweep_are_those_of_the_tables() {
    let desk = Desk::new();
    desk.write(
        "grid.toml",
        "version = 1\nscenario = \"j4dw\"\nseed = 1\nreplicates = 3\noutcomes = [\"attendance\"]\n\n[vary]\n\
         coping.relief = [0.1, 0.5]\norganisation.J4DW.hours.learning = [0.0, 0.2, 0.4]\n",
    );
    desk.good(
        &"sweep grid.toml --weeks 60 --set population.workers=200 --quiet --out results".split(' ').collect::<Vec<_>>(),
    );
    let (points, outcomes, effects) =
        (table(&desk, "results/points.csv"), table(&desk, "results/outcomes.csv"), table(&desk, "results/effects.csv"));
    let pictures = pictures(&desk);
    let Figure::Map(map) = named(&pictures, "map-attendance") else { panic!("no map") };
    assert_eq!(map.across.0, "coping relief");
    assert_eq!(map.up.0, "J4DW's hours for learning");
    for (up, learning) in map.up.1.iter().enumerate() {
        for (across, relief) in map.across.1.iter().enumerate() {
            let is = |row: &&Row| {
                row["coping.relief"].parse::<f64>().ok() == relief.parse().ok()
                    && row["organisation.J4DW.hours.learning"].parse::<f64>().ok() == learning.parse().ok()
            };
            let point = points.iter().find(is).expect("a point")["point"].clone();
            let of = |table: &[Row], column: &str| {
                let row = table.iter().find(|row| {
                    row["point"] == point
                        && row["organisation"] == "J4DW"
                        && row.values().any(|cell| cell == "attendance")
                });
                value(row.expect("a row"), column)
            };
            let cell = |panel: usize| map.panels[panel].cells[up][across].expect("a cell").value;
            assert!(near(cell(0), of(&outcomes, "mean")), "mean at {relief}, {learning}");
            assert!(near(cell(1), of(&effects, "difference")), "difference at {relief}, {learning}");
        }
    }
    let Figure::Effects(figure) = named(&pictures, "effects-attendance") else { panic!("no effects") };
    let stored: Vec<&Row> = effects
        .iter()
        .filter(|row| row["organisation"] == "J4DW" && row.values().any(|cell| cell == "attendance"))
        .collect();
    assert_eq!(figure.rows.len(), stored.len());
    for (row, stored) in figure.rows.iter().zip(stored) {
        assert!(
            near(row.middle, value(stored, "difference")) && near(row.low, value(stored, "low")),
            "{row:?} {stored:?}"
        );
        assert!(!row.label.contains("organisation."), "{}", row.label);
    }
}
