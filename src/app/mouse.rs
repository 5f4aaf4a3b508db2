//! The mouse: wheel scrolls; a click opens, or puts the caret; a drag selects, and on the outline's rule resizes it; two
//! clicks select the word, three the paragraph, and dragged on they select by words or paragraphs.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::pick::PickKind;
use super::units::{self, Object};
use super::{App, Effect, Mode, caret, lists, motion, select};
use crate::briefing::Briefing;
use crate::text::{self, Span};

/// Rows that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Milliseconds within which a click follows another one.
const AGAIN: u64 = 400;

/// What the mouse holds, and what is known of its last click.
#[derive(Debug, Clone, Copy, Default)]
pub struct Grip {
    /// The rule beside the outline.
    rule: bool,
    /// What was pressed on in the text, while the button is down: a letter, a word, a paragraph.
    origin: Option<Span>,
    /// What a drag selects by; letters without it.
    by: Option<Object>,
    /// Clicks on one place, one soon after the other.
    clicks: u8,
    /// Where and when (milliseconds) the last one was.
    last: (Position, u64),
}

/// What the mouse did, and where (cells from the top left).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
}

impl Mouse {
    /// The same on the screen: a report may name a cell far beyond it, by a resize or because its bytes are none.
    fn within(self, screen: Rect) -> Self {
        let column = self.column.min(screen.right().saturating_sub(1));
        Self { column, row: self.row.min(screen.bottom().saturating_sub(1)), ..self }
    }
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel turned away.
    WheelUp,
}

/// Applies a mouse action.
pub(super) fn handle(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let mouse = mouse.within(app.panes.screen);
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind == MouseKind::Press {
        // What was said of the last deed is no word on this one, as with keys.
        app.message = None;
    }
    if matches!(app.mode, Mode::Confirm(_) | Mode::Find(_) | Mode::Tag(_) | Mode::Mark(_)) {
        return Vec::new();
    }
    if matches!(app.mode, Mode::Compose(_)) {
        return super::compose::mouse(app, mouse);
    }
    if matches!(app.mode, Mode::Pick(_)) {
        return in_list(app, mouse, at);
    }
    if matches!(app.mode, Mode::Notes(_) | Mode::Review(_)) {
        return super::notes::panel::mouse(app, mouse, at);
    }
    if matches!(app.mode, Mode::Survey(_)) {
        return super::survey::mouse(app, mouse, at);
    }
    match mouse.kind {
        MouseKind::WheelDown | MouseKind::WheelUp => wheel(app, mouse.kind, at),
        MouseKind::Press => press(app, at),
        MouseKind::Drag if app.grip.rule => resize_outline(app, at),
        MouseKind::Drag => return if drag(app, at) { vec![Effect::SayAgain(mouse)] } else { Vec::new() },
        MouseKind::Release => (app.grip.rule, app.grip.origin) = (false, None),
    }
    Vec::new()
}

fn in_list(app: &mut App, mouse: Mouse, at: Position) -> Vec<Effect> {
    let area = app.list_area();
    let Mode::Pick(pick) = &mut app.mode else { return Vec::new() };
    match mouse.kind {
        MouseKind::WheelDown => pick.step(3),
        MouseKind::WheelUp => pick.step(-3),
        MouseKind::Press if area.contains(at) => {
            let row = pick.top + usize::from(at.y - area.y);
            if row >= pick.counts().0 {
                return Vec::new();
            }
            let again = pick.cursor == row;
            pick.cursor = row;
            if again || pick.kind != PickKind::Themes {
                return lists::accept(app);
            }
        }
        _ => return Vec::new(),
    }
    lists::preview(app)
}

fn wheel(app: &mut App, kind: MouseKind, at: Position) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let down = kind == MouseKind::WheelDown;
    if app.panes.outline.contains(at) {
        app.outline.scroll(if down { 3 } else { -3 });
    } else if down {
        app.reader.down(&briefing, NOTCH);
    } else {
        app.reader.up(&briefing, NOTCH);
    }
    // A caret stays in sight; a selection stays what it is.
    if let Mode::Caret(offset) = app.mode
        && !app.reader.shows(&briefing, offset)
    {
        caret::put(app, &briefing, app.reader.top_offset);
    }
}

fn press(app: &mut App, at: Position) {
    app.grip.rule = on_rule(app, at);
    app.grip.origin = None;
    count_click(app, at);
    if app.grip.rule {
        return;
    }
    if app.panes.outline.contains(at) {
        press_outline(app, at);
    } else if app.panes.text.contains(at) {
        press_text(app, at);
    }
}

