//! The look: a theme reduced to what the terminal can show, and the signs that go with it.

mod symbols;

use crate::settings::Notice;
use crate::theme::{Depth, Theme, Themes};

pub use crate::theme::Role;
pub use symbols::{ASCII, Symbols, UNICODE};

/// A theme and its signs, ready for drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Styles by role.
    pub theme: Theme,
    /// Signs.
    pub symbols: Symbols,
}

/// All themes there are, for this terminal.
#[derive(Debug, Clone)]
pub struct Looks {
    /// Shipped themes and the reader's own.
    pub themes: Themes,
    /// What the terminal can show.
    pub depth: Depth,
    /// Signs.
    pub symbols: Symbols,
    /// The theme that was chosen for the terminal's background, and that background (red, green, blue): where it can be
    /// read on it, this one theme leaves the background as it is.
    pub suited: Option<(String, [u8; 3])>,
}

impl Look {
    /// The style of a role.
    pub fn style(&self, role: Role) -> ratatui::style::Style {
        self.theme.style(role)
    }
}

impl Looks {
    /// The look of a theme; faults in its file were told when it was first asked for.
    pub fn look(&self, theme: &str) -> Look {
        self.checked(theme).0
    }

    /// The look of a theme, and what is wrong with its file.
    pub fn checked(&self, theme: &str) -> (Look, Vec<Notice>) {
        let (theme, notices) = self.themes.load(theme, self.depth);
        let theme = match &self.suited {
            Some((name, background)) if name == theme.name() => theme.on_background(*background),
            _ => theme,
        };
        (Look { theme, symbols: self.symbols }, notices)
    }

    /// The names of all themes.
    pub fn names(&self) -> Vec<String> {
        self.themes.names().into_iter().map(str::to_owned).collect()
    }
}

impl Default for Looks {
    fn default() -> Self {
        Self { themes: Themes::default(), depth: Depth::default(), symbols: UNICODE, suited: None }
    }
}
