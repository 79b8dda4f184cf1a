//! What outcomes say of factors: which of them move an outcome, how sure that is, and how much of it is chance.
//!
//! | question | function | design |
//! |---|---|---|
//! | which of many factors matter at all? | [`elementary_effects`] | [`Morris`](crate::design::Morris) |
//! | which share of the variance is whose? | [`sobol_indices`] | [`Saltelli`](crate::design::Saltelli) |
//! | how much of that is the replicates' chance? | [`effect_noise`], [`index_noise`] | the same |
//! | what decides which of two is ahead? | [`ranking()`] | either |
//! | which values agree with what was seen? | [`abc`] | none: chosen step by step |
//!
//! Formulas and sources stand in `docs/sensitivity.md`. All are pure functions of [`Outcomes`]: one row a point, in the
//! design's order, one number a replicate. What is no number is refused, with its row: a run without a value
//! is for the caller to decide about.
//!
//! ```
//! use mobilise::internals::design::{Design, Saltelli};
//! use mobilise::internals::sensitivity::{FirstOrder, Outcomes, Resampling, sobol_indices};
//!
//! let design = Saltelli::new(2, 512, false)?;
//! let points = Design::from(design.clone()).points(1);
//! // The second factor counts for three times as much as the first: nine times the variance.
//! let outcome = |row| { let x = points.values(row); x[0] + 3.0 * x[1] };
//! let outcomes = Outcomes::new(1, (0..points.rows()).map(outcome).collect())?;
//! let found = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &Resampling::new(1, 200, 0.95)?)?;
//! assert!((found.total[0].value - 0.1).abs() < 0.01 && (found.total[1].value - 0.9).abs() < 0.01);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod abc;
mod blocks;
mod effects;
mod indices;
mod noise;
mod outcomes;
mod ranking;
mod refusal;
mod resample;

pub use effects::{Effect, elementary_effects};
pub use indices::{FirstOrder, PairIndex, SobolIndices, sobol_indices};
pub use noise::{EffectNoise, IndexNoise, effect_noise, index_noise};
pub use outcomes::Outcomes;
pub use ranking::{Ranking, ranking};
pub use refusal::Refusal;
pub use resample::{Index, Resampling};