fn count_click(app: &mut App, at: Position) {
    let (place, time) = app.grip.last;
    let soon = app.now.millis.checked_sub(time).is_some_and(|past| past <= AGAIN);
    let same = place.y == at.y && place.x.abs_diff(at.x) <= 1;
    app.grip.clicks = if soon && same { app.grip.clicks % 3 + 1 } else { 1 };
    app.grip.last = (at, app.now.millis);
}

fn press_outline(app: &mut App, at: Position) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let row = app.outline.top + usize::from(at.y - app.panes.outline.y);
    if let Some(section) = app.outline.rows().get(row).copied() {
        app.mode = Mode::Read;
        motion::jump_to_section(app, &briefing, section);
    }
}

fn press_text(app: &mut App, at: Position) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let Some(offset) = letter_at(app, &briefing, at) else {
        app.mode = Mode::Read;
        return;
    };
    app.grip.by = match app.grip.clicks {
        2 => Some(Object::Word),
        3 => Some(Object::Paragraph),
        _ => None,
    };
    let origin = unit_at(app, &briefing, offset);
    app.grip.origin = Some(origin);
    let whole = app.grip.by.and_then(|_| select::covering(&briefing, origin));
    app.mode = whole.map_or(Mode::Caret(offset), Mode::Select);
}

/// Selects from what was pressed on to what the mouse is at; beyond the edge of the column the text scrolls. True when it
/// did, and would go on.
fn drag(app: &mut App, at: Position) -> bool {
    let Some(origin) = app.grip.origin else { return false };
    let briefing = Arc::clone(&app.document.source.briefing);
    let before = app.reader.top;
    scroll_at_edge(app, &briefing, at);
    let scrolled = app.reader.top != before;
    let Some(offset) = nearest_letter(app, &briefing, at) else { return scrolled };
    let unit = unit_at(app, &briefing, offset);
    if app.grip.by.is_none() && unit == origin && !matches!(app.mode, Mode::Select(_)) {
        return scrolled;
    }
    let span = Span::new(origin.start.min(unit.start), origin.end.max(unit.end));
    if let Some(selection) = select::covering(&briefing, span) {
        app.mode = Mode::Select(select::turned_like(selection, (origin.start, unit.start)));
    }
    scrolled
}

/// The letter, word or paragraph at a letter, as the drag selects.
fn unit_at(app: &App, briefing: &Briefing, offset: usize) -> Span {
    let letter = Span::new(offset, text::letter_end(&briefing.text, offset));
    app.grip.by.and_then(|object| units::holding(briefing, object, offset)).unwrap_or(letter)
}

/// Rows beyond the edge of the column scroll by one each; where the column ends with the screen, its last row does.
fn scroll_at_edge(app: &mut App, briefing: &Briefing, at: Position) {
    let (pane, screen) = (app.panes.text, app.panes.screen);
    let above = pane.y.saturating_sub(at.y).max(u16::from(at.y == 0));
    let last = screen.bottom().saturating_sub(1);
    let below = (at.y + 1).saturating_sub(pane.bottom()).max(u16::from(at.y == last));
    if above > 0 {
        app.reader.up(briefing, usize::from(above));
    } else if below > 0 {
        app.reader.down(briefing, usize::from(below));
    }
    if above + below > 0 {
        let (source, search) = (Arc::clone(&app.document.source.briefing), &app.search);
        app.reader.look(&source, search);
    }
}

fn letter_at(app: &App, briefing: &Briefing, at: Position) -> Option<usize> {
    let pane = app.panes.text;
    let (column, line) = (at.x.saturating_sub(pane.x), at.y.saturating_sub(pane.y));
    app.reader.offset_at(briefing, usize::from(column), usize::from(line))
}

/// The letter nearest to a place in or beside the column: in its row, else in the next row above that has one, else below.
fn nearest_letter(app: &App, briefing: &Briefing, at: Position) -> Option<usize> {
    let pane = app.panes.text;
    let y = at.y.clamp(pane.y, pane.bottom().saturating_sub(1).max(pane.y));
    let mut rows = (pane.y..=y).rev().chain(y..pane.bottom());
    rows.find_map(|y| letter_at(app, briefing, Position::new(at.x.max(pane.x), y)))
}

/// The rule, and the cell to either side of it: a line is hard to hit.
fn on_rule(app: &App, at: Position) -> bool {
    let body = Rect { width: app.panes.screen.width, ..app.panes.outline };
    app.panes.rule.is_some_and(|x| at.x.abs_diff(x) <= 1 && body.contains(at))
}

fn resize_outline(app: &mut App, at: Position) {
    let most = app.panes.screen.width.saturating_sub(24).max(12);
    app.settings.outline_width = Some(at.x.clamp(12, most));
}
