//! What `mobilise sensitivity` says: a table an outcome, and what follows from its numbers.

use std::fmt::Write;
use std::path::Path;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use serde_json::{Value, json};

use mobilise::analysis::{Analysis, Finding, Found, Importance, Measure, NoValue, Points, Verdict};
use mobilise::experiment::plan::Plan;
use mobilise::model::sustainability::OUTCOMES;
use mobilise::sensitivity::{Effect, Index};

use super::options::word;
use mobilise::text::number;
use mobilise::text::percent;

/// The tables and sentences of all findings that are shown.
pub fn text(plan: &Plan, analysis: &Analysis, width: u16) -> String {
    let mut out = String::new();
    for finding in analysis.shown() {
        let (title, unit) = analysis.title_of(finding);
        let mean = if finding.mean.is_nan() { String::new() } else { format!(", mean {}", fine(finding.mean)) };
        let _ = writeln!(out, "{title} ({unit}){mean}");
        out.push_str(&rows(analysis, finding, width));
        let _ = writeln!(out, "{}\n", sentences(analysis, finding).join("\n"));
    }
    let _ = writeln!(out, "{}", foot(plan, analysis));
    out
}

fn rows(analysis: &Analysis, finding: &Finding, width: u16) -> String {
    let heads: &[&str] = match &finding.found {
        Found::Effects(_) => &["", "μ*", "95 % interval", "by chance", "μ", "σ"],
        Found::Shares(..) => &["", "total", "95 % interval", "by chance", "first", "95 % interval"],
        Found::Still(_) | Found::NoValue(_) => return String::new(),
    };
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    table.set_header(heads.iter().map(|head| right((*head).to_owned())));
    for Importance { knob, index, chance, .. } in finding.ranked() {
        let mut cells = vec![fine(index.value), interval(&index), chance.map_or_else(|| "–".to_owned(), fine)];
        match &finding.found {
            Found::Effects(effects) => {
                let Effect { mu, sigma, .. } = &effects[knob].0;
                cells.extend([fine(mu.value), fine(sigma.value)]);
            }
            Found::Shares(indices, _) => {
                cells.extend([fine(indices.first[knob].value), interval(&indices.first[knob])])
            }
            Found::Still(_) | Found::NoValue(_) => {}
        }
        let head = Cell::new(format!("  {}", analysis.knobs[knob]));
        table.add_row(std::iter::once(head).chain(cells.into_iter().map(right)));
    }
    let text = table.to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// What follows from the numbers of a finding, a sentence a line.
fn sentences(analysis: &Analysis, finding: &Finding) -> Vec<String> {
    let ahead = finding.points_ahead.filter(|_| finding.measure == Measure::Ahead);
    let mut all: Vec<String> = ahead.map_or_else(Vec::new, |share| {
        vec![format!(
            "The first is ahead at {} of the points; where the two are even, half of it counts.",
            percent(share)
        )]
    });
    match &finding.found {
        Found::Still(value) => all.push(still(finding, *value)),
        Found::NoValue(NoValue { runs, of, first }) => all.push(format!(
            "{runs} of {of} runs have no value (the first: point {}, replicate {}), so nothing is computed of it: take an \
             outcome that every run has.",
            first.point, first.replicate
        )),
        Found::Effects(_) => all.extend(said(analysis, &finding.ranked())),
        Found::Shares(indices, _) => {
            all.extend(said(analysis, &finding.ranked()));
            let alone: f64 = indices.first.iter().map(|index| index.value).sum();
            // Estimates fall on either side of the truth, and their sum can pass 1.
            all.push(if alone < 0.995 {
                format!(
                    "Each alone, the knobs account for about {} of the variance; the rest is their interplay, and chance.",
                    percent(alone)
                )
            } else {
                "Each alone, the knobs account for about all of the variance.".to_owned()
            });
        }
    }
    all
}

fn still(finding: &Finding, value: f64) -> String {
    match finding.measure {
        Measure::Ahead => {
            // ½ at all points is level in every run, or in the mean of replicates that turn about.
            let who = match value {
                1.0 => "The first is ahead in every run",
                0.0 => "The other is ahead in every run",
                _ => "The two are as often ahead at every point",
            };
            format!("{who}: nothing in the ranges tried turns the ranking round.")
        }
        _ => format!("It does not vary over this design: it is {} at all points.", fine(value)),
    }
}

fn said(analysis: &Analysis, ranked: &[Importance]) -> Vec<String> {
    let names = |verdict: Verdict| -> Vec<&str> {
        let those = ranked.iter().filter(|importance| importance.verdict == verdict);
        those.map(|importance| analysis.knobs[importance.knob].as_str()).collect()
    };
    let one = |verdict: Verdict, single: &str, several: &str| {
        let names = names(verdict);
        match names.len() {
            0 => None,
            1 => Some(format!("{} {single}.", names[0])),
            _ => Some(format!("{} {several}.", names.join(", "))),
        }
    };
    let unknown = if analysis.replicates < 2 {
        "whether by chance, one replicate cannot tell: --replicates 2 or more"
    } else {
        "in so few of the points that there is no interval"
    };
    let lines = [
        one(Verdict::Beyond, "moves it beyond chance", "move it beyond chance"),
        one(Verdict::Unknown, &format!("moves it, {unknown}"), &format!("move it, {unknown}")),
        one(Verdict::Within, "cannot be told from chance", "cannot be told from chance"),
        one(Verdict::Inert, "changes nothing at all", "change nothing at all"),
    ];
    lines.into_iter().flatten().collect()
}

fn foot(plan: &Plan, analysis: &Analysis) -> String {
    let replicates = analysis.replicates;
    let of = match &analysis.points {
        Points::Trajectories(trajectories) => format!(
            "{} trajectories, {replicates} replicates a point. μ* is the mean size of the effect of a knob's whole range, μ \
             the mean effect, σ how much it differs from place to place",
            trajectories.design().trajectories()
        ),
        Points::Blocks(blocks) => format!(
            "{} base rows, {replicates} replicates a point. First is the share of the variance that a knob takes away \
             alone, total with all it does together with others",
            blocks.base_rows()
        ),
    };
    let all = plan.baselines.len() * (plan.stride() - 1);
    format!(
        "{of}. By chance: what would be seen of a knob that only shifts who draws what. {all} points, the same random numbers at each."
    )
}

/// Where everything lies.
pub fn closing(analysis: &Analysis, folder: &Path) -> String {
    let place = folder.display().to_string();
    let (tables, figures) = match &analysis.points {
        Points::Trajectories(_) => ("elementary_effects.csv", "tornado.png, mu-sigma.png"),
        Points::Blocks(blocks) if blocks.has_pairs() => ("indices.csv, index_pairs.csv", "tornado.png"),
        Points::Blocks(_) => ("indices.csv", "tornado.png"),
    };
    format!(
        "wrote {place}: {tables} (all organisations, fields and rankings), figures ({figures}), and the sweep's tables\n\n\
         next: mobilise verify-output {}   whether a file was changed since\n      \
         more replicates in the file, and the same command: only the new ones are run",
        word(&place)
    )
}

fn interval(index: &Index) -> String {
    index.interval.map_or_else(|| "–".to_owned(), |(low, high)| format!("{} to {}", fine(low), fine(high)))
}

/// A number with digits enough to tell small shares apart.
fn fine(x: f64) -> String {
    match x.abs() {
        // What rounding leaves of nothing is nothing.
        a if a < 1e-9 => "0".to_owned(),
        a if a < 0.001 => format!("{x:.0e}"),
        a if a < 0.1 => format!("{x:.3}"),
        _ => number(x),
    }
}

/// Every finding as JSON: what the tables hold, and the verdicts.
pub fn summary(plan: &Plan, analysis: &Analysis, folder: &Path) -> String {
    let findings: Vec<Value> = analysis
        .findings
        .iter()
        .map(|finding| {
            let versus = finding.versus.as_ref();
            json!({
                "scenario": finding.subject.scenario,
                "organisation": finding.subject.organisation,
                "versus": versus.map(|versus| &versus.scenario),
                "versus_organisation": versus.map(|versus| &versus.organisation),
                "outcome": OUTCOMES[finding.outcome].name,
                "measure": finding.measure.name(),
                "mean": real(finding.mean),
                "points_ahead": finding.points_ahead,
                "note": finding.note(),
                "knobs": finding.ranked().iter().map(|importance| knob(analysis, finding, importance)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let all = json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "experiment": plan.experiment.name,
        "seed": plan.seed,
        "replicates": analysis.replicates,
        "design": match &analysis.points {
            Points::Trajectories(_) => "morris",
            Points::Blocks(_) => "saltelli",
        },
        "blocks": analysis.points.blocks(),
        "out": folder.display().to_string(),
        "findings": findings,
    });
    format!("{all:#}\n")
}

fn real(x: f64) -> Value {
    if x.is_nan() { Value::Null } else { json!(x) }
}

fn knob(analysis: &Analysis, finding: &Finding, importance: &Importance) -> Value {
    let index = |index: &Index| {
        json!({
            "value": index.value,
            "low": index.interval.map(|(low, _)| low),
            "high": index.interval.map(|(_, high)| high),
        })
    };
    let mut one = json!({
        "knob": analysis.knobs[importance.knob],
        "verdict": match importance.verdict {
            Verdict::Beyond => "beyond chance",
            Verdict::Within => "within chance",
            Verdict::Inert => "inert",
            Verdict::Unknown => "unknown",
        },
        "by_chance": importance.chance,
    });
    match &finding.found {
        Found::Effects(effects) => {
            let Effect { mu, mu_star, sigma } = &effects[importance.knob].0;
            one["mu"] = index(mu);
            one["mu_star"] = index(mu_star);
            one["sigma"] = index(sigma);
        }
        Found::Shares(indices, _) => {
            one["first"] = index(&indices.first[importance.knob]);
            one["total"] = index(&indices.total[importance.knob]);
        }
        Found::Still(_) | Found::NoValue(_) => {}
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shares_can_be_told_apart() {
        for (x, text) in [(0.0, "0"), (0.0004, "4e-4"), (-0.0123, "-0.012"), (0.5, "0.50"), (41.2, "41.2")] {
            assert_eq!(fine(x), text);
        }
    }
}
