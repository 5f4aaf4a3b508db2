//! Where things stand on the screen: one pure function from size and settings to rectangles.

use ratatui::layout::Rect;

use super::pick::PickKind;
use super::settings::Settings;
use super::{App, Mode};
use crate::text;

/// Narrower screens show the outline over the text, on demand.
pub const OVERLAY_BELOW: u16 = 60;

/// Screens from this width on keep room for notes beside the text, so that nothing moves when they are shown.
pub const NOTES_FROM: u16 = 130;

/// Narrowest and widest column of notes beside the text.
const NOTES: (u16, u16) = (24, 48);

/// Room for notes that the text column keeps free on its right, where it can.
const KEPT: u16 = 38;

/// Screens from this height on show the handling above and below the text.
const BANNERS_FROM: u16 = 8;

/// Cells of the status line that are of use beside the handling; with fewer, that gets a row of its own.
const STATUS: u16 = 24;

/// The parts of the screen, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// The whole screen.
    pub screen: Rect,
    /// Title, date, dateline; empty on very low screens.
    pub header: Rect,
    /// Handling banner at the top; empty without one.
    pub banner_top: Rect,
    /// Outline; empty when hidden.
    pub outline: Rect,
    /// Column of the rule right of the outline.
    pub rule: Option<u16>,
    /// The text column, gutter included.
    pub text: Rect,
    /// Where a note is written; empty when none is.
    pub compose: Rect,
    /// Notes beside the text; empty where there is no room, or when they are hidden.
    pub beside: Rect,
    /// Handling banner at the bottom; empty without one.
    pub banner_bottom: Rect,
    /// The handling behind the status line, on screens too low for banners; empty where there are any.
    pub marking: Rect,
    /// Status line; empty on screens of one row.
    pub status: Rect,
    /// What must stay in sight while notes are not where they belong; empty while they are.
    pub alarm: Rect,
    /// The outline lies over the text.
    pub overlay: bool,
}

/// What decides the geometry besides the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Cells of the handling label; 0 without one.
    pub handling: u16,
    /// Notes are not where they belong.
    pub alarm: u16,
    /// What has the keys.
    pub focus: Focus,
}

/// What has the keys, as far as it decides what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The text, or what lies over it.
    #[default]
    Text,
    /// The outline.
    Outline,
    /// The pane in which a note is written.
    Compose,
    /// The notes pane.
    Notes,
}

impl Panes {
    /// Cuts the screen.
    pub fn new(screen: Rect, settings: &Settings, facts: Facts) -> Self {
        let (width, height) = (screen.width, screen.height);
        let chrome = !settings.zen && height >= 6;
        let status = row(screen, height.saturating_sub(1), height >= 3);
        let header = row(screen, 0, chrome);
        let banner = facts.handling > 0 && height >= BANNERS_FROM;
        // Without a banner a blank row parts the header from the text, where there is room for such luxury.
        let banner_top = row(screen, header.height, banner);
        let top = header.height + if banner { 1 } else { u16::from(chrome && height >= 16) };
        // On the lowest screens it lies over the text: it matters more.
        let rows = if height >= 12 { facts.alarm } else { facts.alarm.min(1) };
        let alarm = row(screen, height.saturating_sub(status.height + rows.max(1)), rows > 0);
        let alarm = Rect { height: rows.min(height), ..alarm };
        let foot = status.height + if height >= 4 { rows } else { 0 };
        let low = facts.handling > 0 && !banner;
        let behind = low && status.height > 0 && width >= facts.handling.saturating_add(STATUS);
        let under = low && !behind && (height >= 4 || height >= 2 && rows == 0);
        let below = foot + u16::from(banner || under);
        let banner_bottom = row(screen, height.saturating_sub(below), banner || under);
        let marking = if behind { facts.handling + 2 } else { 0 };
        let (status, marking) = (
            Rect { width: status.width - marking, ..status },
            Rect { x: status.right() - marking, width: marking, ..status },
        );
        let room = height.saturating_sub(top + below);
        let sheet = if facts.focus == Focus::Compose { compose_height(room) } else { 0 };
        let body = Rect::new(0, top, width, room - sheet);
        let compose = row(screen, top + body.height, sheet > 0);
        let compose = Rect { height: sheet, ..compose };
        let (outline, overlay) = outline(body, settings, facts);
        let rule = (!outline.is_empty()).then_some(outline.width);
        let left = if overlay { 0 } else { rule.map_or(0, |x| x + 2) };
        let text = column(body, left, settings);
        let shown = (settings.beside && !settings.zen) || facts.focus == Focus::Notes;
        let beside = if shown { beside(body, text) } else { Rect::default() };
        Self {
            screen,
            header,
            banner_top,
            outline,
            rule,
            text,
            compose,
            beside,
            banner_bottom,
            marking,
            status,
            alarm,
            overlay,
        }
    }

