//! The application: state, and the one function that changes it.
//!
//! [`update`] takes an [`Action`] and returns [`Effect`]s; it touches neither disk, clock nor terminal. [`App::settle`]
//! is called once before each frame: it lays out what is visible and refreshes a search that is being typed, so that a
//! burst of keys costs one layout. Drawing reads the result and changes nothing.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::clean::Clean;
use crate::entity::Mention;
use crate::find::Query;
use crate::note::Moment;
use crate::place;
use crate::reading::Reading;
use crate::recognise::names::Names;
use crate::text;

pub mod action;
pub mod cells;
pub mod compose;
pub mod document;
mod effect;
pub mod entities;
pub mod export;
pub mod layout;
pub mod notes;
pub mod outline;
pub mod panes;
pub mod pick;
pub mod progress;
pub mod reader;
pub mod saving;
pub mod search;
pub mod select;
mod settings;
pub mod survey;
pub mod units;

mod caret;
mod commands;
mod details;
mod letters;
mod lists;
mod motion;
mod mouse;
mod opening;

pub use action::{Command, Scope};
pub use document::{Document, Opened};
pub use effect::Effect;
pub use mouse::{Grip, Mouse, MouseKind};
pub use saving::Errand;
pub use select::{Selection, Stand, Unit};
pub use settings::{Settings, WIDTHS, WhichNames};

pub use compose::Template;

use compose::{Compose, DraftNews, Edited, KeptDrafts};
use entities::Entities;
use notes::{News, Notes};
use outline::Outline;
use panes::{Facts, Focus, Panes};
use pick::{Listing, Pick};
use progress::Progress;
use reader::Reader;
use search::{Prompt, Search};
use survey::{Screen, Survey};

/// Characters that a paste types into a prompt or a filter; nobody means more, and each one filters.
const MOST_TYPED: usize = 1000;

/// Everything the program knows while it runs.
#[derive(Debug)]
pub struct App {
    /// The open document.
    pub document: Document,
    /// What the keys mean at present.
    pub mode: Mode,
    /// What stands in the text while something else has the keys.
    pub stand: Stand,
    /// What was selected last.
    pub last_selection: Option<Selection>,
    /// Place, layout and view of the text.
    pub reader: Reader,
    /// The outline pane.
    pub outline: Outline,
    /// Sections read, named places.
    pub progress: Progress,
    /// Notes and marks.
    pub notes: Notes,
    /// Names in the text.
    pub entities: Entities,
    /// Screens of names and dates that are not open.
    pub survey: Survey,
    /// Notes that were begun and not saved.
    pub drafts: KeptDrafts,
    /// The keys that messages name: commands and how they are given while reading.
    pub keys: HashMap<Command, String>,
    /// The last search.
    pub search: Search,
    /// View settings.
    pub settings: Settings,
    /// Geometry of the last settled frame.
    pub panes: Panes,
    /// One line for the reader, until the next key.
    pub message: Option<Message>,
    /// The folder whose briefings the library lists, with what is known of them.
    pub shelf: Shelf,
    /// What the mouse holds.
    pub grip: Grip,
    /// The time of the last event, with the chance that ids need.
    pub now: Moment,
}

/// What the keys mean.
#[derive(Debug, Clone)]
pub enum Mode {
    /// Reading: keys scroll.
    Read,
    /// A caret stands in the text, at this byte offset.
    Caret(usize),
    /// Part of the text is selected.
    Select(Selection),
    /// The outline has the keys.
    Outline,
    /// A search is being typed.
    Find(Prompt),
    /// A list is open.
    Pick(Box<Pick>),
    /// A question waits for yes or no.
    Confirm(Question),
    /// A note is being written.
    Compose(Box<Compose>),
    /// Tags of a note are being typed.
    Tag(Box<compose::tags::Tagging>),
    /// The notes pane has the keys.
    Notes(Box<notes::list::List>),
    /// A passage waits for a kind.
    Mark(Box<entities::marking::Marking>),
    /// Notes whose passage changed are looked at.
    Review(Box<notes::review::Review>),
    /// A screen of names or dates has the keys.
    Survey(Box<Screen>),
}

