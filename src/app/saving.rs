//! What stands between a reader and the loss of notes: the questions asked, and the ways out offered, while the disk
//! refuses them; those of a briefing that was left before the disk had spoken as well.

use std::fmt;
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
    /// Their numbers; what is done at once has one for all of it.
    serials: Vec<u64>,
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
    let (Some(path), serials) = (app.document.source.path.clone(), app.notes.unsaved()) else { return };
    if !serials.is_empty() {
        let reason = if let Saving::Unsaved(reason) = &app.notes.saving { Some(reason.clone()) } else { None };
        app.left.push(Left { path, serials, reason });
    }
}

/// What the keeper says of the notes on the briefing at `path`, as far as that was left.
pub(super) fn news_of_left(app: &mut App, path: &Path, news: &News) {
    match news {
        News::Kept(upto) => {
            for left in app.left.iter_mut().filter(|left| left.path == path) {
                left.serials.retain(|serial| serial > upto);
            }
            if let Some(left) = app.left.iter().find(|left| left.serials.is_empty() && left.reason.is_some()) {
                app.message = Some(Message::note(format!("the notes on {} are saved now", left.name())));
            }
            app.left.retain(|left| !left.serials.is_empty());
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
    if errand == Errand::Save && app.notes.saving == Saving::Saved && app.left.is_empty() {
        app.message = Some(Message::note("all notes are saved"));
    }
    vec![Effect::Errand(errand)]
}

/// Leaves the program, unless notes would be lost: then it asks.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    let stake = app.at_stake();
    // What is asked comes first: the row above has the reason too, and room to say it.
    let text = if let (true, Saving::Unsaved(reason)) = (app.notes.is_unsaved(), &app.notes.saving) {
        format!("{stake} y/n · e writes them elsewhere · notes are NOT saved: {reason}")
    } else if let Some((left, reason)) = app.refused().next() {
        format!("{stake} y/n · notes on {} are NOT saved: {reason}", left.name())
    } else {
        return vec![Effect::Quit];
    };
    app.mode = Mode::Confirm(Question { text: Clean::from(text), yes: Effect::Leave });
    Vec::new()
}

/// What becomes of the changes that the disk refused if the program ends now.
#[derive(Debug, Clone, Copy, Default)]
struct Stake {
    /// Nothing has them.
    lost: usize,
    /// They are on the disk as drafts, which are offered with their briefing.
    drafts: usize,
}

impl Stake {
    fn and(self, other: Self) -> Self {
        Self { lost: self.lost + other.lost, drafts: self.drafts + other.drafts }
    }
}

impl fmt::Display for Stake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drafts = match self.drafts {
            1 => "1 stays as a draft".to_owned(),
            n => format!("{n} stay as drafts"),
        };
        match (self.lost, self.drafts) {
            (0, _) => write!(f, "quit? {drafts};"),
            (1, 0) => f.write_str("quit and lose 1 change?"),
            (lost, 0) => write!(f, "quit and lose {lost} changes?"),
            (1, _) => write!(f, "quit and lose 1 change? {drafts};"),
            (lost, _) => write!(f, "quit and lose {lost} changes? {drafts};"),
        }
    }
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
        let left = self.refused().next();
        if let Saving::Unsaved(reason) = &self.notes.saving {
            let also = left.map(|(left, _)| format!("; nor are notes on {}", left.name())).unwrap_or_default();
            return Some((Clean::from(format!("NOT SAVED: {reason} (or save-notes-elsewhere){also}")), true));
        }
        // What may be lost comes before what is safe in another place.
        if let Some((left, reason)) = left {
            let stake = self.stake_of(&left.path, &left.serials);
            let kept = if stake.lost == 0 { "; kept there as a draft" } else { "" };
            return Some((Clean::from(format!("NOT SAVED: notes on {}: {reason}{kept}", left.name())), stake.lost > 0));
        }
        match &self.notes.saving {
            Saving::Aside(reason) => Some((reason.clone(), false)),
            _ => None,
        }
    }

    /// What was left and the disk refused, and why.
    fn refused(&self) -> impl Iterator<Item = (&Left, &Clean)> {
        self.left.iter().filter_map(|left| left.reason.as_ref().map(|reason| (left, reason)))
    }

    /// What becomes of all that the disk refused, of the open briefing and of those before it.
    fn at_stake(&self) -> Stake {
        let own = match &self.document.source.path {
            Some(path) if self.notes.is_unsaved() => self.stake_of(path, &self.notes.unsaved()),
            _ => Stake::default(),
        };
        self.refused().fold(own, |sum, (left, _)| sum.and(self.stake_of(&left.path, &left.serials)))
    }

    fn stake_of(&self, path: &Path, serials: &[u64]) -> Stake {
        let drafts = self.drafts.kept_of(path, serials).min(serials.len());
        Stake { lost: serials.len() - drafts, drafts }
    }

    /// True when the disk refused something, of the open briefing or of one before it, that would be lost if the program
    /// ended now.
    pub fn is_unsaved(&self) -> bool {
        self.notes.is_unsaved() || self.refused().next().is_some()
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
    use crate::app::compose::DraftNews;
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

    /// What is a draft on the disk is not lost; it is told once, and counted as what it is.
    #[test]
    fn what_stays_as_a_draft_is_not_counted_as_lost() {
        let mut app = App::new(Settings::default(), (80, 24));
        open(&mut app, "/a.txt");
        run(&mut app, Command::AnnotateBriefing);
        update(&mut app, Action::Paste(Clean::line("a note")));
        app.settle();
        run(&mut app, Command::SaveNote);
        let (drafts, path) = (app.drafts.serial, PathBuf::from("/a.txt"));
        open(&mut app, "/b.txt");
        app.message = None;
        update(&mut app, Action::Notes(path.clone(), News::Unsaved(Clean::from("no space left"))));
        assert!(app.message.is_none(), "{:?}", app.message);
        assert_eq!(app.at_stake().to_string(), "quit and lose 1 change?", "the draft may be refused as well");
        update(&mut app, Action::Drafts(path, DraftNews::Kept(drafts)));
        let (text, lost) = app.alarm().unwrap();
        assert!(!lost && text.ends_with("notes on a.txt: no space left; kept there as a draft"), "{text}");
        run(&mut app, Command::Quit);
        let Mode::Confirm(question) = &app.mode else { panic!("it asks: {:?}", app.mode) };
        assert!(
            question.text.starts_with("quit? 1 stays as a draft; y/n · notes on a.txt are NOT saved"),
            "{}",
            question.text
        );
        for ((lost, drafts), told) in [
            ((2, 0), "quit and lose 2 changes?"),
            ((2, 1), "quit and lose 2 changes? 1 stays as a draft;"),
            ((0, 2), "quit? 2 stay as drafts;"),
        ] {
            assert_eq!(Stake { lost, drafts }.to_string(), told);
        }
    }
}
