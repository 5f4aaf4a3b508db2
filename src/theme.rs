//! Colours and attributes by role, from files that a reader can copy and change.
//!
//! A theme file (`themes/*.yaml`, or the reader's own) names colours and gives each [`Role`] a style; what it leaves
//! out comes from the theme it `extends`, and then from a related role. [`Themes::load`] reads only the files that one
//! theme needs and makes a total [`Theme`] for one [`Depth`] of colour: every role has a style, whatever was wrong in
//! the file, and what was wrong is a [`Notice`].
//!
//! How styles lie over each other: a *ground* (text, header, status, panel …) fills an area. An *ink* (heading, link,
//! person …) changes letters and leaves the ground's background alone. A *wash* (selection, match, highlight …)
//! lies over both and brings its own letters and background. Lay them in this order, later over earlier
//! (`Style::patch`).
//!
//! What this module does not do: it does not ask the terminal what it can show or whether it is dark. The caller
//! knows, and says so.

mod colour;
mod file;
mod line;
mod reduce;
mod registry;
mod resolve;
mod role;

use ratatui::style::{Color, Style};

pub use crate::settings::Notice;
pub use registry::{FALLBACK, SHIPPED, Themes};
pub use role::{Layer, Role};

/// How many colours the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Depth {
    /// No colour (`NO_COLOR`, or a terminal without): bold, underline, reverse and dim carry every cue.
    None,
    /// The sixteen colours that the terminal's own palette defines.
    Ansi16,
    /// The 256 colours of xterm.
    Indexed256,
    /// 24-bit colour.
    #[default]
    True,
}

/// A style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    about: String,
    depth: Depth,
    styles: [Style; Role::COUNT],
    /// The paper under the text (red, green, blue), where it is known and colours can fade into it.
    paper: Option<[u8; 3]>,
}

impl Theme {
    /// The style of a role: one look into an array.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The name by which it was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One line on what it is for.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The depth that it was made for.
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// The same theme on the terminal's own background, where every letter stays readable on it (WCAG AA, 4.5:1);
    /// the theme with its own ground where not. `background` is red, green, blue.
    #[must_use]
    pub fn on_background(mut self, background: [u8; 3]) -> Self {
        let [r, g, b] = background;
        let (own, paper) = (self.style(Role::Text).bg, Color::Rgb(r, g, b));
        let inks = Role::all().filter(|role| matches!(role.layer(), Layer::Ground | Layer::Ink(_)) && !role.is_line());
        let readable = inks
            .map(|role| (role, self.style(role.ground()).patch(self.style(role))))
            .filter(|(role, style)| style.bg == own && *role != Role::Escape)
            .all(|(_, style)| style.fg.and_then(|fg| contrast(fg, paper)).is_some_and(|c| c >= READABLE));
        if readable && own.is_some() {
            for style in self.styles.iter_mut().filter(|style| style.bg == own) {
                style.bg = Some(Color::Reset);
            }
            self.paper = self.paper.and(Some(background));
        }
        self
    }

    /// True for light letters on a dark ground, `None` where the terminal's own colours decide.
    pub fn is_dark(&self) -> Option<bool> {
        let background = self.style(Role::Text).bg?;
        colour::Paint::from_colour(background)?.rgb().map(|rgb| colour::luminance(rgb) < 0.18)
    }
}

/// The least contrast of text, by WCAG 2.2 (success criterion 1.4.3).
pub const READABLE: f32 = 4.5;

impl Default for Theme {
    /// The [`FALLBACK`] theme at full depth: the terminal's own colours.
    fn default() -> Self {
        Themes::default().load(FALLBACK, Depth::default()).0
    }
}

/// The contrast between two colours by WCAG 2.2, 1 (none) to 21; `None` where one of them is the terminal's own.
///
/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. The sixteen colours count as xterm shows them by default.
pub fn contrast(a: Color, b: Color) -> Option<f32> {
    let rgb = |c| colour::Paint::from_colour(c)?.rgb();
    Some(colour::contrast(rgb(a)?, rgb(b)?))
}

/// True for a colour (red, green, blue) on which dark letters stand out more than light ones.
pub fn is_light(rgb: [u8; 3]) -> bool {
    colour::contrast(rgb, [0, 0, 0]) > colour::contrast(rgb, [255, 255, 255])
}

#[cfg(test)]
mod tests;
