use super::*;
use crate::briefing::{Draft, Handling, PartialDate};
use crate::clean::Clean;
use crate::import::{Format, Hints, import};
use proptest::prelude::*;

fn again(briefing: &Briefing) -> Briefing {
    let yaml = briefing_yaml(briefing);
    let back = import(yaml.clone().into_bytes(), &Hints { name: "x.yaml", encoding: None }).unwrap();
    assert_eq!((back.format, back.warnings.as_slice()), (Format::Yaml, &[][..]), "{yaml}");
    back.briefing
}

fn texts(briefing: &Briefing) -> Vec<&str> {
    (0..briefing.blocks.len()).map(|b| briefing.block_text(b)).filter(|t| !t.is_empty()).collect()
}

#[test]
fn reads_like_a_file_that_a_person_wrote() {
    let mut draft = Draft::new();
    let header = draft.header();
    header.title = Some(Clean::line("A: b"));
    header.date = PartialDate::day_of(2024, 1, 30);
    header.handling = Handling::parse("TLP:CLEAR");
    header.issue = Some(Clean::line("007"));
    header.tags = vec![Clean::line("no")];
    header.sources = vec![Source { name: Clean::line("X, Y"), url: None, rating: Some(Clean::line("B2")) }];
    draft.block(BlockKind::Paragraph, "Lead.", 1);
    draft.block(BlockKind::Heading(1), "Ties", 1);
    draft.block(BlockKind::Item { depth: 0, marker: 4 }, "• one", 1);
    let briefing = draft.finish().0;
    let expected = "title: \"A: b\"\ndate: 2024-01-30\nhandling: TLP:CLEAR\nissue: 007\ntags:\n  - \"no\"\nsources:\n  \
                    - {name: \"X, Y\", rating: B2}\nsections:\n  - paragraphs:\n      - >-\n        Lead.\n  - heading: Ties\n    \
                    level: 1\n    paragraphs:\n      - >-\n        • one\n";
    assert_eq!(briefing_yaml(&briefing), expected);
    let back = again(&briefing);
    assert_eq!(back.header, briefing.header);
    assert_eq!(
        back.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(),
        briefing.blocks.iter().map(|b| b.kind).collect::<Vec<_>>()
    );
}

#[test]
fn a_second_value_of_one_field_comes_back() {
    let mut briefing = Briefing::default();
    briefing.header.issue = Some(Clean::line("7"));
    briefing.header.extra = vec![(Clean::line("number"), Clean::line("8"))];
    let hints = Hints { name: "a.yaml", encoding: None };
    let back = import(briefing_yaml(&briefing).into_bytes(), &hints).unwrap();
    assert_eq!(back.briefing.header, briefing.header);
}

#[test]
fn many_unknown_keys_cost_linear_time() {
    let cost = |count: usize| {
        let now = || rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        let mut briefing = Briefing::default();
        briefing.header.extra = (0..count)
            .flat_map(|n| [format!("k{n}"), "number".to_owned()])
            .map(|k| (Clean::line(&k), Clean::line("v")))
            .collect();
        let start = now();
        let length = briefing_yaml(&briefing).len();
        let end = now();
        assert!(length > count * 4);
        (end.tv_sec - start.tv_sec) * 1_000_000 + (end.tv_nsec - start.tv_nsec) / 1000
    };
    let (one, four) = (cost(5_000), cost(20_000));
    assert!(four < one * 9 || four < 100_000, "{one} µs, then {four} µs");
}

#[test]
fn links_come_back_with_their_words() {
    let text = "---\ntext: b\n---\n## On [ties](https://e.org/t)\n\nSee [it](https://e.org/1), and *see* [it](https://e.org/2?a=b:%20c#d).\n\n\
                - a [list, of\n  two](https://e.org/3)\n\n[![x](https://e.org/i.png)](https://e.org/4)\n";
    let hints = Hints { name: "a.md", encoding: None };
    let briefing = import(text.as_bytes().to_vec(), &hints).unwrap().briefing;
    let links = |briefing: &Briefing| -> Vec<(String, String)> {
        let all = (0..briefing.blocks.len()).flat_map(|block| links_of(briefing, block));
        all.map(|(span, url)| (crate::text::slice(&briefing.text, span).to_owned(), briefing.links[url].to_string()))
            .collect()
    };
    let back = again(&briefing);
    assert!(links(&briefing).len() >= 4, "{:?}", links(&briefing));
    assert_eq!(links(&back), links(&briefing));
    assert_eq!(texts(&back), texts(&briefing));
    assert_eq!(left_out(&briefing).keys, ["text"]);
    assert_eq!(left_out(&back), LeftOut::default());
}

