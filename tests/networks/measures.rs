//! The measures, against the twin, closed forms and rustworkx-core.

use mobilise::internals::number::draws::{Purpose, Word};
use mobilise::network::Neighbours;
use mobilise::network::describe::{
    DISTANCE_STEPS, betweenness, clustering, components, cores, cuts, degree_assortativity, degrees, describe,
    distances, mixing,
};
use petgraph::graph::{NodeIndex, UnGraph};

use super::oracle;
use super::tools::Ties;

/// Equal up to the rounding of another order of adding, or neither a number.
fn same(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

/// Small networks of all densities, many with isolates and several parts.
fn small_networks(number: u64) -> impl Iterator<Item = (usize, Ties)> {
    (0..number).map(|seed| {
        let word = Word(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let nodes = 1 + word.index(Purpose::Trait, 0, 11);
        let density = word.uniform(Purpose::Trait, 1);
        let mut k = 0;
        let pairs = (0..nodes as u32).flat_map(|a| (a + 1..nodes as u32).map(move |b| (a, b)));
        let tied = |_: &(u32, u32)| {
            k += 1;
            word.chance(Purpose::Contact, k, density)
        };
        (nodes, pairs.filter(tied).collect())
    })
}

#[test]
fn every_measure_agrees_with_its_slow_twin() {
    let (mut parted, mut bridged, mut undefined) = (0, 0, 0);
    for (case, (nodes, ties)) in small_networks(600).enumerate() {
        let what = format!("network {case}: {nodes} people, {ties:?}");
        let (network, m) = (Neighbours::new(nodes, &ties), oracle::matrix(nodes, &ties));

        let found = clustering(&network);
        assert!(same(found.transitivity, oracle::transitivity(&m)), "transitivity of {what}");
        assert!(same(found.local, oracle::local_clustering(&m)), "local clustering of {what}");

        let parts = oracle::components(&m);
        let found = components(&network);
        let size = parts.iter().map(Vec::len).max().expect("a part");
        assert_eq!(found.number, parts.len(), "parts of {what}");
        assert_eq!(Some(&found.largest), parts.iter().find(|part| part.len() == size), "the largest of {what}");
        assert_eq!(found.alone, parts.iter().filter(|part| part.len() == 1).count(), "{what}");

        let far = distances(&network, &found.largest, DISTANCE_STEPS);
        let (mean, diameter) = oracle::spread(&m, &found.largest);
        assert!(same(far.mean, mean) && f64::from(far.diameter) == diameter, "distances of {what}");
        assert!(far.exact && far.standard_error == 0.0);

        let between = oracle::betweenness(&m);
        assert!(betweenness(&network).iter().zip(&between).all(|(a, b)| same(*a, *b)), "betweenness of {what}");
        assert_eq!(cores(&network), oracle::cores(&m), "cores of {what}");
        let cut = cuts(&network);
        assert_eq!((cut.bridges, cut.cut_people), oracle::cuts(&m), "cuts of {what}");
        let r = degree_assortativity(&network);
        let expected = oracle::degree_correlation(&m);
        // Where all ends have one degree, the twin divides a rounding error by another.
        assert!(same(r, expected) || (r.is_nan() && !(-1.0..=1.0).contains(&expected)), "{what}: {r} {expected}");

        // Three groups and people without one.
        let group: Vec<Option<u32>> =
            (0..nodes as u32).map(|i| Some((i * 7 + case as u32) % 4).filter(|g| *g < 3)).collect();
        let mixed = mixing(&network, &group);
        let (across, r) = oracle::mixing(&m, &group, 3);
        assert!(same(mixed.across, across), "across in {what}");
        let one_group = mixed.assortativity.is_nan();
        assert!(same(mixed.assortativity, r) || (one_group && (r.is_nan() || r.abs() >= 1.0)), "mixing of {what}");

        parted += usize::from(parts.len() > 2);
        bridged += usize::from(cut.bridges > 1 && cut.cut_people > 0);
        undefined += usize::from(found.alone == nodes);
    }
    assert!(
        parted > 50 && bridged > 50 && undefined > 5,
        "the cases are as varied as meant: {parted} {bridged} {undefined}"
    );
}

/// What others compute on networks too large for the twin.
#[test]
fn larger_networks_agree_with_rustworkx() {
    for seed in 0..4 {
        let ties = super::tools::made(
            &super::tools::knobs(mobilise::knob::network::NetworkKind::Preferential, 4.0 + 2.0 * f64::from(seed % 2)),
            400,
            seed,
        );
        // Some people more, without ties or in a part of their own.
        let ties: Ties = ties.into_iter().chain([(400, 401), (401, 402), (400, 402), (402, 403)]).collect();
        let network = Neighbours::new(406, &ties);
        let mut graph = UnGraph::<(), ()>::with_capacity(406, ties.len());
        (0..406).for_each(|_| {
            graph.add_node(());
        });
        for (a, b) in &ties {
            graph.add_edge(NodeIndex::new(*a as usize), NodeIndex::new(*b as usize), ());
        }
        // A threshold above all people: serial, in a fixed order.
        let theirs = rustworkx_core::centrality::betweenness_centrality(&graph, false, false, usize::MAX);
        let ours = betweenness(&network);
        assert!(ours.iter().zip(theirs).all(|(a, b)| same(*a, b.expect("a value"))));
        let core = rustworkx_core::connectivity::core_number(graph.clone());
        assert!(cores(&network).iter().enumerate().all(|(i, k)| core[&NodeIndex::new(i)] == *k as usize));
        assert!(same(clustering(&network).transitivity, rustworkx_core::transitivity::graph_transitivity(&graph)));
        let cut = cuts(&network);
        assert_eq!(cut.bridges, rustworkx_core::connectivity::bridges(&graph).len());
        assert_eq!(cut.cut_people, rustworkx_core::connectivity::articulation_points(&graph, None).len());
        assert_eq!(components(&network).number, rustworkx_core::connectivity::number_connected_components(&graph));
    }
}

fn path(n: u32) -> Ties {
    (1..n).map(|b| (b - 1, b)).collect()
}

fn star(n: u32) -> Ties {
    (1..n).map(|b| (0, b)).collect()
}

fn clique(from: u32, size: u32) -> Ties {
    (from..from + size).flat_map(|a| (a + 1..from + size).map(move |b| (a, b))).collect()
}

/// A path of n: mean distance (n + 1) / 3, diameter n − 1, betweenness of place i (from 0) i(n − 1 − i).
#[test]
fn a_path() {
    for n in [2_u32, 3, 10, 101] {
        let network = Neighbours::new(n as usize, &path(n));
        let all = describe(&network);
        assert!(same(all.distances.mean, f64::from(n + 1) / 3.0));
        assert_eq!((all.distances.diameter, all.cuts.bridges), (n - 1, n as usize - 1));
        assert_eq!((all.cuts.cut_people, all.innermost, all.in_innermost), (n as usize - 2, 1, n as usize));
        assert!((0..n).zip(betweenness(&network)).all(|(i, b)| b == f64::from(i * (n - 1 - i))));
    }
    // The degrees of a path of four along its ties: (1, 2), (2, 2), (2, 1), both ways: r = −1/2 by hand.
    assert!(same(degree_assortativity(&Neighbours::new(4, &path(4))), -0.5));
}

/// A star of n: everything leads over the centre, and unequals are tied to unequals.
#[test]
fn a_star() {
    let all = describe(&Neighbours::new(12, &star(12)));
    assert_eq!(all.between, Some((0, 1.0)));
    assert!(same(all.distances.mean, 2.0 - 2.0 / 12.0), "{}", all.distances.mean);
    assert_eq!((all.distances.diameter, all.cuts.bridges, all.cuts.cut_people), (2, 11, 1));
    assert_eq!((all.assortativity, all.clustering.transitivity, all.innermost), (-1.0, 0.0, 1));
    assert_eq!((all.degrees.least, all.degrees.median, all.degrees.most), (1, 1.0, 11));
    // Mean 22/12; squares (121 + 11)/12: variance 11 − (11/6)².
    assert!(same(all.degrees.variance, 11.0 - 121.0 / 36.0));
}

#[test]
fn everybody_with_everybody() {
    let all = describe(&Neighbours::new(9, &clique(0, 9)));
    assert_eq!((all.clustering.transitivity, all.clustering.local, all.clustering.triangles), (1.0, 1.0, 84));
    assert_eq!((all.distances.mean, all.distances.diameter), (1.0, 1));
    assert_eq!((all.innermost, all.in_innermost, all.cuts.bridges, all.cuts.cut_people), (8, 9, 0, 0));
    assert!(all.assortativity.is_nan(), "all ends are alike");
    assert_eq!(all.between, Some((0, 0.0)));
}

/// Two cliques of five and a tie between them: 2·10 triangles; triads 8·6 + 2·10; the bridge's ends stand
/// between 4 × 5 pairs each; core 4.
#[test]
fn two_cliques_and_a_bridge() {
    let ties: Ties = clique(0, 5).into_iter().chain([(4, 5)]).chain(clique(5, 5)).collect();
    let network = Neighbours::new(10, &ties);
    let all = describe(&network);
    assert_eq!(all.clustering.transitivity, 60.0 / 68.0);
    assert!(same(all.clustering.local, (8.0 + 2.0 * 0.6) / 10.0));
    assert_eq!((all.cuts.bridges, all.cuts.cut_people, all.innermost, all.in_innermost), (1, 2, 4, 10));
    assert_eq!(all.between, Some((4, 20.0 / 36.0)));
    assert_eq!(betweenness(&network)[5], 20.0);
    // 20 pairs at 1 within, 1 at 1, 8 at 2 and 16 at 3 across.
    assert!(same(all.distances.mean, (20.0 + 1.0 + 16.0 + 48.0) / 45.0));
    let sides: Vec<Option<u32>> = (0..10).map(|i| Some(i / 5)).collect();
    let mixed = mixing(&network, &sides);
    // One tie of 21 across, half of the ends on each side: r = (20/21 − 1/2) / (1/2).
    assert!(mixed.ties == 21 && same(mixed.across, 1.0 / 21.0) && same(mixed.assortativity, 19.0 / 21.0));
    assert!(mixing(&network, &[Some(0); 10]).assortativity.is_nan(), "one group");
    assert!(mixing(&network, &[None; 10]).across.is_nan(), "no group");
}

#[test]
fn nobody_and_people_without_ties() {
    for nodes in [0, 1, 5] {
        let all = describe(&Neighbours::new(nodes, &[]));
        assert_eq!((all.people, all.ties, all.components.number, all.components.alone), (nodes, 0, nodes, nodes));
        assert!(all.clustering.transitivity.is_nan() && all.distances.mean.is_nan() && all.assortativity.is_nan());
        assert_eq!((all.innermost, all.distances.diameter, all.cuts.bridges), (0, 0, 0));
    }
}

/// Four people with 0, 1, 1, 2 ties: median 1; five with 0, 0, 1, 2, 1 …
#[test]
fn degrees_are_counted() {
    let found = degrees(&Neighbours::new(4, &[(1, 3), (2, 3)]));
    assert_eq!((found.least, found.median, found.most, found.counts), (0, 1.0, 2, vec![1, 2, 1]));
    assert_eq!((found.mean, found.variance), (1.0, 0.5));
    assert_eq!(degrees(&Neighbours::new(4, &[(0, 1)])).median, 0.5);
}

/// A sample of sources: near the exact mean by its own standard error (four of them: 6·10⁻⁵), and fixed.
#[test]
fn sampled_distances_come_near_the_exact_ones() {
    let network =
        super::tools::rows(&super::tools::knobs(mobilise::knob::network::NetworkKind::Poisson, 5.0), 3_000, 1);
    let part = components(&network).largest;
    let exact = distances(&network, &part, DISTANCE_STEPS);
    let steps = 400 * (network.nodes() + 2 * network.ties()) as u64;
    let sample = distances(&network, &part, steps);
    assert!(exact.exact && !sample.exact && sample.sources == 400);
    assert!((sample.mean - exact.mean).abs() < 4.0 * sample.standard_error, "{sample:?} {exact:?}");
    assert!(sample.standard_error < 0.05 && sample.diameter <= exact.diameter);
    assert_eq!(sample, distances(&network, &part, steps));
    assert_eq!(distances(&network, &part, 0).sources, 32, "never fewer");
}
