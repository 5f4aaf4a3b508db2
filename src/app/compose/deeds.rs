//! What can be done to a note that is not open: tags, kind, status, deleting and bringing back. Each is one change, which
//! undo takes back.

use super::super::pick::{Choice, Item, Pick, PickKind};
use super::super::{App, Command, Effect, Message, entities, lists, notes};
use super::here::{self, Meant};
use super::tags::{self, Way};
use super::{count_of_notes, name_of, save};
use crate::clean::Clean;
use crate::note::{Change, Colour, Id, Note, NoteKind, Record, Status};

/// What choosing from a list does to notes.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Runs a command on a record.
    On(Command, Id),
    /// Gives a note a kind.
    Kind(Id, NoteKind),
    /// Highlights in a colour.
    Highlight(Colour),
    /// Begins a note on the section with the template of this number.
    Template(usize),
    /// Goes on with the draft of this number.
    Draft(usize),
    /// Copies the notes of this sidecar.
    Adopt(std::path::PathBuf),
}

/// Runs a command on the note that is meant here, or asks which one it is.
pub(super) fn ask(app: &mut App, command: Command) -> Vec<Effect> {
    let fits = match command {
        Command::DeleteNote => |_: &Record| true,
        _ => |record: &Record| record.as_note().is_some(),
    };
    if command == Command::DeleteNote && here::at_caret(app, fits).is_none() && entities::refuse_instead(app) {
        return Vec::new();
    }
    match here::meant(app, fits) {
        Meant::One(id) => on(app, command, &id),
        Meant::Several(ids) => {
            let title = match command {
                Command::DeleteNote => "Delete which note?",
                Command::EditNote => "Change which note?",
                Command::ToggleDone => "Which note is done?",
                _ => "Which note?",
            };
            let items = ids.iter().filter_map(|id| Some(item(app.notes.book.get(id)?, command))).collect();
            lists::show(app, Pick::new(PickKind::Choose(title), items, 0));
            Vec::new()
        }
        Meant::None => {
            let key = app.key(Command::Annotate);
            let none = || format!("no notes here yet; {key} writes one");
            app.message = Some(Message::note(notes::walk::awaited(app).map_or_else(none, str::to_owned)));
            Vec::new()
        }
    }
}

