//! The view: from the application to a frame. Pure: it reads and draws, and changes nothing.
//!
//! One line of chrome above, one below; panes parted by space and one dim rule. Text reaches cells only through
//! `paint`, which takes nothing but [`crate::clean::Clean`] text.

use ratatui::Frame;

use crate::app::{App, Mode};
use crate::clean::Clean;
use crate::keymap::{Key, Keymap};
use crate::look::{Look, Role};

mod alarm;
mod beside;
mod coasts;
mod column;
mod compose;
mod header;
mod list;
mod margin;
mod marking;
mod names;
mod notes;
mod outline;
mod over;
mod paint;
mod prose;
mod review;
mod status;
mod survey;

pub use paint::{Order, Painter, Signs};

/// What drawing needs besides the application.
#[derive(Debug, Clone, Copy)]
pub struct Chrome<'a> {
    /// Theme and signs.
    pub look: &'a Look,
    /// The keys in force, for hints and help.
    pub keymap: &'a Keymap,
    /// The count and the keys of a chord that is not finished.
    pub pending: &'a Pending,
}

/// A chord that is not finished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// Digits typed.
    pub count: String,
    /// Keys typed.
    pub keys: Vec<Key>,
    /// What may follow, and what it does; empty when nothing is pending.
    pub next: Vec<(Key, &'static str)>,
    /// Letters that are awaited, with what each does; empty when none is.
    pub letters: Vec<(Clean, Clean)>,
}

impl Pending {
    /// True when nothing is pending.
    pub fn is_empty(&self) -> bool {
        self.count.is_empty() && self.keys.is_empty()
    }
}

/// Marks the chosen row of a list, by a sign as well: not every screen shows colours, and nobody hears them.
fn chosen(chrome: Chrome<'_>, painter: &mut Painter<'_>, row: ratatui::layout::Rect) {
    let style = chrome.look.style(Role::ListCurrent);
    painter.tint(row, style);
    if row.width > 2 {
        painter.put((row.x, row.y), 1, chrome.look.symbols.pointer, style);
    }
}

/// Who puts right-to-left text into order.
fn order(app: &App) -> Order {
    if app.settings.bidi { Order::Visual } else { Order::Logical }
}

/// Draws one frame.
pub fn draw(app: &App, chrome: Chrome<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let order = order(app);
    let signs = if chrome.look.symbols == crate::look::ASCII { Signs::Ascii } else { Signs::Unicode };
    let mut painter = Painter::new(frame.buffer_mut(), order, signs);
    painter.ground(chrome.look.style(Role::Text));
    if area.width < 2 || area.height == 0 {
        return;
    }
    if let Mode::Pick(pick) = &app.mode {
        if app.list_area().width < area.width {
            column::draw(app, chrome, &mut painter);
        }
        list::draw(app, pick, chrome, &mut painter);
        let list = app.list_area();
        if list.width < area.width {
            for y in list.top()..list.bottom() {
                painter.put((list.right() - 1, y), 1, chrome.look.symbols.rule, chrome.look.style(Role::Rule));
            }
        }
    } else if let (Mode::Notes(list), false) = (&app.mode, app.beside()) {
        notes::draw(app, list, chrome, &mut painter);
    } else if let Mode::Review(case) = &app.mode {
        review::draw(app, case, chrome, &mut painter);
    } else if let Mode::Survey(screen) = &app.mode
        && !(screen.is_beside() && app.beside())
    {
        survey::draw(app, screen, chrome, &mut painter);
    } else {
        column::draw(app, chrome, &mut painter);
        header::draw(app, chrome, &mut painter);
        outline::draw(app, chrome, &mut painter);
        beside::draw(app, chrome, &mut painter);
        if let Mode::Notes(list) = &app.mode {
            notes::draw(app, list, chrome, &mut painter);
        }
        if let Mode::Survey(screen) = &app.mode {
            survey::draw(app, screen, chrome, &mut painter);
        }
    }
    if let Mode::Compose(note) = &app.mode {
        compose::draw(app, note, chrome, &mut painter);
    }
    status::draw(app, chrome, &mut painter);
    header::banners(app, chrome, &mut painter);
    alarm::draw(app, chrome, &mut painter);
    if let Some(at) = status::cursor(app) {
        frame.set_cursor_position(at);
    }
}
