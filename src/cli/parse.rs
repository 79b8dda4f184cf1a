//! Values of options: parsed by clap, refused with option, value, allowed range and hint.

use std::error::Error;
use std::fmt::{self, Display};
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::sync::Arc;

use clap::error::{ContextKind, ContextValue};
use jiff::civil::Date;

use mobilise::experiment::Shard;
use mobilise::internals::config::{Problem, Source, Span};

/// Why a value was refused.
#[derive(Debug, Clone)]
pub struct RefusedValue {
    /// What the option takes, such as `a whole number from 1 to 4`.
    takes: String,
    hint: String,
}

impl RefusedValue {
    fn new(takes: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { takes: takes.into(), hint: hint.into() }
    }

    /// The problem of an option with this value.
    pub fn problem(&self, option: &str, value: &str) -> Problem {
        let source = Source { name: option.to_owned(), text: value.to_owned() };
        let span = Span { source: Arc::new(source), bytes: 0..value.len() };
        Problem::at(&span, format!("`{option}` takes {}", self.takes), "this is not one").hint(&self.hint)
    }
}

impl Display for RefusedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it takes {}; {}", self.takes, self.hint)
    }
}

impl Error for RefusedValue {}

/// Types of whole numbers that options have. Not `i32`: a bare literal would become one, and clap compares the type of
/// the parser with that of the field only when it runs.
pub trait WholeNumber: FromStr + PartialOrd + Display + Clone {}

impl WholeNumber for u16 {}
impl WholeNumber for u32 {}
impl WholeNumber for u64 {}
impl WholeNumber for usize {}

/// Parses a whole number in a range.
pub fn whole<T: WholeNumber>(
    allowed: RangeInclusive<T>,
    hint: &'static str,
) -> impl Fn(&str) -> Result<T, RefusedValue> + Clone {
    move |text| match text.trim().parse() {
        Ok(number) if allowed.contains(&number) => Ok(number),
        _ => Err(RefusedValue::new(format!("a whole number from {} to {}", allowed.start(), allowed.end()), hint)),
    }
}

/// Parses a seed.
pub fn seed(text: &str) -> Result<u64, RefusedValue> {
    whole(0..=i64::MAX.unsigned_abs(), "any will do; the same gives the same numbers")(text)
}

/// Parses a number of replicates in place of a file's.
pub fn replicates(text: &str) -> Result<u32, RefusedValue> {
    whole(1..=1_000_000, "instead of the value in the file")(text)
}

/// Parses one shard of several: `2/16`.
pub fn shard(text: &str) -> Result<Shard, RefusedValue> {
    text.parse().map_err(|hint: &str| RefusedValue::new("one share of several", hint))
}

/// Parses a day.
pub fn date(text: &str) -> Result<Date, RefusedValue> {
    let hint = "year, month, day, as in 2012-09-01";
    text.trim().parse().map_err(|_| RefusedValue::new("a day of the calendar", hint))
}

/// Parses an address of this machine.
pub fn address(text: &str) -> Result<IpAddr, RefusedValue> {
    let hint = "as in --listen 192.168.1.20: the one by which the audience reaches this machine; the port is chosen";
    text.parse().map_err(|_| RefusedValue::new("an address of this machine", hint))
}

/// The problem behind clap's error, if a parser of this file refused a value.
pub fn refused_value(error: &clap::Error) -> Option<Problem> {
    let refused = error.source()?.downcast_ref::<RefusedValue>()?;
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg)?;
    let option = argument.split_whitespace().next().unwrap_or(argument);
    Some(refused.problem(option, text(ContextKind::InvalidValue)?))
}
