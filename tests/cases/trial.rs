//! Runs of a case, one value a replicate, and what a pattern makes of them.

use std::sync::Arc;

use mobilise::model::measures::Measure;
use mobilise::model::plan::Plan;
use mobilise::model::run::{RunResult, run};
use mobilise::model::world::World;
use mobilise::scenario::{Overrides, Plans, Scenario, load};
use mobilise::study::estimate::Estimate;
use mobilise::study::outcomes::outcome_number;
use rayon::prelude::*;
use statrs::distribution::{Beta, Binomial, ContinuousCDF, Discrete, Normal};

/// The seed of all runs here.
pub const SEED: u64 = 1;

/// A case, with settings over it as on the command line.
pub fn case(name: &str, sets: &[&str]) -> Scenario {
    // The slow network measures change no number and are asked for by nobody here.
    let sets = ["run.network_every=0"].iter().chain(sets);
    let overrides = Overrides(sets.map(|set| ("--set".to_owned(), (*set).to_owned())).collect());
    load(name, &overrides).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// Runs of a scenario; replicate r of any two has the same random numbers.
pub fn runs_of(scenario: &Scenario, replicates: u32) -> Vec<RunResult> {
    let plans = Plans::new(scenario);
    (0..replicates).into_par_iter().map(|replicate| run(&drawn(&plans, replicate), SEED, replicate)).collect()
}

/// What a replicate runs, with the values that it draws.
fn drawn(plans: &Plans, replicate: u32) -> Arc<Plan> {
    plans.of(SEED, replicate).expect("a row that was checked")
}

/// Runs of a case.
pub fn runs(name: &str, sets: &[&str], replicates: u32) -> Vec<RunResult> {
    runs_of(&case(name, sets), replicates)
}

/// What a closure sees while it steps the field of a case itself.
pub fn worlds<T: Send>(name: &str, sets: &[&str], replicates: u32, see: fn(&Arc<Plan>, World) -> T) -> Vec<T> {
    let plans = Plans::new(&case(name, sets));
    let one = |replicate| {
        let plan = drawn(&plans, replicate);
        see(&plan, World::new(&plan, SEED, replicate))
    };
    (0..replicates).into_par_iter().map(one).collect()
}

/// The row of the whole field.
pub const FIELD: usize = usize::MAX;

/// A measure summed over weeks.
pub fn sum(run: &RunResult, group: usize, measure: Measure, weeks: std::ops::Range<usize>) -> f64 {
    let rows = run.weeks.get(group).unwrap_or_else(|| run.weeks.last().expect("the field"));
    rows[weeks].iter().map(|row| row[measure]).sum()
}

/// A measure's mean over weeks.
pub fn mean(run: &RunResult, group: usize, measure: Measure, weeks: std::ops::Range<usize>) -> f64 {
    let many = weeks.len() as f64;
    sum(run, group, measure, weeks) / many
}

/// An outcome of the run.
pub fn outcome(run: &RunResult, group: usize, name: &str) -> f64 {
    let row = run.outcomes.get(group).unwrap_or_else(|| run.outcomes.last().expect("the field"));
    row.0[outcome_number(name).expect("an outcome")]
}

/// One value a run.
pub fn each(runs: &[RunResult], value: impl Fn(&RunResult) -> f64) -> Vec<f64> {
    runs.iter().map(value).collect()
}

/// First less other, replicate by replicate.
pub fn less(first: &[RunResult], other: &[RunResult], value: impl Fn(&RunResult) -> f64) -> Vec<f64> {
    first.iter().zip(other).map(|(a, b)| value(a) - value(b)).collect()
}

/// Yes as 1, no as 0.
pub fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// What a pattern asks of the 95 % interval of the mean, so that nobody reads a chance as a pattern.
#[derive(Debug, Clone, Copy)]
pub enum Asks {
    /// All of it lies above.
    Above(f64),
    /// All of it lies below.
    Below(f64),
    /// All of it lies between.
    Between(f64, f64),
    /// Values are yes or no: the share of runs that say yes is above one half.
    MostRuns,
}

/// A pattern that a case was written for, and what its runs gave.
#[derive(Debug)]
pub struct Pattern {
    /// The case.
    pub case: &'static str,
    /// The codes of the claims it comes from.
    pub claims: &'static str,
    /// What should be seen, and how it is measured.
    pub says: &'static str,
    /// What is asked of the number.
    pub asks: Asks,
    /// Whether the model is recorded to show it.
    pub shown: bool,
    /// Digits after the point on the page.
    pub digits: usize,
    /// One value a replicate; those that are NaN have none.
    pub values: Vec<f64>,
}

impl Pattern {
    /// The mean with its 95 % interval; for shares of runs Jeffreys' interval.
    pub fn estimate(&self) -> (f64, f64, f64) {
        let e = Estimate::of(self.values.iter().copied());
        match self.asks {
            Asks::MostRuns => {
                let (low, high) = jeffreys(e.mean * f64::from(e.replicates), f64::from(e.replicates));
                (e.mean, low, high)
            }
            _ => (e.mean, e.low, e.high),
        }
    }

    /// Runs in which it has a value.
    pub fn replicates(&self) -> u32 {
        self.values.iter().filter(|x| !x.is_nan()).count() as u32
    }

    /// Whether the runs show it.
    pub fn holds(&self) -> bool {
        let (_, low, high) = self.estimate();
        match self.asks {
            Asks::Above(x) => low > x,
            Asks::Below(x) => high < x,
            Asks::Between(a, b) => low > a && high < b,
            Asks::MostRuns => low > 0.5,
        }
    }

    /// The chance that as many runs under another seed would give the other verdict, the model unchanged:
    /// from the standard error, by the normal distribution; for shares of runs from the binomial distribution. 0 where all runs
    /// say the same number.
    pub fn error_rate(&self) -> f64 {
        let e = Estimate::of(self.values.iter().copied());
        if matches!(self.asks, Asks::MostRuns) {
            let n = e.replicates;
            let share = (e.mean * f64::from(n) + 0.5) / f64::from(n + 1);
            let distribution = Binomial::new(share, u64::from(n)).expect("a share");
            let shows = |k: &u32| jeffreys(f64::from(*k), f64::from(n)).0 > 0.5;
            let otherwise = (0..=n).filter(|k| shows(k) != self.holds());
            return otherwise.map(|k| distribution.pmf(u64::from(k))).sum();
        }
        if e.standard_error == 0.0 {
            return 0.0;
        }
        // How many standard errors each end lies inside its bound; the interval ends t of them from the mean.
        let normal = Normal::standard();
        let t = (e.high - e.mean) / e.standard_error;
        let fails = |margin: f64| normal.cdf(t - margin / e.standard_error);
        let fails = match self.asks {
            Asks::Above(x) => fails(e.mean - x),
            Asks::Below(x) => fails(x - e.mean),
            Asks::Between(a, b) => (fails(e.mean - a) + fails(b - e.mean)).min(1.0),
            Asks::MostRuns => 0.0,
        };
        if self.holds() { fails } else { 1.0 - fails }
    }
}

/// Jeffreys' 95 % interval of a share.
fn jeffreys(yes: f64, of: f64) -> (f64, f64) {
    let distribution = Beta::new(yes + 0.5, of - yes + 0.5).expect("a share");
    let low = if yes == 0.0 { 0.0 } else { distribution.inverse_cdf(0.025) };
    let high = if yes == of { 1.0 } else { distribution.inverse_cdf(0.975) };
    (low, high)
}

#[test]
fn verdicts_by_hand() {
    let pattern = |asks, values: &[f64]| Pattern {
        case: "",
        claims: "",
        says: "",
        asks,
        shown: true,
        digits: 1,
        values: values.to_vec(),
    };
    // Mean 2, standard error 1/√3, Student's t 4.303: from −0.48 to 4.48.
    let one = [1.0, 2.0, 3.0, f64::NAN];
    assert!(pattern(Asks::Above(-0.49), &one).holds() && !pattern(Asks::Above(-0.48), &one).holds());
    assert!(pattern(Asks::Below(4.49), &one).holds() && !pattern(Asks::Below(4.48), &one).holds());
    assert!(pattern(Asks::Between(-0.49, 4.49), &one).holds() && !pattern(Asks::Between(0.0, 9.0), &one).holds());
    // Where the interval ends at the bound, another seed says otherwise every second time.
    let low = pattern(Asks::Above(0.0), &one).estimate().1;
    assert!((pattern(Asks::Above(low), &one).error_rate() - 0.5).abs() < 1e-9);
    // Jeffreys' interval for 9 of 10, after Brown, Cai and DasGupta (2001): 0.61 to 0.99.
    let nine = pattern(Asks::MostRuns, &[[1.0; 9].as_slice(), &[0.0]].concat());
    let (share, low, high) = nine.estimate();
    assert!((share - 0.9).abs() < 1e-12 && (low - 0.619).abs() < 0.005 && (high - 0.989).abs() < 0.005, "{low} {high}");
    assert!(nine.holds() && !pattern(Asks::MostRuns, &[1.0, 0.0, 1.0]).holds());
}
