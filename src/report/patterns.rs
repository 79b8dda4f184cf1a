//! Patterns that were observed, beside what the model gives in their place.

use maud::{Markup, html};

use crate::calibration::plan::CalibrationPlan;
use crate::calibration::verdict::{MEANING, Verdict};
use crate::config::Problem;
use crate::record::PatternsRecord;
use crate::results::FolderResults;
use crate::results::calibration::{CalibrationTables, PatternRow};
use crate::results::patterns::{PATTERNS, PatternRow as ObservedRow};

use super::Section;
use super::folder::Folder;
use super::tables::{self, scrolling};
use crate::text::{alike, count, list};

/// The patterns of a calibration; of another folder its table of patterns, where it has one.
pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let body = match &folder.results {
        FolderResults::Calibration(calibration) => calibrated(&calibration.0, &calibration.1),
        _ if folder.record.has_output(PATTERNS) && folder.path.join(PATTERNS).is_file() => {
            html! { p { "What was observed, and what runs give in its place." } (tables::whole(folder, PATTERNS)?) }
        }
        _ => return Ok(None),
    };
    Ok(Some(Section::new("observed", "Patterns", body)))
}

fn calibrated(plan: &CalibrationPlan, stored: &CalibrationTables) -> Markup {
    html! {
        p {
            "What was observed, and what " (count(stored.fresh_runs() as usize, "fresh run", "fresh runs"))
            " of the accepted set give in its place: runs that were not chosen by it."
        }
        (scrolling("Patterns, observed and simulated", html! {
            thead { tr {
                th scope="col" { "Pattern" } th scope="col" { "What is measured" } th.n scope="col" { "Observed" }
                th.n scope="col" { "Simulated" } th.n scope="col" { "95 % interval" } th.n scope="col" { "Runs in range" }
                th scope="col" { "The interval lies" }
            } }
            tbody { @for (pattern, found) in plan.patterns.iter().zip(&stored.patterns) {
                @let [from, to, low, median, high] = numbers(found);
                tr {
                    th scope="row" { (pattern.name) @if !pattern.about.is_empty() { br; span.unit { (pattern.about) } } }
                    td { (pattern.words()) } td.n { (from) " to " (to) } td.n { (median) } td.n { (low) " to " (high) }
                    td.n { (format!("{:.0} %", 100.0 * found.within)) }
                    td.told[found.verdict != Some(Verdict::Inside)] { (found.verdict.map_or("", Verdict::word)) }
                }
            } }
        }))
        p.note {
            "Observed: the tolerance, the range, or 95 % of the likelihood. Simulated: the median over fresh runs. How the \
             simulated 95 % interval lies to the observed range – " (MEANING) "."
        }
    }
}

/// What was observed and simulated, in the digits of one another.
fn numbers(found: &PatternRow) -> [String; 5] {
    let [low, median, high] = found.posterior;
    alike([found.observed.0, found.observed.1, low, median, high])
}

/// How many patterns are met, and which are not.
pub(super) fn headline(plan: &CalibrationPlan, stored: &CalibrationTables) -> Markup {
    let those = |wanted: &[Option<Verdict>]| -> Vec<&str> {
        let found = plan.patterns.iter().zip(&stored.patterns).filter(|(_, found)| wanted.contains(&found.verdict));
        found.map(|(pattern, _)| pattern.name.as_str()).collect()
    };
    let (partly, outside) = (those(&[Some(Verdict::Partly)]), those(&[Some(Verdict::Outside), None]));
    let all = stored.patterns.len();
    let met = all - partly.len() - outside.len();
    html! {
        @if met == all {
            li.apart {
                strong { @if all == 1 { "The pattern is met" } @else { "All " (all) " patterns are met" } }
                ": 95 % of what the accepted set gives lies in the observed range."
            }
        } @else {
            li.open {
                strong { (met) " of " (count(all, "pattern is", "patterns are")) " met" }
                @if !outside.is_empty() { "; little or nothing that the accepted set gives lies in the range of " (list(&outside)) }
                @if !partly.is_empty() { "; some of it lies in the range of " (list(&partly)) }
                "."
            }
        }
    }
}

