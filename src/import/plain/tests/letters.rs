//! Heads, headings and line ends as offices, missions and newsletters write them.

use super::*;

fn title(text: &str) -> Option<String> {
    parse(text).header.title.map(|title| title.to_string())
}

fn levels(briefing: &Briefing) -> Vec<u8> {
    briefing.sections.iter().filter(|s| s.heading.is_some()).map(|s| s.level).collect()
}

#[test]
fn a_heading_between_rules_may_be_longer_than_they_are() {
    let text = format!(
        "==========\nWEEKLY ROAD SUMMARY OF THE NORTH\n==========\n30 January 2024\n\n-------\nBridges, tunnels and what they cost\n-------\n{LONG}\n\n\
         -------\nRails\n-------\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(briefing.header.title.as_deref(), Some("WEEKLY ROAD SUMMARY OF THE NORTH"));
    assert_eq!(date(&briefing).as_deref(), Some("2024-01-30"));
    assert_eq!(headings(&briefing), ["Bridges, tunnels and what they cost", "Rails"]);
    assert!(!briefing.text.contains("---"));
    let told = format!("{LONG}\n\n-----\nThe road was opened on Monday.\n-----\n\n{LONG}\n");
    assert!(headings(&parse(&told)).is_empty(), "a sentence between rules is a remark");
}

#[test]
fn one_rule_under_all_headings_underlines_them() {
    let rule = "-".repeat(24);
    let text = format!(
        "Road Watch\n\nMain points of the week along the northern road\n{rule}\n{LONG}\n\nRails\n{rule}\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["Main points of the week along the northern road", "Rails"]);
    let once = format!("Road Watch\n\n{LONG}\n\nRails\n{rule}{rule}{rule}\n\n{LONG}\n");
    assert!(parse(&once).blocks.iter().any(|b| b.kind == BlockKind::Rule), "a single rule only parts");
}

#[test]
fn a_heading_may_have_a_remark_in_brackets_below() {
    let text = format!(
        "Road Campaign, March 14, 2024\n\n{LONG}\n\nMain Effort #1 – Northern Valley\n(Objective: open the pass and hold it open for the rest of the winter)\n\n{LONG}\n\n\
         Supporting Effort – Southern Axis\n(Objective: keep what was opened in the year before)\n\n{LONG}\n\nJane Roe\n(Minister)\n\n{LONG}\n"
    );
    assert_eq!(
        headings(&parse(&text)),
        ["Main Effort #1 – Northern Valley", "Supporting Effort – Southern Axis"],
        "an office in brackets is no remark"
    );
    let wrapped = format!(
        "Campaign\n\n{LONG}\n\nMain Effort – Valley\n(Objective: open the pass and hold it open for the rest\nof the winter)\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&wrapped)), ["Main Effort – Valley"]);
}

#[test]
fn what_a_list_of_contents_names_is_a_heading() {
    let text = format!(
        "Road Letter\n\nIn this letter\n\n- Bridges get dearer to build\n- A minister leaves\n\nBridges get dearer to build\n\n{LONG}\n\n\
         Read more: https://example.org\n\nA minister leaves\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["In this letter", "Bridges get dearer to build", "A minister leaves"]);
    let text = format!(
        "Road Letter\n\nContents\n1. Roads and tracks of the northern valley ....... 1\n2. Rails ....... 3\n\n1. Roads and tracks of the northern valley\n\nOverview:\n\nNorth\n\n{LONG}\n\n2. Rails\n\n{LONG}\n"
    );
    let found = parse(&text);
    let found = headings(&found);
    assert!(found.contains(&"1. Roads and tracks of the northern valley") && found.contains(&"2. Rails"), "{found:?}");
}

#[test]
fn words_cut_at_a_line_end_are_whole_again_where_the_text_has_them_whole() {
    let text = "REPORT\n\nThe road that goes to Brannik is shut from noon, and a well-\nknown driver who came from Brann-\n\
        ik on Monday said that the anti-\ntank ditch beside the road to the north was fill-\ned with snow and that nobody could tell.\n";
    let body = parse(text);
    let body = body.block_text(1);
    assert!(body.contains("came from Brannik on Monday"), "{body}");
    assert!(body.contains("well-known") && body.contains("anti-tank") && body.contains("fill-ed"), "{body}");
}

#[test]
fn the_head_of_a_cable_fills_the_header() {
    let text = format!(
        "VZCZCXYZ0003\nRR RUEHWEB\n\nDE RUEHXX #0234/01 0731530\nZNY CCCCC ZZH\nR 141530Z MAR 09\nFM AMEMBASSY OSLO\n\
         TO RUEHC/SECSTATE WASHDC 5512\nINFO RUEHZL/POLITICAL COLLECTIVE\nRUEHNO/USMISSION USNATO 0412\nAMEMBASSY BERGEN\n\n\
         C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000234\n\nSIPDIS\n\nE.O. 12958: DECL: 03/14/2019\nTAGS: PGOV, PREL\n\
         SUBJECT: BRIDGES: MINISTER WEIGHS\nTOLLS\n\nREF: A. OSLO 188\n     B. 08 OSLO 1021\n\n\
         Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).\n\n1. (C) {LONG}\n\nROADS DIVIDE THE PARTIES\n------------------------\n\n2. (C) {LONG}\nROE\n"
    );
    let briefing = parse(&text);
    let header = &briefing.header;
    assert_eq!(header.title.as_deref(), Some("BRIDGES: MINISTER WEIGHS TOLLS"));
    assert_eq!(date(&briefing).as_deref(), Some("2009-03-14"));
    assert_eq!((header.tags.len(), header.refs.len()), (2, 1));
    assert!(header.refs.iter().any(|r| r.contains("OSLO 188") && r.contains("1021")), "{:?}", header.refs);
    assert_eq!(header.handling.as_ref().map(|h| h.label.to_string()).as_deref(), Some("CONFIDENTIAL"));
    let keys: Vec<&str> = header.extra.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["FM", "TO", "INFO", "E.O. 12958", "Classified By"]);
    assert!(header.extra[2].1.contains("AMEMBASSY BERGEN"), "{:?}", header.extra[2]);
    assert_eq!(headings(&briefing), ["ROADS DIVIDE THE PARTIES"]);
}

#[test]
fn an_old_telegram() {
    let text = format!(
        "UNCLASSIFIED\n\nPAGE 01        ESKER  03312  01 OF 02  041412Z\n\nACTION EUR-12\n\nINFO  OCT-01  ISO-00\n\nR 041230Z AUG 76\n\
         FM AMEMBASSY ESKER\nTO SECSTATE WASHDC 1204\nINFO AMEMBASSY LUND\nAMEMBASSY BERG\n\nC O N F I D E N T I A L ESKER 3312\n\n\
         E.O. 11652: GDS\nTAGS: PFOR\nSUBJECT: TALKS ON ROADS\n\nREF: (A) STATE 188922\n\n1. {LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(briefing.header.title.as_deref(), Some("TALKS ON ROADS"));
    assert_eq!((date(&briefing).as_deref(), briefing.header.refs.len()), (Some("1976-08-04"), 1));
}

#[test]
fn letterheads_of_several_lines() {
    for (head, name) in [
        ("МИНИСТЕРСТВО ДОРОГ СЕВЕРА\nПРЕСС-СЛУЖБА\n\n14.03.2024\n\nО ходе работ на дорогах", "О ходе работ на дорогах"),
        ("وزارة الطرق\nالمكتب الصحفي\n\nبيان حول اجتماع لجنة الطرق\n\n١٤ آذار ٢٠٢٤", "بيان حول اجتماع لجنة الطرق"),
        ("道路局文件\n\n道发〔2024〕12号\n\n关于北部公路运行情况的通报\n\n2024年3月14日", "关于北部公路运行情况的通报"),
        ("TASK FORCE NORTH\nJ2 DIRECTORATE\n\nROAD SUMMARY 041-24\n\nDTG: 141800Z MAR 24", "ROAD SUMMARY 041-24"),
        (
            "Road Talks With Minister Berg\n\nREADOUT\n\nOFFICE OF THE SPOKESPERSON\n\nMARCH 14, 2024",
            "Road Talks With Minister Berg",
        ),
        (
            "Special Road Mission to Northland\n\nDaily Report 12/2024 issued on 14 March 2024",
            "Daily Report 12/2024 issued on 14 March 2024",
        ),
        (
            "Council of Roads\n\nOslo, 14 March 2024\n(OR. en)\n\nRELEX 744\nROADS/PESC 887\n\nOUTCOME OF TALKS\n\nFrom: Office\nTo: All\nSubject: Conclusions on roads",
            "Conclusions on roads",
        ),
        (
            "EMBASSY OF NORTHLAND\nPublic Affairs Section\nBerg, Southland\n\nFOR IMMEDIATE RELEASE\nPress Release No. 12\n14 March 2024\n\nEnvoy Opens Road School",
            "Envoy Opens Road School",
        ),
        (
            "S/2024/721\n\nDistr.: General\n14 March 2024\n\nOriginal: English\n\nReport on the state of the roads",
            "Report on the state of the roads",
        ),
        (
            "Report Number: 2024-06\nReport Date: 14 March 2024\nReport Title: Weekly Road Threats",
            "Weekly Road Threats",
        ),
        (
            "View in browser\n\nThe Road Brief: Three Things to Know\n14 March 2024",
            "The Road Brief: Three Things to Know",
        ),
        (
            "House of Commons Hansard\n\nNorthern Roads\n\nVolume 732: debated on Thursday 14 March 2024\n\n12.38pm\n\nMr Bo Berg (Lund) (Con)",
            "Northern Roads",
        ),
        (
            "EQS-Ad-hoc: Road Works Ltd / Key word(s): Profit Warning\n\nRoad Works Ltd: Board Lowers Its Outlook for 2024\n\n14.03.2024 / 18:42 CET/CEST",
            "Road Works Ltd: Board Lowers Its Outlook for 2024",
        ),
        ("**Daily Road Report**\n\n14 March 2024", "Daily Road Report"),
    ] {
        let text = format!("{head}\n\n{LONG}\n\n{LONG}\n");
        assert_eq!(title(&text).as_deref(), Some(name), "{head}");
        assert_eq!(date(&parse(&text)).as_deref(), Some("2024-03-14"), "{head}");
    }
    let split = format!("ROADS AND\nRAILS\nQuarterly Report\n\nNo. 2   July 2023\n\n{LONG}\n\n{LONG}\n");
    assert_eq!((title(&split).as_deref(), date(&parse(&split)).as_deref()), (Some("ROADS AND RAILS"), Some("2023-07")));
}

#[test]
fn days_beside_labels_and_places() {
    let labelled = format!(
        "Roads: joint statement\n\n{LONG}\n\nFrom:\nRoad Office and Minister Roe\nPublished\n22 February 2024\n\n{LONG}\n"
    );
    let briefing = parse(&labelled);
    assert_eq!(date(&briefing).as_deref(), Some("2024-02-22"));
    assert!(headings(&briefing).is_empty(), "{:?}", headings(&briefing));
    let placed = parse(&format!("Update 2 – On the Northern Roads\n\n29 Feb 2024\n\nVienna, Austria\n\n{LONG}\n"));
    assert_eq!((placed.header.dateline.as_deref(), headings(&placed).len()), (Some("Vienna"), 0));
    let dotted = format!("La ministra abre el puente de Puerto Lund\n\nPuerto Lund, 12 de marzo de 2024.- {LONG}\n");
    assert_eq!(date(&parse(&dotted)).as_deref(), Some("2024-03-12"));
    let monthly = format!("Road Watch: Global Overview April 2023\n\n{LONG}\n");
    assert_eq!(date(&parse(&monthly)).as_deref(), Some("2023-04"));
}

#[test]
fn portion_marks_before_names() {
    let text = format!(
        "ROAD SUMMARY 12\n\nDTG: 141800Z MAR 24\n\n1. (U) GENERAL SITUATION\n\n(U) {LONG}\n\n2. (U) FORCES\n\nA. (U) Ground.\n\n(U) {LONG}\n\nB. (U) Air.\n\n(U) None were seen.\n\n(U) Outlook\n\n(U) {LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(
        headings(&briefing),
        ["1. (U) GENERAL SITUATION", "2. (U) FORCES", "A. (U) Ground.", "B. (U) Air.", "(U) Outlook"]
    );
    let text = format!(
        "FROM: HQ\nSUBJ: SITREP 12\n\n1. SITUATION\n1.A. NORTHERN FORCES\n{LONG}\n1.B. SOUTHERN FORCES\n{LONG}\n2. ROADS\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(headings(&briefing), ["1. SITUATION", "1.A. NORTHERN FORCES", "1.B. SOUTHERN FORCES", "2. ROADS"]);
    assert_eq!(levels(&briefing), [1, 2, 2, 1]);
}

#[test]
fn headings_behind_a_colon_and_over_items() {
    let text = "关于道路的通报\n\n近期，北部地区连续降雪。现将有关情况通报如下：\n\n一、基本情况\n\n截至3月14日，共有三条公路恢复通行，两条公路仍然封闭，全地区出动人员一千二百人次。\n\n二、下一步工作\n\n各单位要加强值班值守，及时报送信息，确保道路安全畅通，有关情况随时报告。\n";
    assert_eq!(headings(&parse(text)), ["一、基本情况", "二、下一步工作"]);
    let text = format!(
        "NOTES ON ROADS\n\n{LONG}\n\nPoints agreed\n\n(a) gauges will be read once a day;\n\n(b) a team will look at the dam.\n\nPoints left open\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["Points agreed", "Points left open"]);
}

#[test]
fn what_pages_and_mails_add_is_no_heading() {
    for line in ["Share", "Print this page", "Unsubscribe", "Update your preferences", "From:", "Sent:"] {
        let briefing = parse(&format!("Road Brief\n\n{LONG}\n\n{line}\n\n{LONG}\n"));
        assert!(headings(&briefing).is_empty(), "{line}");
    }
    let again = format!("Northern Road Brief\n\n{LONG}\n\nRoads\n\n{LONG}\n\n2\n\nNorthern Road Brief\n\n{LONG}\n");
    assert_eq!(headings(&parse(&again)), ["Roads"], "the title again, on top of a page");
    let days = format!(
        "Road Report\n\nNorth\n\n{LONG}\n\nSouth\n\n{LONG}\n\n16 January\n• A bridge was shut.\n• Another was opened.\n"
    );
    assert_eq!(headings(&parse(&days)), ["North", "South"]);
}

#[test]
fn a_form_above_the_title_names_nothing_but_itself() {
    for head in [
        "Briefing note\n14 March 2024\n\nNORTHLAND: Roads in the Northern Highlands",
        "MINISTÉRIO DAS ESTRADAS\nAssessoria de Comunicação\n\nNota nº 112/2024\n14 de março de 2024\n\nNORTHLAND: Roads in the Northern Highlands",
        "보도자료\n\n배포일시: 2024. 3. 14.(목)\n담당부서: 도로국 도로과\n\nNORTHLAND: Roads in the Northern Highlands",
        "משרד התחבורה\nדוברות\n\nNORTHLAND: Roads in the Northern Highlands\n\n14 במרץ 2024",
        "Warszawa, 14 marca 2024 r.\n\nNORTHLAND: Roads in the Northern Highlands",
    ] {
        let text = format!("{head}\n\n{LONG}\n\n{LONG}\n");
        assert_eq!(title(&text).as_deref(), Some("NORTHLAND: Roads in the Northern Highlands"), "{head}");
        assert_eq!(date(&parse(&text)).as_deref(), Some("2024-03-14"), "{head}");
    }
    let numbered =
        format!("Road Report No. 7\n\nRoads of the northern valley\n\n{LONG}\n\nRails of the valley\n\n{LONG}\n");
    assert_eq!(title(&numbered).as_deref(), Some("Road Report No. 7"));
    let centred = format!(
        "                   Northern Roads\n              Supply and Demand Figures\n\nNR - 645              March 8, 2024\n\n{LONG}\n"
    );
    assert_eq!(title(&centred).as_deref(), Some("Northern Roads Supply and Demand Figures"));
}

#[test]
fn a_day_alone_is_that_of_the_text_or_one_of_several_parts() {
    let one = format!(
        "Joint statement on roads\n\nJoint statement with:\nThe Hon Jane Roe, Minister\n\n21 August 2024\n\n{LONG}\n"
    );
    assert_eq!((date(&parse(&one)).as_deref(), headings(&parse(&one)).len()), (Some("2024-08-21"), 0));
    let many = format!("Log of the road\n\n{LONG}\n\n21 August 2024\n\n{LONG}\n\n22 August 2024\n\n{LONG}\n");
    assert_eq!(headings(&parse(&many)), ["21 August 2024", "22 August 2024"]);
    let urdu = "سڑکوں پر اجلاس\n\nاسلام آباد، 14 مارچ 2024: وزیر مواصلات کی زیر صدارت سڑکوں کی صورتحال پر آج ایک اجلاس ہوا جس میں سب نے شرکت کی۔\n";
    assert_eq!(date(&parse(urdu)).as_deref(), Some("2024-03-14"));
    let as_of = format!("Оперативна інформація станом на 18.00 14 березня 2024 року\n\n{LONG}\n");
    assert_eq!(date(&parse(&as_of)).as_deref(), Some("2024-03-14"));
}

#[test]
fn names_above_names_and_names_in_a_row() {
    let text = format!(
        "Outlook for the North\n\n{LONG}\n\nGrain markets\n\nPrices of grain and stocks\n\n{LONG}\n\nGrain output\n\n{LONG}\n\n\
         Water, sanitation and hygiene\n\n{LONG}\n"
    );
    assert_eq!(
        headings(&parse(&text)),
        ["Grain markets", "Prices of grain and stocks", "Grain output", "Water, sanitation and hygiene"]
    );
    let text = format!(
        "Minutes\n\n1. Review of points\n\n{LONG}\n\n2. Update\n\nFood security\n\n{LONG}\n\n3. Roads\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["1. Review of points", "2. Update", "Food security", "3. Roads"]);
    let text =
        format!("Report\n\nI. SUMMARY\n\n{LONG}\n\nII. DETAILS\n\nA. {LONG}\n\nB. {LONG}\n\nIII. COMMENT\n\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["I. SUMMARY", "II. DETAILS", "III. COMMENT"]);
    let text = format!(
        "Road release\n\n{LONG}\n\nBackground:\n\n{LONG}\n\nBenefits:\n\n• One\n• Two\n\nRoad strategy and targets:\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["Background:", "Benefits:", "Road strategy and targets:"]);
}

#[test]
fn titles_in_boxes_and_below_offices() {
    for head in [
        "==============================\n     DAILY ROAD SITUATION REPORT\n          14 MARCH 2024\n==============================",
        "NORTH WATCH\n\nROAD ALERT\nMARCH 2024\n\nDAILY ROAD SITUATION REPORT\n\n14 March 2024",
        "U.S. EMBASSY BERG, NORTHLAND\n\nDAILY ROAD SITUATION REPORT\n\nMarch 14, 2024",
        "TLP:CLEAR\n\nNorthern Road Centre\nDAILY ROAD SITUATION REPORT OF THE NORTH\n\nSerial number: AL24-009\nDate: March 14, 2024",
        "REVIEW № 14\n\nDAILY ROAD SITUATION REPORT\n\nfor the week from 7 to 14 March 2024",
    ] {
        let text = format!("{head}\n\n{LONG}\n\n{LONG}\n");
        assert!(
            title(&text).is_some_and(|t| t.starts_with("DAILY ROAD SITUATION REPORT")),
            "{head}: {:?}",
            title(&text)
        );
        assert_eq!(date(&parse(&text)).as_deref(), Some("2024-03-14"), "{head}");
    }
    for (head, day) in [
        ("Letter dated 14 March 2024 from the Envoy of Northland to the President", "2024-03-14"),
        ("北部公路恢复通车\n\n来源：交通日报　时间：2024-03-14 09:30", "2024-03-14"),
        ("Media Monitoring, 14 March 2024\n\nNORTHLAND", "2024-03-14"),
        ("ROAD WARNING\nINCIDENT 012\n\nATTACK\n\nDate of issue: 14 March 2024\nPosition: 12 N 43 E", "2024-03-14"),
    ] {
        let text = format!("{head}\n\n{LONG}\n\n{LONG}\n");
        assert_eq!(date(&parse(&text)).as_deref(), Some(day), "{head}");
    }
}

#[test]
fn headings_that_are_questions_days_names_with_a_dash_or_one_word() {
    let text = format!(
        "What the Deal Means\n\n{LONG}\n\nWhat was agreed?\n\n{LONG}\n\nWho gains, and who does not?\n\n{LONG}\n"
    );
    assert_eq!(headings(&parse(&text)), ["What was agreed?", "Who gains, and who does not?"]);
    let text = format!("Timeline of the Strike\n\n{LONG}\n\n3 June 2024\n\n{LONG}\n\n7 June 2024\n\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["3 June 2024", "7 June 2024"]);
    let text = format!("Road Advisory\n\n{LONG}\n\nNorthern Border Region – Level 4: Do Not Travel\n\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["Northern Border Region – Level 4: Do Not Travel"]);
    let text = format!("Media Monitoring, 23 April 2024\n\nEUROPE\n\n{LONG}\n\nAFRICA\n\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["EUROPE", "AFRICA"], "six capitals are no code of a wire");
    let text =
        format!("FLASH UPDATE 2\n14 March 2024\n\nSituation\n{LONG}\n\nResponse\n{LONG}\n\nGaps and needs\n{LONG}\n");
    assert_eq!(headings(&parse(&text)), ["Situation", "Response", "Gaps and needs"]);
    let text = format!(
        "ROADS\n\n1.0 SUMMARY\n{LONG}\n\n2.0 STATUS\n\n2.1 Power\n{LONG}\n\n2.2 Roads\n{LONG}\n\n3.0 OUTLOOK\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(headings(&briefing), ["1.0 SUMMARY", "2.0 STATUS", "2.1 Power", "2.2 Roads", "3.0 OUTLOOK"]);
    assert_eq!(levels(&briefing), [1, 1, 2, 2, 1]);
}

#[test]
fn orders_and_mails_that_are_passed_on() {
    let text = format!(
        "FRAGO 07\n\n141200ZMAR24\n\n1. SITUATION.\n\n{LONG}\n\n2. MISSION.\n\n{LONG}\n\n3. COMMAND AND SIGNAL.\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(headings(&briefing), ["1. SITUATION.", "2. MISSION.", "3. COMMAND AND SIGNAL."]);
    assert_eq!(briefing.header.title.as_deref(), Some("FRAGO 07"), "a word and a number");
    let articles = parse(&format!("Artikl 1\n\n{LONG}\n\nArtikl 2\n\n{LONG}\n"));
    assert_eq!((articles.header.title.is_none(), headings(&articles)), (true, vec!["Artikl 1", "Artikl 2"]));
    let text = format!(
        "---------- Forwarded message ---------\nFrom: Jane Roe <roe@example.org>\nDate: Thu, 14 Mar 2024 at 07:02\nSubject: Road brief\n\nAll,\n\nROADS\n\n{LONG}\n"
    );
    let briefing = parse(&text);
    assert_eq!(
        (briefing.header.title.as_deref(), date(&briefing).as_deref()),
        (Some("Road brief"), Some("2024-03-14"))
    );
    assert_eq!(headings(&briefing), ["ROADS"]);
    let monthly = parse(&format!("Wegebericht März 2024\n\n{LONG}\n"));
    assert_eq!(date(&monthly).as_deref(), Some("2024-03"));
}

#[test]
fn titles_with_a_portion_mark_a_colon_or_a_key() {
    for (head, name) in [
        ("(U//FOUO) Threats to the Northern Roads\n\n14 March 2024", "Threats to the Northern Roads"),
        (
            "MINISTRY OF ROADS OF NORTHLAND\n\n14 March 2024\n\nJoint Readout: Road Talks in Oslo",
            "Joint Readout: Road Talks in Oslo",
        ),
        (
            "Appeal n°: MDR14\nLaunched by: Road Office\nTitle: Appeal for the Roads\nDate: 14 March 2024",
            "Appeal for the Roads",
        ),
        (
            "M 6.1 - 14 km NE of Esk\n\nTime: 2024-03-14 04:12:33 (UTC)\nLocation: 41.2 N\nDepth: 10 km",
            "M 6.1 - 14 km NE of Esk",
        ),
        (
            "For Immediate Release\n\n14 March 2024\n\nBriefing by Spokesperson Roe on roads\n\nJames S. Roe Briefing Room\n\n12:41 P.M. EDT",
            "Briefing by Spokesperson Roe on roads",
        ),
    ] {
        let briefing = parse(&format!("{head}\n\n{LONG}\n\n{LONG}\n"));
        assert_eq!(briefing.header.title.as_deref(), Some(name), "{head}");
        assert_eq!(date(&briefing).as_deref(), Some("2024-03-14"), "{head}");
        assert!(headings(&briefing).is_empty(), "{head}: {:?}", headings(&briefing));
    }
}
