//! The box in words: which claims of the papers a result contradicts.

use crate::text::count;

use super::finding::{Finding, Stand};
use super::moved::Reason;

/// Where it is discussed.
const MORE: &str = "docs/findings.md";

/// Contradictions that are written out; the others are counted.
const SHOWN: usize = 6;

/// What stands above the box, and a line for each contradiction, with its reason; nothing where no claim can be looked
/// up. `table` names the file that lists all claims, if there is one.
#[must_use]
pub fn lines(findings: &[Finding], reasons: &[Reason], table: Option<&str>) -> Option<(String, Vec<String>)> {
    if findings.is_empty() {
        return None;
    }
    let those = |stand: Stand| findings.iter().filter(move |one| one.stand == stand);
    let [agree, against, open] = Stand::ALL.map(|stand| those(stand).count());
    let all = table.map_or_else(String::new, |name| format!("; all of them: {name}"));
    let looked = count(findings.len(), "claim", "claims");
    let heading = format!(
        "Against the papers: of {looked} that can be looked up here, this result contradicts {against}, agrees with \
         {agree} and leaves {open} open ({MORE}{all})"
    );
    let mut said: Vec<String> = Vec::new();
    for one in those(Stand::Contradicts).take(SHOWN) {
        let reason = reasons.iter().find(|reason| (&reason.claim, &reason.scenarios) == (&one.claim, &one.scenarios));
        said.push(match reason {
            None => one.sentence(),
            Some(reason) => format!("{} {}", one.sentence(), reason.words),
        });
    }
    if against > SHOWN {
        said.push(format!("And {} more.", against - SHOWN));
    }
    Some((heading, said))
}
