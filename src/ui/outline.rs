//! The outline pane: sections with their state and the minutes they take.

use ratatui::layout::Rect;

use super::paint::Ink;
use super::{Chrome, Painter, margin};
use crate::app::notes::index::Tally;
use crate::app::{App, Mode};
use crate::clean::Clean;
use crate::look::Role;

/// Cells for minutes: `12m`, `99h`.
const MINUTES: u16 = 3;

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
    let (here, read) = (n == app.section(), app.progress.is_read(n));
    let (sign, role) = match (here, read) {
        (true, _) => (look.symbols.here, Role::OutlineCurrent),
        (_, true) => (look.symbols.read, Role::OutlineRead),
        _ => (look.symbols.unread, Role::OutlineUnread),
    };
    let style = look.style(role);
    if here && read {
        painter.put((area.x, area.y), 1, look.symbols.read, look.style(Role::OutlineRead));
    }
    let level = u16::from(briefing.sections.get(n).map_or(0, |s| s.level.saturating_sub(1)).min(4));
    let x = painter.put((area.x + 1, area.y), 2, sign, style);
    let chosen = matches!(app.mode, Mode::Outline) && n == app.outline.cursor;
    if chosen {
        painter.put((x, area.y), 1, look.symbols.pointer, style);
    }
    let x = x + 1;
    let minutes = minutes(app.minutes(n));
    let edge = area.right().saturating_sub(1);
    let right = painter.put_right((edge, area.y), &minutes, look.style(Role::Dim));
    let right = counts(app, chrome, painter, (n, edge, area)).unwrap_or(right);
    let title = Clean::line(briefing.heading(n).unwrap_or("Lead"));
    let x = x + level.min(area.width / 4);
    let collapsed = app.outline.is_collapsed(n);
    let room = right.saturating_sub(x + 1 + 2 * u16::from(collapsed));
    let end = painter.put_short((x, area.y), room, &title, style);
    if collapsed {
        painter.put((end + 1, area.y), 1, look.symbols.collapsed, look.style(Role::Dim));
    }
    if chosen {
        painter.tint(area, look.style(Role::ListCurrent));
    }
}

/// Draws how many notes a section has, those of hidden sections under it too, and returns the column where that begins.
/// It ends in one column for all sections, whether they take minutes or not.
fn counts(
    app: &App,
    chrome: Chrome<'_>,
    painter: &mut Painter<'_>,
    (n, edge, area): (usize, u16, Rect),
) -> Option<u16> {
    let next = app.outline.row_of(n) + 1;
    let end = app.outline.rows().get(next).copied().unwrap_or(app.document.briefing().sections.len());
    let tally = (n..end).fold(Tally::default(), |sum, section| sum.and(app.notes.index.tally(Some(section))));
    if tally.is_empty() {
        return None;
    }
    let timed = app.document.total_minutes() >= 0.5;
    let at = edge.saturating_sub(if timed { MINUTES + 1 } else { 0 });
    let signs = margin::tally(tally, &chrome.look.symbols);
    // A title that cannot be read is worse than a count that cannot.
    let fits = Ink::from(&signs).cells() + 8 < at.saturating_sub(area.x);
    fits.then(|| painter.put_right((at, area.y), &signs, chrome.look.style(Role::Note)))
}

/// Whole minutes, or hours when there are a hundred; nothing for a section that takes less than half a minute.
pub(super) fn minutes(minutes: f32) -> Clean {
    if minutes < 0.5 {
        return Clean::default();
    }
    if minutes >= 99.5 {
        return Clean::from(format!("{:.0}h", minutes / 60.0));
    }
    // Half a minute is one here, not the nearest even number.
    Clean::from(format!("{:.0}m", minutes.round()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_section_takes_no_minutes() {
        for (taken, shown) in [(0.49, ""), (0.5, "1m"), (2.5, "3m"), (99.4, "99m"), (120.0, "2h")] {
            assert_eq!(minutes(taken).as_str(), shown, "{taken}");
        }
    }
}
