//! How a network file is read where it may be read in several ways: the options of a scenario's `[network]`.

use clap::Args;

use mobilise::internals::text::printable;
use mobilise::network::{Account, Reading};

use super::super::failure::Failure;
use super::super::terminal::Terminal;

/// How a file is read.
#[derive(Debug, Clone, Default, Args)]
pub struct ReadingOptions {
    /// What weights are: trust, largest (counts, divided by the largest), ignore, or a number to divide by [default: trust]
    #[arg(long, value_name = "WORD|N")]
    weights: Option<String>,
    /// What becomes of pairs tied more than once: refuse, or one tie with the mean, most, least or one (the first) [default: refuse]
    #[arg(long, value_name = "WORD")]
    twice: Option<String>,
    /// What becomes of ties to oneself: refuse or drop [default: refuse]
    #[arg(long, value_name = "WORD")]
    self_ties: Option<String>,
    /// Which ties of a directed network count: either (one names the other) or both (each names the other) [default: either]
    #[arg(long, value_name = "WORD")]
    direction: Option<String>,
}

impl ReadingOptions {
    /// The reading that is asked for.
    pub fn reading(&self) -> Result<Reading, Failure> {
        let mut reading = Reading::default();
        let given = [
            ("weights", &self.weights),
            ("twice", &self.twice),
            ("self_ties", &self.self_ties),
            ("direction", &self.direction),
        ];
        for (key, word) in given {
            if let Some(word) = word {
                let option = key.replace('_', "-");
                let refuse = |hint| Failure::input(format!("`--{option}` cannot be {}", printable(word)), hint);
                reading.set(key, word).map_err(refuse)?;
            }
        }
        Ok(reading)
    }
}

/// Says what was assumed, joined and left out.
pub fn say(account: &Account, terminal: &Terminal) {
    account.notes.iter().for_each(|note| terminal.say(&format!("note: {}", printable(note))));
}
