//! The command line, through the real program.
//!
//! The contract: data on standard output and everything else on standard error; 0 done, 1 a run failed, 2
//! the input is wrong; a refusal says what, where and the way out, and leaves nothing on disk; what a study
//! writes is named and shaped as other tools read it.
//!
//! It can break where no unit test looks: in the order of statements (a folder made before the last check),
//! in a library that prints, in an option that clap refuses in its own words, in a column renamed.
//!
//! What it has caught: a full disk under standard output that ended in 0; `--out a/b` without `a` that
//! advised `--force`; `--force --out .` that ran for minutes before it failed; a population in the file and
//! another number of workers by `--set` beside a network, which ran past the end of a column.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

use std::process::Stdio;

use mobilise::scenario::{Overrides, load, load_text};
use parquet::file::reader::{FileReader, SerializedFileReader};
use program::Desk;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A study small enough to run many times over.
const TINY: [&str; 6] = ["--weeks", "4", "--replicates", "2", "--set", "population.workers=200"];

fn tiny<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().copied().chain(TINY).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

// --- What goes where ----------------------------------------------------------------------------

#[test]
fn data_goes_to_standard_output_and_the_rest_to_standard_error() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["run", "j4dw", "--out", "here"]));
    assert!(said.out.contains("Does it last?"), "{}", said.out);
    for word in ["seed", "threads", "wrote here", "try next"] {
        assert!(said.err.contains(word) && !said.out.contains(word), "{word}\n{}{}", said.out, said.err);
    }
}

