//! A scenario that has been read and not yet checked as a whole: what an experiment lays its points over.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::lay::{Overrides, lay, lay_file, lay_override};
use super::named::HasName;
use super::read::{Shelf, Text};
use super::{Scenario, check, shares};
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, Problems, Source, Span, clip, nearest};

/// A scenario that has been read and not yet checked as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    scenario: Scenario,
    ledger: Ledger,
    /// Dotted names that layers laid over it set: such a knob is not drawn.
    held: BTreeSet<String>,
}

/// Something laid over a draft.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Layer<'a> {
    /// What a file with this base would say: it may add things, and name populations and organisations.
    File(&'a Text, &'a [Entry]),
    /// What the command line would say: it changes what is there, and shares that are not named give way.
    Settings(&'a Text, &'a [Entry]),
    /// A named thing is taken away: its sort, its name, and where that was asked for.
    Without(&'a str, &'a str, &'a Span),
    /// What a command lays over every point last: settings, and things left out (an option called [`WITHOUT`]).
    Last(&'a Overrides, &'a Shelf),
}

/// What is laid over a scenario under this name is no setting: `sort.name` is left out.
pub const WITHOUT: &str = "without";

/// The things that a scenario has, by kind and name, as they begin the names of their knobs.
fn things(scenario: &Scenario) -> Vec<String> {
    fn of<'a, T: HasName>(kind: &'a str, list: &'a [T]) -> impl Iterator<Item = String> + 'a {
        list.iter().map(move |thing| format!("{kind}.{}.", thing.name()))
    }
    let s = scenario;
    let all = of("organisation", &s.organisations).chain(of("union", &s.unions)).chain(of("agency", &s.agencies));
    all.chain(of("target", &s.targets))
        .chain(of("demand", &s.demands))
        .chain(of("intervention", &s.interventions))
        .collect()
}

/// Whether a knob is shared behaviour or the population's, or belongs to something that is there.
fn is_of_something_there(knob: &str, there: &[String]) -> bool {
    let kind = knob.split('.').next().unwrap_or_default();
    !crate::knob::catalogue::NAMED.contains(&kind) || there.iter().any(|thing| knob.starts_with(thing.as_str()))
}

impl Draft {
    /// Reads a scenario and lays the command line over it.
    ///
    /// # Errors
    /// What is wrong with single keys; what they say about one another is checked by [`Draft::finish`].
    pub(crate) fn read(text: &Text, overrides: &Overrides) -> Result<Self, Problems> {
        let mut draft = Self::of(Scenario::default());
        lay_file(text, &mut draft.scenario, &mut draft.ledger, &mut Vec::new())?;
        if draft.scenario.name.is_empty() && !draft.ledger.spans.contains_key("name") {
            let stem = Path::new(&text.source.name).file_stem();
            draft.scenario.name =
                stem.map_or_else(|| text.source.name.clone(), |stem| stem.to_string_lossy().into_owned());
        }
        if draft.ledger.problems.is_empty() {
            draft.ledger.pinning = true;
            for (option, setting) in &overrides.0 {
                lay_override(option, setting, &text.shelf, &mut draft.scenario, &mut draft.ledger)?;
            }
        }
        draft.ledger.pinning = false;
        if draft.ledger.problems.is_empty() { Ok(draft) } else { Err(Problems(draft.ledger.problems)) }
    }

    /// A scenario that is right by itself, to lay more over it.
    pub(crate) fn of(scenario: Scenario) -> Self {
        Self { scenario, ledger: Ledger::default(), held: BTreeSet::new() }
    }

    /// The same without what it draws: knobs have the values that the scenario itself gives them.
    pub(crate) fn without_draw(mut self) -> Self {
        self.scenario.draw = None;
        self
    }

    /// The names of things of a sort, such as organisations.
    pub(crate) fn names(&self, sort: &str) -> Vec<&str> {
        fn names<T: HasName>(list: &[T]) -> Vec<&str> {
            list.iter().map(HasName::name).collect()
        }
        match sort {
            "organisation" => names(&self.scenario.organisations),
            "union" => names(&self.scenario.unions),
            "agency" => names(&self.scenario.agencies),
            "target" => names(&self.scenario.targets),
            "demand" => names(&self.scenario.demands),
            "intervention" => names(&self.scenario.interventions),
            _ => Vec::new(),
        }
    }

