//! Journeys of seeing notes: in the text, in the outline, in lists.

use attache::anchor::{self, Ground};
use attache::app::Action;
use attache::app::notes::News;
use attache::desk::Desk;
use attache::look::ASCII;
use attache::note::{Anchor, Colour, Id, Meta, Note, NoteKind, Notebook, Record, SectionName, Status, Target};
use attache::text::Span;
use attache::theme::Depth;

const BRIEFING: &str = "\
---
title: Northern corridor
---
The lead says what matters. It has two sentences.

## Joint Efforts

The officials agreed to establish a high-level consultative mechanism to oversee cooperation.

> A quoted line about the market.

## Regional Issues

Regional issues were on the agenda. The border stays open.
";

fn desk() -> Desk {
    Desk::of_text("corridor.md", BRIEFING)
}

/// A note on these words of the open text.
#[expect(clippy::unwrap_used, reason = "words that are not there are a fault of the test")]
fn on(desk: &Desk, words: &str, kind: NoteKind, text: &str) -> Record {
    let briefing = desk.app().document.briefing();
    let start = briefing.text.find(words).unwrap();
    let anchor = anchor::make(&Ground::of(briefing), Span::new(start, start + words.len()));
    note(words, Target::Span(anchor), kind, text)
}

fn note(id: &str, target: Target, kind: NoteKind, text: &str) -> Record {
    let meta = Meta { id: Id::from(id), ..Meta::default() };
    Record::Note(Note { meta, target, kind, text: text.to_owned(), ..Note::default() })
}

fn section(heading: &str) -> Target {
    Target::Section(SectionName { heading: Some(heading.to_owned()), ordinal: 1 })
}

/// A note on words that are not in the text.
fn lost(words: &str, heading: &str, text: &str) -> Record {
    let section = SectionName { heading: Some(heading.to_owned()), ordinal: 1 };
    let anchor = Anchor { section, quote: words.to_owned(), ..Anchor::default() };
    note(words, Target::Span(anchor), NoteKind::Note, text)
}

fn with(mut record: Record, change: impl FnOnce(&mut Note)) -> Record {
    if let Record::Note(note) = &mut record {
        change(note);
    }
    record
}

/// The desk with these records in the sidecar of the open briefing.
#[expect(clippy::unwrap_used, reason = "every desk here has a file open")]
fn keep(desk: &mut Desk, records: Vec<Record>) {
    let path = desk.app().document.source.path.clone().unwrap();
    let book = Box::new(records.into_iter().collect::<Notebook>());
    desk.happens(Action::Notes(path, News::Read { book, upto: 0, same: false, history: None, message: None }));
}

fn annotated(mut desk: Desk) -> Desk {
    let question = with(on(&desk, "consultative mechanism", NoteKind::Question, "Who chairs it?"), |n| {
        n.tags = vec!["border".to_owned()];
    });
    let records = vec![
        question,
        on(&desk, "A quoted", NoteKind::Fact, "From the readout."),
        with(on(&desk, "The border", NoteKind::Highlight, ""), |n| n.colour = Some(Colour::Green)),
        with(on(&desk, "border stays", NoteKind::Action, "Call them."), |n| n.status = Status::Done),
        note("s", section("Joint Efforts"), NoteKind::Judgement, "They mean it."),
        note("b", Target::Briefing, NoteKind::Note, "Read twice."),
    ];
    keep(&mut desk, records);
    desk
}

/// The row that holds these words, and the same row of the plane of styles.
#[expect(clippy::panic, reason = "words that are not there are what is looked for")]
fn row_with(desk: &Desk, words: &str) -> (String, String) {
    let screen = desk.screen();
    let n = screen.lines().position(|row| row.contains(words)).unwrap_or_else(|| panic!("no “{words}” in\n{screen}"));
    (desk.row(n), desk.styles().lines().nth(n).unwrap_or("").to_owned())
}

