//! Process 9: workers with a problem that a service can solve walk in where there are services.

use crate::number::draws::{Purpose, below};
use crate::number::maths::saturating;
use crate::number::simd::vectorised;

use super::acceptance::{Meeting, accepts};
use super::marks::{Marks, ones};
use super::membership;
use super::notes::Way;
use super::organisation::Activity;
use super::workers::NONE;
use super::world::World;

/// Each free worker with a problem and without an organisation may go to an awake organisation of their area, drawn
/// by its service hours, and is asked to join: a free hour they have already.
pub(super) fn run(world: &mut World) {
    let seek = world.plan.behaviour.problem.seek;
    if seek == 0.0 {
        return;
    }
    let half_hours = world.plan.behaviour.problem.half_hours;
    let hours: Vec<f64> = (0..world.plan.population.areas.len().max(1)).map(|area| hours_in(world, area)).collect();
    // Nearly everybody with a problem goes nowhere in a week, so who might go is drawn for 64 together.
    let most = seek * hours.iter().map(|hours| saturating(*hours, half_hours)).fold(0.0, f64::max);
    for block in 0..world.workers.problem.words().len() {
        let in_need = world.workers.problem.words()[block] & world.workers.free.words()[block];
        let seekers = in_need & might_go(&world.words, block, most);
        for i in ones(seekers).map(|bit| block * Marks::TOGETHER + bit) {
            if world.workers.organisation.at(i) != NONE {
                continue;
            }
            let hours = hours[usize::from(world.workers.area.at(i))];
            let word = world.word(i as u32);
            if !word.chance(Purpose::Seek, 0, seek * saturating(hours, half_hours)) {
                continue;
            }
            let drawn = word.uniform(Purpose::SeekWhere, 0) * hours;
            if let Some(o) = organisation_at(world, usize::from(world.workers.area.at(i)), drawn) {
                let distance = world.organisations[o].distance(world.workers.origin.at(i), &world.plan.behaviour);
                if accepts(world, i as u32, o, Meeting { trust: 0.0, distance, free: 1.0 }) {
                    membership::join(world, i as u32, o, Way::WalkIn);
                }
            }
        }
    }
}

/// Who of a block might seek advice, at the highest chance there is in any area.
fn might_go(words: &[u64], block: usize, most: f64) -> u64 {
    let first = block * Marks::TOGETHER;
    let words = &words[first..words.len().min(first + Marks::TOGETHER)];
    vectorised(
        #[inline(always)]
        || below(words, Purpose::Seek, most),
    )
}

/// The service hours of an organisation that are open to an area: none where it meets in another, or is not awake.
fn service_hours(world: &World, o: usize, area: usize) -> f64 {
    let organisation = &world.organisations[o];
    let open = organisation.awake && organisation.plan.area.is_none_or(|own| usize::from(own) == area);
    if open { organisation.hours[Activity::Service as usize] } else { 0.0 }
}

/// All service hours that are open to an area.
fn hours_in(world: &World, area: usize) -> f64 {
    (0..world.organisations.len()).map(|o| service_hours(world, o, area)).sum()
}

/// The organisation at a point of the running sum of service hours that are open to an area.
fn organisation_at(world: &World, area: usize, point: f64) -> Option<usize> {
    let mut sum = 0.0;
    let with_hours = |o: &usize| service_hours(world, *o, area) > 0.0;
    let all = || (0..world.organisations.len()).filter(with_hours);
    let found = all().find(|o| {
        sum += service_hours(world, *o, area);
        point < sum
    });
    found.or_else(|| all().next_back())
}
