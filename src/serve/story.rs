//! What happened to one worker when, in words: a run is made again, and she is watched.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::model::mind::State;
use crate::model::organisation::{Organisation, Person};
use crate::model::plan::Plan;
use crate::model::ties::Made;
use crate::model::workers::{NONE, Status, Workers};
use crate::model::world::World;
use crate::scenario::Scenario;

/// A life as it is told: weeks with sentences.
struct Told<'a> {
    scenario: &'a Scenario,
    lines: Vec<(u32, String)>,
}

impl Told<'_> {
    fn say(&mut self, week: u32, text: impl Into<String>) {
        self.lines.push((week, text.into()));
    }

    fn organisation(&self, number: u16) -> &str {
        self.scenario.organisations.get(usize::from(number)).map_or("an organisation", |o| o.name.as_str())
    }
}

/// What is seen of somebody at the end of a week.
#[derive(Clone, Default)]
struct Seen {
    arrival: i32,
    organisation: u16,
    union: u16,
    last_acted: i32,
    won: bool,
    leads: bool,
    link: bool,
    friends: usize,
    framing: f64,
    rights: f64,
    skill: f64,
}

fn framing(workers: &Workers, i: usize) -> f64 {
    State::FRAMINGS.into_iter().map(|framing| workers.state(framing, i)).sum::<f64>() / 3.0
}

fn leads(o: &Organisation, worker: u32) -> bool {
    o.ledger.iter().any(|entry| entry.person == Person::Worker(worker) && entry.tasks >= 0.36)
}

impl Seen {
    fn of(world: &World, worker: u32) -> Self {
        let (w, i) = (&world.workers, worker as usize);
        let own = world.organisations.get(usize::from(w.organisation.at(i)));
        Self {
            arrival: w.arrival.at(i),
            organisation: w.organisation.at(i),
            union: w.union.at(i),
            last_acted: w.last_acted.at(i),
            won: own.is_some_and(|o| o.week.calls_won > 0),
            leads: own.is_some_and(|o| leads(o, worker)),
            link: own.is_some_and(|o| o.link_holders.contains(&worker)),
            friends: world.ties.row(worker).iter().filter(|tie| tie.made() == Made::Meeting).count(),
            framing: framing(w, i),
            rights: w.state(State::Rights, i),
            skill: w.skill.at(i),
        }
    }
}

/// What a person has come through so far.
struct Life {
    began: Seen,
    sundays: u32,
    acts: u32,
    halved: bool,
    knows: bool,
    friends_told: usize,
}

/// The story of whoever is in a worker's place in a week of a replicate: `{"worker", "who", "lines": [[week, date,
/// sentence]]}`, with the weeks counted from 0.
pub fn story(scenario: &Scenario, plan: &Arc<Plan>, seed: u64, replicate: u32, worker: u32, at: u32) -> Json {
    let mut world = World::new(plan, seed, replicate);
    let i = worker as usize;
    let mut told = Told { scenario, lines: Vec::new() };
    let mut before = Seen::of(&world, worker);
    let mut who = begin(&mut told, &world, worker, 0);
    let mut life = Life::new(before.clone());
    let (mut left, mut before_last) = (false, 0);
    for week in 0..plan.run.weeks {
        world.step();
        before_last = week;
        let now = Seen::of(&world, worker);
        if now.arrival != before.arrival {
            if week > at {
                told.say(week, "She leaves the country; somebody else takes her place at work.");
                left = true;
                break;
            }
            told.lines.clear();
            who = begin(&mut told, &world, worker, week);
            before = Seen { organisation: NONE, union: NONE, last_acted: now.last_acted.min(-1), ..now.clone() };
            life = Life::new(now.clone());
        }
        watch(&mut told, &mut life, &before, &now, &world, worker, week);
        before = now;
    }
    if life.sundays > 0 {
        let w = &world.workers;
        let text = format!(
            "In all: {} of the organisation's sessions, {} acts on calls. Her framings: {:.2} at first, {:.2} in the end.",
            life.sundays,
            life.acts,
            life.began.framing,
            if left { before.framing } else { framing(w, i) }
        );
        told.say(told.lines.last().map_or(0, |(week, _)| *week).max(before_last), text);
    }
    let lines: Vec<Json> =
        told.lines.iter().map(|(week, text)| json!([week, scenario.date_of(*week).to_string(), text])).collect();
    json!({ "worker": worker, "who": who, "lines": lines })
}

impl Life {
    fn new(began: Seen) -> Self {
        Self { began, sundays: 0, acts: 0, halved: false, knows: false, friends_told: 0 }
    }
}

