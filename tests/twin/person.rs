//! Who a person is: steps 2 and 3 of initialisation (docs/model.md, section 5), also for newcomers.

use mobilise::internals::number::draws::{Purpose, Word};
use mobilise::knob::population::{Spacing, TraitDistribution};
use mobilise::model::plan::{Plan, Trait};

use super::kept::kept;
use super::sums::{normal_quantile, pick_by_share};
use super::worker::{Status, Worker};

/// A person of fresh traits and status. `slot` is that of a worker of the first day, none for a newcomer;
/// `regime` is the chance that an open visa is a tied one.
pub fn person(plan: &Plan, word: Word, slot: Option<u32>, regime: f64) -> Worker {
    let mut worker = Worker { experience: kept(0.5), ..Worker::default() };
    for (k, each) in Trait::ALL.iter().enumerate() {
        let (mean, spread) = each.distribution(&plan.population.knobs);
        // A trait of spread 0 is its mean.
        let value = if spread > 0.0 { mean + spread * deviation(plan, word, k as u32, slot) } else { mean };
        worker.set_trait(*each, value.clamp(0.0, each.max()));
    }
    let shares = &plan.population.knobs.status;
    let shares = [shares.visa, shares.tied, shares.undocumented, shares.settled];
    let all = [Status::Visa, Status::Tied, Status::Undocumented, Status::Settled];
    worker.status = all[pick_by_share(word.uniform(Purpose::Status, 0), &shares)];
    if worker.status == Status::Visa && word.chance(Purpose::Regime, 0, regime) {
        worker.status = Status::Tied;
    }
    if matches!(worker.status, Status::Tied | Status::Undocumented) {
        let hardship = &plan.population.knobs.hardship;
        // On what was kept of the trait.
        worker.free_time = kept(*worker.free_time * hardship.free_time);
        worker.risk = kept((*worker.risk + hardship.risk).min(1.0));
    }
    worker
}

/// How many standard deviations from the mean: drawn or, where spacing is even, worker i's own quantile.
fn deviation(plan: &Plan, word: Word, k: u32, slot: Option<u32>) -> f64 {
    let traits = &plan.population.knobs.traits;
    let even = slot.filter(|_| traits.spacing == Spacing::Even);
    let quantile = even.map(|i| (f64::from(i) + 0.5) / f64::from(traits.workers));
    match (traits.distribution, quantile) {
        (TraitDistribution::Normal, Some(quantile)) => normal_quantile(quantile),
        (TraitDistribution::Normal, None) => word.normal(Purpose::Trait, k),
        // A uniform distribution has the width √12 times its standard deviation.
        (TraitDistribution::Uniform, quantile) => {
            (quantile.unwrap_or_else(|| word.uniform(Purpose::Trait, k)) - 0.5) * libm::sqrt(12.0)
        }
    }
}
