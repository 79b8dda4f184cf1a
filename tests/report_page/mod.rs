//! A report in a real browser.
//!
//! The contract: it opens from the disk without asking anything of a network and without an error; what it says under
//! the pointer and by keys are the numbers of the tables; tables open by keyboard; nothing sticks out at any width from
//! a telephone's to a projector's; it prints; it turns dark; names out of scenario files do nothing.
//!
//! It can break with any line of the page's script or style. Skipped with a word where no browser is installed.

#![allow(clippy::print_stdout)] // says when it is skipped
#![allow(clippy::disallowed_methods)] // tests read files of their own

use crate::program;

use crate::chromium;

use chromium::Browser;
use program::Desk;
use serde_json::{Value, json};

/// Names that would be markup, a script's end or an attribute's, if anything were pasted together.
const HOSTILE: &str = "<script>document.title=1</script><img src=x onerror=alert(1)>\"' ]]></style>";

/// A comparison of the two cases, a scenario with hostile names beside itself, and a folder of every other kind, on one
/// page.
fn page(desk: &Desk) -> std::path::PathBuf {
    let small = ["--weeks", "80", "--replicates", "4", "--seed", "1", "--set", "population.workers=300", "--quiet"];
    desk.good(&[&["compare", "--out", "pair"][..], &small].concat());
    let name = HOSTILE.replace('\\', "\\\\").replace('"', "\\\"");
    desk.write(
        "hostile.toml",
        &format!(
            "version = 1\nname = \"{name}\"\nabout = \"{name}\"\npopulation = \"london-domestic-workers\"\n\n\
             [organisation.\"Circle\"]\n"
        ),
    );
    desk.good(&[&["compare", "hostile.toml", "j4dw", "--out", "hostile"][..], &small].concat());
    desk.write(
        "grid.toml",
        "version = 1\nscenario = \"j4dw\"\nseed = 1\nreplicates = 3\noutcomes = [\"attendance\"]\n\n[vary]\n\
         coping.relief = [0.1, 0.5]\ntalk.influence = [0.01, 0.05]\n",
    );
    desk.good(&["sweep", "grid.toml", "--weeks", "40", "--set", "population.workers=200", "--quiet", "--out", "grid"]);
    let words = |line: &'static str| line.split(' ').collect::<Vec<_>>();
    let sizes = "--weeks 40 --replicates 2 --set population.workers=200 --quiet --out sensitivity";
    desk.good(&[words("sensitivity which-knobs-matter"), words(sizes)].concat());
    desk.good(&words("calibrate first-year --particles 12 --at-most 40 --seed 3 --quiet --out calibration"));
    desk.good(&words("network follow j4dw --seed 3 --weeks 40 --set population.workers=200 --at 0,39 --out followed"));
    desk.good(&words("verify logit --out checked"));
    let sizes = "--weeks 40 --replicates 2 --set population.workers=200 --quiet --out asked";
    desk.good(&[words("ask coping"), words(sizes)].concat());
    desk.good(&words("patterns j4dw --seed 3 --replicates 3 --set population.workers=200 --quiet --out held"));
    desk.write(
        "tiny.toml",
        "version = 1\nname = \"Tiny\"\n\n[run]\nweeks = 60\n\n[population]\nworkers = 120\n\n[organisation.Ours]\n\
         founders.count = 8\n\n[agency.Desk]\n",
    );
    desk.write(
        "question.toml",
        "version = 1\nscenario = \"tiny.toml\"\nreplicates = 6\nseed = 5\noutcomes = [\"ever_members\"]\n\n[vary]\n\
         recruitment.ask = [0.0, 0.6]\n\n[question]\nasks = \"Does asking bring members?\"\n\n[question.answer.asking]\n\
         kind = \"effect\"\nthis = { recruitment.ask = 0.6 }\nbeside = { recruitment.ask = 0.0 }\n",
    );
    desk.write(
        "structures.toml",
        &format!(
            "version = 1\nscenario = \"tiny.toml\"\n\n[alternatives.structure.\"nobody says yes\"]\nrecruitment.base = -20.0\n\n\
             [alternatives.structure.\"{name}\"]\nremove = [\"agency.Desk\"]\n\n\
             [alternatives.structure.\"everybody asks\"]\nrecruitment.ask = 1.0\n"
        ),
    );
    desk.good(&words("robust question.toml --structures structures.toml --quiet --out robust"));
    let all = "report pair hostile grid sensitivity calibration followed checked asked held robust -o page.html";
    desk.good(&words(all));
    desk.at("page.html").canonicalize().expect("a page")
}

