//! Journeys on what is seen: the right words in the right place, nothing cut without a sign, the cursor where it belongs.

use attache::app::{Action, Effect, Message, Mouse, MouseKind};
use attache::desk::Desk;
use attache::keymap::Keymap;

/// The screen as one line.
fn unwrapped(desk: &Desk) -> String {
    desk.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The row of a list that the cursor is on: what is told of it below the list.
fn chosen(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|row| row.contains(" · person") || row.contains(" · place")).unwrap_or_default().to_owned()
}

#[test]
fn the_cursor_goes_with_a_name_that_became_another_one() {
    let text = "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani. Jalil Abbas Jilani spoke. General Zahid Karim left.\n";
    let mut desk = Desk::of_text("a.txt", text);
    desk.press("/ Zahid <enter> v e p <esc> gm / zahid <enter> <esc>");
    assert!(chosen(&desk).contains("Zahid Karim"), "{}", desk.screen());
    desk.press("= Jilani <enter>");
    assert!(chosen(&desk).contains("Jalil Abbas Jilani"), "{}", desk.screen());
}

#[test]
fn a_deleted_note_on_the_lead_still_has_its_lead() {
    let mut desk = Desk::of_text("a.txt", "Lead words stand here.\n\nRegional Issues\n\nOther words follow here.\n");
    desk.press("a Why? <c-s> dd gt");
    let screen = desk.screen();
    assert!(screen.contains("Why?") && screen.contains("Lead") && !screen.contains("gone"), "{screen}");
}

#[test]
fn a_place_that_nobody_knows_is_apart_from_its_question() {
    let text = "Talks\n\nThey met in Tehran. They met in Tareth-upon-the-Northern-Shore today.\n";
    let mut desk = Desk::of_text("a.txt", text);
    desk.press("/ Tareth <enter> v e l <esc> M");
    let screen = desk.screen();
    assert!(screen.contains("… where?  1"), "{screen}");
}

#[test]
fn a_long_name_leaves_the_section_in_the_status_line() {
    let text = "Talks\n\nThey met Hossein Amir-Abdollahian of the Ministry in Tehran.\n";
    let mut desk = Desk::of_text("a.txt", text);
    desk.press("]e");
    let row = desk.row(23);
    assert!(
        row.contains("§1/1") && row.contains("Hossein Amir-Abdollahian of the") && row.contains("… · organisation?"),
        "{row}"
    );
}

#[test]
fn cells_that_stand_below_each_other_say_their_column() {
    let head = "| Country | Ministry of external trade | Vessels | Flag | Port of call | Cargo | Delay | Cause |";
    let rule = "|---|---|---|---|---|---|---|---|";
    let row = "| Korvana | Trade | 14 | KV | Marsa Rayhan | grain | 3 days | fog |";
    let mut desk = Desk::of_text("a.md", &format!("{head}\n{rule}\n{row}\n")).size(40, 24);
    let screen = desk.screen();
    for words in ["Country: Korvana", "Vessels: 14", "Port of call: Marsa Rayhan", "Cause: fog"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(screen.contains("Ministry of ext…: Trade"), "{screen}");
    // The name is not text of that row: the caret and what is copied pass it by.
    desk.press("/ Korvana <enter> v iw");
    let words = desk.app().passage().map(|span| attache::text::slice(&desk.app().document.briefing().text, span));
    assert_eq!(words, Some("Korvana"));
}

#[test]
fn a_jump_back_shows_the_screen_as_it_was() {
    let paragraph = "Words of no weight stand here, in a row that is long enough to be wrapped on the screen.\n\n";
    let mut desk = Desk::of_text("a.txt", &format!("{}They left.\n", paragraph.repeat(30)));
    for down in 1..6 {
        desk.press("gg");
        desk.press(&"j".repeat(down));
        let before = desk.screen();
        desk.press("G <c-o>");
        let rows = |screen: &str| screen.lines().take(22).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(&before), rows(&desk.screen()), "{down} down");
    }
}

#[test]
fn a_list_of_files_says_when_it_knows_only_a_beginning() {
    let section = |n: usize| format!("Heading Number {n}\n\n{}\n\n", "Some words stand here. ".repeat(60));
    let text: String = (1..=80).map(section).collect();
    let mut desk = Desk::of_text("a.txt", &text);
    desk.press("o");
    let screen = desk.screen();
    let row = screen.lines().find(|row| row.contains("0/")).unwrap();
    let told = row.split_whitespace().find(|word| word.starts_with("0/")).unwrap_or_default();
    assert!(told.ends_with('+'), "{screen}");
    // Its words, for the filter, say it as well.
    let screen = desk.press("or <space> more").screen();
    assert!(screen.lines().any(|row| row.contains(told)), "{screen}");
}

