//! The folder of all variants is one like every other: drawn, told, looked over and made again from what it holds.

use std::collections::BTreeMap;

use serde_json::Value;

use super::program::Desk;
use super::robust::{desk, run};
use super::shown::{plain, section};

fn bytes(desk: &Desk, file: &str) -> Vec<u8> {
    std::fs::read(desk.at(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn json(desk: &Desk, file: &str) -> Value {
    serde_json::from_str(&desk.read(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn its_record_says_how_it_was_asked() {
    let desk = desk();
    run(&desk, "out", &["--structure-replicates", "5", "--set", "talk.influence=0.02", "--threads", "2", "--quiet"]);
    let record = json(&desk, "out/run.json");
    for (key, wanted) in [
        ("program", "mobilise"),
        ("kind", "robustness"),
        ("version", env!("CARGO_PKG_VERSION")),
        ("question", "asked.toml"),
        ("size", "seminar"),
        ("accepted_set", "two-cases"),
        ("structures", "structures.toml"),
    ] {
        assert_eq!(record[key], wanted, "{key}");
    }
    assert_eq!((&record["seed"], &record["changes"]["structure_replicates"]), (&5.into(), &5.into()));
    let words: Vec<&str> = record["command"].as_array().expect("words").iter().filter_map(Value::as_str).collect();
    // Neither where it was written nor on how many threads, but the seed and all that was changed.
    assert_eq!(
        words.join(" "),
        "robust asked.toml --set talk.influence=0.02 --draw two-cases --structures structures.toml \
         --structure-replicates 5 --seed 5"
    );
    let stored = json(&desk, "out/robust.json");
    let (told, own) = (record["variants"].as_array().expect("a list"), stored["variants"].as_array().expect("a list"));
    let folders = ["as-it-stands", "accepted-set", "structure-nobody-says-yes", "structure-no-desk"];
    assert_eq!((told.len(), own.len()), (4, 4));
    for ((told, own), folder) in told.iter().zip(own).zip(folders) {
        for key in ["name", "change", "replicates", "runs", "points_digest"] {
            assert_eq!(told[key], own[key], "{key} of {folder}");
        }
        assert_eq!(told["folder"], folder);
        assert_eq!(told["points_digest"], json(&desk, &format!("out/{folder}/run.json"))["points_digest"]);
    }
    assert_eq!(record["left_out"], stored["left_out"]);
    // These words ask the same: nothing is run, and nothing is another.
    let before = bytes(&desk, "out/run.json");
    let again = desk.good(&[&words[..], &["--out", "out"]].concat());
    assert!(again.err.contains("\n0 runs in "), "{}", again.err);
    assert!(again.err.contains("next: mobilise report out "), "{}", again.err);
    assert_eq!(bytes(&desk, "out/run.json"), before);
}

#[test]
fn it_is_drawn_as_it_was_and_otherwise() {
    let desk = desk();
    run(&desk, "out", &[]);
    let svg = desk.read("out/robust.svg");
    let caption =
        "6 replicates a point, 4 in each other structure. Each variant under the same random numbers; seed 5. ";
    assert!(svg.contains(caption), "{caption} is missing");
    let list = desk.good(&["plot", "out", "--list"]).out;
    assert!(list.starts_with("robust ") && list.contains("How robust: Does asking bring members?"), "{list}");
    assert_eq!(list.lines().count(), 1);
    desk.good(&["plot", "out", "--out", "drawn"]);
    for file in ["robust.svg", "robust.png"] {
        assert!(bytes(&desk, &format!("drawn/{file}")) == bytes(&desk, &format!("out/{file}")), "{file}");
    }
    let look = ["--theme", "dark", "--width", "420", "--font-size", "9", "--out", "narrow"];
    desk.good(&[&["plot", "out", "--figure", "robust"][..], &look].concat());
    assert_eq!(desk.names("narrow"), ["robust-dark.png", "robust-dark.svg"]);
    let svg = desk.read("narrow/robust-dark.svg");
    assert!(svg.contains("width=\"420\"") && svg.contains("#14171C") && svg.contains("no desk"), "{}", &svg[..300]);
    desk.refused(&["plot", "out", "--figure", "robst"], &["did you mean `robust`?"]);
}

/// Rows of `robust.csv` by the names of its columns.
fn rows(desk: &Desk) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(desk.at("out/robust.csv")).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn a_report_has_its_summary_its_statements_and_what_was_left_out() {
    let desk = desk();
    run(&desk, "out", &[]);
    desk.good(&["report", "out", "-o", "page.html"]);
    let page = desk.read("page.html");
    assert!(page.contains("<h1>How robust: Does asking bring members?</h1>"));
    let stored = json(&desk, "out/robust.json");
    let headline = section(&page, "r1-headline");
    let summary = stored["summary"].as_array().expect("sentences");
    assert!(summary.len() > 4 && headline.contains("Of 1 statement, 1 is beyond chance as it stands."), "{headline}");
    for sentence in summary {
        assert!(headline.contains(sentence.as_str().expect("words")), "{sentence} is missing in {headline}");
    }
    let left_out = section(&page, "r1-left-out");
    for left in stored["left_out"].as_array().expect("a list") {
        assert!(left_out.contains(left["name"].as_str().expect("a name")), "{left} is missing in {left_out}");
    }
    assert!(
        left_out.contains("The question varies recruitment ask itself")
            && left_out.contains("Tiny has no agency Other")
    );

    // Everything of a statement is said in its table, in the words of its sentence.
    let statement = &stored["statements"][0];
    let statements = section(&page, "r1-statements");
    let sentence = statement["sentence"].as_str().expect("words");
    let in_structures = sentence.split_once("in 2 structures: ").expect("structures").1.trim_end_matches('.');
    let (first, rest) = in_structures.split_at(1);
    for words in [
        "asking",
        "Ever-members: recruitment ask 0.6 less recruitment ask 0 *",
        "beyond chance",
        statement["cells"][1]["verdict"].as_str().expect("words"),
        "In 2 structures",
        &format!("{}{rest}", first.to_uppercase()),
    ] {
        assert!(statements.contains(words), "{words} is missing in {statements}");
    }
    for row in rows(&desk).iter().take(2) {
        let value = format!("{:+.1}", row["value"].parse::<f64>().expect("a number"));
        assert!(statements.contains(value.trim_end_matches(".0")), "{value} is missing in {statements}");
    }

    // A tile says its variant, its number, its runs and what becomes of the statement; so does the table behind it.
    let figure =
        page.split_once("<figure id=\"r1-robust\"").expect("a figure").1.split_once("</figure>").expect("an end").0;
    let data =
        figure.split_once("<script type=\"application/json\">").expect("data").1.split_once("</script>").expect("").0;
    let data: Value = serde_json::from_str(data).expect("JSON");
    let behind = plain(figure.split_once("<details>").expect("a table").1);
    let said = data["words"].as_array().expect("words");
    let rows = rows(&desk);
    assert_eq!((said.len(), rows.len()), (4, 4));
    for drawing in ["wide", "narrow"] {
        assert_eq!(data["places"][drawing].as_array().map(Vec::len), Some(4), "{drawing}");
    }
    for (n, (said, row)) in said.iter().zip(&rows).enumerate() {
        assert!(said[0].as_str().is_some_and(|head| head.contains(&row["variant"])), "{said}");
        assert!(said[1][0][0].as_str().is_some_and(|label| label.contains("Ever-members")), "{said}");
        let words = said[1][0][1].as_str().expect("words");
        let ending = format!(", {} pairs of runs: {}", row["runs"], row["verdict"]);
        assert!(words.ends_with(&ending), "{said} but {row:?}");
        let value: f64 = words.split(' ').next().expect("a value").replace('−', "-").parse().expect("a number");
        let wanted: f64 = row["value"].parse().expect("a number");
        assert!((value - wanted).abs() <= 0.006 * wanted.abs().max(1.0), "{said} but {row:?}");
        let head = format!("{}  {}", n + 1, said[0].as_str().expect("a name"));
        let row_behind = behind.split_once(&head).unwrap_or_else(|| panic!("{head} is missing in {behind}")).1;
        assert!(row_behind.starts_with(words.split(" (").next().expect("a value")), "{words} but {row_behind}");
    }
    let run = section(&page, "r1-run");
    for words in ["4, 60 runs", "two-cases", "2 of structures.toml", "asked.toml, seminar size", "Tiny: 120 workers"] {
        assert!(run.contains(words), "{words} is missing in {run}");
    }
    let again = section(&page, "r1-again");
    assert!(
        again.contains("--structures structures.toml --seed 5 --out out") && again.contains("rerun out/run.json"),
        "{again}"
    );
    let warnings = section(&page, "r1-warnings");
    assert!(!warnings.contains("changed") && !warnings.contains("hold now"), "{warnings}");

    // A variant that went on without the others is said, until they are asked together again.
    desk.good(&["ask", "asked.toml", "--replicates", "8", "--quiet", "--out", "out/as-it-stands"]);
    std::fs::remove_file(desk.at("out/structure-no-desk/run.json")).expect("removed");
    desk.good(&["report", "out", "-o", "page.html", "--force"]);
    let warnings = section(&desk.read("page.html"), "r1-warnings");
    let words = "hold now: as-it-stands (run on or changed since) and structure-no-desk (lost)";
    assert!(warnings.contains(words), "{warnings}");
}

#[test]
fn a_folder_half_done_says_what_to_do() {
    let desk = desk();
    run(&desk, "out", &[]);
    std::fs::remove_file(desk.at("out/run.json")).expect("removed");
    for arguments in [&["plot", "out"][..], &["report", "out"], &["verify-output", "out"], &["rerun", "out/run.json"]] {
        desk.refused(
            arguments,
            &["`out` holds variants", "not all asked yet", "`mobilise robust` with --out out", "out/as-it-stands"],
        );
    }
    desk.good(&["plot", "out/as-it-stands", "--list"]);
    run(&desk, "out", &[]);
    desk.good(&["plot", "out", "--list"]);
}

/// Its record is written over no other.
#[test]
fn it_takes_the_place_of_nothing_else() {
    let desk = desk();
    desk.good(&["ask", "asked.toml", "--quiet", "--out", "answered"]);
    std::fs::create_dir(desk.at("letters")).expect("a folder");
    desk.write("letters/to-a-friend.txt", "Dear friend");
    for folder in ["answered", "letters"] {
        let before = desk.names(folder);
        let arguments = ["robust", "asked.toml", "--structures", "structures.toml", "--out", folder];
        desk.refused(&arguments, &["it is there already and holds no variants of a question", "another --out DIR"]);
        assert_eq!(desk.names(folder), before);
    }
    desk.good(&["verify-output", "answered"]);
    // An empty folder will do, and one whose record was damaged is its own all the same.
    std::fs::create_dir(desk.at("out")).expect("a folder");
    run(&desk, "out", &[]);
    desk.write("out/run.json", "{}");
    run(&desk, "out", &[]);
    desk.good(&["verify-output", "out"]);
    // Nor does an answer take its place.
    desk.refused(&["ask", "asked.toml", "--out", "out"], &["holds no sweep"]);
}

#[test]
fn what_was_changed_is_found() {
    let desk = desk();
    run(&desk, "out", &[]);
    let whole = desk.good(&["verify-output", "out"]).out;
    assert_eq!(whole.lines().filter(|line| line.starts_with("same ")).count(), 5 + 4, "{whole}");
    assert_eq!(whole.lines().count(), 9, "{whole}");
    assert!(whole.contains("same     structure-no-desk/ ("), "{whole}");

    // A number, a word, a whole line of the file that all is read from.
    let stored = desk.read("out/robust.json");
    for (from, to, words) in [
        (
            "\"verdict\":\"the same beyond chance\"",
            "\"verdict\":\"undecided\"",
            "does not follow from the numbers in it",
        ),
        ("Of 1 statement, 1 is", "Of 1 statement, 0 is", "line 8 does not follow"),
        ("\"kind\": \"effect\"", "\"kind\": \"effects\"", "`effects` is no kind of answer"),
    ] {
        let changed = stored.replacen(from, to, 1);
        assert_ne!(changed, stored, "{from}");
        desk.write("out/robust.json", &changed);
        for command in ["plot", "report"] {
            desk.refused(
                &[command, "out"],
                &["cannot read `out/robust.json`", words, "mobilise verify-output out", "--out out"],
            );
        }
        let found = desk.run(&["verify-output", "out"]);
        assert!(found.code == 3 && found.out.contains("changed  robust.json"), "{}", found.out);
    }
    desk.write("out/robust.json", &stored);

    // Of the variants too: their tables by their records, and these by that of them together.
    let table = desk.read("out/accepted-set/effects.csv");
    desk.write("out/accepted-set/effects.csv", &table.replacen('1', "2", 1));
    let record = desk.read("out/structure-no-desk/run.json");
    desk.write("out/structure-no-desk/run.json", &record.replacen("\"points\": ", "\"points\": 1", 1));
    let found = desk.run(&["verify-output", "out"]);
    assert!(found.code == 3 && found.err.contains("2 of "), "{}", found.err);
    for line in
        ["changed  accepted-set/effects.csv\n", "changed  structure-no-desk/run.json\n", "same     as-it-stands/ ("]
    {
        assert!(found.out.contains(line), "{line} is missing in {}", found.out);
    }
}

#[test]
fn it_is_made_again_from_the_records_of_its_variants() {
    let desk = desk();
    run(&desk, "out", &[]);
    // The files that were asked are no longer needed, and what was changed beside the records is of no matter.
    for file in ["asked.toml", "structures.toml", "tiny.toml", "out/robust.svg", "out/accepted-set/outcomes.csv"] {
        std::fs::remove_file(desk.at(file)).expect("removed");
    }
    let again = desk.good(&["rerun", "out/run.json", "--out", "again"]);
    assert!(again.err.contains("all 9 files came out the same, byte for byte"), "{}", again.err);
    assert!(
        again.out.contains("same     robust.svg\n") && again.out.contains("same     accepted-set/ ("),
        "{}",
        again.out
    );
    for file in ["robust.json", "robust.csv", "robust.md", "robust.png", "run.json", "structure-no-desk/run.json"] {
        assert!(bytes(&desk, &format!("again/{file}")) == bytes(&desk, &format!("out/{file}")), "{file}");
    }
    desk.good(&["verify-output", "again"]);
    // It needs them all, as they were.
    std::fs::rename(desk.at("again/structure-no-desk"), desk.at("elsewhere")).expect("moved");
    desk.refused(
        &["rerun", "again/run.json"],
        &["again/structure-no-desk/run.json` is missing", "--out and this folder"],
    );
    std::fs::create_dir(desk.at("again/structure-no-desk")).expect("a folder");
    let record = desk.read("elsewhere/run.json").replacen("\"seed\": 5", "\"seed\": 6", 1);
    desk.write("again/structure-no-desk/run.json", &record);
    desk.refused(&["rerun", "again/run.json"], &["is not the record of then", "\"no desk\""]);
    let record = desk.read("again/run.json").replace("\"folder\": \"accepted-set\"", "\"folder\": \"../accepted-set\"");
    desk.write("again/run.json", &record);
    desk.refused(&["rerun", "again/run.json"], &["no name of a file in this folder"]);
}