/// A yes-or-no question and what yes does.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question, in one line.
    pub text: Clean,
    /// The effect of yes.
    pub yes: Effect,
}

/// One line for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What to say.
    pub text: Clean,
    /// How much it matters.
    pub tone: Tone,
}

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Note,
    /// Something is not as expected.
    Warning,
    /// Something failed.
    Error,
}

/// A folder of briefings.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The folder; `None` when a document came from standard input.
    pub folder: Option<PathBuf>,
    /// Its briefings, newest first, as far as they were listed.
    pub listings: Vec<Listing>,
}

/// What happens to the application.
#[derive(Debug, Clone)]
pub enum Action {
    /// A command, with its count and letter where it has them.
    Command {
        /// The command.
        command: Command,
        /// Digits typed before it.
        count: Option<usize>,
        /// The letter typed behind it.
        letter: Option<char>,
    },
    /// A character was typed into a prompt or filter.
    Type(char),
    /// Text was pasted.
    Paste(Clean),
    /// The mouse did something.
    Mouse(Mouse),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// A document that was asked for is here, or its beginning.
    Opened(Box<Opened>),
    /// A document was read beside the loop: the rest of the open one, or its new version. It means nothing when the
    /// reader has opened another one meanwhile.
    Reread(Box<Opened>),
    /// The open file changed on disk.
    Changed,
    /// What the keeper of the notes on this file says.
    Notes(PathBuf, News),
    /// What the world says about drafts of notes on this file.
    Drafts(PathBuf, DraftNews),
    /// What came of the reader's own editor.
    Edited(Edited),
    /// Who writes notes, as version control knows them.
    Author(String),
    /// The reader's own templates for notes.
    Templates(Vec<Template>),
    /// The briefings of a folder.
    Listed(PathBuf, Vec<Listing>),
    /// Names that the recogniser found in the text that it was asked about under this number.
    Recognised(u64, Vec<Mention>),
    /// The names of the registry, and where they stand in the text that was asked about under this number.
    Matched(u64, Arc<Names>, Vec<Mention>),
    /// All matches of a query, as starts in bytes.
    Counted(Query, Vec<usize>),
    /// A file's fingerprint, and what was remembered of it under another name. Only for the open file.
    Identified(PathBuf, String, Option<Box<Reading>>),
    /// Something to ask the reader.
    Ask(Box<Question>),
    /// Something to tell the reader.
    Say(Message),
}

impl Action {
    /// A command without count or letter.
    pub fn command(command: Command) -> Self {
        Self::Command { command, count: None, letter: None }
    }
}

impl Message {
    /// A message that something was done.
    pub fn note(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Note }
    }

    /// A message that something is not as expected.
    pub fn warning(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Warning }
    }

    /// A message that something failed.
    pub fn error(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Error }
    }
}

impl App {
    /// An application without a document, on a screen of `columns` × `rows`.
    pub fn new(settings: Settings, (columns, rows): (u16, u16)) -> Self {
        let screen = Rect::new(0, 0, columns, rows);
        let panes = Panes::new(screen, &settings, Facts::default());
        let document = Document::none();
        Self {
            outline: Outline::new(document.briefing()),
            progress: Progress::default(),
            document,
            mode: Mode::Read,
            stand: Stand::default(),
            last_selection: None,
            reader: Reader::default(),
            search: Search::default(),
            settings,
            panes,
            message: None,
            shelf: Shelf::default(),
            grip: Grip::default(),
            notes: Notes::default(),
            entities: Entities::default(),
            survey: Survey::default(),
            drafts: KeptDrafts::default(),
            keys: HashMap::new(),
            now: Moment::default(),
        }
    }

