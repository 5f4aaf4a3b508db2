//! The test desk: a session on a screen of cells, in the program's own loop, with a scripted world around it.
//!
//! ```
//! use attache::desk::Desk;
//! let mut desk = Desk::of_text("a.txt", "Lead words.\n\nRegional Issues\n\nOther words follow here, in one sentence.\n");
//! desk.press("J");
//! assert!(desk.screen().contains("§2/2"));
//! ```
//!
//! The desk performs effects at once and for real, in a folder of its own; what leaves the program (clipboard, browser,
//! quit) is only noted. Nothing in it is for tests alone but the script.

mod scripted;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;

use crate::app::compose::Edited;
use crate::app::{Action, Effect, Mouse, MouseKind, Settings};
use crate::drafts::DraftFiles;
use crate::keymap::{Key, Keymap, parse_keys};
use crate::look::{Looks, Role, Symbols};
use crate::note::Moment;
use crate::reading::Records;
use crate::reading::habits::Habits;
use crate::runtime::keeper::Keeper;
use crate::runtime::worker::{self, Desk as Facts, Job, Part, Watch};
use crate::runtime::{self, Event, Exit, failure};
use crate::session::Session;
use crate::store::{self, Home};
use crate::theme::Depth;

use scripted::Scripted;

/// When a desk's day begins: 2026-01-01 10:00 in UTC. Each event comes a second after the one before.
const FIRST: Moment = Moment { millis: 1_767_261_600_000, chance: 0 };

/// Milliseconds from one event to the next, unless it is said otherwise.
const PACE: u64 = 1000;

/// A session at a desk.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    world: Scripted,
    ended: Option<Exit>,
}

impl Desk {
    /// A desk with the file at `path` open, 80 columns by 24 rows, with the default keys and the dark theme.
    ///
    /// # Panics
    /// When the desk cannot be set up: it is for tests.
    pub fn open(path: impl AsRef<Path>) -> Self {
        let mut desk = Self::empty();
        let path = std::path::absolute(path.as_ref()).unwrap_or_else(|_| path.as_ref().to_owned());
        desk.load(&path);
        desk
    }

    /// A desk with a file of this name and text open.
    ///
    /// # Panics
    /// When the desk cannot be set up: it is for tests.
    #[expect(clippy::expect_used, reason = "a desk that cannot be set up is a failed test")]
    pub fn of_text(name: &str, text: &str) -> Self {
        let mut desk = Self::empty();
        let path = desk.folder().join(name);
        std::fs::write(&path, text).expect("the desk's folder can be written");
        desk.load(&path);
        desk
    }

