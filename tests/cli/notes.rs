//! `note` and `mark`.

use std::fs;

use serde_json::Value;

use super::home::{BRIEFING, Home};

fn json(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.output(args)).unwrap()
}

/// Adds a note and gives its id.
fn add(home: &Home, file: &str, more: &[&str]) -> String {
    let args: Vec<&str> = ["note", "add", file].iter().chain(more).copied().collect();
    home.output(&args).trim().to_owned()
}

fn error(home: &Home, args: &[&str]) -> (i32, String) {
    let ran = home.run(args);
    assert_eq!(ran.out, "", "{args:?}");
    (ran.code, ran.err)
}

#[test]
fn commas_part_tags_as_they_do_in_the_reader() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    home.output(&["note", "add", &file, "--briefing", "--body", "x", "--tag", "#border, markets", "--tag", "wheat"]);
    assert!(home.output(&["note", "list", &file]).contains("#border #markets #wheat"));
    assert!(home.run(&["note", "add", &file, "--briefing", "--body", "x", "--tag", "a b"]).code == 2);
}

#[test]
fn a_note_is_added_listed_and_in_the_sidecar() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let id = add(
        &home,
        &file,
        &[
            "--quote",
            "said  the Müller\ncommission",
            "--kind",
            "question",
            "--tag",
            "#border",
            "--author",
            "mk",
            "--body",
            "Who?",
        ],
    );
    assert_eq!(id.len(), 26);
    let sidecar = fs::read_to_string(home.path("a.md.notes.yaml")).unwrap();
    for part in
        ["schema: 1\n", "document: a.md\n", "kind: question", "tags: [border]", "said the Müller commission", "Who?"]
    {
        assert!(sidecar.contains(part), "{part}\n{sidecar}");
    }
    let list = json(&home, &["note", "list", &file, "--json"]);
    let note = &list[0];
    assert_eq!((&note["id"], &note["state"]), (&Value::from(id.clone()), &Value::from("exact")));
    let text = json(&home, &["show", &file, "--json"]);
    let points: Vec<char> = text["text"].as_str().unwrap().chars().collect();
    let at = |n: usize| usize::try_from(note["at"][n].as_u64().unwrap()).unwrap();
    assert_eq!(points[at(0)..at(1)].iter().collect::<String>(), "said the Müller commission");
    assert_eq!(note["start"], note["at"][0]);
    let plain = home.output(&["note", "list", &file]);
    assert!(plain.starts_with(&id) && plain.contains("“said the Müller commission”  Who?  #border"), "{plain}");
}

