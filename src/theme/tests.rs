use std::collections::HashMap;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier};

use super::colour::{Lab, Rgb};
use super::*;

const DEPTHS: [Depth; 4] = [Depth::None, Depth::Ansi16, Depth::Indexed256, Depth::True];

/// Lines between panes and cells: decoration, which WCAG 1.4.3 exempts.
const DECORATION: [Role; 2] = [Role::Rule, Role::TableRule];

fn shipped(depth: Depth) -> impl Iterator<Item = Theme> {
    let themes = Themes::default();
    SHIPPED.iter().map(move |(name, _)| {
        let (theme, notices) = themes.load(name, depth);
        assert_eq!(notices, [], "{name}");
        assert_eq!(theme.name(), *name);
        theme
    })
}

/// Themes whose colours are all known.
fn coloured(depth: Depth) -> impl Iterator<Item = Theme> {
    shipped(depth).filter(|theme| !matches!(theme.name(), "terminal" | "mono"))
}

fn loaded(name: &str, text: &str) -> (Theme, Vec<String>) {
    let mut themes = Themes::default();
    themes.add(name, &format!("{name}.yaml"), text.to_owned());
    let (theme, notices) = themes.load(name, Depth::True);
    (theme, notices.iter().map(ToString::to_string).collect())
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
fn every_shipped_theme_loads_at_every_depth() {
    for depth in DEPTHS {
        for theme in shipped(depth) {
            assert!(!theme.about().is_empty(), "{}", theme.name());
            assert_eq!(theme.depth(), depth);
        }
    }
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

#[test]
fn a_theme_of_ones_own_changes_what_it_wants() {
    let (theme, notices) = loaded("mine", "extends: light\npalette: {accent: \"#8a2be2\"}\nslots: {heading: accent}\n");
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(theme.style(Role::Heading).fg, Some(Color::Rgb(0x8a, 0x2b, 0xe2)));
    assert_eq!(theme.style(Role::OutlineCurrent).fg, Some(Color::Rgb(0x8a, 0x2b, 0xe2)), "through the palette");
    assert_eq!(theme.style(Role::Text), Themes::default().load("light", Depth::True).0.style(Role::Text));
}

#[test]
fn a_shipped_theme_can_be_replaced_by_one_that_extends_it() {
    let (theme, notices) = loaded("dark", "extends: dark\nslots: {heading: \"#ffffff\"}\n");
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(theme.style(Role::Heading).fg, Some(Color::Rgb(255, 255, 255)));
    assert_eq!(theme.is_dark(), Some(true));
    let mut themes = Themes::default();
    themes.add("dark", "dark.yaml", String::new());
    themes.add("mine", "mine.yaml", String::new());
    assert_eq!(themes.names().len(), SHIPPED.len() + 1);
}

#[test]
fn what_a_theme_leaves_out_still_shows() {
    let (theme, notices) = loaded("mine", "slots: {heading: red}\n");
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(theme.style(Role::Selection), Theme::default().style(Role::Selection));
}

#[test]
fn mistakes_have_a_place_and_a_cure() {
    let (theme, notices) = loaded(
        "mine",
        concat!(
            "extends: lihgt\n",
            "colours: {}\n",
            "palette:\n",
            "  ink: #112233\n",
            "  paper: \"#12345\"\n",
            "slots:\n",
            "  headign: red\n",
            "  link: {fg: bleu}\n",
            "  text: {fg: red, style: bolt}\n",
        ),
    );
    assert_eq!(theme.style(Role::Text).fg, Some(Color::Red));
    assert_eq!(theme.style(Role::Link), Theme::default().style(Role::Link));
    let colour = "is no colour and is left out: write \"#1a2b3c\", 0–255, `default`, a name such as `bright-blue` or one of the palette";
    assert_eq!(
        notices,
        [
            "mine.yaml:1:10: the theme `lihgt` is not known and is left out; did you mean `light`?".to_owned(),
            "mine.yaml:2:1: the setting `colours` is not known and is left out".to_owned(),
            "mine.yaml:4:3: a value is missing; a colour with `#` must be quoted: \"#1a2b3c\"".to_owned(),
            format!("mine.yaml:5:10: `#12345` {colour}"),
            "mine.yaml:7:3: the slot `headign` is not known and is left out; did you mean `heading`?".to_owned(),
            format!("mine.yaml:8:14: `bleu` {colour}; did you mean `blue`?"),
            "mine.yaml:9:26: the attribute `bolt` is not known and is left out; did you mean `bold`?".to_owned(),
        ]
    );
}

#[test]
fn themes_that_extend_each_other_end() {
    let mut themes = Themes::default();
    themes.add("a", "a.yaml", "extends: b\n".to_owned());
    themes.add("b", "b.yaml", "extends: c\n".to_owned());
    themes.add("c", "c.yaml", "extends: a\n".to_owned());
    let (theme, notices) = themes.load("a", Depth::True);
    assert_eq!(theme.style(Role::Text), Theme::default().style(Role::Text));
    let notices: Vec<_> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices, ["c.yaml:1:10: `a` extends this theme in turn; it is left out here"]);
}

#[test]
fn an_unknown_name_is_the_terminals_own() {
    let (theme, notices) = Themes::default().load("drak", Depth::True);
    assert_eq!(theme.name(), FALLBACK);
    assert_eq!(
        notices[0].to_string(),
        "theme: the theme `drak` is not known, `terminal` is used; did you mean `dark`?"
    );
}

#[test]
fn the_first_file_explains_every_slot() {
    let light = SHIPPED.iter().find(|(name, _)| *name == "light").unwrap().1;
    let mono = SHIPPED.iter().find(|(name, _)| *name == "mono").unwrap().1;
    for role in Role::all() {
        assert!(light.contains(&format!("\n  {}:", role.name())), "light.yaml: {}", role.name());
    }
    let without: Vec<_> = Role::all().filter(|role| !mono.contains(&format!("\n  {}:", role.name()))).collect();
    assert_eq!(without, [Role::Header, Role::Status, Role::Input, Role::Panel, Role::WhichKey]);
}

#[test]
fn full_colour_is_what_the_file_says() {
    let theme = Themes::default().load("light", Depth::True).0;
    let expected = HashMap::from([
        (Role::Text, (Some(Color::Rgb(0x23, 0x27, 0x2c)), Some(Color::Rgb(0xfb, 0xfa, 0xf7)))),
        (Role::Heading, (None, None)),
        (Role::Link, (Some(Color::Rgb(0x1c, 0x5a, 0x9e)), None)),
    ]);
    for (role, colours) in expected {
        let style = theme.style(role);
        assert_eq!((style.fg, style.bg), colours, "{}", role.name());
    }
}

proptest! {
    #[test]
    fn no_theme_is_too_strange(
        text in "(extends|palette|slots|text|link|fg|bg|style|ansi|light|mine|bold|\"#123456\"|[ :\\n{},'\"#]|\\PC){0,40}",
        depth in proptest::sample::select(DEPTHS.to_vec()),
    ) {
        let mut themes = Themes::default();
        themes.add("mine", "mine.yaml", text);
        let _ = themes.load("mine", depth);
    }

    #[test]
    fn every_colour_has_a_nearest(colour: [u8; 3], ground: [u8; 3]) {
        let hex = |[r, g, b]: [u8; 3]| format!("\"#{r:02x}{g:02x}{b:02x}\"");
        let text = format!("slots: {{text: {{fg: {}, bg: {}}}}}", hex(colour), hex(ground));
        let mut themes = Themes::default();
        themes.add("mine", "mine.yaml", text);
        for depth in [Depth::Ansi16, Depth::Indexed256] {
            let style = themes.load("mine", depth).0.style(Role::Text);
            let (before, after) = (colour::contrast(colour, ground), contrast(style.fg.unwrap(), style.bg.unwrap()).unwrap());
            prop_assert!(after >= before.min(4.5) - 0.01, "{depth:?}: {before} became {after}");
        }
    }
}
