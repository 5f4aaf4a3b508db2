//! Notes beside and under the text: a quiet sign where a passage begins, a line under it, the colour of a highlight.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::Ink;
use super::{Chrome, Painter};
use crate::anchor::State;
use crate::app::layout::GUTTER_CELLS;
use crate::app::notes::index::Tally;
use crate::app::notes::sight::{Kind, Passage, Sign, hue};
use crate::app::notes::words;
use crate::app::reader::ViewRow;
use crate::app::{App, Mode};
use crate::bidi;
use crate::briefing::BlockKind;
use crate::clean::Clean;
use crate::look::{Look, Role, Symbols};
use crate::note::Colour;
use crate::text;

/// Draws the sign of row `line` of the view, which stands in `area`.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (line, area): (usize, Rect)) {
    let (Some(view), sight) = (app.reader.view.rows.get(line), &app.notes.sight) else { return };
    let own = sight.signs.get(line).copied().flatten();
    let first = view.block == 0 && view.is_first();
    let sign = match (own, sight.briefing.filter(|_| first)) {
        (Some(own), Some(whole)) => Some(own.with(whole)),
        (own, whole) => own.or(whole),
    };
    let Some(sign) = sign else { return };
    let Some((x, cue)) = place(app, view, area) else { return };
    let look = chrome.look;
    let (symbol, style) = kind(sign.kind, sign.hue, look);
    painter.put((x, area.y), 1, symbol, style);
    if let (Some(x), Some((symbol, style))) = (cue, self::cue(sign, look)) {
        painter.put((x, area.y), 1, symbol, style);
    }
}

/// How a passage lies over the text.
pub(super) fn passage(look: &Look, passage: Passage) -> Style {
    let style = match passage.wash {
        Some(colour) => look.style(wash(colour)),
        None => look.style(Role::Passage),
    };
    if passage.current { style.add_modifier(Modifier::BOLD) } else { style }
}

/// The role that shows a colour.
pub(super) fn wash(colour: Colour) -> Role {
    match colour {
        Colour::Red => Role::HighlightRed,
        Colour::Green => Role::HighlightGreen,
        Colour::Blue => Role::HighlightBlue,
        Colour::Yellow => Role::HighlightYellow,
        Colour::Purple => Role::HighlightPurple,
    }
}

/// The sign of a kind of note, and how it is drawn.
pub(super) fn kind(kind: Kind, hue: Option<Colour>, look: &Look) -> (&'static str, Style) {
    let symbols = &look.symbols;
    let sign = match kind {
        Kind::Note => symbols.note,
        Kind::Fact => symbols.fact,
        Kind::Judgement => symbols.judgement,
        Kind::Action => symbols.action,
        Kind::Question => symbols.question,
        Kind::Highlight => {
            let colour = hue.unwrap_or(Colour::Yellow);
            return (letter(colour), look.style(wash(colour)));
        }
    };
    (sign, look.style(Role::Note))
}

/// The letter of a colour, so that it is told without colour.
fn letter(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "r",
        Colour::Green => "g",
        Colour::Blue => "b",
        Colour::Yellow => "y",
        Colour::Purple => "p",
    }
}

/// The sign of a state; nothing where the passage is as it was.
pub(super) fn state(state: State, symbols: &Symbols) -> Option<&'static str> {
    match state {
        State::Exact => None,
        State::Moved => Some(symbols.moved),
        State::Changed => Some(symbols.changed),
        State::Ask => Some(symbols.doubt),
        State::Orphan => Some(symbols.lost),
    }
}

