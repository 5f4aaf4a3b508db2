//! Accepting and refusing, one name after the other. Without a caret, nothing is decided of a name that was not shown
//! first: a key with no name at hand shows the next one, and so does one that has decided.

use std::cmp::Reverse;
use std::sync::Arc;

use super::known::{self, Known};
use super::marking::{self, Extent, Marking};
use super::record;
use super::target;
use crate::app::{App, Command, Effect, Message};
use crate::clean::Clean;
use crate::entity::Mention;
use crate::registry;
use crate::text::{self, Span};

/// Cells of the status line that are no message: the mode and what is around it.
const AROUND: usize = 9;

/// Accepts the name at hand as whom it is taken for.
pub(in crate::app) fn accept(app: &mut App) -> Vec<Effect> {
    let Some(marking) = at_hand(app) else { return Vec::new() };
    let effects = marking::confirm(app, &marking, Extent::Here);
    // Once accepted, the registry knows it at its other places as well.
    let is_settled = |mention: &Mention| {
        let is_it = |known: &Known| known.name == mention.name && known.kind == mention.kind;
        registry::takes(&mention.kind) && marking.known.as_ref().is_some_and(is_it)
    };
    go_on(app, effects, ("marked", marking.span), is_settled)
}

/// Refuses the name at hand.
pub(in crate::app) fn reject(app: &mut App, extent: Extent) -> Vec<Effect> {
    let Some(marking) = at_hand(app) else { return Vec::new() };
    let (how, done): (fn(&mut App, &Mention) -> Vec<Effect>, _) = match extent {
        Extent::Here => (record::reject, "refused here"),
        Extent::All => (record::reject_everywhere, "refused everywhere"),
    };
    let effects = marking::refuse(app, &marking, how);
    go_on(app, effects, (done, marking.span), |_| false)
}

/// The name at hand. Where there is none, the first one in view that nobody confirmed is only shown.
fn at_hand(app: &mut App) -> Option<Marking> {
    super::refresh(app);
    let [accept, refuse, never] =
        [Command::AcceptName, Command::RejectName, Command::RejectEverywhere].map(|key| app.key(key));
    let keys = format!("{accept} accepts, {refuse} refuses, {never} everywhere");
    if shown_first(app, &keys) { None } else { marking::begin(app) }
}

/// Where no name is at hand: shows the first one in view that nobody confirmed, asks about it, and says which keys answer.
pub(super) fn shown_first(app: &mut App, keys: &str) -> bool {
    let can_mark = app.document.source.path.is_some() && app.document.source.complete;
    if !can_mark || app.caret().is_some() || target::at_hand(app).is_some() {
        return false;
    }
    let Some(span) = target::unconfirmed(app).next().map(|mention| mention.span) else { return false };
    show(app, span);
    let keys = format!(" {keys}");
    let room = room(app).saturating_sub(text::cells(&keys));
    app.message = Some(Message::note(format!("{}{keys}", asked(app, span, room))));
    true
}

/// After something was decided without a caret: shows the next name in view that nobody confirmed, and asks about it.
fn go_on(
    app: &mut App,
    effects: Vec<Effect>,
    (done, from): (&str, Span),
    is_settled: impl Fn(&Mention) -> bool,
) -> Vec<Effect> {
    // What was decided only in part is to be read before anything else.
    let is_plain = |said: &str| !said.contains(record::ONLY_HERE);
    let Some(said) = app.notes.said_when_kept().filter(|said| is_plain(said)).map(str::to_owned) else {
        return effects;
    };
    if effects.is_empty() || app.caret().is_some() {
        return effects;
    }
    super::refresh(app);
    let order = |span: Span| (span.start, Reverse(span.end));
    let is_next = |mention: &&Mention| order(mention.span) > order(from) && !is_settled(mention);
    let next = target::unconfirmed(app).find(is_next).map(|mention| mention.span);
    let Some(next) = next else { return effects };
    show(app, next);
    let room = room(app);
    let short = format!("{done}; {} takes it back", app.key(Command::Undo));
    let told = [said, short.clone()]
        .into_iter()
        .map(|said| format!("{said} · next: {}", asked(app, next, usize::MAX)))
        .find(|told| text::cells(told) <= room);
    let told = told.unwrap_or_else(|| {
        let before = format!("{short} · next: ");
        format!("{before}{}", asked(app, next, room.saturating_sub(text::cells(&before))))
    });
    app.notes.say_when_kept(told);
    effects
}

/// Makes a name that is in view the current one.
fn show(app: &mut App, span: Span) {
    let briefing = Arc::clone(&app.document.source.briefing);
    app.entities.current = Some(span);
    app.entities.handled = None;
    app.reader.reveal(&briefing, span.start);
}

/// What a key would make of a name, as a question: `Hakan Fidan, person?`; within `cells` where that can be.
fn asked(app: &App, span: Span, cells: usize) -> String {
    let Some(known) = known::meant(app, span) else { return String::new() };
    let kind = format!(", {}?", Clean::piece(known.kind.name()));
    let name = Clean::line(&known.name);
    let name = text::truncate(&name, cells.saturating_sub(text::cells(&kind)).clamp(4, super::walk::NAME));
    format!("{}{kind}", Clean::piece(&name))
}

fn room(app: &App) -> usize {
    usize::from(app.panes.screen.width).saturating_sub(AROUND)
}
