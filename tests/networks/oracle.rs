//! A slow, obvious twin of every measure: on a matrix, by definition, sharing nothing with the program.

/// Whether two people are tied.
pub type Matrix = Vec<Vec<bool>>;

pub fn matrix(nodes: usize, ties: &[(u32, u32)]) -> Matrix {
    let mut all = vec![vec![false; nodes]; nodes];
    for (a, b) in ties {
        all[*a as usize][*b as usize] = true;
        all[*b as usize][*a as usize] = true;
    }
    all
}

fn degree(m: &Matrix, person: usize) -> usize {
    m[person].iter().filter(|tied| **tied).count()
}

/// Of all ordered (a, b, c) with a–b and b–c tied, the share in which a–c is.
pub fn transitivity(m: &Matrix) -> f64 {
    let (mut closed, mut all) = (0.0, 0.0);
    for b in 0..m.len() {
        for a in 0..m.len() {
            for c in 0..m.len() {
                if a != c && m[a][b] && m[b][c] {
                    all += 1.0;
                    closed += f64::from(u8::from(m[a][c]));
                }
            }
        }
    }
    closed / all
}

pub fn local_clustering(m: &Matrix) -> f64 {
    let share = |b: usize| {
        let friends: Vec<usize> = (0..m.len()).filter(|a| m[*a][b]).collect();
        let (mut tied, mut all) = (0.0, 0.0);
        for a in &friends {
            for c in &friends {
                if a != c {
                    all += 1.0;
                    tied += f64::from(u8::from(m[*a][*c]));
                }
            }
        }
        if all == 0.0 { 0.0 } else { tied / all }
    };
    (0..m.len()).map(share).sum::<f64>() / m.len() as f64
}

/// Steps between all pairs, by Floyd and Warshall; infinite where there is no way.
pub fn distances(m: &Matrix) -> Vec<Vec<f64>> {
    let n = m.len();
    let mut d = vec![vec![f64::INFINITY; n]; n];
    for a in 0..n {
        for b in 0..n {
            if m[a][b] {
                d[a][b] = 1.0;
            }
        }
        d[a][a] = 0.0;
    }
    for by in 0..n {
        for a in 0..n {
            for b in 0..n {
                d[a][b] = d[a][b].min(d[a][by] + d[by][b]);
            }
        }
    }
    d
}

/// The parts, each as a list, those with low numbers first.
pub fn components(m: &Matrix) -> Vec<Vec<u32>> {
    let d = distances(m);
    let part = |a: usize| (0..m.len() as u32).filter(|b| d[a][*b as usize].is_finite()).collect::<Vec<u32>>();
    (0..m.len()).map(part).enumerate().filter(|(a, part)| part[0] as usize == *a).map(|(_, part)| part).collect()
}

/// Mean distance and diameter of a part.
pub fn spread(m: &Matrix, part: &[u32]) -> (f64, f64) {
    let d = distances(m);
    let pairs = part.iter().flat_map(|a| part.iter().filter(move |b| a != *b).map(move |b| (*a as usize, *b as usize)));
    let all: Vec<f64> = pairs.map(|(a, b)| d[a][b]).collect();
    (all.iter().sum::<f64>() / all.len() as f64, all.iter().copied().fold(0.0, f64::max))
}

/// Betweenness by counting ways: of the ways from s to t, those over v are ways(s, v) × ways(v, t).
pub fn betweenness(m: &Matrix) -> Vec<f64> {
    let (n, d) = (m.len(), distances(m));
    let mut ways = vec![vec![0.0; n]; n];
    for s in 0..n {
        ways[s][s] = 1.0;
        for steps in 1..n {
            for t in (0..n).filter(|t| d[s][*t] == steps as f64) {
                ways[s][t] = (0..n).filter(|u| m[*u][t] && d[s][*u] + 1.0 == d[s][t]).map(|u| ways[s][u]).sum();
            }
        }
    }
    let over = |v: usize| {
        let mut sum = 0.0;
        for s in (0..n).filter(|s| *s != v) {
            for t in (s + 1..n).filter(|t| *t != v) {
                if d[s][t].is_finite() && d[s][v] + d[v][t] == d[s][t] {
                    sum += ways[s][v] * ways[v][t] / ways[s][t];
                }
            }
        }
        sum
    };
    (0..n).map(over).collect()
}

/// Core numbers: for every k, take away whoever has fewer than k ties until nobody has.
pub fn cores(m: &Matrix) -> Vec<u32> {
    let mut found = vec![0; m.len()];
    for k in 1..=m.len() {
        let mut left = vec![true; m.len()];
        loop {
            let ties = |a: usize| (0..m.len()).filter(|b| left[*b] && m[a][*b]).count();
            let Some(weak) = (0..m.len()).find(|a| left[*a] && ties(*a) < k) else { break };
            left[weak] = false;
        }
        (0..m.len()).filter(|a| left[*a]).for_each(|a| found[a] = k as u32);
    }
    found
}

/// Ties, and people, without which there are more parts.
pub fn cuts(m: &Matrix) -> (usize, usize) {
    let parts = components(m).len();
    let (mut bridges, mut people) = (0, 0);
    for a in 0..m.len() {
        for b in (a + 1..m.len()).filter(|b| m[a][*b]) {
            let mut without = m.clone();
            (without[a][b], without[b][a]) = (false, false);
            bridges += usize::from(components(&without).len() > parts);
        }
        // Taken out, a person leaves one empty place: a part of its own that does not count.
        let mut without = m.clone();
        for b in 0..m.len() {
            (without[a][b], without[b][a]) = (false, false);
        }
        people += usize::from(components(&without).len() - 1 > parts);
    }
    (bridges, people)
}

/// Pearson's correlation of a number at both ends of all ties, each tie taken both ways.
pub fn correlation(m: &Matrix, number: impl Fn(usize) -> f64) -> f64 {
    let n = m.len();
    let ends: Vec<(f64, f64)> = (0..n)
        .flat_map(|a| (0..n).map(move |b| (a, b)))
        .filter(|(a, b)| m[*a][*b])
        .map(|(a, b)| (number(a), number(b)))
        .collect();
    let mean = ends.iter().map(|(x, _)| x).sum::<f64>() / ends.len() as f64;
    let covariance: f64 = ends.iter().map(|(x, y)| (x - mean) * (y - mean)).sum();
    let variance: f64 = ends.iter().map(|(x, _)| (x - mean) * (x - mean)).sum();
    covariance / variance
}

pub fn degree_correlation(m: &Matrix) -> f64 {
    correlation(m, |person| degree(m, person) as f64)
}

/// Share of ties across groups, and (trace − chance) / (1 − chance) of the matrix of shares of ends.
pub fn mixing(m: &Matrix, group: &[Option<u32>], groups: u32) -> (f64, f64) {
    let in_group = |person: usize, g: u32| group[person] == Some(g);
    let count = |g: u32, h: u32| {
        let pairs = (0..m.len()).flat_map(|a| (0..m.len()).map(move |b| (a, b)));
        pairs.filter(|(a, b)| m[*a][*b] && in_group(*a, g) && in_group(*b, h)).count() as f64
    };
    let all: f64 = (0..groups).flat_map(|g| (0..groups).map(move |h| (g, h))).map(|(g, h)| count(g, h)).sum();
    let trace: f64 = (0..groups).map(|g| count(g, g) / all).sum();
    let ends = |g: u32| (0..groups).map(|h| count(g, h)).sum::<f64>() / all;
    let chance: f64 = (0..groups).map(|g| ends(g) * ends(g)).sum();
    (1.0 - trace, (trace - chance) / (1.0 - chance))
}
