use super::*;
use crate::briefing::{Briefing, InlineStyle};
use proptest::prelude::*;

fn parse(text: &str) -> Briefing {
    let mut draft = Draft::new();
    read(text, "x.rst", &mut draft);
    draft.finish().0
}

#[test]
fn a_field_head_and_levels_by_appearance() {
    let briefing = parse(
        "Brief: 7\nTitle: Road Report\nCreated: 05-Jul-2021\n\nRoads\n=====\n\nText one\ngoes on.\n\nNorth\n-----\n\nMore.\n\nRails\n=====\n\nEnd.\n",
    );
    assert_eq!(briefing.header.title.as_deref(), Some("Road Report"));
    assert_eq!(briefing.header.date.map(|d| d.to_string()).as_deref(), Some("2021-07-05"));
    let heads: Vec<_> =
        (0..briefing.sections.len()).filter_map(|s| Some((briefing.heading(s)?, briefing.sections[s].level))).collect();
    assert_eq!(heads, [("Roads", 1), ("North", 2), ("Rails", 1)]);
    assert!(briefing.text.contains("Text one goes on."));
}

#[test]
fn headings_of_one_letter_and_line_blocks() {
    let briefing =
        parse("Harbour Watch\n=============\n\nA\n-\n\n| Berth one: shut,\n  for good\n| Berth two\n\nB\n-\n\nOpen.\n");
    let heads: Vec<_> = (0..briefing.sections.len()).filter_map(|s| briefing.heading(s)).collect();
    assert_eq!(heads, ["A", "B"]);
    assert!(briefing.text.contains("Berth one: shut, for good\nBerth two"), "{}", briefing.text.as_str());
    assert!(briefing.blocks.iter().all(|b| b.kind != BlockKind::Table));
    let table = parse("| a | b |\n| c | d |\n");
    assert_eq!(table.blocks[0].kind, BlockKind::Table);
}

#[test]
fn a_title_stands_alone_with_its_adornment() {
    let briefing = parse("=====\nDaily\n=====\n:Date: 2024-01-30\n\nRoads\n=====\n\nText.\n\nRails\n=====\n\nText.\n");
    assert_eq!(briefing.header.title.as_deref(), Some("Daily"));
    assert_eq!(briefing.header.date.map(|d| d.to_string()).as_deref(), Some("2024-01-30"));
    assert_eq!(briefing.sections.len(), 3);
}

#[test]
fn fields_in_comments_and_terms_above_definitions() {
    let briefing = parse(
        ".. title: Road Report\n.. date: 2024-01-30 12:00:00\n.. slug: roads\n\n:Version: 3\n:Author: Desk\n\n.. class:: lead\n\nports\n    Both open,\n    one busy.\n",
    );
    assert_eq!(briefing.header.title.as_deref(), Some("Road Report"));
    assert_eq!(briefing.header.date.map(|d| d.to_string()).as_deref(), Some("2024-01-30"));
    assert!(briefing.text.contains(":Version: 3\n:Author: Desk"), "{}", briefing.text.as_str());
    assert!(briefing.text.contains("ports\nBoth open, one busy."), "{}", briefing.text.as_str());
    assert!(briefing.text.contains(".. class:: lead"));
}

#[test]
fn lists_literals_and_tables() {
    let briefing = parse(
        "Do so::\n\n  a  =  1\n\n  b = 2\n\n* One\n  goes on\n\n  - Two\n\n    Deeper.\n\n+---+---+\n| a | b |\n+---+---+\n",
    );
    let kinds: Vec<_> = briefing.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Paragraph,
            BlockKind::Code,
            BlockKind::Item { depth: 0, marker: 2 },
            BlockKind::Item { depth: 1, marker: 2 },
            BlockKind::Item { depth: 1, marker: 0 },
            BlockKind::Table,
        ]
    );
    assert_eq!(briefing.block_text(1), "  a  =  1\n\n  b = 2");
}

#[test]
fn lists_that_number_themselves_and_wrapped_directives() {
    let briefing = parse(
        "Talks\n\n#. One\n   goes on\n#. Two\n\n.. note:: The road is\n   closed to\n   trucks.\n\n.. figure:: a.png\n   :alt: Port\n   :width: 3\n\n   \
         The port\n   at noon.\n\n.. warning::\n   Mind the\n   gap.\n",
    );
    let lines: Vec<_> = (0..briefing.blocks.len()).map(|b| (briefing.blocks[b].kind, briefing.block_text(b))).collect();
    let (item, text) = (BlockKind::Item { depth: 0, marker: 3 }, BlockKind::Paragraph);
    assert_eq!(
        lines,
        [
            (text, "Talks"),
            (item, "#. One goes on"),
            (item, "#. Two"),
            (text, ".. note:: The road is closed to trucks."),
            (text, ".. figure:: a.png"),
            (text, ":alt: Port"),
            (text, ":width: 3"),
            (text, "The port at noon."),
            (text, ".. warning::"),
            (text, "Mind the gap."),
        ]
    );
}

#[test]
fn inline_markup() {
    let briefing = parse("See *this*, **that**, ``x * y`` and `the site\n<https://example.org/a>`_ or 2 * 3 * 4.\n");
    assert_eq!(briefing.text.as_str(), "See this, that, x * y and the site <https://example.org/a> or 2 * 3 * 4.");
    let styles: Vec<_> = briefing.inlines.iter().map(|i| i.style).collect();
    assert_eq!(styles, [InlineStyle::Emphasis, InlineStyle::Strong, InlineStyle::Code, InlineStyle::Link(0)]);
    assert_eq!(briefing.links[0].as_str(), "https://example.org/a");
}

/// Letters and digits of a text, sorted.
fn letters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    all.sort_unstable();
    all
}

proptest! {
    #[test]
    fn no_letter_is_lost(text in "([a-c]{1,4}|[ *`_:.<>|=+-]{1,3}|\n|\n\n|=====\n|  |- |1\\. |::\n){0,40}") {
        let briefing = parse(&text);
        let links: String = briefing.links.iter().map(ToString::to_string).collect();
        let all = format!("{}{links}", briefing.text.as_str());
        let (source, kept) = (letters(&text), letters(&all));
        let mut left = kept.iter();
        prop_assert!(source.iter().all(|c| left.any(|k| k == c)), "{source:?} {kept:?}");
    }

    #[test]
    fn any_text_is_harmless(text in any::<String>()) {
        let _ = parse(&text);
    }
}
