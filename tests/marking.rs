//! Journeys of names: keys in, screen, sidecar and registry out.

use attache::app::entities::State;
use attache::app::entities::kinds::OwnKind;
use attache::app::{Action, Effect, WhichNames};
use attache::desk::Desk;
use attache::entity::{Entity, Kind, Mention, Origin};
use attache::note::Mark;
use attache::text::Span;
use attache::theme::Depth;
use proptest::prelude::*;

const TEXT: &str = "Meeting in Rawalpindi\n\nGen. Syed Asim Munir received the Iranian minister in Rawalpindi on 30 January 2024.\n\n\
    Talks\n\nMunir said that Iran and Pakistan agree. Jalil Abbas Jilani was there, and Jilani spoke.\n";

fn desk() -> Desk {
    Desk::of_text("a.txt", TEXT)
}

#[test]
fn names_are_underlined_once_the_text_was_read_and_nothing_moves() {
    let desk = self::desk();
    assert_eq!(desk.app().entities.state, State::Ready);
    let row = desk.screen().lines().position(|row| row.contains("Gen. Syed Asim Munir")).unwrap();
    let (text, styles) = (desk.row(row), desk.styles().lines().nth(row).unwrap().to_owned());
    let at = text.split("Syed").next().unwrap().chars().count();
    let under: String = styles.chars().skip(at).take("Syed Asim Munir".len()).collect();
    assert_eq!(under, "u".repeat("Syed Asim Munir".len()), "{styles}");
}

#[test]
fn from_name_to_name_and_to_the_same_one_again() {
    let mut desk = desk();
    desk.press("]e");
    assert!(desk.screen().contains("1/"), "{}", desk.screen());
    assert!(desk.screen().contains("Rawalpindi · place, suggested"), "{}", desk.screen());
    desk.press("]e");
    assert!(desk.screen().contains("Syed Asim Munir · person, suggested"), "{}", desk.screen());
    desk.press("]E");
    assert!(desk.screen().contains("2/2 Syed Asim Munir"), "{}", desk.screen());
    desk.press("]E");
    assert!(desk.screen().contains("no name further on"), "{}", desk.screen());
    desk.press("v / Jilani <enter> h l");
    assert!(desk.screen().contains("@ Jalil Abbas") && desk.screen().contains("person?"), "{}", desk.screen());
}

/// The live marks: words, entity, kind, and whether they are refused.
fn marks(desk: &Desk) -> Vec<String> {
    let mark = |m: &Mark| format!("{}={} {}{}", m.anchor.quote, m.entity, m.kind, if m.rejected { " no" } else { "" });
    let mut all: Vec<String> = desk.app().notes.book.marks().map(mark).collect();
    all.sort();
    all
}

/// The live entries: name, kind, other names, and what is never them.
fn entries(desk: &Desk) -> Vec<String> {
    let entry = |e: &Entity| format!("{} {} [{}] not [{}]", e.name, e.kind, e.aliases.join(", "), e.not.join(", "));
    desk.app().notes.book.entries().map(|e| entry(&e.entity)).collect()
}

fn seen(desk: &Desk, words: &str) {
    assert!(desk.screen().contains(words), "`{words}` is not on the screen:\n{}", desk.screen());
}

/// A desk with the caret on the first letter of the `n`th place of these words, from 1.
fn at(words: &str, n: usize) -> Desk {
    let mut desk = desk();
    put(&mut desk, words, n);
    desk
}

fn put(desk: &mut Desk, words: &str, n: usize) {
    let found = desk.app().document.briefing().text.match_indices(words).nth(n - 1);
    assert!(found.is_some(), "{words}");
    let first = found.map_or(0, |(at, _)| at);
    desk.press("<esc> <esc> v gg");
    while desk.app().position() < first {
        let before = desk.app().position();
        desk.press("<right>");
        assert!(desk.app().position() > before);
    }
}

