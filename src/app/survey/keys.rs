//! Commands and the mouse while one of the screens has the keys.

use crate::app::input::{Edited, Input};
use std::sync::Arc;

use ratatui::layout::Position;

use super::{Areas, Chart, Roll, Row, Screen, Times, Way, back, change, close, export, open, open_dossier};
use super::{mentions_of, to_mention, to_note, to_span};
use crate::app::pick::PickKind;
use crate::app::{App, Command, Effect, Message, Mode, Mouse, MouseKind, commands, lists, notes};
use crate::text::Span;

/// Runs a command in the open screen.
pub(in crate::app) fn run(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    // The text may have changed since the last frame, and the screen with it.
    super::settle(app);
    let Mode::Survey(screen) = &mut app.mode else { return Vec::new() };
    let finder = screen.finder_mut();
    if finder.typing {
        return in_filter(app, command);
    }
    let n = isize::try_from(count.unwrap_or(1).clamp(1, 1_000_000)).unwrap_or(1);
    let page = finder.page();
    match command {
        Command::ItemDown | Command::LineDown => finder.step(n),
        Command::ItemUp | Command::LineUp => finder.step(-n),
        Command::ItemPageDown | Command::PageDown | Command::HalfDown => finder.step(page),
        Command::ItemPageUp | Command::PageUp | Command::HalfUp => finder.step(-page),
        Command::ItemFirst | Command::Top => finder.step(isize::MIN),
        Command::ItemLast | Command::Bottom => finder.step(isize::MAX),
        Command::Find => finder.typing = true,
        Command::EraseAll => return edit(app, Input::clear),
        Command::Back if !finder.filter.is_empty() => return edit(app, Input::clear),
        Command::Back | Command::JumpBack => back(app),
        Command::NextPane | Command::PreviousPane => close(app),
        Command::Accept => accept(app),
        _ => return more(app, command, n),
    }
    Vec::new()
}

/// Commands that open something else or change it.
fn more(app: &mut App, command: Command, n: isize) -> Vec<Effect> {
    match command {
        Command::Names if matches!(app.survey(), Some(Screen::Roll(_))) => close(app),
        Command::Timeline if matches!(app.survey(), Some(Screen::Times(_))) => back(app),
        Command::Names => open(app, Screen::Roll(Roll::default())),
        Command::Timeline => open(app, Screen::Times(Times::default())),
        Command::Map => map(app),
        Command::Dossier => dossier(app),
        Command::NextSame | Command::NextMention | Command::FindNext => walk(app, n),
        Command::PreviousSame | Command::PreviousMention | Command::FindPrevious => walk(app, -n),
        Command::MapIn | Command::MapOut | Command::MapFit => zoom(app, command),
        Command::ChangeEntity
        | Command::RenameEntity
        | Command::SetKind
        | Command::MergeEntity
        | Command::AcceptName
        | Command::RejectEverywhere => return change::run(app, command),
        Command::Export => return export::open(app),
        Command::Copy => return export(app, Way::Clipboard),
        Command::Help => lists::open(app, PickKind::Help),
        Command::Palette => lists::open(app, PickKind::Palette),
        Command::Quit => return commands::quit(app),
        Command::Undo => return notes::undo(app),
        Command::Redo => return notes::redo(app),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => {}
    }
    Vec::new()
}

fn in_filter(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Survey(screen) = &mut app.mode else { return Vec::new() };
    let finder = screen.finder_mut();
    match command {
        Command::Accept => finder.typing = false,
        Command::Back | Command::Quit => {
            finder.typing = false;
            return edit(app, Input::clear);
        }
        Command::Erase if finder.filter.is_empty() => finder.typing = false,
        Command::ItemDown => finder.step(1),
        Command::ItemUp => finder.step(-1),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => return edit(app, |filter| filter.run(command)),
    }
    Vec::new()
}

/// Changes what is typed.
pub(in crate::app) fn edit(app: &mut App, change: impl FnOnce(&mut Input) -> Edited) -> Vec<Effect> {
    if let Mode::Survey(screen) = &mut app.mode {
        let finder = screen.finder_mut();
        if change(&mut finder.filter) == Edited::Words {
            finder.cursor = 0;
        }
    }
    super::settle(app);
    Vec::new()
}

