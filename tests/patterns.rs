//! Runs held to what was observed, and runs that draw from an accepted set, through the real program.
//!
//! The contract: what `mobilise patterns` says of a pattern is what plain code finds in the tables of the same runs;
//! what is drawn stands in the results, in the record, and in every command that reads either; and a folder is made
//! again from its record alone, when the files it was made from are gone.
//!
//! It can break where a second way to the same number goes another way: weeks off by one, runs that are not those of
//! `mobilise run`, a share over runs that have no value, a record that names a file and does not hold it.

#![allow(clippy::disallowed_methods)] // tests set up and remove files of their own

use crate::program;

use std::collections::BTreeMap;

use mobilise::internals::calibration::plan::{CalibrationChanges, CalibrationPlan};
use mobilise::scenario::Shelf;
use mobilise::scenario::library::ACCEPTED;
use program::Desk;

const SCENARIO: &str =
    "version = 1\nname = \"Small\"\nbase = \"j4dw\"\n[run]\nweeks = 40\nreplicates = 12\n[population]\nworkers = 400\n";

const PATTERNS: &str = r#"
version = 1
scenario = "small.toml"
weeks = 30

[pattern.members]
about = "made up"
source = "nobody"
use = "fitted"
measure = "ever_members"
weeks = [10, 29]
range = [20, 40]

[pattern.joining]
measure = "joined"
weeks = [20, 29]
over = { weeks = [1, 19] }
observed = 1.0
tolerance = 0.25

[pattern.told]
measure = "attendance"
week = 29
"#;

const SET: &str = "particle,weight,distance,recruitment.ask,coping.relief,pattern.x\n0,1,0,0.1,0.2,\n1,3,0,0.9,0.5,7\n2,0,0,0.5,0.3,\n";

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, text) in [("small.toml", SCENARIO), ("held.toml", PATTERNS), ("set.csv", SET)] {
        desk.write(name, text);
    }
    desk
}

/// The rows of a table, each by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = table.headers().expect("a header").iter().map(str::to_owned).collect();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        heads.iter().cloned().zip(record.expect("a row").iter().map(str::to_owned)).collect()
    };
    table.records().map(row).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// Every number of `patterns.csv`, found again by plain code in the weekly table of the same runs.
#[test]
fn patterns_are_what_plain_code_finds_in_the_weeks() {
    let desk = desk();
    let said = desk.good(&words("patterns held.toml --seed 5 --out held"));
    desk.good(&words("run small.toml --seed 5 --weeks 30 --csv --quiet --out run"));
    let weeks = rows(&desk.read("run/weeks.csv"));
    let mean = |replicate: usize, measure: &str, from: u32, to: u32| {
        let own = weeks.iter().filter(|row| {
            let week: u32 = row["week"].parse().expect("a week");
            row["organisation"] == "J4DW" && row["replicate"] == replicate.to_string() && (from..=to).contains(&week)
        });
        let values: Vec<f64> = own.map(|row| number(&row[measure])).collect();
        assert_eq!(values.len(), (to - from + 1) as usize);
        values.iter().sum::<f64>() / values.len() as f64
    };
    let members: Vec<f64> = (0..12).map(|r| mean(r, "ever_members", 10, 29)).collect();
    let joining: Vec<f64> = (0..12).map(|r| mean(r, "joined", 20, 29) / mean(r, "joined", 1, 19)).collect();
    let told: Vec<f64> = (0..12).map(|r| mean(r, "attendance", 29, 29)).collect();
    let stored = rows(&desk.read("held/values.csv"));
    let found = rows(&desk.read("held/patterns.csv"));
    for (n, (name, values, range)) in
        [("members", &members, Some((20.0, 40.0))), ("joining", &joining, Some((0.75, 1.25))), ("told", &told, None)]
            .into_iter()
            .enumerate()
    {
        let own: Vec<f64> =
            stored.iter().filter(|row| row["pattern"] == name).map(|row| number(&row["value"])).collect();
        assert_eq!(own.len(), 12, "{name}");
        assert!(own.iter().zip(values).all(|(a, b)| (a - b).abs() < 1e-9), "{name}\n{own:?}\n{values:?}");
        let row = &found[n];
        assert_eq!((row["pattern"].as_str(), row["runs"].as_str()), (name, "12"));
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        // Of twelve runs the 2.5 % quantile is the least, the 97.5 % quantile the largest, the median the sixth.
        for (column, value) in
            [("simulated_low", sorted[0]), ("simulated_median", sorted[5]), ("simulated_high", sorted[11])]
        {
            assert!((number(&row[column]) - value).abs() < 1e-9, "{name}: {column}");
        }
        let Some((low, high)) = range else {
            assert_eq!([&row["observed_low"], &row["within"], &row["verdict"]], ["", "", ""], "{name}");
            continue;
        };
        let within = values.iter().filter(|x| (low..=high).contains(*x)).count() as f64 / 12.0;
        assert!((number(&row["within"]) - within).abs() < 1e-9, "{name}");
        let verdict = match (sorted[0], sorted[11]) {
            (a, b) if a >= low && b <= high => "inside",
            (a, b) if b < low || a > high || within == 0.0 => "outside",
            _ => "partly",
        };
        assert_eq!(row["verdict"], verdict, "{name}");
        assert!(said.out.contains(verdict), "{}", said.out);
    }
    assert_eq!((found[0]["use"].as_str(), found[1]["use"].as_str()), ("fitted", "testing"));
}