#[test]
fn a_letter_marks_the_name_under_the_caret() {
    let mut desk = at("Asim Munir", 1);
    desk.press("e");
    seen(&desk, "MARK “Syed Asim Mu…” as p person l place o org v event d date n nation x other");
    seen(&desk, "@ Syed Asim Munir? (2×)  Enter yes · + new · E all · - no · = other · Esc");
    desk.press("p");
    assert_eq!(marks(&desk), ["Syed Asim Munir=Syed Asim Munir person"]);
    assert_eq!(entries(&desk), ["Syed Asim Munir person [] not []"]);
    assert!(desk.sidecar().unwrap().contains("entity: Syed Asim Munir"));
    seen(&desk, "marked: Syed Asim Munir · person; u takes it back");
    desk.press("h l");
    seen(&desk, "@ Syed Asim Munir · person");
    desk.press("u");
    assert!(marks(&desk).is_empty() && entries(&desk).is_empty());
    desk.press("<c-r>");
    assert_eq!((marks(&desk).len(), entries(&desk).len()), (1, 1));
}

#[test]
fn a_part_of_a_name_is_another_name_of_it() {
    let mut desk = at("Munir said", 1);
    desk.press("e <enter>");
    assert_eq!(marks(&desk), ["Munir=Syed Asim Munir person"]);
    assert_eq!(entries(&desk), ["Syed Asim Munir person [Munir] not []"]);
    // What the registry knows is found everywhere, the longer words included.
    put(&mut desk, "Asim Munir", 1);
    seen(&desk, "@ Syed Asim Munir · person");
    assert!(!desk.screen().contains("person?"));
    // Marked once more from a selection with the rank: that is no part of a name.
    put(&mut desk, "Gen.", 1);
    desk.press("v w w w ge e");
    seen(&desk, "@ Syed Asim Munir (2×)  Enter same");
    desk.press("<enter>");
    assert_eq!(marks(&desk), ["Gen. Syed Asim Munir=Syed Asim Munir person", "Munir=Syed Asim Munir person"]);
    assert_eq!(entries(&desk), ["Syed Asim Munir person [Munir] not []"]);
}

#[test]
fn words_that_nobody_knows_take_a_kind_and_ee_gives_it_again() {
    let mut desk = at("minister", 1);
    desk.press("e <enter>");
    seen(&desk, "nobody is known by these words; take a kind");
    desk.press("?");
    seen(&desk, "that key is no kind");
    desk.press("x");
    assert_eq!(marks(&desk), ["minister=minister other"]);
    put(&mut desk, "received", 1);
    desk.press("ee");
    assert_eq!(marks(&desk), ["minister=minister other", "received=received other"]);
    desk.press("u u");
    assert!(marks(&desk).is_empty());
    // A date is marked, but nobody keeps a list of dates.
    put(&mut desk, "Talks", 1);
    desk.press("ed");
    assert_eq!((marks(&desk).len(), entries(&desk).len()), (1, 0));
    seen(&desk, "marked: Talks · date; u takes it back");
}

#[test]
fn all_places_of_a_name_at_once() {
    let mut desk = at("Rawalpindi", 2);
    desk.press("E");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi place", "Rawalpindi=Rawalpindi place"]);
    assert_eq!(entries(&desk), ["Rawalpindi place [] not []"]);
    desk.press("u");
    assert!(marks(&desk).is_empty());
    // Those inside the longer name are marked as the longer name.
    put(&mut desk, "Munir said", 1);
    desk.press("eE");
    assert_eq!(marks(&desk), ["Munir=Syed Asim Munir person", "Syed Asim Munir=Syed Asim Munir person"]);
    // Without anybody to offer, E means all and waits for a kind.
    put(&mut desk, "minister", 1);
    desk.press("E");
    seen(&desk, "MARK all ");
    desk.press("<esc>");
    assert_eq!(marks(&desk).len(), 2);
}

#[test]
fn nothing_is_marked_everywhere_before_it_was_shown() {
    let mut desk = desk();
    desk.press("E");
    assert!(marks(&desk).is_empty());
    seen(&desk, "Rawalpindi, place? E marks it everywhere");
    desk.press("E");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi place", "Rawalpindi=Rawalpindi place"]);
}

