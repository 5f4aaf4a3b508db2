//! `dossier` and `timeline`.

use serde_json::Value;

use super::home::{Home, shipped};

fn seed() -> String {
    shipped().into_iter().find(|path| path.ends_with("2024-01-30-iran-pakistan.txt")).unwrap()
}

fn json(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.output(args)).unwrap()
}

#[test]
fn a_dossier_says_who_where_and_with_whom() {
    let home = Home::new();
    let answer = json(&home, &["dossier", "Amir-Abdollahian", &seed(), "--json"]);
    assert_eq!(answer["name"], "Hossein Amir-Abdollahian");
    assert_eq!(answer["kind"], "person");
    assert_eq!(answer["last"], "2024-01-30");
    assert_eq!(answer["also"][0]["name"], "Amir-Abdollahian");
    let text = json(&home, &["show", "--json", &seed()])["text"].as_str().unwrap().to_owned();
    let points: Vec<char> = text.chars().collect();
    let at = |value: &Value| -> String {
        let place = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        points[place("start")..place("end")].iter().collect()
    };
    let mentions = answer["mentions"].as_array().unwrap();
    assert!(mentions.len() > 2);
    for mention in mentions {
        assert_eq!(mention["text"], at(mention).as_str());
        assert_eq!(mention["sentence"]["text"], at(&mention["sentence"]).as_str());
        assert!(mention["sentence"]["text"].as_str().unwrap().contains("Amir-Abdollahian"));
    }
    assert!(answer["with"].as_array().unwrap().iter().any(|with| with["name"] == "Syed Asim Munir"));
    let plain = home.output(&["dossier", "munir", &seed()]);
    assert!(plain.starts_with("Syed Asim Munir · person\n1 mention in 1 briefing"), "{plain}");
    let markdown = home.output(&["dossier", "Syed Asim Munir", &seed(), "--markdown"]);
    assert!(markdown.contains("# Syed Asim Munir") && markdown.contains("\n> "), "{markdown}");
}

#[test]
fn a_folder_is_looked_through_and_notes_are_found() {
    let home = Home::new();
    let old = home.file("a.txt", "date 2024-01-17\n\nStrikes\n\nSyed Asim Munir spoke in Tehran.\n");
    let new =
        home.file("b.txt", "date 2024-01-30\n\nTalks\n\nGen. Syed Asim Munir met Jalil Abbas Jilani in Tehran.\n");
    home.output(&["note", "add", &new, "--quote", "Syed Asim Munir met", "--body", "Who asked for it?"]);
    let answer = json(&home, &["dossier", "Syed Asim Munir", &old, &new, "--json"]);
    assert_eq!((&answer["first"], &answer["last"]), (&Value::from("2024-01-17"), &Value::from("2024-01-30")));
    assert_eq!(answer["briefings"], 2);
    assert!(answer["mentions"][0]["file"].as_str().unwrap().ends_with("b.txt"), "the newest is the first");
    assert_eq!(answer["notes"][0]["text"], "Who asked for it?");
    assert_eq!(answer["notes"][0]["why"], "touches");
}

#[test]
fn a_name_that_nobody_has_is_told_with_those_near_it() {
    let home = Home::new();
    let ran = home.run(&["dossier", "Jilanni", &seed()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("“Jilanni”") && ran.err.contains("Jalil Abbas Jilani"), "{}", ran.err);
    assert_eq!(home.run(&["dossier", "Munir", "nowhere.txt"]).code, 3);
}

#[test]
fn a_timeline_is_in_the_order_of_the_dates_with_their_certainty() {
    let home = Home::new();
    let file = home.file(
        "a.txt",
        "date 2024-01-30\n\nTalks\n\nThey will meet on 5 February 2024. It began on 17 January 2024. Today it rained.\n",
    );
    let answer = json(&home, &["timeline", &file, "--json"]);
    let events: Vec<(String, String)> = answer["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| (event["date"].as_str().unwrap_or("").to_owned(), event["certainty"].to_string()))
        .collect();
    let dates: Vec<&str> = events.iter().map(|(date, _)| date.as_str()).collect();
    assert_eq!(dates, ["2024-01-17", "2024-01-30", "2024-02-05"]);
    assert!(events[0].1.contains("written") && events[1].1.contains("reckoned"), "{events:?}");
    let plain = home.output(&["timeline", &file]);
    assert!(plain.starts_with("= 2024-01-17  It began"), "{plain}");
    assert!(plain.contains("~ 2024-01-30  Today"), "{plain}");
}

#[test]
fn names_of_the_registry_count_and_marks_as_well() {
    let home = Home::new();
    let file = home.file("a.txt", "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Tehran. The Chief left.\n");
    home.file(
        "entities.yaml",
        "- id: 01HZX3AAAAAAAAAAAAAAAAAAAA\n  name: General Munir\n  kind: person\n  aliases: [Syed Asim Munir, The Chief]\n",
    );
    let answer = json(&home, &["dossier", "the chief", &file, "--json"]);
    assert_eq!(answer["name"], "General Munir");
    assert_eq!(answer["mentions"].as_array().unwrap().len(), 2);
    home.output(&["mark", "add", &file, "--quote", "Talks", "--kind", "event", "--name", "Tehran talks"]);
    let answer = json(&home, &["dossier", "Tehran talks", &file, "--json"]);
    assert_eq!((&answer["kind"], &answer["mentions"][0]["text"]), (&Value::from("event"), &Value::from("Talks")));
}
