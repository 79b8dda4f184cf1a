//! Which patterns draws of a calibration's prior met: what chance alone gives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::calibration::patterns::prior::PriorShares;
use crate::config::Problem;

use super::table::Table;

/// The table of a calibration's folder.
const NAME: &str = "prior-patterns.csv";

/// Reads the table of a calibration: its folder, or the table itself.
///
/// # Errors
/// It is missing or is not as it was written.
pub fn read(path: &Path) -> Result<PriorShares, Problem> {
    let is_table = path.extension().is_some_and(|ending| ending == "csv");
    let folder = if is_table { path.parent().unwrap_or(Path::new("")) } else { path };
    let name = path.file_name().filter(|_| is_table).map_or_else(|| NAME.into(), |name| name.to_string_lossy());
    let hint = format!("name the folder of a calibration, which holds `{NAME}`");
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
