//! `entity`, and what `mark` has to do with the registry.

use std::fs;

use serde_json::Value;

use super::home::Home;

const TEXT: &str =
    "Gen. Syed Asim Munir met the minister in Rawalpindi. Munir said that Iran agrees.\n\nGaza\n\nMunir went on.\n";

fn json(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.output(args)).unwrap()
}

fn refused(home: &Home, args: &[&str]) -> String {
    let ran = home.run(args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    ran.err
}

/// Names with their other names, as `entity list` has them.
fn list(home: &Home, library: &str) -> Vec<String> {
    let all = json(home, &["entity", "list", "--library", library, "--json"]);
    let words =
        |value: &Value| value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect::<Vec<_>>().join(", ");
    let one = |e: &Value| {
        format!("{} {} [{}]", e["name"].as_str().unwrap(), e["kind"].as_str().unwrap(), words(&e["aliases"]))
    };
    all.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn marks_of_all_briefings_mean_what_became_of_their_entity() {
    let home = Home::new();
    let text = "Minister Jilani met the Foreign Office Team in Lahore.\n";
    let one = home.file("lib/one.txt", text);
    let two = home.file("lib/two.txt", format!("Elsewhere, on another day:\n\n{text}\nNobody said more.\n"));
    home.file("lib/entities.yaml", "");
    let jilani =
        home.output(&["mark", "add", &one, "--quote", "Minister Jilani", "--kind", "person", "--name", "Jilani"]);
    let team = home.output(&["mark", "add", &two, "--quote", "Foreign Office Team", "--kind", "event"]);
    let mention = |file: &str, words: &str| {
        let all = json(&home, &["entities", file, "--json"]);
        let found = all["mentions"].as_array().unwrap().iter().find(|m| m["text"] == words).unwrap().clone();
        format!("{} {} {}", found["name"].as_str().unwrap(), found["kind"].as_str().unwrap(), found["origin"])
    };
    let listed = |entity: &str| {
        let all = json(&home, &["mark", "list", "lib", "--entity", entity, "--json"]);
        all.as_array().unwrap().iter().flat_map(|mark| [mark["id"].as_str().unwrap(), "\n"]).collect::<String>()
    };
    home.output(&["entity", "add", "Jalil Abbas Jilani", "--kind", "person", "--library", "lib"]);
    home.output(&["entity", "merge", "Jalil Abbas Jilani", "Jilani", "--library", "lib"]);
    assert_eq!(mention(&one, "Minister Jilani"), "Jalil Abbas Jilani person \"hand\"");
    assert_eq!((listed("Jalil Abbas"), listed("jilani")), (jilani.clone(), jilani.clone()));
    // Another kind, another name, and a part of one of yet another kind: the mark is of whatever that is by now.
    home.output(&["entity", "kind", "Foreign Office Team", "organisation", "--library", "lib"]);
    assert_eq!(mention(&two, "Foreign Office Team"), "Foreign Office Team organisation \"hand\"");
    home.output(&["entity", "rename", "Foreign Office Team", "The Delegation", "--library", "lib"]);
    assert_eq!(mention(&two, "Foreign Office Team"), "The Delegation organisation \"hand\"");
    home.output(&["entity", "merge", "Jilani", "The Delegation", "--library", "lib"]);
    assert_eq!(mention(&two, "Foreign Office Team"), "Jalil Abbas Jilani person \"hand\"");
    assert_eq!(listed("Jalil Abbas"), format!("{jilani}{team}"));
    let gone = json(&home, &["entity", "list", "--removed", "--library", "lib", "--json"]);
    assert!(gone.as_array().unwrap().iter().all(|entity| entity["into"].is_string()), "{gone}");
    // What is given back is itself again.
    home.output(&["entity", "restore", "The Delegation", "--library", "lib"]);
    assert_eq!(mention(&two, "Foreign Office Team"), "The Delegation organisation \"hand\"");
    assert_eq!(listed("Jalil Abbas"), jilani);
    assert!(refused(&home, &["dossier", "Jilani", "lib", "--html"]).contains("HTML is not there yet: --markdown is"));
}

#[test]
fn deeds_with_names_in_a_library() {
    let home = Home::new();
    let briefing = home.file("lib/2024/a.txt", TEXT);
    home.file("lib/readme.txt", "x");
    assert_eq!(home.output(&["entity", "list", "--library", "lib"]), "");
    assert!(!home.path("lib/entities.yaml").exists(), "no file before something is put in it");
    let add = ["entity", "add", "Syed Asim Munir", "--kind", "person", "--alias", "Munir", "--library", "lib"];
    assert_eq!(home.output(&add), "Syed Asim Munir  person        Munir\n");
    home.output(&["entity", "add", "Rawalpindi", "--kind", "place", "--place", "33.6007,73.05", "--library", "lib"]);
    // From the folder of a briefing below it is the same registry.
    home.output(&["entity", "add", "General Munir", "--kind", "person", "--note", "COAS", "--file", &briefing]);
    home.output(&[
        "entity",
        "add",
        "Corps",
        "--kind",
        "Unit",
        "--not",
        "Corpse",
        "--link",
        "https://example.org",
        "--library",
        "lib",
    ]);
    let written = fs::read_to_string(home.path("lib/entities.yaml")).unwrap();
    assert!(written.starts_with("- id: ") && written.contains("\n  place: {lat: 33.6007, lon: 73.05}\n"), "{written}");
    assert!(!home.path("lib/2024/entities.yaml").exists());

    home.output(&["entity", "merge", "munir", "General Munir", "--library", "lib"]);
    assert_eq!(list(&home, "lib")[0], "Syed Asim Munir person [Munir, General Munir]");
    assert_eq!(json(&home, &["entity", "list", "--library", "lib", "--json"])[0]["note"], "COAS");
    home.output(&["entity", "split", "Munir", "The General", "General Munir", "--library", "lib"]);
    home.output(&["entity", "rename", "The General", "Chief of Staff", "--library", "lib"]);
    home.output(&["entity", "alias", "Chief of Staff", "COAS", "CoS", "--library", "lib"]);
    home.output(&["entity", "alias", "Chief of Staff", "cos", "--remove", "--library", "lib"]);
    home.output(&["entity", "not", "Rawalpindi", "Rawalpindi Express", "--library", "lib"]);
    home.output(&["entity", "kind", "corps", "organization", "--library", "lib"]);
    home.output(&["entity", "place", "Rawalpindi", "-10,-20.5", "--library", "lib"]);
    assert_eq!(
        list(&home, "lib"),
        [
            "Syed Asim Munir person [Munir]",
            "Rawalpindi place []",
            "Corps organisation []",
            "Chief of Staff person [General Munir, The General, COAS]",
        ]
    );
    let places = home.output(&["entity", "list", "--kind", "place", "--library", "lib"]);
    assert_eq!(places, "Rawalpindi  place         not Rawalpindi Express  at -10,-20.5\n");
    assert_eq!(home.run(&["check", "lib"]).code, 0);
    home.output(&["entity", "remove", "COAS", "--library", "lib"]);
    assert_eq!(list(&home, "lib").len(), 3);
    assert!(fs::read_to_string(home.path("lib/entities.yaml")).unwrap().contains("deleted: "));
}

#[test]
fn what_means_nothing_is_said() {
    let home = Home::new();
    home.file("entities.yaml", "- {id: a, name: Gaza, kind: place}\n- {id: b, name: Gaza, kind: organisation}\n- {id: c, name: Asim Munir, kind: person, aliases: [Munir]}\n");
    let told = refused(&home, &["entity", "rename", "Asim Munirr", "X"]);
    assert!(told.contains("no entity has the name `Asim Munirr`; there is Asim Munir"), "{told}");
    let told = refused(&home, &["entity", "remove", "gaza"]);
    assert!(
        told.contains("several entities") && told.contains("\n  a  place  Gaza\n  b  organisation  Gaza\n"),
        "{told}"
    );
    home.output(&["entity", "remove", "gaza", "--of-kind", "place"]);
    let told = refused(&home, &["entity", "add", "Munir", "--kind", "person"]);
    assert!(told.contains("`Munir` is a name of `Asim Munir` (person) already"), "{told}");
    assert!(refused(&home, &["entity", "place", "Gaza", "95,1"]).contains("is no point"));
    assert!(refused(&home, &["entity", "add", "2024", "--kind", "date"]).contains("no place in the registry"));
    assert!(refused(&home, &["entity", "list", "--library", "nowhere"]).contains("is no folder"));
    let same = home.run(&["entity", "alias", "Munir", "munir"]);
    assert!(same.code == 0 && same.err.contains("nothing to change"), "{}", same.err);
    for spoiled in ["- id: [\n", "lights: on\n", "schema: 2\nentities: []\n"] {
        home.file("entities.yaml", spoiled);
        let ran = home.run(&["entity", "add", "X", "--kind", "person"]);
        assert!(ran.code == 3 && ran.err.contains("entities.yaml:"), "{}", ran.err);
        assert_eq!(fs::read_to_string(home.path("entities.yaml")).unwrap(), spoiled);
        assert_eq!(home.run(&["check", "entities.yaml"]).code, 1);
    }
    home.file(
        "entities.yaml",
        "- id: a\n  name: A\n  kind: person\n- id: b\n  name: a\n  kind: person\n  aliases: [C]\n  not: [c]\n",
    );
    let checked = home.run(&["check", "."]);
    assert_eq!(checked.code, 1);
    assert!(
        checked.out.contains("entities.yaml:5:3: ") && checked.out.contains("entities.yaml:7:13: "),
        "{}",
        checked.out
    );
}

#[test]
fn marks_put_names_where_all_briefings_know_them() {
    let home = Home::new();
    let file = home.file("a.txt", TEXT);
    let add = ["mark", "add", &file, "--quote", "Munir", "--kind", "person", "--name", "Syed Asim Munir", "--all"];
    assert_eq!(home.output(&add).lines().count(), 3);
    assert_eq!(list(&home, "."), ["Syed Asim Munir person [Munir]"]);
    let (before, marks) =
        (fs::read_to_string(home.path("entities.yaml")).unwrap(), home.output(&["mark", "list", &file]));
    let again = home.run(&["mark", "add", &file, "--quote", "Munir", "--kind", "person", "--all"]);
    assert!(again.code == 0 && again.out.is_empty() && again.err.contains("already"), "{}{}", again.out, again.err);
    assert_eq!(fs::read_to_string(home.path("entities.yaml")).unwrap(), before);
    assert_eq!(home.output(&["mark", "list", &file]), marks);
    // A kind of one's own; and a mark that no other briefing needs to know of.
    home.output(&["mark", "add", &file, "--quote", "minister", "--kind", "Office"]);
    home.output(&["mark", "add", &file, "--quote", "Gaza", "--kind", "event", "--here"]);
    assert_eq!(list(&home, "."), ["Syed Asim Munir person [Munir]", "minister office []"]);
    // Another briefing: by another name it is the same one.
    let other = home.file("b.txt", "Today Munir spoke.\n");
    home.output(&["mark", "add", &other, "--quote", "Munir", "--kind", "person"]);
    let marks = json(&home, &["mark", "list", &other, "--json"]);
    assert_eq!(marks[0]["entity"], "Syed Asim Munir");
}

#[test]
fn what_it_is_not_is_said_here_or_everywhere() {
    let home = Home::new();
    let file = home.file("a.txt", TEXT);
    assert_eq!(home.output(&["mark", "reject", &file, "--quote", "Rawalpindi"]).lines().count(), 1);
    let marks = json(&home, &["mark", "list", &file, "--json"]);
    assert_eq!((&marks[0]["rejected"], &marks[0]["kind"]), (&Value::Bool(true), &"place".into()));
    assert!(home.run(&["mark", "reject", &file, "--quote", "Rawalpindi"]).err.contains("already"));
    assert!(!home.path("entities.yaml").exists());
    // What is marked after all is refused no more, by the same record.
    home.output(&["mark", "add", &file, "--quote", "Rawalpindi", "--kind", "place", "--here"]);
    let marks = json(&home, &["mark", "list", &file, "--json"]);
    assert_eq!((marks.as_array().unwrap().len(), &marks[0]["rejected"]), (1, &Value::Bool(false)));
    home.output(&[
        "mark",
        "reject",
        &file,
        "--quote",
        "Gaza",
        "--name",
        "Gaza Strip",
        "--kind",
        "place",
        "--everywhere",
    ]);
    let all = json(&home, &["entity", "list", "--json"]);
    assert_eq!((&all[0]["name"], &all[0]["not"]), (&"Gaza Strip".into(), &serde_json::json!(["Gaza"])));
    let told = home.run(&["mark", "reject", &file, "--quote", "Nowhere"]);
    assert!(told.code == 2 && told.err.contains("nowhere in the text"), "{}", told.err);
}

#[test]
fn what_was_taken_away_or_merged_can_be_had_back() {
    let home = Home::new();
    home.file("lib/a.txt", TEXT);
    for name in ["Asim Munir", "Jalil Jilani"] {
        home.output(&["entity", "add", name, "--kind", "person", "--library", "lib"]);
    }
    home.output(&["entity", "remove", "Jalil Jilani", "--library", "lib"]);
    assert_eq!(list(&home, "lib"), ["Asim Munir person []"]);
    let removed = json(&home, &["entity", "list", "--removed", "--library", "lib", "--json"]);
    assert_eq!(removed[0]["name"], "Jalil Jilani");
    assert_eq!(home.output(&["entity", "restore", "jalil jilani", "--library", "lib"]), "Jalil Jilani  person\n");
    home.output(&["entity", "merge", "Asim Munir", "Jalil Jilani", "--library", "lib"]);
    assert_eq!(list(&home, "lib"), ["Asim Munir person [Jalil Jilani]"]);
    home.output(&["entity", "restore", removed[0]["id"].as_str().unwrap(), "--library", "lib"]);
    assert_eq!(list(&home, "lib"), ["Asim Munir person []", "Jalil Jilani person []"]);
    let told = refused(&home, &["entity", "restore", "Munir", "--library", "lib"]);
    assert!(told.contains("`attache entity list --removed` names them all"), "{told}");
    home.output(&["entity", "add", "Jalil Jilani", "--kind", "place", "--library", "lib"]);
    let told = refused(&home, &["entity", "merge", "Asim Munir", "Jalil Jilani", "--library", "lib"]);
    assert!(told.contains("--of-kind"), "{told}");
    home.output(&["entity", "merge", "Asim Munir", "Jalil Jilani", "--of-kind", "person", "--library", "lib"]);
    assert_eq!(list(&home, "lib"), ["Asim Munir person [Jalil Jilani]", "Jalil Jilani place []"]);
}

#[test]
fn a_name_that_was_refused_everywhere_is_listed_as_one_that_is_none() {
    let home = Home::new();
    let file = home.file("a.txt", "Talks\n\nJalil Abbas Jilani met the envoy. Jilani left.\n");
    home.output(&["mark", "reject", &file, "--quote", "Jilani", "--everywhere"]);
    let listed = home.run(&["entity", "list"]);
    assert_eq!((listed.code, listed.out.as_str()), (0, ""));
    assert!(listed.err.contains("1 name that is none: --refused lists"), "{}", listed.err);
    assert!(home.output(&["entity", "list", "--refused"]).contains("Jilani"));
    let mentions = home.output(&["entities", &file]);
    assert!(!mentions.contains("registry") && mentions.contains("Jalil Abbas Jilani"), "{mentions}");
    assert!(mentions.contains("  1  section 1"), "the family name alone is no mention: {mentions}");
}
