use proptest::prelude::*;

use super::*;

fn read(text: &str) -> (Config, Vec<String>) {
    let (config, notices) = Config::read("config.yaml", text);
    (config, notices.iter().map(ToString::to_string).collect())
}

#[test]
fn the_template_says_what_is_used_without_it() {
    assert_eq!(read(Config::template()), (Config::default(), Vec::new()));
    for field in &fields::FIELDS {
        assert!(Config::template().contains(&format!("\n{}: ", field.name)), "{}", field.name);
    }
    for (name, _) in crate::theme::SHIPPED {
        assert!(Config::template().contains(name), "{name}");
    }
}

#[test]
fn all_settings_arrive() {
    let text = "theme: sepia\ntheme-light: mine\ntheme_dark: 'yours'\ncolours: 256\nkeymap: Less\nwidth: 80\noutline: no\n\
                mouse: off\nascii: true\nbidi: on\nentities: registry\nkinds: [{name: vessel, key: s, colour: '#2aa198', sign: '~'}]\nauthor: M. Khan\nwords_per_minute: 300\nsearch_history: off\n";
    let (config, notices) = read(text);
    assert_eq!(notices, Vec::<String>::new());
    let expected = Config {
        theme: Some("sepia".into()),
        theme_light: "mine".into(),
        theme_dark: "yours".into(),
        colours: Some(Depth::Indexed256),
        keymap: "less".into(),
        width: 80,
        outline: Switch::Off,
        mouse: false,
        ascii: Switch::On,
        bidi: Switch::On,
        entities: Entities::Registry,
        kinds: vec![OwnKind {
            name: "vessel".into(),
            key: 's',
            colour: Some("#2aa198".into()),
            sign: Some("~".into()),
        }],
        author: Some("M. Khan".into()),
        words_per_minute: 300,
        search_history: false,
    };
    assert_eq!(config, expected);
}

#[test]
fn mistakes_have_a_place_and_a_cure() {
    let (config, notices) = read(concat!(
        "them: dark\n",
        "width: 9000\n",
        "outline: atuo\n",
        "mouse: [yes]\n",
        "keymap: emacs\n",
        "entities:\n",
        "words_per_minute: fast\n",
    ));
    assert_eq!(config, Config { width: 200, ..Config::default() });
    assert_eq!(
        notices,
        [
            "config.yaml:1:1: the setting `them` is not known and is left out; did you mean `theme`?",
            "config.yaml:2:8: `width`: 200 is taken, as a number of cells from 20 to 200 is wanted, not `9000`",
            "config.yaml:3:10: `outline`: one of `auto`, `true`, `false` is wanted (did you mean `auto`?), not `atuo`",
            "config.yaml:4:8: `mouse`: one word is wanted",
            "config.yaml:5:9: `keymap`: one of `vim`, `less`, `arrows` is wanted, not `emacs`",
            "config.yaml:6:1: `entities`: one word is wanted",
            "config.yaml:7:19: `words_per_minute`: a number of words a minute from 50 to 2000 is wanted, not `fast`",
        ]
    );
}

#[test]
fn the_theme_follows_the_background_unless_named() {
    let auto = Config::default();
    assert_eq!(auto.theme_on(Background::Light), "light");
    assert_eq!(auto.theme_on(Background::Dark), "dark");
    assert_eq!(auto.theme_on(Background::Unknown), "terminal");
    let named = Config { theme: Some("sepia".into()), ..auto };
    assert_eq!(named.theme_on(Background::Dark), "sepia");
}

proptest! {
    #[test]
    fn no_configuration_is_too_strange(text in "(theme|width|mouse|auto|[0-9]{1,30}|[ :\\n{},'\"#]|\\PC){0,40}") {
        let (config, _) = read(&text);
        prop_assert!(WIDTH.contains(&config.width) && WORDS_PER_MINUTE.contains(&config.words_per_minute));
    }
}

#[test]
fn kinds_of_the_readers_own_clash_with_none_and_say_so() {
    let (config, notices) = read(concat!(
        "kinds:\n",
        "  - {name: vessel, key: s, colour: event}\n",
        "  - name: Weapon\n",
        "    key: p\n",
        "    colour: mauvish\n",
        "    sign: <>\n",
        "  - {name: person, key: z}\n",
        "  - {key: z}\n",
        "  - {name: vessel, key: y}\n",
        "  - {name: convoy, kee: c}\n",
        "  - {name: eel, key: e}\n",
    ));
    let keys: Vec<(String, char)> = config.kinds.iter().map(|own| (own.name.clone(), own.key)).collect();
    let wanted = [("vessel", 's'), ("weapon", 'w'), ("convoy", 'c'), ("eel", 'a')];
    assert_eq!(keys, wanted.map(|(name, key)| (name.to_owned(), key)));
    assert!(config.kinds.iter().all(|own| own.sign.is_none()));
    assert_eq!(
        notices,
        [
            "config.yaml:4:10: `p` is the key of person; `weapon` has the key `w`",
            "config.yaml:5:13: `mauvish` is no colour: write \"#1a2b3c\" in quotes, a name such as `bright-blue`, or a kind such as `event`",
            "config.yaml:6:11: `<>` is not one cell wide; the key stands for the kind instead",
            "config.yaml:7:12: there is a kind `person` already; this one is left out",
            "config.yaml:8:5: a kind needs a name, as in `{name: vessel, key: s}`; it is left out",
            "config.yaml:9:12: there is a kind `vessel` already; this one is left out",
            "config.yaml:10:5: a key is missing; `convoy` has the key `c`",
            "config.yaml:10:20: the part of a kind `kee` is not known and is left out; did you mean `key`?",
            "config.yaml:11:22: `e` is the key of something else; `eel` has the key `a`",
        ]
    );
    assert_eq!(read("kinds: person\n").1.len(), 1);
}
