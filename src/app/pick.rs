//! Lists with a filter: palette, help, sections, places, themes, links, the folder.

use std::path::PathBuf;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Effect;
use super::action::{self, Command, Scope, entry};
use super::compose::Deed;
use super::entities::list::Deed as NameDeed;
use super::export::Order;
use super::input::{Edited, Input};
use super::notes::index::Tally;
use super::survey::{Order as EntityOrder, Way};
use crate::clean::Clean;
use crate::entity::Kind;
use crate::text;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickKind {
    /// All commands, to run one.
    Palette,
    /// All commands by group, to read about them.
    Help,
    /// Sections of the briefing.
    Sections,
    /// Named places.
    Places,
    /// Themes; moving previews.
    Themes,
    /// Links of a section.
    Links,
    /// Briefings of the folder.
    Library,
    /// Header fields, source and warnings; nothing to choose.
    Details,
    /// Things to choose one of, under this title.
    Choose(&'static str),
    /// Whose name some words are; a name that is not listed can be typed.
    Whose,
    /// A name for an entity; it is typed into the filter line.
    NameFor,
    /// Kinds of names, with their signs.
    Legend,
    /// The name of a file for an export; it is typed into the filter line.
    ExportTo,
}

impl PickKind {
    /// Title of the list.
    pub fn title(self) -> &'static str {
        match self {
            Self::Palette => "Commands",
            Self::Help => "Help",
            Self::Sections => "Sections",
            Self::Places => "Places",
            Self::Themes => "Themes",
            Self::Links => "Links",
            Self::Library => "Briefings",
            Self::Details => "Details",
            Self::Choose(title) => title,
            Self::Whose => "Who is it? Type to find, or a new name",
            Self::NameFor => "Name",
            Self::Legend => "Kinds of names: a full line is known, a faint one (?) only suggested",
            Self::ExportTo => "Export to",
        }
    }
}

/// A briefing of the folder, as far as a glance at the file tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// The file.
    pub path: PathBuf,
    /// Title, or first words.
    pub title: Clean,
    /// ISO date; empty when it has none.
    pub date: Clean,
    /// Sections read, and all sections, as far as they are known.
    pub progress: (usize, usize),
    /// Minutes that what is unread takes, unrounded: a reader of [`text::WORDS_PER_MINUTE`]; in a list, this one.
    pub minutes: f32,
    /// The notes in the file beside it.
    pub notes: Tally,
    /// The file is large, and only its beginning was looked at: it may have more sections.
    pub head_only: bool,
}

/// How far a briefing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No section is.
    Unread,
    /// Some are.
    Begun,
    /// All are.
    Read,
}

impl Listing {
    /// How far it is read, as far as that is known.
    pub fn state(&self) -> State {
        match self.progress {
            (0, _) => State::Unread,
            (read, all) if read >= all && !self.head_only => State::Read,
            _ => State::Begun,
        }
    }
}

/// What choosing an item does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Runs a command.
    Run(Command),
    /// Goes to a byte offset.
    Go(usize),
    /// Keeps a theme.
    Theme(String),
    /// Keeps to the theme that suits the terminal.
    AutoTheme,
    /// Opens the file of a listing.
    Open(Box<Listing>),
    /// Asks whether to open a link.
    Link(Clean),
    /// Does something to notes.
    Deed(Deed),
    /// Does something to names.
    Name(Box<NameDeed>),
    /// Goes to the next name of a kind.
    Legend(Kind),
    /// Exports notes.
    Export(Order),
    /// Opens the dossier of an entity: its name and kind.
    Dossier(String, Kind),
    /// Changes an entity.
    Entity(Box<EntityOrder>),
    /// Exports the open dossier.
    ExportDossier(Way),
    /// Nothing.
    None,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Small column on the left (a date, a letter, a mark); may be empty.
    pub mark: Clean,
    /// The line.
    pub label: Clean,
    /// Dim column on the right; may be empty.
    pub detail: Clean,
    /// What choosing it does.
    pub choice: Choice,
}

