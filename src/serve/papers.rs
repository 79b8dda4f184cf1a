//! The claims of the papers that the page looks up in its curves.

use serde_json::{Value as Json, json};

use crate::claims::{Compare, drawn_claims};

use super::sample::SHOWN;

/// The claims, each with its cases, its measure by its index among those shown, and what the papers say.
pub(crate) fn claims() -> Json {
    let end = |x: f64| if x.is_finite() { json!(x) } else { Json::Null };
    // Embedded, and tested to be right.
    let all = drawn_claims(&SHOWN).unwrap_or_default();
    let one = |drawn: &crate::claims::DrawnClaim| {
        // Pairs of a claim may differ in the weeks they must run; the page asks for the most of them.
        let most = |side: usize| drawn.cases.iter().filter_map(|cases| Some(cases.get(side)?.1)).max();
        let least: Vec<u32> = (0..2).filter_map(most).collect();
        json!({
            "source": drawn.claim.source,
            "about": drawn.claim.about,
            "compare": match drawn.claim.compare {
                Compare::Value => "value",
                Compare::Difference => "difference",
                Compare::Ratio => "ratio",
            },
            "cases": drawn.cases.iter().map(|cases| cases.iter().map(|(name, _)| name).collect::<Vec<_>>()).collect::<Vec<_>>(),
            "least": least,
            "measure": SHOWN.iter().position(|shown| *shown == drawn.measure),
            "weeks": drawn.weeks.map(|(from, to)| json!([from, to])),
            "low": end(drawn.claim.range.0),
            "high": end(drawn.claim.range.1),
        })
    };
    all.iter().map(one).collect()
}
