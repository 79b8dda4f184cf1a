//! The networks that `network follow` kept.

use std::path::Path;

use crate::config::Problem;
use crate::network::NetworkFile;
use crate::record::WeekRecord;
use crate::scenario::read_network_file;

/// The network at the end of a week.
#[derive(Debug)]
pub struct WeekNetwork {
    /// The date the week begins, as `2010-01-31`.
    pub date: String,
    /// People with their attributes, and ties.
    pub network: NetworkFile,
}

/// The networks of these weeks; at least one, and all of the same people.
///
/// # Errors
/// A file that is missing or cannot be read, or that is of other people.
pub fn read(folder: &Path, weeks: &[WeekRecord]) -> Result<Vec<WeekNetwork>, Problem> {
    let week =
        |week: &WeekRecord| Ok(WeekNetwork { date: week.date.clone(), network: network(&folder.join(&week.file))? });
    let weeks = weeks.iter().map(week).collect::<Result<Vec<_>, Problem>>()?;
    let Some(first) = weeks.first() else {
        return Err(Problem::whole("the record names no weeks", "was it changed by hand?"));
    };
    if weeks.iter().any(|week| week.network.ids.len() != first.network.ids.len()) {
        return Err(Problem::whole("the networks are not of the same people", "was one of the files changed?"));
    }
    Ok(weeks)
}

fn network(path: &Path) -> Result<NetworkFile, Problem> {
    let hint = "`mobilise rerun` makes it again";
    read_network_file(path, None).map_err(|problems| {
        let titles: Vec<&str> = problems.0.iter().map(|problem| problem.title.as_str()).collect();
        Problem::whole(format!("cannot read `{}`: {}", path.display(), titles.join("; ")), hint)
    })
}
