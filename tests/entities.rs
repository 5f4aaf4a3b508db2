//! Journeys of entities as a whole: what the screen does with one is what the registry does, and the marks go along.

use attache::desk::Desk;
use attache::entity::Entity;
use attache::note::Mark;

const TEXT: &str =
    "Talks\n\nSyed Asim Munir met Jalil Abbas Jilani in Gaza. Munir left. Jilani stayed in Gaza until May.\n";

fn desk() -> Desk {
    Desk::of_text("a.txt", TEXT)
}

/// The live marks: words, entity, kind, and whether they are refused.
fn marks(desk: &Desk) -> Vec<String> {
    let mark = |m: &Mark| format!("{}={} {}{}", m.anchor.quote, m.entity, m.kind, if m.rejected { " no" } else { "" });
    let mut all: Vec<String> = desk.app().notes.book.marks().map(mark).collect();
    all.sort();
    all
}

/// The live entries: name, kind and other names.
fn entries(desk: &Desk) -> Vec<String> {
    let entry = |e: &Entity| format!("{} {} [{}]", e.name, e.kind, e.aliases.join(", "));
    let mut all: Vec<String> = desk.app().notes.book.entries().map(|e| entry(&e.entity)).collect();
    all.sort();
    all
}

fn seen(desk: &Desk, words: &str) {
    assert!(desk.screen().contains(words), "`{words}` is not on the screen:\n{}", desk.screen());
}

fn named(desk: &Desk, name: &str) -> usize {
    desk.app().entities.mentions.iter().filter(|mention| mention.name == name).count()
}

#[test]
fn what_is_renamed_to_another_one_loses_nothing_that_was_written_of_it() {
    let mut desk = desk();
    desk.registry_becomes(
        "- id: 01J0000000000000000000000A\n  name: Jalil Abbas Jilani\n  kind: person\n  not: [Jilani Street]\n  \
         note: The minister.\n  links: [\"https://example.org/j\"]\n- id: 01J0000000000000000000000B\n  \
         name: Syed Asim Munir\n  kind: person\n",
    );
    desk.press("gm / jilani <enter> r <c-u> Syed <space> Asim <space> Munir <enter>");
    let both: Vec<&Entity> = desk.app().notes.book.entries().map(|entry| &entry.entity).collect();
    assert_eq!(both.len(), 1, "{}", desk.screen());
    assert_eq!(both[0].aliases, ["Jalil Abbas Jilani"]);
    assert_eq!((both[0].not.join(""), both[0].note.as_str()), ("Jilani Street".to_owned(), "The minister."));
    assert_eq!(both[0].links, ["https://example.org/j"]);
    desk.press("u");
    assert_eq!(entries(&desk), ["Jalil Abbas Jilani person []", "Syed Asim Munir person []"]);
}

#[test]
fn two_kinds_of_one_name_stay_two_when_a_place_is_of_the_other() {
    let mut desk = desk();
    desk.registry_becomes(
        "- id: 01J0000000000000000000000A\n  name: Gaza\n  kind: place\n- id: 01J0000000000000000000000B\n  \
         name: Gaza\n  kind: organisation\n",
    );
    desk.press("/ Gaza <enter> v e l");
    assert_eq!(marks(&desk), ["Gaza=Gaza place"]);
    desk.press("e o");
    assert_eq!(marks(&desk), ["Gaza=Gaza organisation"]);
    assert_eq!(entries(&desk), ["Gaza organisation []", "Gaza place []"]);
    // In the list of names it is the entity that would have another kind, and there is one.
    desk.press("u <esc> gm / gaza <enter> gk organisation <enter>");
    seen(&desk, "`Gaza` is a name of `Gaza` (organisation) already");
    assert_eq!(entries(&desk), ["Gaza organisation []", "Gaza place []"]);
}

#[test]
fn what_turns_out_to_be_a_date_leaves_the_registry() {
    let mut desk = desk();
    desk.press("/ May <enter> v e + p");
    assert_eq!((marks(&desk), entries(&desk)), (vec!["May=May person".to_owned()], vec!["May person []".to_owned()]));
    desk.press("e d");
    assert_eq!((marks(&desk), entries(&desk)), (vec!["May=May date".to_owned()], Vec::new()));
    assert_eq!(named(&desk, "May"), 1);
    desk.press("u");
    assert_eq!((marks(&desk), entries(&desk)), (vec!["May=May person".to_owned()], vec!["May person []".to_owned()]));
    // The list of names offers no such kind.
    desk.press("<esc> gm / may <enter> gk");
    assert!(!desk.screen().contains(" date"), "{}", desk.screen());
}

