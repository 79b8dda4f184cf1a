//! The equations of hearing: the same on a tie (process 4) and in a session's sharing (process 7).

use mobilise::knob::behaviour::TalkWeights;
use mobilise::model::plan::Plan;

use super::coverage::Log;
use super::kept::kept;
use super::worker::Worker;

/// Two views may differ by so much more than a confidence and lie within it: they are kept in single precision.
const EVEN: f64 = 1e-6;

/// What becomes of somebody who hears each of these with this trust; who talked to nobody stays as they are.
pub fn hear(plan: &Plan, log: &mut Log, was: &Worker, heard: &[(&Worker, f64)]) -> Worker {
    let mut now = was.clone();
    if heard.is_empty() {
        return now;
    }
    let (talk, coping) = (&plan.behaviour.talk, &plan.behaviour.coping);
    // The weight of what somebody says, and what a sum of such weights leaves for each.
    let v = |trust: f64| match talk.weights {
        TalkWeights::Trust => talk.influence * trust,
        TalkWeights::Shares => trust,
    };
    let attention = |sum: f64| match talk.weights {
        TalkWeights::Trust => 1.0 / sum.max(1.0),
        TalkWeights::Shares if sum <= 0.0 => 0.0,
        TalkWeights::Shares => talk.influence / (was.own_weight + sum),
    };
    // attention(Σ v) · Σ v (what they differ by).
    let weights = |heard: &[(&Worker, f64)]| heard.iter().map(|(_, trust)| v(*trust)).sum::<f64>();
    let pull = |heard: &[(&Worker, f64)], by: &dyn Fn(&Worker) -> f64| {
        attention(weights(heard)) * heard.iter().map(|(j, trust)| v(*trust) * by(j)).sum::<f64>()
    };
    let two_in_need = |j: &Worker| *was.coping_need * *j.coping_need;
    let z: f64 = heard.iter().map(|(j, trust)| coping.resonance * trust * two_in_need(j)).sum();
    for s in 0..3 {
        let own = *was.framings[s];
        let within = talk.confidence + EVEN;
        let (near, far): (Vec<_>, Vec<_>) = heard.iter().partition(|(j, _)| (*j.framings[s] - own).abs() <= within);
        let pulled = pull(&near, &|j| *j.framings[s] - own);
        let moved = own + pulled - z.min(1.0) * own;
        now.framings[s] = kept((moved + was.stubbornness * (*was.anchors[s] - moved)).clamp(0.0, 1.0));
        let just = |(j, _): &&(&Worker, f64)| (*j.framings[s] - own).abs() > talk.confidence + 1e-9;
        log.just_within_confidence += near.iter().filter(just).count() as u32;
        log.deaf_ears += far.len() as u32;
    }
    // Each is assigned once, whatever the number of those heard.
    let calm: f64 = heard.iter().map(|(_, trust)| 1.0 - coping.relief * trust).product();
    now.coping_need = kept(*was.coping_need * calm);
    let moved = |own: f64, by: &dyn Fn(&Worker) -> f64| kept((own + pull(heard, by)).clamp(0.0, 1.0));
    let (rights, efficacy, identity) = (*was.rights, *was.efficacy, *was.worker_identity);
    now.rights = moved(rights, &|j| (*j.rights - rights).max(0.0));
    now.efficacy = moved(efficacy, &|j| *j.efficacy - efficacy);
    now.worker_identity = moved(identity, &|j| *j.worker_identity - identity);
    log.stubborn += u32::from(was.stubbornness > 0.0);
    log.by_shares += u32::from(talk.weights == TalkWeights::Shares);
    now
}
