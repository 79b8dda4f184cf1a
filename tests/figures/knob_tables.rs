//! What figures of knobs and of classics draw is what the tables hold, worked out from CSV with plain code: bars and dots
//! of a sensitivity, the accepted set of a calibration, the line and the points of a classic model.
//!
//! It breaks where a knob has another's row, an outcome another's panel, an end of an interval the other end, or a
//! particle another's weight.

use std::cmp::Ordering;

use mobilise::figure::Figure;
use mobilise::internals::text::{knob_words, plain};

use super::tables::{Row, named, near, pictures, table, value};
use crate::program::Desk;

const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 10\nthreshold = 2\n\n[population]\nworkers = 80\n\n\
    [organisation.Ours]\nfounders.count = 8\n";
const VARY: &str = "outcomes = [\"members\", \"attendance\"]\n\n[vary]\ncoping.relief = { from = 0.05, to = 0.9 }\n\
    recruitment.ask = { from = 0.0, to = 0.9 }\norganisation.Ours.hours.learning = { from = 0.0, to = 0.4 }\n";

fn run(desk: &Desk, command: &str) {
    desk.good(&command.split(' ').collect::<Vec<_>>());
}

fn analysed(design: &str) -> Desk {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    let head = "version = 1\nname = \"Screening\"\nscenario = \"tiny.toml\"\nreplicates = 3\nseed = 5";
    desk.write("experiment.toml", &format!("{head}\n{design}\n{VARY}"));
    run(&desk, "sensitivity experiment.toml --quiet --out results");
    desk
}

/// The rows of an outcome of our organisation.
fn of<'a>(rows: &'a [Row], outcome: &str) -> Vec<&'a Row> {
    let own = |row: &&Row| row["organisation"] == "Ours" && row["outcome"] == outcome && row["measure"] == "outcome";
    rows.iter().filter(own).collect()
}

/// The row of a knob that a figure names in words.
fn row_of<'a>(rows: &[&'a Row], label: &str) -> &'a Row {
    rows.iter().find(|row| knob_words(&row["knob"]) == label).unwrap_or_else(|| panic!("no knob {label}"))
}

fn descending(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0].total_cmp(&pair[1]) != Ordering::Less)
}

#[test]
fn trajectories_are_drawn_as_the_table_has_them() {
    let desk = analysed("design = \"morris\"\ntrajectories = 4");
    let (effects, pictures) = (table(&desk, "results/elementary_effects.csv"), pictures(&desk));
    let Figure::Tornado(tornado) = named(&pictures, "tornado") else { panic!("no tornado") };
    let Figure::Scatter(scatter) = named(&pictures, "mu-sigma") else { panic!("no dots") };
    assert_eq!((tornado.panels.len(), scatter.panels.len()), (2, 2));
    for (n, outcome) in ["members", "attendance"].into_iter().enumerate() {
        let rows = of(&effects, outcome);
        let label = mobilise::OUTCOMES.iter().find(|info| info.name == outcome).expect("an outcome").label;
        let (panel, dots) = (&tornado.panels[n], &scatter.panels[n]);
        for title in [&panel.title, &dots.title] {
            assert!(title.to_lowercase().contains(&label.to_lowercase()), "{title}: {label}");
        }
        assert_eq!((panel.rows.len(), dots.dots.len(), rows.len()), (3, 3, 3));
        for drawn in &panel.rows {
            let stored = row_of(&rows, &drawn.label);
            let [bar] = drawn.bars.as_slice() else { panic!("one bar: {drawn:?}") };
            for (drawn, column) in [(bar.value, "mu_star"), (bar.low, "mu_star_low"), (bar.high, "mu_star_high")] {
                assert!(near(drawn, value(stored, column)), "{outcome} {column}: {drawn} {stored:?}");
            }
            assert!(near(drawn.chance.unwrap_or(f64::NAN), value(stored, "chance_mu_star")), "{drawn:?} {stored:?}");
            // The kind of a bar is the direction: the interval of μ above zero, below it, or over it.
            let direction = match (value(stored, "mu_low"), value(stored, "mu_high")) {
                (low, _) if low > 0.0 => 0,
                (_, high) if high < 0.0 => 1,
                _ => 2,
            };
            assert_eq!(bar.kind, direction, "{drawn:?} {stored:?}");
        }
        assert!(near(panel.level.unwrap_or(f64::NAN), value(rows[0], "inert_mu_star")));
        for dot in &dots.dots {
            let stored = row_of(&rows, &dot.label);
            assert!(near(dot.mu_star, value(stored, "mu_star")) && near(dot.sigma, value(stored, "sigma")), "{dot:?}");
        }
    }
}

