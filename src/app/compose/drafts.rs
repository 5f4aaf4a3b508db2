//! What happens to drafts: written, gone on with, let go once their note is on the disk.

use std::path::Path;

use super::super::notes::News;
use super::super::pick::{Choice, Item, Pick, PickKind};
use super::super::{App, Command, Effect, Message, Mode, lists};
use super::deeds::Deed;
use super::subject;
use crate::anchor::{self, Ground};
use crate::clean::Clean;
use crate::drafts::{Draft, Drafts, Of};
use crate::note::{Note, NoteKind, Target};

/// What the world says about drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftNews {
    /// These were kept under another name of the file.
    CarriedOver(Drafts),
    /// Changes up to this number are on the disk.
    Kept(u64),
    /// They cannot be written: the reason.
    Unkept(Clean),
}

/// Takes what is written now as the draft; an effect only when that is another than before.
pub(super) fn keep(app: &mut App) -> Vec<Effect> {
    let Mode::Compose(compose) = &app.mode else { return Vec::new() };
    let drafts = &mut app.drafts;
    drafts.list.path = app.document.source.path.clone().unwrap_or_default();
    let changed = if compose.is_changed() { drafts.list.put(compose.draft()) } else { drafts.list.remove(&compose.of) };
    if changed { drafts.write() } else { Vec::new() }
}

/// The note was saved: there is no draft any more. The one on the disk stays until the note is there.
pub(super) fn done(app: &mut App, of: &Of) -> Vec<Effect> {
    let serial = app.notes.serial;
    app.drafts.done(of, app.notes.is_pending(serial).then_some(serial))
}

/// What the keeper says of the notes on the briefing at `path`, which may be one that was left: drafts of notes that are
/// on the disk go.
pub(in crate::app) fn notes_kept(app: &mut App, path: &Path, news: &News) -> Vec<Effect> {
    let News::Kept(upto) = news else { return Vec::new() };
    app.drafts.of_path(path).map_or(Vec::new(), |drafts| drafts.let_go(*upto))
}

/// Notes were read from the disk. A draft that says what one of them says was saved before the program was killed; nothing
/// is to be gone on with.
pub(in crate::app) fn notes_read(app: &mut App) -> Vec<Effect> {
    let told = waiting(app);
    let written = if let Mode::Compose(compose) = &app.mode { Some(&compose.of) } else { None };
    let book = &app.notes.book;
    let list = &mut app.drafts.list.list;
    let before = list.len();
    list.retain(|draft| {
        written.is_some_and(|of| of.is_same(&draft.of)) || !book.notes().any(|note| has_become(note, draft))
    });
    if list.len() == before {
        return Vec::new();
    }
    if app.message.as_ref().map(|message| message.text.as_str()) == told.as_deref() {
        app.message = waiting(app).map(Message::note);
    }
    app.drafts.write()
}

/// True when a note is what a draft would have become.
fn has_become(note: &Note, draft: &Draft) -> bool {
    let is_for = match &draft.of {
        // What two changed at once is two notes.
        Of::Change(id) => note.meta.id == *id || note.meta.conflict_with.as_ref() == Some(id),
        Of::New(Target::Span(anchor)) => note.target.anchor().is_some_and(|other| other.quote == anchor.quote),
        Of::New(target) => note.target == *target,
    };
    let no_colour = draft.colour.is_none() && draft.kind == NoteKind::Highlight;
    is_for
        && note.text.trim_end() == draft.text.trim_end()
        && (&note.kind, &note.tags, &note.status) == (&draft.kind, &draft.tags, &draft.status)
        && (note.colour == draft.colour || no_colour)
}