#[test]
fn signs_stand_in_the_gutter_and_counts_in_the_outline() {
    let desk = annotated(desk());
    insta::assert_snapshot!(desk.screen(), @r"
    Northern corridor                                                  corridor.md

    ● Lead                 │ ¶ The lead says what matters. It has two sentences.
    ○ Joint Efforts  ?1 ¶2 │
    ○ Regional Issues   ¶2 │ Joint Efforts ◇                                   2/3
                           │
                           │   The officials agreed to establish a high-level
                           │ ? consultative mechanism to oversee cooperation.
                           │
                           │ ◆ ┃ A quoted line about the market.
                           │
                           │ Regional Issues                                   3/3
                           │
                           │g¶ Regional issues were on the agenda. The border
                           │   stays open.
                           │
                           │
                           │
                           │
                           │
                           │
                           │
                           │
    READ  §1/3 ¶1 · 100 % · <1 min left        Space on  J section  / find  ? help
    ");
}

#[test]
fn signs_in_ascii_and_on_a_narrow_screen() {
    let desk = annotated(desk().size(40, 12).signs(ASCII));
    insta::assert_snapshot!(desk.screen(), @r"
    Northern corridor          corridor.md
    n The lead says what matters. It has
      two sentences.

    Joint Efforts j                    2/3

      The officials agreed to establish a
    ? high-level consultative mechanism to
      oversee cooperation.

    f | A quoted line about the market.
    READ  #1/3 p1 - 71 % - <1 min left
    ");
}

#[test]
fn passages_are_underlined_and_highlights_tell_their_colour_without_colour() {
    let mut desk = annotated(desk());
    let (_, plane) = row_with(&desk, "mechanism to");
    assert!(plane.contains("nnnnnnnn"), "{plane}");
    let (row, plane) = row_with(&desk, "The border");
    assert!(row.contains("g¶ Regional"), "{row}");
    assert_eq!(plane.matches('?').count(), 13, "“The border”, the sign of the row and its colour: {plane}");
    desk = annotated(self::desk().depth(Depth::None));
    desk.press("/ The <enter> v");
    let (_, plane) = row_with(&desk, "The border");
    assert!(plane.contains('c') || plane.contains('?'), "{plane}");
}

#[test]
fn next_and_previous_note() {
    let mut desk = annotated(desk());
    assert!(desk.press("]n").row(23).contains("1/6 note: Read twice."), "{}", desk.row(23));
    assert!(desk.press("]n").row(23).contains("2/6 judgement: They mean it."), "{}", desk.row(23));
    assert!(desk.press("]n").row(23).contains("3/6 question: Who chairs it? · #border"), "{}", desk.row(23));
    assert!(desk.press("2 ]n").row(23).contains("5/6 green highlight: “The border”"), "{}", desk.row(23));
    assert!(desk.press("]n").row(23).contains("6/6 action: Call them. · done"), "{}", desk.row(23));
    assert!(desk.press("]n").row(23).contains("no note further on"), "{}", desk.row(23));
    assert!(desk.press("3 [n").row(23).contains("3/6 question"), "{}", desk.row(23));
    assert!(desk.press("9 [n").row(23).contains("no note before this"), "{}", desk.row(23));
    let mut empty = self::desk();
    assert!(empty.press("]n").row(23).contains("no notes here yet"), "{}", empty.row(23));
}

#[test]
fn the_caret_goes_to_notes_and_the_status_line_says_what_they_say() {
    let mut desk = annotated(desk());
    desk.press("v 2 ]n h h");
    assert!(!desk.row(23).contains("Who chairs"), "{}", desk.row(23));
    desk.press("l l");
    assert!(desk.row(23).contains("? Who chairs it? · #border"), "{}", desk.row(23));
    desk.press("]n ]n l l l l l");
    assert!(desk.row(23).contains("¶ Call them. · done +1"), "{}", desk.row(23));
    assert!(desk.press("<c-o>").row(23).contains("From the readout."), "{}", desk.row(23));
}

#[test]
fn a_note_whose_passage_is_gone_is_counted_and_stands_with_its_section() {
    let mut desk = desk();
    keep(&mut desk, vec![lost("words that went away", "Joint Efforts", "Mine.")]);
    let (row, _) = row_with(&desk, "Joint Efforts");
    assert!(row.contains("×1 ¶1"), "{row}");
    assert!(desk.screen().contains("Joint Efforts ¶×"), "{}", desk.screen());
    let told = desk.press("]n").row(23);
    assert!(told.contains("passage gone (it was in this section)"), "{told}");
}

#[test]
fn signs_of_right_to_left_paragraphs_stand_on_their_side() {
    let text = "---\ntitle: شمال\n---\nالفقرة الأولى تقول ما يهم.\n\n## قضايا\n\nكانت القضايا على جدول الأعمال.\n";
    let mut desk = Desk::of_text("rtl.md", text).size(60, 12);
    let records = vec![on(&desk, "الأولى", NoteKind::Question, "من؟"), note("s", section("قضايا"), NoteKind::Note, "x")];
    keep(&mut desk, records);
    insta::assert_snapshot!(desk.screen(), @r"
    لامش                                                rtl.md
    ● Lead          ?1 │          .مهي ام لوقت ىلوألا ةرقفلا ?
    ○ اياضق         ¶1 │
                       │                               ¶ اياضق
                       │
                       │      .لامعألا لودج ىلع اياضقلا تناك
                       │
                       │
                       │
                       │
                       │
    READ  §1/2 ¶1 · 100 % · <1 min left         / find  ? help
    ");
}

#[test]
fn collapsed_sections_count_what_is_under_them() {
    let text = "## A\n\nOne word.\n\n### B\n\nAnother word.\n\n## C\n\nThird.\n";
    let mut desk = Desk::of_text("tree.md", text);
    let records = vec![on(&desk, "One", NoteKind::Note, "1"), on(&desk, "Another", NoteKind::Note, "2")];
    keep(&mut desk, records);
    assert!(row_with(&desk, "● A").0.contains("¶1"), "{}", desk.screen());
    desk.press("<tab> h");
    assert!(row_with(&desk, "● A").0.contains("¶2"), "{}", desk.screen());
}