#[test]
fn a_dossier_says_what_it_covers() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt");
    desk.press("D munir <enter>");
    assert!(unwrapped(&desk).contains("in this briefing · "), "{}", desk.screen());
}

#[test]
fn a_mouse_that_is_held_at_the_edge_goes_on_selecting_and_stops_at_the_end() {
    let text = "Words of no weight stand here, in a row that is long enough.\n\n".repeat(30);
    let mut desk = Desk::of_text("a.txt", &text);
    let held = Mouse { kind: MouseKind::Drag, column: 40, row: 23 };
    desk.mouse(Mouse { kind: MouseKind::Press, row: 3, ..held });
    let mut before = 0;
    for _ in 0..200 {
        let asked = desk.effects().len();
        desk.mouse(held);
        let selected = desk.app().passage().map_or(0, attache::text::Span::len);
        if !desk.effects()[asked..].contains(&Effect::SayAgain(held)) {
            assert!(desk.row(23).contains("100 %"), "{}", desk.screen());
            return;
        }
        assert!(selected >= before, "{}", desk.screen());
        before = selected;
    }
    panic!("it never ends: {}", desk.screen());
}

#[test]
fn a_mouse_that_is_held_within_the_text_wakes_nobody() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt");
    let held = Mouse { kind: MouseKind::Drag, column: 40, row: 10 };
    desk.mouse(Mouse { kind: MouseKind::Press, row: 4, ..held }).mouse(held);
    assert!(!desk.effects().iter().any(|effect| matches!(effect, Effect::SayAgain(_))));
}

#[test]
fn one_key_at_a_time_reaches_all_that_is_done_with_a_name() {
    let (keymap, _) = Keymap::load("arrows", None);
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt").keymap(keymap);
    desk.press("] '");
    let screen = desk.screen();
    for words in ["another name for", "another kind", "the same as another one", "one more name of it", "never it"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    desk.press("<esc> / change <enter>");
    assert!(desk.screen().contains("the same as another one"), "{}", desk.screen());
    desk.press("<esc> . <down> '");
    assert!(desk.screen().contains("one more name of it"), "{}", desk.screen());
    desk.press("<esc> =");
    assert!(desk.screen().contains("Who it is the same as"), "{}", desk.screen());
}

#[test]
fn details_list_what_is_wrong_in_the_readers_own_files() {
    let fault = "config.yaml:3:1: `widht` is no setting";
    let mut desk = Desk::of_text("a.txt", "Words.\n").settings(|all| all.faults.push(fault.into()));
    desk.registry_becomes("- id: [unclosed\n");
    desk.press("i");
    let screen = desk.screen();
    assert!(screen.contains(fault) && screen.contains("entities.yaml:2:1 is broken"), "{screen}");
}

#[test]
fn the_first_sentence_is_the_title_up_to_its_end_or_a_sign() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt").size(200, 24);
    assert!(desk.row(0).contains("Pakistan's Chief of Army Staff Gen. Syed…"), "{}", desk.row(0));
    desk.resize(80, 24);
    assert!(desk.row(0).contains("…"), "{}", desk.row(0));
    let desk = Desk::of_text("a.txt", "The army chief, Gen. Munir, left. He will be back.\n");
    assert!(desk.row(0).starts_with(" The army chief, Gen. Munir, left  "), "{}", desk.row(0));
}

#[test]
fn the_list_of_themes_covers_no_letter_of_the_text() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt");
    let before = desk.row(15);
    desk.press("<c-t>");
    let words = "│ Joint Efforts Against Terrorism";
    assert!(before.contains(words) && desk.row(15).contains(words), "{}", desk.screen());
    assert!(desk.screen().contains("high-contrast-light"), "{}", desk.screen());
}

#[test]
fn what_commands_do_stands_in_a_column() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt");
    desk.press(":");
    let at = |words: &str| {
        let screen = desk.screen();
        let row = screen.lines().find(|row| row.contains(words)).unwrap_or_default();
        row.split(words).next().map(|before| before.chars().count())
    };
    assert_eq!(at("one line down"), at("half a page up"));
    assert_eq!(at("one line down"), at("to the beginning"));
}

