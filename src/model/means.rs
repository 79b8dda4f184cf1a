//! Means of states over groups of people.

use std::ops::Range;

use super::column::Column;
use super::measures::{Measure, Row};
use super::mind::{Mind, State};
use super::workers::Workers;

/// Sums of states over a group of people.
#[derive(Default, Clone, Copy)]
pub(super) struct Means {
    pub(super) people: u32,
    minds: [f64; 8],
    /// Of the three framings' anchors together.
    anchors: f64,
    injustice: f64,
    liberation: f64,
    skill: f64,
    fatigue: f64,
}

impl Means {
    #[inline(always)]
    pub(super) fn add(&mut self, w: &Workers, i: usize) {
        self.add_to_group(w, i);
        self.anchors += anchors(&w.roots.kept(i));
        self.skill += w.skill.at(i);
        self.fatigue += w.fatigue.at(i);
    }

    /// Adds a person, counting only the fields that [`write_group`](Self::write_group) uses.
    #[inline(always)]
    pub(super) fn add_to_group(&mut self, w: &Workers, i: usize) {
        self.people += 1;
        for (sum, x) in self.minds.iter_mut().zip(w.minds.kept(i).0) {
            *sum += f64::from(x);
        }
        self.injustice += w.injustice.at(i);
        self.liberation += w.liberation.at(i);
    }

    /// All workers of a chunk.
    #[inline(always)]
    pub(super) fn of(w: &Workers, share: Range<usize>) -> Self {
        let mut sums = Self { people: share.len() as u32, ..Self::default() };
        let sum = |column: &Column<f32>| match column.of(share.clone()) {
            [] => share.len() as f64 * column.at(0),
            each => total(each),
        };
        sums.injustice = sum(&w.injustice);
        sums.liberation = sum(&w.liberation);
        sums.skill = sum(&w.skill);
        sums.fatigue = sum(&w.fatigue);
        let times = share.len() as f64;
        let alike = |mind: Mind| mind.0.map(|x| times * f64::from(x));
        let (minds, roots) = match (w.minds.of(share.clone()), w.roots.of(share)) {
            (minds, []) => (if minds.is_empty() { alike(w.minds.kept(0)) } else { totals(minds) }, None),
            ([], roots) => (alike(w.minds.kept(0)), Some(totals(roots))),
            (minds, roots) => {
                let (minds, roots) = totals_of_both(minds, roots);
                (minds, Some(roots))
            }
        };
        sums.minds = minds;
        sums.anchors = match roots {
            None => times * anchors(&w.roots.kept(0)),
            Some(roots) => roots[..State::FRAMINGS.len()].iter().sum(),
        };
        sums
    }

    /// Both groups together, or the one without the other.
    #[inline(always)]
    pub(super) fn and(mut self, other: &Means, sign: f64) -> Means {
        self.people = if sign > 0.0 { self.people + other.people } else { self.people - other.people };
        for (sum, x) in self.minds.iter_mut().zip(other.minds) {
            *sum += sign * x;
        }
        self.anchors += sign * other.anchors;
        self.injustice += sign * other.injustice;
        self.liberation += sign * other.liberation;
        self.skill += sign * other.skill;
        self.fatigue += sign * other.fatigue;
        // Rounding leaves tiny sums over an empty group, which must not be divided by zero.
        if self.people == 0 { Self::default() } else { self }
    }

    pub(super) fn write(&self, row: &mut Row) {
        let n = f64::from(self.people);
        let [f, s, d, rights, efficacy, worker, ethnic, need] = self.minds.map(|sum| sum / n);
        row[Measure::Familial] = f;
        row[Measure::Servant] = s;
        row[Measure::DualReference] = d;
        row[Measure::MeanFraming] = (f + s + d) / 3.0;
        row[Measure::MeanAnchor] = self.anchors / n / 3.0;
        row[Measure::Injustice] = self.injustice / n;
        row[Measure::Rights] = rights;
        row[Measure::Efficacy] = efficacy;
        row[Measure::WorkerIdentity] = worker;
        row[Measure::EthnicIdentity] = ethnic;
        row[Measure::Liberation] = self.liberation / n;
        row[Measure::CopingNeed] = need;
        row[Measure::Skill] = self.skill / n;
        row[Measure::Fatigue] = self.fatigue / n;
    }

    /// Writes the seven states that newcomers and never-members have columns of their own for.
    pub(super) fn write_group(&self, row: &mut Row, columns: [Measure; 7]) {
        let n = f64::from(self.people);
        let [f, s, d, rights, efficacy, worker, _, need] = self.minds.map(|sum| sum / n);
        let values = [(f + s + d) / 3.0, rights, efficacy, worker, self.injustice / n, self.liberation / n, need];
        for (column, value) in columns.into_iter().zip(values) {
            row[column] = value;
        }
    }
}

/// The sum of a column, in eight sums side by side.
#[inline(always)]
fn total(column: &[f32]) -> f64 {
    let (eights, rest) = column.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for eight in eights {
        for (sum, x) in sums.iter_mut().zip(eight) {
            *sum += f64::from(*x);
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(|x| f64::from(*x)).sum::<f64>()
}

/// The sums of each state.
#[inline(always)]
fn totals(minds: &[Mind]) -> [f64; 8] {
    let mut sums = [0.0; 8];
    for mind in minds {
        for (sum, x) in sums.iter_mut().zip(mind.0) {
            *sum += f64::from(x);
        }
    }
    sums
}

/// The sums of each state of two columns, one addition not waiting for the other.
#[inline(always)]
fn totals_of_both(minds: &[Mind], roots: &[Mind]) -> ([f64; 8], [f64; 8]) {
    let (mut sums, mut others) = ([0.0; 8], [0.0; 8]);
    for (mind, root) in minds.iter().zip(roots) {
        for k in 0..8 {
            sums[k] += f64::from(mind.0[k]);
            others[k] += f64::from(root.0[k]);
        }
    }
    (sums, others)
}

#[inline(always)]
fn anchors(root: &Mind) -> f64 {
    State::FRAMINGS.into_iter().map(|framing| root.at(framing)).sum()
}
