//! The tables at the end of a study: each outcome of each organisation, or the paired difference and its interval.

use crate::model::history::HISTORY;
use crate::model::sustainability::{OUTCOMES, Outcome};
use crate::text::{alike, count, mean, number, percent, signed, trimmed};

use super::Study;
use super::effects::Effect;
use super::estimate::Estimate;
use super::gaps::{self, Row};
use super::outcomes::{GROUPS, marked_label, outcome_number};
use super::results::StudyResults;
use super::share;

/// A table as text: what a terminal or a page lays out. A row of one cell is a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextTable {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The outcomes of one scenario: its organisations side by side, or the field if it has none.
pub fn single(study: &Study, results: &StudyResults) -> TextTable {
    let organisations = study.scenarios[0].organisations.len();
    let columns: Vec<usize> = if organisations == 0 { vec![0] } else { (0..organisations).collect() };
    let heads = columns.iter().map(|group| study.group_name(0, *group).to_owned()).collect();
    outcome_table(heads, |outcome| {
        columns.iter().map(|group| cell(outcome, &results.outcomes.estimate(0, *group, outcome))).collect()
    })
}

/// The first scenario compared with scenario `other`: their first organisations, or fields.
pub fn compared(study: &Study, results: &StudyResults, other: usize) -> TextTable {
    let name = |s: usize| study.scenarios[s].name.clone();
    let heads = vec![name(0), name(other), format!("{} minus {}", name(0), name(other)), "95 % interval".to_owned()];
    outcome_table(heads, |outcome| match headline(results, other, outcome) {
        None => vec![String::new(); 4],
        Some(e) => {
            let d = &e.difference;
            let interval =
                if d.low.is_nan() { String::new() } else { format!("{} to {}", number(d.low), number(d.high)) };
            let [first, other] = sides(e);
            vec![first, other, signed(d.mean), interval]
        }
    })
}

/// The first scenario with what each of the others has more than it: variants minus baseline.
pub fn variants(study: &Study, results: &StudyResults) -> TextTable {
    let name = |s: usize| study.scenarios[s].name.clone();
    let others = || 1..study.scenarios.len();
    let heads = std::iter::once(name(0)).chain(others().map(|other| format!("{} minus {}", name(other), name(0))));
    outcome_table(heads.collect(), |outcome| {
        let effects = others().map(|other| headline(results, other, outcome));
        let first = headline(results, 1, outcome).map_or_else(String::new, |e| cell(outcome, &e.first));
        std::iter::once(first).chain(effects.map(|e| e.map_or_else(String::new, reversed))).collect()
    })
}

/// What the other scenario of an effect has more than the first, and half its interval.
fn reversed(e: &Effect) -> String {
    let d = &e.difference;
    if d.mean.is_nan() {
        return number(d.mean);
    }
    let lone = if e.has_lone_runs() { " *" } else { "" };
    let half = (d.high - d.low) / 2.0;
    let sign = if d.mean < 0.0 { "+" } else { "" };
    format!("{sign}{}{lone}", mean(-d.mean, half - d.mean))
}

/// A mean as a table shows it: a share of runs with its interval, since that is not the same on both sides.
pub(crate) fn cell(outcome: usize, e: &Estimate) -> String {
    if outcome != Outcome::Survived as usize || e.low.is_nan() {
        return e.to_string();
    }
    let [mean, low, high] = alike([e.mean, e.low, e.high]);
    format!("{mean} ({low} to {high})")
}

/// Both sides of an effect as a table shows them: where some runs have a value in one of them only, the means of the
/// pairs, which the difference is taken of.
pub(crate) fn sides(e: &Effect) -> [String; 2] {
    if e.has_lone_runs() {
        e.pairs.map(|mean| format!("{} *", number(mean)))
    } else {
        [cell(e.outcome, &e.first), cell(e.outcome, &e.other)]
    }
}

fn outcome_table(heads: Vec<String>, row: impl Fn(usize) -> Vec<String>) -> TextTable {
    let mut rows = Vec::new();
    for (title, names) in GROUPS {
        rows.push(vec![title.to_owned()]);
        for outcome in names.iter().filter_map(|name| outcome_number(name)) {
            let label = format!("  {}", marked_label(outcome));
            rows.push(std::iter::once(label).chain(row(outcome)).collect());
        }
    }
    TextTable { heads: std::iter::once(String::new()).chain(heads).collect(), rows }
}

/// The rows that a table shows: all of a single scenario, the first of each of a comparison.
fn rows(study: &Study, results: &StudyResults, other: Option<usize>) -> Vec<Row> {
    match other {
        None => gaps::rows(study),
        Some(other) => {
            let shown = results.effects.iter().find(|e| e.versus.0 == other);
            shown.map(|e| vec![e.scenario, e.versus]).unwrap_or_default()
        }
    }
}

