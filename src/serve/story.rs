//! What happened to one worker when, in words: the run is made again and the worker followed.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::model::mind::State;
use crate::model::organisation::{Organisation, Person};
use crate::model::plan::Plan;
use crate::model::ties::Made;
use crate::model::workers::{NONE, Status, Workers};
use crate::model::world::World;
use crate::scenario::Scenario;

/// Tasks from which a member counts as a leader, as the measure `task_holders` counts them.
const LEADER_TASKS: f64 = 0.36;

/// What is recorded of a worker at the end of a week.
#[derive(Clone, Default)]
struct Snapshot {
    arrival: i32,
    organisation: u16,
    union: u16,
    last_acted: i32,
    /// Whether their organisation won a call.
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
    o.ledger.iter().any(|entry| entry.person == Person::Worker(worker) && entry.tasks >= LEADER_TASKS)
}

impl Snapshot {
    fn new(world: &World, worker: u32) -> Self {
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

/// A worker's story so far: weeks with sentences, and what they count.
struct Story<'a> {
    scenario: &'a Scenario,
    worker: u32,
    lines: Vec<(u32, String)>,
    /// The worker in their first week.
    first: Snapshot,
    sessions: u32,
    acts: u32,
    has_halved_framings: bool,
    knows_rights: bool,
    friends_counted: usize,
}

/// The story of the worker who holds a number in week `at` of a replicate: `{"worker", "who", "lines": [[week, date,
/// sentence]]}`, with weeks counted from 0.
///
/// `is_wanted` is asked every week; nothing where nobody waits any more.
pub(crate) fn story(
    scenario: &Scenario,
    plan: &Arc<Plan>,
    (seed, replicate): (u64, u32),
    (worker, at): (u32, u32),
    is_wanted: &dyn Fn() -> bool,
) -> Option<Json> {
    let mut world = World::new(plan, seed, replicate);
    let mut before = Snapshot::new(&world, worker);
    let mut story = Story::new(scenario, worker, before.clone());
    let mut who = story.introduce(&world, 0);
    let mut last_week = 0;
    for week in 0..plan.run.weeks {
        if !is_wanted() {
            return None;
        }
        world.step();
        last_week = week;
        let now = Snapshot::new(&world, worker);
        if now.arrival != before.arrival {
            if week > at {
                story.say(week, "They leave the country; another worker takes their place.");
                break;
            }
            story = Story::new(scenario, worker, now.clone());
            who = story.introduce(&world, week);
            before = Snapshot { organisation: NONE, union: NONE, last_acted: now.last_acted.min(-1), ..now.clone() };
        }
        story.tell(&before, &now, &world, week);
        before = now;
    }
    story.conclude(&before, last_week);
    let lines: Vec<Json> =
        story.lines.iter().map(|(week, text)| json!([week, scenario.date_of(*week).to_string(), text])).collect();
    Some(json!({ "worker": worker, "who": who, "lines": lines }))
}

impl<'a> Story<'a> {
    fn new(scenario: &'a Scenario, worker: u32, first: Snapshot) -> Self {
        Self {
            scenario,
            worker,
            lines: Vec::new(),
            first,
            sessions: 0,
            acts: 0,
            has_halved_framings: false,
            knows_rights: false,
            friends_counted: 0,
        }
    }

    fn say(&mut self, week: u32, text: impl Into<String>) {
        self.lines.push((week, text.into()));
    }

    fn organisation(&self, number: u16) -> &str {
        self.scenario.organisations.get(usize::from(number)).map_or("an organisation", |o| o.name.as_str())
    }

    /// Who the worker is, and the first sentence.
    fn introduce(&mut self, world: &World, week: u32) -> String {
        let worker = self.worker;
        let (w, i) = (&world.workers, worker as usize);
        let name = |list: &[(String, f64)], number: u16| {
            list.get(usize::from(number)).map(|(name, _)| name.clone()).filter(|name| name != "everywhere")
        };
        let population = &self.scenario.population;
        let mut who = format!("Worker {}", worker + 1);
        if let Some(origin) = name(&population.origins, w.origin.at(i)) {
            who.push_str(&format!(" · {origin}"));
        }
        if let Some(area) = name(&population.areas, w.area.at(i)) {
            who.push_str(&format!(" · {area}"));
        }
        let status = match w.status.at(i) {
            Status::Settled => "settled",
            Status::Visa => "on a visa that lets them change employer",
            Status::Tied => "on a visa tied to their employer",
            Status::Undocumented => "without papers",
        };
        let since = if w.arrival.at(i) < 0 {
            format!("have been here for {} weeks", -w.arrival.at(i))
        } else {
            "arrive".to_owned()
        };
        let contacts = world.ties.row(worker).len();
        let text = format!(
            "They {since}, {status}; free on {:.0} Sundays in a hundred, paid {:.0} % of the legal standard, and know {} in daily life.",
            100.0 * w.free_time.at(i),
            100.0 * w.pay_ratio.at(i),
            match contacts {
                0 => "no other worker".to_owned(),
                1 => "one other worker".to_owned(),
                n => format!("{n} other workers"),
            }
        );
        self.say(week, text);
        who
    }

