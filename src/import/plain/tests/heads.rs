//! What stands around the titles of strangers, and the headings that look like one or hold their text themselves.

use super::*;

/// Title, date and headings.
fn read(text: &str) -> (String, String, Vec<String>) {
    let briefing = parse(text);
    let title = briefing.header.title.as_deref().unwrap_or_default().to_owned();
    let heads = headings(&briefing).into_iter().map(str::to_owned).collect();
    (title, date(&briefing).unwrap_or_default(), heads)
}

fn titled(head: &str) -> (String, String) {
    let (title, date, _) = read(&format!("{head}\n\n{LONG}\n\n{LONG}\n"));
    (title, date)
}

#[test]
fn lines_above_a_title_that_are_none() {
    for (head, title) in [
        ("Northland\n\nNorthland: Road Update, 3 March 2024", "Northland: Road Update, 3 March 2024"),
        (
            "United Northlands                    N/2024/123\nRoad Council                  Distr.: General\n\
             \x20                             3 March 2024\n                              Original: English\n\n\
             \x20     Report on the roads of the northern valley",
            "Report on the roads of the northern valley",
        ),
        (
            "*** FLASH ***\n\nBridge down near the port of Esker\n\n03 MAR 24 1430Z",
            "Bridge down near the port of Esker",
        ),
        ("URGENT\n\nBridge down near the port of Esker\n3 March 2024", "Bridge down near the port of Esker"),
        ("Security Alert\nLandslides – Esker\n3 March 2024", "Landslides – Esker"),
        (
            "House Library\nResearch Briefing\nNumber 9911\n3 March 2024\nBy Ellen Roe\n\nThe roads of the north and their bridges",
            "The roads of the north and their bridges",
        ),
        (
            "United Road Mission in Northland\n\nNote to Writers: the visit of the envoy to Esker\n\nEsker, 3 March 2024",
            "Note to Writers: the visit of the envoy to Esker",
        ),
    ] {
        assert_eq!(titled(head), (title.to_owned(), "2024-03-03".to_owned()), "{head}");
    }
    for (head, title) in [
        (
            "وزارة الطرق\nالمكتب الصحفي\n\nبيان وزارة الطرق بشأن إغلاق الممر الشمالي\n\n3 مارس 2024",
            "بيان وزارة الطرق بشأن إغلاق الممر الشمالي",
        ),
        ("Copy 3 of 12\nHQ, 3 BDE\nCAMP TARN\n031200ZMAR24\n\nFRAGO 014 TO OPORD 24-03", "FRAGO 014 TO OPORD 24-03"),
        ("Road Advisory\nMarch 3, 2024\n\nNorthland Road Advisory", "Northland Road Advisory"),
        (
            "MILLBROOK COUNTY SHERIFF'S OFFICE\nWEEKLY ROAD BULLETIN\nFor the week ending March 3, 2024",
            "WEEKLY ROAD BULLETIN",
        ),
        (
            "Road Briefing N°94\nEsker/Lenz, 3 March 2024\n\nKeeping the Northern Roads Open Through the Winter",
            "Keeping the Northern Roads Open Through the Winter",
        ),
        (
            "3 марта 2024 г. 18:05\n\nО разговоре министра дорог Северной земли\nс министром дорог Южной земли",
            "О разговоре министра дорог Северной земли с министром дорог Южной земли",
        ),
        (
            "EXERCISE - EXERCISE - EXERCISE\n\nCALM ROADS: Player Handbook\nVersion 1.2, 3 March 2024",
            "CALM ROADS: Player Handbook",
        ),
        ("No: 46, 3 Mart 2024, Kuzeydeki Yolların Durumu Hk.", "No: 46, 3 Mart 2024, Kuzeydeki Yolların Durumu Hk."),
        ("ROAD TRACKER | WEEK 11\nPublished 3 March 2024 by the Road Office", "ROAD TRACKER | WEEK 11"),
        ("NOTA À IMPRENSA Nº 98\n\nEstradas do norte\n\nPublicado em 03/03/2024 17h32", "Estradas do norte"),
        ("##########################\n#   ROADS 3 MARCH 2024   #\n##########################", "ROADS 3 MARCH 2024"),
    ] {
        assert_eq!(titled(head), (title.to_owned(), "2024-03-03".to_owned()), "{head}");
    }
    // The name below a heading that it shares a word with is no title.
    assert_eq!(titled("Bridges\n\nOf the five bridges in the valley two are shut.").0, "Bridges");
}

