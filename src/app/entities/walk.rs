//! Going from name to name.

use std::cmp::Reverse;
use std::sync::Arc;

use super::reach;
use crate::app::notes::walk::Way;
use crate::app::{App, Message, Mode, motion};
use crate::clean::Clean;
use crate::entity::{Kind, Mention, Origin};
use crate::text::{self, Span};

/// Cells of a name in a message.
pub(super) const NAME: usize = 40;

/// Which names are gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Among {
    /// All.
    All,
    /// Those of the entity at hand.
    Same,
}

/// Goes to the next or previous name, `count` times.
pub(in crate::app) fn go(app: &mut App, count: Option<usize>, (way, among): (Way, Among)) {
    super::refresh(app);
    let times = count.unwrap_or(1).clamp(1, 1_000_000);
    let at_hand = at_hand(app).map(|mention| (mention.name.clone(), mention.kind.clone()));
    let only = at_hand.filter(|_| among == Among::Same);
    if only.is_none() && among == Among::Same {
        app.message = Some(Message::note("no name here; go to one first"));
        return;
    }
    let wanted = |m: &Mention| only.as_ref().is_none_or(|(name, kind)| m.name == *name && m.kind == *kind);
    let (reach, here) = (&app.entities.reach, app.position());
    let (known, is_all) = (reach.known(), reach.is_whole());
    let (to_start, to_end) = reach.ends();
    let stops = app.entities.mentions.iter().filter(|m| wanted(m) && known.contains(m.span.start));
    let stops: Vec<Span> = stops.map(|m| m.span).collect();
    if stops.is_empty() && is_all {
        app.message = Some(Message::note(nothing(app)));
        return;
    }
    let to = match (standing_at(app, &stops), way) {
        (Ok(here), Way::On) => here.checked_add(times).filter(|to| *to < stops.len()),
        (Err(next), Way::On) => (next + times).checked_sub(1).filter(|to| *to < stops.len()),
        (Ok(here) | Err(here), Way::Back) => here.checked_sub(times),
    };
    match to {
        Some(to) if known.contains(here) => arrive(app, stops[to], is_all.then_some((to + 1, stops.len()))),
        None if known.contains(here) && way == Way::On && to_end => {
            app.message = Some(Message::note("no name further on"));
        }
        None if known.contains(here) && way == Way::Back && to_start => {
            app.message = Some(Message::note("no name before this"));
        }
        _ => _ = reach::need_all(app),
    }
}

/// The name at the caret, else the one that the reader went to last, while it is on the screen.
pub(in crate::app) fn at_hand(app: &mut App) -> Option<&Mention> {
    let briefing = Arc::clone(&app.document.source.briefing);
    if let Some(at) = app.caret() {
        return app.entities.at(at).next();
    }
    let span = app.entities.current?;
    if !app.reader.shows(&briefing, span.start) {
        return None;
    }
    app.entities.touching(span).find(|m| m.span == span)
}

/// Shows a name; the caret, when there is one, goes to its first letter.
pub(in crate::app) fn show(app: &mut App, span: Span) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let here = app.position();
    app.entities.current = Some(span);
    app.entities.handled = None;
    app.reader.remember(here);
    match app.mode {
        Mode::Caret(_) | Mode::Select(_) => motion::go(app, &briefing, span.start),
        _ => app.reader.reveal(&briefing, span.start),
    }
}

/// Shows a name, and says which it is of how many, where that is known.
fn arrive(app: &mut App, span: Span, count: Option<(usize, usize)>) {
    show(app, span);
    // The mode, the section and how many there are have their place in the same line.
    let room = usize::from(app.panes.screen.width).saturating_sub(32).max(24);
    let told = app.entities.touching(span).find(|m| m.span == span).map(|m| told(m, room));
    let count = count.map_or(String::new(), |(n, of)| format!("{n}/{of} "));
    app.message = told.map(|told| Message::note(format!("{count}{told}")));
}

/// Goes to the next name of a kind, from the top when there is none further on.
pub(in crate::app) fn to_kind(app: &mut App, kind: &Kind) {
    let here = app.entities.current.map_or_else(|| app.position(), |span| span.start);
    let (known, is_all) = (app.entities.reach.known(), app.entities.reach.is_whole());
    let of_kind = || app.entities.mentions.iter().filter(|m| m.kind == *kind).map(|m| m.span);
    let on = of_kind().find(|span| span.start > here && known.contains(span.start)).filter(|_| known.contains(here));
    let next = on.or_else(|| of_kind().next().filter(|_| is_all));
    match next {
        Some(span) => show(app, span),
        None if !is_all => _ = reach::need_all(app),
        None => app.message = Some(Message::note(format!("no {} here", Clean::piece(kind.name())))),
    }
}

/// A name in words: what it is and who says so, within `cells` where that can be.
pub fn told(mention: &Mention, cells: usize) -> String {
    let kind = Clean::piece(mention.kind.name());
    let doubt = |long: bool| match (mention.origin, long) {
        (Origin::Suggested, true) => ", suggested",
        (Origin::Suggested, false) => "?",
        _ => "",
    };
    let name = text::truncate(&Clean::line(&mention.name), NAME);
    let long = format!("{} · {kind}{}", Clean::piece(&name), doubt(true));
    if text::cells(&long) <= cells {
        return long;
    }
    let rest = format!(" · {kind}{}", doubt(false));
    let name = text::truncate(&name, cells.saturating_sub(text::cells(&rest)).max(4));
    format!("{}{rest}", Clean::piece(&name))
}

fn nothing(app: &App) -> &'static str {
    match app.entities.state {
        super::State::Ready => "no names here; e and a letter mark one",
        _ => "names are still being looked for",
    }
}

/// The stop where the reader is, as far as it is on the screen; else the first one behind the place.
fn standing_at(app: &mut App, stops: &[Span]) -> Result<usize, usize> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let (here, caret) = (app.position(), app.caret().is_some());
    let at_caret = |span: &Span| caret && app.entities.at(here).next().is_some_and(|m| m.span == *span);
    if let Some(n) = stops.iter().position(at_caret) {
        return Ok(n);
    }
    let current = app.entities.current.filter(|_| !caret);
    if let Some(current) = current.filter(|span| app.reader.shows(&briefing, span.start)) {
        // What was refused is no stop any more, and the way goes on from where it was.
        let order = |span: &Span| (span.start, Reverse(span.end));
        let there = stops.iter().position(|stop| *stop == current);
        return there.ok_or_else(|| stops.partition_point(|stop| order(stop) < order(&current)));
    }
    // Without a caret what begins in the first row on the screen is still to come.
    Err(stops.partition_point(|span| if caret { span.start <= here } else { span.start < here }))
}
