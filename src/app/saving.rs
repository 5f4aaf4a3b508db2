//! What stands between a reader and the loss of notes: the questions asked, and the ways out offered, while the disk
//! refuses them.

use super::notes::Saving;
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
            Saving::Saved | Saving::Underway => None,
        }
    }

    /// Rows that it takes on the screen: as many as it needs to be read, within bounds; 0 without one.
    pub fn alarm_rows(&self) -> u16 {
        let Some((text, _)) = self.alarm() else { return 0 };
        let width = usize::from(self.panes.screen.width.saturating_sub(2));
        u16::try_from(crate::wrap::message(&text, width).len()).unwrap_or(1).clamp(1, 3)
    }

    /// The reader wants to leave, and the notes were written as far as the disk lets: ask, where something would be lost.
    pub fn must_ask(&mut self) -> bool {
        self.notes.is_unsaved() && leave(self).is_empty()
    }
}
