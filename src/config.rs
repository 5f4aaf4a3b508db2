//! What a reader has set, from `config.yaml` to a total [`Config`].
//!
//! Everything has a default; a value that means nothing keeps it and is a [`Notice`]. The commented file that
//! [`Config::template`] returns is the documentation of every setting, and a test holds it to the defaults.
//!
//! What this module does not do: it reads no file and no environment, and does not ask whether a theme exists
//! ([`crate::theme::Themes::load`] does).

mod fields;
mod kinds;
mod template;

use crate::keymap;
use crate::settings::{self, Notice, Report, same_name};
use crate::theme::{self, Depth};

pub use crate::app::entities::kinds::OwnKind;
pub use crate::app::{WIDTHS as WIDTH, WhichNames as Entities};
pub use template::template;

/// The slowest and the fastest reader, in words a minute.
pub const WORDS_PER_MINUTE: std::ops::RangeInclusive<u16> = 50..=2000;

/// The setting that is a list.
const KINDS: &str = "kinds";

/// The value of a setting that goes by what is there.
const AUTO: &str = "auto";

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// A theme's name, or `None` to go by the terminal's background.
    pub theme: Option<String>,
    /// The theme on a light terminal.
    pub theme_light: String,
    /// The theme on a dark terminal.
    pub theme_dark: String,
    /// How many colours, or `None` to go by the terminal.
    pub colours: Option<Depth>,
    /// The name of a shipped keymap. `base:` in `keys.yaml` goes before it.
    pub keymap: String,
    /// Width of the text column in cells, within [`WIDTH`].
    pub width: u16,
    /// The outline pane.
    pub outline: Switch,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Signs and lines in ASCII only.
    pub ascii: Switch,
    /// Whether right-to-left text is reordered for the terminal.
    pub bidi: Switch,
    /// Which names are underlined.
    pub entities: Entities,
    /// Kinds of names of the reader's own.
    pub kinds: Vec<OwnKind>,
    /// Who writes notes, or `None` to ask version control and the system.
    pub author: Option<String>,
    /// Reading speed, within [`WORDS_PER_MINUTE`].
    pub words_per_minute: u16,
    /// Whether searches are remembered for the next run.
    pub search_history: bool,
}

/// On, off, or whatever suits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Switch {
    /// By the terminal and the room there is.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl Switch {
    /// The choice, where `auto` means `suits`.
    pub fn decide(self, suits: bool) -> bool {
        match self {
            Self::Auto => suits,
            Self::On => true,
            Self::Off => false,
        }
    }
}

/// What is known of the terminal's background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Background {
    /// Nothing.
    #[default]
    Unknown,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            theme_light: "light".to_owned(),
            theme_dark: "dark".to_owned(),
            colours: None,
            keymap: keymap::DEFAULT.to_owned(),
            width: 72,
            outline: Switch::Auto,
            mouse: true,
            ascii: Switch::Auto,
            bidi: Switch::Auto,
            entities: Entities::All,
            kinds: Vec::new(),
            author: None,
            words_per_minute: 220,
            search_history: true,
        }
    }
}

impl Config {
    /// Reads a configuration. `file` is the name that notices show. Never fails.
    pub fn read(file: &str, text: &str) -> (Self, Vec<Notice>) {
        let mut report = Report::new(file);
        let mut config = Self::default();
        for pair in settings::read(text, &mut report) {
            match fields::FIELDS.iter().find(|field| same_name(field.name, &pair.key)) {
                Some(field) => fields::set(field, &mut config, &pair, &mut report),
                None if same_name(KINDS, &pair.key) => config.kinds = kinds::read(&pair.node, &mut report),
                None => {
                    let names = fields::FIELDS.iter().map(|f| f.name).chain([KINDS]);
                    report.unknown(pair.place, "the setting", &pair.key, names);
                }
            }
        }
        (config, report.finish())
    }

    /// A commented file with every setting at its default, for `attache config init`.
    pub fn template() -> &'static str {
        include_str!("config/template.yaml")
    }

    /// The theme to load on a terminal with this background.
    pub fn theme_on(&self, background: Background) -> &str {
        match (&self.theme, background) {
            (Some(name), _) => name,
            (None, Background::Light) => &self.theme_light,
            (None, Background::Dark) => &self.theme_dark,
            (None, Background::Unknown) => theme::FALLBACK,
        }
    }
}

#[cfg(test)]
mod tests;