#[test]
fn a_list_has_one_ground() {
    let mut desk = Desk::open("briefings/2024-02-12-almadine-weekly-12.md");
    desk.press("a Why? <c-s> gg");
    for keys in [":", "?", "i", "gs", "gn", "gm", "gc", "M", "D", "gK"] {
        desk.press(keys);
        let styles = desk.styles();
        // Between the banners.
        let ground: String = styles.lines().skip(2).take(20).collect();
        assert!(ground.contains('p') && !ground.contains('.'), "{keys}: {}\n{styles}", desk.screen());
        desk.press("<esc> <esc> <esc>");
    }
}

#[test]
fn what_a_row_has_no_room_for_is_told_when_it_is_chosen() {
    let fault = format!("keys.yaml:3:1: {}end of it", "the line is long ".repeat(6));
    let mut desk = Desk::of_text("a.txt", "Words.\n").settings(|all| all.faults.push(fault.as_str().into()));
    desk.press("i");
    assert!(!desk.screen().contains("end of it") && desk.row(23).ends_with("Esc back"), "{}", desk.screen());
    desk.press("keys.yaml");
    assert!(unwrapped(&desk).contains(&fault), "{}", desk.screen());
    assert!(desk.row(1).contains('…') && desk.row(22).contains("end of it"), "{}", desk.screen());
    // Where the row itself stands below, it is told above.
    let mut desk = Desk::of_text("a.txt", "Words.\n").settings(|all| {
        all.faults = (0..40).map(|n| format!("{n}: {}", fault.as_str()).as_str().into()).collect();
    });
    desk.press("i <end>");
    assert!(unwrapped(&desk).contains(&format!("39: {fault}")), "{}", desk.screen());
    assert!(desk.row(22).contains("39: keys.yaml"), "{}", desk.screen());
}

#[test]
fn an_empty_file_is_listed_by_its_name() {
    let mut desk = Desk::of_text("a.txt", "Words.\n");
    std::fs::write(desk.folder().join("nothing.txt"), " \n").unwrap();
    desk.press("o");
    assert!(desk.screen().contains("nothing.txt"), "{}", desk.screen());
}

#[test]
fn a_narrow_header_keeps_the_title() {
    let mut desk = Desk::open("briefings/2024-02-12-almadine-weekly-12.md");
    assert!(desk.row(0).ends_with("no. 12        2024-02-12 · Port Esker"), "{}", desk.row(0));
    desk.resize(60, 16);
    assert!(desk.row(0).ends_with("weekly, no.…   2024-02-12"), "{}", desk.row(0));
    desk.resize(40, 12);
    assert_eq!(desk.row(0), " Almadine Strait ports and…  2024-02-12");
    desk.resize(20, 12);
    assert_eq!(desk.row(0), " Almadine Strait p…");
}

#[test]
fn in_ascii_no_sign_is_beyond_it_and_none_means_two_things() {
    let mut desk = Desk::open("briefings/2024-01-30-iran-pakistan.txt").signs(attache::look::ASCII);
    for keys in ["v e", "<esc> <esc> gm", "D", "<esc> <esc> M", "<esc> gK", "<esc> ?", "<esc> :", "<esc> a", "Why"] {
        desk.press(keys);
        let screen = desk.screen();
        let odd = screen.chars().find(|c| !c.is_ascii());
        assert_eq!(odd, None, "{keys}: {screen}");
    }
    assert!(desk.row(23).contains("saved in draft") && !desk.row(23).ends_with('x'), "{}", desk.row(23));
    desk.press("<esc> gm");
    assert!(desk.screen().contains("3 _.__"), "{}", desk.screen());
}

#[test]
fn lists_of_what_the_text_says_are_marked_as_the_text_is() {
    let text = "TLP:AMBER\n\nBorder Bulletin\n\nSECURITY\n\nThe road is shut.\n\nECONOMY\n\nPrices rose a little.\n";
    let mut desk = Desk::of_text("a.txt", text);
    let banners = |desk: &Desk| desk.screen().lines().filter(|row| row.trim_end().ends_with("TLP:AMBER")).count();
    for keys in ["gs", "i", "gn", "g'"] {
        desk.press(keys);
        assert!(banners(&desk) >= 2, "{keys}: {}", desk.screen());
        desk.press("<esc> <esc>");
    }
    // The commands are nobody's secret.
    desk.press(":");
    assert_eq!(banners(&desk), 0, "{}", desk.screen());
}

