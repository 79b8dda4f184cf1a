//! `mobilise network follow`: the ties of one replicate at chosen weeks, as files and pictures.

use clap::Args;

use mobilise::figure::lacking;
use mobilise::workflow::changes::fresh_seed;
use mobilise::workflow::folder_names::DefaultFolder;
use mobilise::workflow::network::{FollowedNetwork, weeks_of};

use super::super::failure::Failure;
use super::super::options::NewRunOptions;
use super::super::terminal::Terminal;
use super::super::words::path_word;

/// Arguments of `mobilise network follow`.
#[derive(Debug, Args)]
pub struct FollowArguments {
    /// A scenario file, or a name that `mobilise list` shows
    scenario: String,
    /// Weeks from 0, or dates, with commas between [default: four, from the first to the last]
    #[arg(long, value_name = "WEEKS")]
    at: Option<String>,
    /// Which replicate
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..1_000_000))]
    replicate: u32,
    #[command(flatten)]
    options: NewRunOptions,
}

/// Runs one replicate, and writes its network at each of the weeks.
pub fn run(arguments: &FollowArguments, terminal: &Terminal) -> Result<(), Failure> {
    let NewRunOptions { change, seed, folder } = &arguments.options;
    let scenario = change.load(std::slice::from_ref(&arguments.scenario))?.remove(0);
    let weeks = weeks_of(&scenario, arguments.at.as_deref())?;
    let seed = seed.seed.or(scenario.seed).map_or_else(fresh_seed, Ok)?;
    let replicate = arguments.replicate;
    terminal.say(&format!("{}: replicate {replicate} of seed {seed}, {} weeks", scenario.name, weeks.len()));
    let names = std::iter::once(&scenario.name).chain(scenario.organisations.iter().map(|o| &o.name));
    lacking(names.map(String::as_str)).iter().for_each(|note| terminal.say(note));
    let out = folder.folder_or(&DefaultFolder::Of(&arguments.scenario, "network"));
    let command = terminal.command();
    FollowedNetwork { scenario, seed, replicate, weeks, command }.write(&out, folder.if_taken())?;
    let out = path_word(&out);
    terminal.say(&format!(
        "wrote {out}: a network each week (GraphML), network.png\nnext: mobilise plot {out} --theme dark"
    ));
    Ok(())
}
