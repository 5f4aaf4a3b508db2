//! Motions: moving the place, or the caret when there is one, and reading on.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::{App, Command, Effect, Message, Mode, commands};
use crate::briefing::{BlockKind, Briefing};
use crate::sentence;
use crate::text::{self, Span};

/// Runs a motion. False when the command is none.
pub(super) fn run(app: &mut App, command: Command, count: Option<usize>) -> bool {
    let briefing = Arc::clone(&app.document.source.briefing);
    let n = count.unwrap_or(1).clamp(1, 1_000_000);
    if let Mode::Caret(offset) = app.mode
        && let Some(to) = caret_motion(app, &briefing, command, offset, n)
    {
        move_caret(app, &briefing, to);
        return true;
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

/// Motions to something in the text.
fn leap(app: &mut App, briefing: &Briefing, command: Command, count: Option<usize>) -> bool {
    let n = count.unwrap_or(1).max(1);
    match command {
        Command::Top | Command::Bottom if count.is_some() => jump_to_section(app, briefing, n - 1),
        Command::Top => jump(app, briefing, 0),
        Command::Bottom => to_end(app, briefing),
        Command::Percent => jump(app, briefing, percent(briefing, count.unwrap_or(0))),
        Command::NextSection => next_section(app, briefing, n),
        Command::PreviousSection => previous_section(app, briefing, n),
        Command::NextParagraph => to_paragraph(app, briefing, n, true),
        Command::PreviousParagraph => to_paragraph(app, briefing, n, false),
        Command::NextSentence => (0..n).for_each(|_| to_sentence(app, briefing, true)),
        Command::PreviousSentence => (0..n).for_each(|_| to_sentence(app, briefing, false)),
        Command::NextUnread => to_unread(app, briefing, true),
        Command::PreviousUnread => to_unread(app, briefing, false),
        Command::JumpBack => {
            let here = app.position();
            let to = app.reader.jump_back(here, n);
            arrive(app, briefing, to, "no earlier place");
        }
        Command::JumpForward => {
            let to = app.reader.jump_forward(n);
            arrive(app, briefing, to, "no later place");
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
        if let Mode::Caret(_) = app.mode {
            app.mode = Mode::Caret(app.reader.top_offset);
        }
        if app.reader.top != before {
            return Vec::new();
        }
    }
    app.progress.mark(section, true);
    if let Some(next) = app.progress.unread_after(section) {
        if next < section {
            app.message = Some(Message::note("back to a section you left unread"));
        }
        jump_to_section(app, &briefing, next);
    } else {
        app.reader.to_end(&briefing);
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
    let read = !app.progress.all_read();
    app.progress.mark_all(read);
    app.message = Some(Message::note(if read { "briefing read" } else { "briefing unread" }));
    commands::remember(app)
}

/// The word at byte `offset`, or the next one in its block.
pub(super) fn word_at(briefing: &Briefing, offset: usize) -> Option<Span> {
    let block = briefing.block_at(offset);
    let base = briefing.blocks.get(block)?.span.start;
    let words = words(briefing, block);
    words.iter().find(|w| base + w.end > offset).or(words.last()).map(|w| Span::new(base + w.start, base + w.end))
}

fn go(app: &mut App, briefing: &Briefing, offset: usize) {
    match app.mode {
        Mode::Caret(_) => move_caret(app, briefing, offset),
        _ => app.reader.show_at_top(briefing, offset),
    }
}

fn arrive(app: &mut App, briefing: &Briefing, to: Option<usize>, otherwise: &str) {
    match to {
        Some(offset) => go(app, briefing, offset),
        None => app.message = Some(Message::note(otherwise)),
    }
}

fn to_end(app: &mut App, briefing: &Briefing) {
    let here = app.position();
    app.reader.remember(here);
    if let Mode::Caret(_) = app.mode {
        let last = text::grapheme_floor(&briefing.text, briefing.text.len().saturating_sub(1));
        return move_caret(app, briefing, last);
    }
    app.reader.to_end(briefing);
    app.reader.wants_end = !app.document.source.complete;
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
    let before_first = app.position() < briefing.section_span(0).start;
    let target = section + n - usize::from(before_first);
    if target >= briefing.sections.len() && section + 1 >= briefing.sections.len() && app.position() >= span.start {
        app.message = Some(Message::note("last section"));
        return;
    }
    go(app, briefing, briefing.section_span(target.min(briefing.sections.len() - 1)).start);
}

fn previous_section(app: &mut App, briefing: &Briefing, n: usize) {
    let section = app.section();
    let inside = app.position() > briefing.section_span(section).start;
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
    let mut block = briefing.block_at(app.position());
    let at_start = briefing.blocks.get(block).is_some_and(|b| b.span.start >= app.position());
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
    if let Some(b) = briefing.blocks.get(block) {
        go(app, briefing, b.span.start);
    }
}

fn is_stop(briefing: &Briefing, block: usize) -> bool {
    briefing.blocks.get(block).is_some_and(|b| !b.continued && !matches!(b.kind, BlockKind::Rule))
}

fn to_sentence(app: &mut App, briefing: &Briefing, forward: bool) {
    let here = app.position();
    let block = briefing.block_at(here);
    let blocks: Box<dyn Iterator<Item = usize>> =
        if forward { Box::new(block..briefing.blocks.len()) } else { Box::new((0..=block).rev()) };
    for block in blocks.take(64) {
        let base = briefing.blocks.get(block).map_or(0, |b| b.span.start);
        let mut starts = sentence::sentences(briefing.block_text(block)).into_iter().map(|s| base + s.start);
        let found = if forward { starts.find(|s| *s > here) } else { starts.rev().find(|s| *s < here) };
        // Without a caret only a sentence in another row is a move that can be seen.
        if let Some(offset) = found.filter(|o| forward || matches!(app.mode, Mode::Caret(_)) || *o < here) {
            return go(app, briefing, offset);
        }
    }
}

fn move_caret(app: &mut App, briefing: &Briefing, to: usize) {
    app.mode = Mode::Caret(to);
    app.reader.reveal(briefing, to);
}

/// Where a motion takes the caret; `None` for commands that do not move it.
fn caret_motion(app: &mut App, briefing: &Briefing, command: Command, at: usize, n: usize) -> Option<usize> {
    let rows = |n: usize| isize::try_from(n).unwrap_or(isize::MAX);
    let (page, half) = (app.reader.page(), app.reader.half_page());
    let vertical = |app: &mut App, step: isize| app.reader.vertical(briefing, at, step);
    Some(match command {
        Command::LineDown => vertical(app, rows(n)),
        Command::LineUp => vertical(app, -rows(n)),
        Command::HalfDown => vertical(app, rows(half * n)),
        Command::HalfUp => vertical(app, -rows(half * n)),
        Command::PageDown => vertical(app, rows(page * n)),
        Command::PageUp => vertical(app, -rows(page * n)),
        Command::Left => (0..n).fold(at, |at, _| previous_letter(briefing, at)),
        Command::Right => (0..n).fold(at, |at, _| next_letter(briefing, at)),
        Command::WordForward => (0..n).fold(at, |at, _| word_start(briefing, at, true)),
        Command::WordBack => (0..n).fold(at, |at, _| word_start(briefing, at, false)),
        Command::WordEnd => (0..n).fold(at, |at, _| word_end(briefing, at)),
        Command::LineStart => app.reader.row_ends(briefing, at).0,
        Command::LineEnd => app.reader.row_ends(briefing, at).1,
        _ => return None,
    })
}

fn next_letter(briefing: &Briefing, at: usize) -> usize {
    let block = briefing.block_at(at);
    let Some(span) = briefing.blocks.get(block).map(|b| b.span) else { return at };
    let mut letters = text::grapheme_indices(text::slice(&briefing.text, at..span.end)).skip(1);
    match letters.next() {
        Some((step, _)) => at + step,
        None => briefing.blocks.get(block + 1).map_or(at, |b| b.span.start),
    }
}

fn previous_letter(briefing: &Briefing, at: usize) -> usize {
    let block = briefing.block_at(at);
    let Some(span) = briefing.blocks.get(block).map(|b| b.span) else { return at };
    match text::grapheme_indices(text::slice(&briefing.text, span.start..at)).next_back() {
        Some((letter, _)) => span.start + letter,
        None => last_letter(briefing, block).unwrap_or(at),
    }
}

/// The start of the last letter of the block before `block`.
fn last_letter(briefing: &Briefing, block: usize) -> Option<usize> {
    let before = block.checked_sub(1)?;
    let start = briefing.blocks.get(before)?.span.start;
    Some(start + text::grapheme_indices(briefing.block_text(before)).next_back().map_or(0, |(at, _)| at))
}

/// Words of a block, as spans within it.
fn words(briefing: &Briefing, block: usize) -> Vec<Span> {
    let text = briefing.block_text(block);
    text.unicode_word_indices().map(|(at, word)| Span::new(at, at + word.len())).collect()
}

fn word_start(briefing: &Briefing, at: usize, forward: bool) -> usize {
    let block = briefing.block_at(at);
    let near = if forward { block..briefing.blocks.len().min(block + 16) } else { block.saturating_sub(16)..block + 1 };
    let starts = |b: usize| {
        let base = briefing.blocks.get(b).map_or(0, |b| b.span.start);
        words(briefing, b).into_iter().map(move |w| base + w.start)
    };
    let found = if forward {
        near.flat_map(starts).find(|s| *s > at)
    } else {
        near.rev().find_map(|b| starts(b).rfind(|s| *s < at))
    };
    found.unwrap_or(at)
}

fn word_end(briefing: &Briefing, at: usize) -> usize {
    let block = briefing.block_at(at);
    (block..briefing.blocks.len().min(block + 16))
        .find_map(|b| {
            let base = briefing.blocks.get(b)?.span.start;
            let text = briefing.block_text(b);
            let last =
                |w: &Span| w.start + text::grapheme_indices(text::slice(text, *w)).next_back().map_or(0, |(n, _)| n);
            words(briefing, b).iter().map(|w| base + last(w)).find(|end| *end > at)
        })
        .unwrap_or(at)
}
