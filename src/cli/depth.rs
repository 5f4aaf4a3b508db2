//! What the terminal is and shows, by the variables that terminals set.

use crate::theme::Depth;

/// Terminals of 256 colours whose names do not say so.
const MANY: [&str; 9] = ["alacritty", "contour", "foot", "ghostty", "kitty", "rio", "screen", "tmux", "wezterm"];

/// True when `TERM` names a terminal that can show a screen.
pub(super) fn shows_screens() -> bool {
    !is_dumb(&var("TERM"))
}

/// How many colours this terminal can show.
pub(super) fn of_this_terminal() -> Depth {
    of(&var("NO_COLOR"), &var("TERM"), &var("COLORTERM"))
}

fn var(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// A terminal that nothing is known of is taken for one that understands nothing.
fn is_dumb(term: &str) -> bool {
    term.is_empty() || term == "dumb"
}

fn of(no_color: &str, term: &str, colorterm: &str) -> Depth {
    // The terminals of that name had none, and what imitates them may not have any either.
    let is_old = term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !no_color.is_empty() || is_dumb(term) || is_old {
        Depth::None
    } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") || MANY.iter().any(|name| is_of(term, name)) {
        Depth::Indexed256
    } else {
        Depth::Ansi16
    }
}

/// True for `tmux` and `tmux-italics`, and for `xterm-ghostty`.
fn is_of(term: &str, name: &str) -> bool {
    let term = term.strip_prefix("xterm-").unwrap_or(term);
    term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_that_the_terminal_has() {
        for (term, colorterm, depth) in [
            ("", "", Depth::None),
            ("", "truecolor", Depth::None),
            ("dumb", "truecolor", Depth::None),
            ("vt100", "", Depth::None),
            ("vt220", "", Depth::None),
            ("linux", "", Depth::Ansi16),
            ("xterm", "", Depth::Ansi16),
            ("xterm-color", "", Depth::Ansi16),
            ("screen", "", Depth::Indexed256),
            ("tmux-256color", "", Depth::Indexed256),
            ("xterm-kitty", "", Depth::Indexed256),
            ("xterm-ghostty", "", Depth::Indexed256),
            ("foot-extra", "", Depth::Indexed256),
            ("xterm-direct", "", Depth::True),
            ("xterm", "truecolor", Depth::True),
        ] {
            assert_eq!(of("", term, colorterm), depth, "{term} {colorterm}");
            assert_eq!(of("1", term, colorterm), Depth::None, "{term}");
        }
    }
}
