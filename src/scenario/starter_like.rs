//! A scenario to start from that is like another one: what that one sets, on a population, from a day on and with the
//! organisations of one's choice. Settings at their default are left out.

use std::fmt::Write;

use jiff::civil::Date;

use crate::config::{Problem, Problems, nearest};
use crate::knob::network::NetworkKind;
use crate::knob::{Choice, Table};

use super::lay::Overrides;
use super::library::POPULATIONS;
use super::load::{load, load_text};
use super::starter::line;
use super::starter_draw;
use super::write::quoted;
use super::{Intervention, Organisation, Population, Scenario, VERSION};

/// What a new scenario is like, and what it is to have otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Like<'a> {
    /// The scenario it is like: a name or a path.
    pub scenario: &'a str,
    /// A population in place of that one's, by name or path.
    pub population: Option<&'a str>,
    /// The day of the first week, in place of that one's.
    pub start: Option<Date>,
    /// The organisations to keep; all if empty.
    pub organisations: &'a [String],
}

/// The text of a scenario like another one.
///
/// # Errors
/// Everything that is wrong with that one or with the population, and organisations it does not have.
pub fn starter_like(name: &str, like: &Like<'_>) -> Result<String, Problems> {
    let model = load(like.scenario, &Overrides::default())?;
    let (population, lines) = population_of(&model, like.population)?;
    let kept = kept(&model, like.organisations)?;
    let shift = like.start.map_or(0, |start| (start - model.start).get_days());
    let shifted = |date: Date| date.saturating_add(jiff::Span::new().days(shift));
    let start = shifted(model.start);
    let mut out = String::new();
    head(&mut out, name, &model, start);
    out.push_str(&lines);
    section(&mut out, "run", "How long and how often.", &model.run, &[]);
    network(&mut out, &model);
    for organisation in &kept {
        write_organisation(&mut out, organisation, &population, &shifted);
    }
    others(&mut out, &model, &kept, &shifted);
    for event in &model.interventions {
        write_intervention(&mut out, event, &kept, start, &shifted);
    }
    starter_draw::draw(&mut out, &model, &kept);
    behaviour(&mut out, &model);
    Ok(out)
}

/// The organisations that are kept.
fn kept<'a>(model: &'a Scenario, wanted: &[String]) -> Result<Vec<&'a Organisation>, Problem> {
    let names = || model.organisations.iter().map(|it| it.name.as_str());
    if let Some(unknown) = wanted.iter().find(|name| !names().any(|known| known == name.as_str())) {
        let meant = nearest(unknown, names()).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
        let all = names().collect::<Vec<_>>().join(", ");
        let title = format!("{} has no organisation `{unknown}`", model.name);
        return Err(Problem::whole(title, format!("{meant}it has: {all}")));
    }
    let chosen = |it: &&Organisation| wanted.is_empty() || wanted.contains(&it.name);
    Ok(model.organisations.iter().filter(chosen).collect())
}

/// The population, and the lines that name it or write it out.
fn population_of(model: &Scenario, wanted: Option<&str>) -> Result<(Population, String), Problems> {
    let named = |name: &str| -> Result<Population, Problems> {
        let text = format!("version = {VERSION}\npopulation = {}\n", quoted(name));
        Ok(load_text("new scenario", &text, &Overrides::default())?.population)
    };
    let reference = |name: &str| {
        format!(
            "\n# Who the workers are: a name that `mobilise list populations` shows, or a file.\npopulation = {}\n",
            quoted(name)
        )
    };
    if let Some(name) = wanted {
        return Ok((named(name)?, reference(name)));
    }
    for file in POPULATIONS {
        if named(file.name)? == model.population {
            return Ok((model.population.clone(), reference(file.name)));
        }
    }
    let population = &model.population;
    let mut out = String::from("\n# Who the workers are.\n[population]\n");
    let _ = writeln!(out, "name = {}", quoted(&population.name));
    for (key, list) in [("origins", &population.origins), ("areas", &population.areas)] {
        let shares: Vec<String> = list.iter().map(|(name, share)| format!("{} = {share:?}", quoted(name))).collect();
        let _ = writeln!(out, "{key} = {{ {} }}", shares.join(", "));
    }
    knobs(&mut out, &population.knobs, &["status."]);
    Ok((population.clone(), out))
}