    /// One week.
    fn tell(&mut self, before: &Snapshot, now: &Snapshot, world: &World, week: u32) {
        let own = world.organisations.get(usize::from(now.organisation));
        if now.organisation != before.organisation {
            self.tell_membership(before, now, own, week);
        }
        if let Some(own) = own.filter(|o| o.attenders.contains(&self.worker)) {
            self.tell_session(own, week);
        }
        self.tell_friends(now, week);
        self.tell_mind(now, week);
        self.tell_tasks(before, now, week);
        if now.last_acted != before.last_acted && now.last_acted == week as i32 {
            self.tell_act(now, week);
        }
        if now.union != before.union && now.union != NONE {
            let union = self.scenario.unions.get(usize::from(now.union));
            self.say(week, format!("They join {}.", union.map_or("a union", |union| union.name.as_str())));
        }
    }

    fn tell_membership(&mut self, before: &Snapshot, now: &Snapshot, own: Option<&Organisation>, week: u32) {
        if before.organisation != NONE {
            self.say(week, format!("They are no longer a member of {}.", self.organisation(before.organisation)));
        }
        if now.organisation != NONE {
            let is_founder = own.is_some_and(|o| o.plan.founded == week);
            let what = if is_founder { "are one of the founders of" } else { "join" };
            self.say(week, format!("They {what} {}.", self.organisation(now.organisation)));
        }
    }

    fn tell_session(&mut self, own: &Organisation, week: u32) {
        self.sessions += 1;
        if self.sessions == 1 {
            let others = match own.attenders.len().saturating_sub(1) {
                1 => "one other".to_owned(),
                others => format!("{others} others"),
            };
            self.say(week, format!("Their first session, with {others}."));
        } else if [10, 50, 100, 200, 400].contains(&self.sessions) {
            self.say(week, format!("Their {}th session.", self.sessions));
        }
    }

    fn tell_friends(&mut self, now: &Snapshot, week: u32) {
        for step in [1, 5, 10, 20] {
            if now.friends >= step && self.friends_counted < step {
                self.friends_counted = step;
                let text = match step {
                    1 => "A first friend made in a session.".to_owned(),
                    _ => format!("{step} friends made in sessions."),
                };
                self.say(week, text);
            }
        }
    }

    fn tell_mind(&mut self, now: &Snapshot, week: u32) {
        let at_first = self.first.framing;
        if !self.has_halved_framings && now.framing <= at_first / 2.0 && at_first > 0.0 {
            self.has_halved_framings = true;
            self.say(
                week,
                format!("Half of the framings they came with are gone: {:.2}, after {at_first:.2}.", now.framing),
            );
        }
        if !self.knows_rights && now.rights >= 0.5 && self.first.rights < 0.5 {
            self.knows_rights = true;
            self.say(week, "They know half or more of their rights.");
        }
    }

    fn tell_tasks(&mut self, before: &Snapshot, now: &Snapshot, week: u32) {
        if now.leads && !before.leads {
            self.say(week, format!("They take on tasks, with a skill of {:.2}.", now.skill));
        }
        if before.leads && !now.leads && now.organisation != NONE {
            self.say(week, "They have no task any more.");
        }
        if now.link && !before.link {
            self.say(week, "They hold the link to the union.");
        }
    }

    fn tell_act(&mut self, now: &Snapshot, week: u32) {
        self.acts += 1;
        let count = match self.acts {
            1 => "the first time".to_owned(),
            10 | 25 | 50 => format!("the {}th time", self.acts),
            _ => return,
        };
        let won = if now.won { "; a call is won" } else { "" };
        self.say(week, format!("They act on a call for {count}{won}."));
    }

    /// The last sentence, where the worker came to a session.
    fn conclude(&mut self, last: &Snapshot, last_week: u32) {
        if self.sessions == 0 {
            return;
        }
        let text = format!(
            "In all: {} of the organisation's sessions, {} acts on calls. Their framings: {:.2} at first, {:.2} in the end.",
            self.sessions, self.acts, self.first.framing, last.framing
        );
        self.say(last_week, text);
    }
}
