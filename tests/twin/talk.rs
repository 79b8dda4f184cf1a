//! Process 4: talk on ties, all at once or pair by pair.

use std::collections::BTreeSet;

use mobilise::internals::number::draws::Purpose;
use mobilise::knob::behaviour::Updating;

use super::hearing::hear;
use super::kept::kept;
use super::worker::Worker;
use super::world::World;

impl World {
    pub fn talk(&mut self) {
        let talked = match self.plan.behaviour.talk.updating {
            Updating::Synchronous => self.talk_all_at_once(),
            Updating::Pairwise => self.talk_in_pairs(),
        };
        self.trust_after_talk(&talked);
    }

    /// On every tie whose two ends are both free, from the state before.
    fn talk_all_at_once(&mut self) -> BTreeSet<(usize, usize)> {
        let before = self.workers.clone();
        let mut talked = BTreeSet::new();
        for i in 0..before.len() {
            let mut heard: Vec<(&Worker, f64)> = Vec::new();
            for tie in &before[i].ties {
                if before[i].free && before[tie.other].free {
                    heard.push((&before[tie.other], *tie.trust));
                    talked.insert((i, tie.other));
                }
            }
            self.workers[i] = hear(&self.plan, &mut self.log, &before[i], &heard);
        }
        talked
    }

    /// Each free worker, in the order of slots, turns to one of those ties whose other end is free; both are moved
    /// before the next turns to somebody. Trust is that of the start of the process.
    fn talk_in_pairs(&mut self) -> BTreeSet<(usize, usize)> {
        let mut talked = BTreeSet::new();
        for i in 0..self.workers.len() {
            let mut free = self.workers[i].ties.clone();
            free.retain(|tie| self.workers[i].free && self.workers[tie.other].free);
            if free.is_empty() {
                continue;
            }
            let tie = &free[self.worker_word(i).index(Purpose::TalkWhom, 0, free.len())];
            let (one, other) = (self.workers[i].clone(), self.workers[tie.other].clone());
            self.workers[i] = hear(&self.plan, &mut self.log, &one, &[(&other, *tie.trust)]);
            self.workers[tie.other] = hear(&self.plan, &mut self.log, &other, &[(&one, *tie.trust)]);
            // Seen from both ends.
            talked.extend([(i, tie.other), (tie.other, i)]);
            self.log.pairs += 1;
        }
        talked
    }

    /// Ties on which two talked gain trust, once; all others lose some. Any tie that is then below the floor, or
    /// at 0, ends, also one on which two talked.
    fn trust_after_talk(&mut self, talked: &BTreeSet<(usize, usize)>) {
        let knobs = self.plan.behaviour.ties.clone();
        for (i, w) in self.workers.iter_mut().enumerate() {
            let mut place = 0;
            while place < w.ties.len() {
                let tie = &mut w.ties[place];
                let met = talked.contains(&(i, tie.other));
                if met {
                    tie.trust.rise(knobs.gain);
                } else {
                    tie.trust.shrink(knobs.loss);
                }
                if tie.trust < kept(knobs.floor) || *tie.trust == 0.0 {
                    self.log.ties_ended_at_0 += u32::from(*tie.trust == 0.0);
                    self.log.ties_ended_though_met += u32::from(met);
                    // The last of the row takes its place and is looked at next. The other end has the same
                    // trust and comes to the same end in its own row.
                    w.ties.swap_remove(place);
                    self.log.ties_ended += 1;
                } else {
                    self.log.just_above_the_floor += u32::from(*tie.trust < knobs.floor);
                    place += 1;
                }
            }
        }
    }
}
