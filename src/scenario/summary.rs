//! A scenario in a few rows.

use super::memory::{available_bytes, bytes_needed};
use super::{Intervention, Organisation, Scenario};
use crate::knob::Choice;
use crate::knob::field::AgencyKnobs;
use crate::knob::network::NetworkKind;
use crate::network::NetworkFile;
use crate::text::{byte_size, knob_words, list};

impl Scenario {
    /// The scenario as rows of a head and a text: workers, network, weeks, organisations, and the memory that
    /// `threads` threads need.
    #[must_use]
    pub fn summary(&self, threads: usize) -> Vec<(&'static str, String)> {
        let named = |name: &str| if name.is_empty() { String::new() } else { format!(" ({name})") };
        let workers = self.population.knobs.traits.workers;
        let last = self.date_of(self.run.weeks - 1);
        let mut rows = vec![("workers", format!("{workers}{}", named(&self.population.name)))];
        rows.extend(self.network_text().map(|text| ("network", text)));
        let account = self.network.file.iter().flat_map(|network| &network.account.notes);
        rows.extend(account.map(|note| ("", format!("– {note}"))));
        rows.extend(self.draw_text().map(|text| ("drawn", text)));
        rows.push(("weeks", format!("{}, from {} to the week of {last}", self.run.weeks, self.start)));
        rows.push(("replicates", self.run.replicates.to_string()));
        rows.extend(self.organisations.iter().map(|o| ("organisation", self.organisation_text(o))));
        if self.organisations.is_empty() {
            rows.push(("organisation", "none".to_owned()));
        }
        rows.extend(self.unions.iter().map(|union| ("union", union.name.clone())));
        rows.extend(self.agencies.iter().map(|it| ("agency", format!("{}, {}", it.name, agency_text(&it.knobs)))));
        rows.extend(self.demands.iter().map(|it| ("demand", format!("{}, {} won calls", it.name, it.knobs.wins))));
        rows.extend(self.interventions.iter().filter_map(|i| Some(("intervention", self.intervention_text(i)?))));
        let (needed, available) = (byte_size(bytes_needed(self, threads)), byte_size(available_bytes()));
        rows.push(("memory", format!("about {needed} on {threads} threads; {available} is available")));
        rows
    }

    fn network_text(&self) -> Option<String> {
        match &self.network.file {
            Some(network) => {
                let (ties, path) = (network.file.ties.len(), network.path.display());
                Some(format!("{ties} ties from {path}; trust {}", self.trust_text(&network.file)))
            }
            None => (self.network.knobs.kind != NetworkKind::Daily).then(|| self.network.knobs.kind.word().to_owned()),
        }
    }

    /// For how many ties a file gives a trust, and its range.
    fn trust_text(&self, file: &NetworkFile) -> String {
        let known: Vec<f64> = file.trust.iter().flatten().copied().collect();
        let assumed = self.behaviour.ties.daily_trust;
        let (low, high) = known.iter().fold((f64::INFINITY, 0.0f64), |(low, high), x| (low.min(*x), high.max(*x)));
        match known.len() {
            0 => format!("{assumed} (ties.daily_trust): the file gives none"),
            all if all == file.ties.len() => format!("from {low} to {high}"),
            some => format!("from {low} to {high} for {some}, and {assumed} (ties.daily_trust) for the others"),
        }
    }

    fn draw_text(&self) -> Option<String> {
        self.draw.as_ref().map(|draw| {
            format!(
                "{} by replicate, from {} rows of {} (as many as {:.0} of equal weight)",
                list(&draw.knobs.iter().map(|knob| knob_words(knob)).collect::<Vec<_>>()),
                draw.rows(),
                draw.from,
                draw.effective_rows()
            )
        })
    }

    fn organisation_text(&self, o: &Organisation) -> String {
        let (knobs, hours) = (&o.knobs, &o.knobs.hours);
        format!(
            "{}, founded {} by {}, {} paid; {:.0} % of hours internal; names class {} and ethnicity {}",
            o.name,
            o.founded.unwrap_or(self.start),
            knobs.founders.count,
            knobs.staff.count,
            100.0 * (hours.sharing + hours.learning + hours.training),
            knobs.message.class,
            knobs.message.ethnic
        )
    }

    fn intervention_text(&self, i: &Intervention) -> Option<String> {
        let kind = i.kind?.word();
        let from = i.from.unwrap_or(self.start);
        let until = i.until.map_or(String::new(), |until| format!(" to {until}"));
        let to = i.organisation.as_ref().map_or(String::new(), |o| format!(", {o}"));
        let organisation = self.organisations.iter().find(|o| Some(&o.name) == i.organisation.as_ref());
        let founded = organisation.and_then(|o| o.founded).unwrap_or(self.start);
        let warning = if from > self.date_of(self.run.weeks - 1) {
            " — after the last week: it does not happen"
        } else if from < founded {
            " — before the organisation is founded: one-off effects are lost"
        } else {
            ""
        };
        let name = if i.name == kind { String::new() } else { format!("{}: ", i.name) };
        Some(format!("{name}{kind}{to}, {from}{until}, strength {}{warning}", i.knobs.strength))
    }
}

fn agency_text(knobs: &AgencyKnobs) -> String {
    if knobs.clients > 0 || knobs.registrations > 0.0 {
        format!("{} clients, {} registrations a week", knobs.clients, knobs.registrations)
    } else {
        format!("{} referrals a week", knobs.referrals)
    }
}
