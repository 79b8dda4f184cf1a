//! The description of a network file in words.

use crate::text::number;

use super::Description;
use super::attribute::AttributeSummary;
use super::file::FileDescription;

impl FileDescription {
    /// The description as rows of a head and a value; a head without a value begins a group.
    #[must_use]
    pub fn rows(&self) -> Vec<(String, String)> {
        let Description { degrees, clustering, components, distances, cuts, .. } = &self.network;
        let trust = match self.trust_known {
            0 => "not given".to_owned(),
            known => {
                let range = format!("from {} to {}", number(self.least_trust), number(self.most_trust));
                format!("{} on average, {range}, given for {} ties", number(self.mean_trust), count(known))
            }
        };
        let core = format!("{} people with {} ties within", count(self.network.in_innermost), self.network.innermost);
        let (error, sampled, at_least) = if distances.exact {
            (String::new(), String::new(), "")
        } else {
            let error = format!(" ± {:.2}", 2.0 * distances.standard_error);
            (error, format!(" ({} people sampled)", count(distances.sources)), "at least ")
        };
        let between = match &self.between {
            Some((name, share)) => format!("{}, on {:.1} % of pairs", printable(name), 100.0 * share),
            None if self.network.people < 3 => "–".to_owned(),
            None => "not computed for so many people".to_owned(),
        };
        let rows = [
            ("people", count(self.network.people)),
            ("ties", count(self.network.ties)),
            ("trust", trust),
            ("Ties each", String::new()),
            ("mean", number(degrees.mean)),
            ("variance", number(degrees.variance)),
            ("minimum, median, maximum", format!("{}, {}, {}", degrees.least, degrees.median, degrees.most)),
            ("degree assortativity", share(self.network.assortativity)),
            ("Who knows whom", String::new()),
            ("transitivity", share(clustering.transitivity)),
            ("mean local clustering", share(clustering.local)),
            ("innermost core", core),
            ("Who reaches whom", String::new()),
            ("connected components", count(components.number)),
            ("people without ties", count(components.alone)),
            ("people in the largest component", count(components.largest.len())),
            ("mean distance in it", format!("{}{error}{sampled}", number(distances.mean))),
            ("largest distance in it", format!("{at_least}{}", distances.diameter)),
            ("bridges (ties whose loss splits a component)", count(cuts.bridges)),
            ("articulation points (people whose loss does)", count(cuts.cut_people)),
            ("highest betweenness", between),
        ];
        let rows = rows.map(|(head, text)| (head.to_owned(), text)).into_iter();
        rows.chain(self.attributes.iter().flat_map(attribute_rows)).collect()
    }
}

fn attribute_rows(attribute: &AttributeSummary) -> Vec<(String, String)> {
    let mut rows = vec![(format!("{} ({})", printable(&attribute.name), attribute.value_type), String::new())];
    let mut row = |head: &str, text: String| rows.push((head.to_owned(), text));
    row("known of", format!("{} people", count(attribute.known)));
    if !attribute.mean.is_nan() {
        row("mean", number(attribute.mean));
    }
    if !attribute.groups.is_empty() {
        row("values", groups_text(attribute));
    }
    if let Some(mixing) = attribute.mixing {
        row("share of ties across", share(mixing.across));
        row("assortativity", share(mixing.assortativity));
    }
    rows
}

/// The values with how many people have each, largest groups first.
fn groups_text(attribute: &AttributeSummary) -> String {
    const MAX_SHOWN: usize = 6;
    let mut groups: Vec<(&String, usize)> = attribute.groups.iter().map(|(name, people)| (name, *people)).collect();
    groups.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    let shown = groups.iter().take(MAX_SHOWN).map(|(name, people)| format!("{} {}", printable(name), count(*people)));
    let more = groups.len().saturating_sub(MAX_SHOWN);
    shown.collect::<Vec<_>>().join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// A name on one line, cut short, without what would disturb a terminal.
fn printable(name: &str) -> String {
    const MAX_LETTERS: usize = 40;
    let short: String = name
        .chars()
        .take(MAX_LETTERS)
        .map(|c| if c.is_control() || crate::text::is_unprintable(c) { ' ' } else { c })
        .collect();
    if name.chars().nth(MAX_LETTERS).is_some() { short + "…" } else { short }
}

fn count(n: usize) -> String {
    if n < 10_000 { n.to_string() } else { number(n as f64) }
}

/// A number near 1 or below it, of which small values matter too.
fn share(x: f64) -> String {
    if x.is_nan() { "–".to_owned() } else { format!("{x:.4}") }
}
