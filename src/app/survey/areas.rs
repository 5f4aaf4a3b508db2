//! Where the parts of these screens stand.

use ratatui::layout::Rect;

use super::Screen;
use crate::app::App;

/// Narrower screens have the list below the map.
const BESIDE_FROM: u16 = 60;

/// Parts of a screen, in cells; any of them may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// All of it.
    pub whole: Rect,
    /// The title, one row.
    pub head: Rect,
    /// Facts below the title.
    pub facts: Rect,
    /// The list.
    pub list: Rect,
    /// More about what is chosen.
    pub below: Rect,
    /// The map.
    pub map: Rect,
}

impl Areas {
    /// The parts of `screen` as the application stands.
    pub fn of(app: &App, screen: &Screen) -> Self {
        let beside = app.panes.beside;
        if matches!(screen, Screen::Roll(_)) && !beside.is_empty() {
            return stacked(beside, Rect { height: u16::from(beside.height >= 4), ..beside }, 0);
        }
        let panes = &app.panes;
        let all = panes.screen;
        let (top, bottom) = (panes.banner_top, panes.banner_bottom);
        let head = if all.height >= 4 { Rect { height: 1, ..all } } else { Rect { height: 0, ..all } };
        let from = if top.is_empty() { head.bottom() } else { top.bottom().max(head.bottom()) };
        let status = if panes.status.is_empty() { all.bottom() } else { panes.status.y };
        let alarm = if panes.alarm.is_empty() || all.height < 4 { status } else { panes.alarm.y };
        let to = if bottom.is_empty() { alarm } else { bottom.y.min(alarm) };
        let whole = Rect { y: from, height: to.saturating_sub(from), ..all };
        match screen {
            Screen::Chart(_) => mapped(whole, head),
            Screen::Subject(subject) => stacked(whole, head, facts(subject, whole)),
            Screen::Roll(_) | Screen::Times(_) => stacked(whole, head, 0),
        }
    }
}

/// Rows of facts about the subject: what fits without taking the list its room.
fn facts(subject: &super::Subject, whole: Rect) -> u16 {
    let wanted = 1 + u16::from(!subject.dossier.with.is_empty()) * 2;
    match whole.height {
        0..=7 => 0,
        8..=13 => 1,
        _ => wanted,
    }
}

/// A list with facts above and details below it.
fn stacked(whole: Rect, head: Rect, facts: u16) -> Areas {
    let whole = if head.y == whole.y && head.height > 0 {
        Rect { y: whole.y + 1, height: whole.height.saturating_sub(1), ..whole }
    } else {
        whole
    };
    let below = match whole.height {
        0..=9 => 0,
        10..=15 => 3,
        16..=29 => 5,
        _ => 7,
    };
    let above = Rect { height: facts, ..whole };
    let list = Rect { y: whole.y + facts, height: whole.height.saturating_sub(facts + below), ..whole };
    let below = Rect { y: list.bottom(), height: below, ..whole };
    Areas { whole, head, facts: above, list, below, map: Rect::default() }
}

/// A map with its list beside it, or below it on narrow screens; on tiny ones the list alone.
fn mapped(whole: Rect, head: Rect) -> Areas {
    let areas = Areas { whole, head, ..Areas::default() };
    if whole.width >= BESIDE_FROM && whole.height >= 6 {
        let wide = (whole.width * 3 / 10).clamp(22, 44);
        let map = Rect { width: whole.width - wide - 1, ..whole };
        return Areas { map, list: Rect { x: map.right() + 1, width: wide, ..whole }, ..areas };
    }
    if whole.width < 20 || whole.height < 8 {
        return Areas { list: whole, ..areas };
    }
    let map = Rect { height: whole.height * 3 / 5, ..whole };
    Areas { map, list: Rect { y: map.bottom(), height: whole.height - map.height, ..whole }, ..areas }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::app::survey::{Chart, Roll, Times};
    use proptest::prelude::*;

    fn parts_fit((w, h): (u16, u16), which: usize) -> Result<(), TestCaseError> {
        let screen = match which {
            0 => Screen::Roll(Roll::default()),
            1 => Screen::Subject(Box::default()),
            2 => Screen::Chart(Chart::default()),
            _ => Screen::Times(Times::default()),
        };
        let app = App::new(Settings::default(), (w, h));
        let areas = Areas::of(&app, &screen);
        for part in [areas.whole, areas.head, areas.facts, areas.list, areas.below, areas.map] {
            prop_assert!(part.is_empty() || app.panes.screen.union(part) == app.panes.screen, "{part:?}");
        }
        prop_assert!(!areas.list.is_empty(), "{areas:?}");
        prop_assert!(!areas.list.intersects(areas.below) && !areas.list.intersects(areas.map));
        Ok(())
    }

    #[test]
    fn one_row_that_is_wide_enough_for_two_columns() {
        parts_fit((130, 1), 0).unwrap();
    }

    proptest! {
        #[test]
        fn every_part_is_on_the_screen_and_the_list_is_there(w in 1u16..250, h in 1u16..80, which in 0usize..4) {
            parts_fit((w, h), which)?;
        }
    }
}