/// Who fell asleep, and what rests on fewer runs, stands under the table, and only there where it is so.
#[test]
fn a_table_says_who_sleeps_and_what_rests_on_fewer_runs() {
    let desk = Desk::new();
    let run = |command: &[&str], weeks: &str, more: &[&str]| {
        let common = ["--seed", "3", "--replicates", "4", "--set", "population.workers=300", "--quiet"];
        desk.good(&[command, &common, &["--weeks", weeks], more].concat()).out
    };
    let asleep = ["--set", "dormancy.attendance=1000", "--set", "dormancy.weeks=4"];
    let said = run(&["run", "j4dw"], "60", &asleep);
    assert!(said.contains("- J4DW: asleep at the end in 4 of 4 runs"), "{said}");
    let said = run(&["compare", "j4dw", "meca"], "60", &asleep);
    for name in ["J4DW", "MECA"] {
        assert!(said.contains(&format!("- {name}: asleep at the end in 4 of 4 runs")), "{said}");
    }
    assert!(!run(&["run", "j4dw"], "60", &["--set", "dormancy.attendance=0"]).contains("asleep"));
    // Each number is that of the table of runs.
    let csv = |name: &str| desk.read(&format!("{name}/runs.csv"));
    let said = run(&["compare", "j4dw", "meca"], "120", &["--out", "thin"]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let runs = csv("thin");
    let heads: Vec<&str> = runs.lines().next().expect("heads").split(',').collect();
    let column = |name: &str| heads.iter().position(|head| *head == name).expect("a column");
    let of = |organisation: &str, name: &str| -> Vec<String> {
        let rows = runs.lines().map(|line| line.split(',').collect::<Vec<_>>());
        rows.filter(|row| row[2] == organisation).map(|row| row[column(name)].to_owned()).collect()
    };
    for organisation in ["J4DW", "MECA"] {
        let sleeping = of(organisation, "survived").iter().filter(|awake| *awake == "0").count();
        let words = format!("{organisation}: asleep at the end in {sleeping} of 4 runs");
        assert_eq!(said.contains(&words), sleeping > 0, "{words}\n{said}");
        let have = of(organisation, "mean_framing").iter().filter(|value| !value.is_empty()).count();
        let words = format!("{have} of 4 runs of {organisation}");
        assert!(have == 0 || have == 4 || said.contains(&words), "{words}\n{said}");
    }
}

/// What is proposed differs from what was done, and keeps what was given.
#[test]
fn what_to_try_next_is_something_else() {
    let desk = Desk::new();
    let next = |command: &str| {
        let line: Vec<&str> = command.split(' ').collect();
        let said = desk.good(&tiny(&line)).err;
        let lines: Vec<&str> = said.lines().filter(|line| line.contains("the same ")).collect();
        assert_eq!(lines.len(), 1, "{said}");
        lines[0].trim().to_owned()
    };
    let learning = "--set organisation.J4DW.hours.learning=0";
    let said = next("run j4dw --set coping.relief=0.2 --draw j4dw-growth --seed 4");
    for words in ["mobilise run j4dw --set coping.relief=0.2", learning, "--draw j4dw-growth", "--seed 4", "--weeks"] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let said = next(&format!("run j4dw {learning}"));
    assert!(said.contains(learning) && said.contains("--set organisation.J4DW.hours.sharing=0"), "{said}");
    // What is proposed runs as it stands.
    let (command, _) = said.split_once("   ").expect("a command and what it is");
    desk.good(&command.split(' ').skip(1).collect::<Vec<_>>());
    let said = next("run no-organisation");
    assert!(said.contains("--weeks") && said.contains("twice as long"), "{said}");
}

/// The runs that a calibration counts are those it said it would make: in search of values, and afresh of the set.
#[test]
fn a_calibration_counts_the_runs_it_announced() {
    let desk = Desk::new();
    let line = "calibrate first-year --particles 8 --at-most 32 --replicates 2 --seed 1";
    let said = desk.good(&line.split(' ').collect::<Vec<_>>()).err;
    assert!(said.contains("at most 32 runs and then 16 fresh ones of the accepted set"), "{said}");
    assert!(said.contains(" of 48 runs"), "{said}");
}

/// A good file given to the wrong command is called by its name, once.
#[test]
fn a_file_of_another_sort_is_said_to_be_one() {
    let desk = Desk::new();
    desk.write("mine.toml", "version = 1\nbase = \"j4dw\"\n");
    desk.write("many.toml", "version = 1\nscenario = \"j4dw\"\n[vary]\ncoping.relief = [0.1, 0.5]\n");
    desk.write(
        "near.toml",
        "version = 1\nscenario = \"j4dw\"\n[prior]\ncoping.relief = { from = 0.1, to = 0.5 }\n[pattern.a]\n",
    );
    desk.write("seen.toml", "version = 1\nscenario = \"j4dw\"\n[pattern.a]\n");
    for (command, file, wanted) in [
        ("ask", "mine.toml", "`mine.toml` is a scenario, not an experiment"),
        ("sweep", "mine.toml", "hint: `mobilise run mine.toml` runs it"),
        ("run", "many.toml", "`many.toml` is an experiment, not a scenario"),
        ("calibrate", "many.toml", "hint: `mobilise sweep many.toml` runs it"),
        ("run", "near.toml", "hint: `mobilise calibrate near.toml` runs it"),
        ("sweep", "seen.toml", "hint: `mobilise patterns seen.toml` holds runs to it"),
        ("patterns", "mine.toml", "`mine.toml` is a scenario, not a file of patterns"),
        ("sweep", "j4dw", "it is a scenario: `mobilise run j4dw`"),
        ("run", "coping", "it is a question: `mobilise ask coping`"),
    ] {
        let said = desk.refused(&[command, file], &[wanted]);
        assert_eq!(said.err.matches("error: ").count(), 1, "{}", said.err);
    }
}

/// A name that is none: the cases, and what lies in the folder; not the reductions to classic models.
#[test]
fn a_name_that_is_none_is_told_what_there_is() {
    let desk = Desk::new();
    let said = desk.refused(&["run", "zzz"], &["cases are j4dw, meca, "]);
    assert!(!said.err.contains("granovetter"), "{}", said.err);
    desk.write("riders.toml", "version = 1\nbase = \"j4dw\"\n");
    for name in ["riderz", "riders", "riderz.toml", "./riderz.toml"] {
        desk.refused(&["run", name], &["did you mean", "riders.toml?"]);
    }
}

#[test]
fn json_is_one_document_and_nothing_else() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["compare", "--json", "--seed", "7", "--out", "here"]));
    let summary = json(&said.out);
    assert_eq!(summary["seed"], 7);
    assert_eq!(summary["replicates"], 2);
    assert_eq!(summary["out"], "here");
    assert_eq!(summary["scenarios"].as_array().map(Vec::len), Some(2));
    assert!(!summary["effects"].as_array().expect("effects").is_empty());
}

#[test]
fn quiet_says_nothing_but_errors() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["run", "meca", "--quiet", "--out", "here"]));
    assert_eq!(said.err, "");
    assert!(!said.out.is_empty());
    let both = desk.good(&tiny(&["run", "meca", "-q", "--json", "--out", "there"]));
    assert_eq!(both.err, "");
    json(&both.out);
    desk.refused(&["run", "mecca", "--quiet"], &["did you mean `meca`?"]);
}

