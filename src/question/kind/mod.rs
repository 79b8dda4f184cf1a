//! The kinds of answers: one a file, each with the keys it reads and what it says.

mod best;
mod boundary;
mod cycles;
mod effect;
mod groups;
mod holds;
mod organisers;
mod ranking;
mod trend;
mod variance;
mod winner;

use crate::config::{Problem, clip, listed, nearest};

use super::answer::Said;
use super::given::Given;
use super::readings::Wanted;
use super::sample::Sample;
use super::table::Table;

macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $variant:ident $module:ident $word:literal;)+) => {
        /// A kind of answer, with what its table says.
        #[derive(Debug, Clone)]
        pub(crate) enum Kind { $($(#[doc = $meaning])+ $variant($module::Asked)),+ }

        /// What kinds are called, each with what it says.
        pub(crate) const KINDS: &[(&str, &str)] = &[$(($word, concat!($($meaning),+))),+];

        impl Kind {
            /// What it is called in a file.
            pub fn word(&self) -> &'static str {
                match self { $(Kind::$variant(_) => $word),+ }
            }

            /// The kind of this word with what its table says; nothing where that is wrong.
            fn of(word: &str, table: &mut Table<'_>) -> Option<Self> {
                match word {
                    $($word => {
                        table.only($word, $module::KEYS);
                        $module::Asked::read(table).map(Kind::$variant)
                    })+
                    _ => None,
                }
            }

            /// What is said.
            pub fn answer(&self, given: &Given<'_>) -> Said {
                match self { $(Kind::$variant(asked) => asked.answer(given)),+ }
            }

            /// The outcomes it is about.
            pub fn outcomes(&self) -> &[usize] {
                match self { $(Kind::$variant(asked) => asked.outcomes()),+ }
            }
        }
    };
}

kinds! {
    /// One side beside another, averaged over all settings.
    Effect effect "effect";
    /// How an outcome, or an effect, goes with the levels of one factor.
    Trend trend "trend";
    /// Where over two factors the sign of an effect turns.
    Boundary boundary "boundary";
    /// In which share of settings one side is ahead of the other.
    Holds holds "holds";
    /// Who leads in which share of points, and where the one that leads less often does.
    Winner winner "winner";
    /// Where each outcome is largest.
    Best best "best";
    /// What is turned alone, by how much it does; and in pairs, what two do beyond their sum.
    Ranking ranking "ranking";
    /// Whose share of the variance is whose, between two factors.
    Variance variance "variance";
    /// Members beside those who never joined.
    Groups groups "groups";
    /// How long it takes until those who join are organisers, on one side beside another.
    Organisers organisers "organisers";
    /// Whether a long run goes in cycles.
    Cycles cycles "cycles";
}

impl Kind {
    /// Reads an answer's table.
    pub fn read(table: &mut Table<'_>) -> Option<Self> {
        let words: Vec<&str> = KINDS.iter().map(|(word, _)| *word).collect();
        let Some(entry) = table.key("kind") else {
            table.missing("kind", &format!("kinds are {}", listed(&words)));
            return None;
        };
        let word = table.text("kind", entry)?;
        if !words.contains(&word.text.as_str()) {
            let hint = match nearest(&word.text, words.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("kinds are {}", listed(&words)),
            };
            let title = format!("there is no kind of answer \"{}\"", clip(&word.text));
            table.ledger.problems.push(Problem::at(&word.span, title, "not a kind").hint(hint));
            return None;
        }
        Self::of(&word.text, table)
    }

    /// What it needs of weekly rows.
    pub fn wanted(&self) -> Vec<Wanted> {
        match self {
            Kind::Groups(asked) => asked.wanted(),
            Kind::Organisers(asked) => asked.wanted(),
            Kind::Cycles(asked) => asked.wanted(),
            _ => Vec::new(),
        }
    }

    /// The points whose weekly rows it needs.
    pub fn watched(&self, shape: &Sample) -> Vec<u32> {
        let side = match self {
            Kind::Groups(asked) => &asked.this,
            Kind::Cycles(asked) => &asked.this,
            Kind::Organisers(asked) => return asked.watched(shape),
            _ => return Vec::new(),
        };
        side.point(shape).map(|point| point as u32).into_iter().collect()
    }
}
