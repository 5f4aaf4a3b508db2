//! The outline pane: sections with their state and the minutes they take.

use ratatui::layout::Rect;

use super::{Chrome, Painter};
use crate::app::{App, Mode};
use crate::clean::Clean;
use crate::look::Role;

/// Draws the outline and the rule beside it.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let pane = app.panes.outline;
    if pane.is_empty() || app.document.is_none() {
        return;
    }
    let look = chrome.look;
    if app.panes.overlay {
        painter.fill(Rect { width: pane.width + 1, ..pane }, look.style(Role::Text));
    }
    if let Some(x) = app.panes.rule.filter(|x| *x < app.panes.screen.width) {
        for y in pane.y..pane.bottom() {
            painter.put((x, y), 1, look.symbols.rule, look.style(Role::Rule));
        }
    }
    let rows = app.outline.rows().iter().skip(app.outline.top);
    for (y, section) in (pane.y..pane.bottom()).zip(rows) {
        entry(app, chrome, painter, (*section, Rect { y, height: 1, ..pane }));
    }
}

fn entry(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (n, area): (usize, Rect)) {
    let look = chrome.look;
    let briefing = app.document.briefing();
    let here = n == app.reader_section_in_view();
    let (sign, role) = match (here, app.progress.is_read(n)) {
        (true, _) => (look.symbols.here, Role::OutlineCurrent),
        (_, true) => (look.symbols.read, Role::OutlineRead),
        _ => (look.symbols.unread, Role::OutlineUnread),
    };
    let style = look.style(role);
    let level = u16::from(briefing.sections.get(n).map_or(0, |s| s.level.saturating_sub(1)).min(4));
    let x = painter.put((area.x + 1, area.y), 2, sign, style) + 1;
    let minutes = minutes(app.minutes(n));
    let right = painter.put_right((area.right().saturating_sub(1), area.y), &minutes, look.style(Role::Dim));
    let title = Clean::line(briefing.heading(n).unwrap_or("Lead"));
    let x = x + level.min(area.width / 4);
    let end = painter.put_short((x, area.y), right.saturating_sub(x + 1), &title, style);
    if app.outline.is_collapsed(n) {
        painter.put((end.min(right.saturating_sub(1)), area.y), 1, look.symbols.more, look.style(Role::Dim));
    }
    if matches!(app.mode, Mode::Outline) && n == app.outline.cursor {
        painter.tint(area, look.style(Role::ListCurrent));
    }
}

/// Whole minutes, or hours when there are a hundred; nothing for a section that takes less than half a minute.
fn minutes(minutes: f32) -> Clean {
    if minutes < 0.5 {
        return Clean::default();
    }
    if minutes >= 99.5 {
        return Clean::from(format!("{:.0}h", minutes / 60.0));
    }
    Clean::from(format!("{minutes:.0}m"))
}
