//! Reading the table `[question]`: every key is understood or reported with its place and a hint.

use std::collections::BTreeMap;

use crate::config::unfit_name;
use crate::config::{Entry, Ledger, Node, Problem, Problems, clip, listed, nearest};
use crate::experiment::plan::SweepPlan;
use crate::study::outcomes::outcome_number;

use super::definition::{AnswerRequest, Question};
use super::kind::Kind;
use super::sample::Sample;
use super::table::Table;
use super::words::{Words, flatten};

/// The keys of the table. The long size is read with the experiment, which it changes.
const KEYS: [&str; 6] = ["asks", "from", "figure", "words", "long", "answer"];

/// The problem of an experiment without a question.
fn nothing_asked(plan: &SweepPlan) -> Problem {
    let title = format!("`{}` asks nothing", plan.file_stem());
    let hint = "a question has a table [question] with what it `asks` and an answer, as docs/questions.md says; \
                `mobilise questions` lists those that come with the program, and `mobilise sweep` runs any experiment";
    Problem::whole(title, hint)
}

impl Question {
    /// The question of an experiment; none if it has no table `[question]`.
    ///
    /// # Errors
    /// All problems of that table, each with its place and a hint.
    pub fn read(plan: &SweepPlan) -> Result<Option<Self>, Problems> {
        plan.experiment.question.as_ref().map(|entry| read(entry, plan)).transpose()
    }

    /// The question of an experiment that must have one.
    ///
    /// # Errors
    /// As [`Question::read`], and if there is no table `[question]`.
    pub fn of(plan: &SweepPlan) -> Result<Self, Problems> {
        Self::read(plan)?.ok_or_else(|| nothing_asked(plan).into())
    }
}

/// Reads the table of a plan.
fn read(entry: &Entry, plan: &SweepPlan) -> Result<Question, Problems> {
    let mut ledger = Ledger::default();
    let question = question(entry, plan, &mut ledger);
    match (question, ledger.problems.is_empty()) {
        (Some(question), true) => Ok(question),
        _ => Err(Problems(ledger.problems)),
    }
}

fn question(entry: &Entry, plan: &SweepPlan, ledger: &mut Ledger) -> Option<Question> {
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type("question", entry, "a table", "write [question] above its keys".to_owned());
        return None;
    };
    for item in entries.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown("question", item, KEYS);
    }
    let key = |wanted: &str| entries.iter().find(|item| item.key == wanted);
    let asks = sentence(entry, key("asks"), ledger);
    let from = key("from").and_then(|item| ledger.text("question.from", item)).unwrap_or_default();
    let shape = Sample::shape(plan);
    let mut words = key("words").map_or_else(Words::default, |item| words(item, &shape, ledger));
    words.complete(plan.factors());
    words.complete_scenarios(plan.scenario_words().into_iter().zip(plan.baselines.iter().map(|it| it.name.clone())));
    let answers = answers(entry, key("answer"), plan, &shape, ledger);
    let figure = key("figure").and_then(|item| {
        let name = ledger.text("question.figure", item)?;
        let names: Vec<&str> = answers.iter().map(|answer| answer.name.as_str()).collect();
        if !names.contains(&name.as_str()) && !names.is_empty() {
            let hint = match nearest(&name, names.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("answers are {}", listed(&names)),
            };
            let title = format!("no answer is called \"{}\"", clip(&name));
            ledger.problems.push(Problem::at(&item.span, title, "not an answer").hint(hint));
        }
        Some(name)
    });
    Some(Question { asks: asks?, from, words, figure, answers })
}

/// The question itself: one sentence that ends as one.
fn sentence(entry: &Entry, asks: Option<&Entry>, ledger: &mut Ledger) -> Option<String> {
    let hint = "as in asks = \"Do circles of coping calm workers down, or do they ground resistance?\"";
    let Some(item) = asks else {
        let problem = Problem::at(&entry.key_span, "the question does not say what it `asks`", "missing here");
        ledger.problems.push(problem.hint(hint));
        return None;
    };
    let text = ledger.text("question.asks", item)?;
    let text = text.trim();
    if !text.ends_with('?') || text.chars().any(char::is_control) {
        let title = "`question.asks` takes one sentence that ends with a question mark";
        ledger.problems.push(Problem::at(&item.span, title, "not a question").hint(hint));
        return None;
    }
    Some(text.to_owned())
}

/// Plain words, each for something the file names.
fn words(entry: &Entry, shape: &Sample, ledger: &mut Ledger) -> Words {
    let hint = "as in \"coping.relief\" = \"relief\", or \"j4dw\" = \"J4DW's practices\"";
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type("question.words", entry, "a table", hint.to_owned());
        return Words::default();
    };
    let mut entered = Vec::new();
    flatten(entries, "", &mut entered);
    let mut known: Vec<String> = vec!["baseline".to_owned(), "field".to_owned()];
    for factor in &shape.factors {
        known.push(factor.name.clone());
        known.extend(factor.labels.iter().cloned());
        known.extend(factor.labels.iter().map(|label| format!("{} = {label}", factor.name)));
    }
    known.extend(shape.scenarios.iter().cloned());
    known.extend(shape.points.iter().flat_map(|point| point.rows.iter().cloned()));
    // A level may stand in the larger size alone.
    let of_a_factor = |name: &str| shape.factors.iter().any(|factor| name.starts_with(&format!("{} = ", factor.name)));
    let mut found = BTreeMap::new();
    for (name, item) in entered {
        if !known.contains(&name) && !of_a_factor(&name) && outcome_number(&name).is_none() {
            let hint = match nearest(&name, known.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean \"{meant}\"? {hint}"),
                None => hint.to_owned(),
            };
            let title = format!("`{}` names nothing of this file", clip(&name));
            ledger
                .problems
                .push(Problem::at(&item.key_span, title, "no knob, level, scenario or organisation").hint(hint));
            continue;
        }
        if let Some(word) = ledger.text(&format!("question.words.{name}"), item) {
            found.insert(name, word);
        }
    }
    Words(found)
}

fn answers(
    entry: &Entry,
    table: Option<&Entry>,
    plan: &SweepPlan,
    shape: &Sample,
    ledger: &mut Ledger,
) -> Vec<AnswerRequest> {
    let hint = "as in [question.answer.practices] with kind = \"effect\" below it";
    let items = match table.map(|table| (table, &table.node)) {
        None => {
            let problem = Problem::at(&entry.key_span, "the question has no answer to look for", "missing here");
            ledger.problems.push(problem.hint(hint));
            return Vec::new();
        }
        Some((_, Node::Table(items))) if !items.is_empty() => items,
        Some((table, _)) => {
            ledger.wrong_type("question.answer", table, "a table of named tables", hint.to_owned());
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for item in items {
        // A name becomes that of a file.
        let plain = item.key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if let Some(why) = unfit_name(&item.key).or((!plain).then_some("it holds other characters")) {
            let problem = Problem::at(&item.key_span, "this cannot be the name of an answer", why);
            ledger.problems.push(problem.hint("a name of letters, digits, - and _, since its picture is called by it"));
            continue;
        }
        let Node::Table(entries) = &item.node else {
            ledger.wrong_type(&format!("question.answer.{}", item.key), item, "a table", hint.to_owned());
            continue;
        };
        let mut table =
            Table { name: item.key.clone(), span: &item.key_span, entries, shape, plan, ledger: &mut *ledger };
        found.extend(Kind::read(&mut table).map(|kind| AnswerRequest { name: item.key.clone(), kind }));
    }
    found
}
