//! Journeys through the screens of names and dates: keys in, screen out.

use attache::app::survey::Screen;
use attache::app::{Effect, Mode};
use attache::desk::Desk;
use attache::keymap::Keymap;
use attache::look;
use proptest::prelude::*;

const SEED: &str = "briefings/2024-01-30-iran-pakistan.txt";

fn seed() -> Desk {
    Desk::open(SEED)
}

#[test]
fn names_are_listed_by_kind_and_filtered() {
    let mut desk = seed();
    desk.press("gm");
    let screen = desk.screen();
    assert!(screen.contains("@ Hossein Amir-Abdollahian"), "{screen}");
    assert!(screen.contains("NAMES") && screen.contains("Esc back"), "{screen}");
    desk.press("/ kind:pl").press("<enter>");
    let screen = desk.screen();
    assert!(screen.contains("Tehran") && !screen.contains("Munir"), "{screen}");
    desk.press("<esc>");
    assert!(desk.screen().contains("Munir"), "the filter is gone, the pane is not");
    desk.press("<esc>");
    assert!(matches!(desk.app().mode, Mode::Read));
}

#[test]
fn a_dossier_leads_to_the_words_and_back() {
    let mut desk = seed();
    desk.press("gm / jilani <enter> D");
    let screen = desk.screen();
    assert!(screen.contains("Jalil Abbas Jilani · person"), "{screen}");
    assert!(screen.contains("DOSSIER"), "{screen}");
    assert!(screen.contains("with Hossein Amir-Abdollahian"), "{screen}");
    desk.press("<enter>");
    assert!(matches!(desk.app().mode, Mode::Read));
    assert!(desk.screen().contains("Jilani"));
    desk.press("<c-o>");
    assert!(desk.screen().contains("DOSSIER"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("NAMES"), "Esc goes back to where the dossier was opened");
    desk.press("<esc> <esc>");
    assert!(matches!(desk.app().mode, Mode::Read));
}

#[test]
fn the_dossier_of_the_name_under_the_caret_and_a_choice_without_one() {
    let mut desk = seed();
    desk.press("]e v D");
    let name = desk.app().entities.mentions[0].name.clone();
    assert!(desk.row(0).contains(&name), "{}", desk.screen());
    desk.press("<esc>");
    assert!(matches!(desk.app().mode, Mode::Caret(_)), "the caret is where it was");
    let mut desk = seed();
    desk.press("D");
    assert!(desk.screen().contains("Dossier of"), "{}", desk.screen());
    desk.press("munir <enter>");
    assert!(desk.screen().contains("Syed Asim Munir · person"), "{}", desk.screen());
}

#[test]
fn a_dossier_holds_the_notes_that_touch_or_name_it() {
    let mut desk = Desk::of_text("a.txt", "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran. Munir left.\n");
    desk.press("A Why_did_Munir_agree? <c-s>");
    desk.press("D munir <enter>");
    let screen = desk.screen();
    assert!(screen.contains("Why"), "{screen}");
    desk.press("G");
    assert!(desk.screen().contains("note, names it:"), "{}", desk.screen());
}

#[test]
fn a_dossier_is_exported_to_a_file_of_its_own() {
    let mut desk = Desk::of_text("a.txt", "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran. Munir left.\n");
    desk.press("D munir <enter> x <enter>");
    let path = desk.folder().join("syed-asim-munir.dossier.md");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("# Syed Asim Munir") && text.contains("> Munir left."), "{text}");
    assert!(desk.screen().contains("dossier of Syed Asim Munir in"), "{}", desk.screen());
    desk.press("x <down> <enter>");
    assert!(desk.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text.contains("# Syed"))));
}

#[test]
fn the_map_shows_places_with_their_names() {
    let mut desk = seed();
    desk.press("M");
    let screen = desk.screen();
    assert!(screen.contains("MAP"), "{screen}");
    let tehran = screen.lines().filter(|line| line.contains("Tehran")).count();
    assert!(tehran >= 2, "in the list and on the map:\n{screen}");
    assert!(screen.chars().any(|c| ('\u{2801}'..='\u{28FF}').contains(&c)), "coasts:\n{screen}");
    let before = desk.screen();
    desk.press("-");
    assert_ne!(desk.screen(), before);
    desk.press("0");
    assert_eq!(desk.screen(), before);
    desk.press("j <enter>");
    assert!(matches!(desk.app().mode, Mode::Read));
    desk.press("<c-o>");
    assert!(desk.screen().contains("MAP"));
}

