//! Names and dates that are written from right to left, in the program's own lines: its words stay where they are.

use attache::desk::Desk;

/// A name of one word, and how it is seen from left to right.
const NAMES: [(&str, &str); 4] = [("رضایی", "ییاضر"), ("محمد", "دمحم"), ("כהן", "ןהכ"), ("ח200ב", "ב200ח")];

fn seen(words: &str) -> String {
    words.chars().rev().collect()
}

/// A briefing that names somebody twice, with the caret on the first.
fn caret_on(name: &str) -> Desk {
    let mut desk = Desk::of_text("a.txt", &format!("Talks\n\nToday {name} met Smith. Then {name} left.\n"));
    desk.press("/").paste(name).press("<enter> v");
    desk
}

fn last_row(desk: &Desk) -> String {
    desk.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_line_that_asks_what_a_name_is_keeps_its_words_in_place() {
    for (name, seen) in NAMES {
        let mut desk = caret_on(name);
        desk.press("e");
        let screen = desk.screen();
        assert!(screen.contains(&format!(" MARK “{seen}” as  p person  l place  o org  v event")), "{screen}");
        desk.press("p");
        let said = format!("marked: {seen} · person; u takes it back");
        assert!(desk.screen().contains(&said), "{}", desk.screen());
        desk.press("<esc> v e");
        let same = format!(" @ {seen} (2×)  Enter as it is");
        assert!(desk.screen().contains(&same), "{}", desk.screen());
    }
}

#[test]
fn names_dossiers_and_maps_keep_their_words_in_place() {
    for (name, seen) in NAMES {
        let mut desk = caret_on(name);
        desk.press("E p <esc> gm").press("/").paste(name).press("<enter>");
        let screen = desk.screen();
        assert!(screen.contains(&format!(" {seen} · person, confirmed · Lead 2")), "{screen}");
        desk.press("D");
        assert!(desk.row(0).starts_with(&format!(" @ {seen} · person")), "{}", desk.screen());
        desk.press("c");
        assert!(desk.screen().contains(&format!("another name for {seen} …")), "{}", desk.screen());
    }
}

#[test]
fn other_names_stand_one_behind_the_other() {
    let mut desk = Desk::empty();
    let path = desk.folder().join("a.txt");
    std::fs::write(&path, "Talks\n\nToday Reza met Smith.\n").unwrap();
    std::fs::write(
        desk.folder().join("entities.yaml"),
        "- id: 01HZX3AAAAAAAAAAAAAAAAAAAA\n  name: Reza\n  kind: person\n  aliases: [رضایی, 'כהן', محمد]\n",
    )
    .unwrap();
    desk.load(&path);
    desk.press("gm / reza <enter> D");
    assert!(
        desk.row(0).contains("Reza · person · also ییاضر, ןהכ, דמحم") || desk.row(0).contains(&also()),
        "{}",
        desk.screen()
    );
}

fn also() -> String {
    format!("Reza · person · also {}, {}, {}", seen("رضایی"), seen("כהן"), seen("محمد"))
}

#[test]
fn a_date_is_told_behind_its_words() {
    let mut desk = Desk::of_text("a.md", "---\ndate: 2024-01-30\n---\n\nدیدار در ۲۹ ژانویه ۲۰۲۴ برگزار شد.\n");
    desk.press("gc");
    let screen = desk.screen();
    let footer = screen.lines().find(|line| line.contains("written out")).unwrap_or_default();
    assert!(footer.starts_with(" “") && footer.contains("”: 2024-01-29, written out"), "{screen}");
}

#[test]
fn what_is_typed_stands_behind_its_sign() {
    let mut desk = caret_on("رضایی");
    desk.press("/").paste("رض");
    assert!(last_row(&desk).starts_with(" /ضر"), "{}", desk.screen());
    desk.press("<enter> <esc> gm /").paste("محمد");
    assert!(last_row(&desk).starts_with(" / دمحم"), "{}", desk.screen());
    assert!(desk.screen().contains("Nothing matches “دمحم”. Esc shows all."), "{}", desk.screen());
}

#[test]
fn notes_headings_and_messages_keep_their_order_and_show_no_marks() {
    let text = "Talks\n\nToday רבין met Smith.\n\nנאום 12\n\nמילים כאן, עוד מילים כאן.\n\nEnd\n\nWords here.\n";
    let mut desk = Desk::of_text("כהן 3.txt", text);
    let screens = [
        "A",
        "כהן",
        "<c-s>",
        "u",
        "<c-r>",
        "gn",
        "<esc>",
        "gs",
        "<esc>",
        "J a",
        "שלום",
        "<c-s>",
        "dd",
        "gt",
        "<esc>",
        "]e",
        "gm",
        "j",
        "D",
        "<esc> <esc>",
        "M",
        "<esc>",
        "gc",
        "<esc>",
        "v iw H y",
        "t",
        "<esc> <esc>",
        "i",
        "<esc>",
        ":",
        "<esc>",
        "?",
        "<esc>",
        "o",
        "<esc>",
        "x",
        "<esc>",
        "v e",
        "=",
        "<esc> <esc>",
        "m a",
        "'",
        "a",
        "y",
    ];
    for keys in screens {
        if keys.is_ascii() {
            desk.press(keys);
        } else {
            desk.paste(keys);
        }
        let screen = desk.screen();
        assert!(!screen.contains("<206"), "{keys}: {screen}");
        let marked = desk.screen().chars().any(|c| ('\u{2066}'..='\u{2069}').contains(&c));
        assert!(!marked, "{keys}: no mark reaches a cell");
    }
}
