//! `ranking`: what is turned alone, ordered by what it does; and in pairs, what two do beyond their sum.

use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::words::{capital, count, list};

use crate::config::Problem;

use crate::question::answer::{Number, Said};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::shown::{Bars, Shown};
use crate::question::side::{Side, alike};
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict, widened};

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "reference", "this", "at"];

/// Pairs that are named.
const MOST_PAIRS: usize = 6;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    reference: Side,
    this: Side,
    at: Side,
}

/// What points turn, laid beside the reference.
struct Turned {
    /// The reference: a point of the design, or the baseline.
    reference: usize,
    /// Points that turn one factor: which, and the point.
    singles: Vec<(usize, usize)>,
    /// Points that turn two: the two factors, the point, and the points that turn either alone.
    pairs: Vec<([usize; 2], usize, [usize; 2])>,
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let before = table.ledger.problems.len();
        let reference = table.side("reference").unwrap_or_default();
        let (this, at) = (table.side("this").unwrap_or_default(), table.side("at").unwrap_or_default());
        let asked = Self { outcomes, reference, this, at };
        if table.ledger.problems.len() == before && asked.turned(table.shape).is_none_or(|t| t.singles.is_empty()) {
            let title = "no point differs from the reference in one factor alone";
            let hint = "a ranking needs points that turn one thing each: a grid, a list of alternatives, or a table";
            let span = table.key("reference").map_or(table.span, |entry| &entry.span);
            table.ledger.problems.push(Problem::at(span, title, "nothing to rank").hint(hint));
            return None;
        }
        Some(asked)
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    /// What points turn, in the first scenario or the one that is named.
    fn turned(&self, sample: &Sample) -> Option<Turned> {
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
            return Some(Turned { reference: baseline, singles, pairs: Vec::new() });
        }
        let level = |factor: usize| {
            let given = self.reference.levels.iter().find(|(named, _)| *named == factor);
            given.map_or(&sample.factors[factor].labels[0], |(_, label)| label)
        };
        let turns = |labels: &[String]| -> Vec<usize> {
            several.iter().copied().filter(|factor| !alike(&labels[*factor], level(*factor))).collect()
        };
        let reference = points.iter().find(|(_, labels)| turns(labels).is_empty()).map_or(baseline, |(n, _)| *n);
        let mut singles = Vec::new();
        let mut pairs = Vec::new();
        for (number, labels) in &points {
            match turns(labels)[..] {
                [one] => singles.push((one, *number)),
                [one, other] => {
                    let alone = |factor: usize| {
                        let own = |(_, labels_of): &&(usize, &[String])| {
                            turns(labels_of) == [factor] && alike(&labels_of[factor], &labels[factor])
                        };
                        points.iter().find(own).map(|(number, _)| *number)
                    };
                    if let (Some(a), Some(b)) = (alone(one), alone(other)) {
                        pairs.push(([one, other], *number, [a, b]));
                    }
                }
                _ => {}
            }
        }
        Some(Turned { reference, singles, pairs })
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let Some(turned) = self.turned(sample) else { return Said::default() };
        let values = |point: usize, outcome: usize| {
            let point = &sample.points[point];
            point.values(point.row(self.this.organisation.as_deref()).unwrap_or(0), outcome)
        };
        let name = |factor: usize, point: usize| {
            let label = sample.points[point].labels.as_ref().map_or("", |labels| labels[factor].as_str());
            given.words.level(&sample.factors[factor].name, label)
        };
        let mut said = Said::default();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let base = Estimate::of(values(turned.reference, *outcome));
            let mut ranked: Vec<(String, Estimate)> = turned
                .singles
                .iter()
                .map(|(factor, point)| {
                    let other = values(turned.reference, *outcome);
                    let difference = paired(values(*point, *outcome).into_iter(), other.into_iter()).0;
                    (name(*factor, *point), widened(difference, turned.singles.len()))
                })
                .collect();
            // A reference that is a point of the design is not turned beside itself.
            ranked.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
            said.sentences.extend(ranking(&quantity, given.words.baseline(), &base, &ranked));
            said.numbers.push(Number::mean("reference", &quantity.name, &base));
            let numbers =
                ranked.iter().map(|(name, e)| Number::statement(format!("{name} less reference"), &quantity.name, e));
            said.numbers.extend(numbers);
            if !turned.pairs.is_empty() {
                let mut together: Vec<(String, Estimate)> = turned
                    .pairs
                    .iter()
                    .map(|(factors, both, alone)| {
                        let of = |point: usize| values(point, *outcome).into_iter();
                        let neither = of(turned.reference);
                        let each = of(*both).zip(of(alone[0])).zip(of(alone[1])).zip(neither);
                        let e = Estimate::of(each.map(|(((both, a), b), neither)| both - a - b + neither));
                        let words = format!("{} and {}", name(factors[0], *both), name(factors[1], *both));
                        (words, widened(e, turned.pairs.len()))
                    })
                    .collect();
                together.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
                said.sentences.push(interactions(&quantity, &together));
                let what = |words: &str| format!("{words} together, beyond their sum");
                said.numbers.extend(together.iter().map(|(words, e)| Number::mean(what(words), &quantity.name, e)));
            }
            let bars = || {
                let rows = ranked.iter().map(|(name, e)| quantity.bar(name.clone(), String::new(), e));
                Shown::Bars(Bars {
                    title: format!("{}: what each does alone", capital(&quantity.label)),
                    subtitle: format!(
                        "Mean paired difference from the reference ({} {}), with intervals for all of them together",
                        quantity.value(base.mean),
                        quantity.unit
                    ),
                    left: "less than the reference".to_owned(),
                    right: "more than the reference".to_owned(),
                    unit: format!("difference, {}", quantity.unit),
                    rows: rows.collect(),
                })
            };
            said.picture.get_or_insert_with(bars);
        }
        said
    }
}

