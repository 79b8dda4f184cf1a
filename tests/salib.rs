//! SALib and SciPy on the same points and outcomes.
//!
//! The contract: our unscrambled Sobol sequence is SciPy's to the bit; rows stand in the order SALib expects; of the
//! same outcomes SALib computes our indices and elementary effects to the last digits, and intervals as wide.
//!
//! It can break in the order of rows, in which rows a mean or variance is taken over, in a divisor (r or r − 1), in
//! the sign of a step. Caught by hand, each planted once: A and B exchanged; the variance over A alone; σ by r; a
//! step of ½ in place of Δ.

#![allow(clippy::print_stdout)] // says when it is skipped

use crate::python;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use mobilise::internals::design::{Design, Morris, Points, Saltelli, Sobol};
use mobilise::internals::sensitivity::{FirstOrder, Index, Outcomes, Resampling, elementary_effects, sobol_indices};
use python::{Package, python};
use serde_json::{Value, json};

const SALIB: Package = Package {
    name: "SALib",
    version: "1.6.0",
    beside: &[],
    check: "from importlib.metadata import version; from SALib.analyze import morris, sobol; \
            assert tuple(map(int, version('SALib').split('.')[:2])) >= (1, 5)",
    required: "MOBILISE_REQUIRE_SALIB",
};

/// Takes one question as JSON, answers as JSON.
const JUDGE: &str = r#"
import json, sys
import numpy as np
from SALib.analyze import morris, sobol
from SALib.test_functions import Ishigami
from scipy.stats import qmc

asked = json.load(sys.stdin)
factors = asked["factors"]
problem = {"num_vars": factors, "names": [f"x{i}" for i in range(factors)], "bounds": [[0.0, 1.0]] * factors}
numbers = lambda found: {key: np.asarray(found[key]).tolist() for key in asked["keys"]}
if asked["what"] == "sequence":
    answer = qmc.Sobol(factors, scramble=False).random(asked["rows"]).tolist()
elif asked["what"] == "ishigami":
    answer = Ishigami.evaluate(np.pi * (2 * np.array(asked["x"]) - 1)).tolist()
elif asked["what"] == "sobol":
    found = sobol.analyze(problem, np.array(asked["y"]), calc_second_order=asked["pairs"], num_resamples=2000, seed=1)
    answer = numbers(found)
else:
    found = morris.analyze(problem, np.array(asked["x"]), np.array(asked["y"]), num_levels=asked["levels"],
                           num_resamples=2000, seed=1)
    answer = numbers(found)
# NaN, which JSON has not, stands below the diagonal of pairs.
clean = lambda x: [clean(y) for y in x] if isinstance(x, list) else (None if x != x else x)
print(json.dumps({key: clean(value) for key, value in answer.items()} if isinstance(answer, dict) else answer))
"#;