/// Enter: to the words.
fn accept(app: &mut App) {
    match app.survey() {
        Some(Screen::Subject(subject)) => match subject.chosen() {
            Some(Row::Mention(_)) => {
                if let Some(span) = subject.mention().map(|place| place.span) {
                    to_span(app, span);
                }
            }
            Some(Row::Note(n)) => {
                if let Some(id) = subject.note(n).cloned() {
                    to_note(app, &id);
                }
            }
            None => {}
        },
        Some(Screen::Times(times)) => {
            if let Some(span) = times.chosen().map(|event| event.span) {
                to_span(app, span);
            }
        }
        Some(screen) => {
            if let Some((name, kind)) = screen.entity() {
                to_mention(app, (&name, &kind));
            }
        }
        None => {}
    }
}

/// The dossier of what is chosen; in a dossier, of somebody who is named beside its entity.
fn dossier(app: &mut App) {
    if let Some(Screen::Subject(_)) = app.survey() { super::choose_company(app) } else { open_dossier(app) }
}

/// The map; of a dossier that of its places.
fn map(app: &mut App) {
    let of = match app.survey() {
        Some(Screen::Chart(_)) => return back(app),
        Some(Screen::Subject(subject)) => Some((subject.dossier.name.clone(), subject.dossier.kind.clone())),
        _ => None,
    };
    open(app, Screen::Chart(Chart::new(of)));
}

fn zoom(app: &mut App, command: Command) {
    let Mode::Survey(screen) = &mut app.mode else { return };
    let Screen::Chart(chart) = &mut **screen else { return };
    match command {
        Command::MapIn => chart.zoom(2.0),
        Command::MapOut => chart.zoom(0.5),
        _ => chart.window = None,
    }
}

/// To another mention of what is chosen, with the screen open: the text beside it shows it, the status line says it.
fn walk(app: &mut App, n: isize) {
    let chosen = match app.survey() {
        Some(Screen::Subject(_) | Screen::Times(_)) | None => {
            if let Mode::Survey(screen) = &mut app.mode {
                screen.finder_mut().step(n);
            }
            return;
        }
        Some(screen) => screen.entity(),
    };
    let Some((name, kind)) = chosen else { return };
    let spans = mentions_of(&app.entities.mentions, &name, &kind);
    let at = app.entities.current.and_then(|span| spans.iter().position(|one| *one == span));
    let last = spans.len().saturating_sub(1);
    let to = match at {
        Some(at) => at.saturating_add_signed(n).min(last),
        None if n > 0 => 0,
        None => last,
    };
    let Some(span) = spans.get(to).copied() else { return };
    let briefing = Arc::clone(&app.document.source.briefing);
    app.entities.current = Some(span);
    app.reader.reveal(&briefing, span.start);
    let sentence = crate::clean::Clean::piece(&around(app, span));
    app.message = Some(Message::note(format!("{}/{} {sentence}", to + 1, spans.len())));
}

/// The sentence of a name.
fn around(app: &App, span: Span) -> String {
    let briefing = app.document.briefing();
    crate::text::slice(&briefing.text, briefing.sentence_at(span.start)).to_owned()
}

/// The mouse: the wheel moves the cursor, a click puts it on a row, another one goes there.
pub(in crate::app) fn mouse(app: &mut App, mouse: Mouse, at: Position) -> Vec<Effect> {
    let Some(screen) = app.survey() else { return Vec::new() };
    let areas = Areas::of(app, screen);
    let Mode::Survey(screen) = &mut app.mode else { return Vec::new() };
    let finder = screen.finder_mut();
    match mouse.kind {
        MouseKind::WheelDown => finder.step(3),
        MouseKind::WheelUp => finder.step(-3),
        MouseKind::Press if areas.list.contains(at) => {
            let row = finder.top + usize::from(at.y - areas.list.y);
            if row >= finder.count() {
                return Vec::new();
            }
            if finder.cursor == row {
                finder.typing = false;
                return run(app, Command::Accept, None);
            }
            finder.cursor = row;
        }
        MouseKind::Press if !areas.whole.contains(at) && !areas.head.contains(at) && areas.whole.x > 0 => close(app),
        _ => {}
    }
    Vec::new()
}
