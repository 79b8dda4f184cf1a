//! Experiment files mean what docs/experiments.md says: which points there are, and which scenario each has.
//!
//! It breaks where two layers meet: a knob laid under an alternative instead of over it, a grid whose columns
//! change places, a range that misses its end, a baseline that forgets its settings, a point of the second
//! scenario that is laid beside the first one's baseline. What it has caught: see the planted bugs in the
//! change that brought it.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::hostile::mutate;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::scenario::{Overrides, Scenario, Shelf, load};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder to work in"))
    }
    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).expect("written");
    }
    fn plan(&self, text: &str) -> SweepPlan {
        self.write("experiment.toml", &format!("version = 1\n{text}"));
        let plan = SweepPlan::read(
            &self.at("experiment.toml").display().to_string(),
            &Changes::default(),
            &Shelf::default(),
            &|| 1,
        );
        plan.unwrap_or_else(|problems| panic!("{text}\n{problems}"))
    }
}

/// What each row of the design is.
fn rows(plan: &SweepPlan) -> Vec<String> {
    (0..plan.stride() - 1).map(|row| plan.labels(row).join(" ")).collect()
}

fn scenario(plan: &SweepPlan, point: u32) -> Scenario {
    plan.scenario(point).expect("checked")
}

#[test]
fn grids_and_lists_go_through_their_values() {
    let desk = Desk::new();
    let vary = "[vary]\ncoping.relief = [0.1, 0.3]\nrun.threshold = { from = 1, to = 9, steps = 2 }\n";
    let grid = desk.plan(&format!("scenario = \"j4dw\"\n{vary}"));
    assert_eq!(rows(&grid), ["0.1 1", "0.1 9", "0.3 1", "0.3 9"]);
    let list = desk.plan(&format!("scenario = \"j4dw\"\ndesign = \"list\"\n{vary}"));
    assert_eq!(rows(&list), ["0.1 1", "0.3 9"]);
    let point = scenario(&list, 2);
    assert_eq!((point.behaviour.coping.relief, point.run.threshold), (0.3, 9));
    assert_eq!(scenario(&list, 0), load("j4dw", &Overrides::default()).expect("a case"), "point 0 is the case itself");
}

#[test]
fn a_table_of_points_is_taken_as_it_is() {
    let desk = Desk::new();
    desk.write(
        "points.csv",
        "coping.relief, run.threshold, organisation.J4DW.teaching, law\r\n0.25,4,didactic,none\n\n\"0.5\",7,dialogic,some\n",
    );
    let plan = desk.plan(
        "scenario = \"j4dw\"\ndesign = \"table\"\ntable = \"points.csv\"\n[alternatives.law.some]\n\
         [alternatives.law.none]\nremove = [\"intervention.tied-visa\"]\n",
    );
    assert_eq!(rows(&plan), ["0.25 4 didactic none", "0.5 7 dialogic some"]);
    let (first, second) = (scenario(&plan, 1), scenario(&plan, 2));
    assert_eq!((first.behaviour.coping.relief, first.run.threshold), (0.25, 4));
    assert!(!first.interventions.iter().any(|i| i.name == "tied-visa"));
    assert!(second.interventions.iter().any(|i| i.name == "tied-visa"));
}

/// Points of the cube lie within the ranges, whole numbers are whole, and every choice is made.
#[test]
fn designs_of_the_cube_stay_within_their_ranges() {
    let desk = Desk::new();
    let vary = "[vary]\ncoping.relief = { from = 0.1, to = 0.5 }\nrun.threshold = { from = 3, to = 6 }\n\
                talk.forgetting = { from = 0.001, to = 0.1, log = true }\norganisation.J4DW.teaching = [\"dialogic\", \"didactic\"]\n";
    for (design, count) in [
        ("design = \"latin-hypercube\"\nrows = 40", 40),
        ("design = \"sobol\"\nrows = 32", 32),
        ("design = \"morris\"\ntrajectories = 8\nlevels = 4", 8 * 5),
        ("design = \"saltelli\"\nbase_rows = 8", 8 * 6),
        ("design = \"saltelli\"\nbase_rows = 8\npairs = true", 8 * 10),
    ] {
        let plan = desk.plan(&format!("scenario = \"j4dw\"\nseed = 3\n{design}\n{vary}"));
        assert_eq!(plan.stride(), count + 1, "{design}");
        let mut thresholds = [0; 7];
        let mut small = 0;
        for point in 1..=count as u32 {
            let s = scenario(&plan, point);
            assert!((0.1..=0.5).contains(&s.behaviour.coping.relief));
            assert!((0.001..=0.1).contains(&s.behaviour.talk.forgetting));
            small += u32::from(s.behaviour.talk.forgetting < 0.01);
            thresholds[s.run.threshold as usize] += 1;
        }
        assert!(thresholds[3..=6].iter().all(|n| *n > 0), "{design}: {thresholds:?}");
        assert!(
            (0.3..=0.7).contains(&(f64::from(small) / count as f64)),
            "{design}: the middle of a log range is 0.01"
        );
        let other = desk.plan(&format!("scenario = \"j4dw\"\nseed = 4\n{design}\n{vary}"));
        assert_ne!(rows(&plan), rows(&other), "the seed draws the points");
    }
}

