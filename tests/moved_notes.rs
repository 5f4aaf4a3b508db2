//! Journeys with notes whose passages moved, or went for good: many of them are no work for the reader.

use attache::anchor::{self, Ground};
use attache::app::Action;
use attache::desk::Desk;
use attache::note::{Id, Meta, Note, Record, Target};
use attache::sidecar::Sidecar;
use attache::text::Span;

const TEXT: &str = "\
Lead words of a briefing that say what matters today.

Regional Issues

The border stays open after talks in the capital. Twelve posts were closed last week for repairs.
";

/// The desk with notes on three passages, after something was written above all of them.
#[expect(clippy::unwrap_used, reason = "the desk's folder can be written")]
fn moved() -> Desk {
    let mut desk = Desk::of_text("a.txt", TEXT);
    let mut sidecar = Sidecar::new("a.txt", "");
    for (id, words) in
        [("01A", "what matters today"), ("01B", "The border stays open"), ("01C", "Twelve posts were closed")]
    {
        let briefing = desk.app().document.briefing();
        let start = briefing.text.find(words).unwrap();
        let anchor = anchor::make(&Ground::of(briefing), Span::new(start, start + words.len()));
        let meta = Meta { id: Id::from(id), changed: "2026-01-01T00:00:00Z".to_owned(), ..Meta::default() };
        sidecar.put(&Record::Note(Note { meta, target: Target::Span(anchor), text: id.to_owned(), ..Note::default() }));
    }
    desk.sidecar_becomes(&String::from_utf8(sidecar.to_bytes()).unwrap());
    let more = "A new paragraph that was put in above all others.\n\n".repeat(20);
    std::fs::write(desk.folder().join("a.txt"), format!("{more}{TEXT}")).unwrap();
    desk.happens(Action::Changed);
    desk
}

fn starts(desk: &Desk) -> Vec<usize> {
    let book = &desk.app().notes.book;
    ["01A", "01B", "01C"].iter().filter_map(|id| Some(book.get(&Id::from(*id))?.anchor()?.start)).collect()
}

#[test]
fn what_only_moved_is_confirmed_by_the_next_save() {
    let mut desk = moved();
    let before = starts(&desk);
    desk.press("j k gn <esc>");
    assert_eq!(starts(&desk), before, "looking changes nothing");
    desk.press("A").press("More.").press("<ctrl-s>");
    assert!(starts(&desk).iter().zip(&before).all(|(now, then)| now > then), "{:?} {before:?}", starts(&desk));
    assert!(desk.screen().contains("saved: “More.”"), "{}", desk.screen());
    let sidecar = desk.sidecar().unwrap_or_default();
    assert_eq!(sidecar.matches("changed: 2026-01-01T00:00:00Z").count(), 3, "nobody wrote anything in them: {sidecar}");
    desk.press("gR");
    assert!(desk.screen().contains("no note needs a look"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.app().notes.book.notes().count(), 3, "undo takes the new note back, and nothing else");
}

#[test]
fn all_that_moved_is_accepted_with_one_key_and_taken_back_with_one() {
    let mut desk = moved();
    let before = starts(&desk);
    desk.press("gR");
    assert!(desk.row(0).contains("1/3"), "{}", desk.row(0));
    desk.press("A");
    assert!(desk.screen().contains("no other note needs a look"), "{}", desk.screen());
    assert_ne!(starts(&desk), before);
    desk.press("u");
    assert_eq!(starts(&desk), before);
}

#[test]
fn a_note_kept_without_a_passage_stays_without_one_until_it_is_given_another() {
    let mut desk = moved();
    desk.press("gR o");
    let sidecar = desk.sidecar().unwrap_or_default();
    assert_eq!(sidecar.matches("detached: true").count(), 1, "{sidecar}");
    assert_eq!(desk.app().notes.lost(), (1, 0));
    assert_eq!(desk.app().notes.unsettled(), (0, 0), "the reader knows");
    let path = desk.app().document.source.path.clone().unwrap_or_default();
    desk.load(&path);
    assert!(!desk.screen().contains("lost its passage"), "{}", desk.screen());
    desk.press("]o");
    assert!(desk.screen().contains("01A") && desk.screen().contains("passage gone"), "{}", desk.screen());
    desk.press("m / border <enter> v iw <enter>");
    assert_eq!(desk.app().notes.lost(), (0, 0));
    assert!(!desk.sidecar().unwrap_or_default().contains("detached"), "{:?}", desk.sidecar());
}