/// Deterministic where `| head -1` is a race: nobody holds the other end of the pipe.
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = Desk::new();
    for arguments in [["explain", "--all"], ["check", "j4dw"], ["explain", "week"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = desk.program().args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

/// Output that is lost is a failure, and not one of the input.
#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_a_failure() {
    let desk = Desk::new();
    for arguments in [["explain", "--all"], ["check", "j4dw"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = desk.program().args(arguments).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains("standard output") && err.contains("hint: "), "{err}");
    }
}

#[test]
fn help_and_version_are_data() {
    let desk = Desk::new();
    for arguments in [&["--help"][..], &["run", "--help"], &["--version"]] {
        let said = desk.good(arguments);
        assert!(!said.out.is_empty() && said.err.is_empty(), "{arguments:?}");
    }
    assert!(desk.good(&["--help"]).out.contains("Exit codes: 0 success"));
    for arguments in [&[][..], &["dance"], &["run"], &["run", "j4dw", "--colour"]] {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
    }
}

// --- The out folder -----------------------------------------------------------------------------

#[test]
fn an_out_folder_that_is_there_is_refused_and_left_alone() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("mine")).expect("made");
    desk.write("mine/notes.txt", "two years of notes");
    desk.refused(&tiny(&["run", "j4dw", "--out", "mine"]), &["`mine`", "there already", "hint: ", "--force"]);
    assert_eq!(desk.names("mine"), ["notes.txt"]);
    // Not even --force may cost somebody files that this program did not write.
    desk.refused(&tiny(&["run", "j4dw", "--out", "mine", "--force"]), &["run.json", "hint: "]);
    assert_eq!(desk.read("mine/notes.txt"), "two years of notes");
    assert_eq!(desk.names(""), ["mine"]);
}

#[test]
fn force_replaces_a_folder_that_the_program_wrote_or_that_is_empty() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("here")).expect("made");
    desk.good(&tiny(&["compare", "--out", "here", "--force", "--seed", "1"]));
    assert!(desk.names("here").contains(&"effects.csv".to_owned()));
    desk.good(&tiny(&["run", "j4dw", "--out", "here", "--force", "--seed", "2"]));
    assert!(!desk.names("here").contains(&"effects.csv".to_owned()), "the old folder is gone whole");
    assert_eq!(json(&desk.read("here/run.json"))["seed"], 2);
    assert_eq!(desk.names(""), ["here"], "nothing is left beside it");
}

#[test]
fn an_out_folder_that_cannot_be_written_is_refused_before_anything_runs() {
    let desk = Desk::new();
    desk.write("file", "a file");
    for (place, word) in [
        ("file", "a file of that name"),
        ("file/below", "`file/below`"),
        ("nowhere/below", "the folder it should lie in is not there"),
        (".", "not a name"),
        ("..", "not a name"),
        ("/", "not a name"),
        ("/proc/mobilise", "`/proc/mobilise`"),
    ] {
        for force in [&[][..], &["--force"]] {
            let arguments = [&["run", "j4dw", "--weeks", "20000", "--out", place][..], force].concat();
            desk.refused(&arguments, &[word, "hint: "]);
        }
    }
    assert_eq!(desk.names(""), ["file"]);
    assert_eq!(desk.read("file"), "a file");
}

#[test]
fn without_out_folders_are_numbered() {
    let desk = Desk::new();
    for _ in 0..3 {
        desk.good(&tiny(&["run", "j4dw"]));
    }
    assert_eq!(desk.names(""), ["j4dw-run", "j4dw-run-2", "j4dw-run-3"]);
    desk.write("our group.toml", &desk.good(&["new", "ours", "--out", "-"]).out);
    desk.good(&tiny(&["compare", "our group.toml", "j4dw"]));
    desk.good(&tiny(&["compare", "j4dw", "meca", "lawas", "rivals", "middle"]));
    let names = desk.names("");
    assert!(names.contains(&"our group-vs-j4dw".to_owned()), "{names:?}");
    assert!(names.contains(&"j4dw-vs-meca-vs-lawas-and-2-more".to_owned()), "{names:?}");
}

