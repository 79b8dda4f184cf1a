//! Pictures made later, from stored tables alone, show what was run.

#![allow(clippy::disallowed_methods)] // tests read and damage files of their own

use crate::program;

use std::fs;

use program::Desk;

/// A pair of scenarios with everything figures show, small enough to run many times over.
fn compared(desk: &Desk) {
    let run = "compare j4dw meca --seed 3 --replicates 3 --weeks 60 --set population.workers=300 --quiet --out results";
    desk.good(&words(run));
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

#[test]
fn pictures_of_stored_tables_are_those_of_the_run() {
    let desk = Desk::new();
    compared(&desk);
    assert_eq!(desk.good(&words("plot results")).out, "");
    for name in ["curves", "behind", "effects"] {
        for end in ["svg", "png"] {
            let bytes = |folder: &str| fs::read(desk.at(&format!("{folder}/{name}.{end}"))).expect("a picture");
            assert!(bytes("results") == bytes("results-figures"), "{name}.{end} differs");
        }
    }
    let differences = desk.read("results-figures/differences.svg");
    // The label at the end of a curve breaks between words.
    assert!(differences.contains("J4DW minus") && differences.contains("3 paired replicates"));
    let distributions = desk.read("results-figures/distributions.svg");
    for word in ["Mobilised, last year", "Attendance kept", "J4DW", "MECA"] {
        assert!(distributions.contains(word), "{word} is missing");
    }
}

#[test]
fn themes_widths_and_names_do_as_they_say() {
    let desk = Desk::new();
    compared(&desk);
    let list = desk.good(&words("plot results --list"));
    assert!(list.out.lines().count() == 5 && list.out.starts_with("curves "), "{}", list.out);
    desk.good(&words("plot results --figure differences --theme dark --width 420 --font-size 10 --out here"));
    assert_eq!(desk.names("here"), ["differences-dark.png", "differences-dark.svg"]);
    let svg = desk.read("here/differences-dark.svg");
    assert!(svg.starts_with("<svg") && svg.contains("width=\"420\"") && svg.contains("#14171C"), "{}", &svg[..300]);
}

/// A field of several organisations has a panel for each.
#[test]
fn organisations_have_panels_of_their_own() {
    let desk = Desk::new();
    desk.good(&words(
        "run coalition --seed 3 --replicates 2 --weeks 30 --set population.workers=300 --quiet --out results",
    ));
    desk.good(&words("plot results --figure organisations"));
    let svg = desk.read("results-figures/organisations.svg");
    let runs = desk.read("results/runs.csv");
    let mut names: Vec<&str> = runs.lines().skip(1).filter_map(|row| row.split(',').nth(2)).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() > 2, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "field") {
        assert!(svg.contains(&format!("\n{name}\n")), "{name} is missing");
    }
    desk.good(&words(
        "compare j4dw meca --seed 3 --replicates 2 --weeks 9 --set population.workers=99 --quiet --out pair",
    ));
    desk.refused(&words("plot pair --figure organisations"), &["no figure `organisations`"]);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let desk = Desk::new();
    compared(&desk);
    for (arguments, wanted) in [
        ("plot nothing", "hint: name a folder that mobilise wrote"),
        ("plot results --figure curve", "did you mean `curves`?"),
        ("plot results --width 100", "from 240 to 8000"),
        ("plot results --font-size 90", "from 6 to 48"),
    ] {
        desk.refused(&words(arguments), &[wanted]);
        assert!(!desk.at("results-figures").exists(), "{arguments} left something");
    }
    desk.good(&words("plot results --figure curves"));
    desk.refused(&words("plot results --figure curves"), &["there already", "--out", "--force"]);
    desk.good(&words("plot results --figure curves --force"));
}

/// Tables that were changed since are not drawn as if they had not been.
#[test]
fn damaged_tables_are_refused() {
    for (name, damage, words) in [
        ("runs.csv", (|text: String| text.replace("MECA", "MECO")) as fn(String) -> String, "row 7 is not the one"),
        ("runs.csv", |text| text.lines().take(5).map(|line| format!("{line}\n")).collect(), "it ends too early"),
        ("runs.csv", |text| text.replacen(",0,", ",zero,", 1), "row 1"),
        ("run.json", |text| text.replace("\"seed\"", "\"sead\""), "missing field `seed`"),
    ] {
        let desk = Desk::new();
        compared(&desk);
        let path = desk.at(&format!("results/{name}"));
        let text = damage(fs::read_to_string(&path).expect("a table"));
        fs::write(&path, text).expect("written");
        desk.refused(&["plot", "results"], &[words]);
    }
    let desk = Desk::new();
    compared(&desk);
    fs::write(desk.at("results/weeks.parquet"), "PAR1").expect("written");
    desk.refused(&["plot", "results"], &["weeks.parquet"]);
}

