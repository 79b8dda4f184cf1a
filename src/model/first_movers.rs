//! First movers: some count as having acted the week before, so that others have somebody to look at.

use crate::knob::intervention::MoverPosition;
use crate::number::draws::Purpose;
use crate::number::maths;

use super::plan::InterventionPlan;
use super::world::World;

/// Marks the workers that the intervention names or, where it names none, as many as it says by their
/// position in the network; lots decide among equals.
pub(super) fn move_first(world: &mut World, number: usize, intervention: &InterventionPlan) {
    let knobs = &intervention.knobs;
    let everybody = world.workers.len();
    let movers = if intervention.workers.is_empty() {
        let wanted = f64::from(knobs.people) + knobs.share * everybody as f64;
        let count = maths::rounded(knobs.strength * wanted).min(everybody);
        choose(world, number, count, knobs.position)
    } else {
        let count = maths::rounded(knobs.strength * intervention.workers.len() as f64);
        intervention.workers[..count].to_vec()
    };
    for mover in movers {
        world.workers.act(mover as usize, world.week as i32 - 1, true);
    }
}

/// Workers in the order of their position and, among equals, of their lots.
fn choose(world: &World, number: usize, count: usize, position: MoverPosition) -> Vec<u32> {
    let height = |i: u32| {
        let degree = match position {
            MoverPosition::Connected => world.ties.row(i).len(),
            MoverPosition::Random | MoverPosition::Together => 0,
        };
        degree as f64 + world.word(i).uniform(Purpose::FirstMover, number as u32)
    };
    let mut everybody: Vec<(f64, u32)> = (0..world.workers.len() as u32).map(|i| (height(i), i)).collect();
    let by_height = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    // Of a crowd only the first need to stand in order, unless we walk on from one to the next.
    if position != MoverPosition::Together && count < everybody.len() {
        everybody.select_nth_unstable_by(count, by_height);
        everybody.truncate(count);
    }
    everybody.sort_unstable_by(by_height);
    let in_order = everybody.into_iter().map(|(_, i)| i);
    match position {
        MoverPosition::Together => together(world, in_order, count),
        MoverPosition::Random | MoverPosition::Connected => in_order.take(count).collect(),
    }
}

/// The first by lot, their ties, the ties of these, and so on; then the next by lot, until there are enough.
fn together(world: &World, by_lot: impl Iterator<Item = u32>, count: usize) -> Vec<u32> {
    let mut found = Vec::with_capacity(count);
    let mut seen = vec![false; world.workers.len()];
    let mut next = 0;
    for start in by_lot {
        if found.len() >= count {
            break;
        }
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        found.push(start);
        while next < found.len() && found.len() < count {
            for tie in world.ties.row(found[next]) {
                if !std::mem::replace(&mut seen[tie.other() as usize], true) {
                    found.push(tie.other());
                }
            }
            next += 1;
        }
    }
    found.truncate(count);
    found
}
