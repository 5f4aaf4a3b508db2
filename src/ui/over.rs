//! What lies over the text for a moment: messages and questions that the status line has no room for, and what may follow
//! an unfinished chord. It never lies over the handling.

use ratatui::layout::Rect;

use super::{Chrome, Painter};
use crate::app::App;
use crate::app::input::Input;
use crate::bidi;
use crate::clean::Clean;
use crate::keymap::show_keys;
use crate::look::{Look, Role};
use crate::text;
use crate::wrap;

/// The part of the screen that a message may take over an open list: one of so many.
pub(super) const OVER_LIST: u16 = 3;

/// Cells of a column of keys, where there is no room for what is longer.
const COLUMN: u16 = 38;

/// Cells of a key at most.
const KEY: u16 = 8;

/// A message in rows of the text, in at most a part (`1/share`) of the screen.
pub(super) fn message(app: &App, (words, role, share): (&Clean, Role, u16), look: &Look, painter: &mut Painter<'_>) {
    let (screen, foot) = (app.panes.screen, app.panes.foot());
    let width = screen.width.saturating_sub(2);
    let rows = rows(app, words, share);
    let area = Rect { y: foot - rows, height: rows, ..screen };
    painter.fill(area, look.style(Role::Status));
    painter.put_lines(Rect { x: area.x + 1, width, ..area }, words, look.style(role));
}

/// How many rows such a message takes.
pub(super) fn rows(app: &App, words: &Clean, share: u16) -> u16 {
    let (screen, foot) = (app.panes.screen, app.panes.foot());
    let width = usize::from(screen.width.saturating_sub(2));
    let rows = u16::try_from(wrap::message(words, width).len()).unwrap_or(u16::MAX);
    // On the lowest screens it may cover all of the text: it goes with the next key.
    rows.clamp(1, (screen.height / share).max(3)).min(foot)
}

/// What may follow an unfinished chord, or the letters that one awaits, in columns. What there is no room for is counted.
pub(super) fn which_key(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (screen, foot, look) = (app.panes.screen, app.panes.foot(), chrome.look);
    let next = chrome.pending.next.iter().map(|(key, doc)| (Clean::from(show_keys(&[*key])), Clean::line(doc)));
    let all: Vec<(Clean, Clean)> = next.chain(chrome.pending.letters.iter().cloned()).collect();
    let in_rows = |column: u16| {
        let columns = (screen.width / column).max(1);
        (columns, u16::try_from(all.len()).unwrap_or(u16::MAX).div_ceil(columns))
    };
    // Nothing is cut as long as half of the screen has room for that.
    let longest =
        all.iter().map(|(key, doc)| text::cells(key).min(usize::from(KEY)) + text::cells(doc) + 3).max().unwrap_or(0);
    let whole = u16::try_from(longest).unwrap_or(u16::MAX).min(screen.width).max(COLUMN);
    let column = if in_rows(whole).1 <= foot / 2 { whole } else { COLUMN };
    let (columns, rows) = in_rows(column);
    let rows = rows.min(foot.saturating_sub(app.panes.banner_top.bottom().max(1)));
    if rows == 0 {
        return;
    }
    let area = Rect { y: foot - rows, height: rows, ..screen };
    painter.fill(area, look.style(Role::WhichKey));
    let cells = usize::from(rows) * usize::from(columns);
    let shown = if all.len() > cells { cells - 1 } else { all.len() };
    let place = |n: usize| {
        let n = u16::try_from(n).unwrap_or(u16::MAX);
        (n / rows * column + 1, area.y + n % rows)
    };
    let room = screen.width.min(column).saturating_sub(1);
    for (n, (key, doc)) in all.iter().take(shown).enumerate() {
        let (x, y) = place(n);
        let after = painter.put_short((x, y), KEY, key, look.style(Role::StatusKey)) + 1;
        painter.put_short((after, y), (x + room).saturating_sub(after), doc, look.style(Role::WhichKey));
    }
    if shown < all.len() {
        let more = Clean::from(format!("{} {} more, in the help", look.symbols.more, all.len() - shown));
        painter.put_short(place(shown), room, &more, look.style(Role::Dim));
    }
}

/// A line that is being typed, from column `x` in so many cells, with the letters that stand before it. Where it is too
/// long, the part around the caret (a byte of it) is shown. Returns the column behind it.
pub(super) fn typed(
    line: &Typed<'_>,
    (x, y): (u16, u16),
    room: u16,
    painter: &mut Painter<'_>,
    style: ratatui::style::Style,
) -> u16 {
    // What is written from right to left is set apart; blanks are shown as many as there are.
    let words = if bidi::may_be_rtl(line.words) { Clean::piece(line.words) } else { Clean::from(line.words) };
    let all = Clean::from(format!("{}{words}", line.before));
    let skipped = text::prefix_cells(&all, line.skipped(room)).len();
    let shown = all.sub((skipped..all.len()).into());
    painter.put_short((x, y), room, &shown, style)
}

/// A line that is being typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    /// What stands before it.
    pub(super) before: &'static str,
    /// What is typed so far.
    pub(super) words: &'a str,
    /// The byte of it before which the caret stands.
    pub(super) caret: usize,
}

impl<'a> Typed<'a> {
    pub(super) fn new(before: &'static str, input: &'a Input) -> Self {
        Self { before, words: input.as_str(), caret: input.caret() }
    }

    /// The column of the caret from the beginning of the line, in `room` cells.
    pub(super) fn column(&self, room: u16) -> u16 {
        u16::try_from(self.cells().saturating_sub(self.skipped(room))).unwrap_or(u16::MAX)
    }

    fn cells(&self) -> usize {
        text::cells(self.before) + text::cells(&Clean::from(text::slice(self.words, 0..self.caret)))
    }

    /// Cells at the beginning that are not shown, so that the caret is.
    fn skipped(&self, room: u16) -> usize {
        (self.cells() + 1).saturating_sub(usize::from(room))
    }
}