#[test]
fn a_title_of_several_lines_in_capitals() {
    let title = "JOINT STATEMENT OF THE ROAD OFFICES OF NORTHLAND AND SOUTHLAND ON THE SAFETY OF THE PASS";
    let head = "JOINT STATEMENT OF THE ROAD OFFICES\nOF NORTHLAND AND SOUTHLAND\nON THE SAFETY OF THE PASS";
    assert_eq!(titled(head).0, title);
    assert_eq!(titled(&format!("{head}\n3 March 2024")), (title.to_owned(), "2024-03-03".to_owned()));
    assert_eq!(titled("THE CORRIDOR\nA letter on roads\n3 March 2024").0, "THE CORRIDOR");
}

#[test]
fn the_first_of_several_headings_is_no_title() {
    for (one, two, names) in [
        ("1 Roads", "2 Rails", ["1 Roads", "2 Rails"]),
        ("[Roads]", "[Rails]", ["Roads", "Rails"]),
        ("== Roads ==", "== Rails ==", ["Roads", "Rails"]),
        ("==Roads==", "==Rails==", ["Roads", "Rails"]),
        ("*** ROADS ***", "*** RAILS ***", ["ROADS", "RAILS"]),
        ("-- Roads --", "-- Rails --", ["Roads", "Rails"]),
    ] {
        for between in ["\n", "\n\n"] {
            let (title, _, heads) = read(&format!("{one}{between}{LONG}\n\n{two}{between}{LONG}\n"));
            assert_eq!((title.as_str(), heads), ("", names.map(str::to_owned).to_vec()));
        }
    }
    let (title, _, heads) =
        read(&format!("== Road Daily ==\n3 March 2024\n\n== Roads ==\n{LONG}\n\n== Rails ==\n{LONG}\n"));
    assert_eq!((title.as_str(), heads), ("Road Daily", vec!["Roads".to_owned(), "Rails".to_owned()]));
    let applause = read(&format!("Speech at the Pass\n\n{LONG}\n\n[Applause]\n\n{LONG}\n\n[Applause]\n\n{LONG}\n"));
    assert_eq!(applause.2, Vec::<String>::new());
}

#[test]
fn the_sign_at_the_end_is_no_heading_and_a_banner_in_a_frame_no_title() {
    for end in
        ["== end ==", "-- END --", "*** ENDS ***", "[ENDS]", "ENDS", "END", "###", "# # #", "-30-", "End of report"]
    {
        let (title, _, heads) = read(&format!(
            "*** UNCLASSIFIED ***\n\nRoad Daily\n\n## Roads ##\n\n{LONG}\n\n{end}\n\nNotes to editors: {LONG}\n"
        ));
        assert_eq!((title.as_str(), heads), ("Road Daily", vec!["Roads".to_owned()]), "{end}");
    }
    let briefing = parse(&format!("*** UNCLASSIFIED ***\n\nRoad Daily\n\n{LONG}\n"));
    assert!(briefing.header.handling.is_some() && briefing.text.contains("*** UNCLASSIFIED ***"));
}

