//! `best`: where each outcome is largest, how sure that is, and whether outcomes agree.

use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list};

use crate::question::answer::{Number, Said};
use crate::question::contrast::Contrast;
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::shown::{Bar, Bars, Grid, Pane, Shown};
use crate::question::side::{Side, alike};
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict, widened};

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "less_is_better", "this", "at"];

/// Points that are named one by one.
const MOST_NAMED: usize = 4;
/// Factors whose levels are told of the best points, and points of which they are.
const MOST_TURNED: usize = 16;
const MOST_TOLD: usize = 3;
/// Rows of a picture.
const MOST_ROWS: usize = 30;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    less: Vec<usize>,
    this: Side,
    at: Side,
}

/// What is known of one outcome over all points.
struct Found {
    /// By point: its mean.
    means: Vec<Estimate>,
    /// The best of them.
    best: usize,
    /// By point: whether it cannot be told from the best.
    tied: Vec<bool>,
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let less = table.less_is_better();
        let this = table.side("this").unwrap_or_default();
        let at = table.side("at").unwrap_or_default();
        Some(Self { outcomes, less, this, at })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let points: Vec<(usize, usize, &[String])> = sample
            .design()
            .filter(|(_, point, labels)| self.this.takes(point, labels) && self.at.takes(point, labels))
            .filter_map(|(number, point, labels)| Some((number, point.row(self.this.organisation.as_deref())?, labels)))
            .collect();
        let mut said = Said::default();
        let mut all: Vec<(usize, Found)> = Vec::new();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let better = if self.less.contains(outcome) { -1.0 } else { 1.0 };
            let values = |place: usize| sample.points[points[place].0].values(points[place].1, *outcome);
            let Some(found) = find(points.len(), &values, better) else {
                said.sentences.push(format!("{}: no run has a value.", quantity.head()));
                continue;
            };
            said.sentences.push(self.sentence(given, &quantity, &points, &found, better));
            for (place, mean) in found.means.iter().enumerate() {
                let what = self.name(given, &points[place]);
                said.numbers.push(Number::mean(what, &quantity.name, mean));
            }
            let base = sample.baseline(sample.points[points[found.best].0].scenario);
            let told = found.tied.iter().any(|tied| !tied);
            if let Some(base) = base.filter(|base| told && points[found.best].1 < sample.points[*base].rows.len()) {
                let other = sample.points[base].values(points[found.best].1, *outcome);
                let lead = widened(paired(values(found.best).into_iter(), other.into_iter()).0, points.len());
                said.sentences.push(format!(
                    "Beside {} that is {}.",
                    given.words.baseline(),
                    quantity.difference(&lead, &format!("{}, interval for all points together", Contrast::runs(&lead)))
                ));
                said.numbers.push(Number::mean(format!("best less {}", given.words.baseline()), &quantity.name, &lead));
            }
            // Every point beside its baseline: elsewhere another may be best, and this one is looked up by its name.
            for (place, point) in points.iter().enumerate() {
                let base = sample.baseline(sample.points[point.0].scenario);
                let Some(base) = base.filter(|base| point.1 < sample.points[*base].rows.len()) else { continue };
                let other = sample.points[base].values(point.1, *outcome);
                let e = widened(paired(values(place).into_iter(), other.into_iter()).0, points.len());
                let what = format!("{} less {}", self.name(given, point), given.words.baseline());
                let number = Number::mean(what, &quantity.name, &e);
                said.numbers.push(Number { statement: place == found.best, ..number });
            }
            all.push((*outcome, found));
        }
        if all.len() > 1 {
            said.sentences.push(agreement(given, self, &points, &all));
        }
        if sample.is_numbered() && !all.is_empty() {
            said.sentences.extend(turned(given, &points, &all));
            said.sentences.push("points.csv says what each point turns.".to_owned());
        }
        said.picture = self.picture(given, &points, &all);
        said
    }

    /// A point by its levels, with its scenario where there are several.
    fn name(&self, given: &Given<'_>, point: &(usize, usize, &[String])) -> String {
        let sample = given.sample;
        let words = given.words.point(sample, point.0);
        if sample.scenarios.len() < 2 || self.this.scenario.is_some() {
            return words;
        }
        format!("{}: {words}", given.words.of(&sample.scenarios[sample.points[point.0].scenario]))
    }

    fn sentence(
        &self,
        given: &Given<'_>,
        quantity: &Quantity,
        points: &[(usize, usize, &[String])],
        found: &Found,
        better: f64,
    ) -> String {
        let best = &found.means[found.best];
        let word = if better > 0.0 { "largest" } else { "smallest" };
        let at = self.name(given, &points[found.best]);
        let others: Vec<usize> = (0..points.len()).filter(|n| *n != found.best && found.tied[*n]).collect();
        let runs = count(best.replicates as usize, "run", "runs");
        let value = format!("{} ({}; {runs})", quantity.value(best.mean), quantity.interval(best));
        let head = format!("{} is {word} at {at}: {value}", quantity.head());
        let all = count(points.len(), "point", "points");
        match others.len() {
            0 => format!("{head}; every other of the {all} is beyond chance behind it."),
            n if n + 1 == points.len() => format!(
                "{}: none of {all} can be told from the best beyond chance; the {word} is {value}, at {at}.",
                quantity.head()
            ),
            n => {
                let named = || list(&others.iter().map(|n| self.name(given, &points[*n])).collect::<Vec<_>>());
                let others = match n <= MOST_NAMED {
                    true => format!(": {}", named()),
                    false if given.sample.is_numbered() => String::new(),
                    false => format!(": {}", self.ranges(given, points, found)),
                };
                format!("{head}; {n} of the {} others cannot be told from it{others}.", points.len() - 1)
            }
        }
    }

    /// Between which levels the points lie that cannot be told from the best.
    fn ranges(&self, given: &Given<'_>, points: &[(usize, usize, &[String])], found: &Found) -> String {
        let sample = given.sample;
        let ranges: Vec<String> = sample
            .factors
            .iter()
            .enumerate()
            .filter(|(_, factor)| factor.labels.len() > 1)
            .map(|(place, factor)| {
                let taken = |label: &&str| {
                    points.iter().zip(&found.tied).any(|(point, tied)| *tied && alike(&point.2[place], label))
                };
                let levels: Vec<String> = factor
                    .ordered()
                    .into_iter()
                    .filter(taken)
                    .map(|label| given.words.bare(&factor.name, label))
                    .collect();
                format!("{} {}", given.words.of(&factor.name), list(&levels))
            })
            .collect();
        format!("they lie at {}", ranges.join("; "))
    }

    fn picture(
        &self,
        given: &Given<'_>,
        points: &[(usize, usize, &[String])],
        all: &[(usize, Found)],
    ) -> Option<Shown> {
        let sample = given.sample;
        let varied: Vec<usize> = (0..sample.factors.len())
            .filter(|factor| {
                let mut labels = points.iter().map(|point| &point.2[*factor]);
                let first = labels.next();
                labels.any(|label| Some(label) != first)
            })
            .collect();
        let one = points.iter().all(|point| sample.points[point.0].scenario == sample.points[points[0].0].scenario);
        if let ([across, up], true) = (&varied[..], one) {
            let axis = |factor: usize| sample.factors[factor].ordered();
            let words = |factor: usize| {
                let name = &sample.factors[factor].name;
                let labels = axis(factor).into_iter().map(|label| given.words.bare(name, label)).collect();
                (given.words.of(name).to_owned(), labels)
            };
            // What is the same everywhere needs no panel.
            let (same, all): (Vec<_>, Vec<_>) = all.iter().partition(|(_, found)| {
                found.means.iter().all(|e| e.mean.is_nan() || e.mean == found.means[found.best].mean)
            });
            let same: Vec<(usize, &Found)> = same.into_iter().map(|(outcome, found)| (*outcome, found)).collect();
            if all.is_empty() {
                return None;
            }
            let still = same.iter().map(|(outcome, found)| {
                let quantity = Quantity::outcome(*outcome);
                let value = quantity.value(found.means[found.best].mean);
                format!(" {} is {value} {} everywhere and not drawn.", capital(&quantity.label), quantity.unit)
            });
            let still: String = still.collect();
            let panes = all.iter().map(|(outcome, found)| {
                let quantity = Quantity::outcome(*outcome);
                let cell = |row: &&str, column: &&str| {
                    let here = |point: &(usize, usize, &[String])| {
                        alike(&point.2[*across], column) && alike(&point.2[*up], row)
                    };
                    let place = points.iter().position(here)?;
                    Some((found.means[place].mean, found.tied[place])).filter(|(mean, _)| mean.is_finite())
                };
                Pane {
                    title: capital(&quantity.label),
                    unit: quantity.unit.clone(),
                    sides: None,
                    cells: axis(*up).iter().map(|row| axis(*across).iter().map(|c| cell(row, c)).collect()).collect(),
                }
            });
            let panes: Vec<Pane> = panes.collect();
            let scaled = panes
                .into_iter()
                .zip(&all)
                .map(|(pane, (outcome, _))| Pane { cells: Quantity::outcome(*outcome).scaled(pane.cells), ..pane });
            return Some(Shown::Grid(Grid {
                title: format!("Who wins where, by {} and {}", words(*across).0, words(*up).0),
                subtitle: format!(
                    "Means over runs, an outcome a panel. Hatched: the best, and what cannot be told from it beyond \
                     chance.{still}"
                ),
                across: words(*across),
                up: words(*up),
                panes: scaled.collect(),
            }));
        }
        let (outcome, found) = all.first()?;
        let quantity = Quantity::outcome(*outcome);
        let sign = if self.less.contains(outcome) { -1.0 } else { 1.0 };
        let bar = |name: String, e: &Estimate, tied: bool| Bar {
            told: Some(tied),
            ..quantity.bar(name, quantity.value(e.mean), e)
        };
        let means = points.iter().zip(found.means.iter().zip(&found.tied)).filter(|(_, (e, _))| !e.mean.is_nan());
        let mut rows: Vec<Bar> = means.map(|(point, (e, tied))| bar(self.name(given, point), e, *tied)).collect();
        rows.sort_by(|a, b| (sign * b.middle).total_cmp(&(sign * a.middle)));
        let cut =
            if rows.len() > MOST_ROWS { format!(" The first {MOST_ROWS} of {}.", rows.len()) } else { String::new() };
        rows.truncate(MOST_ROWS);
        // What they are laid beside stands where its size puts it.
        let base = sample.baseline(sample.points[points[0].0].scenario).filter(|_| one);
        if let Some(base) = base.filter(|base| points[0].1 < sample.points[*base].rows.len()) {
            let e = Estimate::of(sample.points[base].values(points[0].1, *outcome));
            let place = rows.partition_point(|row| sign * row.middle >= sign * e.mean);
            rows.insert(place, bar(given.words.baseline().to_owned(), &e, false));
        }
        Some(Shown::Bars(Bars {
            title: format!("{}: the points by size", capital(&quantity.label)),
            subtitle: format!(
                "Means over runs, with 95 % intervals. Full dots: the best, and what cannot be told from it beyond \
                 chance.{cut}"
            ),
            left: String::new(),
            right: quantity.label.clone(),
            unit: quantity.unit.clone(),
            rows,
        }))
    }
}

