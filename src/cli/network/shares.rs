//! Origins and areas: names with shares.

use mobilise::config::Problem;
use mobilise::number::draws::{Actor, Draws, Purpose, Word};

use super::argument::place;

/// Names and the share of each.
pub type Shares = Vec<(String, f64)>;

/// How far from 1 a sum may be through rounding.
const ROUNDING: f64 = 1e-6;
/// Numbers of origins and areas are kept in 16 bits.
const MOST: usize = 10_000;

/// Reads `A=0.6,B=0.4`.
pub fn read(option: &str, text: &str) -> Result<Shares, Problem> {
    let hint = format!("as in {option} \"A=0.6,B=0.4\"; the shares add up to 1");
    let mut shares = Shares::new();
    let mut start = 0;
    for part in text.split(',') {
        let span = start..start + part.len();
        start = span.end + 1;
        let wrong = |title: String, label: &str| {
            Err(Problem::at(&place(option, text, span.clone()), title, label).hint(hint.as_str()))
        };
        let Some((name, share)) = part.rsplit_once('=') else {
            return wrong(format!("`{option}` takes names with shares"), "no = in it");
        };
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            return wrong(format!("`{name}` is no name"), "a name has 1 to 80 printable characters");
        }
        if shares.iter().any(|(known, _)| known == name) {
            return wrong(format!("`{name}` is there twice"), "the second time");
        }
        match share.trim().parse() {
            Ok(share) if (0.0..=1.0).contains(&share) => shares.push((name.to_owned(), share)),
            _ => return wrong(format!("the share of `{name}` is not a number from 0 to 1"), "here"),
        }
        if shares.len() > MOST {
            return wrong(format!("`{option}` names too many"), "one more than 10000");
        }
    }
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() > ROUNDING {
        let title = format!("the shares of `{option}` add up to {}, not to 1", (sum * 1e6).round() / 1e6);
        return Err(Problem::at(&place(option, text, 0..text.len()), title, "all of them").hint(hint));
    }
    Ok(shares)
}

/// The origin and area of each worker, as a run of the same seed and replicate draws them.
pub fn draw(workers: usize, origins: &Shares, areas: &Shares, draws: &Draws) -> (Vec<u16>, Vec<u16>) {
    let mut words = vec![0; workers];
    draws.fill(Actor::Arrival, 0, 0, &mut words);
    let column = |purpose: Purpose, shares: &Shares| {
        words.iter().map(|word| pick(Word(*word).uniform(purpose, 0), shares)).collect()
    };
    (column(Purpose::Origin, origins), column(Purpose::Area, areas))
}

fn pick(u: f64, shares: &Shares) -> u16 {
    let mut sum = 0.0;
    let found = shares.iter().position(|(_, share)| {
        sum += share;
        u < sum
    });
    found.unwrap_or(shares.len().saturating_sub(1)) as u16
}