/// What the blocks are; levels of headings are those of the sections.
fn kinds(briefing: &Briefing) -> Vec<(BlockKind, u8)> {
    let kind = |kind| if matches!(kind, BlockKind::Heading(_)) { BlockKind::Heading(1) } else { kind };
    briefing.blocks.iter().filter(|b| b.kind != BlockKind::Title).map(|b| (kind(b.kind), b.quote)).collect()
}

#[test]
fn every_kind_of_block_comes_back() {
    let text = "# T\n\nLead.\n\n## A\n\n- one\n  - two\n\n    more of two\n- three\n\n***\n\n> said\n>\n> > before\n\n    code\n      deeper\n\n    end\n\n\
                | a | b |\n|---|---|\n| 1 |  |\n|  | 2 |\n\n1. first\n2. second\n\n\\- no item\n";
    let briefing = import(text.as_bytes().to_vec(), &Hints { name: "a.md", encoding: None }).unwrap().briefing;
    let back = again(&briefing);
    assert_eq!(kinds(&back), kinds(&briefing));
    assert_eq!(texts(&back)[..], texts(&briefing)[1..], "the title is in the head");
    for kind in [BlockKind::Table, BlockKind::Code, BlockKind::Rule, BlockKind::Item { depth: 1, marker: 4 }] {
        assert!(back.blocks.iter().any(|block| block.kind == kind), "{kind:?}");
    }
}

/// The marker is the whole of an item without words, and not more than that.
#[test]
fn an_item_without_words_comes_back() {
    let mut draft = Draft::new();
    draft.block(BlockKind::Item { depth: 3, marker: 2 }, "-  ", 1);
    let briefing = draft.finish().0;
    assert_eq!(kinds(&briefing), [(BlockKind::Item { depth: 3, marker: 1 }, 0)]);
    assert_eq!(kinds(&again(&briefing)), kinds(&briefing));
}

#[test]
fn nothing_at_all() {
    let back = again(&Briefing::default());
    assert!(texts(&back).is_empty());
}

proptest! {
    #[test]
    fn comes_back_the_same(
        title in "\\PC{0,30}",
        parts in proptest::collection::vec((0u8..12, prop_oneof![
            "\\PC{1,80}", "[-#:'\"|>*&!%@\\[\\]{},? a0~=.]{1,12}", Just("no".to_owned()), Just("2024-01-30".to_owned()),
            Just("1.10".to_owned()), Just("---".to_owned()), Just("word ".repeat(80)),
        ]), 0..8),
    ) {
        let mut draft = Draft::new();
        draft.header().title = Some(Clean::line(&title)).filter(|t| !t.is_empty());
        for (kind, text) in &parts {
            match kind {
                0 => draft.block(BlockKind::Heading(2), text, 1),
                1 => {
                    draft.open(BlockKind::Paragraph, 1);
                    draft.push(text);
                    draft.line_break();
                    draft.push("second line");
                    draft.close();
                }
                2 => draft.block(BlockKind::Rule, text, 1),
                3 => draft.block(BlockKind::Code, &format!("{text}\n  {text}\n\n{text}"), 1),
                4 => {
                    draft.open(BlockKind::Table, 1);
                    draft.push(text);
                    draft.cell_break();
                    draft.next_line("a");
                    draft.cell_break();
                    draft.push(text);
                    draft.close();
                }
                5 => draft.block(BlockKind::Item { depth: 3, marker: 2 }, &format!("- {text}"), 1),
                6 => draft.block(BlockKind::Item { depth: 1, marker: 0 }, text, 1),
                7 => draft.block(BlockKind::Item { depth: 0, marker: 3 }, &format!("a) {text}"), 1),
                8 => {
                    draft.open(BlockKind::Paragraph, 1);
                    draft.quote(2);
                    draft.push(text);
                    draft.close();
                }
                9 => draft.block(BlockKind::Rule, "", 1),
                _ => draft.block(BlockKind::Paragraph, text, 1),
            }
        }
        let briefing = draft.finish().0;
        let back = again(&briefing);
        prop_assert_eq!(&back.header, &briefing.header);
        prop_assert_eq!(texts(&back), texts(&briefing));
        prop_assert_eq!(kinds(&back), kinds(&briefing));
        let headings = |b: &Briefing| (0..b.sections.len()).map(|s| b.heading(s).map(str::to_owned)).collect::<Vec<_>>();
        prop_assert_eq!(headings(&back), headings(&briefing));
    }
}
