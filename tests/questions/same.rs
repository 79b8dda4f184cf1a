//! The same store gives the same answer, byte for byte, however it came about.

use super::program::Desk;

/// Two organisations, few people, few weeks; one of them soon falls asleep.
const SCENARIO: &str = "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 160\nthreshold = 2\n\n[population]\nworkers = 120\n\n\
    [organisation.Ours]\nfounders.count = 8\n\n[organisation.Theirs]\nfounders.count = 3\n";

const QUESTION: &str = "version = 1\nname = \"Tiny question\"\nscenario = \"tiny.toml\"\nreplicates = 4\nseed = 5\n\
    outcomes = [\"members\", \"attendance\"]\n\n[vary]\ncoping.relief = [0.1, 0.5]\nrecruitment.ask = [0.1, 0.4]\n\n\
    [question]\nasks = \"Does all of it come out the same?\"\n\n\
    [question.long]\nreplicates = 6\nvary.recruitment.ask = { from = 0.1, to = 0.4, steps = 3 }\n\n\
    [question.answer.relief]\nkind = \"trend\"\nknob = \"coping.relief\"\n\n\
    [question.answer.shares]\nkind = \"variance\"\n\n\
    [question.answer.best]\nkind = \"best\"\n\n\
    [question.answer.leads]\nkind = \"winner\"\nbetween = \"organisations\"\n\n\
    [question.answer.missing]\nkind = \"groups\"\nthis = { coping.relief = 0.5, recruitment.ask = 0.4 }\n\n\
    [question.answer.organisers]\nkind = \"organisers\"\nthis = { coping.relief = 0.5 }\nbeside = { coping.relief = 0.1 }\n\n\
    [question.answer.cycles]\nkind = \"cycles\"\nafter_years = 0\n";

pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write("asked.toml", QUESTION);
    desk
}

/// All files of a folder but those that say how long it took, and the store.
pub fn bytes(desk: &Desk, folder: &str) -> Vec<(String, Vec<u8>)> {
    let names = desk.names(folder).into_iter().filter(|name| name != "timing.json" && name != "store");
    names.map(|name| (name.clone(), std::fs::read(desk.at(folder).join(&name)).expect("a file"))).collect()
}

pub fn ask(desk: &Desk, out: &str, more: &[&str]) -> String {
    let arguments = ["ask", "asked.toml", "--out", out];
    desk.good(&arguments.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()).out
}

#[test]
fn asked_again_on_other_threads_or_after_an_interruption_it_is_the_same() {
    let desk = desk();
    let said = ask(&desk, "once", &["--threads", "1"]);
    let expected = bytes(&desk, "once");
    let names: Vec<&str> = expected.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["answer.md", "answer.json", "answer.svg", "answer.png", "answer-best.svg", "readings.csv", "run.json"]
    {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert_eq!(ask(&desk, "once", &["--threads", "2"]), said, "asked again");
    assert_eq!(bytes(&desk, "once"), expected, "asked again");
    assert_eq!(ask(&desk, "threads", &["--threads", "3"]), said);
    assert_eq!(bytes(&desk, "threads"), expected, "three threads");
    // Begun by a sweep, which reads no weeks: they are read of the runs made again.
    desk.good(&["sweep", "asked.toml", "--out", "swept"]);
    assert_eq!(ask(&desk, "swept", &[]), said);
    assert_eq!(bytes(&desk, "swept"), expected, "after a sweep");
    // Begun with fewer runs.
    ask(&desk, "grown", &["--replicates", "2"]);
    assert_ne!(bytes(&desk, "grown"), expected);
    assert_eq!(ask(&desk, "grown", &[]), said);
    assert_eq!(bytes(&desk, "grown"), expected, "after fewer runs");
    // A table of readings that was lost or cut is made again.
    let readings = desk.read("grown/readings.csv");
    desk.write("grown/readings.csv", &readings[..readings.len() / 2]);
    ask(&desk, "grown", &[]);
    assert_eq!(bytes(&desk, "grown"), expected, "after a table was cut");
    desk.good(&["verify-output", "once"]);
    let again = desk.good(&["rerun", "once/run.json"]);
    assert!(again.err.contains("came out the same, byte for byte"), "{}", again.err);
}

/// An answer in a folder is that of the runs in it, also after a sweep has added some; and what an earlier answer left
/// goes with it.
#[test]
fn an_answer_does_not_outlive_its_numbers() {
    let desk = desk();
    ask(&desk, "out", &["--replicates", "2"]);
    let before = desk.read("out/answer.json");
    desk.good(&["sweep", "asked.toml", "--out", "out"]);
    assert_ne!(desk.read("out/answer.json"), before, "the sweep added runs");
    let fewer = QUESTION.split("[question.answer.best]").next().expect("a part").to_owned();
    desk.write("asked.toml", &fewer);
    ask(&desk, "out", &[]);
    let names = desk.names("out");
    assert!(!names.contains(&"answer-best.svg".to_owned()) && !names.contains(&"readings.csv".to_owned()), "{names:?}");
    desk.good(&["verify-output", "out"]);
}

#[test]
fn the_long_size_has_more_of_the_same() {
    let desk = desk();
    ask(&desk, "long", &["--long"]);
    let json: serde_json::Value = serde_json::from_str(&desk.read("long/answer.json")).expect("JSON");
    assert_eq!((&json["size"], &json["points"], &json["runs"]), (&"long".into(), &7.into(), &42.into()));
    let again = desk.good(&["rerun", "long/run.json"]);
    assert!(again.err.contains("came out the same"), "{}", again.err);
    let printed = desk.good(&["ask", "asked.toml", "--long", "--out", "long", "--json"]).out;
    assert_eq!(printed, desk.read("long/answer.json"));
}

/// Every number in the sentences of a mean stands in the JSON with its interval and its runs.
#[test]
fn every_number_has_its_interval_and_runs() {
    let desk = desk();
    ask(&desk, "out", &[]);
    let json: serde_json::Value = serde_json::from_str(&desk.read("out/answer.json")).expect("JSON");
    let parts = json["answers"].as_array().expect("a list");
    assert_eq!(parts.len(), 7);
    for part in parts {
        let numbers = part["numbers"].as_array().expect("a list");
        assert!(!numbers.is_empty() && !part["sentences"].as_array().expect("a list").is_empty(), "{part}");
        for number in numbers {
            assert!(number["runs"].is_u64() && number["what"].is_string(), "{number}");
            let (low, high) = (number["low"].as_f64(), number["high"].as_f64());
            if let (Some(value), Some(low), Some(high)) = (number["value"].as_f64(), low, high) {
                assert!(low <= value + 1e-12 && value <= high + 1e-12, "{number}");
            }
        }
    }
}