fn head(out: &mut String, name: &str, model: &Scenario, start: Date) {
    let (quoted_name, about) = (quoted(name), quoted(&format!("Started from {}: {}", model.name, model.about)));
    let _ = write!(
        out,
        "# A scenario for mobilise, started from {model}. Change what is different in your case,
# and give the organisation its own name wherever it stands.
# Settings that are not here have their default: `mobilise explain coping` shows those of coping, and
# `mobilise new everything` writes a file with all of them.
#   mobilise check {name}.toml     checks it
#   mobilise run {name}.toml       runs it
version = {VERSION}
name = {quoted_name}
about = {about}
start = {start}              # the first day of the first week
# seed = 1                      # set a seed to get the same numbers again
",
        model = model.name
    );
}

/// A table with its settings that are not at their default, if there are any. `whole` are the beginnings of names that are
/// written whatever their value, since they add up to 1.
fn section(out: &mut String, name: &str, about: &str, table: &dyn Table, whole: &[&str]) {
    let mut text = String::new();
    knobs(&mut text, table, whole);
    if !text.is_empty() {
        let _ = write!(out, "\n# {about}\n[{name}]\n{text}");
    }
}

fn knobs(out: &mut String, table: &dyn Table, whole: &[&str]) {
    table.each("", &mut |dotted, knob, value| {
        if value != knob.default || whole.iter().any(|group| dotted.starts_with(group)) {
            line(out, dotted, knob, &value, true);
        }
    });
}

fn network(out: &mut String, model: &Scenario) {
    let network = &model.network;
    let mut text = String::new();
    network.knobs.each("", &mut |dotted, knob, value| {
        if network.knobs.kind.knobs().contains(&dotted) && value != knob.default {
            line(&mut text, dotted, knob, &value, true);
        }
    });
    if let Some(from) = &network.file {
        let _ = writeln!(text, "file = {}", quoted(&from.path.display().to_string()));
        for (key, value) in network.reading.declared() {
            let _ = writeln!(text, "{key} = {value}");
        }
    }
    if network.knobs.kind == NetworkKind::Ties {
        let ties: Vec<String> = network.ties.iter().map(|[a, b]| format!("[{a}, {b}]")).collect();
        let _ = writeln!(text, "ties = [{}]", ties.join(", "));
    }
    if !text.is_empty() {
        let _ = write!(out, "\n# The network of the first week (docs/networks.md).\n[network]\n{text}");
    }
}

fn write_organisation(out: &mut String, it: &Organisation, population: &Population, shifted: &dyn Fn(Date) -> Date) {
    let _ = writeln!(out, "\n# An organisation. Copy the table under another name for a second one.");
    let _ = writeln!(out, "[organisation.{}]", key(&it.name));
    if let Some(date) = it.founded {
        let _ = writeln!(out, "founded = {}", shifted(date));
    }
    let has = |list: &[(String, f64)], name: &str| list.iter().any(|(known, _)| known == name);
    let places = [("area", &it.area, &population.areas), ("founders.origin", &it.founders_origin, &population.origins)];
    for (key, name, list) in places {
        match name {
            Some(name) if has(list, name) => {
                let _ = writeln!(out, "{key} = {}", quoted(name));
            }
            Some(name) => {
                let _ = writeln!(out, "# {key} = {} is left out: this population has none of that name", quoted(name));
            }
            None => {}
        }
    }
    if !it.demands.is_empty() {
        let demands: Vec<String> = it.demands.iter().map(|demand| quoted(demand)).collect();
        let _ = writeln!(out, "demands = [{}]", demands.join(", "));
    }
    if let Some(union) = &it.union {
        let _ = writeln!(out, "union.with = {}", quoted(union));
    }
    knobs(out, &it.knobs, &["hours.", "message."]);
}

