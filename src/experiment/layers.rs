//! What a point lays over its base scenario.

use crate::config::{Node, Problems, nested};
use crate::knob::Value;
use crate::scenario::{Draft, Layer, Overrides, Scenario, Text};

use super::factor::{Alternative, Factor, Levels};
use super::{Baseline, Experiment};

/// The scenario of a baseline.
pub(super) fn baseline(
    base: &Draft,
    text: &Text,
    factors: &[Factor],
    baseline: &Baseline,
    last: &Overrides,
) -> Result<Scenario, Problems> {
    let mut draft = base.clone();
    for (factor, level) in &baseline.alternatives {
        if let Levels::Alternatives(alternatives) = &factors[*factor].levels {
            lay_alternative(&mut draft, text, &alternatives[*level])?;
        }
    }
    draft.lay(Layer::Settings(text, &baseline.settings))?;
    draft.lay(Layer::Last(last, &text.shelf))?;
    draft.finish()
}

/// The scenario of a point. Whole layers come first, then what is taken away, then single knobs: these go
/// before what a layer says of them.
pub(super) fn point(
    base: &Draft,
    text: &Text,
    experiment: &Experiment,
    coordinates: &[f64],
    last: &Overrides,
) -> Result<Scenario, Problems> {
    let mut draft = base.clone();
    let all = || experiment.factors.iter().zip(coordinates.iter().copied());
    for (factor, coordinate) in all() {
        match &factor.levels {
            Levels::Alternatives(alternatives) => {
                lay_alternative(&mut draft, text, &alternatives[coordinate as usize])?;
            }
            Levels::Named(names) => {
                let (name, span) = &names[coordinate as usize];
                let node = Node::Value(Value::Text(name.clone()));
                if let Some(entry) = nested(&factor.path, node, span) {
                    draft.lay(Layer::File(text, &[entry]))?;
                }
            }
            _ => {}
        }
    }
    for (factor, coordinate) in all() {
        if let (Levels::Presence(values), [(sort, _), (name, span)]) = (&factor.levels, factor.path.as_slice())
            && !values[coordinate as usize].0
        {
            draft.lay(Layer::Without(sort, name, span))?;
        }
    }
    for (factor, coordinate) in all() {
        if let Some((value, span)) = factor.value(coordinate)
            && let Some(entry) = nested(&factor.path, Node::Value(value), span)
        {
            draft.lay(Layer::Settings(text, &[entry]))?;
        }
    }
    draft.lay(Layer::Last(last, &text.shelf))?;
    draft.finish()
}

fn lay_alternative(draft: &mut Draft, text: &Text, alternative: &Alternative) -> Result<(), Problems> {
    draft.lay(Layer::File(text, &alternative.entries))?;
    for (sort, name, span) in &alternative.without {
        draft.lay(Layer::Without(sort, name, span))?;
    }
    Ok(())
}
