//! Patterns that were observed, beside what the model gives in their place.

use maud::{Markup, html};

use crate::calibration::plan::Plan;
use crate::calibration::stored::{PatternRow, Stored};
use crate::calibration::verdict::{MEANING, Verdict};
use crate::scenario::Problem;

use super::Section;
use super::folder::{Folder, Kind};
use super::tables::{self, scrolling};
use super::words::{alike, count, list};

/// The table of patterns in a folder.
pub(super) const TABLE: &str = "patterns.csv";

/// The patterns of a calibration; of another folder its table of patterns, where it has one.
pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let body = match &folder.kind {
        Kind::Calibration(calibration) => calibrated(&calibration.0, &calibration.1),
        _ if folder.record["outputs"].get(TABLE).is_some() && folder.place.join(TABLE).is_file() => {
            html! { p { "What was observed, and what runs give in its place." } (tables::whole(folder, TABLE)?) }
        }
        _ => return Ok(None),
    };
    Ok(Some(Section::new("observed", "Patterns", body)))
}

fn calibrated(plan: &Plan, stored: &Stored) -> Markup {
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
pub(super) fn headline(plan: &Plan, stored: &Stored) -> Markup {
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
