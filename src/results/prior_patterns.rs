//! Which patterns draws of a calibration's prior met: what chance alone gives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::calibration::patterns::prior::PriorShares;
use crate::config::Problem;
use crate::scenario::library::{self, Embedded, PATTERNS, PRIORS};

use super::table::Table;

/// The table of a calibration's folder.
const NAME: &str = "prior-patterns.csv";

/// Reads the table of a calibration: its folder, or the table itself, or the counts of one that comes with the program.
///
/// # Errors
/// It is missing or is not as it was written.
pub fn read(path: &Path) -> Result<PriorShares, Problem> {
    let embedded = path.to_str().filter(|_| !path.exists()).and_then(|name| library::find(PRIORS, name));
    if let Some(file) = embedded {
        return counted(file);
    }
    let is_table = path.extension().is_some_and(|ending| ending == "csv");
    let folder = if is_table { path.parent().unwrap_or(Path::new("")) } else { path };
    let name = path.file_name().filter(|_| is_table).map_or_else(|| NAME.into(), |name| name.to_string_lossy());
    let hint = format!("name the folder of a calibration, which holds `{NAME}`, or one of {}", library::names(PRIORS));
    let table = Table::read_with(folder, &name, hint)?;
    let [draws, scenarios, patterns] = ["draw", "scenario", "pattern"].map(|column| table.strings(column));
    let (draws, met) = (draws?, table.numbers("met")?);
    let count = draws.iter().collect::<BTreeSet<_>>().len();
    let mut shares: BTreeMap<(String, String), f64> = BTreeMap::new();
    for ((scenario, pattern), met) in scenarios?.into_iter().zip(patterns?).zip(met) {
        *shares.entry((scenario, pattern)).or_default() += met / count as f64;
    }
    Ok(PriorShares { name: path.display().to_string(), draws: count, shares })
}

/// The prior that runs are laid beside where none is named: that of both cases, for the program's own patterns.
pub fn of_the_library(patterns: &[String]) -> Option<PriorShares> {
    let own = |name: &String| library::find(PATTERNS, name).is_some() && !Path::new(name).exists();
    let file = PRIORS.first().filter(|_| patterns.iter().all(own))?;
    counted(file).ok()
}

/// The counts of an embedded table: a row a pattern, with the draws of the prior and how many of them met it.
fn counted(file: &Embedded) -> Result<PriorShares, Problem> {
    let table = Table::of_text(file.path, file.text)?;
    let [scenarios, patterns] = ["scenario", "pattern"].map(|column| table.strings(column));
    let [draws, met] = ["draws", "met"].map(|column| table.numbers(column));
    let draws = draws?;
    let shares = scenarios?.into_iter().zip(patterns?).zip(met?.into_iter().zip(&draws));
    Ok(PriorShares {
        name: file.name.to_owned(),
        draws: draws.iter().copied().fold(0.0, f64::max) as usize,
        shares: shares.map(|(names, (met, draws))| (names, met / draws)).collect(),
    })
}
