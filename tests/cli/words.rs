//! What tables, hints and refusals say.

use super::tiny;
use crate::program::Desk;

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
