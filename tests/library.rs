//! The list of briefings: what each row tells.

use attache::app::Action;
use attache::desk::Desk;
use attache::look::ASCII;

const OTHER: &str = "---\ntitle: Other talks\ndate: 2024-01-02\n---\n\n# One\n\nWords.\n\n# Two\n\nWords.\n";

/// A desk with one briefing open in four sections, and another one beside it.
fn desk() -> Desk {
    let words = "words ".repeat(300);
    let text = format!(
        "---\ntitle: Talks\ndate: 2024-01-03\n---\n\n# A\n\n{words}\n\n# B\n\n{words}\n\n# C\n\n{words}\n\n# D\n\nEnd.\n"
    );
    let desk = Desk::of_text("a.md", &text);
    assert!(std::fs::write(desk.folder().join("b.md"), OTHER).is_ok());
    desk
}

fn row(desk: &Desk, words: &str) -> String {
    desk.screen().lines().find(|line| line.contains(words)).unwrap_or_default().to_owned()
}

#[test]
fn a_row_tells_what_is_read_how_long_the_rest_takes_and_which_notes_there_are() {
    let mut desk = desk();
    desk.press("o");
    assert!(row(&desk, "Talks").starts_with("›○ 2024-01-03  Talks"), "{}", desk.screen());
    assert!(row(&desk, "Talks").ends_with("0/4  4m"), "{}", desk.screen());
    assert!(row(&desk, "Other").ends_with("0/2"), "{}", desk.screen());
    assert!(desk.row(0).ends_with("2 briefings · 2 unread"), "{}", desk.screen());
    desk.press("<esc> r J r a One. <c-s> a Two. <c-s> a Who? <tab> <tab> <tab> <c-s> o");
    assert!(row(&desk, "Talks").starts_with("›● 2024-01-03"), "{}", desk.screen());
    assert!(row(&desk, "Talks").ends_with("2/4  1m  ?1 ¶2"), "{}", desk.screen());
    assert!(desk.row(0).ends_with("2 briefings · 1 unread · 1 question"), "{}", desk.screen());
    desk.press("<esc> R o");
    assert!(row(&desk, "Talks").starts_with("›✓ 2024-01-03"), "{}", desk.screen());
    assert!(row(&desk, "Talks").ends_with("4/4  ?1 ¶2"), "{}", desk.screen());
}

#[test]
fn what_a_row_has_signs_for_is_found_by_words() {
    let mut desk = desk();
    desk.press("a Who? <tab> <tab> <tab> <c-s> r o question");
    assert!(desk.row(0).ends_with("1 of 2") && row(&desk, "Talks").ends_with("?1"), "{}", desk.screen());
    desk.press("<c-u> unread");
    assert!(desk.row(0).ends_with("1 of 2") && !row(&desk, "Other").is_empty(), "{}", desk.screen());
}

#[test]
fn narrow_screens_tell_it_below_the_list_and_plain_signs_are_letters() {
    let mut desk = desk().size(40, 12).signs(ASCII);
    desk.press("r a One. <c-s> o");
    assert!(row(&desk, "2024-01-03").ends_with("Talks"), "{}", desk.screen());
    assert!(desk.screen().contains("1/4 read - 3 min - 1 note"), "{}", desk.screen());
    let mut desk = desk.size(80, 12);
    assert!(row(&desk, "2024-01-03").ends_with("1/4  3m  n1"), "{}", desk.screen());
    desk.press("<esc>");
}

#[test]
fn on_narrow_screens_a_long_title_leaves_what_is_told_of_the_briefing() {
    let title = "An account of everything that was said ".repeat(3);
    let mut desk =
        Desk::of_text("a.md", &format!("---\ntitle: {title}\ndate: 2024-01-03\n---\n\n# A\n\nEnd.\n")).size(40, 12);
    desk.press("o");
    assert!(desk.screen().contains("\n unread, 0/1 · An account of everything"), "{}", desk.screen());
}

#[test]
fn looking_at_a_folder_changes_nothing_in_it() {
    let mut desk = desk();
    let broken = desk.folder().join("b.md.notes.yaml");
    std::fs::write(&broken, "notes: [").unwrap();
    desk.press("o");
    assert!(row(&desk, "Other").ends_with("0/2"), "{}", desk.screen());
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "notes: [");
    // Of one with the notes of another program's making, only the living are counted.
    let notes = "schema: 1\nnotes:\n- id: A\n  text: One\n- id: B\n  text: Two\n  deleted: 2024-01-01T00:00:00Z\n- id: C\n  kind: question\n  status: done\n  text: Three\n";
    std::fs::write(&broken, notes).unwrap();
    desk.press("<esc> o");
    assert!(row(&desk, "Other").ends_with("¶2"), "{}", desk.screen());
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), notes);
}

#[test]
fn of_a_large_file_the_minutes_are_reckoned_by_its_size() {
    let mut desk = Desk::of_text("a.txt", "Words.\n");
    let page = format!("Words\n\n{}\n\n", "words ".repeat(220));
    std::fs::write(desk.folder().join("large.txt"), page.repeat(90)).unwrap();
    desk.press("o");
    let shown = row(&desk, "+");
    let minutes: f32 = shown.rsplit("  ").next().and_then(|m| m.strip_suffix('m')).unwrap_or("0").parse().unwrap();
    assert!((85.0..95.0).contains(&minutes), "{}", desk.screen());
}

#[test]
fn where_nothing_is_open_the_way_back_is_called_what_it_is() {
    let mut desk = Desk::empty();
    let folder = desk.folder();
    desk.happens(Action::Listed(folder, Vec::new()));
    assert!(desk.row(23).ends_with("Esc quit"), "{}", desk.screen());
    desk.press("zz");
    assert!(desk.row(23).ends_with("Esc back"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.ended().is_none() && desk.row(23).ends_with("Esc quit"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.ended().is_some());
}
