//! What a sweep will take, from a few of its own runs, or their first weeks.
//!
//! A week late in a run takes several times what a first week takes, since ties and members have grown; and points may
//! differ as much. So runs of the plan itself are followed week by week, as many at a time as there are threads, since
//! these share a machine's memory; and a run that is not over in time is taken to go on as its last year went.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::config::Problems;
use crate::model::world::World;
use crate::scenario::{Scenario, available_bytes, bytes_needed};

use super::plan::SweepPlan;

/// What a sweep will take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Runs at the most.
    pub runs: u64,
    /// Worker-weeks of all of them.
    pub worker_weeks: f64,
    /// Bytes of memory it needs at its largest.
    pub bytes: u64,
    /// Bytes of memory there are.
    pub available: u64,
    /// Worker-weeks a second on one thread, as measured with all threads at work.
    pub rate: f64,
}

impl Forecast {
    /// The time all runs but those that are done take on so many threads.
    pub fn time(&self, threads: usize, done: u64) -> Duration {
        let left = 1.0 - done.min(self.runs) as f64 / self.runs.max(1) as f64;
        Duration::try_from_secs_f64(self.worker_weeks * left / self.rate / threads as f64).unwrap_or(Duration::MAX)
    }
}

/// How long to measure.
const MEASURE: Duration = Duration::from_secs(1);

/// A run is followed for a year at least, unless that takes so many times as long as was to be measured.
const AT_MOST: u32 = 5;

/// A year in weeks.
const YEAR: usize = 52;

/// What all points cost is guessed from a few, spread over them: so ordered that the first ones are spread too.
const SPREAD: [u64; 16] = [8, 0, 12, 4, 10, 2, 14, 6, 9, 1, 13, 5, 11, 3, 15, 7];

fn some(plan: &SweepPlan) -> Vec<u32> {
    SPREAD.iter().map(|n| (n * plan.len() as u64 / SPREAD.len() as u64) as u32).collect()
}

fn workers(scenario: &Scenario) -> f64 {
    f64::from(scenario.population.knobs.traits.workers)
}

fn cost(scenario: &Scenario) -> f64 {
    workers(scenario) * f64::from(scenario.run.weeks)
}

/// Worker-weeks of all runs of a plan.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn worker_weeks(plan: &SweepPlan) -> Result<f64, Problems> {
    let sample = some(plan);
    let mut weeks = 0.0;
    for point in &sample {
        weeks += cost(&plan.scenario(*point)?) / sample.len() as f64;
    }
    Ok(weeks * plan.most_runs() as f64)
}

/// Weeks of a plan's longest runs.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn longest(plan: &SweepPlan) -> Result<u32, Problems> {
    some(plan).into_iter().try_fold(0, |most, point| Ok(most.max(plan.scenario(point)?.run.weeks)))
}

/// What the first weeks of a run took, or all of them.
#[derive(Debug, Clone, PartialEq)]
struct Course {
    point: u32,
    workers: f64,
    /// Seconds from the beginning to the end of each week.
    until: Vec<f64>,
}

impl Course {
    /// Seconds of so many weeks for each worker; beyond its end it goes on as its last year went.
    fn seconds(&self, weeks: usize) -> f64 {
        let Some(last) = self.until.len().checked_sub(1) else { return f64::NAN };
        let all = match self.until.get(weeks.saturating_sub(1)) {
            Some(seconds) => *seconds,
            None => {
                let before = last.saturating_sub(YEAR);
                // Of a single week everything is known of it alone.
                let week = match last {
                    0 => self.until[0],
                    _ => (self.until[last] - self.until[before]) / (last - before) as f64,
                };
                self.until[last] + week * (weeks - self.until.len()) as f64
            }
        };
        all / self.workers
    }
}

/// What some runs of a plan took.
#[derive(Debug)]
pub struct Measured(Vec<Course>);

impl Measured {
    /// Seconds of a run of a scenario: as the same point took, or as those that were measured in the mean.
    fn run(&self, point: u32, scenario: &Scenario) -> f64 {
        let weeks = scenario.run.weeks as usize;
        let own: Vec<&Course> = self.0.iter().filter(|course| course.point == point).collect();
        let of = if own.is_empty() { self.0.iter().collect() } else { own };
        workers(scenario) * of.iter().map(|course| course.seconds(weeks)).sum::<f64>() / of.len() as f64
    }

    /// Seconds that all runs of a plan take on one thread: that which was measured, or another of like scenarios.
    ///
    /// # Errors
    /// A scenario that is wrong; a plan that was read has none such.
    pub fn seconds(&self, plan: &SweepPlan) -> Result<f64, Problems> {
        let sample = some(plan);
        let mut seconds = 0.0;
        for point in &sample {
            seconds += self.run(*point, &plan.scenario(*point)?) / sample.len() as f64;
        }
        Ok(seconds * plan.most_runs() as f64)
    }
}

