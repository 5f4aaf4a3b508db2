use super::*;
use crate::briefing::{BlockKind, Draft};
use crate::entity::Entity;
use proptest::prelude::*;

const TEXT: &str = "Gen. Munir met the Bank of Pakistan and Munir Akram.";

fn briefing() -> Briefing {
    let mut draft = Draft::new();
    draft.block(BlockKind::Paragraph, TEXT, 1);
    draft.finish().0
}

fn mention(words: &str, kind: Kind, origin: Origin) -> Mention {
    let at = TEXT.find(words).unwrap();
    Mention { span: Span::new(at, at + words.len()), kind, name: words.to_owned(), origin, score: 0.7, id: None }
}

fn mark(words: &str, entity: &str, kind: Kind) -> Marked {
    let Mention { span, .. } = mention(words, Kind::Other, Origin::Hand);
    Marked { span, entity: entity.to_owned(), kind, rejected: false, id: Id::from(words) }
}

fn told(suggested: &[Mention], marks: &[Marked], entities: &[Entity]) -> Vec<String> {
    let (briefing, names) = (briefing(), Names::new(entities));
    let registry = names.scan(&briefing, || true);
    let all = gather(&briefing, Sources { suggested, registry: &registry, marks, names: &names });
    let line = |m: &Mention| format!("{}={} {} {}", text::slice(TEXT, m.span), m.name, m.kind, m.origin.name());
    all.iter().map(line).collect()
}

fn munir() -> Entity {
    Entity {
        name: "Syed Asim Munir".into(),
        kind: Kind::Person,
        aliases: vec!["Munir".into()],
        not: vec!["Munir Akram".into()],
        ..Entity::default()
    }
}

#[test]
fn a_mark_has_the_kind_that_its_entity_has_by_now() {
    let of = |kind: Kind, formerly: &[Kind]| Entity { kind, formerly: formerly.to_vec(), ..munir() };
    let marks = [mark("Gen. Munir", "Munir", Kind::Person)];
    let moved = [of(Kind::Organisation, &[Kind::Person])];
    assert_eq!(told(&[], &marks, &moved)[0], "Gen. Munir=Syed Asim Munir organisation hand");
    // What never was of that kind is somebody else, and so is what two were.
    assert_eq!(told(&[], &marks, &[of(Kind::Place, &[Kind::Event])])[0], "Gen. Munir=Munir person hand");
    let two = [of(Kind::Organisation, &[Kind::Person]), of(Kind::Event, &[Kind::Person])];
    assert_eq!(told(&[], &marks, &two)[0], "Gen. Munir=Munir person hand");
}

#[test]
fn hand_before_registry_before_suggestion() {
    let suggested = [
        mention("Munir", Kind::Place, Origin::Suggested),
        mention("Bank of Pakistan", Kind::Organisation, Origin::Suggested),
        mention("Munir Akram", Kind::Person, Origin::Suggested),
    ];
    let pakistan = Entity { name: "Pakistan".into(), kind: Kind::Place, ..Entity::default() };
    assert_eq!(
        told(&suggested, &[], &[munir(), pakistan]),
        [
            "Gen. Munir=Syed Asim Munir person registry",
            "Bank of Pakistan=Bank of Pakistan organisation suggested",
            "Pakistan=Pakistan place registry",
            "Munir Akram=Munir Akram person suggested"
        ]
    );
    let marks = [mark("Gen. Munir", "Munir", Kind::Person), mark("of Pakistan and", "odd", Kind::Other)];
    assert_eq!(
        told(&suggested, &marks, &[munir()]),
        [
            "Gen. Munir=Syed Asim Munir person hand",
            "of Pakistan and=odd other hand",
            "Munir Akram=Munir Akram person suggested"
        ]
    );
}

#[test]
fn a_mark_under_another_name_of_an_entity_is_that_entity() {
    let person = [mark("Gen. Munir", "munir", Kind::Person)];
    assert_eq!(told(&[], &person, &[munir()]), ["Gen. Munir=Syed Asim Munir person hand"]);
    // What is of another kind, or a name of two, is what the reader wrote.
    let place = [mark("Gen. Munir", "Munir", Kind::Place)];
    assert_eq!(told(&[], &place, &[munir()]), ["Gen. Munir=Munir place hand"]);
    let alias = Entity { name: "Munir Akram".into(), aliases: vec!["Munir".into()], ..munir() };
    assert_eq!(told(&[], &person, &[munir(), alias])[0], "Gen. Munir=munir person hand");
    // Its own name goes before another name of somebody else, and what is of another kind does not matter.
    let own = Entity { name: "Munir".into(), kind: Kind::Person, ..Entity::default() };
    assert_eq!(told(&[], &person, &[munir(), own])[0], "Gen. Munir=Munir person hand");
    let club = Entity { name: "Munir".into(), kind: Kind::Organisation, ..Entity::default() };
    assert_eq!(told(&[], &person, &[munir(), club])[0], "Gen. Munir=Syed Asim Munir person hand");
}

