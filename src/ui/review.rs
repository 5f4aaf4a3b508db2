//! Reviewing: the passage as it was beside the text as it is, or above it on narrow screens.

use ratatui::layout::Rect;

mod torn;

use super::prose::{self, Prose};
use super::{Chrome, Painter};
use crate::app::App;
use crate::app::notes::review::{Case, Review};
use crate::app::notes::words;
use crate::clean::Clean;
use crate::diff::{self, Change};
use crate::look::{Look, Role};
use crate::text::Span;

/// Screens from this width on show both side by side.
const SIDE_BY_SIDE: u16 = 72;

/// Draws the note that is looked at.
pub(super) fn draw(app: &App, review: &Review, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.list_area(), chrome.look);
    let Some((record, place)) = review.id().and_then(|id| app.notes.book.get(id).zip(app.notes.placed(id))) else {
        return;
    };
    let torn = review.torn(app);
    if area.y > 0 {
        let head = Rect { y: 0, height: 1, ..area };
        painter.fill(head, look.style(Role::Header));
        let (at, all) = review.count();
        let count = Clean::from(format!("{at}/{all}"));
        let edge = painter.put_right((head.right().saturating_sub(1), 0), &count, look.style(Role::Dim));
        let title = match torn {
            Some(torn) => Clean::from(format!("in conflict: {}", Clean::piece(&words::first_line(torn.mine)))),
            None => words::told(record, place.state),
        };
        painter.put_short((1, 0), edge.saturating_sub(2), &title, look.style(Role::Header));
    }
    let (left, right) = halves(area);
    let [was, is] = match (torn, review.case(app)) {
        (Some(torn), _) => torn::sides(torn, look),
        (None, Some(case)) => {
            let (was, is) = sides(app, look, &case);
            [(title(app, &case, "as it was", Side::Was), was), (title(app, &case, "as it is now", Side::Is), is)]
        }
        (None, None) => return,
    };
    for (rect, (title, prose)) in [(left, was), (right, is)] {
        painter.put_short((rect.x, rect.y), rect.width, &title, look.style(Role::Heading));
        let body = Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect };
        prose::draw(painter, super::order(app), (body, look.style(Role::Text)), &prose);
    }
    if area.width >= SIDE_BY_SIDE {
        for y in area.y..area.bottom() {
            painter.put((right.x - 2, y), 1, look.symbols.rule, look.style(Role::Rule));
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Was,
    Is,
}

/// Where both sides stand.
fn halves(area: Rect) -> (Rect, Rect) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if area.width >= SIDE_BY_SIDE {
        let half = (inner.width - 3) / 2;
        return (Rect { width: half, ..inner }, Rect { x: inner.right() - half, width: half, ..inner });
    }
    let half = inner.height / 2;
    let below = Rect { y: inner.y + half, height: inner.height - half, ..inner };
    (Rect { height: half, ..inner }, below)
}

/// Both texts, the passages underlined; in them, what went is struck and what came stands out.
fn sides(app: &App, look: &Look, case: &Case<'_>) -> (Prose, Prose) {
    let quote = Clean::new(&case.anchor.quote);
    let text = &app.document.briefing().text;
    let there = case.now.map(|(span, _)| text.sub(span));
    let pieces = there.as_ref().map(|there| diff::words(&quote, there)).unwrap_or_default();
    let around = |before: &Clean, passage: &Clean, after: &Clean| {
        let mut prose = Prose::default();
        prose.push(before, look.style(Role::Dim));
        prose.push(passage, look.style(Role::Passage));
        prose.push(after, look.style(Role::Dim));
        prose
    };
    let (before, after) = (Clean::new(case.beside.0), Clean::new(case.beside.1));
    let mut was = around(&before, &quote, &after);
    mark(&mut was, before.len(), diff::old(&pieces), look);
    let (Some(there), Some((span, near))) = (there, case.now) else {
        let mut nowhere = Prose::default();
        nowhere.push(&Clean::line("nowhere"), look.style(Role::Dim));
        return (was, nowhere);
    };
    let (before, after) = (text.sub(Span::new(near.start, span.start)), text.sub(Span::new(span.end, near.end)));
    let mut is = around(&before, &there, &after);
    mark(&mut is, before.len(), diff::new(&pieces), look);
    (was, is)
}

/// Styles what was removed or added in a passage that begins at byte `start` of the prose.
fn mark(prose: &mut Prose, start: usize, pieces: impl Iterator<Item = (Change, Span)>, look: &Look) {
    for (change, span) in pieces {
        let role = match change {
            Change::Same => continue,
            Change::Removed => Role::Removed,
            Change::Added => Role::Added,
        };
        prose.parts.push((Span::new(start + span.start, start + span.end), look.style(role)));
    }
}

/// The heading of a side: where the passage was, or is.
fn title(app: &App, case: &Case<'_>, when: &str, side: Side) -> Clean {
    let briefing = app.document.briefing();
    let heading = if side == Side::Is {
        let section = case.now.map(|(span, _)| briefing.section_of(briefing.block_at(span.start)));
        section.map(|n| briefing.heading(n).unwrap_or("Lead"))
    } else {
        Some(case.anchor.section.heading.as_deref().unwrap_or("Lead"))
    };
    Clean::from(heading.map_or(when.to_owned(), |heading| format!("{when}, in “{}”", Clean::piece(heading))))
}
