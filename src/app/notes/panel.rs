//! Commands in the notes pane.

use crate::app::input::{Edited, Input};
use std::sync::Arc;

use ratatui::layout::Position;

use super::list::{self, List};
use super::{reanchor, review, walk};
use crate::app::pick::PickKind;
use crate::app::{App, Command, Effect, Message, Mode, Mouse, MouseKind, commands, compose, export, lists};
use crate::note::Id;

/// Opens the pane with a filter, the cursor on the note where the reader is.
pub(in crate::app) fn open(app: &mut App, filter: &str) -> Vec<Effect> {
    let (origin, passage) = match &app.mode {
        Mode::Notes(list) => (list.origin, list.passage),
        _ => (app.position(), reanchor::selected(app)),
    };
    let mut list = List::new(filter, origin);
    list.passage = passage;
    let here = app.notes.current.clone().or_else(|| walk::note_at(app, origin));
    if !matches!(app.mode, Mode::Notes(_)) {
        app.set_aside();
    }
    app.mode = Mode::Notes(Box::new(list));
    refresh(app);
    if let (Mode::Notes(list), Some(id)) = (&mut app.mode, here) {
        list.choose(&id);
    }
    Vec::new()
}

/// Opens the list of what has no certain place; `last` puts the cursor on its last entry.
pub(in crate::app) fn open_lost(app: &mut App, way: walk::Way) -> Vec<Effect> {
    if app.notes.lost() == (0, 0) {
        app.message = Some(Message::note("every note has its passage"));
        return Vec::new();
    }
    open(app, list::LOST);
    if let (Mode::Notes(list), walk::Way::Back) = (&mut app.mode, way) {
        list.step(isize::MAX);
    }
    Vec::new()
}

/// Opens the list of what was deleted.
pub(in crate::app) fn open_trash(app: &mut App) -> Vec<Effect> {
    if app.notes.book.trash().next().is_none() {
        app.message = Some(Message::note("nothing was deleted here"));
        return Vec::new();
    }
    open(app, list::TRASH)
}

/// Brings the pane up to date with the notes.
pub(in crate::app) fn refresh(app: &mut App) {
    let briefing = Arc::clone(&app.document.source.briefing);
    if let Mode::Notes(list) = &mut app.mode {
        list.refresh(&app.notes, &briefing, app.now);
    }
}

/// Changes what is typed.
pub(in crate::app) fn edit(app: &mut App, change: impl FnOnce(&mut Input) -> Edited) -> Vec<Effect> {
    if let Mode::Notes(list) = &mut app.mode {
        list.edit(change);
    }
    refresh(app);
    follow(app);
    Vec::new()
}

/// Runs a command in the pane.
pub(in crate::app) fn run(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    let Mode::Notes(list) = &mut app.mode else { return Vec::new() };
    if list.typing {
        return in_filter(app, command);
    }
    let n = isize::try_from(count.unwrap_or(1).clamp(1, 1_000_000)).unwrap_or(1);
    let page = list.page();
    match command {
        Command::ItemDown | Command::LineDown | Command::NextNote | Command::NextOrphan => list.step(n),
        Command::ItemUp | Command::LineUp | Command::PreviousNote | Command::PreviousOrphan => list.step(-n),
        Command::ItemPageDown | Command::PageDown | Command::HalfDown => list.step(page),
        Command::ItemPageUp | Command::PageUp | Command::HalfUp => list.step(-page),
        Command::ItemFirst | Command::Top => list.step(isize::MIN),
        Command::ItemLast | Command::Bottom => list.step(isize::MAX),
        Command::Find => list.typing = true,
        Command::EraseAll => return edit(app, Input::clear),
        Command::Back => return back(app),
        Command::NextPane | Command::PreviousPane | Command::Notes => return close(app),
        _ => return with_chosen(app, command),
    }
    follow(app);
    Vec::new()
}

fn in_filter(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Notes(list) = &mut app.mode else { return Vec::new() };
    match command {
        Command::Accept => list.typing = false,
        Command::Back | Command::Quit => {
            list.typing = false;
            return edit(app, Input::clear);
        }
        Command::Erase if list.filter.is_empty() => list.typing = false,
        Command::ItemDown => list.step(1),
        Command::ItemUp => list.step(-1),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => return edit(app, |filter| filter.run(command)),
    }
    Vec::new()
}

