//! What stands between a reader and the loss of notes: the questions asked, and the ways out offered, while the disk
//! refuses them; those of a briefing that was left before the disk had spoken as well.

use std::path::{Path, PathBuf};

use super::notes::{News, Saving};
use super::{App, Effect, Message, Mode, Question};
use crate::clean::Clean;

/// What the keeper of notes is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Write the notes now, or try again.
    Save,
    /// Keep a copy of a sidecar that is not understood, and begin a fresh one.
    SetAside,
    /// Write all notes to a file somewhere else.
    Elsewhere,
}

/// Changes of a briefing that was left while they were still on their way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    path: PathBuf,
    /// Number of the last of them.
    upto: u64,
    /// How many they are.
    changes: usize,
    /// Why they are not on the disk; `None` as long as nothing speaks against it.
    reason: Option<Clean>,
}

impl Left {
    fn name(&self) -> Clean {
        Clean::piece(&self.path.file_name().unwrap_or_default().to_string_lossy())
    }
}

/// Another briefing is opened: what is still on its way stays in view until it has arrived.
pub(super) fn leave_behind(app: &mut App) {
    let (Some(path), changes) = (app.document.source.path.clone(), app.notes.unsaved()) else { return };
    if changes > 0 {
        app.left.push(Left { path, upto: app.notes.serial, changes, reason: None });
    }
}

/// What the keeper says of the notes on the briefing at `path`, as far as that was left.
pub(super) fn news_of_left(app: &mut App, path: &Path, news: &News) {
    match news {
        News::Kept(upto) => {
            let told = app.left.iter().find(|left| left.path == path && left.upto <= *upto && left.reason.is_some());
            if let Some(left) = told {
                app.message = Some(Message::note(format!("the notes on {} are saved now", left.name())));
            }
            app.left.retain(|left| left.path != path || left.upto > *upto);
        }
        News::Unsaved(reason) => {
            for left in app.left.iter_mut().filter(|left| left.path == path) {
                left.reason = Some(reason.clone());
            }
        }
        // They are safe in another place.
        News::Aside(_) => app.left.retain(|left| left.path != path),
        _ => {}
    }
}

/// Asks the keeper to do something, where there is a briefing that can have notes.
pub(super) fn errand(app: &mut App, errand: Errand) -> Vec<Effect> {
    if app.document.source.path.is_none() {
        app.message = Some(Message::note("this text is no file: it has no notes to write"));
        return Vec::new();
    }
    if errand == Errand::Save && app.notes.saving == Saving::Saved {
        app.message = Some(Message::note("all notes are saved"));
    }
    vec![Effect::Errand(errand)]
}

/// Leaves the program, unless notes would be lost: then it asks.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    if let (true, Saving::Unsaved(reason)) = (app.notes.is_unsaved(), &app.notes.saving) {
        let lost = match app.notes.unsaved() {
            1 => "1 change".to_owned(),
            n => format!("{n} changes"),
        };
        let text = format!("notes are NOT saved: {reason}; quit and lose {lost}? y/n · e writes them elsewhere");
        app.mode = Mode::Confirm(Question { text: Clean::from(text), yes: Effect::Leave });
        return Vec::new();
    }
    if let Some((left, reason)) = app.refused() {
        let lost = if left.changes == 1 { "1 change".to_owned() } else { format!("{} changes", left.changes) };
        let text = format!("notes on {} are NOT saved: {reason}; quit and lose {lost}? y/n", left.name());
        app.mode = Mode::Confirm(Question { text: Clean::from(text), yes: Effect::Leave });
        return Vec::new();
    }
    vec![Effect::Quit]
}

/// Whether the open briefing may be left for another one: not while its notes are only in memory.
pub(super) fn may_open_another(app: &mut App) -> bool {
    let free = !app.notes.is_unsaved();
    if !free {
        app.message = Some(Message::error("notes are NOT saved: save-notes or save-notes-elsewhere first (palette)"));
    }
    free
}