#[test]
fn sections_briefings_and_standard_input() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let ran =
        home.run_with(&["note", "add", &file, "--section", "regional i", "--body-file", "-"], b"One.\r\n\r\nTwo.\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    add(&home, &file, &["--briefing", "--body", "On all."]);
    add(&home, &file, &["--section", "1", "--body", "On the lead."]);
    let list = json(&home, &["note", "list", &file, "--json"]);
    let texts: Vec<_> = list.as_array().unwrap().iter().map(|n| n["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["On all.", "On the lead.", "One.\n\nTwo."]);
    assert_eq!((&list[1]["section"], &list[1]["on"]), (&Value::Null, &Value::from("section")));
    assert_eq!((&list[2]["section"], &list[2]["section_number"]), (&"Regional Issues".into(), &4.into()));
    let ran = home.run_with(&["note", "add", &file, "--briefing", "--body-file", "-"], b"\xff");
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("standard input: is no UTF-8 text"), "{}", ran.err);
}

#[test]
fn a_passage_that_is_not_there_or_not_alone_is_told() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let (code, told) = error(&home, &["note", "add", &file, "--quote", "The", "--body", "x"]);
    assert_eq!(code, 2);
    assert!(told.contains("--occurrence N") && told.contains("  1  line 6: [The] lead says"), "{told}");
    let id = add(&home, &file, &["--quote", "The", "--occurrence", "2", "--body", "x"]);
    let list = json(&home, &["note", "list", &file, "--json"]);
    assert_eq!((&list[0]["id"], &list[0]["section"]), (&id.into(), &"Joint Efforts".into()));
    let (code, told) = error(&home, &["note", "add", &file, "--quote", "The", "--occurrence", "9", "--body", "x"]);
    assert!(code == 2 && told.contains("no occurrence 9"), "{told}");
    let (code, told) = error(&home, &["note", "add", &file, "--quote", "the border remains open", "--body", "x"]);
    assert_eq!(code, 2);
    assert!(told.contains("these come near:\n  line 22: [The border stays open.]"), "{told}");
    let (code, told) = error(&home, &["note", "add", &file, "--quote", "xyzzy", "--body", "x"]);
    assert!(code == 2 && told.contains("“xyzzy” is nowhere in the text"), "{told}");
    // Of all that nothing was written.
    assert_eq!(json(&home, &["note", "list", &file, "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn wrong_usage_says_what_there_is() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    for (args, told) in [
        (&["--briefing"][..], "a note needs words"),
        (&["--briefing", "--body", " "], "a note needs words"),
        (&["--body", "x"], "--quote"),
        (&["--briefing", "--section", "1", "--body", "x"], "cannot be used with"),
        (&["--briefing", "--kind", "questoin", "--body", "x"], "did you mean `question`?"),
        (&["--briefing", "--tag", "two words", "--body", "x"], "a tag is one word"),
        (&["--section", "nowhere", "--body", "x"], "no section is called"),
        (&["--briefing", "--kind", "highlight", "--colour", "mauve"], "there are red, green"),
    ] {
        let all: Vec<&str> = ["note", "add", &file].iter().chain(args).copied().collect();
        let (code, err) = error(&home, &all);
        assert!(code == 2 && err.contains(told), "{args:?} {err}");
    }
    let (code, told) = error(&home, &["note", "list", &file, "--since", "soonish"]);
    assert!(code == 2 && told.contains("`soonish` is no time"), "{told}");
    assert!(!home.path("a.md.notes.yaml").exists());
    let (code, told) = error(&home, &["note", "list", "-"]);
    assert!(code == 2 && told.contains("notes need a file"), "{told}");
}

#[test]
fn a_note_is_changed_removed_and_restored() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let id = add(&home, &file, &["--briefing", "--tag", "a", "--tag", "b", "--body", "First."]);
    let other = add(&home, &file, &["--section", "2", "--body", "Other."]);
    let sidecar = home.path("a.md.notes.yaml");
    let untouched = |text: &str| text.split_once(&format!("- id: {other}")).unwrap().1.to_owned();
    let before = untouched(&fs::read_to_string(&sidecar).unwrap());
    home.output(&[
        "note", "edit", &id, &file, "--body", "Second.", "--kind", "fact", "--status", "done", "--untag", "a", "--tag",
        "c",
    ]);
    let note = json(&home, &["note", "list", &file, "--json"])[0].clone();
    assert_eq!(note["text"], "Second.");
    assert_eq!((&note["kind"], &note["status"]), (&"fact".into(), &"done".into()));
    assert_eq!(note["tags"], serde_json::json!(["b", "c"]));
    assert_eq!(untouched(&fs::read_to_string(&sidecar).unwrap()), before);
    home.output(&["note", "edit", &id, &file, "--quote", "Wheat"]);
    let note = json(&home, &["note", "list", &file, "--kind", "fact", "--json"])[0].clone();
    assert_eq!((&note["on"], &note["quote"]), (&"span".into(), &"Wheat".into()));
    let (code, told) = error(&home, &["note", "edit", &id, &file]);
    assert!(code == 2 && told.contains("nothing to change"), "{told}");
    home.output(&["note", "remove", &id, &file]);
    assert_eq!(json(&home, &["note", "list", &file, "--json"]).as_array().unwrap().len(), 1);
    let trash = json(&home, &["note", "list", &file, "--trash", "--json"]);
    assert_eq!((&trash[0]["id"], trash[0]["deleted"].is_string()), (&id.clone().into(), true));
    let (code, told) = error(&home, &["note", "edit", &id, &file, "--body", "x"]);
    assert!(code == 2 && told.contains("in the trash"), "{told}");
    home.output(&["note", "restore", &id.to_lowercase(), &file]);
    assert_eq!(json(&home, &["note", "list", &file, "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn the_beginning_of_an_id_is_enough_when_no_other_has_it() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    home.file(
        "a.md.notes.yaml",
        "schema: 1\ndocument: a.md\nnotes:\n- {id: abc1, on: briefing, text: one}\n- {id: abc2, on: briefing, text: two}\n",
    );
    let (code, told) = error(&home, &["note", "remove", "abc", &file]);
    assert!(code == 2 && told.contains("begin with `abc`") && told.contains("abc1  one"), "{told}");
    let (code, told) = error(&home, &["note", "remove", "xyz", &file]);
    assert!(code == 2 && told.contains("no note has the id `xyz`; there are:") && told.contains("abc2  two"), "{told}");
    home.output(&["note", "remove", "abc1", &file]);
    home.output(&["note", "remove", "ABC2", &file]);
    assert_eq!(home.output(&["note", "list", &file, "--json"]), "[]\n");
}

#[test]
fn marks_of_all_whole_words() {
    let home = Home::new();
    let file = home.file("a.txt", "Iran and Iranian officials. Iran's markets, IRAN, Iran.\n");
    let args =
        ["mark", "add", &file, "--quote", "Iran", "--kind", "place", "--name", "Islamic Republic of Iran", "--all"];
    assert_eq!(home.output(&args).lines().count(), 3);
    let again = home.run(&args);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert!(again.err.contains("already"), "{}", again.err);
    let marks = json(&home, &["mark", "list", &file, "--json"]);
    let places: Vec<u64> = marks.as_array().unwrap().iter().map(|m| m["at"][0].as_u64().unwrap()).collect();
    assert_eq!(places, [0, 28, 50]);
    assert_eq!((&marks[0]["entity"], &marks[0]["kind"]), (&"Islamic Republic of Iran".into(), &"place".into()));
    assert_eq!(home.output(&["note", "list", &file]), "");
    let id = marks[1]["id"].as_str().unwrap();
    assert_eq!(home.run(&["note", "remove", id, &file]).code, 2);
    home.output(&["mark", "remove", id, &file]);
    assert_eq!(home.output(&["mark", "list", &file, "--entity", "republic"]).lines().count(), 2);
    home.output(&["mark", "restore", id, &file]);
    assert_eq!(home.output(&["mark", "list", &file]).lines().count(), 3);
    let (code, told) = error(&home, &["mark", "add", &file, "--quote", "Ira", "--kind", "place", "--all"]);
    assert!(code == 2 && told.contains("nowhere"), "{told}");
}

#[test]
fn filters_and_folders() {
    let home = Home::new();
    home.file("in/a.md", BRIEFING);
    home.file("in/b.md", BRIEFING.replace("Northern", "Southern").replace("Trade goes on", "Nothing goes on"));
    add(&home, "in/a.md", &["--section", "2", "--author", "mk", "--tag", "x", "--body", "One about wheat."]);
    add(&home, "in/a.md", &["--quote", "Wheat", "--author", "jb", "--kind", "fact", "--body", "Two."]);
    add(&home, "in/b.md", &["--briefing", "--author", "mk", "--body", "Three."]);
    let texts = |filter: &[&str]| -> Vec<String> {
        let args: Vec<&str> = ["note", "list", "in", "--json"].iter().chain(filter).copied().collect();
        let list = json(&home, &args);
        list.as_array().unwrap().iter().map(|n| n["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&[]), ["One about wheat.", "Two.", "Three."]);
    assert_eq!(texts(&["--author", "mk"]), ["One about wheat.", "Three."]);
    assert_eq!(texts(&["--query", "WHEAT"]), ["One about wheat.", "Two."]);
    assert_eq!(texts(&["--kind", "fact", "--kind", "note", "--section", "joint efforts"]), ["One about wheat."]);
    assert_eq!(texts(&["--tag", "x"]), ["One about wheat."]);
    assert_eq!(texts(&["--since", "1h"]).len(), 3);
    assert_eq!(texts(&["--until", "2020"]).len(), 0);
    let plain = home.output(&["note", "list", "in"]);
    assert!(plain.contains("in/a.md\n") && plain.contains("in/b.md\n"), "{plain}");
    // What cannot be read does not hide the rest.
    let ran = home.run(&["note", "list", "in", "gone.md", "--json"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("gone.md: ") && ran.out.contains("Three."), "{}", ran.err);
}

#[test]
fn strict_tells_of_lost_passages() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    add(&home, &file, &["--quote", "The border stays open.", "--body", "Sure?"]);
    assert_eq!(home.run(&["note", "list", &file, "--strict"]).code, 0);
    home.file("a.md", BRIEFING.replace("The border stays open.", "Nothing of the kind was ever said."));
    let ran = home.run(&["note", "list", &file, "--strict"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("(passage gone)") && ran.err.contains("1 record has lost"), "{}{}", ran.out, ran.err);
    assert_eq!(home.run(&["note", "list", &file]).code, 0);
    assert_eq!(home.run(&["export", &file, "--strict"]).code, 1);
}

#[test]
fn an_unreadable_sidecar_is_left_alone() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let broken = "schema: 1\nnotes: [\n";
    let sidecar = home.file("a.md.notes.yaml", broken);
    let (code, told) = error(&home, &["note", "add", &file, "--briefing", "--body", "x"]);
    assert_eq!(code, 3);
    assert!(told.contains("a.md.notes.yaml:") && told.contains("nothing was changed"), "{told}");
    assert_eq!(fs::read_to_string(&sidecar).unwrap(), broken);
    assert_eq!(home.run(&["note", "list", &file]).code, 3);
}

#[test]
fn what_others_wrote_meanwhile_stays() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    add(&home, &file, &["--briefing", "--body", "Mine."]);
    let sidecar = home.path("a.md.notes.yaml");
    let theirs =
        fs::read_to_string(&sidecar).unwrap() + "- id: theirs\n  on: briefing\n  rank: 7 # theirs\n  text: Theirs.\n";
    fs::write(&sidecar, theirs).unwrap();
    add(&home, &file, &["--briefing", "--body", "Mine too."]);
    let text = fs::read_to_string(&sidecar).unwrap();
    assert!(text.contains("rank: 7 # theirs") && text.contains("Mine too.") && text.contains("Mine."), "{text}");
}

/// Edited, then copied, then renamed beside its copy: nothing proves whose the notes are.
#[test]
fn notes_that_may_be_those_of_a_briefing_are_named_and_copied_on_demand() {
    let home = Home::new();
    let text = "The border stays open after talks.\n\nTwelve posts were closed last week.\n";
    let a = home.file("a.txt", text);
    add(&home, &a, &["--quote", "The border stays open", "--body", "Really?"]);
    let sidecar = home.path("a.txt.notes.yaml");
    let kept = format!("{}# mine\n", fs::read_to_string(&sidecar).unwrap())
        .replace("  text:", "  colour_of_ink: blue\n  text:");
    fs::write(&sidecar, &kept).unwrap();
    fs::write(&a, format!("New words.\n\n{text}")).unwrap();
    fs::copy(&a, home.path("copy.txt")).unwrap();
    let b = home.path("b.txt").to_string_lossy().into_owned();
    fs::rename(&a, &b).unwrap();
    let other = home.file("other.txt", "Something else altogether.\n");
    assert_eq!(home.run(&["note", "list", &other]).err, "");

    let from = sidecar.to_string_lossy().into_owned();
    let ran = home.run(&["note", "list", &b]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains(&format!("`attache note adopt {b} {from}` copies them")), "{}", ran.err);

    let ran = home.run(&["note", "adopt", &b, &from]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1 note or mark copied"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&sidecar).unwrap(), kept, "the other one stays as it is");
    let own = fs::read_to_string(home.path("b.txt.notes.yaml")).unwrap();
    assert!(own.contains("document: b.txt") && own.contains("colour_of_ink: blue"), "{own}");
    let list = json(&home, &["note", "list", &b, "--json"]);
    assert_eq!((&list[0]["text"], &list[0]["state"]), (&Value::from("Really?"), &Value::from("moved")));
    assert_eq!(home.run(&["note", "list", &b]).err, "");

    let (code, err) = error(&home, &["note", "adopt", &b, &from]);
    assert_eq!(code, 2);
    assert!(err.contains("has notes of its own (1): --merge"), "{err}");
    add(&home, &b, &["--briefing", "--body", "Mine."]);
    let ran = home.run(&["note", "adopt", "--merge", &b, &from]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(json(&home, &["note", "list", &b, "--json"]).as_array().unwrap().len(), 2, "merged by id");
    let (code, err) = error(&home, &["note", "adopt", &other, &b]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("cannot be read as notes"), "{err}");
}

#[test]
fn a_sidecar_that_cannot_be_read_at_all_is_a_failure() {
    let home = Home::new();
    let file = home.file("a.txt", "Words.\n");
    let sidecar = home.path("a.txt.notes.yaml");
    fs::create_dir(&sidecar).unwrap();
    let ran = home.run(&["note", "list", &file]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    assert!(ran.err.contains("is no regular file"), "{}", ran.err);
    fs::remove_dir(&sidecar).unwrap();
    fs::write(&sidecar, "#".repeat((16 << 20) + 1)).unwrap();
    let ran = home.run(&["note", "list", &file]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("larger than 16 MiB, and nothing of it is read"), "{}", ran.err);
    fs::write(&sidecar, "schema: 2\nnotes:\n- id: a\n  text: x\n").unwrap();
    let ran = home.run(&["note", "list", &file]);
    assert_eq!(ran.code, 0, "a newer one is shown: {}", ran.err);
    fs::write(&sidecar, "notes: [\n").unwrap();
    let ran = home.run(&["note", "list", &file]);
    assert_eq!(ran.code, 3);
    assert!(!ran.err.contains("set-notes-aside"), "what only the reader has is no way here: {}", ran.err);
}

#[test]
fn a_number_that_is_too_large_spoils_no_file() {
    let home = Home::new();
    let file = home.file("a.txt", "Words that stay where they are.\n");
    let sidecar = "schema: 1\nnotes:\n- id: A\n  on: span\n  quote: stay where they are\n  start: 99999999999999999999999\n  text: x\n";
    fs::write(home.path("a.txt.notes.yaml"), sidecar).unwrap();
    let list = json(&home, &["note", "list", &file, "--json"]);
    assert_eq!(list[0]["at"][0], Value::from(11), "{list}");
    add(&home, &file, &["--briefing", "--body", "more"]);
    let kept = fs::read_to_string(home.path("a.txt.notes.yaml")).unwrap();
    assert!(kept.contains("  start: 99999999999999999999999\n"), "{kept}");
}

#[test]
fn filters_say_what_they_took_and_what_nothing_has() {
    let home = Home::new();
    let file = home.file("a.md", "# T\n\n## Port\n\nOne.\n\n## Port Security\n\nTwo.\n\n## Energy Supply\n\nThree.\n");
    let on = |section: &str| add(&home, &file, &["--section", section, "--body", section, "--tag", "border"]);
    let (port, energy) = (on("Port"), on("Energy Supply"));
    on("Port Security");
    let exact = home.run(&["note", "list", &file, "--section", "port"]);
    assert_eq!((exact.out.lines().count(), exact.err.as_str()), (1, ""), "{}", exact.out);
    assert!(exact.out.contains(&port));
    let begun = home.run(&["note", "list", &file, "--section", "Ener"]);
    assert!(begun.out.contains(&energy) && begun.err.contains("`Ener` is taken as “Energy Supply”"), "{}", begun.err);
    let (code, err) = error(&home, &["note", "list", &file, "--section", "Po"]);
    assert_eq!(code, 2);
    assert!(err.contains("several sections begin with `Po`") && err.contains("  Port Security"), "{err}");
    let (code, err) = error(&home, &["note", "list", &file, "--section", "Health"]);
    assert_eq!(code, 2);
    assert!(err.contains("no section is called `Health`") && err.contains("  Energy Supply"), "{err}");
    // There are no such kinds and statuses; a tag may well be one that no note has yet.
    for (option, word, known, code) in
        [("--kind", "quesiton", "question", 2), ("--status", "opne", "open", 2), ("--tag", "#boder", "border", 0)]
    {
        let ran = home.run(&["note", "list", &file, option, word]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""));
        assert!(ran.err.contains(&format!("`{word}`: there are ")) && ran.err.contains(known), "{}", ran.err);
    }
    let ran = home.run(&["note", "list", &file, "--tag", "border", "--kind", "question"]);
    assert_eq!(ran.err, "", "a kind that could be is no slip of the pen");
}

#[test]
fn a_note_can_be_of_a_kind_of_ones_own() {
    let home = Home::new();
    let file = home.file("a.txt", "Words.\n");
    let ran = home.run(&["note", "add", &file, "--briefing", "--body", "x", "--kind", "theory"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("`theory` is a kind of your own"), "{}", ran.err);
    assert_eq!(json(&home, &["note", "list", &file, "--json"])[0]["kind"], Value::from("theory"));
    assert_eq!(error(&home, &["note", "add", &file, "--briefing", "--body", "x", "--kind", "two words"]).0, 2);
}

#[test]
fn notes_in_conflict_are_told_in_lists_and_exports() {
    let home = Home::new();
    let file = home.file("a.txt", "Words.\n");
    let notes = "schema: 1\nnotes:\n- id: A\n  on: briefing\n  kind: note\n  status: open\n  text: mine\n- id: A-theirs\n  on: briefing\n  kind: note\n  conflict_with: A\n  status: open\n  text: theirs\n";
    fs::write(home.path("a.txt.notes.yaml"), notes).unwrap();
    let ran = home.run(&["note", "list", &file]);
    assert!(ran.err.contains("1 note is in conflict"), "{}", ran.err);
    assert!(ran.out.contains("(in conflict)") && ran.out.contains("the other version of A)"), "{}", ran.out);
    let list: Value = serde_json::from_str(&home.run(&["note", "list", &file, "--json"]).out).unwrap();
    assert_eq!((&list[0]["conflict"], &list[1]["conflict"]), (&Value::from(true), &Value::from(true)));
    let export = home.run(&["export", &file]).out;
    assert!(
        export.contains("There is another version of this note") && export.contains("the other version of a note"),
        "{export}"
    );
}

/// A list that nothing reads is no empty notebook: a second one beside it would hide the first for good.
#[test]
fn a_list_of_notes_under_a_wrong_name_is_told_and_left_alone() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let records = "- id: a\n  on: briefing\n  text: Mine.\n";
    for (head, told) in [
        ("schema: 1\ndocument: a.md\nnote:\n", ":3:1: `note` holds records that nothing reads: call it `notes`"),
        ("Notes:\n", ":1:1: `Notes` holds records that nothing reads: call it `notes`"),
        ("schema: 1\nremarks:\n", ":2:1: `remarks` holds records that nothing reads: call it `notes`"),
    ] {
        let sidecar = home.file("a.md.notes.yaml", format!("{head}{records}"));
        let checked = home.run(&["check", &file]);
        assert!(checked.code == 1 && checked.out.contains(told), "{}", checked.out);
        let listed = home.run(&["note", "list", &file]);
        assert!(listed.code == 3 && listed.err.contains(told), "{}", listed.err);
        let added = home.run(&["note", "add", &file, "--briefing", "--body", "Another."]);
        assert!(added.code == 3 && added.err.contains("nothing was changed"), "{}", added.err);
        assert_eq!(std::fs::read_to_string(&sidecar).unwrap(), format!("{head}{records}"));
    }
    home.file("a.md.notes.yaml", "title: something else\n");
    assert_eq!(home.run(&["note", "list", &file]).code, 3);
    home.file("a.md.notes.yaml", format!("notes:\n{records}replies:\n{records}"));
    let checked = home.run(&["check", &file]);
    assert!(checked.code == 1 && checked.out.contains(":5:1: `replies` holds records"), "{}", checked.out);
    assert!(home.output(&["note", "list", &file]).contains("Mine."));
}

#[test]
fn json_is_there_where_nothing_changes_as_well() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let add = ["mark", "add", &file, "--quote", "Müller", "--kind", "person", "--json"];
    assert_eq!(json(&home, &add).as_array().unwrap().len(), 1);
    let reject = ["mark", "reject", &file, "--quote", "Wheat", "--json"];
    assert_eq!(json(&home, &reject).as_array().unwrap().len(), 1);
    let everywhere = ["mark", "reject", &file, "--quote", "Monday", "--everywhere", "--json"];
    assert_eq!(json(&home, &everywhere).as_array().unwrap().len(), 1);
    let alias = ["entity", "alias", "Müller", "Mueller", "--library", ".", "--json"];
    assert_eq!(json(&home, &alias).as_array().unwrap().len(), 1);
    for again in [&add[..], &reject, &everywhere, &alias] {
        let ran = home.run(again);
        assert_eq!((ran.code, ran.out.trim()), (0, "[]"), "{again:?} {}", ran.err);
    }
}

#[test]
fn a_section_that_there_is_not_and_a_file_of_notes_are_refused() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    add(&home, &file, &["--briefing", "--body", "x"]);
    let (code, told) = error(&home, &["note", "list", &file, "--section", "99"]);
    assert!(code == 2 && told.contains("there is no section 99: the last one is 5"), "{told}");
    let (code, told) = error(&home, &["note", "add", "a.md.notes.yaml", "--briefing", "--body", "x"]);
    assert!(code == 2 && told.contains("this is a notes file"), "{told}");
    assert!(!home.path("a.md.notes.yaml.notes.yaml").exists());
    let ran = home.run(&["mark", "list", &file, "--kind", "person"]);
    assert!(ran.err.contains("no note or mark has the kind `person`"), "{}", ran.err);
}

#[test]
fn a_passage_without_its_words_is_told_by_check() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    home.file(
        "a.md.notes.yaml",
        "schema: 1\nnotes:\n- id: a\n  on: span\n  text: x\n- id: b\n  on: briefing\n  text: y\n",
    );
    let ran = home.run(&["check", &file]);
    assert!(ran.code == 1 && ran.out.contains("notes.yaml:4:3: a passage without its words"), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
}
