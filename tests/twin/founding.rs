//! Process 1: founding.

use mobilise::internals::number::draws::{Actor, Purpose};
use mobilise::knob::organisation::Position;

use super::kept::kept;
use super::world::World;

impl World {
    pub fn found(&mut self, o: usize) {
        let plan = self.organisation_plan(o);
        let knobs = &plan.knobs.founders;
        let daily_trust = self.plan.behaviour.ties.daily_trust;
        let founders = self.choose_founders(o);
        // To what everybody belongs they come in the order of slots, the founders after them.
        for i in 0..self.workers.len() {
            let unorganised = self.workers[i].organisation.is_none() && !founders.contains(&i);
            if unorganised && self.everybody_belongs(o, i) {
                self.join(o, i);
                self.log.belong_on_founding += 1;
            }
        }
        let word = self.word(Actor::Organisation, o);
        for (n, i) in founders.iter().enumerate() {
            self.join(o, *i);
            let drawn = knobs.skill + knobs.skill_spread * word.normal(Purpose::Founder, n as u32);
            let founder = &mut self.workers[*i];
            founder.skill = kept(drawn.clamp(0.0, 1.0));
            founder.base.skill = founder.skill;
            founder.free_time.lift(knobs.free_time);
            founder.rights.lift(knobs.conviction);
            founder.efficacy.lift(knobs.conviction);
            founder.worker_identity.lift(knobs.conviction);
            founder.base.rights.lift(knobs.conviction);
            founder.base.efficacy.lift(knobs.conviction);
            founder.base.worker_identity.lift(knobs.conviction);
            for framing in 0..3 {
                founder.framings[framing] = kept(*founder.framings[framing] * knobs.framing);
                founder.anchors[framing] = kept(*founder.anchors[framing] * knobs.framing);
            }
        }
        for (n, i) in founders.iter().enumerate() {
            for j in &founders[..n] {
                self.make_tie(*i, *j, daily_trust, false);
            }
            // Drawn from the organisation's area, or from all.
            let word = self.worker_word(*i);
            let list = self.workers_of(plan.area.map(usize::from), None);
            for k in 0..knobs.ties {
                let other = list[word.index(Purpose::FounderTie, k, list.len())];
                self.make_tie(*i, other, daily_trust, false);
            }
        }
    }

    /// Those without an organisation who stand highest; lots decide among equals.
    fn choose_founders(&self, o: usize) -> Vec<usize> {
        let plan = &self.plan.organisations[o];
        let candidates = self.workers_of(plan.area.map(usize::from), plan.founders_origin.map(usize::from));
        let mut standing: Vec<(usize, f64, usize)> = candidates
            .into_iter()
            .filter(|i| self.workers[*i].organisation.is_none())
            .map(|i| {
                let height = match plan.knobs.founders.position {
                    Position::Random => 0,
                    Position::Connected => self.workers[i].ties.len(),
                    Position::Bridging => self.crossing_ties(i),
                };
                (height, self.worker_word(i).uniform(Purpose::Founder, 0), i)
            })
            .collect();
        standing.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        standing.truncate(plan.knobs.founders.count as usize);
        standing.into_iter().map(|(_, _, i)| i).collect()
    }
}
