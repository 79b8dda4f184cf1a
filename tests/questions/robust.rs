//! What becomes of an answer's statements where values are drawn and where the structure is another.

use mobilise::question::Answer;
use mobilise::question::robust::{About, Change, Fate, Robustness, Variant};

use super::planted::{At, answer};
use super::program::Desk;

// --- Planted numbers -------------------------------------------------------------------------------

const ASKED: &str = "version = 1\nname = \"Relief\"\nscenario = \"j4dw\"\nreplicates = 8\nseed = 1\noutcomes = [\"mobilised\"]\n\n\
    [vary]\ncoping.relief = [0.1, 0.3, 0.5]\nrecruitment.ask = [0.1, 0.2]\n\n[question]\nasks = \"Does it?\"\n\n\
    [question.answer.asking]\nkind = \"effect\"\nthis = { recruitment.ask = 0.2 }\nbeside = { recruitment.ask = 0.1 }\n\n\
    [question.answer.relief]\nkind = \"trend\"\nknob = \"coping.relief\"\n\n\
    [question.answer.best]\nkind = \"best\"\n\n\
    [question.answer.shares]\nkind = \"variance\"\n\n\
    [question.answer.where]\nkind = \"boundary\"\nknobs = [\"coping.relief\", \"recruitment.ask\"]\n\n\
    [question.answer.leads]\nkind = \"winner\"\nbetween = \"recruitment.ask\"\n";

/// Asking adds 40 a tenth and relief 100 a tenth, times what a variant makes of either.
fn planted(asking: f64, relief: f64) -> Answer {
    let value = |at: &At<'_>| {
        500.0
            + 400.0 * asking * at.number("recruitment.ask")
            + 1000.0 * relief * at.number("coping.relief")
            + at.noise()
    };
    answer(ASKED, value)
}

fn variant(name: &str, change: Change) -> Variant {
    Variant { name: name.to_owned(), change, replicates: 8, runs: 56, digest: String::new() }
}

fn about() -> About {
    let (asks, question, version) = ("Does it?".to_owned(), "asked".to_owned(), "0.1.0".to_owned());
    About { asks, question, long: false, seed: 1, version }
}

fn robust() -> Robustness {
    let asked = vec![
        (variant("as it stands", Change::Nothing), planted(1.0, 1.0)),
        (variant("the set", Change::Drawn), planted(0.5, 1.0)),
        (variant("upside down", Change::Structure), planted(-1.0, 1.0)),
        (variant("nobody asks", Change::Structure), planted(0.0, 1.0)),
    ];
    Robustness::of(about(), asked, Vec::new())
}

#[test]
fn a_statement_turns_where_its_number_does() {
    let robust = robust();
    let fates = |answer: &str, what: &str| -> Vec<Fate> {
        let mut found = robust.statements.iter().filter(|s| s.answer == answer && s.what.contains(what));
        let one = found.next().unwrap_or_else(|| panic!("no {what} in {:?}", robust.statements));
        assert!(found.next().is_none(), "{what} is there once");
        one.cells.iter().map(|cell| cell.fate).collect()
    };
    let asking = fates("asking", "recruitment ask 0.2 less recruitment ask 0.1");
    assert_eq!(asking[..3], [Fate::Same, Fate::Same, Fate::Turns]);
    assert!(![Fate::Same, Fate::Turns].contains(&asking[3]), "{asking:?}");
    assert_eq!(fates("relief", "0.5 less 0.1"), [Fate::Same; 4], "what no variant touches");
    // The corner of most asking and relief is best as it stands; that same point is looked up where another is.
    let best = fates("best", "coping relief 0.5 and recruitment ask 0.2 less the baseline");
    assert_eq!(best, [Fate::Same; 4]);
    assert_eq!(fates("shares", "coping relief less recruitment ask"), [Fate::Same; 4]);
    let led = fates("leads", "over all");
    assert_eq!(led[..3], [Fate::Same, Fate::Same, Fate::Turns]);
}

