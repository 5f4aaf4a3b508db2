//! The mouse: wheel scrolls, click opens or puts the caret, a drag on the outline's rule resizes it.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::pick::PickKind;
use super::{App, Effect, Mode, lists, motion};

/// Rows that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// What the mouse did, and where (cells from the top left).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel turned away.
    WheelUp,
}

/// Applies a mouse action.
pub(super) fn handle(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    if matches!(app.mode, Mode::Confirm(_) | Mode::Find(_)) {
        return Vec::new();
    }
    if matches!(app.mode, Mode::Pick(_)) {
        return in_list(app, mouse, at);
    }
    if mouse.kind != MouseKind::Drag {
        app.dragging = mouse.kind == MouseKind::Press && on_rule(app, at);
    }
    match mouse.kind {
        MouseKind::WheelDown | MouseKind::WheelUp => wheel(app, mouse.kind, at),
        MouseKind::Press if app.dragging => {}
        MouseKind::Press if app.panes.outline.contains(at) => press_outline(app, at),
        MouseKind::Press if app.panes.text.contains(at) => press_text(app, at),
        MouseKind::Drag if app.dragging => resize_outline(app, at),
        _ => {}
    }
    Vec::new()
}

fn in_list(app: &mut App, mouse: Mouse, at: Position) -> Vec<Effect> {
    let area = app.list_area();
    let Mode::Pick(pick) = &mut app.mode else { return Vec::new() };
    match mouse.kind {
        MouseKind::WheelDown => pick.step(3),
        MouseKind::WheelUp => pick.step(-3),
        MouseKind::Press if area.contains(at) => {
            let row = pick.top + usize::from(at.y - area.y);
            if row >= pick.counts().0 {
                return Vec::new();
            }
            let again = pick.cursor == row;
            pick.cursor = row;
            if again || pick.kind != PickKind::Themes {
                return lists::accept(app);
            }
        }
        _ => return Vec::new(),
    }
    lists::preview(app)
}

fn wheel(app: &mut App, kind: MouseKind, at: Position) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let down = kind == MouseKind::WheelDown;
    if app.panes.outline.contains(at) && matches!(app.mode, Mode::Outline) {
        app.outline.step(if down { 3 } else { -3 });
    } else if down {
        app.reader.down(&briefing, NOTCH);
    } else {
        app.reader.up(&briefing, NOTCH);
    }
    if let Mode::Caret(offset) = app.mode
        && !app.reader.shows(&briefing, offset)
    {
        app.mode = Mode::Caret(app.reader.top_offset);
    }
}

fn press_outline(app: &mut App, at: Position) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let row = app.outline.top + usize::from(at.y - app.panes.outline.y);
    if let Some(section) = app.outline.rows().get(row).copied() {
        app.mode = Mode::Read;
        motion::jump_to_section(app, &briefing, section);
    }
}

fn press_text(app: &mut App, at: Position) {
    let pane = app.panes.text;
    let briefing = Arc::clone(&app.document.source.briefing);
    let (column, line) = (usize::from(at.x - pane.x), usize::from(at.y - pane.y));
    app.mode = match app.reader.offset_at(&briefing, column, line) {
        Some(offset) => Mode::Caret(offset),
        None => Mode::Read,
    };
}

/// The rule, and the cell to either side of it: a line is hard to hit.
fn on_rule(app: &App, at: Position) -> bool {
    let body = Rect { width: app.panes.screen.width, ..app.panes.outline };
    app.panes.rule.is_some_and(|x| at.x.abs_diff(x) <= 1 && body.contains(at))
}

fn resize_outline(app: &mut App, at: Position) {
    let most = app.panes.screen.width.saturating_sub(24).max(12);
    app.settings.outline_width = Some(at.x.clamp(12, most));
}
