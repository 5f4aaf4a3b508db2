//! Journeys through a large file of which only the beginning is here yet.

use std::path::PathBuf;

use attache::app::Action;
use attache::app::document::Opened;
use attache::briefing::Warning;
use attache::desk::Desk;
use attache::place;
use attache::reading::Reading;

fn section(n: usize) -> String {
    let words = format!("Words of section {n}. ").repeat(60);
    format!("# Section {n}\n\n{words}\n\n")
}

fn sections(all: usize) -> String {
    (1..=all).map(section).collect()
}

/// A desk with the first three of thirty sections, and what the rest will be.
fn desk() -> (Desk, Box<Opened>) {
    let desk = Desk::of_text("long.md", &sections(30));
    let whole = desk.app().document.source.clone();
    let mut desk = Desk::of_text("head.md", &sections(3));
    let head = desk.app().document.source.clone();
    desk.happens(Action::Opened(Box::new(Opened {
        complete: false,
        size: whole.size,
        path: whole.path.clone(),
        ..head
    })));
    (desk, Box::new(whole))
}

#[test]
fn how_far_one_is_and_how_long_the_rest_takes_is_told_of_the_whole_file() {
    let (mut desk, whole) = desk();
    let told = desk.row(23);
    assert!(told.contains("§1/3 · 2 %"), "{told}");
    assert!(told.contains("reading on, 9 % is here"), "{told}");
    let minutes = |told: &str| -> i32 {
        let before = told.split(" min left").next().and_then(|m| m.rsplit(' ').next());
        before.and_then(|m| m.parse().ok()).unwrap_or(-9)
    };
    desk.happens(Action::Reread(whole));
    assert!((minutes(&told) - minutes(&desk.row(23))).abs() <= 1, "{told}\n{}", desk.row(23));
    assert!(!desk.row(23).contains("reading on"), "{}", desk.row(23));
}

#[test]
fn the_end_of_the_beginning_is_not_taken_for_the_end() {
    let (mut desk, whole) = desk();
    desk.press("G");
    assert!(desk.row(23).contains("§3/3") && desk.row(23).contains("the end so far"), "{}", desk.row(23));
    desk.press("J");
    assert!(desk.screen().contains("still being read"), "{}", desk.screen());
    // A section whose end is not here is not read, however often one reads on.
    desk.press("<space> <space> <space>");
    assert!(desk.screen().contains("still being read"), "{}", desk.screen());
    assert!(!desk.app().progress.is_read(2), "{}", desk.screen());
    desk.press("G").happens(Action::Reread(whole));
    assert!(desk.row(23).contains("§30/30") && desk.row(23).contains("100 %"), "{}", desk.row(23));
}

/// What was remembered of the whole text: its reader was in section 20.
fn remembered(whole: &Opened) -> Reading {
    let briefing = &whole.briefing;
    let at = briefing.section_span(19).start;
    let path = whole.path.clone().unwrap_or_else(|| PathBuf::from("long.md"));
    Reading { path, place: Some(place::make(briefing, at)), ..Reading::default() }
}

/// A desk with the beginning of a text whose reader was in section 20, and what the rest will be.
fn left_in_the_middle() -> (Desk, Box<Opened>) {
    let (desk, whole) = desk();
    let reading = Some(remembered(&whole));
    let head = desk.app().document.source.clone();
    let mut desk = Desk::of_text("other.md", "Other text.\n");
    desk.happens(Action::Opened(Box::new(Opened { reading: reading.clone(), ..head })));
    (desk, Box::new(Opened { reading, ..*whole }))
}

#[test]
fn a_text_left_in_the_middle_goes_there_once_the_rest_is_here() {
    let (mut desk, whole) = left_in_the_middle();
    assert!(desk.row(23).contains("§1/3"), "{}", desk.row(23));
    desk.happens(Action::Reread(whole));
    assert!(desk.row(23).contains("§20/30"), "{}", desk.row(23));
}

/// Whoever quits before the rest is here has not been anywhere else.
#[test]
fn a_place_beyond_the_beginning_is_kept_when_nobody_waited_for_it() {
    let (mut desk, whole) = left_in_the_middle();
    assert_eq!(desk.app().reading().and_then(|r| r.place), remembered(&whole).place);
    desk.press("J");
    let place = desk.app().reading().and_then(|r| r.place).unwrap();
    assert_eq!(place.section, "section-2", "a reader who moved is where they went");
    desk.happens(Action::Reread(whole));
    assert!(desk.row(23).contains("§2/30"), "{}", desk.row(23));
}

#[test]
fn what_needs_all_of_the_text_waits_for_it() {
    let awaited = "the rest of the text is still being read";
    for keys in ["R", "vvGy", "20J", "20gg"] {
        let (mut desk, whole) = desk();
        desk.press(keys);
        assert!(desk.screen().contains(awaited), "{keys}\n{}", desk.screen());
        assert_eq!(desk.app().progress.count(), 0, "{keys}");
        desk.happens(Action::Reread(whole));
        assert!(!desk.screen().contains(awaited), "{keys}\n{}", desk.screen());
    }
    let (mut desk, whole) = left_in_the_middle();
    let place = remembered(&whole).place.unwrap();
    let mut source = desk.app().document.source.clone();
    source.reading.as_mut().unwrap().places.insert('a', place);
    desk.happens(Action::Opened(Box::new(Opened { path: None, ..source.clone() })));
    desk.happens(Action::Opened(Box::new(source)));
    desk.press("'a");
    assert!(desk.screen().contains(awaited), "{}", desk.screen());
}

/// A script that goes on behind the beginning does not end there, and the beginning of a text that is something else may
/// read otherwise.
#[test]
fn nothing_is_said_and_no_place_taken_of_a_beginning_that_the_whole_does_not_have() {
    let (desk, whole) = desk();
    let head = desk.app().document.source.clone();
    let warnings = vec![Warning { line: 5, message: "a script never ends".to_owned() }];
    let mut desk = Desk::of_text("other.md", "Other text.\n");
    desk.happens(Action::Opened(Box::new(Opened { warnings: warnings.clone(), ..head })));
    assert!(!desk.screen().contains("never ends"), "{}", desk.screen());
    let before = "# Before\n\nWords that the beginning did not have.\n\n".repeat(3) + &sections(30);
    let other = Desk::of_text("whole.md", &before);
    let other = other.app().document.source.clone();
    desk.happens(Action::Reread(Box::new(Opened { path: whole.path.clone(), warnings, ..other })));
    assert!(desk.row(23).contains("§1/33") && desk.screen().contains("Before"), "{}", desk.screen());
    assert!(desk.screen().contains("line 5: a script never ends"), "{}", desk.screen());
}

/// Whether there are notes is known a moment after the text is there.
#[test]
fn before_the_notes_are_read_nobody_says_that_there_are_none() {
    let (mut desk, _) = desk();
    desk.press("]n");
    assert!(desk.row(23).contains("the notes are still being read"), "{}", desk.row(23));
    let mut read = Desk::of_text("read.md", &sections(3));
    read.press("]n");
    assert!(read.row(23).contains("no notes here yet"), "{}", read.row(23));
}
