//! Laying what files and the command line say over a scenario: the bases under a file, the population and organisations
//! it names.

use std::path::PathBuf;
use std::sync::Arc;

use crate::knob::Value;

use super::apply;
use super::kind::{FileKind, check_kind};
use super::knobs::knobs;
use super::library::{POPULATIONS, scenarios};
use super::read::{self, Shelf, Text};
use super::{Population, Scenario, VERSION, accepted, first_movers, network, worker};
use crate::config::ledger::Ledger;
use crate::config::tree::{self, Entry, Node};
use crate::config::{Problem, Problems, Source, Span, clip};

/// What the command line lays over a scenario: the option it came from, and `knob=value`.
#[derive(Debug, Clone, Default)]
pub struct Overrides(pub Vec<(String, String)>);

/// In place of a scenario whose agencies are taken: there is none.
const NO_AGENCY: &str = "none";

/// How deep bases may stand on bases.
const MAX_BASES: usize = 8;

/// Lays a file over a scenario. `above` are the files that led to it.
pub(super) fn lay_file(
    text: &Text,
    scenario: &mut Scenario,
    ledger: &mut Ledger,
    above: &mut Vec<PathBuf>,
) -> Result<(), Problems> {
    let entries = tree::parse(&text.source)?;
    check_version(&text.source, &entries)?;
    check_kind(FileKind::Scenario, text, &entries)?;
    above.push(text.identity.clone());
    lay(text, &entries, scenario, ledger, above)?;
    above.pop();
    Ok(())
}

/// Follows the names a file gives, then lays the file's own keys over what they brought.
pub(super) fn lay(
    text: &Text,
    entries: &[Entry],
    scenario: &mut Scenario,
    ledger: &mut Ledger,
    above: &mut Vec<PathBuf>,
) -> Result<(), Problems> {
    let base = word(entries, "base", "the name of a scenario", "as in base = \"j4dw\"")?;
    if let Some(file) = follow("base", base, text, above)? {
        lay_file(&file, scenario, ledger, above)?;
        // A file's own name is not that of its base.
        scenario.name.clear();
        scenario.about.clear();
        ledger.spans.remove("name");
    }
    let hint = "as in organisations = \"meca\"; an organisation of your own is a table [organisation.NAME]";
    let organisations = word(entries, "organisations", "the name of a scenario", hint)?;
    if let Some(file) = follow("organisations", organisations, text, above)? {
        let mut from = Scenario::default();
        lay_file(&file, &mut from, ledger, above)?;
        ledger.spans.remove("name");
        take_organisations(scenario, from);
    }
    let hint = "as in agencies = \"j4dw\", or agencies = \"none\"; an agency of your own is a table [agency.NAME]";
    match word(entries, "agencies", "the name of a scenario, or \"none\"", hint)? {
        Some((name, _)) if name == NO_AGENCY => scenario.agencies.clear(),
        named => {
            if let Some(file) = follow("agencies", named, text, above)? {
                let mut from = Scenario::default();
                lay_file(&file, &mut from, ledger, above)?;
                ledger.spans.remove("name");
                scenario.agencies = from.agencies;
                // Areas of the other place are not to be had here.
                scenario.agencies.iter_mut().for_each(|agency| agency.area = None);
            }
        }
    }
    if let Some((name, span)) = population_name(entries)? {
        let population = read::find(&name, &text.folder, POPULATIONS, Some(&span), &text.shelf)?;
        scenario.population = Population::default();
        // A population named on the command line is not a command line's: its shares may still give way.
        let pinning = std::mem::replace(&mut ledger.pinning, false);
        lay_population(&population, scenario, ledger)?;
        ledger.pinning = pinning;
    }
    lay_keys(entries, scenario, ledger);
    if let Some(entry) = entries.iter().find(|entry| entry.key == "network") {
        network::lay(entry, &text.folder, scenario, ledger);
    }
    if let Some(entry) = entries.iter().find(|entry| entry.key == "worker") {
        // After the network, whose file may give them names.
        worker::lay(entry, scenario.network.file.as_ref(), &mut scenario.workers, ledger);
    }
    first_movers::lay(entries, scenario, ledger);
    if let Some(entry) = entries.iter().find(|entry| entry.key == "draw") {
        accepted::lay(entry, text, scenario, ledger);
    }
    Ok(())
}