fn judged(python: &Path, question: &Value) -> Value {
    let mut asked = Command::new(python)
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python starts");
    // Dropped when written, so that Python sees the end.
    asked.stdin.take().expect("a pipe").write_all(question.to_string().as_bytes()).expect("python reads");
    let done = asked.wait_with_output().expect("python ends");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn rows(points: &Points) -> Vec<Vec<f64>> {
    (0..points.rows()).map(|row| points.values(row)).collect()
}

/// Curved, with interactions, far from 0, and with a factor that does nothing.
fn model(u: &[f64]) -> f64 {
    let pairs: f64 = u.windows(2).zip(1..).map(|(two, n)| two[0] * two[1] / f64::from(n)).sum();
    100.0 + 3.0 * u[0] - 2.0 * u[1] * u[1] + libm::sin(6.0 * u[2]) + pairs - u[u.len() - 2] * u[u.len() - 1]
}

fn near(ours: impl IntoIterator<Item = f64>, theirs: &[f64], allowed: f64) {
    let ours: Vec<f64> = ours.into_iter().collect();
    assert_eq!(ours.len(), theirs.len());
    for (x, y) in ours.iter().zip(theirs) {
        assert!((x - y).abs() <= allowed * y.abs().max(1.0), "{ours:?} {theirs:?}");
    }
}

/// Half of each interval: SALib has 1.96 standard deviations of its resamples, we have quantiles of ours.
fn near_in_width(ours: &[Index], theirs: &[f64]) {
    for (index, half) in ours.iter().zip(theirs) {
        let (low, high) = index.interval.expect("resampled");
        assert!(((high - low) / 2.0 - half).abs() < 0.15 * half + 1e-9, "{index:?} against {half}");
    }
}

fn values(indices: &[Index]) -> Vec<f64> {
    indices.iter().map(|index| index.value).collect()
}

fn resampling() -> Resampling {
    Resampling::new(1, 2_000, 0.95).expect("fits")
}

#[test]
fn scipy_has_the_same_sequence() {
    let Some(python) = python(&SALIB) else { return };
    let ours = rows(&Design::from(Sobol::new(150, 1_024, false).expect("fits")).points(0));
    let theirs = judged(&python, &json!({ "what": "sequence", "factors": 150, "rows": 1_024 }));
    let theirs: Vec<Vec<f64>> = theirs.as_array().expect("rows").iter().map(list).collect();
    assert_eq!(ours, theirs);
}

#[test]
fn salib_has_the_same_sobol_indices() {
    let Some(python) = python(&SALIB) else { return };
    for (factors, base_rows, pairs) in [(5, 256, true), (7, 512, false)] {
        let design = Saltelli::new(factors, base_rows, pairs).expect("fits");
        let points = Design::from(design.clone()).points(3);
        let y: Vec<f64> = rows(&points).iter().map(|u| model(u)).collect();
        let keys = if pairs {
            json!(["S1", "S1_conf", "ST", "ST_conf", "S2"])
        } else {
            json!(["S1", "S1_conf", "ST", "ST_conf"])
        };
        let question = json!({ "what": "sobol", "factors": factors, "y": y, "pairs": pairs, "keys": keys });
        let theirs = judged(&python, &question);
        let outcomes = Outcomes::new(1, y).expect("numbers");
        let ours = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &resampling()).expect("varies");
        near(values(&ours.first), &list(&theirs["S1"]), 1e-11);
        near(values(&ours.total), &list(&theirs["ST"]), 1e-11);
        near_in_width(&ours.first, &list(&theirs["S1_conf"]));
        near_in_width(&ours.total, &list(&theirs["ST_conf"]));
        assert_eq!(ours.second.len(), if pairs { 10 } else { 0 });
        for pair in &ours.second {
            let (i, j) = pair.factors;
            near([pair.index.value], &[theirs["S2"][i][j].as_f64().expect("a number")], 1e-11);
        }
    }
}

#[test]
fn salib_has_the_same_elementary_effects() {
    let Some(python) = python(&SALIB) else { return };
    for (factors, count, levels) in [(5, 20, 4), (8, 50, 10)] {
        let points = Design::from(Morris::new(factors, count, levels).expect("fits")).points(4);
        let x = rows(&points);
        let y: Vec<f64> = x.iter().map(|u| model(u)).collect();
        let keys = json!(["mu", "mu_star", "sigma", "mu_star_conf"]);
        let question = json!({ "what": "morris", "factors": factors, "x": x, "y": y, "levels": levels, "keys": keys });
        let theirs = judged(&python, &question);
        let outcomes = Outcomes::new(1, y).expect("numbers");
        let trajectories = points.trajectories().expect("trajectories");
        let ours = elementary_effects(trajectories, &outcomes, &resampling()).expect("as many rows");
        near(ours.iter().map(|effect| effect.mu.value), &list(&theirs["mu"]), 1e-10);
        near(ours.iter().map(|effect| effect.mu_star.value), &list(&theirs["mu_star"]), 1e-10);
        near(ours.iter().map(|effect| effect.sigma.value), &list(&theirs["sigma"]), 1e-10);
        let sizes: Vec<Index> = ours.iter().map(|effect| effect.mu_star).collect();
        near_in_width(&sizes, &list(&theirs["mu_star_conf"]));
    }
}

