//! `mobilise network make`: a network of some kind, as a file.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use mobilise::knob::Choice;
use mobilise::knob::network::NetworkKind;
use mobilise::workflow::changes::fresh_seed;
use mobilise::workflow::network::{NetworkRequest, Shares, stands_alone};

use super::super::failure::Failure;
use super::super::options::SeedOption;
use super::super::terminal::Terminal;
use super::output::{self, OutputOptions};

/// Arguments of `mobilise network make`.
#[derive(Debug, Args)]
pub struct MakeArguments {
    /// The kind of network
    #[arg(value_parser = kinds())]
    kind: NetworkKind,
    /// How many people [default: those of --population, otherwise 5000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50_000_000))]
    workers: Option<u32>,
    /// Set a knob of the network, such as degree=10; may be given many times
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    set: Vec<String>,
    /// Origins and their shares, as in "A=0.6,B=0.4"
    #[arg(long, value_name = "SHARES")]
    origins: Option<Shares>,
    /// Areas and their shares
    #[arg(long, value_name = "SHARES")]
    areas: Option<Shares>,
    /// Take origins, areas and the number of people from a population, by name or path
    #[arg(long, value_name = "NAME", conflicts_with_all = ["origins", "areas"])]
    population: Option<String>,
    #[command(flatten)]
    seed: SeedOption,
    /// Which of the networks under this seed
    #[arg(long, value_name = "N", default_value_t = 0)]
    replicate: u32,
    #[command(flatten)]
    output: OutputOptions,
}

/// The kinds that need no scenario, by their words.
fn kinds() -> impl TypedValueParser<Value = NetworkKind> {
    let words = NetworkKind::ALL.iter().filter(|kind| stands_alone(**kind)).map(|kind| kind.word());
    PossibleValuesParser::new(words).try_map(|word| NetworkKind::from_word(&word).ok_or("not a kind of network"))
}

/// Checks everything, makes the network, writes it.
pub fn run(arguments: &MakeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let output = arguments.output.output()?;
    let request = NetworkRequest {
        kind: arguments.kind,
        settings: arguments.set.clone(),
        workers: arguments.workers,
        origins: arguments.origins.clone(),
        areas: arguments.areas.clone(),
        population: arguments.population.clone(),
    };
    let (seed, replicate) = (arguments.seed.seed.map_or_else(fresh_seed, Ok)?, arguments.replicate);
    let network = request.make(seed, replicate)?;
    terminal.say(&format!("{} network, seed {seed}, replicate {replicate}", arguments.kind.word()));
    output::write(&output, &network, terminal)
}
