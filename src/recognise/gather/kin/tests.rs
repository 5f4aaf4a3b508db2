use crate::briefing::{BlockKind, Briefing, Draft};
use crate::entity::{Entity, Kind, Origin};
use crate::recognise::{self, Names, Sources, gather};
use crate::text;
use proptest::prelude::*;

fn briefing(text: &str) -> Briefing {
    let mut draft = Draft::new();
    for paragraph in text.split("\n\n") {
        draft.block(BlockKind::Paragraph, paragraph, 1);
    }
    draft.finish().0
}

fn entity(kind: Kind, name: &str, aliases: &[&str]) -> Entity {
    let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
    Entity { name: name.to_owned(), kind, aliases, ..Entity::default() }
}

fn person(name: &str) -> Entity {
    entity(Kind::Person, name, &[])
}

fn body(name: &str, aliases: &[&str]) -> Entity {
    entity(Kind::Organisation, name, aliases)
}

/// All mentions: words, name, and `!` where the registry vouches for them.
fn all(text: &str, entities: &[Entity]) -> Vec<String> {
    let briefing = briefing(text);
    let (names, suggested) = (Names::new(entities), recognise::mentions(&briefing));
    let registry = names.scan(&briefing, || true);
    let sources = Sources { suggested: &suggested, registry: &registry, marks: &[], names: &names };
    let sure = |origin: Origin| if origin == Origin::Registry { "!" } else { "?" };
    let told = gather(&briefing, sources);
    told.iter().map(|m| format!("{}={}{}", text::slice(&briefing.text, m.span), m.name, sure(m.origin))).collect()
}

/// What the registry vouches for: the words.
fn sure(text: &str, entities: &[Entity]) -> Vec<String> {
    let all = all(text, entities);
    all.iter().filter(|m| m.ends_with('!')).filter_map(|m| Some(m.split_once('=')?.0.to_owned())).collect()
}

#[test]
fn a_family_name_is_known_in_another_briefing() {
    let known = [person("Gadi Eizenkot")];
    let text =
        "On Tuesday Eizenkot met the envoy. Former Chief of Staff Gen. Eizenkot spoke. The Eizenkot Foundation paid.";
    assert_eq!(sure(text, &known), ["Eizenkot", "Former Chief of Staff Gen. Eizenkot"]);
    assert_eq!(sure("Gen. Gadi Eizenkot met the envoy. Eizenkot said so.", &known), ["Gen. Gadi Eizenkot", "Eizenkot"]);
}

#[test]
fn somebody_else_of_the_family_is_not_taken_for_the_one_who_is_known() {
    let known = [person("Gadi Eizenkot")];
    assert_eq!(sure("Ali Eizenkot, a farmer, came. Eizenkot was tired.", &known), [""; 0]);
    let both = "Gadi Eizenkot met Ali Eizenkot, a farmer. Eizenkot was tired.";
    assert_eq!(sure(both, &known), ["Gadi Eizenkot"]);
    // Two of the registry: the text decides, or nobody does.
    let khans = [person("Imran Khan"), person("Shahrukh Khan")];
    assert_eq!(sure("Khan spoke in Lahore.", &khans), [""; 0]);
    assert_eq!(sure("Imran Khan spoke in Lahore. Khan left early.", &khans), ["Imran Khan", "Khan"]);
    assert_eq!(
        sure("Imran Khan met Shahrukh Khan in Lahore. Khan left early.", &khans),
        ["Imran Khan", "Shahrukh Khan"]
    );
}

#[test]
fn a_short_name_that_was_marked_first_is_known_in_full() {
    let text = "Gen. Syed Asim Munir received the minister. Army Chief Munir said so. Munir left.";
    assert_eq!(
        all(text, &[person("Munir")])[..],
        ["Gen. Syed Asim Munir=Munir!", "Army Chief Munir=Munir!", "Munir=Munir!"]
    );
    assert_eq!(sure("Gen. Syed Asim Munir received Jamil Munir.", &[person("Munir")]), [""; 0]);
    // With its title, as it was selected.
    assert_eq!(sure("Munir left. Gen. Munir was late.", &[person("Gen. Munir")]), ["Munir", "Gen. Munir"]);
    assert_eq!(sure("Syed Asim Munir left.", &[person("Gen. Syed Asim Munir")]), ["Syed Asim Munir"]);
}

