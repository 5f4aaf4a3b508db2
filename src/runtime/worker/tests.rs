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
