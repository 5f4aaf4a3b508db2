//! Which records are meant: the filters that lists, exports and panes share.

use super::{Note, Record};
use crate::text;

mod when;

pub use when::{Period, Unreadable};

/// Conditions on a record. Of several values for one condition any will do; all conditions must hold. Case, accents and
/// variants of letters do not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Sections: a number from 1, a heading, or the beginning of one; `lead` is what stands before the first heading.
    pub sections: Vec<String>,
    /// Tags, with or without `#`.
    pub tags: Vec<String>,
    /// Kinds of notes or of marks.
    pub kinds: Vec<String>,
    /// Names: of a mark, in the words of a note or its passage, or marked inside the passage.
    pub entities: Vec<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// States of notes: `open`, `done`. Marks have none.
    pub statuses: Vec<String>,
    /// Last changed at or after this time, in milliseconds since 1970 in UTC.
    pub since: Option<i64>,
    /// Last changed before this time, likewise.
    pub until: Option<i64>,
    /// Words that must all stand in the note, its passage, its tags or its name.
    pub query: Option<String>,
    /// The words may also stand in the kind and in the heading of the section.
    pub wide: bool,
}

/// What a filter must know of a record beside the record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Number of the section where it stands, from 1; `None` for the briefing and where the section is gone.
    pub number: Option<usize>,
    /// Heading of that section.
    pub heading: Option<&'a str>,
    /// Names that are marked inside the passage.
    pub names: &'a [&'a str],
}

impl Filter {
    /// True when everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a record is meant.
    pub fn passes(&self, record: &Record, around: &Surroundings<'_>) -> bool {
        let note = record.as_note();
        any(&self.sections, |wanted| in_section(wanted, around))
            && any(&self.tags, |wanted| note.is_some_and(|note| has_tag(note, wanted)))
            && any(&self.kinds, |wanted| same(kind_of(record), wanted))
            && any(&self.authors, |wanted| same(&record.meta().author, wanted))
            && any(&self.statuses, |wanted| note.is_some_and(|note| same(note.status.name(), wanted)))
            && any(&self.entities, |wanted| is_about(record, wanted, around.names))
            && self.is_in_time(record)
            && self.query.as_deref().is_none_or(|query| holds(&self.words_of(record, around), query))
    }

    fn words_of(&self, record: &Record, around: &Surroundings<'_>) -> String {
        let words = words_of(record);
        if self.wide { format!("{words}\n{}\n{}", kind_of(record), around.heading.unwrap_or("lead")) } else { words }
    }

    fn is_in_time(&self, record: &Record) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let meta = record.meta();
        let stamp = if meta.changed.is_empty() { &meta.created } else { &meta.changed };
        // What has no time that can be read is neither before nor after anything.
        let Ok(time) = stamp.parse::<jiff::Timestamp>() else { return false };
        let millis = time.as_millisecond();
        self.since.is_none_or(|since| since <= millis) && self.until.is_none_or(|until| millis < until)
    }
}

fn any(wanted: &[String], test: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| test(wanted))
}

