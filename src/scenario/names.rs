//! What names may be, and how many of one sort.

use crate::config::tree::Entry;
use crate::config::{Ledger, NAME_HINT, Problem, unfit_name};

use super::Scenario;

/// Most things of one sort in a field; numbers of them are kept in 16 bits.
const MAX: usize = 10_000;

/// Knobs that were renamed, each with its former name, which is still read.
const RENAMED: [(&str, &str); 2] =
    [("network.law", "network.distribution"), ("population.law", "population.distribution")];

/// The name of the knob that a key sets.
pub(crate) fn knob_name(key: &str) -> &str {
    RENAMED.iter().find(|(former, _)| *former == key).map_or(key, |(_, knob)| knob)
}

/// The name that a knob had when digests of scenarios were first kept.
pub(super) fn former_name(knob: &str) -> &str {
    RENAMED.iter().find(|(_, now)| *now == knob).map_or(knob, |(former, _)| former)
}

/// Whether there are few enough of something, said before it takes time to go through them.
pub(super) fn few(name: &str, count: usize, entry: &Entry, ledger: &mut Ledger) -> bool {
    if count > MAX {
        let title = format!("{count} entries of `{name}` are too many");
        ledger.problems.push(Problem::at(&entry.key_span, title, "here").hint(format!("at most {MAX} are allowed")));
    }
    count <= MAX
}

/// Whether a name can stand in tables and figures; if not, nothing below it is looked at.
pub(super) fn fit(sort: &str, item: &Entry, ledger: &mut Ledger) -> bool {
    if let Some(why) = unfit_name(&item.key) {
        // An agency, an intervention, an organisation, an origin; but a union.
        let article = if sort.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
        let problem = Problem::at(&item.key_span, format!("this cannot be the name of {article} {sort}"), why);
        ledger.problems.push(problem.hint(NAME_HINT));
        return false;
    }
    if sort == "organisation" && item.key == "field" {
        let problem = Problem::at(&item.key_span, "an organisation cannot be called `field`", "taken");
        ledger.problems.push(problem.hint("`field` is the row for the whole population; give it another name"));
        return false;
    }
    true
}

/// Refuses a name that cannot stand in tables and figures.
///
/// # Errors
/// Why not.
pub fn check_name(name: &str) -> Result<(), Problem> {
    match unfit_name(name) {
        None => Ok(()),
        Some(why) => Err(Problem::whole(format!("`{name}` is not a name: {why}"), NAME_HINT)),
    }
}

/// Tables tell scenarios apart by their names: numbers the later ones of a name, as in `J4DW (2)`.
pub fn number_equal_names(scenarios: &mut [Scenario]) {
    for s in 1..scenarios.len() {
        let (before, rest) = scenarios.split_at_mut(s);
        let taken = |name: &str| before.iter().any(|other| other.name == name);
        if taken(&rest[0].name) {
            let name = rest[0].name.clone();
            let free = (2..).map(|n| format!("{name} ({n})")).find(|name| !taken(name));
            rest[0].name = free.unwrap_or(name);
        }
    }
}
