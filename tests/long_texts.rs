//! Journeys through a text so long that names are looked for around the screen only, until something needs all of them.

use std::fmt::Write as _;
use std::ops::Range;

use attache::app::{Action, Effect, Mode};
use attache::desk::Desk;
use attache::entity::Kind;
use attache::text;
use proptest::prelude::*;

/// Somewhat over a megabyte; the last section alone speaks of Jalil Abbas Jilani.
fn long() -> String {
    let mut text = String::from("Daily readings\n\n");
    for n in 1..=480 {
        let body =
            "Gen. Syed Asim Munir received the guests. The rest of the day went by with talks on water, on roads and \
                    on grain, and with a walk to the old mill by the river that nobody wrote more about. "
                .repeat(12);
        let _ = write!(text, "Day {n}\n\n{body}\n\n");
    }
    text + "Last Day\n\nJalil Abbas Jilani spoke to Munir in Rawalpindi.\n"
}

fn asked(desk: &Desk) -> Vec<Option<Range<usize>>> {
    let asked =
        |effect: &Effect| if let Effect::Recognise(_, _, pieces) = effect { Some(pieces.clone()) } else { None };
    desk.effects().iter().filter_map(asked).collect()
}

#[test]
fn names_are_looked_for_where_the_reader_is_and_everywhere_for_a_list() {
    let mut desk = Desk::of_text("long.txt", &long());
    assert_eq!(asked(&desk), [Some(0..1)], "a long text is read around the screen only");
    assert!(desk.styles().contains('u') && !desk.app().entities.knows_all());
    let end = desk.app().entities.mentions.last().unwrap().span.end;
    assert!(end < desk.app().document.briefing().text.len() / 4);

    desk.press("]e");
    let screen = desk.screen();
    assert!(screen.contains("  Syed Asim Munir · person, suggested"), "how many there are is not known yet: {screen}");
    desk.press("G");
    let pieces = asked(&desk).last().cloned().flatten().unwrap();
    assert!(pieces.start > 3 && pieces.len() <= 2, "{pieces:?}");
    assert!(desk.screen().contains("Jalil Abbas Jilani") && desk.styles().contains('u'));
    desk.press("gg G");
    assert!(asked(&desk).iter().flatten().all(|pieces| pieces.len() <= 2), "{:?}", asked(&desk));
    desk.press("99]e");
    assert!(desk.screen().contains("no name further on"), "{}", desk.screen());

    desk.press("gm");
    assert_eq!(asked(&desk).last(), Some(&None), "a list needs all of them");
    let screen = desk.screen();
    assert!(desk.app().entities.knows_all() && !screen.contains("so far"), "{screen}");
    assert!(screen.contains("Syed Asim Munir") && screen.contains("Jalil Abbas Jilani"), "{screen}");
    assert_eq!(desk.app().entities.count("Syed Asim Munir", &Kind::Person), 480 * 12 + 1);
    let before = asked(&desk).len();
    desk.press("<esc> gg <pagedown> G");
    assert_eq!(asked(&desk).len(), before, "what is known is not asked for again");
}

#[test]
fn what_needs_all_names_says_so_and_has_them_a_moment_later() {
    let mut desk = Desk::of_text("long.txt", &long());
    desk.press("]e E");
    assert!(desk.screen().contains("names in the rest of the text are still being looked for"), "{}", desk.screen());
    assert!(desk.sidecar().is_none(), "nothing was marked by halves");
    assert!(matches!(desk.app().mode, Mode::Read));
    desk.press("]e");
    assert!(desk.screen().contains("2/"), "{}", desk.screen());
}

#[test]
fn a_search_for_all_names_says_how_far_it_is_and_ends_with_esc() {
    let mut desk = Desk::of_text("long.txt", &long()).holding();
    desk.press("gm");
    assert!(desk.row(0).contains("so far, 0 %"), "{}", desk.screen());
    desk.happens(Action::Recognising(serial(&desk), 37));
    assert!(desk.row(0).contains("so far, 37 %"), "{}", desk.screen());
    desk.happens(Action::Recognising(serial(&desk) + 1, 99));
    assert!(desk.row(0).contains("so far, 37 %"), "of another question: {}", desk.screen());
    desk.press("<esc>");
    assert!(desk.row(23).contains("names 37 %"), "{}", desk.screen());
    let asked = serial(&desk);
    desk.press("<esc>");
    assert!(desk.effects().contains(&Effect::StopRecognising) && desk.screen().contains("stopped at 37 %"));
    desk.happens(Action::Recognised(asked, Vec::new()));
    desk.press("j");
    assert!(!desk.app().entities.knows_all() && !desk.row(23).contains("names"), "{}", desk.screen());
    desk.press("gm");
    assert!(serial(&desk) > asked && desk.row(0).contains("so far, 0 %"), "it begins again: {}", desk.screen());
}

/// The number of the last question for all names.
fn serial(desk: &Desk) -> u64 {
    let whole = |effect: &Effect| if let Effect::Recognise(serial, _, None) = effect { Some(*serial) } else { None };
    desk.effects().iter().rev().find_map(whole).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    /// Wherever the reader goes, the names on the screen are those of the text there.
    #[test]
    fn the_screen_has_its_names_wherever_it_goes(places in prop::collection::vec(1usize..480, 1..4)) {
        let mut desk = Desk::of_text("long.txt", &long());
        for place in places {
            desk.press(&format!("gg {place} J"));
            let top = desk.app().reader.top_offset;
            let bottom = desk.app().reader.view.end;
            let named = desk.app().entities.mentions.iter().filter(|m| top <= m.span.start && m.span.end <= bottom);
            let briefing = desk.app().document.briefing();
            let there = text::slice(&briefing.text, top..bottom).matches("Syed Asim Munir").count();
            prop_assert!(there > 0 && named.count() >= there);
        }
    }
}

/// What a search has gone through on its way to the first match is not gone through again to count the others.
#[test]
fn matches_are_counted_at_once_where_the_search_has_been_through_the_text() {
    let text = format!("First words.\n\n{}Needle and needle.\n", "Words of no account.\n\n".repeat(60_000));
    assert!(text.len() > 1_000_000);
    let mut desk = Desk::of_text("long.txt", &text);
    let counts = |desk: &Desk| desk.effects().iter().filter(|effect| matches!(effect, Effect::Count(..))).count();
    // Its first letter stands at the beginning: the rest is counted beside the loop.
    desk.press("/n");
    let before = counts(&desk);
    assert!(before > 0);
    desk.press("eedle <enter>");
    assert!(desk.row(23).contains("match 1/2"), "{}", desk.row(23));
    assert_eq!(counts(&desk), before, "nothing is left to a count beside the loop");
}
