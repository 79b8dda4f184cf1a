//! Whether knobs and a number of workers go together, and how many ties come of them.

use crate::knob::network::{DegreeDistribution, NetworkKind, NetworkKnobs};
use crate::number::maths::rounded;

use super::configuration::mean_degree;
use super::lattice::side;

/// A knob that does not go with the number of workers, or with what its kind can make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The knob's name in the table `network`.
    pub knob: &'static str,
    /// What is wrong, to be read after the knob's name: "is 5, and on a ring it is an even number".
    pub what: String,
    /// The way out.
    pub hint: &'static str,
}

/// Whether a network of this kind can be made of so many workers as the knobs say.
///
/// # What it computes
///
/// [`ties`](super::ties) makes something of any knobs: it rounds, and stops where there is nobody left to know.
/// Who writes `degree = 5` for a ring should be told, though, and this tells.
///
/// # Errors
///
/// The first knob that cannot be kept.
pub fn check(knobs: &NetworkKnobs, workers: u32) -> Result<(), Misfit> {
    let degree = knobs.degree;
    let misfit = |what: String, hint| Err(Misfit { knob: "degree", what: format!("is {degree}, and {what}"), hint });
    let (even, most) = match (knobs.kind, knobs.distribution) {
        (NetworkKind::Ring | NetworkKind::SmallWorld, _) => (Some("on a ring it is"), f64::from(workers) - 1.0),
        // A newcomer brings half of it, and there must be so many to tie oneself to.
        (NetworkKind::Preferential, _) => {
            (Some("where newcomers bring half of it, it is"), 2.0 * f64::from(workers) - 2.0)
        }
        (NetworkKind::Configuration, DegreeDistribution::PowerLaw) => return Ok(()),
        (NetworkKind::Configuration, DegreeDistribution::Regular) if degree != libm::floor(degree) => {
            return misfit("nobody has part of a tie".to_owned(), "a regular network takes a whole number");
        }
        (NetworkKind::Poisson | NetworkKind::Configuration | NetworkKind::Blocks, _) => {
            (None, f64::from(workers) - 1.0)
        }
        _ => return Ok(()),
    };
    if let Some(why) = even
        && degree != 2.0 * libm::floor(degree / 2.0)
    {
        return misfit(format!("{why} an even number"), "as in degree = 4");
    }
    if degree > most {
        let what = format!("there are {workers} workers");
        return misfit(what, "nobody can know more people than there are: a smaller degree, or more workers");
    }
    Ok(())
}

/// How many ties [`ties`](super::ties) makes, on average: enough to plan memory by.
///
/// Exact for *complete*, *ring*, *small-world* and *preferential*; for *configuration* and *blocks* an upper
/// estimate where degrees come near the number of workers; 0 for kinds whose ties come from elsewhere.
#[must_use]
pub fn expected_ties(knobs: &NetworkKnobs, workers: u32) -> f64 {
    let n = f64::from(workers);
    let pairs = n * (n - 1.0) / 2.0;
    let brought = rounded(knobs.degree / 2.0) as f64;
    let expected = match knobs.kind {
        NetworkKind::Complete => pairs,
        NetworkKind::Ring | NetworkKind::SmallWorld => n * side(knobs.degree, workers as usize) as f64,
        NetworkKind::Preferential => {
            let first = n.min(brought + 1.0);
            first * (first - 1.0) / 2.0 + brought * (n - first)
        }
        NetworkKind::Poisson | NetworkKind::Blocks => n * knobs.degree / 2.0,
        NetworkKind::Configuration => n * mean_degree(knobs, workers as usize) / 2.0,
        NetworkKind::CopingClusters => n * knobs.cluster_share * (f64::from(knobs.cluster_size) - 1.0) / 2.0,
        NetworkKind::Daily | NetworkKind::Ties | NetworkKind::File => 0.0,
    };
    expected.clamp(0.0, pairs.max(0.0))
}
