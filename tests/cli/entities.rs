//! `entities`.

use serde_json::Value;

use super::home::{BRIEFING, Home, shipped};

fn seed() -> String {
    shipped().into_iter().find(|path| path.ends_with("2024-01-30-iran-pakistan.txt")).unwrap()
}

fn answers(home: &Home, args: &[&str]) -> Vec<Value> {
    home.output(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Kind and words of every mention, each once.
fn told(answer: &Value) -> Vec<(String, String)> {
    let text: Vec<char> = answer["text"].as_str().unwrap().chars().collect();
    let mut all = Vec::new();
    for mention in answer["mentions"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(mention["text"], words.as_str());
        assert_eq!(mention["origin"], "suggested");
        let pair = (mention["kind"].as_str().unwrap().to_owned(), words);
        if !all.contains(&pair) {
            all.push(pair);
        }
    }
    all.sort();
    all
}

/// The first briefing that the program came with: all of these, with the right kind, and nothing else.
#[test]
fn the_seed_briefing_is_understood() {
    let home = Home::new();
    let answer = answers(&home, &["entities", "--json", &seed()]).remove(0);
    assert_eq!(answer["date"], "2024-01-30");
    let expected = [
        ("nationality", "Iranian"),
        ("nationality", "Pakistani"),
        ("nationality", "Palestinians"),
        ("person", "Amir-Abdollahian"),
        ("person", "Hossein Amir-Abdollahian"),
        ("person", "Jalil Abbas Jilani"),
        ("person", "Syed Asim Munir"),
        ("place", "Gaza"),
        ("place", "Iran"),
        ("place", "Islamabad"),
        ("place", "Israel"),
        ("place", "Pakistan"),
        ("place", "Rawalpindi"),
        ("place", "Tehran"),
    ];
    assert_eq!(told(&answer), expected.map(|(kind, words)| (kind.to_owned(), words.to_owned())));
    let named = |m: &&Value| m["text"] == "Amir-Abdollahian";
    let short: Vec<&Value> = answer["mentions"].as_array().unwrap().iter().filter(named).collect();
    assert!(short.len() > 1 && short.iter().all(|m| m["name"] == "Hossein Amir-Abdollahian"));
}

#[test]
fn many_files_in_one_call_and_one_kind_of_them() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let all = answers(&home, &["entities", "--json", "--kind", "Nationality", &seed(), &file]);
    assert_eq!(all.len(), 2);
    let expected = ["Iranian", "Pakistani", "Palestinians"];
    assert_eq!(told(&all[0]), expected.map(|word| ("nationality".to_owned(), word.to_owned())));
    assert!(home.output(&["entities", "--kind", "date", &seed()]).contains("date  2024-01-30    1  head"));
    assert_eq!(all[1]["file"], file.as_str());
}

/// A mistyped kind finds nothing, which is no answer.
#[test]
fn a_kind_that_there_is_not_is_wrong_usage() {
    let home = Home::new();
    let file = home.file("a.txt", "Talks\n\nThe minister flew to Tehran.\n");
    let all: [&[&str]; 6] = [
        &["entities", &file],
        &["dossier", "Tehran", &file],
        &["mark", "list", &file],
        &["note", "list", &file],
        &["export", &file],
        &["entity", "list"],
    ];
    let ask = |command: &[&str], kind: &str| home.run(&[command, &["--kind", kind]].concat());
    for command in all {
        let ran = ask(command, "wepon");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command:?}: {}", ran.err);
        assert!(ran.err.contains("no kind `wepon`: there are ") && ran.err.contains("organisation"), "{}", ran.err);
        let ran = ask(command, "Organization");
        assert!(!ran.err.contains("there is no kind"), "{command:?}: {}", ran.err);
    }
    // One that is used somewhere is a kind, and so is one of the reader's own.
    home.output(&["entity", "add", "Kalashnikov", "--kind", "weapon", "--file", &file]);
    home.file("config/attache/config.yaml", "kinds: [{name: vessel, key: s}]\n");
    for (command, kind) in all.iter().flat_map(|command| [(command, "weapon"), (command, "vessel")]) {
        let ran = ask(command, kind);
        assert!(!ran.err.contains("there is no kind"), "{command:?}: {}", ran.err);
    }
}