#[test]
fn a_folder_of_patterns_is_that_of_any_number_of_threads_and_is_made_again_from_its_record() {
    let desk = desk();
    let hold = "patterns held.toml --seed 5 --draw set.csv --quiet";
    desk.good(&words(&format!("{hold} --threads 1 --out one")));
    desk.good(&words(&format!("{hold} --threads 3 --out three")));
    for name in ["patterns.csv", "patterns.json", "values.csv", "curves.csv", "draws.csv", "counts.svg", "patterns.svg"]
    {
        assert_eq!(desk.read(&format!("one/{name}")), desk.read(&format!("three/{name}")), "{name}");
    }
    for name in ["held.toml", "small.toml", "set.csv"] {
        std::fs::remove_file(desk.at(name)).expect("removed");
    }
    let again = desk.good(&words("rerun one/run.json"));
    assert!(again.out.contains("same     draws.csv") && !again.out.contains("differs"), "{}", again.out);
    desk.good(&words("verify-output one"));
    desk.good(&words("plot one --width 420 --theme dark"));
    desk.good(&words("report one"));
    assert!(desk.read("one-report.html").contains("set.csv"));
}

/// A comparison that draws: what was drawn stands in the results, and the record alone makes it again.
#[test]
fn a_study_that_draws_says_so_and_is_made_again_without_its_file() {
    let desk = desk();
    let compare = "compare small.toml meca --weeks 20 --replicates 5 --seed 2 --quiet --draw set.csv --set population.workers=300";
    desk.good(&words(&format!("{compare} --out drawn")));
    let draws = rows(&desk.read("drawn/draws.csv"));
    assert_eq!(draws.len(), 10);
    for (a, b) in draws[..5].iter().zip(&draws[5..]) {
        assert_eq!(
            (&a["replicate"], &a["row"], &a["coping.relief"]),
            (&b["replicate"], &b["row"], &b["coping.relief"])
        );
        let known = [("0", "0.1", "0.2"), ("1", "0.9", "0.5")];
        assert!(known.contains(&(&a["row"], &a["recruitment.ask"], &a["coping.relief"])), "{a:?}");
    }
    let checked = desk.good(&words("check small.toml --draw set.csv --set coping.relief=0.4"));
    assert!(checked.out.contains("drawn") && checked.out.contains("recruitment ask by replicate"), "{}", checked.out);
    assert!(!checked.out.contains("coping relief"), "it is held\n{}", checked.out);
    let described = desk.good(&words("odd small.toml --draw set.csv"));
    assert!(described.out.contains("`recruitment.ask`, `coping.relief` from one of 3 rows"), "{}", described.out);
    std::fs::remove_file(desk.at("set.csv")).expect("removed");
    let again = desk.good(&words("rerun drawn/run.json"));
    assert!(again.out.contains("same     draws.csv") && !again.out.contains("differs"), "{}", again.out);
    desk.good(&words("plot drawn"));
    desk.good(&words("report drawn"));
    assert!(desk.read("drawn-report.html").contains("Drawn by replicate"));
}

