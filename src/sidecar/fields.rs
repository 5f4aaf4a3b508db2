//! A record as the keys and values of its block, in the order in which they are written.

use super::scalar::{self, STEP};
use crate::entity::Position;
use crate::note::{Anchor, Entry, Mark, Meta, Note, Record, SectionName, Target};

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// On one line.
    Short(String),
    /// On lines of its own where it can.
    Long(String),
    /// On one line where it is one, else on lines of its own.
    Passage(String),
    Time(String),
    Number(usize),
    Words(Vec<String>),
    Place(Position),
    Yes,
}

/// Keys of notes, in order.
const NOTE_KEYS: [&str; 20] = [
    "id",
    "on",
    "section",
    "section_nth",
    "quote",
    "before",
    "after",
    "start",
    "seen",
    "detached",
    "kind",
    "colour",
    "tags",
    "author",
    "created",
    "changed",
    "deleted",
    "conflict_with",
    "status",
    "text",
];

/// Keys of marks, in order.
const MARK_KEYS: [&str; 17] = [
    "id",
    "entity",
    "kind",
    "rejected",
    "section",
    "section_nth",
    "quote",
    "before",
    "after",
    "start",
    "seen",
    "detached",
    "author",
    "created",
    "changed",
    "deleted",
    "conflict_with",
];

/// Keys of entities, in order.
const ENTITY_KEYS: [&str; 15] = [
    "id",
    "name",
    "kind",
    "formerly",
    "aliases",
    "not",
    "note",
    "place",
    "links",
    "author",
    "created",
    "changed",
    "deleted",
    "into",
    "conflict_with",
];

/// The list that a record stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Notes,
    Marks,
    Entities,
}

impl Which {
    /// The key of the list.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Marks => "marks",
            Self::Entities => "entities",
        }
    }

    /// The list that a record belongs into.
    pub(super) fn of(record: &Record) -> Self {
        match record {
            Record::Note(_) => Self::Notes,
            Record::Mark(_) => Self::Marks,
            Record::Entry(_) => Self::Entities,
        }
    }

    /// The keys that this program reads in a record of the list, in the order in which it writes them.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Notes => &NOTE_KEYS,
            Self::Marks => &MARK_KEYS,
            Self::Entities => &ENTITY_KEYS,
        }
    }

    /// The place of a key in that order.
    pub(super) fn rank(self, key: &str) -> Option<usize> {
        self.keys().iter().position(|known| *known == key)
    }
}

/// Everything that `record` says, in the order of its keys. Values that say nothing are left out.
pub(super) fn of(record: &Record) -> Vec<(&'static str, Field)> {
    let mut out = Fields(Vec::new());
    match record {
        Record::Note(note) => out.note(note),
        Record::Mark(mark) => out.mark(mark),
        Record::Entry(entry) => out.entry(entry),
    }
    let which = Which::of(record);
    out.0.sort_by_key(|(key, _)| which.rank(key));
    out.0
}