/// Lays a file's own keys. A share set over a base is kept as one set on the command line is; those of the base give way.
fn lay_keys(entries: &[Entry], scenario: &mut Scenario, ledger: &mut Ledger) {
    let stands_on_another = entries.iter().any(|entry| matches!(entry.key.as_str(), "base" | "organisations"));
    let overlaying = ledger.overlaying;
    ledger.overlaying |= stands_on_another;
    ledger.layers += 1;
    apply::scenario(entries, scenario, ledger);
    ledger.overlaying = overlaying;
}

/// The scenario file that a key names, unless that leads in a circle or too far.
fn follow(key: &str, named: Option<(String, Span)>, text: &Text, above: &[PathBuf]) -> Result<Option<Text>, Problems> {
    let Some((name, span)) = named else { return Ok(None) };
    let file = read::find(&name, &text.folder, scenarios(), Some(&span), &text.shelf)?;
    if above.contains(&file.identity) {
        let title = format!("`{key}` leads back to `{}`, where it came from", file.source.name);
        let hint = "a file cannot stand on itself, not even by way of others: name another one, or leave it out";
        return Err(Problem::at(&span, title, "a circle").hint(hint).into());
    }
    if above.len() >= MAX_BASES {
        let title = format!("`{key}` goes deeper than {MAX_BASES} files");
        return Err(Problem::at(&span, title, "one more").hint("put what some of them say into one file").into());
    }
    Ok(Some(file))
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
        if ledger.full() {
            break;
        }
        match (entry.key.as_str(), &entry.node) {
            ("version", _) => {}
            ("about", Node::Value(Value::Text(_))) => {}
            ("name", Node::Value(Value::Text(name))) => {
                ledger.note("population.name", &entry.span);
                scenario.population.name.clone_from(name);
            }
            ("name" | "about", _) => {
                ledger.wrong_type(&entry.key, entry, "a text", "write it in \"quotes\"".to_owned())
            }
            ("population", Node::Table(inner)) if inner.iter().any(|item| item.key == "base") => {
                let problem = Problem::at(&entry.key_span, "a population cannot have a `base`", "a population's file");
                ledger.problems.push(problem.hint("write all of it in this file"));
            }
            ("population", Node::Table(_)) => apply::population(entry, &mut scenario.population, ledger),
            ("population", _) => {
                ledger.wrong_type("population", entry, "a table", "write [population] above its keys".to_owned());
            }
            _ => {
                let title = format!("`{}` does not belong in a population's file", clip(&entry.key));
                let problem = Problem::at(&entry.key_span, title, "not a key of a population's file");
                ledger.problems.push(problem.hint("it takes version, name, about and the table [population]"));
            }
        }
    }
    Ok(())
}