#[test]
fn a_folder_is_its_briefings() {
    let home = Home::new();
    home.file("folder/a.txt", "Visit to Iran\n\nThe minister flew to Tehran.\n");
    home.file("folder/b.txt", "The delegation is in Islamabad.\n");
    let out = home.output(&["entities", "folder"]);
    assert!(out.contains("a.txt\n") && out.contains("place  Tehran"), "{out}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_printed() {
    let home = Home::new();
    let file = home.file("a.txt", "The delegation is in Islamabad.\n");
    let ran = home.run(&["entities", "missing.txt", &file]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("missing.txt") && ran.out.contains("Islamabad"), "{ran:?}");
}

#[test]
fn other_scripts_have_places_and_dates() {
    let home = Home::new();
    for (text, place) in [
        ("تهران – وزیر خارجه ایران در ۱۰ بهمن ۱۴۰۲ سخن گفت.\n", "Iran"),
        ("伊朗外长于2024年1月30日访问巴基斯坦。\n", "Iran"),
        ("Министр прибыл в Пакистан 30 января 2024 года.\n", "Pakistan"),
    ] {
        let file = home.file("a.txt", text);
        let answer = answers(&home, &["entities", "--json", &file]).remove(0);
        let names: Vec<&str> =
            answer["mentions"].as_array().unwrap().iter().filter_map(|m| m["name"].as_str()).collect();
        assert!(names.contains(&place) && names.contains(&"2024-01-30"), "{text}: {names:?}");
    }
}

const VISIT: &str = "Visit\n\nGen. Munir met the envoy in Rawalpindi. Munir Akram stayed in Tehran.\n\nArmy chief Asim Muneer, or MUNIR, left Tehran on Monday.\n";

/// Words, name, kind and origin of every mention.
fn lines(answer: &Value) -> Vec<String> {
    let word = |m: &Value, key: &str| m[key].as_str().unwrap().to_owned();
    let line = |m: &Value| ["text", "name", "kind", "origin"].map(|key| word(m, key)).join(" | ");
    answer["mentions"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn the_registry_and_marks_are_in_it() {
    let home = Home::new();
    home.file(
        "lib/entities.yaml",
        "- id: 01HZX300000000000000000001\n  name: Syed Asim Munir\n  kind: person\n  aliases: [Munir]\n  not: [Munir Akram]\n\
         - id: 01HZX300000000000000000002\n  name: Old Name\n  kind: place\n  aliases: [Tehran]\n  deleted: 2026-01-01T00:00:00Z\n",
    );
    let file = home.file("lib/deep/a.txt", VISIT);
    home.output(&["mark", "add", &file, "--quote", "Rawalpindi", "--kind", "base", "--name", "GHQ"]);
    let told = lines(&answers(&home, &["entities", "--json", &file]).remove(0));
    for line in [
        "Gen. Munir | Syed Asim Munir | person | registry",
        "MUNIR | Syed Asim Munir | person | registry",
        "Rawalpindi | GHQ | base | hand",
        "Tehran | Tehran | place | suggested",
        "Munir Akram | Munir Akram | person | suggested",
    ] {
        assert!(told.iter().any(|told| told == line), "{line} in {told:#?}");
    }
    assert_eq!(told.iter().filter(|told| told.starts_with("Rawalpindi")).count(), 1);
    let only = lines(&answers(&home, &["entities", "--json", "--origin", "registry", &file]).remove(0));
    assert_eq!(only.len(), 2);
    let all = answers(&home, &["entities", "--json", "--origin", "hand", &file]).remove(0);
    assert_eq!(all["mentions"][0]["id"].as_str().map(str::len), Some(26));
    let out = home.output(&["entities", &file]);
    assert!(out.contains("Syed Asim Munir    2  section 1 · registry") && out.contains("section 1 · marked"), "{out}");
}

#[test]
fn a_refused_mark_hides_what_was_suggested() {
    let home = Home::new();
    let file = home.file("a.txt", VISIT);
    let sidecar = format!("{file}.notes.yaml");
    home.output(&["mark", "add", &file, "--quote", "Rawalpindi", "--kind", "place"]);
    let text =
        std::fs::read_to_string(&sidecar).unwrap().replace("  kind: place\n", "  kind: place\n  rejected: true\n");
    std::fs::write(&sidecar, text).unwrap();
    let told = lines(&answers(&home, &["entities", "--json", &file]).remove(0));
    assert!(!told.iter().any(|told| told.contains("Rawalpindi")), "{told:#?}");
    assert!(told.iter().any(|told| told.contains("Tehran")));
}

#[test]
fn a_registry_that_cannot_be_read_is_told_and_the_suggestions_are_printed() {
    let home = Home::new();
    home.file("entities.yaml", "- id: [\n");
    let file = home.file("a.txt", VISIT);
    let ran = home.run(&["entities", &file]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("entities.yaml:") && ran.out.contains("Tehran"), "{ran:?}");
}

/// Words, name and origin of the mentions of some people and bodies.
fn known(home: &Home, file: &str) -> Vec<(String, String, String)> {
    let answer = answers(home, &["entities", "--json", file]).remove(0);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let sure = answer["mentions"].as_array().unwrap().iter().filter(|m| m["origin"] != "suggested").cloned();
    sure.map(|m| (text(&m["text"]), text(&m["name"]), text(&m["origin"]))).collect()
}

#[test]
fn who_was_marked_once_is_known_in_other_briefings_by_the_names_that_those_have() {
    let home = Home::new();
    let first = home.file(
        "one.txt",
        "Talks\n\nGen. Gadi Eizenkot met the International Atomic Energy Agency (IAEA) today. Eizenkot said so.\n",
    );
    let second = home.file("two.txt", "Later\n\nOn Tuesday Eizenkot met the IAEA. Army Chief Eizenkot left.\n");
    let third = home.file("three.txt", "Farms\n\nAli Eizenkot, a farmer, came. Eizenkot was tired.\n");
    home.output(&["mark", "add", &first, "--quote", "Gadi Eizenkot", "--kind", "person"]);
    home.output(&["mark", "add", &first, "--quote", "International Atomic Energy Agency", "--kind", "organisation"]);
    let by_registry = |words: &str, name: &str| (words.to_owned(), name.to_owned(), "registry".to_owned());
    let agency = "International Atomic Energy Agency";
    assert_eq!(
        known(&home, &second),
        [
            by_registry("Eizenkot", "Gadi Eizenkot"),
            by_registry("IAEA", agency),
            by_registry("Army Chief Eizenkot", "Gadi Eizenkot"),
        ]
    );
    assert!(known(&home, &first).contains(&by_registry("Eizenkot", "Gadi Eizenkot")));
    assert_eq!(known(&home, &third), []);
    // What the text defines is there to be seen and taken away.
    assert!(home.output(&["entity", "list"]).contains("IAEA"));
    home.output(&["entity", "alias", agency, "IAEA", "--remove"]);
    assert!(!known(&home, &second).contains(&by_registry("IAEA", agency)));
    home.output(&["entity", "not", "Gadi Eizenkot", "Eizenkot"]);
    assert_eq!(known(&home, &second), []);
}

#[test]
fn a_short_name_that_was_marked_is_known_in_full_elsewhere() {
    let home = Home::new();
    let first = home.file("one.txt", "Talks\n\nMunir left for Rawalpindi.\n");
    let second = home.file("two.txt", "Later\n\nGen. Syed Asim Munir received the minister.\n");
    home.output(&["mark", "add", &first, "--quote", "Munir", "--kind", "person"]);
    let munir = ("Gen. Syed Asim Munir".to_owned(), "Munir".to_owned(), "registry".to_owned());
    assert_eq!(known(&home, &second), [munir]);
}
