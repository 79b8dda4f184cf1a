//! Is this build sound, on this machine? A few seconds of checks whose right answers are written down here.

use std::sync::Arc;

use rayon::prelude::*;

use crate::files::{self, FolderInTheMaking, IfTaken};
use crate::model::run::{RunResult, run};
use crate::number::draws::{Actor, Draws, Purpose, Word};
use crate::number::maths::{cube_root, logistic, normal_quantile};
use crate::record::{Digest, own_folder};

use super::cases::CASES;
use super::result::{Comparison, Effort};
use super::runs::planned;

/// One check: what it is about, and what is wrong, if anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub what: String,
    /// What is wrong.
    pub fault: Option<String>,
}

/// Seed of the runs whose digests are known.
const SEED: u64 = 20_090_315;

/// Digests of runs of half a year, two replicates each.
const DIGESTS: [(&str, &str); 4] = [
    ("j4dw", "a6b97088e484a3d0"),
    ("meca", "02141846191e9ab9"),
    ("brock-durlauf", "f289aec164dc467c"),
    ("deffuant", "eaf7b09b9c3a6ad6"),
];

/// The digest of all weekly rows, bit by bit, of some runs; all that is no number counts alike.
pub fn digest_of(results: &[RunResult]) -> String {
    let numbers = results.iter().flat_map(|result| result.weeks.iter().flatten()).flat_map(|row| row.0);
    let bits = numbers.map(|x| if x.is_nan() { f64::NAN } else { x }.to_bits().to_le_bytes());
    Digest::of(&bits.flatten().collect::<Vec<u8>>()).to_string()
}

/// All checks, in order. Takes a few seconds.
pub fn checks() -> Vec<Check> {
    let mut all = vec![
        check("random draws are the published ones", draws()),
        check("functions are right to the last digits", functions()),
    ];
    all.extend(
        DIGESTS
            .iter()
            .map(|(name, wanted)| check(&format!("half a year of {name} has its digest"), golden(name, wanted))),
    );
    all.push(check("the number of threads changes nothing", threads()));
    all.extend(
        ["granovetter-uniform", "friedkin-johnsen"]
            .map(|name| check(&format!("the classic {name} holds"), classic(name))),
    );
    all.push(check("a folder is written, renamed and read back", disk()));
    all
}

fn check(what: &str, answer: Result<(), String>) -> Check {
    Check { what: what.to_owned(), fault: answer.err() }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, wanted: T, found: T) -> Result<(), String> {
    if wanted == found { Ok(()) } else { Err(format!("{what}: {wanted:x?} was expected, {found:x?} came")) }
}

/// Words and bits worked out by another program (ChaCha8, checked against its published vector of zeroes,
/// and SplitMix64, checked against its published first output for 1234567).
fn draws() -> Result<(), String> {
    for ((seed, replicate, actor, week, index), word, attend, trait_) in [
        ((7, 3, Actor::Worker, 12, 5), 0xcb76_2229_3e1c_a6d8, 0x6896_7ba9_500c_49e1, 0x0fe4_ad47_73ff_a224),
        ((SEED, 0, Actor::Arrival, 0, 100_000), 0xdfd3_0d99_acff_65bf, 0xf0dc_bc17_3b12_4efc, 0xa558_1227_ec48_f711),
        (
            (i64::MAX as u64, 999, Actor::Organisation, 624, 0),
            0x175a_fc00_ee36_a8de,
            0xf321_b1f8_c891_610f,
            0xdbc0_58ad_9bd2_d80c,
        ),
    ] {
        let found = Draws::new(seed, replicate).word(actor, week, index);
        same("a word", Word(word), found)?;
        same("a draw for coming", attend, found.bits(Purpose::Attend, 0))?;
        same("a draw for a trait", trait_, found.bits(Purpose::Trait, 13))?;
    }
    Ok(())
}

fn functions() -> Result<(), String> {
    // Values from tables.
    for (what, wanted, found) in [
        ("σ(1)", 0.731_058_578_630_004_9, logistic(1.0)),
        ("the normal quantile of .975", 1.959_963_984_540_054, normal_quantile(0.975)),
        ("the cube root of .001", 0.1, cube_root(0.001)),
        ("√2", std::f64::consts::SQRT_2, libm::pow(2.0, 0.5)),
    ] {
        if (wanted - found).abs() > 1e-15 * wanted.abs().max(1.0) {
            return Err(format!("{what}: {wanted} was expected, {found} came"));
        }
    }
    Ok(())
}

fn half_a_year(name: &str) -> Result<Vec<RunResult>, String> {
    let plan = planned(name, &["run.weeks=26".to_owned()]).map_err(|problems| problems.to_string())?;
    Ok((0..2).map(|replicate| run(&plan, SEED, replicate)).collect())
}

fn golden(name: &str, wanted: &str) -> Result<(), String> {
    let found = digest_of(&half_a_year(name)?);
    let found = found.trim_start_matches("sha256:");
    same("the digest", wanted, &found[..16.min(found.len())])
}

fn threads() -> Result<(), String> {
    let alone = digest_of(&half_a_year("j4dw")?);
    let plan = planned("j4dw", &["run.weeks=26".to_owned()]).map_err(|problems| problems.to_string())?;
    let together: Vec<RunResult> = (0..2).into_par_iter().map(|r| run(&Arc::clone(&plan), SEED, r)).collect();
    same("the digest", alone, digest_of(&together))
}

fn classic(name: &str) -> Result<(), String> {
    let case = CASES.iter().find(|case| case.name == name).ok_or("it is missing")?;
    let outcome = case.check(Effort { long: false, seed: 1 }).map_err(|problems| problems.to_string())?;
    let failed = |f: &&Comparison| !f.passed();
    match outcome.comparisons.iter().find(failed) {
        Some(f) => Err(format!("{}: {} was expected, {} came", f.what, f.expected, f.found)),
        None => Ok(()),
    }
}

/// Writes a folder as all results are written: under another name first, renamed when all is there.
fn disk() -> Result<(), String> {
    let text = |error: files::FileError| error.to_string();
    let room = tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}"))?;
    let place = room.path().join("results");
    let folder = FolderInTheMaking::begin(&place, IfTaken::Refuse, own_folder).map_err(text)?;
    files::write_into(&folder.path().join("table.csv"), b"week,members\n0,8\n").map_err(text)?;
    folder.finish().map_err(text)?;
    let back = files::read_text(&place.join("table.csv"), 1 << 10).map_err(text)?;
    same("what was written", "week,members\n0,8\n", back.as_str())
}
