//! Measures of the network (docs/model.md, Measures).

use mobilise::model::measures::{Measure as M, Row};

use super::worker::Tie;
use super::world::World;

impl World {
    /// Ties of these people, each counted once for each of them who holds it.
    pub fn network_measured(&self, row: &mut Row, people: &[usize]) {
        let ties: Vec<(usize, Tie)> =
            people.iter().flat_map(|i| self.workers[*i].ties.iter().map(|tie| (*i, tie.clone()))).collect();
        let number = ties.len() as f64;
        let crosses = |i: usize, j: usize| self.workers[i].origin != self.workers[j].origin;
        row[M::MeanDegree] = number / people.len() as f64;
        row[M::Trust] = ties.iter().map(|(_, tie)| *tie.trust).sum::<f64>() / number;
        let made: Vec<f64> = ties.iter().filter(|(_, tie)| tie.made_in_session).map(|(_, tie)| *tie.trust).collect();
        row[M::MeetingTrust] = made.iter().sum::<f64>() / made.len() as f64;
        row[M::CrossOriginShare] = ties.iter().filter(|(i, tie)| crosses(*i, tie.other)).count() as f64 / number;
        row[M::MeetingShare] = ties.iter().filter(|(_, tie)| tie.made_in_session).count() as f64 / number;
        let last = self.week + 1 == self.plan.run.weeks;
        let every = self.plan.run.network_every;
        if every > 0 && (last || self.week.is_multiple_of(every)) {
            row[M::Clustering] = self.clustering(people);
            row[M::Components] = self.components(people);
        }
    }

    fn neighbours_among(&self, i: usize, people: &[usize]) -> Vec<usize> {
        self.workers[i].ties.iter().map(|tie| tie.other).filter(|j| people.contains(j)).collect()
    }

    /// Transitivity: of all pairs of ties that share an end, the share whose other ends are tied too.
    fn clustering(&self, people: &[usize]) -> f64 {
        let (mut closed, mut pairs) = (0, 0);
        for i in people {
            let near = self.neighbours_among(*i, people);
            for (place, j) in near.iter().enumerate() {
                for k in &near[..place] {
                    pairs += 1;
                    closed += usize::from(self.workers[*j].tie_to(*k).is_some());
                }
            }
        }
        closed as f64 / pairs as f64
    }

    /// Connected components, a person without ties among them being one.
    fn components(&self, people: &[usize]) -> f64 {
        let mut reached = Vec::new();
        let mut number = 0;
        for start in people {
            if reached.contains(start) {
                continue;
            }
            number += 1;
            let mut waiting = vec![*start];
            reached.push(*start);
            while let Some(i) = waiting.pop() {
                for j in self.neighbours_among(i, people) {
                    if !reached.contains(&j) {
                        reached.push(j);
                        waiting.push(j);
                    }
                }
            }
        }
        f64::from(number)
    }
}
