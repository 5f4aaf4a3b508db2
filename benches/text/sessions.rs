//! A session with a text open, without a terminal.

use std::sync::Arc;

use attache::app::{Action, Opened, Settings};
use attache::clean::Clean;
use attache::import::{Hints, import};
use attache::keymap::Keymap;
use attache::look::Looks;
use attache::session::Session;

/// A session on a screen of `size` columns and rows, with `text` open as Markdown.
pub(crate) fn with_text(text: &str, size: (u16, u16)) -> Session {
    let imported = import(text.as_bytes().to_vec(), &Hints { name: "a.md", encoding: None }).ok();
    let opened = Opened {
        briefing: Arc::new(imported.map(|imported| imported.briefing).unwrap_or_default()),
        path: None,
        name: Clean::line("a.md"),
        format: "markdown",
        encoding: Clean::line("UTF-8"),
        warnings: Vec::new(),
        size: text.len() as u64,
        complete: true,
        reading: None,
        drafts: attache::drafts::Drafts::default(),
    };
    let (mut session, _) = Session::new(Settings::default(), Keymap::default(), Looks::default(), size);
    session.act(Action::Opened(Box::new(opened)));
    session.settle();
    session
}
