//! `mobilise network make`: a network of some kind, as a file.

use clap::Args;

use mobilise::config::{Problem, Span, nearest};
use mobilise::knob::network::{DegreeLaw, NetworkKind, NetworkKnobs};
use mobilise::knob::population::Traits;
use mobilise::knob::{Choice, Kind, Table};
use mobilise::network::{Attribute, AttributeValue, Limits, NetworkFile, make};
use mobilise::number::draws::{Actor, Draws};
use mobilise::scenario::{self, Overrides, Scenario};

use super::super::options::bytes;
use super::argument::{self, place};
use super::file::OutputOptions;
use super::shares::{self, Shares};
use super::{Failure, Terminal};

/// Arguments of `mobilise network make`.
#[derive(Debug, Args)]
pub struct MakeArguments {
    /// complete, ring, small-world, poisson, preferential, configuration, blocks or coping-clusters
    kind: String,
    /// How many people [default: those of --population, otherwise 5000]
    #[arg(long, value_name = "N")]
    workers: Option<String>,
    /// Turn a knob of the network, such as degree=10; may be given many times
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    set: Vec<String>,
    /// Origins and their shares, as in "A=0.6,B=0.4"
    #[arg(long, value_name = "SHARES")]
    origins: Option<String>,
    /// Areas and their shares
    #[arg(long, value_name = "SHARES")]
    areas: Option<String>,
    /// Take origins, areas and the number of people from a population, by name or path
    #[arg(long, value_name = "NAME", conflicts_with_all = ["origins", "areas"])]
    population: Option<String>,
    /// The seed of all random numbers; the same seed makes the same network
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// Which of the networks under this seed
    #[arg(long, value_name = "N", default_value = "0")]
    replicate: String,
    #[command(flatten)]
    output: OutputOptions,
}

/// Who there is.
struct People {
    workers: u32,
    origins: Option<Shares>,
    areas: Option<Shares>,
}

/// Checks everything, makes the network, writes it.
pub fn run(arguments: &MakeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let target = arguments.output.target()?;
    let kind = kind(&arguments.kind)?;
    let mut knobs = NetworkKnobs { kind, ..NetworkKnobs::default() };
    let mut places = Vec::new();
    for setting in &arguments.set {
        places.push(argument::set(&mut knobs, setting)?);
    }
    are_read(&knobs, &places)?;
    let people = people(arguments)?;
    if kind == NetworkKind::Blocks && people.origins.is_none() && people.areas.is_none() {
        let hint = "add --origins \"A=0.6,B=0.4\", --areas, or --population NAME";
        return Err(Problem::whole("a network of blocks is made of origins or areas, and there are none", hint).into());
    }
    if let Err(misfit) = make::check(&knobs, people.workers) {
        let title = format!("`network.{}` {}", misfit.knob, misfit.what);
        let set = places.iter().rev().find(|(name, _)| *name == misfit.knob);
        let problem = match set {
            Some((_, place)) => Problem::at(place, title, "set here").hint(misfit.hint),
            None => Problem::whole(title, misfit.hint),
        };
        return Err(problem.into());
    }
    has_room(&knobs, people.workers)?;
    let replicate = argument::whole("--replicate", &arguments.replicate, 0..=u32::MAX.into(), "they count from 0")?;
    let hint = "any will do; the same gives the same network";
    let seed = match &arguments.seed {
        Some(seed) => argument::whole("--seed", seed, 0..=i64::MAX.unsigned_abs(), hint)?,
        None => super::super::study::fresh_seed()?,
    };
    let network = network(&knobs, &people, &Draws::new(seed, replicate as u32));
    terminal.say(&format!("{} network, seed {seed}, replicate {replicate}", kind.word()));
    target.write(&network, terminal)
}

/// Whether a kind makes a network by itself.
fn stands_alone(kind: NetworkKind) -> bool {
    !matches!(kind, NetworkKind::Daily | NetworkKind::Ties | NetworkKind::File)
}

fn kind(word: &str) -> Result<NetworkKind, Failure> {
    let alone: Vec<&str> =
        NetworkKind::ALL.iter().filter(|kind| stands_alone(**kind)).map(|kind| kind.word()).collect();
    let list = format!("kinds are {}", alone.join(", "));
    match NetworkKind::from_word(word) {
        Some(kind) if stands_alone(kind) => Ok(kind),
        Some(_) => {
            let title = format!("a network of the kind `{word}` needs a scenario");
            Err(Problem::whole(title, format!("without one, {list}")).into())
        }
        None => {
            let hint = match nearest(word, alone) {
                Some(meant) => format!("did you mean `{meant}`? {list}"),
                None => list,
            };
            let place = place("KIND", word, 0..word.len());
            Err(Problem::at(&place, format!("there is no kind of network `{word}`"), "none of them").hint(hint).into())
        }
    }
}

