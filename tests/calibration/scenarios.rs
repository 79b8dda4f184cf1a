//! The model itself in several scenarios, and in several models: what is run, what is kept, and what is found.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mobilise::internals::calibration::Forgetful;
use mobilise::internals::calibration::plan::{CalibrationChanges, CalibrationPlan};
use mobilise::internals::calibration::prior::Prior;
use mobilise::internals::calibration::smc::{Stop, calibrate};
use mobilise::internals::calibration::target::{ModelPrior, Target, Trial};
use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::number::maths::normal_quantile;
use mobilise::scenario::Shelf;

use super::bench::{Bench, SCENARIO, assert_same, files};
use super::program::Desk;
use super::toy::Dice;

/// A second place: fewer founders among fewer people, and an agency.
const OTHER: &str = "version = 1\nname = \"Other\"\n\n[run]\nweeks = 30\n\n[population]\nworkers = 120\n\n\
    [agency.Door]\nreferrals = 1.0\n\n[organisation.Theirs]\nfounders.count = 20\n";

/// A shared knob, a knob of the second place, and a pattern or two of each; observed numbers where letters stand.
const CALIBRATION: &str = "version = 1\nscenarios = [\"tiny.toml\", \"other.toml\"]\nparticles = 60\nat_most = 400000\n\
    seed = 5\nacceptance = 0.0\n\n[prior]\nefficacy.meeting = { from = 0.02, to = 0.4 }\n\
    agency.Door.referrals = { from = 0.0, to = 6.0 }\n\n\
    [pattern.efficacy]\nscenario = \"tiny\"\nmeasure = \"efficacy\"\nweeks = [15, 29]\nobserved = A\n\
    likelihood = \"normal\"\nsd = 0.03\n\n\
    [pattern.efficacy-there]\nscenario = \"other\"\nmeasure = \"efficacy\"\nweeks = [15, 29]\nobserved = B\n\
    likelihood = \"normal\"\nsd = 0.03\n\n\
    [pattern.joined]\nscenario = \"other\"\nmeasure = \"ever_members\"\nweek = 29\nobserved = C\n\
    likelihood = \"normal\"\nsd = 6.0\n";

/// Two models, of which in the second nobody is referred.
const MODELS: &str = "\n[model.free]\n[model.fixed]\nset = [\"agency.Door.referrals=0.0\"]\n\
    without = [\"agency.Door.referrals\"]\n";

fn written(observed: [f64; 3], models: &str) -> String {
    let letters = ["= A\n", "= B\n", "= C\n"].iter().zip(observed);
    let text = letters.fold(CALIBRATION.to_owned(), |text, (letter, x)| text.replace(letter, &format!("= {x:?}\n")));
    text + models
}

/// A folder with both scenarios and the calibration.
fn bench(observed: [f64; 3], models: &str) -> Bench {
    let bench = Bench::new([1.0; 3]);
    bench.write("other.toml", OTHER);
    bench.write("calibration.toml", &written(observed, models));
    bench
}

fn changes(particles: u32, at_most: u64, seed: u64) -> CalibrationChanges {
    CalibrationChanges {
        particles: Some(particles),
        at_most: Some(at_most),
        seed: Some(seed),
        ..CalibrationChanges::default()
    }
}

