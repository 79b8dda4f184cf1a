//! `mobilise robust`: ask a question as it stands, over an accepted set, and under each of some other structures of the
//! model, and say which of its statements keep their sign.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use mobilise::figure::robust::figure;
use mobilise::figure::{Size, Theme, grid_svg, png};
use mobilise::files;
use mobilise::files::disk::{Disk, RealDisk, write_safely};
use mobilise::knob::catalogue::NAMED;
use mobilise::question::Question;
use mobilise::question::robust::{Change, LeftOut, Robustness, Variant, write};
use mobilise::scenario::{Overrides, Shelf};
use mobilise::sweep::Shard;
use mobilise::sweep::plan::{Changes, Plan};
use mobilise::sweep::store::StoreError;
use mobilise::sweep::structures::{self, Structure};

use super::ask::{Asked, asked, wrapped};
use super::options::{self, ChangeOptions, word};
use super::sensitivity::drawing;
use super::sweep::{failed, read_plan};
use super::sweep_words::time;
use super::{Failure, Terminal, robust_words};

/// The accepted set that values are drawn from where no other is named.
const SET: &str = "j4dw-growth";
/// The file whose structures are laid over the question where no other is named.
const STRUCTURES: &str = "headline-over-structures";
/// Replicates a structure has at least where nothing is said; otherwise a quarter of the question's.
const LEAST: u32 = 4;

/// Arguments of `mobilise robust`.
#[derive(Debug, Args)]
pub struct RobustArguments {
    /// A question: a file, or an embedded name (`mobilise questions` lists them)
    question: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// Replicates of each point under another structure [default: a quarter of the question's, 4 at least]
    #[arg(long, value_name = "N")]
    structure_replicates: Option<String>,
    /// The experiment file whose [alternatives.structure] are the structures
    #[arg(long, value_name = "NAME|FILE", default_value = STRUCTURES)]
    structures: String,
    /// The long size, as [question.long] in the file says
    #[arg(long)]
    long: bool,
    /// The seed of all random numbers, in place of the file's
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder to write to, an answer's folder for each variant in it; what was begun goes on [default: the question's name and -robust, of the long size -robust-long]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say what would run, how long it takes and what is left out; run nothing, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the result as JSON on standard output, and nothing else there
    #[arg(long)]
    json: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// A variant that will be run.
pub struct Planned {
    pub name: String,
    change: Change,
    /// Its folder, in that of the question.
    folder: String,
    pub plan: Plan,
}

/// Asks in all variants, and says what holds.
pub fn run(arguments: &RobustArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = arguments.change.threads()?;
    let out = arguments.out.clone().unwrap_or_else(|| default_folder(&arguments.question, arguments.long));
    let (planned, left_out) = variants(arguments, &out)?;
    if arguments.dry_run {
        return terminal.data(&robust_words::forecast(&planned, &left_out, threads)?);
    }
    let question = Question::of(&planned[0].plan)?;
    RealDisk.make_folder(&out).map_err(StoreError::from)?;
    let clock = Instant::now();
    let (mut answers, mut ran, mut lost) = (Vec::new(), 0, 0);
    for (n, one) in planned.iter().enumerate() {
        terminal.say(&format!("{} of {}: {}", n + 1, planned.len(), one.name));
        let done = asked(&one.plan, &question, &arguments.question, &out.join(&one.folder), threads, terminal)?;
        let Asked { answered, ran: runs, failed, .. } = done;
        (ran, lost) = (ran + runs, lost + failed);
        let variant = Variant {
            name: one.name.clone(),
            change: one.change,
            replicates: one.plan.replicates.most(),
            runs: one.plan.most_runs(),
            digest: one.plan.digest(),
        };
        answers.extend(answered.map(|answered| (variant, answered.answer)));
    }
    let robust = Robustness::of(answers, left_out);
    store(&out, &robust, &question, &planned[0].plan)?;
    if arguments.json {
        let path = out.join("robust.json");
        let text = files::read_text(&path, 1 << 30).map_err(|e| Failure::output(&e, "was it removed just now?"))?;
        terminal.data(&text)?;
    } else {
        terminal.data(&text(&robust, &question, usize::from(terminal.width())))?;
    }
    terminal.say(&closing(&out, ran, clock.elapsed()));
    failed(lost, &out)
}