    /// How a command is given, for a message: its key, else its name in the palette.
    pub fn key(&self, command: Command) -> String {
        self.keys.get(&command).cloned().unwrap_or_else(|| format!("`{}`", action::entry(command).id))
    }

    /// Which bindings apply.
    pub fn scope(&self) -> Scope {
        match self.mode {
            Mode::Read => Scope::Read,
            Mode::Caret(_) => Scope::Caret,
            Mode::Select(_) => Scope::Select,
            Mode::Outline => Scope::Outline,
            Mode::Find(_) | Mode::Confirm(_) | Mode::Mark(_) => Scope::Prompt,
            Mode::Pick(_) => Scope::List,
            Mode::Compose(_) | Mode::Tag(_) => Scope::Compose,
            Mode::Notes(ref list) if list.typing => Scope::Prompt,
            Mode::Notes(_) | Mode::Review(_) => Scope::Notes,
            Mode::Survey(ref screen) if screen.finder().typing => Scope::Prompt,
            Mode::Survey(_) => Scope::Names,
        }
    }

    /// Byte offset where the reader is: the caret, else the first letter of the top row.
    pub fn position(&self) -> usize {
        match self.mode {
            Mode::Caret(offset) => offset,
            Mode::Select(selection) => selection.caret,
            _ => self.reader.top_offset,
        }
    }

    /// Byte offset of the caret, when there is one.
    pub fn caret(&self) -> Option<usize> {
        match self.mode {
            Mode::Caret(offset) => Some(offset),
            Mode::Select(selection) => Some(selection.caret),
            _ => None,
        }
    }

    /// Index of the section where the reader is.
    pub fn section(&self) -> usize {
        let briefing = self.document.briefing();
        briefing.section_of(briefing.block_at(self.position()))
    }

    /// Minutes that section `n` takes this reader, unrounded.
    pub fn minutes(&self, n: usize) -> f32 {
        self.document.minutes(n) * self.pace()
    }

    /// Minutes of the section at hand that are on the screen or above it, while it counts as unread.
    fn seen_of_section(&self) -> f32 {
        let section = self.section();
        let span = self.document.briefing().section_span(section);
        if self.progress.is_read(section) || span.is_empty() {
            return 0.0;
        }
        let seen = self.reader.view.end.clamp(span.start, span.end) - span.start;
        #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
        let share = seen as f32 / span.len() as f32;
        self.document.minutes(section) * share
    }

    /// How much longer this reader takes than the one whom the estimates have in mind.
    fn pace(&self) -> f32 {
        text::WORDS_PER_MINUTE / f32::from(self.settings.words_per_minute.max(1))
    }

    /// Minutes that the unread sections take, unrounded.
    pub fn minutes_left(&self) -> f32 {
        if self.progress.all_read() {
            return 0.0;
        }
        let read: f32 = self.progress.read().map(|n| self.document.minutes(n)).sum();
        (self.document.total_minutes() - read - self.seen_of_section()).max(0.1) * self.pace()
    }

    /// Opens a list.
    pub fn open_list(&mut self, kind: pick::PickKind) {
        lists::open(self, kind);
    }

    /// What is to be remembered of this reading; `None` for a document without a path.
    pub fn reading(&self) -> Option<Reading> {
        let path = self.document.source.path.clone()?;
        let briefing = self.document.briefing();
        Some(Reading {
            path,
            sha256: self.document.source.reading.as_ref().map_or(String::new(), |r| r.sha256.clone()),
            place: Some(place::make(briefing, self.reader.top_offset)),
            read: self.progress.ids(briefing),
            places: self.progress.places.clone(),
        })
    }