/// SALib's own Ishigami function of our points, and its indices of it near the known ones: points, rows and
/// estimators go together from end to end.
#[test]
fn salibs_own_function_on_our_points() {
    let Some(python) = python(&SALIB) else { return };
    let design = Saltelli::new(3, 2_048, false).expect("fits");
    let x = rows(&Design::from(design.clone()).points(5));
    let y = list(&judged(&python, &json!({ "what": "ishigami", "factors": 3, "x": x })));
    let ours = sobol_indices(&design, &Outcomes::new(1, y).expect("numbers"), FirstOrder::Jansen, &resampling());
    let ours = ours.expect("varies");
    near(values(&ours.first), &[0.313_905, 0.442_411, 0.0], 0.03);
    near(values(&ours.total), &[0.557_589, 0.442_411, 0.243_684], 0.03);
}

/// Rows of a table of a folder, each cell by its column.
fn table(folder: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The command from end to end: SALib is shown the points and runs that lie in the folder, and finds the tables of
/// sensitivity beside them.
#[test]
fn salib_finds_the_tables_that_the_command_writes() {
    let Some(python) = python(&SALIB) else { return };
    let home = tempfile::tempdir().expect("a folder");
    let knobs = [("coping.relief", 0.1, 0.6), ("recruitment.ask", 0.0, 0.5), ("attendance.need", 1.0, 4.0)];
    let vary: String =
        knobs.iter().map(|(knob, from, to)| format!("{knob} = {{ from = {from}, to = {to} }}\n")).collect();
    for (design, keys) in [
        ("design = \"morris\"\ntrajectories = 6", json!(["mu", "mu_star", "sigma"])),
        ("design = \"saltelli\"\nbase_rows = 16\npairs = true", json!(["S1", "ST", "S2"])),
    ] {
        let out = home.path().join(design.split('"').nth(1).expect("a word"));
        let file = home.path().join("experiment.toml");
        let text = format!(
            "version = 1\nscenario = \"j4dw\"\nseed = 3\nreplicates = 2\noutcomes = [\"attendance\"]\n{design}\n[vary]\n{vary}"
        );
        mobilise::internals::files::write_over(&file, text.as_bytes()).expect("written");
        let done = Command::new(env!("CARGO_BIN_EXE_mobilise"))
            .args(["sensitivity", &file.display().to_string(), "--weeks", "8", "--csv", "--quiet"])
            .args(["--out", &out.display().to_string()])
            .output()
            .expect("the program starts");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let (points, runs) = (table(&out, "points.csv"), table(&out, "runs.csv"));
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let design: Vec<_> = points.iter().filter(|point| point["baseline"] == "false").collect();
        let x: Vec<Vec<f64>> = design
            .iter()
            .map(|point| knobs.map(|(knob, from, to)| (number(&point[knob]) - from) / (to - from)).to_vec())
            .collect();
        let y: Vec<f64> = design
            .iter()
            .map(|point| {
                let own = runs.iter().filter(|run| run["point"] == point["point"] && run["organisation"] == "J4DW");
                let own: Vec<f64> = own.map(|run| number(&run["attendance"])).collect();
                own.iter().sum::<f64>() / own.len() as f64
            })
            .collect();
        let morris = keys[0] == "mu";
        let what = if morris { "morris" } else { "sobol" };
        let question = json!({ "what": what, "factors": 3, "x": x, "y": y, "levels": 4, "pairs": true, "keys": keys });
        let theirs = judged(&python, &question);
        let rows = table(&out, if morris { "elementary_effects.csv" } else { "indices.csv" });
        let ours = |column: &str| -> Vec<f64> {
            let own = rows.iter().filter(|row| row["organisation"] == "J4DW");
            own.map(|row| number(&row[column])).collect()
        };
        for (column, key) in if morris {
            vec![("mu", "mu"), ("mu_star", "mu_star"), ("sigma", "sigma")]
        } else {
            vec![("first", "S1"), ("total", "ST")]
        } {
            let theirs = list(&theirs[key]);
            assert!(theirs.iter().any(|x| x.abs() > 0.01), "{key}: nothing moved");
            near(ours(column), &theirs, 1e-9);
        }
        if !morris {
            let pairs = table(&out, "index_pairs.csv");
            let own: Vec<f64> =
                pairs.iter().filter(|row| row["organisation"] == "J4DW").map(|row| number(&row["second"])).collect();
            let pair = |i: usize, j: usize| theirs["S2"][i][j].as_f64().expect("a number");
            near(own, &[pair(0, 1), pair(0, 2), pair(1, 2)], 1e-9);
        }
    }
}