/// The folder of a question that names none: where it was begun, it goes on.
fn default_folder(question: &str, long: bool) -> PathBuf {
    let stem = Path::new(question).file_stem().map_or(question.into(), |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}-robust{}", if long { "-long" } else { "" }))
}

/// The question as it stands, over the accepted set, and under each structure that it can have; and what is left out.
fn variants(arguments: &RobustArguments, out: &Path) -> Result<(Vec<Planned>, Vec<LeftOut>), Failure> {
    let RobustArguments { question: name, change, seed, long, .. } = arguments;
    let plain = ChangeOptions { draw: None, ..change.clone() };
    let folder = "as-it-stands".to_owned();
    let stands = read_plan(name, &plain, seed.as_deref(), *long, &out.join(&folder), Shard::WHOLE)?;
    let shelf = Shelf::default();
    let structures = structures::read(&arguments.structures, &shelf)?;
    let mut left_out = Vec::new();

    let set = change.draw.clone().unwrap_or_else(|| SET.to_owned());
    let drawn = ChangeOptions { draw: Some(set.clone()), ..change.clone() };
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

    let replicates = match &arguments.structure_replicates {
        Some(text) => options::whole("--structure-replicates", text, 1..=1_000_000, "of each point")? as u32,
        None => stands.replicates.most().div_ceil(4).max(LEAST).min(stands.replicates.most()),
    };
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

/// Writes what was found, and its picture.
fn store(out: &Path, robust: &Robustness, question: &Question, plan: &Plan) -> Result<(), Failure> {
    let caption = format!(
        "{} Each variant under the same random numbers; seed {}. mobilise {}.",
        replicates(robust),
        plan.seed,
        env!("CARGO_PKG_VERSION")
    );
    let mut made: Vec<(&str, Vec<u8>)> = Vec::new();
    let drawn = figure(robust, &question.asks, &caption);
    if let Some(figure) = &drawn {
        let svg = grid_svg(figure, Theme::Light, Size::new(960, 0)).map_err(drawing)?;
        made.push(("robust.png", png(&svg, 2.0).map_err(drawing)?));
        made.push(("robust.svg", svg.into_bytes()));
    }
    let page = write::page(robust, question, plan, drawn.map(|_| "robust.svg"));
    made.push(("robust.md", page.into_bytes()));
    made.push(("robust.csv", write::csv(robust).into_bytes()));
    made.push(("robust.json", write::json(robust, question, plan).into_bytes()));
    for (name, bytes) in made {
        write_safely(&RealDisk, &out.join(name), &bytes).map_err(StoreError::from)?;
    }
    Ok(())
}

/// How many replicates which variants have.
fn replicates(robust: &Robustness) -> String {
    let of = |change: Change| robust.variants.iter().find(|variant| variant.change == change);
    let own = of(Change::Nothing).map_or(0, |variant| variant.replicates);
    match of(Change::Structure) {
        Some(structure) => format!("{own} replicates a point, {} in each other structure.", structure.replicates),
        None => format!("{own} replicates a point."),
    }
}

/// What a terminal shows.
fn text(robust: &Robustness, question: &Question, width: usize) -> String {
    let mut out = format!("{}\n\nhow robust\n", question.asks);
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
        "\n{ran} runs in {}\nwrote {place}: robust.md, robust.json and robust.csv (every number), robust.png; a folder \
         for each variant\n\nnext: mobilise report {}/as-it-stands   the answer as it stands on one page\n      the same \
         command with --structure-replicates N: only the new runs are made",
        time(running),
        word(&place)
    )
}
