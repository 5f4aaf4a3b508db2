use super::super::table;
use crate::text;
use crate::wrap::Row;
use proptest::prelude::*;

mod conventions;

/// Rows as a reader sees them; rules as `|`.
fn shown(block: &str, width: usize) -> String {
    let line = |row: &Row| {
        let mut parts: Vec<(u16, &str)> = row.pieces.iter().map(|p| (p.column, text::slice(block, p.span))).collect();
        parts.extend(row.rules.iter().map(|column| (*column, "|")));
        let name = row.label.map(|label| (label.column, format!("{}:", label.words(block))));
        parts.extend(name.iter().map(|(column, name)| (*column, name.as_str())));
        parts.sort_by_key(|(column, _)| *column);
        let mut line = String::new();
        for (column, part) in parts {
            let pad = usize::from(column).saturating_sub(text::cells(&line));
            line = format!("{line}{:pad$}{part}", "");
        }
        line.trim_end().to_owned() + "\n"
    };
    table(block, width, 0).iter().map(line).collect()
}

fn check(width: usize, block: &str, expected: &str) {
    let shown = shown(block.trim_matches('\n'), width);
    assert_eq!(shown.trim_end(), expected.trim_matches('\n').trim_end(), "\n{shown}");
}

#[test]
fn names_of_groups_and_notes_go_over_all_columns() {
    let block = r"
District                    Killed      Injured      Source of the figures
Northern region (figures of the ministry of health, not confirmed by others)
Ombeli North                    12           45      Ministry of Health
Port Esker                       4            9      District hospitals
";
    check(
        60,
        block,
        r"
District      Killed  Injured  Source of the figures
Northern region (figures of the ministry of health, not
confirmed by others)
Ombeli North      12       45  Ministry of Health
Port Esker         4        9  District hospitals
",
    );
}

#[test]
fn too_many_columns_are_stacked_with_their_whole_names() {
    let block = r"
District          Houses      Houses     Dead   Injured   Missing   Displaced
                  destroyed   damaged
Ombeli North            120       340      12        45         3       2,310
Port Esker               48       112       4         9         -         870
";
    check(
        40,
        block,
        r"
District
Houses destroyed
Houses damaged
Dead
Injured
Missing
Displaced

District: Ombeli North
Houses destroyed: 120
Houses damaged: 340
Dead: 12
Injured: 45
Missing: 3
Displaced: 2,310

District: Port Esker
Houses destroyed: 48
Houses damaged: 112
Dead: 4
Injured: 9
Missing: -
Displaced: 870
",
    );
}

#[test]
fn what_begins_between_two_columns_is_in_the_one_that_it_lies_over() {
    let block = r"
District           Status       Remarks
Ombeli              open        The road is closed until further notice
Port Esker         closed       None
               (since Monday)
Salm                open        None
";
    check(
        46,
        block,
        r"
District    Status          Remarks
Ombeli      open            The road is closed
                            until further
                            notice
Port Esker  closed          None
            (since Monday)
Salm        open            None
",
    );
}

#[test]
fn the_rest_of_a_table_has_the_names_of_its_first_piece() {
    let bars =
        ("| District | Killed |\n|---|---|\n| Ombeli | 1 |\n| Salm | 2 |", "| Port Esker | 3 |\n| Nolo Vale | 4 |");
    let spaces = (
        "District         Killed\n\nOmbeli                1\nSalm                  2",
        "Port Esker            3\nNolo Vale             4",
    );
    let tabs = ("District\tKilled\nOmbeli\t1", "Port Esker\t3\nNolo Vale\t4");
    for (first, rest) in [bars, spaces, tabs] {
        let rows = super::super::table_rest(first, rest, 10, 0);
        assert!(rows.iter().all(|row| !row.head), "{rows:?}");
        let names: Vec<String> = rows.iter().filter_map(|row| Some(row.label?.words(first))).collect();
        assert_eq!(names, ["Di…", "Ki…", "Di…", "Ki…"], "{first}");
        let pieces = || rows.iter().flat_map(|row| &row.pieces);
        let words: String = pieces().map(|p| text::slice(rest, p.span)).collect::<Vec<_>>().join(" ");
        assert_eq!(words, "Port Esker 3 Nolo Vale 4", "{first}");
    }
    let rows = super::super::table_rest(bars.0, bars.1, 20, 0);
    let lefts: Vec<u16> = rows.iter().flat_map(|row| &row.pieces).map(|p| p.column).collect();
    assert!(rows.iter().all(|row| !row.head && row.label.is_none()), "{rows:?}");
    assert_eq!(lefts, [0, 18, 0, 18], "{rows:?}");
}

#[test]
fn rows_with_an_empty_first_cell_stay_rows() {
    let block = r"
Region             District             Team                          Houses
North              Ombeli Central       Northern Red Crescent            120
                   Salm Valley Up       Northern Red Crescent             48
South              Port Esker           Civil Defence                     12
";
    check(
        60,
        block,
        r"
Region  District        Team                   Houses
North   Ombeli Central  Northern Red Crescent     120
        Salm Valley Up  Northern Red Crescent      48
South   Port Esker      Civil Defence              12
",
    );
}

