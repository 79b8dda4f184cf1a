//! Claims that can be looked up in weekly curves alone, for the local page.

use crate::calibration::pattern::What;
use crate::config::Problems;
use crate::model::measures::{ALL_MEASURES, MEASURES, Measure};
use crate::model::sustainability::OUTCOMES;

use super::all::claims;
use super::case::Cases;
use super::claim::Claim;

/// Outcomes that are the mean of the measure of the same name over the last year.
const LAST_YEAR: [&str; 9] =
    ["members", "attendance", "mobilised", "mean_framing", "injustice", "rights", "efficacy", "coping_need", "trust"];

/// A claim about a weekly measure of the first organisation.
#[derive(Debug)]
pub struct DrawnClaim {
    /// The claim.
    pub claim: Claim,
    /// The measure.
    pub measure: Measure,
    /// The first and the last week; none for the last year.
    pub weeks: Option<(u32, u32)>,
    /// The cases it is about, one or two, each with the weeks it must run at least.
    pub cases: Vec<Vec<(String, u32)>>,
}

/// The claims that can be looked up in curves of these measures.
///
/// # Errors
/// An embedded file that is wrong; tests hold that none is.
pub fn drawn_claims(measures: &[Measure]) -> Result<Vec<DrawnClaim>, Problems> {
    let all = claims()?;
    let cases = Cases::of(&all)?;
    Ok(all.into_iter().filter_map(|claim| drawn(claim, measures, &cases)).collect())
}

fn drawn(claim: Claim, measures: &[Measure], cases: &Cases) -> Option<DrawnClaim> {
    let (first, _) = claim.subjects.first()?;
    let (of, over) = claim.quantities(cases.get(first)?)?;
    let (measure, weeks) = match of.what {
        What::Weeks { measure, from, to } => (ALL_MEASURES[measure], Some((from, to))),
        What::Outcome(outcome) => {
            let name = LAST_YEAR.iter().find(|name| **name == OUTCOMES[outcome].name)?;
            (ALL_MEASURES[MEASURES.iter().position(|measure| measure.name == *name)?], None)
        }
        What::History(_) => return None,
    };
    if over.is_some() || of.group != 0 || !measures.contains(&measure) {
        return None;
    }
    let least = |name: &String| {
        let whole = claim.weeks.unwrap_or(cases.get(name)?.run.weeks);
        Some((name.clone(), weeks.map_or(whole, |(_, to)| to + 1)))
    };
    let each = claim.subjects.iter().map(|(first, other)| std::iter::once(first).chain(other).map(least).collect());
    let cases: Vec<Vec<(String, u32)>> = each.collect::<Option<_>>()?;
    Some(DrawnClaim { claim, measure, weeks, cases })
}
