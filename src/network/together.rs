//! Where everybody stands in a picture of organisations: the members of each together, all others around them.
//!
//! Each organisation has a disc as large as its number of members asks for; within it, and among those who belong to
//! none, ties say who stands near whom ([`places`]).

use super::places::places;

/// Room between discs, and between them and those around, as a share of a disc.
const GAP: f64 = 0.12;
/// Members have at least and at most this share of the picture's radius, however few or many they are.
const RADIUS: (f64, f64) = (0.4, 0.8);
/// The turn from one place that is tried to the next, as a share of a circle: the golden section.
const TURN: f64 = 0.381_966_011_250_105_1;

/// Places of so many people in the unit square, from their ties, areas and organisations; areas say who begins near
/// whom. Without any member the ties alone say who stands where. The same input gives the same places.
///
/// # Panics
/// When a tie names somebody who is not there, or `organisations` is not of all people.
pub(crate) fn places_together(
    people: usize,
    ties: &[(u32, u32)],
    areas: &[usize],
    organisations: &[Option<usize>],
) -> Vec<(f64, f64)> {
    assert_eq!(organisations.len(), people, "one entry per person");
    let count = organisations.iter().flatten().max().map_or(0, |last| last + 1);
    let of = |group: Option<usize>| -> Vec<u32> {
        (0..people as u32).filter(|person| organisations[*person as usize] == group).collect()
    };
    let members: Vec<Vec<u32>> = (0..count).map(|group| of(Some(group))).filter(|them| !them.is_empty()).collect();
    if members.is_empty() {
        return places(people, ties, areas);
    }
    let others = of(None);
    let share = 1.0 - others.len() as f64 / people as f64;
    let radius = if others.is_empty() { 1.0 } else { share.sqrt().clamp(RADIUS.0, RADIUS.1) };
    let sizes: Vec<usize> = members.iter().map(Vec::len).collect();
    let mut at = vec![(0.5, 0.5); people];
    for (them, disc) in members.iter().zip(discs(&sizes)) {
        for (person, (x, y)) in them.iter().zip(among(them, ties, areas)) {
            at[*person as usize] = (
                0.5 + 0.5 * radius * (disc.x + 2.0 * (x - 0.5) * disc.radius),
                0.5 + 0.5 * radius * (disc.y + 2.0 * (y - 0.5) * disc.radius),
            );
        }
    }
    // The others keep their directions and are moved outwards, so that a disc becomes a ring.
    let inner = radius * (1.0 + GAP);
    for (person, (x, y)) in others.iter().zip(among(&others, ties, areas)) {
        let (x, y) = (2.0 * (x - 0.5), 2.0 * (y - 0.5));
        let far = (x * x + y * y).sqrt();
        let wanted = (inner * inner + (far * far).min(1.0) * (1.0 - inner * inner)).sqrt();
        let (x, y) = if far > 1e-9 { (x / far * wanted, y / far * wanted) } else { (wanted, 0.0) };
        at[*person as usize] = (0.5 + 0.5 * x, 0.5 + 0.5 * y);
    }
    at
}

/// Places of some of the people by their ties among one another.
fn among(them: &[u32], ties: &[(u32, u32)], areas: &[usize]) -> Vec<(f64, f64)> {
    let index = |person: &u32| them.binary_search(person).ok().map(|index| index as u32);
    let ties: Vec<(u32, u32)> = ties.iter().filter_map(|(a, b)| Some((index(a)?, index(b)?))).collect();
    let areas: Vec<usize> =
        them.iter().map_while(|person| areas.get(*person as usize).copied()).take(them.len()).collect();
    places(them.len(), &ties, &areas)
}

/// A disc within the unit disc.
#[derive(Debug, Clone, Copy)]
struct Disc {
    x: f64,
    y: f64,
    radius: f64,
}

/// Discs for so many people each, which do not touch, in the unit disc: the largest first, each of the others as near to
/// the middle as it fits on a spiral.
fn discs(sizes: &[usize]) -> Vec<Disc> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|group| (usize::MAX - sizes[*group], *group));
    let largest = sizes.iter().copied().max().unwrap_or(1) as f64;
    let mut found: Vec<(usize, Disc)> = Vec::new();
    for group in order {
        let radius = (sizes[group] as f64 / largest).sqrt();
        let is_free = |x: f64, y: f64| {
            found.iter().all(|(_, disc)| {
                let apart = ((x - disc.x) * (x - disc.x) + (y - disc.y) * (y - disc.y)).sqrt();
                apart >= (radius + disc.radius) * (1.0 + GAP)
            })
        };
        let step = |n: u32| {
            let (far, turn) = (0.02 * f64::from(n).sqrt(), 2.0 * std::f64::consts::PI * TURN * f64::from(n));
            (far * libm::cos(turn), far * libm::sin(turn))
        };
        let (x, y) = (0..).map(step).find(|(x, y)| is_free(*x, *y)).unwrap_or_default();
        found.push((group, Disc { x, y, radius }));
    }
    found.sort_by_key(|(group, _)| *group);
    in_unit(found.into_iter().map(|(_, disc)| disc).collect())
}

