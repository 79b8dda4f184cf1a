//! Ties as a file has them, made ties of the model: mutual, each pair once, with a trust above 0 and up to 1.
//!
//! What the user has not declared is not guessed: all such places are counted, and told of at once.

use super::fault::{Fault, shown};
use super::reading::{Account, Direction, Reading, SelfTies, Twice, Weights, count};
use crate::config::line_number;

/// A tie as the file has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawTie {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) weight: Option<f64>,
    pub(super) offset: usize,
    pub(super) weight_at: usize,
}

impl RawTie {
    fn pair(&self) -> (u32, u32) {
        (self.source.min(self.target), self.source.max(self.target))
    }
}

/// Ties of the model, in the order in which the file has them first.
pub(super) struct Settled {
    pub(super) ties: Vec<(u32, u32)>,
    pub(super) trust: Vec<Option<f64>>,
}

/// Applies what was declared; with `both_sides` the format itself names every pair twice.
pub(super) fn settle(
    mut ties: Vec<RawTie>,
    text: &str,
    ids: &[String],
    reading: Reading,
    both_sides: bool,
    account: &mut Account,
) -> Result<Settled, Vec<Fault>> {
    let mut faults = Vec::new();
    own(&mut ties, ids, reading.self_ties, account, &mut faults);
    scale(&mut ties, reading.weights, account, &mut faults);
    let settled = merge(&ties, text, ids, reading, both_sides, account).map_err(|fault| faults.push(fault));
    match settled {
        Ok(settled) if faults.is_empty() => Ok(settled),
        _ => {
            faults.sort_by_key(|fault| fault.offset);
            Err(faults)
        }
    }
}

/// How many others are like the first, for the end of a label.
fn others(number: usize) -> String {
    if number > 1 { format!("; {} more in this file", number - 1) } else { String::new() }
}

/// Ties to oneself.
fn own(ties: &mut Vec<RawTie>, ids: &[String], choice: SelfTies, account: &mut Account, faults: &mut Vec<Fault>) {
    let is_own = |tie: &RawTie| tie.source == tie.target;
    let number = ties.iter().filter(|tie| is_own(tie)).count();
    let Some(first) = ties.iter().find(|tie| is_own(tie)).copied() else { return };
    ties.retain(|tie| !is_own(tie));
    if choice == SelfTies::Drop {
        return account.note(format!("{} left out", count(number, "tie to oneself was", "ties to oneself were")));
    }
    let label = format!("{} is tied to itself{}", shown(&ids[first.source as usize]), others(number));
    let hint = "trust is between two workers: remove them, or self_ties = \"drop\" in [network] (--self-ties drop)";
    faults.push(Fault::at(first.offset, "self-tie", label, hint));
}

/// Weights made trust.
fn scale(ties: &mut Vec<RawTie>, choice: Weights, account: &mut Account, faults: &mut Vec<Fault>) {
    let largest = ties.iter().filter_map(|tie| tie.weight).fold(f64::NEG_INFINITY, f64::max);
    let divisor = match choice {
        Weights::Trust => 1.0,
        Weights::Largest => largest,
        Weights::DividedBy(number) => number,
        Weights::Ignore => f64::NAN,
    };
    if choice != Weights::Trust {
        let before = ties.len();
        ties.retain(|tie| tie.weight != Some(0.0));
        if ties.len() < before {
            account.note(format!("{} of weight 0 left out", count(before - ties.len(), "tie", "ties")));
        }
    }
    if choice == Weights::Ignore {
        if largest.is_finite() {
            account.note("the weights were ignored: every tie begins with ties.daily_trust");
        }
        return ties.iter_mut().for_each(|tie| tie.weight = None);
    }
    let fits = |tie: &&RawTie| tie.weight.is_none_or(|weight| weight > 0.0 && weight / divisor <= 1.0);
    let bad: Vec<&RawTie> = ties.iter().filter(|tie| !fits(tie)).collect();
    if let Some(first) = bad.first() {
        let weight = first.weight.unwrap_or_default();
        let bound = if choice == Weights::Trust { "1".to_owned() } else { divisor.to_string() };
        let label = format!("`{weight}` is not above 0 and up to {bound}{}", others(bad.len()));
        faults.push(Fault::at(first.weight_at, "trust is not in (0, 1]", label, weight_hint(choice, weight, largest)));
        return;
    }
    if choice != Weights::Trust {
        for tie in ties.iter_mut() {
            tie.weight = tie.weight.map(|weight| weight / divisor);
        }
        if largest.is_finite() {
            account.note(format!("the weights were divided by {divisor}; the largest was {largest}"));
        }
    }
}

