//! Options and settings of the command line.

use super::{json, tiny};
use crate::program::Desk;

#[test]
fn numbers_out_of_range_have_a_place_and_a_hint() {
    let desk = Desk::new();
    for (option, value) in [
        ("--weeks", "0"),
        ("--weeks", "-3"),
        ("--weeks", "20001"),
        ("--weeks", "ten"),
        ("--weeks", "99999999999999999999"),
        ("--weeks", ""),
        ("--replicates", "0"),
        ("--replicates", "1000001"),
        ("--replicates", "2.5"),
        ("--threads", "0"),
        ("--threads", "1025"),
        ("--threads", "many"),
        ("--seed", "-1"),
        ("--seed", "9223372036854775808"),
        ("--seed", "lucky"),
        ("--seed", ""),
    ] {
        let argument = format!("{option}={value}");
        desk.refused(&["run", "j4dw", &argument], &[&format!("--> {option}:1:"), "whole number from", "hint: "]);
    }
    assert!(desk.names("").is_empty());
    desk.good(&tiny(&["run", "j4dw", "--seed", "9223372036854775807", "--threads", "3"]));
}

#[test]
fn set_turns_knobs_and_refuses_what_is_none() {
    let desk = Desk::new();
    for (set, words) in [
        ("coping.relieff=0.3", &["--> --set:1:", "did you mean `relief`?"][..]),
        ("relief=0.3", &["did you mean `coping.relief` or `service.relief`?"]),
        ("coping.relief=3", &["--> --set:1:15", "from 0 to 1"]),
        ("coping.relief", &["knob=value"]),
        ("coping.relief=", &["takes a number"]),
        ("coping.relief=.5", &["numbers are written 0.5"]),
        ("=3", &["--> --set:1:1"]),
        ("", &["knob=value"]),
        ("organisation.J4WD.teaching=didactic", &["did you mean `J4DW`?"]),
        ("organisation.J4DW.teaching=stern", &["one of \"dialogic\""]),
        ("version=1", &["cannot be set"]),
        ("base=meca", &["cannot be set"]),
        ("start=2012-02-30", &["not a day", "2012-02-30"]),
        ("population.status.visa=1.0001", &["out of range"]),
    ] {
        desk.refused(&["check", "j4dw", "--set", set], &[words, &["hint: "]].concat());
    }
    let resolved = |set: &[&str]| {
        let arguments: Vec<&str> =
            ["check", "j4dw", "--resolved"].into_iter().chain(set.iter().flat_map(|s| ["--set", s])).collect();
        desk.good(&arguments).out
    };
    assert!(resolved(&["organisation.J4DW.teaching=didactic"]).contains("teaching = \"didactic\""));
    assert!(resolved(&["organisation.\"J4DW\".tasks.slots=7"]).contains("tasks.slots = 7\n"));
    assert!(resolved(&["start=2009-03-08", "name=Later"]).starts_with("version = 1\nname = \"Later\""));
    assert!(
        resolved(&["population=somerset-food-workers", "population.status.visa=0.5"])
            .contains("status.settled = 0.5\n")
    );
    assert!(resolved(&["coping.relief=0.1", "coping.relief=0.2"]).contains("relief = 0.2\n"), "the last one counts");
}

/// Turning one share keeps the sum at 1: the others share the rest as they did before.
#[test]
fn a_share_set_from_outside_leaves_the_rest_to_the_others() {
    let desk = Desk::new();
    for (set, turned) in [
        ("organisation.J4DW.hours.learning=0", 0.0),
        ("organisation.J4DW.hours.learning=1", 1.0),
        ("organisation.J4DW.hours.learning=0.33", 0.33),
    ] {
        let text = desk.good(&["check", "j4dw", "--resolved", "--set", set]).out;
        let table: toml::Table = text.parse().expect("TOML");
        let hours = table["organisation"]["J4DW"]["hours"].as_table().expect("hours");
        let share = |name: &str| hours[name].as_float().expect("a share");
        let sum: f64 = hours.values().filter_map(toml::Value::as_float).sum();
        assert_eq!((hours.len(), share("learning")), (7, turned), "{set}");
        assert!((sum - 1.0).abs() < 1e-12, "{set}: {sum}");
        if turned < 1.0 {
            assert!((share("sharing") / share("service") - 6.0).abs() < 1e-9, "{set}: proportions are kept");
        }
    }
    let both = [
        "check",
        "j4dw",
        "--set",
        "organisation.J4DW.hours.learning=0.7",
        "--set",
        "organisation.J4DW.hours.sharing=0.7",
    ];
    desk.refused(&both, &["add up to", "hint: "]);
}

#[test]
fn compare_sets_a_name_in_the_scenarios_that_have_it() {
    let desk = Desk::new();
    let set = "organisation.MECA.hours.learning=0.5";
    desk.good(&tiny(&["compare", "--out", "here", "--seed", "3", "--set", set]));
    let record = json(&desk.read("here/run.json"));
    let resolved = |n: usize| record["scenarios"][n]["resolved"].as_str().expect("a text").to_owned();
    assert!(resolved(0).contains("hours.learning = 0.25\n") && resolved(1).contains("hours.learning = 0.5\n"));
    desk.refused(&["compare", "--set", "organisation.NOBODY.hours.learning=0.5"], &["NOBODY", "hint: "]);
    desk.refused(&["compare", "--set", "organisation.MECA.hours.lerning=0.5"], &["did you mean `learning`?"]);
}

/// With a network file the number of workers is that of its nodes; another number ran past its columns.
#[test]
fn workers_cannot_be_set_beside_a_network_file() {
    let desk = Desk::new();
    desk.write("friends.csv", "source,target,trust\nAnna,Bert,0.5\nBert,Cleo,\n");
    desk.write(
        "friends.toml",
        "version = 1\n\n[network]\nfile = \"friends.csv\"\n\n[organisation.Ours]\nfounders.count = 2\n",
    );
    desk.write("base.toml", "version = 1\nbase = \"friends.toml\"\n\n[population]\nworkers = 2\n");
    desk.good(&["run", "friends.toml", "--weeks", "3", "--replicates", "2"]);
    let arguments = ["run", "friends.toml", "--weeks", "3", "--set", "population.workers=2"];
    desk.refused(&arguments, &["`population.workers` is 2", "3 nodes", "hint: "]);
    desk.refused(&["check", "base.toml"], &["base.toml:5:11", "3 nodes", "hint: "]);
}
