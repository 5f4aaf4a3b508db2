use super::*;
use proptest::prelude::*;

fn sample() -> Briefing {
    let mut draft = Draft::new();
    draft.title("A title", 1);
    draft.block(BlockKind::Paragraph, "Lead text.", 3);
    draft.block(BlockKind::Heading(2), "Regional Issues", 5);
    draft.block(BlockKind::Paragraph, "Body one.", 7);
    draft.block(BlockKind::Heading(3), "Regional Issues", 9);
    draft.block(BlockKind::Item { depth: 0, marker: 3 }, "1. (S) Body two.", 11);
    draft.finish().0
}

#[test]
fn sections_are_ranges_of_blocks() {
    let briefing = sample();
    let ids: Vec<_> = briefing.sections.iter().map(|s| (s.id.as_str(), s.level, s.blocks.clone())).collect();
    assert_eq!(ids, [("lead", 1, 1..2), ("regional-issues", 1, 2..4), ("regional-issues--2", 2, 4..6)]);
    assert_eq!(briefing.heading(1), Some("Regional Issues"));
    assert_eq!(briefing.section_of(3), 1);
    assert_eq!(briefing.blocks[5].portion, Some(Classification::Secret));
}

/// Reading records know sections by their ids: a repeat must not move the id of a heading that stands for itself.
#[test]
fn a_repeated_heading_takes_no_id_from_another() {
    let ids = |headings: &[&str]| -> Vec<String> {
        let mut draft = Draft::new();
        for heading in headings {
            draft.block(BlockKind::Heading(1), heading, 1);
        }
        draft.finish().0.sections.into_iter().map(|section| section.id).collect()
    };
    assert_eq!(ids(&["Update", "Update 2"]), ["update", "update-2"]);
    assert_eq!(ids(&["Update", "Update", "Update 2", "Update--2"]), ["update", "update--2", "update-2", "update-2--2"]);
    assert_eq!(ids(&["Update 2", "Update", "Update"]), ["update-2", "update", "update--2"]);
}

#[test]
fn empty_blocks_leave_no_trace() {
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, "a", 1);
    draft.block(BlockKind::Paragraph, " \u{200b} ", 2);
    draft.block(BlockKind::Paragraph, "b", 3);
    assert_eq!(draft.finish().0.text.as_str(), "a\n\nb");
}

#[test]
fn long_blocks_are_split_without_loss() {
    let words = "word ".repeat(20_000);
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, &words, 1);
    let briefing = draft.finish().0;
    assert!(briefing.blocks.len() > 5);
    assert!(briefing.blocks.iter().all(|b| b.span.len() <= MAX_BLOCK));
    let letters: usize = (0..briefing.blocks.len()).map(|b| briefing.block_text(b).matches("word").count()).sum();
    assert_eq!(letters, 20_000);
}

#[test]
fn ideographs_and_hyphens_join_without_a_space() {
    let mut draft = Draft::new();
    draft.open(BlockKind::Paragraph, 1);
    draft.push("counter-");
    draft.next_line("terrorism and");
    draft.next_line("  peace");
    draft.open(BlockKind::Paragraph, 5);
    draft.push("伊朗和");
    draft.next_line("巴基斯坦");
    assert_eq!(draft.finish().0.text.as_str(), "counter-terrorism and peace\n\n伊朗和巴基斯坦");
}

#[test]
fn no_block_starts_with_a_line_break() {
    let mut draft = Draft::new();
    draft.open(BlockKind::Paragraph, 1);
    draft.line_break();
    draft.push("a");
    draft.line_break();
    draft.push("b");
    assert_eq!(draft.finish().0.text.as_str(), "a\nb");
}

#[test]
fn inlines_end_with_their_block() {
    let mut draft = Draft::new();
    draft.open(BlockKind::Paragraph, 1);
    draft.style_start(InlineStyle::Strong);
    draft.push("bold  ");
    draft.block(BlockKind::Paragraph, "next", 3);
    let briefing = draft.finish().0;
    assert_eq!(briefing.inlines, [Inline { span: Span::new(0, 4), style: InlineStyle::Strong }]);
}

proptest! {
    #[test]
    fn model_invariants(parts in proptest::collection::vec((0u8..6, ".{0,60}"), 0..40)) {
        let mut draft = Draft::new();
        for (kind, raw) in &parts {
            let kind = match kind {
                0 => BlockKind::Heading(2),
                1 => BlockKind::Heading(4),
                2 => BlockKind::Item { depth: 1, marker: 0 },
                3 => BlockKind::Code,
                4 => BlockKind::Rule,
                _ => BlockKind::Paragraph,
            };
            draft.block(kind, raw, 1);
        }
        let (briefing, _) = draft.finish();
        let mut end = 0;
        for block in &briefing.blocks {
            prop_assert!(block.span.start >= end && block.span.end <= briefing.text.len());
            prop_assert!(briefing.text.get(block.span.range()).is_some());
            end = block.span.end;
        }
        let mut next = 0;
        let mut ids = std::collections::HashSet::new();
        for section in &briefing.sections {
            prop_assert_eq!(section.blocks.start, next);
            next = section.blocks.end;
            prop_assert!(ids.insert(section.id.clone()));
            prop_assert!(section.level >= 1);
        }
        prop_assert_eq!(next, briefing.blocks.len());
    }
}
