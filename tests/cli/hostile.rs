//! Documents and file names that try to act on the terminal.

use super::home::Home;

const HOSTILE: &str = "\
---
title: \"T\\e[31m\\u009b2J\\u202e\"
handling: \"TLP:RED\\e]0;x\\a\"
x\u{1b}y: \"\\e[2J\"
---
# Head\u{1b}]0;owned\u{7} \u{9b}31m

Text \u{1b}[2J\u{1b}c and \u{9d}8;; and \u{202e}txet\u{202c} and \u{2066}x\u{2069}\u{200b}\u{feff}.

[l\u{1b}ink](https://a.example/\u{1b}[5m)

    code \u{1b}P+q\u{1b}\\ \u{8}\u{8} \r over

| a\u{1b}[1m | b |
|---|---|
| 1 | \u{9b}2 |
";

fn is_harmless(text: &str) -> bool {
    text.chars()
        .all(|c| c == '\n' || !(c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')))
}

#[test]
fn nothing_of_a_document_acts() {
    let home = Home::new();
    for name in ["a.md", "a.txt", "a.rst", "a.html"] {
        let file = home.file(name, HOSTILE);
        for args in [
            vec!["show", &file],
            vec!["show", &file, "--json"],
            vec!["show", &file, "--section", "nowhere"],
            vec!["toc", &file],
            vec!["toc", &file, "--json"],
            vec!["convert", &file],
            vec!["check", &file],
            vec!["check", &file, "--json"],
            vec![&file],
            vec!["."],
        ] {
            let ran = home.run(&args);
            assert!(is_harmless(&ran.out), "{args:?}: {:?}", ran.out);
            assert!(is_harmless(&ran.err), "{args:?}: {:?}", ran.err);
            assert!(ran.code <= 2, "{args:?}: {}", ran.err);
        }
    }
}

#[test]
fn nothing_of_a_file_name_acts() {
    let home = Home::new();
    let name = "a\u{1b}[2Jb\nattache: forged\u{9b}\u{202e}.txt";
    home.file(name, "Only text.\n");
    for args in [
        vec!["show", name],
        vec!["show", name, "--json"],
        vec!["check", name],
        vec!["check", "."],
        vec!["."],
        vec!["show", "none\u{1b}[2J\nattache: forged"],
        vec!["convert", name, "-o", "none\u{1b}/x"],
        vec!["check", name, "--as", "config"],
        vec!["check", name, "--as", "theme"],
        vec!["show", name, "--section", "\u{1b}[2J"],
        vec!["show", name, "--encoding", "\u{1b}[2J"],
        vec!["show", name, "--none\u{1b}[2J"],
        vec!["theme", "show", "\u{1b}[2J"],
        vec!["keys", "--keymap", "\u{1b}[2J"],
    ] {
        let ran = home.run(&args);
        assert!(is_harmless(&ran.out) && is_harmless(&ran.err), "{args:?}: {:?} {:?}", ran.out, ran.err);
        let forged = |text: &str| text.lines().any(|line| line.starts_with("attache: forged"));
        assert!(!forged(&ran.out) && !forged(&ran.err), "{args:?}: {:?} {:?}", ran.out, ran.err);
    }
    let json: serde_json::Value = serde_json::from_str(&home.output(&["show", name, "--json"])).unwrap();
    assert_eq!(json["file"], name);
}

#[test]
fn own_files_are_not_trusted_either() {
    let home = Home::new();
    home.file("config/attache/themes/night\u{1b}[2J.yaml", "about: \"x\\e[2J\"\nroles:\n  \u{1b}[2J: red\n");
    home.file("config/attache/config.yaml", "theme: \"\\e[2J\"\n\u{9b}2J: x\n");
    home.file("config/attache/keys.yaml", "base: vim\nkeys:\n  read:\n    \u{1b}[2J: top\n    \u{202e}: top\n");
    for args in [
        vec!["theme", "list"],
        vec!["theme", "show", "night\u{1b}[2J"],
        vec!["config", "show"],
        vec!["keys"],
        vec!["keys", "--json"],
        vec!["keys", "--markdown"],
        vec!["check"],
        vec!["check", "--json"],
    ] {
        let ran = home.run(&args);
        assert!(is_harmless(&ran.out) && is_harmless(&ran.err), "{args:?}: {:?} {:?}", ran.out, ran.err);
    }
}
