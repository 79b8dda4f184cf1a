//! A network file with all that is measured of it.

use serde_json::{Value, json};

use crate::network::file::NetworkFile;
use crate::network::neighbours::Neighbours;

use super::attribute::AttributeSummary;
use super::{Description, describe};

/// All measures of a network file: of its ties, their trust and the node attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct FileDescription {
    /// The measures of the network.
    pub network: Description,
    /// How many ties carry a trust.
    pub trust_known: usize,
    /// The mean of these, in (0, 1]; NaN where there are none.
    pub mean_trust: f64,
    /// The lowest of these; infinite where there are none.
    pub least_trust: f64,
    /// The highest of these; 0 where there are none.
    pub most_trust: f64,
    /// Who stands most between others, by name, and on which share of pairs of others; see [`Description::between`].
    pub between: Option<(String, f64)>,
    /// The node attributes, in the order of the file.
    pub attributes: Vec<AttributeSummary>,
}

impl FileDescription {
    /// Measures a network file.
    #[must_use]
    pub fn new(file: &NetworkFile) -> Self {
        let neighbours = Neighbours::new(file.ids.len(), &file.ties);
        let network = describe(&neighbours);
        let trust: Vec<f64> = file.trust.iter().flatten().copied().collect();
        Self {
            trust_known: trust.len(),
            least_trust: trust.iter().copied().fold(f64::INFINITY, f64::min),
            most_trust: trust.iter().copied().fold(0.0, f64::max),
            mean_trust: trust.iter().sum::<f64>() / trust.len() as f64,
            between: network.between.map(|(person, share)| (file.ids[person as usize].clone(), share)),
            attributes: file.attributes.iter().map(|it| AttributeSummary::new(it, &neighbours)).collect(),
            network,
        }
    }

    /// The description as JSON, with the whole distribution of ties; NaN is null. `name` is what the file is called.
    #[must_use]
    pub fn json(&self, name: &str) -> Value {
        let Description { degrees, clustering, components, distances, cuts, .. } = &self.network;
        let attributes: Vec<Value> = self.attributes.iter().map(AttributeSummary::json).collect();
        json!({
            "file": name,
            "people": self.network.people,
            "ties": self.network.ties,
            "trust": { "known": self.trust_known, "mean": self.mean_trust },
            "degree": {
                "mean": degrees.mean, "variance": degrees.variance, "least": degrees.least,
                "median": degrees.median, "most": degrees.most, "counts": degrees.counts,
                "assortativity": self.network.assortativity,
            },
            "clustering": {
                "transitivity": clustering.transitivity, "local": clustering.local,
                "triangles": clustering.triangles,
            },
            "components": {
                "number": components.number, "alone": components.alone, "largest": components.largest.len(),
            },
            "distance": {
                "mean": distances.mean, "standard_error": distances.standard_error,
                "diameter": distances.diameter, "sources": distances.sources, "exact": distances.exact,
            },
            "core": { "degree": self.network.innermost, "people": self.network.in_innermost },
            "bridges": cuts.bridges,
            "articulation_points": cuts.cut_people,
            "betweenness": self.between.as_ref().map(|(name, share)| json!({ "most": name, "share_of_pairs": share })),
            "attributes": attributes,
        })
    }
}
