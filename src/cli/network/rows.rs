//! What is measured of a network file, as rows of a table and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use mobilise::network::describe::{Description, Mixing, describe, mixing};
use mobilise::network::{Attribute, AttributeValue, Neighbours, NetworkFile};

use mobilise::text::number;

/// A network file with everything that is measured of it.
pub struct Measured<'a> {
    file: &'a NetworkFile,
    all: Description,
    columns: Vec<Column<'a>>,
}

/// A node attribute: what is known of it.
struct Column<'a> {
    name: &'a str,
    sort: &'static str,
    known: usize,
    /// The mean, of numbers.
    mean: f64,
    /// How many people have which value, of texts and switches.
    groups: BTreeMap<String, usize>,
    /// How ties run within and across groups; not where all values differ, as names do.
    mixing: Option<Mixing>,
}

/// More groups than anybody reads in a row.
const MOST_SHOWN: usize = 6;

impl<'a> Measured<'a> {
    /// Measures the network.
    pub fn new(file: &'a NetworkFile) -> Self {
        let network = Neighbours::new(file.ids.len(), &file.ties);
        let columns = file.attributes.iter().map(|attribute| Column::new(attribute, &network)).collect();
        Self { file, all: describe(&network), columns }
    }

    /// Rows of a head and a value; a head without a value begins a group.
    pub fn rows(&self) -> Vec<(String, String)> {
        let Description { degrees, clustering, components, distances, cuts, .. } = &self.all;
        let mut rows = Vec::new();
        let mut row = |head: &str, text: String| rows.push((head.to_owned(), text));
        row("people", count(self.all.people));
        row("ties", count(self.all.ties));
        row("trust", self.trust());
        row("Ties each", String::new());
        row("mean", number(degrees.mean));
        row("variance", number(degrees.variance));
        row("fewest, median, most", format!("{}, {}, {}", degrees.least, degrees.median, degrees.most));
        row("degree assortativity", share(self.all.assortativity));
        row("Who knows whom", String::new());
        row("transitivity", share(clustering.transitivity));
        row("mean local clustering", share(clustering.local));
        row(
            "innermost circle",
            format!("{} people with {} ties within", count(self.all.in_innermost), self.all.innermost),
        );
        row("Who reaches whom", String::new());
        row("connected parts", count(components.number));
        row("people without ties", count(components.alone));
        row("people in the largest part", count(components.largest.len()));
        let sampled =
            if distances.exact { String::new() } else { format!(" ({} people sampled)", count(distances.sources)) };
        let error = if distances.exact { String::new() } else { format!(" ± {:.2}", 2.0 * distances.standard_error) };
        row("steps between two of it, mean", format!("{}{error}{sampled}", number(distances.mean)));
        let at_least = if distances.exact { "" } else { "at least " };
        row("steps between two of it, most", format!("{at_least}{}", distances.diameter));
        row("ties without which it falls apart", count(cuts.bridges));
        row("people without whom it does", count(cuts.cut_people));
        row("stands most between others", self.between());
        for column in &self.columns {
            row(&format!("{} ({})", shown(column.name), column.sort), String::new());
            row("known of", format!("{} people", count(column.known)));
            if !column.mean.is_nan() {
                row("mean", number(column.mean));
            }
            if !column.groups.is_empty() {
                row("values", column.values());
            }
            if let Some(mixing) = column.mixing {
                row("share of ties across", share(mixing.across));
                row("assortativity", share(mixing.assortativity));
            }
        }
        rows
    }

    fn trust(&self) -> String {
        let known: Vec<f64> = self.file.trust.iter().flatten().copied().collect();
        match known.len() {
            0 => "not given".to_owned(),
            all => format!("{} on average, given for {}", number(known.iter().sum::<f64>() / all as f64), count(all)),
        }
    }

    fn between(&self) -> String {
        match self.all.between {
            Some((person, share)) => {
                format!("{}, on {:.1} % of pairs", shown(&self.file.ids[person as usize]), 100.0 * share)
            }
            None if self.all.people < 3 => "–".to_owned(),
            None => "not computed for so many people".to_owned(),
        }
    }

