//! Parallel work on chunks of workers.
//!
//! Chunks hold [`CHUNK`] workers and always the same ones, whichever thread works on them, and their results are
//! combined in order: the number of threads cannot change a number.

use rayon::prelude::*;

use crate::number::draws::{Purpose, Word, below};
use crate::number::simd::vectorised;

use super::marks::{Marks, ones};

/// Workers in a chunk: their states fill a good part of a processor's cache.
pub(crate) const CHUNK: usize = 4_096;

/// Below this number of workers, starting threads would take longer than the work.
const MIN_PARALLEL: usize = 4 * CHUNK;

/// Does `work` on every part; `workers` is how many workers they hold in all.
pub(crate) fn for_each<T: Send>(workers: usize, parts: impl Iterator<Item = T>, work: impl Fn(T) + Sync + Send) {
    if is_parallel(workers) {
        parts.collect::<Vec<_>>().into_par_iter().for_each(work);
    } else {
        parts.for_each(work);
    }
}

/// Maps every part, and passes the results to `take` in the order of the parts.
pub(crate) fn gather<T: Send, R: Send>(
    workers: usize,
    parts: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync + Send,
    take: impl FnMut(R),
) {
    if is_parallel(workers) {
        let made: Vec<R> = parts.collect::<Vec<_>>().into_par_iter().map(work).collect();
        made.into_iter().for_each(take);
    } else {
        parts.map(work).for_each(take);
    }
}

/// [`gather`] with working memory that is made once for many parts.
pub(crate) fn gather_with<T: Send, W, R: Send>(
    workers: usize,
    parts: impl Iterator<Item = T>,
    bench: impl Fn() -> W + Sync + Send,
    work: impl Fn(&mut W, T) -> R + Sync + Send,
    take: impl FnMut(R),
) {
    if is_parallel(workers) {
        let made: Vec<R> = parts.collect::<Vec<_>>().into_par_iter().map_init(bench, work).collect();
        made.into_iter().for_each(take);
    } else {
        let mut bench = bench();
        parts.map(|part| work(&mut bench, part)).for_each(take);
    }
}

/// Adds to `found`, in order, all workers to whom something happens with a chance of their own, which is at
/// most `max`.
pub(crate) fn find(
    words: &[u64],
    purpose: Purpose,
    max: f64,
    chance: impl Fn(usize) -> f64 + Sync + Send,
    found: &mut Vec<u32>,
) {
    let some = |(index, words): (usize, &[u64])| {
        let mut some = Vec::new();
        vectorised(
            #[inline(always)]
            || {
                for (first, words) in (index * CHUNK..).step_by(Marks::TOGETHER).zip(words.chunks(Marks::TOGETHER)) {
                    let those = ones(below(words, purpose, max));
                    let happens = |k: &usize| Word(words[*k]).chance(purpose, 0, chance(first + k));
                    some.extend(those.filter(happens).map(|k| (first + k) as u32));
                }
            },
        );
        some
    };
    gather(words.len(), words.chunks(CHUNK).enumerate(), some, |some| found.extend(some));
}

/// The chunks of `workers` workers.
pub(crate) fn of(workers: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..workers).step_by(CHUNK).map(move |first| first..workers.min(first + CHUNK))
}

fn is_parallel(workers: usize) -> bool {
    workers >= MIN_PARALLEL && rayon::current_num_threads() > 1
}
