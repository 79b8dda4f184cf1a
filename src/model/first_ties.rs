//! The network of the first week: by the population's rules, by a generator, from a list or a file.

use crate::knob::network::NetworkKind as Kind;
use crate::network::make;
use crate::number::draws::{Actor, Word};

use super::membership;
use super::notes::Way;
use super::plan::GivenNetwork;
use super::ties::Made;
use super::world::World;

/// Ties the workers of the first day, and takes some ties apart again where the scenario swaps them.
pub(super) fn tie(world: &mut World) {
    let plan = std::sync::Arc::clone(&world.plan);
    let knobs = &plan.network;
    let word = world.word_of_first_day(Actor::Network);
    let trust = plan.behaviour.ties.daily_trust;
    if matches!(knobs.kind, Kind::Daily | Kind::CopingClusters) {
        daily_contacts(world);
    }
    if let Some(given) = &plan.given {
        import(world, given);
    } else if knobs.kind != Kind::Daily {
        for (a, b) in make::ties(knobs, &each(&world.workers.origin), &each(&world.workers.area), word) {
            world.ties.add(a, b, trust, world.workers.nature(a, b, Made::Daily));
        }
    }
    if knobs.swaps > 0.0 {
        swap(world, knobs.swaps, word);
    }
    world.ties.settle();
}

/// Daily contacts. Each worker seeks half the mean number, so that the mean comes out.
fn daily_contacts(world: &mut World) {
    let half = world.plan.population.knobs.traits.daily_contacts / 2.0;
    for i in 0..world.workers.len() as u32 {
        world.seek_contacts(i, Word(world.words[i as usize]), half);
    }
}

/// Takes a share of the ties apart and puts their ends together in other pairs; the trust of a tie goes
/// with its position in the list, so that a swap moves no trust around a network of equal trust.
fn swap(world: &mut World, share: f64, word: Word) {
    let (mut pairs, trust): (Vec<_>, Vec<_>) = world.ties.iter().map(|(a, b, tie)| ((a, b), tie.trust())).unzip();
    make::swap(&mut pairs, share, world.workers.len(), word);
    world.ties = super::ties::Ties::new(world.workers.len(), world.plan.behaviour.ties.most);
    for ((a, b), trust) in pairs.into_iter().zip(trust) {
        world.ties.add(a, b, trust, world.workers.nature(a, b, Made::Daily));
    }
}

/// Puts in place what a list or a file says: ties, traits, members.
fn import(world: &mut World, network: &GivenNetwork) {
    for (a, b, trust) in &network.ties {
        world.ties.add(*a, *b, *trust, world.workers.nature(*a, *b, Made::Daily));
    }
    for (trait_, values) in &network.traits {
        for (i, value) in values.iter().enumerate() {
            if let Some(value) = value {
                world.workers.set_trait(*trait_, i, *value);
            }
        }
    }
    for (i, organisation) in network.members.iter().enumerate() {
        if let Some(organisation) = organisation {
            membership::join(world, i as u32, usize::from(*organisation), Way::Founder);
        }
    }
}

/// A column worker by worker, for the generators.
fn each(column: &super::column::Column<u16>) -> Vec<u16> {
    column.iter().collect()
}
