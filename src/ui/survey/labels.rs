//! Where the names of places stand on a map: beside their points, none over another.

use ratatui::layout::Rect;

/// A point with a name of so many cells. The first ones are the more important.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Column and row.
    pub at: (u16, u16),
    /// Cells of the name.
    pub wide: u16,
}

/// For each its area; `None` for those that find no room. Points stay free.
pub(super) fn place(wanted: &[Wanted], area: Rect) -> Vec<Option<Rect>> {
    let points: Vec<Rect> = wanted.iter().map(|w| Rect::new(w.at.0, w.at.1, 1, 1)).collect();
    let mut taken: Vec<Rect> = Vec::new();
    let mut out = Vec::new();
    for one in wanted {
        let free = |label: &Rect| {
            area.union(*label) == area
                && !points.iter().any(|point| point.intersects(*label))
                // A blank cell parts names that follow one another.
                && !taken.iter().any(|other| wider(*other).intersects(*label))
        };
        let found = candidates(*one).into_iter().flatten().find(free);
        taken.extend(found);
        out.push(found);
    }
    out
}

/// Right of the point, left of it, below and above.
fn candidates(one: Wanted) -> [Option<Rect>; 8] {
    let (x, y) = one.at;
    let wide = one.wide.max(1);
    let label = |x: Option<u16>, y: Option<u16>| Some(Rect::new(x?, y?, wide, 1));
    let (right, left) = (x.checked_add(2), x.checked_sub(wide + 1));
    let (up, down) = (y.checked_sub(1), y.checked_add(1));
    let middle = x.checked_sub(wide / 2);
    [
        label(right, Some(y)),
        label(left, Some(y)),
        label(right, up),
        label(right, down),
        label(middle, down),
        label(middle, up),
        label(left, up),
        label(left, down),
    ]
}

fn wider(label: Rect) -> Rect {
    Rect { x: label.x.saturating_sub(1), width: label.width.saturating_add(2), ..label }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_name_covers_another_or_a_point_or_leaves_the_map(
            points in proptest::collection::vec((0u16..60, 0u16..20, 0u16..24), 0..30), width in 1u16..60, height in 1u16..20,
        ) {
            let area = Rect::new(3, 2, width, height);
            let wanted: Vec<Wanted> = points.iter().map(|(x, y, wide)| {
                Wanted { at: (3 + x % width, 2 + y % height), wide: *wide }
            }).collect();
            let labels: Vec<Rect> = place(&wanted, area).into_iter().flatten().collect();
            for (n, label) in labels.iter().enumerate() {
                prop_assert_eq!(area.union(*label), area);
                prop_assert!(labels.iter().skip(n + 1).all(|other| !other.intersects(*label)));
                prop_assert!(wanted.iter().all(|w| !Rect::new(w.at.0, w.at.1, 1, 1).intersects(*label)));
            }
        }

        #[test]
        fn a_lone_name_with_room_is_always_there(x in 0u16..80, y in 0u16..24, wide in 1u16..30) {
            let labels = place(&[Wanted { at: (x, y), wide }], Rect::new(0, 0, 80, 24));
            prop_assert!(labels[0].is_some());
        }
    }
}
