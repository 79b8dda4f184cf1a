//! Makes a network of some kind, for people of whom only origin and area are known.

use crate::config::Problem;
use crate::knob::network::{NetworkKind, NetworkKnobs};
use crate::knob::population::Traits;
use crate::network::{Attribute, AttributeValue, Limits, NetworkFile, make};
use crate::number::draws::{Actor, Draws};
use crate::scenario::{self, Overrides};
use crate::workflow::error::WorkflowError;

use super::shares::{self, Shares};

/// What network is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkRequest {
    /// Its kind; see [`stands_alone`].
    pub kind: NetworkKind,
    /// Knobs of the network as `degree=10` or `network.degree=10`.
    pub settings: Vec<String>,
    /// How many people; otherwise as many as the population has, or the default population.
    pub workers: Option<u32>,
    /// Origins and their shares.
    pub origins: Option<Shares>,
    /// Areas and their shares.
    pub areas: Option<Shares>,
    /// A population, by name or path, whose origins, areas and number of people are taken.
    pub population: Option<String>,
}

/// Whether a kind of network can be made without a scenario.
#[must_use]
pub fn stands_alone(kind: NetworkKind) -> bool {
    !matches!(kind, NetworkKind::Daily | NetworkKind::Ties | NetworkKind::File)
}

/// The people of a network.
struct People {
    workers: u32,
    origins: Option<Shares>,
    areas: Option<Shares>,
}

impl NetworkRequest {
    /// Checks the request, then makes the network; the same request, seed and replicate make the same one.
    ///
    /// People are named by their numbers, which count from 0 as in a run. Ties are those with which a run of the same
    /// seed, replicate and knobs begins, sorted by their second end.
    ///
    /// # Errors
    /// A setting that is wrong or that the kind does not read, a number of people that does not go with the kind, or a
    /// network larger than [`Limits::LARGEST`] or than memory.
    pub fn make(&self, seed: u64, replicate: u32) -> Result<NetworkFile, WorkflowError> {
        let people = self.people()?;
        let knobs = scenario::network_knobs(self.kind, &self.settings, people.workers)?;
        if self.kind == NetworkKind::Blocks && people.origins.is_none() && people.areas.is_none() {
            let hint = "add --origins \"A=0.6,B=0.4\", --areas, or --population NAME";
            return Err(Problem::whole("a network of blocks needs origins or areas", hint).into());
        }
        check_size(&knobs, people.workers)?;
        Ok(network(&knobs, &people, &Draws::new(seed, replicate)))
    }

    fn people(&self) -> Result<People, WorkflowError> {
        let (origins, areas) = (self.origins.clone(), self.areas.clone());
        let mut people = People { workers: Traits::default().workers, origins, areas };
        if let Some(name) = &self.population {
            let text = format!(
                "version = {}\nname = \"population\"\npopulation = {}\n",
                scenario::VERSION,
                scenario::quoted(name)
            );
            let population = scenario::load_text("--population", &text, &Overrides::default())?.population;
            people.workers = population.knobs.traits.workers;
            people.origins = people.origins.or(Some(Shares(population.origins)));
            people.areas = people.areas.or(Some(Shares(population.areas)));
        }
        people.workers = self.workers.unwrap_or(people.workers);
        Ok(people)
    }
}

/// Refuses a network larger than readers or memory take, before it is made.
fn check_size(knobs: &NetworkKnobs, workers: u32) -> Result<(), Problem> {
    let ties = make::expected_ties(knobs, workers);
    let hint =
        if knobs.kind == NetworkKind::Complete { "fewer --workers" } else { "fewer --workers, or fewer ties each" };
    if ties > Limits::LARGEST.ties as f64 {
        let title = format!("this network would have about {ties:.0} ties; the maximum is {}", Limits::LARGEST.ties);
        return Err(Problem::whole(title, hint));
    }
    // People with name and two attributes, ties with trust, rows for swapping, and the text of all of it.
    let needed = u64::from(workers) * 400 + (ties * 150.0) as u64;
    scenario::check_available("this network", needed, hint)
}

fn network(knobs: &NetworkKnobs, people: &People, draws: &Draws) -> NetworkFile {
    let workers = people.workers as usize;
    let (origins, areas) = (people.origins.as_ref(), people.areas.as_ref());
    let (origin, area) = shares::draw(workers, origins, areas, draws);
    let word = draws.word(Actor::Network, 0, 0);
    let mut ties = make::ties(knobs, &origin, &area, word);
    make::swap(&mut ties, knobs.swaps, workers, word);
    // By the second end: an edge list then names people in the order of their numbers, with few lines for people
    // alone, and everybody's own ties come in ascending order, as in a run.
    ties.sort_unstable_by_key(|(a, b)| (*b, *a));
    let column = |name: &str, shares: Option<&Shares>, numbers: &[u16]| {
        let Shares(shares) = shares?;
        let text = |number: &u16| Some(AttributeValue::Text(shares[usize::from(*number)].0.clone()));
        Some(Attribute { name: name.to_owned(), values: numbers.iter().map(text).collect() })
    };
    NetworkFile {
        ids: (0..workers).map(|worker| worker.to_string()).collect(),
        attributes: column("origin", origins, &origin).into_iter().chain(column("area", areas, &area)).collect(),
        trust: vec![None; ties.len()],
        ties,
    }
}
