//! What has a name.

use std::sync::LazyLock;

use crate::knob::catalogue::catalogue;
use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Knob};
use crate::model::history::HistoryInfo;
use crate::model::measures::MeasureInfo;
use crate::model::organisers::OrganisersInfo;
use crate::model::sustainability::OutcomeInfo;
use crate::scenario::library::Embedded;

use super::pages::{Described, Source};
use super::shelf::Collection;
use super::terms::Term;

/// Something that has a name. `Display` writes it as plain text of one or more lines.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// A knob, by its dotted name; where it stands in a table of one's own, the table is called `NAME`.
    Knob(&'static str, &'static Knob),
    /// A knob as one line of a group.
    Member(&'static str, &'static Knob),
    /// A weekly measure.
    Measure(&'static MeasureInfo),
    /// An outcome of a run.
    Outcome(&'static OutcomeInfo),
    /// How people came and went in a run.
    History(&'static HistoryInfo),
    /// A kind of intervention, with what it is.
    Intervention(InterventionKind, &'static str),
    /// All kinds of intervention, and their knobs.
    Interventions,
    /// The processes of a week.
    Week,
    /// The cases that come with the program.
    Cases,
    /// The questions that come with the program.
    Questions,
    /// A file that comes with the program.
    File(&'static Embedded),
    /// The files of one kind that come with the program.
    Collection(&'static Collection),
    /// A term of the model, the papers or the tables.
    Term(&'static Term),
    /// A column of a table, a key of a file, a file or a figure.
    Described(&'static Described),
    /// A claim, a pattern, an open question or a mechanism, by its code.
    Source(&'static Source),
    /// A process of the week: its name, and what happens.
    Process(&'static str, &'static str),
    /// How long it takes to make organisers of those who join.
    Organisers(&'static OrganisersInfo),
}

/// All knobs, by their dotted names.
pub(super) static KNOBS: LazyLock<Vec<(String, &'static Knob)>> = LazyLock::new(catalogue);

/// All kinds of intervention, with what each is.
pub fn interventions() -> impl Iterator<Item = (InterventionKind, &'static str)> {
    InterventionKind::ALL.iter().copied().zip(InterventionKind::MEANINGS.iter().map(|meaning| meaning.trim()))
}
