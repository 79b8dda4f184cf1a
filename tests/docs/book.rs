//! The order of the documentation: every page stands once in its table of contents, and every link leads somewhere.

use std::collections::BTreeSet;

use super::links::anchor;
use super::{files_below, root, text};

/// The pages below docs, by their paths from there.
fn pages() -> BTreeSet<String> {
    let mut files = Vec::new();
    files_below(&root().join("docs"), "md", &mut files);
    let path = |file: &std::path::PathBuf| {
        file.strip_prefix(root().join("docs")).expect("below docs").display().to_string().replace('\\', "/")
    };
    files.iter().map(path).filter(|path| path != "SUMMARY.md").collect()
}

/// What a page links to.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

#[test]
fn every_page_stands_once_in_the_contents() {
    let listed = links(&text("docs/SUMMARY.md"));
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice in docs/SUMMARY.md");
    assert_eq!(once, pages(), "docs/SUMMARY.md lists other pages than there are");
    // The page that a reader of the repository sees has the same order; of the findings only their first page.
    let summary: Vec<&String> = listed.iter().filter(|page| !page.starts_with("findings/")).collect();
    let readme = text("docs/README.md");
    for page in summary.into_iter().filter(|page| *page != "README.md") {
        // The website calls README.md of a folder by another name, so that the folder is linked.
        let shown = page.strip_suffix("README.md").unwrap_or(page);
        assert!(readme.contains(&format!("({shown})")), "docs/README.md does not list {shown}");
    }
}

#[test]
fn links_of_all_pages_lead_somewhere() {
    for page in pages() {
        let whole = text(&format!("docs/{page}"));
        let folder = root().join("docs").join(&page).parent().expect("a folder").to_owned();
        for target in links(&whole).into_iter().filter(|target| !target.starts_with("http")) {
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let path = if file.is_empty() { root().join("docs").join(&page) } else { folder.join(file) };
            assert!(path.exists(), "docs/{page}: {target} leads nowhere");
            if !heading.is_empty() {
                let other = std::fs::read_to_string(&path).expect("a page");
                let known = other.lines().filter(|line| line.starts_with('#')).map(anchor).any(|it| it == heading);
                assert!(known, "docs/{page}: {target}: no such heading");
            }
        }
    }
}

/// The limit on what somebody has to read before they begin.
const README_WORDS: usize = 900;

#[test]
fn the_readme_is_short_and_says_first_why_to_trust_it() {
    let readme = text("README.md");
    let words = readme.split_whitespace().count();
    assert!(words <= README_WORDS, "the README has {words} words, {README_WORDS} are allowed");
    let headings: Vec<&str> = readme.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings[..2], ["## Why trust it", "## What it claims, and what it does not"]);
    let first_screen: String = readme.lines().take(20).collect();
    assert!(first_screen.contains("Against the papers") && first_screen.contains("(docs/findings.md)"));
}
