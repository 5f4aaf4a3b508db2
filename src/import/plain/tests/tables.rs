//! What is a table in plain text, and what only looks like one.

use super::*;

/// The body between two paragraphs: kinds of its blocks, and the text of each.
fn body(lines: &str) -> Vec<(BlockKind, String)> {
    let text = format!("ROAD REPORT\n\n{LONG}\n\n{lines}\n\n{LONG}\n");
    let briefing = parse(&text);
    let blocks = 2..briefing.blocks.len() - 1;
    blocks.map(|n| (briefing.blocks[n].kind, briefing.block_text(n).to_owned())).collect()
}

fn is_one_table(lines: &str) {
    let body = body(lines);
    assert!(matches!(body.as_slice(), [(BlockKind::Table, text)] if text == lines), "{lines}\n{body:?}");
}

fn has_no_table(lines: &str) {
    let body = body(lines);
    assert!(body.iter().all(|(kind, _)| *kind != BlockKind::Table), "{lines}\n{body:?}");
}

#[test]
fn tables_of_many_conventions_are_one_block_as_they_stand() {
    for lines in [
        // Names of columns over two lines, figures below their ends.
        "District          Houses      Houses     Dead\n                  destroyed   damaged\nOmbeli North            120       340      12\nSalm                      7        31       -\nTotal                   127       371      12",
        // Underlined, with a total.
        "Governorate             Killed    Injured\n--------------------    ------    -------\nNorthern Highlands         212        845\n--------------------    ------    -------\nTOTAL                      212        845",
        // Frames and bars.
        "+----------+------+\n| District | Dead |\n+----------+------+\n| Ombeli   |   12 |\n+----------+------+",
        // A last column that goes on in further lines, as running text does.
        "Date         Location        Event\n12 March     Brannik Pass    Landslide shut the road in both directions; two trucks\n                             were buried and a third was pushed off the road by the\n                             falling rocks, all drivers survived.\n13 March     Ombeli          Bridge closed.",
        // Groups and their items.
        "Item                 Quantity     Unit\nFood\n  Wheat flour           1,200     bags\n  Cooking oil             400     cans\nShelter\n  Tents                   350     pcs",
        // A first column that goes on.
        "Organisation                    People reached     Target\nMinistry of Public Works and            12,000     15,000\n  Housing\nInternational Organization for           4,500      9,000\n  Migration\nRed Crescent                             2,200      2,000",
        // Prices with two scripts.
        "Province            المحافظة            Families\nNorthern Roads      الطرق الشمالية         1,204\nPort Esker          ميناء إسكر               310",
        // Empty cells.
        "Sector      North      South      East\nShelter     4,000                 1,200\nWASH                   2,000\nHealth      12                    3",
        // Contacts.
        "Name          Function               Phone               Mail\nJane Roe      Head of Operations     +41 22 555 01 00    roe@example.org\nLi Wen        Logistics              +41 22 555 01 44    wen@example.org",
        // Weather.
        "Station         Min  Max  Wind\nEsker            -4    3  NW 25\nPort Lund         2    7  W 15\nBrannik Pass    -11   -6  N 40",
        // Distances.
        "           Esker   Ombeli   Salm\nEsker          -      112    230\nOmbeli       112        -    118\nSalm         230      118      -",
        // The longest cell leaves two blanks, or pushes the next one away.
        "Port                        Status\nOmbeli                      open\nSalm Valley Northern Point  closed for ships\nPort Esker                  closed",
        "Salm Valley Northern Point  closed for ships\nOmbeli                      open\nPort Esker                  closed",
        "Time  Event\n0600  Shelling in the north\n0715  Two soldiers were wounded near Ombeli by a mine\n1100  Quiet",
        "Ministry of Public Works    3 trucks\nMinistry of Health          2 ambulances\nDirectorate of Civil Aviation  1 helicopter\nRed Crescent                9 volunteers",
        // A head whose first line names some columns only.
        "               Houses     Remarks\nDistrict       destroyed\nOmbeli         12         The road is closed until further notice\nPort Esker     4          None",
        "                        Killed        Injured\nDistrict              men   women   men   women\nTarn                    2       1     8       4\nLund                    0       0     5       2",
        // One bar between two columns.
        "Name | Role\nJane Doe | Minister of Foreign Affairs\nJohn Smith | Ambassador",
        "Name       | Role\n-----------|--------\nJane Doe   | Minister of Foreign Affairs\nJohn Smith | Ambassador",
    ] {
        is_one_table(lines);
    }
    // Wider than a line of text is long.
    let wide: Vec<String> = ["District", "Ombeli", "Esker"].map(|name| format!("{name:<20}").repeat(25)).into();
    is_one_table(wide.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n").as_str());
}

#[test]
fn one_gap_or_one_bar_in_text_is_no_table() {
    has_no_table(
        "The road from  Tarn was shut on Monday and the convoy waited at the gate\nuntil the snow had been cleared by  the army. It went on in the evening.",
    );
    has_no_table("Northern Wire | 14 March 2024\nThe road is shut.");
    has_no_table("  Note that on the roads of\n  the north it is good to use\n  chains and to carry blankets");
}

#[test]
fn running_text_with_wide_blanks_is_no_table() {
    let justified = "The  two  sides  spoke for an hour about roads, fuel and  the  state  of  the\nrailway in the north, and they  agreed  to  send a joint team to the Brannik\nPass  as  soon  as  the  snow  has gone.  The  ministers  also spoke of  the\nbridges at Ombeli and Salm,  which  have  been  shut since Monday, and of the\nferry between Port Esker and Lund. They will meet again in May.";
    has_no_table(justified);
    assert!(body(justified)[0].1.contains("the state of the railway in the north, and they agreed to send"));
    has_no_table(
        "A turn toward the north is expected by Monday.  The forward speed is near 12\nmph.  The road will be shut.  It may be open on Friday.  Nobody knows.  The team\nwill see to it.  On the forecast track the storm reaches the coast.",
    );
}

#[test]
fn verse_addresses_and_signatures_are_no_tables() {
    has_no_table("The road goes on,\n    the road goes on,\n        beneath the snow\n    and nobody comes.");
    has_no_table("Jane Roe\nMinistry of Roads\nMain Street 15\n1200 Esker");
    has_no_table(
        "Yours sincerely,\n\n                                        Jane Roe\n                                        Minister of Roads",
    );
}

#[test]
fn two_columns_of_a_letterhead_or_of_signatures_keep_their_places() {
    for lines in [
        "MINISTRY OF ROADS AND RAILWAYS                 Esker, 14 March 2024\nBureau of Bridges and Tunnels                  Ref. 24/0312/BR-7",
        "Jane Roe                                  Amir Haddad\nMinister of Roads and Railways            Minister of Transport\nNorthland                                 Southland",
    ] {
        assert!(body(lines).iter().any(|(_, text)| text == lines), "{:?}", body(lines));
    }
}

#[test]
fn a_table_right_below_its_caption_and_two_tables_apart() {
    let first = "District             Killed     Injured     Source\nOmbeli North             12          45     Ministry of Health\nPort Esker                4           9     District hospitals";
    let second = "District             Destroyed     Damaged\nOmbeli North               120         340\nPort Esker                  48         112";
    let run: Vec<(BlockKind, String)> = body(&format!("{first}\n{second}"));
    assert_eq!(run, [(BlockKind::Table, first.to_owned()), (BlockKind::Table, second.to_owned())]);
    let caption = "Table 1. Killed and injured by district and source of the figures, as of 14 March";
    let tables = |lines: &str| -> Vec<String> {
        let tables = body(lines).into_iter().filter(|(kind, _)| *kind == BlockKind::Table);
        tables.map(|(_, text)| text).collect()
    };
    assert_eq!(tables(&format!("{caption}\n{first}\n\n{second}")), [first, second]);
    assert_eq!(tables(&format!("Figures by district\n{first}")), [first]);
    assert_eq!(tables(&format!("{LONG}\n{first}\n{LONG}")), [first]);
}

#[test]
fn a_row_behind_a_blank_line_is_one_of_the_table() {
    let (rows, total) = (
        "District             Killed     Injured\nOmbeli North             12          45\nPort Esker                4           9",
        "TOTAL                    16          54",
    );
    let told: Vec<String> = body(&format!("{rows}\n\n{total}")).into_iter().map(|(_, text)| text).collect();
    assert_eq!(told, [rows, total]);
    let spaced = rows.replace('\n', "\n\n");
    assert!(body(&spaced).iter().all(|(kind, _)| *kind == BlockKind::Table));
}