/// In a trajectory each row differs from the one before in one factor.
#[test]
fn trajectories_move_one_factor_a_step() {
    let desk = Desk::new();
    let plan = desk.plan(
        "scenario = \"j4dw\"\ndesign = \"morris\"\ntrajectories = 5\nseed = 2\n[vary]\ncoping.relief = { from = 0.0, to = 0.9 }\n\
         run.threshold = { from = 1, to = 90 }\ntalk.forgetting = { from = 0.0, to = 0.3 }\n",
    );
    for trajectory in 0..5 {
        for step in 0..3 {
            let (a, b) = (plan.labels(trajectory * 4 + step), plan.labels(trajectory * 4 + step + 1));
            assert_eq!(a.iter().zip(&b).filter(|(a, b)| a != b).count(), 1, "{a:?} {b:?}");
        }
    }
}

#[test]
fn alternatives_are_layers_and_knobs_go_over_them() {
    let desk = Desk::new();
    let plan = desk.plan(
        "scenario = \"j4dw\"\n[alternatives.field.alone]\n[alternatives.field.beside]\ncoping.relief = 0.9\n\
         organisation.Second = { founders.count = 3 }\n[vary]\ncoping.relief = [0.1]\n\
         intervention.tied-visa = [true, false]\npopulation = [\"somerset-food-workers\"]\n",
    );
    assert_eq!(
        rows(&plan),
        [
            "alone 0.1 true somerset-food-workers",
            "alone 0.1 false somerset-food-workers",
            "beside 0.1 true somerset-food-workers",
            "beside 0.1 false somerset-food-workers"
        ]
    );
    let last = scenario(&plan, 4);
    assert_eq!(last.behaviour.coping.relief, 0.1, "what varies goes before what a layer says");
    assert_eq!(plan.row_names(4), ["J4DW", "Second", "field"]);
    assert_eq!(plan.row_names(1), ["J4DW", "field"]);
    assert!(!last.interventions.iter().any(|i| i.name == "tied-visa"));
    assert_eq!(last.population.name, scenario(&plan, 1).population.name);
    assert_ne!(last.population.name, scenario(&plan, 0).population.name);
    assert_eq!(last.name, "J4DW", "a layer renames nothing");
}

/// With an organisation goes what is done to it; `organisations` takes those of another scenario.
#[test]
fn organisations_come_and_go() {
    let desk = Desk::new();
    let plan = desk.plan("scenario = \"j4dw\"\n[vary]\norganisation.J4DW = [true, false]\n");
    let without = scenario(&plan, 2);
    assert!(without.organisations.is_empty() && without.interventions.iter().all(|i| i.organisation.is_none()));
    assert_eq!(plan.row_names(2), ["field"]);
    let plan = desk.plan("scenario = \"j4dw\"\n[vary]\norganisations = [\"j4dw\", \"meca\"]\n");
    let crossover = load("crossover-meca-in-london", &Overrides::default()).expect("a case");
    let taken = scenario(&plan, 2);
    assert_eq!(taken.organisations, crossover.organisations);
    assert_eq!(taken.population, crossover.population);
}

/// A share that varies is kept, and the others give way in proportion, as with --set.
#[test]
fn shares_give_way() {
    let desk = Desk::new();
    let plan = desk.plan("scenario = \"j4dw\"\n[vary]\norganisation.J4DW.hours.learning = [0.0, 0.5]\n");
    for (point, learning) in [(1, 0.0), (2, 0.5)] {
        let hours = &scenario(&plan, point).organisations[0].knobs.hours;
        assert_eq!(hours.learning, learning);
        assert!((hours.sharing / hours.service - 6.0).abs() < 1e-9);
        let set = Overrides(vec![("--set".to_owned(), format!("organisation.J4DW.hours.learning={learning:?}"))]);
        assert_eq!(scenario(&plan, point), load("j4dw", &set).expect("a case"), "a point is what --set makes");
    }
}

#[test]
fn a_baseline_may_have_settings_and_alternatives() {
    let desk = Desk::new();
    let plan = desk.plan(
        "scenario = \"j4dw\"\n[vary]\ncoping.relief = [0.1]\n[alternatives.law.some]\n[alternatives.law.none]\n\
         remove = [\"intervention.tied-visa\"]\n[baseline]\nlaw = \"none\"\ncoping.relief = 0.7\n",
    );
    let baseline = scenario(&plan, 0);
    assert_eq!(baseline.behaviour.coping.relief, 0.7);
    assert!(!baseline.interventions.iter().any(|i| i.name == "tied-visa"));
}

#[test]
fn several_scenarios_have_a_baseline_each() {
    let desk = Desk::new();
    let plan = desk.plan("scenarios = [\"j4dw\", \"meca\"]\n[vary]\ncoping.relief = [0.1, 0.3]\n");
    assert_eq!((plan.len(), plan.stride()), (6, 3));
    assert_eq!((plan.baseline_of(2), plan.baseline_of(5), plan.point_at(1, 0)), (0, 3, 4));
    assert_eq!(scenario(&plan, 4).organisations[0].name, "MECA");
    assert_eq!(scenario(&plan, 4).behaviour.coping.relief, 0.1);
}

