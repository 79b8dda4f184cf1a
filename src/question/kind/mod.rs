//! The kinds of answers, one per file: what its table requests, what is computed, and its words and chart.

mod best;
mod best_chart;
mod best_points;
mod best_words;
mod boundary;
mod contenders;
mod cycles;
mod effect;
mod groups;
mod holds;
mod organisers;
mod ranking;
mod request;
mod trend;
mod variance;
mod winner;

use crate::config::listed;

use super::answer::Section;
use super::context::Context;
use super::readings::Reading;
use super::sample::Sample;
use super::table::Table;

use request::Request;

macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $variant:ident $request:path, $word:literal;)+) => {
        /// A kind of answer, with what its table requests.
        #[derive(Debug, Clone)]
        pub(crate) enum Kind { $($(#[doc = $meaning])+ $variant($request)),+ }

        /// The names of the kinds in files, each with its meaning.
        pub(crate) const KINDS: &[(&str, &str)] = &[$(($word, concat!($($meaning),+))),+];

        impl Kind {
            /// Its name in files.
            pub(crate) fn word(&self) -> &'static str {
                match self { $(Kind::$variant(_) => $word),+ }
            }

            /// The request of this kind in a table; none if something in it is wrong.
            fn of(word: &str, table: &mut Table<'_>) -> Option<Self> {
                match word {
                    $($word => {
                        table.refuse_others($word, <$request as Request>::KEYS);
                        <$request as Request>::read(table).map(Kind::$variant)
                    })+
                    _ => None,
                }
            }

            /// The answer, without its name.
            pub(crate) fn answer(&self, context: Context<'_>) -> Section {
                match self { $(Kind::$variant(request) => request.answer(context)),+ }
            }

            /// The outcomes it is about.
            pub(crate) fn outcomes(&self) -> &[usize] {
                match self { $(Kind::$variant(request) => request.outcomes()),+ }
            }

            /// What it needs of weekly rows.
            pub(crate) fn readings(&self) -> Vec<Reading> {
                match self { $(Kind::$variant(request) => request.readings()),+ }
            }

            /// The points whose weekly rows it needs.
            pub(crate) fn watched(&self, shape: &Sample) -> Vec<u32> {
                match self { $(Kind::$variant(request) => request.watched(shape)),+ }
            }
        }
    };
}

kinds! {
    /// One side beside another, averaged over all settings.
    Effect effect::EffectRequest, "effect";
    /// How an outcome, or an effect, goes with the levels of one factor.
    Trend trend::TrendRequest, "trend";
    /// Where over two factors the sign of an effect turns.
    Boundary boundary::BoundaryRequest, "boundary";
    /// In which share of settings one side is ahead of the other.
    Holds holds::HoldsRequest, "holds";
    /// Who leads in which share of points, and where the one that leads less often does.
    Winner winner::WinnerRequest, "winner";
    /// Where each outcome is largest.
    Best best::BestRequest, "best";
    /// What is turned alone, by how much it does; and in pairs, what two do beyond their sum.
    Ranking ranking::RankingRequest, "ranking";
    /// Whose share of the variance is whose, between two factors.
    Variance variance::VarianceRequest, "variance";
    /// Members beside those who never joined.
    Groups groups::GroupsRequest, "groups";
    /// How long it takes until those who join are organisers, on one side beside another.
    Organisers organisers::OrganisersRequest, "organisers";
    /// Whether a long run goes in cycles.
    Cycles cycles::CyclesRequest, "cycles";
}

impl Kind {
    /// Reads an answer's table.
    pub(crate) fn read(table: &mut Table<'_>) -> Option<Self> {
        let kinds: Vec<&str> = KINDS.iter().map(|(word, _)| *word).collect();
        let hint = format!("kinds are {}", listed(&kinds));
        let Some(entry) = table.key("kind") else {
            table.missing("kind", &hint);
            return None;
        };
        let word = table.text("kind", entry)?;
        let found = table.one_of(&word, &kinds, "kind of answer", &hint)?;
        Self::of(kinds[found], table)
    }
}
