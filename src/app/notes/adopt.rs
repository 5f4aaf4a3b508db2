//! Notes of another file that may be those of the open one: said when it is opened, and copied when the reader says so.

use std::path::Path;

use crate::app::compose::Deed;
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::app::{App, Command, Effect, Message, lists};
use crate::clean::Clean;

/// Says that there may be notes, and how they are taken over.
pub(super) fn say(app: &mut App) {
    let Some(first) = app.notes.candidates.first() else { return };
    let key = app.key(Command::AdoptNotes);
    let key = if key.starts_with('`') { format!("{key} (palette)") } else { key };
    let more = match app.notes.candidates.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    let text = format!("no notes here, but {}{more} may be its own: {key} copies them", name(first));
    app.message = Some(Message::warning(Clean::line(&text)));
}

/// Offers the sidecars that may be those of the open briefing.
pub(super) fn choose(app: &mut App) -> Vec<Effect> {
    if app.notes.candidates.is_empty() || app.notes.book.of_briefing().next().is_some() {
        app.message = Some(Message::note("no notes of another file look as if they were on this one"));
        return Vec::new();
    }
    let item = |path: &std::path::PathBuf| Item {
        mark: Clean::default(),
        label: Clean::line(&name(path)),
        detail: Clean::line(&path.parent().unwrap_or(Path::new("")).to_string_lossy()),
        choice: Choice::Deed(Deed::Adopt(path.clone())),
    };
    let items = app.notes.candidates.iter().map(item).collect();
    lists::show(app, Pick::new(PickKind::Choose("Copy the notes of which file?"), items, 0));
    Vec::new()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