#[test]
fn the_map_does_without_letters_beyond_ascii() {
    let mut desk = Desk::of_text("a.txt", "Talks\n\nThey met in Tehran and in Atlantis City, then in Islamabad.\n");
    desk = desk.signs(look::ASCII);
    desk.press("M");
    let screen = desk.screen();
    assert!(screen.contains("Tehran"), "{screen}");
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn the_timeline_stands_in_the_order_of_the_dates() {
    let text = "date 2024-01-30\n\nTalks\n\nThey meet on 5 February 2024. It began on 17 January 2024.\n";
    let mut desk = Desk::of_text("a.txt", text);
    desk.press("gc");
    let screen = desk.screen();
    let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}:\n{screen}"));
    assert!(at("= 2024-01-17") < at("= 2024-02-05"), "{screen}");
    assert!(screen.contains("written out"), "{screen}");
    desk.press("j <enter>");
    assert!(desk.screen().contains("READ"));
}

#[test]
fn days_below_a_dated_heading_are_reckoned_from_it() {
    let text = "# Log\n\n2024-03-20\n\nThey left on Friday.\n\n## Tuesday, 12 March 2024\n\nThe envoy came on Monday.\n\n\
        ## Comment\n\nIt ended on Tuesday.\n";
    let mut desk = Desk::of_text("a.md", text).size(100, 30);
    desk.press("gc");
    let screen = desk.screen();
    for event in ["~ 2024-03-11 The envoy", "~ 2024-03-15 They left", "~ 2024-03-19 It ended"] {
        assert!(screen.contains(event), "{event}:\n{screen}");
    }
    assert!(screen.contains("“Monday”: 2024-03-11, reckoned from 2024-03-12"), "{screen}");
    desk.press("j");
    assert!(!desk.screen().contains("from 2024-03-12"), "{}", desk.screen());
}

#[test]
fn every_screen_is_there_on_small_and_large_ones() {
    for keys in ["gm", "M", "gc", "gm D"] {
        for (columns, rows) in [(80, 24), (40, 12), (1, 1), (2, 3), (10, 4), (120, 40), (200, 60)] {
            let text = "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran on 30 January 2024. Munir left.\n";
            let mut desk = Desk::of_text("a.txt", text);
            desk.press(keys);
            desk.resize(columns, rows);
            desk.press("j j k <enter> <c-o> <pgdn> + -");
            if columns >= 40 {
                let word =
                    ["NAMES", "MAP", "TIMELINE", "DOSSIER"].into_iter().find(|word| desk.screen().contains(word));
                assert!(word.is_some(), "{keys} at {columns}×{rows}:\n{}", desk.screen());
            }
        }
    }
}

#[test]
fn on_wide_screens_the_names_stand_beside_the_text() {
    let mut desk = seed().size(160, 30);
    desk.press("gm");
    let screen = desk.screen();
    assert!(screen.contains("Names") && screen.contains("Joint Efforts"), "{screen}");
    desk.press("/ munir <enter> n");
    assert!(desk.screen().contains("1/"), "{}", desk.screen());
    assert!(desk.app().entities.current.is_some());
}

#[test]
fn other_keymaps_have_the_screens_as_well() {
    for (keymap, keys) in [("less", ["@", "P"]), ("arrows", [".", ","])] {
        let keymap = Keymap::load(keymap, None).0;
        for (keys, word) in keys.into_iter().zip(["NAMES", "Dossier of"]) {
            let mut desk = seed().keymap(keymap.clone());
            desk.press(keys);
            assert!(desk.screen().contains(word), "{keys}:\n{}", desk.screen());
        }
    }
}

#[test]
fn hostile_names_do_not_reach_the_terminal() {
    let text = "Talks\n\nSyed Asim Munir\u{1b}[31m met \u{202E}Jalil Abbas Jilani in Tehran\u{1b}]0;x\u{7}.\n";
    let mut desk = Desk::of_text("a.txt", text);
    for keys in ["gm", "<esc> M", "<esc> D munir <enter>"] {
        desk.press(keys);
        assert!(!desk.screen().contains(['\u{1b}', '\u{7}', '\u{202E}']), "{}", desk.screen());
    }
}

