//! `export`.

use std::fs;

use serde_json::Value;

use super::home::{BRIEFING, Home};

fn with_notes() -> (Home, String) {
    let home = Home::new();
    let file = home.file("in/a b.md", BRIEFING);
    for (on, body) in [("Wheat", "How *much*?"), ("The border stays open.", "Sure?")] {
        home.output(&["note", "add", &file, "--quote", on, "--author", "mk", "--tag", "x", "--body", body]);
    }
    home.output(&["mark", "add", &file, "--quote", "Müller", "--kind", "person"]);
    (home, file)
}

#[test]
fn markdown_on_standard_output() {
    let (home, file) = with_notes();
    let text = home.output(&["export", &file]);
    let order = [
        "# Northern corridor\n",
        "**Handling: TLP:GREEN**\n",
        "2024-01-30 · [a b.md](in/a%20b.md)\n",
        "### Border markets\n",
        "> Wheat\n",
        "How *much*?\n",
        "note · #x · mk · ",
        " · open · exact · [passage](in/a%20b.md#:~:text=Wheat \"section 3, character ",
        "## Regional Issues\n",
        "> The border stays open.\n",
        "## Names\n\n- Müller · person · [Müller](in/a%20b.md#:~:text=M%C3%BCller)\n",
    ];
    let mut at = 0;
    for part in order {
        let next = text.get(at..).and_then(|rest| rest.find(part));
        assert!(next.is_some(), "{part} is not where it belongs:\n{text}");
        at += next.unwrap();
    }
    assert_eq!(home.output(&["export", &file]), text);
    assert!(!home.output(&["export", &file, "--query", "sure"]).contains("Wheat"));
}

#[test]
fn links_start_from_the_file_that_is_written() {
    let (home, file) = with_notes();
    home.file("out/x", "");
    home.output(&["export", &file, "-o", "out/notes.md"]);
    assert!(fs::read_to_string(home.path("out/notes.md")).unwrap().contains("](../in/a%20b.md)"));
}

#[test]
fn json_is_what_the_lists_say() {
    let (home, file) = with_notes();
    let json = |args: &[&str]| -> Vec<Value> { serde_json::from_str(&home.output(args)).unwrap() };
    let all = json(&["export", &file, "--format", "json"]);
    let notes = json(&["note", "list", &file, "--json"]);
    let marks = json(&["mark", "list", &file, "--json"]);
    assert_eq!(all.len(), 3);
    assert!(notes.iter().chain(&marks).all(|record| all.contains(record)));
    home.output(&["export", &file, "-o", "notes.json"]);
    let written = fs::read_to_string(home.path("notes.json")).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&written).unwrap(), all);
    let ran = home.run(&["export", &file, "-o", "notes.json"]);
    assert!(ran.code == 3 && ran.err.contains("--force replaces it"), "{}", ran.err);
    home.output(&["export", &file, "-o", "notes.json", "--force"]);
}

