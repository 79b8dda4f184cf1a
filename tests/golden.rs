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

use mobilise::internals::files;
use mobilise::internals::record::Digest;
use mobilise::internals::verify::selftest::digest_of;
use mobilise::model::measures::{ALL_MEASURES, Measure};
use mobilise::model::run::{RunResult, run};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::scenario::{Overrides, Plans, load};

const SEED: u64 = 20_090_315;

const CASES: [(&str, &str); 5] = [
    ("j4dw", "j4dw"),
    ("meca", "meca"),
    ("crossover-j4dw-in-somerset", "crossover-j4dw-in-somerset"),
    ("crossover-meca-in-london", "crossover-meca-in-london"),
    ("rich", "tests/rich.toml"),
];

/// Texts of the first edition, with the digests that it gave: mechanisms that came later are off in them. Columns that
/// came later are left out, and `mobilised`, which counted action on any call, is what `acted` counts now.
const FIRST_EDITION: [(&str, &str); 5] = [
    ("tests/golden/first-edition/j4dw.toml", "cf653f4a2ba05ed13cde61928151ee558ddd7c1c247ba4bc65af15d224be3f71"),
    ("tests/golden/first-edition/meca.toml", "47239a24919ecc297f69d048fbe2fe9a456c81e3a5a50b6434b95a1da8774ac8"),
    (
        "tests/golden/first-edition/crossover-j4dw-in-somerset.toml",
        "a599455cb035a35f8c905b8219b8207b1d1d12f4a4d997607e8e1532d4d656bb",
    ),
    (
        "tests/golden/first-edition/crossover-meca-in-london.toml",
        "0580f5bde142840d29dcb11cb23a9d60c1a09cd7c4ead4ed61ba28391e949df4",
    ),
    ("tests/golden/first-edition/rich.toml", "0aff44e76c71e5ab2372938a0e1ed9f09c8c401f89643bf5d9a48c7decdd0ab6"),
];

fn results_of(file: &str) -> (u32, Vec<RunResult>) {
    let scenario = load(file, &Overrides::default()).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    // As `mobilise run` does: each replicate with the values that it draws.
    let plans = Plans::new(&scenario);
    let one = |replicate| run(&plans.of(SEED, replicate).expect("a row that was checked"), SEED, replicate);
    (scenario.run.weeks, (0..2).map(one).collect())
}

/// The digest of the columns that the first edition had.
fn first_edition_digest(results: &[RunResult]) -> String {
    let later = [
        Measure::EmploymentCalls,
        Measure::EmploymentParticipants,
        Measure::EmploymentCallsWon,
        Measure::Mobilised,
        Measure::MeetingTrust,
    ];
    let columns = ALL_MEASURES.iter().filter(|measure| !later.contains(measure));
    let columns: Vec<Measure> = columns.copied().collect();
    let rows = results.iter().flat_map(|result| result.weeks.iter().flatten());
    let numbers = rows.flat_map(|row| columns.iter().map(|column| row[*column]));
    let bits = numbers.map(|x| if x.is_nan() { f64::NAN } else { x }.to_bits().to_le_bytes());
    Digest::of(&bits.flatten().collect::<Vec<u8>>()).to_string()
}

#[test]
fn the_first_edition_keeps_its_bytes() {
    for (file, wanted) in FIRST_EDITION {
        let (_, results) = results_of(file);
        assert_eq!(first_edition_digest(&results), format!("sha256:{wanted}"), "{file}");
    }
}

fn table(case: &str, file: &str) -> String {
    let (weeks, results) = results_of(file);
    let mut out = format!("{case}, seed {SEED}, replicates 0 and 1, {weeks} weeks\n{}\n\n", digest_of(&results));
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
