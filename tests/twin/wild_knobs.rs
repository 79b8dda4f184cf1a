//! A few knobs, whichever they be, at any value a file could give them: what nobody thought of trying.

use mobilise::knob::{Kind, Table, Value};
use mobilise::model::plan::Plan;

use crate::dice::Dice;

/// Knobs that are left alone.
const LEFT_ALONE: [&str; 33] = [
    // Rules the twin does not know yet.
    "talk.weights",
    "talk.confidence",
    "talk.updating",
    "action.noise",
    "action.looks_at",
    "action.absorbing",
    "recruitment.returning",
    "membership",
    "threshold",
    "threshold_spread",
    "own_weight",
    "own_weight_spread",
    "stubbornness",
    "stubbornness_spread",
    "law",
    "spacing",
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
    // Legitimacy passes 1 where these two add up to more (twin-notes.md).
    "money.legitimacy_gain",
    "money.legitimacy_staff",
    // The engine's check of the books does not allow for the rounding of large sums (twin-notes.md).
    "money.start",
    // At 1 the engine's dialogic target lies within the latitude or beyond it by rounding (twin-notes.md).
    "learning.step",
];

/// Sets each knob with this chance.
pub fn wild(d: &mut Dice, plan: &mut Plan, chance: f64) {
    turn(d, &mut plan.behaviour, chance);
    turn(d, &mut plan.population.knobs, chance);
    for organisation in &mut plan.organisations {
        turn(d, &mut organisation.knobs, chance);
    }
    // Without a floor a tie of no trust at all stays (twin-notes.md).
    plan.behaviour.ties.floor = plan.behaviour.ties.floor.max(1e-6);
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
