//! `[model.NAME]`: the models that a calibration chooses among.

use crate::config::{Entry, Ledger, NAME_HINT, Node, Problem, Span, clip, listed, nearest, real, unfit_name};

use super::by_scenario::words;
use super::prior_file::KnobPrior;

const KEYS: [&str; 4] = ["about", "set", "without", "share"];

const HINT: &str = "as in [model.no-walk-ins] with set = [\"problem.seek=0\"] and without = [\"problem.seek\"]";

/// No calibration needs more.
const MAX_MODELS: usize = 64;

/// A model as the file describes it.
#[derive(Debug, Clone)]
pub(super) struct ModelDraft {
    pub name: String,
    pub about: String,
    /// Its chance before anything is run, relative to the others'.
    pub share: f64,
    /// Settings that hold in it.
    pub set: Vec<(String, Span)>,
    /// Knobs of the prior that it does not have.
    pub without: Vec<(String, Span)>,
}

/// The models of `[model]`, in file order.
pub(super) fn models(entry: Option<&Entry>, ledger: &mut Ledger) -> Vec<ModelDraft> {
    let Some(entry) = entry else { return Vec::new() };
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type("model", entry, "tables", HINT.to_owned());
        return Vec::new();
    };
    if entries.len() < 2 || entries.len() > MAX_MODELS {
        let title = format!("a calibration chooses among 2 to {MAX_MODELS} models");
        let problem = Problem::at(&entry.key_span, title, format!("{} here", entries.len()));
        ledger
            .problems
            .push(problem.hint("one [model.NAME] each; where there is one model, its settings go into `set`"));
        return Vec::new();
    }
    entries.iter().filter_map(|entry| model(entry, ledger)).collect()
}

fn model(entry: &Entry, ledger: &mut Ledger) -> Option<ModelDraft> {
    let name = format!("model.{}", entry.key);
    if let Some(why) = unfit_name(&entry.key) {
        let title = format!("`{}` is not a name", clip(&entry.key));
        ledger.problems.push(Problem::at(&entry.key_span, title, why).hint(NAME_HINT));
        return None;
    }
    let Node::Table(inner) = &entry.node else {
        ledger.wrong_type(&name, entry, "a table", HINT.to_owned());
        return None;
    };
    for item in inner.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown(&name, item, KEYS);
    }
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let mut list = |wanted: &str| {
        let hint = if wanted == "set" { "each as on the command line" } else { "knobs of [prior], by their names" };
        key(wanted).map_or_else(Vec::new, |item| words(&format!("{name}.{wanted}"), item, hint, ledger))
    };
    let (set, without) = (list("set"), list("without"));
    let about = key("about").and_then(|item| ledger.text(&format!("{name}.about"), item)).unwrap_or_default();
    let share = match key("share") {
        None => 1.0,
        Some(item) => match real(&item.node).filter(|share| share.is_finite() && *share > 0.0) {
            Some(share) => share,
            None => {
                let hint = "1 as usual; 2 makes it twice as likely as the others before anything is run".to_owned();
                ledger.wrong_type(&format!("{name}.share"), item, "a number above 0", hint);
                return None;
            }
        },
    };
    Some(ModelDraft { name: entry.key.clone(), about, share, set, without })
}

/// The parameters of a model: all of the prior but those it is without.
pub(super) fn parameters(model: &ModelDraft, priors: &[KnobPrior], problems: &mut Vec<Problem>) -> Vec<usize> {
    // A knob that each scenario has for its own is meant by its name alone, or with the scenario before it.
    let names: Vec<&str> = priors.iter().map(|knob| knob.name.as_str()).collect();
    let is_of = |name: &str, knob: &KnobPrior| name == knob.name || name == knob.knob();
    for (name, span) in model.without.iter().filter(|(name, _)| !priors.iter().any(|knob| is_of(name, knob))) {
        let hint = match nearest(name, names.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("it has {}", listed(&names)),
        };
        let title = format!("[prior] has no `{}`", clip(name));
        problems.push(Problem::at(span, title, "not a knob of the prior").hint(hint));
    }
    let is_without = |knob: &KnobPrior| model.without.iter().any(|(other, _)| is_of(other, knob));
    for (setting, span) in &model.set {
        let knob = setting.split('=').next().unwrap_or_default().trim();
        if priors.iter().any(|prior| is_of(knob, prior) && !is_without(prior)) {
            let title = format!("`model.{}` sets `{}`, which is to be found", model.name, clip(knob));
            let hint = format!("without = [\"{knob}\"] says that this model does not look for it");
            problems.push(Problem::at(span, title, "a knob of the prior").hint(hint));
        }
    }
    (0..priors.len()).filter(|n| !is_without(&priors[*n])).collect()
}