#[test]
fn marks_under_another_name_go_along() {
    let mut desk = desk();
    desk.press("/ Munir <space> left <enter> v e + p");
    assert_eq!(marks(&desk), ["Munir=Munir person"]);
    // Somebody made the two one, in the registry alone.
    let gone = format!("{}  deleted: 2026-01-02T10:00:00Z\n", desk.registry().unwrap());
    let into = "- id: 01J0000000000000000000000A\n  name: Syed Asim Munir\n  kind: person\n  aliases: [Munir]\n";
    desk.registry_becomes(&format!("{gone}{into}"));
    assert_eq!(named(&desk, "Syed Asim Munir"), 2, "{}", desk.screen());
    desk.press("<esc> gm / munir <enter> gk organisation <enter>");
    assert_eq!(marks(&desk), ["Munir=Syed Asim Munir organisation"], "{}", desk.screen());
    assert_eq!(named(&desk, "Munir"), 0);
}

#[test]
fn a_refusal_stays_when_the_entity_is_called_otherwise() {
    let mut desk = desk();
    desk.registry_becomes(
        "- id: 01J0000000000000000000000A\n  name: Syed Asim Munir\n  kind: person\n  aliases: [Munir, Munir left]\n",
    );
    desk.press("/ Munir <space> left <enter> v ,");
    assert_eq!(named(&desk, "Syed Asim Munir"), 1, "{}", desk.screen());
    desk.press("<esc> gm / munir <enter> r <c-u> The <space> General <enter>");
    assert_eq!(marks(&desk), ["Munir left=The General person no"]);
    assert_eq!(named(&desk, "The General"), 1, "{}", desk.screen());
    // Renamed elsewhere, where nobody knows of the mark, it is the same.
    desk.registry_becomes(
        "- id: 01J0000000000000000000000A\n  name: Chief\n  kind: person\n  \
         aliases: [The General, Syed Asim Munir, Munir]\n",
    );
    assert_eq!(named(&desk, "Chief"), 1, "{}", desk.screen());
}

#[test]
fn what_was_made_one_is_two_again_with_its_marks() {
    let mut desk = desk();
    desk.press("/ Jilani <space> stayed <enter> v e + p / Syed <enter> e p");
    assert_eq!(marks(&desk), ["Jilani=Jilani person", "Syed Asim Munir=Syed Asim Munir person"]);
    desk.press("<esc> gm / jilani <enter> = syed <enter>");
    assert_eq!(marks(&desk), ["Jilani=Syed Asim Munir person", "Syed Asim Munir=Syed Asim Munir person"]);
    desk.press("/ <c-u> munir <enter> c own <enter> jilani <enter>");
    assert_eq!(marks(&desk), ["Jilani=Jilani person", "Syed Asim Munir=Syed Asim Munir person"], "{}", desk.screen());
    assert_eq!(entries(&desk), ["Jilani person []", "Syed Asim Munir person []"]);
    desk.press("u");
    assert_eq!(marks(&desk), ["Jilani=Syed Asim Munir person", "Syed Asim Munir=Syed Asim Munir person"]);
}

#[test]
fn a_name_that_is_typed_means_whoever_has_it() {
    let mut desk = desk();
    desk.registry_becomes(
        "- id: 01J0000000000000000000000A\n  name: Syed Asim Munir\n  kind: person\n  aliases: [The General]\n",
    );
    desk.press("/ Jilani <space> stayed <enter> v e = the <space> general <enter>");
    assert_eq!(marks(&desk), ["Jilani=Syed Asim Munir person"], "{}", desk.screen());
    assert_eq!(entries(&desk), ["Syed Asim Munir person [The General, Jilani]"]);
}

