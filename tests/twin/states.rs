//! The state of every worker, in the engine and in the twin: what is kept must be the very same number, also
//! where no measure shows it.

use mobilise::model::mind::State;
use mobilise::model::world::World as Engine;

use super::world::World;

/// How far thresholds and the like may lie apart: these are kept as doubles, and quantiles are made in another way.
const TOLERANCE: f64 = 1e-9;
/// As many differences as somebody will read.
const MANY: usize = 10;

/// What differs of the first few workers who differ.
pub fn differences(engine: &Engine, twin: &World) -> Vec<String> {
    let mut found = Vec::new();
    for i in 0..twin.workers.len() {
        let mut say = |what: &str, engine: &dyn std::fmt::Debug, twin: &dyn std::fmt::Debug| {
            found.push(format!("worker {i}, {what}: engine {engine:?}, twin {twin:?}"));
        };
        for (what, engine, twin) in kept_states(engine, twin, i) {
            if engine != twin {
                say(what, &engine, &twin);
            }
        }
        for (what, engine, twin) in doubles(engine, twin, i) {
            if (engine - twin).abs() > TOLERANCE * engine.abs().max(1.0) {
                say(what, &engine, &twin);
            }
        }
        // In the order of the row.
        let theirs: Vec<(usize, f64)> =
            engine.ties.row(i as u32).iter().map(|tie| (tie.other() as usize, tie.trust())).collect();
        let ours: Vec<(usize, f64)> = twin.workers[i].ties.iter().map(|tie| (tie.other, *tie.trust)).collect();
        if theirs != ours {
            say("ties", &theirs, &ours);
        }
        if found.len() >= MANY {
            break;
        }
    }
    found
}

fn doubles(engine: &Engine, twin: &World, i: usize) -> [(&'static str, f64, f64); 3] {
    let (e, t) = (&engine.workers, &twin.workers[i]);
    [
        ("threshold", e.threshold.at(i), t.threshold),
        ("own_weight", e.own_weight.at(i), t.own_weight),
        ("stubbornness", e.stubbornness.at(i), t.stubbornness),
    ]
}

fn kept_states(engine: &Engine, twin: &World, i: usize) -> [(&'static str, f64, f64); 28] {
    let (e, t) = (&engine.workers, &twin.workers[i]);
    let state = |state| e.state(state, i);
    let root = |state| e.root(state, i);
    [
        ("arrival", f64::from(e.arrival.at(i)), t.arrival as f64),
        ("free_time", e.free_time.at(i), *t.free_time),
        ("pay_ratio", e.pay_ratio.at(i), *t.pay_ratio),
        ("home_ratio", e.home_ratio.at(i), *t.home_ratio),
        ("nonpay_grievance", e.nonpay_grievance.at(i), *t.grievance),
        ("risk", e.risk.at(i), *t.risk),
        ("familial", state(State::Familial), *t.framings[0]),
        ("servant", state(State::Servant), *t.framings[1]),
        ("dual_reference", state(State::DualReference), *t.framings[2]),
        ("anchor of familial", root(State::Familial), *t.anchors[0]),
        ("anchor of servant", root(State::Servant), *t.anchors[1]),
        ("anchor of dual_reference", root(State::DualReference), *t.anchors[2]),
        ("rights", state(State::Rights), *t.rights),
        ("efficacy", state(State::Efficacy), *t.efficacy),
        ("worker_identity", state(State::WorkerIdentity), *t.worker_identity),
        ("ethnic_identity", state(State::EthnicIdentity), *t.ethnic_identity),
        ("base of rights", root(State::Rights), *t.base.rights),
        ("base of efficacy", root(State::Efficacy), *t.base.efficacy),
        ("base of worker_identity", root(State::WorkerIdentity), *t.base.worker_identity),
        ("base of ethnic_identity", root(State::EthnicIdentity), *t.base.ethnic_identity),
        ("coping_need", state(State::CopingNeed), *t.coping_need),
        ("skill", e.skill.at(i), *t.skill),
        ("base of skill", e.skill_base.at(i), *t.base.skill),
        ("fatigue", e.fatigue.at(i), *t.fatigue),
        ("experience", e.experience.at(i), *t.experience),
        ("problem", f64::from(u8::from(e.problem.has(i))), f64::from(u8::from(t.problem))),
        ("injustice", e.injustice.at(i), *t.injustice),
        ("liberation", e.liberation.at(i), *t.liberation),
    ]
}
