//! `ranking`: changes of one factor by their effect, and pairs of changes by their interaction.

use crate::config::Problem;
use crate::question::answer::{Number, Section};
use crate::question::chart::{Bars, Chart};
use crate::question::context::Context;
use crate::question::phrases::pairs_of_runs;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::side::{Side, alike};
use crate::question::statistics::comparison::difference;
use crate::question::statistics::verdict::{is_detected, widened};
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list};

use super::request::Request;

/// Most pairs named one by one.
const MAX_PAIRS: usize = 6;

/// Points compared with a reference.
#[derive(Debug, Clone)]
pub(crate) struct RankingRequest {
    outcomes: Vec<usize>,
    reference: Side,
    this: Side,
    at: Side,
}

/// Points by the factors in which they differ from the reference.
struct Design {
    /// A point of the design, or the baseline.
    reference: usize,
    /// Points that differ in one factor.
    singles: Vec<Single>,
    /// Points that differ in two: both changes together, and the points with either alone.
    pairs: Vec<([Single; 2], [usize; 2])>,
}

/// A change of one factor: which, and a point that has it.
type Single = (usize, usize);

/// The effects on one outcome, largest first.
pub(crate) struct Ranking {
    quantity: Quantity,
    reference: Estimate,
    singles: Vec<(Single, Estimate)>,
    pairs: Vec<([Single; 2], Estimate)>,
}

/// An effect with its name.
type Named<'a> = (String, &'a Estimate);

impl Request for RankingRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "reference", "this", "at"];
    type Findings = Vec<Ranking>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let before = table.ledger.problems.len();
        let [reference, this, at] = ["reference", "this", "at"].map(|key| table.side(key).unwrap_or_default());
        let request = Self { outcomes, reference, this, at };
        if table.ledger.problems.len() == before && request.design(table.shape).is_none_or(|d| d.singles.is_empty()) {
            let title = "no point differs from the reference in one factor alone";
            let hint = "a ranking needs points that change one thing each: a grid, a list of alternatives, or a table";
            let place = table.place_of("reference");
            table.ledger.problems.push(Problem::at(place, title, "nothing to rank").hint(hint));
            return None;
        }
        Some(request)
    }

    fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    fn compute(&self, sample: &Sample) -> Vec<Ranking> {
        let Some(design) = self.design(sample) else { return Vec::new() };
        let organisation = self.this.organisation.as_deref();
        let of = |outcome: &usize| {
            let values =
                |point: usize| sample.values((point, sample.points[point].row(organisation).unwrap_or(0)), *outcome);
            let single = |single: &Single| {
                let e = difference(values(single.1), values(design.reference));
                (*single, widened(e, design.singles.len()))
            };
            let pair = |(changes, alone): &([Single; 2], [usize; 2])| {
                let [both, a, b, neither] = [changes[0].1, alone[0], alone[1], design.reference].map(values);
                let each = both.into_iter().zip(a).zip(b).zip(neither);
                let e = Estimate::of(each.map(|(((both, a), b), neither)| both - a - b + neither));
                (*changes, widened(e, design.pairs.len()))
            };
            let mut singles: Vec<(Single, Estimate)> = design.singles.iter().map(single).collect();
            singles.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
            let mut pairs: Vec<([Single; 2], Estimate)> = design.pairs.iter().map(pair).collect();
            pairs.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
            let (quantity, reference) = (Quantity::outcome(*outcome), Estimate::of(values(design.reference)));
            Ranking { quantity, reference, singles, pairs }
        };
        self.outcomes.iter().map(of).collect()
    }

    fn say(&self, context: Context<'_>, found: &Vec<Ranking>, section: &mut Section) {
        for one @ Ranking { quantity, reference, pairs, .. } in found {
            let singles = one.singles(context);
            section.sentences.extend(ranking(quantity, context.words.baseline(), reference, &singles));
            section.numbers.push(Number::mean("reference", &quantity.name, reference));
            let number = |(name, e): &Named<'_>| Number::statement(format!("{name} less reference"), &quantity.name, e);
            section.numbers.extend(singles.iter().map(number));
            if !pairs.is_empty() {
                let name = |changes: &[Single; 2]| changes.map(|change| level(context, change)).join(" and ");
                let pairs: Vec<Named<'_>> = pairs.iter().map(|(changes, e)| (name(changes), e)).collect();
                section.sentences.push(interactions(quantity, &pairs));
                let what = |name: &str| format!("{name} together, beyond their sum");
                section.numbers.extend(pairs.iter().map(|(name, e)| Number::mean(what(name), &quantity.name, e)));
            }
        }
    }

    fn chart(&self, context: Context<'_>, found: &Vec<Ranking>) -> Option<Chart> {
        let one @ Ranking { quantity, reference, .. } = found.first()?;
        let rows = one.singles(context).into_iter().map(|(name, e)| quantity.bar(name, String::new(), e));
        Some(Chart::Bars(Bars {
            title: format!("{}: what each does alone", capital(&quantity.label)),
            subtitle: format!(
                "Mean paired difference from the reference ({} {}), with intervals for all of them together",
                quantity.value(reference.mean),
                quantity.unit
            ),
            left: "less than the reference".to_owned(),
            right: "more than the reference".to_owned(),
            unit: format!("difference, {}", quantity.unit),
            rows: rows.collect(),
        }))
    }
}

