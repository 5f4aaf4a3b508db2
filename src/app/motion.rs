//! Motions: moving the place, or the caret when there is one, and reading on.

use std::sync::Arc;

use super::units::{self, Edge, Object};
use super::{App, Command, Effect, Message, Mode, caret, commands, select};
use crate::briefing::{BlockKind, Briefing};
use crate::text::{self, Span};

/// Runs a motion. False when the command is none.
pub(super) fn run(app: &mut App, command: Command, count: Option<usize>) -> bool {
    let briefing = Arc::clone(&app.document.source.briefing);
    let n = count.unwrap_or(1).clamp(1, 1_000_000);
    if let Mode::Caret(_) | Mode::Select(_) = app.mode {
        let here = app.position();
        let to = caret::motion(app, &briefing, command, (here, n));
        if let Some(to) = to.or_else(|| select::motion(app, &briefing, command, n)) {
            caret::put(app, &briefing, to);
            return true;
        }
    }
    scroll(app, &briefing, command, n) || leap(app, &briefing, command, count)
}

/// Motions that scroll by rows.
fn scroll(app: &mut App, briefing: &Briefing, command: Command, n: usize) -> bool {
    let reader = &mut app.reader;
    let (page, half) = (reader.page(), reader.half_page());
    match command {
        Command::LineDown => reader.down(briefing, n),
        Command::LineUp => reader.up(briefing, n),
        Command::HalfDown => reader.down(briefing, half * n),
        Command::HalfUp => reader.up(briefing, half * n),
        Command::PageDown => reader.down(briefing, page.saturating_mul(n)),
        Command::PageUp => reader.up(briefing, page.saturating_mul(n)),
        _ => return false,
    }
    true
}

/// What is said at the end of the beginning of a large text.
const STILL_COMING: &str = "the rest is still being read; it goes on here in a moment";

/// What is said of the end of such a beginning, and of a share of it.
const SO_FAR: [&str; 2] =
    ["the end so far; goes on when the rest is here", "of what is here so far; the rest is still being read"];

/// What is said of what needs all of the text.
pub(super) const AWAITED: &str = "the rest of the text is still being read; again in a moment";

/// True when a message is about a rest that is not here; it is none any more once it is.
pub(super) fn is_about_rest(message: &Message) -> bool {
    let text = message.text.as_str();
    [STILL_COMING, AWAITED].contains(&text) || SO_FAR.contains(&text)
}

/// Motions to something in the text.
fn leap(app: &mut App, briefing: &Briefing, command: Command, count: Option<usize>) -> bool {
    let n = count.unwrap_or(1).max(1);
    match command {
        Command::Top | Command::Bottom if count.is_some() => jump_to_section(app, briefing, n - 1),
        Command::Top => jump(app, briefing, 0),
        Command::Bottom => to_end(app, briefing),
        Command::Percent => match count {
            Some(share) => {
                jump(app, briefing, percent(briefing, share));
                if !app.document.source.complete {
                    app.message = Some(Message::note(SO_FAR[1]));
                }
            }
            None => app.message = Some(Message::note("how far? a number before it says: 50% goes to the middle")),
        },
        Command::NextSection => next_section(app, briefing, n),
        Command::PreviousSection => previous_section(app, briefing, n),
        Command::NextParagraph => to_paragraph(app, briefing, n, true),
        Command::PreviousParagraph => to_paragraph(app, briefing, n, false),
        Command::NextSentence => next_sentence(app, briefing, n),
        Command::PreviousSentence => {
            let here = app.point();
            let to = units::back(briefing, Object::Sentence, here, (n, Edge::First));
            go(app, briefing, if to == here { 0 } else { to });
        }
        Command::NextUnread => to_unread(app, briefing, true),
        Command::PreviousUnread => to_unread(app, briefing, false),
        Command::JumpBack => {
            let here = app.position();
            let to = app.reader.jump_back(here, n);
            arrive_again(app, briefing, to, "no earlier place");
        }
        Command::JumpForward => {
            let to = app.reader.jump_forward(n);
            arrive_again(app, briefing, to, "no later place");
        }
        _ => return false,
    }
    true
}

