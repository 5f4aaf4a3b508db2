//! The part of the earth that a map shows: pure geometry.
//!
//! Degrees of longitude and latitude stand on the screen as they are (a plate carrée); a cell is twice as high as wide.

/// A point on the earth, in degrees: east and north are positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Longitude.
    pub east: f64,
    /// Latitude.
    pub north: f64,
}

/// What a map shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// The middle.
    pub centre: Point,
    /// Degrees of longitude that one column shows.
    pub scale: f64,
    /// Columns and rows.
    pub size: (u16, u16),
}

/// Degrees a column at most closely: places a kilometre apart do not need a map of the world.
const NEAREST: f64 = 0.02;

/// Of the screen, how much the places take that it is fitted to.
const FILLED: f64 = 0.7;

/// Degrees between places that are so near that some of what is around them should be seen as well.
const AROUND: f64 = 18.0;

/// Rows of degrees that one column of degrees is worth.
const HIGH: f64 = 2.0;

impl Window {
    /// The whole earth on so many columns and rows.
    pub fn world(size: (u16, u16)) -> Self {
        Self { centre: Point { east: 0.0, north: 0.0 }, scale: widest(size), size }
    }

    /// What shows all of these points; the whole earth where that is not much more, or when there are none.
    pub fn around(points: &[Point], size: (u16, u16)) -> Self {
        let world = Self::world(size);
        let ends = |of: fn(&Point) -> f64| {
            points.iter().map(of).fold(None, |ends: Option<(f64, f64)>, x| {
                Some(ends.map_or((x, x), |(least, most)| (least.min(x), most.max(x))))
            })
        };
        let (Some((west, east)), Some((south, north))) = (ends(|p| p.east), ends(|p| p.north)) else { return world };
        let (wide, high) = ((east - west).max(AROUND), (north - south).max(AROUND));
        let columns = f64::from(size.0.max(1)) * FILLED;
        let rows = f64::from(size.1.max(1)) * FILLED;
        let scale = (wide / columns).max(high / rows / HIGH);
        if scale > world.scale * 0.6 {
            return world;
        }
        let centre = Point { east: west.midpoint(east), north: south.midpoint(north) };
        Self { centre, scale, size }.settled()
    }

    /// The same part at another size.
    #[must_use]
    pub fn sized(self, size: (u16, u16)) -> Self {
        Self { size, ..self }.settled()
    }

    /// Twice as near, or half: `near` times, about this point.
    #[must_use]
    pub fn zoomed(self, near: f64, about: Option<Point>) -> Self {
        Self { scale: self.scale / near, centre: about.unwrap_or(self.centre), ..self }.settled()
    }

    /// With a point in view; from outside it comes to stand in the middle.
    #[must_use]
    pub fn showing(self, point: Point) -> Self {
        if self.cell(point).is_some() { self } else { Self { centre: point, ..self }.settled() }
    }

    /// Degrees shown: west and east, south and north.
    pub fn bounds(self) -> ([f64; 2], [f64; 2]) {
        let (wide, high) = self.halves();
        let Point { east, north } = self.centre;
        ([east - wide, east + wide], [north - high, north + high])
    }

    /// The column and row of a point; `None` outside.
    pub fn cell(self, point: Point) -> Option<(u16, u16)> {
        let ([west, _], [_, north]) = self.bounds();
        let column = ((point.east - west) / self.scale).floor();
        let row = ((north - point.north) / self.scale / HIGH).floor();
        let inside = |n: f64, of: u16| n >= 0.0 && n < f64::from(of);
        if !inside(column, self.size.0) || !inside(row, self.size.1) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are within the size, a u16")]
        Some((column as u16, row as u16))
    }

    fn halves(self) -> (f64, f64) {
        (f64::from(self.size.0.max(1)) * self.scale / 2.0, f64::from(self.size.1.max(1)) * self.scale * HIGH / 2.0)
    }

    /// Within the earth where it is smaller than that, else around its middle; no nearer and no wider than makes sense.
    fn settled(self) -> Self {
        let scale = self.scale.clamp(NEAREST, widest(self.size).max(NEAREST));
        let (wide, high) = Self { scale, ..self }.halves();
        let within =
            |at: f64, half: f64, most: f64| if half >= most { 0.0 } else { at.clamp(half - most, most - half) };
        let centre =
            Point { east: within(self.centre.east, wide, 180.0), north: within(self.centre.north, high, 90.0) };
        Self { centre, scale, ..self }
    }
}

/// Degrees a column with the whole earth in view.
fn widest((columns, rows): (u16, u16)) -> f64 {
    (360.0 / f64::from(columns.max(1))).max(180.0 / f64::from(rows.max(1)) / HIGH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEHRAN: Point = Point { east: 51.4, north: 35.7 };
    const ISLAMABAD: Point = Point { east: 73.0, north: 33.7 };

    #[test]
    fn near_places_fill_the_map_and_distant_ones_want_the_world() {
        let near = Window::around(&[TEHRAN, ISLAMABAD], (52, 20));
        let ([west, east], _) = near.bounds();
        assert!(west > 40.0 && east < 85.0, "{west} {east}");
        let far = Window::around(&[TEHRAN, Point { east: -122.0, north: 47.0 }], (52, 20));
        assert_eq!(far, Window::world((52, 20)));
        assert_eq!(Window::around(&[], (0, 0)), Window::world((0, 0)));
    }

    fn point() -> impl Strategy<Value = Point> {
        (-180.0f64..180.0, -90.0f64..90.0).prop_map(|(east, north)| Point { east, north })
    }

    proptest! {
        #[test]
        fn what_a_map_is_fitted_to_is_on_it(
            points in proptest::collection::vec(point(), 1..6), columns in 4u16..200, rows in 3u16..60, near in 0.2f64..5.0,
        ) {
            let window = Window::around(&points, (columns, rows));
            for point in &points {
                prop_assert!(window.cell(*point).is_some(), "{point:?} {window:?}");
                let zoomed = window.zoomed(near, None).showing(*point);
                let (column, row) = zoomed.cell(*point).unwrap();
                prop_assert!(column < columns && row < rows);
            }
        }
    }
}
