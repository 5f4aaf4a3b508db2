//! What the eye gets: contrast, distance, cues without colour. The figures are those of WCAG 2.2.

use ratatui::style::{Color, Modifier};

use super::super::colour::{Lab, Rgb};
use super::*;

/// Lines between panes and cells: decoration, which WCAG 1.4.3 exempts.
const DECORATION: [Role; 2] = [Role::Rule, Role::TableRule];

/// Themes whose colours are all known.
fn coloured(depth: Depth) -> impl Iterator<Item = Theme> {
    shipped(depth).filter(|theme| !matches!(theme.name(), "terminal" | "mono"))
}

fn rgb(colour: Color) -> Option<Rgb> {
    colour::Paint::from_colour(colour)?.rgb()
}

/// Letters and background of a role on a ground.
fn pair(theme: &Theme, role: Role, ground: Role) -> (Color, Color) {
    let style = theme.style(ground).patch(theme.style(role));
    (style.fg.unwrap_or_default(), style.bg.unwrap_or_default())
}

fn grounds() -> impl Iterator<Item = Role> {
    Role::all().filter(|role| role.layer() == Layer::Ground)
}

#[test]
fn text_can_be_read_on_every_ground() {
    let mut faults = Vec::new();
    for theme in coloured(Depth::True) {
        let wanted = if theme.name().starts_with("high-contrast") { 7.0 } else { 4.5 };
        for role in Role::all().filter(|role| !DECORATION.contains(role)) {
            for ground in grounds() {
                let (fg, bg) = pair(&theme, role, ground);
                let found = contrast(fg, bg).unwrap();
                if found < wanted {
                    faults.push(format!("{}: {} on {}: {found:.2}", theme.name(), role.name(), ground.name()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn text_can_be_read_with_fewer_colours() {
    let mut faults = Vec::new();
    for depth in [Depth::Indexed256, Depth::Ansi16] {
        for theme in coloured(depth) {
            for role in Role::all().filter(|role| !DECORATION.contains(role)) {
                let (fg, bg) = pair(&theme, role, role.ground());
                let found = contrast(fg, bg).unwrap();
                if found < 4.5 {
                    faults.push(format!("{}: {} {depth:?} {fg} on {bg}: {found:.2}", theme.name(), role.name()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Lines under entities and the caret are signs, for which WCAG 1.4.11 asks 3:1.
#[test]
fn underlines_can_be_seen() {
    for theme in coloured(Depth::True) {
        let paper = theme.style(Role::Text).bg.unwrap();
        for role in [Role::Person, Role::Place, Role::Organisation, Role::Event, Role::Date, Role::Other] {
            let style = theme.style(role);
            assert!(style.add_modifier.contains(Modifier::UNDERLINED));
            assert_eq!((style.fg, style.bg), (None, None), "kinds are told by their line only");
            let found = contrast(style.underline_color.unwrap(), paper).unwrap();
            assert!(found >= 3.0, "{}: {} {found:.2}", theme.name(), role.name());
        }
        for role in DECORATION {
            let found = contrast(theme.style(role).fg.unwrap(), paper).unwrap();
            assert!(found >= 1.3, "{}: {} {found:.2}", theme.name(), role.name());
        }
    }
}

/// Ink that fills would hide a selection; a wash without letters of its own could not promise to be legible.
#[test]
fn layers_keep_to_their_nature() {
    for theme in coloured(Depth::True).chain(coloured(Depth::Ansi16)) {
        for role in Role::all() {
            let style = theme.style(role);
            match role.layer() {
                Layer::Ink(_) => assert_eq!(style.bg, None, "{}: {}", theme.name(), role.name()),
                Layer::Ground | Layer::Wash(_) => {
                    assert!(style.fg.is_some() && style.bg.is_some(), "{}: {}", theme.name(), role.name());
                }
            }
        }
    }
}

#[test]
fn washes_stand_out_and_differ_from_each_other() {
    let washes = [
        Role::Selection,
        Role::Match,
        Role::MatchCurrent,
        Role::HighlightRed,
        Role::HighlightGreen,
        Role::HighlightBlue,
        Role::HighlightYellow,
        Role::HighlightPurple,
    ];
    let mut faults = Vec::new();
    for theme in coloured(Depth::True) {
        for (at, role) in washes.iter().enumerate() {
            for other in std::iter::once(&Role::Text).chain(&washes[at + 1..]) {
                let lab = |role: &Role| Lab::of(rgb(theme.style(*role).bg.unwrap()).unwrap());
                let distance = lab(role).distance(lab(other)).sqrt();
                if distance < 0.03 {
                    faults.push(format!("{}: {} and {}: {distance:.3}", theme.name(), role.name(), other.name()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn washes_stand_out_with_fewer_colours() {
    for depth in [Depth::Indexed256, Depth::Ansi16] {
        for theme in coloured(depth) {
            let paper = theme.style(Role::Text).bg;
            for role in Role::all().filter(|role| matches!(role.layer(), Layer::Wash(Role::Text))) {
                assert_ne!(theme.style(role).bg, paper, "{} {depth:?} {}", theme.name(), role.name());
            }
            assert_ne!(theme.style(Role::Match).bg, theme.style(Role::Selection).bg, "{} {depth:?}", theme.name());
        }
    }
}

#[test]
fn cues_show_without_colour() {
    let cues = [
        Role::Heading,
        Role::Selection,
        Role::Match,
        Role::MatchCurrent,
        Role::Caret,
        Role::Link,
        Role::OutlineCurrent,
        Role::OutlineRead,
        Role::Error,
        Role::Person,
        Role::HighlightRed,
        Role::ListCurrent,
        Role::HandlingRed,
        Role::Removed,
        Role::Added,
    ];
    for theme in shipped(Depth::None) {
        for role in Role::all() {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None));
        }
        for role in cues {
            assert!(!theme.style(role).add_modifier.is_empty(), "{}: {}", theme.name(), role.name());
        }
        assert_ne!(theme.style(Role::Match), theme.style(Role::MatchCurrent), "{}", theme.name());
        assert_ne!(theme.style(Role::Match), theme.style(Role::Selection), "{}", theme.name());
        // The colours of highlights are told apart in the text itself, and from what else lies over it.
        let over = [
            Role::HighlightRed,
            Role::HighlightGreen,
            Role::HighlightBlue,
            Role::HighlightYellow,
            Role::HighlightPurple,
            Role::Passage,
            Role::Selection,
            Role::Match,
            Role::MatchCurrent,
        ];
        for (at, one) in over.iter().enumerate() {
            for other in &over[at + 1..] {
                let (a, b) = (theme.style(*one), theme.style(*other));
                assert_ne!(a, b, "{}: {} and {}", theme.name(), one.name(), other.name());
            }
        }
    }
}

#[test]
fn light_is_light_and_dark_is_dark() {
    for depth in [Depth::True, Depth::Indexed256, Depth::Ansi16] {
        for theme in coloured(depth) {
            let dark = theme.name().ends_with("dark");
            assert_eq!(theme.is_dark(), Some(dark), "{} {depth:?}", theme.name());
        }
    }
    assert_eq!(Theme::default().is_dark(), None);
}

/// What a colour looks like to people without red or green cones (Viénot, Brettel, Mollon 1999, in linear RGB).
fn dichromat(rgb: Rgb, rows: [[f32; 3]; 3]) -> Lab {
    let linear = rgb.map(|c| (f32::from(c) / 255.0).powf(2.2));
    let seen = rows.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255")]
    Lab::of(seen.map(|c| (c.powf(1.0 / 2.2) * 255.0).round() as u8))
}

#[test]
fn colour_blind_themes_do_not_rest_on_red_and_green() {
    const PROTAN: [[f32; 3]; 3] = [[0.1124, 0.8876, 0.0], [0.1124, 0.8876, 0.0], [0.004, -0.004, 1.0]];
    const DEUTAN: [[f32; 3]; 3] = [[0.2926, 0.7074, 0.0], [0.2926, 0.7074, 0.0], [-0.0223, 0.0223, 1.0]];
    let backgrounds = [
        Role::Text,
        Role::Selection,
        Role::Match,
        Role::MatchCurrent,
        Role::HighlightRed,
        Role::HighlightGreen,
        Role::HighlightBlue,
        Role::HighlightYellow,
        Role::HighlightPurple,
    ];
    let mut faults = Vec::new();
    for theme in coloured(Depth::True).filter(|theme| theme.name().starts_with("colour-blind")) {
        for (name, rows) in [("protan", PROTAN), ("deutan", DEUTAN)] {
            let seen = |role: Role| dichromat(rgb(theme.style(role).bg.unwrap()).unwrap(), rows);
            for (at, role) in backgrounds.iter().enumerate() {
                for other in &backgrounds[at + 1..] {
                    let distance = seen(*role).distance(seen(*other)).sqrt();
                    if distance < 0.03 {
                        faults.push(format!("{} {name}: {} {} {distance:.3}", theme.name(), role.name(), other.name()));
                    }
                }
            }
        }
        for (one, other) in [(Role::Added, Role::Removed), (Role::Error, Role::Warning), (Role::Error, Role::Message)] {
            let (one, other) = (theme.style(one), theme.style(other));
            assert_ne!(one.add_modifier, other.add_modifier, "{}: a colour alone tells them apart", theme.name());
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
