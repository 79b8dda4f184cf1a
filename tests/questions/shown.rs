//! An answer is drawn and told again from what is stored of it.

use std::collections::BTreeMap;

use mobilise::internals::text::knob_words;

use super::same::{ask, bytes, desk};

/// Numbers of an answer's SVG are those that `ask` left, at its look; other looks are other pictures of the same rows.
#[test]
fn an_answer_is_drawn_again_from_what_is_stored() {
    let desk = desk();
    ask(&desk, "out", &[]);
    let before = bytes(&desk, "out");
    desk.good(&["plot", "out", "--out", "drawn"]);
    assert_eq!(bytes(&desk, "out"), before, "drawing leaves a folder as it is");
    let drawn: BTreeMap<String, Vec<u8>> = bytes(&desk, "drawn").into_iter().collect();
    let left: Vec<_> = before.iter().filter(|(name, _)| name.ends_with(".svg") || name.ends_with(".png")).collect();
    assert!(left.len() >= 12, "seven parts with pictures: {:?}", left.iter().map(|(name, _)| name).collect::<Vec<_>>());
    for (name, bytes) in left {
        assert!(drawn.get(name).is_some_and(|again| again == bytes), "{name} is drawn otherwise");
    }
    let list = desk.good(&["plot", "out", "--list"]).out;
    // Each name is that of the part whose picture it is.
    for (line, (name, title)) in list.lines().zip([
        ("answer", "Members, last year by coping relief"),
        ("answer-shares", "Members, last year: shares of the variance"),
        ("answer-best", "Who wins where, by coping relief and recruitment ask"),
        ("answer-leads", "Ours or Theirs: who leads where"),
        ("answer-missing", "Members of Ours beside those who never joined"),
        ("answer-organisers", "Coping relief 0.5 beside coping relief 0.1"),
        ("effects-members", "What each point does to members"),
    ]) {
        let (called, shows) = line.split_once(' ').expect("a name and a title");
        assert!(called == name && shows.trim().starts_with(title), "{name} shows {title}: {list}");
    }
    let look = ["--theme", "dark", "--width", "480", "--font-size", "9", "--out", "narrow"];
    desk.good(&[&["plot", "out", "--figure", "answer-best"][..], &look].concat());
    assert_eq!(desk.names("narrow"), ["answer-best-dark.png", "answer-best-dark.svg"]);
    let svg = desk.read("narrow/answer-best-dark.svg");
    assert!(svg.contains("width=\"480\"") && svg.contains("#14171C"), "{}", &svg[..300]);
}

/// A picture is of the runs that its sentences are of, or there is none.
#[test]
fn what_is_no_longer_stored_is_not_drawn() {
    let desk = desk();
    ask(&desk, "out", &[]);
    let readings = desk.read("out/readings.csv");
    desk.write("out/readings.csv", &readings[..readings.len() / 2]);
    desk.refused(&["plot", "out"], &["lacks", "whose weeks were read", "`mobilise ask` with --out and this folder"]);
    desk.write("out/readings.csv", &readings);
    let answer = desk.read("out/answer.json");
    let fewer = answer.replacen("\"runs\": 20,", "\"runs\": 19,", 1);
    assert_ne!(answer, fewer);
    desk.write("out/answer.json", &fewer);
    desk.refused(&["report", "out"], &["covers 19 runs, but its store holds 20", "answer again"]);
    desk.write("out/answer.json", &answer);
    std::fs::remove_dir_all(desk.at("out/store")).expect("removed");
    let list = desk.good(&["plot", "out", "--list"]).out;
    assert!(list.starts_with("effects-") && !list.contains("answer"), "{list}");
    desk.write("out/answer.json", "{}");
    desk.refused(&["report", "out"], &["missing field `asks`"]);
}

/// Text without markup.
pub fn plain(html: &str) -> String {
    let mut inside = true;
    let kept = html.chars().filter(|c| {
        match c {
            '<' => inside = false,
            '>' => inside = true,
            _ => return inside,
        }
        false
    });
    let text: String = kept.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The part of a page that is in an element with this id, up to the end of its section.
pub fn section(page: &str, id: &str) -> String {
    let rest = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("there is no {id}")).1;
    plain(rest.split_once("</section>").expect("an end").0)
}

