//! A scenario to start from, with every key explained from the knob table.

use std::fmt::Write;

use crate::knob::behaviour::Behaviour;
use crate::knob::field::{AgencyKnobs, TargetKnobs, UnionKnobs};
use crate::knob::network::NetworkKnobs;
use crate::knob::organisation::OrganisationKnobs;
use crate::knob::run::Run;
use crate::knob::{Kind, Knob, Table, Value};

use super::VERSION;
use super::library::POPULATIONS;
use super::write::quoted;

/// The text of a starter scenario: one organisation in London, running as it is, and every knob of the
/// behaviour as a comment to take the mark off.
pub fn starter(name: &str) -> String {
    let mut out = String::new();
    head(&mut out, name);
    let network = "How the network of the first week comes about. Each kind reads knobs of its own (docs/networks.md).";
    section(&mut out, "network", network, &NetworkKnobs::default(), false);
    section(&mut out, "run", "How long and how often.", &Run::default(), true);
    out.push_str("\n# Others in the field, as J4DW had them. Remove what does not apply.\n");
    section(&mut out, "union.Unite", "A union that members may join.", &UnionKnobs::default(), false);
    section(&mut out, "agency.Kalayaan", "An agency that refers workers.", &AgencyKnobs::default(), true);
    section(&mut out, "target.government", "Whom claims are made on.", &TargetKnobs::default(), false);
    let organisation = OrganisationKnobs::default();
    section(
        &mut out,
        "organisation.Ours",
        "An organisation. Copy the table under another name for a second one.",
        &organisation,
        true,
    );
    let _ = write!(
        out,
        "
# What is done from outside, and when. `mobilise explain intervention` lists the kinds. This one is Britain's law of
# April 2012, which tied a domestic worker's visa to one employer: take it out where no such thing happened.
[intervention.tied-visa]
kind = \"tied-visa\"
from = 2012-04-06
strength = 1.0

# The behaviour that everybody shares, whatever the organisation. Take a # away to change a value.
"
    );
    let mut group = String::new();
    Behaviour::default().each("", &mut |dotted, knob, value| {
        let (head, rest) = dotted.split_once('.').unwrap_or(("", dotted));
        if head != group {
            let _ = writeln!(out, "\n[{head}]");
            head.clone_into(&mut group);
        }
        line(&mut out, rest, knob, &value, false);
    });
    out
}

/// What the file is for, and what comes before its tables.
fn head(out: &mut String, name: &str) {
    let quoted = quoted(name);
    let populations: Vec<&str> = POPULATIONS.iter().map(|file| file.name).collect();
    let populations = populations.join(", ");
    let _ = write!(
        out,
        "# A scenario for mobilise. Lines that begin with # say what a key means or what it is by default.
#   mobilise check {name}.toml     checks it
#   mobilise run {name}.toml       runs it
#   mobilise explain talk.influence   says more of any knob
#
# What stands here is borrowed from J4DW's case, so that the file runs as it is: London's domestic workers, the start in
# 2009, the union Unite, the agency Kalayaan, the government as target, and the tied visa of April 2012. Keep what is
# true of your case, change the rest, and remove what does not apply. In brackets: what is allowed, and the unit.

version = {VERSION}
name = {quoted}
about = \"What this scenario represents, from which sources, and what is assumed.\"
start = 2009-03-15              # J4DW's: the day of the first week
# seed = 1                      # fix it to get the same numbers again

# Who the workers are: a name of the library ({populations}),
# or a file of your own, or a table [population]. These are J4DW's: migrant domestic workers in London.
population = \"london-domestic-workers\"
"
    );
}

fn section(out: &mut String, name: &str, about: &str, knobs: &dyn Table, active: bool) {
    let _ = writeln!(out, "\n# {about}\n[{name}]");
    knobs.each("", &mut |dotted, knob, value| line(out, dotted, knob, &value, active));
}

pub(super) fn line(out: &mut String, name: &str, knob: &Knob, value: &Value, active: bool) {
    let mark = if active { "" } else { "# " };
    let setting = format!("{mark}{name} = {value}");
    let range = match knob.kind {
        Kind::Real { low, high } => format!("{low} to {high}"),
        Kind::Whole { low, high } => format!("{low} to {high}"),
        Kind::Switch => "true or false".to_owned(),
        Kind::Choice(words) => words.join(" or "),
    };
    let unit = if knob.unit.is_empty() { String::new() } else { format!(", {}", knob.unit) };
    let _ = writeln!(out, "{setting:<40} # {} [{range}{unit}]", knob.meaning.trim());
}