/// A sweep's baseline is the run of its scenario, also where that draws; a knob that is varied is not drawn.
#[test]
fn a_sweep_draws_as_a_run_does() {
    let desk = desk();
    let text = "version = 1\nscenario = \"small.toml\"\nreplicates = 4\nseed = 3\n[vary]\ncoping.relief = [0.2, 0.5]\n";
    desk.write("swept.toml", text);
    desk.good(&words("sweep swept.toml --weeks 20 --draw set.csv --quiet --csv --out swept"));
    let run = "run small.toml --seed 3 --weeks 20 --replicates 4 --draw set.csv --quiet";
    desk.good(&words(&format!("{run} --out run")));
    desk.good(&words(&format!("{run} --set coping.relief=0.2 --out held")));
    let outcomes = |text: &str, keep: &dyn Fn(&BTreeMap<String, String>) -> bool| -> Vec<Vec<f64>> {
        let own = rows(text).into_iter().filter(|row| keep(row));
        own.map(|row| ["ever_members", "attendance", "efficacy"].map(|name| number(&row[name])).to_vec()).collect()
    };
    let swept = desk.read("swept/runs.csv");
    assert_eq!(outcomes(&swept, &|row| row["point"] == "0"), outcomes(&desk.read("run/runs.csv"), &|_| true));
    assert_eq!(outcomes(&swept, &|row| row["point"] == "1"), outcomes(&desk.read("held/runs.csv"), &|_| true));
    assert_ne!(desk.read("run/runs.csv"), desk.read("held/runs.csv"));
    std::fs::remove_file(desk.at("set.csv")).expect("removed");
    let again = desk.good(&words("rerun swept/run.json"));
    assert!(!again.out.contains("differs") && !again.out.contains("missing"), "{}", again.out);
}

/// An alternative that turns a knob is what it says, also where that knob is drawn; what a population says that an
/// alternative names is drawn over, as in a scenario.
#[test]
fn what_an_alternative_turns_is_not_drawn() {
    let desk = desk();
    let text = "version = 1\nscenario = \"small.toml\"\nreplicates = 3\nseed = 3\n[alternatives.circles.none]\n\
                coping.relief = 0.0\n[alternatives.circles.plenty]\ncoping = { relief = 0.6 }\n\
                [alternatives.circles.\"as they are\"]\ncoping.need_growth = 0.03\n";
    desk.write("circles.toml", text);
    desk.good(&words("sweep circles.toml --weeks 20 --draw set.csv --quiet --csv --out swept"));
    let run = "run small.toml --seed 3 --weeks 20 --replicates 3 --draw set.csv --quiet";
    let outcomes = |text: &str, point: Option<&str>| -> Vec<Vec<f64>> {
        let own = rows(text).into_iter().filter(|row| point.is_none_or(|point| row["point"] == point));
        own.map(|row| ["ever_members", "attendance", "efficacy"].map(|name| number(&row[name])).to_vec()).collect()
    };
    let swept = desk.read("swept/runs.csv");
    let settings = ["coping.relief=0.0", "coping.relief=0.6", "coping.need_growth=0.03"];
    for (point, setting) in ["1", "2", "3"].into_iter().zip(settings) {
        desk.good(&words(&format!("{run} --set {setting} --out held-{point}")));
        let alone = outcomes(&desk.read(&format!("held-{point}/runs.csv")), None);
        assert_eq!(outcomes(&swept, Some(point)), alone, "{setting}");
    }
}

/// The calibration and the file of patterns are one text: it uses those that say so, in their order.
#[test]
fn a_calibration_uses_the_patterns_that_say_so() {
    let desk = desk();
    let text = "version = 1\nscenario = \"small.toml\"\nweeks = 30\nparticles = 8\nat_most = 8\nseed = 1\npatterns = \"held.toml\"\n[prior]\ncoping.relief = { from = 0.1, to = 0.6 }\n";
    desk.write("fitted.toml", text);
    desk.good(&words("calibrate fitted.toml --quiet --out fitted"));
    let used: Vec<String> = rows(&desk.read("fitted/patterns.csv")).iter().map(|row| row["pattern"].clone()).collect();
    assert_eq!(used, ["members"]);
    // And what it leaves can be drawn from as it is.
    desk.good(&words("run small.toml --weeks 10 --replicates 2 --draw fitted/posterior.csv --quiet --out drawn"));
    let draws = rows(&desk.read("drawn/draws.csv"));
    let posterior = rows(&desk.read("fitted/posterior.csv"));
    for draw in &draws {
        let row: usize = draw["row"].parse().expect("a row");
        assert_eq!(draw["coping.relief"], posterior[row]["coping.relief"]);
    }
    // One that would draw as well has two answers for one knob.
    let draws = words("calibrate fitted.toml --set draw.from=j4dw-growth --out other");
    desk.refused(&draws, &["a calibration finds values and cannot draw them", "hint: "]);
    // A scenario that draws by itself is calibrated with the values it has beside that.
    let small = desk.read("small.toml");
    desk.write("drawing.toml", &format!("{small}\n[draw]\nfrom = \"fitted/posterior.csv\"\n"));
    desk.write("again.toml", &text.replace("small.toml", "drawing.toml").replace("held.toml", "held-again.toml"));
    desk.write("held-again.toml", &desk.read("held.toml").replace("small.toml", "drawing.toml"));
    desk.good(&words("calibrate again.toml --quiet --out again"));
    assert_eq!(desk.read("again/posterior.csv"), desk.read("fitted/posterior.csv"));
}