#[test]
fn marks_may_nest() {
    let marks = [mark("Pakistan", "Pakistan", Kind::Place), mark("Bank of Pakistan", "Bank", Kind::Organisation)];
    assert_eq!(told(&[], &marks, &[]), ["Bank of Pakistan=Bank organisation hand", "Pakistan=Pakistan place hand"]);
}

#[test]
fn a_refused_mark_takes_away_what_others_say() {
    let suggested = [mention("Bank of Pakistan", Kind::Organisation, Origin::Suggested)];
    let refused = |words: &str, entity: &str| Marked { rejected: true, ..mark(words, entity, Kind::Person) };
    let marks = [refused("Gen. Munir", "Syed Asim Munir"), refused("Bank of Pakistan", "x")];
    assert_eq!(told(&suggested, &marks, &[munir()]), [""; 0]);
    // A refusal under a name that is another by now is one of that.
    let marks = [refused("Gen. Munir", "munir")];
    assert_eq!(told(&[], &marks, &[munir()]), [""; 0]);
    let marks = [refused("Gen. Munir", "Somebody else")];
    assert_eq!(told(&[], &marks, &[munir()]), ["Gen. Munir=Syed Asim Munir person registry"]);
}

#[test]
fn suggestions_take_the_name_and_kind_of_the_registry() {
    let suggested = [Mention { name: "asim MUNIR".into(), ..mention("Gen. Munir", Kind::Place, Origin::Suggested) }];
    let entity = Entity { aliases: vec!["Asim Munir".into()], not: Vec::new(), ..munir() };
    assert_eq!(told(&suggested, &[], std::slice::from_ref(&entity)), ["Gen. Munir=Syed Asim Munir person suggested"]);
    let never = Entity { name: "Gen. Munir".into(), not: vec!["Gen. Munir".into()], ..Entity::default() };
    let suggested = [mention("Gen. Munir", Kind::Person, Origin::Suggested)];
    assert_eq!(told(&suggested, &[], &[never]), [""; 0]);
}

proptest! {
    /// What the reader marked is all there; nothing weaker speaks of its words, and nothing refused comes back.
    #[test]
    fn the_order_of_trust_holds(spans in proptest::collection::vec((0usize..40, 1usize..12, 0u8..4, any::<bool>()), 0..10)) {
        let briefing = briefing();
        let mut marks = Vec::new();
        let mut suggested = Vec::new();
        for (n, (start, long, kind, flag)) in spans.iter().enumerate() {
            let span = Span::new(*start, (start + long).min(TEXT.len()));
            let kind = Kind::SHIPPED[usize::from(*kind) % 2].clone();
            if kind == Kind::Person && *flag {
                suggested.push(Mention { span, kind, name: n.to_string(), origin: Origin::Suggested, score: 0.1, id: None });
            } else {
                marks.push(Marked { span, entity: n.to_string(), kind, rejected: *flag, id: Id::from(n.to_string()) });
            }
        }
        let names = Names::new(&[munir()]);
        let registry = names.scan(&briefing, || true);
        let all = gather(&briefing, Sources { suggested: &suggested, registry: &registry, marks: &marks, names: &names });
        prop_assert!(all.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
        prop_assert_eq!(all.iter().filter(|m| m.origin == Origin::Hand).count(), marks.iter().filter(|m| !m.rejected).count());
        for mention in all.iter().filter(|m| m.origin != Origin::Hand) {
            for mark in &marks {
                // A short name of the registry may grow to the very words that were refused as somebody else.
                let grown = mark.rejected && mention.origin == Origin::Registry && mention.name != mark.entity;
                prop_assert!(mention.span != mark.span || grown);
                let inside = mark.span.start <= mention.span.start && mention.span.end <= mark.span.end;
                prop_assert!(mark.rejected || !inside);
            }
        }
    }
}
