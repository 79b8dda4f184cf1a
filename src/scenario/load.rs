//! Loading: the file, the bases under it, the population and organisations it names, and what the command
//! line lays over all of them. Nothing runs and nothing is written here.

use std::path::Path;
use std::sync::Arc;

use crate::knob::Value;

use super::apply::{self, Ledger};
use super::library::{CASES, POPULATIONS};
use super::problem::{Place, Problem, Problems, Source};
use super::read::{self, Text};
use super::tree::{self, Entry, Node};
use super::{Population, Scenario, VERSION, check, network, shares};

/// What the command line lays over a scenario: the option it came from, and `knob=value`.
#[derive(Debug, Clone, Default)]
pub struct Overrides(pub Vec<(String, String)>);

/// How deep bases may stand on bases.
const MOST_BASES: usize = 8;

/// Loads a scenario by path or embedded name, checks all of it, and reads the network file it names.
///
/// # Errors
/// Everything that is wrong, each with its place and a hint.
pub fn load(name: &str, overrides: &Overrides) -> Result<Scenario, Problems> {
    let mut ledger = Ledger::default();
    let mut scenario = Scenario::default();
    let text = read::find(name, Path::new(""), CASES, None)?;
    lay_file(&text, &mut scenario, &mut ledger, 0)?;
    if scenario.name.is_empty() {
        scenario.name = Path::new(&text.source.name)
            .file_stem()
            .map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned());
    }
    ledger.pinning = true;
    for (option, setting) in &overrides.0 {
        lay_override(option, setting, &mut scenario, &mut ledger)?;
    }
    if ledger.problems.is_empty() {
        shares::settle(&mut scenario, &mut ledger);
        check::all(&mut scenario, &mut ledger);
    }
    if ledger.problems.is_empty() { Ok(scenario) } else { Err(Problems(ledger.problems)) }
}

fn lay_file(text: &Text, scenario: &mut Scenario, ledger: &mut Ledger, depth: usize) -> Result<(), Problems> {
    let entries = tree::parse(&text.source)?;
    check_version(&text.source, &entries)?;
    lay(text, &entries, scenario, ledger, depth)
}

/// Follows the names a file gives, then lays the file's own keys over what they brought.
fn lay(
    text: &Text,
    entries: &[Entry],
    scenario: &mut Scenario,
    ledger: &mut Ledger,
    depth: usize,
) -> Result<(), Problems> {
    if let Some((name, place)) = word(entries, "base") {
        if depth >= MOST_BASES {
            let problem = Problem::at(&place, format!("`base` goes deeper than {MOST_BASES} files"), "one more");
            return Err(problem.hint("does a file stand on itself?").into());
        }
        let base = read::find(&name, &text.folder, CASES, Some(&place))?;
        lay_file(&base, scenario, ledger, depth + 1)?;
        // A file's own name is not that of its base.
        scenario.name.clear();
        scenario.about.clear();
    }
    if let Some((name, place)) = word(entries, "organisations") {
        if depth >= MOST_BASES {
            let problem =
                Problem::at(&place, format!("`organisations` goes deeper than {MOST_BASES} files"), "one more");
            return Err(problem.hint("does a file take organisations from itself?").into());
        }
        let other = read::find(&name, &text.folder, CASES, Some(&place))?;
        let mut from = Scenario::default();
        lay_file(&other, &mut from, ledger, depth + 1)?;
        take_organisations(scenario, from);
    }
    if let Some((name, place)) = population_name(entries) {
        let population = read::find(&name, &text.folder, POPULATIONS, Some(&place))?;
        scenario.population = Population::default();
        lay_population(&population, scenario, ledger)?;
    }
    apply::scenario(entries, scenario, ledger);
    if let Some(entry) = entries.iter().find(|entry| entry.key == "network") {
        network::lay(entry, &text.folder, scenario, ledger);
    }
    Ok(())
}

/// Takes another scenario's organisations, and what is done to them, in place of one's own. What belongs to
/// the place — population, union, agencies, targets, the regime — stays.
fn take_organisations(scenario: &mut Scenario, from: Scenario) {
    scenario.organisations = from.organisations;
    scenario.interventions.retain(|i| i.organisation.is_none());
    scenario.interventions.extend(from.interventions.into_iter().filter(|i| i.organisation.is_some()));
    for organisation in &mut scenario.organisations {
        // Demands and unions of the other place are not to be had here.
        organisation.demands.retain(|name| scenario.demands.iter().any(|demand| demand.name == *name));
        organisation.union =
            organisation.union.take().filter(|name| scenario.unions.iter().any(|union| union.name == *name));
        organisation.area = None;
        organisation.founders_origin = None;
    }
}