#[test]
fn suggestions_are_taken_or_refused_with_one_key_each_without_a_caret() {
    let mut desk = desk();
    desk.press(". .");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi place"]);
    desk.press(",");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi place", "Syed Asim Munir=Syed Asim Munir person no"]);
    let path = desk.app().document.source.path.clone().unwrap();
    desk.load(&path);
    let said = |desk: &Desk| desk.app().entities.mentions.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
    assert_eq!(said(&desk).iter().filter(|name| *name == "Syed Asim Munir").count(), 1, "it stays refused here");
    // Refused everywhere, the other place goes as well.
    put(&mut desk, "Munir said", 1);
    desk.press("_");
    assert!(!said(&desk).contains(&"Syed Asim Munir".to_owned()), "{:?}", said(&desk));
    desk.press("u");
    assert!(said(&desk).contains(&"Syed Asim Munir".to_owned()));
}

#[test]
fn no_name_is_decided_without_a_caret_before_it_was_shown() {
    let current = |desk: &Desk| {
        let names = &desk.app().entities;
        let seen = names.sight.iter().find(|seen| seen.current)?;
        Some(attache::text::slice(&desk.app().document.briefing().text, seen.span).to_owned())
    };
    for key in [".", ",", "_"] {
        let mut desk = desk();
        desk.press(key);
        assert!(marks(&desk).is_empty() && entries(&desk).is_empty(), "{key}: {:?}", marks(&desk));
        seen(&desk, "Rawalpindi, place? . accepts, , refuses, _ everywhere");
        assert_eq!(current(&desk).as_deref(), Some("Rawalpindi"));
        desk.press(key);
        assert!(!marks(&desk).is_empty(), "{key}");
        seen(&desk, "; u takes it back · next: Syed Asim Munir, person?");
        assert_eq!(current(&desk).as_deref(), Some("Syed Asim Munir"));
        // What was gone to otherwise is what the key means, and it goes on from there.
        desk.press("]e ]e");
        let there = current(&desk).unwrap();
        let before = marks(&desk).len();
        desk.press(",");
        assert_eq!(marks(&desk).len(), before + 1);
        assert!(
            marks(&desk).iter().any(|mark| mark.starts_with(&there) && mark.ends_with(" no")),
            "{:?}",
            marks(&desk)
        );
        assert_ne!(current(&desk), Some(there));
    }
    // Behind the last one the message is about what was done; the next key begins above again.
    let mut desk = desk();
    desk.press(&"]e ".repeat(20));
    desk.press(".");
    seen(&desk, "; u takes it back");
    assert!(!desk.screen().contains("next:"), "{}", desk.screen());
    let done = marks(&desk);
    desk.press(".");
    assert_eq!(marks(&desk), done);
    seen(&desk, "Rawalpindi, place? . accepts");
    // A caret says what is meant, and stays.
    put(&mut desk, "Iran and", 1);
    let at = desk.app().position();
    desk.press(".");
    assert!(marks(&desk).contains(&"Iran=Iran place".to_owned()), "{:?}", marks(&desk));
    assert_eq!(desk.app().position(), at);
    assert!(!desk.screen().contains("next:"), "{}", desk.screen());
}

#[test]
fn from_a_name_that_was_refused_the_way_goes_on() {
    for key in [",", "_"] {
        let mut desk = desk();
        desk.press("]e ]e");
        assert!(desk.screen().contains("Syed Asim Munir · person, suggested"), "{}", desk.screen());
        desk.press(key);
        assert!(!desk.screen().contains("next: Rawalpindi"), "not from the top: {}", desk.screen());
        assert!(desk.screen().contains("next: "), "{}", desk.screen());
        desk.press("]e [e");
        let next = desk.screen();
        desk.press("[e");
        assert!(desk.screen().contains("Rawalpindi · place"), "the one before it: {}", desk.screen());
        desk.press("]e");
        assert_eq!(desk.screen(), next, "and the one behind it");
    }
}

#[test]
fn without_a_caret_e_asks_about_the_next_suggestion_in_view() {
    let mut desk = desk();
    desk.press("e");
    seen(&desk, "MARK “Rawalpindi” as");
    desk.press("<enter> e");
    seen(&desk, "MARK “Syed Asim Mu…” as");
    desk.press("-");
    desk.press("e <esc>");
    assert_eq!(marks(&desk).len(), 2);
    seen(&desk, "READ");
}

#[test]
fn a_kind_is_changed_wherever_it_is_marked() {
    let mut desk = at("Rawalpindi", 1);
    desk.press("E e o");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi organisation", "Rawalpindi=Rawalpindi organisation"]);
    assert_eq!(entries(&desk), ["Rawalpindi organisation [] not []"]);
    desk.press("u");
    assert_eq!(entries(&desk), ["Rawalpindi place [] not []"]);
}

