//! One quiet line when notes did not find their passage.

use crate::app::{App, Command, Message};

/// After the notes were read: says it when more are lost than before. Something that is said already comes first.
pub(in crate::app) fn after_reading(app: &mut App, before: (usize, usize)) {
    let now = app.notes.lost();
    if now.0 + now.1 > before.0 + before.1 && app.message.is_none() {
        app.message = lost(app).map(Message::warning);
    }
}

/// How many notes lost their passage, and what shows them; `None` when none did.
pub(in crate::app) fn lost(app: &App) -> Option<String> {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let (tray, review) = (app.key(Command::NextOrphan), app.key(Command::Review));
    let gone = |n| count(n, "note lost its passage", "notes lost their passage");
    Some(match app.notes.lost() {
        (0, 0) => return None,
        (n, 0) => format!("{}: {tray} shows them", gone(n)),
        (0, asks) => format!("{}: {review} shows them", count(asks, "note needs a look", "notes need a look")),
        (n, asks) => format!("{}, {}: {tray} shows them", gone(n), count(asks, "needs a look", "need a look")),
    })
}
