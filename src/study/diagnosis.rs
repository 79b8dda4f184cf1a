//! When an organisation fell asleep or stayed small, in how many runs, and what it then lacked.
//!
//! The verdicts rest on counts alone. What is called missing, of the last year in which the organisation was awake:
//!
//! - a room: money was below the price of a session in at least half the weeks, and half the sessions or more were lost;
//! - people who start sessions: half the sessions or more were lost though there was money for a room;
//! - newcomers: fewer people joined than left;
//! - need: members' unmet coping need was under half of what workers begin with.

use crate::knob::organisation::Membership;
use crate::scenario::{Organisation, Scenario};
use crate::text::{count, list, number, percent};

use super::Study;
use super::fate::{Fate, LastYear};
use super::gaps;
use super::results::StudyResults;

/// What an organisation lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Room,
    Starters,
    Newcomers,
    Need,
}

const LACKS: [Lack; 4] = [Lack::Room, Lack::Starters, Lack::Newcomers, Lack::Need];

/// What is known of an organisation beside the counts.
struct Terms<'a> {
    scenario: &'a Scenario,
    organisation: &'a Organisation,
}

impl Terms<'_> {
    fn lacks(&self, year: &LastYear, lack: Lack) -> bool {
        match lack {
            Lack::Room => self.few_sessions(year) && self.broke(year),
            Lack::Starters => self.few_sessions(year) && !self.broke(year),
            Lack::Newcomers => year.joined < year.left,
            Lack::Need => year.need < 0.5 * self.scenario.population.knobs.traits.coping_need,
        }
    }

    /// Sessions that were due.
    fn due(&self, year: &LastYear) -> f64 {
        f64::from(year.weeks) / f64::from(self.organisation.knobs.practice.session_every.max(1))
    }

    fn few_sessions(&self, year: &LastYear) -> bool {
        2.0 * f64::from(year.sessions) <= self.due(year)
    }

    fn broke(&self, year: &LastYear) -> bool {
        !self.organisation.knobs.union.venue && 2 * self.weeks_broke(year) >= year.weeks as usize
    }

    fn weeks_broke(&self, year: &LastYear) -> usize {
        let price = self.scenario.behaviour.money.session_cost;
        year.money.iter().filter(|money| **money < price).count()
    }

    /// What was missing, with the numbers of the runs in which it was.
    fn words(&self, lack: Lack, years: &[&LastYear]) -> String {
        let mean = |value: &dyn Fn(&LastYear) -> f64| {
            let known: Vec<f64> = years.iter().map(|year| value(year)).filter(|x| !x.is_nan()).collect();
            counted(known.iter().sum::<f64>() / known.len() as f64)
        };
        let sessions = || {
            let held = mean(&|year| f64::from(year.sessions));
            format!("{held} of {} sessions took place", mean(&|year| self.due(year)))
        };
        match lack {
            Lack::Room => format!(
                "money for a room (less than the £{} of a session in {} of {} weeks; {})",
                self.scenario.behaviour.money.session_cost,
                mean(&|year| self.weeks_broke(year) as f64),
                mean(&|year| f64::from(year.weeks)),
                sessions()
            ),
            Lack::Starters => format!(
                "people to start sessions ({}, though there was money for a room; {} members with a mean organising \
                 skill of {}, where a member with {} starts every other session)",
                sessions(),
                mean(&|year| year.members),
                mean(&|year| year.skill),
                self.scenario.behaviour.meeting.initiative_skill
            ),
            Lack::Newcomers => format!(
                "newcomers ({} joined and {} left{})",
                mean(&|year| year.joined),
                mean(&|year| year.left),
                self.ways(years)
            ),
            Lack::Need => format!(
                "unmet need (members' mean was {}, and workers begin with {})",
                mean(&|year| year.need),
                self.scenario.population.knobs.traits.coping_need
            ),
        }
    }

    /// Ways to be found that were not there.
    fn ways(&self, years: &[&LastYear]) -> String {
        let agency = self.scenario.agencies.is_empty().then_some("no agency sends workers");
        let outreach = years.iter().all(|year| year.outreach == 0.0).then_some("no hours went to outreach");
        let none: Vec<&str> = agency.into_iter().chain(outreach).collect();
        if none.is_empty() { String::new() } else { format!("; {}", list(&none)) }
    }

    /// What runs lacked, as a clause; runs that lacked nothing of this are counted.
    fn missing(&self, years: &[&LastYear]) -> String {
        let mut found: Vec<(usize, String)> = Vec::new();
        for lack in LACKS {
            let those: Vec<&LastYear> = years.iter().copied().filter(|year| self.lacks(year, lack)).collect();
            if !those.is_empty() {
                let runs = if those.len() == years.len() {
                    if years.len() == 1 { String::new() } else { ", in all of them".to_owned() }
                } else {
                    format!(", in {} of {}", those.len(), years.len())
                };
                found.push((those.len(), format!("{}{runs}", self.words(lack, &those))));
            }
        }
        // The most frequent first; equal ones keep the order of the list.
        found.sort_by_key(|(runs, _)| std::cmp::Reverse(*runs));
        let parts: Vec<String> = found.into_iter().map(|(_, words)| words).collect();
        if parts.is_empty() {
            let people = |year: &&LastYear| year.attendance / f64::from(year.sessions.max(1));
            let mean = years.iter().map(people).sum::<f64>() / years.len() as f64;
            let too_few = number(mean);
            return format!("sessions took place, people joined and had needs; {too_few} people came to a session.");
        }
        format!("it lacked {}.", parts.join("; "))
    }
}

