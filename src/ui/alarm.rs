//! The row that stays in sight, whatever is open, while notes are not where they belong.

use ratatui::layout::Rect;

use super::{Chrome, Painter};
use crate::app::App;
use crate::look::Role;

/// Draws it over the whole width: as an error while notes are in memory only, as a warning while the journal has them.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, Some((text, lost))) = (app.panes.alarm, app.alarm()) else { return };
    let style = chrome.look.style(if lost { Role::Error } else { Role::Warning });
    painter.fill(area, style);
    let margin = u16::from(area.width > 2);
    painter.put_lines(Rect { x: area.x + margin, width: area.width - margin, ..area }, &text, style);
}
