//! Folders on the command line: the same files for every command.

use super::home::{BRIEFING, Home};

const TEXT: &str = "date 2024-01-30\n\nTalks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran on 29 January 2024.\n";

#[test]
fn every_command_goes_into_subfolders_and_not_into_hidden_ones() {
    let home = Home::new();
    let folder = home.path("library").to_str().unwrap().to_owned();
    // So different that none may be taken for another one that was renamed.
    let words = ["One", "Number two", "And the third of them"];
    for (name, words) in ["library/a.txt", "library/2024/01/b.txt", "library/.git/c.txt"].into_iter().zip(words) {
        let file = home.file(name, format!("{words}\n\n{TEXT}"));
        home.run(&["note", "add", &file, "--briefing", "--body", "Who asked?"]);
        home.output(&["mark", "add", &file, "--quote", "Tehran", "--kind", "place", "--here"]);
    }
    let commands: [&[&str]; 6] = [
        &["note", "list"],
        &["mark", "list"],
        &["entities"],
        &["timeline"],
        &["dossier", "Syed Asim Munir"],
        &["export"],
    ];
    for command in commands {
        let told = home.run(&[command, &[&folder]].concat());
        assert_eq!(told.code, 0, "{command:?}: {told:?}");
        assert!(told.out.contains("a.txt") && told.out.contains("b.txt"), "{command:?}: {told:?}");
        assert!(!told.out.contains("c.txt"), "{command:?}: {told:?}");
    }
}

#[test]
fn what_is_given_twice_counts_once() {
    let home = Home::new();
    home.file("in/a.md", BRIEFING);
    home.output(&["note", "add", "in/a.md", "--briefing", "--body", "x"]);
    for args in [&["note", "list"][..], &["entities"], &["timeline"], &["check"]] {
        let once = home.run(&[args, &["in"]].concat()).out;
        assert_eq!(home.run(&[args, &["in", "in", "./in/../in", "in/a.md"]].concat()).out, once, "{args:?}");
    }
}

#[test]
fn a_wrong_encoding_is_wrong_usage_and_an_empty_folder_no_fault() {
    let home = Home::new();
    let file = home.file("in/a.md", BRIEFING);
    std::fs::create_dir(home.path("empty")).unwrap();
    let lists = [&["note", "list"][..], &["entities"], &["timeline"], &["check"], &["dossier", "x"]];
    for command in [&["show"][..], &["toc"], &["convert"]].iter().chain(&lists) {
        let ran = home.run(&[command, &[file.as_str(), "--encoding", "klingon"][..]].concat());
        assert_eq!(ran.code, 2, "{command:?} {}", ran.err);
    }
    for command in lists {
        let ran = home.run(&[command, &["empty"]].concat());
        assert_eq!(ran.code, 0, "{command:?} {}", ran.err);
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_printed() {
    let home = Home::new();
    let file = home.file("a.txt", "Some words.\n");
    let ran = home.run(&["nofile.txt", &file]);
    assert!(
        ran.code == 3 && ran.err.contains("nofile.txt") && ran.out.contains("Some words."),
        "{} {}",
        ran.out,
        ran.err
    );
}