/// What is wrong where each scenario of a calibration is not run as a calibration of it alone would run it, with the
/// same seed and the knobs that it has.
pub fn unlike_single_runs() -> Option<String> {
    let bench = bench([0.5, 0.5, 30.0], "");
    let both = bench.plan(&CalibrationChanges { replicates: Some(2), ..CalibrationChanges::default() });
    let single = |scenario: &str, patterns: &[&str], knobs: &str| {
        let tables: Vec<&str> = CALIBRATION.split("\n\n").filter(|part| part.starts_with("[pattern.")).collect();
        let own = tables.iter().filter(|part| patterns.iter().any(|name| part.contains(&format!(".{name}]"))));
        let own: String = own.map(|part| format!("{part}\n\n")).collect();
        let text = format!(
            "version = 1\nscenario = \"{scenario}.toml\"\nparticles = 60\nreplicates = 2\n\n[prior]\n{knobs}\n{own}"
        );
        let text = ["= A\n", "= B\n", "= C\n"].iter().fold(text, |text, letter| text.replace(letter, "= 1.0\n"));
        bench.write("single.toml", &text);
        let path = bench.at("single.toml").display().to_string();
        CalibrationPlan::read(&path, &CalibrationChanges::default(), &Shelf::default(), &|| 1)
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    let shared = "efficacy.meeting = { from = 0.02, to = 0.4 }\n";
    let first = single("tiny", &["efficacy"], shared);
    let agency = format!("{shared}agency.Door.referrals = {{ from = 0.0, to = 6.0 }}\n");
    let second = single("other", &["efficacy-there", "joined"], &agency);
    let run = |plan: &CalibrationPlan, values: &[f64]| {
        plan.run(&Trial { model: 0, values, seed: 77 }, &|_| false).expect("it runs")
    };
    let expected = [run(&first, &[0.2]), run(&second, &[0.2, 4.0])].concat();
    let found = run(&both, &[0.2, 4.0]);
    (found != expected).then(|| format!("{found:?} in place of {expected:?}"))
}

#[test]
fn each_scenario_is_run_as_it_is_alone() {
    assert_eq!(unlike_single_runs(), None);
    assert_eq!(bench([1.0; 3], "").plan(&CalibrationChanges::default()).patterns[2].name, "other.joined");
}

/// What is one scenario's own reaches that scenario alone, and what is shared reaches both.
#[test]
fn a_knob_of_one_scenario_is_its_own() {
    let bench = bench([1.0; 3], "");
    let own = "[prior.tiny]\nrecruitment.ask = { from = 0.1, to = 0.2 }\n\n[prior.other]\n\
        recruitment.ask = { from = 0.3, to = 0.4 }\n\n[pattern.efficacy]";
    let text = written([1.0; 3], "").replacen("[pattern.efficacy]", own, 1);
    bench.write("calibration.toml", &text);
    let plan = bench.plan(&CalibrationChanges::default());
    let names: Vec<&str> = plan.knobs.iter().map(|knob| knob.name.as_str()).collect();
    assert_eq!(names[2..], ["tiny:recruitment.ask", "other:recruitment.ask"]);
    let asks =
        [0, 1].map(|case| plan.scenario_at(case, 0, &[0.2, 4.0, 0.15, 0.35]).expect("good").behaviour.recruitment.ask);
    assert_eq!(asks, [0.15, 0.35]);
    // A value that all share cannot be one scenario's own beside it.
    let twice = text.replacen("[prior]\n", "[prior]\nrecruitment.ask = { from = 0.1, to = 0.2 }\n", 1);
    bench.write("twice.toml", &twice);
    let path = bench.at("twice.toml").display().to_string();
    let refused = CalibrationPlan::read(&path, &CalibrationChanges::default(), &Shelf::default(), &|| 1);
    let said = refused.expect_err("two values for one knob").to_string();
    assert!(said.contains("is listed twice"), "{said}");
}

/// A calibration whose outcomes are looked at, and which may run every scenario of every proposal to its end.
struct Watched<'a> {
    plan: &'a CalibrationPlan,
    whole: bool,
    /// Outcomes by their length.
    lengths: Mutex<BTreeMap<usize, u32>>,
}

impl<'a> Watched<'a> {
    fn new(plan: &'a CalibrationPlan, whole: bool) -> Self {
        Self { plan, whole, lengths: Mutex::default() }
    }

    fn run_all(&self) -> (String, BTreeMap<usize, u32>) {
        let done = calibrate(self, &self.plan.settings, &Forgetful, 2, &|| (), &mut |_| ()).expect("no disk");
        assert!(done.generations.len() > 2, "{}", done.generations.len());
        (format!("{done:?}"), self.lengths.lock().expect("alone").clone())
    }
}