#[test]
fn what_has_no_columns_breaks_between_words_and_hangs() {
    let block = r"
The  two  sides  spoke for an hour about roads, fuel and  the  state  of  the
railway in the north, and they  agreed  to  send a joint team to the Brannik
Pass  as  soon  as  the  snow  has gone.  The  ministers  also spoke of  the
";
    check(
        50,
        block,
        r"
The  two  sides  spoke for an hour about roads,
  fuel and  the  state  of  the
railway in the north, and they  agreed  to  send a
  joint team to the Brannik
Pass  as  soon  as  the  snow  has gone.  The
  ministers  also spoke of  the
",
    );
}

#[test]
fn a_table_that_fits_is_as_it_was_drawn() {
    let block = "  District      Dead\n  ---------     ----\n  Ombeli          12";
    assert_eq!(shown(block, 20), format!("{block}\n"));
    let apart = shown(block, 18);
    assert_eq!(apart, "District      Dead\n---------     ----\nOmbeli          12\n", "only moved to the edge");
}

/// Letters and digits that are drawn, in order of the block; an error where one is drawn twice.
fn drawn_letters(block: &str, width: usize) -> Result<String, String> {
    let mut spans: Vec<_> = table(block, width, 0).iter().flat_map(|row| &row.pieces).map(|p| p.span).collect();
    spans.sort_unstable_by_key(|span| span.start);
    if spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return Err(format!("twice: {spans:?}"));
    }
    Ok(spans.iter().flat_map(|span| text::slice(block, *span).chars()).filter(|c| c.is_alphanumeric()).collect())
}

/// A grid of words, its columns below each other with `gap` blanks between them.
fn grid(cells: &[String], across: usize, gap: usize) -> Vec<Vec<String>> {
    let rows: Vec<&[String]> = cells.chunks_exact(across).collect();
    let wide = |n: usize| rows.iter().map(|row| row[n].len()).max().unwrap_or(0) + gap;
    rows.iter().map(|row| row.iter().enumerate().map(|(n, cell)| format!("{cell:0$}", wide(n))).collect()).collect()
}

proptest! {
    #[test]
    fn every_cell_stays_in_its_column(
        cells in proptest::collection::vec("[a-z]{1,6}( [a-z]{1,6}){0,3}", 6..40), across in 2usize..6, gap in 2usize..6, width in 30usize..90
    ) {
        let grid = grid(&cells, across, gap);
        prop_assume!(grid.len() > 2);
        let block: Vec<String> = grid.iter().map(|row| row.concat().trim_end().to_owned()).collect();
        let block = block.join("\n");
        let rows = table(&block, width, 0);
        let wide = block.lines().map(str::len).max().unwrap_or(0);
        // Where the columns do not fit, cells stand below each other, with an empty row between the lines.
        if wide <= width || rows.iter().any(|row| row.pieces.is_empty()) {
            return Ok(());
        }
        let mut lefts: Vec<u16> = rows.iter().flat_map(|row| &row.pieces).map(|p| p.column).collect();
        lefts.sort_unstable();
        lefts.dedup();
        prop_assert_eq!(lefts.len(), across, "{}", shown(&block, width));
        for (n, left) in lefts.iter().enumerate() {
            let pieces = rows.iter().flat_map(|row| &row.pieces).filter(|p| p.column == *left);
            let drawn: String = pieces.map(|p| text::slice(&block, p.span)).collect();
            let meant: String = grid.iter().map(|row| row[n].as_str()).collect();
            prop_assert_eq!(drawn.replace(' ', ""), meant.replace(' ', ""));
        }
    }

    #[test]
    fn no_word_is_lost_or_drawn_twice(
        lines in proptest::collection::vec("([a-zé伊ب0-9]{1,7}|[-|+=:]{1,5}|[ ]{1,7}|, |and ){0,14}", 1..12), width in 1usize..70
    ) {
        let block = lines.join("\n");
        let meant: String = block.chars().filter(|c| c.is_alphanumeric()).collect();
        prop_assert_eq!(drawn_letters(&block, width), Ok(meant));
    }

    #[test]
    fn nothing_reaches_over_the_edge(
        cells in proptest::collection::vec("[a-z0-9]{0,9}( [a-z]{1,9}){0,2}", 6..40), across in 2usize..7, width in 12usize..60
    ) {
        let block: Vec<String> = grid(&cells, across, 2).iter().map(|row| row.concat().trim_end().to_owned()).collect();
        let block = block.join("\n");
        for piece in table(&block, width, 0).iter().flat_map(|row| &row.pieces) {
            let end = usize::from(piece.column) + text::cells(text::slice(&block, piece.span));
            prop_assert!(end <= width, "{end} > {width}: {}", shown(&block, width));
        }
    }
}

#[test]
fn a_long_cell_that_pushes_the_next_ones_away_hides_no_column() {
    let block = r"
District  Killed  Injured  Missing
Tarn      3       12       0
Upper Ombeli Valley  1  4  2
Lund      0       7        1
";
    check(
        32,
        block,
        r"
District  Killed Injured Missing
Tarn      3      12      0
Upper     1      4       2
Ombeli
Valley
Lund      0      7       1
",
    );
}

#[test]
fn one_bar_in_each_of_some_lines_parts_two_columns() {
    let block = "District | Families and what they lack\nTarn | 120 (in tents)\nUpper Ombeli | 44";
    let drawn = r"
District     | Families and what they lack
Tarn         | 120 (in tents)
Upper Ombeli | 44
";
    check(60, block, drawn);
    let few = "Northern Wire | 14 March 2024\nUpdated | noon";
    check(20, few, "Northern Wire | 14\n  March 2024\nUpdated | noon");
}
