//! Stated signs: a low and a high value of one knob, compared with common random numbers.
//!
//! The two values share every draw, replicate by replicate; what is compared is the run's mean of the measure,
//! weeks without a value left out. A sign shows when Student's t of the paired differences is so large that
//! chance alone would bring it with probability [`ERROR`]: 10.1 after 8 replicates, 5.3 after 24, 4.6 after 72. The
//! three tries add up to an error rate of at most 3·10⁻⁵ a sign, six in a thousand over two hundred signs. (One t
//! for all would not do: t = 4 comes by chance once in 385 times with 8 replicates, once in 13,000 with 72.)

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, StudentsT};

use mobilise::knob::catalogue::catalogue;
use mobilise::knob::{Effect, Kind, Knob};
use mobilise::model::measures::MEASURES;
use mobilise::model::run::RunResult;

use super::cases::CASES;
use super::stage::{PLAIN, first, results, scenario, value, values};

/// Probability of passing by chance, at each try.
const ERROR: f64 = 1e-5;
/// Replicates of each try.
const TRIES: [u32; 3] = [8, 24, 72];

/// What is wrong with the signs of these knobs; with all signs where none are named.
pub fn wrong_signs(names: &[&str]) -> Vec<String> {
    let knobs = catalogue();
    for case in CASES {
        let known =
            knobs.iter().any(|(name, knob)| *name == case.knob && knob.effects().iter().any(|e| case.is_for(e)));
        assert!(known, "a case for {} {}, which is no sign of the table", case.knob, case.measure);
    }
    let unknown = names.iter().find(|name| !knobs.iter().any(|(full, _)| full == *name));
    assert!(unknown.is_none(), "there is no knob {unknown:?}");
    let wanted = knobs.iter().filter(|(name, _)| names.is_empty() || names.contains(&name.as_str()));
    let wanted: Vec<(&str, &Knob, Effect)> =
        wanted.flat_map(|(name, knob)| knob.effects().into_iter().map(|e| (name.as_str(), *knob, e))).collect();
    let wrong = wanted.par_iter().filter_map(|(name, knob, effect)| wrong(name, knob, effect));
    wrong.collect()
}

/// What is found wrong when the first sign of a knob is stated the other way round.
pub fn wrong_if_turned_round(name: &str) -> Option<String> {
    let knobs = catalogue();
    let (_, knob) = knobs.iter().find(|(full, _)| full == name)?;
    let effect = *knob.effects().first()?;
    wrong(name, knob, &Effect { raises: !effect.raises, ..effect })
}

/// Says what is wrong with a sign, if it does not show in the plain scenario.
fn wrong(name: &str, knob: &Knob, effect: &Effect) -> Option<String> {
    let trial = match Trial::new(PLAIN, &[], name, knob, effect) {
        Ok(trial) => trial,
        Err(why) => return Some(format!("{name} {effect}: {why}")),
    };
    let mut pairs = Vec::new();
    for replicates in TRIES {
        pairs.extend(trial.pairs(pairs.len() as u32..replicates));
        let found = Difference::of(&pairs);
        if found.is_above_zero(effect.raises) {
            return None;
        }
        // Nothing that has not moved in 8 runs, or is as surely turned round, is worth 64 more.
        if pairs.iter().all(|(low, high)| low.to_bits() == high.to_bits()) || found.is_above_zero(!effect.raises) {
            break;
        }
    }
    Some(trial.report(name, effect, &pairs))
}

/// Stated signs that are surely turned round in J4DW, cut to two years and 1,000 workers. A sign need not show
/// there – where nobody is poor enough, money decides nothing – but if it goes the other way it was stated too
/// soon. Knobs that stand on a case of their own are moved in that company, where the names are there.
pub fn turned_in_the_world() -> Vec<String> {
    let cut = ["run.weeks=104".to_owned(), "population.workers=1000".to_owned()];
    let knobs = catalogue();
    let all: Vec<(&str, &Knob, Effect)> =
        knobs.iter().flat_map(|(name, knob)| knob.effects().into_iter().map(|e| (name.as_str(), *knob, e))).collect();
    let trials: Vec<(&str, Effect, Trial)> = all
        .iter()
        .filter_map(|(name, knob, effect)| Some((*name, *effect, Trial::new("j4dw", &cut, name, knob, effect).ok()?)))
        .collect();
    assert!(trials.len() > 150, "only {} signs can be tried there", trials.len());
    let turned = trials.par_iter().filter_map(|(name, effect, trial)| trial.turned(name, effect));
    turned.collect()
}

/// A low and a high value of one knob, and what of the runs is compared.
struct Trial {
    stage: &'static str,
    low: Vec<String>,
    high: Vec<String>,
    field: bool,
    measure: usize,
}

impl Trial {
    /// The trial of a sign on a scenario with settings of its own.
    fn new(stage: &'static str, sets: &[String], name: &str, knob: &Knob, effect: &Effect) -> Result<Self, String> {
        let case = CASES.iter().find(|case| case.knob == name && case.is_for(effect)).copied().unwrap_or_default();
        let bare = scenario(stage, sets)?;
        let named = |set: &str| -> Result<String, String> {
            let sort = set.split('.').next().unwrap_or_default();
            let thing = if case.place.is_empty() || sort != "intervention" {
                first(&bare, sort).unwrap_or_default()
            } else {
                case.place
            };
            Ok(set.replace("NAME", thing))
        };
        let mut company = sets.to_vec();
        for set in case.company {
            company.push(named(set)?);
        }
        let place = named(name)?;
        let (low, high) = match case.values {
            Some((low, high)) => (low.to_owned(), high.to_owned()),
            None => {
                let base = values(&scenario(stage, &company)?);
                let now = value(&base, &place).ok_or_else(|| format!("{stage} has no {place}"))?;
                around(&knob.kind, now)
            }
        };
        let with = |value: String| company.iter().cloned().chain([format!("{place}={value}")]).collect();
        let measure = MEASURES.iter().position(|m| m.name == effect.measure);
        let measure = measure.ok_or_else(|| format!("there is no measure {}", effect.measure))?;
        let trial = Self { stage, low: with(low), high: with(high), field: effect.field, measure };
        scenario(stage, &trial.low)?;
        scenario(stage, &trial.high)?;
        Ok(trial)
    }

