use super::*;
use crate::briefing::{BlockKind, Briefing};
use proptest::prelude::*;

mod heads;
mod letters;
mod pieces;
mod settings;
mod strangers;
mod tables;

fn parse(text: &str) -> Briefing {
    let mut draft = Draft::new();
    read(text.to_owned(), "notes.txt", &mut draft);
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
fn each_note_of_a_list_begins_a_line() {
    let long = |name: &str| format!("https://www.example.org/{name}/posts/2026/03/14/what-the-general-staff-said");
    let notes = [
        format!("[2] {}", long("a")),
        format!("[3] {}\n{}", long("b"), long("c")),
        format!("[4] {}", long("d")),
        "[5] The ministry told so in a paper on roads that it gave to all who came to\nthe talks on the day before"
            .to_owned(),
        format!("[6] {} ; {}", long("e"), long("f")),
    ];
    let briefing = parse(&format!("REPORT\n\n{LONG}\n\nThe rest.\n\n{}\n", notes.join("\n")));
    for number in 3..=6 {
        assert!(briefing.text.contains(&format!("\n[{number}] ")), "{number}: {}", briefing.text.as_str());
    }
    let wrapped = "REPORT\n\nThe two sides spoke for an hour about roads, fuel and the state of the rail\n\
        [2] and left on the night of the thirteenth for the north and the capital, in\na hurry.\n";
    assert!(parse(wrapped).text.contains("the rail [2] and"));
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
        let name = if heading.ends_with("...") { heading } else { heading.trim_matches(|c| "=-[] ".contains(c)) };
        assert_eq!(headings(&briefing), [name]);
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
fn fields_may_stand_right_below_the_title() {
    for between in ["", "===============\n", "----------------------------------------\n", "=======================\n"]
    {
        let text = format!(
            "BORDER BULLETIN\n{between}Handling: TLP:AMBER\nDate: 2024-03-05\nSeries: Weekly\nNext due: 12 March 2024\n\n\
             SECURITY\n\n{LONG} {LONG}\n\nECONOMY\n\n{LONG} {LONG}\n"
        );
        let briefing = parse(&text);
        let header = &briefing.header;
        let words = |value: &Option<Clean>| value.as_ref().map(ToString::to_string);
        assert_eq!(words(&header.title).as_deref(), Some("BORDER BULLETIN"), "{between}");
        assert_eq!(header.handling.as_ref().map(|h| h.label.to_string()).as_deref(), Some("TLP:AMBER"), "{between}");
        assert_eq!(date(&briefing).as_deref(), Some("2024-03-05"), "{between}");
        assert_eq!(words(&header.series).as_deref(), Some("Weekly"), "{between}");
        assert_eq!(words(&header.next_due).as_deref(), Some("12 March 2024"), "{between}");
        assert_eq!(headings(&briefing), ["SECURITY", "ECONOMY"], "{between}");
    }
    let alone = parse(&format!("Weekly Report\nClassification: SECRET\n\nSecurity\n\n{LONG}\n\nEconomy\n\n{LONG}\n"));
    assert!(alone.header.handling.is_some());
    assert_eq!(headings(&alone), ["Security", "Economy"]);
}

#[test]
fn a_title_behind_a_portion_mark() {
    let text = format!(
        "UNCLASSIFIED\n\n(U) Weekly Border Report\n\n5 March 2024\n\n(U) {LONG} {LONG}\n\n(U) KEY JUDGMENTS\n\n\
         (U) {LONG} {LONG}\n\nUNCLASSIFIED\n"
    );
    let briefing = parse(&text);
    assert_eq!(briefing.header.title.as_ref().map(ToString::to_string).as_deref(), Some("Weekly Border Report"));
    assert!(briefing.text.contains("(U) Weekly Border Report"));
    assert_eq!(date(&briefing).as_deref(), Some("2024-03-05"));
    assert_eq!(headings(&briefing), ["(U) KEY JUDGMENTS"]);
}

#[test]
fn when_the_next_one_is_due_is_not_its_own_date() {
    let briefing =
        parse(&format!("Weekly Report\n\nNext due: 12 March 2024\n\nSecurity\n\n{LONG}\n\nEconomy\n\n{LONG}\n"));
    assert_eq!(date(&briefing), None);
    assert!(briefing.header.next_due.is_some());
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
    read(LONG.to_owned(), "2024-01-30-roads.txt", &mut draft);
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

#[test]
fn a_letterhead_is_no_title() {
    for head in [
        "MINISTRY OF ROADS\nBureau of Bridges\n\nPRESS RELEASE\n30 January 2024\nContact: Desk\n         desk@roads.example\n\nTwo Bridges Open in the North",
        "MINISTRY OF ROADS\n\nFOR IMMEDIATE RELEASE\n\nOslo, 30 January 2024\n\nTwo Bridges Open in the North",
        "FACT SHEET\n\nTwo Bridges Open in the North\n\nBUREAU OF BRIDGES\n\nJANUARY 30, 2024",
        "RB/15574\n30 January 2024\n\nTwo Bridges Open in the North",
        "ROAD NOTE 12/2023\n\nTO: Desk\nDATE: 30 January 2024\nRE: Two Bridges Open in the North",
    ] {
        let briefing = parse(&format!("{head}\n\n{LONG}\n\n{LONG}\n"));
        assert_eq!(briefing.header.title.as_deref(), Some("Two Bridges Open in the North"), "{head}");
        assert_eq!(date(&briefing).as_deref(), Some("2024-01-30"), "{head}");
    }
    for (head, title) in [
        ("Daily Report 45/2022\n\n25 February 2022\n\nSummary", "Daily Report 45/2022"),
        ("Road Update, January 30, 2024\n\nAda Lund, Bo Berg, and Cy Dahl", "Road Update, January 30, 2024"),
        ("Brannik: Two Bridges Open\n\n30 January 2024", "Brannik: Two Bridges Open"),
    ] {
        let briefing = parse(&format!("{head}\n\n{LONG}\n\n{LONG}\n"));
        assert_eq!(briefing.header.title.as_deref(), Some(title), "{head}");
    }
}

#[test]
fn the_head_of_a_cable() {
    let text = format!(
        "VZCZCXRO1234\nOO RUEHDE\nDE RUEHXX #0412/01 0901422\nO 301422Z MAR 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE 3391\n\
         C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000412\n\nSIPDIS\n\nTAGS: PREL\nSUBJECT: BRIDGES REOPEN; MINISTER\n\
         PLEASED\n\nREF: A. OSLO 388\n     B. BERGEN 1021\n\n1. (C) {LONG}\n\n\u{B6}2. (U) {LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(briefing.header.title.as_deref(), Some("BRIDGES REOPEN; MINISTER PLEASED"));
    assert_eq!(briefing.header.handling.as_ref().map(|h| h.label.to_string()).as_deref(), Some("CONFIDENTIAL"));
    assert_eq!(date(&briefing).as_deref(), Some("2008-03-30"));
    assert!(headings(&briefing).is_empty(), "{:?}", headings(&briefing));
    let items = briefing.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Item { .. })).count();
    assert_eq!(items, 2);
}

#[test]
fn products_of_a_weather_service() {
    let text = "106 \nFXPQ60 PXXX 182009\nAFDPQ \n\nNCZ002-VAZ010>014-022115-\n\nArea Forecast Discussion\nWeather Service Tiyan GU\n\
        527 AM ChST Sun Jun 19 2016 /327 PM EDT Sat Jun 18 2016/\n\n.DAY ONE...Today and tonight.\n\nNo rain is expected on the islands at this time.\n\n\
        .AVIATION...18/00Z\nWinds stay light on the islands until the end of the week.\n\n.TODAY...NE winds 30 kt.\n.TONIGHT...NE winds 40 kt.\n\n\
        NCZ101-260214-\n/O.EXT.KXXX.FL.W.0028.000000T0000Z-141227T0738Z/\n914 AM EST THU DEC 25 2014\n\nOTTO\n\n...PLEASE SEE THE MAP...\n\n\
        ATTN...WFO...PHI...\n\n# Sent by a machine.\n# Do not answer.\n\n$$\n";
    let briefing = parse(text);
    assert_eq!(briefing.header.title.as_deref(), Some("Area Forecast Discussion"));
    assert_eq!(date(&briefing).as_deref(), Some("2016-06-19"));
    assert_eq!(headings(&briefing), [".DAY ONE...Today and tonight.", ".AVIATION...18/00Z"]);
    let issued = parse(&format!(
        "AEUS76 KXXX 212030\nAQAXXX\n\nAir Quality Message\n\nOregon Department of Roads\nRelayed by the Service\n130 PM PDT Tue Jul 21 2026\n\n{LONG}\n"
    ));
    assert_eq!(issued.header.title.as_deref(), Some("Air Quality Message"));
    assert_eq!(date(&issued).as_deref(), Some("2026-07-21"));
}

#[test]
fn letters_and_roman_numbers_have_levels_of_their_own() {
    let mut lines = vec!["Bridges in the North"];
    for heading in [
        "I. THE STATE",
        "A. Steel",
        "1. Nord, 1983",
        "B. Stone",
        "II. THE COST",
        "A. Works",
        "III. PAY",
        "IV. TIME",
        "V. END",
    ] {
        lines.extend([heading, LONG]);
    }
    let briefing = parse(&lines.join("\n\n"));
    let levels: Vec<u8> = briefing.sections.iter().filter(|s| s.heading.is_some()).map(|s| s.level).collect();
    assert_eq!(levels, [1, 2, 3, 2, 1, 2, 1, 1, 1]);
}

#[test]
fn lines_that_look_like_headings_or_items() {
    for (line, kind) in [
        ("1:17 p.m. EDT", BlockKind::Paragraph),
        ("3.8 million", BlockKind::Paragraph),
        ("- 2 -", BlockKind::Rule),
        ("Page 2 of 5", BlockKind::Rule),
    ] {
        let briefing = parse(&format!("Title\n\n{LONG}\n\n{line}\n\n{LONG}\n"));
        assert_eq!(briefing.blocks.get(2).map(|b| b.kind), Some(kind), "{line}");
    }
    for line in ["(a) Customs codes", "Agenda item 2: Codes", "Ceasefire violations2", "I.  CODES AND THEIR USE"] {
        let briefing = parse(&format!("Title\n\n{LONG}[1]\n\n{line}\n\n{LONG}1\n\nAgenda item 3: Rest\n\n{LONG}\n"));
        let heading = line.replace("  ", " ");
        assert_eq!(headings(&briefing).first().copied(), Some(heading.as_str()), "{line}");
    }
}

#[test]
fn questions_are_headings_where_they_are_answered_in_turn() {
    let ask = ["Why do we need to rebuild the bridges?", "Which of the roads will be closed at first?"];
    let briefing = parse(&format!("Bridges\n\n{}\n\n{LONG}\n\n{}\n\n{LONG}\n", ask[0], ask[1]));
    assert_eq!(headings(&briefing), ask);
    let once = parse(&format!("Bridges\n\n{LONG}\n\n{}\n\n{LONG}\n", ask[0]));
    assert!(headings(&once).is_empty());
}

#[test]
fn a_break_that_had_room_is_meant() {
    let long = format!("{LONG} {LONG} {LONG}");
    let heading = "Developments in Road Markets and Operations on the Open Roads";
    let briefing = parse(&format!("Minutes\n\n{heading}\n{long}\n\nStaff Review\n{long}\n\nVote on Roads\n{long}\n"));
    assert_eq!(headings(&briefing), [heading, "Staff Review", "Vote on Roads"]);
    let mail = parse(&format!(
        "Title\n\n{LONG}\n\nFrom: Ole Brandt\nSent: Monday, February 5, 2024 11:47 PM\nTo: Carla Ruiz\n\n{LONG}\n"
    ));
    assert!(mail.text.contains("PM\nTo: Carla"), "{}", mail.text.as_str());
}
