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
    for (one, two) in [("1 Roads", "2 Rails"), ("[Roads]", "[Rails]"), ("== Roads ==", "== Rails ==")] {
        for between in ["\n", "\n\n"] {
            let (title, _, heads) = read(&format!("{one}{between}{LONG}\n\n{two}{between}{LONG}\n"));
            assert_eq!((title.as_str(), heads), ("", vec![one.to_owned(), two.to_owned()]));
        }
    }
    let (title, _, heads) =
        read(&format!("== Road Daily ==\n3 March 2024\n\n== Roads ==\n{LONG}\n\n== Rails ==\n{LONG}\n"));
    assert_eq!((title.as_str(), heads.len()), ("== Road Daily ==", 2));
    let applause = read(&format!("Speech at the Pass\n\n{LONG}\n\n[Applause]\n\n{LONG}\n\n[Applause]\n\n{LONG}\n"));
    assert_eq!(applause.2, Vec::<String>::new());
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