/// Notes below a table of these rows: organisations asleep at the end, and outcomes that fewer runs define.
pub fn notes(study: &Study, results: &StudyResults, other: Option<usize>) -> Vec<String> {
    let all = study.replicates;
    let rows = &rows(study, results, other);
    let asleep = gaps::asleep(study, &results.outcomes, rows)
        .into_iter()
        .map(|asleep| format!("{}: asleep at the end in {} of {all} runs", gaps::name(study, asleep.row), asleep.runs));
    let fewer = gaps::gaps(study, &results.outcomes, rows).into_iter().map(|gap| {
        let labels: Vec<&str> = gap.outcomes.iter().map(|outcome| OUTCOMES[*outcome].label).collect();
        let of = |(row, have): &(Row, usize)| format!("{have} of {all} runs of {}", gaps::name(study, *row));
        let runs: Vec<String> = gap.rows.iter().map(of).collect();
        let over = if other.is_some() {
            "* averaged over the pairs of runs in which both are defined"
        } else {
            "averaged over those"
        };
        format!("{}: defined in only {}; {over}", labels.join("; "), runs.join(" and "))
    });
    asleep.chain(fewer).collect()
}

/// Where more people joined an organisation than its population has: how many, and how many of them have left the
/// country, so that newcomers took their places.
pub fn turnover(study: &Study, results: &StudyResults) -> Vec<String> {
    let column = |name: &str| HISTORY.iter().position(|one| one.name == name);
    let Some(gone) = column("left_country") else { return Vec::new() };
    let mut said = Vec::new();
    for (s, group) in gaps::rows(study) {
        let scenario = &study.scenarios[s];
        let workers = f64::from(scenario.population.knobs.traits.workers);
        let joined = outcome_number("ever_members").map_or(f64::NAN, |o| results.outcomes.estimate(s, group, o).mean);
        let runs = &results.history[s][group];
        if joined.is_nan() || joined <= workers || runs.is_empty() {
            continue;
        }
        let left = runs.iter().map(|run| run.0[gone]).sum::<f64>() / runs.len() as f64;
        let years = f64::from(scenario.run.weeks) / 52.0;
        said.push(format!(
            "{}: {} people joined in {} years, more than the population of {} has at a time: {} of them have left the \
             country since, and newcomers took their places",
            gaps::name(study, (s, group)),
            number(joined),
            trimmed(years),
            number(workers),
            number(left)
        ));
    }
    said
}

/// One sentence on what lasts: the direction of the differences in mobilised people and in retention, or that none is
/// detectable.
pub fn verdict(study: &Study, results: &StudyResults, other: usize) -> String {
    let (a, b) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let sentence = |name: &str, what: &str| -> String {
        let Some(e) = outcome_number(name).and_then(|outcome| headline(results, other, outcome)) else {
            return String::new();
        };
        let d = &e.difference;
        let [first, second] = e.pairs.map(number);
        let numbers = format!("{first} against {second}");
        match (d.low, d.high) {
            (low, _) if low > 0.0 => format!("{a} {what} than {b} ({numbers}). "),
            (_, high) if high < 0.0 => format!("{b} {what} than {a} ({second} against {first}). "),
            (low, _) if low.is_nan() => format!("{a} and {b}: {numbers}; one replicate gives no interval. "),
            _ => format!("No detectable difference between {a} and {b} in {} ({numbers}). ", OUTCOMES[e.outcome].label),
        }
    };
    let text = sentence("mobilised", "has more people mobilised in the last year")
        + &sentence("acted", "has more people who acted on any call, about work or ethnicity,")
        + &sentence("retention", "keeps more of its best year's mobilisation");
    let asleep = outcome_number("survived").and_then(|outcome| headline(results, other, outcome));
    let text = asleep.map_or_else(String::new, |effect| awake(a, b, effect)) + &text;
    text.trim_end().to_owned()
}

/// How many runs of each are awake at the end, and whether they are enough to tell.
fn awake(a: &str, b: &str, effect: &Effect) -> String {
    let d = &effect.difference;
    if d.mean == 0.0 || d.low.is_nan() {
        return String::new();
    }
    let [first, other] = effect.pairs.map(percent);
    let numbers = format!("{a} is awake at the end in {first} of the runs and {b} in {other}");
    if d.low > 0.0 || d.high < 0.0 {
        return format!("{numbers}. ");
    }
    let runs = count(d.replicates as usize, "run", "runs");
    match share::pairs_needed(d) {
        Some(needed) => format!("{numbers}: {runs} each are too few to tell; about {needed} would do. "),
        None => format!("{numbers}: {runs} each are too few to tell. "),
    }
}

/// The effect that a table shows: of the first organisations, or of the fields if there are none.
fn headline(results: &StudyResults, other: usize, outcome: usize) -> Option<&Effect> {
    results.effects.iter().find(|e| e.versus.0 == other && e.outcome == outcome)
}