/// An open list.
#[derive(Debug, Clone)]
pub struct Pick {
    /// What it is of.
    pub kind: PickKind,
    /// What was typed.
    pub filter: Input,
    items: Vec<Item>,
    shown: Vec<usize>,
    /// Position among the items shown.
    pub cursor: usize,
    /// First item on the screen.
    pub top: usize,
    /// Rows for items, as of the last frame.
    height: usize,
    /// What undoes a preview.
    pub undo: Option<Effect>,
    /// A list of commands is filled by whoever knows the keys; this is where the reader was when it was opened.
    pub awaits_commands: Option<Scope>,
}

impl Pick {
    /// A list with the cursor at `cursor`.
    pub fn new(kind: PickKind, items: Vec<Item>, cursor: usize) -> Self {
        let shown = (0..items.len()).collect();
        let cursor = cursor.min(items.len().saturating_sub(1));
        Self {
            kind,
            filter: Input::default(),
            items,
            shown,
            cursor,
            top: 0,
            height: 10,
            undo: None,
            awaits_commands: None,
        }
    }

    /// The items that pass the filter, best first where the order is by quality.
    pub fn shown(&self) -> impl Iterator<Item = &Item> {
        self.shown.iter().filter_map(|n| self.items.get(*n))
    }

    /// How many items pass the filter, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.shown.len(), self.items.len())
    }

    /// The item under the cursor.
    pub fn chosen(&self) -> Option<&Item> {
        self.shown.get(self.cursor).and_then(|n| self.items.get(*n))
    }

    /// Replaces the items, keeping filter and cursor.
    pub fn refill(&mut self, items: Vec<Item>) {
        self.items = items;
        let cursor = self.cursor;
        self.filter_again();
        self.cursor = cursor.min(self.shown.len().saturating_sub(1));
    }

    /// Moves the cursor to an item, if that passes the filter.
    pub fn point_at(&mut self, item: usize) {
        self.cursor = self.shown.iter().position(|n| *n == item).unwrap_or(self.cursor);
    }

    /// Changes the filter.
    pub fn edit(&mut self, change: impl FnOnce(&mut Input) -> Edited) {
        if change(&mut self.filter) == Edited::Words {
            self.filter_again();
        }
    }

    /// Shows all items again, with the cursor on the same one.
    pub fn clear(&mut self) {
        let chosen = self.shown.get(self.cursor).copied();
        self.edit(Input::clear);
        if let Some(chosen) = chosen {
            self.point_at(chosen);
        }
    }

    /// Moves the cursor by `step` items, stopping at the ends.
    pub fn step(&mut self, step: isize) {
        self.cursor = self.cursor.saturating_add_signed(step).min(self.shown.len().saturating_sub(1));
    }

    /// Items that a page moves.
    pub fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Scrolls so that the cursor is among `height` rows.
    pub fn fit(&mut self, height: usize) {
        self.height = height.max(1);
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
        self.top = self.top.min(self.shown.len().saturating_sub(self.height));
    }

    fn filter_again(&mut self) {
        self.cursor = 0;
        self.top = 0;
        if self.filter.trim().is_empty() || matches!(self.kind, PickKind::ExportTo | PickKind::NameFor) {
            self.shown = (0..self.items.len()).collect();
            return;
        }
        self.shown = match self.kind {
            PickKind::Help | PickKind::Details => self.by_words(),
            _ => self.by_quality(),
        };
        // The last one stands for what is typed.
        let last = self.items.len().saturating_sub(1);
        if self.kind == PickKind::Whose && !self.shown.contains(&last) {
            self.shown.push(last);
        }
    }

    /// Keeps the order; every word of the filter must stand somewhere in the item, or in the name of its command or its
    /// other words. Keys that were typed as they are written come first: whoever asks for `D` wants to know what it does.
    fn by_words(&self) -> Vec<usize> {
        let words: Vec<String> = self.filter.split_whitespace().map(text::fold).collect();
        let holds = |item: &Item| {
            let name = if let Choice::Run(command) = item.choice { entry(command).id } else { "" };
            let all = text::fold(&format!("{} {} {} {name}", item.mark, item.label, item.detail));
            words.iter().all(|w| all.contains(w.as_str()) || is_called(item, &[w]))
        };
        let is_key = |item: &Item| item.mark.split("  ").any(|keys| keys == self.filter.trim());
        let mut shown: Vec<usize> = (0..self.items.len()).filter(|n| holds(&self.items[*n])).collect();
        shown.sort_by_key(|n| !is_key(&self.items[*n]));
        shown
    }

    /// Best first: the name begins so; it, or the name of the file, holds every word; it is a command with these other words,
    /// has the letters in order; last, the words stand in the rest.
    fn by_quality(&self) -> Vec<usize> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&self.filter, CaseMatching::Ignore, Normalization::Smart);
        let whole = text::fold(self.filter.trim());
        let words: Vec<&str> = whole.split_whitespace().collect();
        let mut buffer = Vec::new();
        let mut ranked: Vec<(u8, u32, usize)> = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            let (label, rest) = (text::fold(&item.label), text::fold(&format!("{} {}", item.mark, item.detail)));
            let holds = |line: &str| words.iter().all(|word| line.contains(word));
            let file = file_name(item);
            let fuzzy = pattern.score(Utf32Str::new(&item.label, &mut buffer), &mut matcher);
            let rank = match fuzzy {
                _ if label.starts_with(&whole) => Some((0, 0)),
                _ if holds(&label) || holds(&file) => Some((1, 0)),
                _ if is_called(item, &words) => Some((2, 0)),
                Some(score) if self.kind != PickKind::Library => Some((3, u32::MAX - score)),
                _ => holds(&format!("{label} {rest} {file}")).then_some((4, 0)),
            };
            ranked.extend(rank.map(|(tier, score)| (tier, score, n)));
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, n)| n).collect()
    }
}