    /// The row that ends the part of the screen in which something may lie over the text: below it are the handling, what
    /// must stay in sight, and the status line.
    pub fn foot(&self) -> u16 {
        let rows = [self.banner_bottom, self.alarm, self.status];
        rows.iter().filter(|row| !row.is_empty()).map(|row| row.y).min().unwrap_or(self.screen.bottom())
    }

    /// True when notes have room beside the text, shown or not.
    pub fn has_room_beside(&self) -> bool {
        !beside(Rect { width: self.screen.width, ..self.text }, self.text).is_empty()
    }

    /// The part of the pane for notes that holds the text, in a margin; above it stand the head and the properties.
    pub fn sheet(&self) -> Rect {
        let area = self.compose;
        let head = match area.height {
            0..=1 => 0,
            2..=3 => 1,
            _ => 2,
        };
        let margin = if area.width >= 30 { 2 } else { 0 };
        let (x, y) = (area.x + margin, area.y + head);
        Rect { x, y, width: area.width.saturating_sub(2 * margin), height: area.height - head }
    }
}

/// Rows of the pane for notes in a body of so many: less than half, and where there is next to nothing, what typing needs.
fn compose_height(body: u16) -> u16 {
    let wanted = (body * 9 / 20).clamp(5, 16);
    wanted.min(body.saturating_sub(body / 3)).max(u16::from(body > 0))
}

fn row(screen: Rect, y: u16, wanted: bool) -> Rect {
    if wanted && y < screen.height { Rect::new(0, y, screen.width, 1) } else { Rect::default() }
}

fn outline(body: Rect, settings: &Settings, facts: Facts) -> (Rect, bool) {
    let overlay = body.width < OVERLAY_BELOW;
    let shown = if overlay || settings.zen { facts.focus == Focus::Outline } else { settings.outline };
    if !shown || body.is_empty() {
        return (Rect::default(), overlay);
    }
    // On a screen just wide enough for notes the outline leaves them their room.
    let spare = body.width.saturating_sub(settings.width + NOTES.0 + 6);
    let most = if body.width >= NOTES_FROM { spare.clamp(20, 34) } else { 34 };
    let wanted = settings.outline_width.unwrap_or_else(|| (body.width * 3 / 10).clamp(20, most));
    let most = if overlay { body.width } else { body.width.saturating_sub(24) };
    (Rect { width: wanted.min(most), ..body }, overlay || settings.zen)
}

/// The text column: as wide as set, centred in what is left of the screen right of `left`; on a wide screen no further to
/// the right than leaves room for notes.
fn column(body: Rect, left: u16, settings: &Settings) -> Rect {
    let margin = u16::from(body.width >= 30);
    let left = left.max(margin);
    let room = body.width.saturating_sub(left + margin);
    let width = settings.width.min(room);
    let centred = left + (room - width) / 2;
    let keeps_room = body.width >= NOTES_FROM && !settings.zen;
    let limit = if keeps_room { (body.width - margin).saturating_sub(width + KEPT) } else { centred };
    Rect { x: centred.min(limit.max(left)), width, ..body }
}

/// The notes beside the text, from two cells right of it.
fn beside(body: Rect, text: Rect) -> Rect {
    let x = text.right() + 2;
    let width = body.width.saturating_sub(x + 1).min(NOTES.1);
    if body.width < NOTES_FROM || width < NOTES.0 { Rect::default() } else { Rect { x, width, ..body } }
}

impl App {
    /// Where the notes pane stands, without its heading: beside the text where there is room, else over it.
    pub fn notes_area(&self) -> Rect {
        if self.beside() {
            let beside = self.panes.beside;
            return Rect { y: beside.y + 1, height: beside.height.saturating_sub(1), ..beside };
        }
        self.list_area()
    }

    /// True when notes have room beside the text.
    pub fn beside(&self) -> bool {
        !self.panes.beside.is_empty()
    }