/// What became of the organisations of a study that fell asleep or stayed small, a paragraph each.
pub fn diagnosis(study: &Study, results: &StudyResults) -> Vec<String> {
    let mut all = Vec::new();
    for (s, group) in gaps::rows(study) {
        let scenario = &study.scenarios[s];
        let (Some(organisation), Some(fates)) = (scenario.organisations.get(group), results.fates[s].get(group)) else {
            continue;
        };
        if organisation.knobs.practice.membership == Membership::Everybody || fates.is_empty() {
            continue;
        }
        let (terms, name) = (Terms { scenario, organisation }, gaps::name(study, (s, group)));
        all.extend(never_awake(&terms, &name, fates));
        all.extend(fell_asleep(&terms, &name, fates));
        all.extend(stayed_small(&terms, &name, fates));
    }
    all
}

/// What runs of an organisation that fell asleep lacked, in one sentence; none where none of them did.
pub(crate) fn of_runs(scenario: &Scenario, organisation: usize, fates: &[Fate]) -> Option<String> {
    let organisation = scenario.organisations.get(organisation)?;
    fell_asleep(&Terms { scenario, organisation }, &organisation.name, fates)
}

/// A mean of counts: without decimals from ten on.
fn counted(x: f64) -> String {
    if x >= 10.0 { format!("{x:.0}") } else { number(x) }
}

fn never_awake(terms: &Terms<'_>, name: &str, fates: &[Fate]) -> Option<String> {
    let never = fates.iter().filter(|fate| fate.last_awake.is_none()).count();
    let founded = terms.organisation.founded.unwrap_or(terms.scenario.start);
    let why = if founded > terms.scenario.date_of(terms.scenario.run.weeks - 1) {
        format!("it is founded on {founded}, after the last week")
    } else {
        format!("{} founded it", count(terms.organisation.knobs.founders.count as usize, "person", "people"))
    };
    (never > 0).then(|| format!("{name} was never awake in {never} of {} runs: {why}.", fates.len()))
}

