//! Who becomes an organiser: those who join, and whose skill grows to where one person starts a session every other
//! time.
//!
//! Founders, and whoever is that skilled when they join or is made so by an intervention, did not become it here.

use super::joiners::{Grown, Joiners};
use super::world::World;

/// Weeks after which it is asked who of those who joined has become an organiser: three years.
pub const AFTER: u32 = 156;

/// What is told of an organisation's organisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganisersInfo {
    /// Its name, in files and answers.
    pub name: &'static str,
    /// A few words for tables and figures.
    pub label: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// What is told of organisers, in the order of [`Organisers`].
pub const ORGANISERS: [OrganisersInfo; 4] = [
    OrganisersInfo {
        name: "organisers",
        label: "members who became organisers",
        unit: "people",
        meaning: "people who joined and whose skill grew to `meeting.initiative_skill` while they were members",
    },
    OrganisersInfo {
        name: "first_organiser",
        label: "weeks until the first organiser",
        unit: "weeks",
        meaning: "weeks from founding until the first of them; nothing where nobody did",
    },
    OrganisersInfo {
        name: "weeks_to_organiser",
        label: "weeks from joining to organiser",
        unit: "weeks",
        meaning: "median weeks from first joining until they were, over those who did; nothing where nobody did",
    },
    OrganisersInfo {
        name: "organiser_share",
        label: "joiners who are organisers within three years",
        unit: "share",
        meaning: "of those who joined at least three years before the end, the share who were within three years",
    },
];

/// What a run tells of organisers, in the order of [`ORGANISERS`]; NaN where there is nothing to tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Organisers(pub [f64; ORGANISERS.len()]);

/// What is told of each organisation and last, for the field, of all together.
pub(super) fn organisers(world: &World) -> Vec<Organisers> {
    let own = |o: usize| (world.plan.organisations[o].founded, &world.organisations[o].joiners);
    let groups = world.organisations.len();
    let mut all: Vec<Organisers> = (0..groups).map(|o| of(&[own(o)], world.week)).collect();
    all.push(of(&(0..groups).map(own).collect::<Vec<_>>(), world.week));
    all
}

fn of(groups: &[(u32, &Joiners)], end: u32) -> Organisers {
    let founded = groups.iter().map(|(founded, _)| *founded).min().unwrap_or(0);
    let (mut weeks, mut first) = (Vec::new(), f64::NAN);
    let (mut early, mut within) = (0u32, 0u32);
    for joiner in groups.iter().flat_map(|(_, joiners)| &joiners.0).filter(|joiner| joiner.grown != Grown::Before) {
        let counts = joiner.joined + AFTER <= end;
        early += u32::from(counts);
        if let Grown::Since(week) = joiner.grown {
            weeks.push(week - joiner.joined);
            first = first.min(f64::from(week - founded));
            within += u32::from(counts && week - joiner.joined <= AFTER);
        }
    }
    weeks.sort_unstable();
    Organisers([weeks.len() as f64, first, median(&weeks), f64::from(within) / f64::from(early)])
}

/// The middle of sorted numbers, or the mean of the two in the middle; NaN of none.
fn median(sorted: &[u32]) -> f64 {
    let n = sorted.len();
    match n {
        0 => f64::NAN,
        _ => f64::midpoint(f64::from(sorted[(n - 1) / 2]), f64::from(sorted[n / 2])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two founders and five who join, one of them skilled before, one whose number was somebody else's; by hand.
    #[test]
    fn organisers_are_told_from_those_who_joined() {
        let mut joiners = Joiners::default();
        joiners.join(1, 10, false);
        joiners.join(2, 10, false);
        joiners.found();
        joiners.join(3, 12, false);
        joiners.join(4, 20, true);
        joiners.join(5, 30, false);
        joiners.join(3, 100, false);
        joiners.join(6, 200, false);
        for (worker, week) in [(1, 15), (3, 130), (4, 60), (5, 200), (5, 240), (6, 210), (9, 211)] {
            joiners.grown(worker, week);
        }
        let Organisers(told) = of(&[(10, &joiners)], 300);
        // Worker 3 of week 12 never did; 3 of week 100 after 30 weeks, 5 after 170, 6 after 10. By week 144 four had
        // joined unskilled but 6: of these three, one within 156 weeks.
        assert_eq!(told, [3.0, 120.0, 30.0, 1.0 / 3.0]);
        let Organisers(nobody) = of(&[(0, &Joiners::default())], 300);
        assert!(nobody[0] == 0.0 && nobody[1..].iter().all(|x| x.is_nan()));
        assert_eq!(median(&[1, 2, 4, 9]), 3.0);
    }
}
