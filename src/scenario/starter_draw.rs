//! What a scenario that is like another one draws.

use super::write::write_draw;
use super::{Organisation, Scenario};

/// What each replicate draws, but for knobs of organisations that are left out.
pub(super) fn draw(out: &mut String, model: &Scenario, kept: &[&Organisation]) {
    let Some(draw) = &model.draw else { return };
    let is_left = |knob: &String| {
        let name = knob.strip_prefix("organisation.").and_then(|rest| rest.split('.').next());
        name.is_none_or(|name| kept.iter().any(|organisation| organisation.name == name))
    };
    let mut draw = draw.clone();
    draw.knobs.retain(is_left);
    if !draw.knobs.is_empty() {
        out.push_str(
            "\n# Values that each replicate takes from the accepted set of a calibration, in place of those below.",
        );
        write_draw(out, &draw);
    }
}