/// What a pattern is called, with its scenario where there are several.
fn called(row: &ObservedRow, several: bool) -> String {
    if several { format!("{} of {}", row.name, row.series.scenario) } else { row.name.clone() }
}

/// Of a folder of `patterns`: how many lie inside what was observed, partly and outside, and which lie outside.
pub(super) fn compared(record: &PatternsRecord, rows: &[ObservedRow]) -> Markup {
    let several = record.scenarios.len() > 1;
    let judged: Vec<&ObservedRow> = rows.iter().filter(|row| row.is_observed()).collect();
    let those = |of: &[&ObservedRow], verdict: Option<Verdict>| of.iter().filter(|row| row.verdict == verdict).count();
    let those_outside = judged.iter().filter(|row| row.verdict == Some(Verdict::Outside));
    let names = |verdict: Option<Verdict>| -> Vec<String> {
        judged.iter().filter(|row| row.verdict == verdict).map(|row| called(row, several)).collect()
    };
    let (partly, unknown) = (names(Some(Verdict::Partly)), names(None));
    let counted = |of: &[&ObservedRow]| {
        let [inside, partly, outside] = Verdict::ALL.map(|verdict| those(of, Some(verdict)));
        format!("{inside} inside, {partly} partly, {outside} outside")
    };
    let used =
        |fitted: bool| -> Vec<&ObservedRow> { judged.iter().copied().filter(|row| row.is_fitted == fitted).collect() };
    let (used, tests) = (used(true), used(false));
    let told = rows.len() - judged.len();
    html! {
        ul.headline {
            li.apart[those(&judged, Some(Verdict::Inside)) == judged.len()] {
                strong { "Of " (count(judged.len(), "pattern", "patterns")) " that were observed: " (counted(&judged)) }
                " what was observed"
                @if !used.is_empty() && !tests.is_empty() {
                    ". Of " (used.len()) " used in fitting: " (counted(&used)) "; of " (tests.len())
                    " not used: " (counted(&tests))
                }
                "."
            }
            @for row in those_outside {
                @let [from, to, low, high] = alike([row.range[0], row.range[1], row.simulated[0], row.simulated[2]]);
                li.open {
                    strong { "Outside: " (called(row, several)) }
                    @if !row.about.is_empty() { " – " (row.about) }
                    ". 95 % of runs lie from " span.number { (low) } " to " span.number { (high) } "; observed is "
                    span.number { (from) } " to " span.number { (to) } "."
                }
            }
            @if !partly.is_empty() { li.open { "Partly: " (list(&partly)) "." } }
            @if !unknown.is_empty() { li.open { "Without a value in any run: " (list(&unknown)) "." } }
            @if told > 0 {
                li.open { (count(told, "pattern was", "patterns were")) " not observed in numbers, and told but not judged." }
            }
        }
        p.note { "How the 95 % interval of runs lies to the observed range – " (MEANING) "." }
    }
}

/// What speaks against a folder of `patterns`: single runs, and runs without a value.
pub(super) fn cautions(record: &PatternsRecord, rows: &[ObservedRow], all: &mut Vec<Markup>) {
    let replicates = record.replicates;
    if replicates == 1 {
        all.push(
            html! { strong { "One replicate" } ": nothing here has an interval, and another seed may say otherwise." },
        );
    }
    let several = record.scenarios.len() > 1;
    let lacking = rows.iter().filter(|row| row.runs < replicates);
    let lacking: Vec<String> =
        lacking.map(|row| format!("{} ({} of {replicates})", called(row, several), row.runs)).collect();
    if !lacking.is_empty() {
        all.push(html! { "Patterns with a value in some runs only, of which alone they speak: " (list(&lacking)) "." });
    }
}