#[test]
fn a_grid_of_two_knobs_becomes_a_map() {
    let desk = Desk::new();
    desk.write(
        "grid.toml",
        "version = 1\nscenarios = [\"j4dw\", \"meca\"]\nseed = 1\nreplicates = 3\noutcomes = [\"attendance\"]\n\n[vary]\n\
         coping.relief = [0.1, 0.5]\ntalk.influence = [0.01, 0.02, 0.05]\n",
    );
    let run = "sweep grid.toml --weeks 40 --set population.workers=200 --quiet --out results";
    desk.good(&words(run));
    desk.good(&["plot", "results"]);
    let map = desk.read("results-figures/map-attendance.svg");
    for word in ["Mean in J4DW", "Difference from the baseline in MECA", "MECA minus J4DW", "0.02", "↑ talk influence"]
    {
        assert!(map.contains(word), "{word} is missing");
    }
    // Every mean of the table stands in its cell, as far as cells show digits.
    let means = desk.read("results/outcomes.csv");
    let first = means.lines().find(|line| line.starts_with("1,J4DW,attendance,")).expect("a point");
    let mean: f64 = first.split(',').nth(3).and_then(|cell| cell.parse().ok()).expect("a mean");
    let shown = if mean >= 10.0 { format!("{mean:.1}") } else { format!("{mean:.2}") };
    assert!(map.contains(&shown), "{shown} is missing");
    let effects = desk.read("results-figures/effects-attendance.svg");
    assert!(effects.contains("grid: 12 points, 3 replicates each. Seed 1."));
}

/// Slides are 16:9 with the caveat, a talk is one file with all of them, PDF is PDF, and large type never makes a tower.
#[test]
fn slides_talks_and_pdf_are_made_of_results() {
    let desk = Desk::new();
    compared(&desk);
    desk.good(&words("plot results --slide --figure curves --theme dark --pdf --out slides"));
    let svg = desk.read("slides/curves-1-slide-dark.svg");
    assert!(svg.contains("width=\"1600\" height=\"900\"") && svg.contains("Results of a model, not observations."));
    assert!(svg.contains("at the end") && svg.contains("#14171C"), "the title says what was found");
    let pdf = fs::read(desk.at("slides/curves-1-slide-dark.pdf")).expect("a page");
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 2000);
    let said = desk.good(&words("plot results --figure curves --width 420 --font-size 21 --out large"));
    let tall = desk.read("large/curves.svg");
    let size = |name: &str| -> f64 {
        tall.split_once(&format!(" {name}=\""))
            .and_then(|(_, rest)| rest.split('"').next()?.parse().ok())
            .expect("a size")
    };
    assert!(size("height") <= 3.0 * size("width") && said.err.contains("three times as tall"), "{}", said.err);
    desk.good(&words("plot results --figure curves --theme mono --out grey"));
    let grey = desk.read("grey/curves-mono.svg");
    let coloured = |colour: &str| {
        let rgb = u32::from_str_radix(&colour[..6], 16).expect("a colour");
        let [red, green, blue] = [rgb >> 16, rgb >> 8 & 255, rgb & 255];
        red != green || green != blue
    };
    let colours: Vec<&str> = grey.split("=\"#").skip(1).collect();
    assert!(colours.len() > 50 && !colours.into_iter().any(coloured), "greys alone");
    let said = desk.good(&words("talk results --dark"));
    let html = desk.read("results-talk/talk.html");
    let pictures = desk.names("results-talk").iter().filter(|name| name.ends_with(".png")).count();
    assert!(pictures >= 5 && html.matches("data:image/png;base64,").count() == pictures, "{pictures}: {}", said.err);
    assert!(html.contains("not observations") && html.contains("class=\"dark\"") && !html.contains("https://"));
    // One document with all slides as pages: the first and the last have words, the others are the pictures in order.
    let talk = fs::read(desk.at("results-talk/talk.pdf")).expect("a document");
    let of = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).filter(|window| *window == what).count();
    assert!(talk.starts_with(b"%PDF-"));
    assert_eq!(of(&talk, b"/Type /Page\n"), pictures + 2, "a page for each slide");
    let text = String::from_utf8_lossy(&talk);
    let kids = text.split_once("/Kids [").and_then(|(_, rest)| rest.split_once(']')).expect("a list of pages").0;
    assert_eq!(kids.matches(" 0 R").count(), pictures + 2, "the document lists all of them");
    assert_eq!(of(&talk, b"/MediaBox [0 0 1200 675]"), pictures + 2, "each 16:9");
    assert_eq!(of(&talk, b"/Dest ["), pictures + 2, "and a bookmark");
    assert_eq!(of(&talk, b"/Title (What this does not show)"), 1, "the last slide too");
    desk.refused(&words("plot results --slide --width 420"), &["--slide"]);
}

