//! Does it last? The outcomes of every organisation, in groups, with the paired differences.

use maud::{Markup, html};

use crate::model::sustainability::{OUTCOMES, OutcomeInfo};
use crate::results::FolderResults;
use crate::study::Study;
use crate::study::effects::Effect;
use crate::study::outcomes::{GROUPS, outcome_number};
use crate::study::purse;
use crate::study::results::StudyResults;
use crate::study::table::{cell, sides};

use super::Section;
use super::folder::Folder;
use super::tables::scrolling;
use crate::text::{capital, difference};

pub(super) fn section(folder: &Folder) -> Option<Section> {
    let FolderResults::Study(study) = &folder.results else { return None };
    let (study, results) = (&study.0, &study.1);
    let body = html! {
        @if study.scenarios.len() == 1 { (single(study, results)) }
        @for other in 1..study.scenarios.len() { (compared(study, results, other)) }
        @for line in purse::sentences(study, results) { p { (line) "." } }
        p.note { "± half the 95 % interval of the mean; – no value; * the mean over the pairs of runs in which both have a value. Bold: the interval of the difference leaves zero out." }
    };
    Some(Section::new("lasting", "Does it last?", body))
}

fn single(study: &Study, results: &StudyResults) -> Markup {
    let organisations = study.scenarios[0].organisations.len();
    let groups: Vec<usize> = if organisations == 0 { vec![0] } else { (0..organisations).collect() };
    let heads: Vec<String> = groups.iter().map(|group| study.group_name(0, *group).to_owned()).collect();
    let rows = |outcome: usize| {
        html! { @for group in &groups { td.n { (cell(outcome, &results.outcomes.estimate(0, *group, outcome))) } } }
    };
    outcomes(&format!("{}: outcomes, means over replicates", study.scenarios[0].name), &heads, &rows)
}

fn compared(study: &Study, results: &StudyResults, other: usize) -> Markup {
    let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let heads = [first.clone(), second.clone(), format!("{first} minus {second}"), "95 % interval".to_owned()];
    let effect =
        |outcome: usize| results.effects.iter().find(|effect| effect.versus.0 == other && effect.outcome == outcome);
    let cells = |e: &Effect| {
        let d = &e.difference;
        let (shown, range) = difference(d.mean, d.low, d.high);
        html! {
            @let [first, other] = sides(e);
            td.n { (first) } td.n { (other) }
            td.n.told[d.low > 0.0 || d.high < 0.0] { (shown) }
            td.n { (range.unwrap_or_else(|| "–".to_owned())) }
        }
    };
    outcomes(&format!("{first} and {second}: outcomes and paired differences"), &heads, &|outcome| {
        effect(outcome).map_or_else(|| html! { @for _ in 0..heads.len() { td.n { "–" } } }, cells)
    })
}

/// A table with a row an outcome, in groups.
fn outcomes(caption: &str, heads: &[String], cells: &dyn Fn(usize) -> Markup) -> Markup {
    let label = |info: &OutcomeInfo| html! { (capital(info.label)) " " span.unit { (info.unit) } };
    scrolling(
        caption,
        html! {
            thead { tr { th scope="col" { "Outcome" } @for head in heads { th.n scope="col" { (head) } } } }
            @for (title, names) in GROUPS { tbody {
                tr { th.group scope="rowgroup" colspan=(heads.len() + 1) { (title) } }
                @for outcome in names.iter().filter_map(|name| outcome_number(name)) {
                    tr { th scope="row" title=(OUTCOMES[outcome].meaning) { (label(&OUTCOMES[outcome])) } (cells(outcome)) }
                }
            } }
        },
    )
}