fn fell_asleep(terms: &Terms<'_>, name: &str, fates: &[Fate]) -> Option<String> {
    let asleep = || fates.iter().filter(|fate| !fate.lasted);
    let mut since: Vec<u32> = asleep().filter_map(|fate| fate.last_awake).map(|week| week + 1).collect();
    since.sort_unstable();
    let (first, last) = (*since.first()?, *since.last()?);
    let date = |week: u32| terms.scenario.date_of(week).to_string();
    let when = match since.len() {
        1 => format!("in the week of {}", date(first)),
        _ if first == last => format!("in the week of {}", date(first)),
        2 => format!("in the weeks of {} and {}", date(first), date(last)),
        n => {
            format!("between {} and {}, in half of these runs by {}", date(first), date(last), date(since[(n - 1) / 2]))
        }
    };
    let years: Vec<&LastYear> = asleep().filter(|fate| fate.last_awake.is_some()).map(|fate| &fate.year).collect();
    Some(format!(
        "{name} fell asleep in {} of {} ({}), {when}. In the {} before, {}",
        since.len(),
        count(fates.len(), "run", "runs"),
        percent(since.len() as f64 / fates.len() as f64),
        if years.iter().all(|year| year.weeks < 52) { "weeks" } else { "year" },
        terms.missing(&years)
    ))
}

fn stayed_small(terms: &Terms<'_>, name: &str, fates: &[Fate]) -> Option<String> {
    let threshold = f64::from(terms.scenario.run.threshold);
    let small = |fate: &&Fate| fate.lasted && fate.year.attendance < threshold * terms.due(&fate.year);
    let years: Vec<&LastYear> = fates.iter().filter(small).map(|fate| &fate.year).collect();
    if years.is_empty() {
        return None;
    }
    let mean = years.iter().map(|year| year.attendance / terms.due(year)).sum::<f64>() / years.len() as f64;
    Some(format!(
        "{name} was small at the end in {} of {}: {} people per session due in its last year, and the threshold is {}. \
         In that year, {}",
        years.len(),
        count(fates.len(), "run", "runs"),
        number(mean),
        terms.scenario.run.threshold,
        terms.missing(&years)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load};

    /// What is said of J4DW over two years, three runs, with these settings.
    fn said(settings: &[&str]) -> String {
        let fixed = ["run.weeks=104", "population.workers=300", "run.threshold=1"];
        let set = fixed.iter().chain(settings).map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
        let study = Study::new(vec![load("j4dw", &Overrides(set)).expect("a scenario")], 1, 3);
        diagnosis(&study, &study.run(&|| ()).expect("runs")).join("\n")
    }

    #[test]
    fn what_is_missing_is_said_and_nothing_else() {
        let starters = said(&["organisation.J4DW.founders.skill=0", "meeting.initiative_skill=0.9"]);
        assert!(starters.starts_with("J4DW fell asleep in 3 of 3 runs (100 %)"), "{starters}");
        assert!(starters.contains("it lacked people to start sessions"), "{starters}");
        let venue = "organisation.J4DW.union.venue=false";
        let poor =
            ["organisation.J4DW.money.start=0", "organisation.J4DW.money.fee=0", "organisation.J4DW.money.gifts=0"];
        let room = said(&[&[venue, "money.broke_sessions=0"], &poor[..]].concat());
        assert!(room.contains("money for a room") && !room.contains("people to start"), "{room}");
        let lively = [
            "organisation.J4DW.founders.skill=1",
            "organisation.J4DW.founders.free_time=1",
            "meeting.initiative_skill=0",
        ];
        assert_eq!(said(&lively), "", "an organisation that lives needs no diagnosis");
        let small = said(&["dormancy.attendance=0", "run.threshold=100000"]);
        assert!(small.starts_with("J4DW was small at the end in 3 of 3 runs"), "{small}");
        let late = said(&["organisation.J4DW.founded=2030-01-01"]);
        assert!(late.contains("never awake in 3 of 3 runs: it is founded on 2030-01-01"), "{late}");
    }
}
