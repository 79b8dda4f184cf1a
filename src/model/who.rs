//! Who belongs to an organisation when a run ends, and who never did.

use super::workers::{Status, Workers};
use super::world::World;

/// Weeks in a year.
const YEAR: i32 = 52;

/// What is told of a group of people: a name, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhoInfo {
    /// Its name, in files and answers.
    pub name: &'static str,
    /// What it is, from 0 to 1.
    pub meaning: &'static str,
}

/// What is told of a group of people, in the order of [`Who`].
pub const WHO: [WhoInfo; 6] = [
    WhoInfo { name: "free_time", meaning: "mean chance of a free Sunday" },
    WhoInfo { name: "risk", meaning: "mean risk of visible action" },
    WhoInfo { name: "precarious_status", meaning: "share with a tied visa or no papers" },
    WhoInfo { name: "commonest_origin", meaning: "share of the origin that most workers of the field have" },
    WhoInfo { name: "new_here", meaning: "share in the country for less than a year" },
    WhoInfo { name: "without_ties", meaning: "share without any tie" },
];

/// Means over a group of people, in the order of [`WHO`]; NaN where there is nobody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Who(pub [f64; WHO.len()]);

/// Who they are at the end of a run: for each organisation its members, and last, for the field, those who never
/// joined any.
pub(super) fn who(world: &World) -> Vec<Who> {
    let w = &world.workers;
    let commonest = commonest_origin(w);
    let of = |people: &mut dyn Iterator<Item = usize>| {
        let (mut number, mut sums) = (0u32, [0.0; WHO.len()]);
        for i in people {
            number += 1;
            let yes = |is: bool| f64::from(u8::from(is));
            let values = [
                w.free_time.at(i),
                w.risk.at(i),
                yes(matches!(w.status.kept(i), Status::Tied | Status::Undocumented)),
                yes(w.origin.at(i) == commonest),
                yes(world.week as i32 - w.arrival.at(i) < YEAR),
                yes(world.ties.degree(i as u32) == 0),
            ];
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        Who(sums.map(|sum| sum / f64::from(number)))
    };
    let members = world.organisations.iter().map(|o| of(&mut o.members.iter().map(|m| *m as usize)));
    let mut all: Vec<Who> = members.collect();
    all.push(of(&mut (0..w.len()).filter(|i| !w.ever_member.at(*i))));
    all
}

/// The origin that most have; of several the first.
fn commonest_origin(w: &Workers) -> u16 {
    let mut numbers: Vec<usize> = Vec::new();
    for origin in w.origin.iter() {
        let index = usize::from(origin);
        numbers.resize(numbers.len().max(index + 1), 0);
        numbers[index] += 1;
    }
    let most = numbers.iter().copied().max();
    numbers.iter().position(|number| Some(*number) == most).unwrap_or(0) as u16
}
