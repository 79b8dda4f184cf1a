//! How much memory a run needs, and how much there is.

use std::path::Path;

use crate::config::Problem;
use crate::files;
use crate::model::measures::MEASURES;
use crate::model::ties::Ties;
use crate::model::workers::Workers;
use crate::network::make;

use crate::text::byte_size;

use super::Scenario;

/// Runs for each thread whose rows wait to be written in order.
const RUNS_WAITING: u64 = 6;

/// What the program itself takes: figures, fonts, tables being packed.
const PROGRAM: u64 = 40 << 20;

/// Bytes that running a scenario needs at its largest, with so many replicates at a time.
///
/// An upper estimate: columns, ties at the start and those that members may make, and the weekly rows kept
/// until a replicate is written.
pub fn bytes_needed(scenario: &Scenario, threads: usize) -> u64 {
    let workers = u64::from(scenario.population.knobs.traits.workers);
    let contacts = scenario.population.knobs.traits.daily_contacts.max(1.0);
    let ties_each = (contacts * 2.0 * Ties::BYTES_PER_TIE as f64) as u64;
    let listed = scenario.network.ties.len() + scenario.network.file.as_ref().map_or(0, |from| from.file.ties.len());
    let made = make::expected_ties(&scenario.network.knobs, scenario.population.knobs.traits.workers) as u64;
    // A generator's list of pairs is there beside the store while it is filled.
    let network = (made + listed as u64) * (Ties::BYTES_PER_TIE as u64 + 24);
    // Words of the week, what talk leaves, lists of places and members, what measures and newcomers need, and marks.
    let scratch_each = 8 + 36 + 12 + 8 + 24 + 1;
    let each = (Workers::BYTES_EACH + Ties::BYTES_PER_WORKER + scratch_each) as u64 + ties_each;
    let rows = u64::from(scenario.run.weeks) * (scenario.organisations.len() as u64 + 1);
    let run = network + workers * each + rows * MEASURES.len() as u64 * 8;
    let at_once = (threads as u64).min(u64::from(scenario.run.replicates)).max(1);
    // A batch of runs that are done waits to be written in order.
    let waiting = at_once * RUNS_WAITING;
    // Curves are kept for the figures: fourteen a row group, in single precision.
    let curves = u64::from(scenario.run.replicates) * rows * 14 * 4;
    PROGRAM + run * at_once + waiting * rows * MEASURES.len() as u64 * 8 + curves
}

/// Bytes that this machine, or the container we are in, has left.
pub fn available_bytes() -> u64 {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let machine = system.available_memory();
    let left = system.cgroup_limits().map_or(machine, |limits| limits.free_memory.min(machine));
    limit_left().map_or(left, |limit| limit.min(left))
}

/// What a limit on this process leaves (`ulimit -v`), where the system says.
fn limit_left() -> Option<u64> {
    let limits = files::read_text(Path::new("/proc/self/limits"), 1 << 16).ok()?;
    let status = files::read_text(Path::new("/proc/self/status"), 1 << 16).ok()?;
    left_of(&limits, &status)
}

/// The limit on the address space less what is taken of it.
fn left_of(limits: &str, status: &str) -> Option<u64> {
    let line = |text: &str, head: &str| text.lines().find_map(|line| line.strip_prefix(head).map(str::to_owned));
    let limit: u64 = line(limits, "Max address space")?.split_whitespace().next()?.parse().ok()?;
    let taken: u64 = line(status, "VmSize:")?.split_whitespace().next()?.parse().ok()?;
    Some(limit.saturating_sub(taken * 1024))
}

/// Refuses what needs more memory than is left; `hint` says how to need less.
///
/// # Errors
/// How much is needed, and how much there is.
pub fn check_available(what: &str, needed: u64, hint: &str) -> Result<(), Problem> {
    let available = available_bytes();
    if needed <= available {
        return Ok(());
    }
    let title = format!("{what} needs about {} of memory; {} is available", byte_size(needed), byte_size(available));
    Err(Problem::whole(title, hint))
}

#[cfg(test)]
mod tests {
    use super::left_of;

    #[test]
    fn a_limit_on_the_process_is_seen() {
        let status = "Name:\tmobilise\nVmSize:\t  1000 kB\n";
        let limits = |soft: &str| format!("Max open files 1 1 files\nMax address space  {soft}   unlimited  bytes\n");
        assert_eq!(left_of(&limits("2024000"), status), Some(1_000_000));
        assert_eq!(left_of(&limits("5"), status), Some(0));
        assert_eq!(left_of(&limits("unlimited"), status), None);
    }
}
