//! A scenario in a few lines.

use std::fmt::Write;

use crate::knob::Choice;
use crate::knob::network::NetworkKind;

use super::Scenario;
use super::memory::{available_bytes, bytes_needed, size_text};

/// A scenario in lines: who is in it, what happens in it, and how much memory it needs on `threads` threads.
pub fn describe(s: &Scenario, threads: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} is valid.", s.name);
    if !s.about.is_empty() {
        let _ = writeln!(out, "{}", s.about);
    }
    let row = |out: &mut String, head: &str, text: String| {
        let _ = writeln!(out, "  {head:<14} {text}");
    };
    out.push('\n');
    let workers = s.population.knobs.traits.workers;
    let population = if s.population.name.is_empty() { String::new() } else { format!(" ({})", s.population.name) };
    row(&mut out, "workers", format!("{workers}{population}"));
    if let Some(network) = &s.network.file {
        let ties = network.file.ties.len();
        row(&mut out, "network", format!("{ties} ties from {}", network.path.display()));
    } else if s.network.knobs.kind != NetworkKind::Daily {
        row(&mut out, "network", s.network.knobs.kind.word().to_owned());
    }
    if let Some(draw) = &s.draw {
        let (rows, as_many) = (draw.rows(), draw.effective_rows());
        let from = format!(
            "{} by replicate, from {rows} rows of {} (as many as {as_many:.0} of equal weight)",
            draw.knobs.join(", "),
            draw.from
        );
        row(&mut out, "drawn", from);
    }
    let last = s.date_of(s.run.weeks - 1);
    row(&mut out, "weeks", format!("{}, from {} to the week of {last}", s.run.weeks, s.start));
    row(&mut out, "replicates", s.run.replicates.to_string());
    for o in &s.organisations {
        let founded = o.founded.unwrap_or(s.start);
        let h = &o.knobs.hours;
        let internal = h.sharing + h.learning + h.training;
        let m = &o.knobs.message;
        let text = format!(
            "{}, founded {founded} by {}, {} paid; {:.0} % of hours internal; names class {} and ethnicity {}",
            o.name,
            o.knobs.founders.count,
            o.knobs.staff.count,
            100.0 * internal,
            m.class,
            m.ethnic
        );
        row(&mut out, "organisation", text);
    }
    if s.organisations.is_empty() {
        row(&mut out, "organisation", "none".to_owned());
    }
    for union in &s.unions {
        row(&mut out, "union", union.name.clone());
    }
    for agency in &s.agencies {
        row(&mut out, "agency", format!("{}, {} referrals a week", agency.name, agency.knobs.referrals));
    }
    for demand in &s.demands {
        row(&mut out, "demand", format!("{}, {} won calls", demand.name, demand.knobs.wins));
    }
    for i in &s.interventions {
        let Some(kind) = i.kind else { continue };
        let from = i.from.unwrap_or(s.start);
        let until = i.until.map_or(String::new(), |until| format!(" to {until}"));
        let to = i.organisation.as_ref().map_or(String::new(), |o| format!(", {o}"));
        let organisation = s.organisations.iter().find(|o| Some(&o.name) == i.organisation.as_ref());
        let founded = organisation.and_then(|o| o.founded).unwrap_or(s.start);
        let beyond = if from > last {
            " — after the last week: it does not happen"
        } else if from < founded {
            " — before the organisation is founded: what it does once is lost"
        } else {
            ""
        };
        let name = if i.name == kind.word() { String::new() } else { format!("{}: ", i.name) };
        let text = format!("{name}{}{to}, {from}{until}, strength {}{beyond}", kind.word(), i.knobs.strength);
        row(&mut out, "intervention", text);
    }
    let needed = size_text(bytes_needed(s, threads));
    row(&mut out, "memory", format!("about {needed} on {threads} threads; {} is left", size_text(available_bytes())));
    out
}
