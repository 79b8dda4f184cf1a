//! Morris's trajectories through the lattice.

use super::morris::Morris;
use super::role::Role;
use super::spread::most_spread;
use super::stream::{Purpose, Stream};

/// One trajectory: its first levels, and the factors in the order they move.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Trajectory {
    start: Vec<u32>,
    order: Vec<u32>,
}

impl Trajectory {
    /// Trajectory `number` of a design under a seed.
    fn draw(design: &Morris, seed: u64, number: u32) -> Self {
        let mut stream = Stream::new(seed, Purpose::Trajectory, number);
        let start = (0..design.factors()).map(|_| stream.index(design.levels() as usize) as u32).collect();
        Self { start, order: stream.order(design.factors()) }
    }

    /// The levels after so many steps, with `levels` levels per factor. A factor moves by half of them.
    fn levels_after(&self, steps: usize, levels: u32) -> Vec<u32> {
        let half = levels / 2;
        let mut point = self.start.clone();
        for factor in &self.order[..steps] {
            let level = &mut point[*factor as usize];
            *level = if *level < half { *level + half } else { *level - half };
        }
        point
    }

    /// Its points in order.
    fn points(&self, levels: u32) -> Vec<Vec<u32>> {
        (0..=self.order.len()).map(|steps| self.levels_after(steps, levels)).collect()
    }
}

/// The trajectories of a design under a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trajectories {
    design: Morris,
    all: Vec<Trajectory>,
}

impl Trajectories {
    /// Draws the trajectories of a design, or as many candidates as it asks for, and takes the most spread out.
    #[must_use]
    pub fn new(design: &Morris, seed: u64) -> Self {
        let draw = |number| Trajectory::draw(design, seed, number as u32);
        let mut all: Vec<Trajectory> = (0..design.candidates()).map(draw).collect();
        if design.candidates() != design.trajectories() {
            let points: Vec<_> = all.iter().map(|trajectory| trajectory.points(design.levels())).collect();
            let taken = most_spread(&points, design.trajectories());
            all = taken.into_iter().map(|index| all[index].clone()).collect();
        }
        Self { design: design.clone(), all }
    }

    /// The design they are drawn from.
    #[must_use]
    pub fn design(&self) -> &Morris {
        &self.design
    }

    /// The role of the row after so many steps of a trajectory.
    ///
    /// # Panics
    ///
    /// When there are fewer trajectories or steps.
    #[must_use]
    pub fn role(&self, trajectory: usize, steps: usize) -> Role {
        let Trajectory { start, order } = &self.all[trajectory];
        match steps.checked_sub(1) {
            None => Role::Start,
            Some(last) => {
                let factor = order[last] as usize;
                Role::Moved { factor, up: start[factor] < self.design.levels() / 2 }
            }
        }
    }

    pub(super) fn levels_at(&self, row: usize) -> Vec<u32> {
        let length = self.design.factors() + 1;
        self.all[row / length].levels_after(row % length, self.design.levels())
    }

    pub(super) fn fill(&self, row: usize, values: &mut [f64]) {
        for (value, level) in values.iter_mut().zip(self.levels_at(row)) {
            *value = f64::from(level) / f64::from(self.design.levels() - 1);
        }
    }
}
