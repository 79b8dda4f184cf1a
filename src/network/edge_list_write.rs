//! Writes an edge list as comma-separated values.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use super::draft::unfit_name;
use super::file::NetworkFile;
use super::likeness::{canonical, is_missing, without_invisible_ends};

/// Writes a network's ties as comma-separated values with the header `source,target,trust`.
///
/// # What it computes
///
/// A line a tie, with an empty third field where the trust is `None`. Attributes have no place here
/// and are left out. [`read`](super::read) gives the same nodes and ties back in the same order: a
/// node is written on a line of its own (`anna,,`) when it has no tie, or before a tie that would
/// otherwise name it out of turn.
///
/// # Errors
///
/// What `writer` reports, and [`io::ErrorKind::InvalidInput`] for a network that contradicts itself,
/// a name an edge list cannot hold (empty, or with a line break), or two that look the same.
pub fn write_edge_list(network: &NetworkFile, writer: &mut impl io::Write) -> io::Result<()> {
    network.check()?;
    for id in &network.ids {
        if let Some((label, _)) = unfit_name(id) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, label));
        }
    }
    let mut alike: BTreeMap<Cow<'_, str>, &String> = BTreeMap::new();
    for id in &network.ids {
        if let Some(other) = alike.insert(canonical(id), id) {
            let what = format!("`{other}` and `{id}` look the same, and would be read as one person");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        }
    }
    writeln!(writer, "source,target,trust")?;
    // A column has one type: `1` beside `0.5` is written `1.0`.
    let whole = network.trust.iter().flatten().all(|trust| trust.fract() == 0.0);
    let number = |trust: f64| if whole { format!("{trust:.0}") } else { format!("{trust:?}") };
    let mut named = 0;
    for (&(a, b), trust) in network.ties.iter().zip(&network.trust) {
        let (a, b) = (a as usize, b as usize);
        // The reader numbers names as it meets them: a tie may name node `named` and the next one,
        // and no other new one.
        let in_turn = b < named || (b == named && a < named) || (a == named && b == named + 1);
        if !in_turn {
            write_nodes(network, named..b, writer)?;
        }
        named = named.max(b + 1);
        let trust = trust.map_or_else(String::new, number);
        writeln!(writer, "{},{},{trust}", field(&network.ids[a]), field(&network.ids[b]))?;
    }
    write_nodes(network, named..network.ids.len(), writer)
}

fn write_nodes(network: &NetworkFile, nodes: std::ops::Range<usize>, writer: &mut impl io::Write) -> io::Result<()> {
    for id in &network.ids[nodes] {
        writeln!(writer, "{},,", field(id))?;
    }
    Ok(())
}

/// The name as a field. The csv crate would quote for commas and quotation marks alone; here blanks
/// at an end, a `#` that would begin a comment, and a name such as `NA`, need it too.
fn field(name: &str) -> Cow<'_, str> {
    let plain = !name.contains([',', ';', '"', '#']) && without_invisible_ends(name) == name && !is_missing(name);
    if plain { Cow::Borrowed(name) } else { Cow::Owned(format!("\"{}\"", name.replace('"', "\"\""))) }
}