/// What chance alone gives is counted from the draws of a calibration's prior, and stands beside what runs meet.
#[test]
fn chance_alone_is_told_beside_the_runs() {
    let desk = desk();
    let text = "version = 1\nscenario = \"small.toml\"\nweeks = 30\nparticles = 40\nat_most = 40\nseed = 1\npatterns = \"held.toml\"\n[prior]\nrecruitment.ask = { from = 0.05, to = 0.9 }\n";
    desk.write("fitted.toml", text);
    desk.good(&words("calibrate fitted.toml --quiet --out fitted"));
    let said = desk.good(&words("patterns held.toml --seed 5 --prior fitted --out held")).out;
    let draws = rows(&desk.read("fitted/prior-patterns.csv"));
    let own: Vec<&BTreeMap<String, String>> = draws.iter().filter(|row| row["pattern"] == "joining").collect();
    assert_eq!((own.len(), draws.len(), own[0]["use"].as_str()), (40, 80, "testing"), "what has no range is left out");
    let met = own.iter().map(|row| number(&row["met"])).sum::<f64>() / 40.0;
    let values = rows(&desk.read("held/values.csv"));
    let values: Vec<f64> =
        values.iter().filter(|row| row["pattern"] == "joining").map(|row| number(&row["value"])).collect();
    let runs = values.iter().filter(|value| (0.75..=1.25).contains(*value)).count() as f64 / values.len() as f64;
    let most = u8::from(runs >= 0.5);
    // The table's column is of the one pattern, the sentence's mean over patterns the same number.
    assert!(met > 0.0 && runs > 0.0 && (met - runs).abs() > 0.01, "{met} {runs}");
    assert!(said.contains("by chance") && said.contains(&format!("{:.0} %", met * 100.0)), "{said}");
    assert!(said.contains(&format!("not used in fitting: 1. At least half of the runs meet {most} of them")), "{said}");
    assert!(said.contains("(40 draws)"), "{said}");
    let after = |words: &str| {
        let from = said.find(words).unwrap_or_else(|| panic!("{words} in {said}")) + words.len();
        number(said[from..].split_whitespace().next().unwrap_or_default())
    };
    assert!((after("(40 draws) meets ") - met).abs() < 0.006, "{said}");
    assert!((after("and a run here ") - runs).abs() < 0.006, "{said}");
    desk.refused(&words("patterns held.toml --prior small.toml --out no"), &["prior-patterns.csv", "hint: "]);
}

/// A set that comes with the program is of the calibration that it names: its knobs, its patterns, its priors. When one
/// of these changes, the set must be made anew.
#[test]
fn an_embedded_set_is_of_its_calibration() {
    for file in ACCEPTED {
        let plan = CalibrationPlan::read(file.name, &CalibrationChanges::default(), &Shelf::default(), &|| 0)
            .expect("it reads");
        let set = file.text;
        let body: String = set.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let heads: Vec<&str> = body.lines().next().expect("a header").split(',').collect();
        let knobs: Vec<&str> = plan.knobs.iter().map(|knob| knob.name.as_str()).collect();
        let patterns: Vec<String> = plan.patterns.iter().map(|pattern| format!("pattern.{}", pattern.name)).collect();
        assert_eq!(heads[3..3 + knobs.len()], knobs);
        assert_eq!(heads[3 + knobs.len()..], patterns);
        let rows = rows(&body);
        assert_eq!(rows.len(), plan.settings.particles);
        assert!((rows.iter().map(|row| number(&row["weight"])).sum::<f64>() - 1.0).abs() < 1e-9);
        for (row, knob) in rows.iter().flat_map(|row| plan.knobs.iter().map(move |knob| (row, knob))) {
            assert!((knob.from..=knob.to).contains(&number(&row[&knob.name])), "{}: {row:?}", knob.name);
        }
        // What its header says of the misfit is what stands in it.
        let worst = rows.iter().map(|row| number(&row["distance"])).fold(0.0, f64::max);
        assert!(set.contains(&format!("the tolerance reached is {worst:.2}")), "{}: {worst}", file.name);
    }
}
