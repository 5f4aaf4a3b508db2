use super::*;
use crate::briefing::Draft;
use proptest::prelude::*;

fn entity(name: &str, aliases: &[&str], not: &[&str]) -> Entity {
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Entity { name: name.to_owned(), kind: Kind::Person, aliases: all(aliases), not: all(not), ..Entity::default() }
}

fn briefing(kind: BlockKind, blocks: &[&str]) -> Briefing {
    let mut draft = Draft::new();
    for (n, block) in (1..).zip(blocks) {
        draft.block(kind, block, n);
    }
    draft.finish().0
}

/// What is found in a paragraph: the words and whose they are.
fn found(entities: &[Entity], text: &str) -> Vec<(String, String)> {
    let briefing = briefing(BlockKind::Paragraph, &[text]);
    let mentions = Names::new(entities).scan(&briefing, || true);
    mentions.into_iter().map(|m| (text::slice(&briefing.text, m.span).to_owned(), m.name)).collect()
}

fn words(entities: &[Entity], text: &str) -> Vec<String> {
    found(entities, text).into_iter().map(|(word, _)| word).collect()
}

fn munir() -> Entity {
    entity("Syed Asim Munir", &["Asim Munir", "Munir", "Army Chief Munir"], &["Munir Akram"])
}

#[test]
fn all_names_the_longest_first() {
    let text = "Gen. Syed Asim Munir (Munir’s visit), ASIM MUNIR; Army Chief Munir; Munir Akram, munir and Munirs.";
    assert_eq!(words(&[munir()], text), ["Syed Asim Munir", "Munir", "ASIM MUNIR", "Army Chief Munir"]);
    assert!(found(&[munir()], text).iter().all(|(_, name)| name == "Syed Asim Munir"));
}

#[test]
fn what_is_not_this_entity_may_be_another() {
    let akram = entity("Munir Akram", &["Akram"], &[]);
    let all = [munir(), akram];
    let told = found(&all, "Munir Akram met Munir.");
    assert_eq!(told, [("Munir Akram".into(), "Munir Akram".into()), ("Munir".into(), "Syed Asim Munir".into())]);
    let only = entity("Munir", &["Asim Munir"], &["Munir", "Munir Khan"]);
    assert_eq!(words(&[only], "Munir, Asim Munir, Asim Munir Khan"), ["Asim Munir"]);
}

#[test]
fn names_across_line_ends_but_not_across_blocks() {
    assert_eq!(words(&[munir()], "Syed Asim\n   Munir"), ["Syed Asim Munir"]);
    assert_eq!(words(&[entity("Amir-Abdollahian", &[], &[])], "Amir-\nAbdollahian"), ["Amir- Abdollahian"]);
    let names = Names::new(&[munir()]);
    let two = briefing(BlockKind::Paragraph, &["They met Asim", "Munir left"]);
    let spans = |briefing: &Briefing| -> Vec<String> {
        names.scan(briefing, || true).iter().map(|m| text::slice(&briefing.text, m.span).to_owned()).collect()
    };
    assert_eq!(spans(&two), ["Munir"]);
    assert_eq!(spans(&briefing(BlockKind::Table, &["Asim\tMunir\nAsim Munir\t1"])), ["Munir", "Asim Munir"]);
    assert!(names.scan(&two, || false).is_empty());
}

#[test]
fn hyphens_are_part_of_names() {
    let minister = entity("Hossein Amir-Abdollahian", &["Amir-Abdollahian"], &[]);
    let amir = entity("Amir", &[], &[]);
    let iran = entity("Iran", &[], &[]);
    let all = [minister, amir, iran, munir()];
    let text =
        "Amir-Abdollahian, Amir‑Abdollahian, Amir Abdollahian, Amirabdollahian; pro-Iran, Iran-Pakistan, Iran-Munir";
    assert_eq!(words(&all, text), ["Amir-Abdollahian", "Amir‑Abdollahian", "Amir", "Iran", "Iran", "Iran", "Munir"]);
}

#[test]
fn names_in_scripts_of_all_kinds() {
    let names = |name: &str, text: &str| words(&[entity(name, &[], &[])], text);
    assert_eq!(names("伊朗", "在伊朗和巴基斯坦"), ["伊朗"]);
    assert_eq!(names("باكستان", "وصل إلى باكستان وباكستان"), ["باكستان", "باكستان"]);
    assert_eq!(names("علي", "گفت علی على كل"), ["علی"]);
    assert_eq!(names("اسلام‌آباد", "اسلام‌آباد اسلام آباد اسلامآباد").len(), 3);
    assert_eq!(names("اسلام آباد", "اسلام‌آباد"), ["اسلام‌آباد"]);
    assert_eq!(names("علی رضا", "علیرضا"), [""; 0]);
    assert_eq!(names("Россия", "Россия и РОССИЯ, россия"), ["Россия", "РОССИЯ"]);
    assert_eq!(names("무니르", "무니르는 무니르네집"), ["무니르"]);
    assert_eq!(names("Kovačević", "Kovacevic, Kovac\u{30c}evic\u{301}."), ["Kovacevic", "Kovac\u{30c}evic\u{301}"]);
}

