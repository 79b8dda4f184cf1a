//! `cycles`: whether a long run ends and begins again, and whether it swings with a period.

use crate::config::{Problem, clip, nearest};
use crate::experiment::file::whole;
use crate::model::measures::MEASURES;
use crate::study::estimate::Estimate;
use crate::study::words::{capital, count, number};

use crate::question::answer::{Number, Said};
use crate::question::given::Given;
use crate::question::readings::Wanted;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::side::Side;
use crate::question::table::Table;

use super::groups::readings;

pub(super) const KEYS: &[&str] = &["measure", "after_years", "this"];

/// Years left out at the beginning, where nothing is said: growth from nothing is no cycle.
const AFTER: u64 = 10;
/// Rows of a picture.
const MOST_ROWS: usize = 40;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    measure: usize,
    after: u32,
    pub this: Side,
}

/// The side that means one point; refused where none is there.
pub(super) fn whose(table: &mut Table<'_>) -> Option<Side> {
    let before = table.ledger.problems.len();
    let this = table.side("this").unwrap_or_default();
    if table.ledger.problems.len() > before {
        return None;
    }
    if this.point(table.shape).is_none() {
        let span = table.key("this").map_or(table.span, |entry| &entry.span);
        let problem = Problem::at(span, "no point has all these levels", "none of them");
        table.ledger.problems.push(problem.hint("leave `this` out for the baseline, or name levels that go together"));
        return None;
    }
    Some(this)
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let mut measure = MEASURES.iter().position(|measure| measure.name == "attendance");
        if let Some(entry) = table.key("measure") {
            let word = table.text("measure", entry)?;
            measure = MEASURES.iter().position(|measure| measure.name == word.text);
            if measure.is_none() {
                let hint = match nearest(&word.text, MEASURES.iter().map(|measure| measure.name)) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => "`mobilise explain --all` lists all measures".to_owned(),
                };
                let title = format!("there is no measure \"{}\"", clip(&word.text));
                table.ledger.problems.push(Problem::at(&word.span, title, "not a measure").hint(hint));
            }
        }
        let name = table.full("after_years");
        let after = match table.key("after_years") {
            Some(entry) => whole(&name, entry, 0, 1_000, "years left out at the beginning", table.ledger)?,
            None => AFTER,
        };
        let this = whose(table)?;
        Some(Self { measure: measure?, after: after as u32, this })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &[]
    }

    pub fn wanted(&self) -> Vec<Wanted> {
        vec![Wanted::Sleep, Wanted::Period { measure: self.measure, after: self.after }]
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let mut said = Said::default();
        let Some(point) = self.this.point(sample) else { return said };
        let row = sample.points[point].row(self.this.organisation.as_deref()).unwrap_or(0);
        let who = given.words.organisation(&sample.points[point].rows[row]);
        let names: Vec<String> = self.wanted().iter().flat_map(Wanted::names).collect();
        let read: Vec<Vec<f64>> = names.iter().map(|name| readings(sample, point, row, name)).collect();
        let [fell, awoke, asleep, period, share, over, limit] = &read[..] else { return said };
        let runs = fell.iter().filter(|x| !x.is_nan()).count();
        if runs == 0 {
            said.sentences.push(format!("{who}: no run was read, so nothing can be said of cycles."));
            return said;
        }
        let some = |values: &[f64]| values.iter().filter(|x| **x > 0.0).count();
        let still = fell.iter().zip(awoke).filter(|(fell, awoke)| fell > awoke).count();
        let slept = Estimate::of(asleep.iter().copied());
        let of = count(runs, "run", "runs");
        // An organisation sleeps for good; a field awakes with the next one that is founded.
        let again = match some(awoke) {
            0 => String::new(),
            runs => format!(", in {runs} it awakes again, and in {still} it sleeps at the end"),
        };
        let interval = match slept.low < slept.high {
            true => format!(" (95 % {} to {})", number(slept.low.max(0.0) * 100.0), number(slept.high * 100.0)),
            false => String::new(),
        };
        said.sentences.push(match some(fell) {
            0 => format!("In none of {of} {who} falls asleep."),
            runs => format!(
                "In {runs} of {of} {who} falls asleep at some time{again}; it sleeps {} % of its weeks in the mean{interval}.",
                number(slept.mean * 100.0),
            ),
        });
        let measure = MEASURES[self.measure].name.replace('_', " ");
        // A series that does not vary has no period.
        let whole: Vec<usize> = (0..period.len()).filter(|run| !period[*run].is_nan()).collect();
        let told: Vec<usize> = whole.iter().copied().filter(|run| over[*run] > limit[*run]).collect();
        said.sentences.push(match whole.len() {
            0 => format!(
                "{} does not vary after {} years, so there is no cycle to look for.",
                capital(&measure),
                self.after
            ),
            n => format!(
                "{}: a period stands out from red noise in {} of {} (in one of twenty chance alone would); {}.",
                capital(&measure),
                told.len(),
                count(n, "run", "runs"),
                periods(period, share, &told)
            ),
        });
        let verdict = beyond(told.len(), whole.len());
        said.sentences.extend(verdict.map(str::to_owned));
        let plain = |what: &str, of: &str, value: f64| Number::plain(what, of, value, runs);
        said.numbers.push(plain("runs that fall asleep", "awake", some(fell) as f64));
        said.numbers.push(plain("runs that awake again", "awake", some(awoke) as f64));
        said.numbers.push(plain("runs asleep at the end", "awake", still as f64));
        said.numbers.push(Number::mean("share of weeks asleep", "awake", &slept));
        said.numbers.push(plain("runs with a period beyond red noise", &measure, told.len() as f64));
        let years = Estimate::of(told.iter().map(|run| period[*run]));
        said.numbers.push(Number::mean("strongest period in years, where beyond red noise", &measure, &years));
        let beyond = Estimate::of(whole.iter().map(|run| over[*run] - limit[*run]));
        let what = "power of the strongest period less the limit of red noise";
        said.numbers.push(Number::statement(what, &measure, &beyond));
        if !whole.is_empty() {
            said.picture = Some(self.picture(&measure, &who, &whole, period, over, limit));
        }
        said
    }

    fn picture(&self, measure: &str, who: &str, whole: &[usize], period: &[f64], over: &[f64], limit: &[f64]) -> Shown {
        let mut rows: Vec<Bar> = whole
            .iter()
            .map(|run| {
                let value = over[*run] - limit[*run];
                let label = format!("run {}, {} years", run + 1, number(period[*run]));
                Bar { label, note: String::new(), middle: value, low: value, high: value, told: None }
            })
            .collect();
        rows.sort_by(|a, b| b.middle.total_cmp(&a.middle));
        rows.truncate(MOST_ROWS);
        Shown::Bars(Bars {
            title: format!("The strongest period of {measure} in each run of {who}"),
            subtitle: format!(
                "Its power over that of red noise, less what one run in twenty would exceed by chance; after {} years",
                self.after
            ),
            left: "no more than chance".to_owned(),
            right: "beyond chance".to_owned(),
            unit: "times the power of red noise, less the limit".to_owned(),
            rows,
        })
    }
}