/// A sweep of a file that asks something speaks in the file's words, in its pictures and on the terminal.
#[test]
fn a_question_gives_its_words_to_pictures_of_its_sweep() {
    let desk = Desk::new();
    desk.write(
        "exp.toml",
        "version = 1\nname = \"A trial of relief\"\nscenario = \"j4dw\"\nseed = 1\nreplicates = 2\n\
         outcomes = [\"attendance\"]\n\n[vary]\ncoping.relief = [0.1, 0.5]\ntalk.influence = [0.01, 0.02]\n\n\
         [question]\nasks = \"Does it?\"\n\n[question.words]\n\"coping.relief\" = \"comfort\"\n\
         \"talk.influence = 0.02\" = \"much talk\"\nbaseline = \"J4DW as it is\"\n\n\
         [question.answer.one]\nkind = \"trend\"\nknob = \"coping.relief\"\noutcomes = [\"attendance\"]\n",
    );
    let said = desk.good(&words("sweep exp.toml --weeks 20 --set population.workers=200 --quiet --out results"));
    assert!(said.out.contains("comfort 0.1, much talk") && !said.out.contains("coping.relief"), "{}", said.out);
    desk.good(&["plot", "results"]);
    let effects = desk.read("results-figures/effects-attendance.svg");
    for word in ["comfort 0.5, much talk", "less than J4DW as it is", "A trial of relief: 4 points"] {
        assert!(effects.contains(word), "{word} is missing");
    }
    let map = desk.read("results-figures/map-attendance.svg");
    for word in ["comfort →", "↑ talk influence", "much talk", "Difference from J4DW as it is"] {
        assert!(map.contains(word), "{word} is missing");
    }
    assert!(!effects.contains("coping.relief") && !map.contains("coping.relief"));
}

/// A calibration of a handful of particles.
fn calibrated(desk: &Desk) {
    desk.good(&words("calibrate first-year --particles 12 --at-most 40 --seed 3 --quiet --out results"));
}

#[test]
fn pictures_of_a_calibration_are_those_it_left() {
    let desk = Desk::new();
    calibrated(&desk);
    desk.good(&words("plot results"));
    for name in ["pairs", "patterns", "curves"] {
        for end in ["svg", "png"] {
            let bytes = |folder: &str| fs::read(desk.at(&format!("{folder}/{name}.{end}"))).expect("a picture");
            assert!(bytes("results") == bytes("results-figures"), "{name}.{end} differs");
        }
    }
    desk.good(&words("plot results --figure pairs --theme dark --width 420 --font-size 9 --out here"));
    let svg = desk.read("here/pairs-dark.svg");
    assert!(svg.contains("width=\"420\"") && svg.contains("#14171C") && svg.contains("recruitment ask"));
    assert!(svg.contains("12 particles, 12 fresh runs"), "sample size in the caption");
    // Each particle of the table is a dot of the one pair.
    assert_eq!(svg.matches("<circle").count(), desk.read("results/posterior.csv").lines().count() - 1);
}