struct Fields(Vec<(&'static str, Field)>);

impl Fields {
    fn add(&mut self, key: &'static str, field: Field) {
        let says_nothing = match &field {
            Field::Short(text) | Field::Long(text) | Field::Passage(text) | Field::Time(text) => text.is_empty(),
            Field::Words(words) => words.is_empty(),
            Field::Number(_) | Field::Place(_) | Field::Yes => false,
        };
        if !says_nothing {
            self.always(key, field);
        }
    }

    fn always(&mut self, key: &'static str, field: Field) {
        self.0.push((key, field));
    }

    fn note(&mut self, note: &Note) {
        self.meta(&note.meta);
        match &note.target {
            Target::Span(anchor) => {
                self.add("on", Field::Short("span".to_owned()));
                self.anchor(anchor);
            }
            Target::Section(name) => {
                self.add("on", Field::Short("section".to_owned()));
                self.section(name);
            }
            Target::Briefing => self.add("on", Field::Short("briefing".to_owned())),
        }
        self.always("kind", Field::Short(note.kind.name().to_owned()));
        if let Some(colour) = note.colour {
            self.add("colour", Field::Short(colour.name().to_owned()));
        }
        self.add("tags", Field::Words(note.tags.clone()));
        self.always("status", Field::Short(note.status.name().to_owned()));
        self.add("text", Field::Long(note.text.clone()));
    }

    fn mark(&mut self, mark: &Mark) {
        self.meta(&mark.meta);
        self.always("entity", Field::Short(mark.entity.clone()));
        self.add("kind", Field::Short(mark.kind.clone()));
        if mark.rejected {
            self.add("rejected", Field::Yes);
        }
        self.anchor(&mark.anchor);
    }

    fn entry(&mut self, entry: &Entry) {
        let entity = &entry.entity;
        self.meta(&entry.meta);
        if let Some(into) = &entry.into {
            self.add("into", Field::Short(into.to_string()));
        }
        self.always("name", Field::Short(entity.name.clone()));
        self.always("kind", Field::Short(entity.kind.name().to_owned()));
        self.add("formerly", Field::Words(entity.formerly.iter().map(|kind| kind.name().to_owned()).collect()));
        self.add("aliases", Field::Words(entity.aliases.clone()));
        self.add("not", Field::Words(entity.not.clone()));
        self.add("note", Field::Long(entity.note.clone()));
        if let Some(place) = entity.place {
            self.always("place", Field::Place(place));
        }
        self.add("links", Field::Words(entity.links.clone()));
    }

    fn meta(&mut self, meta: &Meta) {
        self.always("id", Field::Short(meta.id.to_string()));
        self.add("author", Field::Short(meta.author.clone()));
        self.add("created", Field::Time(meta.created.clone()));
        self.add("changed", Field::Time(meta.changed.clone()));
        if let Some(deleted) = &meta.deleted {
            self.always("deleted", Field::Time(deleted.clone()));
        }
        if let Some(id) = &meta.conflict_with {
            self.always("conflict_with", Field::Short(id.to_string()));
        }
    }

    fn anchor(&mut self, anchor: &Anchor) {
        self.section(&anchor.section);
        self.always("quote", Field::Passage(anchor.quote.clone()));
        self.add("before", Field::Short(anchor.before.clone()));
        self.add("after", Field::Short(anchor.after.clone()));
        self.always("start", Field::Number(anchor.start));
        if anchor.seen > 0 {
            self.add("seen", Field::Number(anchor.seen));
        }
        if anchor.detached {
            self.add("detached", Field::Yes);
        }
    }

    /// No key `section` is the lead. The ordinal is written where it is not the first.
    fn section(&mut self, name: &SectionName) {
        if let Some(heading) = &name.heading {
            self.always("section", Field::Short(heading.clone()));
        }
        if name.ordinal != 1 {
            self.add("section_nth", Field::Number(name.ordinal));
        }
    }
}

/// `key: value`, the key at `column` (from 0), without indentation before it and with a line break behind it.
pub(super) fn written(key: &str, field: &Field, column: usize) -> String {
    let value = match field {
        Field::Time(text) => scalar::time(text),
        Field::Long(text) => scalar::long(text, column + STEP),
        Field::Passage(text) if text.contains('\n') => scalar::long(text, column + STEP),
        Field::Short(text) | Field::Passage(text) => scalar::short(text),
        Field::Number(number) => number.to_string(),
        Field::Yes => "true".to_owned(),
        Field::Place(at) => format!("{{lat: {}, lon: {}}}", degrees(at.latitude), degrees(at.longitude)),
        Field::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| scalar::flow(word)).collect();
            format!("[{}]", words.join(", "))
        }
    };
    format!("{key}: {value}\n")
}

/// Millionths of a degree as degrees, without zeros at the end.
fn degrees(millionths: i32) -> String {
    let (sign, size) = (if millionths < 0 { "-" } else { "" }, millionths.unsigned_abs());
    let written = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
    let short = written.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Id;

    #[test]
    fn keys_stand_in_their_order() {
        let meta = Meta {
            id: Id::from("x"),
            author: "mk".to_owned(),
            deleted: Some("d".to_owned()),
            conflict_with: Some(Id::from("y")),
            ..Meta::default()
        };
        let anchor = Anchor { section: SectionName { heading: Some("A".to_owned()), ordinal: 2 }, ..Anchor::default() };
        let note =
            Note { meta: meta.clone(), target: Target::Span(anchor.clone()), text: "t".to_owned(), ..Note::default() };
        let keys = |record: &Record| of(record).iter().map(|(key, _)| *key).collect::<Vec<_>>().join(" ");
        assert_eq!(
            keys(&Record::Note(note)),
            "id on section section_nth quote start kind author deleted conflict_with status text"
        );
        let mark = Mark { meta, anchor, kind: "person".to_owned(), rejected: true, ..Mark::default() };
        assert_eq!(
            keys(&Record::Mark(mark)),
            "id entity kind rejected section section_nth quote start author deleted conflict_with"
        );
    }
}
