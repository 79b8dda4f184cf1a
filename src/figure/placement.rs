//! Positions of names beside dots, so that none lies over another, over a dot or over a line to a name.

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rectangle {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rectangle {
    fn meets(&self, other: &Rectangle) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Finds positions for names, and knows what is taken already.
pub(super) struct NamePlacer {
    bounds: Rectangle,
    dots: Vec<Rectangle>,
    names: Vec<Rectangle>,
    leaders: Vec<[(f64, f64); 2]>,
    /// Lines that names had better not lie over.
    lines: Vec<[(f64, f64); 2]>,
}

/// A position for a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NamePosition {
    /// Left edge and middle of the name.
    pub at: (f64, f64),
    /// From the dot's edge to the name, where it does not stand beside its dot.
    pub leader: Option<[(f64, f64); 2]>,
}

/// Distances at which a position is sought with a line to it.
const DISTANCES: [f64; 9] = [16.0, 24.0, 34.0, 46.0, 60.0, 78.0, 100.0, 130.0, 165.0];
/// Directions, as parts of a half turn: flat ones first, which read best.
const DIRECTIONS: usize = 16;

impl NamePlacer {
    /// Dots of this radius within bounds that no name may leave, and lines that names had better not lie over.
    pub(super) fn new(
        bounds: Rectangle,
        dots: impl Iterator<Item = (f64, f64)>,
        radius: f64,
        lines: Vec<[(f64, f64); 2]>,
    ) -> Self {
        let around =
            |(x, y): (f64, f64)| Rectangle { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
        Self { bounds, dots: dots.map(around).collect(), names: Vec::new(), leaders: Vec::new(), lines }
    }

    /// A position for a name of this width and height, which is taken from now on; `None` where there is no room.
    pub(super) fn find_position(
        &mut self,
        centre: (f64, f64),
        (width, height): (f64, f64),
        radius: f64,
    ) -> Option<NamePosition> {
        let (x, y) = centre;
        let gap = radius + 4.0;
        let half = height / 2.0;
        let near = [
            (x + gap, y),
            (x - gap - width, y),
            (x - width / 2.0, y - gap - half),
            (x - width / 2.0, y + gap + half),
            (x + radius, y - gap - half + 3.0),
            (x + radius, y + gap + half - 3.0),
            (x - radius - width, y - gap - half + 3.0),
            (x - radius - width, y + gap + half - 3.0),
        ];
        let area = |place: &(f64, f64)| Self::around(*place, width, half);
        let free: Vec<(f64, f64)> = near.into_iter().filter(|place| self.is_free(&area(place))).collect();
        let found = free.iter().find(|place| !self.is_lined(&area(place))).or(free.first()).copied();
        let found = found.map(|at| NamePosition { at, leader: None }).or_else(|| {
            let all = DISTANCES.into_iter().flat_map(|distance| (0..DIRECTIONS).map(move |n| (distance, n)));
            all.map(|(distance, n)| self.afar(centre, distance, n, width, radius)).find(|found| {
                self.is_free(&Self::around(found.at, width, half))
                    && found.leader.is_some_and(|leader| self.is_clear(&leader, centre))
            })
        })?;
        self.names.push(Self::around(found.at, width, half));
        self.leaders.extend(found.leader);
        Some(found)
    }

    fn around((left, middle): (f64, f64), width: f64, half: f64) -> Rectangle {
        Rectangle { left: left - 2.0, top: middle - half, right: left + width + 2.0, bottom: middle + half }
    }

    /// The n-th direction at a distance: right, left, then steeper and steeper by turns up and down.
    fn afar(&self, (x, y): (f64, f64), distance: f64, n: usize, width: f64, radius: f64) -> NamePosition {
        let steep = (n / 4) as f64 * 0.42 + 0.2;
        let (sin, cos) = (libm::sin(steep), libm::cos(steep));
        let (right, up) = (n.is_multiple_of(2), (n / 2).is_multiple_of(2));
        let turn = |positive: bool, size: f64| if positive { size } else { -size };
        let end = (x + turn(right, distance * cos), y - turn(up, distance * sin));
        let start = (x + turn(right, (radius + 1.0) * cos), y - turn(up, (radius + 1.0) * sin));
        let left = if right { end.0 + 3.0 } else { end.0 - 3.0 - width };
        NamePosition { at: (left, end.1), leader: Some([start, end]) }
    }

    fn is_free(&self, name: &Rectangle) -> bool {
        let inside = name.left >= self.bounds.left
            && name.right <= self.bounds.right
            && name.top >= self.bounds.top
            && name.bottom <= self.bounds.bottom;
        let apart = |other: &Rectangle| !name.meets(other);
        let crossed = |leader: &[(f64, f64); 2]| along(leader).any(|point| name.holds(point));
        inside && self.dots.iter().chain(&self.names).all(apart) && !self.leaders.iter().any(crossed)
    }

    fn is_lined(&self, name: &Rectangle) -> bool {
        self.lines.iter().any(|line| along(line).any(|point| name.holds(point)))
    }

    /// Whether a line crosses no name, and no dot but its own and those that lie over it.
    fn is_clear(&self, leader: &[(f64, f64); 2], centre: (f64, f64)) -> bool {
        let other = |dot: &&Rectangle| !dot.holds(centre) && !dot.holds(leader[0]);
        along(leader).all(|point| {
            !self.names.iter().any(|name| name.holds(point))
                && !self.dots.iter().filter(other).any(|dot| dot.holds(point))
        })
    }
}

/// Points of a line, a few pixels apart.
fn along([from, to]: &[(f64, f64); 2]) -> impl Iterator<Item = (f64, f64)> {
    const POINTS: u32 = 48;
    let (from, to) = (*from, *to);
    (0..=POINTS).map(move |n| {
        let share = f64::from(n) / f64::from(POINTS);
        (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Rectangle = Rectangle { left: 0.0, top: 0.0, right: 300.0, bottom: 200.0 };

    #[test]
    fn a_name_stands_at_its_dots_right_where_it_can() {
        let mut placer = NamePlacer::new(BOUNDS, [(50.0, 100.0)].into_iter(), 5.0, Vec::new());
        let found = placer.find_position((50.0, 100.0), (80.0, 14.0), 4.0).expect("room");
        assert_eq!(found, NamePosition { at: (58.0, 100.0), leader: None });
        // At the right edge it stands at the left.
        let mut placer = NamePlacer::new(BOUNDS, [(290.0, 100.0)].into_iter(), 5.0, Vec::new());
        assert_eq!(placer.find_position((290.0, 100.0), (80.0, 14.0), 4.0).expect("room").at, (202.0, 100.0));
    }

    #[test]
    fn a_name_avoids_lines_where_it_can() {
        let line = [(0.0, 100.0), (300.0, 100.0)];
        let mut placer = NamePlacer::new(BOUNDS, [(50.0, 100.0)].into_iter(), 5.0, vec![line]);
        let found = placer.find_position((50.0, 100.0), (80.0, 14.0), 4.0).expect("room");
        assert!(found.leader.is_none() && (found.at.1 - 100.0).abs() > 7.0, "{found:?}");
    }

    #[test]
    fn names_of_dots_in_a_heap_part() {
        let dots: Vec<(f64, f64)> = (0..9).map(|n| (150.0 + f64::from(n), 100.0)).collect();
        let mut placer = NamePlacer::new(BOUNDS, dots.iter().copied(), 5.0, Vec::new());
        let mut placed: Vec<Rectangle> = Vec::new();
        for dot in dots {
            if let Some(found) = placer.find_position(dot, (60.0, 14.0), 4.0) {
                let own = NamePlacer::around(found.at, 60.0, 7.0);
                assert!(placed.iter().all(|other| !own.meets(other)), "{own:?} {placed:?}");
                placed.push(own);
            }
        }
        assert!(placed.len() >= 5, "{}", placed.len());
    }

    #[test]
    fn a_name_too_long_has_no_place() {
        let mut placer = NamePlacer::new(BOUNDS, [(150.0, 100.0)].into_iter(), 5.0, Vec::new());
        assert_eq!(placer.find_position((150.0, 100.0), (400.0, 14.0), 4.0), None);
    }
}