#[test]
fn an_export_is_brought_up_to_date() {
    let (home, file) = with_notes();
    let out = home.path("notes.md");
    home.output(&["export", &file, "-o", "notes.md"]);
    let first = fs::read_to_string(&out).unwrap();
    fs::write(&out, first.replace("## Regional Issues", "## Regional, says who?") + "\n# My conclusion\n\nWords.\n")
        .unwrap();
    let id = home.output(&["note", "add", &file, "--section", "2", "--body", "Between."]);
    let ran = home.run(&["export", &file, "-o", "notes.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("was changed by hand; your words stay"), "{}", ran.err);
    let second = fs::read_to_string(&out).unwrap();
    for part in ["## Regional, says who?", "## Regional Issues", "# My conclusion\n\nWords.\n", "Between."] {
        assert!(second.contains(part), "{part}\n{second}");
    }
    home.output(&["note", "remove", id.trim(), &file]);
    home.output(&["export", &file, "-o", "notes.md"]);
    let third = fs::read_to_string(&out).unwrap();
    assert!(!third.contains("Between.") && third.contains("Words.") && third.contains("says who?"), "{third}");
}

#[test]
fn nothing_of_anybodys_is_overwritten() {
    let (home, file) = with_notes();
    let mine = home.file("mine.md", "# Mine\n");
    let ran = home.run(&["export", &file, "-o", &mine]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("was not written by an export") && ran.err.contains("--force replaces it"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# Mine\n");
    home.output(&["export", &file, "-o", &mine, "--force"]);
    assert!(fs::read_to_string(&mine).unwrap().contains("# Northern corridor"));
    for source in [file.clone(), format!("{file}.notes.yaml")] {
        let before = fs::read_to_string(&source).unwrap();
        let ran = home.run(&["export", &file, "-o", &source, "--force"]);
        assert!(ran.code == 2 && ran.err.contains("give another name"), "{}", ran.err);
        assert_eq!(fs::read_to_string(&source).unwrap(), before);
    }
}

#[test]
fn an_export_of_another_briefing_goes_with_consent_only() {
    let (home, file) = with_notes();
    let other = home.file("in/c.txt", "Some words.\n");
    home.output(&["note", "add", &other, "--briefing", "--body", "On the other."]);
    home.output(&["export", &file, "-o", "o.md"]);
    let before = fs::read_to_string(home.path("o.md")).unwrap();
    let ran = home.run(&["export", &other, "-o", "o.md"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("holds an export of in/a b.md as well") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(fs::read_to_string(home.path("o.md")).unwrap(), before);
    home.output(&["export", "in", "-o", "o.md"]);
    let ran = home.run(&["export", &other, "-o", "o.md", "--force"]);
    assert!(ran.code == 0 && ran.err.contains("the export of in/a b.md went"), "{}", ran.err);
    assert!(!fs::read_to_string(home.path("o.md")).unwrap().contains("Wheat"));
}

#[test]
fn many_briefings_are_one_document() {
    let (home, file) = with_notes();
    let other = home.file("in/c.txt", "TLP:AMBER\n\nSome words.\n");
    home.output(&["note", "add", &other, "--briefing", "--body", "On the other."]);
    let text = home.output(&["export", "in"]);
    assert!(text.contains("**Handling: TLP:AMBER · TLP:GREEN**"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 2, "{text}");
    assert!(text.contains("On the other.") && text.contains("How *much*?"));
    let ran = home.run(&["export", &file, "gone.md"]);
    assert!(ran.code == 3 && ran.out.contains("How *much*?") && ran.err.contains("gone.md: "), "{}", ran.err);
}

#[test]
fn a_folder_is_exported_into_itself_again_and_again() {
    let (home, _) = with_notes();
    home.file("in/bare.txt", "Nobody wrote on this.\n");
    home.output(&["export", "in", "-o", "in/all.md"]);
    let first = fs::read_to_string(home.path("in/all.md")).unwrap();
    assert!(first.contains("How *much*?") && !first.contains("bare"), "{first}");
    home.output(&["export", "in", "-o", "in/all.md"]);
    assert_eq!(fs::read_to_string(home.path("in/all.md")).unwrap(), first);
    assert!(!home.output(&["entities", "in"]).contains("all.md"));
    let ran = home.run(&["export", "in", "-o", "none/all.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, "attache: none/all.md: cannot be written: its folder is not there\n"));
}

#[test]
fn nothing_of_a_sidecar_acts_on_the_terminal() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let evil = r#""\e]0;x\a\u202E\u009B1m""#;
    home.file(
        "a.md.notes.yaml",
        format!(
            "schema: 1\ndocument: a.md\nnotes:\n- id: {evil}\n  on: span\n  quote: {evil}\n  start: 3\n  kind: {evil}\n  tags: [{evil}]\n  \
             author: {evil}\n  created: {evil}\n  text: {evil}\nmarks:\n- id: m\n  entity: {evil}\n  kind: {evil}\n  quote: Wheat\n  start: 9\n"
        ),
    );
    for args in [
        &["export"][..],
        &["export", "--format", "json"],
        &["note", "list"],
        &["note", "list", "--json"],
        &["mark", "list"],
    ] {
        let all: Vec<&str> = args.iter().copied().chain([file.as_str()]).collect();
        let ran = home.run(&all);
        let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202E}' | '\u{9B}');
        assert_eq!(ran.code, 0, "{args:?} {}", ran.err);
        assert!(
            ran.out.len() > 3 && !ran.out.chars().any(acts) && !ran.err.chars().any(acts),
            "{args:?} {:?}",
            ran.out
        );
    }
}
