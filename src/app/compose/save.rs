//! From what was written to a note, and back.

use super::super::{App, Effect, Message, Mode, notes};
use super::{Compose, close, count_of_notes, drafts, name_of, open, subject};
use crate::clean::Clean;
use crate::drafts::{Draft, Of};
use crate::note::{Change, Colour, Id, Meta, Note, NoteKind, Record};

/// Opens a note to change it, with the draft of an earlier change if there is one.
pub fn edit(app: &mut App, id: &Id) -> Vec<Effect> {
    let Some(note) = app.notes.book.note(id).cloned() else {
        app.message = Some(Message::note("this is no note: only notes have a text"));
        return Vec::new();
    };
    let passage = app.notes.placed(id).and_then(|placed| placed.span);
    let of = Of::Change(id.clone());
    let kept = app.drafts.list.get(&of).cloned();
    if kept.is_some() {
        app.message = Some(Message::note("this is your draft; it was not saved yet"));
    }
    let as_it_is = || Draft {
        of,
        kind: note.kind.clone(),
        colour: note.colour,
        tags: note.tags.clone(),
        status: note.status.clone(),
        text: note.text.clone(),
        begun: note.meta.created.clone(),
    };
    let draft = kept.unwrap_or_else(as_it_is);
    let about = subject::about(&note.target);
    open(app, draft, Some(Box::new(note)), (about, passage));
    Vec::new()
}

/// Saves what is written and closes the pane.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    let Mode::Compose(compose) = &app.mode else { return Vec::new() };
    if compose.buffer.is_blank() && compose.kind != NoteKind::Highlight {
        let what = if compose.before.is_some() { "; to delete the note, leave it as it is and delete it" } else { "" };
        app.message = Some(Message::note(format!("nothing is written yet{what}")));
        return Vec::new();
    }
    let Some(compose) = close(app) else { return Vec::new() };
    if let Mode::Select(selection) = app.mode {
        // The selection has done its work.
        app.mode = Mode::Caret(selection.span.start);
    }
    let of = compose.of.clone();
    let mut effects = if let Some((note, label)) = written(app, *compose) {
        commit_note(app, note, label)
    } else {
        app.message = Some(Message::note("nothing changed"));
        Vec::new()
    };
    effects.extend(drafts::done(app, &of));
    effects
}

/// The note that was written, and what was done; `None` when it is the same as before.
fn written(app: &App, compose: Compose) -> Option<(Note, &'static str)> {
    let mut now = app.now;
    let text = compose.buffer.text();
    let text = if compose.before.as_ref().is_some_and(|note| note.text == text) { text } else { tidy(&text) };
    let colour = compose.colour.or((compose.kind == NoteKind::Highlight).then_some(Colour::Yellow));
    let Some(before) = compose.before else {
        let Of::New(target) = compose.of else { return None };
        let meta = Meta { id: now.id(), author: app.settings.author.clone(), ..Meta::default() };
        let note = Note { meta, target, kind: compose.kind, colour, tags: compose.tags, status: compose.status, text };
        return Some((stamped(note, &now.stamp()), "note added"));
    };
    // Somebody else may have changed it meanwhile: what was not changed here stays theirs.
    let theirs = app.notes.book.note(&before.meta.id).cloned().unwrap_or_else(|| (*before).clone());
    let mut note = theirs.clone();
    note.meta.deleted = None;
    take(&mut note.kind, &before.kind, compose.kind);
    take(&mut note.tags, &before.tags, compose.tags);
    take(&mut note.status, &before.status, compose.status);
    take(&mut note.colour, &before.colour, colour);
    if theirs.text != before.text && text != before.text && text != theirs.text {
        // Both wrote: two notes, neither lost.
        note.meta.conflict_with = Some(theirs.meta.id.clone());
        note.meta.id = now.id();
        note.meta.created.clear();
    }
    take(&mut note.text, &before.text, text);
    let label = if note.meta.id == theirs.meta.id { "note changed" } else { "note kept beside the other change" };
    (note != theirs).then(|| (stamped(note, &now.stamp()), label))
}

fn stamped(mut note: Note, now: &str) -> Note {
    if note.meta.created.is_empty() {
        now.clone_into(&mut note.meta.created);
    }
    now.clone_into(&mut note.meta.changed);
    note
}

/// Puts `mine` into the field, if it is another than before.
fn take<T: PartialEq>(field: &mut T, before: &T, mine: T) {
    if mine != *before {
        *field = mine;
    }
}

/// What was written, without blank lines at the end, which nobody means.
fn tidy(text: &str) -> String {
    text.trim_end().to_owned()
}

fn commit_note(app: &mut App, note: Note, label: &str) -> Vec<Effect> {
    let name = Clean::piece(&name_of(&note));
    let change = Change::of(&app.notes.book, Record::Note(note));
    let effects = notes::commit(app, &format!("{label}: “{name}”"), vec![change]);
    let said = format!("saved: “{name}” · {}", count_of_notes(app));
    app.notes.say_when_kept(said);
    effects
}
