//! Messages name the usual cause.

use crate::program::Desk;

#[test]
fn a_file_of_another_kind_is_called_by_its_name() {
    let desk = Desk::new();
    desk.write("ties.csv", "source,target\nAda,Bo\n");
    desk.write("ties.graphml", "<graphml><graph><node id=\"a\"/></graph></graphml>");
    let tiny = [
        "run",
        "j4dw",
        "--set",
        "population.workers=100",
        "--weeks=3",
        "--replicates=1",
        "--seed=1",
        "-q",
        "--out=out",
    ];
    desk.good(&tiny);
    for (file, words) in [
        ("ties.csv", ["a network", "network describe"]),
        ("ties.graphml", ["a network", "[network]"]),
        ("out/run.json", ["a record", "mobilise rerun"]),
        ("out/runs.csv", ["a table of results", "mobilise plot"]),
    ] {
        for command in ["run", "check"] {
            desk.refused(&[command, file], &words);
        }
    }
    // A folder of results and its record mean the same.
    for arguments in [
        &["plot", "--list", "out/run.json"][..],
        &["verify-output", "out/run.json"],
        &["rerun", "out"],
        &["rerun", "out/run.json"],
    ] {
        desk.good(arguments);
    }
    desk.good(&["report", "out/run.json"]);
    assert!(desk.names("").contains(&"out-report.html".to_owned()), "{:?}", desk.names(""));
}

#[test]
fn a_comparison_says_which_seed_it_takes() {
    let desk = Desk::new();
    desk.write("first.toml", "version = 1\nseed = 5\nbase = \"j4dw\"\n");
    desk.write("second.toml", "version = 1\nseed = 6\nbase = \"j4dw\"\n");
    let tiny = ["--set", "population.workers=100", "--weeks=3", "--replicates=1"];
    let said = desk.good(&[&["compare", "first.toml", "second.toml", "--out=a"][..], &tiny].concat());
    assert!(said.err.contains("seed 5 is taken, and 6 of `second` is not"), "{}", said.err);
    let said = desk.good(&[&["compare", "first.toml", "first.toml", "--out=b"][..], &tiny].concat());
    assert!(!said.err.contains("is taken"), "{}", said.err);
}

#[test]
fn many_unknown_columns_are_one_message() {
    let desk = Desk::new();
    let head: Vec<String> = (0..2_000).map(|n| format!("c{n}")).collect();
    desk.write("points.csv", &format!("{}\n{}\n", head.join(","), vec!["1"; 2_000].join(",")));
    desk.write(
        "e.toml",
        "version = 1\nscenario = \"j4dw\"\nreplicates = 1\nseed = 1\noutcomes = [\"mobilised\"]\ndesign = \"table\"\ntable = \
         \"points.csv\"\n",
    );
    let said = desk.refused(&["sweep", "e.toml", "--dry-run"], &["2000 of 2000 columns name no knob"]);
    assert_eq!(said.err.matches("error: ").count(), 1, "{}", said.err);
}

#[test]
fn a_path_of_windows_is_a_path() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("data")).expect("made");
    desk.write("data/friends.csv", "source,target\nAda,Bo\nBo,Cy\n");
    let scenario = |path: &str| {
        format!(
            "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = '{path}'\n[organisation.Circle]\n\
             founders.count = 2\n"
        )
    };
    desk.write("s.toml", &scenario("data\\friends.csv"));
    desk.good(&["check", "s.toml"]);
    desk.write("s.toml", &scenario("data\\foes.csv"));
    desk.refused(&["check", "s.toml"], &["write / for", "hint: "]);
}
