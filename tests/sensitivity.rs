//! `mobilise sensitivity` says what the runs say.
//!
//! The contract: the tables are those that plain code, written here from the definitions, finds in `points.csv` and
//! `runs.csv`; the folder is the same to the byte on any number of threads, after any interruption, by way of `sweep`,
//! of shards, of the folder itself and of its record; a knob that does nothing shows exactly 0; and what
//! cannot be computed is refused or named, never a zero.
//!
//! It breaks where rows change places: a baseline taken for the first point, replicates for rows, the second
//! scenario's points for the first's; where a failed run counts as 0; where tables of an earlier sitting stay. Planted
//! once each, and caught: rows from the baseline on; the first organisation's columns for all; the gap the other way
//! round; resamples by a seed of the moment; independent seeds let through; stale tables left lying; a missing value
//! that counts as 0; the first scenario's points for the second's.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

use std::collections::BTreeMap;

use program::Desk;

/// Two organisations, few people, few weeks.
const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 10\nthreshold = 2\n\n[population]\nworkers = 80\n\n\
    [organisation.Ours]\nfounders.count = 8\n\n[organisation.Theirs]\nfounders.count = 6\n";

/// One knob that only outcomes not looked at hang on.
const VARY: &str = "\n[vary]\ncoping.relief = { from = 0.05, to = 0.9 }\nrecruitment.ask = { from = 0.0, to = 0.9 }\n\
    run.threshold = { from = 1, to = 20 }\n";

fn morris(replicates: u32) -> String {
    format!(
        "version = 1\nname = \"Screening\"\nscenario = \"tiny.toml\"\ndesign = \"morris\"\ntrajectories = 4\n\
         replicates = {replicates}\nseed = 5\noutcomes = [\"members\", \"attendance\"]\n{VARY}"
    )
}

fn saltelli(replicates: u32) -> String {
    format!(
        "version = 1\nname = \"Shares\"\nscenario = \"tiny.toml\"\ndesign = \"saltelli\"\nbase_rows = 8\npairs = true\n\
         replicates = {replicates}\nseed = 5\noutcomes = [\"members\", \"attendance\"]\n{VARY}"
    )
}

fn desk(experiment: &str) -> Desk {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write("experiment.toml", experiment);
    desk
}

type Row = BTreeMap<String, String>;

