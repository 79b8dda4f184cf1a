//! A scenario written out in full, so that the text alone makes the run again.

use std::borrow::Cow;
use std::fmt::Write;

use crate::canary::{Canary, is_planted};
use crate::knob::network::NetworkKind;
use crate::knob::{Knob, Table, Value};

use super::accepted::Draw;
use super::names::former_name;
use super::{Organisation, Population, Scenario, VERSION};

/// Knobs of mechanisms that are off by default, with the kind of table they belong to. A scenario that leaves all of
/// them alone is written without them, so that records and digests from before they existed stay valid.
const SWITCHES: [&str; 16] = [
    "agency.clients",
    "agency.registrations",
    "agency.tied_share",
    "agency.told",
    "attendance.problem",
    "attendance.experience",
    "attendance.experience_rate",
    "decisions.grudge_weeks",
    "learning.distance",
    "problem.rate",
    "problem.seek",
    "problem.lapse",
    "problem.solved",
    "problem.half_hours",
    "organisation.money.costs",
    "recruitment.refusal_weeks",
];

/// How knobs are written.
#[derive(Clone, Copy)]
struct Style {
    /// Knobs left out at their default.
    omitted: &'static [&'static str],
    /// Renamed knobs have their former names.
    former_names: bool,
}

impl Style {
    /// The last part of a knob's name; `table` is the name of its table.
    fn name<'n>(self, table: &str, name: &'n str) -> Cow<'n, str> {
        if !self.former_names {
            return name.into();
        }
        let full = format!("{table}.{name}");
        former_name(&full)[table.len() + 1..].to_owned().into()
    }
}

/// The scenario as a TOML text with every knob in it, but for those of mechanisms that are off. Reading it gives the same
/// scenario.
pub fn to_toml(s: &Scenario) -> String {
    write(s, Style { omitted: &SWITCHES, former_names: false })
}

/// The scenario as a TOML text with every knob in it, whatever its value.
pub fn to_toml_with_every_knob(s: &Scenario) -> String {
    write(s, Style { omitted: &[], former_names: false })
}

/// The text whose digest stands for a scenario in stores: renamed knobs keep their former names in it, so that a store
/// begun before goes on.
pub(crate) fn text_for_digest(s: &Scenario) -> String {
    write(s, Style { omitted: &SWITCHES, former_names: true })
}

fn write(s: &Scenario, style: Style) -> String {
    let mut out = String::with_capacity(16 << 10);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("version = {VERSION}"));
    line(format!("name = {}", quoted(&s.name)));
    if !s.about.is_empty() {
        line(format!("about = {}", quoted(&s.about)));
    }
    line(format!("start = {}", s.start));
    if let Some(seed) = s.seed {
        line(format!("seed = {seed}"));
    }
    table(&mut out, style, "run", &[], &s.run);
    if let Some(draw) = &s.draw {
        write_draw(&mut out, draw);
    }
    population(&mut out, style, &s.population);
    network(&mut out, style, &s.network);
    for worker in &s.workers {
        let _ = writeln!(out, "\n[worker.{}]", worker.number);
        for (trait_, value) in &worker.traits {
            let _ = writeln!(out, "{} = {value:?}", trait_.name());
        }
    }
    table(&mut out, style, "", &[], &s.behaviour);
    s.organisations.iter().for_each(|o| organisation(&mut out, style, o));
    for u in &s.unions {
        table(&mut out, style, &format!("union.{}", quoted(&u.name)), &[], &u.knobs);
    }
    let agencies = s.agencies.len() - usize::from(is_planted(Canary::LostAgency) && !s.agencies.is_empty());
    for a in &s.agencies[..agencies] {
        let lines: Vec<String> = a.area.iter().map(|area| format!("area = {}", quoted(area))).collect();
        table(&mut out, style, &format!("agency.{}", quoted(&a.name)), &lines, &a.knobs);
    }
    for t in &s.targets {
        table(&mut out, style, &format!("target.{}", quoted(&t.name)), &[], &t.knobs);
    }
    for d in &s.demands {
        let mut lines = Vec::new();
        lines.extend(d.target.as_ref().map(|target| format!("target = {}", quoted(target))));
        lines.extend(d.opens.map(|date| format!("opens = {date}")));
        table(&mut out, style, &format!("demand.{}", quoted(&d.name)), &lines, &d.knobs);
    }
    for i in &s.interventions {
        intervention(&mut out, i);
    }
    out
}

fn population(out: &mut String, style: Style, population: &Population) {
    let mut lines = vec![format!("name = {}", quoted(&population.name))];
    for (key, list) in [("origins", &population.origins), ("areas", &population.areas)] {
        let shares: Vec<String> = list.iter().map(|(name, share)| format!("{} = {share:?}", quoted(name))).collect();
        lines.push(format!("{key} = {{ {} }}", shares.join(", ")));
    }
    table(out, style, "population", &lines, &population.knobs);
}

