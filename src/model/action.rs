//! Process 10: calls, who acts, and what comes of it.

use crate::canary::{Canary, is_planted};
use crate::knob::behaviour::{Action, LooksAt, Motive};
use crate::number::draws::{Actor, Purpose, Word};
use crate::number::maths::{TOLERANCE, below_logistic};
use crate::number::simd::vectorised;

use super::chunks::{self, CHUNK};
use super::mind::State;
use super::organisation::Activity;
use super::workers::NEVER;
use super::world::World;

/// A call to act.
#[derive(Debug, Clone, Copy)]
struct Call {
    /// On the class axis, or on the ethnic one.
    class: bool,
    high_risk: bool,
    /// The demand it presses, if it is for one.
    demand: Option<usize>,
    /// Share of all workers of the field that acted of late, where anybody looks at that.
    everybody: f64,
}

/// Each organisation saves up campaigning hours for a call; members hear of it, and act if free, by
/// injustice, efficacy and identity, or liberation. Then the individual claims.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        if let Some(call) = issue(world, o) {
            gather(world, o, call);
            super::settlement::settle(world, o, call.class, call.demand);
        }
    }
    super::claims::run(world);
}

fn issue(world: &mut World, o: usize) -> Option<Call> {
    let week = world.week as i32;
    let action = &world.plan.behaviour.action;
    let (call_hours, interval, high_risk_share) =
        (action.call_hours, action.call_interval as i32, action.high_risk_share);
    let word = world.word_of(Actor::Organisation, o);
    let everybody = share_of_everybody(world);
    let organisation = &mut world.organisations[o];
    if !organisation.awake {
        return None;
    }
    // What is saved for one call is not banked for many.
    organisation.campaign_hours =
        (organisation.campaign_hours + organisation.hours[Activity::Campaigning as usize]).min(call_hours);
    if organisation.campaign_hours < call_hours - TOLERANCE || week - organisation.last_call < interval {
        return None;
    }
    let demands = &organisation.plan.demands;
    let demand = demands.iter().copied().find(|d| !world.demands[*d].met);
    if demand.is_none() && !demands.is_empty() {
        return None; // all it campaigned for is won
    }
    let message = &organisation.knobs.message;
    // A message that names nothing is about work.
    let class = word.uniform(Purpose::CallAxis, 0) * (message.class + message.ethnic) <= message.class;
    organisation.campaign_hours = 0.0;
    organisation.last_call = week;
    organisation.week.calls += 1;
    organisation.week.employment_calls += u32::from(class);
    Some(Call { class, high_risk: word.chance(Purpose::CallRisk, 0, high_risk_share), demand, everybody })
}

/// Share of all workers that acted of late; not counted where nobody looks at it.
fn share_of_everybody(world: &World) -> f64 {
    let a = &world.plan.behaviour.action;
    if a.social == 0.0 || a.looks_at != LooksAt::Everybody {
        return 0.0;
    }
    let w = &world.workers;
    let acted = (0..w.len()).filter(|i| w.has_acted(*i, world.week, a.memory_weeks)).count();
    acted as f64 / w.len() as f64
}

/// Finds who hears of the call and who acts; all decide on what others did before.
fn gather(world: &mut World, o: usize, call: Call) {
    let mut actors = std::mem::take(&mut world.scratch.actors);
    actors.clear();
    let mut asked = 0;
    look_around(world);
    let members = &world.organisations[o].members;
    {
        let decision = Decision::new(world, o, call);
        let some = |members: &[u32]| {
            vectorised(
                #[inline(always)]
                || decision.of(members),
            )
        };
        chunks::gather(members.len(), members.chunks(CHUNK), some, |(heard, some)| {
            asked += heard;
            actors.extend(some);
        });
    }
    for actor in &actors {
        world.workers.act(*actor as usize, world.week as i32, call.class);
    }
    let organisation = &mut world.organisations[o];
    organisation.week.asked += asked;
    organisation.week.participants += actors.len() as u32;
    organisation.week.employment_participants += if call.class { actors.len() as u32 } else { 0 };
    organisation.quarter_participants += actors.len() as u32;
    world.scratch.actors = actors;
}

/// Looks at who acted of late, so that asking it of neighbours is quick; only where it is asked.
fn look_around(world: &mut World) {
    let a = &world.plan.behaviour.action;
    if a.social != 0.0 || (a.high_risk_share > 0.0 && a.high_risk_ties > 0) {
        let all = world.all_trusted();
        world.scratch.around.look(&world.workers.last_acted, &world.ties, all, world.week, a.memory_weeks);
    }
}

/// How members decide on a call.
struct Decision<'a> {
    world: &'a World,
    a: &'a Action,
    call: Call,
    support: f64,
    /// What counts beside the others, where all are alike in it.
    alike: Option<f64>,
    /// Whether all hear of it and are free.
    all_hear: bool,
    /// Whether all ties are known to be trusted.
    all_trusted: bool,
    /// What readiness is multiplied by: one over the noise, where there is any.
    certainty: f64,
}

impl<'a> Decision<'a> {
    fn new(world: &'a World, o: usize, call: Call) -> Self {
        let (w, a) = (&world.workers, &world.plan.behaviour.action);
        let support = world.organisations[o].support;
        let certainty = if a.noise == 0.0 { 1.0 } else { 1.0 / a.noise };
        let all_hear = a.reach >= 1.0 && w.free.count() == w.len();
        let all_trusted = world.all_trusted();
        let mut decision = Self { world, a, call, support, alike: None, all_hear, all_trusted, certainty };
        if w.minds.is_alike() && w.injustice.is_alike() && w.liberation.is_alike() && w.risk.is_alike() {
            decision.alike = Some(decision.readiness(0));
        }
        decision
    }

