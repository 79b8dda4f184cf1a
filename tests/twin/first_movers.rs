//! Process 1: first movers count as having acted the week before, so that others have somebody to look at.

use mobilise::internals::number::draws::Purpose;
use mobilise::knob::intervention::MoverPosition;
use mobilise::model::plan::InterventionPlan;

use super::sums::whole;
use super::world::World;

impl World {
    pub fn first_movers(&mut self, number: usize, intervention: &InterventionPlan) {
        let knobs = &intervention.knobs;
        let movers = if intervention.workers.is_empty() {
            let wanted = knobs.strength * (f64::from(knobs.people) + knobs.share * self.workers.len() as f64);
            self.choose_movers(number, whole(wanted), knobs.position)
        } else {
            let named = intervention.workers.iter().map(|i| *i as usize);
            named.take(whole(knobs.strength * intervention.workers.len() as f64)).collect()
        };
        let marked = movers.len() as u32;
        let log = &mut self.log;
        match (intervention.workers.is_empty(), knobs.position) {
            (false, _) => log.movers_named += marked,
            (_, MoverPosition::Random) => log.movers_at_random += marked,
            (_, MoverPosition::Together) => log.movers_together += marked,
            (_, MoverPosition::Connected) => log.movers_connected += marked,
        }
        for i in movers {
            let before = Some(i64::from(self.week) - 1);
            self.workers[i].last_acted = before;
            self.workers[i].last_acted_on_work = before;
        }
    }

    fn choose_movers(&mut self, number: usize, wanted: usize, position: MoverPosition) -> Vec<usize> {
        let mut standing: Vec<(usize, f64, usize)> = (0..self.workers.len())
            .map(|i| {
                let ties = if position == MoverPosition::Connected { self.workers[i].ties.len() } else { 0 };
                (ties, self.worker_word(i).uniform(Purpose::FirstMover, number as u32), i)
            })
            .collect();
        standing.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        let mut order: Vec<usize> = standing.into_iter().map(|(_, _, i)| i).collect();
        if position == MoverPosition::Together {
            order = self.circles(&order);
        }
        order.truncate(wanted);
        order
    }

    /// The first by lot, everybody tied to them in the order of their rows, the ties of these, and so on; when
    /// that circle is exhausted the next by lot.
    fn circles(&self, by_lot: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::new();
        for first in by_lot {
            let mut looked_at = order.len();
            if !order.contains(first) {
                order.push(*first);
            }
            while looked_at < order.len() {
                for tie in &self.workers[order[looked_at]].ties {
                    if !order.contains(&tie.other) {
                        order.push(tie.other);
                    }
                }
                looked_at += 1;
            }
        }
        order
    }
}
