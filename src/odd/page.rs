//! The sections of `docs/model.md`, which describes the model after the protocol, and what `docs/files.md` says of
//! interventions.

use crate::knob::Choice;
use crate::knob::intervention::InterventionKind;

/// The pages as they were when the program was built.
const PAGE: &str = include_str!("../../docs/model.md");
const FILES: &str = include_str!("../../docs/files.md");

/// Element `number` of the protocol, with its heading, without what the program writes into it.
pub(super) fn section(number: usize) -> String {
    without_links(&cut(PAGE, &format!("## {number}. "), "\n## "))
}

/// The head of an element: what stands before its first part.
pub(super) fn head(number: usize) -> String {
    let section = section(number);
    section.split_once("\n### ").map_or(section.clone(), |(head, _)| head.trim_end().to_owned())
}

/// The part of the submodels that describes a process, without its heading. `number` counts from 1.
pub(super) fn process(number: usize) -> String {
    let part = cut(PAGE, &format!("### {number} "), "\n### ");
    without_links(part.split_once('\n').map_or("", |(_, text)| text).trim())
}

/// The parts of the submodels that are no process: with their headings.
pub(super) fn beside(heading: &str) -> String {
    without_links(&cut(&cut(PAGE, &format!("### {heading}"), "\n## "), "", "\n### "))
}

/// What an intervention of this kind does.
pub(super) fn kind(kind: InterventionKind) -> String {
    without_links(&cut(FILES, &format!("- **{}**", kind.word()), "\n"))
}

/// From where a line begins with `from` to where `to` stands next.
fn cut(page: &str, from: &str, to: &str) -> String {
    let begin = if page.starts_with(from) { Some(0) } else { page.find(&format!("\n{from}")).map(|at| at + 1) };
    let Some(begin) = begin else { return String::new() };
    let rest = &page[begin..];
    let end = rest.find(to).unwrap_or(rest.len());
    rest[..end].trim_end().to_owned()
}

/// A text in which links to other pages are only their words: the description stands by itself.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let words = rest[..at].rfind('[');
        let end = rest[at..].find(')');
        let (Some(words), Some(end)) = (words, end) else { break };
        let (before, after) = (&rest[..words], &rest[at + end + 1..]);
        // In brackets of its own it only says where more stands.
        if let (Some(before), Some(after)) = (before.strip_suffix(" ("), after.strip_prefix(')')) {
            out.push_str(before);
            rest = after;
            continue;
        }
        out.push_str(before);
        out.push_str(&rest[words + 1..at]);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::week::WEEK;

    #[test]
    fn the_page_has_every_element_and_every_process() {
        let titles = [
            "Purpose and patterns",
            "Entities, state variables and scales",
            "Process overview and scheduling",
            "Design concepts",
            "Initialisation",
            "Input data",
            "Submodels",
        ];
        for (n, title) in titles.iter().enumerate() {
            assert!(section(n + 1).starts_with(&format!("## {}. {title}\n", n + 1)), "{title}");
        }
        for (n, process) in WEEK.iter().enumerate() {
            let heading = cut(PAGE, &format!("### {} ", n + 1), "\n");
            assert_eq!(heading.to_lowercase(), format!("### {} {}", n + 1, process.name), "its heading");
            assert!(!super::process(n + 1).is_empty(), "{} is described", process.name);
            assert!(!super::process(n + 1).contains("\n### "));
        }
        assert!(beside("Random numbers").contains("SplitMix64"));
        assert!(!beside("Random numbers").contains("### Fixed"));
    }

    #[test]
    fn links_become_their_words() {
        assert_eq!(without_links("see [files.md](files.md#a) and [x](y)."), "see files.md and x.");
        assert_eq!(without_links("its date ([files.md](files.md)). A"), "its date. A");
        assert_eq!(without_links("T ∈ (0, 1] and [s ≤ ε]"), "T ∈ (0, 1] and [s ≤ ε]");
        let all: String = (1..=8).map(section).collect();
        assert!(!all.contains("]("));
    }

    #[test]
    fn every_kind_of_intervention_is_described() {
        for one in InterventionKind::ALL {
            assert!(kind(*one).len() > 40, "{}", one.word());
        }
    }
}
