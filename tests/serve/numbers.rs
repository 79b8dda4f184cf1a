//! What the page draws are the program's numbers.

use serde_json::{Value, json};

use super::program::Desk;
use super::talk::{events, host};

/// A week table's column of one replicate and one row group, by week.
fn column(table: &str, organisation: &str, replicate: &str, measure: &str) -> Vec<f64> {
    let mut lines = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().expect("heads");
    let place = |name: &str| heads.iter().position(|head| *head == name).unwrap_or_else(|| panic!("no column {name}"));
    let (group, run, wanted) = (place("organisation"), place("replicate"), place(measure));
    let own = lines.filter(|cells| cells[group] == organisation && cells[run] == replicate);
    own.map(|cells| cells[wanted].parse().unwrap_or(f64::NAN)).collect()
}

/// Four digits of the same number.
fn alike(shown: &Value, table: f64) -> bool {
    match shown.as_f64() {
        Some(shown) => (shown - table).abs() <= 5.1e-4 * table.abs(),
        None => table.is_nan(),
    }
}

#[test]
fn the_exported_file_runs_to_the_numbers_that_are_drawn() {
    let host = host();
    let setting = json!({
        "scenario": "j4dw",
        "set": { "run.weeks": 330, "population.workers": 400, "coping.relief": 0.2, "organisation.J4DW.hours.learning": 0.4 },
        "added": [{ "name": "more outreach", "kind": "outreach", "organisation": "J4DW", "from": "2010-01-01" }],
    });
    let asked =
        json!({ "client": "abcdefgh", "number": 1, "seed": 7, "replicates": 3, "lines": [{ "setting": setting }] });
    let drawn = events(&host.post("/simulate", &asked).body);
    let library: Value = serde_json::from_str(&host.get("/library", &[]).body).expect("JSON");
    let exported = host.post("/export", &json!({ "setting": setting, "seed": 7, "replicates": 3 }));
    assert_eq!(exported.status, 200, "{}", exported.body);

    let desk = Desk::new();
    desk.write("scenario.toml", &exported.body);
    desk.good(&["run", "scenario.toml", "--csv", "--quiet", "--out", "results"]);
    let table = desk.read("results/weeks.csv");
    let points: Vec<usize> = serde_json::from_value(drawn[0].1[0]["points"].clone()).expect("points");
    let stride = points[0] + 1;
    assert_eq!(stride, 3, "330 weeks by three");
    let measures = library["measures"].as_array().expect("measures");
    let place = |name: &str| measures.iter().position(|m| m["name"] == name).expect("a measure");
    let mut compared = 0;
    for (name, data) in &drawn {
        if name != "runs" {
            continue;
        }
        let first = data["first"].as_u64().expect("a place") as usize;
        let replicate = data["replicate"].to_string();
        for (group, organisation) in ["J4DW", "field"].into_iter().enumerate() {
            for (measure, stock) in [
                ("members", true),
                ("mobilised", true),
                ("money", true),
                ("attendance", false),
                ("mean_framing", false),
                ("rights_never", false),
            ] {
                let weeks = column(&table, organisation, &replicate, measure);
                let shown = data["values"][group][place(measure)].as_array().expect("values");
                for (n, shown) in shown.iter().enumerate() {
                    let last = points[first + n];
                    let from = if stock { last } else { last + 1 - stride.min(last + 1) };
                    let window: Vec<f64> = weeks[from..=last].iter().copied().filter(|x| !x.is_nan()).collect();
                    let mean = window.iter().sum::<f64>() / window.len() as f64;
                    assert!(alike(shown, mean), "{organisation} {measure} to week {last}: {shown} and {mean}");
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 3 * 110 * 2 * 6);
    assert_eq!(drawn.last().expect("an end").0, "done");
    // Opened again, the file is the same setting.
    let again = json!({ "client": "abcdefgh", "number": 1, "seed": 7, "replicates": 3, "lines": [{ "setting": { "text": exported.body } }] });
    let mut again = events(&host.post("/simulate", &again).body);
    let mut drawn = drawn;
    for list in [&mut drawn, &mut again] {
        list.retain(|(name, _)| name == "runs");
        list.sort_by_key(|(_, data)| (data["replicate"].as_u64(), data["first"].as_u64()));
    }
    assert_eq!(drawn, again);
}

#[test]
fn replicates_that_the_page_has_are_not_run_again() {
    let host = host();
    let setting = json!({ "scenario": "j4dw", "set": { "run.weeks": 20, "population.workers": 100 } });
    let line = |have: u32| json!({ "setting": setting, "have": have });
    let asked =
        json!({ "client": "abcdefgh", "number": 1, "seed": 1, "replicates": 4, "lines": [line(0), line(3), line(4)] });
    let drawn = events(&host.post("/simulate", &asked).body);
    let mut runs: Vec<(u64, u64)> = drawn
        .iter()
        .filter(|(name, _)| name == "runs")
        .map(|(_, data)| (data["line"].as_u64().expect("a line"), data["replicate"].as_u64().expect("a replicate")))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    assert_eq!(runs, [(0, 0), (0, 1), (0, 2), (0, 3), (1, 3)]);
    assert_eq!(drawn[0].1.as_array().expect("lines").len(), 3);
    // Who has all is told so at once.
    let asked = json!({ "client": "abcdefgh", "number": 2, "seed": 1, "replicates": 4, "lines": [line(4)] });
    let names: Vec<String> = events(&host.post("/simulate", &asked).body).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["lines", "done"]);
}

/// The film and the story say what the week table says.
#[test]
fn film_and_story_are_of_the_same_run() {
    let host = host();
    let setting = json!({ "scenario": "j4dw", "set": { "run.weeks": 60, "population.workers": 300 } });
    let exported = host.post("/export", &json!({ "setting": setting, "seed": 3, "replicates": 1 }));
    let desk = Desk::new();
    desk.write("scenario.toml", &exported.body);
    desk.good(&["run", "scenario.toml", "--csv", "--quiet", "--out", "results"]);
    let table = desk.read("results/weeks.csv");
    let film = host.post("/network", &json!({ "setting": setting, "seed": 3, "replicate": 0 }));
    let film: Value = serde_json::from_str(&film.body).expect("JSON");
    assert_eq!(film["frames"].as_array().expect("frames").len(), 60);
    let members = column(&table, "J4DW", "0", "members");
    // Of each worker what they are in the last picture; 0 is outside.
    let lists = film["is"].as_array().expect("lists");
    let last = lists.iter().filter(|list| list.as_array().is_some_and(|list| list.last() != Some(&json!(0)))).count();
    assert_eq!(last as f64, members[59]);
    // Somebody who is a member from the first picture on is a founder.
    let founder = lists.iter().find(|list| list[1] == json!(0) && list[2] != json!(0)).expect("a founder")[0].clone();
    let asked = json!({ "setting": setting, "seed": 3, "replicate": 0, "worker": founder, "week": 0 });
    let story: Value = serde_json::from_str(&host.post("/story", &asked).body).expect("JSON");
    let told = story["lines"].to_string();
    assert!(told.contains("They are one of the founders of J4DW."), "{told}");
    let beyond = json!({ "setting": setting, "seed": 3, "replicate": 0, "worker": 300, "week": 0 });
    assert_eq!(host.post("/story", &beyond).status, 422);
}

/// The film says which organisation has a worker as a member: of all who ever are members and of nobody else, and as many
/// of each organisation as the week table has.
#[test]
fn a_film_says_who_belongs_to_which_organisation() {
    let host = host();
    let film_of = |setting: &Value| -> Value {
        let film = host.post("/network", &json!({ "setting": setting, "seed": 3, "replicate": 0 }));
        serde_json::from_str(&film.body).expect("JSON")
    };
    let workers = |film: &Value| -> Vec<(u64, u64)> {
        let pairs = film["of"].as_array().expect("pairs").iter();
        pairs.map(|pair| (pair[0].as_u64().expect("a worker"), pair[1].as_u64().expect("an organisation"))).collect()
    };
    let long = film_of(&json!({ "scenario": "j4dw", "set": { "run.weeks": 60, "population.workers": 300 } }));
    let is_ever =
        |list: &&Value| list.as_array().expect("a list").iter().skip(2).step_by(2).any(|what| *what != json!(0));
    let ever = long["is"].as_array().expect("lists").iter().filter(is_ever);
    let ever: Vec<u64> = ever.map(|list| list[0].as_u64().expect("a worker")).collect();
    assert!(ever.len() > 10);
    assert_eq!(workers(&long).into_iter().map(|(worker, _)| worker).collect::<Vec<_>>(), ever);
    // In one week nobody leaves one organisation for another.
    let setting = json!({ "scenario": "coalition", "set": { "run.weeks": 1 } });
    let short = film_of(&setting);
    let desk = Desk::new();
    let exported = host.post("/export", &json!({ "setting": setting, "seed": 3, "replicates": 1 }));
    desk.write("scenario.toml", &exported.body);
    desk.good(&["run", "scenario.toml", "--csv", "--quiet", "--out", "results"]);
    let table = desk.read("results/weeks.csv");
    let names: Vec<&str> = short["organisations"].as_array().expect("names").iter().filter_map(Value::as_str).collect();
    assert_eq!(names.len(), 2);
    for (number, name) in (0..).zip(names) {
        let of = workers(&short).into_iter().filter(|(_, organisation)| *organisation == number).count();
        assert!(of > 0, "{name}");
        assert_eq!(of as f64, column(&table, name, "0", "members")[0], "{name}");
    }
}
