//! What is wrong with an argument, with the argument shown.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use mobilise::config::{Problem, Source, Span, nearest};
use mobilise::knob::network::NetworkKnobs;
use mobilise::knob::{Kind, Knob, Table, Unfit, Value};

/// A place in what was given to an option.
pub fn place(option: &str, text: &str, span: Range<usize>) -> Span {
    Span { source: Arc::new(Source { name: option.to_owned(), text: text.to_owned() }), bytes: span }
}

/// A whole number given to an option.
pub fn whole(option: &str, text: &str, allowed: RangeInclusive<u64>, hint: &str) -> Result<u64, Problem> {
    let number = text.trim().parse().ok().filter(|number| allowed.contains(number));
    number.ok_or_else(|| {
        let title = format!("`{option}` takes a whole number from {} to {}", allowed.start(), allowed.end());
        Problem::at(&place(option, text, 0..text.len()), title, "this is not one").hint(hint)
    })
}

/// Sets a knob of a network by `name=value`; gives its name and place back. The name may stand with its table,
/// as in a scenario, or without.
pub fn set(knobs: &mut NetworkKnobs, setting: &str) -> Result<(&'static str, Span), Problem> {
    const OPTION: &str = "--set";
    let Some((name, value)) = setting.split_once('=') else {
        let whole = place(OPTION, setting, 0..setting.len());
        let problem = Problem::at(&whole, "a setting is written knob=value", "no = in it");
        return Err(problem.hint("as in --set degree=10"));
    };
    let start = name.len() + 1 + (value.len() - value.trim_start().len());
    let at = place(OPTION, setting, start..start + value.trim().len());
    let short = name.trim();
    let short = short.strip_prefix("network.").unwrap_or(short);
    let names = knobs.names();
    let Some(slot) = knobs.slot(short) else {
        let title = format!("there is no `network.{short}`");
        let hint = match nearest(short, names.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it takes {}", names.join(", ")),
        };
        let named = place(OPTION, setting, 0..name.len());
        return Err(Problem::at(&named, title, "not a key of `network`").hint(hint));
    };
    let knob = slot.knob;
    let value = read(value.trim());
    match slot.setting.set(&value, &knob.kind) {
        Ok(()) => Ok((knob.name, at)),
        Err(unfit) => Err(misfit(knob, &value, unfit, &at)),
    }
}

/// A value as a scenario would say it; a bare word stands for itself.
fn read(text: &str) -> Value {
    let unquoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match (unquoted, text.parse(), text.parse()) {
        (Some(word), _, _) => Value::Text(word.to_owned()),
        (_, Ok(whole), _) => Value::Whole(whole),
        (_, _, Ok(number)) => Value::Real(number),
        _ => Value::Text(text.to_owned()),
    }
}

/// A value that does not fit, said as for a scenario.
fn misfit(knob: &Knob, value: &Value, unfit: Unfit, at: &Span) -> Problem {
    let name = format!("network.{}", knob.name);
    let hint = format!("{} Default: {}", knob.meaning.trim(), knob.default);
    match (unfit, knob.kind, value) {
        (Unfit::Range, Kind::Choice(words), Value::Text(word)) => {
            let meant = nearest(word, words.iter().copied());
            let hint = meant.map_or(hint.clone(), |meant| format!("did you mean \"{meant}\"? {hint}"));
            Problem::at(at, format!("`{name}` takes {}", knob.kind), "none of them").hint(hint)
        }
        (Unfit::Range, kind, _) => {
            let written = at.source.text.get(at.bytes.clone()).unwrap_or_default();
            let label = format!("{written} is not {kind}");
            Problem::at(at, format!("`{name}` is out of range"), label).hint(hint)
        }
        (Unfit::Type, kind, _) => {
            let sort = match value {
                Value::Real(_) => "a number with a point",
                Value::Whole(_) => "a whole number",
                Value::Switch(_) => "a switch (true or false)",
                Value::Text(_) => "a text",
            };
            Problem::at(at, format!("`{name}` takes {kind}"), format!("this is {sort}")).hint(hint)
        }
    }
}
