//! `winner`: who leads in which share of points, and where the one that leads least often does.

use std::cmp::Reverse;

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart, Grid, Pane};
use crate::question::context::Context;
use crate::question::phrases::by_chance;
use crate::question::quantity::Quantity;
use crate::question::sample::{PointRow, Sample};
use crate::question::side::alike;
use crate::question::statistics::comparison::difference;
use crate::question::statistics::contest::{Setting, leader, leads};
use crate::question::statistics::region::{Part, Region, region};
use crate::question::statistics::verdict::is_detected;
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list, number};

use super::contenders::Contenders;
use super::request::Request;

/// Contenders in all settings.
#[derive(Debug, Clone)]
pub(crate) struct WinnerRequest {
    outcomes: Vec<usize>,
    less: Vec<usize>,
    contenders: Contenders,
}

/// Contenders in all settings, outcome by outcome.
pub(crate) struct Contest {
    settings: Vec<Setting>,
    /// The least runs of any point.
    runs: usize,
    outcomes: Vec<Lead>,
}

/// Who leads in one outcome.
struct Lead {
    quantity: Quantity,
    less_is_better: bool,
    /// By contender, the settings in which it leads.
    led: Vec<usize>,
    /// By contender, its lead over all settings; of two, the first one's only.
    leads: Vec<Estimate>,
    /// The contender that leads least often but not never, if another does more often; and where it leads, if that is
    /// a region.
    second: Option<(usize, Option<Region>)>,
    /// By setting, the first contender minus the second; none unless there are two.
    differences: Vec<Estimate>,
}

impl Request for WinnerRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "between", "less_is_better", "at"];
    type Findings = Contest;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (outcomes, less) = (table.outcomes(), table.less_is_better());
        let contenders = Contenders::read(table)?;
        Some(Self { outcomes, less, contenders })
    }

    fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    fn compute(&self, sample: &Sample) -> Contest {
        let settings = self.contenders.settings(sample);
        let points = settings.iter().flat_map(|setting| &setting.contenders);
        let runs = points.map(|(point, _)| sample.points[*point].runs.len()).min().unwrap_or(0);
        let outcomes = self.outcomes.iter().map(|outcome| self.lead(sample, &settings, *outcome)).collect();
        Contest { settings, runs, outcomes }
    }

    fn say(&self, context: Context<'_>, found: &Contest, section: &mut Section) {
        let names = self.contenders.names(context);
        let n = found.settings.len();
        for lead in &found.outcomes {
            let of = &lead.quantity.name;
            section.sentences.push(found.shares(lead, &names));
            let share = |contender: usize| {
                let what = format!("share of points in which {} leads", names[contender]);
                Number::plain(what, of, lead.led[contender] as f64 / n as f64, n * found.runs)
            };
            section.numbers.extend((0..names.len()).map(share));
            let other = if names.len() == 2 { names[1].as_str() } else { "the mean of the others" };
            let ahead =
                |(name, e): (&String, &Estimate)| Number::statement(format!("{name} less {other}, over all"), of, e);
            section.numbers.extend(names.iter().zip(&lead.leads).map(ahead));
            if let Some((contender, region)) = &lead.second {
                section.sentences.push(territory(context, &names[*contender], lead.led[*contender], region.as_ref()));
            }
        }
    }

    fn chart(&self, context: Context<'_>, found: &Contest) -> Option<Chart> {
        let names = self.contenders.names(context);
        let [first, second] = &names[..] else { return None };
        match self.contenders.open(context.sample)[..] {
            [across, up] => {
                let pane = |lead| found.pane(context.sample, lead, [across, up], [first, second]);
                Some(Chart::Grid(Grid {
                    title: format!("{} or {second}: who leads where", capital(first)),
                    subtitle: "Mean paired differences. Hatched: nobody leads beyond chance. A thick line runs where \
                               the side changes."
                        .to_owned(),
                    across: context.axis(across),
                    up: context.axis(up),
                    panes: found.outcomes.iter().map(pane).collect(),
                }))
            }
            _ => Some(Chart::Bars(Bars {
                title: format!("{} or {second}: in which share of points each leads", capital(first)),
                subtitle: "Share of points in which the first leads beyond chance, less that in which the second does"
                    .to_owned(),
                left: format!("{second} leads more often"),
                right: format!("{first} leads more often"),
                unit: "percentage points".to_owned(),
                rows: found.outcomes.iter().map(|lead| bar(lead, found.settings.len())).collect(),
            })),
        }
    }
}

