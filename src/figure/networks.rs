//! What the figures of followed networks show: who is a member of what, and who comes from where.

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::files;
use crate::network::places::places;
use crate::network::{self, AttributeValue, Format, Limits, NetworkFile};

use super::{Figure, NetworkFigure, NetworkPanel, Person, Picture};

/// What a folder of followed networks shows: `network`, coloured by organisation, and `network-origins`, where origins
/// have names. People stand in the same places in every week.
///
/// # Errors
/// A file that is missing or cannot be read.
pub fn pictures(record: &Value, folder: &Path) -> Result<Vec<Picture>, Problem> {
    let mut weeks = Vec::new();
    for week in record["weeks"].as_array().into_iter().flatten() {
        let text = |key: &str| week[key].as_str().unwrap_or_default().to_owned();
        weeks.push((text("date"), read(&folder.join(text("file")))?));
    }
    let Some((_, first)) = weeks.first() else {
        return Err(Problem::whole("the record names no weeks", "was it changed by hand?"));
    };
    if weeks.iter().any(|(_, network)| network.ids.len() != first.ids.len()) {
        return Err(Problem::whole("the networks are not of the same people", "was one of the files changed?"));
    }
    let mut ties: Vec<(u32, u32)> = weeks.iter().flat_map(|(_, network)| &network.ties).copied().collect();
    ties.sort_unstable();
    ties.dedup();
    let (_, areas) = groups(weeks.iter().map(|(_, network)| network), "area");
    let areas: Vec<usize> = areas.first().into_iter().flatten().map(|group| group.unwrap_or(0)).collect();
    let places = places(first.ids.len(), &ties, &areas);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let scenario = text(&record["scenarios"][0]["name"]);
    let mut pictures = Vec::new();
    for (name, attribute, what) in [("network", "organisation", "membership"), ("network-origins", "origin", "origin")]
    {
        let (names, by_week) = groups(weeks.iter().map(|(_, network)| network), attribute);
        if names.is_empty() && attribute != "organisation" {
            continue;
        }
        let panels = weeks.iter().zip(by_week).map(|((date, network), groups)| panel(date, network, &groups));
        pictures.push(Picture::new(
            name,
            Figure::Network(NetworkFigure {
                title: format!("Who is tied to whom in {scenario}, by {what}"),
                subtitle:
                    "A dot is a worker, a line a tie; large with an edge: mobilised. Everybody keeps their place."
                        .to_owned(),
                caption: format!(
                    "{} workers. Replicate {} of seed {}. A place stays when one worker leaves and another comes. mobilise {}.",
                    first.ids.len(),
                    text(&record["replicate"]),
                    text(&record["seed"]),
                    text(&record["version"])
                ),
                groups: names,
                places: places.clone(),
                panels: panels.collect(),
            }),
        ));
    }
    Ok(pictures)
}

fn read(path: &Path) -> Result<NetworkFile, Problem> {
    let hint = "`mobilise rerun` makes it again";
    let text = files::read_text(path, Limits::MAX_BYTES).map_err(|error| Problem::whole(error.to_string(), hint))?;
    let network = network::read(&text, Format::GraphMl, Limits::LARGEST);
    network.map_err(|problem| Problem::whole(format!("cannot read `{}`: {}", path.display(), problem.title), hint))
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
