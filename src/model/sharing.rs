//! Sharing in a session: people turn to one another, in pairs.

use crate::number::draws::{Purpose, Word};
use crate::number::maths::saturating;

use super::exchange::Exchange;
use super::mind::State;
use super::organisation::Activity;
use super::ties::Made;
use super::world::World;

/// Everybody present turns to a few partners; each pair talks as on a tie, and may make one. Confidence
/// grows with the number present. Leaves in the scratch how much trust-weighted story-telling each heard.
pub(super) fn run(world: &mut World, o: usize) {
    group_by_origin(world, o);
    let plan = &world.plan;
    let behaviour = &plan.behaviour;
    let organisation = &world.organisations[o];
    let scratch = &mut world.scratch;
    let present = &organisation.attenders;
    let n = present.len();
    let intensity = organisation.intensity[Activity::Sharing as usize];
    let alike = homophily(organisation, behaviour);

    scratch.sharing.clear();
    scratch.sharing.resize(n, Exchange::default());
    scratch.stories.clear();
    scratch.stories.resize(n, 0.0);
    scratch.old_pairs.clear();
    scratch.new_pairs.clear();
    for (index, m) in present.iter().enumerate() {
        let i = *m as usize;
        let word = Word(world.words[i]);
        for k in 0..behaviour.meeting.partners {
            if !word.chance(Purpose::ShareWish, k, intensity) {
                continue;
            }
            let origin = usize::from(world.workers.origin.at(i));
            let group = scratch.origin_starts[origin] as usize..scratch.origin_starts[origin + 1] as usize;
            let among_own = group.len() > 1 && word.chance(Purpose::ShareAlike, k, alike);
            let partner = if among_own {
                let drawn = group.start + word.index(Purpose::SharePartner, k, group.len());
                scratch.by_origin[drawn] as usize
            } else {
                word.index(Purpose::SharePartner, k, n)
            };
            if partner == index {
                continue; // turned to nobody this time
            }
            let other = present[partner];
            let j = other as usize;
            let [own, heard] = [i, j].map(|person| world.workers.minds.kept(person));
            let tie = world.ties.between(*m, other).map(|tie| tie.trust());
            let trust = tie.unwrap_or(behaviour.ties.meeting_trust);
            scratch.sharing[index].hear::<false>(&own, &heard, trust, behaviour);
            scratch.sharing[partner].hear::<false>(&heard, &own, trust, behaviour);
            scratch.stories[index] += trust;
            scratch.stories[partner] += trust;
            if tie.is_some() {
                scratch.old_pairs.push((*m, other));
            } else {
                scratch.new_pairs.push((*m, other));
            }
        }
    }
    for (a, b) in &scratch.old_pairs {
        world.ties.strengthen(*a, *b, behaviour.ties.gain);
    }
    for (a, b) in &scratch.new_pairs {
        let word = Word(world.words[*a as usize]).pair(Word(world.words[*b as usize]));
        if word.chance(Purpose::NewTie, 0, behaviour.meeting.tie_chance) {
            let nature = world.workers.nature(*a, *b, Made::Meeting);
            world.ties.add(*a, *b, behaviour.ties.meeting_trust, nature);
        }
    }
    let rise = behaviour.efficacy.meeting * intensity * saturating(n as f64, behaviour.efficacy.half_attendance);
    for ((m, exchange), stories) in present.iter().zip(&scratch.sharing).zip(&scratch.stories) {
        let i = *m as usize;
        let mut mind = world.workers.minds.kept(i);
        if *stories > 0.0 {
            let (root, firmness) = (world.workers.roots.kept(i), super::talk::firmness(&world.workers, i));
            mind = exchange.applied::<false>(&mind, &root, firmness, behaviour);
        }
        mind.gain(State::Efficacy, rise);
        world.workers.minds.put(i, mind);
    }
}

/// Share of partners sought among one's own: a class message lessens it, an ethnic message raises it.
fn homophily(organisation: &super::organisation::Organisation, behaviour: &crate::knob::behaviour::Behaviour) -> f64 {
    let meeting = &behaviour.meeting;
    let (class, ethnic) = organisation.clarity(behaviour);
    let lessened = meeting.homophily * (1.0 - meeting.class_mixing * class);
    lessened + meeting.ethnic_sorting * ethnic * (1.0 - lessened)
}

/// Strata of those present, grouped by origin (a counting sort, so that order is that of attendance).
fn group_by_origin(world: &mut World, o: usize) {
    let present = &world.organisations[o].attenders;
    let scratch = &mut world.scratch;
    let starts = &mut scratch.origin_starts;
    starts.fill(0);
    for m in present {
        starts[usize::from(world.workers.origin.at(*m as usize)) + 1] += 1;
    }
    for k in 1..starts.len() {
        starts[k] += starts[k - 1];
    }
    scratch.by_origin.clear();
    scratch.by_origin.resize(present.len(), 0);
    // Fill each group from its end, so that afterwards `starts` holds the starts again.
    let ends = starts;
    for origin in (1..ends.len()).rev() {
        ends[origin] = ends[origin - 1];
    }
    for (index, m) in present.iter().enumerate() {
        let origin = usize::from(world.workers.origin.at(*m as usize));
        scratch.by_origin[ends[origin + 1] as usize] = index as u32;
        ends[origin + 1] += 1;
    }
}
