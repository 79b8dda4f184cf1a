//! The equations of hearing: the same on a tie (process 4) and in a session's sharing (process 7).

use mobilise::knob::behaviour::TalkWeights;
use mobilise::model::plan::Plan;

use super::coverage::Log;
use super::worker::Worker;

/// Two framings may differ from a confidence by rounding, and then lie within it.
const EVEN: f64 = 1e-9;

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
    let z: f64 = heard.iter().map(|(j, trust)| coping.resonance * trust * was.coping_need * j.coping_need).sum();
    for s in 0..3 {
        let own = was.framings[s];
        let within = talk.confidence + EVEN;
        let (near, far): (Vec<_>, Vec<_>) = heard.iter().partition(|(j, _)| (j.framings[s] - own).abs() <= within);
        let pulled = pull(&near, &|j| j.framings[s] - own);
        let moved = own + pulled - z.min(1.0) * own;
        now.framings[s] = (moved + was.stubbornness * (was.anchors[s] - moved)).clamp(0.0, 1.0);
        log.deaf_ears += far.len() as u32;
    }
    for (_, trust) in heard {
        now.coping_need *= 1.0 - coping.relief * trust;
    }
    now.rights += pull(heard, &|j| (j.rights - was.rights).max(0.0));
    now.efficacy = (was.efficacy + pull(heard, &|j| j.efficacy - was.efficacy)).clamp(0.0, 1.0);
    let identity = was.worker_identity;
    now.worker_identity = (identity + pull(heard, &|j| j.worker_identity - identity)).clamp(0.0, 1.0);
    log.stubborn += u32::from(was.stubbornness > 0.0);
    log.by_shares += u32::from(talk.weights == TalkWeights::Shares);
    now
}