/// Opens the list of drafts, the latest first.
pub(super) fn choose(app: &mut App) -> Vec<Effect> {
    let item = |(n, draft): (usize, &Draft)| Item {
        mark: Clean::line(draft.kind.name()),
        label: super::first_words(&draft.text),
        detail: match &draft.of {
            Of::New(target) => subject::about(target),
            Of::Change(_) => Clean::line("change of a note"),
        },
        choice: Choice::Deed(Deed::Draft(n)),
    };
    let items: Vec<Item> = app.drafts.list.list.iter().enumerate().rev().map(item).collect();
    if items.is_empty() {
        app.message = Some(Message::note("no drafts: every note that was begun is saved"));
        return Vec::new();
    }
    lists::show(app, Pick::new(PickKind::Choose("Go on with which draft?"), items, 0));
    Vec::new()
}

/// Says that notes were begun and not saved; `None` when all are.
pub(in crate::app) fn waiting(app: &App) -> Option<String> {
    let key = app.key(Command::Drafts);
    match app.drafts.list.list.len() {
        0 => None,
        1 => Some(format!("1 note was begun here and not saved: {key} goes on with it")),
        n => Some(format!("{n} notes were begun here and not saved: {key} lists them")),
    }
}

/// Goes on with a draft.
pub(super) fn go_on(app: &mut App, n: usize) -> Vec<Effect> {
    let Some(draft) = app.drafts.list.list.get(n).cloned() else { return Vec::new() };
    match draft.of {
        Of::Change(id) if app.notes.book.note(&id).is_some() => super::edit(app, &id),
        // The note is gone; what was written about it need not be.
        Of::Change(_) => {
            let of = Of::New(Target::Briefing);
            super::open(app, Draft { of, ..draft }, None, (subject::about(&Target::Briefing), None));
            Vec::new()
        }
        Of::New(target) => {
            let anchor = target.anchor().cloned();
            let same = app.notes.is_for_this_text();
            let ground = Ground::of(app.document.briefing());
            let found = anchor.and_then(|anchor| anchor::resolve(&ground, &[&anchor], same).first()?.span);
            super::begin(app, target, found)
        }
    }
}

