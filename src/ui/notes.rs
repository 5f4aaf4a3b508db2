//! The notes pane: two rows a note, what it says above, where it stands below.

use ratatui::layout::Rect;

use super::{Chrome, Painter, margin};
use crate::app::notes::list::{List, ROWS};
use crate::app::notes::sight::{Kind, hue};
use crate::app::notes::{Placed, Saving, words};
use crate::app::{App, Command};
use crate::clean::Clean;
use crate::look::Role;
use crate::note::{Id, Record, SectionName, Status, Target};
use crate::text;

/// Draws the pane: title, filter and count above, the notes, and what to do where there are none.
pub(super) fn draw(app: &App, list: &List, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.notes_area(), chrome.look);
    painter.fill(if app.beside() { app.panes.beside } else { area }, look.style(Role::Panel));
    if area.y > 0 {
        // Over the text it is the top row, as in every list: the handling stands below it.
        let y = if app.beside() { area.y - 1 } else { 0 };
        head(list, chrome, painter, Rect { y, height: 1, ..area });
    }
    if list.rows().is_empty() {
        let unread = matches!(app.notes.saving, Saving::Aside(_)) && list.filter.is_empty();
        let line = if unread {
            Clean::from("The notes file cannot be read or written; the line below says why.")
        } else {
            Clean::from(nothing(app, list))
        };
        let y = area.y + u16::from(area.height > 2);
        let room =
            Rect { x: area.x + 2, y, width: area.width.saturating_sub(3), height: area.bottom().saturating_sub(y) };
        painter.put_lines(room, &line, look.style(Role::Dim));
    }
    let rows = u16::try_from(ROWS).unwrap_or(2);
    let room = usize::from(area.height.div_ceil(rows));
    for (n, id) in (list.top..).zip(list.rows().iter().skip(list.top).take(room)) {
        let y = area.y + u16::try_from(n - list.top).unwrap_or(0) * rows;
        let row = Rect { y, height: rows.min(area.bottom().saturating_sub(y)), ..area };
        entry(app, list, (chrome, painter), (id, row));
        if n == list.cursor {
            super::chosen(chrome, painter, row);
        }
    }
}

fn head(list: &List, chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) {
    let look = chrome.look;
    painter.fill(area, look.style(Role::Header));
    let (shown, all) = list.counts();
    let count = Clean::from(if shown == all { format!("{all}") } else { format!("{shown} of {all}") });
    let left = painter.put_right((area.right().saturating_sub(1), area.y), &count, look.style(Role::Dim));
    let title = if list.is_trash() { "Deleted notes" } else { "Notes" };
    let x = painter.put((area.x + 1, area.y), area.width.saturating_sub(1), title, look.style(Role::Header)) + 2;
    let filter = Clean::line(list.problem().unwrap_or(&list.filter));
    let role = if list.problem().is_some() { Role::Warning } else { Role::Dim };
    painter.put_short((x, area.y), left.saturating_sub(x + 1), &filter, look.style(role));
}

fn nothing(app: &App, list: &List) -> String {
    match (list.filter.is_empty(), list.is_trash()) {
        (true, _) => {
            let (section, briefing) = (app.key(Command::Annotate), app.key(Command::AnnotateBriefing));
            format!("No notes here yet. In the text, {section} writes one on the section, {briefing} on the briefing.")
        }
        (false, true) => "Nothing was deleted.".to_owned(),
        _ => format!("No note is {}. Esc shows all.", Clean::piece(&list.filter)),
    }
}

