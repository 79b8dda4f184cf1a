//! All claims of the papers: those of `scenarios/claims.toml`, and the observed patterns of embedded files.

use std::path::Path;

use crate::calibration::pattern_file::PatternDraft;
use crate::calibration::patterns::file::{PatternFile, read_patterns};
use crate::config::Problems;
use crate::scenario::Shelf;
use crate::scenario::library::PATTERNS;

use super::claim::{Claim, Compare};
use super::file::read_claims;

/// All claims, those that compare two cases first.
///
/// # Errors
/// An embedded file that is wrong; a test holds that none is.
pub fn claims() -> Result<Vec<Claim>, Problems> {
    let mut all = read_claims()?;
    for embedded in PATTERNS {
        let file = read_patterns(embedded.name, Path::new(""), None, &Shelf::default())?;
        // Settings make it another scenario than the case whose name it bears.
        if file.set.is_empty() {
            all.extend(observed(file));
        }
    }
    Ok(all)
}

/// Whether a source names a claim of the papers or a pattern made of them; others, as a survey of other people, are
/// evidence, but nothing that the papers say.
fn is_of_the_papers(source: &str) -> bool {
    let is_code = |word: &str| {
        let number = word.strip_prefix('S').or_else(|| word.strip_prefix('P'));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
    };
    source.split([',', ';', ' ']).any(is_code)
}

/// The patterns of a file that were observed and that the papers speak of.
fn observed(file: PatternFile) -> Vec<Claim> {
    let PatternFile { stem, scenario: (case, _), weeks, patterns, .. } = file;
    let claim = |draft: PatternDraft| {
        let range = draft.range().filter(|_| is_of_the_papers(&draft.source))?;
        Some(Claim {
            name: format!("{stem}/{}", draft.name),
            source: draft.source,
            about: if draft.about.is_empty() { draft.name } else { draft.about },
            compare: Compare::Value,
            range,
            subjects: vec![(case.clone(), None)],
            weeks,
            of: draft.of,
            over: draft.over,
            span: draft.span,
        })
    };
    patterns.into_iter().filter_map(claim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_of_others_is_no_claim_of_the_papers() {
        assert!(is_of_the_papers("S68, P11") && is_of_the_papers("P8"));
        assert!(!is_of_the_papers("a survey of Alcoholics Anonymous, by way of secondary sources"));
        assert!(!is_of_the_papers("Stark and Bainbridge 1980"));
        let all = claims().expect("right");
        assert!(all.iter().any(|claim| claim.name == "j4dw/ever-members"));
        assert!(all.iter().all(|claim| claim.name != "j4dw/first-month"));
    }
}
