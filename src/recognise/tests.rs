use super::*;
use crate::briefing::Draft as Document;
use proptest::prelude::*;

fn told(whole: &str) -> Vec<(String, String, String)> {
    let mentions = find(whole, [Span::new(0, whole.len())], &Frame::default());
    let words = |m: Mention| (m.kind.name().to_owned(), text::slice(whole, m.span).to_owned(), m.name);
    mentions.into_iter().map(words).collect()
}

fn names(kind: &str, whole: &str) -> Vec<(String, String)> {
    told(whole).into_iter().filter(|(k, ..)| k == kind).map(|(_, word, name)| (word, name)).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_surname_has_the_full_name() {
    let text = "Foreign Minister Jalil Abbas Jilani spoke to reporters in Islamabad. Later, Jilani flew home, Mr. Jilani’s aide said.";
    let full = "Jalil Abbas Jilani";
    assert_eq!(names("person", text), pairs(&[(full, full), ("Jilani", full), ("Jilani", full)]));
}

#[test]
fn a_surname_that_two_share_stays_as_it_is() {
    let text = "President Hassan Rouhani met his brother Hossein Rouhani in Tehran. Rouhani said nothing.";
    assert_eq!(names("person", text).pop(), Some(("Rouhani".to_owned(), "Rouhani".to_owned())));
}

#[test]
fn an_acronym_in_brackets_has_the_long_form() {
    let text = "The International Atomic Energy Agency (IAEA) reported on Monday. The IAEA inspectors left.";
    let full = "International Atomic Energy Agency";
    assert_eq!(names("organisation", text), pairs(&[(full, full), ("IAEA", full), ("IAEA", full)]));
}

#[test]
fn a_heading_is_not_joined_with_the_paragraph_behind_it() {
    let mut draft = Document::new();
    draft.block(BlockKind::Heading(1), "Visit to Iran", 1);
    draft.block(BlockKind::Paragraph, "Pakistan welcomed the visit.", 2);
    draft.block(BlockKind::Table, "Iran\tPakistan\nTehran\tIslamabad", 3);
    let briefing = draft.finish().0;
    let spans: Vec<&str> = mentions(&briefing).iter().map(|m| text::slice(&briefing.text, m.span)).collect();
    assert_eq!(spans, ["Iran", "Pakistan", "Iran", "Pakistan", "Tehran", "Islamabad"]);
}

#[test]
fn transcripts_and_headings_of_large_words() {
    let mut draft = Document::new();
    draft.block(BlockKind::Title, "Talks Open Trade Council Amid Doubt", 1);
    draft.block(BlockKind::Paragraph, "MS. JEAN-PIERRE:  The President met the Republican party in Tehran.", 2);
    draft.block(BlockKind::Paragraph, "Q    Karine, will the First Lady travel to Pakistan?", 3);
    draft.block(BlockKind::Paragraph, "Q    Thank you.", 4);
    let briefing = draft.finish().0;
    let told: Vec<(String, &str)> =
        mentions(&briefing).into_iter().map(|m| (m.name, text::slice(&briefing.text, m.span))).collect();
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert!(told.contains(&("Jean-Pierre".to_owned(), "JEAN-PIERRE")), "{told:?}");
    assert!(names.contains(&"Tehran") && names.contains(&"Pakistan"), "{names:?}");
    for none in ["President", "First Lady", "Q Karine", "Q", "Q Thank", "Trade Council Amid Doubt"] {
        assert!(!names.contains(&none), "{names:?}");
    }
}

#[test]
fn places_have_their_name_in_the_gazetteer() {
    assert_eq!(names("place", "ایران و پاکستان"), pairs(&[("ایران", "Iran"), ("پاکستان", "Pakistan")]));
}

#[test]
fn chances_are_chances() {
    let text = "Gen. Syed Asim Munir met Foreign Minister Hossein Amir-Abdollahian in Rawalpindi.";
    let mentions = find(text, [Span::new(0, text.len())], &Frame::default());
    assert!(mentions.len() >= 3 && mentions.iter().all(|m| m.score > 0.0 && m.score <= 1.0));
}

/// The weights in the program are those that the manifest tells of.
#[test]
fn the_shipped_model_is_that_of_the_manifest() {
    use sha2::{Digest as _, Sha256};
    let manifest: serde_json::Value = serde_json::from_str(include_str!("model/manifest.json")).unwrap();
    let digest = Sha256::digest(model());
    let told = manifest["weights_sha256"].as_str().unwrap();
    assert_eq!(told.len(), 64);
    for (n, byte) in digest.iter().enumerate() {
        assert_eq!(
            told.get(2 * n..2 * n + 2),
            Some(format!("{byte:02x}").as_str()),
            "weights.bin is not the manifest's"
        );
    }
    assert!(model().len() <= 2_000_000);
}

proptest! {
    /// Mentions ascend, do not overlap, cut no grapheme, and say what stands there; in any text.
    #[test]
    fn mentions_are_sound(whole in "([A-Z][a-z]{0,5}|[a-z]{1,5}|Iran|Gen\\.|\\(NATO\\)|30 January|\\$5|[.,’'\n-]|伊朗|ایران|e\u{301}| ){0,30}|\\PC{0,60}") {
        let spans: Vec<Span> = training::corpus::lines(&whole).collect();
        let mentions = find(&whole, spans, &Frame::default());
        prop_assert!(mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for mention in mentions {
            prop_assert!(!mention.span.is_empty() && !mention.name.is_empty());
            prop_assert!(whole.get(mention.span.range()).is_some_and(|words| !words.trim().is_empty()));
            prop_assert_eq!(text::letter_start(&whole, mention.span.start), mention.span.start);
            prop_assert_eq!(text::letter_start(&whole, mention.span.end), mention.span.end);
        }
    }
}

fn written(blocks: &[(BlockKind, &str)], head: Vec<crate::briefing::NamedEntity>) -> Vec<(String, String, String)> {
    let mut draft = Document::new();
    draft.header().entities = head;
    for (kind, words) in blocks {
        draft.block(*kind, words, 1);
    }
    let briefing = draft.finish().0;
    let told = |m: Mention| (m.kind.name().to_owned(), text::slice(&briefing.text, m.span).to_owned(), m.name);
    mentions(&briefing).into_iter().map(told).collect()
}

#[test]
fn names_that_the_head_gives_are_lit() {
    let clean = crate::clean::Clean::line;
    let zorb = crate::briefing::NamedEntity {
        name: clean("Zorb Council"),
        kind: clean("organisation"),
        aliases: vec![clean("the Zorb")],
    };
    let words = "In Oslo the Zorb met again. The Zorb Council has no seat.";
    let found = written(&[(BlockKind::Paragraph, words)], vec![zorb]);
    let zorb: Vec<_> = found.iter().filter(|(_, _, name)| name == "Zorb Council").collect();
    assert_eq!(zorb.len(), 2, "{found:?}");
    assert!(zorb.iter().all(|(kind, ..)| kind == "organisation"));
}

#[test]
fn numbers_markings_and_signs_are_no_part_of_names() {
    let marked = "(SBU) The attacks in the north went on, and the army of Cameroon lost two posts.";
    let found = written(
        &[
            (BlockKind::Heading(2), "A. Cameroon"),
            (BlockKind::Paragraph, marked),
            (BlockKind::Heading(2), "B. Chad"),
            (BlockKind::Paragraph, "(C/NF) The situation in Chad remained calm in most of the districts."),
            (BlockKind::Paragraph, "HECK"),
        ],
        Vec::new(),
    );
    let words: Vec<&str> = found.iter().map(|(_, words, _)| words.as_str()).collect();
    for no in ["A. Cameroon", "B. Chad", "SBU", "NF", "HECK"] {
        assert!(!words.contains(&no), "{no}: {found:?}");
    }
}

#[test]
fn on_pages_in_other_languages_only_what_is_sure_is_a_name() {
    let german = "Ein Jahr nach dem Ausbruch des Krieges hat Ministerin Anna Weber mit ihrem Kollegen in der Stadt Berlin und         auf dem Land eine Konferenz für die Hilfe im Sudan eröffnet. Letzte Woche war sie nicht in Paris, das ist der Sitz der Behörde.";
    let found =
        written(&[(BlockKind::Paragraph, "Berlin, 15. April 2024"), (BlockKind::Paragraph, german)], Vec::new());
    let people: Vec<&str> =
        found.iter().filter(|(kind, ..)| kind == "person").map(|(_, words, _)| words.as_str()).collect();
    assert!(people.iter().all(|person| *person == "Anna Weber"), "{found:?}");
    assert!(found.iter().any(|(kind, words, _)| kind == "place" && words == "Paris"), "{found:?}");
}
