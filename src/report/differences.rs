//! In what scenarios differ, knob by knob, and what each sets otherwise than the default.

use maud::{Markup, html};

use crate::knob::{Kind, Knob, Value};
use crate::scenario::Scenario;
use crate::text::{count, list};

use super::Section;
use super::folder::Folder;
use super::settings::{Group, settings, turned};

const GROUPS: [(Group, &str); 5] = [
    (Group::Practices, "Practices"),
    (Group::Population, "Population and network"),
    (Group::Events, "Law, events and others in the field"),
    (Group::Behaviour, "Behaviour"),
    (Group::Run, "Run"),
];

/// Something in which two scenarios differ.
struct Differs {
    group: Group,
    name: String,
    knob: Option<&'static Knob>,
    values: [Option<Value>; 2],
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Real(x) => Some(*x),
        Value::Whole(x) => Some(*x as f64),
        _ => None,
    }
}

impl Differs {
    /// First less second, where both are numbers.
    fn difference(&self) -> Option<f64> {
        let [a, b] = [self.values[0].as_ref().and_then(as_number)?, self.values[1].as_ref().and_then(as_number)?];
        Some(a - b)
    }

    /// How large the difference is: as a share of what is allowed where that is 0 to 1 or less, otherwise of the
    /// larger of the two. What is no number comes first.
    fn size(&self) -> f64 {
        let Some(difference) = self.difference() else { return f64::INFINITY };
        if let Some(Kind::Real { low, high }) = self.knob.map(|knob| knob.kind)
            && high - low <= 1.0
        {
            return difference.abs() / (high - low);
        }
        let larger = self.values.iter().flatten().filter_map(as_number).map(f64::abs).fold(0.0, f64::max);
        difference.abs() / larger
    }
}

/// In what two scenarios differ, the largest differences of each group first.
fn differing(first: &Scenario, second: &Scenario) -> Vec<Differs> {
    let (a, b) = (settings(first), settings(second));
    let mut found = Vec::new();
    for set in &a {
        let other = b.iter().find(|other| other.key == set.key);
        if other.is_none_or(|other| other.value != set.value) {
            let values = [Some(set.value.clone()), other.map(|other| other.value.clone())];
            found.push(Differs { group: set.group, name: set.name.clone(), knob: set.knob, values });
        }
    }
    for set in b.iter().filter(|set| !a.iter().any(|other| other.key == set.key)) {
        let values = [None, Some(set.value.clone())];
        found.push(Differs { group: set.group, name: set.name.clone(), knob: set.knob, values });
    }
    found.sort_by(|x, y| y.size().total_cmp(&x.size()));
    found
}

pub(super) fn section(folder: &Folder) -> Option<Section> {
    let (first, others) = folder.scenarios.split_first()?;
    let body = html! {
        @for other in others { (between(first, other)) }
        @for scenario in &folder.scenarios { (from_defaults(scenario)) }
    };
    let title = if others.is_empty() { "What is set" } else { "In what they differ" };
    Some(Section::new("settings", title, body))
}

fn between(first: &Scenario, second: &Scenario) -> Markup {
    let all = differing(first, second);
    if all.is_empty() {
        return html! { p { (first.name) " and " (second.name) " do not differ in anything but their names." } };
    }
    let of = |group: Group| all.iter().filter(move |one| one.group == group).collect::<Vec<_>>();
    let groups: Vec<(&str, Vec<&Differs>)> =
        GROUPS.iter().map(|(group, title)| (*title, of(*group))).filter(|(_, list)| !list.is_empty()).collect();
    let counts: Vec<String> =
        groups.iter().map(|(title, list)| format!("{} of {}", list.len(), title.to_lowercase())).collect();
    html! {
        p {
            strong { (first.name) " and " (second.name) " differ in " (count(all.len(), "setting", "settings")) }
            ": " (list(&counts)) ". "
            @if all.len() > 1 { "What differs in so many at once cannot say which of them made the difference." }
        }
        @for (title, list) in groups {
            p { strong { (title) ": " } (told(&list)) "." }
            details {
                summary { (title) ": " @if list.len() == 1 { "the difference" } @else { "all " (list.len()) " differences" } " as a table" }
                (table(&format!("{title}: {} and {}", first.name, second.name), [&first.name, &second.name], &list))
            }
        }
    }
}

