use super::*;
use crate::briefing::{BlockKind, Briefing};
use proptest::prelude::*;

fn parse(text: &str) -> Briefing {
    let mut draft = Draft::new();
    read(text, "notes.txt", &mut draft);
    draft.finish().0
}

fn headings(briefing: &Briefing) -> Vec<&str> {
    (0..briefing.sections.len()).filter_map(|section| briefing.heading(section)).collect()
}

fn date(briefing: &Briefing) -> Option<String> {
    briefing.header.date.map(|d| d.to_string())
}

const LONG: &str = "The two sides spoke for an hour about roads, fuel and the state of the railway in the north.";

#[test]
fn a_readout_with_a_date_prefix() {
    let text = format!(" date 2024-01-30 {LONG}\n\nJoint Efforts Against Floods\n\n{LONG}\n\nNext Steps\n\n{LONG}");
    let briefing = parse(&text);
    assert_eq!(date(&briefing).as_deref(), Some("2024-01-30"));
    assert!(briefing.text.starts_with("The two sides"));
    assert_eq!(headings(&briefing), ["Joint Efforts Against Floods", "Next Steps"]);
    assert_eq!(briefing.header.title, None);
}

#[test]
fn wrapped_paragraphs_are_one_line_again() {
    let text = "REPORT\n\nThe corridor road is shut in both directions at kilometre 88, south of\nthe Brannik Pass, \
        after a landslide in the night. Two people are in a\nclinic, and a well-\nknown driver is missing.\n";
    let briefing = parse(text);
    let body = briefing.block_text(1);
    assert!(
        body.contains("south of the Brannik Pass") && body.contains("in a clinic") && !body.contains('\n'),
        "{body}"
    );
}

#[test]
fn headings_of_many_kinds() {
    for heading in [
        "KEY JUDGEMENTS",
        "Regional Outlook",
        "Roads and bridges",
        "1. ROADS",
        "IV. Roads",
        "A. Roads",
        "1.2 Roads",
        "三、道路情况",
        "-- Roads --",
        "== Roads ==",
        "[ROADS]",
        ".ROADS...",
        ".LONG TERM /FRIDAY/...",
        "الوضع العام",
        "وضعیت راه‌ها",
        "道路情况",
        "सड़कें",
        "Roads:",
    ] {
        let briefing = parse(&format!("{LONG}\n\n{heading}\n\n{LONG}\n\n{LONG}\n"));
        assert_eq!(headings(&briefing), [heading]);
    }
}

#[test]
fn underlines_belong_to_their_heading() {
    let briefing = parse(&format!("{LONG}\n\nNEXT ADVISORY\n-------------\n{LONG}\n\nRoads\n~~~~~\n\n{LONG}\n"));
    assert_eq!(headings(&briefing), ["NEXT ADVISORY", "Roads"]);
    assert_eq!((briefing.sections[1].level, briefing.sections[2].level), (1, 2));
    assert!(!briefing.text.contains("---"));
}

#[test]
fn lines_that_are_no_headings() {
    for line in [
        "He said:",
        "Yours sincerely,",
        "- Salt",
        "1. We met the minister.",
        "Price: 12",
        "tel. 555 0100",
        "desk@example.org",
        "and so it goes",
        "The end.",
        "https://example.org/a",
    ] {
        let briefing = parse(&format!("{LONG}\n\n{line}\n\n{LONG}\n"));
        assert!(headings(&briefing).is_empty(), "{line}");
    }
    assert!(headings(&parse(&format!("{LONG}\n\nJane Roe\n"))).is_empty(), "nothing follows");
}

#[test]
fn articles_without_blank_lines() {
    let text = "Charter\nArticle 1\nAll roads are free and equal in dignity and rights to one another.\nArticle 2\nNo road may \
        be closed without a reason given in writing.\nArticle 3\nEvery road has a right to be mended in good time.\n";
    assert_eq!(headings(&parse(text)), ["Article 1", "Article 2", "Article 3"]);
}