#[test]
fn words_and_places_that_are_family_names_do_not_light_wildly() {
    let known = [person("George Washington"), person("Theresa May"), person("Condoleezza Rice")];
    let text = "In Washington officials waited. In May nothing happened. Rice prices rose; rice is dear. The May summit failed.";
    assert_eq!(sure(text, &known), [""; 0]);
    assert_eq!(
        sure("Prime Minister May left early. Secretary Rice stayed.", &known),
        ["Prime Minister May", "Secretary Rice"]
    );
    assert_eq!(sure("Theresa May spoke, and in May they met.", &known), ["Theresa May"]);
}

#[test]
fn what_is_never_this_entity_is_not() {
    let known = Entity { not: vec!["Eizenkot".into()], ..person("Gadi Eizenkot") };
    assert_eq!(sure("Eizenkot met the envoy. Gen. Eizenkot left.", &[known]), [""; 0]);
    let known = Entity { not: vec!["Syed Asim Munir".into()], ..person("Munir") };
    assert_eq!(sure("Syed Asim Munir left. Then came Munir.", &[known]), ["Munir"]);
}

#[test]
fn an_acronym_is_whom_the_text_says() {
    let text = "The International Atomic Energy Agency (IAEA) met. The IAEA was welcome.";
    let long = ["International Atomic Energy Agency", "IAEA", "IAEA"];
    assert_eq!(sure(text, &[body("International Atomic Energy Agency", &[])]), long);
    assert_eq!(sure(text, &[body("IAEA", &[])]), long);
    // What nobody defined is another body's perhaps.
    assert_eq!(sure("The IAEA was welcome.", &[body("International Atomic Energy Agency", &[])]), [""; 0]);
}

#[test]
fn a_part_of_another_name_is_no_family_name() {
    let known = [person("Asim Munir")];
    // Without the recogniser's word, what stands beside it decides.
    let alone = |text: &str| {
        let briefing = briefing(text);
        let names = Names::new(&known);
        let registry = names.scan(&briefing, || true);
        let sources = Sources { suggested: &[], registry: &registry, marks: &[], names: &names };
        let told = gather(&briefing, sources);
        told.iter().map(|m| text::slice(&briefing.text, m.span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(alone("He told Munir so. Munir left, and Munir’s men."), ["Munir", "Munir", "Munir"]);
    assert_eq!(alone("He met Munir Akram. Jamil Munir came. Munir-Akram Street."), [""; 0]);
    assert_eq!(alone("But Munir left. On Tuesday Munir spoke. In Lahore Munir ate."), ["Munir", "Munir", "Munir"]);
}

const PIECES: &str = "((Gen\\.|Asim|Munir|Jamil|Theresa|May|IAEA|International Atomic Energy Agency|\\(IAEA\\)|met|the|In)[ ,]{1,2}|\n\n){0,24}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever is said: mentions lie on letters, in order, and those of the registry do not overlap.
    #[test]
    fn mentions_are_sound(text in PIECES, one in "(Asim |Gen\\. )?Munir", two in "(Theresa )?May|Jamil Munir") {
        let briefing = briefing(&text);
        let names = Names::new(&[person(&one), person(&two), body("IAEA", &[])]);
        let (suggested, registry) = (recognise::mentions(&briefing), names.scan(&briefing, || true));
        let all = gather(&briefing, Sources { suggested: &suggested, registry: &registry, marks: &[], names: &names });
        let mut end = 0;
        for mention in &all {
            prop_assert!(!mention.span.is_empty() && briefing.text.get(mention.span.range()).is_some());
            if mention.origin == Origin::Registry {
                prop_assert!(mention.span.start >= end, "{all:?}");
                end = mention.span.end;
            }
        }
    }
}
