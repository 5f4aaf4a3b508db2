//! What a note is on: the passage that is selected, the section at hand, the briefing.

use super::super::{App, Message, Mode};
use crate::anchor::{self, Ground};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::drafts::Of;
use crate::note::Target;
use crate::text::Span;

/// Longest passage of a note, in bytes: its words are kept in the sidecar, which has bounds.
const MOST: usize = 64 * 1024;

/// True when notes can be kept: the text is a file, and the passage not endless. Else says so.
pub(super) fn can_be_kept(app: &mut App) -> bool {
    let is_file = app.document.source.path.is_some();
    if !is_file {
        app.message = Some(Message::warning("notes need a file: save this text to one and open that"));
    }
    let fits = app.passage().is_none_or(|passage| passage.len() <= MOST);
    if is_file && !fits {
        app.message =
            Some(Message::warning("too long for one note (64 KiB at most): select less, or write on the section"));
    }
    is_file && fits
}

/// A note on a passage.
pub(super) fn on_passage(app: &App, span: Span) -> (Target, Option<Span>) {
    let anchor = anchor::make(&Ground::of(app.document.briefing()), span);
    (Target::Span(anchor), Some(span))
}

/// A note on the section at hand: in the outline the one under its cursor, else the one where the reader is.
pub(super) fn on_section(app: &App) -> (Target, Option<Span>) {
    let section = if matches!(app.mode, Mode::Outline) { app.outline.cursor } else { app.section() };
    let name = Ground::of(app.document.briefing()).sections.get(section).map(|(name, _)| name.clone());
    (Target::Section(name.unwrap_or_default()), None)
}

/// What a note is on, in a few words.
pub(super) fn about(target: &Target) -> Clean {
    match target {
        Target::Span(anchor) => Clean::from(format!("“{}”", Clean::piece(&anchor.quote))),
        Target::Section(name) => match &name.heading {
            Some(heading) => Clean::from(format!("section “{}”", Clean::piece(heading))),
            None => Clean::line("the lead"),
        },
        Target::Briefing => Clean::line("the briefing"),
    }
}

/// The text became another one while a note on it is written: finds the passage again.
pub(in crate::app) fn refit(app: &mut App, briefing: &Briefing) {
    let same = app.notes.is_for_this_text();
    let Mode::Compose(compose) = &mut app.mode else { return };
    let target = match (&compose.before, &compose.of) {
        (Some(note), _) => Some(&note.target),
        (None, Of::New(target)) => Some(target),
        (None, Of::Change(_)) => None,
    };
    let anchor = target.and_then(Target::anchor);
    let found = anchor.map(|anchor| anchor::resolve(&Ground::of(briefing), &[anchor], same));
    compose.passage = found.and_then(|all| all.first().and_then(|found| found.span));
}
