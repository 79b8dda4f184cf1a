//! The local page in a real browser.
//!
//! The contract: curves come; a knob moves them in the expected direction, with a paired difference; a second scenario
//! lies beside the first; the network plays and tells stories; what is exported can be opened again and gives the same;
//! a link restores all; it works by keys alone, in large type, from a telephone's width to a projector's, on both
//! grounds, and for those who only watch; it asks nothing of any other machine and the console has nothing to say.
//!
//! It can break with any line of the page. Skipped with a word where no browser is installed.

#![allow(clippy::print_stdout)] // says when it is skipped
#![allow(clippy::disallowed_methods)] // tests read files of their own

use crate::chromium;

mod built;
mod rooms;

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use chromium::Browser;
use mobilise::serve::{Options, Server};
use serde_json::{Value, json};

/// J4DW among fewer people and for four years, so that runs are short; and with a name of markup.
const SMALL: &str = "version = 1\nname = \"<img src=x onerror=alert(1)>\"\nabout = \"</script>'\\\"\"\nbase = \"j4dw\"\n\n\
     [run]\nweeks = 208\n\n[population]\nworkers = 600\n";

#[test]
fn the_page_in_a_browser() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("small.toml");
    std::fs::write(&file, SMALL).expect("a file");
    let options = Options {
        scenario: Some(file.display().to_string()),
        listen: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        threads: 2,
        ..Options::default()
    };
    let server = Server::open(&options).unwrap_or_else(|problems| panic!("{problems}"));
    let answering = Arc::clone(&server);
    std::thread::spawn(move || answering.serve());
    let addresses = server.addresses();

    browser.window(1280, 800, false);
    browser.visit(&addresses[0]);
    settle(&mut browser, 40);
    assert_eq!(browser.value("location.search"), json!(""), "the key has left the address bar");
    assert_eq!(browser.value("document.querySelectorAll('img').length"), json!(0), "names are text");
    a_knob_moves_the_curve(&mut browser);
    a_step_is_undone(&mut browser);
    a_link_restores_all(&mut browser);
    a_file_comes_back(&mut browser, folder.path());
    another_beside_it(&mut browser);
    interventions_move(&mut browser);
    out_of_reach(&mut browser, &addresses[0]);
    the_network_plays_and_tells(&mut browser);
    keys_alone_reach_everything(&mut browser);
    in_large_type(&mut browser);
    nothing_sticks_out(&mut browser);
    is_accessible(&mut browser);
    watchers_watch(&mut browser, &addresses[1]);

    let asked = |event: &&Value| event["method"] == "Network.requestWillBeSent";
    let urls: Vec<&str> = browser
        .events
        .iter()
        .filter(asked)
        .filter_map(|event| event["params"]["request"]["url"].as_str())
        .filter(|url| !url.starts_with("http://127.0.0.1:") && !url.starts_with("blob:http://127.0.0.1:"))
        .collect();
    assert!(urls.is_empty(), "it asked {urls:?}");
    let wrong = ["Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"];
    let wrong: Vec<&Value> =
        browser.events.iter().filter(|event| wrong.iter().any(|method| event["method"] == *method)).collect();
    assert!(wrong.is_empty(), "the console says {wrong:?}");
}

/// Waits until so many runs are drawn and none is under way.
fn settle(browser: &mut Browser, runs: u32) {
    browser.wait(&format!(
        "document.body?.dataset.running === 'no' && document.body.dataset.runs === '{runs}' && \
         document.getElementById('alert').hidden"
    ));
}

/// The sentence of what came out, and its numbers.
fn headline(browser: &mut Browser) -> (String, Vec<f64>) {
    let text = browser.value("document.getElementById('headline').textContent");
    let text = text.as_str().expect("words").to_owned();
    let cleaned = text.replace('−', "-").replace([',', '+'], "");
    let numbers = cleaned.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    let numbers = numbers.filter_map(|word| word.trim_end_matches('.').parse().ok()).collect();
    (text, numbers)
}

/// Sets a field as a user does, and says so.
fn set(browser: &mut Browser, id: &str, value: &str, event: &str) {
    browser.value("document.body.dataset.running = 'asked', true");
    browser.value(&format!(
        "(() => {{ const e = document.getElementById({0}); e.value = {1}; e.dispatchEvent(new Event({2})); }})()",
        json!(id),
        json!(value),
        json!(event)
    ));
}

