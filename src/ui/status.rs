//! The line below the text: mode, place, progress, then a message or what keys are of use here.

use ratatui::layout::Position;

use super::over::{self, Typed};
use super::{Chrome, Painter, margin, names};
use crate::app::notes::reanchor;
use crate::app::pick::{Pick, PickKind};
use crate::app::search::Prompt;
use crate::app::survey::Screen;
use crate::app::{App, Command, Message, Mode, Tone};
use crate::clean::Clean;
use crate::keymap::show_keys;
use crate::look::Role;
use crate::text;

/// Draws the status line, and above it what may follow an unfinished chord.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let area = app.panes.status;
    if area.is_empty() {
        return;
    }
    let look = chrome.look;
    painter.fill(area, look.style(Role::Status));
    match &app.mode {
        Mode::Find(_) => prompt(app, chrome, painter),
        Mode::Pick(_) => {
            let x = filter(app, chrome, painter);
            if chrome.pending.is_empty() {
                hints(app, chrome, painter, (x.max(area.x + area.width / 3), area.right().saturating_sub(1)));
            }
            if let Some(message) = &app.message {
                over::message(app, (&message.text, tone(message), over::OVER_LIST), look, painter);
            }
        }
        Mode::Confirm(question) => {
            let wide = area.width.saturating_sub(2);
            if text::cells(&question.text) > usize::from(wide) {
                // What is asked is read before it is answered: an address to its end.
                over::message(app, (&question.text, Role::Warning, 1), look, painter);
            } else {
                painter.put_short((area.x + 1, area.y), wide, &question.text, look.style(Role::Warning));
            }
        }
        Mode::Compose(note) => super::compose::status(app, note, chrome, painter),
        Mode::Mark(asked) => super::marking::draw(app, asked, chrome, painter),
        Mode::Tag(tagging) => super::compose::tags(app, &tagging.prompt, chrome, painter),
        _ if filtered(app).is_some() => {
            filter(app, chrome, painter);
        }
        _ => reading(app, chrome, painter),
    }
    if !chrome.pending.next.is_empty() || !chrome.pending.letters.is_empty() {
        over::which_key(app, chrome, painter);
    }
}

/// Where the terminal's cursor stands: in the line that is being typed.
pub(super) fn cursor(app: &App) -> Option<Position> {
    let area = app.panes.status;
    let column = match &app.mode {
        Mode::Find(prompt) => {
            let (_, room) = beside_pattern(app, prompt);
            pattern(app, prompt).column(room)
        }
        Mode::Compose(note) => return super::compose::cursor(app, note),
        Mode::Tag(tagging) => return super::compose::cursor_in_tags(app, &tagging.prompt),
        _ => filtered(app)?.column(area.width / 2),
    };
    (!area.is_empty()).then(|| Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y))
}

/// The filter that is being typed, where one is.
fn filtered(app: &App) -> Option<Typed<'_>> {
    let words = match &app.mode {
        Mode::Pick(pick) => &pick.filter,
        Mode::Notes(list) if list.typing => &list.filter,
        Mode::Survey(screen) if screen.finder().typing => &screen.finder().filter,
        _ => return None,
    };
    Some(Typed::new(" / ", words))
}

/// Draws it, and returns the column behind it.
fn filter(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) -> u16 {
    let area = app.panes.status;
    let Some(line) = filtered(app) else { return area.x };
    over::typed(&line, (area.x, area.y), area.width / 2, painter, chrome.look.style(Role::Status))
}

/// The pattern that is being typed.
fn pattern<'a>(app: &'a App, prompt: &Prompt) -> Typed<'a> {
    let words = app.search.query.pattern.as_str();
    Typed { before: " /", words, caret: prompt.caret.at(words) }
}

