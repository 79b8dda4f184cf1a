//! Where an organisation's money came from and went: grants, other grants won, paid hours, what was left and when a
//! grant ended in effect.

use crate::knob::intervention::InterventionKind;
use crate::scenario::{Intervention, Organisation, Scenario};
use crate::text::{count, number};

use super::Study;
use super::fate::Fate;
use super::gaps;
use super::results::StudyResults;

/// A grant counts as other than the scenario's from this share of it on: rounding leaves less.
const ROUNDING: f64 = 0.001;

/// One sentence on the money of each organisation that received grants or paid anybody.
pub fn sentences(study: &Study, results: &StudyResults) -> Vec<String> {
    let mut all = Vec::new();
    for row in gaps::rows(study) {
        let scenario = &study.scenarios[row.0];
        let (Some(organisation), Some(fates)) = (scenario.organisations.get(row.1), results.fates[row.0].get(row.1))
        else {
            continue;
        };
        let paid = fates.iter().any(|fate| fate.purse.grants > 0.0 || fate.purse.staff_hours > 0.0);
        if paid {
            all.push(sentence(scenario, organisation, &gaps::name(study, row), fates));
        }
    }
    all
}

fn sentence(scenario: &Scenario, organisation: &Organisation, name: &str, fates: &[Fate]) -> String {
    let mean = |value: &dyn Fn(&Fate) -> f64| fates.iter().map(value).sum::<f64>() / fates.len() as f64;
    let pounds = |x: f64| format!("£{}", number(x));
    let middle = |week: &dyn Fn(&Fate) -> Option<u32>| {
        let mut weeks: Vec<u32> = fates.iter().filter_map(week).collect();
        weeks.sort_unstable();
        (!weeks.is_empty()).then(|| scenario.date_of(weeks[(weeks.len() - 1) / 2]).to_string())
    };
    let mut parts = Vec::new();
    let won = |fate: &Fate| {
        let own = scheduled(scenario, organisation, fate);
        let other = fate.purse.grants - own;
        if other > ROUNDING * fate.purse.grants.max(own) { other } else { 0.0 }
    };
    let end = scenario.date_of(scenario.run.weeks - 1).to_string();
    let until = |last: &str| match last == end {
        true => "to the end".to_owned(),
        false => format!("the last in the week of {last}"),
    };
    if let Some(last) = middle(&|fate| fate.purse.last_grant) {
        let others = fates.iter().filter(|fate| won(fate) > 0.0).count();
        let other = match others {
            0 => String::new(),
            some => format!(
                " ({} of it other grants that it won, in {some} of {})",
                pounds(mean(&won)),
                count(fates.len(), "run", "runs")
            ),
        };
        parts.push(format!("{} in grants{other}, {}", pounds(mean(&|f| f.purse.grants)), until(&last)));
        let left = |fate: &Fate| if fate.purse.last_grant.is_some() { fate.purse.left_then } else { fate.purse.left };
        if last != end {
            parts.push(format!("{} left when grants ended", pounds(mean(&left))));
        }
    }
    if let Some(last) = middle(&|fate| fate.purse.last_staff) {
        let hours = mean(&|fate| fate.purse.staff_hours);
        let spent = match wage(scenario, organisation) {
            Some(wage) => format!("{} spent on {} paid hours", pounds(hours * wage), number(hours)),
            None => format!("{} paid hours", number(hours)),
        };
        parts.push(format!("{spent}, {}", until(&last)));
    }
    parts.push(format!("{} left at the end", pounds(mean(&|fate| fate.purse.left))));
    format!("{name}: {} (means over runs; dates are medians)", parts.join("; "))
}

/// The pay of an hour, where it stays the same through the run.
fn wage(scenario: &Scenario, organisation: &Organisation) -> Option<f64> {
    let changes = scenario.interventions.iter().any(|one| {
        one.organisation.as_ref() == Some(&organisation.name)
            && one.practices.to.iter().any(|(knob, _)| knob == "staff.wage")
    });
    (!changes).then_some(organisation.knobs.staff.wage)
}

/// What the scenario's own grants pay an organisation while it is awake.
fn scheduled(scenario: &Scenario, organisation: &Organisation, fate: &Fate) -> f64 {
    let to_it = |one: &&Intervention| {
        one.kind == Some(InterventionKind::Grant) && one.organisation.as_ref() == Some(&organisation.name)
    };
    let grants = scenario.interventions.iter().filter(to_it);
    let paid = |grant: &Intervention| {
        let (from, until) = scenario.weeks_of(grant);
        let weeks = f64::from(until.saturating_sub(from).max(1));
        // In the week in which it falls asleep it is paid once more.
        let end = until.min(fate.last_awake.map_or(0, |week| week + 2)).min(scenario.run.weeks);
        grant.knobs.strength * grant.knobs.amount / weeks * f64::from(end.saturating_sub(from))
    };
    grants.map(paid).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load_text};

    /// A grant of £5,200 for a year from the start: all of it came, and what was not paid out is left.
    #[test]
    fn money_adds_up() {
        let text = "version = 1\nbase = \"j4dw\"\n[run]\nweeks = 80\n[population]\nworkers = 200\n\
                    [intervention.grant]\nkind = \"grant\"\norganisation = \"J4DW\"\nfrom = 2009-03-22\nuntil = 2010-03-21\n\
                    amount = 5200.0\n";
        let scenario = load_text("grant.toml", text, &Overrides::default()).expect("a scenario");
        let study = Study::new(vec![scenario], 1, 2);
        let results = study.run(&|| ()).expect("runs");
        let purse = results.fates[0][0][0].purse;
        assert!((purse.grants - 5200.0).abs() < 1e-6, "{purse:?}");
        assert_eq!(
            purse.last_grant.map(|week| study.scenarios[0].date_of(week).to_string()),
            Some("2010-03-14".to_owned())
        );
        let said = sentences(&study, &results);
        assert!(
            said.len() == 1 && said[0].starts_with("J4DW: £5200 in grants, the last in the week of 2010-03-14"),
            "{said:?}"
        );
        assert!(!said[0].contains("other grants"), "{said:?}");
        let own = scheduled(&study.scenarios[0], &study.scenarios[0].organisations[0], &results.fates[0][0][0]);
        assert!((own - purse.grants).abs() < 1e-6);
    }
}