fn a_knob_moves_the_curve(browser: &mut Browser) {
    let (text, before) = headline(browser);
    assert!(text.contains("mobilised in the last year") && text.contains("over 40 runs"), "{text}");
    assert_eq!(browser.value("document.getElementById('difference').hidden"), json!(true), "nothing was moved");
    // By keys, from the slider itself: no hours for learning.
    browser.value("document.getElementById('k-organisation-J4DW-hours-learning').focus()");
    browser.value("document.body.dataset.running = 'asked', true");
    browser.press("Home");
    settle(browser, 40);
    browser.wait("document.getElementById('headline').textContent.includes('40 pairs')");
    let (text, after) = headline(browser);
    // Mean, difference, low, high, pairs.
    assert_eq!(after.len(), 5, "{text}");
    assert!(
        after[0] < before[0] && after[3] < 0.0 && (before[0] + after[1] - after[0]).abs() < 0.2,
        "{text}, {before:?}"
    );
    let said = browser.value("document.querySelector('#curves .readout').textContent");
    assert_eq!(said, json!("startJ4DW"), "where it started stays as a trace");
    assert_eq!(browser.value("document.getElementById('difference').hidden"), json!(false));
    // Shares that were not turned gave way: .3 of .75 is .4 of 1.
    let sharing =
        browser.value("document.querySelector('[data-name=\"organisation.J4DW.hours.sharing\"] .exact').value");
    assert_eq!(sharing, json!("0.4"));
    // What a knob means stands beside it, and others are found by a word.
    set_search(browser, "cushion");
    let found = browser.value("document.querySelector('#found .knob').textContent");
    assert!(
        found.as_str().is_some_and(|text| text.contains("efficacy: cushion") && text.contains("source:")),
        "{found}"
    );
    set_search(browser, "");
}

/// Undo and redo by button and key, and units on the axes.
fn a_step_is_undone(browser: &mut Browser) {
    let learning = "document.querySelector('[data-name=\"organisation.J4DW.hours.learning\"] .exact').value";
    assert_eq!(browser.value(learning), json!("0"));
    browser.value("document.activeElement.blur(); document.body.dataset.running = 'asked', true");
    browser.value("document.getElementById('undo').click()");
    browser.wait(&format!("{learning} === '0.25'"));
    settle(browser, 40);
    assert_eq!(browser.value("document.getElementById('difference').hidden"), json!(true), "as it began");
    browser.value("document.body.dataset.running = 'asked', true");
    browser.value("document.getElementById('redo').click()");
    browser.wait(&format!("{learning} === '0'"));
    settle(browser, 40);
    browser.wait("document.getElementById('headline').textContent.includes('40 pairs')");
}

fn set_search(browser: &mut Browser, word: &str) {
    browser.value(&format!(
        "(() => {{ const e = document.getElementById('search'); e.value = {}; e.dispatchEvent(new Event('input')); }})()",
        json!(word)
    ));
}

fn a_link_restores_all(browser: &mut Browser) {
    let (text, _) = headline(browser);
    let link = browser.value("location.href");
    let link = link.as_str().expect("an address").to_owned();
    assert!(link.contains('#'), "{link}");
    browser.visit("about:blank");
    browser.wait("location.href === 'about:blank'");
    browser.visit(&link);
    settle(browser, 40);
    browser.wait("document.getElementById('headline').textContent.includes('40 pairs')");
    assert_eq!(headline(browser).0, text);
}

