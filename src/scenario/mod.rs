//! Scenario files: what they may say, what is wrong with one, and the one conversion into a
//! [`Plan`](crate::model::plan::Plan) that cannot be wrong.

mod accepted;
mod accepted_file;
mod apply;
mod check;
mod doubts;
mod draft;
mod draw_row;
mod first_movers;
mod kind;
pub(crate) mod knobs;
mod lay;
pub mod library;
mod load;
mod medoid;
mod memory;
mod named;
mod names;
mod network;
mod network_attributes;
mod network_check;
mod network_file;
mod network_knobs;
mod practices;
mod read;
mod replicate;
mod resolve;
mod shares;
mod starter;
mod starter_draw;
mod starter_files;
mod starter_like;
mod summary;
mod walk;
mod worker;
mod write;

use jiff::civil::Date;

use crate::knob::behaviour::Behaviour;
use crate::knob::field::{AgencyKnobs, DemandKnobs, TargetKnobs, UnionKnobs};
use crate::knob::intervention::{InterventionKind, InterventionKnobs};
use crate::knob::organisation::OrganisationKnobs;
use crate::knob::population::PopulationKnobs;
use crate::knob::run::Run;
use crate::model::plan::Practices;

pub use accepted::Draw;
pub(crate) use apply::TOP;
pub use draft::WITHOUT;
pub(crate) use draft::{Draft, Layer};
pub(crate) use kind::{FileKind, check_kind, kind_of_file};
pub use lay::Overrides;
pub(crate) use lay::check_version;
pub use load::{load, load_text, load_text_with};
pub use memory::{available_bytes, bytes_needed, check_available};
pub use names::check_name;
pub(crate) use names::knob_name;
pub use names::number_equal_names;
pub use network_file::{read_network_file, read_network_file_as};
pub use network_knobs::network_knobs;
pub use read::Shelf;
pub(crate) use read::{Text, find};
pub use resolve::{Plans, plan};
pub use starter::starter;
pub use starter_files::{StarterKind, starter_file};
pub use starter_like::{Like, starter_like};
pub(crate) use write::text_for_digest;
pub use write::{quoted, to_toml, to_toml_with_every_knob};

/// The version of the scenario language this program reads.
pub const VERSION: i64 = 1;

/// A scenario with everything filled in: what the file says, over what its bases say, over the defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its name in tables and figures.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The first day of the first week.
    pub start: Date,
    /// The seed, where the file gives one.
    pub seed: Option<u64>,
    /// How long and how often.
    pub run: Run,
    /// The accepted set of which each replicate takes a row.
    pub draw: Option<Draw>,
    /// Who the workers are.
    pub population: Population,
    /// The behaviour all share.
    pub behaviour: Behaviour,
    /// The organisations, in file order.
    pub organisations: Vec<Organisation>,
    /// The unions, in file order.
    pub unions: Vec<Named<UnionKnobs>>,
    /// The referral agencies, in file order.
    pub agencies: Vec<Agency>,
    /// The targets, in file order.
    pub targets: Vec<Named<TargetKnobs>>,
    /// The demands, in file order.
    pub demands: Vec<Demand>,
    /// The interventions, in file order.
    pub interventions: Vec<Intervention>,
    /// The network of the first week.
    pub network: network::Network,
    /// Workers of whom the scenario says something, by their numbers.
    pub workers: Vec<worker::Worker>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            name: String::new(),
            about: String::new(),
            start: Date::constant(2009, 3, 15),
            seed: None,
            run: Run::default(),
            draw: None,
            population: Population::default(),
            behaviour: Behaviour::default(),
            organisations: Vec::new(),
            unions: Vec::new(),
            agencies: Vec::new(),
            targets: Vec::new(),
            demands: Vec::new(),
            interventions: Vec::new(),
            network: network::Network::default(),
            workers: Vec::new(),
        }
    }
}

impl Scenario {
    /// The first day of a week, counted from 0.
    pub fn date_of(&self, week: u32) -> Date {
        let days = jiff::Span::new().days(i64::from(week) * 7);
        // Checked on loading: the last day of the run is one the calendar has.
        self.start.saturating_add(days)
    }

    /// The first week of an intervention and the first week after it; the largest number where it has no end.
    pub(crate) fn weeks_of(&self, intervention: &Intervention) -> (u32, u32) {
        resolve::weeks_of(self, intervention)
    }
}

/// Something with a name and knobs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Named<T> {
    /// Its name.
    pub name: String,
    /// Its knobs.
    pub knobs: T,
}

/// A population, with the names of origins and areas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Population {
    /// Its name.
    pub name: String,
    /// Size, traits, status.
    pub knobs: PopulationKnobs,
    /// Origins and their shares.
    pub origins: Vec<(String, f64)>,
    /// Areas and their shares.
    pub areas: Vec<(String, f64)>,
}

/// An organisation as a file describes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its practices.
    pub knobs: OrganisationKnobs,
    /// The day it is founded; the start where the file says nothing.
    pub founded: Option<Date>,
    /// The area it meets in.
    pub area: Option<String>,
    /// The origin its founders share.
    pub founders_origin: Option<String>,
    /// The union it may let in; the first of the field where the file says nothing.
    pub union: Option<String>,
    /// The demands it campaigns for.
    pub demands: Vec<String>,
    /// Internal share of its hours, where given as a shorthand.
    pub internal: Option<f64>,
}

/// A referral agency as a file describes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its flow.
    pub knobs: AgencyKnobs,
    /// The area it works in.
    pub area: Option<String>,
}

/// A demand as a file describes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Demand {
    /// Its name.
    pub name: String,
    /// What it takes and what it changes.
    pub knobs: DemandKnobs,
    /// Whom it is made of.
    pub target: Option<String>,
    /// The day the season of opportunity opens; the start where the file says nothing.
    pub opens: Option<Date>,
}

/// An intervention as a file describes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Intervention {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Option<InterventionKind>,
    /// How strong, and how much of what.
    pub knobs: InterventionKnobs,
    /// Its first day.
    pub from: Option<Date>,
    /// The first day after it; the end of the run where the file says nothing.
    pub until: Option<Date>,
    /// The organisation it is done to.
    pub organisation: Option<String>,
    /// The workers it names, by their numbers from 1 up, whatever the file calls them.
    pub workers: Vec<u32>,
    /// The practices it gives an organisation.
    pub practices: Practices,
}
