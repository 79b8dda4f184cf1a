//! Dead knobs: each knob is moved alone, in a scenario in which everything is going on, and the weekly rows or
//! the outcomes must change. What this has caught: knobs of interventions that their kind does not read (now
//! refused), a demand that nobody had time to win.

use rayon::prelude::*;

use mobilise::knob::catalogue::catalogue;
use mobilise::knob::network::NetworkKind;
use mobilise::knob::{Choice, Kind, Value};
use mobilise::model::run::RunResult;
use mobilise::scenario::Scenario;

use super::stage::{RICH, places, results, scenario, value, values};

/// Knobs that move nothing: of a knob that several things have, it is enough that one of them moves something,
/// but an intervention's must do so in every kind, and a network's in every kind of network that reads it.
pub fn dead_knobs() -> Vec<String> {
    let jobs: Vec<Job> = catalogue().into_iter().flat_map(|(name, knob)| jobs(&name, knob.kind)).collect();
    assert!(jobs.len() > 250, "only {} knobs are tried", jobs.len());
    let dead = jobs.par_iter().filter(|job| !moves(job)).map(|job| job.name.clone());
    dead.collect()
}

/// A knob to move, in a company in which it is read.
struct Job {
    name: String,
    kind: Kind,
    company: Vec<String>,
    /// One place where it stands, where each must move something.
    place: Option<String>,
}

fn jobs(name: &str, kind: Kind) -> Vec<Job> {
    let job = |company: &[&str], place: Option<String>| {
        let company = company.iter().map(|set| (*set).to_owned()).collect();
        Job { name: place.clone().unwrap_or_else(|| name.to_owned()), kind, company, place }
    };
    match name.split_once('.') {
        // How many replicates are run changes no single one of them.
        Some(("run", "replicates")) => Vec::new(),
        Some(("intervention", _)) => {
            let written = values(&rich(&[]));
            places(&written, name).into_iter().map(|place| job(&[], Some(place))).collect()
        }
        Some(("network", short)) => networks(short).iter().map(|company| job(company, None)).collect(),
        _ => vec![job(company(name), None)],
    }
}

/// What else must be the case for a knob to be read at all.
fn company(name: &str) -> &'static [&'static str] {
    match name {
        "action.liberation" => &["action.motive=\"liberation\""],
        "agency.NAME.clients" | "agency.NAME.registrations" => &["agency.Kalayaan.referrals=0.0"],
        "agency.NAME.tied_share" | "agency.NAME.told" => {
            &["agency.Kalayaan.referrals=0.0", "agency.Kalayaan.clients=80", "agency.Kalayaan.registrations=3.0"]
        }
        "problem.seek" => &["problem.rate=0.1"],
        "problem.half_hours" => &["problem.rate=0.1", "problem.seek=0.3"],
        "problem.lapse" => &["problem.rate=0.1", "problem.seek=0.3"],
        "problem.rate" => &["problem.seek=0.3"],
        "problem.solved" => &["problem.rate=0.1", "attendance.problem=1.0"],
        "attendance.experience_rate" => &["attendance.experience=2.0"],
        "decisions.grudge_weeks" => &["decisions.exit=1.0", "recruitment.ask=1.0"],
        "population.own_weight" | "population.own_weight_spread" => &["talk.weights=\"shares\""],
        _ => &[],
    }
}

/// The networks that read a knob of theirs; a file and a list of ties have tests of their own.
fn networks(knob: &str) -> Vec<Vec<&'static str>> {
    let kinds = NetworkKind::ALL.iter().filter(|kind| kind.knobs().contains(&knob));
    let mut companies = Vec::new();
    for kind in kinds {
        companies.push(match kind {
            NetworkKind::File | NetworkKind::Ties => continue,
            // Among 500 everybody has 499 ties, and trading these changes nobody's.
            NetworkKind::Complete if knob == "swaps" => continue,
            NetworkKind::Complete => vec!["network.kind=\"complete\"", "ties.most=499"],
            NetworkKind::Daily => vec![],
            NetworkKind::CopingClusters => vec!["network.kind=\"coping-clusters\""],
            NetworkKind::Ring => vec!["network.kind=\"ring\""],
            NetworkKind::SmallWorld => vec!["network.kind=\"small-world\""],
            NetworkKind::Poisson => vec!["network.kind=\"poisson\""],
            NetworkKind::Preferential => vec!["network.kind=\"preferential\""],
            NetworkKind::Blocks => vec!["network.kind=\"blocks\""],
            NetworkKind::Configuration if knob == "exponent" => {
                vec!["network.kind=\"configuration\"", "network.distribution=\"power-law\""]
            }
            NetworkKind::Configuration => vec!["network.kind=\"configuration\""],
        });
    }
    companies
}

fn rich(sets: &[String]) -> Scenario {
    scenario(RICH, sets).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Whether some other value of the knob changes any number. Values that its company refuses are no values.
fn moves(job: &Job) -> bool {
    let base = rich(&job.company);
    let before = bits(&results(&base, 0..2));
    let written = values(&base);
    let places = job.place.clone().map_or_else(|| places(&written, &job.name), |place| vec![place]);
    let candidates = places.iter().flat_map(|place| {
        let now = value(&written, place).unwrap_or_else(|| panic!("{RICH} has no {place}"));
        others(&job.kind, now).into_iter().map(move |other| format!("{place}={other}"))
    });
    candidates.into_iter().any(|set| {
        let sets: Vec<String> = job.company.iter().cloned().chain([set]).collect();
        scenario(RICH, &sets).is_ok_and(|moved| bits(&results(&moved, 0..2)) != before)
    })
}

/// The bits of everything measured; NaN is a value here.
fn bits(results: &[RunResult]) -> Vec<u64> {
    let rows = results.iter().flat_map(|r| r.weeks.iter().flatten().flat_map(|row| row.0));
    let outcomes = results.iter().flat_map(|r| r.outcomes.iter().flat_map(|row| row.0));
    rows.chain(outcomes).map(f64::to_bits).collect()
}

/// Other values to try, the nearer ones first.
fn others(kind: &Kind, now: &toml::Value) -> Vec<Value> {
    match kind {
        Kind::Real { low, high } => {
            let x = now.as_float().expect("a number");
            let wide = high - low > 10.0;
            let steps: [f64; 6] = if wide && *low < 0.0 {
                [x + 1.0, x - 1.0, x + 3.0, x - 3.0, x + 10.0, x - 10.0]
            } else {
                // A ring takes even numbers alone.
                [x * 1.5 + 0.05, x * 0.5, (x + high) / 2.0, x * 4.0 + 1.0, x + 2.0, x - 2.0]
            };
            steps.into_iter().filter(|y| (*low..=*high).contains(y) && *y != x).map(Value::Real).collect()
        }
        Kind::Whole { low, high } => {
            let x = now.as_integer().expect("a whole number");
            let steps = [x + 1, x - 1, x * 3 + 2, x / 2];
            steps
                .into_iter()
                .filter(|y| (i64::from(*low)..=i64::from(*high)).contains(y) && *y != x)
                .map(Value::Whole)
                .collect()
        }
        Kind::Switch => vec![Value::Switch(!now.as_bool().expect("true or false"))],
        Kind::Choice(words) => {
            let now = now.as_str().expect("a word");
            words.iter().filter(|word| **word != now).map(|word| Value::Text((*word).to_owned())).collect()
        }
    }
}