#[test]
fn two_of_one_name_need_two_names() {
    let mut desk = at("Munir said", 1);
    desk.press("e <enter> e + p");
    // The registry knows Syed Asim Munir by this name, and would take this one for him.
    seen(&desk, "two of one name need two names");
    assert_eq!(marks(&desk), ["Munir=Syed Asim Munir person"]);
    // What is of another kind is told apart by that.
    desk.press("v");
    assert_eq!(marks(&desk), ["Munir=Munir event"]);
    seen(&desk, "only here: elsewhere “Munir” is Syed Asim Munir");
    assert_eq!(entries(&desk), ["Syed Asim Munir person [Munir] not []"]);
    desk.press("e =");
    seen(&desk, "Who is it?");
    desk.press("Asim <enter>");
    assert_eq!(marks(&desk), ["Munir=Syed Asim Munir person"]);
    desk.press("e = Munir <space> the <space> Younger <enter>");
    assert_eq!(marks(&desk), ["Munir=Munir the Younger person"]);
    let both = ["Syed Asim Munir person [Munir] not []", "Munir the Younger person [] not []"];
    assert_eq!(entries(&desk), both);
    put(&mut desk, "Asim Munir", 1);
    desk.press("e + p");
    seen(&desk, "two of one name need two names");
}

#[test]
fn another_name_is_the_name_everywhere_and_the_old_one_stays_with_it() {
    let mut desk = at("Rawalpindi", 1);
    desk.press("E gE <c-u> Pindi <enter>");
    assert_eq!(marks(&desk), ["Rawalpindi=Pindi place", "Rawalpindi=Pindi place"]);
    assert_eq!(entries(&desk), ["Pindi place [Rawalpindi] not []"]);
    desk.press("u");
    assert_eq!(entries(&desk), ["Rawalpindi place [] not []"]);
}

#[test]
fn a_name_of_somebody_else_makes_one_of_two() {
    let mut desk = at("Munir said", 1);
    desk.press("e <enter>");
    put(&mut desk, "Jalil", 1);
    desk.press("e <enter> gE <c-u> Munir <enter>");
    assert_eq!(entries(&desk), ["Syed Asim Munir person [Munir, Jalil Abbas Jilani] not []"]);
    assert_eq!(marks(&desk), ["Jalil Abbas Jilani=Syed Asim Munir person", "Munir=Syed Asim Munir person"]);
    desk.press("u");
    assert_eq!(entries(&desk).len(), 2);
}

#[test]
fn a_deleted_mark_says_what_remains() {
    let mut desk = at("Rawalpindi", 1);
    desk.press("E dd");
    assert_eq!(marks(&desk).len(), 1);
    seen(&desk, "mark deleted: “Rawalpindi” (1 other mark stays, Rawalpindi stays in the");
}

#[test]
fn a_mark_is_resized_and_may_lie_in_another() {
    let mut desk = at("Munir said", 1);
    desk.press("e <enter> gp l l l l l <enter>");
    assert_eq!(marks(&desk), ["Munir said=Syed Asim Munir person"]);
    put(&mut desk, "said", 1);
    desk.press("v e <esc>");
    desk.press("<esc> v e e <esc>");
    let nested = desk.app().entities.mentions.iter().filter(|m| m.name == "Syed Asim Munir").count();
    assert!(nested >= 2);
}

#[test]
fn one_key_at_a_time_by_a_list() {
    let keymap = attache::keymap::Keymap::load("arrows", None).0;
    let mut desk = self::desk().keymap(keymap);
    desk.press("/");
    seen(&desk, "Mark as");
    seen(&desk, "as Rawalpindi · place");
    desk.press("<enter>");
    assert_eq!(marks(&desk), ["Rawalpindi=Rawalpindi place"]);
    desk.press("/ <down> <down> <down> <enter>");
    assert_eq!(marks(&desk).len(), 2);
}

#[test]
fn a_key_that_waits_for_a_letter_says_which_there_are() {
    let mut desk = desk();
    desk.press("H");
    seen(&desk, "r red");
    seen(&desk, "p purple");
    desk.press("<esc> '");
    seen(&desk, "none has a name; m gives one");
    desk.press("<esc> m");
    seen(&desk, "name this place");
    desk.press("b '");
    seen(&desk, "b Meeting in Rawalpindi");
    desk.press("b ]");
    seen(&desk, "next name in the text");
}

