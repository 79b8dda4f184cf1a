//! The description after the ODD protocol says what the scenario says.

#![allow(clippy::disallowed_methods)] // tests write scenarios into folders of their own

use std::collections::BTreeSet;

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::odd::{Subject, codes, odd};
use mobilise::knob::Table;
use mobilise::scenario::{Overrides, Scenario, Shelf, load, load_text};

fn described(scenarios: &[Scenario]) -> String {
    odd(&Subject { scenarios, experiments: &[], command: "mobilise run x" })
}

fn embedded(name: &str, set: &[&str]) -> Scenario {
    let overrides = set.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
    load(name, &Overrides(overrides)).unwrap_or_else(|problems| panic!("{problems}"))
}

fn written(text: &str) -> Scenario {
    load_text("x.toml", text, &Overrides::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The rows of the table under a heading, cell by cell.
fn rows<'a>(text: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("there is no {heading}"));
    let lines = rest.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &'a str| line.trim_matches('|').split(" | ").map(str::trim).collect();
    lines.skip(2).map(cells).collect()
}

#[test]
fn the_seven_elements_stand_in_their_order() {
    let text = described(&[embedded("j4dw", &[])]);
    let mut rest = text.as_str();
    for heading in [
        "## 1. Purpose and patterns",
        "## 2. Entities, state variables and scales",
        "## 3. Process overview and scheduling",
        "## 4. Design concepts",
        "## 5. Initialisation",
        "## 6. Input data",
        "## 7. Submodels",
        "## Every knob with its value",
        "## Sources",
    ] {
        let (_, after) = rest.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading} in its place"));
        rest = after;
    }
    assert!(!text.contains("<!--"), "no marks of the page it comes from");
    assert!(!text.contains(".md)"), "no links to pages that are not there");
}

#[test]
fn every_knob_stands_with_its_value() {
    let scenario = embedded("j4dw", &["coping.relief=0.37", "organisation.J4DW.hours.learning=0.4"]);
    let text = described(std::slice::from_ref(&scenario));
    let check = |prefix: &str, knobs: &dyn Table| {
        knobs.each(prefix, &mut |name, knob, value| {
            let group = name.rsplit_once('.').expect("a group").0;
            let all = rows(&text, &format!("### `[{group}]`"));
            let row = all.iter().find(|row| row[0] == format!("`{}`", knob.name)).unwrap_or_else(|| panic!("{name}"));
            let plain = value.to_string();
            let expected = if value == knob.default { plain } else { format!("**{plain}**") };
            assert_eq!(row[3], expected, "{name}");
            assert_eq!(row[4], knob.default.to_string(), "{name}");
            assert_eq!((row[6], row[7]), (knob.source, knob.status.to_string().as_str()), "{name}");
        });
    };
    check("run.", &scenario.run);
    check("population.", &scenario.population.knobs);
    check("", &scenario.behaviour);
    check("organisation.NAME.", &scenario.organisations[0].knobs);
    assert!(text.contains("| **0.37** |"), "what was turned stands out");
}

#[test]
fn every_source_cited_is_explained() {
    for name in ["j4dw", "meca"] {
        let text = described(&[embedded(name, &[])]);
        let (before, sources) = text.split_once("\n## Sources\n").expect("sources");
        let listed: BTreeSet<&str> =
            sources.lines().filter_map(|l| l.strip_prefix("| ")?.split(" | ").next()).collect();
        let missing: Vec<String> = codes(before).into_iter().filter(|code| !listed.contains(code.as_str())).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        assert!(codes(before).len() > 50, "the codes are found at all");
    }
}

#[test]
fn what_does_nothing_is_left_out() {
    let alone = described(&[written("version = 1\n[population]\nworkers = 20\n")]);
    let attendance = |text: &str| text.contains(r"\text{attendance.half\_ties}) + a_{\text{lib}}");
    assert!(!attendance(&alone) && attendance(&described(&[embedded("j4dw", &[])])));
    let week = rows(&alone, "## 3. Process overview and scheduling");
    let here = |process: &str| week.iter().find(|row| row[1] == process).expect("a process")[3];
    assert_eq!(
        (here("talk"), here("attendance"), here("union")),
        ("as described", "nothing: no organisation", "nothing: no union")
    );
    assert!(!alone.contains("[organisation.NAME"), "no knobs of organisations");
}

/// What a reviewer can look up, and what Pandoc takes: publications instead of codes of notes, LaTeX, and no mark of the page
/// that the text comes from.
#[test]
fn sources_are_publications_and_equations_are_latex() {
    let text = described(&[embedded("j4dw", &[]), embedded("meca", &[])]);
    for code in ["theory ", "design notes", "B.1 row", "E.9", "E.3"] {
        let cited = text.lines().filter(|line| line.contains(code) && !line.contains("mathematical theory"));
        assert_eq!(cited.collect::<Vec<_>>(), [""; 0], "{code}");
    }
    assert!(text.contains("| Code | Publication | What it says |") && text.contains("| Jiang and Korczynski 2016 |"));
    assert!(text.contains("$$\n\\begin{aligned}") && !text.contains("```math"));
    assert_eq!(text.matches("$$\n").count() % 2, 0);
}

#[test]
fn scenarios_stand_side_by_side() {
    let pair = [embedded("j4dw", &[]), embedded("meca", &[])];
    let text = described(&pair);
    let hours = rows(&text, "### `[organisation.NAME.hours]`");
    let learning = hours.iter().find(|row| row[0] == "`learning`").expect("a knob");
    let value = |n: usize| pair[n].organisations[0].knobs.hours.learning;
    assert!(learning[3].contains(&format!("{:?}", value(0))) && learning[4].contains(&format!("{:?}", value(1))));
    assert_eq!(rows(&text, "## Runs and experiments").len(), 2);
}

#[test]
fn experiments_are_described_too() {
    let plan =
        SweepPlan::read("learning-and-relief", &Changes::default(), &Shelf::default(), &|| 0).expect("an experiment");
    let scenarios = [embedded("j4dw", &[])];
    let text = odd(&Subject { scenarios: &scenarios, experiments: &[plan], command: "" });
    let name = "### Experiment: Learning and relief";
    assert!(rows(&text, name).iter().any(|row| row[0] == "Points"), "its table");
    assert!(text.contains("| `coping.relief` | 0.1, 0.3, 0.5 |"), "its levels");
}

#[test]
fn names_from_files_mean_nothing_to_markdown() {
    let text = described(&[written(
        "version = 1\nname = \"a|b <script>\"\n[population]\nworkers = 20\n[organisation.\"*x* `y` | z\"]\n",
    )]);
    assert!(!text.contains("<script>"));
    assert!(text.contains("a|b \\<script\\>"), "in a heading");
    assert!(text.contains("\\*x\\* \\`y\\` \\| z"), "in a table");
}
