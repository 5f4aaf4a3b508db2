//! Opening lists, moving in them, and what choosing does.

use std::sync::Arc;

use super::action::{ACTIONS, Bound, Entry, Scope, entry};
use super::input::{Edited, Input};
use super::notes::index::Tally;
use super::pick::{Choice, Item, Listing, Pick, PickKind, State};
use super::{
    App, Command, Effect, Message, Mode, Question, Selection, Stand, commands, entities, export, links, motion, saving,
};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::place;
use crate::text;

mod themes;

/// Opens a list; an empty one only says so.
pub(super) fn open(app: &mut App, kind: PickKind) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let (items, cursor) = match kind {
        PickKind::Palette | PickKind::Help => (Vec::new(), 0),
        PickKind::Sections => (sections(app, &briefing), app.section()),
        PickKind::Places => (places(app, &briefing), 0),
        PickKind::Themes => themes::list(app),
        PickKind::Links => (links::of_section(&briefing, app.section()), 0),
        PickKind::Library => (library_items(app), current_listing(app)),
        PickKind::Details => (super::details::items(app), 0),
        PickKind::Choose(_) | PickKind::ExportTo | PickKind::Whose | PickKind::NameFor | PickKind::Legend => {
            (Vec::new(), 0)
        }
    };
    let commands = matches!(kind, PickKind::Palette | PickKind::Help);
    if items.is_empty() && kind != PickKind::Library && !commands {
        app.message = Some(Message::note(nothing(kind)));
        return;
    }
    let mut pick = Pick::new(kind, items, cursor);
    pick.awaits_commands = commands.then(|| app.scope());
    if kind == PickKind::Themes {
        pick.undo = Some(Effect::Theme(app.settings.theme.clone()));
    }
    show(app, pick);
}

/// Lists again what an open list shows of the text, because that is another version now. The cursor stays on what it was
/// on. Says so when nothing is left to list, and the list is closed.
pub(super) fn carry_over(app: &mut App, old: &Briefing) -> Option<&'static str> {
    let Mode::Pick(pick) = &app.mode else { return None };
    let (kind, chosen) = (pick.kind, pick.chosen().cloned());
    let briefing = Arc::clone(&app.document.source.briefing);
    let section = match app.stand {
        Stand::Reading => app.section(),
        Stand::Caret(caret) | Stand::Selected(Selection { caret, .. }) => briefing.section_of(briefing.block_at(caret)),
    };
    let items = match kind {
        PickKind::Sections => sections(app, &briefing),
        PickKind::Places => places(app, &briefing),
        PickKind::Links => links::of_section(&briefing, section),
        _ => return None,
    };
    if items.is_empty() {
        app.resume();
        return Some(nothing(kind));
    }
    let id = |of: &Briefing, item: &Item| match item.choice {
        Choice::Go(at) => of.sections.get(of.section_of(of.block_at(at))).map(|s| s.id.clone()),
        _ => None,
    };
    let is_chosen = |item: &Item| {
        chosen.as_ref().is_some_and(|chosen| match kind {
            PickKind::Sections => id(&briefing, item) == id(old, chosen),
            PickKind::Places => item.mark == chosen.mark,
            _ => item.choice == chosen.choice,
        })
    };
    let same = items.iter().position(is_chosen);
    let Mode::Pick(pick) = &mut app.mode else { return None };
    pick.refill(items);
    if let Some(same) = same {
        pick.point_at(same);
    }
    None
}

/// Shows a list over whatever has the keys.
pub(super) fn show(app: &mut App, pick: Pick) {
    app.set_aside();
    app.mode = Mode::Pick(Box::new(pick));
}

/// Opens the list of the folder's briefings and asks for a fresh look at the folder.
pub(super) fn library(app: &mut App) -> Vec<Effect> {
    let Some(folder) = app.shelf.folder.clone() else {
        app.message = Some(Message::note("this text is no file; there is no folder to list"));
        return Vec::new();
    };
    open(app, PickKind::Library);
    vec![Effect::List(folder)]
}