#[test]
fn the_handling_stays_in_view_whatever_is_open() {
    for keys in ["gm", "M", "gc", "D munir <enter>"] {
        let text =
            "TLP:AMBER\n\ndate 2024-01-30\n\nTalks\n\nSyed Asim Munir was in Tehran on 30 January 2024. Munir left.\n";
        let mut desk = Desk::of_text("a.txt", text);
        for rows in [24, 6] {
            desk.resize(80, rows);
            desk.press(keys);
            assert!(desk.screen().contains("TLP:AMBER"), "{keys}:\n{}", desk.screen());
            desk.press("<esc> <esc>");
        }
    }
}

/// A briefing in a folder of its own, with names that nobody vouches for yet.
fn talks() -> Desk {
    let text = "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran. Munir left. Jilani stayed in Tehran.\n";
    Desk::of_text("a.txt", text)
}

fn named(desk: &Desk, name: &str) -> usize {
    desk.app().entities.mentions.iter().filter(|mention| mention.name == name).count()
}

fn registry(desk: &Desk) -> String {
    std::fs::read_to_string(desk.folder().join("entities.yaml")).unwrap_or_default()
}

#[test]
fn an_entity_gets_another_name_and_loses_it_again() {
    let mut desk = talks();
    assert_eq!(named(&desk, "Syed Asim Munir"), 2);
    desk.press("gm / munir <enter> r <c-u> General <space> Munir <enter>");
    assert_eq!((named(&desk, "General Munir"), named(&desk, "Syed Asim Munir")), (2, 0), "{}", desk.screen());
    let file = registry(&desk);
    assert!(file.contains("name: General Munir") && file.contains("Syed Asim Munir"), "{file}");
    assert!(desk.screen().contains("NAMES"), "the pane is still open");
    desk.press("u");
    assert_eq!(named(&desk, "Syed Asim Munir"), 2, "{}", registry(&desk));
}

#[test]
fn two_become_one_and_one_step_takes_it_back() {
    let mut desk = talks();
    desk.press("gm / jilani <enter> = munir <enter>");
    assert_eq!(named(&desk, "Jalil Abbas Jilani"), 0, "{}", desk.screen());
    assert!(named(&desk, "Syed Asim Munir") >= 3, "{}", desk.screen());
    desk.press("u");
    assert_eq!(named(&desk, "Jalil Abbas Jilani"), 2, "{}", registry(&desk));
}

#[test]
fn other_names_come_and_go_and_stand_on_their_own() {
    let mut desk = talks();
    desk.press("gm / munir <enter> c more <enter> the <space> general <enter>");
    assert!(registry(&desk).contains("the general"), "{}\n{}", registry(&desk), desk.screen());
    desk.press("c take <enter> general <enter>");
    assert!(!registry(&desk).contains("the general"), "{}\n{}", registry(&desk), desk.screen());
    desk.press("u");
    assert!(registry(&desk).contains("the general"));
    desk.press("c own <enter> general <enter>");
    assert!(registry(&desk).contains("name: the general"), "{}\n{}", registry(&desk), desk.screen());
}

#[test]
fn a_name_can_be_refused_everywhere_and_have_another_kind() {
    let mut desk = talks();
    desk.press("gm / tehran <enter> _ <enter>");
    assert_eq!(named(&desk, "Tehran"), 0, "{}", desk.screen());
    desk.press("u");
    assert_eq!(named(&desk, "Tehran"), 2);
    desk.press("gk organisation <enter>");
    let kind = desk.app().entities.mentions.iter().find(|m| m.name == "Tehran").map(|m| m.kind.to_string());
    assert_eq!(kind.as_deref(), Some("organisation"), "{}", desk.screen());
}

#[test]
fn what_is_only_suggested_is_accepted_in_the_list() {
    let mut desk = talks();
    desk.press("gm / munir <enter> .");
    let file = registry(&desk);
    assert!(file.contains("name: Syed Asim Munir") && file.contains("Munir]"), "{file}");
    let sure = |desk: &Desk| {
        let own = desk.app().entities.mentions.iter().filter(|m| m.name == "Syed Asim Munir");
        own.filter(|m| m.origin != attache::entity::Origin::Suggested).count()
    };
    assert_eq!(sure(&desk), 2, "{}", desk.screen());
    desk.press("u");
    assert_eq!(sure(&desk), 0);
}

#[test]
fn a_dossier_stays_with_its_entity_when_that_is_called_otherwise() {
    let mut desk = talks();
    desk.press("D jilani <enter> r <c-u> Minister <space> Jilani <enter>");
    assert!(desk.row(0).contains("Minister Jilani"), "{}", desk.screen());
    assert!(desk.screen().contains("2 mentions"), "{}", desk.screen());
}

