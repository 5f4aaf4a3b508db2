//! Commands by mode: what each one does to the application.

use std::sync::Arc;

use super::pick::PickKind;
use super::{
    App, Command, Effect, Errand, Message, Mode, Question, WIDTHS, caret, compose, entities, lists, motion, notes,
    saving, search, select, survey,
};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::place;
use crate::text;

/// Runs a command in whatever mode the application is in.
pub(super) fn run(app: &mut App, command: Command, count: Option<usize>, letter: Option<char>) -> Vec<Effect> {
    match app.mode {
        Mode::Find(_) => in_prompt(app, command),
        Mode::Mark(_) => entities::marking::run(app, command),
        Mode::Pick(_) => lists::run(app, command),
        Mode::Confirm(_) => in_question(app, command),
        Mode::Compose(_) => compose::run(app, command),
        Mode::Tag(_) => compose::tags::run(app, command),
        Mode::Notes(_) => notes::panel::run(app, command, count),
        Mode::Review(_) => notes::review::run(app, command),
        Mode::Survey(_) => survey::run(app, command, count),
        Mode::Outline => in_outline(app, command, count, letter),
        Mode::Read | Mode::Caret(_) | Mode::Select(_) => in_text(app, command, count, letter),
    }
}

/// A character that was typed where text is typed.
pub(super) fn type_char(app: &mut App, c: char) -> Vec<Effect> {
    if c.is_control() {
        return Vec::new();
    }
    match &app.mode {
        Mode::Find(_) => search::edit(app, |caret, pattern| caret.type_char(pattern, c)),
        Mode::Pick(_) => {
            app.message = None;
            return lists::edit(app, |filter| filter.type_char(c));
        }
        Mode::Mark(_) => return entities::marking::type_char(app, c),
        Mode::Compose(_) | Mode::Tag(_) => return compose::type_char(app, c),
        Mode::Notes(list) if list.typing => return notes::panel::edit(app, |filter| filter.type_char(c)),
        Mode::Survey(screen) if screen.finder().typing => return survey::edit(app, |filter| filter.type_char(c)),
        Mode::Confirm(_) if matches!(c, 'y' | 'Y') => return in_question(app, Command::Accept),
        Mode::Confirm(Question { yes: Effect::Leave, .. }) if matches!(c, 'e' | 'E') => {
            app.mode = Mode::Read;
            return saving::errand(app, Errand::Elsewhere);
        }
        Mode::Confirm(_) if matches!(c, 'n' | 'N' | 'q') => return in_question(app, Command::Back),
        _ => {}
    }
    Vec::new()
}

/// Leaves the program, with progress remembered.
pub(super) fn quit(app: &mut App) -> Vec<Effect> {
    let mut effects: Vec<Effect> = app.reading().map(Effect::Remember).into_iter().collect();
    effects.extend(saving::leave(app));
    effects
}

/// Remembers progress now: it is what a reader would miss most after a crash.
pub(super) fn remember(app: &App) -> Vec<Effect> {
    app.reading().map(Effect::Remember).into_iter().collect()
}

fn in_prompt(app: &mut App, command: Command) -> Vec<Effect> {
    match command {
        Command::Accept => return search::accept(app),
        Command::Back | Command::Quit => return search::cancel(app),
        Command::Erase if app.search.query.pattern.is_empty() => return search::cancel(app),
        Command::ItemUp => search::history(app, 1),
        Command::ItemDown => search::history(app, -1),
        Command::FindWholeWord => return search::switch(app, |q| q.whole_word = !q.whole_word),
        Command::FindRegex => return search::switch(app, |q| q.regex = !q.regex),
        Command::FindCase => return search::switch(app, |q| q.match_case = !q.match_case),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => search::edit(app, |caret, pattern| caret.run(pattern, command)),
    }
    Vec::new()
}

fn in_question(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Confirm(question) = std::mem::replace(&mut app.mode, Mode::Read) else { return Vec::new() };
    app.resume();
    match command {
        Command::Accept => vec![question.yes],
        Command::Redraw | Command::Suspend => {
            app.set_aside();
            app.mode = Mode::Confirm(question);
            vec![if command == Command::Suspend { Effect::Suspend } else { Effect::Redraw }]
        }
        _ => Vec::new(),
    }
}

