//! The map: coasts, a point for each place with its name where there is room, and the list.

use ratatui::layout::Rect;

use super::labels::{self, Wanted};
use super::{head, nothing};
use crate::app::App;
use crate::app::survey::{Areas, Chart, Spot};
use crate::clean::Clean;
use crate::look::Role;
use crate::text;
use crate::ui::{Chrome, Painter};

/// Cells of a name on the map.
const NAME: usize = 24;

/// Names that are tried to be placed; no map has room for more.
const NAMES: usize = 200;

pub(super) fn draw(app: &App, (chart, areas): (&Chart, &Areas), chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let title = Clean::from(match &chart.of {
        Some((name, _)) => format!("Map · {}", Clean::piece(name)),
        None => "Map".to_owned(),
    });
    let counts = (chart.finder.count(), chart.all());
    head((&title, &chart.finder.filter), (counts, app), chrome, (painter, areas.head));
    map((chart, areas.map), chrome, painter);
    if areas.map.width > 0 && areas.list.x > areas.map.right() {
        for y in areas.map.top()..areas.map.bottom() {
            let line = chrome.look.symbols.rule;
            painter.put((areas.map.right(), y), 1, line, chrome.look.style(Role::Rule));
        }
    }
    list(chart, chrome, (painter, areas.list));
}

fn map((chart, area): (&Chart, Rect), chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let Some(window) = chart.window.filter(|_| !area.is_empty()) else { return };
    let look = chrome.look;
    painter.coasts(area, window.bounds(), look.style(Role::Panel).patch(look.style(Role::Dim)));
    let mut spots: Vec<(&Spot, (u16, u16), bool)> = Vec::new();
    for (n, spot) in chart.shown().enumerate() {
        let cell = spot.at.and_then(|point| window.cell(point));
        if let Some((column, row)) = cell {
            spots.push((spot, (area.x + column, area.y + row), n == chart.finder.cursor));
        }
    }
    // The chosen one has its name first, then those that are named most.
    spots.sort_by_key(|(spot, _, chosen)| (!chosen, std::cmp::Reverse(spot.times)));
    let name = |spot: &Spot| Clean::from(text::truncate(&Clean::line(&spot.name), NAME));
    let wide = |spot: &Spot| u16::try_from(text::cells(&name(spot))).unwrap_or(0);
    let wanted: Vec<Wanted> =
        spots.iter().take(NAMES).map(|(spot, at, _)| Wanted { at: *at, wide: wide(spot) }).collect();
    let places = labels::place(&wanted, area);
    for ((spot, _, chosen), label) in spots.iter().zip(&places).rev() {
        let Some(label) = label else { continue };
        // A blank on both sides parts a name from coasts.
        let around = Rect { x: label.x.saturating_sub(1), width: label.width + 2, ..*label }.intersection(area);
        painter.fill(around, look.style(Role::Panel));
        let style = look.style(if *chosen { Role::ListCurrent } else { Role::Panel });
        painter.put_short((label.x, label.y), label.width, &name(spot), style);
    }
    for (_, at, chosen) in spots.iter().rev() {
        let (sign, role) =
            if *chosen { (look.symbols.here, Role::Accent) } else { (look.symbols.unread, Role::Strong) };
        painter.fill(Rect::new(at.0, at.1, 1, 1), look.style(Role::Panel));
        painter.put(*at, 1, sign, look.style(Role::Panel).patch(look.style(role)));
    }
}

/// The places, those that nobody knows below a line of their own.
fn list(chart: &Chart, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let look = chrome.look;
    if chart.finder.count() == 0 {
        nothing(&chart.finder.filter, chrome, painter, area);
    }
    let rows = chart.shown().enumerate().skip(chart.finder.top).take(usize::from(area.height));
    for ((n, spot), y) in rows.zip(area.y..) {
        let row = Rect { y, height: 1, ..area };
        let right = area.right().saturating_sub(1);
        let count = Clean::from(spot.times.to_string());
        let mut edge = painter.put_right((right, y), &count, look.style(Role::Dim)).saturating_sub(1);
        let state = match (spot.at, spot.by_capital) {
            (None, _) => "where? ",
            (Some(_), true) => "capital ",
            (Some(_), false) => "",
        };
        let state = if area.width >= 26 || spot.at.is_none() { state } else { "" };
        edge = painter.put_right((edge, y), &Clean::from(state), look.style(Role::Dim));
        edge = edge.saturating_sub(u16::from(!state.is_empty()));
        let sign = if spot.at.is_some() { look.symbols.unread } else { look.symbols.separator };
        let role = if spot.at.is_some() { Role::Panel } else { Role::Dim };
        painter.put((area.x, y), 1, sign, look.style(role));
        let x = area.x + 2;
        painter.put_short((x, y), edge.saturating_sub(x), &Clean::line(&spot.name), look.style(role));
        if n == chart.finder.cursor {
            painter.tint(row, look.style(Role::ListCurrent));
            painter.put((area.x + 1, y), 1, look.symbols.pointer, look.style(Role::ListCurrent));
        }
    }
}
