//! The tables of a sensitivity analysis: `elementary_effects.csv`, or `indices.csv` and `index_pairs.csv`.

use crate::model::sustainability::OUTCOMES;
use crate::sensitivity::{Effect, EffectNoise, Index, IndexNoise, SobolIndices};
use crate::study::outcomes::cell;

use super::finding::{Analysis, Finding, Influence, Points};
use crate::store::table_file::Table;
use crate::store::{Store, StoreError};

/// The tables there may be.
pub(crate) const TABLES: [&str; 3] = ["elementary_effects.csv", "indices.csv", "index_pairs.csv"];

/// Of what a row is; every table begins with these.
const HEADS: [&str; 6] = ["scenario", "organisation", "versus", "versus_organisation", "outcome", "measure"];

const EFFECTS: [&str; 18] = [
    "knob",
    "mu",
    "mu_low",
    "mu_high",
    "mu_star",
    "mu_star_low",
    "mu_star_high",
    "sigma",
    "sigma_low",
    "sigma_high",
    "chance_mu_star",
    "chance_sigma",
    "inert_mu_star",
    "inert_sigma",
    "mean",
    "trajectories",
    "replicates",
    "note",
];

const SHARES: [&str; 15] = [
    "knob",
    "first",
    "first_low",
    "first_high",
    "total",
    "total_low",
    "total_high",
    "chance_total",
    "inert_total",
    "mean",
    "variance",
    "chance_variance",
    "base_rows",
    "replicates",
    "note",
];

const PAIRS: [&str; 6] = ["knob_1", "knob_2", "second", "second_low", "second_high", "note"];

/// Writes the tables of an analysis into the folder of its sweep, each whole or not at all; the names of those
/// it has.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn write(analysis: &Analysis, store: &Store) -> Result<Vec<&'static str>, StoreError> {
    let begin = |name: &str, heads: &[&str]| -> Result<Table<'_>, StoreError> {
        let mut table = Table::begin(store.disk(), store.folder().join(name))?;
        table.row(HEADS.iter().chain(heads))?;
        Ok(table)
    };
    match &analysis.points {
        Points::Trajectories(_) => {
            let mut table = begin(TABLES[0], &EFFECTS)?;
            for finding in &analysis.findings {
                for knob in 0..analysis.knobs.len() {
                    let numbers = effect_cells(finding, knob, analysis.points.blocks());
                    table.row(heads(finding).into_iter().chain(row(analysis, finding, knob, numbers)))?;
                }
            }
            table.finish()?;
            Ok(vec![TABLES[0]])
        }
        Points::Blocks(blocks) => {
            let mut table = begin(TABLES[1], &SHARES)?;
            for finding in &analysis.findings {
                for knob in 0..analysis.knobs.len() {
                    let numbers = share_cells(finding, knob, analysis.points.blocks());
                    table.row(heads(finding).into_iter().chain(row(analysis, finding, knob, numbers)))?;
                }
            }
            table.finish()?;
            if !blocks.has_pairs() {
                return Ok(vec![TABLES[1]]);
            }
            let mut table = begin(TABLES[2], &PAIRS)?;
            for finding in &analysis.findings {
                for (n, (i, j)) in two_of(analysis.knobs.len()).into_iter().enumerate() {
                    let second = match &finding.influence {
                        Influence::Shares(indices, _) => index_cells(&indices.second[n].index),
                        _ => blank(3),
                    };
                    let knobs = [analysis.knobs[i].clone(), analysis.knobs[j].clone()];
                    table.row(heads(finding).into_iter().chain(knobs).chain(second).chain([finding.note()]))?;
                }
            }
            table.finish()?;
            Ok(vec![TABLES[1], TABLES[2]])
        }
    }
}

/// Pairs of knobs in the order of [`SobolIndices::second`], which there is none of where nothing was computed.
fn two_of(knobs: usize) -> Vec<(usize, usize)> {
    (0..knobs).flat_map(|i| (i + 1..knobs).map(move |j| (i, j))).collect()
}

fn heads(finding: &Finding) -> Vec<String> {
    let versus = finding.versus.as_ref();
    vec![
        finding.subject.scenario.clone(),
        finding.subject.organisation.clone(),
        versus.map(|versus| versus.scenario.clone()).unwrap_or_default(),
        versus.map(|versus| versus.organisation.clone()).unwrap_or_default(),
        OUTCOMES[finding.outcome].name.to_owned(),
        finding.measure.name().to_owned(),
    ]
}

fn row(analysis: &Analysis, finding: &Finding, knob: usize, numbers: Vec<String>) -> Vec<String> {
    let mut cells = vec![analysis.knobs[knob].clone()];
    cells.extend(numbers);
    cells.extend([analysis.replicates.to_string(), finding.note()]);
    cells
}

fn blank(cells: usize) -> Vec<String> {
    vec![String::new(); cells]
}

fn index_cells(index: &Index) -> Vec<String> {
    let (low, high) = index.interval.unwrap_or((f64::NAN, f64::NAN));
    [index.value, low, high].map(cell).to_vec()
}

/// From `mu` to `trajectories`.
fn effect_cells(finding: &Finding, knob: usize, trajectories: usize) -> Vec<String> {
    let mut cells = match &finding.influence {
        Influence::Effects(effects) => {
            let (Effect { mu, mu_star, sigma }, noise) = &effects[knob];
            let of = |take: fn(&EffectNoise) -> f64| cell(noise.as_ref().map_or(f64::NAN, take));
            let noise =
                [of(|n| n.mu_star), of(|n| n.sigma), of(|n| n.inert_mu_star), of(|n| n.inert_sigma)].into_iter();
            [mu, mu_star, sigma].into_iter().flat_map(index_cells).chain(noise).collect()
        }
        _ => blank(13),
    };
    cells.extend([cell(finding.mean), trajectories.to_string()]);
    cells
}

/// From `first` to `base_rows`.
fn share_cells(finding: &Finding, knob: usize, base_rows: usize) -> Vec<String> {
    let mut cells = match &finding.influence {
        Influence::Shares(SobolIndices { first, total, variance, .. }, noise) => {
            let of = |take: &dyn Fn(&IndexNoise) -> f64| noise.as_ref().map_or(f64::NAN, take);
            let chance = [of(&|n| n.total[knob]), of(&|n| n.inert)];
            let moments = [finding.mean, *variance, of(&|n| n.variance_of_mean)];
            let shares = [&first[knob], &total[knob]].into_iter().flat_map(index_cells);
            shares.chain(chance.into_iter().chain(moments).map(cell)).collect()
        }
        _ => {
            let mut cells = blank(8);
            cells.extend([cell(finding.mean), String::new(), String::new()]);
            cells
        }
    };
    cells.push(base_rows.to_string());
    cells
}
