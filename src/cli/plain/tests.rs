use super::*;
use crate::briefing::Draft;
use crate::briefing::Handling;
use crate::import::Format;

fn printed(draft: Draft, part: Part, width: usize) -> String {
    let (briefing, warnings) = draft.finish();
    let imported = Imported { briefing, warnings, format: Format::Text, encoding: "UTF-8", guessed_encoding: false };
    let mut out = Vec::new();
    write(&mut out, &imported, part, width).unwrap();
    String::from_utf8(out).unwrap()
}

fn draft() -> Draft {
    let mut draft = Draft::new();
    draft.title("Corridor liaison", 1);
    draft.header().handling = Handling::parse("TLP:GREEN");
    draft.header().dateline = Some(Clean::line("Rawalpindi"));
    draft.block(BlockKind::Paragraph, "The lead paragraph is here.", 2);
    draft.block(BlockKind::Heading(1), "Trade", 3);
    draft.open(BlockKind::Paragraph, 4);
    draft.quote(1);
    draft.push("A quotation that goes on.");
    draft.open(BlockKind::Table, 5);
    for (n, (item, tons)) in [("Item", "Tons"), ("Wheat", "120"), ("Rice", "7")].into_iter().enumerate() {
        if n > 0 {
            draft.line_break();
        }
        draft.push(item);
        draft.cell_break();
        draft.push(tons);
    }
    draft.block(BlockKind::Heading(2), "Ports", 6);
    draft.open(BlockKind::Paragraph, 7);
    let link = draft.link("https://a.example/");
    draft.style_start(link);
    draft.push("See");
    draft.style_end();
    draft
}

#[test]
fn the_page_looks_like_this() {
    let expected = "\
TLP:GREEN

Corridor liaison
================

Dateline: Rawalpindi

  The lead paragraph
  is here.

Trade
-----

  > A quotation that
  > goes on.

  Item  | Tons
  ------+-----
  Wheat |  120
  Rice  |    7

Ports

  See

  [See]
    https://a.exampl
    e/

TLP:GREEN
";
    assert_eq!(printed(draft(), Part::Whole, 20), expected);
}

#[test]
fn one_section_keeps_its_handling() {
    let text = printed(draft(), Part::Section(2), 80);
    assert_eq!(text, "TLP:GREEN\n\nPorts\n\n  See\n\n  [See] https://a.example/\n\nTLP:GREEN\n");
}

#[test]
fn no_line_is_wider_than_the_width() {
    for width in [5, 12, 33, 80] {
        let text = printed(draft(), Part::Whole, width);
        assert!(text.lines().all(|line| text::cells(line) <= width), "{width}: {text}");
    }
}

#[test]
fn an_empty_briefing_prints_nothing() {
    assert_eq!(printed(Draft::new(), Part::Whole, 80), "");
}

#[test]
fn a_marking_beside_the_title_is_told_once() {
    for line in ["[TLP:GREEN] Corridor liaison", "Corridor liaison (TLP:GREEN)", "TLP:GREEN | Corridor liaison"] {
        let mut draft = Draft::new();
        draft.title(line, 1);
        draft.block(BlockKind::Paragraph, "Words.", 2);
        draft.header().title = Some(Clean::line("Corridor liaison"));
        draft.header().handling = Handling::parse("TLP:GREEN");
        let page = printed(draft, Part::Whole, 60);
        assert!(page.starts_with("TLP:GREEN\n\nCorridor liaison\n================\n"), "{line}: {page}");
    }
    // What is no marking stays where it stands.
    let mut draft = Draft::new();
    draft.title("Draft: Corridor liaison", 1);
    draft.header().title = Some(Clean::line("Corridor liaison"));
    draft.header().handling = Handling::parse("TLP:GREEN");
    assert!(printed(draft, Part::Whole, 60).contains("\nDraft: Corridor liaison\n===="));
}