#[test]
fn wrong_input_leaves_nothing_behind() {
    let desk = Desk::new();
    desk.write("wrong.toml", "version = 1\n\n[coping]\nrelief = 7.0\n");
    let words = ["wrong.toml:4:10", "`coping.relief`", "7.0", "from 0 to 1", "hint: "];
    for arguments in [
        &["run", "wrong.toml"][..],
        &["compare", "j4dw", "wrong.toml"],
        &["compare", "wrong.toml", "j4dw", "--out", "here", "--force", "--json"],
        &["check", "wrong.toml"],
        &["check", "wrong.toml", "--resolved"],
    ] {
        desk.refused(arguments, &words);
    }
    assert_eq!(desk.names(""), ["wrong.toml"]);
}

#[test]
fn a_population_too_large_for_memory_is_refused() {
    let desk = Desk::new();
    let large = ["--set", "population.workers=50000000", "--weeks", "20000", "--threads", "1024"];
    for command in [&["run", "j4dw"][..], &["check", "j4dw"], &["compare"]] {
        desk.refused(&[command, &large].concat(), &["memory", "hint: fewer workers"]);
    }
    assert!(desk.names("").is_empty());
}

// --- Options ------------------------------------------------------------------------------------

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

// --- check --------------------------------------------------------------------------------------

const CASES: [&str; 4] = ["j4dw", "meca", "crossover-j4dw-in-somerset", "crossover-meca-in-london"];

#[test]
fn check_runs_nothing_and_writes_nothing() {
    let desk = Desk::new();
    for case in CASES {
        let said = desk.good(&["check", case]);
        assert_eq!(said.err, "");
        for word in ["is valid", "workers", "weeks", "replicates", "organisation", "memory"] {
            assert!(said.out.contains(word), "{case}: no {word} in\n{}", said.out);
        }
    }
    assert!(desk.names("").is_empty());
    assert!(desk.good(&["check", "j4dw"]).out.contains("2012-04-06"), "interventions come with their dates");
}

#[test]
fn check_resolved_read_again_is_the_same() {
    let desk = Desk::new();
    desk.write(
        "odd.toml",
        r#"version = 1
name = "it's \"odd\""
about = "line one\nline two\u007f"
start = 2009-03-15
seed = 12

[population]
origins = { "Sri Lanka" = 0.5, "it's \"so\"" = 0.5 }

[organisation."Ça va; it's \"us\""]
hours.internal = 0.5

[organisation."a.b"]

[intervention."money, at last"]
kind = "grant"
organisation = "a.b"
from = 2010-01-01
"#,
    );
    for case in CASES.into_iter().chain(["odd.toml"]) {
        let first = desk.good(&["check", case, "--resolved"]).out;
        desk.write("again.toml", &first);
        let second = desk.good(&["check", "again.toml", "--resolved"]).out;
        assert_eq!(first, second, "{case}");
        assert!(first.starts_with("version = 1\nname = "), "{case}");
        // A key that is never written comes back the same too: the scenarios must be equal, not only the texts.
        let path = desk.at(case);
        let name = if path.exists() { path.display().to_string() } else { case.to_owned() };
        let none = Overrides::default();
        assert_eq!(load_text("again.toml", &first, &none), load(&name, &none), "{case}");
    }
}

// --- explain ------------------------------------------------------------------------------------

#[test]
fn explain_knows_every_sort_of_name() {
    let desk = Desk::new();
    for (name, words) in [
        (
            "coping.relief",
            &[
                "unit",
                "range",
                "a number from 0 to 1",
                "default",
                "source",
                "status",
                "higher   lowers the field's coping_need",
                "--set coping.relief=",
            ][..],
        ),
        ("organisation.J4DW.hours.learning", &["organisation.NAME.hours.learning"]),
        ("organisation.hours.learning", &["organisation.NAME.hours.learning"]),
        ("action.social", &["higher   open"]),
        ("mobilised", &["a measure", "an outcome"]),
        ("attendance", &["a measure", "attendance.base"]),
        ("retention", &["an outcome"]),
        ("week", &["in order", "  1  "]),
        ("coping", &["coping.relief", "coping.resonance"]),
        ("intervention", &["tied-visa", "radical-art", "hours"]),
    ] {
        let said = desk.good(&["explain", name]);
        assert_eq!(said.err, "");
        for word in words {
            assert!(said.out.contains(word), "{name}: no {word:?} in\n{}", said.out);
        }
    }
    desk.refused(&["explain", "coping.releif"], &["did you mean `coping.relief`?", "hint: "]);
    desk.refused(&["explain", "awake at teh end"], &["did you mean `awake at the end`?"]);
    desk.refused(&["explain", "feild"], &["did you mean `field`?"]);
    desk.refused(&["explain", "swep"], &["did you mean `sweep`?"]);
    desk.refused(&["explain", "mobilized"], &["did you mean `mobilised`?"]);
    desk.refused(&["explain", "zzz"], &["`zzz`", "hint: "]);
    let all = desk.good(&["explain", "--all"]).out;
    for word in ["coping.relief", "population.workers", "union_joins", "retention"] {
        assert!(all.contains(word), "{word}");
    }
    assert!(desk.good(&["explain"]).out.contains("explain --all"));
    let data: serde_json::Value = serde_json::from_str(&desk.good(&["explain", "--all", "--json"]).out).expect("JSON");
    let found = |list: &str, name: &str| {
        let rows = data[list].as_array().expect("a list");
        rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{list} have no {name}")).clone()
    };
    assert_eq!(found("measures", "money")["unit"], "£");
    assert_eq!(found("history", "union_visit_people")["unit"], "person-sessions");
    assert_eq!(found("outcomes", "retention")["unit"], "share of best year");
    let relief = found("knobs", "coping.relief");
    assert_eq!((&relief["range"], &relief["default"]), (&"a number from 0 to 1".into(), &"0.34".into()));
}