    /// Lays one more layer over it.
    ///
    /// # Errors
    /// A text that cannot be read as a whole. What is wrong with single keys waits for [`Draft::finish`].
    pub(crate) fn lay(&mut self, layer: Layer<'_>) -> Result<(), Problems> {
        match layer {
            Layer::File(text, entries) => {
                // A layer does not rename what it is laid over.
                let (name, about) = (self.scenario.name.clone(), self.scenario.about.clone());
                self.ledger.overlaying = true;
                lay(text, entries, &mut self.scenario, &mut self.ledger, &mut Vec::new())?;
                self.ledger.overlaying = false;
                (self.scenario.name, self.scenario.about) = (name, about);
                hold("", entries, &mut self.held);
            }
            Layer::Settings(text, entries) => {
                self.ledger.pinning = true;
                lay(text, entries, &mut self.scenario, &mut self.ledger, &mut Vec::new())?;
                self.ledger.pinning = false;
            }
            Layer::Without(sort, name, span) => self.take_away(sort, name, span),
            Layer::Last(overrides, shelf) => {
                for (option, setting) in &overrides.0 {
                    self.lay_last(option, setting, shelf)?;
                }
            }
        }
        Ok(())
    }

    fn lay_last(&mut self, option: &str, setting: &str, shelf: &Shelf) -> Result<(), Problems> {
        if let (WITHOUT, Some((sort, name))) = (option, setting.split_once('.')) {
            let source = Arc::new(Source { name: option.to_owned(), text: setting.to_owned() });
            self.take_away(sort, name, &Span { source, bytes: 0..setting.len() });
            return Ok(());
        }
        self.ledger.pinning = true;
        lay_override(option, setting, shelf, &mut self.scenario, &mut self.ledger)?;
        self.ledger.pinning = false;
        Ok(())
    }

    /// Takes a named thing away; with an organisation goes what is done to it.
    fn take_away(&mut self, sort: &str, name: &str, span: &Span) {
        let s = &mut self.scenario;
        let found = match sort {
            "organisation" => {
                s.interventions.retain(|i| i.organisation.as_deref() != Some(name));
                drop_named(&mut s.organisations, name)
            }
            "union" => drop_named(&mut s.unions, name),
            "agency" => drop_named(&mut s.agencies, name),
            "target" => drop_named(&mut s.targets, name),
            "demand" => drop_named(&mut s.demands, name),
            _ => drop_named(&mut s.interventions, name),
        };
        if let Err(known) = found {
            let hint = match nearest(name, known.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{sort}.{meant}`?"),
                None if known.is_empty() => format!("the scenario has no {sort}"),
                None => format!("the scenario has {}", known.join(", ")),
            };
            let title = format!("there is no {sort} `{}` to leave out", clip(name));
            self.ledger.problems.push(Problem::at(span, title, "not in the scenario").hint(hint));
        }
    }

    /// The scenario, checked as a whole.
    ///
    /// # Errors
    /// Everything that is wrong, each with its place and a hint.
    pub(crate) fn finish(mut self) -> Result<Scenario, Problems> {
        if self.ledger.problems.is_empty() {
            shares::settle(&mut self.scenario, &mut self.ledger);
            check::all(&mut self.scenario, &mut self.ledger);
        }
        let there = things(&self.scenario);
        if let Some(draw) = &mut self.scenario.draw {
            // A set fitted to several cases has columns of things that one of them lacks.
            let fits: Vec<String> =
                draw.knobs.iter().filter(|knob| is_of_something_there(knob, &there)).cloned().collect();
            // A set of which nothing fits is refused where it is drawn from.
            if !draw.lists_knobs && !fits.is_empty() {
                draw.knobs = fits;
            }
            draw.lists_knobs = true;
            // What the command line or a layer says holds, and is not drawn.
            draw.knobs.retain(|knob| !self.ledger.pinned.contains(knob) && !self.held.contains(knob));
        }
        self.scenario.draw = self.scenario.draw.take().filter(|draw| !draw.knobs.is_empty());
        if self.ledger.problems.is_empty() { Ok(self.scenario) } else { Err(Problems(self.ledger.problems)) }
    }
}

/// Notes the dotted names that a layer sets itself; what a population or a scenario that it names says is drawn over.
fn hold(above: &str, entries: &[Entry], held: &mut BTreeSet<String>) {
    for entry in entries {
        let name = if above.is_empty() { entry.key.clone() } else { format!("{above}.{}", entry.key) };
        match &entry.node {
            Node::Table(inner) => hold(&name, inner, held),
            _ => _ = held.insert(name),
        }
    }
}

/// Drops what has a name from a list; the names that are there where it is none of them.
fn drop_named<T: HasName>(list: &mut Vec<T>, name: &str) -> Result<(), Vec<String>> {
    match list.iter().position(|item| item.name() == name) {
        Some(span) => {
            list.remove(span);
            Ok(())
        }
        None => Err(list.iter().map(|item| item.name().to_owned()).collect()),
    }
}