/// Who somebody is; her first sentence.
fn begin(told: &mut Told<'_>, world: &World, worker: u32, week: u32) -> String {
    let (w, i) = (&world.workers, worker as usize);
    let name = |list: &[(String, f64)], number: u16| {
        list.get(usize::from(number)).map(|(name, _)| name.clone()).filter(|name| name != "everywhere")
    };
    let population = &told.scenario.population;
    let mut who = format!("Worker {}", worker + 1);
    if let Some(origin) = name(&population.origins, w.origin.at(i)) {
        who.push_str(&format!(" · {origin}"));
    }
    if let Some(area) = name(&population.areas, w.area.at(i)) {
        who.push_str(&format!(" · {area}"));
    }
    let status = match w.status.at(i) {
        Status::Settled => "settled",
        Status::Visa => "on a visa that lets her change employer",
        Status::Tied => "on a visa tied to her employer",
        Status::Undocumented => "without papers",
    };
    let since = if w.arrival.at(i) < 0 {
        format!("has been here for {} weeks", -w.arrival.at(i))
    } else {
        "arrives".to_owned()
    };
    let contacts = world.ties.row(worker).len();
    let text = format!(
        "She {since}, {status}; free on {:.0} Sundays in a hundred, paid {:.0} % of the legal standard, and knows {} in daily life.",
        100.0 * w.free_time.at(i),
        100.0 * w.pay_ratio.at(i),
        match contacts {
            0 => "nobody".to_owned(),
            1 => "one other worker".to_owned(),
            n => format!("{n} other workers"),
        }
    );
    told.say(week, text);
    who
}

/// One week of a life.
fn watch(told: &mut Told<'_>, life: &mut Life, before: &Seen, now: &Seen, world: &World, worker: u32, week: u32) {
    let own = world.organisations.get(usize::from(now.organisation));
    if now.organisation != before.organisation {
        if before.organisation != NONE {
            let text = format!("She is no longer a member of {}.", told.organisation(before.organisation));
            told.say(week, text);
        }
        if now.organisation != NONE {
            let text = match own.filter(|o| o.plan.founded == week) {
                Some(_) => format!("She is one of the founders of {}.", told.organisation(now.organisation)),
                None => format!("She joins {}.", told.organisation(now.organisation)),
            };
            told.say(week, text);
        }
    }
    if own.is_some_and(|o| o.attenders.contains(&worker)) {
        life.sundays += 1;
        if life.sundays == 1 {
            let others = own.map_or(0, |o| o.attenders.len().saturating_sub(1));
            told.say(week, format!("Her first session, with {others} others."));
        } else if [10, 50, 100, 200, 400].contains(&life.sundays) {
            told.say(week, format!("Her {}th session.", life.sundays));
        }
    }
    for step in [1, 5, 10, 20] {
        if now.friends >= step && life.friends_told < step {
            life.friends_told = step;
            let text = if step == 1 {
                "A first friend made in a session.".to_owned()
            } else {
                format!("{step} friends made in sessions.")
            };
            told.say(week, text);
        }
    }
    if !life.halved && now.framing <= life.began.framing / 2.0 && life.began.framing > 0.0 {
        life.halved = true;
        told.say(
            week,
            format!(
                "Half of the framings she came with are gone: {:.2}, after {:.2}.",
                now.framing, life.began.framing
            ),
        );
    }
    if !life.knows && now.rights >= 0.5 && life.began.rights < 0.5 {
        life.knows = true;
        told.say(week, "She knows half or more of her rights.");
    }
    if now.leads && !before.leads {
        told.say(week, format!("She takes on tasks, with a skill of {:.2}.", now.skill));
    }
    if before.leads && !now.leads && now.organisation != NONE {
        told.say(week, "She has no task any more.");
    }
    if now.link && !before.link {
        told.say(week, "She holds the link to the union.");
    }
    if now.last_acted != before.last_acted && now.last_acted == week as i32 {
        life.acts += 1;
        if life.acts == 1 || [10, 25, 50].contains(&life.acts) {
            let won = if now.won { "; a call is won" } else { "" };
            let count = if life.acts == 1 { "the first time".to_owned() } else { format!("the {}th time", life.acts) };
            told.say(week, format!("She acts on a call for {count}{won}."));
        }
    }
    if now.union != before.union && now.union != NONE {
        let name =
            told.scenario.unions.get(usize::from(now.union)).map_or("a union", |union| union.name.as_str()).to_owned();
        told.say(week, format!("She joins {name}."));
    }
}