/// What a drawing's tip says.
const TIP: &str = "(document.querySelector('.tip') || {textContent: ''}).textContent";

#[test]
fn a_report_in_a_browser() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = Desk::new();
    let page = page(&desk);

    browser.window(1280, 800, false);
    browser.open(&page);
    says_what_curves_say(&mut browser, &desk);
    tables_open_by_keyboard(&mut browser);
    other_figures_say_their_values(&mut browser);
    items_say_what_tables_say(&mut browser, &desk);
    grounds(&mut browser);
    names_are_inert(&mut browser);
    nothing_sticks_out(&mut browser, &page);
    it_prints(&mut browser);
    is_accessible(&mut browser);

    let asked = |event: &&Value| event["method"] == "Network.requestWillBeSent";
    let urls: Vec<&Value> =
        browser.events.iter().filter(asked).map(|event| &event["params"]["request"]["url"]).collect();
    assert!(urls.iter().all(|url| url.as_str().is_some_and(|url| url.starts_with("file://"))), "it fetched {urls:?}");
    let wrong = ["Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"];
    let wrong: Vec<&Value> =
        browser.events.iter().filter(|event| wrong.iter().any(|method| event["method"] == *method)).collect();
    assert!(wrong.is_empty(), "the console says {wrong:?}");
}

/// Left, top, width and height of an element in the window.
fn place(browser: &mut Browser, selector: &str) -> [f64; 4] {
    let rectangle = browser.value(&format!(
        "(() => {{ const e = document.querySelector({}); e.scrollIntoView(); const r = e.getBoundingClientRect(); \
         return [r.x, r.y, r.width, r.height]; }})()",
        json!(selector)
    ));
    std::array::from_fn(|n| rectangle[n].as_f64().unwrap_or_else(|| panic!("{selector}: {rectangle}")))
}

/// The row of `curves.csv` of a week: date, low, median, high.
fn curve(desk: &Desk, scenario: &str, measure: &str, date: &str) -> [f64; 3] {
    let table = desk.read("pair/curves.csv");
    let head = format!("{scenario},{scenario},{measure},");
    let row = table.lines().find(|line| line.starts_with(&head) && line.split(',').nth(4) == Some(date));
    let cells: Vec<&str> = row.unwrap_or_else(|| panic!("{head} {date}")).split(',').collect();
    [cells[7], cells[6], cells[8]].map(|cell| cell.parse().expect("a number"))
}

/// A number as a reader of the tip meets it, back as a number.
fn numbers(text: &str) -> Vec<f64> {
    let cleaned = text.replace('−', "-").replace(',', "");
    let words = cleaned.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    words.filter_map(|word| word.parse().ok()).collect()
}

fn agree(said: &[f64], table: [f64; 3]) -> bool {
    said.len() == 3 && said.iter().zip(table).all(|(a, b)| (a - b).abs() <= 0.006 * b.abs().max(1.0))
}

