use super::*;
use crate::anchor::{self, Ground};
use crate::briefing::{BlockKind, Draft};
use crate::note::{Id, Mark, Meta, Note};

/// A briefing with a lead and two sections; `border` stands in it twice.
pub(in crate::export) fn briefing() -> Briefing {
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, "The lead: a border and *stars*.", 1);
    draft.block(BlockKind::Heading(1), "Joint Efforts", 3);
    draft.block(BlockKind::Paragraph, "The officials met, and agreed on a high-level mechanism.", 5);
    draft.block(BlockKind::Paragraph, "The border stays open.", 7);
    draft.block(BlockKind::Heading(2), "Regional Issues", 9);
    draft.block(BlockKind::Paragraph, "Gaza was on the agenda.", 11);
    draft.finish().0
}

/// A note on the last place where these words stand.
pub(in crate::export) fn on(briefing: &Briefing, words: &str, id: &str) -> Entry {
    let start = briefing.text.rfind(words).unwrap();
    let span = Span::new(start, start + words.len());
    let ground = Ground::of(briefing);
    let target = Target::Span(anchor::make(&ground, span));
    let record = Record::Note(Note { meta: meta(id), target, ..Note::default() });
    Entry {
        record,
        state: State::Exact,
        span: Some(span),
        section: ground.section_at(start),
        torn: false,
        known_as: Vec::new(),
    }
}

/// The same passage marked as an entity.
pub(in crate::export) fn mark(briefing: &Briefing, words: &str, name: &str) -> Entry {
    let entry = on(briefing, words, name);
    let anchor = entry.record.anchor().unwrap().clone();
    let record = Record::Mark(Mark {
        meta: meta(name),
        anchor,
        entity: name.to_owned(),
        kind: "place".to_owned(),
        rejected: false,
    });
    Entry { record, ..entry }
}

fn meta(id: &str) -> Meta {
    Meta {
        id: Id::from(id),
        author: "mk".to_owned(),
        created: "2026-11-23T10:00:00Z".to_owned(),
        changed: "2026-11-23T10:02:11Z".to_owned(),
        ..Meta::default()
    }
}

#[test]
fn a_filter_knows_sections_and_the_names_inside() {
    let briefing = briefing();
    let all = || {
        vec![on(&briefing, "lead", "l"), on(&briefing, "border stays", "b"), mark(&briefing, "border", "Halden Pass")]
    };
    let ids = |filter: &Filter| -> Vec<String> {
        select(&briefing, all(), filter).iter().map(|e| e.record.id().to_string()).collect()
    };
    assert_eq!(ids(&Filter::default()).len(), 3);
    let named = |wanted: &str| Filter { entities: vec![wanted.to_owned()], ..Filter::default() };
    assert_eq!(ids(&named("halden")), ["b", "Halden Pass"]);
    let section = |wanted: &str| Filter { sections: vec![wanted.to_owned()], ..Filter::default() };
    assert_eq!(ids(&section("lead")), ["l"]);
    assert_eq!(ids(&section("2")), ["b", "Halden Pass"]);
    assert_eq!(ids(&section("joint")), ["b", "Halden Pass"]);
}