impl Target for Watched<'_> {
    fn priors(&self) -> &[Prior] {
        self.plan.priors()
    }

    fn models(&self) -> Vec<ModelPrior> {
        Target::models(self.plan)
    }

    fn run(&self, trial: &Trial<'_>, beyond: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        let outcome = if self.whole { self.plan.run(trial, &|_| false) } else { self.plan.run(trial, beyond) }?;
        *self.lengths.lock().expect("alone").entry(outcome.len()).or_default() += 1;
        Ok(outcome)
    }

    fn is_whole(&self, outcome: &[f64]) -> bool {
        self.plan.is_whole(outcome)
    }

    fn leeways(&self) -> usize {
        self.plan.leeways()
    }

    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64 {
        self.plan.distance(outcome, leeway)
    }
}

#[test]
fn a_scenario_left_out_changes_nothing_in_the_model_either() {
    let plan = bench([0.45, 0.4, 40.0], MODELS).plan(&changes(40, 4_000, 3));
    let (early, lengths) = Watched::new(&plan, false).run_all();
    assert!(lengths.contains_key(&1), "{lengths:?}");
    assert_eq!(early, Watched::new(&plan, true).run_all().0);
}

/// A run is stopped once what is known of it lies beyond the tolerance, in the first scenario and in the second; what is
/// accepted is what whole runs would leave. The last pattern is known at the end only.
#[test]
fn a_run_that_is_stopped_changes_nothing_that_is_accepted() {
    let bench = bench([1.0; 3], "");
    let soon = "[pattern.soon]\nscenario = \"tiny\"\nmeasure = \"efficacy\"\nweeks = [3, 8]\nrange = [0.3, 0.36]\n\n\
        [pattern.efficacy]";
    let text =
        written([0.45, 0.4, 40.0], "").replacen("[pattern.efficacy]", soon, 1).replacen("week = 29", "week = 28", 1);
    bench.write("calibration.toml", &text.replacen("weeks = [15, 29]", "weeks = [15, 20]", 1));
    let plan = bench.plan(&changes(40, 4_000, 3));
    let (early, lengths) = Watched::new(&plan, false).run_all();
    let (whole, all) = Watched::new(&plan, true).run_all();
    assert_eq!(early, whole);
    assert_eq!(all.keys().collect::<Vec<_>>(), [&4]);
    // Stopped in the first scenario after its first pattern, and in neither of them.
    assert!([1, 4].iter().all(|length| lengths.contains_key(length)), "{lengths:?}");
}

/// Truths of a shared knob and one of the second scenario alone; of each its rank in the accepted set.
fn ranks(number: u64, particles: u32) -> [f64; 2] {
    let prior = bench([1.0; 3], "").plan(&changes(particles, 400_000, 0));
    let mut dice = Dice(7_907 * number + 3);
    let truth: Vec<f64> = prior.knobs.iter().map(|knob| knob.prior.quantile(dice.unit())).collect();
    let trial = Trial { model: 0, values: &truth, seed: 2_000_000 + number };
    let outcome = prior.run(&trial, &|_| false).expect("it runs");
    let mut observed = [0.0; 3];
    for ((observed, value), pattern) in observed.iter_mut().zip(outcome).zip(&prior.patterns) {
        *observed = value + pattern.scale * normal_quantile(dice.unit());
    }
    let plan = bench(observed, "").plan(&changes(particles, 2_000_000, number));
    let done = calibrate(&plan, &plan.settings, &Forgetful, 2, &|| (), &mut |_| ()).expect("no disk");
    let last = done.generations.last().expect("a generation");
    assert_eq!(done.stop, Stop::Reached, "case {number}, at {}", last.tolerance);
    [0, 1].map(|n| {
        let pairs = last.column(n).into_iter().zip(&last.weights);
        pairs.filter(|(x, _)| *x < truth[n]).map(|(_, w)| w).sum()
    })
}

