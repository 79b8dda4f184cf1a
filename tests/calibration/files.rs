//! Whatever happens to a calibration, its files are those of one that nothing happened to.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use mobilise::internals::calibration::plan::{CalibrationChanges, CalibrationPlan};
use mobilise::internals::calibration::store::Store;
use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::StoreError;
use mobilise::results::calibration::CalibrationTables;
use mobilise::scenario::Shelf;

use super::bench::{Bench, CALIBRATION, SCENARIO, assert_same, files};
use super::program::Desk;
use crate::disk::{BadDisk, Wrong};

const OBSERVED: [f64; 3] = [8.0, 0.5, 1.0];

/// Twelve particles, and few runs.
fn few() -> CalibrationChanges {
    CalibrationChanges { particles: Some(12), at_most: Some(60), ..CalibrationChanges::default() }
}

/// The n-th operation on the disk fails, for every n there is, once with all after it and once alone; a second sitting
/// ends it, on another number of threads.
#[test]
fn every_operation_may_fail() {
    let bench = Bench::new(OBSERVED);
    let plan = bench.plan(&few());
    bench.calibrate(&plan, "undisturbed", Arc::new(RealDisk), 1).expect("nothing happens to it");
    let expected = files(&bench.at("undisturbed"));
    assert!(expected.contains_key("posterior.csv") && expected.contains_key("run.json"));
    let calm = Arc::new(BadDisk::new(Wrong::Nothing));
    bench.calibrate(&plan, "calm", calm.clone(), 1).expect("nothing goes wrong");
    assert_same(&expected, &bench.at("calm"), "a disk that only counts");
    let operations = calm.operations();
    assert!(operations > 40, "only {operations} operations");
    let mut stopped = 0;
    for n in 0..operations {
        for wrong in [Wrong::From(n), Wrong::Once(n)] {
            let out = format!("{wrong:?}");
            match bench.calibrate(&plan, &out, Arc::new(BadDisk::new(wrong)), 1) {
                Err(StoreError::File(_) | StoreError::Rows(_)) => stopped += 1,
                Err(StoreError::Refused(problem)) => panic!("{wrong:?}: {}", problem.title),
                // Lines that came together were kept together: there were fewer operations this time.
                Ok(_) => assert_same(&expected, &bench.at(&out), &format!("{out}, which nobody noticed")),
            }
            let again = bench.calibrate(&plan, &out, Arc::new(BadDisk::new(Wrong::Nothing)), 2);
            again.unwrap_or_else(|error| panic!("{wrong:?}: {error}"));
            assert_same(&expected, &bench.at(&out), &out);
            std::fs::remove_dir_all(bench.at(&out)).expect("removed");
        }
    }
    assert!(stopped > operations / 2, "only {stopped} of {} faults were noticed", 2 * operations);
}

/// Killed with the signal that cannot be caught, each time after so much more was done; the same command goes on, and
/// what was kept is not run again.
#[test]
fn a_killed_calibration_goes_on() {
    let desk = Desk::new();
    desk.write("tiny.toml", &SCENARIO.replace("weeks = 30", "weeks = 104"));
    let numbers = CALIBRATION.replace("= A\n", "= 8.0\n").replace("= B\n", "= 0.5\n").replace("= C\n", "= 1.0\n");
    desk.write("calibration.toml", &numbers);
    let command = |out: &str| {
        let mut program = desk.program();
        let sizes = ["--particles", "60", "--at-most", "1500"];
        program.args(["calibrate", "calibration.toml", "--quiet", "--threads", "2", "--out", out]).args(sizes);
        program.stdout(Stdio::null()).stderr(Stdio::piped());
        program
    };
    assert!(command("whole").status().expect("it runs").success());
    let expected = files(&desk.at("whole"));
    let journal = |out: &str| std::fs::metadata(desk.at(out).join("store/journal")).map_or(0, |journal| journal.len());
    let step = journal("whole") / 9;
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
    assert!(midway >= 4, "only {midway} kills found it at work");
    assert_same(&expected, &desk.at("out"), "after the kills");
    // Each proposal was run once, or twice where a kill came before its line: never all over again.
    assert!(journal("out") < journal("whole") + journal("whole") / 2);
}

