//! `mobilise network follow`: the ties of one replicate at chosen weeks, as files and pictures.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use mobilise::config::Problem;
use mobilise::figure::{self, Look, png};
use mobilise::files::{self, FolderInTheMaking};
use mobilise::network::{self, Format};
use mobilise::scenario::Scenario;
use mobilise::study::manifest::{digest, scenarios_of, texts_of};
use mobilise::study::networks::networks;

use super::super::options::{ChangeOptions, seed, whole, word};
use super::super::study::fresh_seed;
use super::{Failure, Terminal};

/// Arguments of `mobilise network follow`.
#[derive(Debug, Args)]
pub struct FollowArguments {
    /// A scenario file, or an embedded name
    scenario: String,
    /// Weeks from 0, or dates, with commas between [default: four, from the first to the last]
    #[arg(long, value_name = "WEEKS")]
    at: Option<String>,
    /// Which replicate
    #[arg(long, value_name = "N", default_value = "0")]
    replicate: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// The seed of all random numbers; the same seed gives the same ties
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder to write to; it must not be there yet, unless --force
    #[arg(long, value_name = "DIR", default_value = "mobilise-network")]
    out: PathBuf,
    /// Replace the folder given by --out if it is there
    #[arg(long)]
    force: bool,
}

/// Pixels of a PNG to a CSS pixel.
const PIXELS: f32 = 2.0;

/// Runs one replicate, and writes its network at each of the weeks.
pub fn run(arguments: &FollowArguments, terminal: &Terminal) -> Result<(), Failure> {
    let scenarios = arguments.change.load(std::slice::from_ref(&arguments.scenario))?;
    let scenario = &scenarios[0];
    let weeks = weeks(arguments.at.as_deref(), scenario)?;
    let replicate = whole("--replicate", &arguments.replicate, 0..=999_999, "they count from 0")? as u32;
    let seed = seed(arguments.seed.as_deref())?.or(scenario.seed).map_or_else(fresh_seed, Ok)?;
    let command = std::env::args().skip(1).collect();
    let followed = Followed { scenario: scenario.clone(), seed, replicate, weeks, command };
    terminal.say(&format!("{}: replicate {replicate} of seed {seed}, {} weeks", scenario.name, followed.weeks.len()));
    followed.make(&arguments.out, arguments.force)?;
    let out = word(&arguments.out.display().to_string());
    terminal.say(&format!(
        "wrote {out}: a network each week (GraphML), network.png\nnext: mobilise plot {out} --theme dark"
    ));
    Ok(())
}

/// One replicate and the weeks at which its network is kept.
pub struct Followed {
    /// The scenario.
    pub scenario: Scenario,
    /// Its seed.
    pub seed: u64,
    /// Which replicate.
    pub replicate: u32,
    /// The weeks, ascending.
    pub weeks: Vec<u32>,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl Followed {
    /// Runs the replicate and leaves a folder of its networks.
    pub fn make(&self, out: &Path, force: bool) -> Result<(), Failure> {
        let folder = FolderInTheMaking::begin(out, force)
            .map_err(|error| Failure::output(&error, "say where to write with --out DIR"))?;
        let unwritten = |error: String| Failure { text: format!("error: {error}"), code: 1 };
        let mut outputs = Map::new();
        let mut write = |name: String, bytes: Vec<u8>| {
            outputs.insert(name.clone(), Value::String(digest(&bytes)));
            files::write_new(&folder.path().join(name), &bytes).map_err(|error| unwritten(error.to_string()))
        };
        let mut listed = Vec::new();
        let drawn = self.scenario.drawn(self.seed, self.replicate)?;
        let found = networks(&drawn, self.seed, self.replicate, &self.weeks);
        for (week, network) in self.weeks.iter().zip(found) {
            let name = format!("week-{week:05}.graphml");
            let mut bytes = Vec::new();
            network::write(&network, Format::GraphMl, &mut bytes).map_err(|error| unwritten(error.to_string()))?;
            listed.push(json!({ "week": week, "date": self.scenario.date_of(*week).to_string(), "file": name }));
            write(name, bytes)?;
        }
        let mut record = json!({
            "program": "mobilise",
            "version": env!("CARGO_PKG_VERSION"),
            "kind": "networks",
            "command": self.command,
            "seed": self.seed,
            "replicate": self.replicate,
            "scenarios": scenarios_of(std::slice::from_ref(&self.scenario)),
            "weeks": listed,
        });
        let texts = texts_of(std::slice::from_ref(&self.scenario));
        if !texts.is_empty() {
            record["texts"] = json!(texts);
        }
        for picture in figure::networks::pictures(&record, folder.path())? {
            let failed = |error: figure::FigureError| unwritten(error.to_string());
            let svg = picture.svg(&Look::default()).map_err(failed)?;
            write(format!("{}.png", picture.name), png(&svg, PIXELS).map_err(failed)?)?;
            write(format!("{}.svg", picture.name), svg.into_bytes())?;
        }
        record["outputs"] = Value::Object(outputs);
        let text = format!("{record:#}\n");
        let path = folder.path().join("run.json");
        files::write_new(&path, text.as_bytes()).map_err(|error| unwritten(error.to_string()))?;
        folder.finish().map_err(|error| unwritten(error.to_string()))
    }
}

/// The weeks asked for, ascending, each once.
fn weeks(asked: Option<&str>, scenario: &Scenario) -> Result<Vec<u32>, Failure> {
    let last = scenario.run.weeks - 1;
    let mut weeks = match asked {
        None => vec![0, last / 3, last - last / 3, last],
        Some(text) => text.split(',').map(|one| week(one.trim(), scenario)).collect::<Result<_, _>>()?,
    };
    weeks.sort_unstable();
    weeks.dedup();
    Ok(weeks)
}

fn week(text: &str, scenario: &Scenario) -> Result<u32, Failure> {
    let last = scenario.run.weeks - 1;
    let found = match text.parse::<Date>() {
        Ok(date) => u32::try_from((date - scenario.start).get_days() / 7).ok().filter(|_| date >= scenario.start),
        Err(_) => text.parse().ok(),
    };
    found.filter(|week| *week <= last).ok_or_else(|| {
        let title = format!("`{text}` is no week of `{}`", scenario.name);
        let hint = format!(
            "a number from 0 to {last}, or a date from {} to {}; several with commas between",
            scenario.start,
            scenario.date_of(last)
        );
        Problem::whole(title, hint).into()
    })
}