    /// Where the items of an open list stand: the whole body; for themes only its left, so that the text shows them.
    pub fn list_area(&self) -> Rect {
        let screen = self.panes.screen;
        let themes = matches!(&self.mode, Mode::Pick(pick) if pick.kind == PickKind::Themes);
        // In the place of the outline, with its rule, where that is shown: no line of the text is covered.
        let beside = self.panes.rule.filter(|rule| *rule >= 22).map_or(28, |rule| rule + 1);
        let width = if themes { screen.width.min(beside) } else { screen.width };
        let alarm = u16::from(!self.panes.alarm.is_empty() && screen.height >= 4);
        let (mut head, mut foot) = (u16::from(screen.height >= 4), u16::from(screen.height >= 3) + alarm);
        if self.shows_handling() {
            let bottom = Some(self.panes.banner_bottom).filter(|banner| !banner.is_empty());
            head = head.max(self.panes.banner_top.bottom());
            foot = foot.max(bottom.map_or(0, |banner| screen.height.saturating_sub(banner.y)));
        }
        Rect::new(0, head, width, screen.height.saturating_sub(head + foot))
    }

    /// Cells of the briefing's handling label; 0 without one.
    pub(super) fn handling_cells(&self) -> u16 {
        let handling = self.document.briefing().header.handling.as_ref();
        handling.map_or(0, |handling| u16::try_from(text::cells(&handling.label)).unwrap_or(u16::MAX))
    }

    /// What is on the screen is of the briefing, so that its handling must be there as well.
    pub fn shows_handling(&self) -> bool {
        match &self.mode {
            Mode::Pick(pick) => {
                // Beside the list of themes stands the text itself.
                let of_text = [
                    PickKind::Sections,
                    PickKind::Places,
                    PickKind::Links,
                    PickKind::Details,
                    PickKind::Whose,
                    PickKind::NameFor,
                    PickKind::Themes,
                ];
                of_text.contains(&pick.kind) || matches!(pick.kind, PickKind::Choose(_))
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn eighty_by_twenty_four() {
        let facts = Facts { handling: 9, ..Facts::default() };
        let panes = Panes::new(Rect::new(0, 0, 80, 24), &Settings::default(), facts);
        assert_eq!(panes.outline, Rect::new(0, 2, 24, 20));
        assert_eq!(panes.rule, Some(24));
        assert_eq!(panes.text, Rect::new(26, 2, 53, 20));
        assert_eq!(panes.status.y, 23);
    }

    #[test]
    fn wide_screens_centre_the_column() {
        let panes = Panes::new(Rect::new(0, 0, 200, 60), &Settings::default(), Facts::default());
        assert_eq!(panes.text.width, 72);
        assert_eq!(panes.text.x, 36 + (200 - 36 - 1 - 72) / 2);
    }

    proptest! {
        #[test]
        fn every_pane_is_on_the_screen(w in 0u16..250, h in 0u16..80, zen in any::<bool>(), handling in 0u16..60, focus in 0usize..4, alarm in 0u16..4) {
            let screen = Rect::new(0, 0, w, h);
            let settings = Settings { zen, ..Settings::default() };
            let focus = [Focus::Text, Focus::Outline, Focus::Compose, Focus::Notes][focus];
            let composing = focus == Focus::Compose;
            let facts = Facts { handling, alarm, focus };
            let p = Panes::new(screen, &settings, facts);
            for pane in [p.header, p.banner_top, p.outline, p.text, p.compose, p.sheet(), p.beside, p.banner_bottom, p.marking, p.status, p.alarm] {
                prop_assert!(pane.is_empty() || screen.union(pane) == screen, "{pane:?}");
            }
            prop_assert!(alarm == 0 || h == 0 || w == 0 || !p.alarm.is_empty());
            prop_assert!(h < 4 || !p.alarm.intersects(p.text), "the alarm hides text");
            let handling = if p.marking.is_empty() { p.banner_bottom } else { p.marking };
            prop_assert!(facts.handling == 0 || h < 2 || w == 0 || h < 4 && alarm > 0 || !handling.is_empty());
            for beside in [p.status, p.alarm, p.text, p.compose] {
                prop_assert!(!handling.intersects(beside), "the handling is hidden");
            }
            prop_assert!(h == 0 || w < 3 || !p.text.is_empty() || composing);
            prop_assert!(h == 0 || w == 0 || !composing || !p.sheet().is_empty());
        }
    }
}