/// Runs a command on one record.
pub fn on(app: &mut App, command: Command, id: &Id) -> Vec<Effect> {
    match command {
        Command::EditNote => save::edit(app, id),
        Command::DeleteNote => delete(app, id),
        Command::RestoreNote => restore(app, id),
        Command::ToggleDone => toggle_done(app, id),
        Command::SetKind => choose_kind(app, id),
        Command::Tag | Command::Untag => {
            let way = if command == Command::Tag { Way::Add } else { Way::Remove };
            if let Some(note) = app.notes.book.note(id).cloned() {
                tags::ask(app, &note, way);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Does what was chosen from a list.
pub(in crate::app) fn perform(app: &mut App, deed: Deed) -> Vec<Effect> {
    match deed {
        Deed::On(command, id) => on(app, command, &id),
        Deed::Kind(id, kind) => set_kind(app, &id, kind),
        Deed::Highlight(colour) => super::highlight::paint(app, colour),
        Deed::Template(n) => super::template::use_one(app, n),
        Deed::Adopt(from) => vec![Effect::AdoptNotes(from)],
        Deed::Draft(n) => super::drafts::go_on(app, n),
    }
}

/// Opens the list of what was deleted, the latest first.
pub(super) fn trash(app: &mut App) -> Vec<Effect> {
    let mut gone: Vec<&Record> = app.notes.book.trash().collect();
    gone.sort_by(|a, b| b.meta().deleted.cmp(&a.meta().deleted).then_with(|| b.id().cmp(a.id())));
    let items: Vec<Item> = gone.into_iter().map(|record| item(record, Command::RestoreNote)).collect();
    if items.is_empty() {
        app.message = Some(Message::note("the trash is empty"));
        return Vec::new();
    }
    lists::show(app, Pick::new(PickKind::Choose("Bring back which note?"), items, 0));
    Vec::new()
}

/// Adds tags to a note, or takes them away.
pub(super) fn tag(app: &mut App, id: &Id, tags: &[String], way: Way) -> Vec<Effect> {
    let Some(note) = app.notes.book.note(id).cloned() else { return Vec::new() };
    let has = |tag: &&String| note.tags.contains(tag);
    let changed: Vec<String> = match way {
        Way::Add => tags.iter().filter(|tag| !has(tag)).cloned().collect(),
        Way::Remove => tags.iter().filter(has).cloned().collect(),
    };
    if changed.is_empty() {
        app.message = Some(Message::note(if way == Way::Add { "no new tag" } else { "the note has no such tag" }));
        return Vec::new();
    }
    let shown: Vec<String> = changed.iter().map(|tag| format!("#{tag}")).collect();
    let done = if way == Way::Add { "tagged" } else { "tag removed:" };
    let label = format!("{done} {}", shown.join(" "));
    change(app, note, &label, |note| match way {
        Way::Add => note.tags.extend(changed),
        Way::Remove => note.tags.retain(|tag| !changed.contains(tag)),
    })
}

fn toggle_done(app: &mut App, id: &Id) -> Vec<Effect> {
    let Some(note) = app.notes.book.note(id).cloned() else { return Vec::new() };
    let status = if note.status == Status::Done { Status::Open } else { Status::Done };
    let label = format!("note {}", status.name());
    change(app, note, &label, |note| note.status = status)
}

fn choose_kind(app: &mut App, id: &Id) -> Vec<Effect> {
    let Some(note) = app.notes.book.note(id) else { return Vec::new() };
    let mut kinds = NoteKind::ALL.to_vec();
    kinds.retain(|kind| note.target.anchor().is_some() || *kind != NoteKind::Highlight);
    let cursor = kinds.iter().position(|kind| *kind == note.kind).unwrap_or(0);
    let choose = |kind: NoteKind| Item {
        mark: Clean::default(),
        label: Clean::line(kind.name()),
        detail: Clean::default(),
        choice: Choice::Deed(Deed::Kind(id.clone(), kind)),
    };
    let items = kinds.into_iter().map(choose).collect();
    lists::show(app, Pick::new(PickKind::Choose("Kind"), items, cursor));
    Vec::new()
}

fn set_kind(app: &mut App, id: &Id, kind: NoteKind) -> Vec<Effect> {
    let Some(note) = app.notes.book.note(id).cloned() else { return Vec::new() };
    if note.kind == kind {
        return Vec::new();
    }
    let label = format!("kind {}", kind.name());
    change(app, note, &label, |note| {
        if kind == NoteKind::Highlight {
            note.colour.get_or_insert(Colour::Yellow);
        }
        note.kind = kind;
    })
}

/// Moves a record to the trash.
pub(super) fn delete(app: &mut App, id: &Id) -> Vec<Effect> {
    let Some(record) = app.notes.book.get(id).filter(|record| !record.is_deleted()).cloned() else {
        return Vec::new();
    };
    let (what, name) = (sort_of(&record), Clean::piece(&name(&record)));
    let remains = record.as_mark().map_or(String::new(), |mark| entities::record::remains(app, mark));
    let remains = if remains.is_empty() { remains } else { format!(" ({remains})") };
    let key = app.key(Command::Undo);
    let mut gone = record;
    gone.meta_mut().deleted = Some(app.now.stamp());
    let label = format!("{what} deleted: “{name}”");
    put(app, gone, &label, &format!("{label}{remains}; {key} brings it back"))
}

fn restore(app: &mut App, id: &Id) -> Vec<Effect> {
    let Some(mut record) = app.notes.book.get(id).filter(|record| record.is_deleted()).cloned() else {
        return Vec::new();
    };
    record.meta_mut().deleted = None;
    let label = format!("{} brought back: “{}”", sort_of(&record), Clean::piece(&name(&record)));
    put(app, record, &label, &label)
}

/// Changes a note that is not open, and says what was done once it is kept.
pub(super) fn change(app: &mut App, mut note: Note, label: &str, how: impl FnOnce(&mut Note)) -> Vec<Effect> {
    how(&mut note);
    let said = format!("{label}: “{}”", Clean::piece(&name_of(&note)));
    put(app, Record::Note(note), &said, &said)
}

/// Puts a record as it is now; `said` is told once it is on the disk.
pub(super) fn put(app: &mut App, mut record: Record, label: &str, said: &str) -> Vec<Effect> {
    let what = sort_of(&record);
    record.meta_mut().changed = app.now.stamp();
    let change = Change::of(&app.notes.book, record);
    let effects = notes::commit(app, label, vec![change]);
    let count = if what == "mark" { String::new() } else { format!(" · {}", count_of_notes(app)) };
    app.notes.say_when_kept(format!("{said}{count}"));
    effects
}

fn item(record: &Record, command: Command) -> Item {
    let kind = record.as_note().map_or("mark", |note| note.kind.name());
    let quote = record.anchor().map(|anchor| Clean::line(&anchor.quote)).unwrap_or_default();
    Item {
        mark: Clean::line(kind),
        label: Clean::from(name(record)),
        detail: quote,
        choice: Choice::Deed(Deed::On(command, record.id().clone())),
    }
}

fn sort_of(record: &Record) -> &'static str {
    match record {
        Record::Note(note) if note.kind == NoteKind::Highlight => "highlight",
        Record::Note(_) => "note",
        Record::Mark(_) => "mark",
        Record::Entry(_) => "entity",
    }
}

fn name(record: &Record) -> String {
    match record {
        Record::Note(note) => name_of(note),
        Record::Mark(mark) => Clean::line(&mark.entity).to_string(),
        Record::Entry(entry) => Clean::line(&entry.entity.name).to_string(),
    }
}
