//! Which unit is to be run next.
//!
//! Points are taken in order. A point is open until it has as many replicates as it needs; with a precision
//! that is decided when a batch of it is whole. Only what open points need is held in memory, and there are
//! about as many of these as threads.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::{Store, StoreError};
use crate::experiment::Replicates;
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;

/// Hands out units, in order of points.
pub(super) struct Dispatcher<'a> {
    plan: &'a SweepPlan,
    store: &'a Store,
    reader: Reader<'a>,
    /// Points not begun yet; with fixed replicates, where in the shard's units one stands.
    ahead: std::ops::Range<u64>,
    open: BTreeMap<u32, Open>,
}

/// A point whose replicates are not all there.
#[derive(Debug)]
struct Open {
    /// The next replicate to look at.
    next: u32,
    /// The end of the batch.
    end: u32,
    /// Runs that are out.
    out: u32,
    /// What the outcome was so far, by replicate; NaN where there is none.
    values: Vec<f64>,
}

/// What a thread is told.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    /// Run this.
    Run(Unit),
    /// Nothing just now: others are out on whose end it depends.
    Wait,
    /// There is nothing left.
    Done,
}

impl<'a> Dispatcher<'a> {
    pub(crate) fn new(plan: &'a SweepPlan, store: &'a Store, shard: Shard) -> Self {
        Self { plan, store, reader: Reader::new(store), ahead: plan.share(shard), open: BTreeMap::new() }
    }

    /// The next unit that is not in the store.
    pub(crate) fn next(&mut self) -> Result<Next, StoreError> {
        match &self.plan.replicates {
            Replicates::Fixed(replicates) => {
                let state = self.store.state();
                for number in self.ahead.by_ref() {
                    let replicates = u64::from(*replicates);
                    let unit = Unit { point: (number / replicates) as u32, replicate: (number % replicates) as u32 };
                    if !state.index.has(unit) {
                        return Ok(Next::Run(unit));
                    }
                }
                Ok(Next::Done)
            }
            Replicates::Until(_) => self.next_open(),
        }
    }

    fn next_open(&mut self) -> Result<Next, StoreError> {
        loop {
            let points: Vec<u32> = self.open.keys().copied().collect();
            for point in points {
                if let Some(unit) = self.next_of(point) {
                    return Ok(Next::Run(unit));
                }
            }
            match self.ahead.next() {
                Some(point) => self.begin(point as u32)?,
                None if self.open.is_empty() => return Ok(Next::Done),
                None => return Ok(Next::Wait),
            }
        }
    }

    /// Opens a point with what the store has of it.
    fn begin(&mut self, point: u32) -> Result<(), StoreError> {
        let Replicates::Until(precision) = &self.plan.replicates else { return Ok(()) };
        let group = precision.group(&self.plan.organisations(point));
        let rows = self.reader.point(point, precision.at_most)?;
        let value = |rows: &Option<super::part::Rows>| {
            rows.as_ref().and_then(|rows| rows.get(group)).map_or(f64::NAN, |row| row.0[precision.outcome])
        };
        let values: Vec<f64> = rows.iter().map(value).collect();
        self.open.insert(point, Open { next: 0, end: precision.batch_end(0), out: 0, values });
        Ok(())
    }

    /// The next unit of an open point; closes it where it has enough.
    fn next_of(&mut self, point: u32) -> Option<Unit> {
        let Replicates::Until(precision) = &self.plan.replicates else { return None };
        let open = self.open.get_mut(&point)?;
        loop {
            while open.next < open.end {
                let unit = Unit { point, replicate: open.next };
                open.next += 1;
                if !self.store.state().index.has(unit) {
                    open.out += 1;
                    return Some(unit);
                }
            }
            if open.out > 0 {
                return None;
            }
            open.values.resize(open.values.len().max(open.end as usize), f64::NAN);
            if precision.is_enough(&open.values[..open.end as usize]) {
                self.open.remove(&point);
                return None;
            }
            open.end = precision.batch_end(open.end);
        }
    }

    /// A unit has ended: with the value that a precision looks at, or none.
    pub(crate) fn ended(&mut self, unit: Unit, value: f64) {
        if let Some(open) = self.open.get_mut(&unit.point) {
            let place = unit.replicate as usize;
            open.values.resize(open.values.len().max(place + 1), f64::NAN);
            open.values[place] = value;
            open.out -= 1;
        }
    }
}
