//! The behaviour all share, at random: mostly within what is plausible, sometimes at its ends.

use mobilise::knob::Choice;
use mobilise::knob::behaviour::{Behaviour, LooksAt, Motive, TalkWeights, Updating};

use super::dice::Dice;

pub fn behaviour(d: &mut Dice, b: &mut Behaviour) {
    people(d, b);
    sessions(d, b);
    members(d, b);
    calls(d, b);
    funds(d, b);
}

fn people(d: &mut Dice, b: &mut Behaviour) {
    b.framing.reanchoring = d.mostly(0.0, 0.1);
    b.coping.need_growth = d.mostly(0.0, 0.2);
    b.coping.relief = d.mostly(0.0, 0.6);
    b.coping.resonance = d.mostly(0.0, 0.3);
    b.talk.influence = d.one_of(&[0.0, 0.02, 0.1, 0.5, 1.0]);
    if d.chance(0.3) {
        b.talk.weights = TalkWeights::Shares;
    }
    if d.chance(0.3) {
        b.talk.updating = Updating::Pairwise;
    }
    b.talk.confidence = if d.chance(0.6) { 1.0 } else { d.mostly(0.02, 0.5) };
    b.talk.forgetting = d.mostly(0.0, 0.05);
    b.ties.daily_trust = d.between(0.2, 1.0);
    b.ties.meeting_trust = d.between(0.05, 0.7);
    b.ties.gain = d.mostly(0.0, 0.3);
    b.ties.loss = d.one_of(&[0.0, 0.011, 0.053, 0.21]);
    b.ties.floor = d.mostly(0.0, 0.2);
    if d.chance(0.03) {
        (b.ties.loss, b.ties.floor) = (1.0, 0.0);
    }
    b.ties.most = if d.chance(0.3) { d.whole(1, 5) } else { 60 };
    b.skill.per_task = d.mostly(0.0, 0.1);
    b.skill.training = d.mostly(0.0, 0.1);
    b.skill.decay = d.mostly(0.0, 0.02);
    b.fatigue.per_task = d.mostly(0.0, 0.4);
    b.fatigue.recovery = d.mostly(0.0, 0.2);
    b.efficacy.meeting = d.mostly(0.0, 0.2);
    b.efficacy.half_attendance = d.between(1.0, 12.0);
    b.efficacy.decay = d.mostly(0.0, 0.05);
    b.efficacy.success = d.mostly(0.0, 0.4);
    b.efficacy.failure = d.mostly(0.0, 0.4);
    b.efficacy.cushion = d.mostly(0.0, 1.0);
    b.identity.decay = d.mostly(0.0, 0.05);
    b.liberation.exponent = d.one_of(&[-20.0, -1.0, 0.0, 0.0, 1.0, 2.0]);
}

fn sessions(d: &mut Dice, b: &mut Behaviour) {
    b.hours.member = d.between(1.0, 8.0);
    b.hours.active_weeks = d.whole(1, 10);
    b.hours.per_head = d.between(0.05, 1.0);
    b.attendance.base = d.between(-2.0, 1.0);
    b.attendance.service = d.between(0.0, 3.0);
    b.attendance.half_ties = d.between(0.2, 3.0);
    b.attendance.travel = d.between(-0.5, 1.5);
    b.attendance.origin_distance = d.mostly(0.0, 1.0);
    b.attendance.distance = d.between(0.0, 3.0);
    b.meeting.initiative_skill = d.between(0.1, 0.7);
    b.meeting.initiative_slope = d.mostly(0.0, 20.0);
    b.meeting.quality_skill = d.between(0.1, 0.7);
    b.meeting.partners = d.whole(0, 5);
    b.meeting.tie_chance = d.mostly(0.0, 1.0);
    b.meeting.homophily = d.mostly(0.0, 1.0);
    b.meeting.class_mixing = d.mostly(0.0, 1.0);
    b.meeting.ethnic_sorting = d.mostly(0.0, 1.0);
    b.learning.rate = d.mostly(0.0, 0.5);
    b.learning.latitude = d.between(0.05, 0.6);
    b.learning.step = d.mostly(0.3, 1.0);
    b.learning.anchor_share = d.mostly(0.0, 1.0);
    b.learning.clarity_cost = d.mostly(0.0, 1.0);
    b.learning.pride = d.mostly(0.0, 1.0);
    b.service.rights = d.mostly(0.0, 0.2);
    b.service.relief = d.mostly(0.0, 0.4);
    if d.chance(0.5) {
        b.attendance.problem = d.share();
        b.problem.rate = d.mostly(0.02, 0.3);
        b.problem.lapse = d.mostly(0.02, 0.4);
        b.problem.solved = d.share();
        b.problem.seek = d.mostly(0.1, 1.0);
        b.problem.half_hours = d.between(0.5, 20.0);
    }
    if d.chance(0.3) {
        b.attendance.experience = d.between(-3.0, 3.0);
        b.attendance.experience_rate = d.mostly(0.1, 0.8);
    }
    b.learning.distance = if d.chance(0.5) { 0.0 } else { d.share() };
    b.link.holders = d.whole(1, 3);
    b.link.take_up = d.between(0.1, 1.0);
    b.link.hand_on = d.between(0.1, 1.0);
}

