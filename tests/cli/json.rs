//! `show --json` and `toc`.

use serde_json::Value;

use super::home::{BRIEFING, Home, shipped};

fn json(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.output(args)).unwrap()
}

fn at(part: &Value, key: &str) -> usize {
    usize::try_from(part[key].as_u64().unwrap()).unwrap()
}

fn cut(text: &[char], part: &Value) -> String {
    text[at(part, "start")..at(part, "end")].iter().collect()
}

#[test]
fn places_of_every_shipped_briefing_are_right() {
    let home = Home::new();
    for file in shipped() {
        let value = json(&home, &["show", &file, "--json"]);
        assert_eq!(value["file"], file.as_str());
        let text: Vec<char> = value["text"].as_str().unwrap().chars().collect();
        let mut end = 0;
        for section in value["sections"].as_array().unwrap() {
            assert!(at(section, "start") >= end, "{file}: sections overlap");
            end = at(section, "end");
            if let Some(heading) = section["heading"].as_str() {
                assert!(cut(&text, section).starts_with(heading), "{file}");
            }
            for paragraph in section["paragraphs"].as_array().unwrap() {
                assert_eq!(cut(&text, paragraph), paragraph["text"].as_str().unwrap(), "{file}");
                assert!(at(paragraph, "end") <= end, "{file}");
            }
        }
        assert_eq!(end, text.len(), "{file}: text behind the last section");
    }
}

#[test]
fn toc_and_show_agree() {
    let home = Home::new();
    for file in shipped() {
        let shown = json(&home, &["show", &file, "--json"]);
        let toc = json(&home, &["toc", &file, "--json"]);
        let sections = shown["sections"].as_array().unwrap();
        let rows = toc.as_array().unwrap();
        assert_eq!(rows.len(), sections.len(), "{file}");
        for (n, (row, section)) in rows.iter().zip(sections).enumerate() {
            assert_eq!(at(row, "n"), n + 1);
            for key in ["id", "heading", "level", "start", "end"] {
                assert_eq!(row[key], section[key], "{file}");
            }
            assert!(row["minutes"].is_number());
        }
        assert_eq!(home.output(&["toc", &file]).lines().count(), rows.len(), "{file}");
    }
}

#[test]
fn header_links_and_kinds() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let value = json(&home, &["show", &file, "--json"]);
    assert_eq!(value["title"], "Northern corridor");
    assert_eq!(value["date"], "2024-01-30");
    assert_eq!(value["handling"], "TLP:GREEN");
    assert_eq!(value["format"], "markdown");
    assert_eq!(value["encoding"], "UTF-8");
    for key in ["dateline", "series", "issue", "as_of", "period", "next_due"] {
        assert!(value[key].is_null(), "{key}");
    }
    for key in ["sources", "entities", "warnings", "tags", "refs", "extra"] {
        assert!(value[key].is_array(), "{key}");
    }
    let sections = value["sections"].as_array().unwrap();
    assert_eq!(sections[0]["heading"], Value::Null);
    let efforts = sections[1]["paragraphs"].as_array().unwrap();
    assert_eq!(efforts[0]["links"], serde_json::json!([{"text": "full text", "url": "https://example.org/text"}]));
    assert_eq!(efforts[1]["kind"], "quote");
    assert_eq!(sections[2]["paragraphs"][0]["kind"], "table");
    assert_eq!(sections[2]["level"], 2);
}

#[test]
fn one_section_keeps_its_places() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let whole = json(&home, &["show", &file, "--json"]);
    let one = json(&home, &["show", &file, "--json", "--section", "regional i"]);
    assert_eq!(one["text"], whole["text"]);
    assert_eq!(one["sections"].as_array().unwrap().len(), 1);
    assert_eq!(one["sections"][0], whole["sections"][3]);
}

#[test]
fn toc_is_a_table_of_contents() {
    let home = Home::new();
    let file = home.file("a.md", BRIEFING);
    let expected = "\
1  Lead              0.0 min
2  Joint Efforts     0.1 min
3    Border markets  0.0 min
4  Regional Issues   0.0 min
5  Regional Trade    0.0 min
";
    assert_eq!(home.output(&["toc", &file]), expected);
}

#[test]
fn the_pace_is_the_readers_own() {
    let home = Home::new();
    let file = home.file("a.txt", "word ".repeat(1000));
    let minutes = || json(&home, &["toc", &file, "--json"])[0]["minutes"].as_f64().unwrap();
    assert!((minutes() - 4.5).abs() < 0.11);
    home.file("config/attache/config.yaml", "words_per_minute: 100\n");
    assert!((minutes() - 10.0).abs() < 0.11);
}

#[test]
fn standard_input_is_a_file_too() {
    let home = Home::new();
    let ran = home.run_with(&["show", "-", "--json"], BRIEFING.as_bytes());
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((value["file"].as_str(), value["title"].as_str()), (Some("-"), Some("Northern corridor")));
}

#[test]
fn ten_megabytes_come_out_whole() {
    let home = Home::new();
    let paragraph = format!("{} Ünicode 伊朗.\n\n", "Some words that go on and on in a paragraph. ".repeat(12));
    let section = format!("## A heading\n\n{}", paragraph.repeat(20));
    let file = home.file("big.md", section.repeat(10 * 1024 * 1024 / section.len()));
    let value = json(&home, &["show", &file, "--json"]);
    let sections = value["sections"].as_array().unwrap();
    assert!(sections.len() > 500);
    let points = value["text"].as_str().unwrap().chars().count();
    assert_eq!(sections.last().unwrap()["end"].as_u64().unwrap(), points as u64);
}
