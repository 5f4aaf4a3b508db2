//! Journeys at the desk: making notes and changing them, keys in, screen out.

use attache::app::compose::{Edited, Template};
use attache::app::{Action, Effect};
use attache::desk::Desk;
use attache::note::{NoteKind, Status, Target};

const BRIEFING: &str = "\
---
title: Northern corridor
date: 2024-01-30
handling: TLP:GREEN
---
The lead says what matters. It has two sentences.

## Joint Efforts

The officials agreed to establish a high-level consultative mechanism to oversee cooperation.

## Regional Issues

Regional issues were on the agenda. The border stays open.
";

fn desk() -> Desk {
    Desk::of_text("corridor.md", BRIEFING)
}

/// The texts of the notes that are not deleted.
fn texts(desk: &Desk) -> Vec<String> {
    desk.app().notes.book.notes().map(|note| note.text.clone()).collect()
}

#[test]
fn a_note_on_a_section() {
    let mut desk = desk();
    desk.press("J a Who <space> chairs <space> it?");
    insta::assert_snapshot!(desk.screen(), @r"
     Northern corridor                                                   2024-01-30
                                                                          TLP:GREEN
     ○ Lead                 │ Joint Efforts                                     2/3
     ● Joint Efforts        │
     ○ Regional Issues      │   The officials agreed to establish a high-level
                            │   consultative mechanism to oversee cooperation.
                            │
                            │ Regional Issues                                   3/3
                            │
                            │   Regional issues were on the agenda. The border
                            │   stays open.
                            │
                            │
     ────────────────────────────────────────────── note on section “Joint Efforts”
      note ▾                                                       open · 10:00 UTC
      Who chairs it?






                                                                          TLP:GREEN
     INSERT  Ctrl-s save  Ctrl-e editor  Tab kind  Esc back        saved in draft ✓
    ");
    desk.press("<c-s>");
    assert!(desk.row(23).contains("saved: “Who chairs it?” · 1 note"), "{}", desk.row(23));
    assert_eq!(texts(&desk), ["Who chairs it?"]);
    let note = desk.app().notes.book.notes().next().unwrap().clone();
    assert!(matches!(&note.target, Target::Section(name) if name.heading.as_deref() == Some("Joint Efforts")));
    assert_eq!((note.kind, note.status), (NoteKind::Note, Status::Open));
    assert!(note.meta.created.starts_with("2026-01-01T10:00"), "{}", note.meta.created);
    assert!(desk.effects().iter().any(|e| matches!(e, Effect::Keep { changes, .. } if changes.len() == 1)));
    desk.press("u");
    assert!(desk.row(23).contains("undone: note added: “Who chairs it?”"), "{}", desk.row(23));
    assert!(texts(&desk).is_empty());
    desk.press("<c-r>");
    assert_eq!(texts(&desk), ["Who chairs it?"]);
}

#[test]
fn a_note_on_the_briefing_has_kind_and_status() {
    let mut desk = desk();
    desk.press("A <tab> <tab> <tab> <c-d> All <enter> told");
    assert!(desk.screen().contains("question ▾"), "{}", desk.screen());
    assert!(desk.screen().contains("done · 10:00 UTC"), "{}", desk.screen());
    assert!(desk.screen().contains("note on the briefing"), "{}", desk.screen());
    desk.press("<c-s>");
    let note = desk.app().notes.book.notes().next().unwrap().clone();
    assert_eq!(note.target, Target::Briefing);
    assert_eq!((note.kind, note.status, note.text.as_str()), (NoteKind::Question, Status::Done, "All\ntold"));
}

#[test]
fn a_draft_is_kept_over_escape_and_the_end_of_the_program() {
    let mut desk = desk();
    desk.press("J a Who <space> chairs");
    assert!(desk.row(23).contains("saved in draft ✓"), "{}", desk.row(23));
    desk.press("<esc>");
    assert!(desk.row(23).contains("draft kept: “Who chairs”"), "{}", desk.row(23));
    assert!(texts(&desk).is_empty());
    desk.press("a");
    assert!(desk.screen().contains("Who chairs"), "{}", desk.screen());
    desk.press("<esc> J a Other <esc>");
    let path = desk.folder().join("corridor.md");
    let again = desk.folder().join("other.md");
    std::fs::write(&again, BRIEFING).unwrap();
    desk.load(&again).load(&path);
    desk.press("g g J a <space> it? <c-s>");
    assert_eq!(texts(&desk), ["Who chairs it?"]);
    desk.press("J a");
    assert!(desk.screen().contains("Other"), "{}", desk.screen());
    desk.press("<esc> K a");
    assert!(!desk.screen().contains("Who chairs"), "a saved note has no draft: {}", desk.screen());
}

#[test]
fn a_long_paste_keeps_its_lines_and_acts_on_nothing() {
    let mut desk = desk();
    let line = "A line of the paste, \u{1b}[31mred\u{1b}[0m.\n";
    desk.press("a").paste(&line.repeat(3000));
    desk.press("End <c-s>");
    let text = texts(&desk).pop().unwrap();
    assert_eq!(text.lines().count(), 3001);
    assert!(!text.contains('\u{1b}') && text.contains('␛'));
}

#[test]
fn every_script_can_be_written_and_erased_by_grapheme() {
    let mut desk = desk();
    desk.press("a").paste("می\u{200c}خواهم 👩\u{200d}💻 e\u{301}");
    desk.press("<backspace> <backspace> <backspace> <c-s>");
    assert_eq!(texts(&desk), ["می\u{200c}خواهم"]);
}

#[test]
fn the_pane_is_of_use_on_any_screen() {
    for (columns, rows) in [(40, 12), (20, 6), (10, 4), (5, 3), (3, 2), (1, 1), (0, 0), (200, 60)] {
        let mut desk = desk().size(columns, rows);
        desk.press("a one <enter> two <enter> three <enter> four <left> <up> <down> <pgup> <pgdn>");
        if rows >= 2 && columns >= 5 {
            assert!(desk.screen().contains("fou"), "{columns}x{rows}:\n{}", desk.screen());
        }
        desk.press("<c-s>");
        assert_eq!(texts(&desk), ["one\ntwo\nthree\nfour"], "{columns}x{rows}");
    }
}

/// A desk with a note on the words “high-level consultative mechanism”.
fn with_a_note() -> Desk {
    let mut desk = desk();
    desk.press("/ high-level <enter> v v 2 w ge");
    desk.press("a Who <space> chairs <space> it? <c-s>");
    desk
}

fn tags(desk: &Desk) -> Vec<String> {
    desk.app().notes.book.notes().flat_map(|note| note.tags.clone()).collect()
}

#[test]
fn a_note_on_a_selection_keeps_its_passage_in_view() {
    let mut desk = desk().size(80, 16);
    desk.press("/ consultative <enter> v v i w a Who <space> chairs <space> it?");
    let screen = desk.screen();
    assert!(screen.contains("note on “consultative”"), "{screen}");
    assert!(screen.contains("  consultative mechanism"), "{screen}");
    desk.press("<c-s>");
    let note = desk.app().notes.book.notes().next().unwrap().clone();
    assert_eq!(note.target.anchor().map(|anchor| anchor.quote.as_str()), Some("consultative"));
    assert_eq!(desk.app().notes.placed.len(), 1);
}

#[test]
fn the_pane_hides_no_passage_and_the_text_comes_back_as_it_was() {
    let text = (1..=40).map(|n| format!("Line {n} of the text.\n")).collect::<Vec<_>>().join("\n");
    let mut desk = Desk::of_text("long.txt", &text);
    let before = desk.screen();
    desk.press("/ 10 <enter> <esc>");
    let top = desk.row(2);
    desk.press("v / 10 <enter> v e a");
    assert!(desk.screen().contains("Line 10 of"), "{}", desk.screen());
    desk.press("<esc> <esc> <esc>");
    assert_eq!(desk.row(2), top, "{}\n{before}", desk.screen());
}

#[test]
fn tags_are_completed_from_those_that_are_there() {
    let mut desk = with_a_note();
    desk.press("t border-markets <space> #follow-up <enter>");
    assert!(desk.row(23).contains("tagged #border-markets #follow-up: “Who chairs it?”"), "{}", desk.row(23));
    desk.press("A # bor");
    assert!(desk.row(23).contains("add tags: bor") && desk.row(23).contains("border-markets"), "{}", desk.row(23));
    desk.press("<tab> <enter>");
    assert!(desk.screen().contains("#border-markets"), "{}", desk.screen());
    desk.press("<c-t> new <enter> # <space> heading <c-s>");
    let last = desk.app().notes.book.notes().last().unwrap().clone();
    assert_eq!(last.tags, ["border-markets", "new"]);
    assert_eq!(last.text, "# heading");
    desk.press("u u");
    assert!(tags(&desk).is_empty());
    desk.press("<c-r> T fol <tab> <enter>");
    assert_eq!(tags(&desk), ["border-markets"]);
}

#[test]
fn a_note_is_changed_at_the_caret_and_unchanged_by_looking() {
    let mut desk = with_a_note();
    desk.press("<enter>");
    assert!(desk.screen().contains("change of the note on “high-level"), "{}", desk.screen());
    desk.press("<c-s>");
    assert!(desk.row(23).contains("nothing changed"), "{}", desk.row(23));
    desk.press("<enter> <space> Minister? <tab> <c-s>");
    assert_eq!(texts(&desk), ["Who chairs it? Minister?"]);
    assert!(desk.row(23).contains("saved: “Who chairs it? Minister?” · 1 note"), "{}", desk.row(23));
    desk.press("gk question <enter> gd");
    let note = desk.app().notes.book.notes().next().unwrap().clone();
    assert_eq!((note.kind, note.status), (NoteKind::Question, Status::Done));
    desk.press("u u u");
    assert_eq!(texts(&desk), ["Who chairs it?"]);
}

#[test]
fn a_deleted_note_is_in_the_trash_and_comes_back() {
    let mut desk = with_a_note();
    desk.press("<esc>").press("dd");
    assert!(desk.row(23).contains("note deleted: “Who chairs it?”; u brings it back · 0 notes"), "{}", desk.row(23));
    assert!(texts(&desk).is_empty());
    desk.press("u");
    assert_eq!(texts(&desk).len(), 1);
    desk.press("dd gu");
    assert!(desk.screen().contains("Bring back which note?") && desk.screen().contains("Who chairs it?"));
    desk.press("<enter>");
    assert!(desk.row(23).contains("note brought back: “Who chairs it?” · 1 note"), "{}", desk.row(23));
    desk.press("gu");
    assert!(desk.row(23).contains("the trash is empty"), "{}", desk.row(23));
}

#[test]
fn of_several_notes_a_list_asks_which_one() {
    let mut desk = with_a_note();
    desk.press("<esc> A All <space> told <c-s> gg dd");
    assert!(desk.screen().contains("Delete which note?"), "{}", desk.screen());
    desk.press("All <enter>");
    assert_eq!(texts(&desk), ["Who chairs it?"]);
}

#[test]
fn highlights_are_painted_repainted_and_wiped() {
    let mut desk = desk();
    let colours = |desk: &Desk| {
        let notes = desk.app().notes.book.notes();
        notes
            .map(|n| (n.colour.map(attache::note::Colour::name), n.target.anchor().unwrap().quote.clone()))
            .collect::<Vec<_>>()
    };
    desk.press("/ sentences <enter> v H g");
    assert_eq!(colours(&desk), [(Some("green"), "It has two sentences.".to_owned())]);
    assert!(desk.row(23).contains("highlighted in green: “It has two sentences.”"), "{}", desk.row(23));
    desk.press("H p");
    assert_eq!(colours(&desk)[0].0, Some("purple"));
    desk.press("H p");
    assert!(colours(&desk).is_empty());
    desk.press("u u");
    assert_eq!(colours(&desk)[0].0, Some("green"));
    desk.press("H x");
    assert!(desk.row(23).contains("red, green, blue"), "{}", desk.row(23));
}

#[test]
fn text_that_is_no_file_takes_no_notes() {
    let mut desk = Desk::empty();
    desk.press("<esc> a");
    assert!(!desk.screen().contains("INSERT"));
}

#[test]
fn the_readers_own_editor_writes_the_note() {
    let mut desk = desk();
    desk.will_edit(Edited::Text("Who chairs it?\nThe minister.".to_owned()));
    desk.press("J a Who <c-e>");
    assert!(desk.effects().iter().any(|e| matches!(e, Effect::Edit(text) if text == "Who")));
    assert!(desk.screen().contains("The minister."), "{}", desk.screen());
    desk.will_edit(Edited::Failed("vim: exit status: 1; the note is as it was".into()));
    desk.press("<c-e>");
    assert!(desk.row(23).contains("vim: exit status: 1; the note is as it was"), "{}", desk.row(23));
    desk.press("<c-s>");
    assert_eq!(texts(&desk), ["Who chairs it?\nThe minister."]);
    desk.will_edit(Edited::Text("All of it".to_owned()));
    desk.press("J <c-e> <c-s>");
    assert_eq!(texts(&desk).last().map(String::as_str), Some("All of it"));
}

#[test]
fn a_template_asks_its_questions_and_a_draft_goes_before_it() {
    let mut desk = desk();
    let own = Template { name: "assessment".to_owned(), text: "On {section}, {date}, by {author}: ".to_owned() };
    desk.happens(Action::Templates(vec![own])).happens(Action::Author("M. Khan".to_owned()));
    desk.press("J gw 5W <enter> the <space> officials <c-s>");
    assert!(texts(&desk)[0].starts_with("Who: the officials\nWhat: \nWhen: "), "{}", texts(&desk)[0]);
    desk.press("J gw assess <enter>");
    assert!(desk.screen().contains("On Regional Issues, 2024-01-30, by M. Khan:"), "{}", desk.screen());
    desk.press("yes <esc> gw 5W <enter>");
    assert!(desk.screen().contains("by M. Khan: yes"), "{}", desk.screen());
    desk.press("<c-s>");
    assert_eq!(desk.app().notes.book.notes().last().map(|n| n.meta.author.as_str()), Some("M. Khan"));
}

#[test]
fn drafts_are_listed() {
    let mut desk = desk();
    desk.press("A one <esc> J a two <esc> gg :drafts <enter>");
    assert!(desk.screen().contains("Go on with which draft?"), "{}", desk.screen());
    desk.press("one <enter>");
    assert!(desk.screen().contains("note on the briefing"), "{}", desk.screen());
    desk.press("<c-s> :drafts <enter> <enter>");
    assert!(desk.screen().contains("note on section “Joint Efforts”"), "{}", desk.screen());
}

#[test]
fn a_small_screen_shows_passage_and_note() {
    let mut desk = desk().size(40, 12);
    desk.press(
        "/ consultative <enter> v v i w a Who <space> chairs <space> it? <space> The <space> readout <space> names.",
    );
    insta::assert_snapshot!(desk.screen(), @r"
     Northern corridor           2024-01-30
                                  TLP:GREEN
       The officials agreed to establish a
       high-level consultative mechanism to
       oversee cooperation.
     ─────────────── note on “consultative”
      note ▾               open · 10:00 UTC
      Who chairs it? The readout names.


                                  TLP:GREEN
     INSERT  Ctrl-s save  Esc back  draft ✓
    ");
}

#[test]
fn the_pane_that_had_the_keys_gets_them_back() {
    let mut desk = with_a_note();
    desk.press("<esc> gn I");
    assert!(desk.row(23).contains("INSERT"), "{}", desk.screen());
    desk.press("<esc>");
    assert_eq!(desk.app().scope(), attache::app::Scope::Notes, "{}", desk.screen());
    desk.press("t border <enter>");
    assert_eq!(desk.app().scope(), attache::app::Scope::Notes, "{}", desk.screen());
    assert_eq!(tags(&desk), ["border"]);
}

#[test]
fn a_selection_is_there_again_after_escape() {
    let mut desk = desk();
    desk.press("/ consultative <enter> v v i w a <esc>");
    assert!(desk.app().passage().is_some());
    desk.press("a x <c-s>");
    assert!(desk.app().passage().is_none());
}

#[test]
fn a_renamed_briefing_keeps_its_drafts() {
    let mut desk = desk();
    desk.press("r J a Who <space> chairs <esc>");
    let (old, new) = (desk.folder().join("corridor.md"), desk.folder().join("renamed.md"));
    desk.load(&desk.folder().join("none.md")).press("r");
    std::fs::rename(&old, &new).unwrap();
    desk.load(&new);
    assert!(desk.row(23).contains("known as"), "{}", desk.row(23));
    desk.press("gg J a");
    assert!(desk.screen().contains("Who chairs"), "{}", desk.screen());
}