#[test]
fn headings_that_hold_their_text() {
    let forecast = "000\nFXUS66 KESK 051130\nAFDESK\n\nArea Forecast Discussion\nRoad Weather Office Esker\n330 AM PST Tue Mar 5 2024\n\n\
        .SYNOPSIS...A cold trough will remain over the region\nuntil Wednesday.\n\n.MARINE...High pressure over the sea will\nweaken.\n\n\
        .TONIGHT...Mostly cloudy with a low of thirty.\n";
    let briefing = parse(forecast);
    assert_eq!(headings(&briefing), [".SYNOPSIS...", ".MARINE..."]);
    assert!(briefing.text.contains("\nA cold trough will remain over the region until Wednesday."));
    let (title, day, heads) = read(
        "FM: CTF 52\nDTG: 05 1430Z MAR 24\nSUBJ: SITREP 12\n\nSITUATION. Quiet in all sectors.\n\nOPERATIONS. Two boardings.\n\n\
         LOGISTICS. Fuel at half. The next tanker is due.\n",
    );
    assert_eq!((title.as_str(), day.as_str()), ("SITREP 12", "2024-03-05"));
    assert_eq!(heads, ["SITUATION.", "OPERATIONS.", "LOGISTICS."]);
    // Speakers come again.
    let speech = format!(
        "Talks at the Pass\n\nTHE CHAIR. {LONG}\n\nTHE ENVOY. {LONG}\n\nTHE CHAIR. {LONG}\n\nTHE CLERK. {LONG}\n"
    );
    assert_eq!(read(&speech).2, Vec::<String>::new());
    let monitor =
        format!("Road Monitor\n3 March 2024\n\nGrowth.\n{LONG}\n\nPrices.\n{LONG}\n\nTrade abroad.\n{LONG}\n");
    assert_eq!(read(&monitor).2, ["Growth.", "Prices.", "Trade abroad."]);
}

#[test]
fn headings_over_figures_parts_and_quotations() {
    let of = |body: &str| read(&format!("Road Watch\n3 March 2024\n\n{body}")).2;
    let order = format!(
        "1. SITUATION.\n   a. Roads. {LONG}\n   b. Rails. No change.\n\n2. MISSION. No change.\n\n3. EXECUTION.\n   a. Intent. {LONG}\n   b. Tasks. None.\n\n\
         4. SUPPLY. No change.\n\n5. COMMAND. Main moves at noon.\n"
    );
    assert_eq!(of(&order), ["1. SITUATION.", "2. MISSION.", "3. EXECUTION.", "4. SUPPLY.", "5. COMMAND."]);
    let figures = format!(
        "KEY FIGURES\nPeople: 4,100\nHouses: 312\n\nNEEDS\n{LONG}\n\nRESPONSE\n> Monday: fourth round\n> Friday: fifth\n\nEnd.\n"
    );
    assert_eq!(of(&figures), ["KEY FIGURES", "NEEDS", "RESPONSE"]);
    let alert =
        format!("Event:\n{LONG}\n\nActions:\n• Stay away.\n• Listen.\n\nAddress:\nRoad House, Esker\n\nEnd of it.\n");
    assert_eq!(of(&alert), ["Event:", "Actions:", "Address:"]);
    let sheet = format!(
        "SITUATION\n\n4.1 MILLION people\n900,000 houses\n\nTIMELINE\n\nApril 2023\nThe bridge falls\n\nDEVELOPMENTS\n\n{LONG}\n"
    );
    assert_eq!(of(&sheet), ["SITUATION", "TIMELINE", "DEVELOPMENTS"]);
    let note = format!("Joint Words on the Pass\n\nBEGIN TEXT:\n\n{LONG}\n\nEND TEXT\n\n{LONG}\n");
    assert_eq!(read(&note).2, Vec::<String>::new());
    let report = format!(
        "Roads of the northern valley\n\nReport of the Special Envoy\n\nSummary\n\n{LONG}\n\nRoads\n\n{LONG}\n"
    );
    assert_eq!(read(&report).2, ["Summary", "Roads"]);
}

#[test]
fn days_of_strangers() {
    for head in [
        "Road Watch\n05 MAR 24",
        "Road Watch\n051430ZMAR24",
        "Radio highlights 1800 gmt 5 Mar 24",
        "Experts on the roads\n\nNEW ESKER/LENZ (5 March 2024) – The roads are shut.",
        "Road Watch\n\nPosted: 6 Mar 2024\nOriginally published: 5 Mar 2024",
    ] {
        assert_eq!(titled(head).1, "2024-03-05", "{head}");
    }
    let log = format!("Radio highlights\n\n0000 Headlines\n\n0030 {LONG}\n\n0412 {LONG}\n");
    assert_eq!(read(&log).2, Vec::<String>::new(), "minutes of a broadcast");
}