/// Unions, agencies, targets and demands; of the demands those that an organisation that is kept campaigns for.
fn others(out: &mut String, model: &Scenario, kept: &[&Organisation], shifted: &dyn Fn(Date) -> Date) {
    let mut table = |kind: &str, name: &str, about: &str, lines: &[String], settings: &dyn Table| {
        let _ = writeln!(out, "\n# {about}\n[{kind}.{}]", key(name));
        lines.iter().for_each(|it| out.push_str(&format!("{it}\n")));
        knobs(out, settings, &[]);
    };
    for it in &model.unions {
        table("union", &it.name, "A union that members may join.", &[], &it.knobs);
    }
    for it in &model.agencies {
        let area: Vec<String> = it.area.iter().map(|area| format!("area = {}", quoted(area))).collect();
        table("agency", &it.name, "An agency that refers workers.", &area, &it.knobs);
    }
    for it in &model.targets {
        table("target", &it.name, "A target of claims and demands.", &[], &it.knobs);
    }
    let wanted = |name: &String| kept.iter().any(|it| it.demands.contains(name));
    for it in model.demands.iter().filter(|it| wanted(&it.name)) {
        let mut lines: Vec<String> = it.target.iter().map(|target| format!("target = {}", quoted(target))).collect();
        lines.extend(it.opens.map(|date| format!("opens = {}", shifted(date))));
        table("demand", &it.name, "A change that organisations ask for.", &lines, &it.knobs);
    }
}

/// An event, if it still happens: those of an organisation move with the start; those of the country keep their dates.
fn write_intervention(
    out: &mut String,
    it: &Intervention,
    kept: &[&Organisation],
    start: Date,
    shifted: &dyn Fn(Date) -> Date,
) {
    let Some(kind) = it.kind else { return };
    let is_of_field = it.organisation.is_none();
    if it.organisation.as_ref().is_some_and(|name| !kept.iter().any(|organisation| organisation.name == *name)) {
        return;
    }
    let moved = |date: Date| if is_of_field { date } else { shifted(date) };
    let (from, until) = (it.from.map(moved), it.until.map(moved));
    // What ended before the start, or was done at once before it, does not happen.
    let is_over =
        if kind.lasts() { until.is_some_and(|date| date <= start) } else { from.is_some_and(|date| date < start) };
    if is_over {
        return;
    }
    let _ = writeln!(out, "\n# Done from outside; `mobilise explain intervention` lists the kinds.");
    let _ = writeln!(out, "[intervention.{}]\nkind = \"{}\"", key(&it.name), kind.word());
    if let Some(organisation) = &it.organisation {
        let _ = writeln!(out, "organisation = {}", quoted(organisation));
    }
    if !it.workers.is_empty() {
        let _ = writeln!(out, "workers = {:?}", it.workers);
    }
    for (key, date) in [("from", from.map(|date| date.max(start))), ("until", until)] {
        if let Some(date) = date {
            let _ = writeln!(out, "{key} = {date}");
        }
    }
    if it.practices.vote {
        out.push_str("vote = true\n");
    }
    for (name, value) in &it.practices.to {
        let _ = writeln!(out, "to.{name} = {value}");
    }
    it.knobs.each("", &mut |name, knob, value| {
        let beside_workers = !it.workers.is_empty() && super::check::BESIDE_WORKERS.contains(&name);
        if kind.knobs().contains(&name) && !beside_workers {
            line(out, name, knob, &value, true);
        }
    });
}

/// Shared behaviour that is not at its default, a table for each group.
fn behaviour(out: &mut String, model: &Scenario) {
    let mut group = String::new();
    model.behaviour.each("", &mut |dotted, knob, value| {
        if value == knob.default {
            return;
        }
        let (head, rest) = dotted.split_once('.').unwrap_or(("", dotted));
        if head != group {
            let first = if group.is_empty() {
                "\n# Behaviour that all workers share, where it is not the default.\n"
            } else {
                "\n"
            };
            let _ = writeln!(out, "{first}[{head}]");
            head.clone_into(&mut group);
        }
        line(out, rest, knob, &value, true);
    });
}

/// A name as a key: in quotes only where it needs them.
pub(super) fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if is_bare { name.to_owned() } else { quoted(name) }
}
