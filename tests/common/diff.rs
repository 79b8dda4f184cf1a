//! A comparison of two texts that one can read.

use std::fmt::Write;

/// Two texts line by line: lines of the first alone with `-`, of the second alone with `+`.
pub fn diff(expected: &str, got: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), got.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    let mut line = |mark: &str, text: &str| {
        let _ = writeln!(out, "  {mark} {text}");
    };
    old[..head].iter().for_each(|text| line(" ", text));
    old[head..old.len() - tail].iter().for_each(|text| line("-", text));
    new[head..new.len() - tail].iter().for_each(|text| line("+", text));
    old[old.len() - tail..].iter().for_each(|text| line(" ", text));
    out
}
