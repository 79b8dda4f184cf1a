//! `mobilise robust`: ask a question as it stands, over an accepted set, and under each of some other structures of the
//! model, and say which of its statements keep their sign.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;

use mobilise::experiment::plan::Plan;
use mobilise::files;
use mobilise::files::disk::{Disk, RealDisk};
use mobilise::question::Question;
use mobilise::question::robust::record::Given;
use mobilise::question::robust::{About, Change, Robustness, Variant, record};
use mobilise::store::StoreError;

use super::ask::{Asked, asked, wrapped};
use super::options::{self, QuestionOptions, word};
use super::robust_folder::{check_folder, write};
use super::robust_variants::variants;
use super::sweep::failed;
use super::sweep_words::time;
use super::{Failure, Terminal, report, robust_words};

/// The accepted set that values are drawn from where no other is named.
const SET: &str = "j4dw-growth";
/// The file whose structures are laid over the question where no other is named.
const STRUCTURES: &str = "headline-over-structures";

/// Arguments of `mobilise robust`.
#[derive(Debug, Args)]
pub struct RobustArguments {
    #[command(flatten)]
    pub asked: QuestionOptions,
    /// Replicates of each point under another structure [default: a quarter of the question's, 4 at least]
    #[arg(long, value_name = "N")]
    structure_replicates: Option<String>,
    /// The experiment file whose [alternatives.structure] are the structures
    #[arg(long, value_name = "NAME|FILE", default_value = STRUCTURES)]
    pub structures: String,
}

impl RobustArguments {
    /// The accepted set to draw from.
    pub fn accepted_set(&self) -> &str {
        self.asked.change.draw.as_deref().unwrap_or(SET)
    }

    /// Replicates of a point under another structure, where they are named.
    pub fn structure_replicates(&self) -> Result<Option<u32>, Failure> {
        let number = |text: &String| options::whole("--structure-replicates", text, 1..=1_000_000, "of each point");
        Ok(self.structure_replicates.as_ref().map(number).transpose()?.and_then(|n| u32::try_from(n).ok()))
    }

    /// The words that ask the same again, whatever the folder, the threads and what was left to chance or default.
    fn command(&self, seed: u64) -> Vec<String> {
        let QuestionOptions { question, change, long, .. } = &self.asked;
        let seed = seed.to_string();
        let mut words = vec!["robust", question];
        change.set.iter().for_each(|set| words.extend(["--set", set]));
        for (option, value) in [
            ("--draw", Some(self.accepted_set())),
            ("--weeks", change.weeks.as_deref()),
            ("--replicates", change.replicates.as_deref()),
            ("--structures", Some(self.structures.as_str())),
            ("--structure-replicates", self.structure_replicates.as_deref()),
            ("--seed", Some(seed.as_str())),
        ] {
            words.extend(value.into_iter().flat_map(|value| [option, value]));
        }
        words.extend(long.then_some("--long"));
        words.into_iter().map(str::to_owned).collect()
    }
}

/// Asks in all variants, and says what holds.
pub fn run(arguments: &RobustArguments, terminal: &Terminal) -> Result<(), Failure> {
    let QuestionOptions { question: name, change, dry_run, json, .. } = &arguments.asked;
    let threads = change.threads()?;
    let out = arguments.asked.folder("robust");
    let (planned, left_out) = variants(arguments, &out)?;
    if *dry_run {
        return terminal.data(&robust_words::forecast(&planned, &left_out, threads)?);
    }
    let question = Question::of(&planned[0].plan)?;
    check_folder(&out)?;
    RealDisk.make_folder(&out).map_err(StoreError::from)?;
    let clock = Instant::now();
    let (mut answers, mut folders, mut ran, mut lost) = (Vec::new(), Vec::new(), 0, 0);
    for (n, one) in planned.iter().enumerate() {
        terminal.say(&format!("{} of {}: {}", n + 1, planned.len(), one.name));
        let done = asked(&one.plan, &question, name, &out.join(&one.folder), threads, terminal)?;
        let Asked { answered, ran: runs, failed, .. } = done;
        (ran, lost) = (ran + runs, lost + failed);
        if let Some(answered) = answered {
            answers.push((variant(&one.name, one.change, &one.plan), answered.answer));
            folders.push(one.folder.clone());
        }
    }
    let plan = &planned[0].plan;
    let robust = Robustness::of(About::of(&question, plan), answers, left_out);
    let outputs = write(&out, &robust)?;
    let given = Given {
        plan,
        name,
        command: &arguments.command(plan.seed),
        accepted_set: arguments.accepted_set(),
        structures: &arguments.structures,
        structure_replicates: arguments.structure_replicates()?,
        folders: &folders,
    };
    record::write(&RealDisk, &out, &robust, &given, &outputs)?;
    if *json {
        let path = out.join("robust.json");
        let text = files::read_text(&path, 1 << 30).map_err(|e| Failure::output(&e, "was it removed just now?"))?;
        terminal.data(&text)?;
    } else {
        terminal.data(&text(&robust, usize::from(terminal.width())))?;
    }
    terminal.say(&closing(&out, ran, clock.elapsed()));
    failed(lost, &out)
}

/// What is said of a variant that was run.
pub fn variant(name: &str, change: Change, plan: &Plan) -> Variant {
    Variant {
        name: name.to_owned(),
        change,
        replicates: plan.replicates.most(),
        runs: plan.most_runs(),
        digest: plan.digest(),
    }
}

/// What a terminal shows.
fn text(robust: &Robustness, width: usize) -> String {
    let mut out = format!("{}\n\nhow robust\n", robust.about.asks);
    robust.summary().iter().for_each(|sentence| out.push_str(&wrapped(sentence, width)));
    let mut answer = "";
    for statement in &robust.statements {
        if statement.answer != answer {
            answer = &statement.answer;
            out.push_str(&format!("\n{answer}\n"));
        }
        out.push_str(&wrapped(&robust.sentence(statement), width));
    }
    out
}

fn closing(out: &Path, ran: u64, running: Duration) -> String {
    let place = out.display().to_string();
    format!(
        "\n{ran} runs in {}\nwrote {place}: robust.md, robust.json and robust.csv (every number), robust.png, run.json; a \
         folder for each variant\n\nnext: {}\n      mobilise report {}/as-it-stands   the answer as it stands on one \
         page\n      the same command with --structure-replicates N: only the new runs are made",
        time(running),
        report::next(out),
        word(&place)
    )
}
