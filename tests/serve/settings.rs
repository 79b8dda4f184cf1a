//! What a client sends becomes a scenario as a file does, and reaches nothing else.

use serde_json::{Value, json};

use super::talk::{Host, host};

fn whole(host: &Host, setting: &Value) -> Value {
    let said = host.post("/scenario", &json!({ "setting": setting }));
    assert_eq!(said.status, 200, "{setting}: {}", said.body);
    serde_json::from_str(&said.body).expect("JSON")
}

fn value(scenario: &Value, name: &str) -> Value {
    let knobs = scenario["knobs"].as_array().expect("knobs");
    knobs.iter().find(|knob| knob["name"] == name).unwrap_or_else(|| panic!("no {name}"))["value"].clone()
}

#[test]
fn settings_are_laid_over_one_another() {
    let host = host();
    let plain = whole(&host, &json!({ "scenario": "j4dw" }));
    assert_eq!((&plain["name"], &plain["weeks"]), (&json!("J4DW"), &json!(624)));
    let turned = whole(
        &host,
        &json!({
            "scenario": "j4dw", "population": "somerset-food-workers",
            "set": {
                "coping.relief": 0.1, "organisation.J4DW.hours.learning": 0.5, "organisation.J4DW.money.accepts_grants": true,
                "organisation.J4DW.teaching": "didactic", "population.workers": 700,
                "intervention.tied-visa.from": "2013-01-01", "intervention.gift.amount": 5000,
            },
            "without": ["art-workshops"],
            "added": [{ "name": "gift", "kind": "grant", "organisation": "J4DW", "from": "2011-02-03" }],
        }),
    );
    for (name, expected) in [
        ("coping.relief", json!(0.1)),
        ("organisation.J4DW.hours.learning", json!(0.5)),
        ("organisation.J4DW.money.accepts_grants", json!(true)),
        ("organisation.J4DW.teaching", json!("didactic")),
        ("population.workers", json!(700)),
        ("intervention.gift.amount", json!(5000.0)),
    ] {
        assert_eq!(value(&turned, name), expected, "{name}");
    }
    // The other hours give way in proportion: sharing .3 of .75 is .2 of .5.
    let sharing = value(&turned, "organisation.J4DW.hours.sharing").as_f64().expect("a number");
    assert!((sharing - 0.2).abs() < 1e-12, "{sharing}");
    let dated: Vec<String> = turned["interventions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|i| format!("{} {}", i["name"].as_str().expect("a name"), i["from"].as_str().expect("a date")))
        .collect();
    assert_eq!(
        dated,
        ["tied-visa 2013-01-01", "partial-right-to-change 2016-04-06", "charity 2017-01-01", "gift 2011-02-03"]
    );
    let crossed = whole(&host, &json!({ "scenario": "j4dw", "organisations": "meca" }));
    assert_eq!(crossed["organisations"], json!(["MECA"]));
    assert_eq!(crossed["population"], plain["population"]);
}

#[test]
fn all_that_is_listed_can_be_set() {
    let host = host();
    let library: Value = serde_json::from_str(&host.get("/library", &[]).body).expect("JSON");
    for listed in library["scenarios"].as_array().expect("a list") {
        let scenario = whole(&host, &json!({ "scenario": listed["name"] }));
        assert!(!scenario["knobs"].as_array().expect("knobs").is_empty(), "{}", listed["name"]);
        // Every knob set to what it is changes nothing.
        let set: serde_json::Map<String, Value> = scenario["knobs"]
            .as_array()
            .expect("knobs")
            .iter()
            .map(|knob| (knob["name"].as_str().expect("a name").to_owned(), knob["value"].clone()))
            .collect();
        let again = whole(&host, &json!({ "scenario": listed["name"], "set": set }));
        assert_eq!(again["values"], scenario["values"], "{}", listed["name"]);
    }
    assert_eq!(whole(&host, &json!({ "scenario": "j4dw" }))["first"].as_array().expect("a list").len(), 14);
}

#[test]
fn what_is_wrong_is_said_and_the_disk_is_not_read() {
    let host = host();
    let text = |text: &str| json!({ "text": text });
    for (setting, words) in [
        (json!({ "scenario": "nobody" }), "no scenario of this name"),
        (json!({ "scenario": "own" }), "no scenario of this name"),
        (json!({ "scenario": "/etc/passwd" }), "no scenario of this name"),
        (json!({ "scenario": "Cargo.toml" }), "no scenario of this name"),
        (json!({ "scenario": "j4dw", "population": "../Cargo.toml" }), "no population of this name"),
        (json!({ "scenario": "j4dw", "organisations": "./x.toml" }), "no scenario of this name"),
        (json!({ "scenario": "j4dw", "set": { "network.file": "/etc/passwd" } }), "no `network.file`"),
        (json!({ "scenario": "j4dw", "set": { "population": "x.toml" } }), "no `population`"),
        (json!({ "scenario": "j4dw", "set": { "coping.relief = 0.1\nnetwork.file": 1 } }), "to set"),
        (json!({ "scenario": "j4dw", "set": { "coping.relief": "0.1\nnetwork.file = 'x'" } }), "takes a number"),
        (json!({ "scenario": "j4dw", "set": { "coping.relief": 2 } }), "0 to 1"),
        (json!({ "scenario": "j4dw", "set": { "organisation.J4DW.teaching": "x\"\nbase = \"y" } }), "takes one of"),
        (json!({ "scenario": "j4dw", "set": { "population.workers": 1.5 } }), "whole number"),
        (json!({ "scenario": "j4dw", "set": { "intervention.tied-visa.from": "soon" } }), "takes a date"),
        (json!({ "scenario": "j4dw", "set": { "intervention.nothing.from": "2011-01-01" } }), "to set"),
        (json!({ "scenario": "j4dw", "without": ["nothing"] }), "leave out"),
        (
            json!({ "scenario": "j4dw", "added": [{ "name": "x", "kind": "y", "from": "2011-01-01" }] }),
            "kind of intervention",
        ),
        (
            json!({ "scenario": "j4dw", "added": [{ "name": "x]\n[network]\nfile = \"y\"", "kind": "outreach", "from": "2011-01-01" }] }),
            "cannot be",
        ),
        (text("version = 1\nbase = \"/etc/passwd\""), "/etc/passwd"),
        (text("version = 1\nbase = \"Cargo.toml\""), "Cargo.toml"),
        (text("version = 1\npopulation = \"src/lib.rs\""), "src/lib.rs"),
        (text("version = 1\n[network]\nkind = \"file\"\nfile = \"/etc/passwd\""), "cannot name a file"),
        (text("version = 1\nnetwork.file = \"/etc/passwd\""), "cannot name a file"),
        (text("not toml"), "error"),
    ] {
        let said = host.post("/scenario", &json!({ "setting": setting }));
        assert!(said.status == 422 && said.body.contains(words), "{setting}: {} {}", said.status, said.body);
        assert!(!said.body.contains("root:") && !said.body.contains("[package]"), "{setting}: {}", said.body);
    }
    for odd in [json!(1), json!({ "setting": { "scenario": "j4dw", "path": "x" } }), json!({ "settings": {} })] {
        assert_eq!(host.post("/scenario", &odd).status, 400, "{odd}");
    }
}
