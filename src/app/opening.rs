//! Taking in documents: the first one, the next one, a new version of the same one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::{Document, Opened};
use super::outline::Outline;
use super::pick::{Listing, PickKind};
use super::progress::Progress;
use super::{App, Effect, Message, Mode, lists, motion, saving, search, select};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::drafts::Drafts;
use crate::place;
use crate::reading::Reading;

/// A document is here. The same path as before is the rest of it, or a new version: the place is kept.
pub(super) fn opened(app: &mut App, opened: Opened) -> Vec<Effect> {
    if is_open(app, &opened) {
        return again(app, opened);
    }
    fresh(app, opened);
    Vec::new()
}

/// The rest of the open document, or its new version; nothing when another one is open by now.
pub(super) fn reread(app: &mut App, opened: Opened) -> Vec<Effect> {
    if is_open(app, &opened) { again(app, opened) } else { Vec::new() }
}

fn is_open(app: &App, opened: &Opened) -> bool {
    !app.document.is_none() && app.document.source.path == opened.path
}

/// The open file changed on disk.
pub(super) fn changed(app: &mut App) -> Vec<Effect> {
    app.document.source.path.clone().map(Effect::Reload).into_iter().collect()
}

/// The folder was listed.
pub(super) fn listed(app: &mut App, folder: PathBuf, listings: Vec<Listing>) -> Vec<Effect> {
    app.shelf.folder = Some(folder);
    app.shelf.listings = listings;
    app.shelf.is_listed = true;
    let (items, here) = (lists::library_items(app), lists::current_listing(app));
    match &mut app.mode {
        Mode::Pick(pick) if pick.kind == PickKind::Library => {
            let first = pick.counts().1 == 0;
            pick.refill(items);
            if first && pick.filter.is_empty() {
                pick.cursor = here;
            }
        }
        _ if app.document.is_none() => lists::open(app, PickKind::Library),
        _ => {}
    }
    Vec::new()
}

/// The content is known by its fingerprint; perhaps it was read before under another name.
pub(super) fn identified(app: &mut App, sha256: String, reading: Option<Reading>) -> Vec<Effect> {
    app.document.source.reading.get_or_insert_default().sha256 = sha256;
    let Some(reading) = reading else { return Vec::new() };
    let briefing = Arc::clone(&app.document.source.briefing);
    let moved_on = app.progress.count() > 0 || app.reader.top_offset > 0;
    let name = reading.path.file_name().unwrap_or_default().to_string_lossy();
    let text = format!("known as {}: progress kept", Clean::piece(&name));
    let own = app.progress.ids(&briefing);
    let ids: BTreeSet<String> = own.union(&reading.read).cloned().collect();
    let mut places = reading.places;
    places.extend(std::mem::take(&mut app.progress.places));
    app.progress = Progress::new(&briefing, &ids, places);
    if let (false, Some(place)) = (moved_on, &reading.place) {
        app.reader.show_at_top(&briefing, place::resolve(&briefing, place));
    }
    app.message = Some(Message::note(text));
    let path = app.document.source.path.clone();
    path.map(|path| Effect::CarryDrafts(reading.path, path)).into_iter().collect()
}

fn fresh(app: &mut App, opened: Opened) {
    let reading = opened.reading.clone().unwrap_or_default();
    app.shelf.folder = opened.path.as_deref().and_then(Path::parent).map(Path::to_owned).or(app.shelf.folder.take());
    saving::leave_behind(app);
    app.drafts.turn_to(Drafts { path: opened.path.clone().unwrap_or_default(), ..opened.drafts.clone() });
    app.document = Document::new(opened);
    let briefing = Arc::clone(&app.document.source.briefing);
    app.outline = Outline::new(&briefing);
    app.progress = Progress::new(&briefing, &reading.read, reading.places);
    app.search.clear();
    // Numbers go on, so that late news of the briefing before cannot be taken for news of this one.
    let serial = app.notes.serial;
    app.notes = super::notes::Notes::default();
    app.notes.serial = serial;
    app.entities.forget();
    app.mode = Mode::Read;
    app.survey = super::survey::Survey::default();
    app.stand = super::Stand::default();
    app.last_selection = None;
    app.grip = super::Grip::default();
    app.reader.forget();
    let complete = app.document.source.complete;
    // What the beginning of a text does not reach is in the rest of it.
    let place = reading.place.as_ref().filter(|place| complete || place::is_within(&briefing, place));
    let place = place.map_or(0, |place| place::resolve(&briefing, place));
    app.reader.show_at_top(&briefing, place);
    app.message = first_message(app).or_else(|| super::compose::waiting(app).map(Message::note));
}

