//! Other structures of the model: the alternatives of an experiment file, each to be laid over another experiment.

use crate::config::{Entry, Node, Problem, Problems};
use crate::scenario::{Overrides, Shelf, WITHOUT};

use super::factor::{Alternative, Factor, Levels};
use super::file::{self, Read};
use super::plan::SweepPlan;

/// What the alternatives are called, of which each is a structure.
pub(crate) const NAME: &str = "structure";

/// Another structure of the model.
#[derive(Debug, Clone)]
pub struct Structure {
    /// What it is called.
    pub label: String,
    /// What it lays over a point last.
    pub last: Overrides,
    /// The knobs it turns and the things it leaves out, by dotted name.
    pub turns: Vec<String>,
}

/// The structures that an experiment file lists below `[alternatives.structure]`, but for those that change nothing.
///
/// # Errors
/// A file that cannot be read, has no such table, or whose alternatives do more than turn knobs and leave things out.
pub(crate) fn read(name: &str, shelf: &Shelf) -> Result<Vec<Structure>, Problems> {
    let Read { text, experiment, .. } = file::read(name, false, shelf)?;
    let listed = experiment.factors.iter().find_map(|factor| match &factor.levels {
        Levels::Alternatives(all) if factor.name == NAME => Some(all),
        _ => None,
    });
    let Some(all) = listed else {
        let title = format!("`{}` lists no structures", text.source.name);
        let hint = "each is an alternative: a table [alternatives.structure.NAME] with the knobs it turns below it";
        return Err(Problem::whole(title, hint).into());
    };
    let found: Vec<Structure> = all.iter().map(structure).collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter(|structure| !structure.last.0.is_empty()).collect())
}

fn structure(alternative: &Alternative) -> Result<Structure, Problem> {
    let mut settings = Vec::new();
    for entry in &alternative.entries {
        knobs(entry, &bare(&entry.key), &mut settings)?;
    }
    let mut turns: Vec<String> = settings.iter().map(|(knob, _)| knob.clone()).collect();
    // Messages name the structure as the place of a mistake.
    let set = |(knob, value)| (format!("structure {}", alternative.label), format!("{knob}={value}"));
    let mut last: Vec<(String, String)> = settings.into_iter().map(set).collect();
    for (sort, name, _) in &alternative.without {
        turns.push(format!("{sort}.{name}"));
        last.push((WITHOUT.to_owned(), format!("{sort}.{name}")));
    }
    Ok(Structure { label: alternative.label.clone(), last: Overrides(last), turns })
}

/// The settings a table gives, dotted names put together.
fn knobs(entry: &Entry, name: &str, found: &mut Vec<(String, String)>) -> Result<(), Problem> {
    match &entry.node {
        Node::Table(inner) => {
            inner.iter().try_for_each(|item| knobs(item, &format!("{name}.{}", bare(&item.key)), found))
        }
        Node::Value(value) => {
            found.push((name.to_owned(), value.to_string()));
            Ok(())
        }
        node => {
            let title = format!("`{name}` of a structure is {}", node.type_name());
            let problem = Problem::at(&entry.span, title, "not one value");
            Err(problem.hint("a structure turns knobs, each to one value, and leaves out what `remove` lists"))
        }
    }
}

fn is_table(entry: &Entry) -> bool {
    matches!(entry.node, Node::Table(_))
}

/// A part of a dotted name as a line of TOML writes it.
fn bare(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if plain { key.to_owned() } else { format!("\"{key}\"") }
}

impl SweepPlan {
    /// What the file varies that this structure would turn too; nothing where they keep out of one another's way.
    pub fn varies_of(&self, structure: &Structure) -> Vec<String> {
        let own: Vec<String> = self.experiment.factors.iter().flat_map(turned).collect();
        let below = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'));
        let meets = |knob: &&String| own.iter().any(|own| own == *knob || below(own, knob) || below(knob, own));
        structure.turns.iter().filter(meets).cloned().collect()
    }
}

/// The dotted names that a factor turns.
fn turned(factor: &Factor) -> Vec<String> {
    let all = match &factor.levels {
        Levels::Alternatives(all) => all,
        // Whole populations and organisations come first: what turns one of their knobs is laid over each.
        Levels::Named(_) => return Vec::new(),
        _ => return vec![factor.name.clone()],
    };
    let mut names = Vec::new();
    for alternative in all {
        let mut settings = Vec::new();
        let whole = |entry: &&Entry| {
            !["population", "organisations", "agencies"].contains(&entry.key.as_str()) || is_table(entry)
        };
        for entry in alternative.entries.iter().filter(whole) {
            // What is no single value is known by the name of its table.
            if knobs(entry, &bare(&entry.key), &mut settings).is_err() {
                names.push(bare(&entry.key));
            }
        }
        names.extend(settings.into_iter().map(|(knob, _)| knob));
        names.extend(alternative.without.iter().map(|(sort, name, _)| format!("{sort}.{name}")));
    }
    names
}
