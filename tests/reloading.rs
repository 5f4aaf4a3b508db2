//! Journeys of reading on while the file changes underneath.

use attache::app::Action;
use attache::desk::Desk;

/// Sections of paragraphs that all differ.
fn varied(sections: usize, paragraphs: usize) -> String {
    let words = |s, p| (0..30).map(|w| format!("word-{s}-{p}-{w}")).collect::<Vec<_>>().join(" ");
    let section = |s| {
        let all: Vec<_> = (1..=paragraphs).map(|p| words(s, p)).collect();
        format!("## Section {s}\n\n{}\n", all.join("\n\n"))
    };
    (1..=sections).map(section).collect::<Vec<_>>().join("\n")
}

/// The open file, `long.md`, has this text now, and the reader is told so.
fn becomes(desk: &mut Desk, text: &str) {
    assert!(std::fs::write(desk.folder().join("long.md"), text).is_ok());
    desk.happens(Action::Changed);
}

#[test]
fn a_change_at_the_very_place_keeps_it_for_reading_and_for_names_and_between_runs() {
    let text = varied(2, 30);
    let mut desk = Desk::of_text("long.md", &text).size(80, 24);
    let path = desk.folder().join("long.md");
    desk.press("2 G 2 0 } j m a");
    let top = desk.row(2);
    let first = top.split_whitespace().last().unwrap().to_owned();
    assert!(first.starts_with("word-2-20-"), "{}", desk.screen());
    let changed = text.replace(&first, &first.replace("word", "ward"));
    becomes(&mut desk, &changed);
    assert!(desk.row(2).contains("ward-2-20-"), "{}", desk.screen());
    assert!(desk.row(23).contains("place kept"), "{}", desk.row(23));
    assert!(desk.press("g g ' a").row(2).contains("ward-2-20-"), "{}", desk.screen());
    // The paragraph goes while nobody reads it.
    let paragraph = changed.lines().find(|line| line.contains("ward-2-20-")).unwrap();
    std::fs::write(&path, changed.replace(&format!("{paragraph}\n\n"), "")).unwrap();
    let other = desk.folder().join("other.md");
    std::fs::write(&other, "Other words.\n").unwrap();
    desk.load(&other).load(&path);
    assert!(desk.row(2).contains("word-2-21-0"), "{}", desk.screen());
    assert!(desk.press("g g ' a").row(2).contains("word-2-21-0"), "{}", desk.screen());
}

const FOUR: &str =
    "## Alpha\n\nFirst words.\n\n## Beta\n\nSecond words.\n\n### Under beta\n\nThird.\n\n## Delta\n\nLast words.\n";

#[test]
fn an_open_list_leads_to_where_its_rows_are_by_now() {
    let mut desk = Desk::of_text("long.md", FOUR).size(80, 12);
    desk.press("g s Delta");
    becomes(&mut desk, &format!("## New\n\nWords that are new.\n\n{FOUR}"));
    assert!(desk.screen().contains("Delta"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.screen().contains("§5/5"), "{}", desk.screen());
    desk.press("m a g g g '");
    becomes(&mut desk, FOUR);
    desk.press("<enter>");
    assert!(desk.screen().contains("§4/4"), "{}", desk.screen());
    // Without a filter the cursor stays on its row.
    desk.press("2 G g s");
    becomes(&mut desk, &format!("## New\n\nWords that are new.\n\n{FOUR}"));
    desk.press("<enter>");
    assert!(desk.screen().contains("§3/5"), "{}", desk.screen());
}

#[test]
fn the_outline_keeps_its_cursor_and_what_is_collapsed() {
    let mut desk = Desk::of_text("long.md", FOUR);
    desk.press("<tab> j h");
    assert!(!desk.screen().contains("○  Under beta"), "{}", desk.screen());
    becomes(&mut desk, &format!("## New\n\nWords that are new.\n\n{FOUR}"));
    assert!(!desk.screen().contains("○  Under beta"), "{}", desk.screen());
    assert!(desk.row(23).contains("OUTLINE"), "{}", desk.row(23));
    desk.press("j <enter>");
    assert!(desk.screen().contains("§5/5"), "{}", desk.screen());
}

/// Paragraphs with the word `river` in each.
fn rivers(n: usize) -> String {
    let paragraph = |p| format!("Paragraph {p} speaks of the river and of what else there is in number {p}.\n");
    format!("## Waters\n\n{}", (1..=n).map(paragraph).collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_match_at_hand_outlives_a_change() {
    let mut desk = Desk::of_text("long.md", &rivers(13));
    desk.press("/ river <enter> n n");
    assert!(desk.row(23).contains("match 3/13"), "{}", desk.row(23));
    becomes(&mut desk, &rivers(13).replace("## Waters\n", "## Waters\n\nA new river comes first.\n"));
    desk.press("j k");
    assert!(desk.row(23).contains("match 4/14"), "{}", desk.row(23));
    assert!(desk.press("n").row(23).contains("match 5/14"), "{}", desk.row(23));
    // The match itself goes: the next one takes its place.
    becomes(&mut desk, &rivers(13).replace("Paragraph 4 speaks of the river", "Paragraph 4 speaks of the road"));
    desk.press("j k");
    assert!(desk.row(23).contains("match 4/12"), "{}", desk.row(23));
}

#[test]
fn a_search_being_typed_goes_on_in_the_new_text() {
    let mut desk = Desk::of_text("long.md", &rivers(39)).size(80, 12);
    desk.press("/ number <enter> n / river");
    assert!(desk.row(11).contains("/39"), "{}", desk.row(11));
    becomes(&mut desk, &rivers(39).replace("## Waters\n", "## Waters\n\nA new river comes first.\n"));
    assert!(desk.row(11).contains("/40") && !desk.row(11).contains(" 0/40"), "{}", desk.row(11));
    desk.press("<esc>");
    assert!(desk.row(11).contains("match 2/39"), "the search before: {}", desk.row(11));
    desk.press("/ river");
    becomes(&mut desk, &rivers(39));
    desk.press("<enter>");
    assert!(desk.row(11).contains("/39") && !desk.row(11).contains("match 0/"), "{}", desk.row(11));
}