/// A briefing of four sections, one below another.
fn four() -> Desk {
    let text = "---\ntitle: Four\nhandling: TLP:AMBER+STRICT\n---\nLead words.\n\n# One and only heading\n\nWords.\n\n## Two\n\nMore.\n\n# Three\n\nLast.\n";
    Desk::of_text("four.md", text)
}

#[test]
fn a_section_that_is_read_says_so_while_it_is_the_present_one() {
    for (symbols, both) in [(attache::look::UNICODE, "✓● Lead"), (attache::look::ASCII, "x> Lead")] {
        let mut desk = four().signs(symbols);
        assert!(!desk.screen().contains(both), "{}", desk.screen());
        desk.press("r");
        assert!(desk.row(2).starts_with(both), "{}", desk.screen());
        desk.press("r");
        assert!(!desk.screen().contains(both), "{}", desk.screen());
    }
}

#[test]
fn the_cursor_of_the_outline_and_of_lists_is_a_sign_as_well() {
    let mut desk = four().depth(attache::theme::Depth::None);
    desk.press("<tab> j");
    assert!(desk.row(2).starts_with(" ● Lead") && desk.row(3).starts_with(" ○›One"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(!desk.screen().contains('›'), "{}", desk.screen());
    for keys in ["gs", "?", ":", "<c-t>"] {
        desk.press(keys).press("<down>");
        let marked = desk.screen().lines().filter(|line| line.starts_with('›')).count();
        assert_eq!(marked, 1, "{keys}: {}", desk.screen());
        desk.press("<esc> <esc>");
    }
}

#[test]
fn a_collapsed_section_whose_title_is_cut_has_one_ellipsis() {
    let text = "---\ntitle: Talks\n---\nLead words.\n\n# A heading that is much too long for an outline\n\nWords.\n\n## Below\n\nMore.\n";
    let mut desk = Desk::of_text("a.md", text);
    desk.press("<tab> j h");
    assert!(desk.row(3).contains("… ▸") && !desk.row(3).contains("……"), "{}", desk.screen());
    desk.press("l");
    assert!(!desk.screen().contains('▸') && desk.screen().contains("Below"), "{}", desk.screen());
}

#[test]
fn the_handling_is_seen_whole_wherever_it_fits_and_nothing_covers_it() {
    let keys = [
        "",
        "j",
        "/ zzzz",
        "zzzz <enter>",
        "m",
        "%",
        "g",
        "<esc> <tab>",
        "<esc> e",
        "<esc> a",
        "<esc> gs",
        "<esc> <c-t>",
        "<esc> v",
    ];
    for (columns, rows) in [(80, 24), (80, 7), (80, 6), (40, 12), (20, 5), (20, 4), (20, 3), (40, 3), (30, 2), (20, 2)]
    {
        let mut desk = four().size(columns, rows);
        for script in keys {
            desk.press(script);
            let screen = desk.screen();
            assert!(screen.contains("TLP:AMBER+STRICT"), "{columns}×{rows} {script}:\n{screen}");
        }
        let long =
            "a message that is so long that it needs several rows of the text on every screen there is, ".repeat(3);
        desk.press("<esc> <esc> <esc>");
        desk.happens(Action::Say(Message::warning(long)));
        let bottom = desk.screen().lines().filter(|line| line.contains("TLP:AMBER+STRICT")).count();
        assert_eq!(bottom, if rows >= 8 { 2 } else { 1 }, "{columns}×{rows}:\n{}", desk.screen());
    }
}

#[test]
fn a_question_is_read_to_its_end_before_it_is_answered() {
    let address = format!("https://example.org/{}/end", "long".repeat(60));
    let mut desk = Desk::of_text("a.md", &format!("Words with [a link]({address}).\n"));
    desk.press("gl <enter>");
    let shown = desk.screen().split_whitespace().collect::<String>();
    assert!(shown.contains(&address) && shown.contains("(y/n)"), "{}", desk.screen());
}

#[test]
fn what_may_follow_a_key_is_counted_where_there_is_no_room() {
    let mut desk = four().size(40, 12);
    desk.press("g");
    assert!(desk.screen().contains("more, in the help"), "{}", desk.screen());
    desk.press("<esc>").resize(200, 60).press("g");
    assert!(!desk.screen().contains("more, in the help") && !desk.screen().contains('…'), "{}", desk.screen());
}

#[test]
fn what_to_do_in_an_empty_folder_is_told_to_the_end() {
    let mut desk = Desk::empty().size(40, 12);
    let folder = desk.folder();
    desk.happens(Action::Listed(folder, Vec::new()));
    let words = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("files there."), "{}", desk.screen());
}

/// A briefing of sixty short sections.
fn sixty() -> Desk {
    let sections: Vec<String> = (1..=60).map(|n| format!("# Section {n}\n\nWords.\n")).collect();
    Desk::of_text("a.md", &sections.join("\n"))
}

#[test]
fn the_wheel_over_the_outline_scrolls_the_outline_and_not_the_text() {
    let mut desk = sixty();
    let line = desk.row(3).split_once('│').map(|(_, text)| text.to_owned());
    let wheel = |kind| Mouse { kind, column: 5, row: 5 };
    desk.mouse(wheel(MouseKind::WheelDown));
    assert!(!desk.screen().contains("● Section 1 ") && desk.row(2).contains("Section 4"), "{}", desk.screen());
    assert_eq!(desk.row(3).split_once('│').map(|(_, text)| text.to_owned()), line);
    for _ in 0..99 {
        desk.mouse(wheel(MouseKind::WheelDown));
    }
    desk.mouse(wheel(MouseKind::WheelUp));
    assert!(desk.screen().contains("Section 57") && !desk.screen().contains("Section 60"), "{}", desk.screen());
    // Going somewhere brings the present section back into view.
    desk.press("J");
    assert!(desk.screen().contains("● Section 2"), "{}", desk.screen());
}

#[test]
fn a_share_of_the_text_wants_a_number() {
    let mut desk = sixty();
    desk.press("G %");
    assert!(desk.screen().contains("50%") && desk.screen().contains("§60/60"), "{}", desk.screen());
    desk.press("50%");
    assert!(desk.screen().contains("§31/60"), "{}", desk.screen());
}

#[test]
fn a_pattern_is_edited_where_its_caret_is() {
    let mut desk = Desk::of_text("a.txt", "Words of talks.\n\nBorder talks.\n");
    desk.press("/ taks <left> <left> l");
    assert!(desk.row(23).starts_with(" /talks"), "{}", desk.screen());
    desk.press("<home> <del> <c-e> <backspace> <left> <right> s <home> t <enter>");
    assert_eq!(desk.app().search.query.pattern, "talks");
    // Letters of several characters are one step.
    desk.press("/ e\u{301}x <left> <left> <del>");
    assert_eq!(desk.app().search.query.pattern, "x");
}

#[test]
fn what_is_said_while_a_list_is_open_is_seen() {
    let mut desk = four();
    desk.press("gs").happens(Action::Say(Message::warning("config.yaml:1:1: no such setting")));
    assert!(desk.screen().contains("no such setting") && desk.screen().contains("Lead"), "{}", desk.screen());
    desk.press("t");
    assert!(!desk.screen().contains("no such setting") && desk.row(23).starts_with(" / t"), "{}", desk.screen());
}

#[test]
fn the_list_of_notes_has_its_title_above_the_handling() {
    let mut desk = four();
    desk.press("gn");
    assert!(desk.row(0).starts_with(" Notes") && desk.row(1).trim() == "TLP:AMBER+STRICT", "{}", desk.screen());
    assert!(unwrapped(&desk).contains("a writes one on the section, A on the briefing"), "{}", desk.screen());
}

#[test]
fn a_message_over_a_list_leaves_the_whole_of_a_cut_row_in_sight() {
    let mut desk = Desk::of_text("2024-03-12-a-name-that-is-long.txt", "Talks\n\nWords.\n").size(40, 12);
    desk.press("a One. <c-s> x");
    let whole = unwrapped(&desk);
    assert!(whole.contains("export 1 note") && whole.contains("long.txt.notes.md"), "{}", desk.screen());
}

#[test]
fn a_narrow_status_line_tells_the_match_before_the_minutes() {
    let mut desk = Desk::of_text("a.txt", &format!("Talks\n\n{}\n", "Some words stand here. ".repeat(300)));
    desk.press("/ words <enter>");
    assert!(desk.row(23).contains("min left · match 1/300"), "{}", desk.row(23));
    let mut desk = desk.size(40, 12);
    assert!(desk.row(11).contains("match 1/300") && !desk.row(11).contains("left"), "{}", desk.row(11));
    // Without a search they are there.
    desk.press("<esc>");
    assert!(desk.row(11).contains("min left"), "{}", desk.row(11));
}
