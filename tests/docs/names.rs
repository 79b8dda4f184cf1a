//! Every knob that a page names exists, and every source cited is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mobilise::internals::odd::codes;
use mobilise::knob::catalogue::catalogue;

use super::{PAGES, files_below, root, text};

/// What stands between backquotes on a page, outside blocks of code.
fn quoted(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.split("```").step_by(2).collect();
    prose.iter().flat_map(|part| part.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_knob_a_page_names_exists() {
    let mut known: BTreeSet<String> = catalogue().into_iter().map(|(name, _)| name).collect();
    // Keys of the file format that are not knobs.
    for key in ["founders.origin", "union.with", "hours.internal", "founded", "area", "demands"] {
        known.insert(format!("organisation.NAME.{key}"));
    }
    for key in [
        "draw.from",
        "draw.scenario",
        "draw.knobs",
        "draw.fixed",
        "network.weights",
        "network.twice",
        "network.self_ties",
        "network.direction",
    ] {
        known.insert(key.to_owned());
    }
    for key in
        ["population.origins", "population.areas", "population.base", "population.name", "network.file", "network.ties"]
    {
        known.insert(key.to_owned());
    }
    let groups: BTreeSet<String> =
        known.iter().flat_map(|name| name.match_indices('.').map(|(dot, _)| name[..dot].to_owned())).collect();
    let heads: BTreeSet<&str> = known.iter().filter_map(|name| name.split('.').next()).collect();
    for path in PAGES {
        for name in quoted(&text(path)) {
            let is_knob = name.split('.').next().is_some_and(|head| heads.contains(head))
                && name.contains('.')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c))
                && !["toml", "csv", "json", "rs", "md", "parquet", "svg", "png"]
                    .iter()
                    .any(|end| name.ends_with(&format!(".{end}")));
            assert!(!is_knob || known.contains(&name) || groups.contains(&name), "{path}: there is no knob `{name}`");
        }
    }
}

#[test]
fn every_source_cited_is_listed() {
    // A code is listed where it begins a row of a table.
    let sources = text("docs/sources.md");
    let listed: BTreeSet<&str> =
        sources.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let mut cited: BTreeMap<String, String> = BTreeMap::new();
    for (name, knob) in catalogue() {
        cited.extend(codes(knob.source).into_iter().map(|code| (code, format!("the knob {name}"))));
    }
    let mut files = Vec::new();
    files_below(&root().join("scenarios"), "toml", &mut files);
    files_below(&root().join("src"), "rs", &mut files);
    let pages = PAGES.into_iter().filter(|page| *page != "docs/sources.md").chain(["CHANGELOG.md"]);
    files.extend(pages.map(|page| root().join(page)));
    for file in files {
        let all = fs::read_to_string(&file).expect("a text");
        // In code, sources stand in comments.
        let text: Vec<&str> = match file.extension() {
            Some(end) if end == "rs" => all.lines().filter_map(|line| line.split_once("//")).map(|(_, c)| c).collect(),
            _ => all.lines().collect(),
        };
        cited.extend(codes(&text.join("\n")).into_iter().map(|code| (code, file.display().to_string())));
    }
    let missing: Vec<String> = cited
        .iter()
        .filter(|(code, _)| !listed.contains(code.as_str()))
        .map(|(code, place)| format!("{code} ({place})"))
        .collect();
    assert!(missing.is_empty(), "docs/sources.md does not list {}", missing.join(", "));
    let idle: Vec<&&str> = listed
        .iter()
        .filter(|code| codes(code).len() == 1 && codes(code).contains(**code) && !cited.contains_key(**code))
        .collect();
    assert!(idle.is_empty(), "docs/sources.md lists what nothing cites: {idle:?}");
}