const KEYS: &[&str] = &[
    "gm",
    "M",
    "D",
    "gc",
    "j",
    "k",
    "G",
    "gg",
    "<enter>",
    "<c-o>",
    "<esc>",
    "/ a <enter>",
    "n",
    "N",
    "+",
    "-",
    "0",
    "x",
    "v",
    "]e",
    "u",
    "c <enter>",
    "= <enter>",
    "<tab>",
    "<pgdn>",
    "J",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_pressed_escape_leads_back_to_the_text(
        keys in proptest::collection::vec(proptest::sample::select(KEYS), 1..16),
        (columns, rows) in (1u16..170, 1u16..40),
    ) {
        let text = "date 2024-01-30\n\nTalks\n\nSyed Asim Munir was in Tehran on 30 January 2024. Munir left on Monday.\n";
        let mut desk = Desk::of_text("a.txt", text).size(columns, rows);
        for key in keys {
            desk.press(key);
        }
        for _ in 0..40 {
            desk.press("<esc>");
        }
        prop_assert!(matches!(desk.app().mode, Mode::Read), "{:?}", desk.app().mode);
    }
}

#[test]
fn the_way_back_leads_to_the_screen_though_nothing_had_to_move() {
    let mut desk = seed();
    // A jump of before, so that there is an older place to go back to.
    desk.press("G gg G M");
    let before = desk.screen();
    assert!(before.contains("MAP"), "{before}");
    let reading = desk.app().reader.top_offset;
    desk.press("<enter> <c-o>");
    assert!(desk.screen().contains("MAP"), "{}", desk.screen());
    desk.press("<esc>");
    assert_eq!(desk.app().reader.top_offset, reading, "{}", desk.screen());
}

/// The file is another one on the disk, and the watch on it notices.
#[expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
fn file_becomes(desk: &mut Desk, text: &str) {
    std::fs::write(desk.folder().join("a.txt"), text).unwrap();
    desk.happens(attache::app::Action::Changed);
}

#[test]
fn a_screen_stays_as_it_was_when_the_file_changes_below_it() {
    let tail = "Words of no weight stand here, one after the other.\n\n".repeat(40);
    let text = format!("{tail}Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran. Munir left.\n\n{tail}");
    let mut desk = Desk::of_text("a.txt", &text).size(100, 20);
    desk.press("/ Tehran <enter> gm G k");
    let chosen = |desk: &Desk| match desk.app().survey() {
        Some(Screen::Roll(roll)) => roll.chosen().map(|listed| listed.name.clone()),
        _ => None,
    };
    let before = chosen(&desk);
    assert!(before.is_some(), "{}", desk.screen());
    file_becomes(&mut desk, &format!("Something new came first. Berlin had no part in it.\n\n{text}"));
    assert_eq!(chosen(&desk), before, "{}", desk.screen());
    // Back in the text, it is where the reader was.
    desk.press("<esc>");
    assert!(desk.screen().contains("in Tehran."), "{}", desk.screen());
}

#[test]
fn the_way_back_to_a_screen_outlasts_a_change_of_the_file() {
    let tail = "Words of no weight stand here, one after the other.\n\n".repeat(40);
    let text = format!("Talks\n\nOpening words in Rome.\n\n{tail}Syed Asim Munir met Jilani. Munir left.\n\n{tail}");
    let mut desk = Desk::of_text("a.txt", &text).size(100, 20);
    desk.press("D munir <enter> j <enter>");
    assert!(desk.screen().contains("Munir left."), "{}", desk.screen());
    file_becomes(&mut desk, &format!("Something new came first.\n\n{text}"));
    assert!(desk.screen().contains("Munir left."), "{}", desk.screen());
    desk.press("<c-o>");
    assert!(desk.row(0).contains("Syed Asim Munir"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("Opening words"), "{}", desk.screen());
}

#[test]
fn where_only_dates_are_named_the_way_to_them_is_told() {
    let mut desk = Desk::of_text("a.txt", "Talks\n\nThey met on 12 March 2024 and on 14 March 2024.\n");
    for keys in ["D", "gm D"] {
        desk.press(keys);
        let told = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("they have no dossier, gc shows the timeline"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn in_an_empty_file_nobody_waits_for_names() {
    let mut desk = Desk::of_text("a.txt", "");
    for (keys, told) in
        [("D", "no names here"), ("gm", "no names here"), ("M", "no places here"), ("gc", "no dates in this text")]
    {
        desk.press(keys);
        assert!(desk.row(23).ends_with(told), "{keys}: {}", desk.screen());
    }
}