impl App {
    /// The one line that must stay in sight while notes are not where they belong: in memory only, or only in the
    /// journal. With it, whether something would be lost.
    pub fn alarm(&self) -> Option<(Clean, bool)> {
        match &self.notes.saving {
            Saving::Unsaved(reason) => {
                Some((Clean::from(format!("NOT SAVED: {reason} (or save-notes-elsewhere)")), true))
            }
            Saving::Aside(reason) => Some((reason.clone(), false)),
            Saving::Saved | Saving::Underway => {
                let (left, reason) = self.refused()?;
                Some((Clean::from(format!("NOT SAVED: notes on {}: {reason}", left.name())), true))
            }
        }
    }

    /// What was left and the disk refused, and why.
    fn refused(&self) -> Option<(&Left, &Clean)> {
        self.left.iter().find_map(|left| left.reason.as_ref().map(|reason| (left, reason)))
    }

    /// True when the disk refused something, of the open briefing or of one before it, that would be lost if the program
    /// ended now.
    pub fn is_unsaved(&self) -> bool {
        self.notes.is_unsaved() || self.refused().is_some()
    }

    /// Rows that it takes on the screen: as many as it needs to be read, within bounds; 0 without one.
    pub fn alarm_rows(&self) -> u16 {
        let Some((text, _)) = self.alarm() else { return 0 };
        let width = usize::from(self.panes.screen.width.saturating_sub(2));
        u16::try_from(crate::wrap::message(&text, width).len()).unwrap_or(1).clamp(1, 3)
    }

    /// The reader wants to leave, and the notes were written as far as the disk lets: ask, where something would be lost.
    pub fn must_ask(&mut self) -> bool {
        self.is_unsaved() && leave(self).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command, Document, Opened, Settings, update};
    use crate::briefing::{BlockKind, Draft};

    fn open(app: &mut App, path: &str) {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "The lead.", 1);
        let source = Document::none().source;
        let opened = Opened { briefing: draft.finish().0.into(), path: Some(path.into()), ..source };
        update(app, Action::Opened(Box::new(opened)));
    }

    fn run(app: &mut App, command: Command) -> Vec<Effect> {
        update(app, Action::Command { command, count: None, letter: None })
    }

    /// The disk takes its time over a highlight, another briefing is opened, and then the disk refuses.
    #[test]
    fn what_is_refused_after_its_briefing_was_left_is_not_lost_in_silence() {
        let mut app = App::new(Settings::default(), (80, 24));
        open(&mut app, "/a.txt");
        run(&mut app, Command::AnnotateBriefing);
        update(&mut app, Action::Paste(Clean::line("a note")));
        run(&mut app, Command::SaveNote);
        let serial = app.notes.serial;
        open(&mut app, "/b.txt");
        assert!(app.alarm().is_none() && !app.is_unsaved(), "nothing speaks against it yet");
        let said = |app: &mut App, news: News| update(app, Action::Notes("/a.txt".into(), news));
        said(&mut app, News::Unsaved(Clean::from("no space left")));
        let (text, lost) = app.alarm().unwrap();
        assert!(lost && text.contains("NOT SAVED: notes on a.txt: no space left"), "{text}");
        assert!(!run(&mut app, Command::Quit).contains(&Effect::Quit));
        let Mode::Confirm(question) = &app.mode else { panic!("it asks: {:?}", app.mode) };
        assert!(question.text.contains("quit and lose 1 change?"), "{}", question.text);
        run(&mut app, Command::Back);
        said(&mut app, News::Kept(serial - 1));
        assert!(app.is_unsaved());
        said(&mut app, News::Kept(serial));
        assert!(app.alarm().is_none() && !app.is_unsaved());
        assert!(app.message.as_ref().is_some_and(|m| m.text.contains("the notes on a.txt are saved now")));
        assert!(run(&mut app, Command::Quit).contains(&Effect::Quit));
    }
}