fn a_file_comes_back(browser: &mut Browser, folder: &Path) {
    let (_, before) = headline(browser);
    let path = folder.display().to_string();
    browser.call("Page.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path }));
    browser.value("document.getElementById('share').open = true");
    for (button, file) in
        [("toml", "scenario.toml"), ("svg", "mobilise.svg"), ("png", "mobilise.png"), ("csv", "mobilise.csv")]
    {
        browser.value(&format!("document.getElementById('{button}').click()"));
        while !folder.join(file).is_file() {
            browser.wait("true");
        }
    }
    let table = std::fs::read_to_string(folder.join("mobilise.csv")).expect("a table");
    let (heads, row) = (table.lines().next(), table.lines().nth(1).unwrap_or_default());
    assert_eq!(heads, Some("scenario,setting,organisation,date,measure,unit,runs,low,median,high"));
    assert!(row.starts_with("<img src=x onerror=alert(1)>,present,J4DW,2009-"), "{row}");
    assert!(table.len() < 2_000_000, "it is small: {}", table.len());
    let picture = std::fs::read_to_string(folder.join("mobilise.svg")).expect("a picture");
    assert!(picture.starts_with("<svg ") && picture.contains("&lt;img src=x") && !picture.contains("<img"));
    let scenario = std::fs::read_to_string(folder.join("scenario.toml")).expect("a scenario");
    assert!(scenario.contains("hours.learning = 0.0\n") && scenario.contains("seed = 1\n"), "{scenario:.300}");
    let input = browser.call("Runtime.evaluate", json!({ "expression": "document.getElementById('open')" }));
    let files = json!({ "files": [folder.join("scenario.toml")], "objectId": input["result"]["objectId"] });
    browser.value("document.body.dataset.running = 'asked', true");
    browser.call("DOM.setFileInputFiles", files);
    settle(browser, 40);
    let (text, after) = headline(browser);
    assert!(text.contains("over 40 runs"), "a start of its own: {text}");
    assert_eq!(after[0], before[0], "{text}");
    assert_eq!(browser.value("document.getElementById('scenario').value"), json!(" text"));
    // A file that is wrong says so and changes nothing.
    std::fs::write(folder.join("wrong.toml"), "version = 1\n[coping]\nreleif = 1\n").expect("a file");
    let files = json!({ "files": [folder.join("wrong.toml")], "objectId": input["result"]["objectId"] });
    // The refusal is an answer that the browser notes in its log.
    browser.call("DOM.setFileInputFiles", files);
    browser.wait("document.getElementById('alert').textContent.includes('relief')");
    browser.events.retain(|event| event["method"] != "Log.entryAdded");
    assert_eq!(headline(browser).0, text);
    set(browser, "scenario", "own", "change");
    settle(browser, 40);
}

fn another_beside_it(browser: &mut Browser) {
    set(browser, "replicates", "20", "change");
    set(browser, "beside", "inward-intersectional", "change");
    settle(browser, 40);
    // Each in a last year of its own, and it says so.
    browser.wait(
        "document.getElementById('headline').textContent.includes(\
         'against Group in the last year of its 520 weeks, over 20 pairs')",
    );
    let said = browser.value("document.querySelector('#curves .readout').textContent");
    assert_eq!(said, json!("GroupJ4DW"));
    // Of 208 and of 520 weeks, drawn in points of two and of four: they are taken from one another week by week. The
    // last of the 208, where the pointer says the medians of both and the mean difference.
    let place = browser.value(
        "(() => { const e = document.getElementById('difference'); e.scrollIntoView({ block: 'center' }); \
         const r = e.querySelector('.u-over').getBoundingClientRect(); return [r.right - 1, r.y + 20]; })()",
    );
    browser.point(place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"));
    let said = "[...document.querySelectorAll('#curves .of, #difference .of')].map((one) => \
                Number(one.textContent.replace('−', '-').match(/ (-?[\\d.]+)/)?.[1]))";
    browser.wait(&format!("{said}.every(Number.isFinite)"));
    let said = browser.value(said);
    let [group, own, difference] = std::array::from_fn(|n| said[n].as_f64().unwrap_or_else(|| panic!("{said}")));
    assert!((own - group - difference).abs() < 10.0, "medians, and the mean of differences: {said}");
    set(browser, "beside", "", "change");
    settle(browser, 40);
}

fn interventions_move(browser: &mut Browser) {
    let title = "document.querySelector('#timeline [data-key=\"intervention.art-workshops\"]').title";
    let before = browser.value(title);
    browser.value("document.querySelector('#timeline [data-key=\"intervention.art-workshops\"]').focus()");
    browser.value("document.body.dataset.running = 'asked', true");
    browser.press("ArrowRight");
    settle(browser, 20);
    let after = browser.value(title);
    assert!(before != after, "four weeks on: {before} {after}");
    // By pointer, and it stays focused where keys had it.
    let place = browser.value(
        "(() => { const e = document.querySelector('#timeline [data-key=\"intervention.art-workshops\"]'); \
         e.scrollIntoView(); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + 5]; })()",
    );
    let [x, y] = [place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place")];
    browser.value("document.body.dataset.running = 'asked', true");
    for (kind, by) in [("mousePressed", 0.0), ("mouseMoved", 60.0), ("mouseReleased", 60.0)] {
        let event = json!({ "type": kind, "x": x + by, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
        browser.call("Input.dispatchMouseEvent", event);
    }
    settle(browser, 20);
    let dragged = browser.value(title);
    assert!(dragged != after, "{dragged}");
    let rows = browser.value("document.querySelectorAll('#timeline .row').length").as_u64().expect("a number");
    // It begins where the curves were clicked on: at three quarters of 208 weeks from 15 March 2009.
    let place = browser.value(
        "(() => { const e = document.getElementById('curves'); e.scrollIntoView(); \
         const r = e.getBoundingClientRect(); return [r.x + 64 + (r.width - 168) * 0.75, r.y + 60]; })()",
    );
    browser.click(place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"));
    browser.wait("document.getElementById('from').textContent === 'from Mar 2012'");
    set(browser, "kind", "outreach", "change");
    browser.value("document.querySelector('#add button').click()");
    browser.wait(&format!("document.querySelectorAll('#timeline .row').length === {}", rows + 1));
    settle(browser, 20);
    let begins = browser.value("document.querySelector('#timeline [data-key=\"intervention.outreach\"]').title");
    assert_eq!(begins, json!("outreach, J4DW: from 2012-03-11"));
    browser.value("document.querySelector('#timeline [data-key=\"intervention.outreach\"]').focus()");
    browser.press("Delete");
    browser.wait(&format!("document.querySelectorAll('#timeline .row').length === {rows}"));
    settle(browser, 20);
}

/// Where the program does not answer, the page says what to do, and that is true: all is set as it was.
fn out_of_reach(browser: &mut Browser, address: &str) {
    let said = "document.getElementById('alert').textContent.includes('start it again')";
    // Another scenario cannot be had, and is not chosen; nor are runs.
    browser.call("Network.setBlockedURLs", json!({ "urls": ["*/scenario", "*/simulate"] }));
    set(browser, "scenario", "lawas", "change");
    browser.wait(said);
    assert_eq!(browser.value("document.getElementById('scenario').value"), json!("own"));
    browser.value("document.getElementById('alert').textContent = ''");
    set(browser, "k-coping-relief", "0.1", "input");
    browser.wait(said);
    browser.call("Network.setBlockedURLs", json!({ "urls": [] }));
    // The failures are noted in the browser's log.
    browser.events.retain(|event| event["method"] != "Log.entryAdded");
    let set_as = browser.value("location.hash");
    let set_as = set_as.as_str().expect("what stands behind the address").to_owned();
    browser.visit("about:blank");
    browser.wait("location.href === 'about:blank'");
    browser.visit(&format!("{address}{set_as}"));
    settle(browser, 20);
    assert_eq!(browser.value("document.getElementById('k-coping-relief').value"), json!("0.1"));
    browser.value("document.body.dataset.running = 'asked', true");
    browser.value("document.getElementById('back').click()");
    settle(browser, 20);
}

fn the_network_plays_and_tells(browser: &mut Browser) {
    assert_eq!(browser.value("document.getElementById('field').hidden"), json!(true), "no empty box");
    browser.value("document.getElementById('network').scrollIntoView()");
    browser.wait("document.getElementById('counts').textContent.includes('members')");
    browser.value("document.getElementById('frame').value = 0; document.getElementById('frame').dispatchEvent(new Event('input'))");
    let first = browser.value("document.getElementById('when').textContent");
    browser.value("document.getElementById('play').click()");
    browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'false' && document.getElementById('frame').value === document.getElementById('frame').max");
    assert_ne!(browser.value("document.getElementById('when').textContent"), first);
    let place = browser.value("(() => { const e = document.getElementById('canvas'); e.scrollIntoView({ block: 'center' }); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    browser.click(place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"));
    browser.wait("document.querySelectorAll('#story li').length > 0");
    let story = browser.value("document.getElementById('story').textContent");
    assert!(story.as_str().is_some_and(|text| text.starts_with("Worker ") && text.contains("They ")), "{story}");
    // By its number as well.
    browser.value("document.getElementById('worker').value = '7'; document.querySelector('#tell button').click()");
    browser.wait("document.querySelector('#story h3').textContent.startsWith('Worker 7 ')");
}

fn keys_alone_reach_everything(browser: &mut Browser) {
    browser.value("document.activeElement.blur(); scrollTo(0, 0)");
    let mut reached = String::new();
    for _ in 0..140 {
        browser.press("Tab");
        let at = browser.value("(document.activeElement.id || document.activeElement.className) + ' ' + (document.activeElement.dataset.key || '')");
        reached.push_str(at.as_str().unwrap_or_default());
        reached.push('\n');
    }
    for id in [
        "present",
        "ground",
        "scenario",
        "beside",
        "back",
        "k-coping-relief",
        "search",
        "seed",
        "intervention.tied-visa",
        "kind",
        "against",
        "load",
        "play",
        "frame",
        "worker",
    ] {
        assert!(reached.contains(id), "Tab does not reach {id}: {reached}");
    }
    browser.value("document.activeElement.blur()");
    browser.press("3");
    assert_eq!(browser.value("document.querySelector('#tabs [aria-pressed=true]').textContent"), json!("attendance"));
    browser.press("1");
}

fn in_large_type(browser: &mut Browser) {
    let size = "parseFloat(getComputedStyle(document.body).fontSize)";
    let shown = "document.querySelectorAll('.knob').length - [...document.querySelectorAll('.knob')].filter((e) => e.getClientRects().length === 0).length";
    let (plain, knobs) = (browser.value(size).as_f64(), browser.value(shown).as_u64());
    browser.press("p");
    let (large, few) = (browser.value(size).as_f64(), browser.value(shown).as_u64());
    assert!(large > plain && few < knobs && few > Some(0), "{plain:?} {large:?} {knobs:?} {few:?}");
    browser.press("p");
    assert_eq!(browser.value(size).as_f64(), plain);
}

/// Elements that reach beyond the page.
const OUTSIDE: &str = "(() => { const wide = document.documentElement.clientWidth; \
    return [...document.body.querySelectorAll('*')].filter((e) => { const r = e.getBoundingClientRect(); \
      return e.checkVisibility() && r.width > 0 && !e.closest('.skip, .hole, #timeline') && (r.right > wide + 1 || r.left < -1); }) \
      .slice(0, 5).map((e) => e.tagName + '#' + e.id + '.' + e.className); })()";

fn nothing_sticks_out(browser: &mut Browser) {
    browser.value("document.getElementById('knobs').open = true");
    for present in [false, true] {
        for width in [360, 414, 768, 900, 1280, 1920] {
            browser.window(width, 800, false);
            browser.value(
                "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))",
            );
            let across = browser.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
            let outside = browser.value(OUTSIDE);
            assert!(across == json!(true) && outside == json!([]), "{width} wide, large {present}: {outside}");
        }
        browser.press("p");
    }
    browser.window(1280, 800, false);
}

/// Where `MOBILISE_AXE` names the script of axe-core, as in CI: it finds nothing serious, on either ground.
fn is_accessible(browser: &mut Browser) {
    let Some(axe) = std::env::var_os("MOBILISE_AXE") else {
        println!("skipped: MOBILISE_AXE names no script of axe-core");
        return;
    };
    let axe = std::fs::read_to_string(axe).expect("axe-core");
    browser.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    browser.value(&format!("{axe}; true"));
    for dark in [false, true] {
        browser.value(&format!("document.documentElement.classList.contains('dark') === {dark} || document.getElementById('ground').click()"));
        let found = browser.value(
            "axe.run(document).then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))\
             .map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')))",
        );
        assert_eq!(found, json!([]), "dark: {dark}");
    }
    browser.value("document.getElementById('ground').click()");
}

fn watchers_watch(browser: &mut Browser, address: &str) {
    browser.visit(address);
    browser.wait("location.search === '' && document.body?.dataset.runs === '20'");
    let knobs = browser.value("document.querySelectorAll('.knob').length");
    let visible =
        browser.value("[...document.querySelectorAll('.turns')].filter((e) => e.getClientRects().length > 0).length");
    assert_eq!((knobs, visible), (json!(0), json!(0)), "nothing to turn");
    let (text, _) = headline(browser);
    assert!(text.contains("mobilised in the last year"), "{text}");
}
