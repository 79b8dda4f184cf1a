//! Random order.

use crate::number::draws::{Purpose, Word};

use super::stream::Stream;

/// Longer lists do not fit a processor's cache.
const LONG: usize = 1 << 17;
/// About so many entries of a long list go to one bucket.
const BUCKET: usize = 1 << 14;

/// Puts a list in random order, every order equally likely.
///
/// Short lists by exchanges (Fisher & Yates; Durstenfeld 1964). A long one is first dealt out to buckets, each
/// entry to any of them alike, and the buckets are shuffled one by one (Rao 1961; Sandelius 1962): the same
/// law, and an order of magnitude fewer visits to far memory.
pub(super) fn shuffle(list: &mut Vec<u32>, word: Word, purpose: Purpose) {
    let mut stream = Stream::new(word, purpose);
    if list.len() <= LONG {
        return exchange(list, &mut stream);
    }
    let buckets = list.len().div_ceil(BUCKET).min(4_096);
    let dealt: Vec<u16> = list.iter().map(|_| stream.index(buckets) as u16).collect();
    let mut ends = vec![0; buckets + 1];
    for bucket in &dealt {
        ends[usize::from(*bucket) + 1] += 1;
    }
    for bucket in 1..=buckets {
        ends[bucket] += ends[bucket - 1];
    }
    let starts = ends.clone();
    let mut mixed = vec![0; list.len()];
    for (entry, bucket) in list.iter().zip(dealt) {
        let end = &mut ends[usize::from(bucket)];
        mixed[*end] = *entry;
        *end += 1;
    }
    for bucket in starts.windows(2) {
        exchange(&mut mixed[bucket[0]..bucket[1]], &mut stream);
    }
    *list = mixed;
}

fn exchange(list: &mut [u32], stream: &mut Stream) {
    for last in (1..list.len()).rev() {
        list.swap(last, stream.index(last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 24 orders of four entries: χ² of 23 degrees of freedom exceeds 60 with chance 4·10⁻⁵.
    #[test]
    fn every_order_is_equally_likely() {
        let mut seen = std::collections::BTreeMap::new();
        let draws = 24_000;
        for seed in 0..draws {
            let mut list = vec![0, 1, 2, 3];
            shuffle(&mut list, Word(seed), Purpose::NetworkTie);
            *seen.entry(list).or_insert(0) += 1;
        }
        let expected = draws as f64 / 24.0;
        let chi: f64 = seen.values().map(|n| (f64::from(*n) - expected) * (f64::from(*n) - expected) / expected).sum();
        assert!(seen.len() == 24 && chi < 60.0, "{chi}");
    }

    /// A long list keeps its entries, and where an entry comes from says nothing about where it goes:
    /// the correlation of old and new place has standard deviation 1/√n.
    #[test]
    fn a_long_list_is_mixed_whole() {
        let n = 300_000;
        let mut list: Vec<u32> = (0..n).collect();
        shuffle(&mut list, Word(5), Purpose::NetworkTie);
        let middle = f64::from(n - 1) / 2.0;
        let products = (0..n).zip(&list).map(|(old, new)| (f64::from(old) - middle) * (f64::from(*new) - middle));
        let correlation = products.sum::<f64>() * 12.0 / (f64::from(n) * f64::from(n) * f64::from(n));
        assert!(correlation.abs() < 4.0 / f64::from(n).sqrt(), "{correlation}");
        list.sort_unstable();
        assert!((0..n).eq(list));
    }
}
