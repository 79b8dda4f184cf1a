//! What all connections of a server share.

use std::sync::Arc;

use crate::scenario::Draft;

use super::jobs::Pool;
use super::show::Show;
use super::turns::Turns;

/// What answers are made of.
pub(crate) struct State {
    /// What the program holds, as the page lists it.
    pub library: serde_json::Value,
    /// The scenario the page begins with.
    pub begin: String,
    /// The scenario file that the program was started with.
    pub own: Option<Draft>,
    /// Whether the page begins in large type.
    pub present: bool,
    /// Whether others may watch.
    pub has_audience: bool,
    /// The threads that run the model.
    pub pool: Arc<Pool>,
    /// Turns for single runs.
    pub turns: Turns,
    /// What watchers see.
    pub show: Show,
}
