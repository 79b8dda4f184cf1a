//! docs/findings.md says what is stored: each question's answer in a sentence, how robust it is, and which question of the
//! papers it is asked for. Each answer has a page of its own in docs/findings.

use std::collections::BTreeMap;
use std::fs;

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::odd::{codes, table};
use mobilise::internals::text::number;
use mobilise::question::Question;
use mobilise::scenario::Shelf;
use mobilise::scenario::library::QUESTIONS;

use super::generated::with_part;
use super::{root, text};

/// What is stored of a question: `just findings` writes it.
fn stored(name: &str) -> serde_json::Value {
    let path = format!("docs/findings/{name}.json");
    let read = fs::read_to_string(root().join(&path));
    let text = read.unwrap_or_else(|error| panic!("{path}: {error}; `just findings` makes it"));
    serde_json::from_str(&text).expect("JSON")
}

/// What each question found, in the first sentence of its answer, with the page that has all of it; and whether it was
/// asked of the cases as they are now.
fn answers() -> String {
    let rows = QUESTIONS.iter().map(|question| {
        let stored = stored(question.name);
        let asks = stored["asks"].as_str().expect("a question").to_owned();
        let sentence = stored["answers"][0]["sentences"][0].as_str().unwrap_or_default().to_owned();
        let of = if is_of_today(question.name, &stored) { "these cases" } else { "earlier ones" };
        vec![format!("[{asks}](findings/{}.md)", question.name), sentence.replace('|', "\\|"), of.to_owned()]
    });
    table(&["Question", "The first thing to say", "Asked of"], rows)
}

/// Whether what is stored was made of the question and the cases as they are now.
fn is_of_today(name: &str, stored: &serde_json::Value) -> bool {
    let plan = SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 1).expect("a question");
    stored["points_digest"] == format!("sha256:{}", plan.digest())
}