fn plain(words: &str) -> String {
    text::fold(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

fn holds(words: &str, query: &str) -> bool {
    let words = text::fold(words);
    text::fold(query).split_whitespace().all(|word| words.contains(word))
}

fn in_section(wanted: &str, around: &Surroundings<'_>) -> bool {
    let Some(number) = around.number else { return false };
    if wanted.trim().parse() == Ok(number) {
        return true;
    }
    let (heading, wanted) = (plain(around.heading.unwrap_or("lead")), plain(wanted));
    !wanted.is_empty() && heading.starts_with(&wanted)
}

fn has_tag(note: &Note, wanted: &str) -> bool {
    let wanted = wanted.strip_prefix('#').unwrap_or(wanted);
    note.tags.iter().any(|tag| same(tag, wanted))
}

fn kind_of(record: &Record) -> &str {
    match record {
        Record::Note(note) => note.kind.name(),
        Record::Mark(mark) => &mark.kind,
        Record::Entry(entry) => entry.entity.kind.name(),
    }
}

fn is_about(record: &Record, wanted: &str, names: &[&str]) -> bool {
    let wanted = plain(wanted);
    let mut near = names.iter().map(|name| plain(name));
    !wanted.is_empty() && (plain(&words_of(record)).contains(&wanted) || near.any(|name| name.contains(&wanted)))
}

fn words_of(record: &Record) -> String {
    let quote = record.anchor().map_or("", |anchor| anchor.quote.as_str());
    match record {
        Record::Note(note) => format!("{}\n{quote}\n{}", note.text, note.tags.join("\n")),
        Record::Mark(mark) => format!("{}\n{quote}", mark.entity),
        Record::Entry(entry) => format!("{}\n{}", entry.entity.name, entry.entity.aliases.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Anchor, Mark, Meta, NoteKind, Target};

    fn note() -> Record {
        let anchor = Anchor { quote: "the Müller commission".to_owned(), ..Anchor::default() };
        let changed = "2026-11-23T10:02:11Z".to_owned();
        Record::Note(Note {
            meta: Meta { author: "mk".to_owned(), changed, ..Meta::default() },
            target: Target::Span(anchor),
            kind: NoteKind::Question,
            tags: vec!["border".to_owned(), "follow-up".to_owned()],
            text: "Who chairs it?".to_owned(),
            ..Note::default()
        })
    }

    fn passes(record: &Record, change: impl FnOnce(&mut Filter)) -> bool {
        let mut filter = Filter::default();
        change(&mut filter);
        let around = Surroundings { number: Some(2), heading: Some("Joint Efforts"), names: &["Asim Munir"] };
        filter.passes(record, &around)
    }

    fn some(values: &[&str]) -> Vec<String> {
        values.iter().map(|v| (*v).to_owned()).collect()
    }

    #[test]
    fn each_condition_by_itself() {
        let note = note();
        assert!(passes(&note, |_| {}));
        for (wanted, is) in [("2", true), ("joint", true), ("JOINT  efforts", true), ("1", false), ("lead", false)] {
            assert_eq!(passes(&note, |f| f.sections = some(&[wanted])), is, "{wanted}");
        }
        for (wanted, is) in [("border", true), ("#Border", true), ("bord", false)] {
            assert_eq!(passes(&note, |f| f.tags = some(&[wanted])), is, "{wanted}");
        }
        for (wanted, is) in [("muller", true), ("munir", true), ("gaza", false)] {
            assert_eq!(passes(&note, |f| f.entities = some(&[wanted])), is, "{wanted}");
        }
        assert!(passes(&note, |f| f.kinds = some(&["fact", "question"])));
        assert!(!passes(&note, |f| f.kinds = some(&["note"])));
        assert!(passes(&note, |f| f.authors = some(&["MK"])));
        assert!(!passes(&note, |f| f.statuses = some(&["done"])));
        assert!(passes(&note, |f| f.query = Some("commission WHO border".to_owned())));
        assert!(!passes(&note, |f| f.query = Some("commission nobody".to_owned())));
    }

    #[test]
    fn all_conditions_must_hold() {
        assert!(!passes(&note(), |f| {
            f.tags = some(&["border"]);
            f.kinds = some(&["fact"]);
        }));
    }

    #[test]
    fn times_are_the_last_change() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let (before, after) = (at("2026-11-23T10:02:11Z"), at("2026-11-23T10:02:12Z"));
        assert!(passes(&note(), |f| f.since = Some(before)));
        assert!(!passes(&note(), |f| f.since = Some(after)));
        assert!(passes(&note(), |f| f.until = Some(after)));
        assert!(!passes(&note(), |f| f.until = Some(before)));
        assert!(!passes(&Record::Note(Note::default()), |f| f.since = Some(0)));
    }

    #[test]
    fn marks_have_kinds_and_names_but_no_tags() {
        let mark = Record::Mark(Mark { entity: "Asim Munir".to_owned(), kind: "person".to_owned(), ..Mark::default() });
        assert!(passes(&mark, |f| f.kinds = some(&["person"])));
        assert!(passes(&mark, |f| f.entities = some(&["munir"])));
        assert!(!passes(&mark, |f| f.tags = some(&["border"])));
        assert!(!passes(&mark, |f| f.statuses = some(&["open"])));
    }
}