#[test]
fn who_is_meant_where_two_have_a_name() {
    let akram = entity("Munir Akram", &["Munir"], &[]);
    let all = [munir(), akram];
    assert_eq!(found(&all, "Munir left")[0].1, "Syed Asim Munir");
    let told = found(&all, "Munir left. Munir Akram stayed.");
    assert_eq!(told[0].1, "Munir Akram", "the text speaks of him");
    assert_eq!(Names::new(&all).known("munir"), None);
    assert_eq!(Names::new(&all).known("asim munir").map(|known| known.name.as_str()), Some("Syed Asim Munir"));
}

#[test]
fn other_spellings_are_offered() {
    let minister = entity("Hossein Amir-Abdollahian", &["Amir-Abdollahian"], &["Amir Abdolahian"]);
    let all = [minister, munir()];
    let names = Names::new(&all);
    assert_eq!(names.variants("Amirabdollahian"), ["Hossein Amir-Abdollahian"]);
    assert_eq!(names.variants("Asim Muneer"), ["Syed Asim Munir"]);
    assert!(names.variants("Amir-Abdollahian").is_empty(), "it is known");
    assert!(names.variants("Amir Abdolahian").is_empty(), "it is refused");
    assert!(Names::default().variants("x").is_empty() && Names::new(&[]).is_empty());
}

#[test]
fn names_that_are_no_names_are_harmless() {
    let odd = [entity("", &[" ", "-", "’"], &["", "."]), entity("Q", &[], &["Q"]), entity("The", &["the"], &[])];
    assert_eq!(words(&odd, "Q: the - The ’ THE"), ["the", "The"]);
}

/// Texts and names that meet: few letters, many signs.
const PIECES: &str = "(Asim|Munir|MUNIR|munir|Akram|Iran|Ira|an|NATO|Amir-Abd|é|e\u{301}|[-’ .\n\u{200c}]|علی|ايران|و|伊朗|伊|무니르|는| ){0,14}";

proptest! {
    #[test]
    fn mentions_are_sound(text in PIECES, names in proptest::collection::vec(PIECES, 0..8), nots in proptest::collection::vec(PIECES, 0..3)) {
        check(&text, &names, &nots)?;
    }

    #[test]
    fn no_text_and_no_name_is_too_strange(text in "\\PC{0,60}", names in proptest::collection::vec("\\PC{1,3}", 0..8)) {
        check(&text, &names, &[])?;
    }

    /// Accents, variants of letters, and the form of white space change nothing.
    #[test]
    fn folding_changes_nothing(text in "(Asim|Munir|Éric|Kovač|Iran|علی|ایران|[-., ]){0,12}") {
        let all = [entity("Asim Munir", &["Munir"], &[]), entity("Eric Kovac", &["Kovač", "Éric"], &[]), entity("ايران", &["علي اصغر"], &[])];
        let other = text.replace('É', "E\u{301}").replace('č', "c").replace('ی', "ي").replace(' ', "\u{a0}");
        let spans = |text: &str| words(&all, text).iter().map(|word| key::of(word)).collect::<Vec<_>>();
        prop_assert_eq!(spans(&text), spans(&other));
    }
}

fn check(text: &str, names: &[String], nots: &[String]) -> Result<(), TestCaseError> {
    let mut entities: Vec<Entity> = names.iter().map(|name| entity(name, &[], &[])).collect();
    if let Some(first) = entities.first_mut() {
        first.not = nots.to_vec();
    }
    let briefing = briefing(BlockKind::Paragraph, &[text]);
    let whole: &str = &briefing.text;
    let mentions = Names::new(&entities).scan(&briefing, || true);
    prop_assert!(mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    for mention in &mentions {
        let there = text::slice(whole, mention.span);
        prop_assert!(is_whole(whole, mention.span) && !there.trim().is_empty());
        prop_assert_eq!(text::letter_start(whole, mention.span.start), mention.span.start);
        let spaced = |text: &str| key::of(&text.replace('\u{200C}', " "));
        let is_family = shorts::surname(&mention.name).is_some_and(|family| key::of(family) == key::of(there));
        let is_same = key::of(there) == key::of(&mention.name) || spaced(there) == spaced(&mention.name);
        prop_assert!(is_family || is_same);
        let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_plain = there.is_ascii() && there.chars().all(char::is_alphanumeric);
        prop_assert!(!is_plain || !beside(text::slice(whole, 0..mention.span.start).chars().next_back()));
        prop_assert!(!is_plain || !beside(text::slice(whole, mention.span.end..whole.len()).chars().next()));
        let is_firsts = names.first() == Some(&mention.name) && names.iter().skip(1).all(|name| *name != mention.name);
        prop_assert!(!is_firsts || nots.iter().all(|not| key::of(not) != key::of(there)), "{there} is refused");
    }
    // Whatever stands alone as it is written is found, or something longer over it.
    for name in names.iter().skip(1).filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty())
    {
        for (at, _) in whole.match_indices(name.as_str()) {
            let span = Span::new(at, at + name.len());
            let stands = |side: Side| side == Side::Whole;
            if is_whole(whole, span) && stands(border::before(whole, span)) && stands(border::behind(whole, span)) {
                let over = mentions.iter().any(|m| m.span.overlaps(span) && m.span.len() >= span.len());
                prop_assert!(over, "{name} at {at} in {whole:?}: {mentions:?}");
            }
        }
    }
    Ok(())
}
