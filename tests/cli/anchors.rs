//! `anchors`: where passages of one text stand in another.

use serde_json::{Value, json};

use super::home::Home;

const OLD: &str =
    "# Lead\r\n\r\nThe ministers met on Tuesday.\r\nThey agreed to open twelve border posts at night.\r\n";
const NEW: &str =
    "# Lead\r\n\r\nA word first. The ministers\r\nmet on Tuesday. They agreed to open all border posts at night.\r\n";

fn spans(home: &Home, spans: &Value) -> String {
    home.file("spans.json", spans.to_string())
}

#[test]
fn places_are_code_points_of_the_files_as_they_lie() {
    let home = Home::new();
    let (old, new) = (home.file("old.md", OLD), home.file("new.md", NEW));
    let start = OLD.find("ministers").unwrap();
    let asked = json!([{"id": "a", "start": start, "end": start + 13}, {"id": 7, "start": 0, "end": 6}]);
    let out = home.output(&["anchors", &old, &new, "--spans", &spans(&home, &asked)]);
    let found: Value = serde_json::from_str(&out).unwrap();
    let at = NEW.find("ministers").unwrap();
    assert_eq!(found["a"]["state"], "moved");
    assert_eq!(found["a"]["at"], json!([at, at + 14]));
    assert_eq!(found["7"]["state"], "exact");
    assert!(found["7"]["score"].as_f64().unwrap() > 0.9);
}

#[test]
fn what_is_gone_has_no_place() {
    let home = Home::new();
    let (old, new) = (home.file("old.txt", "One line of words.\nAnother line.\n"), home.file("new.txt", "Else.\n"));
    let asked = spans(&home, &json!([{"id": "x", "start": 0, "end": 17}]));
    let out = home.output(&["anchors", &old, &new, "--spans", &asked]);
    assert_eq!(out, "{\"x\":{\"state\":\"orphan\",\"at\":null,\"score\":0.0}}\n");
}

#[test]
fn faults_have_a_place_and_a_cure() {
    let home = Home::new();
    let old = home.file("old.txt", "Words.\n");
    let cases = [
        (
            "[{\"id\": \"a\", \"start\": 0,\n \"end\": 99}]",
            3,
            "spans.json:2:12: span a ends at 99, but the old text has only 7",
        ),
        ("[{\"id\": \"a\", \"start\": 3, \"end\": 1}]", 3, "span a ends at 1, before it starts at 3"),
        ("[{\"id\": \"a\", \"start\": -3, \"end\": 1}]", 3, "spans.json:1:"),
        ("{\"a\": [1, 2]}", 3, "wanted is an array of {\"id\", \"start\", \"end\"}"),
        ("[", 3, "spans.json:1:1: EOF"),
        (
            "[{\"id\": 1, \"start\": 0, \"end\": 1},{\"id\": \"1\", \"start\": 0, \"end\": 1}]",
            3,
            "two spans with the id 1",
        ),
    ];
    for (text, code, said) in cases {
        let asked = home.file("spans.json", text);
        let ran = home.run(&["anchors", &old, &old, "--spans", &asked]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{text}");
        assert!(ran.err.contains(said), "{text}: {}", ran.err);
    }
    assert_eq!(home.run(&["anchors", &old, &old]).code, 2);
    assert_eq!(home.run(&["anchors", "-", "-", "--spans", &old]).code, 2);
    let ran = home.run(&["anchors", &old, "/nowhere", "--spans", &old]);
    assert!(ran.code == 3 && ran.err.contains("/nowhere"), "{}", ran.err);
}

#[test]
fn spans_may_come_from_standard_input() {
    let home = Home::new();
    let old = home.file("old.txt", "Words of one text.\n");
    let ran = home.run_with(&["anchors", &old, &old, "--spans", "-"], b"[]");
    assert_eq!((ran.code, ran.out.as_str()), (0, "{}\n"));
}
