//! Networks: who is tied to whom, at the beginning and at the end.

use maud::html;

use crate::config::Problem;
use crate::model::measures::{MEASURES, Measure};
use crate::results::FolderResults;
use crate::results::study::weeks;
use crate::study::Study;
use crate::study::estimate::Estimate;

use super::Section;
use super::folder::Folder;
use super::tables::scrolling;

const SHOWN: [(Measure, &str); 6] = [
    (Measure::MeanDegree, "Mean number of ties"),
    (Measure::Trust, "Mean trust of ties"),
    (Measure::CrossOriginShare, "Ties across origins"),
    (Measure::MeetingShare, "Ties made in sessions"),
    (Measure::Clustering, "Clustering"),
    (Measure::Components, "Connected components"),
];

/// The first and the last value of each measure in each run, by scenario, row group and measure.
type Ends = Vec<Vec<Vec<Vec<(f64, f64)>>>>;

fn ends(study: &Study, folder: &Folder) -> Result<Ends, Problem> {
    let none = vec![(f64::NAN, f64::NAN); study.replicates as usize];
    let groups = study.groups();
    let mut ends: Ends = groups.iter().map(|groups| vec![vec![none.clone(); SHOWN.len()]; *groups]).collect();
    let measures = SHOWN.map(|(measure, _)| measure);
    weeks(study, &folder.path, &measures, &mut |of, values| {
        for (place, value) in values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
            let end = &mut ends[of.scenario][of.group][place][of.replicate];
            *end = (if end.0.is_nan() { *value } else { end.0 }, *value);
        }
    })?;
    Ok(ends)
}

pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let FolderResults::Study(study) = &folder.results else { return Ok(None) };
    let study = &study.0;
    let ends = ends(study, folder)?;
    let rows = |scenario: usize, group: usize, place: usize| {
        let runs = &ends[scenario][group][place];
        (Estimate::of(runs.iter().map(|end| end.0)), Estimate::of(runs.iter().map(|end| end.1)))
    };
    let of = |scenario: usize, group: usize| match study.scenarios[scenario].organisations.get(group) {
        Some(organisation) => format!("members of {}", organisation.name),
        None => "all workers".to_owned(),
    };
    let body = html! {
        p {
            "Ties among members, and among all workers: mean over replicates of the first and of the last value in a run. \
             The weeks between are in " code { "weeks.parquet" } "."
        }
        @for (s, scenario) in study.scenarios.iter().enumerate() {
            (scrolling(&format!("Networks of {}", scenario.name), html! {
                thead { tr {
                    th scope="col" { "Measure" } th scope="col" { "Among" }
                    th.n scope="col" { "At first" } th.n scope="col" { "At the end" }
                } }
                @for (place, (measure, label)) in SHOWN.iter().enumerate() { tbody {
                    @for group in 0..=scenario.organisations.len() {
                        @let (first, last) = rows(s, group, place);
                        tr {
                            th scope="row" title=(MEASURES[*measure as usize].meaning) { (label) }
                            td { (of(s, group)) } td.n { (first) } td.n { (last) }
                        }
                    }
                } }
            }))
        }
    };
    Ok(Some(Section::new("networks", "Networks", body)))
}