/// What stands at the end of the line in which a pattern is typed, and the cells that it leaves.
fn beside_pattern(app: &App, prompt: &Prompt) -> (Clean, u16) {
    let (area, query) = (app.panes.status, &app.search.query);
    let mut right: Vec<String> = Vec::new();
    right.extend(prompt.problem.clone());
    right.extend(app.search.count().filter(|_| prompt.problem.is_none()).map(|(at, all)| format!("{at}/{all}")));
    right.extend(query.whole_word.then(|| "words".to_owned()));
    right.extend(query.regex.then(|| "expression".to_owned()));
    right.extend(query.match_case.then(|| "match case".to_owned()));
    let right = Clean::from(text::truncate(&Clean::from(right.join(" · ")), usize::from(area.width) / 2));
    let room = usize::from(area.width).saturating_sub(text::cells(&right) + 2);
    (right, u16::try_from(room).unwrap_or(0))
}

fn prompt(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let Mode::Find(prompt) = &app.mode else { return };
    let (area, look) = (app.panes.status, chrome.look);
    let (right, room) = beside_pattern(app, prompt);
    let role = if prompt.problem.is_some() { Role::Warning } else { Role::Dim };
    painter.put_right((area.right().saturating_sub(1), area.y), &right, look.style(role));
    over::typed(&pattern(app, prompt), (area.x, area.y), room, painter, look.style(Role::Status));
}

fn reading(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.panes.status, chrome.look);
    let mode = match app.mode {
        Mode::Caret(_) => "CARET",
        Mode::Select(_) => return selecting(app, chrome, painter),
        Mode::Outline => "OUTLINE",
        Mode::Notes(_) => "NOTES",
        Mode::Review(_) => "REVIEW",
        Mode::Survey(ref screen) => screen.word(),
        _ => "READ",
    };
    let x = painter.put((area.x + 1, area.y), area.width, mode, look.style(Role::Mode)) + 2;
    if !app.document.is_none() {
        place_and_more(app, chrome, painter, x);
    }
}

/// The mode with how much is selected.
fn selecting(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let (area, look) = (app.panes.status, chrome.look);
    let x = painter.put((area.x + 1, area.y), area.width, "SELECT", look.style(Role::Mode)) + 1;
    let extent = Clean::from(extent(app));
    let x = painter.put_short((x, area.y), area.right().saturating_sub(x), &extent, look.style(Role::Mode)) + 2;
    place_and_more(app, chrome, painter, x);
}

/// Letters of one word, else words, else paragraphs of a passage too long to count its words at every key.
fn extent(app: &App) -> String {
    const COUNT: usize = 32 * 1024;
    let briefing = app.document.briefing();
    let Some(passage) = app.passage() else { return "white space".to_owned() };
    let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    if passage.len() > COUNT {
        let blocks = briefing.block_at(passage.start)..=briefing.block_at(passage.end - 1);
        let more = blocks.skip(1).filter(|block| briefing.blocks.get(*block).is_some_and(|b| !b.continued));
        return of(1 + more.count(), "paragraph");
    }
    let words = text::slice(&briefing.text, passage);
    match text::words(words).count() {
        0 | 1 => of(text::graphemes(words).count(), "letter"),
        n => of(n, "word"),
    }
}

/// What stands behind the mode: the place, and a message, unfinished keys or hints.
fn place_and_more(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, mut x: u16) {
    let (area, look) = (app.panes.status, chrome.look);
    let wide = area.right().saturating_sub(x + 1);
    let mut above = None;
    let mut place = Clean::from(place(app, usize::from(wide)));
    if let Some(message) = app.message.as_ref().filter(|_| chrome.pending.is_empty()) {
        let (wide, said) = (usize::from(wide), text::cells(&message.text));
        // A long message takes the room of all but the section and paragraph, then of these as well, for as long as it
        // is there.
        if said + text::cells(&place) + 2 > wide {
            place = short(&place);
        }
        if said + text::cells(&place) + 2 > wide && said <= wide {
            painter.put_short(
                (x, area.y),
                area.right().saturating_sub(x + 1),
                &message.text,
                look.style(tone(message)),
            );
            return;
        }
        above = (said + text::cells(&place) + 2 > wide).then_some(message);
    }
    if let Some(message) = above {
        over::message(app, (&message.text, tone(message), 3), look, painter);
    }
    x = painter.put_short((x, area.y), area.right().saturating_sub(x), &place, look.style(Role::Status)) + 2;
    let right = area.right().saturating_sub(1);
    let room = right.saturating_sub(x);
    if !chrome.pending.is_empty() {
        let keys = Clean::from(format!("{}{}", chrome.pending.count, show_keys(&chrome.pending.keys)));
        painter.put_right((right, area.y), &keys, look.style(Role::StatusKey));
    } else if let Some(message) = app.message.as_ref().filter(|_| above.is_none()) {
        let line = Clean::from(text::truncate(&message.text, usize::from(room)));
        painter.put_right((right, area.y), &line, look.style(tone(message)));
    } else if !margin::told(app, chrome, painter, (x, right)) && !names::told(app, chrome, painter, (x, right)) {
        hints(app, chrome, painter, (x, right));
    }
}