impl WinnerRequest {
    fn lead(&self, sample: &Sample, settings: &[Setting], outcome: usize) -> Lead {
        let less_is_better = self.less.contains(&outcome);
        let better = if less_is_better { -1.0 } else { 1.0 };
        let contenders = self.contenders.all(sample).len();
        let leaders: Vec<Option<usize>> =
            settings.iter().map(|setting| leader(sample, setting, outcome, better)).collect();
        let led = |contender: usize| leaders.iter().filter(|leader| **leader == Some(contender)).count();
        let led: Vec<usize> = (0..contenders).map(led).collect();
        let order = by_leads(&led);
        let last = order.iter().rev().copied().find(|contender| led[*contender] > 0);
        let second = last.filter(|last| *last != order[0]).map(|last| {
            let cases: Vec<(&[String], bool)> = settings
                .iter()
                .zip(&leaders)
                .map(|(setting, leader)| (sample.labels(setting.first), *leader == Some(last)))
                .collect();
            (last, region(sample, &self.contenders.open(sample), &cases))
        });
        let values = |row: PointRow| sample.values(row, outcome);
        let of_two = |setting: &Setting| match setting.contenders[..] {
            [one, other] => Some(difference(values(one), values(other))),
            _ => None,
        };
        Lead {
            quantity: Quantity::outcome(outcome),
            less_is_better,
            leads: leads(sample, settings, outcome, contenders),
            led,
            second,
            differences: settings.iter().filter_map(of_two).collect(),
        }
    }
}

/// The contenders, those that lead most often first.
fn by_leads(led: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..led.len()).collect();
    order.sort_by_key(|contender| Reverse(led[*contender]));
    order
}

impl Contest {
    /// In which share of points each contender leads.
    fn shares(&self, lead: &Lead, names: &[String]) -> String {
        let n = self.settings.len();
        let percent = |k: usize| number(k as f64 * 100.0 / n as f64);
        let share = |contender: usize| {
            let k = lead.led[contender];
            format!("{} leads in {k} ({} %)", names[contender], percent(k))
        };
        let shares: Vec<String> = by_leads(&lead.led).into_iter().map(share).collect();
        let undecided = n - lead.led.iter().sum::<usize>();
        format!(
            "{}{}: of {}, {}; in {undecided} ({} %) nobody does beyond chance ({} each; {}).",
            lead.quantity.head(),
            if lead.less_is_better { ", where less is better" } else { "" },
            count(n, "point", "points"),
            list(&shares),
            percent(undecided),
            count(self.runs, "run", "runs"),
            by_chance(n)
        )
    }

    fn pane(&self, sample: &Sample, lead: &Lead, [across, up]: [usize; 2], [first, second]: [&str; 2]) -> Pane {
        let cell = |row: &str, column: &str| {
            let is_here = |setting: &Setting| {
                let labels = sample.labels(setting.first);
                alike(&labels[across], column) && alike(&labels[up], row)
            };
            let e = &lead.differences[self.settings.iter().position(is_here)?];
            Some((e.mean, !is_detected(e))).filter(|(mean, _)| mean.is_finite())
        };
        let (columns, rows) = (sample.factors[across].ordered(), sample.factors[up].ordered());
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        Pane {
            title: capital(&lead.quantity.label),
            unit: lead.quantity.unit.clone(),
            sides: Some((format!("{second} higher"), format!("{first} higher"))),
            cells: lead.quantity.scaled(cells),
        }
    }
}

/// Where a contender leads.
fn territory(context: Context<'_>, name: &str, led: usize, region: Option<&Region>) -> String {
    let points = |n: usize| count(n, "point", "points");
    let Some(Region { cuts, held, points: all }) = region else {
        return format!(
            "The {} where {name} leads lie in no corner of what was varied that chance would not give.",
            points(led)
        );
    };
    let cuts: Vec<String> = cuts
        .iter()
        .map(|cut| {
            let factor = context.factor(cut.factor);
            let bare = |x: f64| context.bare(cut.factor, &x.to_string());
            match &cut.part {
                Part::From(low) => format!("{factor} is at least {}", bare(*low)),
                Part::UpTo(high) => format!("{factor} is at most {}", bare(*high)),
                Part::At(level) => context.words.level(&context.sample.factors[cut.factor].name, level),
            }
        })
        .collect();
    format!(
        "{} leads where {}: {held} of its {} lie there, and it leads in {held} of the {} there are.",
        capital(name),
        list(&cuts),
        points(led),
        points(*all)
    )
}

/// How much more often the first leads; without an interval, since points are not runs.
fn bar(lead: &Lead, n: usize) -> Bar {
    let [first, second] = [0, 1].map(|contender| 100.0 * lead.led[contender] as f64 / n as f64);
    let mean = Estimate::of(lead.differences.iter().map(|e| e.mean)).mean;
    let note = format!("{} to {} %, mean difference {}", number(first), number(second), lead.quantity.value(mean));
    Bar::new(capital(&lead.quantity.label), note, first - second, [first - second; 2])
}
