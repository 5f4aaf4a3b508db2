//! The caret and the selection on any text: letters are never cut, the caret is always seen, nothing gets stuck.

use attache::app::{App, Mode, Mouse, MouseKind};
use attache::desk::Desk;
use attache::keymap::Keymap;
use attache::text;
use proptest::prelude::*;

/// Pieces of many scripts, with what makes letters hard to part.
const PIECES: &[&str] = &[
    "The border ",
    "stays open. ",
    "e\u{301}tat ",
    "👩\u{200d}👩\u{200d}👧 ",
    "🇫🇷🇩🇪",
    "伊朗和巴基斯坦。",
    "ประเทศไทย",
    "क्षत्रिय हिन्दी। ",
    "می\u{200c}رود به تهران. ",
    "שלום (עולם) ",
    "العربية 12.5 ",
    "한국어 ",
    "word-with-hyphens_and_more ",
    "\u{200d}",
    "\u{301}",
    "   ",
    "* * *",
    "a",
];

/// Blocks of one kind each.
fn block() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(proptest::sample::select(PIECES), 1..6).prop_map(|p| p.concat());
    (words, 0u8..8).prop_map(|(words, kind)| match kind {
        0 => format!("## {words}"),
        1 => format!("- {words}\n- {words}"),
        2 => format!("| {words} | b |\n|---|---|\n| c | {words} |\n| | |"),
        3 => format!("```\n{words}\n\n  {words}\n```"),
        4 => "---".to_owned(),
        5 => format!("> {words}"),
        _ => words,
    })
}

fn document() -> impl Strategy<Value = String> {
    proptest::collection::vec(block(), 0..6).prop_map(|blocks| blocks.join("\n\n"))
}

/// Keys of the text that move, select and search.
const KEYS: &[&str] = &[
    "v",
    "V",
    "h",
    "l",
    "j",
    "k",
    "w",
    "b",
    "g e",
    "0",
    "$",
    "{",
    "}",
    "(",
    ")",
    "J",
    "K",
    "g g",
    "G",
    "i w",
    "i s",
    "i p",
    "i S",
    "A w",
    "A s",
    "A p",
    "A S",
    "o",
    "3 l",
    "2 w",
    "2 i w",
    "7 j",
    "9 9 h",
    "<c-d>",
    "<c-u>",
    "<pgdn>",
    "<pgup>",
    "*",
    "n",
    "N",
    "<esc>",
    "y",
    "<space>",
    "+",
    "-",
    "m a",
    "' a",
    "<c-o>",
    "% ",
    "5 0 %",
    "/ a <enter>",
    "/ z <esc>",
    "? <esc>",
    "<tab> <tab>",
    "z",
    "[n",
    "]n",
];

fn script() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(KEYS), 1..40)
}

/// Borders of letters, found without the program's own ways.
fn is_border(whole: &str, at: usize) -> bool {
    at == whole.len() || (whole.is_char_boundary(at) && text::grapheme_indices(whole).any(|(start, _)| start == at))
}

/// What must hold after every key.
fn sound(app: &App) -> Result<(), String> {
    let whole = &app.document.briefing().text;
    if let Some(passage) = app.passage() {
        let words = text::slice(whole, passage);
        let sane = !words.is_empty() && is_border(whole, passage.start) && is_border(whole, passage.end);
        if !sane || words.trim().is_empty() {
            return Err(format!("a passage at {passage:?}: {words:?}"));
        }
    }
    let caret = match app.mode {
        Mode::Caret(at) => at,
        Mode::Select(selection) => {
            let ends = [selection.begun, selection.caret, selection.span.start, selection.span.end];
            if !ends.iter().all(|at| is_border(whole, *at)) {
                return Err(format!("a letter is cut: {selection:?}"));
            }
            selection.caret
        }
        _ => return Ok(()),
    };
    if !is_border(whole, caret) {
        return Err(format!("the caret at {caret} is inside a letter"));
    }
    let briefing = app.document.briefing();
    let base = |block: usize| briefing.blocks[block].span.start;
    let drawn = app.reader.view.rows.iter().any(|view| {
        let pieces = view.row().map(|row| row.pieces.as_slice()).unwrap_or_default();
        pieces.iter().any(|p| p.span.contains(caret.wrapping_sub(base(view.block))))
    });
    // A text of nothing that could be drawn has no place for a caret either.
    if !drawn && whole.chars().any(|c| !c.is_whitespace()) && !app.panes.text.is_empty() {
        return Err(format!("the caret at {caret} is not on the screen"));
    }
    Ok(())
}