#[test]
fn kinds_of_the_readers_own() {
    let own =
        OwnKind { name: "vessel".to_owned(), key: 's', colour: Some("#ff8800".to_owned()), sign: Some("~".into()) };
    let mut desk = self::desk().settings(|settings| settings.kinds.push(own));
    put(&mut desk, "minister", 1);
    desk.press("e");
    seen(&desk, "s vessel");
    desk.press("s");
    assert_eq!(marks(&desk), ["minister=minister vessel"]);
    desk.press("h l");
    seen(&desk, "~ minister · vessel");
    desk.press("gK");
    seen(&desk, "~ vessel");
    seen(&desk, "1 known, 0 suggested");
}

#[test]
fn without_colours_what_is_known_differs_from_what_is_suggested() {
    for depth in [Depth::None, Depth::Ansi16] {
        let mut desk = self::desk().depth(depth);
        desk.press(". .");
        let row = |words: &str| desk.screen().lines().position(|row| row.contains(words)).unwrap();
        let letters = |words: &str, in_row: usize| -> String {
            let at = desk.row(in_row).split(words).next().unwrap().chars().count();
            desk.styles().lines().nth(in_row).unwrap().chars().skip(at).take(words.chars().count()).collect()
        };
        let known = letters("Rawalpindi", row("in Rawalpindi on"));
        let suggested = letters("Syed", row("Syed"));
        let first = |letters: &str| letters.chars().next().unwrap();
        assert_ne!(first(&known), first(&suggested), "{depth:?}");
        assert!(first(&known) != '.' && first(&suggested) != '.', "{depth:?}: {known} {suggested}");
    }
}

#[test]
fn names_come_in_for_the_text_that_is_there() {
    let mut desk = desk();
    let serial = desk.effects().iter().find_map(|e| if let Effect::Recognise(n, ..) = e { Some(*n) } else { None });
    let path = desk.folder().join("b.txt");
    std::fs::write(&path, "Nobody is here.\n").unwrap();
    desk.load(&path);
    let late = desk.app().entities.mentions.clone();
    let stray = Mention {
        span: Span::new(0, 6),
        kind: Kind::Person,
        name: "X".into(),
        origin: Origin::Suggested,
        score: 1.0,
        id: None,
    };
    desk.happens(Action::Recognised(serial.unwrap(), vec![stray]));
    assert_eq!(desk.app().entities.mentions, late);
}

