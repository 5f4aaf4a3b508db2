use super::*;
use crate::briefing::Draft;
use crate::entity::Origin;
use proptest::prelude::*;

/// A briefing of this date and these paragraphs.
fn read(date: &str, paragraphs: &[&str]) -> Briefing {
    let mut draft = Draft::new();
    draft.header().date = PartialDate::parse_iso(date);
    for words in paragraphs {
        draft.block(BlockKind::Paragraph, words, 1);
    }
    draft.finish().0
}

/// Every place of `words` in a briefing, as a name of `name`.
fn named(briefing: &Briefing, words: &str, name: &str, kind: &Kind) -> Vec<Mention> {
    let all = briefing.text.match_indices(words);
    let mention = |(at, _)| {
        let span = Span::new(at, at + words.len());
        Mention { span, kind: kind.clone(), name: name.to_owned(), origin: Origin::Suggested, score: 0.5, id: None }
    };
    all.map(mention).collect()
}

fn together(lists: Vec<Vec<Mention>>) -> Vec<Mention> {
    let mut all: Vec<Mention> = lists.into_iter().flatten().collect();
    all.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
    all
}

const OLD: &str = "Asim Munir spoke in Gaza. MUNIR left Tehran. He met Jilani there.";
const NEW: [&str; 2] = ["Munir met Jilani. Tehran agreed.", "Nobody came to Gaza."];

#[test]
fn a_dossier_says_names_places_company_and_notes() {
    let (old, new) = (read("2024-01-17", &[OLD]), read("2024-01-30", &NEW));
    let names = |briefing: &Briefing| {
        together(vec![
            named(briefing, "Asim Munir", "Asim Munir", &Kind::Person),
            named(briefing, "MUNIR", "Asim Munir", &Kind::Person),
            named(briefing, "Munir met", "Asim Munir", &Kind::Person),
            named(briefing, "Jilani", "Jilani", &Kind::Person),
            named(briefing, "Tehran", "Tehran", &Kind::Place),
            named(briefing, "Gaza", "Gaza", &Kind::Place),
        ])
    };
    let (in_old, in_new) = (names(&old), names(&new));
    let note = |text: &str| Note { text: text.to_owned(), ..Note::default() };
    let (on_it, about_it, other) = (note("who?"), note("Has Asim Munir agreed?"), note("Munirabad"));
    let on = Some(in_new[0].span);
    let remark = |note, span| Remark { note, span, section: None };
    let remarks = [remark(&on_it, on), remark(&other, None), remark(&about_it, None)];
    let sources = [
        Source { briefing: &old, mentions: &in_old, remarks: &[] },
        Source { briefing: &new, mentions: &in_new, remarks: &remarks },
    ];
    let known = Entity { aliases: vec!["General Munir".to_owned(), "munir".to_owned()], ..Entity::default() };
    let dossier = make(("Asim Munir", &Kind::Person), Some(&known), &sources);

    let said = |place: &Place| text::slice(&sources[place.source].briefing.text, place.sentence).to_owned();
    let sentences: Vec<String> = dossier.mentions.iter().map(said).collect();
    assert_eq!(sentences, ["Munir met Jilani.", "Asim Munir spoke in Gaza.", "MUNIR left Tehran."]);
    let also: Vec<_> = dossier.also.iter().map(|a| (a.name.as_str(), a.times)).collect();
    assert_eq!(also, [("Munir met", 1), ("MUNIR", 1), ("General Munir", 0)]);
    let with: Vec<_> = dossier.with.iter().map(|c| (c.name.as_str(), c.paragraphs, c.sentences)).collect();
    assert_eq!(with, [("Jilani", 2, 1), ("Tehran", 2, 1), ("Gaza", 1, 1)]);
    let notes: Vec<_> = dossier.notes.iter().map(|w| (w.source, w.remark, w.touches)).collect();
    assert_eq!(notes, [(1, 0, true), (1, 2, false)]);
    let dates = [dossier.first, dossier.last].map(|d| d.unwrap().to_string());
    assert_eq!(dates, ["2024-01-17", "2024-01-30"]);
    assert_eq!(dossier.by_briefing(&sources).iter().map(|(_, n)| *n).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn what_lies_inside_a_name_is_no_company_of_it() {
    let briefing = read("", &["Bank of Iran", "The Bank of Iran closed."]);
    let mentions = together(vec![
        named(&briefing, "Bank of Iran", "Bank of Iran", &Kind::Organisation),
        named(&briefing, "Iran", "Iran", &Kind::Place),
    ]);
    let sources = [Source { briefing: &briefing, mentions: &mentions, remarks: &[] }];
    let dossier = make(("Bank of Iran", &Kind::Organisation), None, &sources);
    assert_eq!((dossier.mentions.len(), dossier.with.len()), (2, 0));
}

proptest! {
    #[test]
    fn every_mention_is_in_one_dossier_and_company_is_mutual(
        paragraphs in proptest::collection::vec("(A|B|C|x)( (A|B|C|x|\\. A)){0,8}", 1..6),
    ) {
        let briefing = read("", &paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
        let lists = ["A", "B", "C"].map(|name| named(&briefing, name, name, &Kind::Person));
        let mentions = together(lists.to_vec());
        let sources = [Source { briefing: &briefing, mentions: &mentions, remarks: &[] }];
        let dossiers = ["A", "B", "C"].map(|name| make((name, &Kind::Person), None, &sources));
        prop_assert_eq!(dossiers.iter().map(|d| d.mentions.len()).sum::<usize>(), mentions.len());
        prop_assert_eq!(list(&sources).iter().map(|l| l.times).sum::<usize>(), mentions.len());
        for dossier in &dossiers {
            let counts = dossier.by_section(0, &briefing);
            prop_assert_eq!(counts.iter().sum::<usize>(), dossier.mentions.len());
            for place in &dossier.mentions {
                prop_assert!(place.sentence.start <= place.span.start && place.span.end <= place.sentence.end);
            }
            for other in &dossiers {
                let seen = |of: &Dossier, name: &str| {
                    of.with.iter().find(|c| c.name == name).map(|c| (c.paragraphs, c.sentences))
                };
                prop_assert_eq!(seen(dossier, &other.name), seen(other, &dossier.name));
            }
            for company in &dossier.with {
                let both = |words: &&String| words.contains(company.name.as_str()) && words.contains(dossier.name.as_str());
                prop_assert_eq!(company.paragraphs, paragraphs.iter().filter(both).count());
                prop_assert!(company.sentences >= usize::from(company.paragraphs > 0 && !paragraphs.iter().any(|p| p.contains('.'))));
            }
        }
    }
}