/// Whatever stands on the screen or in a file can be looked up: labels, terms, codes, columns, figures, files, commands.
#[test]
fn explain_finds_what_is_on_the_screen() {
    let desk = Desk::new();
    for (name, words) in [
        ("awake at the end", &["survived", "an outcome of a run"][..]),
        ("Mobilised, last year", &["mobilised — an outcome"]),
        ("field", &["All workers, organisations"]),
        ("safe-space", &["away from employers"]),
        ("S50", &["S50 (Jiang and Korczynski 2016)", "Coping alone"]),
        ("p4", &["P4", "join the union"]),
        ("variance_removed", &["a column (effects.csv)", "pairing removed"]),
        ("claimed_low", &["a column (claims.csv)"]),
        ("tornado", &["a figure", "what each knob does"]),
        ("answer.json", &["a file"]),
        ("turnover", &["a step of the week"]),
        ("weeks from joining to organiser", &["weeks_to_organiser"]),
        ("experiments", &["learning-and-relief", "mobilise sweep NAME"]),
        ("learning-and-relief", &["[vary]"]),
        ("first-year", &["[prior]"]),
        ("which-mechanisms", &["[model."]),
        ("patterns/j4dw", &["[pattern."]),
        ("watts-cascade", &["version = 1"]),
        ("verify-output", &["a command", "--help lists its options"]),
        ("organisation.J4DW.hours.learning", &["S43 (Jiang and Korczynski"]),
    ] {
        let said = desk.good(&["explain", name]);
        for word in words {
            assert!(said.out.contains(word), "{name}: no {word:?} in\n{}", said.out);
        }
    }
    // Every label of a table, every column that a study writes, every command.
    let said = desk.good(&tiny(&["compare", "j4dw", "meca", "--csv", "--out", "out"]));
    let rows = said.out.lines().filter_map(|line| line.strip_prefix("   ")?.split_once("  "));
    let labels: Vec<&str> = rows.map(|(label, _)| label).filter(|it| it.starts_with(char::is_alphabetic)).collect();
    assert!(labels.len() >= 20, "{labels:?}");
    for label in labels {
        desk.good(&["explain", label.trim_end_matches(" ↓")]);
    }
    for table in ["runs.csv", "effects.csv", "curves.csv", "history.csv", "weeks.csv", "columns.csv"] {
        for column in desk.read(&format!("out/{table}")).lines().next().expect("a header").split(',') {
            desk.good(&["explain", column]);
        }
    }
    for name in desk.good(&["man", "--names"]).out.lines() {
        assert!(desk.good(&["explain", name]).out.contains("a command"), "{name}");
    }
}

#[test]
fn list_shows_what_comes_with_the_program() {
    let desk = Desk::new();
    let all = desk.good(&["list"]).out;
    for name in ["j4dw", "london-cleaners", "coping", "place-and-law", "first-year", "closed-branch", "watts-cascade"] {
        assert!(all.lines().any(|line| line.starts_with(&format!("  {name} "))), "{name} in\n{all}");
    }
    let questions = desk.good(&["list", "questions"]).out;
    assert!(questions.contains("coping ") && questions.contains('?') && !questions.contains("j4dw "), "{questions}");
    let json: serde_json::Value = serde_json::from_str(&desk.good(&["list", "--json"]).out).expect("JSON");
    assert_eq!(json.as_object().expect("an object").len(), 7);
    let cases = json["cases"].as_array().expect("a list");
    assert!(cases.iter().any(|case| case["name"] == "lawas" && !case["about"].as_str().unwrap_or("").is_empty()));
    desk.refused(&["list", "qestions"], &["did you mean `questions`?"]);
}