/// A place up to its section and paragraph.
fn short(place: &Clean) -> Clean {
    let after = place.find('§').map_or(place.len(), |at| {
        let rest = text::slice(place, at..place.len());
        rest.find(" · ").map_or(place.len(), |end| at + end)
    });
    place.sub((0..after).into())
}

pub(super) fn tone(message: &Message) -> Role {
    match message.tone {
        Tone::Note => Role::Message,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    }
}

/// Section, paragraph, share of the text, minutes left; the match when there is a search. In so many cells the search, and
/// what is underway, go before the minutes and the share.
fn place(app: &App, room: usize) -> String {
    if matches!(app.mode, Mode::Notes(_) | Mode::Review(_) | Mode::Survey(_)) {
        return String::new();
    }
    if let Some(passage) = reanchor::told(app) {
        return format!("for {passage}: select, then Enter");
    }
    let briefing = app.document.briefing();
    let section = app.section();
    let block = briefing.block_at(app.position());
    let first = briefing.sections.get(section).map_or(0, |s| s.body().start);
    let paragraph = (first..=block).filter(|b| briefing.blocks.get(*b).is_some_and(|b| !b.continued)).count();
    let paragraph = if paragraph > 0 { format!(" ¶{paragraph}") } else { String::new() };
    let mut parts = vec![format!("§{}/{}{paragraph}", section + 1, briefing.sections.len())];
    let source = &app.document.source;
    let of_whole = |bytes: usize| share(bytes, source.whole());
    parts.push(format!("{} %", of_whole(app.reader.view.end)));
    let left = app.minutes_left();
    parts.push(match left {
        _ if left <= 0.0 => "all read".to_owned(),
        _ if left >= 99.5 => format!("{:.0} h left", (left / 60.0).round()),
        _ if left < 0.5 => "<1 min left".to_owned(),
        // Half a minute is one, not the nearest even number.
        _ => format!("{:.0} min left", left.round()),
    });
    if app.search.is_active() {
        // That there is none is told once, by the message.
        let count = app.search.count().filter(|(_, all)| *all > 0).map(|(at, all)| format!("match {at}/{all}"));
        parts.extend(count.or_else(|| app.search.count().is_none().then(|| "counting …".to_owned())));
    }
    if !source.complete {
        parts.push(format!("reading on, {} % is here", of_whole(briefing.text.len())));
    }
    parts.extend(app.entities.underway().map(|percent| format!("names {percent} %")));
    for given_up in [2, 1] {
        if parts.len() > given_up + 1 && text::cells(&Clean::from(parts.join(" · "))) > room {
            parts.remove(given_up);
        }
    }
    parts.join(" · ")
}

/// Whole per cent; all of them only at the end.
fn share(part: usize, whole: usize) -> usize {
    if part >= whole { 100 } else { part.saturating_mul(100) / whole.max(1) }
}

