//! Process 9: walking in with a problem that a service can solve.

use mobilise::internals::number::draws::Purpose;

use super::organisation::SERVICE;
use super::sums::sat;
use super::world::World;

impl World {
    /// Organisations whose services are open to an area, with their service hours of this week.
    fn services_of(&self, area: usize) -> Vec<(usize, f64)> {
        let meets_here = |o: &usize| self.plan.organisations[*o].area.is_none_or(|own| usize::from(own) == area);
        let open = (0..self.organisations.len()).filter(|o| self.awake(*o)).filter(meets_here);
        open.map(|o| (o, self.organisations[o].hours[SERVICE])).collect()
    }

    pub fn walk_in(&mut self) {
        let knobs = self.plan.behaviour.problem.clone();
        for i in 0..self.workers.len() {
            let w = &self.workers[i];
            if !w.free || !w.problem || w.organisation.is_some() {
                continue;
            }
            let services = self.services_of(w.area);
            let all: f64 = services.iter().map(|(_, hours)| hours).sum();
            let word = self.worker_word(i);
            if !word.chance(Purpose::Seek, 0, knobs.seek * sat(all, knobs.half_hours)) {
                continue;
            }
            // By their running sum.
            let drawn = word.uniform(Purpose::SeekWhere, 0) * all;
            let mut sum = 0.0;
            let mut chosen = None;
            for (o, hours) in services {
                if hours > 0.0 && (chosen.is_none() || sum <= drawn) {
                    chosen = Some(o);
                }
                sum += hours;
            }
            let Some(o) = chosen else { continue };
            self.log.seekers += 1;
            let distance = self.distance(o, i);
            if !self.stepped_down_from(o, i) && self.accepts(o, i, 0.0, distance, 1.0) {
                self.join(o, i);
                self.log.walk_ins += 1;
            }
        }
    }
}
