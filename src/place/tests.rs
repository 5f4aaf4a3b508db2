use super::*;
use crate::briefing::{BlockKind, Draft};
use proptest::prelude::*;

fn briefing(parts: &[(&str, &str)]) -> Briefing {
    let mut draft = Draft::new();
    for (heading, body) in parts {
        draft.block(BlockKind::Heading(1), heading, 1);
        draft.block(BlockKind::Paragraph, body, 2);
    }
    draft.finish().0
}

/// One section of many paragraphs.
fn paragraphs(bodies: &[String]) -> Briefing {
    below(0, bodies)
}

/// The same below a section with this many paragraphs more than one.
fn below(more: usize, bodies: &[String]) -> Briefing {
    let mut draft = Draft::new();
    draft.block(BlockKind::Heading(1), "Before", 1);
    draft.block(BlockKind::Paragraph, "What stands before it.", 2);
    for n in 0..more {
        draft.block(BlockKind::Paragraph, &body(700 + n, 20), 2);
    }
    draft.block(BlockKind::Heading(1), "Long", 3);
    for body in bodies {
        draft.block(BlockKind::Paragraph, body, 4);
    }
    draft.finish().0
}

/// Words that all differ, with letters of several bytes among them.
fn body(n: usize, words: usize) -> String {
    (0..words).map(|word| format!("wörd{n}x{word}伊")).collect::<Vec<_>>().join(" ")
}

fn bodies(count: usize, words: usize) -> Vec<String> {
    (0..count).map(|n| body(n, words)).collect()
}

/// The block of a place, from the first paragraph of the long section.
fn nth(briefing: &Briefing, offset: usize) -> usize {
    briefing.block_at(offset).saturating_sub(3)
}

/// The start of a letter of the long section, never one of a break between blocks.
fn letter_in(briefing: &Briefing, at: usize) -> usize {
    let first = briefing.blocks[3].span.start;
    let offset = first + at % (briefing.text.len() - first);
    let end = briefing.blocks[briefing.block_at(offset)].span.end;
    text::letter_start(&briefing.text, offset.min(end - 1))
}

#[test]
fn a_place_follows_its_words() {
    let old = briefing(&[("One", "alpha beta gamma"), ("Two", "delta epsilon")]);
    let place = make(&old, old.text.find("delta").unwrap());
    let new = briefing(&[("Zero", "new"), ("One", "alpha beta"), ("Two", "eta. delta epsilon")]);
    assert_eq!(resolve(&new, &place), new.text.find("delta").unwrap());
    let gone = briefing(&[("One", "alpha"), ("Two", "something else")]);
    let at = gone.text.find("something").unwrap();
    assert_eq!(find(&gone, &place), Found { offset: at, holds: false }, "as far into its section as it was");
    let other = briefing(&[("Three", "x")]);
    assert_eq!(resolve(&other, &place), other.text.len());
}

#[test]
fn words_that_stand_in_many_places_are_told_apart_by_what_is_beside_them() {
    let row = |n: usize| format!("Sector number {n:03} reports:\u{20}");
    let same = "the situation has not changed since the report of yesterday evening, and nobody expects that it will.";
    let text = |from: usize| (from..40).map(|n| format!("{}{same}", row(n))).collect::<Vec<_>>();
    let old = paragraphs(&text(1));
    let at = old.text.find(&row(30)).unwrap() + row(30).len();
    let place = make(&old, at);
    let new = paragraphs(&text(4));
    assert_eq!(find(&new, &place), Found { offset: new.text.find(&row(30)).unwrap() + row(30).len(), holds: true });
}

#[test]
fn a_deleted_paragraph_whose_few_words_stand_elsewhere_does_not_lead_there() {
    let mut all = bodies(9, 12);
    all.insert(0, "As before.".to_owned());
    all.insert(7, "As before.".to_owned());
    let old = paragraphs(&all);
    let place = make(&old, old.text.rfind("As before.").unwrap());
    all.remove(7);
    let new = paragraphs(&all);
    assert_eq!(find(&new, &place), Found { offset: new.text.find("wörd6x0").unwrap(), holds: true });
}