/// Runs a command in an open list.
pub(super) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Pick(pick) = &mut app.mode else { return Vec::new() };
    let page = pick.page();
    match command {
        Command::ItemDown | Command::LineDown => pick.step(1),
        Command::ItemUp | Command::LineUp => pick.step(-1),
        Command::ItemPageDown | Command::PageDown => pick.step(page),
        Command::ItemPageUp | Command::PageUp => pick.step(-page),
        Command::ItemFirst => pick.step(isize::MIN),
        Command::ItemLast => pick.step(isize::MAX),
        // In a line without a word these two have nothing to do.
        Command::LineStart if pick.filter.is_empty() => pick.step(isize::MIN),
        Command::LineEnd if pick.filter.is_empty() => pick.step(isize::MAX),
        Command::Accept => return accept(app),
        Command::Back => return close(app),
        Command::Quit => return commands::quit(app),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        _ => pick.edit(|filter| filter.run(command)),
    }
    preview(app)
}

/// Changes the filter.
pub(super) fn edit(app: &mut App, change: impl FnOnce(&mut Input) -> Edited) -> Vec<Effect> {
    if let Mode::Pick(pick) = &mut app.mode {
        pick.edit(change);
    }
    preview(app)
}

/// Chooses the item under the cursor.
pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let Mode::Pick(pick) = std::mem::replace(&mut app.mode, Mode::Read) else { return Vec::new() };
    let Some(choice) = pick.chosen().map(|item| item.choice.clone()) else {
        app.mode = Mode::Pick(pick);
        return Vec::new();
    };
    if choice == Choice::None {
        app.mode = Mode::Pick(pick);
        return Vec::new();
    }
    app.resume();
    let briefing = Arc::clone(&app.document.source.briefing);
    match choice {
        Choice::Run(command) => return commands::run(app, command, None, None),
        Choice::Go(offset) => motion::jump(app, &briefing, offset),
        Choice::Theme(name) => return themes::take(app, &name),
        Choice::AutoTheme => return themes::suit(app),
        Choice::Open(_) if !saving::may_open_another(app) => {}
        Choice::Open(listing) => {
            let mut effects = commands::remember(app);
            effects.push(Effect::Load(listing.path));
            return effects;
        }
        Choice::Export(order) => return export::choose(app, order, &pick.filter),
        Choice::Dossier(name, kind) => super::survey::open_of(app, &name, &kind),
        Choice::Entity(order) => return super::survey::perform(app, *order, &pick.filter),
        Choice::ExportDossier(way) => return super::survey::export(app, way),
        Choice::Link(url) => ask_link(app, url),
        Choice::Name(deed) => return entities::list::perform(app, *deed, &pick.filter),
        Choice::Legend(kind) => entities::walk::to_kind(app, &kind),
        Choice::Deed(deed) => return super::compose::perform(app, deed),
        Choice::None => {}
    }
    Vec::new()
}

/// Asks before the link at the caret is opened; the whole address is shown.
pub(super) fn open_link_at_caret(app: &mut App) {
    let (Mode::Caret(_) | Mode::Select(_)) = app.mode else { return open(app, PickKind::Links) };
    match links::at_caret(app) {
        Some(url) => ask_link(app, url),
        None => app.message = Some(Message::note("no link at the caret")),
    }
}

/// The rows for the folder's briefings.
pub(super) fn library_items(app: &App) -> Vec<Item> {
    app.shelf.listings.iter().map(|listing| listing_item(app, listing)).collect()
}

fn close(app: &mut App) -> Vec<Effect> {
    let Mode::Pick(pick) = &mut app.mode else { return Vec::new() };
    if !pick.filter.is_empty() {
        pick.clear();
        return preview(app);
    }
    let undo = pick.undo.take();
    if app.document.is_none() {
        return commands::quit(app);
    }
    app.resume();
    undo.into_iter().collect()
}

/// A theme is shown while the cursor is on it.
pub(super) fn preview(app: &App) -> Vec<Effect> {
    match &app.mode {
        Mode::Pick(pick) if pick.kind == PickKind::Themes => themes::preview(app, pick).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn ask_link(app: &mut App, url: Clean) {
    let scheme = url.split(':').next().unwrap_or("").to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
        app.message =
            Some(Message::warning(format!("only http, https and mailto links are opened: {}", Clean::piece(&url))));
        return;
    }
    app.set_aside();
    app.mode = Mode::Confirm(Question {
        text: Clean::from(format!("open {} ? (y/n)", Clean::piece(&url))),
        yes: Effect::Browse(url),
    });
}

fn nothing(kind: PickKind) -> &'static str {
    match kind {
        PickKind::Places => "no place has a name yet; m and a letter names one",
        PickKind::Links => "no links in this section",
        PickKind::Themes => "no themes",
        _ => "nothing to list",
    }
}

