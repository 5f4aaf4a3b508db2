mod eye;

use std::collections::HashMap;

use proptest::prelude::*;
use ratatui::style::Color;

use super::*;

const DEPTHS: [Depth; 4] = [Depth::None, Depth::Ansi16, Depth::Indexed256, Depth::True];

fn shipped(depth: Depth) -> impl Iterator<Item = Theme> {
    let themes = Themes::default();
    SHIPPED.iter().map(move |(name, _)| {
        let (theme, notices) = themes.load(name, depth);
        assert_eq!(notices, [], "{name}");
        assert_eq!(theme.name(), *name);
        theme
    })
}

fn loaded(name: &str, text: &str) -> (Theme, Vec<String>) {
    let mut themes = Themes::default();
    themes.add(name, &format!("{name}.yaml"), text.to_owned());
    let (theme, notices) = themes.load(name, Depth::True);
    (theme, notices.iter().map(ToString::to_string).collect())
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
    let told = [
        "a.yaml:1:10: `b` extends this theme in turn, so nothing comes of it",
        "c.yaml:1:10: `a` extends this theme in turn; it is left out here",
    ];
    assert_eq!(notices, told);
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

#[test]
fn a_readable_background_is_kept_and_another_is_not() {
    let dark = || Themes::default().load("dark", Depth::True).0;
    let own = dark().style(Role::Text).bg;
    assert_eq!(dark().on_background([0x10, 0x10, 0x14]).style(Role::Text).bg, Some(Color::Reset));
    assert_eq!(dark().on_background([0x60, 0x60, 0x60]).style(Role::Text).bg, own);
    assert_eq!(dark().on_background([0xff, 0xff, 0xff]).style(Role::Text).bg, own);
    let light = Themes::default().load("light", Depth::True).0;
    assert_eq!(light.on_background([0xff, 0xff, 0xff]).style(Role::Text).bg, Some(Color::Reset));
}