/// What the world says about the drafts of the briefing at `path`.
pub(in crate::app) fn news(app: &mut App, path: &Path, news: DraftNews) {
    let Some(drafts) = app.drafts.of_path(path) else { return };
    match news {
        DraftNews::CarriedOver(carried) => {
            for draft in carried.list {
                if drafts.list.get(&draft.of).is_none() {
                    drafts.list.put(draft);
                }
            }
        }
        DraftNews::Kept(serial) => {
            drafts.kept = drafts.kept.max(serial);
            drafts.problem = None;
        }
        DraftNews::Unkept(reason) => drafts.problem = Some(reason),
    }
    app.drafts.forget_left();
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::app::{Action, Document, Opened, Settings, update};
    use crate::briefing::{self, BlockKind};

    /// The drafts that are written by these effects, the last time.
    fn written(effects: &[Effect]) -> Option<Vec<String>> {
        let texts = |drafts: &Drafts| drafts.list.iter().map(|draft| draft.text.clone()).collect();
        let mut all = effects.iter().filter_map(|effect| match effect {
            Effect::KeepDrafts(_, drafts) => Some(texts(drafts)),
            _ => None,
        });
        all.next_back()
    }

    /// A briefing at `path` with these drafts.
    fn opened(path: &Path, list: Vec<Draft>) -> Action {
        let mut draft = briefing::Draft::new();
        draft.block(BlockKind::Paragraph, "The lead.", 1);
        let source = Document::none().source;
        let drafts = Drafts { path: path.to_owned(), list };
        let path = Some(path.to_owned());
        Action::Opened(Box::new(Opened { briefing: draft.finish().0.into(), path, drafts, ..source }))
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        update(app, Action::Command { command, count: None, letter: None })
    }

    fn write(app: &mut App, command: Command, text: &str) -> Option<Vec<String>> {
        run(app, command);
        update(app, Action::Paste(Clean::line(text)));
        written(&keep(app))
    }

    #[test]
    fn a_draft_stays_on_the_disk_until_its_note_is_there() {
        let path = PathBuf::from("/a.txt");
        let mut app = App::new(Settings::default(), (80, 24));
        update(&mut app, opened(&path, Vec::new()));
        assert_eq!(write(&mut app, Command::AnnotateBriefing, "first"), Some(vec!["first".to_owned()]));
        let saved = run(&mut app, Command::SaveNote);
        assert!(saved.iter().any(|effect| matches!(effect, Effect::Keep { .. })), "{saved:?}");
        assert_eq!(written(&saved), None, "it is all that a crash would leave");
        assert!(app.drafts.list.list.is_empty(), "and no draft for the reader");
        // What is written meanwhile takes nothing from it.
        let both = write(&mut app, Command::Annotate, "second");
        assert_eq!(both, Some(vec!["first".to_owned(), "second".to_owned()]));
        let serial = app.notes.serial;
        assert_eq!(written(&update(&mut app, Action::Notes(path.clone(), News::Kept(serial - 1)))), None);
        let kept = update(&mut app, Action::Notes(path, News::Kept(serial)));
        assert_eq!(written(&kept), Some(vec!["second".to_owned()]));
    }

    /// The disk is slow, and the reader goes on to another briefing, and back.
    #[test]
    fn a_draft_outlasts_its_briefing_until_its_note_is_there() {
        let (a, b) = (PathBuf::from("/a.txt"), PathBuf::from("/b.txt"));
        let mut app = App::new(Settings::default(), (80, 24));
        update(&mut app, opened(&a, Vec::new()));
        write(&mut app, Command::AnnotateBriefing, "first");
        let on_disk = app.drafts.list.list.clone();
        run(&mut app, Command::SaveNote);
        let serial = app.notes.serial;
        assert_eq!(written(&update(&mut app, opened(&b, Vec::new()))), None, "it is all that a crash would leave");
        write(&mut app, Command::AnnotateBriefing, "other");
        run(&mut app, Command::SaveNote);
        assert_eq!(written(&update(&mut app, Action::Notes(a.clone(), News::Kept(serial - 1)))), None);
        // Back again: the draft of a note is none, and goes all the same.
        assert_eq!(written(&update(&mut app, opened(&a, on_disk))), None);
        assert!(app.drafts.list.list.is_empty(), "{:?}", app.drafts);
        let kept = update(&mut app, Action::Notes(a, News::Kept(serial)));
        assert_eq!(written(&kept), Some(Vec::new()));
        let kept = update(&mut app, Action::Notes(b.clone(), News::Kept(serial + 1)));
        assert!(matches!(&kept[..], [Effect::KeepDrafts(_, drafts)] if drafts.path == b && drafts.list.is_empty()));
    }

    /// What was typed last may not have reached the disk when the briefing is opened again.
    #[test]
    fn drafts_on_their_way_to_the_disk_are_newer_than_those_on_it() {
        let (a, b) = (PathBuf::from("/a.txt"), PathBuf::from("/b.txt"));
        let mut app = App::new(Settings::default(), (80, 24));
        update(&mut app, opened(&a, Vec::new()));
        write(&mut app, Command::AnnotateBriefing, "first");
        let on_disk = app.drafts.list.list.clone();
        update(&mut app, Action::Paste(Clean::new(" and more")));
        keep(&mut app);
        let serial = app.drafts.serial;
        update(&mut app, opened(&b, Vec::new()));
        update(&mut app, opened(&a, on_disk));
        let texts = |app: &App| app.drafts.list.list.iter().map(|draft| draft.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&app), ["first and more"]);
        update(&mut app, opened(&b, Vec::new()));
        update(&mut app, Action::Drafts(a.clone(), DraftNews::Kept(serial)));
        // From here on the disk has it all, and knows best.
        update(&mut app, opened(&a, Vec::new()));
        assert!(app.drafts.list.list.is_empty());
    }
}