    /// Brings geometry, view and a half-typed search up to date. Called before each frame.
    pub fn settle(&mut self) -> Vec<Effect> {
        let facts = Facts {
            handling: self.document.briefing().header.handling.is_some(),
            alarm: self.alarm_rows(),
            focus: match self.mode {
                Mode::Outline => Focus::Outline,
                Mode::Compose(_) => Focus::Compose,
                Mode::Notes(_) => Focus::Notes,
                Mode::Survey(ref screen) if screen.is_beside() => Focus::Notes,
                _ => Focus::Text,
            },
        };
        self.panes = Panes::new(self.panes.screen, &self.settings, facts);
        let source = Arc::clone(&self.document.source.briefing);
        self.reader.reorders = self.settings.bidi;
        if self.reader.fit(&source, self.panes.text) && matches!(self.mode, Mode::Caret(_) | Mode::Select(_)) {
            self.reader.reveal(&source, self.position());
        }
        if let Mode::Select(selection) = self.mode {
            self.last_selection = Some(selection);
        }
        let mut effects = search::refresh(self);
        effects.extend(compose::settle(self));
        effects.extend(entities::settle(self));
        self.reader.look(&source, &self.search);
        let caret = matches!(self.mode, Mode::Caret(_)).then(|| self.position());
        self.notes.look(&source, &self.reader.view, caret);
        entities::look(self, &source);
        let height = usize::from(self.panes.outline.height);
        let follow = if matches!(self.mode, Mode::Outline) { self.outline.cursor } else { self.section() };
        self.outline.follow(follow, height);
        notes::panel::refresh(self);
        notes::review::settle(self);
        survey::settle(self);
        let notes = usize::from(self.notes_area().height);
        if let Mode::Notes(list) = &mut self.mode {
            list.fit(notes);
        }
        let list = usize::from(self.list_area().height);
        if let Mode::Pick(pick) = &mut self.mode {
            pick.fit(list);
        }
        effects
    }
}

/// Applies an action to the application and says what the world has to do.
pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Command { command, count, letter } => {
            app.message = None;
            commands::run(app, command, count, letter)
        }
        Action::Type(c) => commands::type_char(app, c),
        Action::Paste(text) if matches!(app.mode, Mode::Compose(_)) => compose::paste(app, &text),
        Action::Paste(_) if matches!(app.mode, Mode::Mark(_)) => Vec::new(),
        Action::Paste(text) => text.chars().take(MOST_TYPED).flat_map(|c| commands::type_char(app, c)).collect(),
        Action::Mouse(mouse) => mouse::handle(app, mouse),
        Action::Resize(columns, rows) => {
            app.panes.screen = Rect::new(0, 0, columns, rows);
            Vec::new()
        }
        Action::Opened(opened) => opening::opened(app, *opened),
        Action::Reread(opened) => opening::reread(app, *opened),
        Action::Changed => opening::changed(app),
        Action::Notes(path, news) => notes::news(app, &path, news),
        Action::Drafts(path, news) => {
            compose::news(app, &path, news);
            Vec::new()
        }
        Action::Edited(edited) => {
            compose::edited(app, edited);
            Vec::new()
        }
        Action::Templates(own) => {
            app.settings.templates.extend(own);
            Vec::new()
        }
        Action::Author(name) => {
            app.settings.author = name;
            Vec::new()
        }
        Action::Listed(folder, listings) => opening::listed(app, folder, listings),
        Action::Recognised(serial, mentions) => {
            entities::recognised(app, serial, mentions);
            Vec::new()
        }
        Action::Matched(serial, names, mentions) => {
            entities::matched(app, serial, names, mentions);
            Vec::new()
        }
        Action::Counted(query, starts) => {
            app.search.counted(&query, starts);
            Vec::new()
        }
        Action::Identified(path, sha256, reading) if app.document.source.path.as_ref() == Some(&path) => {
            opening::identified(app, sha256, reading.map(|r| *r))
        }
        Action::Identified(..) => Vec::new(),
        Action::Ask(question) => {
            export::ask(app, *question);
            Vec::new()
        }
        Action::Say(message) => {
            app.message = Some(message);
            Vec::new()
        }
    }
}