/// The largest differences of a group in words: a few of numbers, and of what is none.
fn told(list: &[&Differs]) -> String {
    const MOST: usize = 4;
    let (numbers, others): (Vec<&Differs>, Vec<&Differs>) = list.iter().partition(|one| one.difference().is_some());
    let kept = others.len().min(MOST.saturating_sub(numbers.len()).max(2));
    let value = |value: &Option<Value>| value.as_ref().map_or("nothing".to_owned(), shown);
    let words = |one: &&Differs| {
        let [a, b] = [value(&one.values[0]), value(&one.values[1])];
        // Lists of shares are left to the table.
        if a.len().max(b.len()) > 40 { format!("other {}", one.name) } else { format!("{} {a} against {b}", one.name) }
    };
    let mut told: Vec<String> = others.iter().take(kept).map(words).collect();
    told.extend(numbers.iter().take(MOST).map(words));
    match list.len() - told.len() {
        0 => crate::text::list(&told),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

fn table(caption: &str, names: [&str; 2], list: &[&Differs]) -> Markup {
    let cell = |value: &Option<Value>| value.as_ref().map_or("–".to_owned(), shown);
    super::tables::scrolling(
        caption,
        html! {
            thead { tr {
                th scope="col" { "Setting" } th.n scope="col" { (names[0]) } th.n scope="col" { (names[1]) }
                th.n scope="col" { "Difference" } th scope="col" { "What it does" }
            } }
            tbody { @for one in list { tr {
                th scope="row" { (one.name) }
                td.v { (cell(&one.values[0])) } td.v { (cell(&one.values[1])) }
                td.n { (one.difference().map_or(String::new(), by)) }
                td.words { @if let Some(knob) = one.knob { (meaning(knob)) } }
            } } }
        },
    )
}

/// A value as a reader meets it.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(word) => word.clone(),
        Value::Real(x) => x.to_string().replace('-', "−"),
        other => other.to_string(),
    }
}

/// A difference of two settings, without the crumbs that subtraction leaves.
fn by(difference: f64) -> String {
    let rounded = format!("{difference:.9e}").parse().unwrap_or(difference);
    let sign = if rounded > 0.0 { "+" } else { "" };
    format!("{sign}{}", shown(&Value::Real(rounded)))
}

fn meaning(knob: &Knob) -> String {
    let unit = if knob.unit.is_empty() { String::new() } else { format!(" [{}]", knob.unit) };
    format!("{}{unit}", knob.meaning)
}

fn from_defaults(scenario: &Scenario) -> Markup {
    let turned = turned(scenario);
    html! {
        details {
            summary { (scenario.name) ": " (count(turned.len(), "knob", "knobs")) " set otherwise than the default" }
            (super::tables::scrolling(
                &format!("What {} sets otherwise than the default", scenario.name),
                html! {
                    thead { tr {
                        th scope="col" { "Knob" } th.n scope="col" { "Here" } th.n scope="col" { "Default" }
                        th scope="col" { "What it does" } th scope="col" { "Default is" }
                    } }
                    tbody { @for set in &turned { @if let Some(knob) = set.knob { tr {
                        th scope="row" { (set.name) } td.v { (shown(&set.value)) } td.n { (shown(&knob.default)) }
                        td.words { (meaning(knob)) } td { (knob.status.to_string()) }
                    } } } }
                },
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load};

    fn scenario(name: &str, set: &[&str]) -> Scenario {
        let set = set.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
        load(name, &Overrides(set)).expect("a scenario")
    }

    #[test]
    fn one_turned_knob_is_one_difference() {
        let plain = scenario("j4dw", &[]);
        assert!(differing(&plain, &plain).is_empty());
        let other = scenario("j4dw", &["coping.relief=0.11"]);
        let found = differing(&plain, &other);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].group), ("coping.relief", Group::Behaviour));
        assert!((found[0].difference().expect("numbers") - (plain.behaviour.coping.relief - 0.11)).abs() < 1e-12);
    }

    #[test]
    fn subtraction_leaves_no_crumbs() {
        assert_eq!(
            (by(0.15 - 0.05), by(-3.0), by(0.04 - 0.25)),
            ("+0.1".to_owned(), "−3".to_owned(), "−0.21".to_owned())
        );
    }

    #[test]
    fn the_two_cases_differ_in_practices_place_and_law() {
        let found = differing(&scenario("j4dw", &[]), &scenario("meca", &[]));
        for (group, name) in [
            (Group::Practices, "hours.learning"),
            (Group::Practices, "founders.origin"),
            (Group::Population, "population.workers"),
            (Group::Population, "population.origins"),
            (Group::Events, "tied-visa: when"),
        ] {
            assert!(found.iter().any(|one| one.group == group && one.name == name), "{name}");
        }
        assert!(!found.iter().any(|one| one.group == Group::Behaviour), "all share one behaviour");
        let learning = found.iter().position(|one| one.name == "hours.learning");
        let profile = found.iter().position(|one| one.name == "hours.training");
        assert!(learning < profile, "0.21 comes before 0.1");
    }
}
