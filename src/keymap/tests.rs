use proptest::prelude::*;

use super::*;
use crate::app::action::{ACTIONS, Group};

fn keys(text: &str) -> Vec<Key> {
    parse_keys(text).unwrap()
}

fn with(text: &str) -> (Keymap, Vec<String>) {
    let (keymap, notices) = Keymap::load("vim", Some(("keys.yaml", text)));
    (keymap, notices.iter().map(ToString::to_string).collect())
}

fn shipped() -> impl Iterator<Item = Keymap> {
    SHIPPED.iter().map(|(name, _)| Keymap::load(name, None).0)
}

#[test]
fn shipped_files_have_no_faults_and_no_clashes() {
    for (name, source) in SHIPPED {
        let notices = build::check(source);
        assert_eq!(notices, [], "{name}");
    }
}

#[test]
fn every_command_can_be_given_in_every_keymap() {
    for keymap in shipped() {
        let bound = |command, scope| !keymap.keys_for(scope, command).is_empty();
        for entry in ACTIONS {
            let anywhere = Scope::ALL.into_iter().any(|scope| bound(entry.command, scope));
            let by_palette = entry.group != Group::Lists && !entry.id.starts_with("find-");
            assert!(anywhere || by_palette, "{}: {} has no key", keymap.base(), entry.id);
        }
        for scope in [Scope::Read, Scope::Caret, Scope::Select, Scope::Outline] {
            for command in [Command::Palette, Command::Help, Command::Quit, Command::Back] {
                assert!(bound(command, scope), "{}: {command:?} in {scope:?}", keymap.base());
            }
        }
        for scope in [Scope::List, Scope::Prompt] {
            for command in [Command::Accept, Command::Back, Command::Erase, Command::ItemDown, Command::ItemUp] {
                assert!(bound(command, scope), "{}: {command:?} in {scope:?}", keymap.base());
            }
        }
    }
}

#[test]
fn arrows_wants_one_finger() {
    let (arrows, _) = Keymap::load("arrows", None);
    for scope in Scope::ALL {
        for binding in arrows.bindings(scope) {
            let [key] = binding.keys.as_slice() else { panic!("{} is a sequence", show_keys(&binding.keys)) };
            let upper = matches!(key.code(), KeyCode::Char(c) if c.is_uppercase());
            let chord = key.ctrl() || key.alt() || key.shift() || upper || key.code() == KeyCode::BackTab;
            assert!(!chord, "{key}");
        }
    }
}

#[test]
fn keys_lead_to_commands() {
    let keymap = Keymap::default();
    let read = |text: &str| keymap.resolve(Scope::Read, &keys(text));
    assert_eq!(read("J"), Resolution::Command(Command::NextSection));
    assert_eq!(read("]u"), Resolution::Command(Command::NextUnread));
    assert_eq!(read("space"), Resolution::Command(Command::ReadOn));
    assert_eq!(read("m"), Resolution::Letter(Command::SetPlace));
    assert_eq!(read("F9"), Resolution::Unbound);
    assert_eq!(read("g z"), Resolution::Unbound);
    let Resolution::Pending(next) = read("g") else { panic!("g is no prefix") };
    assert!(next.contains(&(Key::from('s'), "choose a section from a list")));
    assert_eq!(keymap.resolve(Scope::Prompt, &keys("J")), Resolution::Unbound);
    assert_eq!(keymap.keys_for(Scope::Read, Command::NextSection), ["J", "]]"]);
    assert_eq!(keymap.keys_for(Scope::Read, Command::HalfDown), ["Ctrl-d"]);
}

#[test]
fn own_keys_change_the_shipped_ones() {
    let (keymap, notices) = with("base: vim\nkeys:\n  read: {ctrl-j: half-down, i: none, \"J\": top}\n");
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(keymap.resolve(Scope::Read, &keys("<c-j>")), Resolution::Command(Command::HalfDown));
    assert_eq!(keymap.resolve(Scope::Read, &keys("i")), Resolution::Unbound);
    assert_eq!(keymap.resolve(Scope::Read, &keys("J")), Resolution::Command(Command::Top));
    assert_eq!(keymap.resolve(Scope::Caret, &keys("J")), Resolution::Command(Command::NextSection));
}

#[test]
fn mistakes_have_a_place_and_a_cure() {
    let (keymap, notices) = with(concat!(
        "base: vmi\n",
        "key: {}\n",
        "keys:\n",
        "  raed: {j: top}\n",
        "  read:\n",
        "    j: half-dwon\n",
        "    ctrl-dd: top\n",
        "    Q: none\n",
        "    g: top\n",
        "    Z Z: quit\n",
        "    <s-z>: quit\n",
        "    D:\n",
        "  prompt: {j: item-down}\n",
    ));
    assert_eq!(keymap.base(), "vim");
    assert_eq!(
        notices,
        [
            "keys.yaml:1:7: the keymap `vmi` is not known and is left out; did you mean `vim`?",
            "keys.yaml:2:1: the setting `key` is not known and is left out; did you mean `keys`?",
            "keys.yaml:4:3: the scope `raed` is not known and is left out; did you mean `read`?",
            "keys.yaml:6:8: the action `half-dwon` is not known and is left out; did you mean `half-down`?",
            "keys.yaml:7:5: `ctrl-dd` is not a key; write `J`, `gg`, `]u`, `ctrl-d`, `alt-left`, `space`, `enter`, `f1`; the line is left out",
            "keys.yaml:8:5: `Q` has no action in `read`, so there is none to take away",
            "keys.yaml:9:5: `g` in `read` takes the place of `gs` (go-to-section), `g'` (places), `gl` (links), `gn` (notes), `gN` (notes-beside), `gR` (review), `gt` (trash), `gp` (resize-note), `gE` (rename-entity), `gK` (legend), `gm` (names), `gc` (timeline), `gr` (reload), `gd` (toggle-done), `gk` (set-kind), `gu` (restore-note), `gw` (template), `ga` (anchor-here), `gg` (top), `gv` (reselect)",
            "keys.yaml:11:5: `Z` in `read` takes the place of `ZZ` (quit) of line 10",
            "keys.yaml:12:5: an action is missing after `D`; write `none` to unbind it",
            "keys.yaml:13:12: `j` is text in `prompt` and cannot be a key there",
        ]
    );
}

