//! The pane of names: a row a name; below, where the chosen one is named.

use ratatui::layout::Rect;

use super::{bars, below, head, nothing};
use crate::app::App;
use crate::app::survey::{Areas, Roll};
use crate::clean::Clean;
use crate::dossier::Listed;
use crate::look::Role;
use crate::text;
use crate::ui::{Chrome, Painter, names};

/// Cells of the curve by sections.
const CURVE: u16 = 12;

pub(super) fn draw(app: &App, (roll, areas): (&Roll, &Areas), chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let filter = roll.problem.as_deref().unwrap_or(&roll.finder.filter);
    let title = Clean::from("Names");
    let counts = (roll.finder.count(), roll.all());
    head((&title, filter), (counts, app), chrome, (painter, areas.head));
    if roll.finder.count() == 0 {
        nothing(&roll.finder.filter, chrome, painter, areas.list);
    }
    let rows = roll.shown().enumerate().skip(roll.finder.top).take(usize::from(areas.list.height));
    for ((n, listed), y) in rows.zip(areas.list.y..) {
        let row = Rect { y, height: 1, ..areas.list };
        name(app, listed, chrome, (painter, row));
        if n == roll.finder.cursor {
            crate::ui::chosen(chrome, painter, row);
        }
    }
    if let Some(listed) = roll.chosen() {
        details(app, listed, chrome, (painter, areas.below));
    }
}

/// Sign, name, how often, the curve; `suggested` or `?` where nobody vouches for the name.
fn name(app: &App, listed: &Listed, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let look = chrome.look;
    let sign = names::sign(app, look, &listed.kind);
    painter.put_short((area.x + 1, area.y), 1, &sign, look.style(Role::Dim));
    let mut right = area.right().saturating_sub(1);
    if area.width >= 34 {
        let curve = curve(app, listed, look);
        right = right.saturating_sub(CURVE);
        painter.put_short((right, area.y), CURVE, &curve, look.style(Role::Dim));
        right = right.saturating_sub(1);
    }
    let count = Clean::from(listed.times.to_string());
    right = painter.put_right((right, area.y), &count, look.style(Role::Panel)).saturating_sub(2);
    let suggested = listed.confirmed == 0;
    if suggested {
        let doubt = if area.width >= 70 { "suggested" } else { "?" };
        right = painter.put_right((right, area.y), &Clean::from(doubt), look.style(Role::Dim)).saturating_sub(1);
    }
    let x = area.x + 3;
    painter.put_short((x, area.y), right.saturating_sub(x), &Clean::line(&listed.name), look.style(Role::Panel));
}

fn curve(app: &App, listed: &Listed, look: &crate::look::Look) -> Clean {
    let mut counts = vec![0; app.document.briefing().sections.len()];
    for ((_, section), times) in listed.sections.iter().zip(&listed.counts) {
        if let Some(count) = counts.get_mut(*section) {
            *count += times;
        }
    }
    bars(&counts, usize::from(CURVE), &look.symbols)
}

/// Kind and sections of the chosen name, in words.
fn details(app: &App, listed: &Listed, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let Some(area) = below(chrome, painter, area) else { return };
    let origin = match listed.confirmed {
        0 => "suggested",
        n if n == listed.times => "confirmed",
        _ => "partly confirmed",
    };
    let briefing = app.document.briefing();
    let place = |((_, section), times): (&(usize, usize), &usize)| {
        let heading = Clean::line(briefing.heading(*section).unwrap_or("Lead"));
        format!("{} {times}", Clean::piece(&text::truncate(&heading, 32)))
    };
    let places: Vec<String> = listed.sections.iter().zip(&listed.counts).map(place).collect();
    let kind = Clean::piece(listed.kind.name());
    let line = Clean::from(format!("{} · {kind}, {origin} · {}", Clean::piece(&listed.name), places.join(" · ")));
    painter.put_lines(area, &line, chrome.look.style(Role::Panel));
}
