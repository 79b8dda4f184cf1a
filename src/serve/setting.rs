//! What the page has set, as a scenario: a base, other organisations or another population, knobs, interventions.
//!
//! Nothing here reads the disk: a client names what the program holds, or sends a text, and a text can name nothing but
//! what is embedded.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::{Node, Problem, Problems, Source, Span, parse};
use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Kind, Value};
use crate::scenario::knobs::{intervention_key, knobs};
use crate::scenario::library::{POPULATIONS, find as find_embedded, scenarios};
use crate::scenario::{Draft, Layer, Overrides, Scenario, Shelf, Text, find, quoted};

/// The scenario that the program was started with, by the name a setting calls it by.
pub(crate) const OWN: &str = "own";

/// Most knobs, and most interventions added or removed, in a setting.
const MAX_CHANGES: usize = 2_000;

/// A setting as the page sends it. All of it may be left out but what it stands on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Setting {
    /// An embedded scenario, or `own`.
    pub scenario: String,
    /// A whole scenario file in place of that name.
    pub text: Option<String>,
    /// The scenario whose organisations are taken.
    pub organisations: Option<String>,
    /// An embedded population.
    pub population: Option<String>,
    /// Knobs with their values, by their whole names; dates of interventions too.
    pub set: BTreeMap<String, serde_json::Value>,
    /// Interventions that are taken away.
    pub without: Vec<String>,
    /// Interventions that are added.
    pub added: Vec<Added>,
}

/// An intervention that is added; its knobs are in the setting's `set`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Added {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The organisation it is done to.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Its first day.
    pub from: String,
}

impl Setting {
    /// The scenario that this sets, checked as a file is.
    ///
    /// # Errors
    /// Everything that is wrong, as for a file.
    pub(crate) fn scenario(&self, own: Option<&Draft>) -> Result<Scenario, Problems> {
        if self.set.len() + self.without.len() + self.added.len() > MAX_CHANGES {
            return Err(Problem::whole("the setting has too many changes", "write a scenario file").into());
        }
        let mut draft = self.base(own)?;
        let layer = self.layer()?;
        if !layer.source.text.is_empty() {
            draft.lay(Layer::File(&layer, &parse(&layer.source)?))?;
        }
        for name in &self.without {
            let source = Arc::new(Source { name: "without".to_owned(), text: name.clone() });
            draft.lay(Layer::Without("intervention", name, &Span { source, bytes: 0..name.len() }))?;
        }
        let text = self.knobs(&draft.clone().finish()?)?;
        if !text.source.text.is_empty() {
            draft.lay(Layer::Settings(&text, &parse(&text.source)?))?;
        }
        draft.finish()
    }

    fn base(&self, own: Option<&Draft>) -> Result<Draft, Problems> {
        if let Some(text) = &self.text {
            let text = sealed("the scenario", text.clone());
            refuse_files(&text)?;
            return Draft::read(&text, &Overrides::default());
        }
        if self.scenario == OWN
            && let Some(own) = own
        {
            return Ok(own.clone());
        }
        known("scenario", &self.scenario, scenarios().iter().map(|file| file.name))?;
        let shelf = Shelf::sealed(BTreeMap::new());
        Draft::read(&find(&self.scenario, &PathBuf::new(), scenarios(), None, &shelf)?, &Overrides::default())
    }

    /// Organisations, population and added interventions, as a file would say them.
    fn layer(&self) -> Result<Text, Problems> {
        let mut text = String::new();
        if let Some(name) = &self.organisations {
            known("scenario", name, scenarios().iter().map(|file| file.name))?;
            let _ = writeln!(text, "organisations = {}", quoted(name));
        }
        if let Some(name) = &self.population {
            if find_embedded(POPULATIONS, name).is_none() {
                known("population", name, POPULATIONS.iter().map(|file| file.name))?;
            }
            let _ = writeln!(text, "population = {}", quoted(name));
        }
        for added in &self.added {
            known("kind of intervention", &added.kind, InterventionKind::WORDS.iter().copied())?;
            let _ = writeln!(text, "[intervention.{}]\nkind = {}", quoted(&added.name), quoted(&added.kind));
            if let Some(organisation) = &added.organisation {
                let _ = writeln!(text, "organisation = {}", quoted(organisation));
            }
            let _ = writeln!(text, "from = {}", date("from", &added.from)?);
        }
        Ok(sealed("the setting", text))
    }