#[test]
fn completions_and_manual_pages_are_made() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(desk.good(&["completions", shell]).out.contains("verify-output"), "{shell}");
    }
    let page = desk.good(&["man", "compare"]).out;
    assert!(page.starts_with(".ie") && page.contains("mobilise\\-compare") && page.contains("Examples"), "{page}");
    assert!(desk.good(&["man"]).out.contains("sensitivity"));
    desk.refused(&["man", "comapre"], &["did you mean `compare`?"]);
}

/// The description of a study's tables has the words that the table on the screen uses.
#[test]
fn columns_have_labels() {
    let desk = Desk::new();
    desk.good(&tiny(&["compare", "j4dw", "meca", "--out", "out"]));
    let described = desk.read("out/columns.csv");
    assert!(described.starts_with("table,column,label,unit,meaning\n"));
    assert!(described.contains("runs.csv,survived,awake at the end,share,"), "{described}");
    for table in ["runs.csv", "effects.csv"] {
        let text = desk.read(&format!("out/{table}"));
        let keys = ["scenario", "organisation", "versus", "versus_organisation", "replicate"];
        for column in text.lines().next().expect("a header").split(',').filter(|column| !keys.contains(column)) {
            assert!(described.contains(&format!("\n{table},{column},")), "{column} of {table}");
        }
    }
}