fn in_outline(app: &mut App, command: Command, count: Option<usize>, letter: Option<char>) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let n = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let page = isize::try_from(app.panes.outline.height.max(2) - 1).unwrap_or(1);
    match command {
        Command::LineDown | Command::ItemDown => app.outline.step(n),
        Command::LineUp | Command::ItemUp => app.outline.step(-n),
        Command::PageDown | Command::HalfDown | Command::ItemPageDown => app.outline.step(page),
        Command::PageUp | Command::HalfUp | Command::ItemPageUp => app.outline.step(-page),
        Command::Top | Command::ItemFirst => app.outline.step(isize::MIN),
        Command::Bottom | Command::ItemLast => app.outline.step(isize::MAX),
        Command::Left => app.outline.collapse(&briefing),
        Command::Right => app.outline.expand(&briefing),
        Command::ToggleRead => {
            let section = app.outline.cursor;
            return motion::toggle_read(app, section);
        }
        Command::Accept => {
            let section = app.outline.cursor;
            app.mode = Mode::Read;
            motion::jump_to_section(app, &briefing, section);
        }
        Command::NextPane if app.beside() && app.notes.book.notes().next().is_some() => {
            app.resume();
            return notes::panel::open(app, "");
        }
        Command::Back | Command::NextPane | Command::PreviousPane => app.resume(),
        Command::Annotate => return compose::annotate(app),
        Command::Outline => {
            app.mode = Mode::Read;
            app.settings.outline = app.panes.overlay && app.settings.outline;
        }
        _ => {
            let before = std::mem::replace(&mut app.mode, Mode::Read);
            let effects = in_text(app, command, count, letter);
            if matches!(app.mode, Mode::Read) && stays_in_outline(command) {
                app.mode = before;
                app.outline.cursor = app.section();
            }
            return effects;
        }
    }
    Vec::new()
}

/// Commands that work on the text while the outline keeps the keys.
fn stays_in_outline(command: Command) -> bool {
    matches!(
        command,
        Command::NextSection
            | Command::PreviousSection
            | Command::NextUnread
            | Command::PreviousUnread
            | Command::NextNote
            | Command::PreviousNote
            | Command::NextMention
            | Command::PreviousMention
            | Command::ReadOn
            | Command::Wider
            | Command::Narrower
            | Command::Redraw
            | Command::Suspend
    )
}

fn in_text(app: &mut App, command: Command, count: Option<usize>, letter: Option<char>) -> Vec<Effect> {
    if let Some(effects) = survey::command(app, command) {
        return effects;
    }
    if select::run(app, command, count) || motion::run(app, command, count) {
        return Vec::new();
    }
    if let Some(effects) = compose::command(app, command, letter) {
        return effects;
    }
    if notes::keys::is_own(app, command) {
        return notes::keys::run(app, command, count);
    }
    if entities::keys::is_own(command) {
        return entities::keys::run(app, command, count);
    }
    match command {
        Command::ReadOn => motion::read_on(app, count),
        Command::ToggleRead => {
            let section = app.section();
            motion::toggle_read(app, section)
        }
        Command::ToggleReadAll => motion::toggle_read_all(app),
        Command::Find => search::open(app),
        Command::FindNext => search::step(app, count.unwrap_or(1), true),
        Command::FindPrevious => search::step(app, count.unwrap_or(1), false),
        Command::FindWord => find_word(app),
        Command::FindWholeWord => search::switch(app, |q| q.whole_word = !q.whole_word),
        Command::FindRegex => search::switch(app, |q| q.regex = !q.regex),
        Command::FindCase => search::switch(app, |q| q.match_case = !q.match_case),
        Command::SetPlace => set_place(app, letter),
        Command::GoToPlace => go_to_place(app, letter),
        Command::Copy => copy(app, handling),
        Command::CopyCited => copy(app, citation),
        Command::Back => back(app),
        _ => in_program(app, command, count),
    }
}