/// The keys of units tell points, seeds and replicates apart, and know nothing else.
#[test]
fn keys_are_those_of_what_is_run() {
    use mobilise::experiment::unit::Unit;
    let desk = Desk::new();
    let text = "scenario = \"j4dw\"\nseed = 1\n[vary]\ncoping.relief = [0.1, 0.3]\n";
    let (plan, other) =
        (desk.plan(text), desk.plan(&format!("# a remark\nname = \"Other\"\n{}", text.replace("0.1, ", "0.2, "))));
    let key = |plan: &SweepPlan, point, replicate| plan.key_of(Unit { point, replicate });
    assert_eq!(key(&plan, 2, 5), key(&other, 2, 5), "the same run in another experiment");
    assert_ne!(key(&plan, 1, 5), key(&other, 1, 5));
    assert_ne!(key(&plan, 2, 5), key(&plan, 2, 6));
    let own = desk.plan(&format!("common_random_numbers = false\n{text}"));
    assert!(own.seed_of(1) != own.seed_of(2) && plan.seed_of(1) == plan.seed_of(2));
    assert_ne!(key(&plan, 2, 5), key(&own, 2, 5));
}

/// The experiments that come with the program are read and have the points they promise.
#[test]
fn embedded_experiments_are_right() {
    for (name, points) in [("learning-and-relief", 10), ("place-and-law", 5)] {
        let plan = SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 1);
        assert_eq!(plan.unwrap_or_else(|problems| panic!("{problems}")).len(), points, "{name}");
    }
}

/// The table that lies beside an experiment of the program's own is found without a folder on the disk, and its rows
/// are rows of the accepted set that the experiment speaks of.
#[test]
fn an_embedded_table_is_that_of_the_accepted_set() {
    let plan = SweepPlan::read("headline-over-accepted", &Changes::default(), &Shelf::default(), &|| 1);
    let plan = plan.unwrap_or_else(|problems| panic!("{problems}"));
    let table = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
    };
    // Both organisations are in London, whose own columns are J4DW's.
    let mut set = table(include_str!("../scenarios/accepted/two-cases.csv"));
    for name in &mut set[0] {
        *name = name.trim_start_matches("j4dw:").to_owned();
    }
    let rows = table(include_str!("../scenarios/questions/headline-over-accepted.csv"));
    assert_eq!(plan.stride() - 1, 60);
    assert_eq!(rows.len(), 61);
    let columns: Vec<usize> = rows[0]
        .iter()
        .map(|name| set[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}")))
        .collect();
    let accepted: Vec<Vec<&String>> = set[1..].iter().map(|row| columns.iter().map(|n| &row[*n]).collect()).collect();
    let mut seen = 0;
    for row in &rows[1..] {
        // In the set's order, so that the same weights give the same rows.
        let place = accepted[seen..].iter().position(|other| other.iter().copied().eq(row.iter()));
        seen += 1 + place.unwrap_or_else(|| panic!("{} is not accepted, or out of order", row.join(",")));
    }
}

/// Damaged experiment files are read or refused soon, with a hint for each problem, and never crash.
#[test]
fn damaged_experiments_do_not_crash() {
    let texts = [
        include_str!("../scenarios/experiments/learning-and-relief.toml"),
        include_str!("../scenarios/experiments/place-and-law.toml"),
        "version = 1\nscenarios = [\"j4dw\", \"meca\"]\ndesign = \"morris\"\ntrajectories = 3\nlevels = 4\nseed = 2\n[vary]\n\
         coping.relief = { from = 0.1, to = 0.5 }\nintervention.tied-visa = [true, false]\npopulation = [\"london-domestic-workers\"]\n\
         [baseline]\ncoping.relief = 0.2\n",
    ];
    let cases = if cfg!(debug_assertions) { 300 } else { 6_000 };
    let mut read = 0;
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for case in 0..cases {
        let text = texts[case as usize % texts.len()];
        let text = mutate::mutate(text, &mut mutate::Random(case));
        // Sizes that are no damage: a large design takes its time.
        if text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3) {
            continue;
        }
        let shelf = Shelf::sealed([("damaged.toml".to_owned(), text.clone())].into());
        let clock = Instant::now();
        match SweepPlan::read("damaged.toml", &Changes::default(), &shelf, &|| 1) {
            Ok(plan) => {
                read += 1;
                assert!(!plan.is_empty());
            }
            Err(problems) => {
                for problem in &problems.0 {
                    assert!(problem.hint.as_deref().is_some_and(|hint| !hint.is_empty()), "{}\n{text}", problem.title);
                }
                *seen.entry("refused").or_default() += 1;
                problems.render(false);
            }
        }
        // It hangs or it does not: a busy machine may take its time.
        assert!(clock.elapsed() < Duration::from_secs(60), "took {:?}\n{text}", clock.elapsed());
    }
    assert!(read > 10 && seen["refused"] > 50, "{read} {seen:?}");
}