/// Goes to byte `offset` and remembers where that was from.
pub(super) fn jump(app: &mut App, briefing: &Briefing, offset: usize) {
    let here = app.position();
    app.reader.remember(here);
    go(app, briefing, offset);
}

/// Goes to the start of section `section` (from 0); past the last one, to the last.
pub(super) fn jump_to_section(app: &mut App, briefing: &Briefing, section: usize) {
    if section >= briefing.sections.len() && app.awaits_rest() {
        return;
    }
    let section = section.min(briefing.sections.len().saturating_sub(1));
    jump(app, briefing, briefing.section_span(section).start);
}

/// Space: a page on; where the section ends on this screen, marks it read and goes to the next unread one.
pub(super) fn read_on(app: &mut App, count: Option<usize>) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let section = app.section();
    let end = briefing.section_span(section).end;
    let in_view = end == 0 || app.reader.shows(&briefing, end.saturating_sub(1));
    if !in_view || briefing.blocks.is_empty() {
        let rows = app.reader.page().saturating_mul(count.unwrap_or(1).max(1));
        let before = app.reader.top;
        app.reader.down(&briefing, rows);
        if let Mode::Caret(_) | Mode::Select(_) = app.mode {
            caret::put(app, &briefing, app.reader.top_offset);
        }
        if app.reader.top != before {
            return Vec::new();
        }
    }
    // Nobody has read a section whose end is not here.
    if !app.document.source.complete && section + 1 >= briefing.sections.len() {
        app.message = Some(Message::note(STILL_COMING));
        return Vec::new();
    }
    app.progress.mark(section, true);
    if let Some(next) = app.progress.unread_after(section) {
        if next < section {
            app.message = Some(Message::note("back to a section you left unread"));
        }
        jump_to_section(app, &briefing, next);
    } else {
        // Where the end is on the screen already, going there would scroll back to fill the screen.
        if !app.reader.shows(&briefing, briefing.text.len().saturating_sub(1)) {
            app.reader.to_end(&briefing);
        }
        app.message = Some(Message::note("all sections are read; q quits"));
    }
    commands::remember(app)
}

/// Marks one section read, or unread when it was.
pub(super) fn toggle_read(app: &mut App, section: usize) -> Vec<Effect> {
    let read = !app.progress.is_read(section);
    app.progress.mark(section, read);
    app.message = Some(Message::note(if read { "section read" } else { "section unread" }));
    commands::remember(app)
}

/// Marks the whole briefing read, or unread when it was.
pub(super) fn toggle_read_all(app: &mut App) -> Vec<Effect> {
    if app.awaits_rest() {
        return Vec::new();
    }
    let read = !app.progress.all_read();
    app.progress.mark_all(read);
    app.message = Some(Message::note(if read { "briefing read" } else { "briefing unread" }));
    commands::remember(app)
}

/// The word at byte `offset`, or the next one in its block.
pub(super) fn word_at(briefing: &Briefing, offset: usize) -> Option<Span> {
    let block = briefing.block_at(offset);
    let span = briefing.blocks.get(block)?.span;
    let is_word = |found: &Span| text::slice(&briefing.text, *found).chars().any(char::is_alphanumeric);
    let found = units::holding(briefing, Object::Word, offset).filter(is_word);
    found.or_else(|| units::next(briefing, Object::Word, offset)).filter(|word| word.overlaps(span))
}

/// Goes to byte `offset`: the caret when there is one, else the top row.
pub(super) fn go(app: &mut App, briefing: &Briefing, offset: usize) {
    match app.mode {
        Mode::Caret(_) | Mode::Select(_) => caret::put(app, briefing, offset),
        _ => app.reader.show_at_top(briefing, offset),
    }
}

fn arrive(app: &mut App, briefing: &Briefing, to: Option<usize>, otherwise: &str) {
    match to {
        Some(offset) => go(app, briefing, offset),
        None => app.message = Some(Message::note(otherwise)),
    }
}

/// Goes to a place of the jump list: the screen is what it was.
fn arrive_again(app: &mut App, briefing: &Briefing, to: Option<usize>, otherwise: &str) {
    match (to, &app.mode) {
        (Some(offset), Mode::Read) => app.reader.show_again(briefing, offset),
        _ => arrive(app, briefing, to, otherwise),
    }
}