/// The best of so many points, and those that cannot be told from it; nothing where none has a value.
fn find(points: usize, values: &dyn Fn(usize) -> Vec<f64>, better: f64) -> Option<Found> {
    let means: Vec<Estimate> = (0..points).map(|place| Estimate::of(values(place))).collect();
    let best = (0..points)
        .filter(|place| !means[*place].mean.is_nan())
        .reduce(|best, place| if better * means[place].mean > better * means[best].mean { place } else { best })?;
    // The best was picked because it is: intervals hold for all comparisons with it together.
    let behind = |place: usize| {
        let difference = paired(values(best).into_iter(), values(place).into_iter()).0;
        let e = widened(difference, points.saturating_sub(1).max(1));
        let wanted = if better > 0.0 { Verdict::More } else { Verdict::Less };
        verdict(&e) == wanted
    };
    let tied = (0..points).map(|place| place == best || !behind(place)).collect();
    Some(Found { means, best, tied })
}

/// What the best points turn, the first outcome's first, where that can be read.
fn turned(given: &Given<'_>, points: &[(usize, usize, &[String])], all: &[(usize, Found)]) -> Vec<String> {
    let sample = given.sample;
    let mut best: Vec<usize> = Vec::new();
    for (_, found) in all {
        if !best.contains(&found.best) {
            best.push(found.best);
        }
    }
    best.truncate(if sample.factors.len() <= MOST_TURNED { MOST_TOLD } else { 0 });
    let said = |place: usize| {
        let (number, _, labels) = points[place];
        format!("{} is: {}.", capital(&given.words.point(sample, number)), given.words.setting(sample, labels, &[]))
    };
    best.into_iter().map(said).collect()
}