#[test]
fn sentences_say_what_would_change_the_answer() {
    let robust = robust();
    let summary = robust.summary().join("\n");
    assert!(summary.contains("What would change the answer") && summary.contains("upside down ("), "{summary}");
    assert!(!summary.contains("nobody asks ("), "what turns nothing is not named: {summary}");
    let asking = robust.statements.iter().find(|s| s.answer == "asking").expect("a statement");
    let said = robust.sentence(asking);
    for words in [
        "Mobilised, last year: recruitment ask 0.2 less recruitment ask 0.1 (people): +4",
        "over the accepted set +2",
        "in 2 structures: ",
        "the opposite beyond chance in 1 (upside down)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // The same turned round: nothing is written beforehand.
    let same = vec![
        (variant("as it stands", Change::Nothing), planted(1.0, 1.0)),
        (variant("another", Change::Structure), planted(2.0, 2.0)),
    ];
    let summary = Robustness::of(about(), same, Vec::new()).summary().join("\n");
    assert!(summary.contains("No structure turns a statement beyond chance."), "{summary}");
}

// --- The command -----------------------------------------------------------------------------------

const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 60\nthreshold = 2\n\n[population]\nworkers = 120\n\n\
    [organisation.Ours]\nfounders.count = 8\n\n[agency.Desk]\n";

const QUESTION: &str = "version = 1\nname = \"Tiny question\"\nscenario = \"tiny.toml\"\nreplicates = 6\nseed = 5\n\
    outcomes = [\"ever_members\"]\n\n[vary]\nrecruitment.ask = [0.0, 0.6]\n\n\
    [question]\nasks = \"Does asking bring members?\"\n\n\
    [question.answer.asking]\nkind = \"effect\"\nthis = { recruitment.ask = 0.6 }\nbeside = { recruitment.ask = 0.0 }\n";

const STRUCTURES: &str = "version = 1\nname = \"Structures\"\nscenario = \"tiny.toml\"\n\n\
    [alternatives.structure.\"as it stands\"]\n\n\
    [alternatives.structure.\"nobody says yes\"]\nrecruitment.base = -20.0\n\n\
    [alternatives.structure.\"everybody asks\"]\nrecruitment.ask = 1.0\n\n\
    [alternatives.structure.\"no desk\"]\nremove = [\"agency.Desk\"]\n\n\
    [alternatives.structure.\"no other\"]\nremove = [\"agency.Other\"]\n\n\
    [alternatives.structure.\"what is\"]\nrecruitment.base = -0.3\n";

pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write("asked.toml", QUESTION);
    desk.write("structures.toml", STRUCTURES);
    desk
}

pub fn run(desk: &Desk, out: &str, more: &[&str]) -> String {
    let arguments = ["robust", "asked.toml", "--structures", "structures.toml", "--out", out];
    desk.good(&arguments.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()).out
}

const FILES: [&str; 6] = ["robust.md", "robust.json", "robust.csv", "robust.svg", "robust.png", "run.json"];

fn bytes(desk: &Desk, out: &str) -> Vec<Vec<u8>> {
    FILES.iter().map(|name| std::fs::read(desk.at(out).join(name)).expect("a file")).collect()
}