fn in_program(app: &mut App, command: Command, count: Option<usize>) -> Vec<Effect> {
    match command {
        Command::Quit => return quit(app),
        Command::Suspend => {
            let mut effects = remember(app);
            effects.push(Effect::Suspend);
            return effects;
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Reload => return app.document.source.path.clone().map(Effect::Reload).into_iter().collect(),
        Command::Library => return lists::library(app),
        Command::Help => lists::open(app, PickKind::Help),
        Command::Palette => lists::open(app, PickKind::Palette),
        Command::GoToSection => lists::open(app, PickKind::Sections),
        Command::Places => lists::open(app, PickKind::Places),
        Command::Themes => lists::open(app, PickKind::Themes),
        Command::Links => lists::open(app, PickKind::Links),
        Command::Details => lists::open(app, PickKind::Details),
        Command::Accept => return compose::accept(app),
        Command::Zen => app.settings.zen = !app.settings.zen,
        Command::Outline => toggle_outline(app),
        Command::Wider => widen(app, 4 * step(count)),
        Command::Narrower => widen(app, -4 * step(count)),
        Command::NextPane | Command::PreviousPane => enter_outline(app),
        Command::Caret => toggle_caret(app),
        Command::SaveNotes => return saving::errand(app, Errand::Save),
        Command::EditNotesFile => {
            return app.document.source.path.clone().map(Effect::EditNotesFile).into_iter().collect();
        }
        Command::SetNotesAside => return saving::errand(app, Errand::SetAside),
        Command::SaveNotesElsewhere => return saving::errand(app, Errand::Elsewhere),
        _ => {}
    }
    Vec::new()
}

fn step(count: Option<usize>) -> i32 {
    i32::try_from(count.unwrap_or(1).min(50)).unwrap_or(1)
}

fn widen(app: &mut App, by: i32) {
    let visible = app.panes.text.width;
    if by > 0 && app.settings.width > visible {
        app.message = Some(Message::note(format!("the screen has room for {visible}; w and z make more")));
        return;
    }
    // What the screen could not show is no step that a reader would want to undo key by key.
    let wanted = i32::from(app.settings.width.min(visible)) + by;
    let (least, most) = (i32::from(*WIDTHS.start()), i32::from(*WIDTHS.end()));
    app.settings.width = u16::try_from(wanted.clamp(least, most)).unwrap_or(72);
    app.message = Some(Message::note(format!("text width {}", app.settings.width)));
}

fn toggle_outline(app: &mut App) {
    if app.panes.overlay || app.settings.zen {
        enter_outline(app);
    } else {
        app.settings.outline = !app.settings.outline;
    }
}

fn enter_outline(app: &mut App) {
    app.outline.cursor = app.section();
    app.settings.outline = true;
    app.set_aside();
    app.mode = Mode::Outline;
}

fn toggle_caret(app: &mut App) {
    if let Mode::Caret(_) = app.mode {
        app.mode = Mode::Read;
        return;
    }
    let briefing = Arc::clone(&app.document.source.briefing);
    let at = match app.mode {
        Mode::Select(selection) => selection.caret,
        _ => select::start_of_caret(app, &briefing),
    };
    app.mode = Mode::Caret(at);
    caret::put(app, &briefing, at);
}

/// Out of the innermost thing that is open: selection, caret, search highlights, zen.
fn back(app: &mut App) -> Vec<Effect> {
    if let Mode::Select(selection) = app.mode {
        select::end(app, selection);
    } else if matches!(app.mode, Mode::Caret(_)) {
        app.mode = Mode::Read;
    } else if app.search.is_active() {
        app.search.clear();
    } else if app.settings.zen {
        app.settings.zen = false;
    } else if let Some(stop) = entities::stop(app) {
        return vec![stop];
    } else {
        app.message = Some(Message::note("q quits"));
    }
    Vec::new()
}

fn find_word(app: &mut App) -> Vec<Effect> {
    if let Mode::Select(_) = app.mode {
        return find_passage(app);
    }
    let word = {
        let briefing = app.document.briefing();
        let at = match app.mode {
            Mode::Caret(offset) => offset,
            _ => app.search.current.map_or(app.reader.top_offset, |hit| hit.start),
        };
        motion::word_at(briefing, at).map(|span| text::slice(&briefing.text, span).to_owned())
    };
    if let Some(word) = word {
        search::word(app, &word)
    } else {
        app.message = Some(Message::note("no word here; v puts a caret into the text"));
        Vec::new()
    }
}

/// Searches for the selected words; the caret goes to the next place that has them.
fn find_passage(app: &mut App) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let Some(passage) = app.passage() else {
        app.message = Some(Message::note("nothing but white space is selected"));
        return Vec::new();
    };
    if briefing.block_at(passage.start) != briefing.block_at(passage.end - 1) {
        app.message = Some(Message::note("a search looks within paragraphs; select part of one"));
        return Vec::new();
    }
    app.mode = Mode::Caret(passage.start);
    caret::put(app, &briefing, passage.start);
    search::phrase(app, text::slice(&briefing.text, passage))
}

