//! The row of a table that stands for all of them.

/// The position of the row with the least sum of weighted distances to all rows; of several the first. `rows` are of one
/// length and `weights` from 0 up; distances are Euclidean, each column in its weighted standard deviation, and a column
/// in which all are alike counts nothing.
pub(super) fn medoid(rows: &[Vec<f64>], weights: &[f64]) -> usize {
    let total: f64 = weights.iter().sum();
    let columns = rows.first().map_or(0, Vec::len);
    let scales: Vec<f64> = (0..columns)
        .map(|c| {
            let mean = |of: &dyn Fn(f64) -> f64| -> f64 {
                rows.iter().zip(weights).map(|(row, weight)| weight * of(row[c])).sum::<f64>() / total
            };
            let centre = mean(&|x| x);
            let sd = mean(&|x| (x - centre) * (x - centre)).sqrt();
            if sd > 0.0 { 1.0 / sd } else { 0.0 }
        })
        .collect();
    let distance = |a: &[f64], b: &[f64]| -> f64 {
        let squares = a.iter().zip(b).zip(&scales).map(|((x, y), scale)| ((x - y) * scale) * ((x - y) * scale));
        squares.sum::<f64>().sqrt()
    };
    let far = |row: &[f64]| -> f64 { rows.iter().zip(weights).map(|(other, w)| w * distance(row, other)).sum() };
    let mut best = (0, f64::INFINITY);
    for (n, row) in rows.iter().enumerate().filter(|(n, _)| weights[*n] > 0.0) {
        let sum = far(row);
        if sum < best.1 {
            best = (n, sum);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::medoid;

    /// On a line the medoid is the weighted median; a row without weight is none; scales do not matter.
    #[test]
    fn the_medoid_of_a_line_is_its_median() {
        let line = |scale: f64| [0.0, 1.0, 2.0, 3.0, 100.0].map(|x| vec![scale * x, 7.0]).to_vec();
        assert_eq!(medoid(&line(1.0), &[1.0; 5]), 2);
        assert_eq!(medoid(&line(1e-6), &[1.0; 5]), 2);
        assert_eq!(medoid(&line(1.0), &[0.1, 0.1, 0.0, 5.0, 0.1]), 3);
        // In a square with a point in its middle: the middle.
        let square = [[0.0, 0.0], [0.0, 1.0], [0.4, 0.6], [1.0, 0.0], [1.0, 1.0]].map(Vec::from);
        assert_eq!(medoid(&square, &[1.0; 5]), 2);
    }
}
