//! Contenders compared in many settings: who leads where, and by how much over all.

use crate::question::sample::{PointRow, Sample};
use crate::study::effects::paired;
use crate::study::estimate::Estimate;

use super::verdict::{Verdict, verdict};

/// A setting with all its contenders.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The first point of the setting, whose levels are its own.
    pub first: usize,
    /// By contender, its point and row.
    pub contenders: Vec<PointRow>,
}

/// The contender that is detectably ahead of every other, if there is one; `better` is 1 if more is better, −1 if less.
pub(crate) fn leader(sample: &Sample, setting: &Setting, outcome: usize, better: f64) -> Option<usize> {
    let values: Vec<Vec<f64>> = setting.contenders.iter().map(|row| sample.values(*row, outcome)).collect();
    let leads = |one: usize| {
        (0..values.len()).filter(|other| *other != one).all(|other| {
            let signed = |contender: usize| values[contender].iter().map(move |x| better * x);
            verdict(&paired(signed(one), signed(other)).0) == Verdict::More
        })
    };
    (0..values.len()).find(|contender| leads(*contender))
}

/// By contender, its lead over the mean of the others, averaged over all settings within each replicate; of two
/// contenders only the first one's.
pub(crate) fn leads(sample: &Sample, settings: &[Setting], outcome: usize, contenders: usize) -> Vec<Estimate> {
    let values = |row: &PointRow| sample.values(*row, outcome);
    let each: Vec<Vec<Vec<f64>>> =
        settings.iter().map(|setting| setting.contenders.iter().map(values).collect()).collect();
    let replicates = each.iter().flatten().map(Vec::len).max().unwrap_or(0);
    // By replicate the mean of each contender, over the settings in which all have a value.
    let means = |replicate: usize| -> Vec<f64> {
        let complete = |setting: &Vec<Vec<f64>>| -> Option<Vec<f64>> {
            setting.iter().map(|values| values.get(replicate).copied().filter(|x| !x.is_nan())).collect()
        };
        let complete: Vec<Vec<f64>> = each.iter().filter_map(complete).collect();
        let sum = |contender: usize| complete.iter().map(|values| values[contender]).sum::<f64>();
        (0..contenders).map(|contender| sum(contender) / complete.len() as f64).collect()
    };
    let means: Vec<Vec<f64>> = (0..replicates).map(means).collect();
    let lead = |contender: usize, means: &Vec<f64>| {
        let others = means.iter().sum::<f64>() - means[contender];
        means[contender] - others / (means.len() - 1) as f64
    };
    let wanted = if contenders == 2 { 1 } else { contenders };
    (0..wanted).map(|contender| Estimate::of(means.iter().map(|means| lead(contender, means)))).collect()
}
