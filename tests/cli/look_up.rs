//! `explain`, `list`, completions and manual pages.

use super::tiny;
use crate::program::Desk;

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
        ("Coping relief", &["coping.relief"]),
        ("Cleaners United's hours for learning", &["organisation.NAME.hours.learning"]),
        ("hours for learning", &["organisation.NAME.hours.learning"]),
        ("strength of tied-visa", &["intervention.NAME.strength"]),
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
