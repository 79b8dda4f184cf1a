//! Initialisation (docs/model.md, section 5), and the newcomers who arrive by the same steps.

use std::sync::Arc;

use mobilise::model::measures::Row;
use mobilise::model::plan::{OrganisationPlan, Plan, Trait};
use mobilise::number::draws::{Actor, Draws, Purpose, Word};

use crate::meeting::Intensity;
use crate::organisation::{Happened, Life, Organisation};
use crate::sums::pick_by_share;
use crate::worker::{Base, Status, Worker};
use crate::world::{Demand, World};

impl World {
    pub fn new(plan: &Arc<Plan>, seed: u64, replicate: u32) -> Self {
        let mut draws = Draws::new(seed, replicate);
        let network = plan.network.as_ref();
        let words: Vec<Word> =
            (0..plan.population.knobs.traits.workers).map(|i| draws.word(Actor::Arrival, 0, i)).collect();
        let mut workers = Vec::new();
        for (i, word) in words.iter().enumerate() {
            // 1: origin and area, drawn or from the file.
            let from_file = |list: &Vec<Option<u16>>| list.get(i).copied().flatten().map(usize::from);
            let drawn = pick_by_share(word.uniform(Purpose::Origin, 0), &plan.population.origins);
            let origin = network.and_then(|n| from_file(&n.origins)).unwrap_or(drawn);
            let drawn = pick_by_share(word.uniform(Purpose::Area, 0), &plan.population.areas);
            let area = network.and_then(|n| from_file(&n.areas)).unwrap_or(drawn);
            // 2 and 3: traits, drawn or from the file, and status.
            let given = |k: usize| {
                let mut columns = network.into_iter().flat_map(|n| &n.traits);
                columns.find(|(each, _)| *each == Trait::ALL[k]).and_then(|(_, values)| values[i])
            };
            let mut traits = traits_of(plan, *word);
            for (k, value) in traits.iter_mut().enumerate() {
                *value = given(k).unwrap_or(*value);
            }
            let mut worker = person(plan, *word, traits, 0.0, origin, area);
            // What a file says of somebody is what there is: no hardship comes on top.
            worker.free_time = given(FREE_TIME).unwrap_or(worker.free_time);
            worker.risk = given(RISK).unwrap_or(worker.risk);
            // 4: time in the country.
            let tenure = -libm::log(1.0 - word.uniform(Purpose::Tenure, 0)) * plan.population.knobs.traits.tenure;
            worker.arrival = -(libm::floor(tenure) as i64);
            workers.push(worker);
        }
        let mut world = World {
            plan: Arc::clone(plan),
            draws,
            week: 0,
            workers,
            organisations: plan.organisations.iter().map(|o| organisation(plan, o)).collect(),
            union_members: vec![Vec::new(); plan.unions.len()],
            demands: vec![Demand::default(); plan.demands.len()],
            outside: Happened::default(),
            rows: vec![Row::default(); plan.organisations.len() + 1],
            log: crate::coverage::Log::default(),
        };
        // 5 and 6: daily contacts, or the ties and memberships of a file.
        match network {
            None => {
                for (i, word) in words.iter().enumerate() {
                    world.seek_contacts(i, *word, plan.population.knobs.traits.daily_contacts / 2.0);
                }
            }
            Some(network) => {
                for (i, j, trust) in &network.ties {
                    world.make_tie(*i as usize, *j as usize, *trust, false);
                }
                for (i, o) in network.members.iter().enumerate() {
                    if let Some(o) = o {
                        world.join(usize::from(*o), i);
                        world.log.network_members += 1;
                    }
                }
            }
        }
        // 7: injustice and liberation, once.
        world.liberation();
        world
    }

