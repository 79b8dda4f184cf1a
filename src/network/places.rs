//! Where everybody stands in a picture of a network: those who are tied near one another.
//!
//! A spring layout (Fruchterman & Reingold 1991): tied people attract, near ones repel, and all are drawn a little
//! to the middle, so that those without ties stay on the page. Only additions, multiplications, divisions and square
//! roots, so that the places are the same on every machine.

/// Rounds of moving everybody.
const ROUNDS: u32 = 150;
/// Repulsion is felt up to so many times the natural distance.
const REACH: f64 = 3.0;
/// Strength of the pull to the middle.
const PULL: f64 = 0.02;

/// Places of so many people in the unit square, from their ties (pairs of numbers from 0; a pair may come twice).
///
/// `groups` says who begins near whom, for instance by area; people beyond its end begin anywhere. The same input
/// gives the same places.
///
/// # Panics
/// When a tie names somebody who is not there.
pub(crate) fn places(people: usize, ties: &[(u32, u32)], groups: &[usize]) -> Vec<(f64, f64)> {
    let mut at: Vec<(f64, f64)> = (0..people).map(|i| begin(i, groups.get(i).copied())).collect();
    // In this unit the page has room for one person a unit of area.
    let side = (people as f64).sqrt().max(1.0);
    at.iter_mut().for_each(|(x, y)| (*x, *y) = (*x * side, *y * side));
    let mut moves = vec![(0.0, 0.0); people];
    for round in 0..ROUNDS {
        moves.fill((0.0, 0.0));
        repel(&at, side, &mut moves);
        for &(a, b) in ties {
            let (a, b) = (a as usize, b as usize);
            let (dx, dy) = (at[b].0 - at[a].0, at[b].1 - at[a].1);
            let pull = (dx * dx + dy * dy).sqrt();
            moves[a].0 += dx * pull;
            moves[a].1 += dy * pull;
            moves[b].0 -= dx * pull;
            moves[b].1 -= dy * pull;
        }
        // Steps grow shorter, so that all comes to rest.
        let cool = 1.0 - f64::from(round) / f64::from(ROUNDS);
        let longest = (0.12 * side * cool * cool).max(0.05);
        for (place, (dx, dy)) in at.iter_mut().zip(&moves) {
            let dx = dx + PULL * (side / 2.0 - place.0);
            let dy = dy + PULL * (side / 2.0 - place.1);
            let length = (dx * dx + dy * dy).sqrt();
            let step = if length > longest { longest / length } else { 1.0 };
            *place = (place.0 + dx * step, place.1 + dy * step);
        }
    }
    fit(at)
}

/// Where somebody begins: spread evenly (the R₂ sequence of Roberts 2018), each group in a part of the square.
fn begin(i: usize, group: Option<usize>) -> (f64, f64) {
    let (x, y) =
        ((0.5 + i as f64 * 0.754_877_666_246_692_7).fract(), (0.5 + i as f64 * 0.569_840_290_998_053_3).fract());
    let Some(group) = group else { return (x, y) };
    let corner = (
        (0.5 + group as f64 * 0.754_877_666_246_692_7).fract(),
        (0.5 + group as f64 * 0.569_840_290_998_053_3).fract(),
    );
    (0.6 * corner.0 + 0.4 * x, 0.6 * corner.1 + 0.4 * y)
}

/// Pushes near ones apart, found by a grid as wide as repulsion reaches.
fn repel(at: &[(f64, f64)], side: f64, moves: &mut [(f64, f64)]) {
    let cells = ((2.0 * side / REACH).ceil() as usize).max(1);
    let cell = |x: f64| (((x + side / 2.0) / REACH).max(0.0) as usize).min(cells - 1);
    let mut first = vec![u32::MAX; cells * cells];
    let mut next = vec![u32::MAX; at.len()];
    for (i, (x, y)) in at.iter().enumerate() {
        let place = cell(*y) * cells + cell(*x);
        next[i] = std::mem::replace(&mut first[place], i as u32);
    }
    for (i, (x, y)) in at.iter().enumerate() {
        let (column, row) = (cell(*x), cell(*y));
        for near in (row.saturating_sub(1)..=(row + 1).min(cells - 1))
            .flat_map(|row| (column.saturating_sub(1)..=(column + 1).min(cells - 1)).map(move |c| row * cells + c))
        {
            let mut other = first[near];
            while other != u32::MAX {
                let j = other as usize;
                let (dx, dy) = (x - at[j].0, y - at[j].1);
                let far = dx * dx + dy * dy;
                // Each pair once.
                if j > i && far < REACH * REACH {
                    // Two on the same spot are pushed apart by number.
                    let push = 1.0 / far.max(1e-4);
                    let (dx, dy) = if far == 0.0 { (-1e-2, -1e-2) } else { (dx, dy) };
                    moves[i].0 += dx * push;
                    moves[i].1 += dy * push;
                    moves[j].0 -= dx * push;
                    moves[j].1 -= dy * push;
                }
                other = next[j];
            }
        }
    }
}

/// Brings everybody into the unit square, with the same scale both ways. The few who ended far out are brought near
/// the others, or the picture would be mostly margin.
fn fit(mut at: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let people = at.len().max(1) as f64;
    let sum = at.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
    let middle = (sum.0 / people, sum.1 / people);
    let far = |place: &(f64, f64)| {
        let (dx, dy) = (place.0 - middle.0, place.1 - middle.1);
        (dx * dx + dy * dy).sqrt()
    };
    let mut all: Vec<f64> = at.iter().map(far).collect();
    all.sort_by(f64::total_cmp);
    let edge = all.get(all.len() * 99 / 100).copied().unwrap_or(0.0).max(1e-9);
    for place in &mut at {
        let far = far(place);
        // Beyond the edge distances are shortened, and keep their order.
        let wanted = if far > edge { edge * (1.0 + 0.06 * (1.0 - edge / far)) } else { far };
        let scale = wanted / far.max(1e-12) / (2.12 * edge);
        *place = (0.5 + (place.0 - middle.0) * scale, 0.5 + (place.1 - middle.1) * scale);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
    }

    #[test]
    fn those_who_are_tied_stand_near_one_another() {
        // Twenty rings of ten.
        let ties: Vec<(u32, u32)> =
            (0..200).map(|i| (i, i / 10 * 10 + (i + 1) % 10)).map(|(a, b)| (a.min(b), a.max(b))).collect();
        let at = places(200, &ties, &[]);
        let tied: f64 = ties.iter().map(|(a, b)| distance(at[*a as usize], at[*b as usize])).sum::<f64>() / 200.0;
        let any: f64 = (0..199).map(|i| distance(at[i], at[199 - i])).sum::<f64>() / 199.0;
        assert!(tied < any / 4.0, "{tied} {any}");
    }

    #[test]
    fn all_stand_on_the_page_and_nobody_on_another() {
        for (people, ties) in [(0, vec![]), (1, vec![]), (2, vec![(0, 1)]), (500, vec![(0, 1), (1, 2), (0, 499)])] {
            let at = places(people, &ties, &[0; 3]);
            assert_eq!(at.len(), people);
            assert!(at.iter().all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y)), "{at:?}");
            for (i, a) in at.iter().enumerate() {
                assert!(at[..i].iter().all(|b| distance(*a, *b) > 1e-4), "{i}");
            }
        }
    }
}