#[test]
fn a_lower_value_that_is_better_is_marked() {
    let desk = Desk::new();
    let said = desk.good(&tiny(&["compare", "j4dw", "meca", "--out", "out"]));
    assert!(
        said.out.contains("mean framing, last year ↓") && said.out.contains("↓ a lower value is better"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("rights, last year ↓"));
    assert!(desk.read("out/effects.svg").contains("a lower value is better"));
}

// --- new ----------------------------------------------------------------------------------------

#[test]
fn new_writes_a_scenario_that_runs_as_it_is() {
    let desk = Desk::new();
    let said = desk.good(&["new", "mine"]);
    assert!(said.out.is_empty() && said.err.contains("mobilise run mine.toml"), "{}", said.err);
    assert_eq!(desk.names(""), ["mine.toml"]);
    desk.good(&["check", "mine.toml"]);
    desk.good(&["run", "mine.toml", "--weeks", "8", "--replicates", "2"]);
    let text = desk.read("mine.toml");
    desk.refused(&["new", "mine"], &["`mine.toml`", "there already", "--out", "--force"]);
    assert_eq!(desk.read("mine.toml"), text);
    desk.write("mine.toml", "old");
    desk.good(&["new", "mine.toml", "--force"]);
    assert_eq!(desk.read("mine.toml"), text, "mine.toml names the file, not a scenario of that name");
    assert_eq!(desk.good(&["new", "mine", "--out", "-"]).out, text);
    // What is borrowed is said, which populations there are, and in what things are counted.
    for words in [
        "borrowed from J4DW's case",
        "london-cleaners, london-domestic-workers, somerset-food-workers",
        "These are J4DW's",
        "Britain's law of",
        "Monthly fee of an active member. [0 to 1000, £ a month]",
        "[0 to 10000, people a week]",
    ] {
        assert!(text.contains(words), "no {words:?} in\n{text}");
    }
}

#[test]
fn new_like_another_scenario_keeps_what_was_chosen() {
    let desk = Desk::new();
    // Alone it is the same scenario, but for name and words.
    for case in ["j4dw", "meca-history", "coalition", "closed-branch", "jcwi-pressure"] {
        desk.good(&["new", "again", "--like", case, "--force"]);
        let resolved = |name: &str| {
            let out = desk.good(&["check", name, "--resolved"]).out;
            out.lines().filter(|line| !line.starts_with("about = ")).skip(2).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(resolved("again.toml"), resolved(case), "{case}");
    }
    // Another population and start, one organisation of two: the rest is left out.
    let chosen = ["--population", "somerset-food-workers", "--start", "2012-09-02", "--organisation", "Nothing"];
    desk.refused(&[&["new", "ours", "--like", "coalition"][..], &chosen[..]].concat(), &["no organisation `Nothing`"]);
    let whole = desk.good(&["new", "x", "--like", "coalition", "--out", "-"]).out;
    let first = whole.lines().find_map(|line| line.strip_prefix("[organisation.")?.strip_suffix(']')).expect("one");
    let name = first.trim_matches('"').to_owned();
    let chosen = ["--population", "somerset-food-workers", "--start", "2012-09-02", "--organisation", &name];
    desk.good(&[&["new", "ours", "--like", "coalition"][..], &chosen[..]].concat());
    let text = desk.read("ours.toml");
    assert_eq!(text.matches("[organisation.").count(), 1, "{text}");
    assert!(text.contains("population = \"somerset-food-workers\"") && text.contains("start = 2012-09-02"), "{text}");
    assert!(text.lines().count() < 120, "{} lines", text.lines().count());
    desk.good(&["run", "ours.toml", "--weeks", "8", "--replicates", "2"]);
    desk.refused(&["new", "x", "--like", "j4dw", "--start", "30 May"], &["--start", "2012-09-01"]);
    desk.refused(&["new", "x", "--like", "nothing-like-it"], &["nothing-like-it"]);
}

#[test]
fn new_writes_experiments_questions_and_patterns_that_run() {
    let desk = Desk::new();
    for (kind, command) in [("--experiment", "sweep"), ("--question", "ask"), ("--patterns", "patterns")] {
        for like in [&[][..], &["--like", "founders-only"]] {
            let said = desk.good(&[&["new", "mine", kind, "--force"][..], like].concat());
            assert!(said.err.contains(&format!("mobilise {command} mine.toml")), "{}", said.err);
            let sizes = ["--replicates", "2", "--weeks", "60", "--out", &format!("{command}-{}", like.len())];
            let sizes = if command == "patterns" { &sizes[..2] } else { &sizes[..] };
            desk.good(&[&[command, "mine.toml", "--quiet"][..], sizes].concat());
            if command == "patterns" {
                std::fs::remove_dir_all(desk.at("mine-patterns")).expect("named after the file");
            }
        }
    }
    desk.refused(&["new", "mine", "--question", "--start", "2012-09-01"], &["for scenarios"]);
}

#[test]
fn new_takes_any_name_that_can_be_one() {
    let desk = Desk::new();
    for name in ["it's \"ours\"", "Żółć 2009", "a.b"] {
        let said = desk.good(&["new", "--out", "odd.toml", "--force", "--", name]);
        assert!(said.err.contains("odd.toml"));
        assert!(desk.good(&["check", "odd.toml"]).out.contains(name));
    }
    for (name, word) in
        [("", "is not a name"), ("-", "is not a name"), ("a\nb", "is not a name"), ("a/b", "--out FILE")]
    {
        desk.refused(&["new", "--", name], &[word, "hint: "]);
    }
    desk.refused(&["new", "mine", "--out", "nowhere/mine.toml"], &["no such file or folder", "hint: "]);
    assert_eq!(desk.names(""), ["odd.toml"]);
}

// --- What a study writes ------------------------------------------------------------------------

/// The columns that the contract names; there may be more.
const COLUMNS: &str = "scenario, replicate, week, date, organisation, members, ever_members, attendance, asked, participants, \
    mobilised, familial, servant, dual_reference, injustice, rights, efficacy, worker_identity, ethnic_identity, \
    liberation, coping_need, union_members, union_contacts, union_joins, task_concentration, task_holders, money, \
    grant, legitimacy, session_quality, mean_degree, clustering, components, cross_origin_share, claims_won, calls_won";

fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split(',').collect()).collect()
}