/// The name of the file that an item opens, to be searched; empty for all others.
fn file_name(item: &Item) -> String {
    let name = if let Choice::Open(listing) = &item.choice { listing.path.file_name() } else { None };
    name.map_or_else(String::new, |name| text::fold(&name.to_string_lossy()))
}

/// True for a command whose other words begin with these.
fn is_called(item: &Item, words: &[&str]) -> bool {
    matches!(item.choice, Choice::Run(command) if action::has_words(command, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(kind: PickKind, labels: &[&str]) -> Pick {
        let item = |l: &&str| Item {
            mark: Clean::default(),
            label: Clean::line(l),
            detail: Clean::default(),
            choice: Choice::None,
        };
        Pick::new(kind, labels.iter().map(item).collect(), 0)
    }

    fn typed(pick: &mut Pick, words: &str) {
        for c in words.chars() {
            pick.edit(|filter| filter.type_char(c));
        }
    }

    #[test]
    fn palettes_are_fuzzy_and_help_keeps_its_order() {
        let mut palette = pick(PickKind::Palette, &["previous section", "next section", "next sentence"]);
        typed(&mut palette, "nsec");
        assert_eq!(palette.chosen().unwrap().label.as_str(), "next section");
        let mut named = pick(PickKind::Palette, &["read on to the next", "other themes", "themes"]);
        typed(&mut named, "the");
        let labels: Vec<_> = named.shown().map(|i| i.label.to_string()).collect();
        assert_eq!(labels, ["themes", "read on to the next", "other themes"]);
        let mut help = pick(PickKind::Help, &["previous section", "next section", "next sentence"]);
        typed(&mut help, "SECTION");
        let labels: Vec<_> = help.shown().map(|i| i.label.to_string()).collect();
        assert_eq!(labels, ["previous section", "next section"]);
        help.edit(Input::clear);
        assert_eq!(help.counts(), (3, 3));
    }

    #[test]
    fn the_cursor_stays_in_view_and_in_range() {
        let labels: Vec<String> = (0..50).map(|n| n.to_string()).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let mut list = pick(PickKind::Sections, &labels);
        list.fit(10);
        list.step(25);
        list.fit(10);
        assert_eq!((list.cursor, list.top), (25, 16));
        list.step(1000);
        list.fit(10);
        assert_eq!((list.cursor, list.top), (49, 40));
        typed(&mut list, "zzz");
        list.step(1);
        assert!(list.chosen().is_none());
    }
}
