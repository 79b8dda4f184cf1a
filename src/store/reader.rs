//! Reading a store's rows back, point by point.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::files;

use super::part::{Rows, decode};
use super::{Store, StoreError, inner};
use crate::experiment::unit::Unit;

/// Parts held unpacked: points come in order, and a part holds neighbours, so few are read twice. A part has
/// at most some thousand units, a few megabytes.
const HELD: usize = 12;

/// Units of a part, unpacked.
type Unpacked = Arc<Vec<(Unit, Rows)>>;

/// Reads the rows of a store.
pub(crate) struct Reader<'a> {
    store: &'a Store,
    held: VecDeque<(u32, Unpacked)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self { store, held: VecDeque::new() }
    }

    /// The rows of a point by replicate, the first so many replicates; none where a run is missing.
    ///
    /// # Errors
    /// A part that cannot be read.
    pub(crate) fn point(&mut self, point: u32, replicates: u32) -> Result<Vec<Option<Rows>>, StoreError> {
        let mut rows: Vec<Option<Rows>> = Vec::new();
        let parts = self.store.state().index.parts(point);
        for part in parts {
            let units = self.part(part)?;
            let from = units.partition_point(|(unit, _)| unit.point < point);
            for (unit, found) in units[from..].iter().take_while(|(unit, _)| unit.point == point) {
                let place = unit.replicate as usize;
                if unit.replicate >= replicates {
                    continue;
                }
                if rows.len() <= place {
                    rows.resize(place + 1, None);
                }
                rows[place].get_or_insert_with(|| found.clone());
            }
        }
        Ok(rows)
    }

    fn part(&mut self, number: u32) -> Result<Unpacked, StoreError> {
        if let Some(place) = self.held.iter().position(|(held, _)| *held == number) {
            if let Some(found) = self.held.remove(place) {
                self.held.push_front(found);
            }
            return Ok(Arc::clone(&self.held[0].1));
        }
        let name = self.store.state().parts[number as usize].name.clone();
        let path = inner(self.store.folder()).join("parts").join(name);
        let units = Arc::new(decode(&path, files::open(&path)?).map_err(StoreError::Rows)?);
        self.held.truncate(HELD - 1);
        self.held.push_front((number, Arc::clone(&units)));
        Ok(units)
    }
}