fn lay_population(text: &Text, scenario: &mut Scenario, ledger: &mut Ledger) -> Result<(), Problems> {
    let entries = tree::parse(&text.source)?;
    check_version(&text.source, &entries)?;
    for entry in &entries {
        match (entry.key.as_str(), &entry.node) {
            ("version" | "about", _) => {}
            ("name", Node::Value(Value::Text(name))) => scenario.population.name.clone_from(name),
            ("population", Node::Table(_)) => apply::population(entry, &mut scenario.population, ledger),
            _ => {
                let title = format!("`{}` does not belong in a population's file", entry.key);
                let problem = Problem::at(&entry.key_place, title, "not a key of a population's file");
                ledger.problems.push(problem.hint("it takes version, name, about and the table [population]"));
            }
        }
    }
    Ok(())
}

/// Lays `knob=value` over a scenario: a line of TOML, in which a bare word stands for itself.
fn lay_override(option: &str, setting: &str, scenario: &mut Scenario, ledger: &mut Ledger) -> Result<(), Problems> {
    let source = |text: String| Arc::new(Source { name: option.to_owned(), text });
    let plain = source(setting.to_owned());
    let Some((key, value)) = setting.split_once('=') else {
        let place = Place { source: plain, span: 0..setting.len() };
        return Err(Problem::at(&place, "a setting is written knob=value", "no = in it")
            .hint("as in --set coping.relief=0.5")
            .into());
    };
    let entries = tree::parse(&plain).or_else(|problems| {
        let quoted = source(format!("{key}=\"{}\"", value.trim().replace(['"', '\\', '\n'], " ")));
        tree::parse(&quoted).map_err(|_| problems)
    })?;
    for entry in &entries {
        if matches!(entry.key.as_str(), "version" | "base" | "organisations" | "network") {
            let problem = Problem::at(
                &entry.key_place,
                format!("`{}` cannot be set from outside", entry.key),
                "belongs in a file",
            );
            return Err(problem.hint(format!("write a file with {} in it", entry.key)).into());
        }
    }
    let text = Text { source: plain, folder: std::path::PathBuf::new() };
    lay(&text, &entries, scenario, ledger, MOST_BASES)
}

fn check_version(source: &Arc<Source>, entries: &[Entry]) -> Result<(), Problems> {
    let top = Place { source: Arc::clone(source), span: 0..0 };
    let Some(entry) = entries.iter().find(|entry| entry.key == "version") else {
        let problem = Problem::at(
            &top,
            "the file does not say which version of the scenario language it speaks",
            "missing at the top",
        );
        return Err(problem.hint(format!("begin it with version = {VERSION}")).into());
    };
    match &entry.node {
        Node::Value(Value::Whole(VERSION)) => Ok(()),
        Node::Value(Value::Whole(other)) => {
            let title = format!("the file speaks version {other} of the scenario language");
            let problem = Problem::at(&entry.place, title, format!("this program speaks version {VERSION}"));
            Err(problem
                .hint(if *other > VERSION { "a newer mobilise reads it" } else { "there is no such version" })
                .into())
        }
        node => {
            let problem =
                Problem::at(&entry.place, "`version` takes a whole number", format!("this is {}", node.sort()));
            Err(problem.hint(format!("write version = {VERSION}")).into())
        }
    }
}

/// A key of the top that holds a word.
fn word(entries: &[Entry], key: &str) -> Option<(String, Place)> {
    let entry = entries.iter().find(|entry| entry.key == key)?;
    match &entry.node {
        Node::Value(Value::Text(word)) => Some((word.clone(), entry.place.clone())),
        _ => Some((String::new(), entry.place.clone())),
    }
}

/// The name in `population = "name"` or `population.base = "name"`.
fn population_name(entries: &[Entry]) -> Option<(String, Place)> {
    let entry = entries.iter().find(|entry| entry.key == "population")?;
    match &entry.node {
        Node::Value(Value::Text(name)) => Some((name.clone(), entry.place.clone())),
        Node::Table(inner) => word(inner, "base"),
        _ => None,
    }
}
