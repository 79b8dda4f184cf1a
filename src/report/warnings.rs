//! What a reader should know before trusting the numbers; all of it computed from what the folder holds.

use maud::{Markup, html};

use crate::config::Problem;
use crate::knob::catalogue::{NAMED, catalogue};
use crate::knob::{Kind as Allowed, Knob, Value};
use crate::model::measures::Measure;
use crate::model::sustainability::OUTCOMES;
use crate::record::{PrecisionRecord, ReplicatesRecord, Same};
use crate::results::FolderResults;
use crate::results::study::weeks;
use crate::results::sweep::{PointPrecision, SweepTables};
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::gaps;
use crate::study::results::StudyResults;

use super::folder::Folder;
use super::headline::{SPOKEN, spoken};
use super::settings::turned;
use super::{Section, patterns, robust};
use crate::text::{alike, capital, count, knob_words, list, number};

pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let mut all = Vec::new();
    changed(folder, &mut all);
    let notes = folder.answer.iter().flat_map(|answer| &answer.notes);
    all.extend(notes.map(|note| html! { (note) }));
    match &folder.results {
        FolderResults::Study(study) => {
            too_few(&study.0, &study.1, &mut all);
            asleep(&study.0, &study.1, folder, &mut all)?;
            without_value(&study.0, &study.1, &mut all);
        }
        FolderResults::Sweep(sweep) => swept(&sweep.1, &sweep.0.replicates, &mut all),
        FolderResults::Calibration(calibration) => {
            // The first says how it ended; the others what to beware of.
            all.extend(calibration.2.iter().skip(1).map(|sentence| html! { (sentence) }));
        }
        FolderResults::Networks(..) => all.push(html! { strong { "One replicate" } ": what it shows may be chance." }),
        FolderResults::Patterns(compared, rows, _) => patterns::cautions(compared, rows, &mut all),
        FolderResults::Robustness(robust) => robust::cautions(folder, &robust.0, &robust.1, &mut all)?,
        FolderResults::Classics(..) => {}
    }
    folder.scenarios.iter().for_each(|scenario| all.extend(at_an_end(scenario)));
    let body = html! {
        @if all.is_empty() { p { "Nothing was found that speaks against these numbers." } }
        @else { ul.cautions { @for warning in &all { li { (warning) } } } }
    };
    Ok(Some(Section::new("warnings", "Before you rely on it", body)))
}

/// Files that are not as they were written, and results of another version.
fn changed(folder: &Folder, all: &mut Vec<Markup>) {
    for (state, words) in [(Same::No, "changed"), (Same::Absent, "lost")] {
        let names: Vec<&str> =
            folder.changed.iter().filter(|(_, same)| *same == state).map(|(name, _)| &**name).collect();
        if !names.is_empty() {
            all.push(html! {
                strong { "Since it was written, " (count(names.len(), "file was", "files were")) " " (words) }
                ": " (list(&names)) ". What this page shows may not be what was run; "
                code { "mobilise rerun" } " makes it again."
            });
        }
    }
    let version = &folder.record.version;
    if version != env!("CARGO_PKG_VERSION") {
        all.push(html! {
            "It was run by mobilise " (version) ", and this page was written by " (env!("CARGO_PKG_VERSION"))
            ": the change log says whether numbers changed between them."
        });
    }
}

/// So many replicates tell a difference of this size from none, or nothing where that is beyond reason: as the
/// half-width of an interval shrinks with the root of the replicates, n (half / size)².
fn needed(replicates: u32, half: f64, size: f64) -> Option<u64> {
    const BEYOND_REASON: f64 = 100_000.0;
    let needed = (f64::from(replicates) * (half / size) * (half / size)).ceil();
    (needed.is_finite() && needed <= BEYOND_REASON).then_some(needed as u64)
}

