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
        let desk = Desk { records: Records::in_state(&state), drafts: DraftFiles::in_state(&state), encoding: None };
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
fn a_longer_text_shows_its_beginning_first() {
    let place = Place::new();
    let short = place.file("short.txt", long(40 * 1024).as_bytes());
    assert!(place.first(&short).complete);
    for name in ["a.txt", "a.md", "a.rst", "a"] {
        let path = place.file(name, long(100 * 1024).as_bytes());
        let first = place.first(&path);
        assert!(!first.complete, "{name}");
        assert_eq!(first.size, fs::metadata(&path).unwrap().len());
        let whole = open_document(&place.desk, &path, Part::Whole).unwrap();
        assert!(whole.complete);
        assert!(whole.briefing.text.starts_with(first.briefing.text.trim_end()), "{name}: the beginning reads alike");
    }
}

#[test]
fn what_was_read_before_comes_whole_for_its_place_may_lie_further_down() {
    let place = Place::new();
    let path = place.file("a.txt", long(100 * 1024).as_bytes());
    place.desk.records.save(&reading::Reading { path: path.clone(), ..Default::default() }).unwrap();
    assert!(place.first(&path).complete);
}

#[test]
fn a_file_of_which_a_part_means_something_else_comes_whole() {
    let place = Place::new();
    let paragraphs = "  - A paragraph of the briefing, long enough to count.\n".repeat(2000);
    let tree = place.file("a.yaml", format!("title: T\nsections:\n- paragraphs:\n{paragraphs}").as_bytes());
    assert!(place.first(&tree).complete);
    let tags = place.file("a.html", format!("<h1>T</h1><p>{}</p>", long(100 * 1024)).as_bytes());
    assert!(place.first(&tags).complete);
    let mut guessed = b"R\xE9union \xE0 Gen\xE8ve\n".to_vec();
    guessed.extend(long(100 * 1024).bytes());
    assert!(place.first(&place.file("latin.txt", &guessed)).complete);
}