/// Whether one point is the best, or cannot be told from it, in all outcomes.
fn agreement(given: &Given<'_>, asked: &Asked, points: &[(usize, usize, &[String])], all: &[(usize, Found)]) -> String {
    let agreed: Vec<usize> =
        (0..points.len()).filter(|place| all.iter().all(|(_, found)| found.tied[*place])).collect();
    let n = all.len();
    match agreed.len() {
        0 => format!(
            "No point is the best, or cannot be told from it, in all {n} outcomes at once: what is best depends on what counts."
        ),
        k if k == points.len() => format!("No point can be told from any other in any of the {n} outcomes."),
        k if k <= MOST_NAMED => {
            let names: Vec<String> = agreed.iter().map(|place| asked.name(given, &points[*place])).collect();
            format!("Among the best in all {n} outcomes at once: {}.", list(&names))
        }
        k => {
            format!("{k} of {} are among the best in all {n} outcomes at once.", count(points.len(), "point", "points"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_found_with_what_cannot_be_told_from_it() {
        let data = [vec![1.0, 2.0, 3.0, 2.0], vec![9.0, 11.0, 10.0, 10.0], vec![9.5, 10.0, 9.0, 11.0]];
        let found = find(3, &|place| data[place].clone(), 1.0).expect("a best");
        assert_eq!((found.best, found.tied), (1, vec![false, true, true]));
        let turned = find(3, &|place| data[place].clone(), -1.0).expect("a best");
        assert_eq!((turned.best, turned.tied), (0, vec![true, false, false]));
        assert!(find(2, &|_| vec![f64::NAN], 1.0).is_none());
    }
}
