//! Writing a note: what the pane below the text holds, and how a note comes out of it.
//!
//! A note is begun on a passage, a section or the briefing (`annotate`), or opened to be changed ([`edit`]). What is
//! written is a draft at every moment: `settle` hands it to the world once a frame, so that leaving the pane, the
//! program or the world loses nothing. Saving goes through `notes::commit` and ends the draft.

use super::{App, Command, Effect, Message, Mode, links, lists, notes};
use crate::clean::Clean;
use crate::drafts::{Draft, Of};
use crate::note::{Colour, Moment, Note, NoteKind, Status, Target};
use crate::text::{self, Span};

pub mod buffer;
mod deeds;
mod drafts;
mod here;
mod highlight;
mod kept;
mod keys;
mod outside;
mod save;
pub mod sheet;
mod subject;
pub mod tags;
mod template;

pub use deeds::{Deed, on};
pub use drafts::DraftNews;
pub(in crate::app) use drafts::{notes_kept, notes_read, waiting};
pub use kept::KeptDrafts;
pub use outside::Edited;
pub use save::edit;
pub use template::{PLACEHOLDERS, Template};

pub(super) use deeds::perform;
pub(super) use drafts::news;
pub(super) use keys::{mouse, paste, run, type_char};
pub(super) use outside::edited;
pub(super) use subject::refit;

use buffer::Buffer;
use sheet::Sheet;
use tags::TagPrompt;

/// A note that is being written.
#[derive(Debug, Clone)]
pub struct Compose {
    /// What the note is for: a new one, or a change.
    pub of: Of,
    /// The note before the change; `None` when it is new.
    pub before: Option<Box<Note>>,
    /// What it is on, in a few words: `“high-level consultative…”`.
    pub about: Clean,
    /// The passage in the text, as far as there is one (bytes).
    pub passage: Option<Span>,
    /// Kind of the note.
    pub kind: NoteKind,
    /// Colour, of a highlight.
    pub colour: Option<Colour>,
    /// Tags.
    pub tags: Vec<String>,
    /// Status.
    pub status: Status,
    /// What is written.
    pub buffer: Buffer,
    /// How it lies in the pane.
    pub sheet: Sheet,
    /// Tags being typed.
    pub prompt: Option<TagPrompt>,
    /// When it was begun.
    pub begun: Moment,
    /// Where the reader was, to go back to.
    back: Back,
    /// The passage must be brought into view with the next frame.
    reveal: bool,
}

/// What had the keys: a pane beside the text; `None` for the text, which keeps its caret and selection itself.
type Behind = Option<Box<Mode>>;

/// Where the reader was before the pane opened.
#[derive(Debug, Clone)]
struct Back {
    behind: Behind,
    /// First byte in view.
    top: usize,
    /// First byte in view once the passage was brought into view; elsewhere, the reader has moved on.
    revealed: Option<usize>,
}

impl Compose {
    /// The draft as it stands.
    fn draft(&self) -> Draft {
        Draft {
            of: self.of.clone(),
            kind: self.kind.clone(),
            colour: self.colour,
            tags: self.tags.clone(),
            status: self.status.clone(),
            text: self.buffer.text(),
            begun: self.begun.stamp(),
        }
    }

    /// True when saving would change something: something is written, or another than it was.
    fn is_changed(&self) -> bool {
        match &self.before {
            None => !self.buffer.is_blank() || !self.tags.is_empty(),
            Some(note) => {
                self.kind != note.kind
                    || self.tags != note.tags
                    || self.status != note.status
                    || self.buffer.text() != note.text
            }
        }
    }

    /// The kinds that Tab goes through: a highlight needs a passage, and a kind of somebody else's stays on offer.
    fn kinds(&self) -> Vec<NoteKind> {
        let on_span = self
            .before
            .as_ref()
            .map_or(matches!(&self.of, Of::New(Target::Span(_))), |note| matches!(note.target, Target::Span(_)));
        let mut kinds = NoteKind::ALL.to_vec();
        kinds.retain(|kind| on_span || *kind != NoteKind::Highlight);
        let foreign = self.before.as_ref().map(|note| note.kind.clone());
        kinds.extend(foreign.filter(|kind| !NoteKind::ALL.contains(kind)));
        kinds
    }

    fn step_kind(&mut self, step: isize) {
        let kinds = self.kinds();
        let count = isize::try_from(kinds.len()).unwrap_or(1);
        let at = kinds.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let next = (isize::try_from(at).unwrap_or(0) + step).rem_euclid(count);
        if let Some(kind) = usize::try_from(next).ok().and_then(|n| kinds.get(n)) {
            self.kind = kind.clone();
        }
    }

    fn toggle_done(&mut self) {
        self.status = if self.status == Status::Done { Status::Open } else { Status::Done };
    }
}

/// Runs a command about notes while the text is read; `None` when it is none.
pub(super) fn command(app: &mut App, command: Command, letter: Option<char>) -> Option<Vec<Effect>> {
    let effects = match command {
        Command::Annotate => annotate(app),
        Command::AnnotateBriefing => begin(app, Target::Briefing, None),
        Command::Undo => notes::undo(app),
        Command::Redo => notes::redo(app),
        Command::Highlight => highlight::ask(app, letter),
        Command::RestoreNote => deeds::trash(app),
        Command::EditOutside => outside::open(app),
        Command::Template => template::choose(app),
        Command::Drafts => drafts::choose(app),
        Command::EditNote
        | Command::DeleteNote
        | Command::Tag
        | Command::Untag
        | Command::ToggleDone
        | Command::SetKind => deeds::ask(app, command),
        _ => return None,
    };
    Some(effects)
}