    /// Step 5: the whole part of a number of contacts, and one more with the chance of the rest.
    pub fn seek_contacts(&mut self, i: usize, word: Word, number: f64) {
        let traits = self.plan.population.knobs.traits.clone();
        let whole = libm::floor(number);
        let one_more = word.chance(Purpose::Contact, u32::MAX, number - whole);
        for k in 0..whole as u32 + u32::from(one_more) {
            let near = word.chance(Purpose::ContactNear, k, traits.nearness);
            let alike = word.chance(Purpose::ContactAlike, k, traits.homophily);
            let area = near.then_some(self.workers[i].area);
            let origin = alike.then_some(self.workers[i].origin);
            let list = self.workers_of(area, origin);
            if list.is_empty() {
                continue;
            }
            let other = list[word.place(Purpose::Contact, k, list.len())];
            self.make_tie(i, other, self.plan.behaviour.ties.daily_trust, false);
        }
    }
}

/// Places of two traits in their list.
const FREE_TIME: usize = 0;
const RISK: usize = 4;

/// Step 2: fourteen traits, cut off at 0 and at what each may be.
pub fn traits_of(plan: &Plan, word: Word) -> [f64; 14] {
    let mut traits = [0.0; 14];
    for (k, each) in Trait::ALL.iter().enumerate() {
        let (mean, spread) = each.law(&plan.population.knobs);
        traits[k] = (mean + spread * word.normal(Purpose::Trait, k as u32)).clamp(0.0, each.most());
    }
    traits
}

/// A person of these traits: framings at their anchors, the rest at its base (step 2); status and its
/// hardship (step 3). `regime` is the chance that an open visa is a tied one.
pub fn person(plan: &Plan, word: Word, traits: [f64; 14], regime: f64, origin: usize, area: usize) -> Worker {
    let [free_time, pay_ratio, home_ratio, grievance, risk, familial, servant, dual_reference, rest @ ..] = traits;
    let [rights, efficacy, worker_identity, ethnic_identity, coping_need, skill] = rest;
    let shares = &plan.population.knobs.status;
    let shares = [shares.visa, shares.tied, shares.undocumented, shares.settled];
    let all = [Status::Visa, Status::Tied, Status::Undocumented, Status::Settled];
    let mut status = all[pick_by_share(word.uniform(Purpose::Status, 0), &shares)];
    if status == Status::Visa && word.chance(Purpose::Regime, 0, regime) {
        status = Status::Tied;
    }
    let hardship = &plan.population.knobs.hardship;
    let hard = matches!(status, Status::Tied | Status::Undocumented);
    Worker {
        origin,
        area,
        free_time: if hard { free_time * hardship.free_time } else { free_time },
        pay_ratio,
        home_ratio,
        grievance,
        risk: if hard { (risk + hardship.risk).min(1.0) } else { risk },
        status,
        arrival: 0,
        framings: [familial, servant, dual_reference],
        anchors: [familial, servant, dual_reference],
        rights,
        efficacy,
        worker_identity,
        ethnic_identity,
        coping_need,
        skill,
        fatigue: 0.0,
        base: Base { rights, efficacy, worker_identity, ethnic_identity, skill },
        organisation: None,
        joined: 0,
        seen: 0,
        last_organisation: None,
        stepped_down_from: Vec::new(),
        union: None,
        last_acted: None,
        free: false,
        injustice: 0.0,
        liberation: 0.0,
        ties: Vec::new(),
    }
}

/// Money the file says, legitimacy 0, an empty ledger, access as the file says.
fn organisation(plan: &Plan, o: &OrganisationPlan) -> Organisation {
    let h = &o.knobs.hours;
    Organisation {
        life: Life::Unfounded,
        shares: [h.sharing, h.learning, h.training, h.service, h.outreach, h.profile, h.campaigning],
        class: o.knobs.message.class,
        ethnic: o.knobs.message.ethnic,
        members: Vec::new(),
        present: Vec::new(),
        hours: [0.0; 7],
        intensity: Intensity::default(),
        art_hours: 0.0,
        hours_of_origin: vec![0.0; plan.population.origins.len()],
        staff_hours: 0.0,
        ledger: Vec::new(),
        money: o.knobs.money.start,
        grants: Vec::new(),
        legitimacy: 0.0,
        saved_hours: 0.0,
        last_call: None,
        access: o.knobs.union.access,
        holders: Vec::new(),
        attendance_before: 0,
        last_enough: o.founded,
        upwards: true,
        aim_before: None,
        participants_since_review: 0,
        ever_members: 0,
        week: Happened::default(),
    }
}