fn table(desk: &Desk, name: &str) -> Vec<Row> {
    let text = desk.read(name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// All runs of a folder: by point, organisation and outcome, replicates in order.
struct Runs {
    points: Vec<Row>,
    runs: BTreeMap<(usize, String), Vec<Row>>,
}

impl Runs {
    fn read(desk: &Desk, folder: &str) -> Self {
        let mut runs: BTreeMap<(usize, String), Vec<Row>> = BTreeMap::new();
        for row in table(desk, &format!("{folder}/runs.csv")) {
            let key = (row["point"].parse().expect("a number"), row["organisation"].clone());
            runs.entry(key).or_default().push(row);
        }
        Self { points: table(desk, &format!("{folder}/points.csv")), runs }
    }

    /// The rows of the design of a scenario, in order; its baseline is none.
    fn design(&self, scenario: &str) -> Vec<usize> {
        let own = self.points.iter().filter(|point| point["scenario"] == scenario && point["baseline"] == "false");
        own.map(|point| point["point"].parse().expect("a number")).collect()
    }

    fn values(&self, point: usize, organisation: &str, outcome: &str) -> Vec<f64> {
        self.runs[&(point, organisation.to_owned())].iter().map(|row| number(row, outcome)).collect()
    }

    /// What a row of a table of sensitivity is about, row by row of the design, replicate by replicate.
    fn column(&self, row: &Row) -> Vec<Vec<f64>> {
        let own = self.design(&row["scenario"]);
        if row["measure"] == "outcome" {
            return own.iter().map(|point| self.values(*point, &row["organisation"], &row["outcome"])).collect();
        }
        let other = self.design(&row["versus"]);
        let pairs = own.iter().zip(&other).map(|(one, other)| {
            let one = self.values(*one, &row["organisation"], &row["outcome"]);
            let other = self.values(*other, &row["versus_organisation"], &row["outcome"]);
            let gaps = one.iter().zip(&other).map(|(x, y)| x - y);
            match row["measure"].as_str() {
                "gap" => gaps.collect(),
                _ => gaps.map(|gap| if gap.abs() < 1e-9 { 0.5 } else { f64::from(u8::from(gap > 0.0)) }).collect(),
            }
        });
        pairs.collect()
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The definition, from the tables alone: walk through the points, see which knob moved and whether up or down.
/// Δ is ⅔ of the way on four levels, and all of a knob's range counts as 1.
fn effects_by_hand(runs: &Runs, row: &Row) -> Vec<f64> {
    let design = runs.design(&row["scenario"]);
    let means: Vec<f64> = runs.column(row).iter().map(|values| mean(values)).collect();
    let knob = &row["knob"];
    let mut effects = Vec::new();
    for place in 1..design.len() {
        // Four rows a trajectory: three knobs.
        if place % 4 == 0 {
            continue;
        }
        let at = |place: usize| number(&runs.points[design[place]], knob);
        let (before, after) = (at(place - 1), at(place));
        if before != after {
            let change = means[place] - means[place - 1];
            effects.push(if after > before { change } else { -change } * 1.5);
        }
    }
    effects
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

#[test]
fn elementary_effects_are_those_of_the_runs() {
    let desk = desk(&morris(3));
    desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--csv", "--quiet"]);
    let runs = Runs::read(&desk, "out");
    let rows = table(&desk, "out/elementary_effects.csv");
    // Two organisations and the field, and the ranking of the first two by two measures; two outcomes, three knobs.
    assert_eq!(rows.len(), (3 + 2) * 2 * 3);
    let mut moved = 0;
    for row in rows.iter().filter(|row| row["note"].is_empty()) {
        let effects = effects_by_hand(&runs, row);
        assert_eq!(effects.len(), 4, "each knob moves once a trajectory");
        let mu = mean(&effects);
        let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
        let square: f64 = effects.iter().map(|effect| (effect - mu) * (effect - mu)).sum();
        assert!(near(number(row, "mu"), mu) && near(number(row, "mu_star"), mean(&sizes)), "{row:?} {effects:?}");
        assert!(near(number(row, "sigma"), (square / 3.0).sqrt()), "{row:?} {effects:?}");
        assert!(near(number(row, "mean"), mean(&runs.column(row).concat())), "{row:?}");
        assert!(
            number(row, "mu_star_low") <= number(row, "mu_star")
                && number(row, "mu_star") <= number(row, "mu_star_high")
        );
        assert_eq!((row["trajectories"].as_str(), row["replicates"].as_str()), ("4", "3"));
        moved += u32::from(number(row, "mu_star") > 0.0);
    }
    assert!(moved >= 10, "hardly anything moved: {moved}");
}

/// Of the differences of replicates at the steps where a knob moves: √(2v/π)/Δ with v the mean of their variance by
/// their number.
#[test]
fn chance_is_that_of_the_replicates() {
    let desk = desk(&morris(3));
    desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--csv", "--quiet"]);
    let runs = Runs::read(&desk, "out");
    let mut some = 0;
    for row in table(&desk, "out/elementary_effects.csv").iter().filter(|row| row["note"].is_empty()) {
        let (design, column) = (runs.design(&row["scenario"]), runs.column(row));
        let mut variances = Vec::new();
        for place in (1..design.len()).filter(|place| place % 4 != 0) {
            let at = |place: usize| number(&runs.points[design[place]], &row["knob"]);
            if at(place) == at(place - 1) {
                continue;
            }
            let differences: Vec<f64> = column[place].iter().zip(&column[place - 1]).map(|(x, y)| x - y).collect();
            let centre = mean(&differences);
            variances.push(differences.iter().map(|d| (d - centre) * (d - centre)).sum::<f64>() / 2.0 / 3.0);
        }
        let expected = (2.0 * mean(&variances) / std::f64::consts::PI).sqrt() * 1.5;
        assert!(near(number(row, "chance_mu_star"), expected), "{row:?}: {expected}");
        some += u32::from(expected > 0.0);
    }
    assert!(some >= 10, "{some}");
}

/// Jansen's total and Saltelli's first and second order, from the tables alone. A block has eight rows: A, three with a
/// knob from B, three the other way round, B.
#[test]
fn indices_are_those_of_the_runs() {
    let desk = desk(&saltelli(2));
    desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--csv", "--quiet"]);
    let runs = Runs::read(&desk, "out");
    let rows = table(&desk, "out/indices.csv");
    let pairs = table(&desk, "out/index_pairs.csv");
    assert_eq!((rows.len(), pairs.len()), ((3 + 2) * 2 * 3, (3 + 2) * 2 * 3));
    let knobs = ["coping.relief", "recruitment.ask", "run.threshold"];
    let (mut moved, mut firsts) = (0, BTreeMap::new());
    let subject =
        |row: &Row| [&row["scenario"], &row["organisation"], &row["outcome"], &row["measure"]].map(String::clone);
    let mut centred = BTreeMap::new();
    for row in rows.iter().filter(|row| row["note"].is_empty()) {
        let means: Vec<f64> = runs.column(row).iter().map(|values| mean(values)).collect();
        let centre = mean(&means);
        let at = |block: usize, place: usize| means[8 * block + place] - centre;
        let over = |f: &dyn Fn(usize) -> f64| (0..8).map(f).sum::<f64>() / 8.0;
        let both: Vec<f64> = (0..8).flat_map(|block| [at(block, 0), at(block, 7)]).collect();
        let middle = mean(&both);
        let variance = both.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / 16.0;
        let knob = knobs.iter().position(|knob| *knob == row["knob"]).expect("a knob");
        let total = over(&|b| (at(b, 0) - at(b, 1 + knob)) * (at(b, 0) - at(b, 1 + knob))) / (2.0 * variance);
        let first = over(&|b| at(b, 7) * (at(b, 1 + knob) - at(b, 0))) / variance;
        assert!(near(number(row, "total"), total) && near(number(row, "first"), first), "{row:?} {first} {total}");
        assert!(near(number(row, "variance"), variance), "{row:?} {variance}");
        moved += u32::from(total > 0.0);
        firsts.insert((subject(row), row["knob"].clone()), first);
        centred.insert(subject(row), (means.iter().map(|x| x - centre).collect::<Vec<f64>>(), variance));
    }
    assert!(moved >= 8, "hardly anything moved: {moved}");
    for row in pairs.iter().filter(|row| row["note"].is_empty()) {
        let (values, variance) = &centred[&subject(row)];
        let place = |column: &str| knobs.iter().position(|knob| *knob == row[column]).expect("a knob");
        let (i, j) = (place("knob_1"), place("knob_2"));
        let both = |b: usize| values[8 * b + 4 + i] * values[8 * b + 1 + j] - values[8 * b] * values[8 * b + 7];
        let alone = |column: &str| firsts[&(subject(row), row[column].clone())];
        let second = (0..8).map(both).sum::<f64>() / 8.0 / variance - alone("knob_1") - alone("knob_2");
        assert!(near(number(row, "second"), second), "{row:?} {second}");
    }
}

/// It only says which weeks count as lively, and none of these outcomes hangs on it. Its runs are the runs without it.
#[test]
fn an_inert_knob_shows_nothing() {
    for (experiment, file, columns) in [
        (morris(2), "elementary_effects.csv", ["mu_star", "sigma", "chance_mu_star"]),
        (saltelli(2), "indices.csv", ["total", "total_high", "chance_total"]),
    ] {
        let desk = desk(&experiment);
        let said = desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--quiet"]);
        let rows = table(&desk, &format!("out/{file}"));
        let inert: Vec<&Row> =
            rows.iter().filter(|row| row["knob"] == "run.threshold" && row["note"].is_empty()).collect();
        assert!(inert.len() >= 6, "{}", inert.len());
        for row in inert {
            for column in columns {
                assert_eq!(number(row, column), 0.0, "{column} of {row:?}");
            }
        }
        assert!(said.out.contains("Threshold changes nothing at all."), "{}", said.out);
    }
}

/// Names and bytes of a folder's finished files.
fn files(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let names = desk.names(folder).into_iter().filter(|name| name != "timing.json" && name != "store");
    names.map(|name| (name.clone(), std::fs::read(desk.at(folder).join(&name)).expect("a file"))).collect()
}

fn assert_same(desk: &Desk, folder: &str, expected: &BTreeMap<String, Vec<u8>>) {
    let found = files(desk, folder);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{folder}");
    for (name, bytes) in expected {
        assert!(*bytes == found[name], "{folder}/{name} differs");
    }
}

#[test]
fn the_folder_is_the_same_by_any_way() {
    let desk = desk(&saltelli(3));
    let run = |arguments: &[&str]| desk.good(&[arguments, &["--quiet"]].concat());
    let all = ["sensitivity", "experiment.toml", "--out"];
    let said = run(&[&all[..], &["one", "--threads", "1"]].concat());
    let expected = files(&desk, "one");
    for name in ["indices.csv", "index_pairs.csv", "tornado.svg", "tornado-ranking.png", "runs.parquet"] {
        assert!(expected.contains_key(name), "no {name}");
    }
    let other = run(&[&all[..], &["three", "--threads", "3"]].concat());
    assert_eq!(said.out, other.out);
    assert_same(&desk, "three", &expected);
    // In shards, then by itself.
    run(&[&all[..], &["shards", "--shard", "1/2"]].concat());
    assert!(!desk.at("shards/indices.csv").exists(), "a shard writes no tables");
    run(&[&all[..], &["shards"]].concat());
    assert_same(&desk, "shards", &expected);
    // Cut in the middle: a part and the tail of the journal are lost.
    let journal = desk.at("three/store/journal");
    let bytes = std::fs::read(&journal).expect("a journal");
    std::fs::write(&journal, &bytes[..bytes.len() / 2]).expect("cut");
    run(&[&all[..], &["three"]].concat());
    assert_same(&desk, "three", &expected);
    // By way of a sweep, and of its folder; once analysed, a sweep keeps it so.
    run(&["sweep", "experiment.toml", "--out", "swept"]);
    assert!(!desk.at("swept/indices.csv").exists() && !desk.at("swept/tornado.svg").exists());
    let by_folder = run(&["sensitivity", "swept"]);
    assert_eq!(said.out, by_folder.out);
    let swept: BTreeMap<_, _> = expected.clone();
    assert_same(&desk, "swept", &swept);
    run(&["sweep", "experiment.toml", "--out", "swept"]);
    assert_same(&desk, "swept", &swept);
    // From the record alone; and what is there can be verified.
    desk.good(&["verify-output", "one"]);
    let again = run(&["rerun", "one/run.json", "--out", "again"]);
    assert!(
        again.out.lines().all(|line| line.starts_with("same ")) && again.out.contains("indices.csv"),
        "{}",
        again.out
    );
    assert_same(&desk, "again", &expected);
}

#[test]
fn more_replicates_make_tables_anew_and_fewer_files_leave_none_behind() {
    let desk = desk(&morris(2));
    desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--quiet"]);
    let before = files(&desk, "out");
    desk.write("experiment.toml", &morris(3));
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--quiet"]);
    let after = files(&desk, "out");
    assert_ne!(before["elementary_effects.csv"], after["elementary_effects.csv"], "a sweep left stale tables");
    desk.good(&["sensitivity", "experiment.toml", "--out", "fresh", "--quiet"]);
    assert_same(&desk, "fresh", &after);
    // One outcome in place of two: the same figures; no ranking where there is one organisation is tried below.
    desk.write("experiment.toml", &morris(3).replace(", \"attendance\"", ""));
    desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--quiet"]);
    desk.good(&["sensitivity", "experiment.toml", "--out", "fresh-2", "--quiet"]);
    assert_same(&desk, "out", &files(&desk, "fresh-2"));
    assert_eq!(table(&desk, "out/elementary_effects.csv").len(), (3 + 2) * 3);
}

/// Two scenarios: the first organisation of each, at the same point and replicate.
#[test]
fn two_scenarios_are_ranked_beside_each_other() {
    let lonely = SCENARIO.split("[organisation.Theirs]").next().expect("a text").replace("Tiny", "Other");
    let desk = desk(&morris(2).replace("scenario = \"tiny.toml\"", "scenarios = [\"tiny.toml\", \"other.toml\"]"));
    desk.write("other.toml", &lonely.replace("workers = 80", "workers = 120").replace("Ours", "Third"));
    let said = desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--csv", "--quiet"]);
    let rows = table(&desk, "out/elementary_effects.csv");
    let versus: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| row["measure"] == "gap" && row["outcome"] == "members" && row["knob"] == "coping.relief")
        .map(|row| (row["organisation"].as_str(), row["versus_organisation"].as_str()))
        .collect();
    assert_eq!(versus, [("Ours", "Theirs"), ("Ours", "Third")]);
    let runs = Runs::read(&desk, "out");
    let mut moved = 0;
    for row in rows.iter().filter(|row| row["versus"] == "Other" && row["note"].is_empty()) {
        let sizes: Vec<f64> = effects_by_hand(&runs, row).iter().map(|effect| effect.abs()).collect();
        assert!(near(number(row, "mu_star"), mean(&sizes)), "{row:?} {sizes:?}");
        moved += u32::from(number(row, "mu_star") > 0.0);
    }
    assert!(moved >= 2);
    assert!(
        said.out.contains("Tiny, Ours less Other, Third: members") && said.out.contains("of the points"),
        "{}",
        said.out
    );
}

#[test]
fn what_does_not_vary_or_has_no_value_is_said() {
    // Nobody founds it: nobody is ever mobilised, nothing is kept of that.
    let desk = desk(&morris(2).replace("[\"members\", \"attendance\"]", "[\"claims_won\", \"retention\"]"));
    let said = desk.good(&["sensitivity", "experiment.toml", "--out", "out"]);
    let rows = table(&desk, "out/elementary_effects.csv");
    let notes: Vec<&str> = rows.iter().map(|row| row["note"].as_str()).collect();
    assert!(notes.contains(&"does not vary"), "{notes:?}");
    assert!(notes.iter().any(|note| note.starts_with("no value in ") && note.ends_with(" of 32 runs")), "{notes:?}");
    for row in rows.iter().filter(|row| !row["note"].is_empty()) {
        assert!(row["mu_star"].is_empty() && row["sigma"].is_empty(), "a number of nothing: {row:?}");
    }
    assert!(said.out.contains("It does not vary over this design: it is 0 at all points."), "{}", said.out);
    assert!(
        said.out.contains("so nothing is computed of it") && said.out.contains("(the first: point "),
        "{}",
        said.out
    );
    assert!(desk.read("out/tornado.svg").contains("0 at all points"));
}

#[test]
fn one_replicate_tells_nothing_of_chance() {
    let desk = desk(&morris(1));
    let said = desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--quiet"]);
    assert!(said.out.contains("one replicate cannot tell: --replicates 2 or more"), "{}", said.out);
    assert!(!said.out.contains("beyond chance"), "{}", said.out);
    assert!(table(&desk, "out/elementary_effects.csv").iter().all(|row| row["chance_mu_star"].is_empty()));
}

#[test]
fn json_holds_all_findings_and_nothing_else() {
    let desk = desk(&saltelli(2));
    let said = desk.good(&["sensitivity", "experiment.toml", "--out", "out", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(all["findings"].as_array().map(Vec::len), Some((3 + 2) * 2));
    let rows = table(&desk, "out/indices.csv");
    let first = &all["findings"][0];
    let relief = first["knobs"].as_array().expect("knobs").iter().find(|knob| knob["knob"] == "coping.relief");
    assert_eq!(relief.expect("a knob")["total"]["value"].as_f64(), Some(number(&rows[0], "total")));
    assert!(first["knobs"].as_array().expect("knobs").iter().any(|knob| knob["verdict"] == "inert"));
}

#[test]
fn other_designs_are_refused_before_anything_runs() {
    let line = "design = \"morris\"\ntrajectories = 4\n";
    for (experiment, words) in [
        (
            morris(2).replace(line, "design = \"sobol\"\nrows = 8\n"),
            &["experiment.toml:4:10", "not computed of a Sobol sequence", "hint: ", "design = \"morris\""][..],
        ),
        (
            morris(2).replace(line, "").split("\n[vary]").next().expect("a text").to_owned()
                + "\n[vary]\ncoping.relief = [0.1, 0.5]\n",
            &["not computed of a grid", "hint: ", "`mobilise sweep` runs any design"],
        ),
        (
            morris(2).replace("seed = 5", "seed = 5\ncommon_random_numbers = false"),
            &[
                "the same random numbers at every point",
                "each point has its own",
                "a knob that does nothing looks important",
            ],
        ),
        (
            morris(2)
                .replace("replicates = 2", "replicates = { outcome = \"members\", half_width = 0.5, at_most = 40 }"),
            &["the same number of replicates at every point", "experiment.toml:6:14", "--replicates 10"],
        ),
    ] {
        let desk = desk(&experiment);
        desk.refused(&["sensitivity", "experiment.toml"], words);
        assert_eq!(desk.names(""), ["experiment.toml", "tiny.toml"], "something was left behind");
    }
    let desk = desk(&morris(2));
    desk.refused(&["sensitivity", "which-knobs-mater"], &["which-knobs-mater", "hint: "]);
}

#[test]
fn folders_that_cannot_be_analysed_are_refused() {
    let desk = desk(&morris(2));
    let out = ["sensitivity", "experiment.toml", "--out", "out", "--quiet"];
    desk.good(&["sweep", "experiment.toml", "--out", "out", "--shard", "1/2", "--quiet"]);
    desk.refused(
        &["sensitivity", "out"],
        &["no finished sweep", "hint: name the experiment file and this folder with --out"],
    );
    desk.good(&out);
    desk.refused(&["sensitivity", "out", "--seed", "3"], &["is a folder, whose record", "leave out --set"]);
    // A part is lost: its runs are named, and nothing is written over.
    let before = files(&desk, "out");
    for name in desk.names("out/store/parts") {
        std::fs::remove_file(desk.at("out/store/parts").join(name)).expect("removed");
    }
    desk.refused(
        &["sensitivity", "out"],
        &["34 runs of `out` are not in its store: point 0 replicate 0", "and 29 more"],
    );
    assert_same(&desk, "out", &before);
    desk.good(&out);
    assert_same(&desk, "out", &before);
    desk.good(&["run", "tiny.toml", "--replicates", "2", "--out", "one", "--quiet"]);
    desk.refused(&["sensitivity", "one"], &["holds no finished sweep", "hint: "]);
    desk.write(
        "experiment.toml",
        "version = 1\nscenario = \"tiny.toml\"\nseed = 1\n[vary]\ncoping.relief = [0.1, 0.5]\n",
    );
    desk.good(&["sweep", "experiment.toml", "--replicates", "2", "--out", "grid", "--quiet"]);
    desk.refused(&["sensitivity", "grid"], &["not computed of a grid", "hint: "]);
}

#[test]
fn a_dry_run_says_what_would_run_and_writes_nothing() {
    let desk = desk(&morris(2));
    let said = desk.good(&["sensitivity", "experiment.toml", "--dry-run"]);
    assert!(said.out.contains("17 (1 baseline, the rest a set of Morris trajectories"), "{}", said.out);
    assert_eq!(desk.names(""), ["experiment.toml", "tiny.toml"]);
}