#[test]
fn a_report_has_the_question_its_answer_and_its_notes() {
    let desk = desk();
    ask(&desk, "out", &["--replicates", "3"]);
    desk.good(&["report", "out", "-o", "page.html"]);
    let page = desk.read("page.html");
    let answer: serde_json::Value = serde_json::from_str(&desk.read("out/answer.json")).expect("JSON");
    assert!(page.contains("<h1>Does all of it come out the same?</h1>"));
    let said = section(&page, "r1-headline");
    let mut seen = 0;
    for part in answer["answers"].as_array().expect("parts") {
        assert!(said.contains(&part["heading"].as_str().expect("a heading").replace('&', "&amp;")));
        for sentence in part["sentences"].as_array().expect("sentences") {
            let sentence = sentence.as_str().expect("words");
            assert!(said.contains(sentence), "{sentence} is missing in {said}");
            seen += 1;
        }
    }
    assert!(seen > 6 && said.contains(answer["made"].as_str().expect("words")), "{said}");
    let warnings = section(&page, "r1-warnings");
    let notes = answer["notes"].as_array().expect("notes");
    assert!(!notes.is_empty());
    for note in notes {
        assert!(warnings.contains(note.as_str().expect("words")), "{note} is missing in {warnings}");
    }
    // The answer's pictures come first, with their values in a table: those of shares are no differences.
    let place = |id: &str| page.find(&format!("<figure id=\"r1-{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    assert!(place("answer") < place("effects-members"));
    let shares = &page[place("answer-shares")..];
    let shares = plain(shares.split_once("</figure>").expect("an end").0);
    assert!(shares.contains("Value95 % interval") && !shares.contains("Difference"), "{shares}");
}

/// A sentence names a point of many knobs by the number under which `points.csv` has it.
#[test]
fn points_of_many_knobs_are_told_by_number() {
    let desk = desk();
    let knobs = ["coping.relief", "coping.resonance", "recruitment.ask", "talk.influence", "learning.rate"];
    let vary: String = knobs.iter().map(|knob| format!("{knob} = {{ from = 0.05, to = 0.5 }}\n")).collect();
    let asked = |vary: &str| {
        format!(
            "version = 1\nscenario = \"tiny.toml\"\ndesign = \"sobol\"\nrows = 4\nreplicates = 2\nseed = 5\n\
             outcomes = [\"members\"]\n[vary]\n{vary}[question]\nasks = \"Where is it?\"\n\
             [question.answer.best]\nkind = \"best\"\n"
        )
    };
    let vary_as = |vary: String| vary.replace("learning.rate = { from = 0.05", "learning.rate = { from = 0.02");
    desk.write("asked.toml", &asked(&vary_as(vary.clone())));
    let said = ask(&desk, "many", &[]);
    let answer: serde_json::Value = serde_json::from_str(&desk.read("many/answer.json")).expect("JSON");
    let numbers = answer["answers"][0]["numbers"].as_array().expect("numbers");
    // Each number is that of the point in the tables.
    let outcomes = desk.read("many/outcomes.csv");
    let named = |number: &serde_json::Value| -> Option<u32> {
        number["what"].as_str().expect("words").strip_prefix("point ")?.parse().ok()
    };
    assert!(numbers.iter().any(|number| named(number).is_some()), "{numbers:?}");
    for (number, point) in numbers.iter().filter_map(|number| Some((number, named(number)?))) {
        let row = outcomes.lines().find(|row| row.starts_with(&format!("{point},Ours,members,"))).expect("its row");
        let mean: f64 = row.split(',').nth(3).expect("a mean").parse().expect("a number");
        assert!((mean - number["value"].as_f64().expect("a mean")).abs() < 1e-9, "{number} but {row}");
    }
    let told = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("at point ") && told.contains("points.csv says what each point turns."), "{told}");
    // The best is told in full, once, with the levels that the table of points has.
    let (before, after) = told.split_once(" is: ").expect("what the best point is");
    let knobs = knobs.map(knob_words);
    assert!(!knobs.iter().any(|knob| before.contains(knob)), "{told}");
    let point = before.rsplit(' ').next().expect("its number");
    let points = desk.read("many/points.csv");
    let row = points.lines().find(|row| row.starts_with(&format!("{point},"))).expect("its row");
    for (knob, cell) in knobs.iter().zip(row.split(',').skip(3)) {
        let level: f64 = cell.parse().expect("a level");
        let said = after.split_once(&format!("{knob} ")).expect("the knob").1;
        let said: f64 =
            said.split([' ', ',']).next().expect("a level").trim_end_matches('.').parse().expect("a number");
        assert!((said / level - 1.0).abs() < 1e-3, "{knob} {said}, in the table {level}");
    }
    // Of four knobs they are named.
    desk.write("asked.toml", &asked(vary.split_once("learning.rate").expect("the last").0));
    let told = ask(&desk, "few", &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("coping resonance 0.") && !told.contains(" point 1"), "{told}");
}