/// A knob that the kind, or the law of a configuration, does not read would do nothing.
fn are_read(knobs: &NetworkKnobs, set: &[(&'static str, Span)]) -> Result<(), Failure> {
    let kind = knobs.kind;
    let read: Vec<&str> = kind.knobs().iter().copied().filter(|knob| *knob != "kind").collect();
    let power_law = knobs.law == DegreeLaw::PowerLaw;
    for (knob, place) in set {
        let nothing = || format!("`network.{knob}` does nothing");
        let problem = match *knob {
            "kind" => Problem::at(place, "`network.kind` stands in the command", "given twice")
                .hint("write mobilise network make KIND"),
            knob if !read.contains(&knob) => Problem::at(place, nothing(), "not read by its kind").hint(format!(
                "{} reads {}",
                kind.word(),
                read.join(", ")
            )),
            "degree" if kind == NetworkKind::Configuration && power_law => {
                Problem::at(place, nothing(), "not read by a power law").hint("its mean hangs on network.exponent")
            }
            "exponent" if !power_law => Problem::at(place, nothing(), "read by a power law only")
                .hint("add --set law=power-law, or leave it out"),
            _ => continue,
        };
        return Err(problem.into());
    }
    Ok(())
}

/// How many people there are, of which origins and areas.
fn people(arguments: &MakeArguments) -> Result<People, Failure> {
    let mut traits = Traits::default();
    let mut found = People { workers: traits.workers, origins: None, areas: None };
    if let Some(name) = &arguments.population {
        let scenario = scenario_of(name)?;
        found.workers = scenario.population.knobs.traits.workers;
        (found.origins, found.areas) = (Some(scenario.population.origins), Some(scenario.population.areas));
    }
    for (option, text, shares) in
        [("--origins", &arguments.origins, &mut found.origins), ("--areas", &arguments.areas, &mut found.areas)]
    {
        if let Some(text) = text {
            *shares = Some(shares::read(option, text)?);
        }
    }
    if let Some(text) = &arguments.workers {
        let allowed = match traits.slot("workers").map(|slot| slot.knob.kind) {
            Some(Kind::Whole { low, high }) => low.into()..=high.into(),
            _ => 1..=u32::MAX.into(),
        };
        found.workers = argument::whole("--workers", text, allowed, "how many people the network has")? as u32;
    }
    Ok(found)
}

/// A scenario of nothing but a population.
fn scenario_of(name: &str) -> Result<Scenario, Failure> {
    let text = format!("version = {}\npopulation = {}\n", scenario::VERSION, scenario::quoted(name));
    Ok(scenario::load_text("--population", &text, &Overrides::default())?)
}

/// A network larger than any reader takes, or than memory, is refused before it is made.
fn has_room(knobs: &NetworkKnobs, workers: u32) -> Result<(), Failure> {
    let ties = make::expected_ties(knobs, workers);
    let hint =
        if knobs.kind == NetworkKind::Complete { "fewer --workers" } else { "fewer --workers, or fewer ties each" };
    if ties > Limits::LARGEST.ties as f64 {
        let title = format!("this network would have about {ties:.0} ties, and {} are the most", Limits::LARGEST.ties);
        return Err(Problem::whole(title, hint).into());
    }
    // People with name and two attributes, ties with trust, rows for swapping, and the text of all of it.
    let needed = u64::from(workers) * 400 + (ties * 150.0) as u64;
    let available = scenario::available_bytes();
    if needed > available {
        let title = format!("this needs about {} of memory, and {} is left", bytes(needed), bytes(available));
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}

/// Makes the network; people are called by their numbers, which count from 0 as in a run.
fn network(knobs: &NetworkKnobs, people: &People, draws: &Draws) -> NetworkFile {
    let workers = people.workers as usize;
    let everywhere = vec![("everywhere".to_owned(), 1.0)];
    let (origins, areas) = (people.origins.as_ref(), people.areas.as_ref());
    let (origin, area) = shares::draw(workers, origins.unwrap_or(&everywhere), areas.unwrap_or(&everywhere), draws);
    let word = draws.word(Actor::Network, 0, 0);
    let mut ties = make::ties(knobs, &origin, &area, word);
    make::swap(&mut ties, knobs.swaps, workers, word);
    // By the later end: an edge list then names people in the order of their numbers as it goes, and has a line of
    // their own for few. Everybody's own ties come in ascending order, as in a run.
    ties.sort_unstable_by_key(|(a, b)| (*b, *a));
    let column = |name: &str, shares: Option<&Shares>, numbers: &[u16]| {
        let text = |number: &u16| shares.map(|shares| AttributeValue::Text(shares[usize::from(*number)].0.clone()));
        shares.map(|_| Attribute { name: name.to_owned(), values: numbers.iter().map(text).collect() })
    };
    NetworkFile {
        ids: (0..workers).map(|worker| worker.to_string()).collect(),
        attributes: column("origin", origins, &origin).into_iter().chain(column("area", areas, &area)).collect(),
        trust: vec![None; ties.len()],
        ties,
    }
}
