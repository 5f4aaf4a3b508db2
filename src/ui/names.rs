//! Names in the text: the line under each, its sign, and what the status line says of the one at the caret.

use ratatui::style::{Modifier, Style};

use super::{Chrome, Painter};
use crate::app::App;
use crate::app::entities::sight::Seen;
use crate::app::entities::{self, kinds};
use crate::clean::Clean;
use crate::entity::Kind;
use crate::look::{Look, Role};
use crate::text;

/// How a name lies over the text. It changes no width, so nothing moves when names come in.
pub(super) fn line(app: &App, look: &Look, seen: &Seen) -> Style {
    let full = of_kind(app, look, &seen.kind);
    let style = if seen.sure { full } else { look.theme.quiet(full) };
    if seen.current { style.remove_modifier(Modifier::DIM).add_modifier(Modifier::BOLD) } else { style }
}

/// The style of a kind, for a name that is confirmed.
pub(super) fn of_kind(app: &App, look: &Look, kind: &Kind) -> Style {
    let own = kinds::own(&app.settings, kind).and_then(|own| own.colour.as_deref());
    own.and_then(|colour| look.theme.line_in(colour)).unwrap_or_else(|| look.style(role(kind)))
}

/// What stands for a kind in text, one cell wide.
pub(super) fn sign(app: &App, look: &Look, kind: &Kind) -> Clean {
    let symbols = &look.symbols;
    let symbol = match kind {
        Kind::Person => symbols.person,
        Kind::Place => symbols.place,
        Kind::Organisation => symbols.organisation,
        Kind::Event => symbols.event,
        Kind::Date => symbols.date,
        Kind::Nationality => symbols.nationality,
        Kind::Money => symbols.money,
        Kind::Quantity => symbols.quantity,
        Kind::Other => symbols.other,
        Kind::Own(name) => return own_sign(app, look, kind, name),
    };
    Clean::line(symbol)
}

fn own_sign(app: &App, look: &Look, kind: &Kind, name: &str) -> Clean {
    let plain_only = look.symbols == crate::look::ASCII;
    let given = kinds::own(&app.settings, kind).and_then(|own| own.sign.clone());
    let given = given.filter(|sign| !plain_only || sign.as_str().is_ascii());
    let key = || kinds::own(&app.settings, kind).map(|own| Clean::from(own.key.to_string()));
    given.or_else(key).unwrap_or_else(|| first_letter(name))
}

/// The first letter, when it is one cell wide.
fn first_letter(name: &str) -> Clean {
    let name = Clean::line(name);
    let first = text::graphemes(&name).next().filter(|letter| text::cells(letter) == 1);
    first.map_or_else(|| Clean::line("~"), Clean::line)
}

fn role(kind: &Kind) -> Role {
    match kind {
        Kind::Person => Role::Person,
        Kind::Place => Role::Place,
        Kind::Organisation => Role::Organisation,
        Kind::Event => Role::Event,
        Kind::Date => Role::Date,
        Kind::Nationality | Kind::Money | Kind::Quantity | Kind::Other | Kind::Own(_) => Role::Other,
    }
}

/// Says in the status line, between two columns, what the name at the caret is. False when there is none, or no room.
pub(super) fn told(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (left, right): (u16, u16)) -> bool {
    let Some(at) = app.caret() else { return false };
    let mut names = app.entities.at(at);
    let Some(mention) = names.next() else { return false };
    let more = names.count();
    let room = usize::from(right.saturating_sub(left + 2));
    if room < 8 {
        return false;
    }
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let room = room.saturating_sub(more.len());
    let line = Clean::from(format!("{}{more}", text::truncate(&entities::told(mention, room), room)));
    let look = chrome.look;
    let start = painter.put_right((right, app.panes.status.y), &line, look.style(Role::Message));
    let sign = sign(app, look, &mention.kind);
    painter.put((start - 2, app.panes.status.y), 1, &sign, look.style(Role::Mode));
    true
}
