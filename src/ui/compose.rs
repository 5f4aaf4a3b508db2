//! The pane in which a note is written: what it is on, its properties, its text.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::over::{self, Typed};
use super::paint::Ink;
use super::{Chrome, Painter};
use crate::app::compose::Compose;
use crate::app::compose::sheet::SheetRow;
use crate::app::compose::tags::{TagPrompt, Way};
use crate::app::{App, Command};
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
    if let Some(prompt) = &compose.prompt {
        return cursor_in_tags(app, prompt);
    }
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
    let open = quoted.contains(bidi::PIECE) && !quoted.contains(bidi::PIECE_END);
    let quoted = if open { format!("{quoted}{}", bidi::PIECE_END) } else { quoted };
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
    let tags: Vec<String> = compose.tags.iter().map(|tag| format!("#{}", Clean::piece(tag))).collect();
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

/// The status line while a note is written: keys of use, and how far the draft is safe; a message goes before them.
pub(super) fn status(app: &App, compose: &Compose, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    if let Some(prompt) = &compose.prompt {
        return tags(app, prompt, chrome, painter);
    }
    let (area, look) = (app.panes.status, chrome.look);
    let x = painter.put((area.x + 1, area.y), area.width, "INSERT", look.style(Role::Mode)) + 2;
    let right = area.right().saturating_sub(1);
    if let Some(message) = &app.message {
        painter.put_short(
            (x, area.y),
            right.saturating_sub(x),
            &message.text,
            look.style(super::status::tone(message)),
        );
        return;
    }
    let draft = match &app.drafts.problem {
        Some(problem) => Clean::from(format!("draft not kept: {}", Clean::piece(problem))),
        None if app.drafts.list.get(&compose.of).is_none() => Clean::default(),
        None if app.drafts.is_kept() => {
            let words = if area.width < 60 { "draft" } else { "saved in draft" };
            // The sign in ASCII is a letter that would say the opposite.
            let sign = if look.symbols == crate::look::ASCII { "" } else { look.symbols.read };
            Clean::from(format!("{words} {sign}").trim_end().to_owned())
        }
        None => Clean::line("draft …"),
    };
    let role = if app.drafts.problem.is_some() { Role::Warning } else { Role::Dim };
    let draft = Clean::from(text::truncate(&draft, usize::from(right.saturating_sub(x)) / 2));
    let limit = painter.put_right((right, area.y), &draft, look.style(role)).saturating_sub(2);
    let keys = [
        (Command::SaveNote, "save"),
        (Command::EditOutside, "editor"),
        (Command::NextKind, "kind"),
        (Command::Back, "back"),
        (Command::Tag, "tag"),
        (Command::ToggleDone, "done"),
    ];
    let few = [(Command::SaveNote, "save"), (Command::Back, "back")];
    hints(app, chrome, painter, (x, limit), if area.width < 60 { &few } else { &keys });
}

/// Keys with what they do, as many as fit from one column to another.
fn hints(
    app: &App,
    chrome: Chrome<'_>,
    painter: &mut Painter<'_>,
    (left, limit): (u16, u16),
    keys: &[(Command, &'static str)],
) {
    let (y, look) = (app.panes.status.y, chrome.look);
    let mut x = left;
    for (command, word) in keys.iter().copied() {
        let Some(key) = chrome.keymap.keys_for(app.scope(), command).into_iter().next() else { continue };
        let (key, word) = (Clean::from(key), Clean::line(word));
        let wide = u16::try_from(text::cells(&key) + 1 + text::cells(&word)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > limit {
            return;
        }
        x = painter.put_short((x, y), limit.saturating_sub(x), &key, look.style(Role::StatusKey)) + 1;
        x = painter.put_short((x, y), limit.saturating_sub(x), &word, look.style(Role::Dim)) + 2;
    }
}

/// The line in which tags are typed, with what would complete them.
pub(super) fn tags(app: &App, prompt: &TagPrompt, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.panes.status, chrome.look);
    let style = look.style(Role::Status);
    let x = over::typed(&line_of(prompt), (area.x, area.y), room_for_tags(app), painter, style) + 3;
    let right = area.right().saturating_sub(1);
    let keys = [
        (Command::NextKind, "completes"),
        (Command::Accept, if prompt.way == Way::Add { "adds" } else { "removes" }),
        (Command::Back, "back"),
    ];
    let wide = 40.min(right.saturating_sub(x) / 2);
    let offers =
        Clean::from(prompt.offers().iter().map(|tag| Clean::piece(tag).to_string()).collect::<Vec<_>>().join("  "));
    painter.put_short((x, area.y), right.saturating_sub(x + wide), &offers, look.style(Role::Dim));
    hints(app, chrome, painter, (right.saturating_sub(wide) + 1, right), &keys);
}

/// Where the terminal's cursor stands while tags are typed.
pub(super) fn cursor_in_tags(app: &App, prompt: &TagPrompt) -> Option<Position> {
    let area = app.panes.status;
    let x = line_of(prompt).column(room_for_tags(app)).min(area.width.saturating_sub(1));
    (!area.is_empty()).then(|| Position::new(area.x + x, area.y))
}

fn line_of(prompt: &TagPrompt) -> Typed<'_> {
    let label = match prompt.way {
        Way::Add => " add tags: ",
        Way::Remove => " remove tags: ",
    };
    Typed::new(label, &prompt.typed)
}

/// Cells for the tags that are typed; a column is left for what stands behind them.
fn room_for_tags(app: &App) -> u16 {
    app.panes.status.width.saturating_sub(1)
}
