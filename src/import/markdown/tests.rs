use super::*;
use crate::briefing::{BlockKind, Briefing, InlineStyle};
use crate::text;

fn read_it(source: &str) -> Briefing {
    let mut draft = Draft::new();
    read(source, &mut draft);
    draft.finish().0
}

/// One line a block: kind, source line, text.
fn shape(source: &str) -> Vec<String> {
    let briefing = read_it(source);
    let show = |index: usize| {
        let block = briefing.blocks[index];
        let kind = match block.kind {
            BlockKind::Title => "T".to_owned(),
            BlockKind::Heading(level) => format!("H{level}"),
            BlockKind::Paragraph => "P".to_owned(),
            BlockKind::Item { depth, marker } => format!("I{depth}.{marker}"),
            BlockKind::Table => "B".to_owned(),
            BlockKind::Code => "C".to_owned(),
            BlockKind::Rule => "R".to_owned(),
        };
        let quote = if block.quote > 0 { format!("q{}", block.quote) } else { String::new() };
        let tight = if block.tight { "t" } else { "" };
        format!("{kind}{quote}{tight} {} {}", block.line, briefing.block_text(index))
    };
    (0..briefing.blocks.len()).map(show).collect()
}

fn links(source: &str) -> Vec<(String, String)> {
    let briefing = read_it(source);
    let target = |style| match style {
        InlineStyle::Link(index) => Some(briefing.links[index as usize].as_str().to_owned()),
        _ => None,
    };
    briefing
        .inlines
        .iter()
        .filter_map(|i| Some((text::slice(&briefing.text, i.span).to_owned(), target(i.style)?)))
        .collect()
}

#[test]
fn a_day_below_the_name_of_who_wrote() {
    let source = "# Road Watch\n\n**Jo Roe**\nMar 5, 2024\n\nHello.\n\n## Roads\n\nShut.\n";
    let hints = crate::import::Hints { name: "a.md", encoding: None };
    let header = crate::import::import(source.as_bytes().to_vec(), &hints).unwrap().briefing.header;
    assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2024-03-05"));
}

#[test]
fn fields_below_the_title() {
    for head in [
        "**Date:** 5 March 2024\n**Author:** Road Desk\n",
        "Date: 5 March 2024\nAuthor: Road Desk\n",
        "- **Date:** 5 March 2024\n- **Author:** Road Desk\n",
    ] {
        let source = format!("# Road Watch [TLP:AMBER]\n\n{head}\n## Roads\n\nShut.\n\nNote: see below.\nMore text.\n");
        let hints = crate::import::Hints { name: "a.md", encoding: None };
        let header = crate::import::import(source.into_bytes(), &hints).unwrap().briefing.header;
        assert_eq!(header.title.as_deref(), Some("Road Watch"), "{head}");
        assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2024-03-05"), "{head}");
        assert_eq!(header.handling.map(|h| h.label.to_string()).as_deref(), Some("TLP:AMBER"));
        let extra: Vec<_> = header.extra.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(extra, [("Author", "Road Desk")], "{head}");
    }
}

#[test]
fn the_title_and_the_headings() {
    assert_eq!(
        shape("# A *title*\n\nlead\n\n## One `two`\nbody\n"),
        ["T 1 A title", "P 3 lead", "H2 5 One two", "P 6 body"]
    );
    assert_eq!(shape("Setext\n======\n\nOne\n---\n"), ["T 1 Setext", "H2 4 One"]);
    assert_eq!(shape("# A\n\n# B\n"), ["H1 1 A", "H1 3 B"]);
    assert_eq!(read_it("# A\n\n# B\n").header.title.as_deref(), Some("A"));
    assert_eq!(shape("---\ntitle: A\n---\n# A\n## B\n"), ["T 4 A", "H2 5 B"]);
    assert_eq!(shape("---\ntitle: X\n---\n# A\n## B\n"), ["H1 4 A", "H2 5 B"]);
    assert_eq!(shape("# [Linked](http://x) {#id}\n"), ["T 1 Linked"]);
    assert_eq!(read_it("# [Linked](http://x)\n").links[0].as_str(), "http://x");
}

#[test]
fn bold_lines_are_headings_where_there_are_no_others() {
    let source = "Lead.\n\n**FIRST PART:**\n\nText.\n\n**SECOND PART**  \nMore text.\n";
    assert_eq!(shape(source), ["P 1 Lead.", "H2 3 FIRST PART:", "P 5 Text.", "H2 7 SECOND PART", "P 8 More text."]);
    assert_eq!(shape("## Real\n\n**Bold**\n\n**Bolder**\n").iter().filter(|l| l.starts_with('H')).count(), 1);
    assert_eq!(shape("**Only one**\n\nText.\n")[0], "P 1 Only one");
    assert_eq!(shape("**A.** text\n\n**B.** text\n")[0], "P 1 A. text");
}

