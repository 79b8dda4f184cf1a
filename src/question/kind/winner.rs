//! `winner`: who leads in which share of points, and where the one that leads less often does.

use std::collections::BTreeMap;

use crate::config::{Problem, listed};
use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::words::{capital, count, list, number};

use crate::question::answer::{Number, Said};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::region::{Part, region};
use crate::question::sample::Sample;
use crate::question::shown::{Bar, Bars, Grid, Pane, Shown};
use crate::question::side::{Side, alike};
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict};

use super::holds::by_chance;

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "between", "less_is_better", "at"];

/// Who contends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Scenarios,
    Organisations,
    Factor(usize),
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    less: Vec<usize>,
    between: Between,
    at: Side,
}

/// The levels of a setting, and for each contender its point and row.
struct Setting<'a> {
    labels: &'a [String],
    contenders: Vec<(usize, usize)>,
}

/// A setting while its contenders are looked for: its first point, its levels, and who was found.
type Gathered<'a> = (usize, &'a [String], Vec<Option<(usize, usize)>>);

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let less = table.less_is_better();
        let at = table.side("at").unwrap_or_default();
        let between = match table.key("between") {
            None => Between::Scenarios,
            Some(entry) => {
                let named = table.text("between", entry)?;
                match named.text.as_str() {
                    "scenarios" => Between::Scenarios,
                    "organisations" if table.shape.factor("organisations").is_none() => Between::Organisations,
                    _ => Between::Factor(table.factor(&named)?),
                }
            }
        };
        let asked = Self { outcomes, less, between, at };
        let names = asked.names(table.shape);
        if names.len() < 2 || asked.settings(table.shape).is_empty() {
            let known: Vec<&str> = table.shape.factors.iter().map(|factor| factor.name.as_str()).collect();
            let hint = format!(
                "between = \"scenarios\" with several `scenarios`, \"organisations\" with several in one \
                                field, or one of {}",
                listed(&known)
            );
            let span = table.key("between").map_or(table.span, |entry| &entry.span);
            let problem = Problem::at(span, "nobody contends: fewer than two at each point", "who leads whom?");
            table.ledger.problems.push(problem.hint(hint));
            return None;
        }
        Some(asked)
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    /// The contenders by name.
    fn names(&self, sample: &Sample) -> Vec<String> {
        match self.between {
            Between::Scenarios => sample.scenarios.clone(),
            Between::Factor(factor) => sample.factors[factor].labels.clone(),
            Between::Organisations => {
                let first = sample.design().next().map(|(_, point, _)| &point.rows);
                first.map_or(Vec::new(), |rows| rows[..rows.len() - 1].to_vec())
            }
        }
    }

    /// The settings in which all contenders are there.
    fn settings<'a>(&self, sample: &'a Sample) -> Vec<Setting<'a>> {
        let names = self.names(sample);
        let mut found: BTreeMap<(usize, Vec<&str>), Gathered<'a>> = BTreeMap::new();
        for (number, point, labels) in sample.design().filter(|(_, point, labels)| self.at.takes(point, labels)) {
            let place = |name: &String, level: &String| alike(name, level);
            let (scenario, contender) = match self.between {
                Between::Scenarios => (0, Some(point.scenario)),
                Between::Factor(factor) => (point.scenario, names.iter().position(|name| place(name, &labels[factor]))),
                Between::Organisations => (point.scenario, None),
            };
            let open = |factor: &usize| !matches!(self.between, Between::Factor(own) if own == *factor);
            let key: Vec<&str> = (0..labels.len()).filter(open).map(|factor| labels[factor].as_str()).collect();
            let entry = found.entry((scenario, key)).or_insert_with(|| (number, labels, vec![None; names.len()]));
            match contender {
                Some(contender) => entry.2[contender] = Some((number, 0)),
                None => {
                    let row = |name: &String| point.row(Some(name)).map(|row| (number, row));
                    entry.2 = names.iter().map(row).collect();
                }
            }
        }
        let mut settings: Vec<(usize, Setting<'a>)> = found
            .into_values()
            .filter_map(|(number, labels, contenders)| {
                let contenders: Option<Vec<(usize, usize)>> = contenders.into_iter().collect();
                Some((number, Setting { labels, contenders: contenders? }))
            })
            .collect();
        settings.sort_by_key(|(number, _)| *number);
        settings.into_iter().map(|(_, setting)| setting).collect()
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let settings = self.settings(sample);
        let names: Vec<String> = self.names(sample).iter().map(|name| self.called(given, name)).collect();
        let open: Vec<usize> = (0..sample.factors.len())
            .filter(|factor| !matches!(self.between, Between::Factor(own) if own == *factor))
            .filter(|factor| sample.factors[*factor].labels.len() > 1)
            .collect();
        let mut said = Said::default();
        let (mut panes, mut rows) = (Vec::new(), Vec::new());
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let better = if self.less.contains(outcome) { -1.0 } else { 1.0 };
            let leaders: Vec<Option<usize>> =
                settings.iter().map(|setting| leader(sample, setting, *outcome, better)).collect();
            let n = leaders.len();
            let led = |contender: usize| leaders.iter().filter(|leader| **leader == Some(contender)).count();
            let mut order: Vec<usize> = (0..names.len()).collect();
            order.sort_by_key(|contender| std::cmp::Reverse(led(*contender)));
            let percent = |k: usize| number(k as f64 * 100.0 / n as f64);
            let shares: Vec<String> = order
                .iter()
                .map(|contender| {
                    let k = led(*contender);
                    format!("{} leads in {k} ({} %)", names[*contender], percent(k))
                })
                .collect();
            let nobody = leaders.iter().filter(|leader| leader.is_none()).count();
            let runs = settings.iter().flat_map(|setting| &setting.contenders);
            let runs = runs.map(|(point, _)| sample.points[*point].runs.len()).min().unwrap_or(0);
            let smaller = if better < 0.0 { ", where less is better" } else { "" };
            said.sentences.push(format!(
                "{}{smaller}: of {}, {}; in {nobody} ({} %) nobody does beyond chance ({} each; {}).",
                quantity.head(),
                count(n, "point", "points"),
                list(&shares),
                percent(nobody),
                count(runs, "run", "runs"),
                by_chance(n)
            ));
            let mean = |contender: usize| {
                Number::plain(
                    format!("share of points in which {} leads", names[contender]),
                    &quantity.name,
                    led(contender) as f64 / n as f64,
                    n * runs,
                )
            };
            said.numbers.extend((0..names.len()).map(mean));
            said.numbers.extend(ahead(sample, &settings, *outcome, &names, &quantity.name));
            let less_often = order.iter().rev().copied().filter(|contender| led(*contender) > 0);
            if let Some(loser) = less_often.clone().next().filter(|loser| *loser != order[0]) {
                said.sentences.push(where_it_leads(given, &settings, &leaders, loser, &names[loser], &open));
            }
            if let [_, _] = names[..] {
                let difference = |setting: &Setting<'_>| {
                    let of = |k: usize| {
                        let (point, row) = setting.contenders[k];
                        sample.points[point].values(row, *outcome)
                    };
                    paired(of(0).into_iter(), of(1).into_iter()).0
                };
                let each: Vec<Estimate> = settings.iter().map(difference).collect();
                if let [across, up] = open[..] {
                    panes.push(pane(sample, &settings, &each, (across, up), &quantity, &names));
                }
                rows.extend([bar(&quantity, &each, led(0), led(1), n)]);
            }
        }
        said.picture = match open[..] {
            [across, up] if !panes.is_empty() => {
                let axis = |factor: usize| {
                    let levels = &sample.factors[factor];
                    let labels = levels.ordered().into_iter().map(|label| given.words.bare(&levels.name, label));
                    (given.words.of(&levels.name).to_owned(), labels.collect())
                };
                Some(Shown::Grid(Grid {
                    title: format!("{} or {}: who leads where", capital(&names[0]), names[1]),
                    subtitle: "Mean paired differences. Hatched: nobody leads beyond chance. A thick line runs where \
                               the side changes."
                        .to_owned(),
                    across: axis(across),
                    up: axis(up),
                    panes,
                }))
            }
            _ if !rows.is_empty() => Some(Shown::Bars(Bars {
                title: format!("{} or {}: in which share of points each leads", capital(&names[0]), names[1]),
                subtitle: "Share of points in which the first leads beyond chance, less that in which the second does"
                    .to_owned(),
                left: format!("{} leads more often", names[1]),
                right: format!("{} leads more often", names[0]),
                unit: "percentage points".to_owned(),
                rows,
            })),
            _ => None,
        };
        said
    }

    fn called(&self, given: &Given<'_>, name: &str) -> String {
        match self.between {
            Between::Factor(factor) => given.words.level(&given.sample.factors[factor].name, name),
            Between::Scenarios => given.words.of(name).to_owned(),
            Between::Organisations => given.words.organisation(name),
        }
    }
}

