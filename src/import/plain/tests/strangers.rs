//! Texts as they look in the wild: what word processors, ministries, agencies and offices make of the same things.

use super::*;

#[test]
fn a_tab_behind_a_bullet_makes_no_table() {
    let text =
        format!("{LONG}\n\n•\tOne road is shut.\n•\tAnother is open.\n\t–\tIts bridge is not.\n\n§\tText\n§\tMore\n");
    let briefing = parse(&text);
    let items = briefing.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Item { .. })).count();
    assert_eq!(items, 5, "{:?}", briefing.blocks.iter().map(|b| b.kind).collect::<Vec<_>>());
}

#[test]
fn a_letterhead_without_blank_lines_stands_over_its_title() {
    let text = format!(
        "The Road House\nNews Room\nReadout of the Call on the Northern Roads with Minister Roe\nDECEMBER 11, 2022\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    let title = "Readout of the Call on the Northern Roads with Minister Roe";
    assert_eq!((briefing.header.title.as_deref(), date(&briefing).as_deref()), (Some(title), Some("2022-12-11")));
    let text = format!("Road Outbreak News\nLandslides – Northern Valley\n25 February 2023\n\nSituation\n{LONG}\n");
    assert_eq!(date(&parse(&text)).as_deref(), Some("2023-02-25"));
    let text = format!("THE CORRIDOR\nA weekly letter on roads and rails\nIssue 58, 21 September 2023\n\n{LONG}\n");
    let briefing = parse(&text);
    assert_eq!(
        (briefing.header.title.as_deref(), date(&briefing).as_deref()),
        (Some("THE CORRIDOR"), Some("2023-09-21"))
    );
    let text = format!("BANK OF NORTHLAND\n\nMonetary Summary, February 2024\n\n{LONG}\n\n{LONG}\n");
    let briefing = parse(&text);
    assert_eq!(briefing.header.title.as_deref(), Some("Monetary Summary, February 2024"));
    assert_eq!(date(&briefing).as_deref(), Some("2024-02"));
}

#[test]
fn days_where_writers_put_them() {
    let at_end = parse(&format!("ROAD OFFICE\n\nTalks on Roads\n\n{LONG}\n\nEsker\n19 January 2024\n\n***\n"));
    assert_eq!((date(&at_end).as_deref(), at_end.header.dateline.as_deref()), (Some("2024-01-19"), Some("Esker")));
    for head in [
        "DAILY BRIEF | Tuesday, 9 April 2024 | Internal use only",
        "Road Update\nStand: 9. April 2024, 06:00 Uhr",
        "СВОДКА ДОРОГ\n\nпо состоянию на 08:00 09.04.2024",
        "Road Monitor\nVolume 17; Issue no 06; 09 April 2024",
        "FROM: J2\nDTG: 091530ZAPR24\nSUBJ: DAILY ROAD SUMMARY",
        "ROAD OVERVIEW\nNORTH\nAPRIL 2024\nPosted: 9 April 2024",
    ] {
        assert_eq!(date(&parse(&format!("{head}\n\n{LONG}\n\n{LONG}\n"))).as_deref(), Some("2024-04-09"), "{head}");
    }
    let agency = parse(&format!("Roads open in the north\nApril 9, 2024\n\nEsker, RNA – {LONG}\n"));
    assert_eq!(agency.header.dateline.as_deref(), Some("Esker"));
    let listed = parse(&format!("Talks on Roads\n\n{LONG}\n\n9 April 2024\n\n{LONG} {LONG} {LONG}\n"));
    assert_eq!(date(&listed), None, "a day in the middle is none of the text");
}

#[test]
fn headings_with_their_text_right_below() {
    let text = format!(
        "LAGEBERICHT\n\n1 Allgemeine Lage\n{LONG}\n\n2 Schadenslage\n2.1 Personen\n{LONG}\n\n2.2 Wege\n- A9 zu\n- A8 auf\n\n3 Kräfte\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(headings(&briefing), ["1 Allgemeine Lage", "2 Schadenslage", "2.1 Personen", "2.2 Wege", "3 Kräfte"]);
    let levels: Vec<u8> = briefing.sections.iter().filter(|s| s.heading.is_some()).map(|s| s.level).collect();
    assert_eq!(levels, [1, 1, 2, 2, 1]);
    let text = format!("تقرير\n\nأولاً: الطرق\n{LONG}\n\nثانياً: الجسور\n• واحد\n• اثنان\n\nثالثاً: التوصيات\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["أولاً: الطرق", "ثانياً: الجسور", "ثالثاً: التوصيات"]);
    let text = format!(
        "Roads this week\n\nNORTH AND SOUTH: ROADS SHUT AT THE BORDER\n{LONG}\n\nEAST: BRIDGE OPEN AGAIN FOR TRUCKS\n{LONG}\n"
    );
    assert_eq!(
        headings(&parse(&text)),
        ["NORTH AND SOUTH: ROADS SHUT AT THE BORDER", "EAST: BRIDGE OPEN AGAIN FOR TRUCKS"]
    );
    let text = format!("Report\n\nAfrica\n\nBurundi\n{LONG}\n\nChad\n{LONG}\n\nAsia\n\nNepal\n{LONG}\n");
    let briefing = parse(&text);
    let levels: Vec<u8> = briefing.sections.iter().filter(|s| s.heading.is_some()).map(|s| s.level).collect();
    assert_eq!((headings(&briefing).len(), levels), (5, vec![1, 2, 2, 1, 2]));
}

#[test]
fn an_address_that_a_line_leads_to_is_part_of_it() {
    let briefing = parse(&format!("The road plans were all downloaded from\nhttps://example.org/roads\n\n{LONG}\n"));
    assert_eq!(briefing.header.title, None);
}

#[test]
fn a_signature_in_capitals_is_no_heading() {
    let text = format!("ROADS\n\n{LONG}\n\nRAILS\n\n{LONG}\n\nPORTS\n\n{LONG}\n\nROE\n\nUNCLASSIFIED\n");
    assert!(!headings(&parse(&text)).contains(&"ROE"));
    assert!(headings(&parse(&text)).contains(&"RAILS"));
}

#[test]
fn outlines_and_bold_lines() {
    let text = format!(
        "#+TITLE: Road desk\n#+DATE: 2024-04-15\n\n* One year on\n{LONG}\n** Front\n- one\n- two\n* Two\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!((briefing.header.title.as_deref(), date(&briefing).as_deref()), (Some("Road desk"), Some("2024-04-15")));
    assert_eq!(headings(&briefing), ["One year on", "Front", "Two"]);
    assert_eq!(headings(&parse(&format!("{LONG}\n\n**Questions and answers**\n{LONG}\n"))), ["Questions and answers"]);
}

#[test]
fn lines_of_an_address_and_turns_of_speech_stay_apart() {
    let text = format!(
        "{LONG}\n\n•  Road Office\n    Main Street 15\n    desk@example.org\n•  Another that is much longer and goes\n   on below\n"
    );
    let text = parse(&text).text.as_str().to_owned();
    assert!(text.contains("Road Office\nMain Street 15\ndesk@example.org") && text.contains("goes on below"), "{text}");
    let text = format!(
        "{LONG}\n\nQuestion: Is the road open to trucks again?\nDeputy Spokesman: {LONG}\nQuestion: And the railway in the north?\n"
    );
    assert_eq!(parse(&text).blocks.len(), 4);
}

#[test]
fn titles_end_where_the_day_and_the_place_begin() {
    let title = |text: &str| parse(&format!("{text}\n\n{LONG}\n")).header.title.map(|t| t.to_string());
    for (text, known) in [
        (
            "Statement on Roads and Regional Rails\nCapri, Italy, April 19, 2024",
            "Statement on Roads and Regional Rails",
        ),
        (
            "Remarks by Minister Roe at the Great Conference on Roads and Rails\nHotel Northern Court\nEsker, Northland",
            "Remarks by Minister Roe at the Great Conference on Roads and Rails",
        ),
        ("NORTHLAND Road Outlook Update                         August 2023", "NORTHLAND Road Outlook Update"),
        (
            "ZCZC MIATCPAT2 ALL\nTTAA00 KNHC DDHHMM\n\nRoad Advisory Number 21\n1100 AM AST Wed Jul 03 2024",
            "Road Advisory Number 21",
        ),
    ] {
        assert_eq!(title(text).as_deref(), Some(known));
    }
    for text in [
        "Road information as of 06:00 on 12.05.2024 regarding the north",
        "Talks\n\n12 May 2024 - Last updated: 13 May 2024 09:14",
        "ROADS OF THE NORTH\nReport No. 12\nLast updated: 12 May 2024",
        "ЕЖЕДНЕВНЫЙ ПРОГНОЗ\nо дорогах на территории края на 12 мая 2024 г.",
    ] {
        assert_eq!(date(&parse(&format!("{text}\n\n{LONG}\n"))).as_deref(), Some("2024-05-12"), "{text}");
    }
}

#[test]
fn datelines_of_agencies_behind_points_of_news() {
    let place = |text: &str| parse(text).header.dateline.map(|d| d.to_string());
    let text = format!(
        "Roads open in the north\n\n* One road is open\n* Another is not\n\nBy Jo Roe and Jane Doe\n\nNEW ESKER, Jan 17 (Roads) - {LONG}\n"
    );
    assert_eq!(place(&text).as_deref(), Some("NEW ESKER"));
    assert!(headings(&parse(&text)).is_empty(), "a by-line is no heading");
    assert_eq!(place(&format!("Roads open\n\nESKER, January 22. /RNA/. {LONG}\n")).as_deref(), Some("ESKER"));
}

#[test]
fn numbers_over_lines_that_are_no_items() {
    let text = "通報\n\n１．地震の概要\n発生日時　1月1日\n震源地　石川県\n\n２．被害状況\n（１）人的被害\n石川県　死者94名\n\n（２）住家被害\n全壊　155棟\n\n３．対応\n岸田総理は、自衛隊を増強すると述べた。\n";
    assert_eq!(
        headings(&parse(text)),
        ["１．地震の概要", "２．被害状況", "（１）人的被害", "（２）住家被害", "３．対応"]
    );
    let text = "ПРОГНОЗ\n\n1. Оправдываемость прогноза\nПрогноз оправдался.\n\n2. Рекомендации\nа) усилить контроль;\nб) уточнить планы;\n";
    let briefing = parse(text);
    assert_eq!(headings(&briefing), ["1. Оправдываемость прогноза", "2. Рекомендации"]);
    assert_eq!(briefing.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Item { .. })).count(), 2);
    let text = format!("{LONG}\n\nAttachments:\n  Tab 1 – Points\n  Tab 2 – Sketch\n\n{LONG}\n");
    assert!(headings(&parse(&text)).is_empty());
    let grid = format!("{LONG}\n\n+-----+---+\n| Roe | 1 |\n+-----+---+\n| Doe | 2 |\n+-----+---+\n");
    assert!(parse(&grid).blocks.iter().any(|b| b.kind == BlockKind::Table && b.span.len() > 50));
}