fn to_end(app: &mut App, briefing: &Briefing) {
    let here = app.position();
    app.reader.remember(here);
    if let Mode::Caret(_) | Mode::Select(_) = app.mode {
        return caret::put(app, briefing, briefing.text.len());
    }
    app.reader.to_end(briefing);
    if !app.document.source.complete {
        app.reader.wants_end = true;
        app.message = Some(Message::note(SO_FAR[0]));
    }
}

fn percent(briefing: &Briefing, count: usize) -> usize {
    let at = briefing.text.len() / 100 * count.min(100) + briefing.text.len() % 100 * count.min(100) / 100;
    let block = briefing.block_at(at);
    briefing.blocks.get(block).map_or(0, |b| b.span.start)
}

fn next_section(app: &mut App, briefing: &Briefing, n: usize) {
    let section = app.section();
    let span = briefing.section_span(section);
    // At the title, above the first section, the next one is the first.
    let before_first = app.point() < briefing.section_span(0).start;
    let target = section + n - usize::from(before_first);
    if target >= briefing.sections.len() && section + 1 >= briefing.sections.len() && app.point() >= span.start {
        let is_last = app.document.source.complete;
        app.message = Some(Message::note(if is_last { "last section" } else { STILL_COMING }));
        return;
    }
    if target >= briefing.sections.len() && app.awaits_rest() {
        return;
    }
    go(app, briefing, briefing.section_span(target.min(briefing.sections.len() - 1)).start);
}

fn previous_section(app: &mut App, briefing: &Briefing, n: usize) {
    let section = app.section();
    let inside = app.point() > briefing.section_span(section).start;
    match (section + usize::from(inside)).checked_sub(n) {
        Some(target) => go(app, briefing, briefing.section_span(target).start),
        None => go(app, briefing, 0),
    }
}

fn to_unread(app: &mut App, briefing: &Briefing, forward: bool) {
    let section = app.section();
    let found = if forward { app.progress.unread_after(section) } else { app.progress.unread_before(section) };
    match found {
        Some(section) => jump_to_section(app, briefing, section),
        None => app.message = Some(Message::note("no other section is unread")),
    }
}

fn to_paragraph(app: &mut App, briefing: &Briefing, n: usize, forward: bool) {
    let here = app.point();
    let mut block = briefing.block_at(here);
    let first = block;
    let at_start = briefing.blocks.get(block).is_some_and(|b| b.span.start >= here);
    for step in 0..n {
        let target = if forward {
            (block + 1..briefing.blocks.len()).find(|b| is_stop(briefing, *b))
        } else if step == 0 && !at_start && is_stop(briefing, block) {
            Some(block)
        } else {
            (0..block).rev().find(|b| is_stop(briefing, *b))
        };
        let Some(target) = target else { break };
        block = target;
    }
    // Behind the last paragraph there is still the end of the text for a caret.
    let at_the_end = forward && block == first && !matches!(app.mode, Mode::Read);
    if let Some(b) = briefing.blocks.get(block) {
        go(app, briefing, if at_the_end { briefing.text.len() } else { b.span.start });
    }
}

/// Goes to the `n`th sentence from here. Without a caret only one in another row is a move that can be seen.
fn next_sentence(app: &mut App, briefing: &Briefing, n: usize) {
    let step = |at, n| units::forward(briefing, Object::Sentence, at, (n, Edge::First));
    let mut to = step(app.point(), n);
    let before = app.reader.top;
    if to == app.point() && !matches!(app.mode, Mode::Read) {
        return go(app, briefing, briefing.text.len());
    }
    go(app, briefing, to);
    while matches!(app.mode, Mode::Read) && app.reader.top == before && step(to, 1) != to {
        to = step(to, 1);
        go(app, briefing, to);
    }
}

fn is_stop(briefing: &Briefing, block: usize) -> bool {
    briefing.blocks.get(block).is_some_and(|b| !b.continued && !matches!(b.kind, BlockKind::Rule))
}
