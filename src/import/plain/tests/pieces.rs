//! A text that is read in pieces is read as if it lay there whole.

use super::*;

type Read = (Briefing, Vec<crate::briefing::Warning>);

fn in_pieces(text: &str, size: usize) -> Read {
    let mut draft = Draft::new();
    read_in_pieces(text.to_owned(), size, "notes-2024-01-30.txt", &mut draft);
    draft.finish()
}

fn whole(text: &str) -> Read {
    in_pieces(text, usize::MAX)
}

/// Lines of every kind, so that what is decided by the lines behind is decided everywhere.
fn line() -> impl Strategy<Value = String> {
    const LINES: [&str; 40] = [
        "",
        "",
        "",
        "",
        "   ",
        "\t",
        LONG,
        LONG,
        "ends with its sentence.",
        "and goes on in small letters with some more words behind",
        "KEY JUDGEMENTS",
        "Regional Outlook",
        "Outlook:",
        "1. ROADS",
        "2. Roads and bridges",
        "3. One of them is shut.",
        "1 Lage",
        "- Economy",
        "- a dash and its text",
        "  hanging below it",
        "---",
        "=====",
        "-----------------",
        "OFFICE OF THE PRESIDENT",
        "FOR IMMEDIATE RELEASE",
        "SUBJECT: Bridges reopen",
        "From: Ole Brandt",
        "UNCLASSIFIED//FOUO",
        "19 January 2024",
        "GENEVA, 30 January 2024 (Agency) – The bridges are open again.",
        "Port Esker            410           62",
        "Holding area       Trucks   Perishable",
        "> quoted words",
        "Q: Why?",
        ".TONIGHT...Mostly cloudy.",
        "Article 3",
        "三、处置进展",
        "道路在两个方向都关闭了，直到进一步通知。",
        "\u{1F6A7} \u{627}\u{644}\u{637}\u{631}\u{64A}\u{642} é",
        "\u{1b}[31m\u{200b}x\u{202e}",
    ];
    prop_oneof![
        12 => prop::sample::select(&LINES[..]).prop_map(str::to_owned),
        1 => "[a-zé道\u{1F6A7} .]{0,60}",
        1 => (1usize..1200).prop_map(|times| "words é ".repeat(times)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let opening = prop_oneof![
        4 => Just(""),
        1 => Just("\u{FEFF}"),
        1 => Just(" date 2024-01-30 "),
        1 => Just("\u{FEFF}\n\n  \n date   2024-01-30\n"),
    ];
    let long = prop_oneof![9 => Just(0usize), 1 => 500usize..1600];
    (opening, prop::collection::vec(line(), 0..80), long, prop::collection::vec(line(), 0..30), any::<bool>()).prop_map(
        |(opening, lines, long, rest, ends)| {
            let run = "a line of a long run\n".repeat(long);
            let end = if ends { "\n" } else { "" };
            format!("{opening}{}\n{run}{}{end}", lines.join("\n"), rest.join("\n"))
        },
    )
}

proptest! {
    #[test]
    fn pieces_of_any_size_make_no_difference(text in text(), size in prop_oneof![1usize..64, 64usize..4000]) {
        prop_assert_eq!(in_pieces(&text, size), whole(&text));
    }
}

#[test]
fn texts_that_give_no_place_to_stop_at() {
    let heads = "UNCLASSIFIED\nTo: Office 4\n\n".repeat(40);
    for text in [
        String::new(),
        "\u{FEFF}".to_owned(),
        "\n".repeat(900),
        " \n".repeat(900) + "end",
        "word ".repeat(3000),
        "道".repeat(3000),
        "x\n".repeat(2000),
        "x\n".repeat(512) + "\n" + &"y\n".repeat(512),
        heads.clone() + &"\n".repeat(500) + &heads + LONG,
        format!("{}date 2024-01-30 {LONG}\n", " \n".repeat(600)),
    ] {
        for size in [1, 2, 3, 7, 64, 1000] {
            assert_eq!(in_pieces(&text, size), whole(&text), "{size}: {text:.40}");
        }
    }
}