/// With more runs it goes on where it stopped, and ends where one that had them from the beginning does.
#[test]
fn more_runs_go_on() {
    let bench = Bench::new(OBSERVED);
    let disk = || Arc::new(RealDisk);
    let more = bench.plan(&CalibrationChanges { at_most: Some(200), ..few() });
    bench.calibrate(&more, "at once", disk(), 2).expect("it runs");
    bench.calibrate(&bench.plan(&few()), "in two", disk(), 2).expect("it runs");
    let done = Store::open(disk(), &bench.at("in two"), &more).expect("it opens").done();
    // A sweep of moves that cannot be ended within 60 is not begun.
    assert!((40..=60).contains(&done), "{done}");
    bench.calibrate(&more, "in two", disk(), 1).expect("it goes on");
    assert_same(&files(&bench.at("at once")), &bench.at("in two"), "in two sittings");
}

#[test]
fn a_store_of_something_else_is_refused() {
    let bench = Bench::new(OBSERVED);
    let disk = || Arc::new(RealDisk);
    bench.calibrate(&bench.plan(&few()), "out", disk(), 2).expect("it runs");
    let refused = |changes: CalibrationChanges, what: &str| {
        let found = Store::open(disk(), &bench.at("out"), &bench.plan(&changes));
        let Err(StoreError::Refused(problem)) = found else { panic!("{what} is taken") };
        assert!(problem.title.contains(what) && problem.hint.is_some(), "{what}: {}", problem.title);
    };
    refused(CalibrationChanges { seed: Some(6), ..few() }, "begun with seed 5");
    refused(CalibrationChanges { particles: Some(13), ..few() }, "another calibration");
    refused(CalibrationChanges { replicates: Some(2), ..few() }, "another calibration");
    let text = std::fs::read_to_string(bench.at("calibration.toml")).expect("a text");
    bench.write("calibration.toml", &text.replace("sd = 0.03", "sd = 0.04"));
    refused(few(), "another calibration");
    bench.write("calibration.toml", &text.replace("to = 0.4", "to = 0.41"));
    refused(few(), "another calibration");
    let open = Store::open(disk(), &bench.at("two"), &bench.plan(&few())).expect("it opens");
    let second = Store::open(disk(), &bench.at("two"), &bench.plan(&few()));
    assert!(matches!(second, Err(StoreError::Refused(_))), "two at a time");
    drop(open);
}