#[test]
fn shares_of_variance_are_drawn_as_the_table_has_them() {
    let desk = analysed("design = \"saltelli\"\nbase_rows = 8");
    let (indices, pictures) = (table(&desk, "results/indices.csv"), pictures(&desk));
    let Figure::Tornado(tornado) = named(&pictures, "tornado") else { panic!("no tornado") };
    for (panel, outcome) in tornado.panels.iter().zip(["members", "attendance"]) {
        let rows = of(&indices, outcome);
        assert_eq!((panel.rows.len(), rows.len()), (3, 3));
        for drawn in &panel.rows {
            let stored = row_of(&rows, &drawn.label);
            assert_eq!(drawn.bars.len(), 2, "{drawn:?}");
            for (bar, (kind, name)) in drawn.bars.iter().zip([(0, "total"), (1, "first")]) {
                assert_eq!(bar.kind, kind);
                let same = [(bar.value, name), (bar.low, &format!("{name}_low")), (bar.high, &format!("{name}_high"))];
                for (drawn, column) in same {
                    assert!(near(drawn, value(stored, column)), "{outcome} {column}: {drawn} {stored:?}");
                }
            }
        }
        assert!(descending(&panel.rows.iter().map(|row| row.bars[0].value).collect::<Vec<_>>()), "{panel:?}");
    }
}

#[test]
fn an_accepted_set_is_drawn_as_the_table_has_it() {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write(
        "fit.toml",
        "version = 1\nscenario = \"tiny.toml\"\nparticles = 12\nat_most = 60\nseed = 3\n\n[prior]\n\
         coping.relief = { from = 0.05, to = 0.9 }\norganisation.Ours.hours.learning = { from = 0.0, to = 0.4 }\n\n\
         [pattern.few]\nmeasure = \"members\"\nweek = 9\nobserved = 9.0\ntolerance = 3.0\n",
    );
    run(&desk, "calibrate fit.toml --quiet --out results");
    let (set, knobs) = (table(&desk, "results/posterior.csv"), table(&desk, "results/knobs.csv"));
    let Figure::Pairs(figure) = named(&pictures(&desk), "pairs").clone() else { panic!("no pairs") };
    assert_eq!((set.len(), figure.weights.len()), (12, 12));
    assert!(set.iter().zip(&figure.weights).all(|(row, weight)| near(value(row, "weight"), *weight)));
    assert_eq!(figure.knobs.len(), knobs.len());
    for (drawn, knob) in figure.knobs.iter().zip(&knobs) {
        assert_eq!(drawn.name, knob_words(&knob["knob"]));
        let own: Vec<f64> = set.iter().map(|row| value(row, &knob["knob"])).collect();
        assert!(own.iter().zip(&drawn.values).all(|(a, b)| near(*a, *b)), "{drawn:?} {own:?}");
        // Its words: the median, and the interval.
        let [low, middle, high] = ["low", "median", "high"].map(|end| plain(value(knob, &format!("posterior_{end}"))));
        assert_eq!(drawn.note, format!("{middle} ({low} to {high})"));
        // Half of a uniform prior lies below its middle.
        let middle = drawn.prior[drawn.prior.len() / 2];
        assert!((middle - 0.5).abs() < 0.02 && drawn.prior.windows(2).all(|pair| pair[0] <= pair[1]), "{middle}");
    }
}

#[test]
fn classics_are_drawn_as_the_table_has_them() {
    let desk = Desk::new();
    run(&desk, "verify lessons logit --out results");
    let (curves, pictures) = (table(&desk, "results/curves.csv"), pictures(&desk));
    for case in ["lessons", "logit"] {
        let Figure::Classic(figure) = named(&pictures, case) else { panic!("no {case}") };
        for (drawn, line) in [(&figure.expected, "expected"), (&figure.found, "found")] {
            let stored: Vec<&Row> = curves.iter().filter(|row| row["case"] == case && row["line"] == line).collect();
            assert!(!stored.is_empty() && stored.len() == drawn.len(), "{case} {line}");
            for ((x, y), row) in drawn.iter().zip(stored) {
                assert!(near(*x, value(row, "x")) && near(*y, value(row, "y")), "{case} {line}: {x} {y} {row:?}");
            }
        }
    }
}