/// The keys that are of use now, as many as fit.
fn hints(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>, (left, right): (u16, u16)) {
    let wanted: &[(Command, &'static str)] = match app.mode {
        Mode::Caret(_) => &[
            (Command::Help, "help"),
            (Command::Back, "back"),
            (Command::Mark, "mark"),
            (Command::FindWord, "find"),
            (Command::Copy, "copy"),
        ],
        Mode::Select(_) => &[
            (Command::Help, "help"),
            (Command::Back, "back"),
            (Command::Annotate, "note"),
            (Command::Mark, "mark"),
            (Command::Copy, "copy"),
            (Command::SwapEnds, "other end"),
        ],
        Mode::Pick(ref pick) => in_list(app, pick),
        Mode::Outline => &[(Command::Help, "help"), (Command::Back, "back"), (Command::Accept, "go there")],
        Mode::Notes(ref list) if list.is_trash() => {
            &[(Command::Back, "back"), (Command::RestoreNote, "restore"), (Command::Find, "filter")]
        }
        Mode::Notes(_) => &[
            (Command::Back, "back"),
            (Command::Accept, "go there"),
            (Command::Find, "filter"),
            (Command::EditNote, "edit"),
            (Command::ToggleDone, "done"),
            (Command::DeleteNote, "delete"),
            (Command::MoveNote, "new passage"),
            (Command::NoteToSection, "to section"),
        ],
        Mode::Review(ref review) if review.torn(app).is_some() => &[
            (Command::Back, "back"),
            (Command::KeepMine, "keep this"),
            (Command::KeepTheirs, "keep the other"),
            (Command::KeepBoth, "both"),
            (Command::ItemDown, "next"),
        ],
        Mode::Review(_) => &[
            (Command::Back, "back"),
            (Command::Accept, "accept"),
            (Command::MoveNote, "move"),
            (Command::NoteToSection, "to section"),
            (Command::ItemDown, "next"),
            (Command::AcceptMoved, "all moved"),
        ],
        Mode::Survey(ref screen) => in_survey(screen),
        _ => &[
            (Command::Help, "help"),
            (Command::Find, "find"),
            (Command::NextSection, "section"),
            (Command::ReadOn, "on"),
        ],
    };
    let mut end = right;
    for (command, word) in wanted {
        let Some(keys) = chrome.keymap.keys_for(app.scope(), *command).into_iter().next() else { continue };
        let (key, word) = (Clean::from(keys), Clean::from((*word).to_owned()));
        let wide = u16::try_from(text::cells(&key) + text::cells(&word) + 1).unwrap_or(u16::MAX);
        if end.saturating_sub(left) < wide + 2 {
            return;
        }
        let at = painter.put_right((end, app.panes.status.y), &word, chrome.look.style(Role::Dim));
        end =
            painter.put_right((at - 1, app.panes.status.y), &key, chrome.look.style(Role::StatusKey)).saturating_sub(2);
    }
}

/// The keys that are of use in a list.
fn in_list(app: &App, pick: &Pick) -> &'static [(Command, &'static str)] {
    match pick.kind {
        PickKind::Details => &[(Command::Back, "back")],
        PickKind::Help | PickKind::Palette => &[(Command::Back, "back"), (Command::Accept, "do it")],
        PickKind::Themes => &[(Command::Back, "as before"), (Command::Accept, "take it")],
        // Where nothing is open, the way back leads out of the program.
        PickKind::Library if app.document.is_none() && pick.filter.is_empty() => {
            &[(Command::Back, "quit"), (Command::Accept, "open")]
        }
        PickKind::Library => &[(Command::Back, "back"), (Command::Accept, "open")],
        _ => &[(Command::Back, "back"), (Command::Accept, "take it")],
    }
}

/// The keys that are of use in a screen of names or dates.
fn in_survey(screen: &Screen) -> &'static [(Command, &'static str)] {
    match screen {
        Screen::Roll(_) => &[
            (Command::Back, "back"),
            (Command::Accept, "go there"),
            (Command::Dossier, "dossier"),
            (Command::Find, "filter"),
            (Command::ChangeEntity, "change"),
            (Command::AcceptName, "accept"),
            (Command::FindNext, "next"),
        ],
        Screen::Subject(_) => &[
            (Command::Back, "back"),
            (Command::Accept, "go there"),
            (Command::Map, "map"),
            (Command::Dossier, "company"),
            (Command::Export, "export"),
            (Command::Find, "filter"),
        ],
        Screen::Chart(_) => &[
            (Command::Back, "back"),
            (Command::Accept, "go there"),
            (Command::MapIn, "nearer"),
            (Command::MapOut, "further"),
            (Command::MapFit, "all"),
            (Command::Dossier, "dossier"),
        ],
        Screen::Times(_) => &[(Command::Back, "back"), (Command::Accept, "go there"), (Command::Find, "filter")],
    }
}