/// Enter: the link at the caret, else the note there.
pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let link = links::at_caret(app);
    match here::at_caret(app, |record| record.as_note().is_some()) {
        Some(id) if link.is_none() => edit(app, &id),
        _ => {
            lists::open_link_at_caret(app);
            Vec::new()
        }
    }
}

/// Begins a note on the selection, else on the section.
pub(super) fn annotate(app: &mut App) -> Vec<Effect> {
    let (target, passage) = match app.passage() {
        Some(span) => subject::on_passage(app, span),
        None => subject::on_section(app),
    };
    begin(app, target, passage)
}

/// Opens the pane for a new note, with what was written on the same before.
fn begin(app: &mut App, target: Target, passage: Option<Span>) -> Vec<Effect> {
    if !subject::can_be_kept(app) {
        return Vec::new();
    }
    let about = subject::about(&target);
    let of = Of::New(target);
    let draft = app.drafts.list.get(&of).cloned();
    if draft.is_some() {
        app.message = Some(Message::note("this is your draft; it was not saved yet"));
    }
    let blank = Draft {
        of,
        kind: NoteKind::Note,
        colour: None,
        tags: Vec::new(),
        status: Status::Open,
        text: String::new(),
        begun: String::new(),
    };
    open(app, draft.unwrap_or(blank), None, (about, passage));
    Vec::new()
}

fn open(app: &mut App, draft: Draft, before: Option<Box<Note>>, (about, passage): (Clean, Option<Span>)) {
    let back = Back { behind: step_aside(app), top: app.reader.top_offset, revealed: None };
    app.mode = Mode::Compose(Box::new(Compose {
        buffer: Buffer::new(&draft.text),
        of: draft.of,
        before,
        about,
        passage,
        kind: draft.kind,
        colour: draft.colour,
        tags: draft.tags,
        status: draft.status,
        sheet: Sheet::default(),
        prompt: None,
        begun: app.now,
        back,
        reveal: true,
    }));
}

/// Makes room for something that takes the keys.
fn step_aside(app: &mut App) -> Behind {
    app.set_aside();
    match std::mem::replace(&mut app.mode, Mode::Read) {
        pane @ (Mode::Outline | Mode::Notes(_) | Mode::Review(_)) => Some(Box::new(pane)),
        _ => None,
    }
}

/// Gives the keys back to what had them.
fn step_back(app: &mut App, behind: Behind) {
    match behind {
        Some(pane) => app.mode = *pane,
        None => app.resume(),
    }
}

/// Closes the pane: back to where the reader was.
fn close(app: &mut App) -> Option<Box<Compose>> {
    let Mode::Compose(mut compose) = std::mem::replace(&mut app.mode, Mode::Read) else { return None };
    step_back(app, compose.back.behind.take());
    let back = &compose.back;
    if back.revealed == Some(app.reader.top_offset) && back.top != app.reader.top_offset {
        let briefing = std::sync::Arc::clone(&app.document.source.briefing);
        app.reader.show_at_top(&briefing, back.top);
    }
    Some(compose)
}

/// Esc: closes the pane and keeps what is written as a draft.
fn leave(app: &mut App) -> Vec<Effect> {
    let effects = drafts::keep(app);
    if let Some(compose) = close(app)
        && compose.is_changed()
    {
        let words = text::truncate(&first_words(&compose.buffer.text()), 30);
        app.message =
            Some(Message::note(format!("draft kept: “{}”; begin a note here again to go on", Clean::piece(&words))));
    }
    effects
}

/// Brings the pane up to date before a frame: its rows, the passage in view, the draft.
pub(super) fn settle(app: &mut App) -> Vec<Effect> {
    let area = app.panes.sheet();
    let briefing = std::sync::Arc::clone(&app.document.source.briefing);
    let Mode::Compose(compose) = &mut app.mode else { return Vec::new() };
    compose.sheet.fit(&compose.buffer, (usize::from(area.width), usize::from(area.height)));
    if std::mem::take(&mut compose.reveal)
        && let Some(passage) = compose.passage
    {
        let before = app.reader.top_offset;
        app.reader.reveal(&briefing, passage.end.saturating_sub(1).max(passage.start));
        app.reader.reveal(&briefing, passage.start);
        compose.back.revealed = (before != app.reader.top_offset).then_some(app.reader.top_offset);
    }
    drafts::keep(app)
}

/// The first words of a note, in one line.
pub(super) fn first_words(text: &str) -> Clean {
    Clean::line(text.trim().lines().next().unwrap_or(""))
}

/// How a note is named in a message: its first words, else the words that it is on.
pub(super) fn name_of(note: &Note) -> String {
    let own = first_words(&note.text);
    let quoted = note.target.anchor().map(|anchor| first_words(&anchor.quote));
    let words = if own.is_empty() { quoted.unwrap_or_default() } else { own };
    text::truncate(&words, 30)
}

/// The number of notes as a message says it.
pub(super) fn count_of_notes(app: &App) -> String {
    match app.notes.book.notes().count() {
        1 => "1 note".to_owned(),
        n => format!("{n} notes"),
    }
}