    /// A desk with nothing open.
    ///
    /// # Panics
    /// When the desk cannot be set up: it is for tests.
    #[expect(clippy::expect_used, reason = "a desk that cannot be set up is a failed test")]
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let facts = Facts {
            records: Records::in_state(&folder.path().join("state")),
            habits: Habits::in_state(&folder.path().join("state")),
            drafts: DraftFiles::in_state(&folder.path().join("state")),
            encoding: None,
        };
        let home = Home { state: folder.path().join("state") };
        let keeper = Keeper::new(home, vec![folder.path().join("elsewhere")]);
        let terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen of cells");
        let (session, _) = Session::new(Settings::default(), Keymap::default(), Looks::default(), (80, 24));
        let world = Scripted {
            terminal,
            script: VecDeque::default(),
            edits: VecDeque::default(),
            facts,
            effects: Vec::new(),
            folder,
            keeper,
            moment: FIRST,
            pace: PACE,
            holds: false,
        };
        Self { session, world, ended: None }
    }

    /// Another size of the screen.
    #[must_use]
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.resize(columns, rows);
        self
    }

    /// Other keys.
    #[must_use]
    pub fn keymap(mut self, keymap: Keymap) -> Self {
        self.session.use_keymap(keymap);
        self
    }

    /// From now on the search for all names of a long text never ends.
    #[must_use]
    pub fn holding(mut self) -> Self {
        self.world.holds = true;
        self
    }

    /// Other settings.
    #[must_use]
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.session.app.settings);
        self.run();
        self
    }

    /// Fewer colours.
    #[must_use]
    pub fn depth(mut self, depth: Depth) -> Self {
        self.session.use_looks(Looks { depth, ..Looks::default() });
        self.run();
        self
    }

    /// Other signs.
    #[must_use]
    pub fn signs(mut self, symbols: Symbols) -> Self {
        self.session.use_looks(Looks { symbols, ..Looks::default() });
        self.run();
        self
    }

    /// Changes the size of the screen, as a window manager would.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.world.terminal.backend_mut().resize(columns, rows);
        self.world.script.push_back(Event::Resize(columns, rows));
        self.run()
    }

    /// Presses keys. Words are typed letter by letter, `<enter>`, `<c-d>`, `<space>` are keys; spaces only part them.
    ///
    /// # Panics
    /// When a key in `<…>` is not one.
    #[expect(clippy::panic, reason = "a script with a wrong key is a failed test")]
    pub fn press(&mut self, script: &str) -> &mut Self {
        for word in script.split_whitespace() {
            let keys: Vec<Key> = if word.starts_with('<') && word.ends_with('>') && word.len() > 2 {
                parse_keys(word).unwrap_or_else(|e| panic!("{word}: {e}"))
            } else {
                word.chars().map(Key::from).collect()
            };
            self.world.script.extend(keys.into_iter().map(Event::Key));
        }
        self.run()
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.world.script.push_back(Event::Paste(text.to_owned()));
        self.run()
    }

    /// What the reader's own editor will do when it is asked for the next time.
    pub fn will_edit(&mut self, edited: Edited) -> &mut Self {
        self.world.edits.push_back(edited);
        self
    }

    /// Uses the mouse.
    pub fn mouse(&mut self, mouse: Mouse) -> &mut Self {
        self.world.script.push_back(Event::Mouse(mouse));
        self.run()
    }

    /// Clicks on a cell, `times` in quick succession, and keeps the button down after the last one.
    pub fn clicks(&mut self, (column, row): (u16, u16), times: usize) -> &mut Self {
        for time in 0..times {
            if time > 0 {
                self.world.pace = 90;
                self.mouse(Mouse { kind: MouseKind::Release, column, row });
            }
            self.mouse(Mouse { kind: MouseKind::Press, column, row });
        }
        self.world.pace = PACE;
        self
    }

    /// Something happens that no key causes.
    pub fn happens(&mut self, action: Action) -> &mut Self {
        self.world.script.push_back(Event::Action(action));
        self.run()
    }

    /// Opens another file.
    pub fn load(&mut self, path: &Path) -> &mut Self {
        match worker::open_document(&self.world.facts, path, Part::Whole) {
            Ok(opened) => {
                let notes = self.world.open_notes(&opened);
                self.happens(Action::Opened(Box::new(opened)));
                for action in notes {
                    self.happens(action);
                }
                match worker::answer(&self.world.facts, Job::Identify(path.to_owned()), Watch::PATIENT) {
                    Some(action) => self.happens(action),
                    None => self,
                }
            }
            Err(error) => self.happens(failure(error)),
        }
    }

    /// The folder of this desk.
    pub fn folder(&self) -> PathBuf {
        self.world.folder.path().to_owned()
    }

    /// The text of the open briefing's sidecar; `None` when there is none.
    pub fn sidecar(&self) -> Option<String> {
        std::fs::read_to_string(self.sidecar_path()?).ok()
    }

    /// Where the open briefing's sidecar is, or will be.
    pub fn sidecar_path(&self) -> Option<PathBuf> {
        self.session.app.document.source.path.as_deref().map(store::beside)
    }

    /// The text of the open briefing's registry; `None` when there is none.
    pub fn registry(&self) -> Option<String> {
        std::fs::read_to_string(self.registry_path()?).ok()
    }

    /// Where the open briefing's registry is, or will be.
    pub fn registry_path(&self) -> Option<PathBuf> {
        let folder = self.session.app.document.source.path.as_deref()?.parent()?;
        Some(store::registry_for(folder))
    }

    /// Somebody else writes the registry, and the watch on its folder notices.
    ///
    /// # Panics
    /// When it cannot be written: the desk is for tests.
    #[expect(clippy::expect_used, reason = "a desk that cannot be set up is a failed test")]
    pub fn registry_becomes(&mut self, text: &str) -> &mut Self {
        let path = self.registry_path().expect("a file is open");
        self.file_becomes(&path, text)
    }

    /// Somebody else writes the sidecar, and the watch on the folder notices.
    ///
    /// # Panics
    /// When it cannot be written: the desk is for tests.
    #[expect(clippy::expect_used, reason = "a desk that cannot be set up is a failed test")]
    pub fn sidecar_becomes(&mut self, text: &str) -> &mut Self {
        let path = self.sidecar_path().expect("a file is open");
        self.file_becomes(&path, text)
    }

    #[expect(clippy::expect_used, reason = "a desk that cannot be set up is a failed test")]
    fn file_becomes(&mut self, path: &Path, text: &str) -> &mut Self {
        std::fs::write(path, text).expect("the desk's folder can be written");
        let said = self.world.keeper.flush();
        self.world.script.extend(said.into_iter().map(Event::Action));
        self.run()
    }

    /// The screen as text, without spaces at the ends of rows.
    pub fn screen(&self) -> String {
        let rows = self.rows(|cell| cell.symbol().to_owned());
        rows.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
    }

    /// One row of the screen, from 0.
    pub fn row(&self, row: usize) -> String {
        self.screen().lines().nth(row).unwrap_or("").to_owned()
    }

    /// The styles as a plane of letters: `.` text, `H` heading, `T` title, `d` dim, `m` match, `M` the current one,
    /// `c` caret, `v` selection, `l` link, `b` strong, `i` emphasis, `k` code, `n` passage of a note, `S` list cursor,
    /// `s` status line, `h` header, `p` list or other panel, `e` name that is confirmed, `u` name that is suggested, `?` other.
    pub fn styles(&self) -> String {
        let rows = self.rows(|cell| self.letter(cell.style()).to_string());
        rows.join("\n")
    }

    /// What left the program so far.
    pub fn effects(&self) -> &[Effect] {
        &self.world.effects
    }

    /// How the session ended; `None` while it goes on.
    pub fn ended(&self) -> Option<Exit> {
        self.ended
    }

    /// The application, to look at.
    pub fn app(&self) -> &crate::app::App {
        &self.session.app
    }

    fn run(&mut self) -> &mut Self {
        if self.ended.is_none() {
            self.ended = runtime::run(&mut self.session, &mut self.world).ok();
        }
        self
    }

    fn rows(&self, show: impl Fn(&ratatui::buffer::Cell) -> String) -> Vec<String> {
        let buffer = self.world.terminal.backend().buffer();
        let area = buffer.area;
        (area.top()..area.bottom())
            .map(|y| {
                let mut row = String::new();
                let mut x = area.left();
                while x < area.right() {
                    let cell = &buffer[(x, y)];
                    row.push_str(&show(cell));
                    x += u16::try_from(crate::text::cells(cell.symbol()).max(1)).unwrap_or(1);
                }
                row
            })
            .collect()
    }

    fn letter(&self, style: Style) -> char {
        const LETTERS: &[(Role, char)] = &[
            (Role::Caret, 'c'),
            (Role::Selection, 'v'),
            (Role::MatchCurrent, 'M'),
            (Role::Match, 'm'),
            (Role::ListCurrent, 'S'),
            (Role::Text, '.'),
            (Role::Panel, 'p'),
            (Role::Heading, 'H'),
            (Role::Title, 'T'),
            (Role::Dim, 'd'),
            (Role::Link, 'l'),
            (Role::Strong, 'b'),
            (Role::Emphasis, 'i'),
            (Role::Code, 'k'),
            (Role::Passage, 'n'),
            (Role::Status, 's'),
            (Role::Header, 'h'),
        ];
        let look = self.session.look();
        // A theme without colour names none; a cell always has one.
        let seen = |style: Style| {
            let colours = [style.fg, style.bg, style.underline_color].map(Option::unwrap_or_default);
            (colours, style.add_modifier)
        };
        let same = |role: Role| {
            let full = look.style(role.ground()).patch(look.style(role));
            seen(style) == seen(full)
        };
        let name = |role: &Role| {
            let full = look.style(*role);
            let as_name = |line: Style| seen(style) == seen(look.style(Role::Text).patch(line));
            if as_name(full) { Some('e') } else { as_name(look.theme.quiet(full)).then_some('u') }
        };
        let names = [Role::Person, Role::Place, Role::Organisation, Role::Event, Role::Date, Role::Other];
        let known = LETTERS.iter().find(|(role, _)| same(*role)).map(|(_, letter)| *letter);
        known.or_else(|| names.iter().find_map(name)).unwrap_or('?')
    }
}
