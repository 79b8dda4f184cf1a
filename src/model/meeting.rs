//! Process 7: the session.

use super::organisation::Activity;
use super::world::World;
use super::{learning, sharing, tasks};

/// Those present share in pairs, learn, are served, do the tasks and are trained, each as far as the hours
/// go round among them.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        let organisation = &mut world.organisations[o];
        organisation.intensity = [0.0; 7];
        organisation.session_quality = 0.0;
        if organisation.attenders.is_empty() {
            continue;
        }
        let needed = organisation.attenders.len() as f64 * world.plan.behaviour.hours.per_head;
        for activity in [Activity::Sharing, Activity::Learning, Activity::Training, Activity::Service] {
            organisation.intensity[activity as usize] = (organisation.hours[activity as usize] / needed).min(1.0);
        }
        let art = (organisation.art_hours / needed).min(1.0);
        sharing::run(world, o);
        learning::run(world, o, art);
        tasks::run(world, o);
    }
}
