//! The pane in which a note is written: what it is on, its properties, its text.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::Ink;
use super::{Chrome, Painter};
use crate::app::App;
use crate::app::compose::Compose;
use crate::app::compose::sheet::SheetRow;
use crate::bidi;
use crate::clean::Clean;
use crate::look::Role;
use crate::text;

/// Draws the pane.
pub(super) fn draw(app: &App, compose: &Compose, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let area = app.panes.compose;
    if area.is_empty() {
        return;
    }
    painter.fill(area, chrome.look.style(Role::Panel));
    let sheet = app.panes.sheet();
    if sheet.y > area.y {
        head(compose, chrome, painter, area);
    }
    if sheet.y > area.y + 1 {
        properties(compose, chrome, painter, Rect { y: area.y + 1, ..area });
    }
    let style = chrome.look.style(Role::Panel);
    for (y, row) in (sheet.y..sheet.bottom()).zip(compose.sheet.rows()) {
        for (x, symbol, _) in glyphs(row, sheet, app.settings.bidi) {
            painter.cell((x, y), sheet.right(), Ink::from(&symbol), style);
        }
    }
    beyond(compose, chrome, painter, sheet);
}

/// Where the terminal's cursor stands: at the caret.
pub(super) fn cursor(app: &App, compose: &Compose) -> Option<Position> {
    let sheet = app.panes.sheet();
    let (line, byte) = compose.sheet.caret(&compose.buffer);
    let row = compose.sheet.rows().nth(line)?;
    let y = sheet.y.checked_add(u16::try_from(line).ok()?).filter(|y| *y < sheet.bottom())?;
    let right = sheet.right().checked_sub(1)?;
    let glyphs = glyphs(row, sheet, app.settings.bidi);
    let at = glyphs.iter().find(|(_, _, at)| *at == byte).map(|(x, _, _)| *x);
    let rtl = app.settings.bidi && bidi::is_rtl_paragraph(row.line);
    let behind = || match (rtl, glyphs.first(), glyphs.last()) {
        (true, Some((x, _, _)), _) => x.saturating_sub(1).max(sheet.x),
        (true, None, _) => right,
        (false, _, Some((x, symbol, _))) => x + Ink::from(symbol).cells(),
        (false, _, None) => sheet.x,
    };
    Some(Position::new(at.unwrap_or_else(behind).min(right), y))
}

/// The graphemes of a row: the column, what is drawn, the byte of the line.
fn glyphs(row: SheetRow<'_>, sheet: Rect, visual: bool) -> Vec<(u16, Clean, usize)> {
    let words = row.line.sub(row.span);
    let rtl = visual && bidi::is_rtl_paragraph(row.line);
    let mut x = if rtl { sheet.right().saturating_sub(Ink::from(&words).cells() + 1).max(sheet.x) } else { sheet.x };
    let mut out = Vec::new();
    let mut put = |symbol: Clean, at: usize| {
        let wide = Ink::from(&symbol).cells();
        out.push((x, symbol, row.span.start + at));
        x += wide;
    };
    if visual && bidi::may_be_rtl(&words) {
        for glyph in bidi::visual_order(&words, rtl) {
            put(Clean::from(glyph.symbol), glyph.span.start);
        }
    } else {
        for (at, grapheme) in text::grapheme_indices(&words) {
            put(Clean::from(grapheme), at);
        }
    }
    out
}

/// A rule with what the note is on at its end.
fn head(compose: &Compose, chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) {
    let look = chrome.look;
    for x in area.x + 1..area.right().saturating_sub(1) {
        painter.put((x, area.y), 1, look.symbols.dash, look.style(Role::Rule));
    }
    let verb = if compose.before.is_some() { "change of the note on" } else { "note on" };
    let wide = usize::from(area.width).saturating_sub(4);
    let about = text::truncate(&compose.about, wide.saturating_sub(verb.len() + 8).max(wide / 2));
    let title = Clean::from(format!(" {verb} {}", closed(about)));
    let title = Clean::from(text::truncate(&title, wide));
    painter.put_right((area.right().saturating_sub(1), area.y), &title, look.style(Role::Accent));
}

/// A quotation that was cut gets its end back.
fn closed(quoted: String) -> String {
    if quoted.starts_with('“') && !quoted.ends_with('”') { format!("{quoted}”") } else { quoted }
}

/// Kind and tags on the left, status and time on the right.
fn properties(compose: &Compose, chrome: Chrome<'_>, painter: &mut Painter<'_>, area: Rect) {
    let look = chrome.look;
    let time = compose.begun.stamp();
    let time = text::slice(&time, 11..16).to_owned();
    let status = Clean::from(format!("{} · {time} UTC", compose.status.name()));
    let right = painter.put_right((area.right().saturating_sub(1), area.y), &status, look.style(Role::Dim));
    let x = area.x + if area.width >= 30 { 2 } else { 0 };
    let kind = Clean::from(format!("{} {}", compose.kind.name(), look.symbols.expanded));
    let x = painter.put_short((x, area.y), right.saturating_sub(x + 1), &kind, look.style(Role::Strong)) + 3;
    let tags: Vec<String> = compose.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = Clean::from(tags.join(" "));
    painter.put_short((x, area.y), right.saturating_sub(x + 1), &tags, look.style(Role::Note));
}

/// Signs that there is more above or below.
fn beyond(compose: &Compose, chrome: Chrome<'_>, painter: &mut Painter<'_>, sheet: Rect) {
    let (above, below) = compose.sheet.beyond();
    let style: Style = chrome.look.style(Role::Dim);
    let x = sheet.right();
    if above > 0 {
        painter.put((x, sheet.y), 1, chrome.look.symbols.above, style);
    }
    if below > 0 {
        painter.put((x, sheet.bottom().saturating_sub(1)), 1, chrome.look.symbols.below, style);
    }
}