/// What is stored of how robust a question's answer is; nothing as long as nobody asked. `just robustness` writes it.
fn robust(name: &str) -> Option<serde_json::Value> {
    let text = fs::read_to_string(root().join(format!("docs/findings/{name}-robust.json"))).ok()?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// What is stored of robustness is of the answers that are stored, number by number.
fn robustness_is_of_the_answer(name: &str, stored: &serde_json::Value) {
    let Some(robust) = robust(name) else { return };
    let again =
        format!("docs/findings/{name}-robust.json is of another version of the question: run `just robustness`");
    assert_eq!(robust["variants"][0]["points_digest"], stored["points_digest"], "{again}");
    assert_eq!((&robust["size"], &robust["seed"]), (&stored["size"], &stored["seed"]), "{again}");
    let parts = stored["answers"].as_array().expect("answers").iter();
    let numbers = parts.flat_map(|part| part["numbers"].as_array().expect("numbers").iter().map(move |n| (part, n)));
    let stated: Vec<_> = numbers.filter(|(_, number)| number["statement"] == true).collect();
    let told = robust["statements"].as_array().expect("statements");
    assert_eq!(stated.len(), told.len(), "{again}");
    for ((part, number), statement) in stated.iter().zip(told) {
        assert_eq!(
            (&part["name"], &number["what"], &number["of"]),
            (&statement["answer"], &statement["what"], &statement["of"]),
            "{again}"
        );
        let cell = &statement["cells"][0];
        for key in ["value", "low", "high", "runs"] {
            assert_eq!(cell[key], number[key], "{again}");
        }
    }
    let page = text(&format!("docs/findings/{name}-robust.md"));
    for statement in told {
        let sentence = statement["sentence"].as_str().expect("words");
        assert!(page.contains(sentence), "docs/findings/{name}-robust.md: {sentence}");
    }
}

/// In how many variants statements keep their sign, a row a question.
fn robustness() -> String {
    let rows = QUESTIONS.iter().filter_map(|question| {
        let robust = robust(question.name)?;
        let told = robust["statements"].as_array().expect("statements").iter();
        let verdicts = |statement: &serde_json::Value, change: &str| -> Vec<String> {
            let cells = statement["cells"].as_array().expect("cells").iter();
            let variants = robust["variants"].as_array().expect("variants").iter();
            let there = cells.zip(variants).filter(|(_, variant)| variant["change"] == change);
            there.map(|(cell, _)| cell["verdict"].as_str().expect("a verdict").to_owned()).collect()
        };
        let beyond_chance = |statement: &&serde_json::Value| verdicts(statement, "none") == [SAME];
        let standing: Vec<_> = told.filter(beyond_chance).collect();
        let number = |change: &str, is: &dyn Fn(&[String]) -> bool| {
            let known = standing.iter().map(|statement| verdicts(statement, change)).filter(|known| !known.is_empty());
            let known: Vec<bool> = known.map(|known| is(&known)).collect();
            if known.is_empty() { "–".to_owned() } else { known.iter().filter(|is| **is).count().to_string() }
        };
        let same = |known: &[String]| known.iter().filter(|verdict| *verdict == SAME).count();
        let turned = |known: &[String]| known.iter().any(|verdict| verdict == "the opposite beyond chance");
        Some(vec![
            format!("[{}](findings/{}-robust.md)", question.name, question.name),
            standing.len().to_string(),
            number("drawn", &|known| same(known) > 0),
            number("drawn", &turned),
            number("structure", &|known| same(known) == known.len()),
            number("structure", &|known| 4 * same(known) >= 3 * known.len()),
            number("structure", &turned),
        ])
    });
    table(
        &[
            "Question",
            "beyond chance as it stands",
            "the same over the accepted set",
            "turned there",
            "the same in all structures",
            "in three quarters",
            "turned in any",
        ],
        rows,
    )
}

/// The questions that the papers leave open, and what is asked for each; one without an answer is a gap.
fn open_questions() -> String {
    let sources = text("docs/sources.md");
    let row = |line: &str| -> Option<(String, String)> {
        let (code, asks) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        let open = code.strip_prefix('Q').is_some_and(|number| number.parse::<u32>().is_ok());
        open.then(|| (code.to_owned(), asks.to_owned()))
    };
    let mut asked: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in QUESTIONS {
        let plan = SweepPlan::read(file.name, &Changes::default(), &Shelf::default(), &|| 1).expect("a question");
        for code in codes(&Question::of(&plan).expect("a question").from) {
            asked.entry(code).or_default().push(file.name);
        }
    }
    let mut out = "| | What the papers leave open | Asked by |\n| --- | --- | --- |\n".to_owned();
    for (code, asks) in sources.lines().filter_map(row) {
        let names = asked.get(&code).unwrap_or_else(|| panic!("nothing asks {code}: {asks}"));
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        out.push_str(&format!("| {code} | {asks} | {} |\n", names.join(", ")));
    }
    out
}

/// What a statement's verdict is called where it keeps its sign.
const SAME: &str = "the same beyond chance";

/// What runs give beside what was observed, as `mobilise patterns --json` says it: `just findings` stores it.
fn patterns() -> String {
    let read = fs::read_to_string(root().join("docs/findings/patterns.json")).expect("`just findings` makes it");
    let stored: serde_json::Value = serde_json::from_str(&read).expect("JSON");
    let per_cent = |share: &serde_json::Value| {
        share.as_f64().map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
    };
    let range = |ends: &serde_json::Value| {
        let end = |n: usize| ends[n].as_f64().map(number);
        end(0).zip(end(1)).map_or_else(|| "not known".to_owned(), |(low, high)| format!("{low} to {high}"))
    };
    let word = |text: &serde_json::Value| text.as_str().unwrap_or("–").to_owned();
    let sheets = stored["scenarios"].as_array().expect("scenarios").iter();
    let rows = sheets.flat_map(|sheet| sheet["patterns"].as_array().expect("patterns").iter().map(move |p| (sheet, p)));
    let rows = rows.map(|(sheet, pattern)| {
        let source = pattern["source"].as_str().map_or_else(String::new, |source| format!(" ({source})"));
        vec![
            word(&sheet["scenario"]),
            word(&pattern["about"]) + &source,
            range(&pattern["observed_range"]),
            range(&pattern["simulated_interval"]),
            per_cent(&pattern["within"]),
            per_cent(&pattern["by_chance"]),
            word(&pattern["verdict"]),
            word(&pattern["use"]),
        ]
    });
    let heads = ["Case", "Pattern", "observed", "95 % of runs", "within", "by chance", "verdict", "use"];
    let (runs, seed) = (&stored["replicates"], &stored["seed"]);
    format!(
        "`mobilise patterns --seed {seed} --replicates {runs}`; *by chance* is the share of draws of the prior that meet the \
         pattern.\n\n{}\n{}\n",
        table(&heads, rows),
        word(&stored["not_used_in_fitting"])
    )
}

/// The findings are those that are stored, and what is stored is of the questions as they are now.
#[test]
fn findings_are_those_that_were_found() {
    let path = "docs/findings.md";
    let before = text(path);
    let after = with_part(&before, path, "patterns", &patterns());
    let after = with_part(&after, path, "answers", &answers());
    let after = with_part(&after, path, "robustness", &robustness());
    let after = with_part(&after, path, "open questions", &open_questions());
    for question in QUESTIONS {
        let name = question.name;
        let stored = stored(name);
        let plan = SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 1).expect("a question");
        let again = format!("docs/findings/{name}.json is of another version of the question: run `just findings`");
        assert_eq!(stored["asks"], Question::of(&plan).expect("a question").asks, "{again}");
        assert_eq!((&stored["size"], &stored["seed"]), (&"seminar".into(), &plan.seed.into()), "{again}");
        assert!(!is_of_today(name, &stored) || stored["runs"] == plan.most_runs(), "{again}");
        robustness_is_of_the_answer(name, &stored);
        let figure = root().join(format!("docs/findings/{name}.svg"));
        assert!(stored["figure"].is_null() || figure.is_file(), "{name} has no figure");
        let page = text(&format!("docs/findings/{name}.md"));
        for sentence in stored["answers"].as_array().expect("answers").iter().flat_map(|a| a["sentences"].as_array()) {
            for sentence in sentence {
                assert!(page.contains(sentence.as_str().expect("words")), "docs/findings/{name}.md: {sentence}");
            }
        }
    }
    if before != after && std::env::var_os("MOBILISE_BLESS").is_some() {
        fs::write(root().join(path), &after).expect("the page can be written");
    } else {
        assert!(before == after, "{path} is out of date: run MOBILISE_BLESS=1 cargo test --test house docs");
    }
}
