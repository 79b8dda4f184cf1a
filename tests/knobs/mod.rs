//! Every knob moves something, in the stated direction.
//!
//! A knob can die without a sound: in a well-known civil-violence model one slider did nothing for months
//! while its test stayed green. And a knob can be alive and wrong: read in another's place, or with a minus
//! lost. So every knob of the table is moved alone; a dead one fails, and where the table states a sign the
//! sign is tested. A knob whose sign is open is tested only to move.

mod cases;
mod dead;
mod signs;
mod stage;

use std::collections::BTreeSet;

use mobilise::knob::catalogue::catalogue;
use mobilise::model::measures::MEASURES;

/// Knobs that move nothing in any company; none, if all is well.
pub fn dead_knobs() -> Vec<String> {
    dead::dead_knobs()
}

/// What is wrong with the signs of these knobs; with all signs where none are named.
pub fn wrong_signs(names: &[&str]) -> Vec<String> {
    signs::wrong_signs(names)
}

/// With canaries a bug may be planted beside these tests at any moment: then `tests/canaries.rs` asks the
/// same questions with a bug and without.
#[test]
#[cfg_attr(feature = "canaries", ignore = "tests/canaries.rs asks it")]
fn every_knob_moves_something() {
    let dead = dead_knobs();
    assert!(dead.is_empty(), "these knobs moved nothing:\n{}", dead.join("\n"));
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "tests/canaries.rs asks it")]
fn every_stated_sign_shows() {
    let wrong = wrong_signs(&[]);
    assert!(wrong.is_empty(), "these signs did not show:\n{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(feature = "canaries", ignore = "tests/canaries.rs asks it")]
fn no_stated_sign_is_turned_round_in_a_case_of_the_world() {
    let turned = signs::turned_in_the_world();
    assert!(turned.is_empty(), "these signs were turned round:\n{}", turned.join("\n"));
}

/// The check can fail: the same effects stated the other way round are all found wrong.
#[test]
#[cfg_attr(feature = "canaries", ignore = "tests/canaries.rs asks it")]
fn signs_turned_round_are_found_wrong() {
    for name in ["coping.relief", "attendance.ties", "recruitment.base", "organisation.NAME.money.gifts"] {
        let wrong = signs::wrong_if_turned_round(name);
        assert!(wrong.is_some(), "the sign of {name} turned round was not found wrong");
    }
}

/// Every sign names a measure, once, with a plus or a minus, of a knob whose values are ordered.
#[test]
fn signs_are_well_formed() {
    for (name, knob) in catalogue() {
        let words: Vec<&str> = knob.signs.split_whitespace().collect();
        assert!(words.is_empty() || knob.is_ordered(), "{name}: no value of a word-valued knob is higher");
        let mut measures = BTreeSet::new();
        for (word, effect) in words.iter().zip(knob.effects()) {
            assert!(word.starts_with(['+', '-']), "{name}: {word}");
            assert!(MEASURES.iter().any(|m| m.name == effect.measure), "{name}: there is no measure {word}");
            assert!(measures.insert((effect.field, effect.measure)), "{name}: {word} twice");
        }
    }
}

/// Most knobs have a sign, and those that the model leaves open on purpose have none.
#[test]
fn signs_are_stated_for_most_knobs_and_open_ones_stay_open() {
    let knobs = catalogue();
    let ordered = knobs.iter().filter(|(_, knob)| knob.is_ordered());
    let (stated, open): (Vec<_>, Vec<_>) = ordered.partition(|(_, knob)| !knob.signs.is_empty());
    assert!(stated.len() >= 3 * open.len(), "{} signs stated, {} open", stated.len(), open.len());
    for name in ["action.social", "action.noise", "money.contention", "population.threshold"] {
        let found = knobs.iter().find(|(full, _)| full == name).unwrap_or_else(|| panic!("there is no {name}"));
        assert!(found.1.signs.is_empty(), "{name} is open on purpose");
    }
    // Whether talk calms or politicises is what the model is asked: no sign on who comes or acts.
    for name in ["coping.relief", "coping.resonance"] {
        let (_, knob) = knobs.iter().find(|(full, _)| full == name).expect("a knob");
        assert!(knob.effects().iter().all(|e| ["coping_need", "mean_framing"].contains(&e.measure)), "{name}");
    }
}
