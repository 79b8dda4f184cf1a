//! Making and ending ties; each stands in the rows of both its ends.

use super::kept::kept;
use super::worker::Tie;
use super::world::World;

impl World {
    /// Ties two workers, unless they are one, are tied, or one of them holds as many ties as one can.
    pub fn make_tie(&mut self, i: usize, j: usize, trust: f64, made_in_session: bool) -> bool {
        let most = self.plan.behaviour.ties.most as usize;
        if i == j || self.workers[i].tie_to(j).is_some() {
            return false;
        }
        if self.workers[i].ties.len() >= most || self.workers[j].ties.len() >= most {
            self.log.full_rows += 1;
            return false;
        }
        let trust = kept(trust);
        for (own, other) in [(i, j), (j, i)] {
            self.workers[own].ties.push(Tie { other, trust, made_in_session, refusals: Vec::new() });
        }
        true
    }

    /// Ends a tie; in both rows the last takes its place.
    pub fn end_tie(&mut self, i: usize, j: usize) {
        for (own, other) in [(i, j), (j, i)] {
            let row = &mut self.workers[own].ties;
            if let Some(place) = row.iter().position(|tie| tie.other == other) {
                row.swap_remove(place);
            }
        }
    }

    /// T ← T + gain (1 − T), seen from both ends.
    pub fn strengthen(&mut self, i: usize, j: usize, gain: f64) {
        for (own, other) in [(i, j), (j, i)] {
            if let Some(tie) = self.workers[own].ties.iter_mut().find(|tie| tie.other == other) {
                tie.trust.rise(gain);
            }
        }
    }

    pub fn differ(&self, i: usize, j: usize) -> bool {
        self.workers[i].origin != self.workers[j].origin || self.workers[i].area != self.workers[j].area
    }

    /// Ties of a worker that cross origins or areas.
    pub fn crossing_ties(&self, i: usize) -> usize {
        self.workers[i].ties.iter().filter(|tie| self.differ(i, tie.other)).count()
    }
}