impl RankingRequest {
    /// The points that count, in the first scenario or the one that is named.
    fn design(&self, sample: &Sample) -> Option<Design> {
        let scenario = self.this.scenario.or(self.at.scenario).unwrap_or(0);
        let points: Vec<(usize, &[String])> = sample
            .design()
            .filter(|(_, point, labels)| point.scenario == scenario && self.at.takes(point, labels))
            .map(|(number, _, labels)| (number, labels))
            .collect();
        let fixed = self.at.factors();
        let several: Vec<usize> = (0..sample.factors.len())
            .filter(|factor| sample.factors[*factor].labels.len() > 1 && !fixed.contains(factor))
            .collect();
        let baseline = sample.baseline(scenario)?;
        if several.len() == 1 && self.reference.levels.is_empty() {
            let singles = points.iter().map(|(number, _)| (several[0], *number)).collect();
            return Some(Design { reference: baseline, singles, pairs: Vec::new() });
        }
        let reference_level = |factor: usize| {
            let named = self.reference.levels.iter().find(|(named, _)| *named == factor);
            named.map_or(&sample.factors[factor].labels[0], |(_, label)| label)
        };
        let changes = |labels: &[String]| -> Vec<usize> {
            several.iter().copied().filter(|factor| !alike(&labels[*factor], reference_level(*factor))).collect()
        };
        let reference = points.iter().find(|(_, labels)| changes(labels).is_empty()).map_or(baseline, |(n, _)| *n);
        let (mut singles, mut pairs) = (Vec::new(), Vec::new());
        for (number, labels) in &points {
            match changes(labels)[..] {
                [one] => singles.push((one, *number)),
                [one, other] => {
                    let alone = |factor: usize| {
                        let is_alone = |(_, labels_of): &&(usize, &[String])| {
                            changes(labels_of) == [factor] && alike(&labels_of[factor], &labels[factor])
                        };
                        points.iter().find(is_alone).map(|(number, _)| *number)
                    };
                    if let (Some(a), Some(b)) = (alone(one), alone(other)) {
                        pairs.push(([(one, *number), (other, *number)], [a, b]));
                    }
                }
                _ => {}
            }
        }
        Some(Design { reference, singles, pairs })
    }
}

impl Ranking {
    fn singles(&self, context: Context<'_>) -> Vec<Named<'_>> {
        self.singles.iter().map(|(single, e)| (level(context, *single), e)).collect()
    }
}

/// The level of a change.
fn level(context: Context<'_>, (factor, point): Single) -> String {
    let label = context.sample.labels(point).get(factor).map_or("", String::as_str);
    context.words.level(&context.sample.factors[factor].name, label)
}

/// A difference with its sign and interval.
fn size(quantity: &Quantity, (name, e): &Named<'_>) -> String {
    let [size] = quantity.values([e.mean]);
    format!("{name} {}{size} ({})", if e.mean > 0.0 { "+" } else { "" }, quantity.interval(e))
}

fn ranking(quantity: &Quantity, baseline: &str, base: &Estimate, ranked: &[Named<'_>]) -> Vec<String> {
    let (detected, open): (Vec<_>, Vec<_>) = ranked.iter().partition(|(_, e)| is_detected(e));
    let runs = ranked.iter().map(|(_, e)| e.replicates).min().unwrap_or(0);
    let of = format!(
        "{}, {} at {baseline}: of {} turned alone, {} make a difference beyond chance ({} each, intervals for all of them together)",
        quantity.head(),
        quantity.value(base.mean),
        count(ranked.len(), "thing", "things"),
        detected.len(),
        pairs_of_runs(runs),
    );
    if detected.is_empty() {
        return vec![format!("{of}.")];
    }
    let sizes: Vec<String> = detected.into_iter().map(|named| size(quantity, named)).collect();
    let mut sentences = vec![format!("{of}; the largest first: {}.", sizes.join("; "))];
    if !open.is_empty() {
        let names: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
        sentences.push(format!("Not to be told from chance: {}.", list(&names)));
    }
    sentences
}

fn interactions(quantity: &Quantity, pairs: &[Named<'_>]) -> String {
    let detected: Vec<&Named<'_>> = pairs.iter().filter(|(_, e)| is_detected(e)).collect();
    let n = count(pairs.len(), "pair", "pairs");
    if detected.is_empty() {
        return format!("Of {n}, none does more or less than the sum of the two alone, beyond chance.");
    }
    let sizes: Vec<String> = detected.iter().take(MAX_PAIRS).map(|named| size(quantity, named)).collect();
    let more = detected.iter().filter(|(_, e)| e.mean > 0.0).count();
    format!(
        "Of {n}, {} differ from the sum of the two alone beyond chance, {more} of them upwards; the largest: {}.",
        detected.len(),
        sizes.join("; ")
    )
}
