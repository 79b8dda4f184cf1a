//! Files other than scenarios to start from: an experiment, a question, patterns.

use crate::config::Problems;

use super::lay::Overrides;
use super::load::load;
use super::starter_like::key;
use super::write::quoted;

/// A kind of file to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarterKind {
    /// For `mobilise sweep`.
    Experiment,
    /// For `mobilise ask`.
    Question,
    /// For `mobilise patterns`.
    Patterns,
}

/// The text of a file of this kind about a scenario, which is a name or a path.
///
/// # Errors
/// Everything that is wrong with the scenario.
pub fn starter_file(kind: StarterKind, name: &str, scenario: &str) -> Result<String, Problems> {
    // The scenario is named in the file: one that cannot be read is refused now.
    let organisation = load(scenario, &Overrides::default())?.organisations.first().map(|it| it.name.clone());
    let (title, path, scenario) = (quoted(name), format!("{name}.toml"), quoted(scenario));
    Ok(match kind {
        StarterKind::Experiment => experiment(&title, &path, &scenario, organisation.as_deref()),
        StarterKind::Question => question(&title, &path, &scenario),
        StarterKind::Patterns => patterns(&title, &path, &scenario),
    })
}

fn experiment(title: &str, path: &str, scenario: &str, organisation: Option<&str>) -> String {
    let hours = organisation.map_or_else(String::new, |name| {
        format!("organisation.{}.hours.learning = [0.0, 0.25, 0.5]   # the other hours adjust\n", key(name))
    });
    format!(
        "# An experiment for mobilise: which settings vary, over which values. docs/experiments.md describes every key.
#   mobilise sweep {path} --dry-run    says how many runs it takes, and how long
#   mobilise sweep {path}              runs it; stopped, the same command continues
version = 1
name = {title}
about = \"What this experiment varies, and why.\"
scenario = {scenario}
design = \"grid\"          # every value of each setting with every value of the others
replicates = 20          # runs of each combination
seed = 1
outcomes = [\"mobilised\", \"retention\"]   # `mobilise explain mobilised` says what an outcome is

# Settings by their dotted names, each with a list of values or a range.
[vary]
coping.relief = {{ from = 0.1, to = 0.5, steps = 3 }}
{hours}"
    )
}

fn question(title: &str, path: &str, scenario: &str) -> String {
    format!(
        "# A question for mobilise: an experiment, and what is to be read from it. docs/questions.md describes every key.
#   mobilise ask {path} --dry-run    says how many runs it takes, and how long
#   mobilise ask {path}              runs it and answers
version = 1
name = {title}
scenario = {scenario}
design = \"grid\"
replicates = 20
seed = 1
outcomes = [\"mobilised\", \"retention\"]

[vary]
coping.relief = [0.1, 0.3, 0.5]

[question]
asks = \"Does mobilisation change with how much talk relieves?\"

# Plain words for settings, for sentences and figures.
[question.words]
\"coping.relief\" = \"relief\"

# The long size, for a paper: mobilise ask {path} --long
[question.long]
replicates = 200

# One table for each part of the answer. This one follows an outcome over the values of a setting.
[question.answer.relief]
kind = \"trend\"
knob = \"coping.relief\"
"
    )
}

fn patterns(title: &str, path: &str, scenario: &str) -> String {
    format!(
        "# Observed patterns for mobilise: what was seen, and the range in which runs should lie. docs/patterns.md
# describes every key.
#   mobilise patterns {path}
version = 1
name = {title}
about = \"What was observed, by whom, and when.\"
scenario = {scenario}

# One table for each pattern. `use` is \"fitted\" if a calibration used it, otherwise \"testing\".
[pattern.members]
about = \"between 100 and 4,000 people ever joined; replace this by what you observed\"
source = \"your field notes\"
outcome = \"ever_members\"
range = [100, 4000]
use = \"testing\"
"
    )
}
