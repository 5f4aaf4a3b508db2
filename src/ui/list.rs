//! Lists with a filter: palette, help, pickers.

use ratatui::layout::Rect;

mod library;

use super::{Chrome, Painter, names, over};
use crate::app::App;
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::clean::Clean;
use crate::look::Role;
use crate::text;
use crate::wrap;

/// Columns from which on there is room beside the line of an item.
const WIDE: u16 = 60;

/// Draws an open list: title and count above, the items, and what to do where there are none.
pub(super) fn draw(app: &App, pick: &Pick, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.list_area(), chrome.look);
    painter.fill(area, look.style(Role::Panel));
    if area.y > 0 {
        let head = Rect { y: 0, height: 1, ..area };
        painter.fill(head, look.style(Role::Header));
        let count = count(pick, area.width);
        let left = painter.put_right((head.right().saturating_sub(1), 0), &count, look.style(Role::Dim));
        let title = Clean::from(title(app, pick));
        painter.put_short((1, 0), left.saturating_sub(2), &title, look.style(Role::Header));
    }
    if pick.counts().0 == 0 {
        let line = Clean::from(nothing(app, pick));
        let y = area.y + u16::from(area.height > 2);
        let room =
            Rect { x: area.x + 2, y, width: area.width.saturating_sub(3), height: area.bottom().saturating_sub(y) };
        painter.put_lines(room, &line, look.style(Role::Dim));
    }
    let marks = columns(pick);
    let beside = (pick.kind == PickKind::Library).then(|| library::Columns::of(pick, look));
    let mut cut = None;
    for (n, item) in (pick.top..).zip(pick.shown().skip(pick.top).take(usize::from(area.height))) {
        let y = area.y + u16::try_from(n - pick.top).unwrap_or(0);
        let shortened = row((app, chrome), painter, (pick, item, (marks, beside)), Rect { y, height: 1, ..area });
        if n == pick.cursor {
            super::chosen(chrome, painter, Rect { y, height: 1, ..area });
            cut = shortened.map(|text| (y, text));
        }
    }
    if let Some((y, text)) = cut {
        // A message stands in the lowest rows for as long as it is there.
        let covered = app.message.as_ref().map_or(0, |message| over::rows(app, &message.text, over::OVER_LIST));
        let free = Rect { height: area.height.saturating_sub(covered), ..area };
        whole(&text, y, chrome, (painter, free));
    }
}

/// How many items are shown of how many; of briefings also what waits in them, where there is room to say so.
fn count(pick: &Pick, width: u16) -> Clean {
    match pick.counts() {
        (shown, all) if shown < all => Clean::from(format!("{shown} of {all}")),
        _ if pick.kind == PickKind::Library && width >= WIDE => library::summary(pick),
        (_, all) => Clean::from(all.to_string()),
    }
}

fn title(app: &App, pick: &Pick) -> String {
    match (pick.kind, &app.shelf.folder) {
        (PickKind::Library, Some(folder)) => Clean::piece(&folder.to_string_lossy()).to_string(),
        _ => pick.kind.title().to_owned(),
    }
}

fn nothing(app: &App, pick: &Pick) -> String {
    match pick.kind {
        PickKind::Library if !app.shelf.is_listed => "Looking for briefings …".to_owned(),
        PickKind::Library if pick.filter.is_empty() => match &app.shelf.folder {
            Some(folder) => {
                format!(
                    "No briefings in {}. Put .txt, .md, .rst, .html or .yaml files there.",
                    Clean::piece(&folder.to_string_lossy())
                )
            }
            None => "No briefings here.".to_owned(),
        },
        _ => format!("Nothing matches “{}”. Backspace to widen.", Clean::piece(&pick.filter)),
    }
}

/// Cells for the left column: keys in help and palette, marks elsewhere.
fn columns(pick: &Pick) -> u16 {
    let wide = |item: &Item| text::cells(&item.mark);
    let most = pick.shown().skip(pick.top).take(100).map(wide).max().unwrap_or(0);
    u16::try_from(most.min(24)).unwrap_or(0)
}