/// Tables of a calibration that were changed since are refused, each with the place.
#[test]
fn damaged_tables_of_a_calibration_are_refused() {
    type Damage = fn(String) -> String;
    let without_last = |text: String| {
        let lines: Vec<&str> = text.lines().collect();
        lines[..lines.len() - 1].join("\n") + "\n"
    };
    let desk = Desk::new();
    calibrated(&desk);
    for (name, damage, wanted) in [
        ("posterior.csv", without_last as Damage, "does not hold the particles of the last generation"),
        ("posterior.csv", |text| text.replacen("attendance.base", "attendance.need", 1), "no column `attendance.base`"),
        ("posterior.csv", |text| text.replacen("\n0,", "\n0,much", 1), "in row 1 is no number"),
        ("knobs.csv", |text| text.replacen("attendance.base", "attendance.need", 1), "not those of the knobs"),
        ("patterns.csv", |text| text.replacen("joined,", "sundays,", 1), "not those of the patterns"),
        ("curves.csv", without_last, "row 104 is not the one that was written there"),
        (
            "curves.csv",
            |text| text.clone() + text.lines().last().unwrap_or_default() + "\n",
            "rows that were not written",
        ),
        (
            "run.json",
            |text| text.replacen("\"calibration\": \"first", "\"calibratjon\": \"first", 1),
            "unknown field `calibratjon`",
        ),
    ] {
        let path = desk.at(&format!("results/{name}"));
        let before = fs::read_to_string(&path).expect("a table");
        let after = damage(before.clone());
        assert!(after != before, "{name}: {wanted}");
        fs::write(&path, after).expect("written");
        desk.refused(&["plot", "results"], &[wanted]);
        assert!(!desk.at("results-figures").exists());
        fs::write(&path, before).expect("written");
    }
    desk.good(&words("plot results --list"));
}

#[test]
fn pictures_of_the_classics_are_those_of_the_verification() {
    let desk = Desk::new();
    desk.good(&words("verify lessons logit degroot --out results"));
    desk.good(&words("plot results"));
    for name in ["lessons", "logit"] {
        for end in ["svg", "png"] {
            let bytes = |folder: &str| fs::read(desk.at(&format!("{folder}/{name}.{end}"))).expect("a picture");
            assert!(bytes("results") == bytes("results-figures"), "{name}.{end} differs");
        }
    }
    desk.good(&words("plot results --figure logit --theme print --width 420 --out here"));
    let svg = desk.read("here/logit-print.svg");
    assert!(svg.contains("width=\"420\"") && svg.contains("expected") && svg.contains("the engine"));
    // A ring is two circles, and one stands in the key.
    let found = desk.read("results/curves.csv").lines().filter(|row| row.starts_with("logit,found,")).count();
    assert_eq!(svg.matches("<circle").count(), 2 * (found + 1));
    desk.good(&words("verify degroot --out bare"));
    desk.refused(&words("plot bare"), &["holds nothing that can be drawn", "hint: "]);
}

/// The network of a week has as many mobilised people, members and ties as the weekly table says.
#[test]
fn followed_networks_are_those_of_the_run() {
    let desk = Desk::new();
    let set = "--seed 3 --weeks 60 --set population.workers=300";
    desk.good(&words(&format!("run j4dw {set} --replicates 1 --csv --quiet --out run")));
    desk.good(&words(&format!("network follow j4dw {set} --at 59,2009-03-20,30 --out followed")));
    let mut table = csv::Reader::from_path(desk.at("run/weeks.csv")).expect("a table");
    let heads = table.headers().expect("heads").clone();
    let place = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (week, organisation) = (place("week"), place("organisation"));
    for record in table.records() {
        let record = record.expect("a row");
        if !["0", "30", "59"].contains(&&record[week]) || &record[organisation] != "field" {
            continue;
        }
        let name = format!("followed/week-{:05}.graphml", record[week].parse::<u32>().expect("a week"));
        let network = mobilise::scenario::read_network_file(desk.at(&name).as_ref(), None).expect("a network");
        let column = |name: &str| &network.attributes.iter().find(|a| a.name == name).expect("an attribute").values;
        let number = |name: &str| record[place(name)].parse::<f64>().expect("a number");
        let mobilised = column("mobilised").iter().flatten().filter(|v| format!("{v:?}") == "Switch(true)").count();
        assert_eq!(mobilised as f64, number("mobilised"), "week {}", &record[week]);
        assert_eq!(column("organisation").iter().flatten().count() as f64, number("members"));
        assert_eq!(2.0 * network.ties.len() as f64 / 300.0, number("mean_degree"));
    }
    let names = desk.names("followed");
    assert!(["network.svg", "network-origins.png", "run.json"].iter().all(|name| names.contains(&(*name).to_owned())));
    desk.good(&words("plot followed --figure network-origins --theme print --out here"));
    assert!(desk.read("here/network-origins-print.svg").contains("Philippines"));
    desk.good(&words("verify-output followed"));
    desk.good(&words("rerun followed/run.json"));
    desk.refused(&words("network follow j4dw --at 624"), &["`624` is not a week of `J4DW`", "from 0 to 623"]);
    desk.refused(&words("network follow j4dw --at 2008-01-01"), &["is not a week"]);
}