fn weight_hint(choice: Weights, weight: f64, largest: f64) -> String {
    if weight < 0.0 {
        return "a tie has no negative trust: remove it, or weights = \"ignore\" in [network] (--weights ignore)"
            .to_owned();
    }
    if choice != Weights::Trust {
        return format!("the largest weight is {largest}: divide by that (weights = \"largest\", --weights largest)");
    }
    let zero = if weight == 0.0 { "; 0 is then no tie" } else { "" };
    format!(
        "trust goes from 0 (excluded) to 1. If these are counts, weights = \"largest\" in [network] (--weights largest) \
         divides by the largest, {largest}; weights = 20 by a number; weights = \"ignore\" takes none{zero}"
    )
}

/// Pairs that the file has more than once.
fn merge(
    ties: &[RawTie],
    text: &str,
    ids: &[String],
    reading: Reading,
    both_sides: bool,
    account: &mut Account,
) -> Result<Settled, Fault> {
    // Sorted by pair, within a pair in file order; then the pairs by their first tie.
    let mut order: Vec<u32> = (0..ties.len() as u32).collect();
    order.sort_by_key(|&number| ties[number as usize].pair());
    let mut groups: Vec<&[u32]> = order.chunk_by(|a, b| ties[*a as usize].pair() == ties[*b as usize].pair()).collect();
    groups.sort_by_key(|group| group[0]);
    let tie = |number: &u32| &ties[*number as usize];
    let is_mutual = |group: &[u32]| group.iter().any(|number| tie(number).source != tie(&group[0]).source);
    let repeated: Vec<&[u32]> = groups.iter().copied().filter(|group| group.len() > 1).collect();
    let mutual = repeated.iter().filter(|group| is_mutual(group)).count();
    let needs_choice = |group: &&&[u32]| -> bool {
        !((both_sides || reading.direction == Direction::Both)
            && is_mutual(group)
            && group.len() == 2
            && tie(&group[0]).weight == tie(&group[1]).weight)
    };
    if reading.twice == Twice::Refuse
        && let Some(group) = repeated.iter().find(|group| needs_choice(group))
    {
        let number = repeated.iter().filter(|group| needs_choice(group)).count();
        return Err(refuse_twice(ties, text, ids, group, number, mutual));
    }
    let total = groups.len();
    if reading.direction == Direction::Both {
        groups.retain(|group| is_mutual(group));
        if groups.len() < total {
            let left = count(total - groups.len(), "tie that only one names was", "ties that only one names were");
            account.note(format!("{left} left out"));
        }
    }
    if reading.twice != Twice::Refuse && !repeated.is_empty() {
        let pairs = count(repeated.len(), "pair was", "pairs were");
        let with = match reading.twice {
            Twice::Mean => "the mean of their trust",
            Twice::Most => "the highest trust",
            Twice::Least => "the lowest trust",
            _ => "the trust that comes first",
        };
        account.note(format!("{pairs} tied more than once ({mutual} from both sides): made one tie each, with {with}"));
    }
    Ok(Settled {
        ties: groups.iter().map(|group| tie(&group[0]).pair()).collect(),
        trust: groups.iter().map(|group| trust(group.iter().map(|number| tie(number).weight), reading.twice)).collect(),
    })
}

fn refuse_twice(ties: &[RawTie], text: &str, ids: &[String], group: &[u32], number: usize, mutual: usize) -> Fault {
    let (first, second) = (ties[group[0] as usize], ties[group[1] as usize]);
    let name = |node: u32| shown(&ids[node as usize]);
    let (line, first_line) = (line_number(text, second.offset), line_number(text, first.offset));
    let more = match number {
        1 => String::new(),
        _ => format!("; {number} pairs in all, {mutual} of them named by both"),
    };
    let label = format!(
        "line {line} ties {} and {} again, after line {first_line}{more}",
        name(second.source),
        name(second.target)
    );
    let hint = "a tie is mutual: twice = \"mean\" in [network] (--twice mean; or most, least, one) makes one of them; \
                direction = \"both\" keeps only those that both name";
    Fault::at(second.offset, "same tie twice", label, hint)
}

/// The trust of one tie that several were made of; what is missing does not count.
fn trust(weights: impl Iterator<Item = Option<f64>>, choice: Twice) -> Option<f64> {
    let known: Vec<f64> = weights.flatten().collect();
    match choice {
        _ if known.is_empty() => None,
        Twice::Most => known.iter().copied().reduce(f64::max),
        Twice::Least => known.iter().copied().reduce(f64::min),
        Twice::Mean => Some(known.iter().sum::<f64>() / known.len() as f64),
        Twice::One | Twice::Refuse => known.first().copied(),
    }
}