#[test]
fn records_of_earlier_versions_are_read() {
    let place: Place = serde_json::from_str(r#"{"section":"two","quote":"delta","start":9}"#).unwrap();
    let expected = Place { section: "two".to_owned(), quote: "delta".to_owned(), start: 9, ..Place::default() };
    assert_eq!(place, expected);
    let new = briefing(&[("Zero", "new words"), ("Two", "some delta")]);
    assert_eq!(resolve(&new, &Place { section: new.sections[1].id.clone(), ..place.clone() }), new.text.len() - 5);
    let gone = briefing(&[("Zero", "new words"), ("Two", "others")]);
    let there = resolve(&gone, &Place { section: gone.sections[1].id.clone(), ..place });
    assert!(there <= gone.text.find("Two").unwrap(), "{there}");
}

#[test]
fn a_place_at_the_title_stays_above_the_first_section() {
    let titled = |title: &str| {
        let mut draft = Draft::new();
        draft.block(BlockKind::Title, title, 1);
        draft.block(BlockKind::Heading(1), "One", 2);
        draft.block(BlockKind::Paragraph, "alpha", 3);
        draft.finish().0
    };
    let place = make(&titled("Northern corridor"), 0);
    assert_eq!(resolve(&titled("Something else"), &place), 0);
}

#[test]
fn a_first_paragraph_written_anew_is_not_left_for_the_next_section() {
    let old = briefing(&[("Lead", "Lead words stand here."), ("Two", "Other words follow.")]);
    let place = make(&old, old.text.find("Lead words").unwrap());
    let new = briefing(&[("Lead", "Newly written, all of it."), ("Two", "Other words follow.")]);
    assert_eq!(resolve(&new, &place), new.text.find("Newly").unwrap());
}

proptest! {
    #[test]
    fn in_the_same_text_it_is_exact(a in "[a-zé伊 ]{1,40}", b in "[a-zé伊 ]{1,40}", at in 0usize..100) {
        let briefing = briefing(&[("H", &a), ("H", &b)]);
        let offset = text::letter_start(&briefing.text, at);
        prop_assert_eq!(resolve(&briefing, &make(&briefing, offset)), offset);
    }

    #[test]
    fn a_letter_changed_at_the_place_keeps_it(count in 1usize..12, words in 12usize..60, at in 0usize..4000, edit in 0usize..64, above in 0usize..5) {
        let mut all = bodies(count, words);
        let old = paragraphs(&all);
        let offset = letter_in(&old, at);
        let place = make(&old, offset);
        let block = nth(&old, offset);
        let inside = offset.saturating_sub(old.blocks[block + 3].span.start);
        let skipped = all[block].get(..inside).map_or(0, |before| before.chars().count());
        let mut letters: Vec<char> = all[block].chars().collect();
        let changed = (skipped + edit).min(letters.len() - 1);
        letters[changed] = '#';
        all[block] = letters.into_iter().collect();
        all.splice(0..0, (0..above).map(|n| body(900 + n, words)));
        let new = paragraphs(&all);
        let found = find(&new, &place);
        prop_assert!(found.holds);
        prop_assert_eq!(nth(&new, found.offset), block + above);
        let there = found.offset - new.blocks[block + above + 3].span.start;
        prop_assert!(there.abs_diff(inside) <= 8, "{} for {}", there, inside);
    }

    #[test]
    fn a_deleted_paragraph_leaves_the_reader_where_it_stood(count in 2usize..12, words in 3usize..60, at in 0usize..4000, above in 0usize..5) {
        let mut all = bodies(count, words);
        let old = paragraphs(&all);
        let offset = letter_in(&old, at);
        let place = make(&old, offset);
        let block = nth(&old, offset);
        all.remove(block);
        let new = below(above, &all);
        let found = find(&new, &place);
        prop_assert!(found.holds);
        prop_assert!(nth(&new, found.offset).abs_diff(block + above) <= 1, "{} for {}", nth(&new, found.offset), block + above);
    }

    #[test]
    fn a_paragraph_written_anew_is_still_the_place(count in 2usize..12, words in 3usize..60, at in 0usize..4000, above in 0usize..5) {
        let mut all = bodies(count, words);
        let old = paragraphs(&all);
        let offset = letter_in(&old, at);
        let place = make(&old, offset);
        let block = nth(&old, offset);
        all[block] = body(800, words);
        let new = below(above, &all);
        let found = find(&new, &place);
        prop_assert!(nth(&new, found.offset).abs_diff(block + above) <= 1, "{} for {}", nth(&new, found.offset), block + above);
    }

    #[test]
    fn any_text_and_any_record_give_a_letter(a in "[a-cé伊\n ]{0,30}", b in "[a-cé伊\n ]{0,30}", at in 0usize..60, start in 0usize..90) {
        let (old, new) = (briefing(&[("H", &a), ("I", &b)]), briefing(&[("I", &a), ("H", &b)]));
        let place = Place { start, ..make(&old, text::letter_start(&old.text, at)) };
        let offset = resolve(&new, &place);
        prop_assert!(offset <= new.text.len() && new.text.is_char_boundary(offset));
    }
}