fn again(app: &mut App, opened: Opened) -> Vec<Effect> {
    let old = Arc::clone(&app.document.source.briefing);
    let was_complete = app.document.source.complete;
    if was_complete && *old == *opened.briefing {
        return Vec::new();
    }
    if was_complete && opened.briefing.text.is_empty() && !old.text.is_empty() {
        // Some editors empty a file before they write it; and an empty screen helps nobody.
        app.message = Some(Message::warning("the file is empty on disk now; this is the text as it was"));
        return Vec::new();
    }
    let here = place::make(&old, app.reader.top_offset);
    let untouched = !app.document.moved && matches!(app.mode, Mode::Read);
    let remembered = opened.reading.as_ref().and_then(|r| r.place.clone());
    let (ids, places) = carried(app, &old, opened.reading.as_ref(), was_complete);
    app.document = Document::new(opened);
    let briefing = Arc::clone(&app.document.source.briefing);
    app.outline.carry_over(&old, &briefing);
    app.progress = Progress::new(&briefing, &ids, places);
    app.reader.layout.forget();
    app.entities.forget();
    app.notes.place_all(&briefing, !was_complete && app.notes.is_for_this_text());
    let moved = |offset| place::resolve(&briefing, &place::make(&old, offset));
    app.reader.remap_jumps(moved);
    app.survey.carry_over(moved);
    if let Mode::Mark(_) = app.mode {
        // What was asked about may be gone.
        app.resume();
    }
    select::carry_over(app, &old, &briefing);
    super::compose::refit(app, &briefing);
    let found = match &remembered {
        _ if was_complete || !untouched => place::find(&briefing, &here),
        // The beginning alone could not hold a remembered place further down; now that all is here, go there.
        Some(place) => place::find(&briefing, place),
        // As text of the whole, the beginning may read otherwise.
        None => place::Found { offset: 0, holds: true },
    };
    app.message = app.message.take().filter(|message| was_complete || !motion::is_about_rest(message));
    if std::mem::take(&mut app.reader.wants_end) {
        app.reader.to_end(&briefing);
    } else {
        app.reader.show_at_top(&briefing, found.offset);
    }
    let closed = lists::carry_over(app, &old).map_or(String::new(), |why| format!("; list closed: {why}"));
    if was_complete {
        let place = if found.holds { "place kept" } else { "your place is gone, this is near it" };
        let lost = super::notes::notice::after_reload(app).map_or(String::new(), |lost| format!("; {lost}"));
        app.message = Some(Message::note(format!("file changed: read again, {place}{lost}{closed}")));
    } else if app.message.is_none() {
        app.message = first_message(app);
    }
    search::resume(app, moved)
}

/// Progress that goes over to the new text: what this run has, and what was remembered when only the beginning was here.
fn carried(
    app: &mut App,
    old: &Briefing,
    reading: Option<&Reading>,
    was_complete: bool,
) -> (BTreeSet<String>, BTreeMap<char, place::Place>) {
    let mut ids = app.progress.ids(old);
    let mut places = std::mem::take(&mut app.progress.places);
    if let (false, Some(reading)) = (was_complete, reading) {
        ids.extend(reading.read.iter().cloned());
        for (letter, place) in &reading.places {
            places.entry(*letter).or_insert_with(|| place.clone());
        }
    }
    (ids, places)
}

/// What a reader should know at once: the first warning of the importer. What it says of a beginning may not be true of
/// the whole.
fn first_message(app: &App) -> Option<Message> {
    if !app.document.source.complete {
        return None;
    }
    let warnings = &app.document.source.warnings;
    let first = warnings.first()?;
    let more = match warnings.len() {
        1 => String::new(),
        n => format!(" (and {} more: see details)", n - 1),
    };
    Some(Message::warning(format!("line {}: {}{more}", first.line, first.message)))
}