#[test]
fn every_file_of_the_contract_is_there_and_shaped_as_it_says() {
    let desk = Desk::new();
    desk.good(&["compare", "--weeks", "12", "--replicates", "3", "--csv", "--seed", "5", "--out", "here"]);
    let files = "behind.png behind.svg columns.csv curves.csv curves.png curves.svg effects.csv effects.png effects.svg history.csv \
                 run.json runs.csv timing.json weeks.csv weeks.parquet";
    assert_eq!(desk.names("here"), files.split_whitespace().collect::<Vec<_>>());

    let weeks = desk.read("here/weeks.csv");
    let weeks = lines(&weeks);
    for column in COLUMNS.split(',').map(str::trim) {
        assert!(weeks[0].contains(&column), "weeks.csv has no column {column}");
    }
    // Two scenarios, three replicates, twelve weeks, an organisation and the field.
    let rows = 2 * 3 * 12 * 2;
    assert_eq!(weeks.len(), 1 + rows);
    assert_eq!(weeks[1][..5], ["J4DW", "0", "0", "2009-03-15", "J4DW"]);
    assert_eq!(weeks[2][4], "field");

    let file = std::fs::File::open(desk.at("here/weeks.parquet")).expect("weeks.parquet");
    let table = SerializedFileReader::new(file).expect("Parquet");
    let schema = table.metadata().file_metadata().schema_descr();
    let columns: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    assert_eq!(columns, weeks[0], "weeks.parquet and weeks.csv have the same columns");
    assert_eq!(table.metadata().file_metadata().num_rows(), rows as i64);

    let runs = desk.read("here/runs.csv");
    let runs = lines(&runs);
    assert_eq!(runs[0][..3], ["scenario", "replicate", "organisation"]);
    assert_eq!(runs.len(), 1 + 2 * 3 * 2);

    let effects = desk.read("here/effects.csv");
    let effects = lines(&effects);
    for column in "measure scenario versus scenario_mean versus_mean difference low high standard_error variance_removed replicates".split(' ') {
        assert!(effects[0].contains(&column), "effects.csv has no column {column}");
    }
    assert!(effects.len() > 20 && effects[1..].iter().all(|row| row.len() == effects[0].len()));

    for figure in ["curves", "behind", "effects"] {
        assert!(desk.read(&format!("here/{figure}.svg")).contains("<svg"), "{figure}");
        let png = std::fs::read(desk.at(&format!("here/{figure}.png"))).expect(figure);
        assert!(png.starts_with(b"\x89PNG\r\n") && png.len() > 5_000, "{figure}");
    }
    let timing = json(&desk.read("here/timing.json"));
    assert!(timing["worker_weeks_per_second"].as_f64().is_some_and(|rate| rate > 0.0));
}

#[test]
fn without_csv_there_is_no_weekly_csv() {
    let desk = Desk::new();
    desk.good(&tiny(&["run", "j4dw", "--out", "here"]));
    let names = desk.names("here");
    assert!(!names.contains(&"weeks.csv".to_owned()) && !names.contains(&"effects.csv".to_owned()), "{names:?}");
}

#[test]
fn the_record_says_what_was_run_and_its_digests_hold() {
    let desk = Desk::new();
    let arguments = tiny(&["compare", "--seed", "11", "--csv", "--out", "here", "--force"]);
    desk.good(&arguments);
    let first = desk.read("here/run.json");
    let record = json(&first);
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["seed"], 11);
    let command: Vec<&str> = record["command"].as_array().expect("command").iter().filter_map(Value::as_str).collect();
    assert_eq!(command, arguments);

    let digest = |bytes: &[u8]| {
        let hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{hex}")
    };
    let outputs = record["outputs"].as_object().expect("outputs");
    let mut named: Vec<&str> = outputs.keys().map(String::as_str).chain(["run.json", "timing.json"]).collect();
    named.sort_unstable();
    assert_eq!(named, desk.names("here"), "every file is in the record");
    for (name, said) in outputs {
        let bytes = std::fs::read(desk.at("here").join(name)).expect("a file in the record is there");
        assert_eq!(said, &digest(&bytes), "{name}");
    }
    for scenario in record["scenarios"].as_array().expect("scenarios") {
        let resolved = scenario["resolved"].as_str().expect("resolved");
        assert_eq!(scenario["digest"], digest(resolved.as_bytes()));
        desk.write("resolved.toml", resolved);
        assert_eq!(desk.good(&["check", "resolved.toml", "--resolved"]).out, resolved);
    }

    desk.good(&arguments);
    assert_eq!(desk.read("here/run.json"), first, "the same command gives the same record");
}

/// A seed that nobody gave is recorded, and gives the same numbers when it is given.
#[test]
fn a_seed_that_was_drawn_can_be_given_again() {
    let desk = Desk::new();
    desk.good(&tiny(&["run", "j4dw", "--out", "drawn"]));
    let drawn = json(&desk.read("drawn/run.json"));
    let seed = drawn["seed"].as_u64().expect("a seed").to_string();
    desk.good(&tiny(&["run", "j4dw", "--out", "given", "--seed", &seed]));
    let given = json(&desk.read("given/run.json"));
    assert_eq!(drawn["outputs"], given["outputs"]);
    desk.good(&tiny(&["run", "j4dw", "--out", "other", "--seed", "1"]));
    assert_ne!(given["outputs"]["runs.csv"], json(&desk.read("other/run.json"))["outputs"]["runs.csv"]);
}
