//! What keys do while a note is written.

use std::sync::Arc;

use ratatui::layout::Position;

use super::super::{App, Command, Effect, Mode, Mouse, MouseKind, commands};
use super::{Compose, leave, save};

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Runs a command in the pane.
pub(in crate::app) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Compose(compose) = &mut app.mode else { return Vec::new() };
    match command {
        Command::SaveNote => return save::save(app),
        Command::Back => return leave(app),
        Command::Quit => {
            let mut effects = leave(app);
            effects.extend(commands::quit(app));
            return effects;
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        Command::NextKind => compose.step_kind(1),
        Command::PreviousKind => compose.step_kind(-1),
        Command::ToggleDone => compose.toggle_done(),
        _ => in_text(compose, command),
    }
    Vec::new()
}

/// Motions and edits.
fn in_text(compose: &mut Compose, command: Command) {
    let buffer = &mut compose.buffer;
    match command {
        Command::Accept => buffer.new_line(),
        Command::Left => buffer.left(),
        Command::Right => buffer.right(),
        Command::WordForward | Command::WordEnd => buffer.word_forward(),
        Command::WordBack => buffer.word_back(),
        Command::LineStart => buffer.line_start(),
        Command::LineEnd => buffer.line_end(),
        Command::Top | Command::ItemFirst => buffer.top(),
        Command::Bottom | Command::ItemLast => buffer.bottom(),
        Command::LineUp | Command::ItemUp => vertical(compose, -1),
        Command::LineDown | Command::ItemDown => vertical(compose, 1),
        Command::PageUp | Command::ItemPageUp => vertical(compose, -compose.sheet.page()),
        Command::PageDown | Command::ItemPageDown => vertical(compose, compose.sheet.page()),
        Command::Erase => buffer.erase(),
        Command::EraseNext => buffer.erase_next(),
        Command::EraseWord => buffer.erase_word(),
        Command::EraseAll => buffer.erase_to_start(),
        Command::EraseToEnd => buffer.erase_to_end(),
        Command::Undo => {
            buffer.undo();
        }
        Command::Redo => {
            buffer.redo();
        }
        _ => {}
    }
}

fn vertical(compose: &mut Compose, rows: isize) {
    let to = compose.sheet.vertical(&compose.buffer, rows);
    compose.buffer.put_caret(to);
}

/// A character was typed.
pub(in crate::app) fn type_char(app: &mut App, c: char) -> Vec<Effect> {
    if let Mode::Compose(compose) = &mut app.mode {
        compose.buffer.type_char(c);
    }
    Vec::new()
}

/// Text was pasted: it goes in at once, lines and all.
pub(in crate::app) fn paste(app: &mut App, pasted: &str) -> Vec<Effect> {
    if let Mode::Compose(compose) = &mut app.mode {
        compose.buffer.insert(pasted);
    }
    Vec::new()
}

/// The mouse in the pane puts the caret and scrolls; over the passage the wheel scrolls the briefing.
pub(in crate::app) fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let area = app.panes.sheet();
    let at = Position::new(mouse.column, mouse.row);
    let briefing = Arc::clone(&app.document.source.briefing);
    let Mode::Compose(compose) = &mut app.mode else { return Vec::new() };
    match mouse.kind {
        MouseKind::Press if area.contains(at) => {
            let to = compose.sheet.spot_on_screen(usize::from(at.x - area.x), usize::from(at.y - area.y));
            compose.buffer.put_caret(to);
        }
        MouseKind::WheelDown if app.panes.compose.contains(at) => vertical(compose, NOTCH),
        MouseKind::WheelUp if app.panes.compose.contains(at) => vertical(compose, -NOTCH),
        MouseKind::WheelDown => app.reader.down(&briefing, NOTCH.unsigned_abs()),
        MouseKind::WheelUp => app.reader.up(&briefing, NOTCH.unsigned_abs()),
        _ => {}
    }
    Vec::new()
}
