//! What a report says is what the tables say, and what a reader must know is said.
//!
//! How it looks and works in a browser is tested in `tests/report_page`.

#![allow(clippy::disallowed_methods)] // tests read and damage files of their own

use crate::program;
use mobilise::internals::text::knob_words;

use std::fs;

use program::Desk;

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// A case as the first edition had it: its few workers meet, and what differs is told.
fn first_edition(name: &str) -> String {
    format!("{}/tests/golden/first-edition/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

fn compared(desk: &Desk, more: &str) {
    let run = format!(
        "compare {} {} --seed 3 --weeks 60 --set population.workers=300 --quiet --out results {more}",
        first_edition("j4dw"),
        first_edition("meca")
    );
    desk.good(&words(run.trim_end()));
}

/// The page of some folders, on which no two things have the same id.
fn report(desk: &Desk, folders: &str) -> String {
    desk.good(&words(&format!("report {folders} -o page.html --force")));
    let page = desk.read("page.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|two| two[0] == two[1]).collect();
    assert!(ids.len() > 5 && twice.is_empty(), "{twice:?}");
    page
}

/// The text of a part of the page between two of its texts, without markup.
fn text(page: &str, from: &str, to: &str) -> String {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("the page has no {from}")).1;
    let part = rest.split_once(to).unwrap_or_else(|| panic!("the page has no {to} after {from}")).0;
    let mut out = String::new();
    let mut inside = true;
    for c in part.chars() {
        match c {
            '<' => inside = false,
            '>' => inside = true,
            c if inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Numbers of a text, with how many decimals they show.
fn numbers(text: &str) -> Vec<(f64, usize)> {
    let cleaned = text.replace('−', "-").replace("95 %", "").replace(',', "");
    let words = cleaned.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    let words = words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty());
    words
        .filter_map(|word| Some((word.parse().ok()?, word.split_once('.').map_or(0, |(_, rest)| rest.len()))))
        .collect()
}

/// Every number of the headline stands in `effects.csv`, in the row of its outcome, and the words follow from it.
#[test]
fn headlines_are_the_effects() {
    let desk = Desk::new();
    compared(&desk, "--replicates 12");
    let page = report(&desk, "results");
    let effects = desk.read("results/effects.csv");
    let mut seen = 0;
    for item in page.split("<li class=\"").skip(1).filter(|item| item.starts_with("apart") || item.starts_with("open"))
    {
        let said = text(item, "\">", "</li>");
        let outcome = [
            ("Mobilised, last year", "mobilised"),
            ("Mobilisation kept", "retention"),
            ("Attendance, last year", "attendance"),
            ("Awake at the end", "survived"),
            ("Calls won", "calls_won"),
        ];
        let (_, measure) = outcome.into_iter().find(|(label, _)| said.starts_with(label)).expect("a known outcome");
        let row =
            effects.lines().find(|row| row.starts_with(&format!("{measure},J4DW,J4DW,MECA,MECA,"))).expect("its row");
        let cells: Vec<f64> = row.split(',').skip(5).map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
        let (low, high) = (cells[3], cells[4]);
        let expected = match (low, high) {
            (low, high) if low == 0.0 && high == 0.0 => "do not differ",
            (low, _) if low > 0.0 => "J4DW is above MECA",
            (_, high) if high < 0.0 => "J4DW is below MECA",
            _ if measure == "survived" => "too few runs to tell",
            _ => "cannot be told apart",
        };
        assert!(said.contains(expected), "{said}\n{row}");
        // How many runs would do stands in no table.
        let said = match said.split_once(" (about ") {
            Some((before, after)) => format!("{before}{}", after.split_once(')').map_or("", |(_, rest)| rest)),
            None => said.to_owned(),
        };
        // Names have digits of their own.
        for (number, decimals) in numbers(&said.replace("J4DW", "")) {
            let rounded = |cell: &f64| format!("{cell:.decimals$}").parse::<f64>().is_ok_and(|cell| cell == number);
            assert!(cells.iter().any(rounded), "{number} of `{said}` is not in {row}");
        }
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn what_differs_is_said_in_words_and_tables() {
    let desk = Desk::new();
    compared(&desk, "--replicates 2");
    let said = text(&report(&desk, "results"), "id=\"r1-settings\"", "</section>");
    for expected in [
        "teaching dialogic against didactic",
        "hours.service0.050.45−0.4",
        "of law, events and others",
        "Politicised learning",
    ] {
        assert!(said.contains(expected), "{expected} is missing in {said}");
    }
}

#[test]
fn a_reader_is_warned() {
    let desk = Desk::new();
    compared(&desk, "--replicates 1");
    let warnings = |desk: &Desk| text(&report(desk, "results"), "id=\"r1-warnings\"", "</section>");
    assert!(warnings(&desk).contains("One replicate: nothing here has an interval"));

    compared(
        &desk,
        "--replicates 3 --force --set dormancy.attendance=1000 --set dormancy.weeks=4 --set coping.relief=0",
    );
    let said = warnings(&desk);
    for expected in ["fell asleep in 3 of 3 runs", "coping relief = 0 (lowest)", "Too few replicates to tell"] {
        assert!(said.contains(expected), "{expected} is missing in {said}");
    }
    for other in ["changed", "lost", "It was run by"] {
        assert!(!said.contains(other), "{other} in {said}");
    }

    let path = desk.at("results/effects.csv");
    let changed = fs::read_to_string(&path).expect("a table").replacen('1', "2", 1);
    fs::write(path, changed).expect("written");
    fs::remove_file(desk.at("results/behind.png")).expect("removed");
    let path = desk.at("results/run.json");
    let record = fs::read_to_string(&path).expect("a record");
    fs::write(path, record.replacen("\"version\": \"", "\"version\": \"9.", 1)).expect("written");
    let said = warnings(&desk);
    for expected in ["1 file was changed: effects.csv", "1 file was lost: behind.png", "It was run by mobilise 9."] {
        assert!(said.contains(expected), "{expected} is missing in {said}");
    }
}

/// Fixed precision that is not reached, and ends of ranges, are said of a sweep.
#[test]
fn a_sweep_is_told_too() {
    let desk = Desk::new();
    desk.write(
        "grid.toml",
        "version = 1\nscenario = \"j4dw\"\nseed = 1\n\
         replicates = { outcome = \"attendance\", half_width = 0.0001, at_most = 20 }\noutcomes = [\"attendance\"]\n\n[vary]\n\
         coping.relief = [0.0, 0.5]\ntalk.influence = [0.01, 0.05]\n",
    );
    desk.good(&words("sweep grid.toml --weeks 30 --set population.workers=200 --quiet --out results"));
    let page = report(&desk, "results");
    let said = text(&page, "id=\"r1-warnings\"", "</section>");
    for expected in
        ["5 of 5 points are not known to ± 0.0001", "after 20 runs", "Coping relief was tried up to 0 (lowest)"]
    {
        assert!(said.contains(expected), "{expected} is missing in {said}");
    }
    let headline = text(&page, "id=\"r1-headline\"", "</section>");
    assert!(headline.contains("Attendance, last year (people): "), "{headline}");
    for part in ["r1-map-attendance", "r1-effects-attendance", "interactions.csv", "mobilise rerun results/run.json"] {
        assert!(page.contains(part), "{part} is missing");
    }
}

/// The rows of a table by the names of its columns.
fn rows(desk: &Desk, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(desk.at(name)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

/// Of an analysed experiment it speaks of knobs: those that the tables of sensitivity tell from chance, largest first.
#[test]
fn a_sensitivity_is_told_by_its_knobs() {
    let desk = Desk::new();
    let run =
        "sensitivity which-knobs-matter --weeks 104 --replicates 2 --set population.workers=2000 --quiet --out results";
    let said: serde_json::Value = serde_json::from_str(&desk.good(&words(&format!("{run} --json"))).out).expect("JSON");
    let page = report(&desk, "results");
    let headline = text(&page, "id=\"r1-headline\"", "</section>");
    assert!(headline.contains("Which knobs matter") && headline.contains("Which turn the ranking"), "{headline}");
    assert!(!headline.contains("differ from the baseline"), "{headline}");
    let table = rows(&desk, "results/elementary_effects.csv");
    let (mut seen, mut told) = (0, 0);
    for finding in said["findings"].as_array().expect("findings") {
        let text = |key: &str| finding[key].as_str().unwrap_or_default();
        if !text("versus").is_empty() || text("organisation") == "field" {
            continue;
        }
        let knobs = finding["knobs"].as_array().into_iter().flatten();
        let beyond = knobs.filter(|knob| knob["verdict"] == "beyond chance").count();
        let info = mobilise::model::sustainability::OUTCOMES.iter().find(|info| info.name == text("outcome"));
        let head =
            format!("{}: {} ({}): ", text("organisation"), info.expect("an outcome").label, info.expect("it").unit);
        let rest = headline.split_once(&head).unwrap_or_else(|| panic!("no {head} in {headline}")).1;
        seen += 1;
        if beyond == 0 {
            assert!(rest.starts_with("none of 8 knobs"), "{rest}");
            continue;
        }
        told += 1;
        assert!(rest.starts_with(&format!("{beyond} of 8 knobs move")), "{beyond}: {}", &rest[..80]);
        // The first it names has the largest effect of all of that outcome that are beyond chance.
        let named = rest.split_once("Most of all ").expect("a knob").1;
        let knobs = table.iter().map(|row| row["knob"].as_str());
        let first = knobs.filter(|knob| named.starts_with(&knob_words(knob))).max_by_key(|knob| knob.len());
        let first = first.expect("its name");
        let size = |knob: &str| -> f64 {
            let row = table.iter().find(|row| {
                row["knob"] == knob
                    && row["organisation"] == text("organisation")
                    && row["outcome"] == text("outcome")
                    && row["measure"] == "outcome"
            });
            row.expect("its row")["mu_star"].parse().expect("a number")
        };
        let knobs = finding["knobs"].as_array().into_iter().flatten().filter(|knob| knob["verdict"] == "beyond chance");
        let largest = knobs.map(|knob| size(knob["knob"].as_str().expect("a name"))).fold(0.0, f64::max);
        assert_eq!(size(first), largest, "{first}");
    }
    assert!(seen >= 4 && told >= 1, "{seen} {told}");
    for part in ["r1-tornado", "r1-mu-sigma", "r1-tornado-ranking", "Values of this figure as a table"] {
        assert!(page.contains(part), "{part} is missing");
    }
}

/// Of a calibration it says which patterns are met, as its table has it, and what to beware of.
#[test]
fn a_calibration_is_told_by_its_patterns_and_knobs() {
    let desk = Desk::new();
    desk.good(&words("calibrate first-year --particles 30 --at-most 120 --seed 3 --quiet --out results"));
    let page = report(&desk, "results");
    let section = |id: &str| text(&page, &format!("id=\"r1-{id}\""), "</section>");
    let (headline, patterns, knobs) = (section("headline"), section("observed"), section("knobs"));
    let table = rows(&desk, "results/patterns.csv");
    let inside = table.iter().filter(|row| row["verdict"] == "inside").count();
    let all = table.len();
    let expected = if inside == all {
        format!("All {all} patterns are met")
    } else {
        format!("{inside} of {all} patterns are met")
    };
    assert!(headline.contains(&expected), "{headline}");
    for row in &table {
        assert!(patterns.contains(&row["pattern"]) && patterns.contains(&row["what"]), "{patterns}");
        let within = format!("{:.0} %{}", 100.0 * row["within"].parse::<f64>().expect("a share"), row["verdict"]);
        assert!(patterns.contains(&within), "{within} is missing in {patterns}");
    }
    for row in rows(&desk, "results/knobs.csv") {
        let narrower = format!("{:.0} %", (100.0 * row["narrower"].parse::<f64>().expect("a share")).max(0.0));
        assert!(knobs.contains(&knob_words(&row["knob"])) && knobs.contains(&narrower), "{knobs}");
    }
    // What `calibrate` said itself: how it ended, and what to beware of.
    let record: serde_json::Value = serde_json::from_str(&desk.read("results/run.json")).expect("a record");
    let said: Vec<&str> = record["said"].as_array().expect("sentences").iter().filter_map(|one| one.as_str()).collect();
    assert!(said.len() > 1 && headline.contains(said[0]), "{headline}");
    let warnings = section("warnings");
    assert!(said[1..].iter().all(|sentence| warnings.contains(sentence)), "{warnings}");
    for part in ["r1-pairs", "r1-patterns", "r1-curves", "generations.csv", "mobilise rerun results/run.json"] {
        assert!(page.contains(part), "{part} is missing");
    }
}

/// Followed networks and the classics have reports too.
#[test]
fn other_folders_are_told_too() {
    let desk = Desk::new();
    desk.good(&words("network follow j4dw --seed 3 --weeks 40 --set population.workers=200 --at 0,39 --out followed"));
    desk.good(&words("verify lessons degroot --out checked"));
    let page = report(&desk, "followed checked");
    let first = text(&page, "id=\"r1-headline\"", "</section>");
    assert!(first.contains("2009-03-15: ") && first.contains(" ties.") && first.contains("One replicate"), "{first}");
    for id in ["id=\"r1-network\"", "id=\"r1-network-origins\"", "id=\"r2-lessons\""] {
        assert!(page.contains(id), "{id} is missing");
    }
    let second = text(&page, "id=\"r2-headline\"", "</section>");
    assert!(second.contains("degroot: 6 comparisons hold") && second.contains("learning alone"), "{second}");
    // A comparison that failed is said.
    let path = desk.at("checked/comparisons.csv");
    let table = fs::read_to_string(&path).expect("a table").replacen("holds", "fails", 1);
    fs::write(path, table).expect("written");
    let second = text(&report(&desk, "checked"), "id=\"r1-headline\"", "</section>");
    assert!(second.contains("lessons: 1 of ") && second.contains("do not hold"), "{second}");
}

/// Of runs held to patterns the headline counts the verdicts of the table, and names those outside with their numbers.
#[test]
fn patterns_are_told_by_their_verdicts() {
    let desk = Desk::new();
    let pattern = |name: &str, used: &str, range: &str| {
        format!(
            "[pattern.{name}]\nabout = \"about {name}\"\nuse = \"{used}\"\nmeasure = \"ever_members\"\nweek = 29\n{range}\n"
        )
    };
    let file = |scenario: &str| {
        let wide = pattern("wide", "fitted", "range = [0, 5000]");
        let far = pattern("far", "testing", "range = [4000, 5000]");
        format!("version = 1\nscenario = \"{scenario}\"\nweeks = 30\n{wide}{far}{}", pattern("told", "testing", ""))
    };
    desk.write("a.toml", &file("j4dw"));
    desk.write("b.toml", &file("meca"));
    let small = "--seed 3 --replicates 4 --set population.workers=300 --quiet";
    desk.good(&words(&format!("patterns a.toml b.toml {small} --out held")));
    let table = rows(&desk, "held/patterns.csv");
    let counts = |used: Option<&str>| {
        let of = |verdict: &str| {
            let own = table.iter().filter(|row| used.is_none_or(|used| row["use"] == used));
            own.filter(|row| row["verdict"] == verdict).count()
        };
        format!("{} inside, {} partly, {} outside", of("inside"), of("partly"), of("outside"))
    };
    assert_eq!(counts(None), "2 inside, 0 partly, 2 outside", "{table:?}");
    let page = report(&desk, "held");
    let said = text(&page, "id=\"r1-headline\"", "</section>");
    for expected in [
        format!("Of 4 patterns that were observed: {}", counts(None)),
        format!("Of 2 used in fitting: {}", counts(Some("fitted"))),
        format!("of 2 not used: {}", counts(Some("testing"))),
        "Outside: far of J4DW – about far. 95 % of runs lie from ".to_owned(),
        "Outside: far of MECA – about far. ".to_owned(),
        "observed is 4000 to 5000".to_owned(),
        "2 patterns were not observed in numbers".to_owned(),
    ] {
        assert!(said.contains(&expected), "{expected} is missing in {said}");
    }
    assert!(page.contains("<h1>Held to what was observed: J4DW and MECA</h1>"));
    // A verdict that is changed in the table changes what is said.
    let path = desk.at("held/patterns.csv");
    let changed = fs::read_to_string(&path).expect("a table").replacen(",outside", ",partly", 1);
    fs::write(path, changed).expect("written");
    let said = text(&report(&desk, "held"), "id=\"r1-headline\"", "</section>");
    assert!(said.contains("2 inside, 1 partly, 1 outside") && said.contains("Partly: far of J4DW."), "{said}");
}

/// Nothing but the page's own markup is markup, and nothing is fetched.
#[test]
fn names_of_files_are_words() {
    let desk = Desk::new();
    let evil = "<script>alert(1)</script>'\\\"]]></style>&amp;<!--";
    desk.write(
        "evil.toml",
        &format!("version = 1\nname = \"{evil}\"\npopulation = \"london-domestic-workers\"\n\n[organisation.Circle]\n"),
    );
    let run =
        "compare evil.toml j4dw --seed 3 --weeks 20 --replicates 2 --set population.workers=100 --quiet --out results";
    desk.good(&words(run));
    let page = report(&desk, "results");
    for (what, times) in [("<script", 1 + 5), ("</script>", 1 + 5), ("</style>", 1), ("<!--", 0)] {
        assert_eq!(page.matches(what).count(), times, "{what}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("default-src 'none'; script-src 'sha256-"));
    for fetched in ["src=\"", "@import", "url(", "<link"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn the_same_folders_give_the_same_page_and_a_page_is_not_lost() {
    let desk = Desk::new();
    compared(&desk, "--replicates 2");
    desk.good(&words("run j4dw --seed 3 --weeks 20 --replicates 2 --set population.workers=100 --quiet --out second"));
    let page = report(&desk, "results second");
    assert_eq!(page, report(&desk, "results second"));
    for id in ["id=\"r1\"", "id=\"r2\"", "href=\"#r2-figures\"", "id=\"r2-curves\""] {
        assert_eq!(page.matches(id).count(), 1, "{id}");
    }
    desk.refused(&words("report results -o page.html"), &["--out", "--force"]);
    desk.refused(&words("report nothing"), &["hint: name a folder that mobilise wrote"]);
    assert_eq!(desk.names("").iter().filter(|name| name.ends_with(".html")).count(), 1);
    // Of its own accord a page stands beside its first folder, under that one's name.
    for (folders, expected) in [("results", "results-report.html"), ("second results", "second-report.html")] {
        let said = desk.good(&words(&format!("report {folders}")));
        assert!(said.err.contains(&format!("wrote {expected}")) && desk.at(expected).is_file(), "{}", said.err);
        desk.refused(&words(&format!("report {folders}")), &["there already", "--out", "--force"]);
    }
}

/// A study ends by naming the figure worth showing first: effects where some interval leaves zero out.
#[test]
fn a_study_names_the_figure_worth_showing_first() {
    let desk = Desk::new();
    let run = "--seed 3 --weeks 20 --replicates 3 --set population.workers=100";
    for (scenarios, figure) in
        [("compare j4dw j4dw", "curves"), ("compare j4dw meca", "effects"), ("run j4dw", "curves")]
    {
        let said = desk.good(&words(&format!("{scenarios} {run} --out {figure} --force")));
        let expected = format!("worth showing first: {figure}/{figure}.png");
        assert!(said.err.contains(&expected), "{}", said.err);
        let page = format!("mobilise report {figure}   all of it on one page: {figure}-report.html");
        assert!(said.err.contains(&page), "{}", said.err);
        assert!(desk.at(&format!("{figure}/{figure}.png")).is_file());
    }
}
