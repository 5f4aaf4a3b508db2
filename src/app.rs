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

pub mod action;
pub mod cells;
pub mod compose;
pub mod document;
mod effect;
pub mod entities;
pub mod export;
pub mod input;
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
mod links;
mod lists;
mod message;
mod motion;
mod mouse;
mod opening;
mod settle;

pub use action::{Command, Scope};
pub use document::{Document, Opened};
pub use effect::Effect;
pub use message::{Message, Question, Tone};
pub use mouse::{Grip, Mouse, MouseKind};
pub use saving::{Errand, Left};
pub use select::{Selection, Stand, Unit};
pub use settings::{Settings, ThemeChoice, WIDTHS, WhichNames};

pub use compose::Template;

use compose::{Compose, DraftNews, Edited, KeptDrafts};
use entities::Entities;
use notes::{News, Notes};
use outline::Outline;
use panes::{Facts, Panes};
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
    /// Changes of briefings before the open one that are not known to be on the disk.
    pub left: Vec<Left>,
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

/// A folder of briefings.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The folder; `None` when a document came from standard input.
    pub folder: Option<PathBuf>,
    /// Its briefings, newest first, as far as they were listed.
    pub listings: Vec<Listing>,
    /// They were listed.
    pub is_listed: bool,
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
    /// What was searched for in runs before this one, the latest last.
    Searches(Vec<Query>),
    /// The reader's own templates for notes.
    Templates(Vec<Template>),
    /// The briefings of a folder.
    Listed(PathBuf, Vec<Listing>),
    /// Names that the recogniser found in the text that it was asked about under this number.
    Recognised(u64, Vec<Mention>),
    /// How much of a whole text the recogniser has read that was asked about under this number, in per cent.
    Recognising(u64, u8),
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
    /// Something about the reader's own files, found after the start: it is in the details, and said where nothing else is.
    Fault(Clean),
}

impl Action {
    /// A command without count or letter.
    pub fn command(command: Command) -> Self {
        Self::Command { command, count: None, letter: None }
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
            left: Vec::new(),
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

    /// Byte offset that a command is about which names no passage: the caret, else what was gone to last, as long as the
    /// text stands still, else the top row.
    pub fn point(&self) -> usize {
        self.caret().unwrap_or_else(|| self.reader.point())
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
        briefing.section_of(briefing.block_at(self.point()))
    }

    /// Opens a list.
    pub fn open_list(&mut self, kind: pick::PickKind) {
        lists::open(self, kind);
    }

    /// Where the reader was when a list of commands was opened that is not filled yet.
    pub fn awaits_commands(&self) -> Option<Scope> {
        match &self.mode {
            Mode::Pick(pick) if pick.counts().1 == 0 => pick.awaits_commands,
            _ => None,
        }
    }

    /// Fills an open list of commands.
    pub fn list_commands(&mut self, taught: &[action::Bound]) {
        lists::fill_commands(self, taught);
    }

    /// What is to be remembered of this reading; `None` for a document without a path.
    pub fn reading(&self) -> Option<Reading> {
        let path = self.document.source.path.clone()?;
        let briefing = self.document.briefing();
        let source = &self.document.source;
        // Of a text that is not here yet, a reader who did not move is where they were.
        let before = source.reading.as_ref().filter(|_| !source.complete && !self.document.moved);
        let place = before.and_then(|reading| reading.place.clone());
        Some(Reading {
            path,
            sha256: source.reading.as_ref().map_or(String::new(), |r| r.sha256.clone()),
            size: source.size,
            place: Some(place.unwrap_or_else(|| place::make(briefing, self.reader.top_offset))),
            read: self.progress.ids(briefing),
            places: self.progress.places.clone(),
        })
    }

    /// True when something has to wait for the rest of the text, of which the reader is told.
    fn awaits_rest(&mut self) -> bool {
        let waits = !self.document.source.complete;
        if waits {
            self.message = Some(Message::note(motion::AWAITED));
        }
        waits
    }
}

/// Applies an action to the application and says what the world has to do.
pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let by_reader = matches!(action, Action::Command { .. } | Action::Type(_) | Action::Paste(_) | Action::Mouse(_));
    let top = app.reader.top_offset;
    let effects = apply(app, action);
    app.document.moved |= by_reader && app.reader.top_offset != top;
    effects
}

fn apply(app: &mut App, action: Action) -> Vec<Effect> {
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
        Action::Searches(before) => {
            search::recall(app, before);
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
        Action::Recognising(serial, percent) => {
            entities::recognising(app, serial, percent);
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
        Action::Fault(fault) => {
            app.settings.faults.push(fault.clone());
            app.message.get_or_insert_with(|| Message::warning(fault));
            Vec::new()
        }
        Action::Say(message) => {
            app.message = Some(message);
            Vec::new()
        }
    }
}
