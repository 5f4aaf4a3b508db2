//! Journeys over tables that their author drew with spaces or bars: on narrow screens their cells wrap in columns, and
//! everything that is done with their words stays what it was.

use attache::app::{Effect, Mode};
use attache::desk::Desk;
use attache::text;
use proptest::prelude::*;

const REPORT: &str = "\
ROAD SITUATION REPORT No. 7

14 March 2024

FIGURES

District          Houses      Houses     Dead   Injured   Missing   Displaced   Remarks
                  destroyed   damaged
Ombeli North            120       340      12        45         3       2,310   Bridge at km 88 washed out, road open to light vehicles only
Port Esker               48       112       4         9         -         870   Schools used as shelters until Friday
Total                   168       452      16        54         3       3,180

OUTLOOK

The road is shut in both directions at noon, and nobody knows why. It may be open again on Friday.
";

fn desk(columns: u16, rows: u16) -> Desk {
    Desk::of_text("report.txt", REPORT).size(columns, rows)
}

/// What was copied last; empty when nothing was.
fn copied(desk: &Desk) -> String {
    let mut copies = desk.effects().iter().rev();
    copies.find_map(|e| if let Effect::Copy(text) = e { Some(text.to_string()) } else { None }).unwrap_or_default()
}

#[test]
fn a_wide_table_wraps_in_its_columns() {
    let mut desk = desk(80, 24);
    desk.press("z");
    insta::assert_snapshot!(desk.screen(), @r"
       ROAD SITUATION REPORT No. 7

         14 March 2024

       FIGURES                                                              2/3

         District    Houses  Houses Dead Injured Missing Displaced Remarks
                  destroyed damaged
         Ombeli         120     340   12      45       3     2,310 Bridge at km
         North                                                     88 washed
                                                                   out, road
                                                                   open to
                                                                   light
                                                                   vehicles
                                                                   only
         Port            48     112    4       9       -       870 Schools used
         Esker                                                     as shelters
                                                                   until Friday
         Total          168     452   16      54       3     3,180

       OUTLOOK                                                              3/3

         The road is shut in both directions at noon, and nobody knows why. It
    READ  §1/3 · 95 % · <1 min left            Space on  J section  / find  ? help
    ");
}

#[test]
fn on_a_wide_screen_it_is_as_it_was_drawn() {
    let desk = desk(200, 24).settings(|settings| settings.width = 160);
    let line = REPORT.lines().nth(8).unwrap();
    assert!(desk.screen().contains(line), "{}", desk.screen());
}

#[test]
fn words_of_a_cell_are_found_quoted_and_copied() {
    let mut desk = desk(80, 24);
    desk.press("/ l i g h t <space> v e h i c l e s <enter>");
    let hit = desk.app().search.current.unwrap();
    assert_eq!(text::slice(&desk.app().document.briefing().text, hit), "light vehicles");
    // The passage goes on in the next rows of its cell.
    desk.press("z / B r i d g e <enter> v v 6 g e y");
    assert_eq!(copied(&desk), "Bridge at km 88 washed out");
    desk.press("<esc> <esc> / B r i d g e <enter> v v 6 g e a Where? <c-s>");
    let sidecar = desk.sidecar().unwrap_or_default();
    assert!(sidecar.contains("Bridge at km 88 washed out"), "{sidecar}\n{}", desk.screen());
}

#[test]
fn whole_lines_are_copied_as_they_were_written() {
    let mut desk = desk(80, 24);
    desk.press("z / O m b e l i <enter> v 8 i s y");
    assert_eq!(copied(&desk), REPORT.lines().nth(8).unwrap(), "its eight cells");
}

#[test]
fn the_caret_goes_down_within_a_column() {
    let mut desk = desk(80, 24);
    desk.press("z / B r i d g e <enter> v j");
    let Mode::Caret(at) = desk.app().mode else { panic!("no caret") };
    let text = &desk.app().document.briefing().text;
    assert!(text::slice(text, at..text.len()).starts_with("88 washed"), "{}", text::slice(text, at..text.len()));
    desk.press("k");
    let Mode::Caret(at) = desk.app().mode else { panic!("no caret") };
    let text = &desk.app().document.briefing().text;
    assert!(text::slice(text, at..text.len()).starts_with("Bridge"));
}

#[test]
fn a_sentence_of_a_drawn_table_is_a_cell() {
    for width in [200, 80] {
        let mut desk = desk(width, 24);
        desk.press("v / 2,310 <enter> v i s y");
        assert_eq!(copied(&desk), "2,310", "{width}");
        desk.press("v / until <enter> v i s y");
        assert_eq!(copied(&desk), "Schools used as shelters until Friday", "{width}");
        desk.press("v / Esker <enter> ) v i s y");
        assert_eq!(copied(&desk), "48", "{width}");
    }
    let rows = "Date         Event\n12 March     Landslide shut the road in both directions; two\n             trucks were buried\n13 March     Bridge closed\n14 March     Quiet";
    let mut desk = Desk::of_text("a.txt", &format!("ROADS\n\nWhat the ministry says of the week.\n\n{rows}\n"));
    desk.press("v / buried <enter> v i s y");
    assert_eq!(
        copied(&desk).split_whitespace().collect::<Vec<_>>().join(" "),
        "Landslide shut the road in both directions; two trucks were buried"
    );
}

/// Lines of a table, drawn in one of several ways and not always well.
fn grid() -> impl Strategy<Value = String> {
    let cell = proptest::sample::select(
        &["12", "", "-", "Port Esker", "e\u{301}tat", "伊朗和", "שלום עולם", "a b c d e f", "1,204"][..],
    );
    (proptest::collection::vec(cell, 4..30), 2usize..6, 0u8..4, 1usize..5).prop_map(|(cells, across, way, gap)| {
        let lines = cells.chunks(across).map(|row| {
            let padded: Vec<String> = row.iter().map(|cell| format!("{cell:11}")).collect();
            match way {
                0 => format!("| {} |", padded.join(" | ")),
                1 => format!("+{}+\n| {} |", "-------------+".repeat(across - 1) + "-------------", padded.join(" | ")),
                2 => row.join(&" ".repeat(gap)),
                _ => padded.join(&" ".repeat(gap)),
            }
        });
        format!("Head          Names       More\n{}", lines.collect::<Vec<_>>().join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_caret_is_always_seen(
        grids in proptest::collection::vec(grid(), 1..4),
        keys in proptest::collection::vec(proptest::sample::select(&["v", "l", "h", "j", "k", "w", "b", "$", "0", "g g", "G", ")", "(", "+", "-", "i s", "o", "<c-d>"][..]), 1..40),
        columns in 8u16..70, rows in 4u16..24,
    ) {
        let mut desk = Desk::of_text("a.txt", &grids.join("\n\n")).size(columns, rows);
        desk.press("v");
        for key in keys {
            desk.press(key);
            let app = desk.app();
            let caret = match app.mode {
                Mode::Caret(at) => at,
                Mode::Select(selection) => selection.caret,
                _ => continue,
            };
            let briefing = app.document.briefing();
            let seen = app.reader.view.rows.iter().any(|view| {
                let within = caret.wrapping_sub(briefing.blocks[view.block].span.start);
                view.row().is_some_and(|row| row.pieces.iter().any(|piece| piece.span.contains(within)))
            });
            prop_assert!(seen || app.panes.text.is_empty(), "after {key}: {caret} in {:?}\n{}", briefing.text, desk.screen());
        }
    }
}

/// A table of so many lines that it is split for its length.
fn endless(row: impl Fn(usize) -> String, head: &str) -> String {
    let rows: String = (0..1200).map(row).collect();
    format!("SITUATION REPORT\n\n14 March 2024\n\nFIGURES\n\n{head}{rows}\nThat was all that was said.\n")
}

#[test]
fn all_of_a_long_table_is_under_the_names_of_its_head() {
    let bars = endless(
        |n| format!("| Ombeli{n} | {} | {n} | none |\n", n % 7),
        "| District | Killed | Injured | Remarks |\n|---|---|---|---|\n",
    );
    let spaces = endless(
        |n| format!("Ombeli{n:<10}{:>8}{n:>12}    {}\n", n % 7, if n % 5 == 0 { "the road is closed" } else { "none" }),
        "District          Killed     Injured    Remarks\n",
    );
    for report in [bars, spaces] {
        let mut desk = Desk::of_text("report.txt", &report).size(60, 30);
        desk.press("z");
        let tables = desk
            .app()
            .document
            .briefing()
            .blocks
            .iter()
            .filter(|b| b.kind == attache::briefing::BlockKind::Table && !b.continued)
            .count();
        assert_eq!(tables, 1, "one table, in several pieces");
        desk = desk.size(24, 40);
        desk.press("G");
        let screen = desk.screen();
        assert!(screen.contains("Ombeli1199"), "{screen}");
        assert!(screen.contains("Killed: 2") && screen.contains("Injured: 1199"), "{screen}");
    }
}