/// Of ten truths of two knobs at least 15 lie in their 95 % intervals, except with a chance of 1 in 1,000.
#[test]
fn shared_values_that_made_the_data_are_found() {
    let found: Vec<f64> = (0..10).flat_map(|number| ranks(number, 50)).collect();
    let held = found.iter().filter(|below| (0.025..=0.975).contains(*below)).count();
    assert!(held >= 15, "only {held} of 20 intervals hold the truth: {found:?}");
}

#[test]
#[ignore = "takes minutes: the long form of ranks with two scenarios"]
fn ranks_with_two_scenarios_are_uniform_in_the_model() {
    let (cases, bins) = (40, 5);
    let found: Vec<[f64; 2]> = (0..cases).map(|number| ranks(1_000 + number, 80)).collect();
    for knob in 0..2 {
        let mut counts = vec![0u32; bins];
        found.iter().for_each(|below| counts[((below[knob] * bins as f64) as usize).min(bins - 1)] += 1);
        let expected = cases as f64 / bins as f64;
        let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        // The 99.9 % quantile of chi-squared with four degrees of freedom.
        assert!(chi < 18.5, "knob {knob}: {counts:?}: {chi}");
    }
}

/// Data of the first model, whose agency refers many while the second's refers nobody: the model is found.
#[test]
fn the_model_that_made_the_data_is_found() {
    let prior = bench([1.0; 3], MODELS).plan(&CalibrationChanges::default());
    let mut right = 0.0;
    for number in 0..4u64 {
        let truth = [0.2, 5.5];
        let trial = Trial { model: 0, values: &truth, seed: 3_000_000 + number };
        let outcome = prior.run(&trial, &|_| false).expect("it runs");
        let plan = bench([outcome[0], outcome[1], outcome[2]], MODELS).plan(&changes(60, 200_000, number));
        let done = calibrate(&plan, &plan.settings, &Forgetful, 2, &|| (), &mut |_| ()).expect("no disk");
        right += done.generations.last().expect("a generation").shares(2)[0] / 4.0;
    }
    assert!(right > 0.8, "the first model has a share of {right} on average");
}

/// Killed again and again, two scenarios and two models end as if nothing had happened to them.
#[test]
fn several_scenarios_and_models_go_on_after_a_kill() {
    let desk = Desk::new();
    desk.write("tiny.toml", &SCENARIO.replace("weeks = 30", "weeks = 60"));
    desk.write("other.toml", &OTHER.replace("weeks = 30", "weeks = 60"));
    desk.write("calibration.toml", &written([0.45, 0.4, 40.0], MODELS));
    let command = |out: &str| {
        let mut program = desk.program();
        let sizes = ["--particles", "40", "--at-most", "900"];
        program.args(["calibrate", "calibration.toml", "--quiet", "--threads", "2", "--out", out]).args(sizes);
        program.stdout(Stdio::null()).stderr(Stdio::piped());
        program
    };
    assert!(command("whole").status().expect("it runs").success());
    let expected = files(&desk.at("whole"));
    assert!(expected.contains_key("models.csv"), "{:?}", expected.keys());
    let journal = |out: &str| std::fs::metadata(desk.at(out).join("store/journal")).map_or(0, |journal| journal.len());
    let step = journal("whole") / 6;
    let mut midway = 0;
    loop {
        let mut child = command("out").spawn().expect("it starts");
        let enough = journal("out") + step;
        while journal("out") < enough && child.try_wait().expect("a process").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        if child.try_wait().expect("a process").is_some_and(|status| status.success()) {
            break;
        }
        child.kill().expect("it dies");
        child.wait().expect("it is dead");
        midway += 1;
        assert!(midway < 100, "it gets no further");
    }
    assert!(midway >= 3, "only {midway} kills found it at work");
    assert_same(&expected, &desk.at("out"), "after the kills");
    // Everything else that reads such a folder does so.
    for line in ["verify-output whole", "plot whole", "report whole", "rerun whole/run.json"] {
        let said = desk.good(&line.split(' ').collect::<Vec<_>>());
        assert!(!said.out.contains("differs"), "{line}\n{}", said.out);
    }
}