fn members(d: &mut Dice, b: &mut Behaviour) {
    b.recruitment.ask = d.between(0.1, 1.0);
    b.recruitment.base = d.between(-1.5, 1.5);
    b.recruitment.fee = d.between(0.0, 0.2);
    b.recruitment.trust = d.between(-1.0, 3.0);
    b.recruitment.risk = d.between(-1.0, 3.0);
    b.recruitment.outreach_rate = d.between(0.0, 1.5);
    b.recruitment.referral_trust = d.mostly(0.0, 1.0);
    b.recruitment.returning = d.one_of(&[0.0, 0.4, 1.0, 1.0]);
    b.recruitment.refusal_weeks = d.one_of(&[0, 0, 1, 5, 20, 20_000]);
    b.recruitment.exit = d.one_of(&[0.0, 0.004, 0.03, 0.1]);
    b.recruitment.lapse_weeks = d.whole(2, 25);
    b.claims.rate = if d.chance(0.1) { 1.0 } else { d.mostly(0.0, 0.5) };
    b.claims.alone = d.mostly(0.0, 1.0);
    b.claims.win = d.mostly(0.0, 1.0);
    b.claims.gain = d.mostly(0.0, 1.0);
    b.claims.skill = d.mostly(0.0, 0.3);
    b.joining.base = d.between(-3.0, 1.0);
    b.joining.introducer = d.between(-1.0, 2.0);
    b.joining.substitution = d.mostly(0.0, 1.0);
}

fn calls(d: &mut Dice, b: &mut Behaviour) {
    let a = &mut b.action;
    a.motive = d.one_of(Motive::ALL);
    a.deviation = d.between(0.1, 0.5);
    a.risk = d.between(0.0, 2.0);
    a.looks_at = d.one_of(LooksAt::ALL);
    a.social = if d.chance(0.6) { d.between(-3.0, 3.0) } else { 0.0 };
    a.noise = d.one_of(&[0.0, 0.0, 0.2, 1.0, 1.0, 3.0]);
    a.absorbing = d.chance(0.2);
    a.threshold = d.between(-2.0, 0.5);
    a.high_risk_threshold = d.between(-0.5, 2.0);
    a.high_risk_ties = d.one_of(&[0, 0, 1, 2]);
    a.high_risk_share = d.one_of(&[0.0, 0.3, 0.7, 1.0]);
    a.reach = d.one_of(&[0.0, 0.5, 0.9, 1.0, 1.0]);
    a.call_hours = d.between(0.5, 8.0);
    a.call_interval = d.whole(1, 8);
    a.memory_weeks = if d.chance(0.2) { 1 } else { d.whole(2, 30) };
    a.trusted = d.mostly(0.0, 0.7);
    b.outcome.turnout = d.between(-0.5, 1.0);
    b.outcome.legitimacy = d.between(-1.0, 2.0);
    b.outcome.union = d.between(-1.0, 2.0);
}

fn funds(d: &mut Dice, b: &mut Behaviour) {
    let m = &mut b.money;
    m.session_cost = d.one_of(&[0.0, 20.0, 60.0]);
    m.broke_sessions = d.mostly(0.0, 1.0);
    m.grant_base = d.between(-2.0, 2.0);
    m.contention = d.between(-2.0, 2.0);
    m.legitimacy_gain = d.between(0.0, 0.3);
    m.legitimacy_staff = d.one_of(&[0.0, 0.05, 0.1, 1.0]);
    m.half_profile = d.between(1.0, 20.0);
    let v = &mut b.decisions;
    v.base = d.between(-2.0, 3.0);
    v.tasks = d.between(-0.5, 1.0);
    v.internal = d.between(-1.0, 6.0);
    v.exit = d.mostly(0.0, 0.6);
    v.exit_per_task = d.mostly(0.0, 0.3);
    v.grudge_weeks = d.one_of(&[0, 1, 8, 20_000]);
    // Most should live long enough for something to happen to them.
    b.dormancy.attendance = d.whole(0, 3);
    b.dormancy.weeks = d.one_of(&[1, 4, 8, 13, 20, 30]);
}