    /// The knobs as lines of a file; none but those that the scenario has.
    fn knobs(&self, scenario: &Scenario) -> Result<Text, Problems> {
        let mut text = String::new();
        let all = knobs(scenario);
        for (name, value) in &self.set {
            let known = all.iter().find(|knob| knob.name == *name);
            let dated = name.strip_suffix(".from").or_else(|| name.strip_suffix(".until"));
            let written = match (known, dated) {
                (Some(knob), _) => written(name, &knob.knob.kind, value)?,
                (None, Some(of)) if scenario.interventions.iter().any(|i| intervention_key(&i.name) == of) => {
                    date(name, value.as_str().unwrap_or_default())?.to_string()
                }
                _ => {
                    return Err(
                        Problem::whole(format!("there is no `{name}` to set"), "see what the page lists").into()
                    );
                }
            };
            let _ = writeln!(text, "{name} = {written}");
        }
        Ok(sealed("the setting", text))
    }
}

/// A value as a scenario file writes it.
fn written(name: &str, kind: &Kind, value: &serde_json::Value) -> Result<String, Problems> {
    let found = match (kind, value) {
        (Kind::Real { .. }, serde_json::Value::Number(x)) => x.as_f64().map(Value::Real),
        (Kind::Whole { .. }, serde_json::Value::Number(x)) => {
            let whole = x.as_f64().filter(|x| x.fract() == 0.0 && x.abs() < 1e15);
            whole.map(|x| Value::Whole(x as i64))
        }
        (Kind::Switch, serde_json::Value::Bool(on)) => Some(Value::Switch(*on)),
        (Kind::Choice(words), serde_json::Value::String(word)) if words.contains(&word.as_str()) => {
            Some(Value::Text(word.clone()))
        }
        _ => None,
    };
    match found {
        Some(value) => Ok(value.to_string()),
        None => Err(Problem::whole(format!("`{name}` takes {kind}"), "give such a value").into()),
    }
}

fn date(name: &str, text: &str) -> Result<Date, Problems> {
    text.parse().map_err(|_| Problem::whole(format!("`{name}` takes a date"), "as in 2012-04-06").into())
}

/// Refuses what is none of these names.
fn known<'a>(sort: &str, name: &str, mut names: impl Iterator<Item = &'a str>) -> Result<(), Problems> {
    if names.any(|known| known == name) {
        return Ok(());
    }
    Err(Problem::whole(format!("there is no {sort} of this name here"), "the page lists what there is").into())
}

/// A text that can name nothing on the disk.
fn sealed(name: &str, text: String) -> Text {
    let source = Arc::new(Source { name: name.to_owned(), text });
    let (folder, identity) = (PathBuf::new(), PathBuf::from(name));
    Text { source, folder, identity, shelf: Shelf::sealed(BTreeMap::new()) }
}

/// A scenario that is sent may not have the program read a network file.
fn refuse_files(text: &Text) -> Result<(), Problems> {
    for entry in parse(&text.source)?.iter().filter(|entry| entry.key == "network") {
        if let Node::Table(inner) = &entry.node
            && let Some(file) = inner.iter().find(|item| item.key == "file")
        {
            let problem =
                Problem::at(&file.key_span, "a scenario that is opened in the page cannot name a file", "here");
            return Err(problem.hint("start the program with it: mobilise serve FILE").into());
        }
    }
    Ok(())
}
