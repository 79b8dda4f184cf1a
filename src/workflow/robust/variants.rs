//! The variants of a question: as it stands, over an accepted set, and under other structures.

use std::cell::OnceCell;

use crate::experiment::plan::{Changes, SweepPlan};
use crate::experiment::structures::{self, Structure};
use crate::knob::catalogue::NAMED;
use crate::question::robust::{Change, Omission};
use crate::scenario::{Overrides, Shelf};
use crate::text::{knob_words, list};
use crate::workflow::changes::{ScenarioChanges, has};
use crate::workflow::error::WorkflowError;
use crate::workflow::sweep_request::read_plan;

use super::folder::FIRST;
use super::request::RobustRequest;

/// The least number of replicates under a structure, unless one is given; otherwise a quarter of the question's.
const MIN_REPLICATES: u32 = 4;

/// A variant that will be run.
#[derive(Debug)]
pub struct PlannedVariant {
    /// What it is called.
    pub name: String,
    /// How it differs from the question as it stands.
    pub change: Change,
    /// The name of its folder, in that of all variants.
    pub folder: String,
    /// What is run.
    pub plan: SweepPlan,
}

/// The question as it stands, over the accepted set, and under each structure that it can have; and what is left out.
///
/// # Errors
/// What is wrong with the question, the changes, the accepted set or the file of structures.
pub fn plan_variants(request: &RobustRequest) -> Result<(Vec<PlannedVariant>, Vec<Omission>), WorkflowError> {
    let RobustRequest { question, changes, seed, long, .. } = request;
    let plain = ScenarioChanges { draw: None, ..changes.clone() };
    let folder = FIRST.to_owned();
    let own = Changes {
        overrides: plain.overrides(),
        replicates: plain.replicates,
        seed: *seed,
        long: *long,
        ..Changes::default()
    };
    let stands = read_plan(question, own, &request.folder.join(&folder), &OnceCell::new())?;
    let shelf = Shelf::default();
    let structures = structures::read(&request.structures, &shelf)?;
    let with = |overrides, replicates, last| {
        let changes = Changes { overrides, replicates, seed: Some(stands.seed), long: *long, last, checked: None };
        SweepPlan::read(question, &changes, &shelf, &|| stands.seed)
    };
    let (mut planned, mut left_out) = (Vec::new(), Vec::new());

    let set = request.accepted_set();
    let name = format!("the accepted set {set}");
    let drawn = ScenarioChanges { draw: Some(set.to_owned()), ..changes.clone() };
    let drawn = with(drawn.overrides(), changes.replicates, Overrides::default())?;
    if drawn.scenario(drawn.point_at(0, 0))?.draw.is_none() {
        left_out.push(Omission { name, why: "the question varies all that would be drawn".to_owned() });
    } else if drawn.digest() == stands.digest() {
        left_out.push(Omission { name, why: "the question draws from it as it stands".to_owned() });
    } else {
        let folder = "accepted-set".to_owned();
        planned.push(PlannedVariant { name, change: Change::Drawn, folder, plan: drawn });
    }

    let own = stands.replicates.most();
    let replicates = request.structure_replicates.unwrap_or_else(|| own.div_ceil(4).max(MIN_REPLICATES).min(own));
    for structure in structures {
        if let Some(why) = unfit(&stands, &structure) {
            left_out.push(Omission { name: structure.label, why });
            continue;
        }
        let plan = with(plain.overrides(), Some(replicates), structure.last.clone())?;
        if plan.digest() == stands.digest() {
            left_out.push(Omission { name: structure.label, why: "the question has it so already".to_owned() });
            continue;
        }
        let folder = free_folder(&structure.label, &planned);
        planned.push(PlannedVariant { name: structure.label, change: Change::Structure, folder, plan });
    }
    let name = "as it stands".to_owned();
    planned.insert(0, PlannedVariant { name, change: Change::Nothing, folder, plan: stands });
    Ok((planned, left_out))
}

/// Why a question cannot have a structure.
fn unfit(plan: &SweepPlan, structure: &Structure) -> Option<String> {
    let varied = plan.varies_of(structure);
    if !varied.is_empty() {
        let varied: Vec<String> = varied.iter().map(|knob| knob_words(knob)).collect();
        return Some(format!("the question varies {} itself", list(&varied)));
    }
    for set in &structure.turns {
        let Some((kind, name)) = set.split_once('.').filter(|(kind, _)| NAMED.contains(kind)) else { continue };
        let name = name.split('.').next().unwrap_or(name).trim_matches('"');
        let without = plan.baselines.iter().find(|scenario| !has(scenario, kind, name));
        if let Some(scenario) = without {
            return Some(format!("{} has no {kind} {name}", scenario.name));
        }
    }
    None
}

/// A folder's name for a structure: its label in plain letters.
fn free_folder(label: &str, planned: &[PlannedVariant]) -> String {
    let plain: String =
        label.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let stem = format!("structure-{}", plain.split_whitespace().collect::<Vec<_>>().join("-"));
    let taken = |name: &String| planned.iter().any(|other| other.folder == *name);
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
}
