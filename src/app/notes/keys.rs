//! Commands on notes while the text has the keys.

use std::sync::Arc;

use super::walk::{self, Way};
use super::{adopt, panel, reanchor, review};
use crate::app::{App, Command, Effect, Message, Mode, export};
use crate::note::Id;

/// True for commands that are run here: those on notes, and Enter and Esc while a note is in hand.
pub(in crate::app) fn is_own(app: &App, command: Command) -> bool {
    match command {
        Command::Accept | Command::Back => app.notes.held.is_some(),
        _ => crate::app::action::entry(command).group == crate::app::action::Group::Notes,
    }
}

/// Runs such a command.
pub(in crate::app) fn run(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    match command {
        Command::NextNote => walk::go(app, count, Way::On),
        Command::PreviousNote => walk::go(app, count, Way::Back),
        Command::NextOrphan => panel::open_lost(app, Way::On),
        Command::PreviousOrphan => panel::open_lost(app, Way::Back),
        Command::Notes => panel::open(app, ""),
        Command::Export => export::open(app, None),
        Command::Trash => panel::open_trash(app),
        Command::Review => review::open(app),
        Command::AdoptNotes => adopt::choose(app),
        Command::NotesBeside => toggle_beside(app),
        Command::Accept | Command::AnchorHere => reanchor::here(app),
        Command::Back => back(app),
        Command::ResizeNote => reanchor::resize(app),
        Command::MoveNote => with_note(app, reanchor::hold),
        Command::NoteToSection => with_note(app, reanchor::to_section),
        _ => Vec::new(),
    }
}

fn with_note(app: &mut App, what: fn(&mut App, &Id) -> Vec<Effect>) -> Vec<Effect> {
    if let Some(id) = reanchor::at_hand(app).map(|place| place.id.clone()) {
        return what(app, &id);
    }
    let key = app.key(Command::NextNote);
    app.message = Some(Message::note(format!("no note here; {key} goes to the next one")));
    Vec::new()
}

/// Esc: the note in hand is let go, and the caret goes back to its passage.
fn back(app: &mut App) -> Vec<Effect> {
    if let Mode::Select(selection) = app.mode {
        let place = app.notes.held.as_ref().and_then(|id| app.notes.placed(id));
        let start = place.and_then(|place| place.span).map_or(selection.caret, |span| span.start);
        app.mode = Mode::Caret(start);
        let briefing = Arc::clone(&app.document.source.briefing);
        app.reader.reveal(&briefing, start);
    }
    reanchor::let_go(app);
    Vec::new()
}

fn toggle_beside(app: &mut App) -> Vec<Effect> {
    app.settings.beside = !app.settings.beside;
    let on = app.settings.beside;
    app.message = Some(Message::note(match (on, app.panes.has_room_beside()) {
        (true, false) => "notes stand beside the text where there is room for them",
        (true, true) => "notes beside the text",
        (false, _) => "text without notes beside it",
    }));
    Vec::new()
}
