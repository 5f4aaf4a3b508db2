//! Journeys of selecting: keys and mouse in, passage, screen and clipboard out.

use attache::app::{Action, Effect, Mode, Mouse, MouseKind};
use attache::desk::Desk;
use attache::keymap::Keymap;
use attache::text;
use attache::theme::Depth;

const BRIEFING: &str = "\
---
title: Northern corridor
handling: TLP:GREEN
---
The lead says what matters. It has two sentences.

## Joint Efforts

The officials agreed to establish a high-level consultative mechanism to oversee cooperation.

- First, markets open on Monday. They close at night.
- Second, the road is repaired.

| Place  | Dead |
|--------|------|
| Ombeli | 12   |
| Sal    | 3    |

---

## Regional Issues

Regional issues were on the agenda. The border stays open. The officials agreed on that.
";

fn desk() -> Desk {
    Desk::of_text("corridor.md", BRIEFING)
}

/// The selected words; empty without a selection.
fn selected(desk: &Desk) -> String {
    let app = desk.app();
    app.passage().map_or(String::new(), |span| text::slice(&app.document.briefing().text, span).to_owned())
}

/// What was copied last; empty when nothing was.
fn copied(desk: &Desk) -> String {
    let mut copies = desk.effects().iter().rev();
    let last = copies.find_map(|e| if let Effect::Copy(text) = e { Some(text.to_string()) } else { None });
    last.unwrap_or_default()
}

fn drag(desk: &mut Desk, (column, row): (u16, u16)) {
    desk.mouse(Mouse { kind: MouseKind::Drag, column, row });
}

/// The cell where these words begin on the screen; beyond it when they are not there.
fn cell_of(desk: &Desk, words: &str) -> (u16, u16) {
    let screen = desk.screen();
    let mut rows = screen.lines().zip(0..);
    let found = rows.find_map(|(row, y)| row.split_once(words).map(|(before, _)| (text::cells(before), y)));
    found.map_or((u16::MAX, u16::MAX), |(x, y)| (u16::try_from(x).unwrap_or(u16::MAX), y))
}

#[test]
fn v_puts_the_caret_v_again_selects_and_esc_goes_back_level_by_level() {
    let mut desk = desk();
    desk.press("v");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
    desk.press("v l l");
    assert_eq!(selected(&desk), "The");
    assert!(desk.row(23).starts_with(" SELECT 3 letters"), "{}", desk.row(23));
    desk.press("3 w");
    assert_eq!(selected(&desk), "The lead says w");
    assert!(desk.row(23).starts_with(" SELECT 4 words"), "{}", desk.row(23));
    desk.press("<esc>");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
    desk.press("<esc>");
    assert!(desk.row(23).starts_with(" READ"), "{}", desk.row(23));
    desk.press("v v v");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
    desk.press("V");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    desk.press("v V V");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
}

