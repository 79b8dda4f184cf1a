//! What has a name.

use std::sync::LazyLock;

use crate::knob::catalogue::catalogue;
use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Knob};
use crate::model::history::HistoryInfo;
use crate::model::measures::MeasureInfo;
use crate::model::sustainability::OutcomeInfo;
use crate::scenario::library::Embedded;

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
}

/// All knobs, by their dotted names.
pub(super) static KNOBS: LazyLock<Vec<(String, &'static Knob)>> = LazyLock::new(catalogue);

/// All kinds of intervention, with what each is.
pub fn interventions() -> impl Iterator<Item = (InterventionKind, &'static str)> {
    InterventionKind::ALL.iter().copied().zip(InterventionKind::MEANINGS.iter().map(|meaning| meaning.trim()))
}