fn at(text: &str, columns: u16, rows: u16) -> Desk {
    Desk::of_text("any.md", text).size(columns, rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_key_cuts_a_letter_or_loses_the_caret(text in document(), script in script(), columns in 4u16..90, rows in 3u16..26) {
        let mut desk = at(&text, columns, rows);
        desk.press("v");
        for keys in &script {
            desk.press(keys);
            let found = sound(desk.app());
            prop_assert!(found.is_ok(), "after {keys}: {} in {:?}", found.unwrap_err(), desk.app().document.briefing().text);
        }
    }

    #[test]
    fn every_letter_is_reached_and_left_again(text in document(), columns in 8u16..80) {
        let mut desk = at(&text, columns, 12);
        for (there, back) in [("l", "h"), ("w", "b"), ("g e", "b"), ("j", "k"), (")", "("), ("}", "{")] {
            desk.press("<esc> <esc> v g g");
            let mut stops = vec![desk.app().position()];
            loop {
                desk.press(there);
                let now = desk.app().position();
                let last = *stops.last().unwrap();
                prop_assert!(now >= last || there == "j", "{there} went back from {last} to {now}");
                if now == last || stops.len() > 2000 { break; }
                stops.push(now);
            }
            prop_assert!(stops.len() < 2000, "{there} does not end");
            desk.press(&format!("{back} ").repeat(stops.len() + 1));
            let (now, first) = (desk.app().position(), stops[0]);
            let same_row = there == "j" && desk.app().reader.top_offset <= first;
            prop_assert!(now == first || same_row, "{back} ends at {now} and not at {first}");
            if there == "l" {
                // Each letter that is more than white space was one of the stops.
                let briefing = desk.app().document.briefing();
                for block in &briefing.blocks {
                    for (within, letter) in text::grapheme_indices(text::slice(&briefing.text, block.span)) {
                        let at = block.span.start + within;
                        let seen = letter.trim().is_empty() || text::grapheme_cells(letter) == 0 || stops.contains(&at);
                        prop_assert!(seen, "{letter:?} at {at} is passed over in {:?}", briefing.text);
                    }
                }
            }
        }
    }

    #[test]
    fn the_mouse_does_no_harm(
        text in document(),
        // A report whose bytes are none may name any cell.
        moves in proptest::collection::vec((prop_oneof![9 => 0u16..80, 1 => Just(u16::MAX)],
            prop_oneof![9 => 0u16..24, 1 => Just(u16::MAX)], 0u8..6), 1..30),
        columns in 4u16..90,
        rows in 3u16..26,
    ) {
        let mut desk = at(&text, columns, rows);
        for (column, row, kind) in moves {
            let kind = match kind {
                0 => { desk.clicks((column, row), usize::from(row % 4)); MouseKind::Drag }
                1 => MouseKind::Press,
                2 => MouseKind::WheelDown,
                3 => MouseKind::WheelUp,
                4 => MouseKind::Release,
                _ => MouseKind::Drag,
            };
            desk.mouse(Mouse { kind, column, row });
            if let Some(passage) = desk.app().passage() {
                let whole = &desk.app().document.briefing().text;
                prop_assert!(is_border(whole, passage.start) && is_border(whole, passage.end), "{passage:?}");
            }
        }
    }

    #[test]
    fn the_other_keymaps_do_no_harm(text in document(), base in proptest::sample::select(vec!["less", "arrows"]), keys in "[a-zA-Z(){}$^0-9]{1,40}") {
        let mut desk = at(&text, 60, 16).keymap(Keymap::load(base, None).0);
        desk.press("<insert>");
        for key in keys.chars().filter(|c| !matches!(c, 'q' | 'Q' | 'Z')) {
            desk.press(&key.to_string());
            if let Some(passage) = desk.app().passage() {
                let whole = &desk.app().document.briefing().text;
                prop_assert!(is_border(whole, passage.start) && is_border(whole, passage.end), "{passage:?}");
            }
        }
    }
}