#[test]
fn the_selection_is_seen_over_wrapped_rows_and_blocks() {
    let mut desk = desk().size(50, 16);
    desk.press("v } } 3 w v } 2 w");
    insta::assert_snapshot!(format!("{}\n{}", desk.screen(), desk.styles()), @r"
     Northern corridor                    corridor.md
                                            TLP:GREEN
       The lead says what matters. It has two
       sentences.

     Joint Efforts                                2/3

       The officials agreed to establish a high-level
       consultative mechanism to oversee cooperation.

       • First, markets open on Monday. They close at
         night.
       • Second, the road is repaired.

                                            TLP:GREEN
     SELECT 12 words  §2/3 ¶2 · 64 % · <1 min left
    dHHHHHHHHHHHHHHHHHdddddddddddddddddddddddddddddddd
    ........................................?????????.
    ..................................................
    ..................................................
    ..................................................
    .HHHHHHHHHHHHH................................ddd.
    ..................................................
    ........................vvvvvvvvvvvvvvvvvvvvvvvvv.
    ...vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv.
    ..................................................
    ...vvvvvvvvvc...............uuuuuu................
    ..................................................
    ..................................................
    ..................................................
    ........................................?????????.
    d??????d????????dddddddddddddddddddddddddddddddddd
    ");
    let mut plain = self::desk().size(50, 16).depth(Depth::None);
    plain.press("v } } 3 w v } 2 w");
    let washed = |desk: &Desk| desk.styles().lines().map(|row| row.matches('v').count()).collect::<Vec<_>>();
    assert_eq!(washed(&plain), washed(&desk));
}

#[test]
fn lines_are_those_of_the_screen() {
    let mut desk = desk().size(50, 16);
    desk.press("v } } w V");
    assert_eq!(selected(&desk), "The officials agreed to establish a high-level");
    desk.press("j");
    assert_eq!(
        selected(&desk),
        "The officials agreed to establish a high-level consultative mechanism to oversee cooperation."
    );
    desk.resize(80, 24);
    assert_eq!(
        selected(&desk),
        "The officials agreed to establish a high-level consultative mechanism to oversee cooperation."
    );
}

#[test]
fn text_objects_take_words_sentences_paragraphs_and_sections() {
    let mut desk = desk();
    desk.press("v w w i w");
    assert_eq!(selected(&desk), "says");
    desk.press("i w");
    assert_eq!(selected(&desk), "says what");
    desk.press("2 i w");
    assert_eq!(selected(&desk), "says what matters. It");
    desk.press("<esc> i s");
    assert_eq!(selected(&desk), "It has two sentences.");
    desk.press("<esc> g g 2 i s");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    desk.press("i s");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.\n\nJoint Efforts");
    desk.press("<esc> g g i p");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    desk.press("2 A p");
    assert!(selected(&desk).ends_with("oversee cooperation."), "{}", selected(&desk));
    desk.press("<esc> J i S");
    assert!(selected(&desk).starts_with("Regional issues were"), "{}", selected(&desk));
    desk.press("<esc> v A S");
    assert!(selected(&desk).starts_with("Regional Issues\n\nRegional issues"), "{}", selected(&desk));
    assert!(selected(&desk).ends_with("agreed on that."), "{}", selected(&desk));
}

#[test]
fn objects_of_lists_and_tables() {
    let mut desk = desk();
    desk.press("v / They <enter> i p");
    assert_eq!(selected(&desk), "First, markets open on Monday. They close at night.");
    desk.press("A p");
    assert!(selected(&desk).ends_with("Second, the road is repaired."), "{}", selected(&desk));
    desk.press("<esc> / Ombeli <enter> i s");
    assert_eq!(selected(&desk), "Ombeli");
    desk.press("i s");
    assert_eq!(selected(&desk), "Ombeli\t12");
}

#[test]
fn motions_by_sentence_paragraph_and_section_take_whole_ones() {
    let mut desk = desk();
    desk.press("v v )");
    assert_eq!(selected(&desk), "The lead says what matters.");
    desk.press(")");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    desk.press("(");
    assert_eq!(selected(&desk), "The lead says what matters.");
    desk.press("}");
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    desk.press("} }");
    assert!(selected(&desk).ends_with("oversee cooperation."), "{}", selected(&desk));
    desk.press("G");
    assert!(selected(&desk).ends_with("agreed on that."));
    desk.press("o <esc> i w");
    assert_eq!(selected(&desk), "The");
}

#[test]
fn backwards_and_the_other_end() {
    let mut desk = desk();
    desk.press("v 3 w v b");
    assert_eq!(selected(&desk), "says w");
    desk.press("i w");
    assert_eq!(selected(&desk), "lead says w");
    desk.press("o w");
    assert_eq!(selected(&desk), "lead says what m");
}

#[test]
fn a_copy_carries_the_handling_and_ends_the_selection() {
    let mut desk = desk();
    desk.press("v i s y");
    assert_eq!(copied(&desk), "The lead says what matters.\n[TLP:GREEN]");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
    desk.press("v ge");
    desk.press("<esc> J i s Y");
    assert_eq!(copied(&desk), "Joint Efforts\n— Northern corridor, Joint Efforts, corridor.md, TLP:GREEN");
}

#[test]
fn a_search_extends_the_selection_and_a_star_searches_it() {
    let mut desk = desk();
    desk.press("v v / two <enter>");
    assert_eq!(selected(&desk), "The lead says what matters. It has t");
    desk.press("<esc> / officials <enter> v 2 i w *");
    assert!(desk.row(23).contains("match 2/2"), "{}", desk.row(23));
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
    desk.press("v / zzz <esc> <esc>");
    assert!(desk.row(23).starts_with(" CARET"), "{}", desk.row(23));
}

#[test]
fn lists_and_the_outline_give_the_selection_back() {
    let mut desk = desk();
    desk.press("v i s");
    desk.press("? <esc>");
    assert_eq!(selected(&desk), "The lead says what matters.");
    desk.press(": swap-ends <enter>");
    assert_eq!(selected(&desk), "The lead says what matters.");
    desk.press("w <tab> <tab>");
    assert_eq!(selected(&desk), "lead says what matters.");
}

#[test]
fn the_mouse_selects_by_letters_words_and_paragraphs() {
    let mut desk = desk();
    let (x, y) = cell_of(&desk, "lead");
    desk.clicks((x, y), 1);
    drag(&mut desk, (x + 8, y));
    assert_eq!(selected(&desk), "lead says");
    drag(&mut desk, (x - 2, y));
    assert_eq!(selected(&desk), "e l");
    desk.mouse(Mouse { kind: MouseKind::Release, column: x, row: y });
    drag(&mut desk, (x + 20, y));
    assert_eq!(selected(&desk), "e l");
    desk.clicks((x + 1, y), 2);
    assert_eq!(selected(&desk), "lead");
    drag(&mut desk, (x + 6, y));
    assert_eq!(selected(&desk), "lead says");
    drag(&mut desk, (x - 3, y));
    assert_eq!(selected(&desk), "The lead");
    desk.clicks((x, y), 3);
    assert_eq!(selected(&desk), "The lead says what matters. It has two sentences.");
    let below = cell_of(&desk, "officials agreed");
    drag(&mut desk, below);
    assert!(selected(&desk).ends_with("oversee cooperation."), "{}", selected(&desk));
    desk.clicks((x, y), 1);
    assert!(matches!(desk.app().mode, Mode::Caret(_)));
    desk.clicks((x, y + 1), 1);
    assert!(matches!(desk.app().mode, Mode::Read));
}

#[test]
fn a_drag_beyond_the_edge_scrolls() {
    let mut desk =
        Desk::of_text("long.md", &format!("# Long\n\n{}", "One paragraph of a long text.\n\n".repeat(60))).size(60, 12);
    let (x, y) = cell_of(&desk, "One");
    desk.clicks((x, y), 1);
    for _ in 0..40 {
        drag(&mut desk, (x + 2, 11));
    }
    assert!(selected(&desk).lines().filter(|l| !l.is_empty()).count() > 15, "{}", selected(&desk));
    for _ in 0..60 {
        drag(&mut desk, (x, 0));
    }
    assert_eq!(selected(&desk), "ng\n\nO");
}

#[test]
fn the_selection_outlives_a_new_version_of_the_file() {
    let mut desk = desk();
    desk.press("v / border <enter> v i s");
    assert_eq!(selected(&desk), "The border stays open.");
    let path = desk.folder().join("corridor.md");
    std::fs::write(&path, BRIEFING.replace("## Joint", "Something new.\n\n## Joint")).unwrap();
    desk.happens(Action::Changed);
    assert_eq!(selected(&desk), "The border stays open.");
    std::fs::write(&path, BRIEFING.replace("The border stays open. ", "")).unwrap();
    desk.happens(Action::Changed);
    assert_eq!(selected(&desk), "");
    assert!(desk.row(23).contains("CARET"), "{}", desk.row(23));
}

#[test]
fn less_and_arrows_select_too() {
    let mut less = desk().keymap(Keymap::load("less", None).0);
    less.press("v v w c");
    assert_eq!(copied(&less), "The l\n[TLP:GREEN]");
    let mut arrows = desk().keymap(Keymap::load("arrows", None).0);
    arrows.press("<insert> v <right> <right> <space> c");
    assert_eq!(copied(&arrows), "The l\n[TLP:GREEN]");
    arrows.press("g c");
    assert_eq!(copied(&arrows), "The lead says what matters.\n[TLP:GREEN]");
}

#[test]
fn going_up_and_down_keeps_the_column() {
    let text = "# T\n\nA first line of some length here.\n\nAb.\n\nA third line of some length here.\n";
    let mut desk = Desk::of_text("columns.md", text);
    desk.press("v / length <enter> j j i w");
    assert_eq!(selected(&desk), "length");
    desk.press("<esc> k $ j v b");
    assert_eq!(selected(&desk), "here.");
}

#[test]
fn right_to_left_text_is_selected_where_it_is_drawn() {
    let text = "# T\n\nمتن فارسی درباره مرز است. جمله دوم کوتاه است.\n";
    let mut desk = Desk::of_text("rtl.md", text).size(60, 12);
    let right = desk.app().panes.text.right() - 3;
    let (_, row) = cell_of(&desk, "زرم");
    desk.clicks((right, row), 2);
    assert_eq!(selected(&desk), "متن");
    drag(&mut desk, (right - 5, row));
    assert_eq!(selected(&desk), "متن فارسی");
    // On is towards the left, in the order in which it is read.
    desk.clicks((right, row), 1);
    desk.press("v l l");
    assert_eq!(selected(&desk), "متن");
    assert!(
        desk.styles().lines().nth(usize::from(row)).unwrap().trim_end_matches('.').ends_with("cvv"),
        "{}",
        desk.styles()
    );
    desk.press(")");
    assert_eq!(selected(&desk), "متن فارسی درباره مرز است.");
}

#[test]
fn small_screens_select_as_well() {
    for (columns, rows) in [(20, 5), (12, 3), (8, 2), (4, 1)] {
        let mut desk = desk().size(columns, rows);
        desk.press("v 2 i s y");
        assert_eq!(copied(&desk), "The lead says what matters. It has two sentences.\n[TLP:GREEN]", "{columns}×{rows}");
    }
}

#[test]
fn no_text_is_no_selection() {
    let mut desk = Desk::of_text("empty.md", "");
    desk.press("v v i w $ G y V Y o *");
    assert!(desk.app().passage().is_none());
    assert!(!desk.effects().iter().any(|e| matches!(e, Effect::Copy(_))));
}

#[test]
fn objects_go_outwards_and_the_last_selection_comes_back() {
    let mut desk = desk();
    desk.press("v / border <enter> i w i s");
    assert_eq!(selected(&desk), "The border stays open.");
    desk.press("i p");
    assert!(selected(&desk).starts_with("Regional issues were") && selected(&desk).ends_with("agreed on that."));
    desk.press("<esc> <esc> g g g v");
    assert!(selected(&desk).ends_with("agreed on that."), "{}", selected(&desk));
    desk.press("<esc> g g v <s-right> <s-right>");
    assert_eq!(selected(&desk), "The");
    desk.press("<esc> <esc> <s-right> <s-left>");
    assert!(desk.row(23).starts_with(" SELECT 1 letter"), "{}", desk.row(23));
}

#[test]
fn a_click_takes_away_what_was_said_of_the_last_key() {
    let mut desk = desk();
    desk.press("<esc> <esc>");
    assert!(desk.row(23).contains("q quits"), "{}", desk.screen());
    let at = cell_of(&desk, "lead");
    desk.clicks(at, 2);
    assert_eq!(selected(&desk), "lead");
    assert!(!desk.row(23).contains("q quits"), "{}", desk.screen());
}