/// Too few replicates for what one wants to tell.
fn too_few(study: &Study, results: &StudyResults, all: &mut Vec<Markup>) {
    if study.replicates == 1 {
        all.push(
            html! { strong { "One replicate" } ": nothing here has an interval, and another seed may say otherwise." },
        );
        return;
    }
    for other in 1..study.scenarios.len() {
        let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
        let mut rough = Vec::new();
        for effect in SPOKEN.iter().filter_map(|name| spoken(results, other, name)) {
            let d = &effect.difference;
            let half = (d.high - d.low) / 2.0;
            let label = OUTCOMES[effect.outcome].label;
            if d.low <= 0.0 && d.high >= 0.0 && half > 0.0 {
                all.push(html! {
                    "Too few replicates to tell " (first) " from " (second) " in " (label) ": the difference is known to ± "
                    (number(half)) " only. "
                    @match needed(d.replicates, half, d.mean) {
                        Some(needed) => { "If it is as large as it seems, it would take about " (needed) " replicates." }
                        None => { "It is so small that no reasonable number of replicates would tell." }
                    }
                });
            } else if half > 0.5 * d.mean.abs()
                && let Some(needed) = needed(d.replicates, half, 0.25 * d.mean)
            {
                let [half, size] = alike([half, d.mean.abs()]);
                rough.push(format!("{label} (± {half} on {size}; about {needed})"));
            }
        }
        if !rough.is_empty() {
            all.push(html! {
                "Differences between " (first) " and " (second) " of which the sign is known and the size is not: "
                (list(&rough)) ". The last number says how many replicates it would take to know it to a quarter."
            });
        }
    }
}

/// Runs in which an organisation sleeps at the end, and since when.
fn asleep(study: &Study, results: &StudyResults, folder: &Folder, all: &mut Vec<Markup>) -> Result<(), Problem> {
    let sleeping = gaps::asleep(study, &results.outcomes, &gaps::rows(study));
    if sleeping.is_empty() {
        return Ok(());
    }
    let groups = study.groups();
    // The last week awake, in every run of every organisation; none where it never woke.
    let mut awake: Vec<Vec<Vec<Option<usize>>>> =
        groups.iter().map(|groups| vec![vec![None; study.replicates as usize]; *groups]).collect();
    weeks(study, &folder.path, &[Measure::Awake], &mut |of, values| {
        if values[0] > 0.0 {
            awake[of.scenario][of.group][of.replicate] = Some(of.week);
        }
    })?;
    for (s, scenario) in study.scenarios.iter().enumerate() {
        let last = scenario.run.weeks.saturating_sub(1) as usize;
        let mut never_awake = Vec::new();
        for row in sleeping.iter().map(|asleep| asleep.row).filter(|row| row.0 == s) {
            let runs = &awake[s][row.1];
            let organisation = study.group_name(s, row.1);
            let mut since: Vec<usize> =
                runs.iter().flatten().filter(|week| **week < last).map(|week| week + 1).collect();
            since.sort_unstable();
            let never = runs.iter().filter(|week| week.is_none()).count();
            if let (Some(first), Some(latest)) = (since.first(), since.last()) {
                let date = |week: usize| scenario.date_of(week as u32).to_string();
                all.push(html! {
                    strong { (organisation) " fell asleep in " (since.len()) " of " (runs.len()) " runs" }
                    @if study.scenarios.len() > 1 { " of " (scenario.name) }
                    @if first == latest { ", on " span.number { (date(*first)) } }
                    @else { ", between " span.number { (date(*first)) } " and " span.number { (date(*latest)) } }
                    " and was not awake again by the end. Means over all runs mix both kinds."
                });
            }
            if never > 0 {
                never_awake.push(format!("{organisation} in {never} of {} runs", runs.len()));
            }
        }
        if !never_awake.is_empty() {
            all.push(html! { strong { "Never awake" } " in " (scenario.name) ": " (list(&never_awake)) "." });
        }
    }
    Ok(())
}

/// Outcomes of the table that some runs have and others have not.
fn without_value(study: &Study, results: &StudyResults, all: &mut Vec<Markup>) {
    for gap in gaps::gaps(study, &results.outcomes, &gaps::rows(study)) {
        let labels: Vec<&str> = gap.outcomes.iter().map(|outcome| OUTCOMES[*outcome].label).collect();
        let absent = |(row, have): &(gaps::Row, usize)| {
            format!("{} of {} runs of {}", study.replicates as usize - have, study.replicates, gaps::name(study, *row))
        };
        let runs: Vec<String> = gap.rows.iter().map(absent).collect();
        all.push(html! {
            (capital(&labels.join("; "))) @if labels.len() == 1 { " has" } @else { " have" } " no value in " (list(&runs)) ": means are over the others, intervals too."
        });
    }
}

