//! Journeys at the desk: taking notes out of the program.

use std::fs;

use attache::app::Effect;
use attache::desk::Desk;

const BRIEFING: &str = "\
---
title: Northern corridor
handling: TLP:GREEN
---
The lead says what matters.

## Joint Efforts

The officials agreed to establish a high-level consultative mechanism.
";

fn desk() -> Desk {
    let mut desk = Desk::of_text("corridor.md", BRIEFING);
    desk.press("J a Who <space> chairs <space> it? <c-s>");
    desk
}

#[expect(clippy::unwrap_used, reason = "a file that is not there is a failed test")]
fn text(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.folder().join(name)).unwrap()
}

#[test]
fn the_menu_writes_beside_the_briefing() {
    let mut desk = desk();
    desk.press("x");
    let screen = desk.screen();
    assert!(screen.contains("Markdown to corridor.md.notes.md") && screen.contains("JSON to"), "{screen}");
    desk.press("<enter>");
    assert!(desk.row(23).contains("1 note in corridor.md.notes.md"), "{}", desk.row(23));
    let exported = text(&desk, "corridor.md.notes.md");
    for part in [
        "# Northern corridor\n",
        "**Handling: TLP:GREEN**",
        "## Joint Efforts\n",
        "Who chairs it?\n",
        "(corridor.md#:~:text=",
    ] {
        assert!(exported.contains(part), "{part}\n{exported}");
    }
    // Again, with a remark of the reader's in it and one more note.
    fs::write(desk.folder().join("corridor.md.notes.md"), exported + "\nMy own conclusion.\n").unwrap();
    desk.press("A Overall: <space> good. <c-s> x <enter>");
    let again = text(&desk, "corridor.md.notes.md");
    assert!(again.contains("Overall: good.") && again.ends_with("My own conclusion.\n"), "{again}");
}

#[test]
fn another_file_is_named_and_nothing_is_overwritten_unasked() {
    let mut desk = desk();
    let mine = desk.folder().join("mine.md");
    fs::write(&mine, "# Mine\n").unwrap();
    desk.press("x <down> <enter>");
    assert!(desk.screen().contains("corridor.md.notes.md"), "{}", desk.screen());
    desk.press("<c-u> mine.md <enter>");
    assert!(desk.screen().contains("mine.md is there already and is no export: replace it?"), "{}", desk.screen());
    desk.press("n");
    assert_eq!(text(&desk, "mine.md"), "# Mine\n");
    desk.press("x <down> <enter> <c-u> mine.md <enter> y");
    assert!(text(&desk, "mine.md").contains("Who chairs it?"));
    desk.press("x <down> <enter> <c-u> out.json <enter>");
    let json: serde_json::Value = serde_json::from_str(&text(&desk, "out.json")).unwrap();
    assert_eq!((&json[0]["text"], &json[0]["handling"]), (&"Who chairs it?".into(), &"TLP:GREEN".into()));
    desk.press("x <down> <enter> <c-u> none/out.md <enter>");
    assert!(desk.screen().contains("nothing was exported: "), "{}", desk.screen());
    desk.press("x <down> <enter> <c-u> corridor.md <enter>");
    assert!(desk.screen().contains("corridor.md is the briefing itself"), "{}", desk.screen());
    assert_eq!(text(&desk, "corridor.md"), BRIEFING);
    let notes = text(&desk, "corridor.md.notes.yaml");
    desk.press("x <down> <enter> <c-u> corridor.md.notes.yaml <enter>");
    assert!(desk.screen().contains("holds notes or names"), "{}", desk.screen());
    desk.press("y");
    assert_eq!(text(&desk, "corridor.md.notes.yaml"), notes);
}

#[test]
fn the_clipboard_takes_the_words_without_the_markers() {
    let mut desk = desk();
    desk.press("x clip <enter>");
    let copied = desk.effects().iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("# Northern corridor\n") && copied.contains("Who chairs it?"), "{copied}");
    assert!(!copied.contains("<!--"), "{copied}");
    assert!(desk.row(23).contains("copied 1 note"), "{}", desk.row(23));
}

#[test]
fn the_notes_pane_exports_what_it_lists() {
    let mut desk = desk();
    desk.press("A Overall: <space> good. <c-s> gn / overall <enter> X <enter>");
    assert!(desk.row(23).contains("1 note in corridor.md.notes.md"), "{}", desk.screen());
    let exported = text(&desk, "corridor.md.notes.md");
    assert!(exported.contains("Overall: good.") && !exported.contains("Who chairs"), "{exported}");
}

#[test]
fn without_notes_there_is_nothing_to_export() {
    let mut desk = Desk::of_text("corridor.md", BRIEFING);
    desk.press("x");
    assert!(desk.row(23).contains("no notes to export here"), "{}", desk.row(23));
}
