//! Coasts of the map. The library has points of them, which stand apart when a map is near: here they are joined into
//! lines, each point with the nearest one and with the nearest on its other side.

/// Degrees between two points of one coast, at most; what is further apart is joined by nothing.
const REACH: f64 = 2.2;

/// Dots of a picture: two columns and four rows a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dots {
    wide: usize,
    set: Vec<bool>,
}

/// The dots of a cell: column, row, and the bit of the pattern that stands for it.
const BITS: [(usize, usize, u32); 8] =
    [(0, 0, 0x01), (0, 1, 0x02), (0, 2, 0x04), (1, 0, 0x08), (1, 1, 0x10), (1, 2, 0x20), (0, 3, 0x40), (1, 3, 0x80)];

/// Where the patterns begin: the one without dots.
const BLANK: u32 = 0x2800;

impl Dots {
    /// No dots, on so many cells.
    pub(super) fn blank(columns: u16, rows: u16) -> Self {
        let (wide, high) = (usize::from(columns) * 2, usize::from(rows) * 4);
        Self { wide, set: vec![false; wide * high] }
    }

    /// Takes the dots of a pattern at a cell; what is no pattern has none.
    pub(super) fn take(&mut self, (column, row): (usize, usize), pattern: char) {
        let pattern = u32::from(pattern).wrapping_sub(BLANK);
        for (x, y, _) in BITS.into_iter().filter(|(_, _, bit)| pattern <= 0xFF && pattern & bit != 0) {
            self.put(column * 2 + x, row * 4 + y);
        }
    }

    /// The pattern of a cell; `None` without a dot.
    pub(super) fn pattern(&self, (column, row): (usize, usize)) -> Option<char> {
        let has = |(x, y, _): &(usize, usize, u32)| self.has(column * 2 + x, row * 4 + y);
        let bits: u32 = BITS.iter().filter(|dot| has(dot)).map(|(_, _, bit)| bit).sum();
        (bits != 0).then(|| char::from_u32(BLANK + bits)).flatten()
    }

    /// Joins dots that are points of one coast, where a dot is so many degrees.
    pub(super) fn join(&mut self, degrees: f64) {
        // Dots that touch, or nearly, are a line already.
        let reach = REACH / degrees.max(f64::MIN_POSITIVE);
        if self.wide == 0 || reach < 2.0 {
            return;
        }
        let points: Vec<Point> = (0..self.set.len()).filter(|n| self.set[*n]).map(|n| self.point(n)).collect();
        for (n, point) in points.iter().enumerate() {
            let near = near(&points, n, reach);
            let first = near.iter().min_by_key(|other| point.square(**other));
            let beyond = |other: &&Point| first.is_some_and(|first| point.is_beyond(*first, **other));
            let second = near.iter().filter(beyond).min_by_key(|other| point.square(**other));
            for other in first.into_iter().chain(second) {
                self.line(*point, *other);
            }
        }
    }

    fn point(&self, n: usize) -> Point {
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Point { x: whole(n % self.wide), y: whole(n / self.wide) }
    }

    fn line(&mut self, from: Point, to: Point) {
        let steps = (to.x - from.x).abs().max((to.y - from.y).abs());
        let part = |from: i64, to: i64, n: i64| from + ((to - from) * n * 2 + steps).div_euclid(steps * 2);
        for n in 1..steps {
            let at = (usize::try_from(part(from.x, to.x, n)), usize::try_from(part(from.y, to.y, n)));
            if let (Ok(x), Ok(y)) = at {
                self.put(x, y);
            }
        }
    }

    fn put(&mut self, x: usize, y: usize) {
        if let Some(dot) = self.set.get_mut(y * self.wide + x).filter(|_| x < self.wide) {
            *dot = true;
        }
    }

    fn has(&self, x: usize, y: usize) -> bool {
        x < self.wide && self.set.get(y * self.wide + x).copied().unwrap_or(false)
    }
}

/// A dot by its column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    x: i64,
    y: i64,
}

impl Point {
    fn square(self, other: Self) -> i64 {
        (other.x - self.x).pow(2) + (other.y - self.y).pow(2)
    }

    /// True when `other` lies on the other side of this point than `first`.
    fn is_beyond(self, first: Self, other: Self) -> bool {
        (first.x - self.x) * (other.x - self.x) + (first.y - self.y) * (other.y - self.y) < 0
    }
}

/// The points within `reach` of point `n`; all points are in the order of their rows.
fn near(points: &[Point], n: usize, reach: f64) -> Vec<Point> {
    let point = points[n];
    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen; a longer one means everything")]
    let reach = reach.min(10_000.0) as i64;
    let after = points[n + 1..].iter().take_while(|other| other.y - point.y <= reach);
    let before = points[..n].iter().rev().take_while(|other| point.y - other.y <= reach);
    after.chain(before).filter(|other| point.square(**other) <= reach.pow(2)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(dots: &Dots, (columns, rows): (u16, u16)) -> String {
        let row = |y| (0..usize::from(columns)).map(move |x| dots.pattern((x, y)).unwrap_or(' ')).collect::<String>();
        (0..usize::from(rows)).map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn points_of_a_coast_become_a_line_and_distant_ones_do_not() {
        let mut dots = Dots::blank(12, 1);
        for x in [0, 4, 8, 22] {
            dots.put(x, 0);
        }
        dots.join(0.5);
        assert_eq!(drawn(&dots, (12, 1)), "⠉⠉⠉⠉⠁      ⠁");
        let mut apart = Dots::blank(12, 1);
        apart.put(0, 0);
        apart.put(4, 0);
        apart.join(2.0);
        assert_eq!(drawn(&apart, (12, 1)), "⠁ ⠁         ");
    }

    proptest! {
        #[test]
        fn what_was_there_stays(points in proptest::collection::vec((0usize..40, 0usize..40), 0..60), degrees in 0.001f64..3.0) {
            let mut dots = Dots::blank(20, 10);
            for (x, y) in &points {
                dots.put(*x, *y);
            }
            let mut joined = dots.clone();
            joined.join(degrees);
            prop_assert!(points.iter().all(|(x, y)| joined.has(*x, *y)));
            prop_assert!(!points.is_empty() || joined == dots);
            // A pattern says the dots that it was made of.
            let mut again = Dots::blank(20, 10);
            for cell in (0..20).flat_map(|x| (0..10).map(move |y| (x, y))) {
                again.take(cell, joined.pattern(cell).unwrap_or(' '));
            }
            prop_assert_eq!(again, joined);
        }
    }
}
