//! Journeys with notes that two people changed at the same place: seen, compared, and settled in one step.

use attache::app::Action;
use attache::app::notes::News;
use attache::desk::Desk;
use attache::note::{Id, Meta, Note, Notebook, Record};
use attache::sidecar::{self, Sidecar};

const TEXT: &str = "Lead words of a briefing.\n\nRegional Issues\n\nOther words follow here, in one sentence.\n";

fn note(id: &str, author: &str, text: &str) -> Record {
    let meta = Meta { id: Id::from(id), author: author.to_owned(), ..Meta::default() };
    Record::Note(Note { meta, text: text.to_owned(), ..Note::default() })
}

fn with(record: &Record) -> Sidecar {
    let mut sidecar = Sidecar::new("a.txt", "");
    sidecar.put(record);
    sidecar
}

/// The notes of two people who both changed one, as they come out of the merge.
fn torn() -> Sidecar {
    let base = note("01A", "mk", "Who chairs it?");
    let (ours, theirs) = (note("01A", "mk", "Who chairs the board?"), note("01A", "jl", "Who leads it?"));
    sidecar::merge(Some(&with(&base)), &with(&ours), &with(&theirs))
}

#[expect(clippy::unwrap_used, reason = "every desk here has a file open")]
fn desk() -> Desk {
    let mut desk = Desk::of_text("a.txt", TEXT);
    desk.sidecar_becomes(&String::from_utf8(torn().to_bytes()).unwrap());
    let (path, book) = (desk.app().document.source.path.clone().unwrap(), Box::new(torn().notebook()));
    desk.happens(Action::Notes(path, News::Read { book, upto: 0, same: true, history: None, message: None }));
    desk
}

fn texts(book: &Notebook) -> Vec<String> {
    book.notes().map(|note| note.text.clone()).collect()
}

#[test]
fn a_conflict_is_said_shown_and_can_be_filtered() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    desk.sidecar_becomes(std::str::from_utf8(&torn().to_bytes()).unwrap_or_default());
    assert!(desk.screen().contains("1 note is in conflict: gR shows both versions"), "{}", desk.screen());
    desk.press("gn");
    let screen = desk.screen();
    assert!(screen.contains("¶≠") && screen.contains("in conflict: the other version"), "{screen}");
    desk.press("/ state:conflict <enter>");
    assert!(desk.screen().contains("Who leads it?") && desk.row(0).contains('2'), "{}", desk.screen());
}

#[test]
fn both_versions_stand_side_by_side() {
    let mut desk = desk();
    desk.press("gR");
    let screen = desk.screen();
    assert!(desk.row(0).contains("in conflict: Who chairs the board?"), "{screen}");
    assert!(screen.contains("as it stands") && screen.contains("the other version, by jl"), "{screen}");
    assert!(screen.contains("Who chairs the board?") && screen.contains("Who leads it?"), "{screen}");
    desk.press("<enter>");
    assert!(desk.row(23).contains("keeps the one"), "{}", desk.row(23));
    assert_eq!(texts(&desk.app().notes.book).len(), 2, "nothing is settled by accident");
}

#[test]
fn each_way_settles_it_in_one_step_and_is_taken_back_in_one() {
    let ways = [
        ("h", vec!["Who chairs the board?"]),
        ("l", vec!["Who leads it?"]),
        ("=", vec!["Who chairs the board?", "Who leads it?"]),
    ];
    for (key, left) in ways {
        let mut desk = desk();
        desk.press("gR").press(key);
        assert_eq!(texts(&desk.app().notes.book), left, "{key}");
        assert_eq!(desk.app().notes.conflicts(), 0, "{key}");
        assert!(desk.app().notes.book.note(&Id::from("01A")).is_some(), "the note stays the same one");
        let sidecar = Sidecar::parse(desk.sidecar().unwrap_or_default().as_bytes()).map(|s| texts(&s.notebook()));
        assert_eq!(sidecar.unwrap_or_default(), left, "{key}");
        desk.press("u");
        assert_eq!(texts(&desk.app().notes.book), ["Who chairs the board?", "Who leads it?"], "{key}");
        assert_eq!(desk.app().notes.conflicts(), 1, "{key}");
    }
}
