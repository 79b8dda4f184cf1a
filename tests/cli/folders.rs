//! Folders of results: refused, replaced, numbered, and nothing left behind.

use super::{json, tiny};
use crate::program::Desk;

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