#[test]
fn fields_fill_the_header_and_stay_visible() {
    let text = format!(
        "WEEKLY ROAD REPORT No. 4\n\nDate: 27 January 2024\nAs of: 18:00 local\nNext update due: 3 February 2024\nSeries: Roads\n\
         Issue: 4\nHandling: TLP:GREEN\nOfficer: J. Roe\n\nSUMMARY\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    let header = &briefing.header;
    assert_eq!(header.title.as_deref(), Some("WEEKLY ROAD REPORT No. 4"));
    assert_eq!(
        (header.as_of.as_deref(), header.series.as_deref(), header.issue.as_deref()),
        (Some("18:00 local"), Some("Roads"), Some("4"))
    );
    assert!(header.handling.as_ref().is_some_and(|h| h.tlp.is_some()) && header.next_due.is_some());
    assert_eq!(header.extra.len(), 1);
    assert!(briefing.text.contains("Officer: J. Roe"));
    assert_eq!((date(&briefing).as_deref(), headings(&briefing)), (Some("2024-01-27"), vec!["SUMMARY"]));
}

#[test]
fn a_cable_takes_its_title_from_the_subject() {
    let text = "C O N F I D E N T I A L OSLO 000123\n\nTAGS: PREL, PGOV\nSUBJECT: (C) ROADS AND\nRAILS\n\nREF: OSLO 99\n\n1. (C) Summary: \
        roads are open.\n\n2. (S) Rails are not.\n";
    let briefing = parse(text);
    assert_eq!(briefing.header.title.as_deref(), Some("ROADS AND RAILS"));
    assert_eq!(briefing.header.tags.len(), 2);
    assert!(briefing.header.handling.as_ref().is_some_and(|h| h.classification.is_some()));
    assert_eq!(briefing.blocks.iter().filter(|b| b.portion.is_some()).count(), 2);
}

#[test]
fn datelines_are_read_and_kept() {
    for (text, place, day) in [
        ("RAWALPINDI, Jan 30 — The envoy met the minister of roads and spoke at length.", "RAWALPINDI", None),
        (
            "GENEVA, 30 January 2024 (Agency) – The envoy met the minister of roads at noon.",
            "GENEVA",
            Some("2024-01-30"),
        ),
        ("TEHRAN (Agency) - The envoy met the minister of roads and spoke for an hour.", "TEHRAN", None),
    ] {
        let briefing = parse(&format!("Envoy Meets Minister\n\n{text}\n"));
        assert_eq!(briefing.header.dateline.as_deref(), Some(place));
        assert_eq!(date(&briefing).as_deref(), day);
        assert!(briefing.text.contains(text));
    }
}

#[test]
fn wire_texts() {
    let text = "000\nFXUS61 KBOX 270001\nAFDBOX\n\nAREA FORECAST DISCUSSION\nNATIONAL WEATHER SERVICE\n701 PM EST MON NOV 26 2012\n\n\
        .SYNOPSIS...\n\nDRY WEATHER CONTINUES ACROSS THE AREA TONIGHT AND IN THE MORNING.\n\n&&\n\n.BOX WATCHES...\nCT...NONE.\nMA...NONE.\n\n$$\n";
    let briefing = parse(text);
    assert_eq!(briefing.header.title.as_deref(), Some("AREA FORECAST DISCUSSION"));
    assert_eq!(date(&briefing).as_deref(), Some("2012-11-26"));
    assert_eq!(headings(&briefing), [".SYNOPSIS...", ".BOX WATCHES..."]);
    assert!(briefing.text.contains("CT...NONE.\nMA...NONE.") && briefing.text.contains("&&"));
}

#[test]
fn lists_nest_and_go_on() {
    let text = format!(
        "{LONG} They asked for:\n\n1. salt, and\n   oil\n   - by rail\n   - by road\n2. rice\n\n   at once\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    let items: Vec<_> = briefing
        .blocks
        .iter()
        .filter_map(|b| if let BlockKind::Item { depth, marker } = b.kind { Some((depth, marker)) } else { None })
        .collect();
    assert_eq!(items, [(0, 3), (1, 2), (1, 2), (0, 3), (0, 0)]);
    assert!(briefing.text.contains("1. salt, and oil"));
}

#[test]
fn tables_keep_their_columns_and_addresses_their_lines() {
    let text = format!(
        "{LONG}\n\nPlace         Trucks   Fuel\n-----------   ------   ----\nPort Esker       410     38\n\nJane Roe\nPress Office\nOslo\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(briefing.blocks[1].kind, BlockKind::Table);
    assert!(briefing.text.contains("Port Esker       410     38"));
    assert!(briefing.text.contains("Jane Roe\nPress Office\nOslo"));
}

#[test]
fn quotations_lose_their_sign_and_gain_depth() {
    let briefing = parse("Colleagues,\n\nsee below.\n\n> The road\n> is closed.\n\nRegards\n");
    let quoted: Vec<_> =
        briefing.blocks.iter().enumerate().filter(|(_, b)| b.quote == 1).map(|(i, _)| briefing.block_text(i)).collect();
    assert_eq!(quoted, ["The road\nis closed."]);
}

#[test]
fn the_file_name_gives_the_date_when_the_text_does_not() {
    let mut draft = Draft::new();
    read(LONG, "2024-01-30-roads.txt", &mut draft);
    assert_eq!(date(&draft.finish().0).as_deref(), Some("2024-01-30"));
}

/// Characters that must survive, sorted: all but white space and the signs that may only draw.
fn ink(text: &str) -> Vec<char> {
    let drawn = |c: &char| c.is_whitespace() || "=-~^\"*+#_>".contains(*c);
    let mut all: Vec<char> = text.chars().filter(|c| !drawn(c)).collect();
    all.sort_unstable();
    all
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just("\n\n"),
        Just("    "),
        Just("1. "),
        Just("- "),
        Just("(a) "),
        Just("> "),
        Just("-----"),
        Just("===="),
        Just("&&"),
        Just(".NOW..."),
        Just("Key: "),
        Just("Date: 2024-01-30"),
        Just("SUMMARY"),
        Just("Some Heading"),
        Just("a   b   c"),
        Just("| a | b |"),
        Just("x\ty"),
        Just("Article 2"),
        Just("The road is shut in both directions at noon, and nobody knows why."),
        Just("الوضع"),
        Just("道路情况。"),
        Just("TLP:RED"),
        Just("FOR IMMEDIATE RELEASE"),
        Just("# "),
        Just("lower case"),
        Just("..."),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_character_survives(text in pieces()) {
        let briefing = parse(&text);
        prop_assert_eq!(ink(&briefing.text), ink(&text), "{:?}", briefing.text.as_str());
    }

    #[test]
    fn every_letter_of_any_text_survives(text in "[a-zA-Z0-9 .,:;()'\n/&-]{0,300}") {
        let text = format!("x{text}");
        prop_assert_eq!(ink(&parse(&text).text), ink(&text));
    }

    #[test]
    fn any_text_is_harmless(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn paragraphs_rejoin(words in proptest::collection::vec("[a-z]{2,9}", 60..120), width in 55usize..90) {
        let lines = textwrap::wrap(&words.join(" "), width).join("\n");
        let text = format!("Report\n\n{lines}.\n");
        let briefing = parse(&text);
        prop_assert_eq!(briefing.block_text(1), format!("{}.", words.join(" ")));
    }
}