fn organisation(out: &mut String, style: Style, o: &Organisation) {
    let mut lines = Vec::new();
    lines.extend(o.founded.map(|date| format!("founded = {date}")));
    lines.extend(o.area.as_ref().map(|area| format!("area = {}", quoted(area))));
    if !o.demands.is_empty() {
        let demands: Vec<String> = o.demands.iter().map(|d| quoted(d)).collect();
        lines.push(format!("demands = [{}]", demands.join(", ")));
    }
    lines.extend(o.founders_origin.as_ref().map(|origin| format!("founders.origin = {}", quoted(origin))));
    lines.extend(o.union.as_ref().map(|union| format!("union.with = {}", quoted(union))));
    table(out, style, &format!("organisation.{}", quoted(&o.name)), &lines, &o.knobs);
}

/// The kind of network with the knobs it reads, and its file or its ties.
fn network(out: &mut String, style: Style, network: &super::network::Network) {
    let _ = writeln!(out, "\n[network]");
    network.knobs.each("", &mut |name, _, value| {
        if network.knobs.kind.knobs().contains(&name) {
            let _ = writeln!(out, "{} = {value}", style.name("network", name));
        }
    });
    if let Some(from) = &network.file {
        let _ = writeln!(out, "file = {}", quoted(&from.path.display().to_string()));
        for (key, value) in network.reading.declared() {
            let _ = writeln!(out, "{key} = {value}");
        }
    }
    if network.knobs.kind == NetworkKind::Ties {
        let ties: Vec<String> = network.ties.iter().map(|[a, b]| format!("[{a}, {b}]")).collect();
        let _ = writeln!(out, "ties = [{}]", ties.join(", "));
    }
}

fn intervention(out: &mut String, i: &super::Intervention) {
    let Some(kind) = i.kind else { return };
    let _ = writeln!(out, "\n[intervention.{}]", quoted(&i.name));
    let _ = writeln!(out, "kind = \"{}\"", crate::knob::Choice::word(kind));
    if let Some(organisation) = &i.organisation {
        let _ = writeln!(out, "organisation = {}", quoted(organisation));
    }
    if !i.workers.is_empty() {
        let _ = writeln!(out, "workers = {:?}", i.workers);
    }
    for (key, date) in [("from", i.from), ("until", i.until)] {
        if let Some(date) = date {
            let _ = writeln!(out, "{key} = {date}");
        }
    }
    if i.practices.vote {
        out.push_str("vote = true\n");
    }
    for (name, value) in &i.practices.to {
        let _ = writeln!(out, "to.{name} = {value}");
    }
    // Knobs that its kind does not read would be refused.
    i.knobs.each("", &mut |name, _, value| {
        let beside_workers = !i.workers.is_empty() && super::check::BESIDE_WORKERS.contains(&name);
        if kind.knobs().contains(&name) && !beside_workers {
            let _ = writeln!(out, "{name} = {value}");
        }
    });
}

/// Whether a knob is one of those that are left out at their default, and stands there. `table` is the name of its table,
/// empty for behaviour.
fn is_left_out(omitted: &[&str], table: &str, dotted: &str, knob: &Knob, value: &Value) -> bool {
    // A sweep of a million points writes a million scenarios to know their digests: nothing is put together here.
    let kind = table.split('.').next().unwrap_or_default();
    let is_it = |name: &&str| match kind {
        "" => **name == *dotted,
        _ => name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('.')) == Some(dotted),
    };
    *value == knob.default && omitted.iter().any(is_it)
}

/// A table of knobs: first the lines that are not knobs, then every knob by its dotted name.
fn table(out: &mut String, style: Style, name: &str, lines: &[String], knobs: &dyn Table) {
    // Without a name of its own each group of knobs is a table of the top.
    let mut group = String::new();
    if !name.is_empty() {
        let _ = writeln!(out, "\n[{name}]");
    }
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    knobs.each("", &mut |dotted, knob, value| {
        if is_left_out(style.omitted, name, dotted, knob, &value) {
            return;
        }
        let key = if name.is_empty() {
            let (head, rest) = dotted.split_once('.').unwrap_or(("", dotted));
            if head != group {
                let _ = writeln!(out, "\n[{head}]");
                head.clone_into(&mut group);
            }
            rest.into()
        } else {
            style.name(name, dotted)
        };
        out.push_str(&key);
        let _ = writeln!(out, " = {value}");
    });
}

/// What each replicate draws.
pub(super) fn write_draw(out: &mut String, draw: &Draw) {
    let knobs: Vec<String> = draw.knobs.iter().map(|knob| quoted(knob)).collect();
    let _ = writeln!(out, "\n[draw]\nfrom = {}\nknobs = [{}]", quoted(&draw.from), knobs.join(", "));
    if let Some(scenario) = &draw.scenario {
        let _ = writeln!(out, "scenario = {}", quoted(scenario));
    }
    if draw.fixed {
        out.push_str("fixed = true\n");
    }
}

/// A text in quotes, as TOML takes it for a value and for a name alike: on one line, whatever is in it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store begun before a knob was renamed goes on only if the digest of its scenarios stays.
    #[test]
    fn digests_know_knobs_by_their_former_names() {
        let mut scenario = Scenario::default();
        scenario.network.knobs.kind = NetworkKind::Configuration;
        let text = to_toml(&scenario);
        assert_eq!(text.matches("\ndistribution = ").count(), 2);
        assert_eq!(text_for_digest(&scenario), text.replace("\ndistribution = ", "\nlaw = "));
    }
}
