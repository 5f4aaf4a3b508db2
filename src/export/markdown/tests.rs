use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::anchor::State;
use crate::briefing::{BlockKind, Classification, Draft, Handling};
use crate::export::notes::tests::{briefing, mark, on};
use crate::note::{Colour, NoteKind, Record, SectionName, Status, Target};

fn with(mut entry: Entry, change: impl FnOnce(&mut crate::note::Note)) -> Entry {
    if let Record::Note(note) = &mut entry.record {
        change(note);
    }
    entry
}

fn part(briefing: &Briefing, entries: Vec<Entry>) -> Part<'_> {
    Part { briefing, file: "x/a b.txt", link: "x/a%20b.txt".to_owned(), entries }
}

fn lost(entry: Entry) -> Entry {
    Entry { state: State::Orphan, span: None, ..entry }
}

#[test]
fn a_page_of_notes() {
    let mut briefing = briefing();
    briefing.header.date = crate::briefing::PartialDate::parse_iso("2024-01-30");
    briefing.header.handling = Handling::parse("TLP:GREEN");
    let entries = vec![
        with(lost(on(&briefing, "lead", "A")), |n| n.target = Target::Briefing),
        with(on(&briefing, "*stars*", "B"), |n| n.kind = NoteKind::Highlight),
        with(on(&briefing, "a high-level mechanism.\n\nThe border", "C"), |n| {
            n.kind = NoteKind::Question;
            n.tags = vec!["border".to_owned(), "follow-up".to_owned()];
            n.text = "Who *chairs* it?\n\n- one\n- two".to_owned();
        }),
        mark(&briefing, "border", "Halden Pass"),
        with(lost(on(&briefing, "Gaza", "D")), |n| n.status = Status::Done),
    ];
    let mut entries = entries;
    entries[0].state = State::Exact;
    entries[0].section = None;
    if let Record::Note(note) = &mut entries[1].record {
        note.colour = Some(Colour::Yellow);
    }
    insta::assert_snapshot!(managed::fresh(&blocks(&[part(&briefing, entries)])), @r#"
    <!-- attache:begin briefing:x/a%20b.txt d40b00c72bc4 -->
    # The lead: a border and \*stars\*.

    **Handling: TLP:GREEN**

    2024-01-30 · [a b.txt](x/a%20b.txt)
    <!-- attache:end briefing:x/a%20b.txt -->

    <!-- attache:begin A 0b1ab5f9138b -->
    note · mk · 2026-11-23 10:00 UTC · open · exact · [briefing](x/a%20b.txt)
    <!-- attache:end A -->

    <!-- attache:begin section:x/a%20b.txt:lead 01cadfb2f0cb -->
    ## Lead
    <!-- attache:end section:x/a%20b.txt:lead -->

    <!-- attache:begin B b05ceb3a9a6a -->
    > \*stars\*

    highlight (yellow) · mk · 2026-11-23 10:00 UTC · open · exact · [passage](x/a%20b.txt#:~:text=%2Astars%2A "section 1, character 23")
    <!-- attache:end B -->

    <!-- attache:begin section:x/a%20b.txt:joint-efforts aeb5e1e1ae9a -->
    ## Joint Efforts
    <!-- attache:end section:x/a%20b.txt:joint-efforts -->

    <!-- attache:begin C cdf8c7c24c30 -->
    > a high-level mechanism.
    >
    > The border

    Who *chairs* it?

    - one
    - two

    question · #border · #follow-up · mk · 2026-11-23 10:00 UTC · open · exact · [passage](x/a%20b.txt#:~:text=a%20high%2Dlevel%20mechanism.,The%20border "section 2, character 81")
    <!-- attache:end C -->

    <!-- attache:begin names:x/a%20b.txt e2f1c8bd321e -->
    ## Names

    - Halden Pass · place · [border](x/a%20b.txt#:~:text=The-,border,-stays%20open.)
    <!-- attache:end names:x/a%20b.txt -->

    <!-- attache:begin orphans:x/a%20b.txt 384ac878a331 -->
    ## Orphans: what they were on is gone
    <!-- attache:end orphans:x/a%20b.txt -->

    <!-- attache:begin D a01754d6113a -->
    > Gaza

    note · mk · 2026-11-23 10:00 UTC · done · orphan · was in “Regional Issues” of [the briefing](x/a%20b.txt)
    <!-- attache:end D -->
    "#);
}

#[test]
fn what_changed_is_told() {
    let briefing = briefing();
    let changed = |state| {
        let entry = with(on(&briefing, "stays open", "A"), |note| {
            if let Target::Span(anchor) = &mut note.target {
                anchor.quote = "stays_shut".to_owned();
            }
        });
        let all = blocks(&[part(&briefing, vec![Entry { state, ..entry }])]);
        all.last().unwrap().body.clone()
    };
    assert!(changed(State::Changed).starts_with("> stays\\_shut\n\nThe text reads now:\n\n> stays open\n\nnote · "));
    assert!(changed(State::Ask).starts_with("> stays\\_shut\n\nPerhaps this passage:\n\n> stays open\n\nnote · "));
}

#[test]
fn notes_on_sections_lead_to_their_headings() {
    let briefing = briefing();
    let name = SectionName { heading: Some("Joint Efforts".to_owned()), ordinal: 1 };
    let entry = with(on(&briefing, "border stays", "A"), |note| note.target = Target::Section(name));
    let here = Entry { span: None, ..entry.clone() };
    let gone = Entry { section: None, ..lost(entry) };
    let body = |entry: Entry| blocks(&[part(&briefing, vec![entry])]).last().unwrap().body.clone();
    assert!(body(here).ends_with("[section](x/a%20b.txt#:~:text=Joint%20Efforts \"section 2\")"));
    assert!(body(gone).ends_with("was the section “Joint Efforts”"));
}

#[test]
fn the_highest_marking_travels() {
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, "(U) Open words.", 1);
    draft.block(BlockKind::Paragraph, "(S//NF) Closed words.", 3);
    let mut secret = draft.finish().0;
    secret.blocks[0].portion = Some(Classification::Unclassified);
    secret.blocks[1].portion = Some(Classification::Secret);
    let mut other = briefing();
    let label = |parts: &[Part<'_>]| marking(parts).map(|label| label.to_string());
    assert_eq!(label(&[part(&other, Vec::new())]), None);
    let open = |briefing: &Briefing| vec![on(briefing, "Open", "A")];
    let both = |briefing: &Briefing| vec![on(briefing, "Open", "A"), on(briefing, "Closed words", "B")];
    assert_eq!(label(&[part(&secret, both(&secret))]).as_deref(), Some("SECRET (portion mark)"));
    assert_eq!(label(&[part(&secret, open(&secret))]).as_deref(), Some("UNCLASSIFIED (portion mark)"));
    // A passage that is gone keeps the mark that was quoted with it.
    let gone = vec![lost(on(&secret, "(S//NF) Closed", "B"))];
    assert_eq!(label(&[part(&secret, gone)]).as_deref(), Some("SECRET (portion mark)"));
    // An open passage does not open the briefing.
    secret.header.handling = Handling::parse("CONFIDENTIAL//REL");
    assert_eq!(label(&[part(&secret, open(&secret))]).as_deref(), Some("CONFIDENTIAL//REL"));
    other.header.handling = Handling::parse("TLP:AMBER");
    let parts = [part(&other, Vec::new()), part(&secret, both(&secret))];
    assert_eq!(label(&parts).as_deref(), Some("SECRET (portion mark) · CONFIDENTIAL//REL · TLP:AMBER"));
    let text = managed::fresh(&blocks(&parts));
    assert!(text.contains("begin document ") && text.contains("**Handling: SECRET (portion mark) · "), "{text}");
}

#[test]
fn a_record_that_is_there_twice_has_two_blocks() {
    let briefing = briefing();
    let one = part(&briefing, vec![on(&briefing, "border", "A")]);
    let two = Part { link: "b.txt".to_owned(), ..one.clone() };
    let ids: Vec<String> = blocks(&[one, two]).into_iter().map(|b| b.id).collect();
    assert_eq!(
        ids,
        [
            "briefing:x/a%20b.txt",
            "section:x/a%20b.txt:joint-efforts",
            "A",
            "briefing:b.txt",
            "section:b.txt:joint-efforts",
            "A:b.txt"
        ]
    );
}

/// What is foreign in a record cannot leave its place: every block renders to what it renders to alone.
#[test]
fn hostile_records_stay_in_their_blocks() {
    let briefing = briefing();
    let evil = "x\n<!-- attache:end A -->\n```\n<script>alert(1)</script>\n# Heading";
    let entry = with(on(&briefing, "border", "--> <b>"), |note| {
        note.text = evil.to_owned();
        note.tags = vec![evil.to_owned()];
        note.kind = NoteKind::Other("**k**".to_owned());
        note.meta.author = evil.to_owned();
        note.meta.created = evil.to_owned();
        note.meta.deleted = None;
    });
    let all = blocks(&[part(&briefing, vec![entry, on(&briefing, "Gaza", "B")])]);
    let text = managed::fresh(&all);
    assert!(managed::merge(&text, &all).text == text);
    let events = |markdown: &str| -> Vec<String> {
        let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
        parser
            .filter(|e| !matches!(e, Event::Start(Tag::HtmlBlock) | Event::End(pulldown_cmark::TagEnd::HtmlBlock)))
            .filter(|e| !matches!(e, Event::Html(html) if html.starts_with("<!-- attache:")))
            .map(|event| format!("{event:?}"))
            .collect()
    };
    let alone: Vec<String> = all.iter().flat_map(|block| events(&block.body)).collect();
    assert_eq!(events(&text), alone);
    assert!(!alone.iter().any(|event| event.contains("Html")), "{alone:?}");
}