#[test]
fn an_unknown_keymap_is_vim() {
    let (keymap, notices) = Keymap::load("emacs", None);
    assert_eq!(keymap, Keymap::default());
    assert_eq!(notices.len(), 1);
}

#[test]
fn notation_has_one_reading() {
    let ctrl_d = Key::new(KeyCode::Char('d'), Held { ctrl: true, ..Held::default() });
    for text in ["ctrl-d", "Ctrl-D", "<c-d>", "<C-D>", "ctrl+d", "<ctrl-d>"] {
        assert_eq!(keys(text), [ctrl_d], "{text}");
    }
    assert_eq!(keys("gg"), keys("g g"));
    assert_eq!(keys("] u"), keys("]u"));
    assert_eq!(keys("<s-tab>"), keys("BackTab"));
    assert_eq!(keys("shift-j"), keys("J"));
    assert_eq!(keys("g<enter>"), keys("g enter"));
    assert_eq!(keys("<"), [Key::from('<')]);
    assert_eq!(keys("ctrl--"), [Key::new(KeyCode::Char('-'), Held { ctrl: true, ..Held::default() })]);
    assert_eq!(show_keys(&keys("u p")), "u p");
    assert_eq!(show_keys(&keys("] u")), "]u");
    assert_eq!(show_keys(&keys("alt-pageup")), "Alt-PgUp");
    for text in ["", "  ", "ctrl-", "<foo>", "<x-d>", "half-down", "a b c d e", "f25", "ctrl-f0"] {
        assert!(parse_keys(text).is_err(), "{text}");
    }
}

#[test]
fn a_binding_that_can_never_be_given_is_told() {
    let (keymap, notices) = with("keys:\n  read:\n    5: top\n    0: top\n    g5: top\n");
    assert_eq!(notices, ["keys.yaml:3:5: `5` begins with a digit, which is a count in `read`; it is left out"]);
    assert_eq!(keymap.resolve(Scope::Read, &keys("0")), Resolution::Command(Command::Top));
    assert_eq!(keymap.resolve(Scope::Read, &keys("g5")), Resolution::Command(Command::Top));
}

#[test]
fn keys_that_are_one_byte_are_told() {
    let (_, notices) = with("keys:\n  read:\n    ctrl-m: top\n    enter: bottom\n    ctrl-i: next-pane\n");
    let told = "keys.yaml:3:5: `Ctrl-m` is `Enter` (bottom) in `read`: most terminals send the same for both";
    assert_eq!(notices, [told]);
}

#[test]
fn the_table_has_every_command_once() {
    let rows = Keymap::default().table();
    assert_eq!(rows.len(), ACTIONS.len());
    assert!(rows.is_sorted_by_key(|row| row.entry.group));
    let next = rows.iter().find(|row| row.entry.command == Command::NextSection).unwrap();
    assert_eq!(next.keys[0], ("J".to_owned(), vec![Scope::Read, Scope::Caret, Scope::Select, Scope::Outline]));
}

fn any_key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        any::<char>().prop_filter("printable", |c| !c.is_control()).prop_map(KeyCode::Char),
        proptest::sample::select("<>-+ gJucFf1ß\u{3000}".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        (1u8..=24).prop_map(KeyCode::F),
        proptest::sample::select(vec![
            KeyCode::Up,
            KeyCode::PageDown,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Insert,
            KeyCode::Home,
        ]),
    ];
    (code, any::<(bool, bool, bool)>()).prop_map(|(code, (ctrl, alt, shift))| Key::new(code, Held { ctrl, alt, shift }))
}

proptest! {
    #[test]
    fn shown_keys_are_read_back(keys in proptest::collection::vec(any_key(), 1..=notation::MAX_KEYS)) {
        prop_assert_eq!(parse_keys(&show_keys(&keys)), Ok(keys));
    }

    #[test]
    fn no_notation_is_too_strange(text in "\\PC{0,12}|[<>a-dCS+ \\-]{0,12}") {
        if let Ok(keys) = parse_keys(&text) {
            prop_assert_eq!(parse_keys(&show_keys(&keys)), Ok(keys));
        }
    }

    #[test]
    fn no_file_is_too_strange(text in "(base|keys|read|list|[a-z<>\\-]{1,3}|[ :\\n{},'\"#]){0,40}") {
        let _ = with(&text);
    }
}