    /// The run's mean of the measure at the low and at the high value, replicate by replicate.
    fn pairs(&self, replicates: std::ops::Range<u32>) -> Vec<(f64, f64)> {
        let run = |sets: &[String]| {
            let scenario = scenario(self.stage, sets).unwrap_or_else(|problems| panic!("{problems}"));
            let results = results(&scenario, replicates.clone());
            results.iter().map(|result| self.mean(result)).collect::<Vec<f64>>()
        };
        run(&self.low).into_iter().zip(run(&self.high)).collect()
    }

    /// Says so if the sign is surely turned round. Few replicates are enough where it points the right way.
    fn turned(&self, name: &str, effect: &Effect) -> Option<String> {
        let mut pairs = Vec::new();
        for replicates in TRIES {
            pairs.extend(self.pairs(pairs.len() as u32..replicates));
            let found = Difference::of(&pairs);
            if found.is_above_zero(!effect.raises) {
                return Some(self.report(name, effect, &pairs));
            }
            if found.t.is_nan() || (found.t > 0.0) == effect.raises {
                break;
            }
        }
        None
    }

    fn mean(&self, result: &RunResult) -> f64 {
        let rows = if self.field { result.weeks.last() } else { result.weeks.first() };
        let all = rows.expect("the field has rows").iter().map(|row| row.0[self.measure]);
        let known: Vec<f64> = all.filter(|x| !x.is_nan()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    }

    fn report(&self, name: &str, effect: &Effect, pairs: &[(f64, f64)]) -> String {
        let found = Difference::of(pairs);
        let mean = |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).sum::<f64>() / pairs.len() as f64;
        let (low, high) = (self.low.last().map_or("", String::as_str), self.high.last().map_or("", String::as_str));
        format!(
            "{name} {effect}? t = {:.2} with {} replicates of {}: {:.6} with {low}, {:.6} with {high}",
            found.t,
            found.number,
            self.stage,
            mean(|pair| pair.0),
            mean(|pair| pair.1),
        )
    }
}

/// A lower and a higher value around the present one: half and half as much again, or one of log-odds less and
/// more.
fn around(kind: &Kind, now: &toml::Value) -> (String, String) {
    match kind {
        Kind::Real { low, high } => {
            let x = now.as_float().expect("a number");
            let (below, above) = if *low < 0.0 { (x - 1.0, x + 1.0) } else { (x * 0.5, x * 1.5) };
            (format!("{:?}", below.max(*low)), format!("{:?}", above.min(*high)))
        }
        Kind::Whole { low, high } => {
            let x = now.as_integer().expect("a whole number");
            let (below, above) = ((x / 2).max(i64::from(*low)), (x + (x + 1) / 2).max(x + 1).min(i64::from(*high)));
            (below.to_string(), above.to_string())
        }
        Kind::Switch => ("false".to_owned(), "true".to_owned()),
        Kind::Choice(_) => unreachable!("a word-valued knob has no sign"),
    }
}

/// What the paired differences say.
struct Difference {
    number: usize,
    t: f64,
}

impl Difference {
    fn of(pairs: &[(f64, f64)]) -> Self {
        let differences: Vec<f64> = pairs.iter().map(|(low, high)| high - low).filter(|d| !d.is_nan()).collect();
        let n = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / n;
        let squares: f64 = differences.iter().map(|d| (d - mean) * (d - mean)).sum();
        // Where all replicates differ by the same there is no error, and t is infinite; where none differ, NaN.
        Self { number: differences.len(), t: mean / (squares / (n - 1.0) / n).sqrt() }
    }

    /// Whether the mean difference is surely above 0, or surely below.
    fn is_above_zero(&self, above: bool) -> bool {
        let t = if above { self.t } else { -self.t };
        let distribution = StudentsT::new(0.0, 1.0, self.number.saturating_sub(1) as f64);
        t > 0.0 && distribution.is_ok_and(|distribution| distribution.sf(t) <= ERROR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's table: one-sided 10⁻⁵ is t = 10.10 with 7 degrees of freedom, 5.34 with 23.
    #[test]
    fn a_sign_shows_where_the_table_says() {
        for (n, t) in [(8, 11.0), (24, 5.6)] {
            assert!(Difference { number: n, t }.is_above_zero(true), "{n}");
            assert!(!Difference { number: n, t: 0.9 * t }.is_above_zero(true), "{n}");
            assert!(Difference { number: n, t: -t }.is_above_zero(false), "{n}");
        }
        let none = Difference::of(&[(1.0, 1.0), (2.0, 2.0)]);
        assert!(!none.is_above_zero(true) && !none.is_above_zero(false));
        assert!(Difference::of(&[(1.0, 2.0), (2.0, 3.0)]).is_above_zero(true));
    }
}