#[test]
fn figures_with_their_names_are_no_headings() {
    let of = |body: &str| read(&format!("Road Watch\n3 March 2024\n\n{body}"));
    for figures in [
        "Killed: 3\nInjured: 12",
        "KILLED: 3\nINJURED: 12",
        "Killed 3\nInjured 12",
        "Killed: 3\nInjured: 12\nMissing: none",
        "Displaced: 400 families\nRate: 4.5%\nCost: $3 million",
        "Total 12",
        "Killed: 3\n\nInjured: 12",
    ] {
        let short = of(&format!("All was quiet.\n\n{figures}\n\n{LONG}\n"));
        assert_eq!((short.0.as_str(), short.2.len()), ("Road Watch", 0), "{figures}");
        let long = of(&format!("ROADS\n\n{LONG}\n\n{figures}\n\n{LONG}\n\nRAILS\n\n{LONG}\n"));
        assert_eq!(long.2, ["ROADS", "RAILS"], "{figures}");
        let kept = parse(&format!("Road Watch\n3 March 2024\n\n{LONG}\n\n{figures}\n\n{LONG}\n"));
        assert!(figures.contains("\n\n") || kept.text.contains(figures), "{figures} keep their lines");
    }
    // Words that count the parts of a text still do, known or not.
    for word in ["Annex", "Regulation"] {
        let parts = of(&format!("{LONG}\n\n{word} 1\n\n{LONG}\n\n{word} 2\n\n{LONG}\n"));
        assert_eq!(parts.2, [format!("{word} 1"), format!("{word} 2")]);
    }
    assert_eq!(of(&format!("SITREP 12\n\n{LONG}\n\nKilled 3\n\n{LONG}\n")).0, "Road Watch");
}

