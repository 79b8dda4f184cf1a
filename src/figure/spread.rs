//! Labels side by side, kept apart and as near as possible to where they belong.

/// The centres nearest to `wanted` (least squares) at which blocks of the given `heights` do not overlap and
/// stay within `low..high`; in the order given. `None` if they are too high together.
pub(super) fn spread(wanted: &[f64], heights: &[f64], low: f64, high: f64) -> Option<Vec<f64>> {
    /// Neighbours pushed together: the first one's top, their common height, and the members.
    struct Pile {
        top: f64,
        height: f64,
        members: Vec<usize>,
    }
    if heights.iter().sum::<f64>() > high - low {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len().min(heights.len())).collect();
    // Stable: labels of lines that end at the same value keep the order of the curves.
    order.sort_by(|&one, &other| wanted[one].total_cmp(&wanted[other]));

    let mut piles: Vec<Pile> = Vec::new();
    for member in order {
        let mut pile = Pile { top: 0.0, height: heights[member], members: vec![member] };
        settle(&mut pile.top, pile.height, &pile.members, wanted, heights, (low, high));
        while let Some(above) = piles.pop_if(|above| above.top + above.height > pile.top) {
            let mut members = above.members;
            members.append(&mut pile.members);
            pile = Pile { top: 0.0, height: above.height + pile.height, members };
            settle(&mut pile.top, pile.height, &pile.members, wanted, heights, (low, high));
        }
        piles.push(pile);
    }
    let mut centres = vec![0.0; wanted.len()];
    for pile in piles {
        let mut top = pile.top;
        for member in pile.members {
            centres[member] = top + heights[member] / 2.0;
            top += heights[member];
        }
    }
    Some(centres)
}

/// Puts a pile where the mean distance of its members from their wanted centres is zero.
fn settle(top: &mut f64, height: f64, members: &[usize], wanted: &[f64], heights: &[f64], (low, high): (f64, f64)) {
    let mut above = 0.0;
    let mut sum = 0.0;
    for &member in members {
        sum += wanted[member] - (above + heights[member] / 2.0);
        above += heights[member];
    }
    *top = (sum / members.len() as f64).clamp(low, (high - height).max(low));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        let centres = spread(&[80.0, 20.0], &[10.0, 10.0], 0.0, 100.0).unwrap();
        assert_eq!(centres, [80.0, 20.0]);
    }

    #[test]
    fn colliding_labels_part_evenly_and_stay_inside() {
        let centres = spread(&[50.0, 50.0, 52.0], &[10.0; 3], 0.0, 100.0).unwrap();
        assert!((centres[1] - centres[0] - 10.0).abs() < 1e-9);
        assert!((centres[2] - centres[1] - 10.0).abs() < 1e-9);
        let centres = spread(&[99.0, 98.0], &[10.0, 14.0], 0.0, 100.0).unwrap();
        assert!(centres[0] <= 95.0 + 1e-9 && centres[1] <= centres[0] - 12.0 + 1e-9);
    }

    #[test]
    fn too_many_labels_are_refused() {
        assert_eq!(spread(&[1.0; 5], &[10.0; 5], 0.0, 40.0), None);
        assert_eq!(spread(&[], &[], 0.0, 40.0), Some(vec![]));
    }
}