/// The periods that stand out.
fn periods(period: &[f64], share: &[f64], told: &[usize]) -> String {
    if told.is_empty() {
        return "so there is none to name".to_owned();
    }
    let of = |values: &[f64]| {
        let mut picked: Vec<f64> = told.iter().map(|run| values[*run]).collect();
        picked.sort_by(f64::total_cmp);
        picked
    };
    let (periods, shares) = (of(period), of(share));
    format!(
        "there it lasts from {} to {} years (median {}) and holds {} % of the variance in the median",
        number(periods[0]),
        number(periods[periods.len() - 1]),
        number(periods[periods.len() / 2]),
        number(shares[shares.len() / 2] * 100.0)
    )
}

/// Whether so many of so many runs are more than one in twenty would give.
fn beyond(told: usize, all: usize) -> Option<&'static str> {
    if all == 0 {
        return None;
    }
    // The chance that at least so many of all exceed a limit that each exceeds with 5 %.
    let mut below = 0.0;
    let mut term = libm::pow(0.95, all as f64);
    for k in 0..told {
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
        let is = |told, all| beyond(told, all).is_some_and(|said| said.contains("more than chance gives: there"));
        assert!(!is(0, 20) && !is(3, 20) && is(4, 20) && is(20, 20));
        assert_eq!(beyond(0, 0), None);
    }

    #[test]
    fn periods_are_said_as_they_are() {
        let said = periods(&[6.0, 99.0, 8.0, 7.0], &[0.5, 0.9, 0.25, 0.4], &[0, 2, 3]);
        assert_eq!(
            said,
            "there it lasts from 6.00 to 8.00 years (median 7.00) and holds 40.0 % of the variance in the median"
        );
    }
}