    /// The same as JSON; what cannot be is null.
    pub fn json(&self, path: &str) -> Value {
        let Description { degrees, clustering, components, distances, cuts, .. } = &self.all;
        let known: Vec<f64> = self.file.trust.iter().flatten().copied().collect();
        let attributes: Vec<Value> = self.columns.iter().map(Column::json).collect();
        json!({
            "file": path,
            "people": self.all.people,
            "ties": self.all.ties,
            "trust": { "known": known.len(), "mean": finite(known.iter().sum::<f64>() / known.len() as f64) },
            "degree": {
                "mean": finite(degrees.mean), "variance": finite(degrees.variance), "least": degrees.least,
                "median": degrees.median, "most": degrees.most, "counts": degrees.counts,
                "assortativity": finite(self.all.assortativity),
            },
            "clustering": {
                "transitivity": finite(clustering.transitivity), "local": finite(clustering.local),
                "triangles": clustering.triangles,
            },
            "components": {
                "number": components.number, "alone": components.alone, "largest": components.largest.len(),
            },
            "distance": {
                "mean": finite(distances.mean), "standard_error": finite(distances.standard_error),
                "diameter": distances.diameter, "sources": distances.sources, "exact": distances.exact,
            },
            "core": { "degree": self.all.innermost, "people": self.all.in_innermost },
            "bridges": cuts.bridges,
            "articulation_points": cuts.cut_people,
            "betweenness": self.all.between.map(|(person, share)| {
                json!({ "most": self.file.ids[person as usize], "share_of_pairs": finite(share) })
            }),
            "attributes": attributes,
        })
    }
}

impl<'a> Column<'a> {
    fn new(attribute: &'a Attribute, network: &Neighbours) -> Self {
        let values = &attribute.values;
        let numbers = || {
            values
                .iter()
                .flatten()
                .filter_map(|value| if let AttributeValue::Number(x) = value { Some(*x) } else { None })
        };
        let group = |value: &AttributeValue| match value {
            AttributeValue::Number(_) => None,
            AttributeValue::Text(text) => Some(text.clone()),
            AttributeValue::Switch(on) => Some(on.to_string()),
        };
        let of_people: Vec<Option<String>> = values.iter().map(|value| value.as_ref().and_then(group)).collect();
        let mut groups = BTreeMap::new();
        for name in of_people.iter().flatten() {
            *groups.entry(name.clone()).or_insert(0) += 1;
        }
        let place: BTreeMap<&String, u32> = groups.keys().zip(0..).collect();
        let numbered: Vec<Option<u32>> = of_people.iter().map(|name| place.get(name.as_ref()?).copied()).collect();
        let told_apart = groups.values().any(|people| *people > 1);
        let sort = match (groups.is_empty(), numbers().next()) {
            (false, None) => "text",
            (true, Some(_)) => "number",
            (true, None) => "nothing",
            (false, Some(_)) => "text and number",
        };
        let mixing = told_apart.then(|| mixing(network, &numbered));
        Self {
            name: &attribute.name,
            sort,
            known: values.iter().flatten().count(),
            mean: numbers().sum::<f64>() / numbers().count() as f64,
            groups,
            mixing,
        }
    }

    /// The values with how many people have each, most first.
    fn values(&self) -> String {
        let mut all: Vec<(&String, &usize)> = self.groups.iter().collect();
        all.sort_by_key(|(_, people)| std::cmp::Reverse(**people));
        let shown: Vec<String> =
            all.iter().take(MOST_SHOWN).map(|(name, people)| format!("{} {}", shown(name), count(**people))).collect();
        let more = if all.len() > MOST_SHOWN { format!(" and {} more", all.len() - MOST_SHOWN) } else { String::new() };
        shown.join(", ") + &more
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "sort": self.sort,
            "known": self.known,
            "mean": finite(self.mean),
            "values": self.groups,
            "ties": self.mixing.map(|mixing| mixing.ties),
            "share_across": self.mixing.map(|mixing| finite(mixing.across)),
            "assortativity": self.mixing.map(|mixing| finite(mixing.assortativity)),
        })
    }
}

/// A name on one line, cut short, without what would disturb a terminal.
fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    let short: String = name.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if name.chars().nth(LONGEST).is_some() { short + "…" } else { short }
}

fn count(n: usize) -> String {
    if n < 10_000 { n.to_string() } else { number(n as f64) }
}

/// A number near 1 or below it, of which small values matter too.
fn share(x: f64) -> String {
    if x.is_nan() { "–".to_owned() } else { format!("{x:.4}") }
}

fn finite(x: f64) -> Value {
    if x.is_finite() { json!(x) } else { Value::Null }
}
