//! Lines under names: quieter ones for what nobody confirmed, and ones in a colour of the reader's own.

use ratatui::style::{Color, Modifier, Style};

use super::{Depth, Role, Theme, colour, reduce};

/// How much of its own colour a quiet line keeps; the rest is the paper's.
const KEPT: u16 = 45;

impl Theme {
    /// The same line, but quiet: for a name that is suggested and not confirmed. In full colour it fades into the paper,
    /// with fewer colours the letters keep theirs and lose the line, without colours they are dim.
    #[must_use]
    pub fn quiet(&self, line: Style) -> Style {
        let faded = self.paper.zip(line.underline_color.and_then(rgb)).map(|(paper, line)| mix(line, paper));
        if let Some([r, g, b]) = faded {
            return Style { underline_color: Some(Color::Rgb(r, g, b)), ..line }.remove(Modifier::BOLD);
        }
        let bare = Style { underline_color: None, ..line }.remove(Modifier::UNDERLINED | Modifier::BOLD);
        match (line.fg, line.underline_color) {
            // The paper is not known, and neither is what would fade into it.
            (None, Some(_)) => line.remove(Modifier::BOLD).add_modifier(Modifier::DIM),
            (Some(_), _) => bare,
            (None, None) => bare.add_modifier(Modifier::DIM),
        }
    }

    /// A line in a colour that is no slot of the theme, as far as the terminal can show it; `None` for a word that is no
    /// colour.
    pub fn line_in(&self, word: &str) -> Option<Style> {
        if let Some(role) = Role::all().find(|role| role.is_of_names() && role.name() == word) {
            return Some(self.style(role));
        }
        let paint = colour::Paint::parse(word)?;
        Some(reduce::line(paint, self.depth, self.style(Role::Text).bg))
    }

    /// True for a word that [`Self::line_in`] takes.
    pub fn is_colour(word: &str) -> bool {
        Role::all().any(|role| role.is_of_names() && role.name() == word) || colour::Paint::parse(word).is_some()
    }

    /// The paper under the text, where it is known.
    pub(super) fn paper_of(styles: &[Style], depth: Depth) -> Option<[u8; 3]> {
        let ground = styles.get(Role::Text as usize)?.bg?;
        if depth == Depth::True { rgb(ground) } else { None }
    }
}

trait Remove {
    fn remove(self, modifier: Modifier) -> Self;
}

impl Remove for Style {
    fn remove(mut self, modifier: Modifier) -> Self {
        self.add_modifier.remove(modifier);
        self
    }
}

fn rgb(colour: Color) -> Option<[u8; 3]> {
    if let Color::Rgb(r, g, b) = colour { Some([r, g, b]) } else { None }
}

fn mix(line: [u8; 3], paper: [u8; 3]) -> [u8; 3] {
    let part = |at: usize| {
        let sum = u16::from(line[at]) * KEPT + u16::from(paper[at]) * (100 - KEPT);
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    [part(0), part(1), part(2)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{SHIPPED, Themes};

    const NAMES: [Role; 6] = [Role::Person, Role::Place, Role::Organisation, Role::Event, Role::Date, Role::Other];

    #[test]
    fn what_is_confirmed_differs_from_what_is_not_in_every_theme_and_depth() {
        for (name, _) in SHIPPED {
            for depth in [Depth::None, Depth::Ansi16, Depth::Indexed256, Depth::True] {
                let theme = Themes::default().load(name, depth).0;
                for role in NAMES {
                    let (sure, quiet) = (theme.style(role), theme.quiet(theme.style(role)));
                    assert_ne!(sure, quiet, "{name} {depth:?} {}", role.name());
                    assert!(sure.bg.is_none() && quiet.bg.is_none(), "a name has no background of its own");
                }
            }
        }
    }

    #[test]
    fn a_quiet_line_goes_by_the_paper_that_is_there() {
        let theme = Themes::default().load("light", Depth::True).0;
        let own = theme.quiet(theme.style(Role::Person)).underline_color;
        let on_white = theme.clone().on_background([255, 255, 255]);
        let white = on_white.quiet(on_white.style(Role::Person)).underline_color;
        assert!(own.is_some() && white.is_some() && own != white);
    }

    #[test]
    fn a_quiet_line_can_still_be_seen_and_is_fainter() {
        for (name, _) in SHIPPED {
            let theme = Themes::default().load(name, Depth::True).0;
            let Some(paper) = theme.style(Role::Text).bg else { continue };
            for role in NAMES {
                let (sure, quiet) = (theme.style(role), theme.quiet(theme.style(role)));
                let stands_out = |line: Style| line.underline_color.and_then(|c| super::super::contrast(c, paper));
                let (Some(sure), Some(quiet)) = (stands_out(sure), stands_out(quiet)) else { continue };
                assert!(quiet >= 1.5 && quiet < sure, "{name} {}: {quiet} of {sure}", role.name());
            }
        }
    }

    #[test]
    fn colours_of_the_readers_own() {
        let theme = Themes::default().load("dark", Depth::True).0;
        let line = theme.line_in("#ff8800").unwrap();
        assert_eq!(line.underline_color, Some(Color::Rgb(255, 136, 0)));
        assert_eq!(theme.line_in("person"), Some(theme.style(Role::Person)));
        assert!(theme.line_in("selection").is_none() && theme.line_in("no colour").is_none());
        let few = Themes::default().load("dark", Depth::Ansi16).0.line_in("#ff8800").unwrap();
        assert!(few.underline_color.is_none() && few.fg.is_some());
        let none = Themes::default().load("dark", Depth::None).0.line_in("#ff8800").unwrap();
        assert_eq!(none, Style::new().add_modifier(Modifier::UNDERLINED));
    }
}