fn says_what_curves_say(browser: &mut Browser, desk: &Desk) {
    let [left, top, width, height] = place(browser, "#r1-curves .wide");
    // Two weeks in the first panel, by pointer.
    let mut dates = Vec::new();
    for along in [0.2, 0.33] {
        browser.point(left + width * along, top + height * 0.35);
        let date = browser.value("document.querySelector('.tip b').textContent");
        let date = date.as_str().expect("a date").to_owned();
        let lines = browser.value("[...document.querySelectorAll('.tip span')].map((line) => line.textContent)");
        for (line, scenario) in lines.as_array().expect("lines").iter().zip(["J4DW", "MECA"]) {
            let line = line.as_str().expect("a line");
            let values = numbers(line.strip_prefix(&format!("{scenario}: ")).expect("the curve's name"));
            let table = curve(desk, scenario, "members", &date);
            assert!(agree(&values, table), "{date} {line} but {table:?}");
        }
        dates.push(date);
    }
    assert!(dates[0] < dates[1], "time goes from left to right: {dates:?}");
    // The same by keys, aloud: one week on.
    browser.value("document.querySelector('#r1-curves .wide').focus()");
    browser.press("Home");
    browser.press("ArrowRight");
    let said = browser.value("document.querySelector('#r1-curves .said').textContent");
    let said = said.as_str().expect("words");
    assert!(said.starts_with("2009-03-22; J4DW ") && said.contains("Members, people"), "{said}");
    browser.press("Escape");
    assert_eq!(browser.value(TIP), json!(""));
}

fn tables_open_by_keyboard(browser: &mut Browser) {
    browser.value("document.querySelector('#r1-curves summary').focus()");
    browser.press("Enter");
    browser.wait("document.querySelector('#r1-curves details').open");
    let heads = browser.value("[...document.querySelectorAll('#r1-curves thead')][0].textContent");
    assert_eq!(heads, json!("DateJ4DWMECA"));
    let rows = browser.value("document.querySelector('#r1-curves tbody').rows.length");
    assert_eq!(rows, json!(7), "80 weeks by 13");
}

fn other_figures_say_their_values(browser: &mut Browser) {
    for (figure, along, down, words) in [
        ("#r1-effects", 0.5, 0.4, "difference, % of the mean of the two"),
        ("#r3-map-attendance", 0.25, 0.4, "coping relief 0."),
        ("#r8-answer", 0.25, 0.4, "Mobilised, last year"),
    ] {
        let [left, top, width, height] = place(browser, &format!("{figure} .wide"));
        browser.point(left + width * along, top + height * down);
        let tip = browser.value(TIP);
        assert!(tip.as_str().is_some_and(|tip| tip.contains(words)), "{figure}: {tip}");
    }
    browser.value("document.querySelector('#r1-distributions .wide').focus()");
    browser.press("ArrowRight");
    let tip = browser.value(TIP);
    assert!(tip.as_str().is_some_and(|tip| tip.contains("run 1 of ") && tip.contains("median: ")), "{tip}");
    browser.value("document.activeElement.blur()");
}

/// What the tip says of an item of a figure, under the pointer in the middle of its place: heading, and all of it.
fn tip_of(browser: &mut Browser, figure: &str, item: usize) -> (String, String) {
    let middle = browser.value(&format!(
        "(() => {{ const f = document.querySelector('{figure}'); \
         const p = JSON.parse(f.querySelector('script').textContent).places.wide[{item}]; \
         const at = () => {{ const r = f.querySelector('.wide').getBoundingClientRect(); \
           return [r.x + r.width * (p[0] + p[2]) / 2, r.y + r.height * (p[1] + p[3]) / 2]; }}; \
         window.scrollBy(0, at()[1] - 400); return at(); }})()"
    ));
    let at = |n: usize| middle[n].as_f64().unwrap_or_else(|| panic!("{figure} {item}: {middle}"));
    browser.point(at(0), at(1));
    let head = browser.value("(document.querySelector('.tip b') || {textContent: ''}).textContent");
    let all = browser.value(TIP);
    (head.as_str().unwrap_or_default().to_owned(), all.as_str().unwrap_or_default().to_owned())
}

