//! A session: the application with its keys and its look, from one input to effects and from state to frame.
//!
//! The program and the test desk run this same session in the same loop ([`crate::runtime`]); only the world around it
//! differs.

use std::collections::HashMap;

use ratatui::Frame;

use crate::app::{self, Action, App, Command, Effect, Message, Scope, Settings};
use crate::keymap::{Key, KeyCode, Keymap, Resolution, show_keys};
use crate::look::{Look, Looks};
use crate::note::Moment;
use crate::settings::Notice;
use crate::ui::{self, Chrome, Pending};

/// Longest count that makes sense.
const DIGITS: usize = 6;

/// The application with keys and look.
#[derive(Debug)]
pub struct Session {
    /// The application.
    pub app: App,
    keymap: Keymap,
    looks: Looks,
    look: Look,
    pending: Pending,
    awaits_letter: Option<Command>,
}

impl Session {
    /// A session on a screen of `size` columns and rows.
    ///
    /// With it comes what is wrong with the file of its theme.
    pub fn new(mut settings: Settings, keymap: Keymap, looks: Looks, size: (u16, u16)) -> (Self, Vec<Notice>) {
        settings.themes = looks.names();
        let (look, notices) = looks.checked(&settings.theme);
        let mut app = App::new(settings, size);
        app.keys = key_names(&keymap);
        let session = Self { app, keymap, looks, look, pending: Pending::default(), awaits_letter: None };
        (session, notices)
    }

    /// The look in use.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Takes other keys.
    pub fn use_keymap(&mut self, keymap: Keymap) {
        self.app.keys = key_names(&keymap);
        self.keymap = keymap;
        self.pending = Pending::default();
    }

    /// Takes other themes, colours or signs.
    pub fn use_looks(&mut self, looks: Looks) {
        self.app.settings.themes = looks.names();
        self.look = looks.look(&self.app.settings.theme);
        self.looks = looks;
    }

    /// A key was pressed.
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(command) = self.awaits_letter.take() {
            self.pending.letters.clear();
            let count = self.take_count();
            return match key.typed() {
                Some(letter) => self.act(Action::Command { command, count, letter: Some(letter) }),
                None => Vec::new(),
            };
        }
        let scope = self.app.scope();
        if !self.pending.is_empty() && key.code() == KeyCode::Esc {
            self.pending = Pending::default();
            return Vec::new();
        }
        if scope.types_text() {
            if let (Some(c), Resolution::Unbound) = (key.typed(), self.keymap.resolve(scope, &[key])) {
                return self.act(Action::Type(c));
            }
        } else if self.takes_digit(key) {
            return Vec::new();
        }
        self.pending.keys.push(key);
        match self.keymap.resolve(scope, &self.pending.keys) {
            Resolution::Pending(next) => {
                self.pending.next = next;
                Vec::new()
            }
            Resolution::Letter(command) => {
                self.awaits_letter = Some(command);
                self.pending.next = Vec::new();
                self.pending.letters = self.app.letters(command);
                Vec::new()
            }
            Resolution::Command(command) => {
                let count = self.take_count();
                self.act(Action::Command { command, count, letter: None })
            }
            Resolution::Unbound => self.unbound(),
        }
    }

    /// It is this late now. Told before each event.
    pub fn tick(&mut self, now: Moment) {
        self.app.now = now;
    }

    /// Anything else happened.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        let effects = app::update(&mut self.app, action);
        for effect in &effects {
            if let Effect::Theme(name) = effect {
                self.look = self.looks.look(name);
            }
        }
        // Only here are both known: where the reader is, and which keys work there.
        if let Some(here) = self.app.awaits_commands() {
            let taught = self.keymap.taught(here);
            self.app.list_commands(&taught);
        }
        effects
    }

    /// Brings the application up to date for the next frame.
    pub fn settle(&mut self) -> Vec<Effect> {
        self.app.settle()
    }

    /// Draws a frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let chrome = Chrome { look: &self.look, keymap: &self.keymap, pending: &self.pending };
        ui::draw(&self.app, chrome, frame);
    }

    fn takes_digit(&mut self, key: Key) -> bool {
        let digit = key.typed().filter(char::is_ascii_digit);
        match digit {
            Some(c) if self.pending.keys.is_empty() && (c != '0' || !self.pending.count.is_empty()) => {
                if self.pending.count.len() < DIGITS {
                    self.pending.count.push(c);
                }
                true
            }
            _ => false,
        }
    }

    fn take_count(&mut self) -> Option<usize> {
        std::mem::take(&mut self.pending).count.parse().ok()
    }

    fn unbound(&mut self) -> Vec<Effect> {
        let keys = std::mem::take(&mut self.pending).keys;
        let help = self.keymap.keys_for(self.app.scope(), Command::Help).into_iter().next();
        let hint = help.map(|key| format!("; {key} shows the keys")).unwrap_or_default();
        self.act(Action::Say(Message::note(format!("{} does nothing here{hint}", show_keys(&keys)))))
    }
}

/// The first key of each command while reading.
fn key_names(keymap: &Keymap) -> HashMap<Command, String> {
    let mut names = HashMap::new();
    for (command, keys) in keymap.rows(Scope::Read) {
        names.entry(command).or_insert_with(|| show_keys(keys));
    }
    names
}
