//! What a glance at the files of a folder tells of its briefings.

use std::path::{Path, PathBuf};

use super::{Desk, HEAD, head};
use crate::app::Action;
use crate::app::notes::index::Tally;
use crate::app::pick::Listing;
use crate::clean::Clean;
use crate::export::file;
use crate::files;
use crate::import::{self, Hints};
use crate::runtime::failure;
use crate::sidecar::Sidecar;
use crate::store;
use crate::text;

/// Bytes of a file of notes that are read for a count. Whoever has written more than that knows that there are notes.
const MOST_NOTES: usize = 1024 * 1024;

/// The briefings of a folder, newest first, each from its beginning.
pub fn list_folder(desk: &Desk, folder: &Path) -> Action {
    let paths = match file::briefings_in(folder) {
        Ok(paths) => paths,
        Err(error) => return failure(error),
    };
    let mut listings: Vec<Listing> = paths.into_iter().map(|path| listing(desk, path)).collect();
    listings.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path)));
    Action::Listed(folder.to_owned(), listings)
}

fn listing(desk: &Desk, path: PathBuf) -> Listing {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let hints = Hints { name: &name, encoding: desk.encoding.as_deref() };
    let notes = notes_beside(&path);
    let head = head(&path, HEAD, &hints).ok().and_then(|(bytes, size)| {
        let seen = bytes.len() as u64;
        Some((import::import(bytes, &hints).ok()?, seen, size))
    });
    let Some((imported, seen, size)) = head else {
        return Listing { title: Clean::line(&name), path, notes, ..Listing::default() };
    };
    let briefing = imported.briefing;
    let ids = desk.records.of_path(&path).map(|record| record.read).unwrap_or_default();
    let minutes = |section: usize| text::reading_minutes(text::slice(&briefing.text, briefing.section_span(section)));
    let (mut read, mut done, mut all) = (0, 0.0, 0.0);
    for (n, section) in briefing.sections.iter().enumerate() {
        all += minutes(n);
        if ids.contains(&section.id) {
            read += 1;
            done += minutes(n);
        }
    }
    // What was not looked at is taken to be as the beginning is.
    #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
    let share = if seen < size { size as f32 / seen.max(1) as f32 } else { 1.0 };
    let title = Clean::from(briefing.display_title());
    Listing {
        // An empty file has no first words either.
        title: if title.trim().is_empty() { Clean::line(&name) } else { title },
        date: Clean::from(briefing.header.date.map(|d| d.to_string()).unwrap_or_default()),
        progress: (read, briefing.sections.len()),
        minutes: all * share - done,
        notes,
        head_only: seen < size,
        path,
    }
}

/// The notes in the file beside a briefing, which is only read: one that is not understood is told of when the briefing is
/// opened, and counts as none here.
fn notes_beside(briefing: &Path) -> Tally {
    let read = files::read_head(&store::beside(briefing), MOST_NOTES).ok();
    let whole = read.filter(|(bytes, size)| bytes.len() as u64 == *size);
    let sidecar = whole.and_then(|(bytes, _)| Sidecar::parse(&bytes).ok());
    sidecar.map_or_else(Tally::default, |sidecar| Tally::of(sidecar.notebook().notes()))
}