/// What a sweep lacks: failed runs, precision, room at the ends of what was tried.
fn swept(tables: &SweepTables, replicates: &ReplicatesRecord, all: &mut Vec<Markup>) {
    let (least, _, failed) = tables.runs();
    if failed > 0 {
        all.push(html! {
            strong { (count(failed as usize, "run", "runs")) " failed" } "; " code { "failures.csv" } " says which and why."
        });
    }
    if least == 1 {
        all.push(html! { strong { "One replicate at some points" } ": there nothing has an interval." });
    }
    if let ReplicatesRecord::Until(PrecisionRecord { outcome, organisation, half_width: wanted, .. }) = replicates {
        let wanted = *wanted;
        let reached = tables.precision(outcome, organisation.as_deref());
        let wide: Vec<&PointPrecision> = reached.iter().filter(|point| point.half_width > wanted).collect();
        if let Some(widest) = wide.iter().max_by(|a, b| a.half_width.total_cmp(&b.half_width)) {
            let PointPrecision { words, half_width: half, replicates } = widest;
            all.push(html! {
                strong { (wide.len()) " of " (count(reached.len(), "point", "points")) " are not known to ± " (wanted) }
                ", which was asked for " (outcome) ". Widest is " (words) ", ± " (number(*half)) " after "
                (count(*replicates as usize, "run", "runs"))
                @if let Some(needed) = needed(*replicates, *half, wanted) { "; it would take about " (needed) }
                "."
            });
        }
    }
    for (factor, values) in tables.factors() {
        let Some(knob) = knob_of(factor) else { continue };
        let numbers = values.iter().filter_map(|value| value.parse().ok());
        let ends: Vec<String> = numbers.filter_map(|value: f64| end(knob, value)).collect();
        if !ends.is_empty() {
            all.push(html! { (capital(tables.wording.words.of(factor))) " was tried up to " (list(&ends)) ", where what is allowed ends." });
        }
    }
}

/// The knob of a dotted name with the names of a scenario in it.
fn knob_of(name: &str) -> Option<&'static Knob> {
    let general = match name.split_once('.') {
        // A name in quotes may have dots of its own; the knobs of named tables are at most two words long.
        Some((sort, rest)) if NAMED.contains(&sort) => {
            let after =
                rest.strip_prefix('"').and_then(|rest| rest.split_once("\".")).or_else(|| rest.split_once('.'))?.1;
            format!("{sort}.NAME.{after}")
        }
        _ => name.to_owned(),
    };
    catalogue().into_iter().find(|(known, _)| *known == general).map(|(_, knob)| knob)
}

/// At which end of what a knob allows a value lies, in words.
fn end(knob: &Knob, value: f64) -> Option<String> {
    let (low, high) = match knob.kind {
        Allowed::Real { low, high } => (low, high),
        Allowed::Whole { low, high } => (f64::from(low), f64::from(high)),
        Allowed::Switch | Allowed::Choice(_) => return None,
    };
    let which = if value == low {
        "lowest"
    } else if value == high {
        "highest"
    } else {
        return None;
    };
    Some(format!("{value} ({which})"))
}

/// Knobs that a scenario has turned to the end of what they allow.
fn at_an_end(scenario: &Scenario) -> Option<Markup> {
    let found: Vec<String> = turned(scenario)
        .iter()
        .filter_map(|set| {
            let value = match set.value {
                Value::Real(x) => x,
                Value::Whole(x) => x as f64,
                _ => return None,
            };
            Some(format!("{} = {}", knob_words(&set.name), end(set.knob?, value)?))
        })
        .collect();
    let (scenario, knobs) = (&scenario.name, count(found.len(), "knob", "knobs"));
    (!found.is_empty()).then(|| {
        html! {
            "In " (scenario) " " (knobs) " stand at the end of their range, where nothing is left to turn: " (list(&found)) "."
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half-widths go with one over the root of n: a quarter of the width takes sixteen times the runs.
    #[test]
    fn replicates_needed() {
        assert_eq!(needed(20, 8.0, 2.0), Some(320));
        assert_eq!(needed(20, 8.0, 0.0), None);
        assert_eq!(needed(20, 8.0, 0.01), None);
    }

    #[test]
    fn factors_find_their_knobs() {
        for (name, knob) in [
            ("coping.relief", "relief"),
            ("organisation.J4DW.hours.learning", "learning"),
            ("organisation.\"A. B\".hours.learning", "learning"),
            ("intervention.tied-visa.strength", "strength"),
        ] {
            assert_eq!(knob_of(name).map(|knob| knob.name), Some(knob), "{name}");
        }
        assert!(knob_of("place").is_none());
        let learning = knob_of("organisation.J4DW.hours.learning").expect("a knob");
        assert_eq!(end(learning, 0.0), Some("0 (lowest)".to_owned()));
        assert_eq!(end(learning, 0.3), None);
    }
}