#[test]
fn a_line_of_the_text_is_not_waited_for_as_a_title() {
    for line in [
        "Losses: 3 killed, 12 injured",
        "Weather: rain, 12 degrees",
        "Casualties: many, see below",
        "Title: Roads in the north",
        "Subject: roads, and what they cost",
    ] {
        let (title, day, heads) =
            read(&format!("Weekly report\n3 March 2024\n\nAll was quiet.\n\n{line}\n\nThe search goes on.\n"));
        assert_eq!((title.as_str(), day.as_str()), ("Weekly report", "2024-03-03"), "{line}");
        assert_eq!(heads, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_said() {
    let warned = |value: &str| {
        let mut draft = Draft::new();
        super::super::read(format!("SITREP 12\nDate: {value}\n\nAll was quiet.\n"), "notes.txt", &mut draft);
        draft.finish().1.iter().map(|warning| warning.line).collect::<Vec<_>>()
    };
    for value in ["31/02/2024", "2024-13-01", "31 February 2024", "31.02.2024", "February 31, 2024 14:00"] {
        assert_eq!(warned(value), [2], "{value}");
    }
    for value in
        ["03/04/2024", "3 March 2024", "2024-03-03", "Monday", "March 2024", "13/04/2024", "3 March 2024, 14:00"]
    {
        assert_eq!(warned(value), Vec::<u32>::new(), "{value}");
    }
}

#[test]
fn lines_beside_the_text_are_no_headings() {
    for line in [
        "Contact: Jane Doe",
        "Photo: J. Doe",
        "N/A",
        "NSTR",
        "See Annex A",
        "John Smith, Ambassador",
        "Ombeli, Salm, Brannik",
    ] {
        for (one, two) in [("", ""), ("ROADS\n\n", "RAILS\n\n")] {
            let text = format!("Road Watch\n3 March 2024\n\n{one}{LONG}\n\n{line}\n\n{LONG}\n\n{two}{LONG}\n");
            let (title, _, heads) = read(&text);
            assert_eq!(title, "Road Watch", "{line}");
            assert_eq!(
                heads,
                [one.trim(), two.trim()].iter().filter(|h| !h.is_empty()).copied().collect::<Vec<_>>(),
                "{line}"
            );
        }
    }
    let parts = format!("Road Watch\n3 March 2024\n\n{LONG}\n\nEsker, North\n\n{LONG}\n\nSee Also\n\n{LONG}\n");
    assert_eq!(read(&parts).2, ["Esker, North", "See Also"]);
}

#[test]
fn a_series_an_office_or_a_field_beside_the_title() {
    let rest = format!("First signs\n\n{LONG}\n\nWhat comes next\n\n{LONG}\n");
    for (head, title) in [
        ("Road Monitor\nPosted 3 March 2024\n\nNorthern pass at risk", "Northern pass at risk"),
        ("Road Monitor\n\nPublished: 3 March 2024\n\nNorthern pass at risk", "Northern pass at risk"),
        ("Road Monitor\n\nNorthern pass at risk\nPosted 3 March 2024", "Northern pass at risk"),
        ("RoadWatch\nMarch 2024\n\nGlobal View\nPublished 3 March 2024", "Global View"),
        // One of several parts of the same kind is none.
        ("Road Monitor\nPosted 3 March 2024", "Road Monitor"),
        ("Northern pass at risk\nPosted 3 March 2024", "Northern pass at risk"),
        ("OREA\nEsker: Pass Update No. 3\nAs of 3 March 2024", "Esker: Pass Update No. 3"),
        ("NORTHLAND\nRoad Cluster Bulletin No. 8\n3 March 2024", "Road Cluster Bulletin No. 8"),
        ("THE CORRIDOR\nA weekly note on roads\n3 March 2024", "THE CORRIDOR"),
        (
            "INCIDENT REPORT\nFire at Esker Depot\nLocation: Esker\nDate: 3 March 2024\nReference: IR/2024/7",
            "Fire at Esker Depot",
        ),
        ("Fire at Esker Depot\nLocation: Esker, Northland\nDate: 3 March 2024", "Fire at Esker Depot"),
        (
            "U.S. Embassy Esker, Northland\nSecurity Alert: Roads Shut in Esker\nLocation: Esker\nMarch 3, 2024",
            "Security Alert: Roads Shut in Esker",
        ),
        (
            "Oficina de Carreteras\nNevadas en el norte – Informe No. 2\nFecha: 3 de marzo de 2024",
            "Nevadas en el norte – Informe No. 2",
        ),
        (
            "Bulletin d'information n° 6\nEsker : situation des routes du nord\nPublié le 3 mars 2024",
            "Esker : situation des routes du nord",
        ),
        (
            "Préfecture du Nord\n\nPoint de situation n° 14 : neige dans le nord\nMis à jour le 3 mars 2024",
            "Point de situation n° 14 : neige dans le nord",
        ),
        ("Wochenbericht Straßen\nVeröffentlicht am 3. März 2024\n\nSchnee auf dem Nordpass", "Schnee auf dem Nordpass"),
        (
            "Union du Nord\nSecrétariat général\n\nCommuniqué final des ministres\nEsker, le 3 mars 2024",
            "Communiqué final des ministres",
        ),
        ("THREAT ADVISORY 24-118\nTLP:AMBER\n\nNORTHERN PASS AT RISK\nIssued: 3 March 2024", "NORTHERN PASS AT RISK"),
        ("Media Release\nNumber 2024-12\nDate 3 March 2024\n\nNorthern pass stays shut", "Northern pass stays shut"),
        ("Führungsstab\nTageslage Nordpass\n3. März 2024", "Tageslage Nordpass"),
        (
            "Аналитический центр\nОбзор событий на северном перевале\n3 марта 2024 г.",
            "Обзор событий на северном перевале",
        ),
        ("CITY OF ESKER POLICE DEPARTMENT\nDuty Officer Log\nSunday 3 March 2024", "Duty Officer Log"),
        ("INTELLIGENCE SUMMARY NO. 31\nG2, TASK FORCE NORTH\n031800Z MAR 24", "INTELLIGENCE SUMMARY NO. 31"),
        ("House of Assembly\nSunday 3 March 2024\n\nRoad Works (Funding)", "Road Works (Funding)"),
        ("مكتب الطرق\nتقرير وضع الطرق في الشمال\n3 مارس 2024", "تقرير وضع الطرق في الشمال"),
    ] {
        let (found, date, heads) = read(&format!("{head}\n\n{rest}"));
        assert_eq!((found.as_str(), date.as_str()), (title, "2024-03-03"), "{head}");
        assert_eq!(heads, ["First signs", "What comes next"], "{head}");
    }
}

#[test]
fn the_product_below_the_lines_of_a_warning_centre_is_the_title() {
    for (head, title) in [
        (
            "URGENT - WEATHER MESSAGE\nRoad Weather Service Esker NL\n432 AM CST Sun Mar 3 2024\n\nESKER VALLEY-LENZ-\n\nWind Advisory",
            "Wind Advisory",
        ),
        (
            "BULLETIN - IMMEDIATE BROADCAST REQUESTED\nTornado Warning\nRoad Weather Service Esker NL\n432 AM CST Sun Mar 3 2024",
            "Tornado Warning",
        ),
        (
            "URGENT - WEATHER MESSAGE\nRoad Weather Service Esker NL\n432 AM CST Sun Mar 3 2024",
            "URGENT - WEATHER MESSAGE",
        ),
    ] {
        assert_eq!(titled(head), (title.to_owned(), "2024-03-03".to_owned()), "{head}");
    }
}

#[test]
fn speakers_pairs_and_acronyms() {
    let heads = |line: &str| {
        read(&format!("Road Debate\n3 March 2024\n\nOpening\n\n{LONG}\n\n{line}\n\n{LONG}\n\nClosing\n\n{LONG}\n")).2
    };
    for line in [
        "THE CHAIR:",
        "Mr. Albrecht (Norfolk South):",
        "Mr. Albrecht (Norfolk South)",
        "The Minister for Roads (Ms. Ines Calder)",
        "Q:",
        "MODERATOR:",
        "Owner: Salm Shipping",
        "Status: Under Way",
    ] {
        assert_eq!(heads(line), ["Opening", "Closing"], "{line}");
    }
    assert_eq!(heads("Roads: Northern Pass Shut by Deep Snow").len(), 3);
    let pairs =
        format!("Roads: Fewer and Worse\n\n{LONG}\n\nRails: New Low\n\n{LONG}\n\nOutlook: More Snow\n\n{LONG}\n");
    assert_eq!(read(&format!("North: Roads and Rails\n3 March 2024\n\n{pairs}")).2.len(), 3);
    let turns = parse(&format!(
        "Road Debate\n3 March 2024\n\nMr. Roe (Esker): {LONG}\nThe Minister for Roads (Ms. Calder): {LONG}\nTHE CHAIR: Order.\nMs. Calder: {LONG}\n"
    ));
    let spoken = |name: &str| turns.blocks.iter().any(|block| text::slice(&turns.text, block.span).starts_with(name));
    for name in ["Mr. Roe", "The Minister", "THE CHAIR", "Ms. Calder"] {
        assert!(spoken(name), "{name}: {}", turns.text.as_str());
    }
    let briefing = parse(&format!(
        "SITREP 4\n3 March 2024\n\nRESPONSE\n\nWASH\n\n{LONG}\n\nShelter\n\n{LONG}\n\nNFI\n\n{LONG}\n\nHealth\n\n{LONG}\n\nFUNDING\n\n{LONG}\n"
    ));
    let levels: Vec<_> = briefing.sections.iter().skip(1).map(|section| section.level).collect();
    assert_eq!(levels, [1, 2, 2, 2, 2, 1]);
}

#[test]
fn stretches_of_time_in_the_head() {
    for (line, day) in [
        ("February to September 2024", "2024-09"),
        ("Q3 2024", "2024-09"),
        ("Week 12, 2024", "2024-03"),
        ("1-15 March 2024", "2024-03-15"),
    ] {
        let briefing = crate::import::import(
            format!("Road Watch\n{line}\n\nRoads\n\n{LONG}\n").into_bytes(),
            &crate::import::Hints { name: "a.txt", encoding: None },
        )
        .unwrap()
        .briefing;
        assert_eq!(briefing.header.title.as_deref(), Some("Road Watch"), "{line}");
        assert_eq!(briefing.header.period.as_deref(), Some(line));
        assert_eq!(date(&briefing).as_deref(), Some(day), "{line}");
        assert_eq!(headings(&briefing), ["Roads"]);
    }
}
