//! Writing in the reader's own editor.

use super::super::{App, Effect, Message, Mode};
use super::{annotate, drafts};
use crate::clean::Clean;

/// What came of the reader's own editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// Another text.
    Text(String),
    /// The text as it was.
    Same,
    /// It did not work: why, and where what it wrote is.
    Failed(Clean),
}

/// Hands the text to the reader's editor; without a note that is being written, begins one first.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !matches!(app.mode, Mode::Compose(_)) {
        effects.extend(annotate(app));
    }
    effects.extend(drafts::keep(app));
    if let Mode::Compose(compose) = &app.mode {
        effects.push(Effect::Edit(compose.buffer.text()));
    }
    effects
}

/// Takes the text that comes back.
pub(in crate::app) fn edited(app: &mut App, edited: Edited) {
    let Mode::Compose(compose) = &mut app.mode else { return };
    app.message = match edited {
        Edited::Text(text) => {
            compose.buffer.replace(&text);
            None
        }
        Edited::Same => Some(Message::note("the editor changed nothing")),
        Edited::Failed(why) => Some(Message::error(why)),
    };
}
