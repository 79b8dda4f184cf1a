//! Patterns that were observed, beside what the model gives in their place.

use maud::{Markup, html};

use crate::calibration::plan::Plan;
use crate::calibration::stored::{PatternRow, Stored};
use crate::calibration::verdict::{MEANING, Verdict};
use crate::config::Problem;

use super::Section;
use super::folder::{Folder, Kind};
use super::tables::{self, scrolling};
use crate::text::{alike, count, list};

/// The table of patterns in a folder.
pub(super) const TABLE: &str = "patterns.csv";

/// The patterns of a calibration; of another folder its table of patterns, where it has one.
pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let body = match &folder.kind {
        Kind::Calibration(calibration) => calibrated(&calibration.0, &calibration.1),
        _ if folder.record.has_output(TABLE) && folder.place.join(TABLE).is_file() => {
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

/// A row of the table of patterns in a folder of `patterns`.
struct Row {
    scenario: String,
    name: String,
    about: String,
    /// Whether calibrations that name the file use it.
    calibrated: bool,
    /// Whether something was observed; otherwise it is told and not judged.
    observed: bool,
    /// The observed range and the simulated interval.
    ends: [f64; 4],
    /// Runs with a value.
    runs: usize,
    verdict: Option<Verdict>,
}

impl Row {
    /// What it is called, with its scenario where there are several.
    fn called(&self, several: bool) -> String {
        if several { format!("{} of {}", self.name, self.scenario) } else { self.name.clone() }
    }
}

fn rows(folder: &Folder) -> Result<Vec<Row>, Problem> {
    let (heads, rows) = tables::records(&folder.place, TABLE)?;
    let row = |row: csv::StringRecord| {
        let cell = |column: &str| {
            let place = heads.iter().position(|head| head == column);
            place.and_then(|place| row.get(place)).unwrap_or_default().to_owned()
        };
        let number = |column: &str| cell(column).parse().unwrap_or(f64::NAN);
        Row {
            scenario: cell("scenario"),
            name: cell("pattern"),
            about: cell("about"),
            calibrated: cell("use") == "calibrated",
            observed: !number("observed").is_nan(),
            ends: ["observed_low", "observed_high", "simulated_low", "simulated_high"].map(number),
            runs: cell("runs").parse().unwrap_or_default(),
            verdict: Verdict::named(&cell("verdict")),
        }
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Of a folder of `patterns`: how many lie inside what was observed, partly and outside, and which lie outside.
pub(super) fn held(folder: &Folder) -> Result<Markup, Problem> {
    let rows = rows(folder)?;
    let several = folder.scenarios.len() > 1;
    let judged: Vec<&Row> = rows.iter().filter(|row| row.observed).collect();
    let those = |of: &[&Row], verdict: Option<Verdict>| of.iter().filter(|row| row.verdict == verdict).count();
    let those_outside = judged.iter().filter(|row| row.verdict == Some(Verdict::Outside));
    let names = |verdict: Option<Verdict>| -> Vec<String> {
        judged.iter().filter(|row| row.verdict == verdict).map(|row| row.called(several)).collect()
    };
    let (partly, unknown) = (names(Some(Verdict::Partly)), names(None));
    let counted = |of: &[&Row]| {
        let [inside, partly, outside] = Verdict::ALL.map(|verdict| those(of, Some(verdict)));
        format!("{inside} inside, {partly} partly, {outside} outside")
    };
    let used =
        |calibrated: bool| -> Vec<&Row> { judged.iter().copied().filter(|row| row.calibrated == calibrated).collect() };
    let (used, tests) = (used(true), used(false));
    let told = rows.len() - judged.len();
    Ok(html! {
        ul.headline {
            li.apart[those(&judged, Some(Verdict::Inside)) == judged.len()] {
                strong { "Of " (count(judged.len(), "pattern", "patterns")) " that were observed: " (counted(&judged)) }
                " what was observed"
                @if !used.is_empty() && !tests.is_empty() {
                    ". Of " (used.len()) " that calibrations may use: " (counted(&used)) "; of " (tests.len())
                    " that they never see: " (counted(&tests))
                }
                "."
            }
            @for row in those_outside {
                @let [from, to, low, high] = alike(row.ends);
                li.open {
                    strong { "Outside: " (row.called(several)) }
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
    })
}

/// What speaks against a folder of `patterns`: single runs, and runs without a value.
pub(super) fn cautions(folder: &Folder, replicates: usize, all: &mut Vec<Markup>) -> Result<(), Problem> {
    if replicates == 1 {
        all.push(
            html! { strong { "One replicate" } ": nothing here has an interval, and another seed may say otherwise." },
        );
    }
    let several = folder.scenarios.len() > 1;
    let rows = rows(folder)?;
    let lacking = rows.iter().filter(|row| row.runs < replicates);
    let lacking: Vec<String> =
        lacking.map(|row| format!("{} ({} of {replicates})", row.called(several), row.runs)).collect();
    if !lacking.is_empty() {
        all.push(html! { "Patterns with a value in some runs only, of which alone they speak: " (list(&lacking)) "." });
    }
    Ok(())
}