/// Lays `knob=value` over a scenario: a line of TOML, in which a bare word stands for itself.
pub(super) fn lay_override(
    option: &str,
    setting: &str,
    shelf: &Shelf,
    scenario: &mut Scenario,
    ledger: &mut Ledger,
) -> Result<(), Problems> {
    let source = |text: String| Arc::new(Source { name: option.to_owned(), text });
    let plain = source(setting.to_owned());
    let Some((key, value)) = setting.split_once('=') else {
        let span = Span { source: plain, bytes: 0..setting.len() };
        return Err(Problem::at(&span, "a setting is written knob=value", "no = in it")
            .hint("as in --set coping.relief=0.5")
            .into());
    };
    if setting.contains(['\n', '\r']) {
        let span = Span { source: plain, bytes: 0..setting.len() };
        return Err(Problem::at(&span, "a setting is one key on one line", "several lines")
            .hint("give --set once for each key")
            .into());
    }
    let entries = tree::parse(&plain).or_else(|problems| {
        // What begins like a number or a date was meant as one.
        if value.trim_start().starts_with(|c: char| c.is_ascii_digit() || "+-.'\"[{".contains(c)) {
            return Err(problems);
        }
        let quoted = source(format!("{key}=\"{}\"", value.trim().replace(['"', '\\', '\n'], " ")));
        tree::parse(&quoted).map_err(|_| problems)
    })?;
    for entry in &entries {
        if matches!(entry.key.as_str(), "version" | "base" | "organisations" | "agencies") {
            let problem = Problem::at(
                &entry.key_span,
                format!("`{}` cannot be set from outside", entry.key),
                "belongs in a file",
            );
            return Err(problem.hint(format!("write a file with {} in it", entry.key)).into());
        }
    }
    let text = Text { source: plain, folder: PathBuf::new(), identity: PathBuf::new(), shelf: shelf.clone() };
    let before = ledger.problems.len();
    lay(&text, &entries, scenario, ledger, &mut Vec::new())?;
    if ledger.problems.len() > before
        && let Some(meant) = meant(key.trim(), scenario)
        && let Some(problem) = ledger.problems.pop()
    {
        ledger.problems.push(problem.hint(meant));
    }
    Ok(())
}

/// The knobs of a scenario whose names end with what was written as a whole name, as a hint.
fn meant(key: &str, scenario: &Scenario) -> Option<String> {
    const MAX: usize = 4;
    let ending = format!(".{key}");
    let names = knobs(scenario).into_iter().map(|knob| knob.name);
    let (whole, parts): (Vec<String>, Vec<String>) = names
        .filter(|name| name == key || name.ends_with(&ending))
        .map(|name| format!("`{name}`"))
        .partition(|name| name.trim_matches('`') == key);
    (whole.is_empty() && !parts.is_empty())
        .then(|| format!("did you mean {}?", parts[..parts.len().min(MAX)].join(" or ")))
}

pub(crate) fn check_version(source: &Arc<Source>, entries: &[Entry]) -> Result<(), Problems> {
    let top = Span { source: Arc::clone(source), bytes: 0..0 };
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
            let problem = Problem::at(&entry.span, title, format!("this program speaks version {VERSION}"));
            Err(problem.hint(if *other > VERSION { "a newer mobilise reads it" } else { "write version = 1" }).into())
        }
        node => {
            let problem =
                Problem::at(&entry.span, "`version` takes a whole number", format!("this is {}", node.type_name()));
            Err(problem.hint(format!("write version = {VERSION}")).into())
        }
    }
}

/// A key that holds a word.
fn word(entries: &[Entry], key: &str, wanted: &str, hint: &str) -> Result<Option<(String, Span)>, Problem> {
    let Some(entry) = entries.iter().find(|entry| entry.key == key) else { return Ok(None) };
    match &entry.node {
        Node::Value(Value::Text(word)) => Ok(Some((word.clone(), entry.span.clone()))),
        node => {
            let label = format!("this is {}", node.type_name());
            Err(Problem::at(&entry.span, format!("`{key}` takes {wanted}"), label).hint(hint))
        }
    }
}

/// The name in `population = "name"` or `population.base = "name"`.
fn population_name(entries: &[Entry]) -> Result<Option<(String, Span)>, Problem> {
    let Some(entry) = entries.iter().find(|entry| entry.key == "population") else { return Ok(None) };
    match &entry.node {
        Node::Value(Value::Text(name)) => Ok(Some((name.clone(), entry.span.clone()))),
        Node::Table(inner) => {
            word(inner, "base", "the name of a population", "as in base = \"london-domestic-workers\"")
        }
        _ => Ok(None),
    }
}