    /// Of these members, how many hear of the call, and who acts.
    #[inline(always)]
    fn of(&self, members: &[u32]) -> (u32, Vec<u32>) {
        // Everybody is written down, and stays if they act: a branch would be guessed wrong too often.
        let (mut asked, mut actors, mut number) = (0, vec![0; members.len()], 0);
        for members in members.chunks(TOGETHER) {
            let mut some = Hearers { number: 0, members: [0; TOGETHER], readiness: [0.0; TOGETHER] };
            asked += self.hear(members, &mut some);
            self.make_up_their_minds(&mut some);
            let draws = if self.is_certain() { [0.0; TOGETHER] } else { self.draws(&some) };
            for ((member, readiness), draw) in some.members.into_iter().zip(some.readiness).zip(draws).take(some.number)
            {
                actors[number] = member;
                number += usize::from(self.acts(readiness, draw));
            }
        }
        actors.truncate(number);
        (asked, actors)
    }

    /// Those who hear of the call and are free; how many hear of it.
    #[inline(always)]
    fn hear(&self, members: &[u32], some: &mut Hearers) -> u32 {
        if self.all_hear {
            some.number = members.len();
            some.members[..members.len()].copy_from_slice(members);
            return members.len() as u32;
        }
        let (words, free) = (&self.world.words, &self.world.workers.free);
        let mut asked = 0;
        for member in members {
            let hears = self.a.reach >= 1.0 || Word(words[*member as usize]).chance(Purpose::Hear, 0, self.a.reach);
            let is_free = free.has(*member as usize) || is_planted(Canary::ActsUnfree);
            some.members[some.number] = *member;
            some.number += usize::from(hears & is_free);
            asked += u32::from(hears);
        }
        asked
    }

    /// How ready each of them is: by what they are, by what those around them did, and by what they did before.
    #[inline(always)]
    fn make_up_their_minds(&self, some: &mut Hearers) {
        let (a, w) = (self.a, &self.world.workers);
        let at_risk = self.call.high_risk && a.high_risk_ties > 0;
        for (member, readiness) in some.members.into_iter().zip(&mut some.readiness).take(some.number) {
            let i = member as usize;
            *readiness = self.alike.unwrap_or_else(|| self.readiness(i));
            if a.social != 0.0 || at_risk {
                let (trusted, acted) = self.around(member);
                let seen = match a.looks_at {
                    LooksAt::Ties => f64::from(acted) / f64::from(trusted.max(1)),
                    LooksAt::TieCount => f64::from(acted),
                    LooksAt::Everybody => self.call.everybody,
                };
                *readiness += a.social * (seen - w.threshold.at(i));
                if at_risk && acted < a.high_risk_ties {
                    *readiness = f64::NEG_INFINITY;
                }
            }
            if a.absorbing && w.last_acted.at(i) != NEVER {
                *readiness = f64::INFINITY;
            }
        }
    }

    /// What each of them draws.
    #[inline(always)]
    fn draws(&self, some: &Hearers) -> [f64; TOGETHER] {
        let (mut words, mut draws) = ([0; TOGETHER], [0.0; TOGETHER]);
        for (word, member) in words.iter_mut().zip(some.members).take(some.number) {
            *word = self.world.words[member as usize];
        }
        for (draw, word) in draws.iter_mut().zip(words) {
            *draw = Word(word).uniform(Purpose::Act, 0);
        }
        draws
    }

    /// What counts for a worker beside the others: motive, risk and what the call asks.
    #[inline(always)]
    fn readiness(&self, i: usize) -> f64 {
        let (a, w) = (self.a, &self.world.workers);
        let identity = if self.call.class { State::WorkerIdentity } else { State::EthnicIdentity };
        let standard = |x: f64| (x - 0.5) / a.deviation;
        let motive = match a.motive {
            Motive::Identity => {
                a.injustice * standard(w.injustice.at(i))
                    + a.efficacy * standard(w.state(State::Efficacy, i))
                    + a.identity * standard(w.state(identity, i))
            }
            Motive::Liberation => a.liberation * (w.liberation.at(i) - 0.5),
        };
        let readiness = motive - a.risk * w.risk.at(i) * (1.0 - self.support) - a.threshold;
        if self.call.high_risk { readiness - a.high_risk_threshold } else { readiness }
    }

    /// Whether somebody this ready acts who draws this.
    #[inline(always)]
    fn acts(&self, readiness: f64, draw: f64) -> bool {
        if self.is_certain() { readiness >= -TOLERANCE } else { below_logistic(draw, readiness * self.certainty) }
    }

    /// Whether nobody draws: whoever is ready acts.
    #[inline(always)]
    fn is_certain(&self) -> bool {
        self.a.noise == 0.0 && !is_planted(Canary::NoiseIgnored)
    }

    /// How many trusted ties a worker has, and how many of them acted of late.
    #[inline(always)]
    fn around(&self, worker: u32) -> (u32, u32) {
        let (around, ties) = (&self.world.scratch.around, &self.world.ties);
        if self.all_trusted {
            return (ties.degree(worker) as u32, around.acted(ties, worker));
        }
        let (least, mut trusted, mut acted) = (self.a.trusted as f32, 0, 0);
        for tie in ties.row(worker) {
            let counts = u32::from(tie.is_trusted(least));
            trusted += counts;
            acted += counts & around.bit(tie.other());
        }
        (trusted, acted)
    }
}

/// Members who decide together, step by step, so that each step is done for many at a time.
const TOGETHER: usize = 64;

/// Some who heard of a call and are free, and how ready they are.
struct Hearers {
    number: usize,
    members: [u32; TOGETHER],
    readiness: [f64; TOGETHER],
}
