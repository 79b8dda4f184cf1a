//! What a network file may say without meaning it.

use super::file::NetworkFile;
use super::reading::Account;

/// What is right and often not meant.
pub(super) fn note_oddities(network: &NetworkFile, account: &mut Account) {
    let known: Vec<f64> = network.trust.iter().flatten().copied().collect();
    if known.len() > 1 && known.len() == network.ties.len() && known.iter().all(|trust| *trust == 1.0) {
        account.note(
            "every weight is 1, which is full trust; where the file only says who knows whom, weights = \"ignore\" \
             (--weights ignore) begins with ties.daily_trust",
        );
    }
    if network.ties.len() >= 2 && is_two_mode(network) {
        account.note("no three people all know one another: is one half of these names places or events?");
    }
}

/// Whether the ties join two halves and close no triangle, with somebody tied to several; small networks are often so.
fn is_two_mode(network: &NetworkFile) -> bool {
    let people = network.ids.len();
    if people < 8 || network.ties.len() < people {
        return false;
    }
    let mut neighbours = vec![Vec::new(); people];
    for &(a, b) in &network.ties {
        neighbours[a as usize].push(b as usize);
        neighbours[b as usize].push(a as usize);
    }
    let mut side = vec![0i8; people];
    for start in 0..people {
        if side[start] != 0 {
            continue;
        }
        side[start] = 1;
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            for &other in &neighbours[node] {
                if side[other] == side[node] {
                    return false;
                }
                if side[other] == 0 {
                    side[other] = -side[node];
                    waiting.push(other);
                }
            }
        }
    }
    true
}

/// A name with what cannot be seen in it shown.
pub(super) fn visible(name: &str) -> String {
    let is_plain = |c: char| c == ' ' || c.is_alphanumeric() || c.is_ascii_graphic();
    name.chars().fold(String::new(), |mut text, c| {
        if is_plain(c) {
            text.push(c);
        } else {
            text.push_str(&format!("<U+{:04X}>", u32::from(c)));
        }
        text
    })
}
