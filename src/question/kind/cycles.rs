//! `cycles`: whether a long run ends and begins again, and whether it swings with a period.

use crate::config::whole;
use crate::model::measures::MEASURES;
use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::readings::Reading;
use crate::question::sample::Sample;
use crate::question::side::Side;
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, number};

use super::request::Request;

/// Years left out at the beginning by default: growth from nothing is no cycle.
const AFTER: u64 = 10;
/// Most rows of a chart.
const MAX_ROWS: usize = 40;

/// Sleep, and the periods of one measure, at one point.
#[derive(Debug, Clone)]
pub(crate) struct CyclesRequest {
    measure: usize,
    after: u32,
    this: Side,
}

/// Sleep and periods by run.
pub(crate) struct Cycles {
    organisation: String,
    /// Runs that were read.
    runs: usize,
    /// Runs that fall asleep, that awake again, and that sleep at the end.
    fell: usize,
    awoke: usize,
    asleep: usize,
    /// The share of weeks asleep.
    slept: Estimate,
    /// The strongest period of each run whose measure varies.
    periods: Vec<Period>,
}

/// The strongest period of a run.
struct Period {
    run: usize,
    years: f64,
    /// Its share of the variance.
    share: f64,
    /// Its power relative to red noise, minus what one run of red noise in twenty exceeds.
    excess: f64,
    is_detected: bool,
}

impl Request for CyclesRequest {
    const KEYS: &'static [&'static str] = &["measure", "after_years", "this"];
    type Findings = Option<Cycles>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let mut measure = MEASURES.iter().position(|measure| measure.name == "attendance");
        if let Some(entry) = table.key("measure") {
            let word = table.text("measure", entry)?;
            let known: Vec<&str> = MEASURES.iter().map(|measure| measure.name).collect();
            measure = table.one_of(&word, &known, "measure", "`mobilise explain --all` lists all measures");
        }
        let name = table.full("after_years");
        let after = match table.key("after_years") {
            Some(entry) => whole(&name, entry, 0, 1_000, "years left out at the beginning", table.ledger)?,
            None => AFTER,
        };
        let this = table.one_point()?;
        Some(Self { measure: measure?, after: after as u32, this })
    }

    fn readings(&self) -> Vec<Reading> {
        vec![Reading::Sleep, Reading::Period { measure: self.measure, after: self.after }]
    }

    fn watched(&self, shape: &Sample) -> Vec<u32> {
        self.this.point(shape).map(|point| point as u32).into_iter().collect()
    }

    fn compute(&self, sample: &Sample) -> Option<Cycles> {
        let row = self.this.row(sample)?;
        let names = self.readings().into_iter().flat_map(|reading| reading.names());
        let read: Vec<Vec<f64>> = names.map(|name| sample.readings(row, &name)).collect();
        let [fell, awoke, asleep, period, share, over, limit] = &read[..] else { return None };
        let some = |values: &[f64]| values.iter().filter(|x| **x > 0.0).count();
        // A series that does not vary has no period.
        let varying = (0..period.len()).filter(|run| !period[*run].is_nan());
        let of = |run: usize| Period {
            run,
            years: period[run],
            share: share[run],
            excess: over[run] - limit[run],
            is_detected: over[run] > limit[run],
        };
        Some(Cycles {
            organisation: sample.points[row.0].rows[row.1].clone(),
            runs: fell.iter().filter(|x| !x.is_nan()).count(),
            fell: some(fell),
            awoke: some(awoke),
            asleep: fell.iter().zip(awoke).filter(|(fell, awoke)| fell > awoke).count(),
            slept: Estimate::of(asleep.iter().copied()),
            periods: varying.map(of).collect(),
        })
    }

    fn say(&self, context: Context<'_>, found: &Option<Cycles>, section: &mut Section) {
        let Some(found) = found else { return };
        let who = context.words.organisation(&found.organisation);
        let Cycles { runs, fell, awoke, asleep, slept, periods, .. } = found;
        if *runs == 0 {
            section.sentences.push(format!("{who}: no run was read, so nothing can be said of cycles."));
            return;
        }
        let measure = self.measure();
        let detected: Vec<&Period> = periods.iter().filter(|period| period.is_detected).collect();
        section.sentences.push(found.sleep(&who));
        section.sentences.push(self.swings(periods, &detected));
        section.sentences.extend(beyond(detected.len(), periods.len()).map(str::to_owned));
        let plain = |what: &str, of: &str, value: usize| Number::plain(what, of, value as f64, *runs);
        let years = Estimate::of(detected.iter().map(|period| period.years));
        let excess = Estimate::of(periods.iter().map(|period| period.excess));
        section.numbers.extend([
            plain("runs that fall asleep", "awake", *fell),
            plain("runs that awake again", "awake", *awoke),
            plain("runs asleep at the end", "awake", *asleep),
            Number::mean("share of weeks asleep", "awake", slept),
            plain("runs with a period beyond red noise", &measure, detected.len()),
            Number::mean("strongest period in years, where beyond red noise", &measure, &years),
            Number::statement("power of the strongest period less the limit of red noise", &measure, &excess),
        ]);
    }

    fn chart(&self, context: Context<'_>, found: &Option<Cycles>) -> Option<Chart> {
        let found = found.as_ref().filter(|found| found.runs > 0 && !found.periods.is_empty())?;
        let bar = |Period { run, years, excess, .. }: &Period| {
            Bar::new(format!("run {}, {} years", run + 1, number(*years)), "", *excess, [*excess; 2])
        };
        let mut rows: Vec<Bar> = found.periods.iter().map(bar).collect();
        rows.sort_by(|a, b| b.middle.total_cmp(&a.middle));
        rows.truncate(MAX_ROWS);
        let (measure, who) = (self.measure(), context.words.organisation(&found.organisation));
        Some(Chart::Bars(Bars {
            title: format!("The strongest period of {measure} in each run of {who}"),
            subtitle: format!(
                "Its power over that of red noise, less what one run in twenty would exceed by chance; after {} years",
                self.after
            ),
            left: "no more than chance".to_owned(),
            right: "beyond chance".to_owned(),
            unit: "times the power of red noise, less the limit".to_owned(),
            rows,
        }))
    }
}

