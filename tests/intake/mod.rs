//! Other people's files: what other programs and spreadsheets save is read for what it is, or refused by name.
//!
//! The contract: names of columns are never people, and nothing that cannot be seen makes a person; whatever was
//! assumed, joined or left out is said; a text is read in whatever way it was saved, or the message names that way; what
//! a file leaves open is declared by the user, in a scenario and on the command line alike.
//!
//! The inputs are small and of this test's own, each in the form in which some program writes it.

mod assumed;
mod choices;
mod formats;
mod messages;
mod names;
mod numbers;
mod saved;
mod sizes;
mod terminals;

use mobilise::network::{NetworkFile, Reading};
use mobilise::scenario::read_network_file_as;

use crate::program::Desk;

fn reading(words: &[(&str, &str)]) -> Reading {
    let mut reading = Reading::default();
    words.iter().for_each(|(key, word)| reading.set(key, word).expect("a word"));
    reading
}

fn read(desk: &Desk, file: &str, words: &[(&str, &str)]) -> (NetworkFile, Vec<String>) {
    let read = read_network_file_as(&desk.at(file), None, reading(words));
    let (network, account) = read.unwrap_or_else(|problems| panic!("{file}: {problems}"));
    (network, account.notes)
}

/// Ties by name, with their trust.
fn ties(network: &NetworkFile) -> Vec<(&str, &str, Option<f64>)> {
    let name = |node: u32| network.ids[node as usize].as_str();
    network.ties.iter().zip(&network.trust).map(|((a, b), trust)| (name(*a), name(*b), *trust)).collect()
}

const AB_BC: [(&str, &str, Option<f64>); 2] = [("Ada", "Bo", None), ("Bo", "Cy", None)];

fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    std::fs::write(desk.at(name), bytes).expect("written");
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}
