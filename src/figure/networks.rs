//! What the figures of followed networks show: who is a member of what, and who comes from where.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::network::together::places_together;
use crate::network::{AttributeValue, NetworkFile};
use crate::record::{NetworksRecord, Record};
use crate::results::networks::WeekNetwork;

use super::{NetworkFigure, NetworkPanel, Person, Picture};

/// What followed networks show: `network`, coloured by organisation, and `network-origins`, where origins have names.
/// People are drawn at the same position in every week.
#[must_use]
pub(crate) fn pictures(record: &Record, followed: &NetworksRecord, weeks: &[WeekNetwork]) -> Vec<Picture> {
    let Some(WeekNetwork { network: first, .. }) = weeks.first() else { return Vec::new() };
    let networks = || weeks.iter().map(|week| &week.network);
    let mut ties: Vec<(u32, u32)> = networks().flat_map(|network| &network.ties).copied().collect();
    ties.sort_unstable();
    ties.dedup();
    let (_, areas) = groups(networks(), "area");
    let areas: Vec<usize> = areas.first().into_iter().flatten().map(|group| group.unwrap_or(0)).collect();
    let places = places_together(first.ids.len(), &ties, &areas, &belonging(groups(networks(), "organisation").1));
    let scenario = followed.scenarios.first().map_or("", |scenario| scenario.name.as_str());
    let mut pictures = Vec::new();
    for (name, attribute, what) in [("network", "organisation", "membership"), ("network-origins", "origin", "origin")]
    {
        let (names, by_week) = groups(networks(), attribute);
        if names.is_empty() && attribute != "organisation" {
            continue;
        }
        let panels = weeks.iter().zip(by_week).map(|(week, groups)| panel(&week.date, &week.network, &groups));
        pictures.push(Picture::new(
            name,
            NetworkFigure {
                title: format!("Who is tied to whom in {scenario}, by {what}"),
                subtitle:
                    "A dot is a worker, a line a tie; large with an edge: mobilised. Members of an organisation stand together, \
                     all others around them; everybody keeps their position in all weeks."
                        .to_owned(),
                caption: format!(
                    "{} workers. Replicate {} of seed {}. A place stays when one worker leaves and another comes. mobilise {}.",
                    first.ids.len(),
                    followed.replicate,
                    record.seed,
                    record.version
                ),
                groups: names,
                places: places.clone(),
                panels: panels.collect(),
            },
        ));
    }
    pictures
}

/// The organisation that each was a member of in most of the weeks; of several as often, the first.
fn belonging(by_week: Vec<Vec<Option<usize>>>) -> Vec<Option<usize>> {
    let people = by_week.first().map_or(0, Vec::len);
    let of = |person: usize| {
        let mut weeks: BTreeMap<usize, usize> = BTreeMap::new();
        for organisation in by_week.iter().filter_map(|week| week[person]) {
            *weeks.entry(organisation).or_default() += 1;
        }
        weeks.into_iter().max_by_key(|(organisation, weeks)| (*weeks, Reverse(*organisation))).map(|(one, _)| one)
    };
    (0..people).map(of).collect()
}

/// The texts an attribute takes in any week, in alphabetical order, and everybody's by week.
fn groups<'a>(
    networks: impl Iterator<Item = &'a NetworkFile>,
    attribute: &str,
) -> (Vec<String>, Vec<Vec<Option<usize>>>) {
    let text = |value: &Option<AttributeValue>| match value {
        Some(AttributeValue::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let by_week: Vec<Vec<Option<String>>> = networks
        .map(|network| {
            let column = network.attributes.iter().find(|known| known.name == attribute);
            column.map_or_else(|| vec![None; network.ids.len()], |column| column.values.iter().map(text).collect())
        })
        .collect();
    let mut names: Vec<String> = by_week.iter().flatten().flatten().cloned().collect();
    names.sort();
    names.dedup();
    let number = |name: &Option<String>| name.as_ref().and_then(|name| names.binary_search(name).ok());
    let numbers = by_week.iter().map(|week| week.iter().map(number).collect()).collect();
    (names, numbers)
}

fn panel(date: &str, network: &NetworkFile, groups: &[Option<usize>]) -> NetworkPanel {
    let column = |name: &str| network.attributes.iter().find(|known| known.name == name);
    let mobilised =
        |n: usize| column("mobilised").is_some_and(|column| column.values[n] == Some(AttributeValue::Switch(true)));
    let people: Vec<Person> =
        groups.iter().enumerate().map(|(n, group)| Person { group: *group, mobilised: mobilised(n) }).collect();
    let members = column("organisation").map_or(0, |column| column.values.iter().flatten().count());
    let acted = people.iter().filter(|person| person.mobilised).count();
    NetworkPanel {
        title: date.to_owned(),
        note: format!("{members} members, {acted} mobilised, {} ties", network.ties.len()),
        people,
        ties: network.ties.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_belong_where_they_were_longest() {
        let weeks = vec![
            vec![None, Some(1), Some(0), None],
            vec![None, Some(0), Some(1), Some(1)],
            vec![None, Some(1), None, None],
        ];
        assert_eq!(belonging(weeks), [None, Some(1), Some(0), Some(1)]);
        assert!(belonging(Vec::new()).is_empty());
    }
}
