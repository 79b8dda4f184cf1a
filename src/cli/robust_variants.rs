//! What `mobilise robust` runs: the question as it stands, over an accepted set, and under other structures.

use std::path::Path;

use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, Plan};
use mobilise::experiment::structures::{self, Structure};
use mobilise::knob::catalogue::NAMED;
use mobilise::question::robust::{Change, LeftOut};
use mobilise::scenario::{Overrides, Shelf};

use super::Failure;
use super::options::{self, ChangeOptions, QuestionOptions};
use super::robust::RobustArguments;
use super::sweep::read_plan;

/// The folder of the question as it stands, in that of all variants.
pub const FIRST: &str = "as-it-stands";
/// Replicates a structure has at least where nothing is said; otherwise a quarter of the question's.
const LEAST: u32 = 4;

/// A variant that will be run.
pub struct Planned {
    pub name: String,
    pub change: Change,
    /// Its folder, in that of the question.
    pub folder: String,
    pub plan: Plan,
}

/// The question as it stands, over the accepted set, and under each structure that it can have; and what is left out.
pub fn variants(arguments: &RobustArguments, out: &Path) -> Result<(Vec<Planned>, Vec<LeftOut>), Failure> {
    let QuestionOptions { question: name, change, seed, long, .. } = &arguments.asked;
    let plain = ChangeOptions { draw: None, ..change.clone() };
    let folder = FIRST.to_owned();
    let stands = read_plan(name, &plain, seed.as_deref(), *long, &out.join(&folder), Shard::WHOLE)?;
    let shelf = Shelf::default();
    let structures = structures::read(&arguments.structures, &shelf)?;
    let mut left_out = Vec::new();

    let set = arguments.accepted_set();
    let drawn = ChangeOptions { draw: Some(set.to_owned()), ..change.clone() };
    let given =
        |overrides, replicates, last| Changes { overrides, replicates, seed: Some(stands.seed), long: *long, last };
    let drawn =
        Plan::read(name, &given(drawn.overrides(), change.replicates()?, Overrides::default()), &shelf, &|| {
            stands.seed
        })?;
    let mut planned = Vec::new();
    let first = drawn.scenario(drawn.point_at(0, 0))?;
    if first.draw.is_none() {
        let why = "the question varies all that would be drawn".to_owned();
        left_out.push(LeftOut { name: format!("the accepted set {set}"), why });
    } else {
        let name = format!("the accepted set {set}");
        planned.push(Planned { name, change: Change::Drawn, folder: "accepted-set".to_owned(), plan: drawn });
    }

    let own = stands.replicates.most();
    let replicates = arguments.structure_replicates()?.unwrap_or_else(|| own.div_ceil(4).max(LEAST).min(own));
    for structure in structures {
        if let Some(why) = unfit(&stands, &structure) {
            left_out.push(LeftOut { name: structure.label, why });
            continue;
        }
        let changes = given(plain.overrides(), Some(replicates), structure.last.clone());
        let plan = Plan::read(name, &changes, &shelf, &|| stands.seed)?;
        if plan.digest() == stands.digest() {
            let why = "the question has it so already".to_owned();
            left_out.push(LeftOut { name: structure.label, why });
            continue;
        }
        let folder = free_folder(&structure.label, &planned);
        planned.push(Planned { name: structure.label, change: Change::Structure, folder, plan });
    }
    planned.insert(0, Planned { name: "as it stands".to_owned(), change: Change::Nothing, folder, plan: stands });
    Ok((planned, left_out))
}

/// Why a question cannot have a structure.
fn unfit(plan: &Plan, structure: &Structure) -> Option<String> {
    let varied = plan.varies_of(structure);
    if !varied.is_empty() {
        return Some(format!("the question varies {} itself", varied.join(", ")));
    }
    for turned in &structure.turns {
        let Some((sort, name)) = turned.split_once('.').filter(|(sort, _)| NAMED.contains(sort)) else { continue };
        let name = name.split('.').next().unwrap_or(name).trim_matches('"');
        let without = plan.baselines.iter().find(|scenario| !options::has(scenario, sort, name));
        if let Some(scenario) = without {
            return Some(format!("{} has no {sort} {name}", scenario.name));
        }
    }
    None
}

/// A folder's name for a structure: its label in plain letters.
fn free_folder(label: &str, planned: &[Planned]) -> String {
    let plain: String =
        label.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let stem = format!("structure-{}", plain.split_whitespace().collect::<Vec<_>>().join("-"));
    let taken = |name: &String| planned.iter().any(|other| other.folder == *name);
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
}
