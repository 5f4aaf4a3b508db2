//! `show --plain`, and what `attache FILE` does where there is no screen.

use attache::text;

use super::home::{BRIEFING, Home, shipped};

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_shipped_briefing_is_printed_in_full_and_within_the_width() {
    let home = Home::new();
    for file in shipped() {
        let value: serde_json::Value = serde_json::from_str(&home.output(&["show", &file, "--json"])).unwrap();
        for width in ["80", "31"] {
            let plain = home.output(&["show", &file, "--width", width]);
            let room: usize = width.parse().unwrap();
            for line in plain.lines() {
                assert!(text::cells(line) <= room, "{file}: {line}");
                assert!(!line.chars().any(char::is_control), "{file}: {line:?}");
            }
            let printed = letters(&plain);
            for section in value["sections"].as_array().unwrap() {
                let paragraphs = section["paragraphs"].as_array().unwrap();
                for paragraph in paragraphs.iter().filter(|p| p["kind"] == "paragraph" || p["kind"] == "item") {
                    let text = paragraph["text"].as_str().unwrap();
                    assert!(printed.contains(&letters(text)), "{file}: {text}");
                }
            }
        }
    }
}

#[test]
fn the_page_has_header_headings_and_handling() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let expected = "\
TLP:GREEN

Northern corridor
=================

Date: 2024-01-30

  The lead says what matters.

Joint Efforts
-------------

  The officials met. See the
  full text.

  > Markets open on Monday, said
  > the Müller commission.

  [full text]
    https://example.org/text

Border markets

  Item  | Tons
  ------+-----
  Wheat |  120

Regional Issues
---------------

  The border stays open.

Regional Trade
--------------

  Trade goes on.

TLP:GREEN
";
    assert_eq!(home.output(&["show", &file, "--width", "32"]), expected);
}

#[test]
fn sections_by_number_title_and_its_beginning() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    for wanted in ["3", "border MARKETS", "border", "border-markets"] {
        let out = home.output(&["show", &file, "--section", wanted]);
        assert!(out.contains("Wheat") && !out.contains("officials"), "{wanted}: {out}");
        assert!(out.starts_with("TLP:GREEN\n") && out.ends_with("TLP:GREEN\n"), "{out}");
    }
    let doubt = home.run(&["show", &file, "--section", "regional"]);
    assert_eq!((doubt.code, doubt.out.as_str()), (2, ""));
    assert!(doubt.err.contains("4  Regional Issues") && doubt.err.contains("5  Regional Trade"), "{}", doubt.err);
    assert!(!doubt.err.contains("Joint"));
    let none = home.run(&["show", &file, "--section", "9"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("2  Joint Efforts"), "{}", none.err);
}

#[test]
fn reading_into_a_pipe_prints() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let shown = home.output(&["show", &file, "--plain"]);
    assert_eq!(home.output(&[&file]), shown);
    assert_eq!(home.output(&[&file, &file]), format!("{shown}\n{shown}"));
    assert_eq!(home.run_with(&["-"], BRIEFING.as_bytes()).out, shown);
}

#[test]
fn a_folder_into_a_pipe_is_a_list() {
    let home = Home::new();
    home.file("docs/a.md", BRIEFING);
    home.file("docs/b.txt", "Only text.\n");
    let out = home.output(&["docs"]);
    assert_eq!(out.lines().count(), 2);
    assert!(out.starts_with("2024-01-30  docs/a.md  Northern corridor\n"), "{out}");
    let empty = home.path("none");
    std::fs::create_dir(&empty).unwrap();
    let ran = home.run(&["none"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("no briefing"), "{}", ran.err);
}

#[test]
fn where_nothing_is_named_and_no_screen_is_there_what_would_be_opened_is_printed() {
    let home = Home::new();
    let first = home.output(&[]);
    assert!(first.contains("attache") && !first.contains('\u{1b}'), "{first}");
    let ran = home.run(&["-c"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("nothing to continue"), "{}", ran.err);
}

#[test]
fn a_path_may_be_the_name_of_a_command() {
    let home = Home::new();
    home.file("show", "Only text.\n");
    assert!(home.output(&["./show"]).contains("Only text."));
    assert!(home.output(&["show", "show"]).contains("Only text."));
}

#[test]
fn a_dumb_terminal_gets_text() {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;

    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let size = PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_attache"));
    command.arg(&file);
    for (name, value) in home.surroundings() {
        command.env(name, value);
    }
    command.env("TERM", "dumb");
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut out = Vec::new();
    // The end of a terminal may be an error, by system.
    let _ = pty.master.try_clone_reader().unwrap().read_to_end(&mut out);
    assert!(child.wait().unwrap().success());
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("Northern corridor") && !out.contains('\u{1b}'), "{out:?}");
}