/// Follows runs of a plan for so long, the longest first, as many at a time as there are threads and memory for.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn measure(plan: &SweepPlan, threads: usize, so_long: Duration) -> Result<Measured, Problems> {
    let mut sample = Vec::new();
    for point in some(plan) {
        let scenario = plan.scenario(point)?;
        // Of a design of few points the same are met again.
        if sample.iter().all(|(known, _)| *known != point) {
            sample.push((point, scenario));
        }
    }
    // Stable: points of one length keep their order.
    sample.sort_by(|(_, a), (_, b)| cost(b).total_cmp(&cost(a)));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let wanted = threads.clamp(1, cores);
    let fits = bytes_needed(&plan.scenario(plan.largest())?, wanted) < available_bytes();
    let (next, courses) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let clock = Instant::now();
    let follow = || -> Result<(), Problems> {
        loop {
            let own = next.fetch_add(1, Ordering::Relaxed);
            // More threads than points look at a point twice, so that all are at work.
            let (point, scenario) = &sample[own % sample.len()];
            let replicate = (own / sample.len()) as u32;
            let plan_of = plan.engine_plans(*point)?.of(plan.seed_of(*point), replicate)?;
            let begin = Instant::now();
            let mut world = World::new(&plan_of, plan.seed_of(*point), replicate);
            let mut until = Vec::new();
            // A few weeks alone, one of them interrupted by other work, would say that a run takes hours.
            let enough = |weeks: usize| clock.elapsed() >= if weeks < YEAR { so_long * AT_MOST } else { so_long };
            while until.len() < scenario.run.weeks as usize && (until.is_empty() || !enough(until.len())) {
                world.step();
                until.push(begin.elapsed().as_secs_f64());
            }
            let course = Course { point: *point, workers: workers(scenario), until };
            courses.lock().unwrap_or_else(PoisonError::into_inner).push(course);
            if clock.elapsed() >= so_long || own + 1 >= sample.len() {
                return Ok(());
            }
        }
    };
    let at_once = if fits { wanted } else { 1 };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..at_once).map(|_| scope.spawn(follow)).collect();
        // A thread that panics has said why.
        all.into_iter().try_for_each(|one| one.join().unwrap_or(Ok(())))
    })?;
    Ok(Measured(courses.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// Measures some runs of a plan for a second, and says what all of them take.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn forecast(plan: &SweepPlan, threads: usize) -> Result<Forecast, Problems> {
    let bytes = bytes_needed(&plan.scenario(plan.largest())?, threads);
    let seconds = measure(plan, threads, MEASURE)?.seconds(plan)?;
    let runs = plan.most_runs();
    let worker_weeks = worker_weeks(plan)?;
    let rate = worker_weeks / seconds.max(1e-9);
    // Coordinates and digests of points; replicates of a few points at a time; parts being packed.
    let own = plan.len() as u64 * (8 * plan.factors().len() as u64 + 128) + (64 << 20);
    Ok(Forecast { runs, worker_weeks, bytes: bytes + own, available: available_bytes(), rate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(point: u32, workers: f64, weeks: impl IntoIterator<Item = f64>) -> Course {
        let sum = |sum: &mut f64, week: f64| {
            *sum += week;
            Some(*sum)
        };
        Course { point, workers, until: weeks.into_iter().scan(0.0, sum).collect() }
    }

    /// A hundred weeks of one second, then a year of three: what comes after takes three.
    #[test]
    fn a_run_goes_on_as_its_last_year_went() {
        let weeks = std::iter::repeat_n(1.0, 100).chain(std::iter::repeat_n(3.0, 52));
        let course = course(0, 2.0, weeks);
        for (weeks, seconds) in [(1, 1.0), (100, 100.0), (152, 256.0), (153, 259.0), (1_152, 3_256.0)] {
            assert_eq!(course.seconds(weeks), seconds / 2.0, "{weeks} weeks");
        }
        let one = super::tests::course(0, 1.0, [0.5]);
        assert_eq!((one.seconds(1), one.seconds(10)), (0.5, 5.0));
    }

    /// Points that were measured take their own time, the others that of all in the mean, by their workers.
    #[test]
    fn points_take_what_they_took_or_what_all_did() {
        let scenario = crate::scenario::load("j4dw", &crate::scenario::Overrides::default()).expect("a scenario");
        let n = workers(&scenario);
        let weeks = scenario.run.weeks as usize;
        let all = |second: f64| std::iter::repeat_n(second, weeks);
        let measured = Measured(vec![course(1, n, all(1.0)), course(2, n / 2.0, all(1.0))]);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9 * b;
        assert!(close(measured.run(1, &scenario), weeks as f64));
        assert!(close(measured.run(2, &scenario), 2.0 * weeks as f64));
        assert!(close(measured.run(3, &scenario), 1.5 * weeks as f64));
    }
}
