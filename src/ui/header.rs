//! The line above the text, and the handling banners.

use super::{Chrome, Painter};
use crate::app::App;
use crate::clean::Clean;
use crate::look::Role;
use crate::text;

/// Draws title, date and dateline, and what is odd about the file.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let area = app.panes.header;
    if area.is_empty() || app.document.is_none() {
        return;
    }
    let look = chrome.look;
    painter.fill(area, look.style(Role::Header));
    let title = Clean::from(app.document.briefing().display_title());
    let (right, wide) = (area.right().saturating_sub(1), text::cells(&title));
    let left = |facts: &Clean| usize::from(right.saturating_sub(area.x + 1)).saturating_sub(text::cells(facts) + 2);
    // The title is worth more than the facts: where it would be cut for it, the dateline gives way, then the others when
    // it would keep less than half the line.
    let whole = Clean::from(facts(app, Dateline::Told));
    let less =
        || Some(Clean::from(facts(app, Dateline::Left))).filter(|less| left(less) >= usize::from(area.width / 2));
    let shown = if left(&whole) >= wide { Some(whole) } else { less() };
    let mut limit = right;
    if let Some(facts) = shown.filter(|facts| !facts.is_empty()) {
        limit = painter.put_right((right, area.y), &facts, look.style(Role::Dim)).saturating_sub(2);
    }
    painter.put_short((area.x + 1, area.y), limit.saturating_sub(area.x + 1), &title, look.style(Role::Title));
}

/// Draws the handling label, right-aligned, above and below the text or behind the status line, whatever is open. Drawn
/// after what may lie over the text, so that nothing covers it.
pub(super) fn banners(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let Some(handling) = &app.document.briefing().header.handling else { return };
    if !app.shows_handling() {
        return;
    }
    let style = chrome.look.style(Role::of_handling(handling));
    for area in [app.panes.banner_top, app.panes.banner_bottom, app.panes.marking] {
        if !area.is_empty() {
            let wide = usize::from(area.width.saturating_sub(2));
            let label = Clean::from(text::truncate(&handling.label, wide));
            painter.put_right((area.right() - 1, area.y), &label, style);
        }
    }
}

/// Whether the dateline is among the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dateline {
    Told,
    Left,
}

fn facts(app: &App, dateline: Dateline) -> String {
    let source = &app.document.source;
    let header = &source.briefing.header;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(header.date.map(|d| d.to_string()));
    let told = header.dateline.as_ref().filter(|_| dateline == Dateline::Told);
    parts.extend(told.map(|d| Clean::piece(&text::truncate(d, 24)).to_string()));
    if header.date.is_none() && header.dateline.is_none() {
        parts.push(Clean::piece(&text::truncate(&source.name, 32)).to_string());
    }
    if source.encoding.as_str() != "UTF-8" {
        parts.push(source.encoding.to_string());
    }
    let hidden = source.briefing.neutralised;
    match hidden.shown + hidden.hidden {
        0 => {}
        1 => parts.push("1 odd character".to_owned()),
        n => parts.push(format!("{n} odd characters")),
    }
    parts.join(" · ")
}
