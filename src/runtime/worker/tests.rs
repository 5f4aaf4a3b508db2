//! What of a file is opened first.

use std::fs;
use std::path::PathBuf;

use super::*;

/// Lines of running text of a little over `bytes` bytes.
fn long(bytes: usize) -> String {
    let line = "The ministers met in Halden and spoke about the northern corridor.\n\n";
    line.repeat(bytes / line.len() + 1)
}

struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let desk = Desk {
            records: Records::in_state(&state),
            habits: Habits::in_state(&state),
            drafts: DraftFiles::in_state(&state),
            encoding: None,
        };
        Self { folder, desk }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn first(&self, path: &Path) -> Opened {
        open_document(&self.desk, path, Part::HeadIfLarge).unwrap()
    }
}

#[test]
fn only_a_large_text_shows_its_beginning_first() {
    let place = Place::new();
    assert!(place.first(&place.file("long.txt", long(500 * 1024).as_bytes())).complete);
    let path = place.file("large.txt", long(600 * 1024).as_bytes());
    let first = place.first(&path);
    assert!(!first.complete);
    assert_eq!(first.size, fs::metadata(&path).unwrap().len());
    let whole = open_document(&place.desk, &path, Part::Whole).unwrap();
    assert!(whole.complete);
    assert!(whole.briefing.text.starts_with(first.briefing.text.trim_end()), "the beginning reads alike");
}

#[test]
fn the_beginning_of_yaml_is_yaml() {
    let place = Place::new();
    let entry = "- heading: Part\n  paragraphs:\n  - \"A text between quotation marks,\n    in two lines\"\n";
    let text = "title: T\nsections:\n".to_owned() + &entry.repeat(8000);
    let first = place.first(&place.file("long.yaml", text.as_bytes()));
    assert!(!first.complete && first.warnings.is_empty());
    assert_eq!((first.format, first.briefing.heading(0)), ("yaml", Some("Part")));
}

#[test]
fn a_search_for_all_names_tells_how_far_it_is_and_others_do_not() {
    let place = Place::new();
    let text = long(1_500_000);
    let hints = Hints { name: "a.txt", encoding: None };
    let briefing = Arc::new(import::import(text.into_bytes(), &hints).unwrap().briefing);
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |action: Action| match action {
        Action::Recognising(7, percent) => told.borrow_mut().push(percent),
        other => panic!("{other:?}"),
    };
    let watch = Watch { go_on: &|| true, tell: &tell };
    let found = answer(&place.desk, Job::Recognise(7, Arc::clone(&briefing), Some(0..2)), watch);
    assert!(matches!(found, Some(Action::Recognised(7, _))) && told.borrow().is_empty());
    let found = answer(&place.desk, Job::Recognise(7, Arc::clone(&briefing), None), watch);
    assert!(matches!(found, Some(Action::Recognised(7, _))));
    let percents = told.take();
    assert!(percents.len() > 5 && percents.is_sorted() && percents.last() == Some(&100), "{percents:?}");
    let stopped = answer(&place.desk, Job::Recognise(7, briefing, None), Watch { go_on: &|| false, tell: &tell });
    assert!(stopped.is_none() && told.borrow().is_empty());
}