/// Commands that do something with the note under the cursor, or with the program.
fn with_chosen(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::Trash => return open_trash(app),
        Command::Review => return review::open(app),
        Command::AcceptMoved => return reanchor::accept_moved(app),
        Command::Export => return export_listed(app),
        Command::Help => return opened(app, PickKind::Help),
        Command::Palette => return opened(app, PickKind::Palette),
        Command::Quit => return commands::quit(app),
        Command::Undo => return super::undo(app),
        Command::Redo => return super::redo(app),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => {}
    }
    let Mode::Notes(list) = &app.mode else { return Vec::new() };
    let (waiting, trash) = (list.passage, list.is_trash());
    let Some(id) = list.chosen().cloned() else {
        app.message = Some(Message::note("no note is chosen"));
        return Vec::new();
    };
    match (command, waiting) {
        (Command::RestoreNote, _) => compose::on(app, command, &id),
        _ if trash => {
            app.message = Some(Message::note("this note is in the trash; restore it first"));
            Vec::new()
        }
        (Command::Accept | Command::AnchorHere, Some(span)) => {
            close(app);
            reanchor::anchor(app, &id, span)
        }
        (Command::Accept, None) => go_there(app, &id),
        (Command::MoveNote | Command::AnchorHere, _) => {
            close(app);
            reanchor::hold(app, &id)
        }
        (Command::KeepOrphan, _) => reanchor::keep_orphan(app, &id),
        (Command::NoteToSection, _) => reanchor::to_section(app, &id),
        _ => compose::on(app, command, &id),
    }
}

/// Exports what is listed; what is in the trash stays there.
fn export_listed(app: &mut App) -> Vec<Effect> {
    let Mode::Notes(list) = &app.mode else { return Vec::new() };
    let listed = list.rows().to_vec();
    export::open(app, Some(listed))
}

fn opened(app: &mut App, kind: PickKind) -> Vec<Effect> {
    lists::open(app, kind);
    Vec::new()
}

/// The mouse in the pane: the wheel moves the cursor, a click puts it on a note, another one goes there.
pub(in crate::app) fn mouse(app: &mut App, mouse: Mouse, at: Position) -> Vec<Effect> {
    let area = app.notes_area();
    let Mode::Notes(list) = &mut app.mode else { return Vec::new() };
    match mouse.kind {
        MouseKind::WheelDown => list.step(3),
        MouseKind::WheelUp => list.step(-3),
        MouseKind::Press if area.contains(at) => {
            let row = list.top + usize::from(at.y - area.y) / list::ROWS;
            if row >= list.counts().0 {
                return Vec::new();
            }
            if list.cursor == row {
                list.typing = false;
                return run(app, Command::Accept, None);
            }
            list.cursor = row;
        }
        MouseKind::Press if app.beside() => return close(app),
        _ => return Vec::new(),
    }
    follow(app);
    Vec::new()
}

/// Goes to a note and leaves the pane.
fn go_there(app: &mut App, id: &Id) -> Vec<Effect> {
    let origin = origin(app);
    close(app);
    let briefing = Arc::clone(&app.document.source.briefing);
    app.reader.reveal(&briefing, origin);
    walk::show(app, id);
    walk::tell(app, id);
    Vec::new()
}

fn origin(app: &App) -> usize {
    match &app.mode {
        Mode::Notes(list) => list.origin,
        _ => app.position(),
    }
}

/// Out of the filter, then out of the pane; the text goes back to where it was.
fn back(app: &mut App) -> Vec<Effect> {
    let Mode::Notes(list) = &app.mode else { return Vec::new() };
    if !list.filter.is_empty() && !matches!(list.filter.as_str(), list::LOST | list::LOOK | list::TRASH) {
        return edit(app, Input::clear);
    }
    let origin = list.origin;
    close(app);
    let briefing = Arc::clone(&app.document.source.briefing);
    if app.beside() {
        app.reader.show_at_top(&briefing, origin);
    }
    Vec::new()
}

/// Gives the keys back to the text.
pub(in crate::app) fn close(app: &mut App) -> Vec<Effect> {
    app.resume();
    Vec::new()
}

/// Where the pane stands beside the text, the text shows the passage under the cursor.
fn follow(app: &mut App) {
    let Mode::Notes(list) = &app.mode else { return };
    let Some(id) = list.chosen().cloned() else { return };
    let briefing = Arc::clone(&app.document.source.briefing);
    let to = app.notes.placed(&id).and_then(|place| walk::offset(place, &briefing));
    app.notes.current = Some(id);
    if let (Some(to), true) = (to, app.beside()) {
        app.reader.reveal(&briefing, to);
    }
}