/// A tolerance that is larger than before: proposals whose second scenario was left out then are run whole now.
#[test]
fn a_larger_tolerance_runs_what_was_left_out() {
    let bench = bench([0.45, 0.4, 40.0], "");
    let disk = || Arc::new(RealDisk);
    let with = |tolerance: &str| {
        let text =
            written([0.45, 0.4, 40.0], "").replace("seed = 5\n", &format!("seed = 5\ntolerance = {tolerance}\n"));
        bench.write("calibration.toml", &text);
        bench.plan(&changes(30, 600, 5))
    };
    bench.calibrate(&with("0.5"), "in two", disk(), 2).expect("it runs");
    bench.calibrate(&with("2.0"), "in two", disk(), 2).expect("it goes on");
    bench.calibrate(&with("2.0"), "at once", disk(), 2).expect("it runs");
    let (mut one, mut other) = (files(&bench.at("at once")), files(&bench.at("in two")));
    // The record names a text that has changed since.
    [&mut one, &mut other].into_iter().for_each(|files| _ = files.remove("run.json"));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        assert!(bytes == other[&name], "{name} differs");
    }
}

/// Each draw of the prior stands in the table with all patterns, and which it meets is what its values say.
#[test]
fn draws_of_the_prior_are_kept_with_all_patterns() {
    let bench = bench([0.45, 0.4, 40.0], "");
    bench.write(
        "seen.toml",
        "version = 1\nscenario = \"other.toml\"\n[pattern.came]\nuse = \"fitted\"\nmeasure = \"attendance\"\nweek = 20\n\
         range = [0, 60]\n[pattern.left]\nuse = \"selecting\"\nmeasure = \"members\"\nweek = 29\nrange = [20, 60]\n\
         [pattern.late]\nmeasure = \"members\"\nweek = 300\nrange = [1, 2]\n[pattern.told]\nmeasure = \"members\"\nweek = 3\n",
    );
    let text = written([0.45, 0.4, 40.0], "").replace("seed = 5\n", "seed = 5\npatterns = \"seen.toml\"\n");
    bench.write("calibration.toml", &text);
    let plan = bench.plan(&changes(30, 200, 5));
    let made = bench.calibrate(&plan, "out", Arc::new(RealDisk), 2).expect("it runs");
    let mut reader = csv::Reader::from_path(bench.at("out").join("prior-patterns.csv")).expect("a table");
    let rows: Vec<[String; 6]> = reader.deserialize().map(|row| row.expect("a row")).collect();
    let named: Vec<(&str, &str, &str)> =
        rows[..5].iter().map(|row| (row[1].as_str(), row[2].as_str(), row[3].as_str())).collect();
    let expected = [
        ("Tiny", "efficacy", "fitted"),
        ("Other", "came", "fitted"),
        ("Other", "efficacy-there", "fitted"),
        ("Other", "joined", "fitted"),
        ("Other", "left", "selecting"),
    ];
    assert_eq!(named, expected, "what is not run in time or has no range is left out");
    let first = &made.run.generations[0];
    assert_eq!(rows.len() as u64, 5 * (first.proposals - first.failed));
    let ranges: Vec<(f64, f64)> = plan.patterns.iter().map(|pattern| pattern.range()).chain([(20.0, 60.0)]).collect();
    for (n, row) in rows.iter().enumerate() {
        let value: f64 = row[4].parse().unwrap_or(f64::NAN);
        let (from, to) = ranges[n % 5];
        assert_eq!(row[5] == "1", (from..=to).contains(&value), "{row:?}");
    }
    assert!(rows.iter().any(|row| row[5] == "1") && rows.iter().any(|row| row[5] == "0"));
}
