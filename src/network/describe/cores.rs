//! How tightly the innermost circle holds together.

use super::super::neighbours::Neighbours;

/// The core number of each person.
///
/// # What it computes
///
/// The k-core is what is left when all with fewer than k ties are taken away, and those who then have fewer, and
/// so on. A person's core number is the largest k whose core they are in.
///
/// # Shapes and units
///
/// One entry a person, in ties. Time grows with people and ties.
///
/// # Source
///
/// S. B. Seidman (1983), "Network structure and minimum degree", Social Networks 5, 269–287; V. Batagelj,
/// M. Zaveršnik (2011), "Fast algorithms for determining (generalized) core groups in social networks", Advances
/// in Data Analysis and Classification 5, 129–145.
#[must_use]
pub fn cores(network: &Neighbours) -> Vec<u32> {
    let nodes = network.nodes();
    let mut left: Vec<usize> = network.people().map(|person| network.degree(person)).collect();
    // People lined up by ties left, and where those of each number begin.
    let most = left.iter().max().copied().unwrap_or_default();
    let mut begins = vec![0; most + 2];
    left.iter().for_each(|k| begins[k + 1] += 1);
    for k in 0..=most {
        begins[k + 1] += begins[k];
    }
    let mut line = vec![0; nodes];
    let mut place = vec![0; nodes];
    let mut end = begins.clone();
    for person in 0..nodes {
        place[person] = end[left[person]];
        line[place[person]] = person;
        end[left[person]] += 1;
    }
    for next in 0..nodes {
        let person = line[next];
        for other in network.row(person as u32).iter().map(|other| *other as usize) {
            if left[other] <= left[person] {
                continue;
            }
            // One tie fewer: change places with the first of the same number, and let those begin one later.
            let first = begins[left[other]];
            let swapped = line[first];
            (line[first], line[place[other]]) = (other, swapped);
            (place[swapped], place[other]) = (place[other], first);
            begins[left[other]] = first + 1;
            left[other] -= 1;
        }
    }
    left.into_iter().map(|k| k as u32).collect()
}
