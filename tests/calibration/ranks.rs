//! Simulation-based calibration of the model itself: a long form, whose result stands in docs/calibration.md.
//!
//! `cargo test --release --test storage calibration:: -- --ignored` runs it and writes its table, with the digest of the code it
//! was run with. When that code changes, `the_ranks_were_those_of_this_code` fails until it is run again.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use mobilise::internals::record::Digest;

use super::recovery::case;

const PAGE: &str = "docs/calibration.md";
const BEGIN: &str = "<!-- generated: ranks -->";
const END: &str = "<!-- end -->";
const CASES: u64 = 40;
const BINS: usize = 5;
const KNOBS: [&str; 2] = ["attendance.base", "efficacy.meeting"];

/// The code that the numbers depend on, without comments and tests.
fn code() -> String {
    fn collect(path: &Path, found: &mut Vec<PathBuf>) {
        if !path.is_dir() {
            return found.push(path.to_owned());
        }
        for entry in std::fs::read_dir(path).expect("a folder") {
            collect(&entry.expect("an entry").path(), found);
        }
    }
    let mut files = Vec::new();
    let calibration = ["smc", "generation", "filling", "proposals", "runs", "steps", "target", "prior", "pattern"]
        .map(|name| format!("src/calibration/{name}.rs"));
    let model = ["src/number", "src/knob", "src/network/make", "src/model", "src/sensitivity/abc/mod.rs"];
    for path in model.iter().map(|path| (*path).to_owned()).chain(calibration) {
        collect(Path::new(&path), &mut files);
    }
    files.sort();
    let mut all = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a text");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        let _ = writeln!(all, "{}", path.display().to_string().replace('\\', "/"));
        all.extend(lines.flat_map(|line| [line, "\n"]));
    }
    Digest::of(all.as_bytes()).to_string()
}

#[test]
fn the_ranks_were_those_of_this_code() {
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let digest = code();
    assert!(
        page.contains(&digest),
        "{PAGE} tells of other code than this ({digest}).\n\
         Run the long form again: cargo test --release --test storage calibration:: -- --ignored"
    );
}

#[test]
#[ignore = "takes minutes; writes docs/calibration.md"]
fn ranks_of_the_truth_are_uniform_in_the_model() {
    let cases: Vec<_> = (0..CASES).map(|number| case(1_000 + number, 80, 2)).collect();
    let mut out = format!(
        "\nRun on {} with version {}: {CASES} truths, 80 particles. Digest of model and algorithm:\n`{}`.\n\n",
        jiff::Zoned::now().date(),
        env!("CARGO_PKG_VERSION"),
        code()
    );
    let bins: Vec<String> = (0..BINS).map(|bin| format!("{}–{} %", bin * 20, bin * 20 + 20)).collect();
    let _ = writeln!(out, "| Rank of the truth | {} | chi-squared |", bins.join(" | "));
    let _ = writeln!(out, "| --- |{} ---: |", " ---: |".repeat(BINS));
    let mut worst: f64 = 0.0;
    for (n, knob) in KNOBS.iter().enumerate() {
        let mut counts = [0u32; BINS];
        for found in &cases {
            counts[((found[n].below * BINS as f64) as usize).min(BINS - 1)] += 1;
        }
        let expected = CASES as f64 / BINS as f64;
        let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        worst = worst.max(chi);
        let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
        let _ = writeln!(out, "| `{knob}` | {} | {chi:.1} |", counts.join(" | "));
    }
    let _ = writeln!(
        out,
        "\n| Intervals that hold the truth | 50 % | 80 % | 95 % | narrower than the prior's |\n\
         | --- | ---: | ---: | ---: | ---: |"
    );
    for (n, knob) in KNOBS.iter().enumerate() {
        let held = |share: f64| {
            let ends = ((1.0 - share) / 2.0, (1.0 + share) / 2.0);
            cases.iter().filter(|found| (ends.0..=ends.1).contains(&found[n].below)).count()
        };
        let narrower = cases.iter().map(|found| found[n].narrower).sum::<f64>() / CASES as f64;
        let held = [0.5, 0.8, 0.95].map(|share| format!("{} of {CASES}", held(share))).join(" | ");
        let _ = writeln!(out, "| `{knob}` | {held} | by {:.0} % on average |", narrower * 100.0);
    }
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("a generated part");
    let (_, after) = rest.split_once(END).expect("its end");
    std::fs::write(PAGE, format!("{before}{BEGIN}\n{out}\n{END}{after}")).expect("written");
    // The 99.9 % quantile of chi-squared with four degrees of freedom.
    assert!(worst < 18.5, "ranks are not uniform: {out}");
}