fn ranking(quantity: &Quantity, baseline: &str, base: &Estimate, ranked: &[(String, Estimate)]) -> Vec<String> {
    let decided = |(_, e): &&(String, Estimate)| matches!(verdict(e), Verdict::More | Verdict::Less);
    let (told, open): (Vec<_>, Vec<_>) = ranked.iter().partition(decided);
    let runs = ranked.iter().map(|(_, e)| e.replicates).min().unwrap_or(0);
    let of = format!(
        "{}, {} at {baseline}: of {} turned alone, {} make a difference beyond chance ({} each, intervals for all of them together)",
        quantity.head(),
        quantity.value(base.mean),
        count(ranked.len(), "thing", "things"),
        told.len(),
        count(runs as usize, "pair of runs", "pairs of runs"),
    );
    let mut said = Vec::new();
    if told.is_empty() {
        said.push(format!("{of}."));
    } else {
        let words: Vec<String> = told
            .iter()
            .map(|(name, e)| {
                let [size] = quantity.values([e.mean]);
                format!("{name} {}{size} ({})", if e.mean > 0.0 { "+" } else { "" }, quantity.interval(e))
            })
            .collect();
        said.push(format!("{of}; the largest first: {}.", words.join("; ")));
    }
    if !open.is_empty() && !told.is_empty() {
        let names: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
        said.push(format!("Not to be told from chance: {}.", list(&names)));
    }
    said
}

fn interactions(quantity: &Quantity, together: &[(String, Estimate)]) -> String {
    let told: Vec<&(String, Estimate)> =
        together.iter().filter(|(_, e)| matches!(verdict(e), Verdict::More | Verdict::Less)).collect();
    let n = count(together.len(), "pair", "pairs");
    if told.is_empty() {
        return format!("Of {n}, none does more or less than the sum of the two alone, beyond chance.");
    }
    let words: Vec<String> = told
        .iter()
        .take(MOST_PAIRS)
        .map(|(words, e)| {
            let [size] = quantity.values([e.mean]);
            format!("{words} {}{size} ({})", if e.mean > 0.0 { "+" } else { "" }, quantity.interval(e))
        })
        .collect();
    let more = told.iter().filter(|(_, e)| e.mean > 0.0).count();
    format!(
        "Of {n}, {} differ from the sum of the two alone beyond chance, {more} of them upwards; the largest: {}.",
        told.len(),
        words.join("; ")
    )
}
