//! What an analysis found, in words: a table per outcome, and what follows from its numbers.

use crate::experiment::plan::SweepPlan;
use crate::sensitivity::{Effect, Index};
use crate::study::table::TextTable;
use crate::text::{capital, knob_words, list, number, percent};

use super::finding::{Analysis, Finding, Influence, Measure, NoValue, Points};
use super::verdict::{Importance, Verdict};

/// A finding in words.
#[derive(Debug, Clone)]
pub struct FindingWords {
    /// The outcome, its unit and its mean.
    pub title: String,
    /// The knobs by importance; none if nothing varies or nothing could be computed.
    pub table: Option<TextTable>,
    /// What follows from the numbers.
    pub sentences: Vec<String>,
}

impl Analysis {
    /// All findings that are shown, in words.
    pub fn words(&self) -> Vec<FindingWords> {
        let words = |finding: &Finding| {
            let (title, unit) = self.title_of(finding);
            let mean = if finding.mean.is_nan() { String::new() } else { format!(", mean {}", fine(finding.mean)) };
            let (table, sentences) = (knob_table(self, finding), sentences(self, finding));
            FindingWords { title: format!("{title} ({unit}){mean}"), table, sentences }
        };
        self.shown().map(words).collect()
    }
}

fn knob_table(analysis: &Analysis, finding: &Finding) -> Option<TextTable> {
    let heads = match &finding.influence {
        Influence::Effects(_) => ["", "μ*", "95 % interval", "by chance", "μ", "σ"],
        Influence::Shares(..) => ["", "total", "95 % interval", "by chance", "first", "95 % interval"],
        Influence::Constant(_) | Influence::NoValue(_) => return None,
    };
    let rows = finding.ranked().into_iter().map(|Importance { knob, index, chance, .. }| {
        let name = format!("  {}", knob_words(&analysis.knobs[knob]));
        let mut cells = vec![name, fine(index.value), interval(&index), chance.map_or_else(|| "–".to_owned(), fine)];
        match &finding.influence {
            Influence::Effects(effects) => {
                let Effect { mu, sigma, .. } = &effects[knob].0;
                cells.extend([fine(mu.value), fine(sigma.value)]);
            }
            Influence::Shares(indices, _) => {
                cells.extend([fine(indices.first[knob].value), interval(&indices.first[knob])])
            }
            Influence::Constant(_) | Influence::NoValue(_) => {}
        }
        cells
    });
    Some(TextTable { rows: rows.collect(), heads: heads.map(str::to_owned).to_vec() })
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
    match &finding.influence {
        Influence::Constant(value) => all.push(still(finding, *value)),
        Influence::NoValue(NoValue { runs, of, first }) => all.push(format!(
            "{runs} of {of} runs have no value (the first: point {}, replicate {}), so nothing is computed of it: take an \
             outcome that every run has.",
            first.point, first.replicate
        )),
        Influence::Effects(_) => all.extend(verdicts(analysis, &finding.ranked())),
        Influence::Shares(indices, _) => {
            all.extend(verdicts(analysis, &finding.ranked()));
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
            // ½ at all points: level in every run, or in the mean of replicates that change sides.
            let who = match value {
                1.0 => "The first is ahead in every run",
                0.0 => "The other is ahead in every run",
                _ => "The two are as often ahead at every point",
            };
            format!("{who}: nothing in the ranges tried reverses the ranking.")
        }
        _ => format!("It does not vary over this design: it is {} at all points.", fine(value)),
    }
}

fn verdicts(analysis: &Analysis, ranked: &[Importance]) -> Vec<String> {
    let names = |verdict: Verdict| -> Vec<String> {
        let those = ranked.iter().filter(|importance| importance.verdict == verdict);
        those.map(|importance| knob_words(&analysis.knobs[importance.knob])).collect()
    };
    let one = |verdict: Verdict, single: &str, several: &str| {
        let names = names(verdict);
        match names.len() {
            0 => None,
            1 => Some(format!("{} {single}.", capital(&names[0]))),
            _ => Some(format!("{} {several}.", capital(&list(&names)))),
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

/// What the numbers are of: runs, and the meaning of the columns.
pub fn meaning(plan: &SweepPlan, analysis: &Analysis) -> String {
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