/// Says in the status line, between two columns, what the note at the caret says. False when there is none, or no room.
pub(super) fn told(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (left, right): (u16, u16)) -> bool {
    let Mode::Caret(at) = app.mode else { return false };
    let (places, look) = (app.notes.at(at), chrome.look);
    let notes: Vec<_> = places.iter().filter_map(|p| Some((app.notes.book.note(&p.id)?, *p))).collect();
    // Of several, one that says something.
    let worded = notes.iter().find(|(note, _)| !note.text.trim().is_empty());
    let Some((note, place)) = worded.or(notes.first()).copied() else { return false };
    let more = notes.len() - 1;
    let record = app.notes.book.get(&place.id);
    let words = record.map(|r| words::summary(r, place.state)).unwrap_or_default();
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let room = usize::from(right.saturating_sub(left + 2));
    if room < 8 {
        return false;
    }
    let line = Clean::from(format!("{}{more}", text::truncate(&words, room.saturating_sub(more.len()))));
    let start = painter.put_right((right, app.panes.status.y), &line, look.style(Role::Message));
    let (symbol, style) = kind(Kind::of(note), hue(note), look);
    painter.put((start - 2, app.panes.status.y), 1, symbol, style);
    true
}

/// How many notes there are of each sort, in signs: `?1 ¶2`.
pub(super) fn tally(tally: Tally, symbols: &Symbols) -> Clean {
    let sorts = [
        (symbols.lost, tally.lost),
        (symbols.question, tally.questions),
        (symbols.action, tally.actions),
        (symbols.note, tally.notes),
    ];
    let signs = sorts.iter().filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign}{n}"));
    Clean::from(signs.collect::<Vec<_>>().join(" "))
}

/// What stands beside a sign: that it is in conflict, the state when it needs a look, a highlight that the sign is not of, or how many there are.
fn cue(sign: Sign, look: &Look) -> Option<(&'static str, Style)> {
    const DIGITS: [&str; 8] = ["2", "3", "4", "5", "6", "7", "8", "9"];
    let dim = |symbol| (symbol, look.style(Role::Dim));
    let hue = sign.hue.filter(|_| sign.kind != Kind::Highlight).map(|hue| (letter(hue), look.style(wash(hue))));
    let many = sign.count.checked_sub(2).map(|n| DIGITS.get(n).copied().unwrap_or("+"));
    let torn = sign.torn.then_some((look.symbols.torn, look.style(Role::Warning)));
    torn.or(state(sign.state, &look.symbols).map(dim)).or(hue).or_else(|| many.map(dim))
}

/// Columns of a sign and of what stands beside it: in the gutter, away from the text; behind a heading, which has none.
fn place(app: &App, view: &ViewRow, area: Rect) -> Option<(u16, Option<u16>)> {
    let briefing = app.document.briefing();
    let (block, row) = (briefing.blocks.get(view.block)?, view.row()?);
    let words = briefing.block_text(view.block);
    let rtl = app.settings.bidi && bidi::is_rtl_paragraph(words) && row.rules.is_empty();
    if matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)) {
        let used = row.pieces.iter().map(|p| usize::from(p.column) + text::cells(text::slice(words, p.span)));
        let used = u16::try_from(used.max().unwrap_or(0)).unwrap_or(u16::MAX);
        let count = if rtl { 0 } else { section_count(app, view) };
        // The words, a cell, the sign and its cue, a cell, the section's number.
        let free = area.width.saturating_sub(used + count + u16::from(count > 0)) >= 3;
        let sides = if rtl {
            (area.right().saturating_sub(used + 2), area.right().saturating_sub(used + 3))
        } else {
            (area.x + used + 1, area.x + used + 2)
        };
        return free.then_some((sides.0, Some(sides.1)));
    }
    let indent = row.pieces.iter().map(|p| p.column).min().unwrap_or(GUTTER_CELLS);
    if indent < GUTTER_CELLS {
        return None;
    }
    if rtl {
        let (x, beside) = (area.right() - 1, area.right());
        return Some((x, (beside < app.panes.screen.right()).then_some(beside)));
    }
    let free = area.x.checked_sub(1).filter(|x| app.panes.overlay || app.panes.rule.is_none_or(|rule| *x > rule));
    Some((area.x, free))
}

/// Cells that the number of a section takes at the right end of its heading.
fn section_count(app: &App, view: &ViewRow) -> u16 {
    let briefing = app.document.briefing();
    let count = format!("{}/{}", briefing.section_of(view.block) + 1, briefing.sections.len());
    Ink::from(&Clean::from(count)).cells()
}
