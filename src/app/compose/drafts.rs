//! The drafts of the open briefing, and how far they are on the disk.

use std::path::PathBuf;

use super::super::pick::{Choice, Item, Pick, PickKind};
use super::super::{App, Command, Effect, Message, Mode, lists};
use super::deeds::Deed;
use super::subject;
use crate::anchor::{self, Ground};
use crate::clean::Clean;
use crate::drafts::{Draft, Drafts, Of};
use crate::note::Target;

/// The drafts of the open briefing.
#[derive(Debug, Clone, Default)]
pub struct KeptDrafts {
    /// The drafts.
    pub list: Drafts,
    /// Number of the last change that was handed to the world.
    pub serial: u64,
    /// Number of the last change that is on the disk.
    pub kept: u64,
    /// Why the last change is not.
    pub problem: Option<Clean>,
    /// Drafts of notes that were saved and are not on the disk yet, with the numbers of the changes that bring them
    /// there: until then these are all that a crash leaves.
    leaving: Vec<(u64, Draft)>,
}

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

impl KeptDrafts {
    /// The drafts that earlier runs left.
    pub fn new(list: Drafts) -> Self {
        Self { list, ..Self::default() }
    }

    /// True when every change is on the disk.
    pub fn is_kept(&self) -> bool {
        self.kept == self.serial && self.problem.is_none()
    }

    fn write(&mut self) -> Vec<Effect> {
        self.serial += 1;
        let mut all = self.list.clone();
        let leaving = self.leaving.iter().map(|(_, draft)| draft).filter(|draft| self.list.get(&draft.of).is_none());
        all.list.splice(0..0, leaving.cloned());
        vec![Effect::KeepDrafts(self.serial, all)]
    }

    /// Takes the drafts of saved notes off the disk, unless `is_due` says that the change of this number is not there.
    fn let_go(&mut self, is_due: impl Fn(u64) -> bool) -> Vec<Effect> {
        let before = self.leaving.len();
        self.leaving.retain(|(serial, _)| is_due(*serial));
        if self.leaving.len() < before { self.write() } else { Vec::new() }
    }

    /// Another briefing is opened.
    pub(in crate::app) fn leave(&mut self) -> Vec<Effect> {
        self.let_go(|_| false)
    }
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
    let Some(draft) = app.drafts.list.get(of).cloned() else { return Vec::new() };
    app.drafts.list.remove(of);
    app.drafts.leaving.push((app.notes.serial, draft));
    notes_kept(app)
}

/// Notes came to the disk: their drafts go.
pub(in crate::app) fn notes_kept(app: &mut App) -> Vec<Effect> {
    let notes = &app.notes;
    app.drafts.let_go(|serial| notes.is_pending(serial))
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
pub(in crate::app) fn news(app: &mut App, path: &PathBuf, news: DraftNews) {
    if app.document.source.path.as_ref() != Some(path) {
        return;
    }
    let drafts = &mut app.drafts;
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Document, Opened, Settings, notes::News, update};
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

    #[test]
    fn a_draft_stays_on_the_disk_until_its_note_is_there() {
        let path = PathBuf::from("/a.txt");
        let mut draft = briefing::Draft::new();
        draft.block(BlockKind::Paragraph, "The lead.", 1);
        let mut app = App::new(Settings::default(), (80, 24));
        let source = Document::none().source;
        let opened = Opened { briefing: draft.finish().0.into(), path: Some(path.clone()), ..source };
        update(&mut app, Action::Opened(Box::new(opened)));
        let run = |app: &mut App, command| update(app, Action::Command { command, count: None, letter: None });
        let write = |app: &mut App, command, text| {
            run(app, command);
            update(app, Action::Paste(Clean::line(text)));
            written(&keep(app))
        };
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
}
