//! `new`: files to begin with, which run as they are.

use crate::program::Desk;

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