/// Fills the open list of commands, help or palette.
pub(super) fn fill_commands(app: &mut App, taught: &[Bound]) {
    let Mode::Pick(pick) = &mut app.mode else { return };
    let items = if pick.kind == PickKind::Help {
        taught.iter().map(explained).collect()
    } else {
        ACTIONS.iter().map(|entry| named(entry, taught)).collect()
    };
    pick.refill(items);
}

/// A row of help: keys, what they do, and where they work or what group it belongs to.
fn explained(bound: &Bound) -> Item {
    let entry = entry(bound.command);
    Item {
        // Several keys are parted by two blanks, which a line of prose would not keep.
        mark: Clean::from(bound.keys.clone()),
        label: Clean::line(entry.doc),
        detail: Clean::line(bound.elsewhere.map_or(entry.group.title(), Scope::title)),
        choice: Choice::Run(bound.command),
    }
}

/// A row of the palette: the first keys there are, the name, what it does.
fn named(entry: &Entry, taught: &[Bound]) -> Item {
    let keys = taught.iter().find(|bound| bound.command == entry.command).map(|bound| bound.keys.clone());
    Item {
        mark: Clean::from(keys.unwrap_or_default()),
        label: Clean::line(entry.id),
        detail: Clean::line(entry.doc),
        choice: Choice::Run(entry.command),
    }
}

fn sections(app: &App, briefing: &Briefing) -> Vec<Item> {
    (0..briefing.sections.len())
        .map(|n| {
            let level = usize::from(briefing.sections[n].level.saturating_sub(1).min(6));
            Item {
                mark: Clean::line(if app.progress.is_read(n) { "read" } else { "" }),
                label: Clean::from(format!(
                    "{}{}",
                    "  ".repeat(level),
                    Clean::piece(briefing.heading(n).unwrap_or("Lead"))
                )),
                detail: Clean::from(format!("{}/{}", n + 1, briefing.sections.len())),
                choice: Choice::Go(briefing.section_span(n).start),
            }
        })
        .collect()
}

fn places(app: &App, briefing: &Briefing) -> Vec<Item> {
    app.progress
        .places
        .iter()
        .map(|(letter, place)| {
            let offset = place::resolve(briefing, place);
            let block = briefing.block_at(offset);
            let end = briefing.blocks.get(block).map_or(offset, |b| b.span.end);
            Item {
                mark: Clean::from(letter.to_string()),
                label: Clean::line(text::prefix_cells(text::slice(&briefing.text, offset..end), 200)),
                detail: Clean::line(briefing.heading(briefing.section_of(block)).unwrap_or("Lead")),
                choice: Choice::Go(offset),
            }
        })
        .collect()
}

fn listing_item(app: &App, listing: &Listing) -> Item {
    let listing = Listing { minutes: listing.minutes * app.pace(), ..listing.clone() };
    Item {
        mark: listing.date.clone(),
        label: listing.title.clone(),
        detail: Clean::from(in_words(&listing)),
        choice: Choice::Open(Box::new(listing)),
    }
}

/// What is known of a briefing besides date and title: what its row has signs for, to be read and to be looked for.
fn in_words(listing: &Listing) -> String {
    let (read, all) = listing.progress;
    let more = if listing.head_only { " or more" } else { "" };
    let state = match listing.state() {
        _ if all == 0 => String::new(),
        State::Unread => format!("unread, 0/{all}{more}"),
        State::Begun => format!("{read}/{all}{more} read"),
        State::Read => format!("all read, {read}/{all}"),
    };
    let minutes = match listing.minutes {
        minutes if minutes < 0.5 => String::new(),
        minutes if minutes >= 99.5 => format!("{:.0} h", (minutes / 60.0).round()),
        minutes => format!("{:.0} min", minutes.round()),
    };
    let of = |n: usize, one: &str, several: &str| match n {
        0 => String::new(),
        1 => format!("1 {one}"),
        _ => format!("{n} {several}"),
    };
    let Tally { notes, questions, actions, .. } = listing.notes;
    let parts = [
        state,
        minutes,
        of(questions, "question", "questions"),
        of(actions, "action", "actions"),
        of(notes, "note", "notes"),
    ];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

pub(super) fn current_listing(app: &App) -> usize {
    let path = app.document.source.path.as_ref();
    app.shelf.listings.iter().position(|l| Some(&l.path) == path).unwrap_or(0)
}
