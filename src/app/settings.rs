//! What the reader can set while reading.

use super::compose::Template;
use super::entities::kinds::OwnKind;
use crate::clean::Clean;

/// Narrowest and widest text column in cells.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 20..=200;

/// Which names are shown in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum WhichNames {
    /// None.
    Off,
    /// Those in the library's registry, and those that the reader marked here.
    Registry,
    /// Those found in the text as well.
    #[default]
    All,
}

/// What becomes of a theme that is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeChoice {
    /// It is remembered.
    Kept {
        /// The theme that suits the terminal, for who picks none.
        auto: String,
        /// One was picked.
        picked: bool,
    },
    /// It is for this run: this file says which one every run begins with.
    Configured(Clean),
}

/// View settings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "switches of the reader's, each by itself")]
pub struct Settings {
    /// Width of the text column in cells, [`WIDTHS`].
    pub width: u16,
    /// What is wrong in the reader's own files, each in one line with its place.
    pub faults: Vec<Clean>,
    /// The outline is shown beside the text where there is room.
    pub outline: bool,
    /// Width of the outline in cells, when the reader has set one.
    pub outline_width: Option<u16>,
    /// Notes stand beside the text where there is room.
    pub beside: bool,
    /// Text only.
    pub zen: bool,
    /// Right-to-left text is put into visual order by the program (and not by the terminal).
    pub bidi: bool,
    /// Which names are underlined.
    pub entities: WhichNames,
    /// Kinds of names of the reader's own.
    pub kinds: Vec<OwnKind>,
    /// Reading speed.
    pub words_per_minute: u16,
    /// Searches are remembered for the next run.
    pub search_history: bool,
    /// Name of the theme in use.
    pub theme: String,
    /// Names of all themes.
    pub themes: Vec<String>,
    /// What becomes of one that is picked.
    pub theme_choice: ThemeChoice,
    /// Who writes notes; may be empty.
    pub author: String,
    /// What notes can begin with.
    pub templates: Vec<Template>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            width: 72,
            faults: Vec::new(),
            outline: true,
            outline_width: None,
            beside: true,
            zen: false,
            bidi: true,
            entities: WhichNames::All,
            kinds: Vec::new(),
            words_per_minute: 220,
            search_history: true,
            theme: "dark".to_owned(),
            themes: Vec::new(),
            theme_choice: ThemeChoice::Kept { auto: "dark".to_owned(), picked: false },
            author: String::new(),
            templates: Template::shipped(),
        }
    }
}