#[test]
fn a_structure_switches_an_effect_off() {
    let desk = desk();
    let printed = run(&desk, "out", &["--json", "--structure-replicates", "5"]);
    assert_eq!(printed, desk.read("out/robust.json"));
    let json: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let names: Vec<_> = json["variants"].as_array().expect("a list").iter().map(|v| v["name"].clone()).collect();
    assert_eq!(names, ["as it stands", "the accepted set two-cases", "nobody says yes", "no desk"]);
    let replicates: Vec<_> =
        json["variants"].as_array().expect("a list").iter().map(|v| v["replicates"].clone()).collect();
    assert_eq!(replicates, [6, 6, 5, 5]);
    let left: Vec<String> = json["left_out"].as_array().expect("a list").iter().map(ToString::to_string).collect();
    for words in ["the question varies recruitment ask itself", "Tiny has no agency Other", "has it so already"] {
        assert!(left.iter().any(|left| left.contains(words)), "{words}: {left:?}");
    }
    assert_eq!(left.len(), 3);
    let [statement] = &json["statements"].as_array().expect("a list")[..] else { panic!("one statement") };
    let cells = statement["cells"].as_array().expect("a list");
    assert_eq!(cells[0]["verdict"], "the same beyond chance", "{statement}");
    assert_eq!(
        (&cells[2]["value"], &cells[2]["verdict"]),
        (&0.0.into(), &"no difference to see".into()),
        "nobody says yes to anybody"
    );
    // The first cell is the answer's own number, and the folder of a variant is an answer's folder.
    let answer: serde_json::Value = serde_json::from_str(&desk.read("out/as-it-stands/answer.json")).expect("JSON");
    let numbers = answer["answers"][0]["numbers"].as_array().expect("a list");
    let own = numbers.iter().find(|number| number["statement"] == true).expect("a statement");
    assert_eq!((&own["value"], &own["low"]), (&cells[0]["value"], &cells[0]["low"]));
    desk.good(&["verify-output", "out/structure-no-desk"]);
    assert!(desk.read("out/structure-no-desk/answer.md").contains("changed: without Desk"));
    let again = desk.good(&["rerun", "out/structure-no-desk/run.json"]);
    assert!(again.err.contains("came out the same, byte for byte"), "{}", again.err);
}

#[test]
fn the_same_bytes_however_it_came_about() {
    let desk = desk();
    let said = run(&desk, "once", &["--threads", "1"]);
    let expected = bytes(&desk, "once");
    assert_eq!(run(&desk, "once", &["--threads", "2"]), said, "asked again");
    assert_eq!(bytes(&desk, "once"), expected, "asked again");
    run(&desk, "grown", &["--threads", "2", "--replicates", "2", "--structure-replicates", "2"]);
    assert_ne!(bytes(&desk, "grown"), expected);
    assert_eq!(run(&desk, "grown", &["--threads", "2"]), said);
    assert_eq!(bytes(&desk, "grown"), expected, "after fewer runs");
    // What `ask` left is taken up.
    std::fs::create_dir(desk.at("asked")).expect("a folder");
    desk.good(&["ask", "asked.toml", "--out", "asked/as-it-stands"]);
    assert_eq!(run(&desk, "asked", &[]), said);
    assert_eq!(bytes(&desk, "asked"), expected, "after ask");
}

#[test]
fn a_dry_run_runs_nothing_and_mistakes_are_said() {
    let desk = desk();
    let said = run(&desk, "out", &["--dry-run"]);
    for words in ["as it stands", "nobody says yes", "left out: no other – Tiny has no agency Other", "in all "] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!desk.names("").contains(&"out".to_owned()));
    desk.refused(&["robust", "copng"], &["copng", "coping"]);
    desk.refused(
        &["robust", "asked.toml", "--structures", "asked.toml"],
        &["lists no structures", "[alternatives.structure."],
    );
    desk.refused(&["robust", "asked.toml", "--structures", "headline-over-structure"], &["headline-over-structures"]);
    desk.refused(&["robust", "asked.toml", "--structure-replicates", "none"], &["--structure-replicates"]);
    desk.refused(&["robust", "asked.toml", "--draw", "j4dw-grwth"], &["j4dw-growth"]);
    desk.refused(&["robust", "j4dw"], &["j4dw"]);
    desk.write("structures.toml", &STRUCTURES.replace("recruitment.base = -20.0", "recruitment.bse = -20.0"));
    desk.refused(
        &["robust", "asked.toml", "--structures", "structures.toml"],
        &["recruitment.bse", "nobody says yes", "did you mean `base`?"],
    );
}
