//! What keys do while a note is written.

use std::sync::Arc;

use ratatui::layout::Position;

use super::super::{App, Command, Effect, Mode, Mouse, MouseKind, commands};
use super::tags::TagPrompt;
use super::{Compose, leave, save};

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Runs a command in the pane.
pub(in crate::app) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    if let Mode::Compose(compose) = &mut app.mode
        && compose.prompt.is_some()
        && in_prompt(compose, command)
    {
        return Vec::new();
    }
    let Mode::Compose(compose) = &mut app.mode else { return Vec::new() };
    match command {
        Command::Tag => {
            let taken = compose.tags.clone();
            let prompt = TagPrompt::adding(app, &taken);
            set_prompt(app, prompt);
        }
        Command::SaveNote => return save::save(app),
        Command::EditOutside => return super::outside::open(app),
        Command::Back => return leave(app),
        Command::Quit => {
            let mut effects = leave(app);
            effects.extend(commands::quit(app));
            return effects;
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        Command::NextKind => compose.step_kind(1),
        Command::PreviousKind => compose.step_kind(-1),
        Command::ToggleDone => compose.toggle_done(),
        _ => in_text(compose, command),
    }
    Vec::new()
}

fn set_prompt(app: &mut App, prompt: TagPrompt) {
    if let Mode::Compose(compose) = &mut app.mode {
        compose.prompt = Some(prompt);
    }
}

/// Runs a command while tags are typed. False when it is none for them: saving takes what is typed along.
fn in_prompt(compose: &mut Compose, command: Command) -> bool {
    let Some(prompt) = &mut compose.prompt else { return false };
    match command {
        Command::Back => compose.prompt = None,
        Command::Erase if prompt.typed.is_empty() => compose.prompt = None,
        Command::Accept | Command::Tag | Command::SaveNote => {
            let tags = prompt.tags();
            compose.tags.retain(|tag| !tags.contains(tag));
            compose.tags.extend(tags);
            compose.prompt = None;
            return command != Command::SaveNote;
        }
        _ => return prompt.run(command),
    }
    true
}

/// Motions and edits.
fn in_text(compose: &mut Compose, command: Command) {
    let buffer = &mut compose.buffer;
    match command {
        Command::Accept => buffer.new_line(),
        Command::Left => buffer.left(),
        Command::Right => buffer.right(),
        Command::WordForward | Command::WordEnd => buffer.word_forward(),
        Command::WordBack => buffer.word_back(),
        Command::LineStart => buffer.line_start(),
        Command::LineEnd => buffer.line_end(),
        Command::Top | Command::ItemFirst => buffer.top(),
        Command::Bottom | Command::ItemLast => buffer.bottom(),
        Command::LineUp | Command::ItemUp => vertical(compose, -1),
        Command::LineDown | Command::ItemDown => vertical(compose, 1),
        Command::PageUp | Command::ItemPageUp => vertical(compose, -compose.sheet.page()),
        Command::PageDown | Command::ItemPageDown => vertical(compose, compose.sheet.page()),
        Command::Erase => buffer.erase(),
        Command::EraseNext => buffer.erase_next(),
        Command::EraseWord => buffer.erase_word(),
        Command::EraseAll => buffer.erase_to_start(),
        Command::EraseToEnd => buffer.erase_to_end(),
        Command::Undo => {
            buffer.undo();
        }
        Command::Redo => {
            buffer.redo();
        }
        _ => {}
    }
}

fn vertical(compose: &mut Compose, rows: isize) {
    let to = compose.sheet.vertical(&compose.buffer, rows);
    compose.buffer.put_caret(to);
}

/// A character was typed.
pub(in crate::app) fn type_char(app: &mut App, c: char) -> Vec<Effect> {
    match &mut app.mode {
        Mode::Tag(tagging) => type_tag_char(&mut tagging.prompt, c),
        Mode::Compose(compose) if compose.prompt.is_some() => type_tag(compose, c),
        // The first sign of a note: a tag, unless a space shows that it was a heading.
        Mode::Compose(compose) if c == '#' && compose.buffer.is_empty() => {
            let taken = compose.tags.clone();
            let mut prompt = TagPrompt::adding(app, &taken);
            prompt.by_sign = true;
            set_prompt(app, prompt);
        }
        Mode::Compose(compose) => compose.buffer.type_char(c),
        _ => {}
    }
    Vec::new()
}

fn type_tag_char(prompt: &mut TagPrompt, c: char) {
    prompt.edit(|typed| typed.type_char(c));
}

fn type_tag(compose: &mut Compose, c: char) {
    let Some(prompt) = &mut compose.prompt else { return };
    if prompt.by_sign && prompt.typed.is_empty() && matches!(c, ' ' | '#') {
        compose.prompt = None;
        compose.buffer.insert(&format!("#{c}"));
    } else {
        type_tag_char(prompt, c);
    }
}

/// Text was pasted: it goes in at once, lines and all.
pub(in crate::app) fn paste(app: &mut App, pasted: &str) -> Vec<Effect> {
    if let Mode::Compose(compose) = &mut app.mode {
        match &mut compose.prompt {
            Some(prompt) => pasted.lines().next().unwrap_or("").chars().for_each(|c| type_tag_char(prompt, c)),
            None => compose.buffer.insert(pasted),
        }
    }
    Vec::new()
}

/// The mouse in the pane puts the caret and scrolls; over the passage the wheel scrolls the briefing.
pub(in crate::app) fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let area = app.panes.sheet();
    let at = Position::new(mouse.column, mouse.row);
    let briefing = Arc::clone(&app.document.source.briefing);
    let Mode::Compose(compose) = &mut app.mode else { return Vec::new() };
    match mouse.kind {
        MouseKind::Press if area.contains(at) => {
            let to = compose.sheet.spot_on_screen(usize::from(at.x - area.x), usize::from(at.y - area.y));
            compose.buffer.put_caret(to);
        }
        MouseKind::WheelDown if app.panes.compose.contains(at) => vertical(compose, NOTCH),
        MouseKind::WheelUp if app.panes.compose.contains(at) => vertical(compose, -NOTCH),
        MouseKind::WheelDown => app.reader.down(&briefing, NOTCH.unsigned_abs()),
        MouseKind::WheelUp => app.reader.up(&briefing, NOTCH.unsigned_abs()),
        _ => {}
    }
    Vec::new()
}
