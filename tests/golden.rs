//! Golden numbers: a digest and a readable table of each case file.
//!
//! A golden file proves only "unchanged", never "right": that is for the tests of theory and behaviour. What
//! it gives is a promise to users, that numbers change only when CHANGELOG.md says so — the change log must
//! name the first twelve digits of each digest. CI runs this in a debug build too: the two builds, with
//! their different optimisations and the checks after every week, must give the same bits.
//!
//! After a change that is meant: `MOBILISE_BLESS=1 cargo test --release --test golden`, then a line under
//! *Results changed* with what, why, how large.

use std::fmt::Write;
use std::path::Path;

use mobilise::files;
use mobilise::model::measures::Measure;
use mobilise::model::run::{RunResult, run};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::scenario::{Overrides, load, plan};
use mobilise::verify::selftest::digest_of;

const SEED: u64 = 20_090_315;

const CASES: [(&str, &str); 5] = [
    ("j4dw", "j4dw"),
    ("meca", "meca"),
    ("crossover-j4dw-in-somerset", "crossover-j4dw-in-somerset"),
    ("crossover-meca-in-london", "crossover-meca-in-london"),
    ("rich", "tests/rich.toml"),
];

fn table(case: &str, file: &str) -> String {
    let scenario = load(file, &Overrides::default()).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let plan = plan(&scenario);
    let results: Vec<RunResult> = (0..2).map(|replicate| run(&plan, SEED, replicate)).collect();
    let mut out =
        format!("{case}, seed {SEED}, replicates 0 and 1, {} weeks\n{}\n\n", plan.run.weeks, digest_of(&results));
    for (k, outcome) in OUTCOMES.iter().enumerate() {
        let _ = writeln!(
            out,
            "{:<22} {:>22} {:>22}",
            outcome.name, results[0].outcomes[0].0[k], results[1].outcomes[0].0[k]
        );
    }
    for week in [51, 155] {
        for measure in [Measure::Members, Measure::Attendance, Measure::MeanFraming] {
            let value = |r: usize| results[r].weeks[0][week][measure];
            let _ = writeln!(out, "{:<22} {:>22} {:>22}", format!("{measure:?}, week {week}"), value(0), value(1));
        }
    }
    out
}

fn check(case: &str) {
    let file = CASES.iter().find(|(name, _)| *name == case).expect("a case").1;
    let path = Path::new("tests/golden").join(format!("{case}.txt"));
    let found = table(case, file);
    if std::env::var_os("MOBILISE_BLESS").is_some() {
        return files::write_over(&path, found.as_bytes()).expect("the golden file");
    }
    let golden = files::read_text(&path, 1 << 20).expect("the golden file");
    assert!(golden == found, "the numbers of {case} have changed.\nBefore:\n{golden}\nNow:\n{found}");
}

#[test]
fn j4dw() {
    check("j4dw");
}

#[test]
fn meca() {
    check("meca");
}

#[test]
fn crossover_j4dw_in_somerset() {
    check("crossover-j4dw-in-somerset");
}

#[test]
fn crossover_meca_in_london() {
    check("crossover-meca-in-london");
}

#[test]
fn everything_at_once() {
    check("rich");
}

#[test]
fn the_change_log_names_every_digest() {
    if std::env::var_os("MOBILISE_BLESS").is_some() {
        return;
    }
    let log = files::read_text(Path::new("CHANGELOG.md"), 1 << 20).expect("the change log");
    for (case, _) in CASES {
        let golden =
            files::read_text(&Path::new("tests/golden").join(format!("{case}.txt")), 1 << 20).expect("a golden file");
        let hex = golden.split("sha256:").nth(1).expect("a digest");
        assert!(
            log.contains(&hex[..12]),
            "CHANGELOG.md does not say why {case} gives {}: add it under Results changed",
            &hex[..12]
        );
    }
}
