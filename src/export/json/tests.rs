use serde_json::Value;

use super::*;
use crate::briefing::{Draft, MAX_BLOCK};
use crate::import::Format;

fn json(draft: Draft) -> Value {
    let (briefing, warnings) = draft.finish();
    let imported = Imported { briefing, warnings, format: Format::Text, encoding: "UTF-8", guessed_encoding: false };
    let mut out = Vec::new();
    let all = 0..imported.briefing.sections.len();
    write(&mut out, "a\u{9b}.txt", &imported, all).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.contains('\u{9b}'));
    serde_json::from_str(&text).unwrap()
}

fn cut(value: &Value, part: &Value) -> String {
    let at = |key: &str| usize::try_from(part[key].as_u64().unwrap()).unwrap();
    value["text"].as_str().unwrap().chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn offsets_count_code_points() {
    let mut draft = Draft::new();
    draft.title("Tïtle 伊朗", 1);
    draft.block(BlockKind::Paragraph, "Léad 🚀.", 2);
    draft.block(BlockKind::Heading(2), "Ünë", 3);
    draft.block(BlockKind::Item { depth: 1, marker: 2 }, "- ítem", 4);
    let value = json(draft);
    let sections = value["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 2);
    assert_eq!(sections[0]["heading"], Value::Null);
    assert_eq!(cut(&value, &sections[1]), "Ünë\n\n- ítem");
    let item = &sections[1]["paragraphs"][0];
    assert_eq!(
        (item["kind"].as_str(), item["depth"].as_u64(), item["line"].as_u64()),
        (Some("item"), Some(1), Some(4))
    );
    assert_eq!(cut(&value, item), "- ítem");
    assert_eq!(value["file"], "a\u{9b}.txt");
}

#[test]
fn what_was_split_for_its_length_is_one_paragraph() {
    let long = "wörd ".repeat(MAX_BLOCK / 2);
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, &long, 1);
    draft.block(BlockKind::Paragraph, "End.", 2);
    let value = json(draft);
    let paragraphs = value["sections"][0]["paragraphs"].as_array().unwrap();
    assert_eq!(paragraphs.len(), 2);
    assert_eq!(paragraphs[0]["text"].as_str().unwrap(), long.trim_end());
    assert_eq!(cut(&value, &paragraphs[0]), long.trim_end());
}

#[test]
fn no_link_is_lost() {
    let mut draft = Draft::new();
    draft.open(BlockKind::Heading(1), 1);
    let style = draft.link("https://a.example/");
    draft.style_start(style);
    draft.push("Head");
    draft.style_end();
    draft.open(BlockKind::Paragraph, 2);
    draft.push("see ");
    let style = draft.link("https://b.example/");
    draft.style_start(style);
    draft.push("this");
    draft.style_end();
    draft.link("https://c.example/");
    let value = json(draft);
    let link = |text: &str, url: &str| serde_json::json!({"text": text, "url": url});
    assert_eq!(value["sections"][0]["paragraphs"][0]["links"], serde_json::json!([link("this", "https://b.example/")]));
    assert_eq!(value["links"], serde_json::json!([link("Head", "https://a.example/"), link("", "https://c.example/")]));
}

#[test]
fn an_empty_briefing_has_one_empty_section() {
    let value = json(Draft::new());
    assert_eq!(value["sections"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["sections"][0]["paragraphs"], serde_json::json!([]));
    assert_eq!(value["text"], "");
}
