//! Notes beside the text on wide screens, each level with its passage as far as the one above leaves room.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::prose::{self, Prose};
use super::{Chrome, Painter, margin};
use crate::app::notes::sight::{Kind, hue};
use crate::app::notes::words;
use crate::app::{App, Mode};
use crate::clean::Clean;
use crate::look::Role;
use crate::note::{Id, Status};

/// Draws the notes whose passages are in view.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let area = app.panes.beside;
    if area.is_empty() || matches!(app.mode, Mode::Notes(_) | Mode::Survey(_)) {
        return;
    }
    let notes = &app.notes.sight.beside;
    let mut y = area.y;
    for (n, (line, id)) in notes.iter().enumerate() {
        y = y.max(area.y.saturating_add(u16::try_from(*line).unwrap_or(u16::MAX)));
        let left = area.bottom().saturating_sub(y);
        if left == 0 || (left == 1 && n + 1 < notes.len()) {
            more(chrome, painter, area, notes.len() - n);
            return;
        }
        let next = notes.get(n + 1).map_or(area.bottom(), |(line, _)| area.y + u16::try_from(*line).unwrap_or(0));
        // A note has two rows at least; more where the next one begins further down, or where all that follow have two
        // rows as well, for then there is room for them a little below their passages.
        let behind = u16::try_from(notes.len() - n - 1).unwrap_or(u16::MAX);
        let spare = left.saturating_sub(behind.saturating_mul(2));
        let height = next.saturating_sub(y).max(spare).max(2).min(left);
        y += entry(app, chrome, painter, (id, Rect { y, height, ..area }));
    }
}

/// Says how many notes had no room any more.
fn more(chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect, n: usize) {
    let line = Clean::from(format!("{n} more below"));
    let at = (area.x, area.bottom() - 1);
    painter.fill(Rect { y: at.1, height: 1, ..area }, chrome.look.style(Role::Text));
    painter.put_short(at, area.width, &line, chrome.look.style(Role::Dim));
}

fn entry(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (id, area): (&Id, Rect)) -> u16 {
    let look = chrome.look;
    let (Some(note), Some(place)) = (app.notes.book.note(id), app.notes.placed(id)) else { return 0 };
    let (sign, style) = margin::kind(Kind::of(note), hue(note), look);
    painter.put((area.x, area.y), 1, sign, style);
    let cue = margin::state(place.state, &look.symbols);
    if let Some(cue) = cue {
        painter.put((area.x + 1, area.y), 1, cue, look.style(Role::Dim));
    }
    let current = app.notes.current.as_ref() == Some(id);
    let done = note.status == Status::Done;
    let base = look.style(if done { Role::Dim } else { Role::Text });
    let base = if current { base.add_modifier(Modifier::BOLD) } else { base };
    let mut body = Prose { text: Clean::new(note.text.trim()), parts: Vec::new() };
    let behind = [words::tags(note), if done { "done".to_owned() } else { String::new() }];
    for words in behind.iter().filter(|words| !words.is_empty()) {
        body.push(&Clean::from(format!("  {words}")), look.style(Role::Dim));
    }
    let indent = 3.min(area.width);
    let text = Rect { x: area.x + indent, width: area.width - indent, ..area };
    prose::draw(painter, super::order(app), (text, base), &body).max(1)
}
