//! Journeys of seeing notes: in the text, in the outline, in lists.

use attache::anchor::{self, Ground};
use attache::app::Action;
use attache::app::notes::News;
use attache::desk::Desk;
use attache::look::ASCII;
use attache::note::{Anchor, Colour, Id, Meta, Note, NoteKind, Notebook, Record, SectionName, Status, Target};
use attache::sidecar::Sidecar;
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
    assert!(row.contains("×1") && !row.contains("¶1"), "{row}");
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
    assert!(row_with(&desk, "●›A").0.contains("¶2"), "{}", desk.screen());
}

/// Notes of every sort, two of them without a passage.
fn full(desk: Desk) -> Desk {
    let mut desk = annotated(desk);
    let mut records: Vec<Record> = desk.app().notes.book.records().to_vec();
    records.push(with(lost("the old market of the port", "Joint Efforts", "Was it closed?"), |n| {
        n.kind = NoteKind::Question;
    }));
    records.push(lost("an annex that is gone", "Annex", "See the annex."));
    keep(&mut desk, records);
    desk
}

#[test]
fn the_pane_lists_notes_in_the_order_of_the_text() {
    let mut desk = full(desk());
    insta::assert_snapshot!(desk.press("gn").screen(), @r"
     Notes                                                                        8
    ›¶  Read twice.
        the briefing
     ¶× See the annex.
        section “Annex”, which is gone · passage gone · “an annex that is gone”
     ◇  They mean it.
        Joint Efforts
     ?× Was it closed?
        Joint Efforts · passage gone · “the old market of the port”
     ?  Who chairs it?                                                      #border
        Joint Efforts · “consultative mechanism”
     ◆  From the readout.
        Joint Efforts · “A quoted”
     g  “The border”
        Regional Issues · “The border”
     ¶  Call them.                                                             done
        Regional Issues · “border stays”






     NOTES            dd delete  x done  e edit  / filter  Enter go there  Esc back
    ");
    insta::assert_snapshot!(full(self::desk().size(40, 12)).press("gn j j").screen(), @r"
     Notes                                8
     ¶  Read twice.
        the briefing
     ¶× See the annex.
        section “Annex”, which is gone · p…
    ›◇  They mean it.
        Joint Efforts
     ?× Was it closed?
        Joint Efforts · passage gone · “th…
     ?  Who chairs it?              #border
        Joint Efforts · “consultative mech…
     NOTES         Enter go there  Esc back
    ");
    insta::assert_snapshot!(full(self::desk().size(140, 20)).press("gn j j").screen(), @r"
    Northern corridor                                                                                                              corridor.md

    ○ Lead                           │ ¶ The lead says what matters. It has two sentences.                        Notes                     8
    ● Joint Efforts         ×1 ?1 ¶2 │                                                                            ¶  Read twice.
    ○ Regional Issues             ¶2 │ Joint Efforts ?×                                                     2/3      the briefing
                                     │                                                                            ¶× See the annex.
                                     │ ? The officials agreed to establish a high-level consultative mechanism       section “Annex”, which…
                                     │   to oversee cooperation.                                                 ›◇  They mean it.
                                     │                                                                               Joint Efforts
                                     │ ◆ ┃ A quoted line about the market.                                        ?× Was it closed?
                                     │                                                                               Joint Efforts · passage…
                                     │ Regional Issues                                                      3/3   ?  Who chairs it?   #border
                                     │                                                                               Joint Efforts · “consul…
                                     │g¶ Regional issues were on the agenda. The border stays open.               ◆  From the readout.
                                     │                                                                               Joint Efforts · “A quot…
                                     │                                                                            g  “The border”
                                     │                                                                               Regional Issues · “The…
                                     │                                                                            ¶  Call them.          done
                                     │                                                                               Regional Issues · “bord…
    NOTES                                           s to section  m new passage  dd delete  x done  e edit  / filter  Enter go there  Esc back
    ");
}

#[test]
fn notes_stand_beside_the_text_on_wide_screens_and_nothing_moves() {
    let mut desk = full(desk().size(140, 16));
    insta::assert_snapshot!(desk.screen(), @r"
    Northern corridor                                                                                                              corridor.md

    ● Lead                           │ ¶ The lead says what matters. It has two sentences.                       ¶  Read twice.
    ○ Joint Efforts         ×1 ?1 ¶2 │
    ○ Regional Issues             ¶2 │ Joint Efforts ?×                                                     2/3  ◇  They mean it.
                                     │                                                                           ?× Was it closed?
                                     │ ? The officials agreed to establish a high-level consultative mechanism   ?  Who chairs it?  #border
                                     │   to oversee cooperation.
                                     │
                                     │ ◆ ┃ A quoted line about the market.                                       ◆  From the readout.
                                     │
                                     │ Regional Issues                                                      3/3
                                     │
                                     │g¶ Regional issues were on the agenda. The border stays open.              ¶  Call them.  done
                                     │
    READ  §1/3 ¶1 · 100 % · <1 min left                                                              2 notes lost their passage: ]o shows them
    ");
    let text = desk.app().panes.text;
    desk.press("gN");
    assert!(!desk.screen().contains("Who chairs"), "{}", desk.screen());
    assert_eq!(desk.app().panes.text, text);
    desk.press("gn");
    assert_eq!(desk.app().panes.text, text);
    desk.press("<esc> <tab> <tab>");
    assert!(desk.row(15).contains("READ"), "hidden notes take no turn: {}", desk.row(15));
    desk.press("gN <tab> <tab>");
    assert!(desk.row(15).contains("NOTES"), "{}", desk.row(15));
    assert!(desk.press("<tab>").row(15).contains("READ"), "{}", desk.row(15));
}

#[test]
fn who_wrote_a_note_is_said_where_several_did() {
    let mut desk = desk();
    let by = |record, name: &str| with(record, |note| note.meta.author = name.to_owned());
    let mine = by(on(&desk, "agenda", NoteKind::Note, "Mine."), "mk");
    let theirs = on(&desk, "border", NoteKind::Note, "Theirs.");
    keep(&mut desk, vec![mine.clone(), by(theirs.clone(), "mk")]);
    assert!(!desk.press("gn").row(1).contains("mk"), "{}", desk.screen());
    keep(&mut desk, vec![mine, by(theirs, "lt")]);
    assert!(desk.row(1).contains("mk") && desk.row(3).contains("lt"), "{}", desk.screen());
}

#[test]
fn the_pane_filters_goes_there_and_comes_back() {
    let mut desk = full(desk());
    desk.press("gn / kind:question");
    assert!(desk.row(0).contains("2 of 8"), "{}", desk.screen());
    desk.press("<c-u> #border");
    assert!(desk.row(0).contains("1 of 8"), "{}", desk.screen());
    desk.press("<c-u> status:done <enter>");
    assert!(desk.row(1).contains("Call them."), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.row(23).contains("action: Call them."), "{}", desk.row(23));
    assert!(row_with(&desk, "stays open").1.contains('?'), "the passage stands out: {}", desk.styles());
    desk.press("gn / zebra");
    assert!(desk.screen().contains("No note is zebra."), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.row(0).contains("Notes") && desk.row(0).trim_end().ends_with('8'), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.row(23).contains("READ"), "{}", desk.row(23));
    desk.press("gn / since:soon");
    assert!(desk.row(0).contains("`soon` is no time"), "{}", desk.row(0));
}

#[test]
fn notes_are_done_deleted_restored_and_taken_back_in_the_pane() {
    let mut desk = full(desk());
    desk.press("gn j j j x");
    assert!(desk.row(23).contains("note done: “Was it closed?”"), "{}", desk.row(23));
    assert!(row_with(&desk, "Was it closed?").0.contains("done"), "{}", desk.screen());
    desk.press("dd");
    assert!(!desk.row(5).contains("Was it closed?"), "{}", desk.screen());
    desk.press("gt");
    assert!(desk.row(0).contains("Deleted notes") && desk.row(1).contains("Was it closed?"), "{}", desk.screen());
    assert!(!desk.row(2).contains("gone"), "its section is there: {}", desk.screen());
    desk.press("dd");
    assert!(desk.row(23).contains("restore it first"), "{}", desk.row(23));
    desk.press("r");
    assert!(desk.row(23).contains("brought back: “Was it closed?”"), "{}", desk.row(23));
    desk.press("<esc> gn");
    assert!(desk.screen().contains("Was it closed?"), "{}", desk.screen());
    desk.press("u");
    assert!(!row_with(&desk, "Notes").0.contains('8'), "{}", desk.screen());
}

#[test]
fn a_lost_note_is_told_of_and_finds_its_passage_by_hand() {
    let mut desk = full(desk());
    assert!(desk.row(23).contains("2 notes lost their passage: ]o shows them"), "{}", desk.row(23));
    desk.press("]o");
    assert!(
        desk.row(1).contains("See the annex.") && desk.row(2).contains("section “Annex”, which is gone"),
        "{}",
        desk.screen()
    );
    desk.press("]o m");
    assert!(desk.row(23).contains("select its passage and press Enter"), "{}", desk.row(23));
    desk.press("<esc>");
    assert!(desk.row(23).contains("the note keeps its place"), "{}", desk.row(23));
    desk.press("]o ]o m / agenda <enter> v v iw");
    assert!(desk.row(23).contains("for “the old market of the port”"), "{}", desk.row(23));
    desk.press("<enter>");
    assert!(desk.row(23).contains("passage set: Was it closed?"), "{}", desk.row(23));
    assert_eq!(passage(&desk, "the old market of the port").as_deref(), Some("agenda"));
    assert!(row_with(&desk, "● Regional").0.contains("?1"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(passage(&desk, "the old market of the port"), None);
}

/// The words that a note stands on.
fn passage(desk: &Desk, id: &str) -> Option<String> {
    let span = desk.app().notes.placed(&Id::from(id))?.span?;
    Some(attache::text::slice(&desk.app().document.briefing().text, span).to_owned())
}

#[test]
fn a_passage_is_selected_first_and_its_note_chosen_then() {
    let mut desk = full(desk());
    desk.press("/ agenda <enter> v v iw ga");
    assert!(desk.row(23).contains("Enter puts the chosen note on the selected passage"), "{}", desk.row(23));
    desk.press("j <enter>");
    assert_eq!(passage(&desk, "the old market of the port").as_deref(), Some("agenda"));
    assert!(desk.row(23).contains("CARET"), "{}", desk.row(23));
}

#[test]
fn a_passage_is_made_longer_and_shorter_by_keys() {
    let mut desk = full(desk());
    desk.press("v 3 ]n gp");
    assert!(desk.row(23).contains("SELECT"), "{}", desk.row(23));
    desk.press("2 w <esc>");
    assert_eq!(passage(&desk, "consultative mechanism").as_deref(), Some("consultative mechanism"));
    desk.press("gp w w <enter>");
    assert!(desk.row(23).contains("passage changed: Who chairs it?"), "{}", desk.row(23));
    let now = passage(&desk, "consultative mechanism");
    assert!(now.as_ref().is_some_and(|now| now.starts_with("consultative mechanism to o")), "{now:?}");
    desk.press("u");
    assert_eq!(passage(&desk, "consultative mechanism").as_deref(), Some("consultative mechanism"));
    assert!(self::desk().press("gp").row(23).contains("no note on a passage here"));
}

#[test]
fn a_note_is_edited_from_the_pane() {
    let mut desk = full(desk());
    desk.press("gn j j e");
    assert!(desk.screen().contains("INSERT") && desk.screen().contains("They mean it."), "{}", desk.screen());
    desk.press("So <c-s>");
    assert!(desk.row(0).contains("Notes") && desk.screen().contains("They mean it.So"), "{}", desk.screen());
    desk.press("t port <enter>");
    assert!(row_with(&desk, "They mean it.So").0.contains("#port"), "{}", desk.screen());
    desk.press("? <esc>");
    assert!(desk.row(0).contains("Notes"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.row(23).contains("READ"), "{}", desk.row(23));
}

#[test]
fn a_lost_note_goes_to_its_section_and_keeps_its_words() {
    let mut desk = full(desk());
    desk.press("]o ]o s");
    assert!(desk.row(23).contains("put on its section: Was it closed?"), "{}", desk.row(23));
    desk.press("<esc> gn / closed <enter>");
    assert!(row_with(&desk, "Joint Efforts").0.trim().starts_with("Joint Efforts"), "{}", desk.screen());
    let note = desk.app().notes.book.notes().find(|n| n.text.contains("closed")).map(|n| n.text.clone());
    assert_eq!(note.as_deref(), Some("Was it closed?\n\non “the old market of the port”"));
}

const LATER: &str = "\
---
title: Northern corridor
---
The lead says what matters. It has two sentences.

## Joint Efforts

The officials agreed to establish a high-level consultative board to oversee cooperation of all ports.

> A quoted line about the market.

## Regional Issues

Regional issues were on the agenda. The border stays open.
";

/// A note that is longer than two lines is shown whole where there is room, though the next one begins right below.
#[test]
fn notes_beside_the_text_use_the_room_that_there_is() {
    let mut desk = desk().size(200, 40);
    let long = "One line.\n\nAnother line.\n\nA third line.\n\nThe last line.";
    let records = vec![
        on(&desk, "The officials", NoteKind::Note, long),
        on(&desk, "consultative mechanism", NoteKind::Question, "Who chairs it?"),
    ];
    keep(&mut desk, records);
    let screen = desk.screen();
    assert!(screen.contains("The last line.") && screen.contains("Who chairs it?"), "{screen}");
    desk.resize(200, 14);
    let screen = desk.screen();
    assert!(!screen.contains("The last line.") && screen.contains("Who chairs it?"), "{screen}");
}

/// The desk with two notes, after the text under one of them changed.
#[expect(clippy::unwrap_used, reason = "the desk's folder can be written")]
fn changed(desk: Desk) -> Desk {
    let mut desk = desk;
    let wide = "agreed to establish a high-level consultative mechanism to oversee cooperation";
    let records = [
        on(&desk, wide, NoteKind::Question, "Who chairs it?"),
        on(&desk, "The border stays open", NoteKind::Note, "Really?"),
    ];
    let mut sidecar = Sidecar::new("corridor.md", "");
    for record in &records {
        sidecar.put(record);
    }
    desk.sidecar_becomes(&String::from_utf8(sidecar.to_bytes()).unwrap());
    std::fs::write(desk.folder().join("corridor.md"), LATER).unwrap();
    desk.happens(Action::Changed);
    desk
}

#[test]
fn a_changed_passage_is_looked_at_and_accepted() {
    let mut desk = changed(desk());
    assert!(desk.screen().contains("≈?"), "{}", desk.screen());
    insta::assert_snapshot!(desk.press("gR").screen(), @r"
    question: Who chairs it? · passage changed                                 1/2
    as it was, in “Joint Efforts”          │ as it is now, in “Joint Efforts”
    The officials agreed to establish a    │ The officials agreed to establish a
    high-level consultative mechanism to   │ high-level consultative board to
    oversee cooperation.                   │ oversee cooperation of all ports.
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
                                           │
    REVIEW       A all moved  j next  s to section  m move  Enter accept  Esc back
    ");
    assert!(desk.styles().contains('?'), "{}", desk.styles());
    let before = desk.app().notes.book.clone();
    desk.press("j k <esc>");
    assert_eq!(desk.app().notes.book, before, "looking changes nothing");
    desk.press("gR <enter>");
    assert!(desk.screen().contains("no other note needs a look"), "what only moved is confirmed: {}", desk.screen());
    desk.press("u gR");
    assert!(desk.row(0).contains("Who chairs it?") && desk.row(0).contains("1/1"), "{}", desk.row(0));
    desk.press("<enter>");
    assert!(desk.row(23).contains("no other note needs a look"), "{}", desk.row(23));
    assert!(desk.row(23).contains("READ") && !desk.screen().contains("≈?"), "{}", desk.screen());
    assert!(desk.press("gR").row(23).contains("no note needs a look"), "{}", desk.row(23));
}

#[test]
fn a_review_on_a_narrow_screen_stands_one_above_the_other() {
    insta::assert_snapshot!(changed(desk().size(40, 14)).press("gR").screen(), @r"
    question: Who chairs it? · passag… 1/2
    as it was, in “Joint Efforts”
    The officials agreed to establish a
    high-level consultative mechanism to
    oversee cooperation.


    as it is now, in “Joint Efforts”
    The officials agreed to establish a
    high-level consultative board to
    oversee cooperation of all ports.


    REVIEW          Enter accept  Esc back
    ");
}

#[test]
fn a_changed_passage_can_be_given_another_or_none() {
    let mut desk = changed(desk());
    desk.press("gR m");
    assert!(desk.row(23).contains("select its passage"), "{}", desk.row(23));
    desk.press("/ board <enter> v iw <enter>");
    let id = "agreed to establish a high-level consultative mechanism to oversee cooperation";
    assert_eq!(passage(&desk, id).as_deref(), Some("board"));
    assert!(desk.row(23).contains("CARET"), "{}", desk.row(23));
    desk.press("u gR s");
    let text = desk.app().notes.book.note(&Id::from(id)).map(|n| n.text.clone()).unwrap();
    assert!(text.contains("Who chairs it?") && text.contains(id), "{text}");
    desk.press("u dd");
    assert!(desk.app().notes.book.note(&Id::from(id)).is_some_and(|n| n.meta.deleted.is_some()));
}

#[test]
fn no_screen_is_too_small_for_notes() {
    let sizes = [(1, 1), (2, 1), (1, 3), (3, 2), (5, 3), (9, 4), (24, 6), (60, 5), (131, 2), (250, 7)];
    let mut desk = changed(desk());
    for (columns, rows) in sizes {
        desk.resize(columns, rows);
        for keys in ["gn", "j", "/", "x", "<esc>", "<esc>", "gR", "j", "<esc>", "]n", "v", "gp", "<esc>", "<esc>"] {
            desk.press(keys);
        }
    }
    desk.resize(80, 24);
    assert!(desk.row(23).contains("READ"), "{}", desk.screen());
}
