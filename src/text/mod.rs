//! Numbers, counts and lists as a reader meets them: one way each to write them, for the terminal, pages and figures.

mod number;
mod printable;
mod size;
mod words;

pub use number::{
    alike, cell, difference, mean, number, percent, plain, rounded, short, signed, thousands, trimmed, with_separators,
};
pub use printable::{is_direction, is_unprintable, printable};
pub use size::{byte_size, duration};
pub use words::{capital, count, knob_words, list, setting_words, shell_word, uncapital};
