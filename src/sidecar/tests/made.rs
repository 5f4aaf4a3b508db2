//! Records and files to try with.

use crate::note::{Anchor, Colour, Id, Mark, Meta, Note, NoteKind, Record, SectionName, Status, Target};
use proptest::prelude::*;

/// A note on the briefing.
pub(super) fn note(id: &str, text: &str) -> Record {
    let meta = Meta { id: Id::from(id), ..Meta::default() };
    Record::Note(Note { meta, text: text.to_owned(), ..Note::default() })
}

/// Texts that are hard on YAML.
pub(super) fn hard() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        "[-#:'\"|>*&!%@\\[\\]{},? a0~=.\\n\\t]{0,16}",
        "( {0,3}[a#:\\-\\t]{0,3}\\n){0,4}",
        any::<String>(),
        Just("---\n- a: b\n...\n".to_owned()),
        Just("<<<<<<< HEAD\n=======\n>>>>>>> x".to_owned()),
        Just("\u{1F469}\u{200D}\u{1F680} مرحبا\u{202E}\r\n\u{7}".to_owned()),
        Just("no".to_owned()),
    ]
}

fn stamp() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0u8..60).prop_map(|s| format!("2026-11-23T10:00:{s:02}Z")),
        1 => Just(String::new()),
        1 => hard(),
    ]
}

fn anchor() -> impl Strategy<Value = Anchor> {
    let section = (proptest::option::of(hard()), 0usize..3);
    (section, hard(), hard(), hard(), 0usize..2000, 0usize..3).prop_map(
        |((heading, ordinal), quote, before, after, start, seen)| Anchor {
            section: SectionName { heading, ordinal },
            quote,
            before,
            after,
            start,
            seen,
            detached: start % 2 == 1,
        },
    )
}

/// Any record whose id is one of a few.
pub(super) fn record(from: u8) -> impl Strategy<Value = Record> {
    let meta = (from..from + 4, hard(), stamp(), stamp(), proptest::option::of(stamp()), proptest::option::of("[a-c]"));
    let meta = meta.prop_map(|(id, author, created, changed, deleted, with)| Meta {
        id: Id::from(format!("id{id}")),
        author,
        created,
        changed,
        deleted,
        conflict_with: with.map(Id::from),
    });
    let meta = meta.boxed();
    let target = prop_oneof![
        3 => anchor().prop_map(Target::Span),
        1 => (proptest::option::of(hard()), 0usize..3)
            .prop_map(|(heading, ordinal)| Target::Section(SectionName { heading, ordinal })),
        1 => Just(Target::Briefing),
    ];
    let kind = prop_oneof![hard().prop_map(NoteKind::from), Just(NoteKind::Question)];
    let status = prop_oneof![hard().prop_map(Status::from), Just(Status::Done)];
    let colour = proptest::option::of((0usize..5).prop_map(|n| Colour::ALL[n]));
    let tags = proptest::collection::vec(hard(), 0..3);
    let note = (meta.clone(), target, kind, colour, tags, status, hard()).prop_map(
        |(meta, target, kind, colour, tags, status, text)| {
            Record::Note(Note { meta, target, kind, colour, tags, status, text })
        },
    );
    let mark = (meta, anchor(), hard(), hard(), any::<bool>())
        .prop_map(|(meta, anchor, entity, kind, rejected)| Record::Mark(Mark { meta, anchor, entity, kind, rejected }));
    prop_oneof![3 => note, 1 => mark]
}

/// Some records.
pub(super) fn records() -> impl Strategy<Value = Vec<Record>> {
    proptest::collection::vec(record(0), 0..6)
}
