//! The network of the first week: steps 5 to 7 of initialisation (docs/model.md, section 5).
//!
//! The generators with chance are called, not written again: they are held to theory by tests of their own.

use std::sync::Arc;

use mobilise::internals::number::draws::{Actor, Purpose, Word};
use mobilise::knob::network::NetworkKind as Kind;
use mobilise::network::make;

use super::sums::whole;
use super::world::World;

impl World {
    pub fn tie_first_day(&mut self, words: &[Word]) {
        let plan = Arc::clone(&self.plan);
        let knobs = &plan.network;
        let network = self.draws.word(Actor::Network, 0, 0);
        self.log.networks.insert(format!("{:?}", knobs.kind));
        if matches!(knobs.kind, Kind::Daily | Kind::CopingClusters) {
            // Half of the contacts each: the other half is sought by those at the other end.
            for (i, word) in words.iter().enumerate() {
                self.seek_contacts(i, *word, plan.population.knobs.traits.daily_contacts / 2.0);
            }
        }
        let pairs = match knobs.kind {
            Kind::Daily => Vec::new(),
            Kind::Ties | Kind::File => {
                for (i, j, trust) in plan.given.iter().flat_map(|given| &given.ties) {
                    self.make_tie(*i as usize, *j as usize, *trust, false);
                }
                Vec::new()
            }
            Kind::Complete => self.pairs_where(|_, _| true),
            Kind::Ring => {
                let n = self.workers.len();
                self.pairs_where(|i, j| (j - i).min(n + i - j) <= whole(knobs.degree / 2.0))
            }
            _ => {
                let column = |of: fn(&super::worker::Worker) -> usize| -> Vec<u16> {
                    self.workers.iter().map(|w| of(w) as u16).collect()
                };
                make::ties(knobs, &column(|w| w.origin), &column(|w| w.area), network)
            }
        };
        for (i, j) in pairs {
            self.make_tie(i as usize, j as usize, plan.behaviour.ties.daily_trust, false);
        }
        self.swap(network);
    }

    /// Pairs of workers, the lower slot first, in the order of slots.
    fn pairs_where(&self, tied: impl Fn(usize, usize) -> bool) -> Vec<(u32, u32)> {
        let n = self.workers.len();
        let all = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        all.filter(|(i, j)| tied(*i, *j)).map(|(i, j)| (i as u32, j as u32)).collect()
    }

    /// Step 7. The ties are taken by the lower of their slots and in the order of its row; trust stays with the
    /// place in that list.
    fn swap(&mut self, network: Word) {
        if self.plan.network.swaps == 0.0 {
            return;
        }
        let mut pairs = Vec::new();
        let mut trusts = Vec::new();
        for (i, w) in self.workers.iter().enumerate() {
            for tie in w.ties.iter().filter(|tie| i < tie.other) {
                pairs.push((i as u32, tie.other as u32));
                trusts.push(*tie.trust);
            }
        }
        let before = pairs.clone();
        make::swap(&mut pairs, self.plan.network.swaps, self.workers.len(), network);
        self.log.swapped_ties += before.iter().zip(&pairs).filter(|(old, new)| old != new).count() as u32;
        self.workers.iter_mut().for_each(|w| w.ties.clear());
        for ((i, j), trust) in pairs.into_iter().zip(trusts) {
            self.make_tie(i as usize, j as usize, trust, false);
        }
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
            let other = list[word.index(Purpose::Contact, k, list.len())];
            self.make_tie(i, other, self.plan.behaviour.ties.daily_trust, false);
        }
    }
}
