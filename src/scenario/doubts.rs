//! What is valid and probably not intended: settings with which a run cannot do what the file seems to want.

use crate::knob::intervention::InterventionKind;
use crate::knob::organisation::Membership;
use crate::network::AttributeValue;
use crate::number::maths::logistic;
use crate::text::{count, number};

use super::{Intervention, Organisation, Scenario};

/// Founders who start a session with a smaller chance than this in a week hardly ever meet.
const HARDLY_EVER: f64 = 0.05;

impl Scenario {
    /// What is valid and probably not intended, in a sentence each.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let campaigns = self.organisations.iter().any(|o| o.knobs.hours.campaigning > 0.0);
        if self.targets.is_empty() && campaigns {
            doubts.push("there is no [target.NAME]: calls are made, and none can be won".to_owned());
        }
        let empty: Vec<&str> = self.empty_areas();
        if !empty.is_empty() {
            doubts.push(format!("nobody lives in {}", empty.join(", ")));
        }
        let meets = self.organisations.iter().map(|o| (format!("{} meets", o.name), &o.area));
        let agencies = self.agencies.iter().map(|agency| (format!("the agency {} works", agency.name), &agency.area));
        for (what, area) in meets.chain(agencies) {
            if let Some(area) = area.as_deref().filter(|area| empty.contains(area)) {
                doubts.push(format!("{what} in {area}, where nobody lives"));
            }
        }
        for organisation in &self.organisations {
            // A crowd is found by nobody: everybody belongs to it.
            if organisation.knobs.practice.membership == Membership::Everybody {
                continue;
            }
            doubts.extend(self.founders_doubt(organisation));
            doubts.extend(self.unknown(organisation));
            doubts.extend(self.unspent(organisation));
        }
        doubts
    }

    /// Founders who are too many, too few, or cannot meet.
    fn founders_doubt(&self, o: &Organisation) -> Option<String> {
        let (name, founders) = (&o.name, &o.knobs.founders);
        let (workers, traits) = (self.population.knobs.traits.workers, &self.population.knobs.traits);
        if founders.count > workers {
            let count = founders.count;
            return Some(format!("{name} is founded by {count} and there are {workers} workers: all of them found it"));
        }
        // Members may come from a network file.
        if self.network.file.is_some() {
            return None;
        }
        if founders.count == 0 {
            return Some(format!("{name} has no founders: nobody is there to meet"));
        }
        let free = founders.free_time.max(traits.free_time - traits.free_time_spread).min(1.0);
        if founders.free_time.max(traits.free_time) <= 0.0 {
            return Some(format!("the founders of {name} are never free: they cannot meet"));
        }
        let money = &self.behaviour.money;
        let income = o.knobs.money.start + o.knobs.money.fee + o.knobs.money.gifts;
        if money.session_cost > 0.0 && income <= 0.0 && money.broke_sessions <= 0.0 && !o.knobs.union.venue {
            return Some(format!(
                "{name} has no money for a room, and does not meet without one: its founders cannot meet"
            ));
        }
        let meeting = &self.behaviour.meeting;
        let starts = logistic(meeting.initiative_slope * (founders.skill - meeting.initiative_skill)) * free;
        let anybody = 1.0 - libm::pow(1.0 - starts, f64::from(founders.count));
        (anybody < HARDLY_EVER && o.knobs.staff.count == 0).then(|| {
            format!(
                "the {} of {name} start a session in {} % of weeks: their skill is {}, and with {} one starts every \
                 other session",
                count(founders.count as usize, "founder", "founders"),
                number(100.0 * anybody),
                founders.skill,
                meeting.initiative_skill
            )
        })
    }

    /// Whether workers have a way to hear of an organisation beside its members' ties, or none at all.
    fn unknown(&self, o: &Organisation) -> Option<String> {
        let to_it = |kinds: &'static [InterventionKind]| {
            move |one: &Intervention| {
                one.organisation.as_ref() == Some(&o.name) && one.kind.is_some_and(|kind| kinds.contains(&kind))
            }
        };
        let helped = self.interventions.iter().any(to_it(&[
            InterventionKind::Outreach,
            InterventionKind::Referral,
            InterventionKind::Practices,
            InterventionKind::Rename,
        ]));
        let walk_ins = self.behaviour.problem.seek > 0.0;
        if !self.agencies.is_empty() || o.knobs.hours.outreach > 0.0 || helped || walk_ins {
            return None;
        }
        let without = format!("{} has no agency, no hours for outreach and nobody who comes for help", o.name);
        let traits = &self.population.knobs.traits;
        let nobody_knows = traits.daily_contacts <= 0.0 && o.knobs.founders.ties == 0 && self.network.file.is_none();
        if self.behaviour.recruitment.ask <= 0.0 || nobody_knows {
            return Some(format!("{without}, and members ask nobody: nobody can hear of it"));
        }
        Some(format!("{without}: only those whom members know can hear of it"))
    }

    /// A grant that is larger than what can be spent while it lasts.
    fn unspent(&self, o: &Organisation) -> Option<String> {
        let knobs = &o.knobs;
        let every = f64::from(knobs.practice.session_every.max(1));
        let rooms = if knobs.union.venue { 0.0 } else { self.behaviour.money.session_cost / every };
        let wages = f64::from(knobs.staff.count) * knobs.staff.hours * knobs.staff.wage;
        // What sessions cost by head has no bound that is known beforehand, and practices may change.
        let changes = self
            .interventions
            .iter()
            .any(|one| one.kind == Some(InterventionKind::Practices) && one.organisation.as_ref() == Some(&o.name));
        if knobs.money.costs > 0.0 || changes {
            return None;
        }
        let spends = rooms + wages;
        let of_scenario = self
            .interventions
            .iter()
            .filter(|one| one.kind == Some(InterventionKind::Grant) && one.organisation.as_ref() == Some(&o.name));
        let weekly = of_scenario.map(|one| {
            let (from, until) = self.weeks_of(one);
            one.knobs.strength * one.knobs.amount / f64::from(until.saturating_sub(from).max(1))
        });
        let own = knobs.money.accepts_grants.then(|| knobs.money.grant / f64::from(knobs.money.grant_weeks));
        let largest = weekly.chain(own).fold(0.0, f64::max);
        (largest > spends).then(|| {
            format!(
                "a grant brings {} £{} a week, and it can spend £{} (£{} on rooms, £{} on staff): the rest lies idle",
                o.name,
                number(largest),
                number(spends),
                number(rooms),
                number(wages)
            )
        })
    }

    /// Areas in which nobody lives in the first week, as shares and the network file have it.
    fn empty_areas(&self) -> Vec<&str> {
        let given =
            self.network.file.as_ref().and_then(|from| from.file.attributes.iter().find(|it| it.name == "area"));
        let lives = |area: &str, share: f64| match given {
            // Where the file says nothing of somebody, the shares decide.
            Some(column) => column.values.iter().any(|value| match value {
                Some(AttributeValue::Text(text)) => text == area,
                _ => share > 0.0,
            }),
            None => share > 0.0,
        };
        let areas = self.population.areas.iter();
        areas.filter(|(area, share)| !lives(area, *share)).map(|(area, _)| area.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{Overrides, load};

    fn doubts(case: &str, settings: &[&str]) -> String {
        let set = settings.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
        load(case, &Overrides(set)).expect("a valid scenario").doubts().join("\n")
    }

    #[test]
    fn what_will_surely_fail_is_said_beforehand() {
        let j4dw = "organisation.J4DW";
        let set = |knob: &str| format!("{j4dw}.{knob}");
        assert!(doubts("j4dw", &[&set("founders.count=0")]).contains("nobody is there to meet"));
        assert!(doubts("j4dw", &[&set("founders.skill=0")]).contains("start a session in"));
        let never = doubts("j4dw", &[&set("founders.free_time=0"), "population.free_time=0"]);
        assert!(never.contains("never free"), "{never}");
        // J4DW's practices change later, and with them what it can spend.
        let group = |knob: &str| format!("organisation.Group.{knob}");
        let settings = [group("money.accepts_grants=true"), group("money.grant=50000"), group("staff.count=0")];
        let idle = doubts("inward-intersectional", &settings.each_ref().map(String::as_str));
        assert!(idle.contains("the rest lies idle"), "{idle}");
        assert!(!doubts("j4dw", &[]).contains("founders") && !doubts("meca", &[]).contains("idle"));
    }
}