/// What the tables say, counted again from the posterior by other code; and any accepted run can be made again.
#[test]
fn tables_say_what_the_posterior_says() {
    let bench = Bench::new(OBSERVED);
    let plan =
        bench.plan(&CalibrationChanges { particles: Some(40), at_most: Some(2_000), ..CalibrationChanges::default() });
    let made = bench.calibrate(&plan, "out", Arc::new(RealDisk), 2).expect("it runs");
    let rows = |name: &str| -> Vec<std::collections::BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(bench.at("out").join(name)).expect("a table");
        reader.deserialize().map(|row| row.expect("a row")).collect()
    };
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let posterior = rows("posterior.csv");
    assert_eq!(posterior.len(), 40);
    let sum: f64 = posterior.iter().map(|row| number(&row["weight"])).sum();
    assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    for knob in rows("knobs.csv") {
        let mut pairs: Vec<(f64, f64)> =
            posterior.iter().map(|row| (number(&row[&knob["knob"]]), number(&row["weight"]))).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let below = |x: f64| pairs.iter().filter(|(value, _)| *value < x).map(|(_, w)| w).sum::<f64>();
        for (column, share) in [("posterior_low", 0.025), ("posterior_median", 0.5), ("posterior_high", 0.975)] {
            let said = number(&knob[column]);
            let at = pairs.iter().filter(|(value, _)| *value <= said).map(|(_, w)| w).sum::<f64>();
            assert!(below(said) < share + 1e-9 && at > share - 1e-9, "{knob:?} {column}");
        }
    }
    let generations = rows("generations.csv");
    let last = generations.last().expect("a generation");
    let tolerance = number(&last["tolerance"]);
    assert!(posterior.iter().all(|row| number(&row["distance"]) <= tolerance));
    // Copies that are still the same count once.
    let mut same = BTreeMap::<Vec<&str>, f64>::new();
    for row in &posterior {
        let values = plan.knobs.iter().map(|knob| row[&knob.name].as_str()).collect();
        *same.entry(values).or_default() += number(&row["weight"]);
    }
    let size = 1.0 / same.values().map(|weight| weight.powi(2)).sum::<f64>();
    assert!((size - number(&last["effective_size"])).abs() < 1e-9);
    for (pattern, row) in plan.patterns.iter().zip(rows("patterns.csv")) {
        assert_eq!(row["pattern"], pattern.name);
        let weighted = made.predicted.patterns.iter().zip(&made.predicted.weights);
        let (from, to) = (number(&row["observed_low"]), number(&row["observed_high"]));
        let k = plan.patterns.iter().position(|other| other.name == pattern.name).expect("a pattern");
        let within: f64 = weighted.filter(|(run, _)| (from..=to).contains(&run[k])).map(|(_, w)| w).sum();
        assert!((within - number(&row["within"])).abs() < 1e-9, "{row:?}");
        let [low, high] = ["posterior_low", "posterior_high"].map(|key| number(&row[key]));
        // Of the whole range, not of its middle; and a range that no run lies in is missed.
        let verdict = match (low >= from && high <= to, high < from || low > to || within == 0.0) {
            (true, _) => "inside",
            (_, true) => "outside",
            _ => "partly",
        };
        assert_eq!(row["verdict"], verdict, "{row:?}");
    }
    assert_eq!(rows("curves.csv").len(), 4 * 30, "four measures, thirty weeks");
}

/// What figures and reports read back is what was made: of a plan with a knob on a logarithmic scale and one that is not.
#[test]
fn stored_tables_are_what_was_made() {
    let bench = Bench::new(OBSERVED);
    let plan = CalibrationPlan::read("first-year", &few(), &Shelf::default(), &|| 1)
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(plan.knobs.iter().any(|knob| knob.log) && plan.knobs.iter().any(|knob| !knob.log));
    let made = bench.calibrate(&plan, "out", Arc::new(RealDisk), 2).expect("it runs");
    let stored = CalibrationTables::read(&plan, &bench.at("out")).unwrap_or_else(|problem| panic!("{}", problem.title));
    assert_eq!((&stored.weights, stored.tolerance), (&made.last.weights, made.last.tolerance));
    assert_eq!(stored.effective_size, made.last.effective_size());
    assert_eq!(stored.generations, made.run.generations.len());
    assert_eq!(stored.fresh_runs() as usize, made.predicted.weights.len());
    let runs: u64 = made.run.generations.iter().map(|generation| generation.runs).sum();
    assert_eq!(stored.runs, runs * u64::from(plan.replicates));
    for (n, coordinates) in stored.coordinates.iter().enumerate() {
        let near = |(one, other): (&f64, f64)| (one - other).abs() < 1e-12;
        assert!(coordinates.iter().zip(made.last.column(n)).all(near), "{}", plan.knobs[n].name);
    }
    for (row, summary) in stored.knobs.iter().zip(&made.summary.knobs) {
        assert_eq!((row.prior, row.posterior, row.narrower), (summary.prior, summary.posterior, summary.narrower));
    }
    for (row, summary) in stored.patterns.iter().zip(&made.summary.patterns) {
        assert_eq!((row.observed, row.prior, row.posterior), (summary.observed, summary.prior, summary.posterior));
        assert_eq!((row.within, row.verdict), (summary.within, summary.verdict));
    }
    let (drawn, bands): (Vec<_>, Vec<_>) = stored.curves.into_iter().unzip();
    assert_eq!(drawn, made.predicted.curves);
    // Weeks without a value are NaN in both.
    assert_eq!(format!("{bands:?}"), format!("{:?}", made.predicted.bands));
}