/// Discs moved and made smaller or larger as one until they fill the unit disc.
fn in_unit(mut discs: Vec<Disc>) -> Vec<Disc> {
    let ends = |of: &dyn Fn(&Disc) -> f64| {
        let low = discs.iter().map(|disc| of(disc) - disc.radius).fold(f64::INFINITY, f64::min);
        let high = discs.iter().map(|disc| of(disc) + disc.radius).fold(f64::NEG_INFINITY, f64::max);
        f64::midpoint(low, high)
    };
    let (x, y) = (ends(&|disc| disc.x), ends(&|disc| disc.y));
    let far = |disc: &Disc| ((disc.x - x) * (disc.x - x) + (disc.y - y) * (disc.y - y)).sqrt() + disc.radius;
    let edge = discs.iter().map(far).fold(1e-9, f64::max);
    for disc in &mut discs {
        *disc = Disc { x: (disc.x - x) / edge, y: (disc.y - y) / edge, radius: disc.radius / edge };
    }
    discs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
    }

    /// Three organisations of 30, 20 and 5 among 200 people, with ties across all of them.
    #[test]
    fn members_of_one_organisation_stand_together_and_others_around_them() {
        let organisation = |person: usize| match person {
            0..30 => Some(0),
            40..60 => Some(2),
            70..75 => Some(1),
            _ => None,
        };
        let organisations: Vec<Option<usize>> = (0..200).map(organisation).collect();
        let ties: Vec<(u32, u32)> = (0..200).map(|i| (i, (i * 7 + 3) % 200)).filter(|(a, b)| a != b).collect();
        let at = places_together(200, &ties, &[], &organisations);
        let middle = |group: usize| {
            let them: Vec<(f64, f64)> = (0..200).filter(|i| organisations[*i] == Some(group)).map(|i| at[i]).collect();
            let sum = them.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            (sum.0 / them.len() as f64, sum.1 / them.len() as f64)
        };
        let middles = [middle(0), middle(1), middle(2)];
        let far = |person: usize| distance(at[person], (0.5, 0.5));
        for (person, organisation) in organisations.iter().enumerate() {
            let Some(own) = organisation else {
                assert!((0..200).all(|other| organisations[other].is_none() || far(other) < far(person)), "{person}");
                continue;
            };
            // Nobody else stands within an organisation's disc.
            let to = |other: usize| distance(at[other], middles[*own]);
            assert!((0..200).all(|other| organisations[other] == Some(*own) || to(other) > to(person)), "{person}");
        }
        for (i, a) in at.iter().enumerate() {
            assert!((0.0..=1.0).contains(&a.0) && (0.0..=1.0).contains(&a.1), "{i}: {a:?}");
            assert!(at[..i].iter().all(|b| distance(*a, *b) > 1e-6), "{i}");
        }
        assert_eq!(at, places_together(200, &ties, &[], &organisations));
    }

    #[test]
    fn discs_do_not_touch_and_fill_the_page() {
        for sizes in [vec![1], vec![50, 2], vec![9, 9, 9, 9, 9], vec![400, 1, 1, 30, 7, 200]] {
            let discs = discs(&sizes);
            for (n, one) in discs.iter().enumerate() {
                assert!((one.x * one.x + one.y * one.y).sqrt() + one.radius <= 1.0 + 1e-9, "{sizes:?}: {one:?}");
                for other in &discs[..n] {
                    let apart = distance((one.x, one.y), (other.x, other.y));
                    assert!(apart > one.radius + other.radius, "{sizes:?}: {one:?} {other:?}");
                }
            }
            let edge = discs.iter().map(|disc| (disc.x * disc.x + disc.y * disc.y).sqrt() + disc.radius);
            assert!(edge.fold(0.0, f64::max) > 0.99, "{sizes:?}");
        }
    }

    #[test]
    fn without_members_ties_alone_count_and_nobody_is_no_trouble() {
        let ties = [(0, 1), (1, 2)];
        assert_eq!(places_together(5, &ties, &[0; 5], &[None; 5]), places(5, &ties, &[0; 5]));
        assert!(places_together(0, &[], &[], &[]).is_empty());
        assert_eq!(places_together(1, &[], &[], &[Some(0)]).len(), 1);
        assert_eq!(places_together(4, &ties, &[], &[Some(3); 4]).len(), 4);
    }
}
