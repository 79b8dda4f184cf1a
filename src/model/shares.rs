//! Work shared out among threads.
//!
//! Workers are taken [`SHARE`] at a time, always the same ones together, whoever does the work: what comes of
//! a share is put together with the others in their order, so the number of threads cannot change a number.

use rayon::prelude::*;

use crate::number::draws::{Purpose, Word, below};
use crate::number::simd::vectorised;

use super::marks::{Marks, ones};

/// Workers in a share: their states fill a good part of the memory next to a processor.
pub const SHARE: usize = 4_096;

/// Below this number of workers handing out the work would take longer than doing it.
const WORTH_SHARING: usize = 4 * SHARE;

/// Does the same to every part, each once; `workers` is how many they hold in all.
pub fn for_each<T: Send>(workers: usize, parts: impl Iterator<Item = T>, work: impl Fn(T) + Sync + Send) {
    if is_shared(workers) {
        parts.collect::<Vec<_>>().into_par_iter().for_each(work);
    } else {
        parts.for_each(work);
    }
}

/// Makes something of every part, and hands it over in the order of the parts.
pub fn gather<T: Send, R: Send>(
    workers: usize,
    parts: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync + Send,
    take: impl FnMut(R),
) {
    if is_shared(workers) {
        let made: Vec<R> = parts.collect::<Vec<_>>().into_par_iter().map(work).collect();
        made.into_iter().for_each(take);
    } else {
        parts.map(work).for_each(take);
    }
}

/// The same with something to work with that is made once for many parts.
pub fn gather_with<T: Send, W, R: Send>(
    workers: usize,
    parts: impl Iterator<Item = T>,
    bench: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, T) -> R + Sync + Send,
    take: impl FnMut(R),
) {
    if is_shared(workers) {
        let made: Vec<R> = parts.collect::<Vec<_>>().into_par_iter().map_init(bench, work).collect();
        made.into_iter().for_each(take);
    } else {
        let mut bench = bench();
        parts.map(|part| work(&mut bench, part)).for_each(take);
    }
}

/// Adds to `found`, in order, all workers to whom something happens with a chance of their own, which is at
/// most `most`.
pub fn find(
    words: &[u64],
    purpose: Purpose,
    most: f64,
    chance: impl Fn(usize) -> f64 + Sync + Send,
    found: &mut Vec<u32>,
) {
    let some = |(place, words): (usize, &[u64])| {
        let mut some = Vec::new();
        vectorised(
            #[inline(always)]
            || {
                for (first, words) in (place * SHARE..).step_by(Marks::TOGETHER).zip(words.chunks(Marks::TOGETHER)) {
                    let those = ones(below(words, purpose, most));
                    let happens = |k: &usize| Word(words[*k]).chance(purpose, 0, chance(first + k));
                    some.extend(those.filter(happens).map(|k| (first + k) as u32));
                }
            },
        );
        some
    };
    gather(words.len(), words.chunks(SHARE).enumerate(), some, |some| found.extend(some));
}

/// The shares of `workers` workers.
pub fn of(workers: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..workers).step_by(SHARE).map(move |first| first..workers.min(first + SHARE))
}

fn is_shared(workers: usize) -> bool {
    workers >= WORTH_SHARING && rayon::current_num_threads() > 1
}
