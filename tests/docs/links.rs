//! Links lead somewhere.

use std::fs;

use super::{PAGES, root, text};

/// Links to files of the repository lead somewhere, and links to headings of pages too.
#[test]
fn links_lead_somewhere() {
    for path in PAGES.iter().copied().chain(["CHANGELOG.md"]) {
        let page = text(path);
        let folder = root().join(path).parent().expect("a folder").to_owned();
        for target in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.starts_with("http") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let place = if file.is_empty() { root().join(path) } else { folder.join(file) };
            assert!(place.exists(), "{path}: {target} leads nowhere");
            if !heading.is_empty() {
                let other = fs::read_to_string(&place).expect("a page");
                let known = other.lines().filter(|line| line.starts_with('#')).map(anchor).any(|a| a == heading);
                assert!(known, "{path}: {target}: no such heading");
            }
        }
    }
}

/// The anchor a heading has on common web views of Markdown.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept: String = kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect();
    kept.replace(' ', "-")
}
