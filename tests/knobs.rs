//! Every knob moves something.
//!
//! A knob can die without a sound: in a well-known civil-violence model one slider did nothing for months
//! while its test stayed green. So every knob of the table is moved alone, in a scenario in which everything
//! is going on, and the weekly rows or the outcomes must change. What this has caught: the knobs of
//! interventions that their kind does not read (now refused), a demand that nobody had time to win.

use std::sync::Arc;

use mobilise::knob::catalogue::{NAMED, catalogue};
use mobilise::knob::{Kind, Value};
use mobilise::model::run::{RunResult, run};
use mobilise::scenario::{Overrides, Scenario, load, plan};

const RICH: &str = "tests/rich.toml";

fn scenario(sets: &[String]) -> Scenario {
    let overrides = Overrides(sets.iter().map(|set| ("--set".to_owned(), set.clone())).collect());
    load(RICH, &overrides).unwrap_or_else(|problems| panic!("{sets:?}\n{}", problems.render(false)))
}

fn results(scenario: &Scenario) -> Vec<RunResult> {
    let plan = plan(scenario);
    (0..2).map(|replicate| run(&Arc::clone(&plan), 1, replicate)).collect()
}

/// The bits of everything measured; NaN is a value here.
fn bits(results: &[RunResult]) -> Vec<u64> {
    let rows = results.iter().flat_map(|r| r.weeks.iter().flatten().flat_map(|row| row.0));
    let outcomes = results.iter().flat_map(|r| r.outcomes.iter().flat_map(|row| row.0));
    rows.chain(outcomes).map(f64::to_bits).collect()
}

/// The present value of a knob in the rich scenario, read from the scenario written out in full.
fn values(scenario: &Scenario) -> toml::Table {
    mobilise::scenario::to_toml(scenario).parse().expect("what we write is TOML")
}

fn value<'a>(values: &'a toml::Table, name: &[String]) -> Option<&'a toml::Value> {
    let (first, rest) = name.split_first()?;
    let mut here = values.get(first)?;
    for part in rest {
        here = here.get(part)?;
    }
    Some(here)
}

/// Other values to try, the nearer ones first.
fn others(kind: &Kind, now: &toml::Value) -> Vec<Value> {
    match kind {
        Kind::Real { low, high } => {
            let x = now.as_float().expect("a number");
            let wide = high - low > 10.0;
            let steps: [f64; 4] = if wide && *low < 0.0 {
                [x + 1.0, x - 1.0, x + 3.0, x - 3.0]
            } else {
                [x * 1.5 + 0.05, x * 0.5, (x + high) / 2.0, x * 4.0 + 1.0]
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

/// What else must be the case for a knob to be read at all.
fn company(name: &str) -> Option<String> {
    (name == "action.liberation").then(|| "action.motive=\"liberation\"".to_owned())
}

/// The dotted names a knob of the table has in the rich scenario: one for each thing of its sort.
fn places(values: &toml::Table, name: &str) -> Vec<Vec<String>> {
    let parts: Vec<String> = name.split('.').map(str::to_owned).collect();
    if !NAMED.contains(&parts[0].as_str()) {
        return vec![parts];
    }
    let Some(toml::Value::Table(named)) = values.get(&parts[0]) else { return Vec::new() };
    named
        .keys()
        .map(|key| {
            let mut place = parts.clone();
            place[1].clone_from(key);
            place
        })
        .filter(|place| value(values, place).is_some())
        .collect()
}

#[test]
fn every_knob_moves_something() {
    let base = scenario(&[]);
    let before = bits(&results(&base));
    let values = values(&base);
    let mut dead = Vec::new();
    let mut tried = 0;
    for (name, knob) in catalogue() {
        // How many replicates are run changes no single one of them.
        if name == "run.replicates" {
            continue;
        }
        let company: Vec<String> = company(&name).into_iter().collect();
        let before = if company.is_empty() { before.clone() } else { bits(&results(&scenario(&company))) };
        let candidates = places(&values, &name).into_iter().flat_map(|place| {
            let now = value(&values, &place).expect("it is there").clone();
            others(&knob.kind, &now).into_iter().map(move |other| format!("{}={other}", place.join(".")))
        });
        let moves = candidates.into_iter().any(|set| {
            tried += 1;
            let sets: Vec<String> = company.iter().cloned().chain([set]).collect();
            bits(&results(&scenario(&sets))) != before
        });
        if !moves {
            dead.push(name);
        }
    }
    assert!(tried > 150, "only {tried} values were tried");
    assert!(dead.is_empty(), "these knobs moved nothing: {dead:#?}");
}
