//! Folders on the command line: the same files for every command.

use super::home::Home;

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
