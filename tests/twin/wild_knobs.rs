//! A few knobs, whichever they be, at any value a file could give them: what nobody thought of trying.

use mobilise::knob::{Kind, Table, Value};
use mobilise::model::plan::Plan;

use super::dice::Dice;

/// Knobs that are left alone.
const LEFT_ALONE: [&str; 13] = [
    // Shares that add up to 1 with others.
    "hours.sharing",
    "hours.learning",
    "hours.training",
    "hours.service",
    "hours.outreach",
    "hours.profile",
    "hours.campaigning",
    "message.axes",
    "status.settled",
    "status.visa",
    "status.tied",
    "status.undocumented",
    // The size of a field, which makes the test slow and nothing else.
    "workers",
];

/// Sets each knob with this chance.
pub fn wild(d: &mut Dice, plan: &mut Plan, chance: f64) {
    turn(d, &mut plan.behaviour, chance);
    turn(d, &mut plan.population.knobs, chance);
    for organisation in &mut plan.organisations {
        turn(d, &mut organisation.knobs, chance);
    }
    for agency in &mut plan.agencies {
        turn(d, &mut agency.knobs, chance);
    }
}

fn turn(d: &mut Dice, table: &mut dyn Table, chance: f64) {
    for name in table.names() {
        if LEFT_ALONE.contains(&name.as_str()) || !d.chance(chance) {
            continue;
        }
        let Some(slot) = table.slot(&name) else { continue };
        let value = any(d, &slot.knob.kind);
        slot.setting.set(&value, &slot.knob.kind).unwrap_or_else(|_| panic!("{name} does not take {value}"));
    }
}

/// Any value of this kind: the ends, something between, and for wide ranges something small.
fn any(d: &mut Dice, kind: &Kind) -> Value {
    match kind {
        Kind::Real { low, high } => Value::Real(match d.whole(0, 4) {
            0 => *low,
            1 => *high,
            2 => d.between(*low, high.min(low + 1.0)),
            _ => d.between(*low, *high),
        }),
        Kind::Whole { low, high } => Value::Whole(i64::from(match d.whole(0, 3) {
            0 => *low,
            1 => (*high).min(50_000),
            _ => d.whole(*low, (*high).min(low + 20)),
        })),
        Kind::Switch => Value::Switch(d.chance(0.5)),
        Kind::Choice(words) => Value::Text(d.one_of(words).to_owned()),
    }
}