impl CyclesRequest {
    fn measure(&self) -> String {
        MEASURES[self.measure].name.replace('_', " ")
    }

    /// In how many runs the measure swings.
    fn swings(&self, periods: &[Period], detected: &[&Period]) -> String {
        let measure = capital(&self.measure());
        match periods.len() {
            0 => format!("{measure} does not vary after {} years, so there is no cycle to look for.", self.after),
            n => format!(
                "{measure}: a period stands out from red noise in {} of {} (in one of twenty chance alone would); {}.",
                detected.len(),
                count(n, "run", "runs"),
                lengths(detected)
            ),
        }
    }
}

impl Cycles {
    /// In how many runs the organisation falls asleep.
    fn sleep(&self, who: &str) -> String {
        let runs = count(self.runs, "run", "runs");
        // An organisation that sleeps does so for good; a field awakes with the next one that is founded.
        let again = match self.awoke {
            0 => String::new(),
            awoke => format!(", in {awoke} it awakes again, and in {} it sleeps at the end", self.asleep),
        };
        let Estimate { mean, low, high, .. } = self.slept;
        let interval = match low < high {
            true => format!(" (95 % {} to {})", number(low.max(0.0) * 100.0), number(high * 100.0)),
            false => String::new(),
        };
        match self.fell {
            0 => format!("In none of {runs} {who} falls asleep."),
            fell => format!(
                "In {fell} of {runs} {who} falls asleep at some time{again}; it sleeps {} % of its weeks in the mean{interval}.",
                number(mean * 100.0),
            ),
        }
    }
}

/// The lengths of the periods that stand out.
fn lengths(detected: &[&Period]) -> String {
    if detected.is_empty() {
        return "so there is none to name".to_owned();
    }
    let sorted = |of: &dyn Fn(&Period) -> f64| {
        let mut values: Vec<f64> = detected.iter().map(|period| of(period)).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let (years, shares) = (sorted(&|period| period.years), sorted(&|period| period.share));
    format!(
        "there it lasts from {} to {} years (median {}) and holds {} % of the variance in the median",
        number(years[0]),
        number(years[years.len() - 1]),
        number(years[years.len() / 2]),
        number(shares[shares.len() / 2] * 100.0)
    )
}

/// Whether so many of all runs are more than the one in twenty that chance gives.
fn beyond(detected: usize, all: usize) -> Option<&'static str> {
    if all == 0 {
        return None;
    }
    // The chance that at least so many of all exceed a limit that each exceeds with 5 %.
    let mut below = 0.0;
    let mut term = libm::pow(0.95, all as f64);
    for k in 0..detected {
        below += term;
        term *= (all - k) as f64 / (k + 1) as f64 * (0.05 / 0.95);
    }
    Some(if 1.0 - below < 0.05 {
        "That is more than chance gives: there are cycles in some runs."
    } else {
        "That is no more than chance gives: no cycles are seen."
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 20 runs 3 or more exceed by chance with 7.5 %, 4 or more with 1.6 % (binomial tables).
    #[test]
    fn as_many_as_chance_gives_are_no_cycles() {
        let is = |detected, all| beyond(detected, all).is_some_and(|text| text.contains("than chance gives: there"));
        assert!(!is(0, 20) && !is(3, 20) && is(4, 20) && is(20, 20));
        assert_eq!(beyond(0, 0), None);
    }

    #[test]
    fn periods_are_summed_up() {
        let period = |(years, share)| Period { run: 0, years, share, excess: 1.0, is_detected: true };
        let all = [(6.0, 0.5), (8.0, 0.25), (7.0, 0.4)].map(period);
        let words = lengths(&all.iter().collect::<Vec<_>>());
        assert_eq!(
            words,
            "there it lasts from 6.00 to 8.00 years (median 7.00) and holds 40.0 % of the variance in the median"
        );
    }
}
