//! One quiet line when notes did not find their passage, or are in conflict.

use super::{Notes, On};
use crate::anchor::State;
use crate::app::{App, Command, Message};

/// How many notes needed a look before they were read again.
pub(in crate::app) struct Standing {
    lost: usize,
    conflicts: usize,
}

impl Standing {
    /// As it is now.
    pub(in crate::app) fn of(notes: &Notes) -> Self {
        let (gone, asks) = notes.unsettled();
        Self { lost: gone + asks, conflicts: notes.conflicts() }
    }
}

/// After the notes were read: says it when more are in conflict or lost than before. What is said already comes first.
pub(in crate::app) fn after_reading(app: &mut App, before: &Standing) {
    let now = Standing::of(&app.notes);
    let torn = conflicts(app).filter(|_| now.conflicts > before.conflicts);
    let lost = lost(app).filter(|_| now.lost > before.lost && app.message.is_none());
    let said = app.message.as_ref().map(|message| message.text.to_string()).filter(|_| torn.is_some());
    let parts: Vec<String> = said.into_iter().chain(torn).chain(lost).collect();
    if !parts.is_empty() {
        app.message = Some(Message::warning(parts.join("; ")));
    }
}

/// After the text was read again: how many passages changed or moved, how many notes lost theirs, and what shows them.
pub(in crate::app) fn after_reload(app: &App) -> Option<String> {
    let count = |state| app.notes.placed.iter().filter(|p| p.on == On::Span && p.state == state).count();
    let told = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 passage {what}")),
        n => Some(format!("{n} passages {what}")),
    };
    let parts: Vec<String> =
        told(count(State::Changed), "changed").into_iter().chain(told(count(State::Moved), "moved")).collect();
    let seen = (!parts.is_empty()).then(|| format!("{}: {} shows them", parts.join(", "), app.key(Command::Review)));
    let all: Vec<String> = seen.into_iter().chain(lost(app)).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// How many notes are in conflict, and what shows them; `None` when none are.
pub(in crate::app) fn conflicts(app: &App) -> Option<String> {
    let review = app.key(Command::Review);
    match app.notes.conflicts() {
        0 => None,
        1 => Some(format!("1 note is in conflict: {review} shows both versions")),
        n => Some(format!("{n} notes are in conflict: {review} shows both versions of each")),
    }
}

/// How many notes lost their passage, and what shows them; `None` when none did.
pub(in crate::app) fn lost(app: &App) -> Option<String> {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let (tray, review) = (app.key(Command::NextOrphan), app.key(Command::Review));
    let gone = |n| count(n, "note lost its passage", "notes lost their passage");
    Some(match app.notes.unsettled() {
        (0, 0) => return None,
        (n, 0) => format!("{}: {tray} shows them", gone(n)),
        (0, asks) => format!("{}: {review} shows them", count(asks, "note needs a look", "notes need a look")),
        (n, asks) => format!("{}, {}: {tray} shows them", gone(n), count(asks, "needs a look", "need a look")),
    })
}