/// Each contender less the mean of the others, averaged over all settings within each replicate; of two, the first less
/// the second.
fn ahead(sample: &Sample, settings: &[Setting<'_>], outcome: usize, names: &[String], of: &str) -> Vec<Number> {
    let column = |(point, row): &(usize, usize)| sample.points[*point].values(*row, outcome);
    let each: Vec<Vec<Vec<f64>>> =
        settings.iter().map(|setting| setting.contenders.iter().map(column).collect()).collect();
    let replicates = each.iter().flatten().map(Vec::len).max().unwrap_or(0);
    // By replicate the mean of each contender, over the settings in which all have a value.
    let means = |replicate: usize| -> Vec<f64> {
        let here = |setting: &Vec<Vec<f64>>| -> Option<Vec<f64>> {
            let all = setting.iter().map(|values| values.get(replicate).copied().filter(|x| !x.is_nan()));
            all.collect()
        };
        let there: Vec<Vec<f64>> = each.iter().filter_map(here).collect();
        let sum = |contender: usize| there.iter().map(|values| values[contender]).sum::<f64>();
        (0..names.len()).map(|contender| sum(contender) / there.len() as f64).collect()
    };
    let means: Vec<Vec<f64>> = (0..replicates).map(means).collect();
    let lead = |contender: usize, means: &Vec<f64>| {
        let others = means.iter().sum::<f64>() - means[contender];
        means[contender] - others / (means.len() - 1) as f64
    };
    let shown = if names.len() == 2 { 1 } else { names.len() };
    let number = |contender: usize| {
        let e = Estimate::of(means.iter().map(|means| lead(contender, means)));
        let other = if names.len() == 2 { names[1].as_str() } else { "the mean of the others" };
        Number::statement(format!("{} less {other}, over all", names[contender]), of, &e)
    };
    (0..shown).map(number).collect()
}

/// Who is ahead of every other beyond chance, if somebody is.
fn leader(sample: &Sample, setting: &Setting<'_>, outcome: usize, better: f64) -> Option<usize> {
    let values: Vec<Vec<f64>> =
        setting.contenders.iter().map(|(point, row)| sample.points[*point].values(*row, outcome)).collect();
    let leads = |one: usize| {
        (0..values.len()).filter(|other| *other != one).all(|other| {
            let signed = |contender: usize| values[contender].iter().map(move |x| better * x);
            verdict(&paired(signed(one), signed(other)).0) == Verdict::More
        })
    };
    (0..values.len()).find(|contender| leads(*contender))
}

fn where_it_leads(
    given: &Given<'_>,
    settings: &[Setting<'_>],
    leaders: &[Option<usize>],
    loser: usize,
    name: &str,
    open: &[usize],
) -> String {
    let sample = given.sample;
    let cases: Vec<(&[String], bool)> =
        settings.iter().zip(leaders).map(|(setting, leader)| (setting.labels, *leader == Some(loser))).collect();
    let all = cases.iter().filter(|(_, case)| *case).count();
    let Some(found) = region(sample, open, &cases) else {
        return format!(
            "The {} where {name} leads lie in no corner of what was varied that chance would not give.",
            count(all, "point", "points")
        );
    };
    let cuts: Vec<String> = found
        .cuts
        .iter()
        .map(|cut| {
            let factor = &sample.factors[cut.factor].name;
            let bare = |x: f64| given.words.bare(factor, &x.to_string());
            match &cut.part {
                Part::From(low) => format!("{} is at least {}", given.words.of(factor), bare(*low)),
                Part::UpTo(high) => format!("{} is at most {}", given.words.of(factor), bare(*high)),
                Part::At(level) => given.words.level(factor, level),
            }
        })
        .collect();
    format!(
        "{} leads where {}: {} of its {} lie there, and it leads in {} of the {} there are.",
        capital(name),
        list(&cuts),
        found.held,
        count(all, "point", "points"),
        found.held,
        count(found.points, "point", "points")
    )
}

fn pane(
    sample: &Sample,
    settings: &[Setting<'_>],
    each: &[Estimate],
    (across, up): (usize, usize),
    quantity: &Quantity,
    names: &[String],
) -> Pane {
    let cell = |row: &str, column: &str| {
        let here = |setting: &Setting<'_>| alike(&setting.labels[across], column) && alike(&setting.labels[up], row);
        let place = settings.iter().position(here)?;
        let decided = matches!(verdict(&each[place]), Verdict::More | Verdict::Less);
        Some((each[place].mean, !decided)).filter(|(mean, _)| mean.is_finite())
    };
    let (columns, rows) = (sample.factors[across].ordered(), sample.factors[up].ordered());
    Pane {
        title: capital(&quantity.label),
        unit: quantity.unit.clone(),
        sides: Some((format!("{} higher", names[1]), format!("{} higher", names[0]))),
        cells: quantity.scaled(rows.iter().map(|row| columns.iter().map(|c| cell(row, c)).collect()).collect()),
    }
}

/// How much more often the first leads; without an interval, since points are not runs.
fn bar(quantity: &Quantity, each: &[Estimate], first: usize, second: usize, n: usize) -> Bar {
    let share = |k: usize| 100.0 * k as f64 / n as f64;
    let gap = share(first) - share(second);
    let mean = Estimate::of(each.iter().map(|e| e.mean)).mean;
    Bar {
        label: capital(&quantity.label),
        note: format!(
            "{} to {} %, mean difference {}",
            number(share(first)),
            number(share(second)),
            quantity.value(mean)
        ),
        middle: gap,
        low: gap,
        high: gap,
        told: None,
    }
}