#[test]
fn refusing_one_of_two_marks_leaves_the_other() {
    let mut desk = desk();
    desk.press("/ Gaza <enter> v e l");
    let sidecar = desk.sidecar().unwrap();
    let (head, mark) = sidecar.split_once("- id: ").unwrap();
    let (id, rest) = mark.split_once('\n').unwrap();
    let other = rest.replace("kind: place", "kind: organisation").replace("entity: Gaza", "entity: Gaza Club");
    desk.sidecar_becomes(&format!("{head}- id: 00000000000000000000000000\n{other}- id: {id}\n{rest}"));
    assert_eq!(marks(&desk), ["Gaza=Gaza Club organisation", "Gaza=Gaza place"]);
    desk.press(",");
    let left = marks(&desk);
    assert_eq!(left.iter().filter(|mark| !mark.ends_with(" no")).count(), 1, "{left:?}");
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_dossier_stays_with_its_entity_when_a_change_is_taken_back_or_made_elsewhere() {
    let mut desk = desk();
    desk.press("D jilani <enter> r <c-u> Minister <space> Jilani <enter>");
    assert!(desk.row(0).contains("Minister Jilani"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.row(0).contains("Jalil Abbas Jilani"), "{}", desk.screen());
    seen(&desk, "2 mentions");
    desk.press("<c-r>");
    assert!(desk.row(0).contains("Minister Jilani"), "{}", desk.screen());
    seen(&desk, "2 mentions");
    let elsewhere = desk.registry().unwrap().replace("name: Minister Jilani", "name: Jilani the Elder");
    desk.registry_becomes(&elsewhere);
    assert!(desk.row(0).contains("Jilani the Elder"), "{}", desk.screen());
    // Another name of somebody means that one, and the dossier is his.
    desk.press("gk organisation <enter>");
    seen(&desk, "organisation");
    seen(&desk, "2 mentions");
}

#[test]
fn a_name_that_was_accepted_in_one_briefing_is_known_in_the_next() {
    let mut desk = Desk::of_text("a.txt", "Talks\n\nGen. Gadi Eizenkot met the envoy. Eizenkot said so.\n");
    desk.press(". .");
    assert_eq!(entries(&desk), ["Gadi Eizenkot person []"]);
    let next = desk.folder().join("b.txt");
    std::fs::write(&next, "Later\n\nOn Tuesday Eizenkot met the envoy. Ali Khan was there.\n").unwrap();
    desk.load(&next);
    desk.press("]e ]e");
    seen(&desk, "2/3 Gadi Eizenkot · person");
    assert!(!desk.screen().contains("suggested"), "{}", desk.screen());
    desk.press("D");
    seen(&desk, "Gadi Eizenkot");
    // One undo in the first briefing takes it back everywhere.
    let first = desk.folder().join("a.txt");
    desk.press("<esc>").load(&first);
    desk.press("u").load(&next);
    assert_eq!(named(&desk, "Gadi Eizenkot"), 0);
}

#[test]
fn a_defined_acronym_is_another_name_and_goes_with_one_undo() {
    let text = "Talks\n\nThe International Atomic Energy Agency (IAEA) met. The IAEA left.\n";
    let mut desk = Desk::of_text("a.txt", text);
    desk.press(". .");
    assert_eq!(entries(&desk), ["International Atomic Energy Agency organisation [IAEA]"]);
    desk.press("u");
    assert!(entries(&desk).is_empty());
}

#[test]
fn a_note_does_not_make_the_list_of_names_anew() {
    let mut desk = desk();
    let before = desk.app().entities.version;
    desk.press("/ Gaza <enter> v a Why <space> here? <c-s>");
    assert_eq!(desk.app().notes.book.notes().count(), 1, "{}", desk.screen());
    assert_eq!(desk.app().entities.version, before);
    desk.press("e l");
    assert_eq!(marks(&desk), ["Gaza=Gaza place"], "{}", desk.screen());
    assert!(desk.app().entities.version > before);
}

#[test]
fn a_name_on_every_line_is_refused_without_a_mark_on_every_line() {
    let text = format!("Talks\n\n{}", "He flew to Tehran again.\n\n".repeat(700));
    let mut desk = Desk::of_text("a.txt", &text);
    assert_eq!(named(&desk, "Tehran"), 700);
    desk.press("/ Tehran <enter> _");
    assert_eq!(named(&desk, "Tehran"), 0);
    assert!((2..=501).contains(&marks(&desk).len()), "{}", marks(&desk).len());
}

#[test]
fn the_map_of_an_entity_stays_its_own_when_it_is_called_otherwise() {
    let mut desk = desk();
    desk.press("D gaza <enter> M");
    assert!(desk.row(0).contains("Map · Gaza"), "{}", desk.screen());
    desk.press("r <c-u> Gaza <space> City <enter>");
    assert!(desk.row(0).contains("Map · Gaza City"), "{}", desk.screen());
    seen(&desk, "Gaza City");
    desk.press("u");
    assert!(desk.row(0).contains("Map · Gaza") && !desk.row(0).contains("City"), "{}", desk.screen());
    assert!(desk.row(1).ends_with("○›Gaza                2"), "{}", desk.screen());
}

/// Whoever does not know yet what a thing is called here finds it by the word that others have for it.
#[test]
fn lists_of_commands_know_other_words_for_them() {
    let mut desk = desk();
    for (word, command) in [
        ("split", "change-entity"),
        ("alias", "change-entity"),
        ("alias", "merge-entity"),
        ("exit", "quit"),
        ("comment", "annotate"),
        ("bookmark", "set-place"),
        ("toc", "outline"),
    ] {
        desk.press(&format!(": {word}"));
        seen(&desk, command);
        desk.press("<esc> <esc>");
    }
    desk.press("? split");
    seen(&desk, "change who or what it is");
    desk.press("<esc> <esc>");
    // The list of what can be done with an entity says them.
    desk.press("gm / jilani <enter> c alias");
    seen(&desk, "one more name of it");
    desk.press("<esc> rename");
    seen(&desk, "another name for Jalil Abbas Jilani");
}