#[test]
fn a_bold_line_above_headings_of_parts_is_the_title() {
    let title = |source: &str| read_it(source).header.title.as_deref().map(str::to_owned);
    let parts = "## Levels\n\nThe river fell.\n\n## Outlook\n\nIt will fall further.\n";
    assert_eq!(title(&format!("**River Watch**\n\n3 March 2024\n\n{parts}")).as_deref(), Some("River Watch"));
    for none in ["**For immediate release**", "**Note:** the river fell", "The river"] {
        assert_eq!(title(&format!("{none}\n\n{parts}")), None, "{none}");
    }
    assert_eq!(title(&format!("# River Watch\n\n**Bold Words**\n\n{parts}")).as_deref(), Some("River Watch"));
    let briefing = read_it(&format!("**River Watch**\n\n{parts}"));
    assert_eq!(briefing.text.matches("River Watch").count(), 1);
}

#[test]
fn lists_keep_markers_and_nesting() {
    let source = "- a\n  wrapped\n- b\n\n  more of b\n\n  3. x\n  4. y\n- [ ] todo\n- [x] done\n";
    let expected = [
        "I0.4 1 • a wrapped",
        "I0.4t 3 • b",
        "I0.0 5 more of b",
        "I1.3 7 3. x",
        "I1.3t 8 4. y",
        "I0.4t 9 ☐ todo",
        "I0.4t 10 ☑ done",
    ];
    assert_eq!(shape(source), expected);
}

#[test]
fn quotes_code_tables_rules() {
    let source = "> a\n> > b\n\n```rust\nfn  x() {\n\ty\n}\n```\n\n| A | *B* |\n|---|---|\n| 1 |  |\n\n* * *\n";
    let expected = ["Pq1 1 a", "Pq2 2 b", "C 4 fn  x() {\n        y\n}", "B 10 A\tB\n1", "R 14 "];
    assert_eq!(shape(source), expected);
}

#[test]
fn surplus_cells_and_badges_lose_nothing() {
    assert_eq!(shape("| a | b |\n|---|---|\n| 1 | 2 | *3* | 4 |\n| 5 |\n"), ["B 1 a\tb\n1\t2\t*3*\t4\n5"]);
    assert_eq!(shape("![badge](x)\n\n## T\n\n### a\n"), ["P 1 badge", "T 3 T", "H3 5 a"]);
}

#[test]
fn links_images_footnotes_and_definitions_lose_nothing() {
    let source = "A [b](http://b), ![alt](i.png), [c][d] and <http://e>.[^n]\n\n[d]: http://d\n[unused]: http://u\n\n[^n]: The note.\n";
    assert_eq!(shape(source), ["P 1 A b, alt, c and http://e.[n]", "P 6 [n] The note."]);
    let pairs = [("b", "http://b"), ("alt", "i.png"), ("c", "http://d"), ("http://e", "http://e")];
    assert_eq!(links(source), pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(read_it(source).links.last().map(|l| l.as_str().to_owned()).as_deref(), Some("http://u"));
}

#[test]
fn definitions_that_are_kept_elsewhere() {
    let source = "See [Core][core repo], [a][b] and [1][2].\n\n{% include refs.md %}\n[b]: http://b\n";
    assert_eq!(shape(source), ["P 1 See Core, a and [1][2]."]);
    assert_eq!(links(source)[0], ("Core".to_owned(), "[core repo]".to_owned()));
    assert_eq!(shape("See [Core][core repo].\n"), ["P 1 See [Core][core repo]."]);
}

#[test]
fn html_inside() {
    let source = "a<br>b <span class=\"x\">c</span> <img alt=\"d\"> <a href=\"http://e\">e</a> <FILE> <E9><!-- no -->\n\n\
                  <div>\n<p>f</p>\n<ul><li>g</ul>\n</div>\n\n<!--\nhidden\n-->\n\n*h*\n";
    assert_eq!(shape(source), ["P 1 a\nb c d e <FILE> <E9>", "P 4 f", "I0.4t 5 • g", "P 12 h"]);
    assert_eq!(links(source), [("e".to_owned(), "http://e".to_owned())]);
}

#[test]
fn wrapped_lines_join_as_the_script_wants() {
    assert_eq!(shape("外務大臣は\n**昨日**\n会談。\nok *then*\n_so_ on\n"), ["P 1 外務大臣は昨日会談。 ok then so on"]);
}

#[test]
fn styles_cover_their_text() {
    let briefing = read_it("a **b** *c*\n~~d~~ `e`\n");
    let styled: Vec<_> = briefing.inlines.iter().map(|i| (text::slice(&briefing.text, i.span), i.style)).collect();
    let expected = [
        ("b", InlineStyle::Strong),
        ("c", InlineStyle::Emphasis),
        ("d", InlineStyle::Strike),
        ("e", InlineStyle::Code),
    ];
    assert_eq!(styled, expected);
}
