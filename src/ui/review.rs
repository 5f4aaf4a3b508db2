//! Reviewing: the passage as it was beside the text as it is, or above it on narrow screens.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::prose::{self, Prose};
use super::{Chrome, Painter};
use crate::app::App;
use crate::app::notes::review::{Case, Review};
use crate::app::notes::words;
use crate::clean::Clean;
use crate::look::{Look, Role};
use crate::text::Span;

/// Screens from this width on show both side by side.
const SIDE_BY_SIDE: u16 = 72;

/// Draws the note that is looked at.
pub(super) fn draw(app: &App, review: &Review, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.list_area(), chrome.look);
    let Some(case) = review.case(app) else { return };
    if area.y > 0 {
        let head = Rect { y: 0, height: 1, ..area };
        painter.fill(head, look.style(Role::Header));
        let (at, all) = review.count();
        let count = Clean::from(format!("{at}/{all}"));
        let edge = painter.put_right((head.right().saturating_sub(1), 0), &count, look.style(Role::Dim));
        let title = app.notes.book.get(case.id).map(|record| words::told(record, case.state)).unwrap_or_default();
        painter.put_short((1, 0), edge.saturating_sub(2), &title, look.style(Role::Header));
    }
    let (was, is) = sides(app, look, &case);
    let (left, right) = halves(area);
    for (rect, title, prose) in [(left, "as it was", was), (right, "as it is now", is)] {
        painter.put((rect.x, rect.y), rect.width, title, look.style(Role::Dim));
        let body = Rect { y: rect.y + 1, height: rect.height.saturating_sub(1), ..rect };
        prose::draw(painter, super::order(app), (body, look.style(Role::Text)), &prose);
    }
    if area.width >= SIDE_BY_SIDE {
        for y in area.y..area.bottom() {
            painter.put((right.x - 2, y), 1, look.symbols.rule, look.style(Role::Rule));
        }
    }
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

/// Both texts, the passages underlined.
fn sides(app: &App, look: &Look, case: &Case<'_>) -> (Prose, Prose) {
    let (dim, passage) = (look.style(Role::Dim), look.style(Role::Passage));
    let mut was = Prose::default();
    was.push(&Clean::new(&case.anchor.before), dim);
    was.push(&Clean::new(&case.anchor.quote), passage);
    was.push(&Clean::new(&case.anchor.after), dim);
    let mut is = Prose::default();
    match case.now {
        Some((span, around)) => {
            let text = &app.document.briefing().text;
            is.push(&text.sub(Span::new(around.start, span.start)), dim);
            is.push(&text.sub(span), passage);
            is.push(&text.sub(Span::new(span.end, around.end)), dim);
        }
        None => is.push(&Clean::line("nowhere: m and a selection give it a place"), Style::default()),
    }
    (was, is)
}