fn set_place(app: &mut App, letter: Option<char>) -> Vec<Effect> {
    let Some(letter) = letter.filter(char::is_ascii_alphabetic) else {
        app.message = Some(Message::warning("a place is named by a letter, a to z or A to Z"));
        return Vec::new();
    };
    let briefing = Arc::clone(&app.document.source.briefing);
    let at = app.point();
    app.progress.name_place(&briefing, letter, at);
    app.message = Some(Message::note(format!("place {letter} is here")));
    remember(app)
}

fn go_to_place(app: &mut App, letter: Option<char>) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let place = letter.and_then(|l| app.progress.places.get(&l)).cloned();
    match (place, letter) {
        (Some(place), _) if !place::is_within(&briefing, &place) && app.awaits_rest() => {}
        (Some(place), _) => motion::jump(app, &briefing, place::resolve(&briefing, &place)),
        (None, Some(letter)) => {
            app.message = Some(Message::warning(format!("no place {letter} here; m{letter} sets it")));
        }
        (None, None) => {}
    }
    Vec::new()
}

/// Copies the selection, else the paragraph.
fn copy(app: &mut App, citation: fn(&App, &Briefing, usize) -> String) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let passage = match app.mode {
        Mode::Select(_) => app.passage(),
        _ => briefing.blocks.get(briefing.block_at(app.point())).map(|b| b.span),
    };
    let Some(passage) = passage.filter(|span| !span.is_empty()) else {
        app.message = Some(Message::note("nothing to copy here"));
        return Vec::new();
    };
    // What is selected up to the end may be meant to go on.
    if passage.end >= briefing.text.len() && app.awaits_rest() {
        return Vec::new();
    }
    if let Mode::Select(_) = app.mode {
        app.mode = Mode::Caret(passage.start);
        caret::put(app, &briefing, passage.start);
    }
    let words = text::slice(&briefing.text, passage);
    let start = Clean::line(text::prefix_cells(words, 400));
    app.message = Some(Message::note(format!("copied “{}”", Clean::piece(&text::truncate(&start, 30)))));
    let block = briefing.block_at(passage.start);
    vec![Effect::Copy(Clean::from(format!("{words}{}", citation(app, &briefing, block))))]
}

/// The handling alone travels with every copy.
fn handling(_: &App, briefing: &Briefing, _: usize) -> String {
    briefing.header.handling.as_ref().map(|h| format!("\n[{}]", h.label)).unwrap_or_default()
}

/// Where a paragraph comes from: title, date, section, file, and the handling that travels with every copy.
fn citation(app: &App, briefing: &Briefing, block: usize) -> String {
    let mut parts = vec![briefing.display_title()];
    parts.extend(briefing.header.date.map(|d| d.to_string()));
    parts.extend(briefing.heading(briefing.section_of(block)).map(str::to_owned));
    parts.push(app.document.source.name.to_string());
    parts.extend(briefing.header.handling.as_ref().map(|h| h.label.to_string()));
    format!("\n— {}", parts.join(", "))
}
