//! The table at the end of a run: each outcome for each organisation, the paired difference, its interval.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use mobilise::model::sustainability::OUTCOMES;
use mobilise::study::Study;
use mobilise::study::effects::Effect;
use mobilise::study::gaps::{self, Row};
use mobilise::study::outcomes::{GROUPS, outcome_number};
use mobilise::study::results::Results;
use mobilise::text::{number, signed};

use super::ask::wrapped;

/// The table for one scenario: its organisations side by side, or the field where it has none.
pub fn single(study: &Study, results: &Results, width: u16) -> String {
    let organisations = study.scenarios[0].organisations.len();
    let columns: Vec<usize> = if organisations == 0 { vec![0] } else { (0..organisations).collect() };
    let heads = columns.iter().map(|group| study.group_name(0, *group).to_owned()).collect();
    render(width, heads, |outcome| {
        columns.iter().map(|group| results.outcomes.estimate(0, *group, outcome).to_string()).collect()
    })
}

/// The table for a comparison of the first scenario with one other: their first organisations, or fields.
pub fn compared(study: &Study, results: &Results, other: usize, width: u16) -> String {
    let first = |s: usize| study.scenarios[s].name.clone();
    let heads = vec![first(0), first(other), format!("{} less {}", first(0), first(other)), "95 % interval".to_owned()];
    render(width, heads, |outcome| match headline(results, other, outcome) {
        None => vec![String::new(); 4],
        Some(e) => {
            let d = &e.difference;
            let interval =
                if d.low.is_nan() { String::new() } else { format!("{} to {}", number(d.low), number(d.high)) };
            vec![e.first.to_string(), e.other.to_string(), signed(d.mean), interval]
        }
    })
}

/// The rows that a table shows: of one scenario all, of a comparison the first of each.
pub fn rows(study: &Study, results: &Results, other: Option<usize>) -> Vec<Row> {
    match other {
        None => gaps::rows(study),
        Some(other) => {
            let shown = results.effects.iter().find(|e| e.versus.0 == other);
            shown.map(|e| vec![e.scenario, e.versus]).unwrap_or_default()
        }
    }
}

/// What stands under a table of these rows: who sleeps at the end, and which outcomes rest on fewer runs.
pub fn under(study: &Study, results: &Results, rows: &[Row], width: u16) -> String {
    let all = study.replicates;
    let asleep = gaps::asleep(study, &results.outcomes, rows)
        .into_iter()
        .map(|asleep| format!("{}: asleep at the end in {} of {all} runs", gaps::name(study, asleep.row), asleep.runs));
    let rests = gaps::gaps(study, &results.outcomes, rows).into_iter().map(|gap| {
        let labels: Vec<&str> = gap.outcomes.iter().map(|outcome| OUTCOMES[*outcome].label).collect();
        let of = |(row, have): &(Row, usize)| format!("{have} of {all} runs of {}", gaps::name(study, *row));
        let runs: Vec<String> = gap.rows.iter().map(of).collect();
        format!("{}: a value in {} only; means and intervals are over these", labels.join("; "), runs.join(" and "))
    });
    asleep.chain(rests).map(|sentence| wrapped(&sentence, usize::from(width))).collect()
}

/// The effect a table shows: that of the first organisations, or of the fields where there is none.
pub fn headline(results: &Results, other: usize, outcome: usize) -> Option<&Effect> {
    results.effects.iter().find(|e| e.versus.0 == other && e.outcome == outcome)
}

fn render(width: u16, heads: Vec<String>, row: impl Fn(usize) -> Vec<String>) -> String {
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let columns = heads.len();
    table.set_header(std::iter::once(Cell::new("")).chain(heads.into_iter().map(right)));
    for (title, names) in GROUPS {
        table.add_row(std::iter::once(Cell::new(title)).chain((0..columns).map(|_| Cell::new(""))));
        for outcome in names.iter().filter_map(|name| outcome_number(name)) {
            let info = &OUTCOMES[outcome];
            let head = Cell::new(format!("  {}", info.label));
            table.add_row(std::iter::once(head).chain(row(outcome).into_iter().map(right)));
        }
    }
    let text = table.to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}