#[test]
fn what_is_not_wanted_is_not_looked_for() {
    let mut desk = self::desk().settings(|settings| settings.entities = WhichNames::Off);
    let path = desk.folder().join("b.txt");
    std::fs::write(&path, TEXT).unwrap();
    let before = desk.effects().len();
    desk.load(&path);
    assert!(desk.effects()[before..].iter().all(|e| !matches!(e, Effect::Recognise(..) | Effect::Match(..))));
    assert!(desk.app().entities.mentions.is_empty() && !desk.styles().contains('u'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever keys come, in whatever order: no panic, and undoing everything leaves no mark and no entry.
    #[test]
    fn any_keys_and_all_of_it_is_taken_back(
        keys in proptest::collection::vec(0usize..KEYS.len(), 0..25), columns in 1u16..140, rows in 1u16..30,
    ) {
        let mut desk = desk().size(columns, rows);
        for key in &keys {
            desk.press(KEYS[*key]);
        }
        desk.press("<esc> <esc> <esc> <esc> <esc>");
        for _ in 0..30 {
            desk.press("u");
        }
        prop_assert!(marks(&desk).is_empty() && entries(&desk).is_empty());
    }
}

const KEYS: [&str; 24] = [
    "e", "p", "l", "<enter>", "<esc>", "v", "E", "n", "-", "_", ".", ",", "]e", "]E", "w", "j", "=", "gE", "gK", "dd",
    "gp", "ee", "x", "<down>",
];

#[test]
fn what_is_marked_once_is_known_in_the_next_briefing() {
    let mut desk = at("Munir said", 1);
    desk.press("e <enter>");
    let registry = std::fs::read_to_string(desk.folder().join("entities.yaml")).unwrap();
    assert!(registry.contains("name: Syed Asim Munir") && registry.contains("Munir]"), "{registry}");
    let other = desk.folder().join("b.txt");
    std::fs::write(&other, "On Monday munir and Munir's aide met. Gen. Munir left.\n").unwrap();
    desk.load(&other);
    let known: Vec<&Mention> = desk.app().entities.mentions.iter().filter(|m| m.name == "Syed Asim Munir").collect();
    assert!(known.len() >= 2 && known.iter().all(|m| m.origin == Origin::Registry), "{known:?}");
    // Refused for good, it is so in the first one as well.
    desk.press("v gg / Munir <enter> _");
    let first = desk.folder().join("a.txt");
    desk.load(&first);
    let still = desk.app().entities.mentions.iter().filter(|m| m.origin == Origin::Registry);
    assert!(still.count() <= 1);
}

#[test]
fn another_spelling_is_offered_as_the_name_it_may_be() {
    let mut desk = Desk::of_text(
        "a.txt",
        "Hossein Amir-Abdollahian spoke in Tehran.\n\nLater, Hossein Amirabdollahian spoke again.\n",
    );
    desk.press("v e p");
    put(&mut desk, "Amirabdollahian", 1);
    desk.press("e");
    seen(&desk, "@ Hossein Amir-Abdollahian  Enter same, spelled otherwise · + new");
    desk.press("<enter>");
    assert_eq!(entries(&desk), ["Hossein Amir-Abdollahian person [Hossein Amirabdollahian] not []"]);
}

#[test]
fn a_name_at_the_bottom_is_not_covered_by_the_question_about_it() {
    let text =
        format!("{}Later, Jalil Abbas Jilani spoke in Tehran.\n", "Words of no weight stand here.\n\n".repeat(12));
    let mut desk = Desk::of_text("a.txt", &text);
    desk.press("G e");
    let rows: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
    let (asked, name) =
        (rows.iter().position(|r| r.contains("MARK")), rows.iter().rposition(|r| r.contains("Jalil Abbas")));
    assert!(asked < name, "{}", desk.screen());
}

#[test]
fn nothing_is_deleted_where_nothing_is_marked() {
    let mut desk = at("Rawalpindi", 1);
    desk.press("dd");
    seen(&desk, "this name is only suggested, there is no mark on it; , refuses it here");
}

#[test]
fn a_name_inside_another_one_shows_both() {
    let mut desk = at("Gen.", 1);
    desk.press("v w w w ge e + o");
    put(&mut desk, "Syed", 1);
    let kinds: Vec<&Kind> = desk.app().entities.at(desk.app().position()).map(|m| &m.kind).collect();
    assert_eq!(kinds, [&Kind::Organisation], "the longer words say something else of the same ones");
    desk.press("v w w ge e + p");
    let at = desk.app().position();
    let kinds: Vec<&Kind> = desk.app().entities.at(at).map(|m| &m.kind).collect();
    assert_eq!(kinds, [&Kind::Person, &Kind::Organisation], "the shortest first");
    desk.press("h l");
    seen(&desk, "@ Syed Asim Munir · person +1");
    let seen = &desk.app().entities.sight;
    let inner = seen.iter().position(|s| s.kind == Kind::Person && s.sure).unwrap();
    let outer = seen.iter().position(|s| s.kind == Kind::Organisation).unwrap();
    assert!(outer < inner, "the inner one is drawn over the outer one");
}

#[test]
fn text_from_a_stream_shows_names_but_takes_no_marks() {
    let mut desk = desk();
    let mut opened = desk.app().document.source.clone();
    opened.path = None;
    desk.happens(Action::Opened(Box::new(opened)));
    assert!(!desk.app().entities.mentions.is_empty());
    desk.press("e");
    seen(&desk, "marks need a file");
}

#[test]
fn a_longer_name_is_not_the_one_inside_it() {
    let mut desk = Desk::of_text("a.txt", "The governor of the Bank of Pakistan spoke in Tehran.\n");
    put(&mut desk, "Bank", 1);
    desk.press("v w w w ge e v");
    assert_eq!(marks(&desk), ["Bank of Pakistan spoke=Bank of Pakistan spoke event"]);
    // The right words of the wrong kind keep their name.
    put(&mut desk, "Tehran", 1);
    desk.press("e o");
    assert_eq!(marks(&desk)[1], "Tehran=Tehran organisation");
}

#[test]
fn a_match_or_a_name_that_was_gone_to_is_what_is_meant() {
    let mut desk = desk();
    desk.press("/ Jilani <enter> e p");
    assert_eq!(marks(&desk), ["Jalil Abbas Jilani=Jalil Abbas Jilani person"], "{}", desk.screen());
    // A search that comes later than a name counts, and a name that comes later than a search.
    let mut desk = self::desk();
    desk.press("]e ]e / Pakistan <enter> .");
    assert_eq!(marks(&desk), ["Pakistan=Pakistan place"], "{}", desk.screen());
    let mut desk = self::desk();
    desk.press("/ Pakistan <enter> gg ]e ]e v");
    assert!(desk.screen().contains("@ Syed Asim Munir"), "{}", desk.screen());
}

#[test]
fn what_was_refused_is_marked_as_it_was_and_no_name_grows_into_another() {
    let text = "Iranian Foreign Minister Hossein Amir-Abdollahian and Pakistan's Chief of Army Staff Gen. Syed Asim Munir met.\n";
    let mut desk = Desk::of_text("b.txt", text);
    desk.press("/ Syed <space> Asim <enter> , / Syed <space> Asim <enter> v e p");
    assert_eq!(marks(&desk), ["Syed Asim Munir=Syed Asim Munir person"], "{}", desk.screen());
    let mut desk = Desk::of_text("b.txt", text);
    desk.press("/ Syed <space> Asim <enter> _ v e p");
    let marked = marks(&desk).join("|");
    assert!(marked.ends_with("Syed Asim Munir person") && !marked.contains("Pakistan"), "{marked}");
}

#[test]
fn a_date_that_is_something_else_has_the_words_for_its_name() {
    let mut desk = desk();
    desk.press("/ 30 <space> January <enter> e p");
    assert_eq!(marks(&desk), ["30 January 2024=30 January 2024 person"], "{}", desk.screen());
}

#[test]
fn the_same_mark_of_two_people_is_one_mention_and_is_refused_as_one() {
    let mut desk = desk();
    desk.press("/ Pakistan <enter> . gg");
    let sidecar = desk.sidecar().unwrap();
    let (head, mark) = sidecar.split_once("- id: ").unwrap();
    let (id, rest) = mark.split_once('\n').unwrap();
    desk.sidecar_becomes(&format!("{head}- id: {id}\n{rest}- id: 00000000000000000000000000\n{rest}"));
    assert_eq!(marks(&desk), ["Pakistan=Pakistan place", "Pakistan=Pakistan place"]);
    assert_eq!(desk.app().entities.mentions.iter().filter(|m| m.name == "Pakistan").count(), 1);
    desk.press("/ Pakistan <enter> ,");
    assert_eq!(marks(&desk), ["Pakistan=Pakistan place no", "Pakistan=Pakistan place no"], "{}", desk.screen());
    desk.press("u");
    assert_eq!(marks(&desk), ["Pakistan=Pakistan place", "Pakistan=Pakistan place"], "{}", desk.screen());
}

#[test]
fn the_question_has_two_rows_three_on_a_narrow_screen_and_each_key_one_meaning() {
    for (columns, most) in [(200, 2), (120, 2), (80, 2), (40, 3)] {
        let mut desk = desk().size(columns, 24);
        put(&mut desk, "Syed", 1);
        desk.press("e <enter> e");
        let screen = desk.screen();
        let from = screen.lines().position(|row| row.contains("MARK")).unwrap();
        let rows: Vec<&str> = screen.lines().skip(from).collect();
        assert!(rows.len() <= most, "{columns}: {screen}");
        let asked = rows.join(" ");
        for words in [" n nation", " o org", " x other", "Syed A", "Enter as it is", "+ new"] {
            assert!(asked.contains(words), "{columns}, {words}: {screen}");
        }
        assert!(columns < 80 || asked.contains("Esc"), "{columns}: {screen}");
    }
    let mut desk = desk();
    put(&mut desk, "Syed", 1);
    desk.press("e n");
    seen(&desk, "nationality");
}