/// What the chosen row had no room for, below the list; above it where that row itself stands below.
fn whole(text: &Clean, row: u16, chrome: Chrome<'_>, (painter, area): (&mut Painter<'_>, Rect)) {
    let width = area.width.saturating_sub(2);
    let rows = u16::try_from(wrap::message(text, usize::from(width)).len()).unwrap_or(u16::MAX).min(area.height / 3);
    if rows == 0 {
        return;
    }
    let below = area.bottom() - rows;
    let y = if row < below { below } else { area.y };
    let style = chrome.look.style(Role::WhichKey);
    painter.fill(Rect { y, height: rows, ..area }, style);
    painter.put_lines(Rect { x: area.x + 1, y, width, height: rows }, text, style);
}

/// Draws a row, and returns what it had no room for.
fn row(
    (app, chrome): (&App, Chrome<'_>),
    painter: &mut Painter<'_>,
    (pick, item, (marks, beside)): (&Pick, &Item, (u16, Option<library::Columns>)),
    area: Rect,
) -> Option<Clean> {
    let look = chrome.look;
    let fits = |text: &Clean, room: u16| text::cells(text) <= usize::from(room);
    let mark = &item.mark;
    let mut x = area.x + 1;
    if let Choice::Open(listing) = &item.choice {
        x = library::state(listing, look, painter, (x, area.y));
    }
    if marks > 0 {
        let role = if matches!(pick.kind, PickKind::Help | PickKind::Palette) { Role::StatusKey } else { Role::Dim };
        painter.put_short((x, area.y), marks, mark, look.style(role));
        x += marks + 2;
    }
    let right = area.right().saturating_sub(1);
    if pick.kind == PickKind::Palette && area.width >= WIDE {
        let names = names_of_commands(pick);
        painter.put_short((x, area.y), names, &item.label, look.style(Role::Panel));
        let x = x + names + 2;
        let room = right.saturating_sub(x);
        painter.put_short((x, area.y), room, &item.detail, look.style(Role::Dim));
        return (!fits(&item.detail, room)).then(|| item.detail.clone());
    }
    // On a narrow screen the line itself is worth more than what stands beside it.
    let room = if area.width < WIDE && marks > 0 { 0 } else { area.width / 2 };
    let (edge, told) = match (beside, &item.choice) {
        (Some(columns), Choice::Open(listing)) if room > 0 => {
            (columns.draw(listing, look, painter, (right, area.y)), true)
        }
        _ => {
            let detail = Clean::from(text::truncate(&item.detail, usize::from(room)));
            (painter.put_right((right, area.y), &detail, look.style(Role::Dim)), detail == item.detail)
        }
    };
    let mut style = look.style(Role::Panel);
    if let Choice::Legend(kind) = &item.choice {
        painter.put((x, area.y), 1, &names::sign(app, look, kind), look.style(Role::StatusKey));
        x += 2;
        style = style.patch(names::of_kind(app, look, kind));
    }
    let room = edge.saturating_sub(x + 1);
    painter.put_short((x, area.y), room, &item.label, style);
    // A column that is left out on a narrow screen is told here as well.
    match (fits(&item.label, room), told) {
        (true, true) => None,
        (false, true) => Some(item.label.clone()),
        (true, false) => Some(item.detail.clone()),
        (false, false) => {
            let (label, detail) = (Clean::piece(&item.label), Clean::piece(&item.detail));
            // A title may take all the rows that there are.
            let is_briefing = matches!(item.choice, Choice::Open(_));
            Some(Clean::from(if is_briefing { format!("{detail} · {label}") } else { format!("{label} · {detail}") }))
        }
    }
}

/// Cells for the names of commands, when what they do stands in a column behind them.
fn names_of_commands(pick: &Pick) -> u16 {
    let most = pick.shown().map(|item| text::cells(&item.label)).max().unwrap_or(0);
    u16::try_from(most.min(22)).unwrap_or(0)
}