/// The rows of a table by the names of its columns.
fn rows(desk: &Desk, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(desk.at(name)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

/// Whether the first number of a tip after some words is that of the table, as far as it shows digits.
fn says(tip: &str, words: &str, table: &str) -> bool {
    let wanted: f64 = table.parse().expect("a number");
    let said = tip.split_once(words).and_then(|(_, rest)| numbers(rest).first().copied());
    said.is_some_and(|said| (said - wanted).abs() <= 0.006 * wanted.abs().max(1.0))
}

/// A knob as figures name it.
fn plain(knob: &str) -> String {
    knob.replace(['.', '_'], " ")
}

fn items_say_what_tables_say(browser: &mut Browser, desk: &Desk) {
    // Knobs: μ* of a tornado, μ* and σ of a scatter, in the first panel, of what was mobilised in J4DW.
    let effects = rows(desk, "sensitivity/elementary_effects.csv");
    let effect = |knob: &str, column: &str| -> String {
        let mut of = effects.iter().filter(|row| row["measure"] == "outcome" && row["organisation"] == "J4DW");
        of.find(|row| row["outcome"] == "mobilised" && plain(&row["knob"]) == knob).unwrap_or_else(|| panic!("{knob}"))
            [column]
            .clone()
    };
    let (mut tornado, mut scatter) = (Vec::new(), Vec::new());
    for item in 0..3 {
        let (knob, tip) = tip_of(browser, "#r4-tornado", item);
        assert!(says(&tip, ": ", &effect(&knob, "mu_star")) && tip.contains("J4DW: mobilised, last year"), "{tip}");
        assert!(says(&tip, "what chance alone would show: ", &effect(&knob, "chance_mu_star")), "{tip}");
        tornado.push(knob);
        let (knob, tip) = tip_of(browser, "#r4-mu-sigma", item);
        assert!(says(&tip, "μ*: ", &effect(&knob, "mu_star")) && says(&tip, "σ: ", &effect(&knob, "sigma")), "{tip}");
        scatter.push(knob);
    }
    assert!(tornado.windows(2).all(|two| two[0] != two[1]), "{tornado:?}");
    assert_eq!(tornado, scatter, "both are ranked alike");

    // A knob of the accepted set, and two of them.
    let knobs = rows(desk, "calibration/knobs.csv");
    for (item, row) in [(0, &knobs[0]), (2, &knobs[1])] {
        let (knob, tip) = tip_of(browser, "#r5-pairs", item);
        assert!(
            knob == plain(&row["knob"])
                && says(&tip, &knob, &row["posterior_median"])
                && says(&tip, " to ", &row["posterior_high"]),
            "{tip}"
        );
    }
    let (both, tip) = tip_of(browser, "#r5-pairs", 1);
    assert!(
        both == format!("{} and {}", plain(&knobs[0]["knob"]), plain(&knobs[1]["knob"])) && tip.contains("correlation"),
        "{tip}"
    );

    // A level beside the first, as the answer's numbers have it.
    let answer: Value = serde_json::from_str(&desk.read("asked/answer.json")).expect("JSON");
    let relief = &answer["answers"].as_array().expect("parts")[1];
    assert_eq!(relief["name"], "relief");
    let (level, tip) = tip_of(browser, "#r8-answer-relief", 0);
    let own = relief["numbers"].as_array().expect("numbers").iter();
    let mut own = own.filter(|number| number["what"] == json!(level.as_str()) && number["of"] == "mobilised");
    let mean = own.next().unwrap_or_else(|| panic!("{level} is not among {relief}"))["value"].to_string();
    let shown = tip.rsplit_once("people").map(|(_, note)| numbers(note)).unwrap_or_default();
    assert!(says(&shown.iter().map(f64::to_string).collect::<String>(), "", &mean), "{mean}: {tip}");

    // A pattern, with its numbers and what was observed.
    let (pattern, tip) = tip_of(browser, "#r9-patterns", 0);
    let of = rows(desk, "held/patterns.csv");
    let row = of.iter().find(|row| row["about"] == pattern).unwrap_or_else(|| panic!("{pattern}"));
    assert!(tip.contains("difference from the middle of the observed range"), "{tip}");
    assert!(says(tip.rsplit_once(" (").map_or("", |(_, observed)| observed), "", &row["observed_low"]), "{tip}");

    // What becomes of a statement in each variant.
    let cells = rows(desk, "robust/robust.csv");
    assert_eq!(cells.len(), 4);
    for (item, row) in cells.iter().enumerate() {
        let (variant, tip) = tip_of(browser, "#r10-robust", item);
        assert!(variant.contains(&row["variant"]) && tip.ends_with(&row["verdict"]), "{row:?}: {tip}");
        assert!(says(&tip, "less recruitment ask 0: ", &row["value"]), "{row:?}: {tip}");
        assert!(tip.contains(&format!("{} pairs of runs", row["runs"])), "{row:?}: {tip}");
    }

    // A week's network: as many ties as the file of that week has.
    for (item, file) in ["followed/week-00000.graphml", "followed/week-00039.graphml"].into_iter().enumerate() {
        let (date, tip) = tip_of(browser, "#r6-network", item);
        let ties = format!("{} ties", desk.read(file).matches("<edge ").count());
        assert!(date.starts_with("2009-") && tip.contains(&ties) && tip.contains("J4DW: "), "{ties}: {tip}");
    }

    // A point of the engine, and what was expected there.
    let curves = rows(desk, "checked/curves.csv");
    for (item, row) in curves.iter().filter(|row| row["line"] == "found").enumerate() {
        let (_, tip) = tip_of(browser, "#r7-logit", item);
        assert!(says(&tip, "the engine: ", &row["y"]) && tip.contains("expected: "), "{row:?}: {tip}");
    }

    // Each has its values as a table too, with a row for every item of the first panel.
    for (figure, least) in [
        ("#r4-tornado", 8),
        ("#r4-mu-sigma", 8),
        ("#r5-pairs", 2),
        ("#r6-network", 2),
        ("#r7-logit", 2),
        ("#r8-answer", 4),
        ("#r9-patterns", 5),
        ("#r10-robust", 4),
    ] {
        let rows = browser.value(&format!("document.querySelector('{figure} details tbody').rows.length"));
        assert!(rows.as_u64().is_some_and(|rows| rows >= least), "{figure}: {rows}");
    }
}

/// The colour of the page and of the first picture's ground.
const GROUNDS: &str = "[getComputedStyle(document.body).backgroundColor, \
     getComputedStyle(document.querySelector('#r1-curves .wide rect')).fill]";

fn grounds(browser: &mut Browser) {
    let ground = |colour: &str| json!([colour, colour]);
    let (light, dark) = (ground("rgb(255, 255, 255)"), ground("rgb(20, 23, 28)"));
    assert_eq!(browser.value(GROUNDS), light);
    browser.value("document.getElementById('ground').click()");
    assert_eq!(browser.value(GROUNDS), dark);
    browser.value("document.getElementById('ground').click()");
    assert_eq!(browser.value(GROUNDS), light);
    browser.value("document.documentElement.className = ''");
    browser.window(1280, 800, true);
    assert_eq!(browser.value(GROUNDS), dark, "as the reader's system has it");
    browser.window(1280, 800, false);
}

fn names_are_inert(browser: &mut Browser) {
    assert_eq!(browser.value("document.querySelectorAll('img').length"), json!(0));
    assert_eq!(browser.value("document.title.includes('<script>')"), json!(true), "it is shown as it is");
    let scripts = "[...document.scripts].filter((one) => one.type !== 'application/json').length";
    assert_eq!(browser.value(scripts), json!(1));
    // Were one to get through, the page's policy stops it.
    browser.value(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.caught = true'; \
         document.body.append(s); s.remove(); })()",
    );
    assert_eq!(browser.value("window.caught === undefined"), json!(true));
    // That we tried is the one thing the console may speak of.
    browser.wait("true");
    let tried =
        |event: &Value| event["method"] == "Log.entryAdded" && event.to_string().contains("Content Security Policy");
    browser.events.retain(|event| !tried(event));
}

/// Elements that reach beyond the page and do not lie in a box that scrolls, and words beyond their picture.
const OUTSIDE: &str = "(() => { \
    const wide = document.documentElement.clientWidth; \
    const seen = (e) => e.getClientRects().length > 0 && !e.closest('.scroll, pre, .skip, .said'); \
    const out = [...document.body.querySelectorAll('*')].filter((e) => { \
      const r = e.getBoundingClientRect(); return seen(e) && (r.right > wide + 1 || r.left < -1); }); \
    const cut = [...document.querySelectorAll('figure svg')].filter((e) => e.getClientRects().length > 0).flatMap((svg) => { \
      const page = svg.getBoundingClientRect(); \
      return [...svg.querySelectorAll('text')].filter((e) => { \
        const r = e.getBoundingClientRect(); return r.right > page.right + 1 || r.left < page.left - 1; }); }); \
    return [...out, ...cut].slice(0, 5).map((e) => e.tagName + ' ' + e.textContent.slice(0, 60)); })()";

/// Words of a picture that lie over others: their boxes, less what a line has over and under its letters.
const OVERLAPPING: &str = "(() => { \
    const found = []; \
    for (const svg of document.querySelectorAll('figure svg')) { \
      if (svg.getClientRects().length === 0) continue; \
      const boxes = [...svg.querySelectorAll('text')].map((e) => { \
        const r = e.getBoundingClientRect(); const trim = 0.2 * r.height; \
        return [r.left + 1, r.top + trim, r.right - 1, r.bottom - trim, e.textContent.trim()]; }); \
      boxes.forEach((a, n) => boxes.slice(n + 1).forEach((b) => { \
        if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) \
          found.push(svg.closest('figure').id + ': ' + a[4] + ' | ' + b[4]); })); \
    } \
    return found.slice(0, 5); })()";

fn nothing_sticks_out(browser: &mut Browser, page: &std::path::Path) {
    for width in [360, 768, 1280, 1920] {
        browser.window(width, 800, false);
        browser.open(page);
        browser.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        let across = browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        let outside = browser.value(OUTSIDE);
        assert!(across == json!(true) && outside == json!([]), "{width} wide: {outside}");
        assert_eq!(browser.value(OVERLAPPING), json!([]), "{width} wide");
        let shown = browser.value(
            "[...document.querySelectorAll('.drawing')].filter((e) => e.getClientRects().length > 0).length \
             === document.querySelectorAll('figure').length",
        );
        assert_eq!(shown, json!(true), "one drawing of each figure at {width}");
    }
    // Where there is only a wider face than the one the pictures are measured for.
    browser.window(1280, 800, false);
    browser.open(page);
    browser.value(
        "document.querySelectorAll('figure svg text').forEach((e) => { e.style.fontFamily = 'narrowed, \"DejaVu Sans\"'; })",
    );
    browser.value("document.fonts.ready.then(() => true)");
    let outside = browser.value(OUTSIDE);
    assert_eq!(outside, json!([]), "in a wide face");
}

fn it_prints(browser: &mut Browser) {
    browser.value("document.querySelectorAll('details').forEach((one) => { one.open = false; })");
    let paper = json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69 });
    let printed = browser.call("Page.printToPDF", paper);
    let pdf = base64(printed["data"].as_str().expect("a document"));
    let pages = pdf.windows(12).filter(|words| words.starts_with(b"/Type /Page") && words[11] != b's').count();
    assert!(pages > 3, "{pages} pages");
    // On paper of A4 every figure has room on one page, and none is parted.
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": 688, "height": 1000, "deviceScaleFactor": 1, "mobile": false }),
    );
    let whole = browser.value(
        "[...document.querySelectorAll('figure')].every((e) => getComputedStyle(e).breakInside === 'avoid' \
         && e.getBoundingClientRect().height < 1000 && e.querySelector('.wide').getClientRects().length === 1)",
    );
    assert_eq!(whole, json!(true), "figures are whole on paper");
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
    browser.window(1280, 800, false);
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).expect("base64")
}

/// Where `MOBILISE_AXE` names the script of axe-core, as in CI: it finds nothing serious, on either ground.
fn is_accessible(browser: &mut Browser) {
    let Some(axe) = std::env::var_os("MOBILISE_AXE") else {
        println!("skipped: MOBILISE_AXE names no script of axe-core");
        return;
    };
    let axe = std::fs::read_to_string(axe).expect("axe-core");
    browser.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    for dark in [false, true] {
        browser.window(1280, 800, dark);
        browser.value(&format!("{axe}; true"));
        let found = browser.value(
            "axe.run(document).then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))\
             .map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')))",
        );
        assert_eq!(found, json!([]), "dark: {dark}");
    }
}