fn entry(app: &App, list: &List, (chrome, painter): (Chrome<'_>, &mut Painter<'_>), (id, area): (&Id, Rect)) {
    let look = chrome.look;
    let Some(record) = app.notes.book.get(id) else { return };
    let place = app.notes.placed(id);
    let x = area.x + 1;
    if let Some(note) = record.as_note() {
        let (sign, style) = margin::kind(Kind::of(note), hue(note), look);
        painter.put((x, area.y), 1, sign, style);
    } else {
        painter.put((x, area.y), 1, look.symbols.person, look.style(Role::Note));
    }
    let cue = place.and_then(|p| margin::state(p.state, &look.symbols)).map(|cue| (cue, Role::Note));
    if let Some((cue, role)) = torn(app, id).map(|_| (look.symbols.torn, Role::Warning)).or(cue) {
        painter.put((x + 1, area.y), 1, cue, look.style(role));
    }
    let (left, right) = (x + 3, area.right().saturating_sub(1));
    let beside = Clean::from(text::truncate(&beside(list, record), usize::from(area.width) / 3));
    let edge = painter.put_right((right, area.y), &beside, look.style(Role::Dim));
    let done = record.as_note().is_some_and(|note| note.status == Status::Done);
    let role = if done { Role::Dim } else { Role::Panel };
    painter.put_short((left, area.y), edge.saturating_sub(left + 1), &words::first_line(record), look.style(role));
    if area.height > 1 {
        let stands = stands(app, record, place);
        painter.put_short((left, area.y + 1), right.saturating_sub(left), &stands, look.style(Role::Dim));
    }
}

/// Tags and what is not as usual: done, by whom.
fn beside(list: &List, record: &Record) -> Clean {
    let Some(note) = record.as_note() else { return Clean::default() };
    let mut parts = vec![words::shown_tags(note)];
    parts.extend((note.status != Status::Open).then(|| note.status.name().to_owned()));
    parts.extend(list.by_several.then(|| Clean::piece(&note.meta.author).to_string()));
    parts.retain(|part| !part.is_empty());
    Clean::from(parts.join(" · "))
}

/// Where a note stands: its section, its passage, and what happened to that.
fn stands(app: &App, record: &Record, place: Option<&Placed>) -> Clean {
    let briefing = app.document.briefing();
    let there = place.and_then(|p| p.section).map(|n| Clean::piece(briefing.heading(n).unwrap_or("Lead")).to_string());
    let was = named(record).map(|name| name.heading.clone().unwrap_or_else(|| "Lead".to_owned()));
    let mut parts: Vec<String> = Vec::new();
    match (there, was) {
        (Some(heading), _) => parts.push(heading),
        // What was deleted has no place, but its section may be there.
        (None, Some(heading)) if stands_there(app, named(record)) => parts.push(Clean::piece(&heading).to_string()),
        // What is in the trash was not looked for.
        (None, Some(heading)) if record.is_deleted() => parts.push(Clean::piece(&heading).to_string()),
        (None, Some(heading)) => parts.push(format!("section “{}”, which is gone", Clean::piece(&heading))),
        (None, None) => parts.push("the briefing".to_owned()),
    }
    let quote =
        record.anchor().map(|anchor| format!("“{}”", Clean::piece(&text::truncate(&Clean::line(&anchor.quote), 200))));
    let standing = place.and_then(|p| words::standing(p.state)).map(str::to_owned);
    parts.extend(torn(app, record.id()).map(str::to_owned));
    // What happened to the passage comes before its words, which may be long.
    parts.extend(standing);
    parts.extend(quote);
    Clean::from(parts.join(" · "))
}

/// True when the text has a section of this name.
fn stands_there(app: &App, name: Option<&SectionName>) -> bool {
    let briefing = app.document.briefing();
    let heading = name.and_then(|name| name.heading.as_deref());
    (0..briefing.sections.len()).any(|n| briefing.heading(n) == heading)
}

/// What is to be said of a note that is in conflict.
fn torn(app: &App, id: &Id) -> Option<&'static str> {
    let other = app.notes.torn(id).is_some();
    app.notes.is_torn(id).then_some(if other { "in conflict: the other version" } else { "in conflict" })
}

fn named(record: &Record) -> Option<&SectionName> {
    match record {
        Record::Note(note) => match &note.target {
            Target::Span(anchor) => Some(&anchor.section),
            Target::Section(name) => Some(name),
            Target::Briefing => None,
        },
        Record::Mark(mark) => Some(&mark.anchor.section),
        Record::Entry(_) => None,
    }
}
