//! What a reader writes and confirms: notes, marks and entries of the registry, the notebook that holds them, and changes
//! that can be undone.
//!
//! These are plain domain types. How they look in a file is the business of the sidecar; how they find their words again
//! that of the anchors. Texts are kept as they were written; whoever draws them makes them [`crate::clean::Clean`] first.
//!
//! Serialised by `serde` they are what the journal holds (JSON); the YAML of a sidecar has a form of its own.

use serde::{Deserialize, Serialize};

use crate::entity::Entity;

pub mod filter;
mod history;
mod moment;
mod notebook;

pub use crate::entity::Id;
pub use filter::Filter;
pub use history::{Change, History, Step};
pub use moment::Moment;
pub use notebook::Notebook;

/// A note or a mark, one block of a sidecar; or an entry, one block of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// Something that was written.
    Note(Note),
    /// A name that was confirmed, or a suggestion that was refused.
    Mark(Mark),
    /// What is known of an entity, in this briefing and in others.
    Entry(Entry),
}

/// What every record has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// Identity; never used twice.
    pub id: Id,
    /// Who made it; may be empty.
    pub author: String,
    /// When it was made, as RFC 3339 in UTC.
    pub created: String,
    /// When it was last changed, likewise.
    pub changed: String,
    /// When it was deleted; the record stays, so that a merge does not bring it back and the trash can.
    pub deleted: Option<String>,
    /// The record that this one was in conflict with when two versions were merged.
    pub conflict_with: Option<Id>,
}

/// Something a reader wrote: on a passage, a section or the briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// Identity and times.
    pub meta: Meta,
    /// What it is on.
    pub target: Target,
    /// What sort of note it is.
    pub kind: NoteKind,
    /// Colour of a highlight.
    pub colour: Option<Colour>,
    /// Tags, without `#`.
    pub tags: Vec<String>,
    /// Whether it waits for something.
    pub status: Status,
    /// What was written; lines parted by `\n`. Empty in a bare highlight.
    pub text: String,
}

/// A name in the text, confirmed or refused by a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Identity and times.
    pub meta: Meta,
    /// Where it stands.
    pub anchor: Anchor,
    /// Canonical name of the entity; the registry has the rest.
    pub entity: String,
    /// Kind of entity: `person`, `place`, `organisation`, `event`, `date`, `other`, or a kind of the reader's own.
    pub kind: String,
    /// The reader said that this is *not* the entity: a suggestion that must not come back.
    pub rejected: bool,
}

/// What the registry knows of an entity: a record that belongs to no briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Identity and times.
    pub meta: Meta,
    /// Names, kind and the rest.
    pub entity: Entity,
    /// Of one that was taken away: the entity that it was made a part of.
    pub into: Option<Id>,
}

/// What a note is on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A passage.
    Span(Anchor),
    /// A section.
    Section(SectionName),
    /// The whole briefing.
    #[default]
    Briefing,
}

/// A section as files name it: by its heading, and the ordinal among equal headings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct SectionName {
    /// The heading; `None` for the lead.
    pub heading: Option<String>,
    /// Which of the sections with this heading, from 1. 0 counts as 1.
    pub ordinal: usize,
}

/// How a passage is found again: its words, what stands around them, and where it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Anchor {
    /// The section it was in.
    pub section: SectionName,
    /// The passage itself, always whole.
    pub quote: String,
    /// Text before it.
    pub before: String,
    /// Text after it.
    pub after: String,
    /// Where it began, in code points of the canonical text.
    pub start: usize,
    /// How often the quote occurred in the text when the anchor was made; 0 where nobody counted.
    pub seen: usize,
    /// The reader said that it has no passage any more: it is not looked for until it is given another one.
    pub detached: bool,
}

/// What sort of note it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[expect(missing_docs, reason = "the names say it")]
pub enum NoteKind {
    #[default]
    Note,
    Fact,
    Judgement,
    Question,
    Action,
    Highlight,
    /// A kind of somebody else's; kept as it is.
    Other(String),
}

/// Whether a note waits for something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Status {
    /// It does, or nobody said.
    #[default]
    Open,
    /// It does not any more.
    Done,
    /// A status of somebody else's; kept as it is.
    Other(String),
}

/// Colours of highlights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Colour {
    Red,
    Green,
    Blue,
    Yellow,
    Purple,
}

impl Meta {
    /// When it was last written, as far as somebody wrote that down; else long ago, so that a time is there to write.
    pub fn last_time(&self) -> &str {
        const LONG_AGO: &str = "1970-01-01T00:00:00Z";
        self.changed.as_str().max(&self.created).max(LONG_AGO)
    }
}

impl Record {
    /// Identity and times.
    pub fn meta(&self) -> &Meta {
        match self {
            Self::Note(note) => &note.meta,
            Self::Mark(mark) => &mark.meta,
            Self::Entry(entry) => &entry.meta,
        }
    }

    /// The same, to change.
    pub fn meta_mut(&mut self) -> &mut Meta {
        match self {
            Self::Note(note) => &mut note.meta,
            Self::Mark(mark) => &mut mark.meta,
            Self::Entry(entry) => &mut entry.meta,
        }
    }

    /// Identity.
    pub fn id(&self) -> &Id {
        &self.meta().id
    }

    /// True when it is in the trash.
    pub fn is_deleted(&self) -> bool {
        self.meta().deleted.is_some()
    }

    /// How it finds its passage; `None` on a section or the briefing, and for an entry.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Note(note) => note.target.anchor(),
            Self::Mark(mark) => Some(&mark.anchor),
            Self::Entry(_) => None,
        }
    }

    /// The note, when it is one.
    pub fn as_note(&self) -> Option<&Note> {
        match self {
            Self::Note(note) => Some(note),
            Self::Mark(_) | Self::Entry(_) => None,
        }
    }

    /// The mark, when it is one.
    pub fn as_mark(&self) -> Option<&Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::Note(_) | Self::Entry(_) => None,
        }
    }

    /// The entry of the registry, when it is one.
    pub fn as_entry(&self) -> Option<&Entry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Note(_) | Self::Mark(_) => None,
        }
    }
}

impl Target {
    /// How a passage is found again; `None` for a section or the briefing.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Span(anchor) => Some(anchor),
            _ => None,
        }
    }
}

impl NoteKind {
    /// The kinds that are offered, in the order of the picker.
    pub const ALL: [NoteKind; 6] =
        [Self::Note, Self::Fact, Self::Judgement, Self::Question, Self::Action, Self::Highlight];

    /// The name in files.
    pub fn name(&self) -> &str {
        match self {
            Self::Note => "note",
            Self::Fact => "fact",
            Self::Judgement => "judgement",
            Self::Question => "question",
            Self::Action => "action",
            Self::Highlight => "highlight",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for NoteKind {
    fn from(name: String) -> Self {
        Self::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or(Self::Other(name))
    }
}

impl From<NoteKind> for String {
    fn from(kind: NoteKind) -> Self {
        kind.name().to_owned()
    }
}

impl Status {
    /// The name in files.
    pub fn name(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for Status {
    fn from(name: String) -> Self {
        match name.as_str() {
            "open" => Self::Open,
            "done" => Self::Done,
            _ => Self::Other(name),
        }
    }
}

impl From<Status> for String {
    fn from(status: Status) -> Self {
        status.name().to_owned()
    }
}

impl Colour {
    /// All colours, in the order of the keys `r g b y p`.
    pub const ALL: [Colour; 5] = [Self::Red, Self::Green, Self::Blue, Self::Yellow, Self::Purple];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Purple => "purple",
        }
    }

    /// The colour of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}
