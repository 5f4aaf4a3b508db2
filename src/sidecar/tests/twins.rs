//! What two made of one thing before either knew of the other is one thing afterwards, whoever merges.

use super::text;
use crate::note::{Notebook, Record};
use crate::sidecar::{Form, Sidecar, fold_twins, merge};

fn names(text: &str) -> Sidecar {
    Sidecar::parse_as(Form::Registry, text.as_bytes()).unwrap()
}

/// Live entities: id, name and other names.
fn told(book: &Notebook) -> Vec<String> {
    book.entries()
        .map(|e| {
            let mut aliases = e.entity.aliases.clone();
            aliases.sort();
            format!("{} {} {}", e.meta.id, e.entity.name, aliases.join(","))
        })
        .collect()
}

/// Both merge, and then meet: the same everywhere, and once more changes nothing.
fn met(base: &str, [one, two]: [&str; 2]) -> Sidecar {
    let (base, one, two) = (names(base), names(one), names(two));
    let (here, there) = (merge(Some(&base), &one, &two), merge(Some(&base), &two, &one));
    let mut both = [told(&here.notebook()), told(&there.notebook())];
    for told in &mut both {
        told.sort();
    }
    assert_eq!(both[0], both[1]);
    assert_eq!(text(&merge(Some(&base), &here, &two)), text(&here), "merged twice");
    assert_eq!(text(&merge(Some(&base), &there, &one)), text(&there), "merged twice");
    let mut again = told(&merge(Some(&base), &here, &there).notebook());
    again.sort();
    assert_eq!(again, both[0]);
    here
}

const A: &str = "- id: a\n  name: Asim Munir\n  kind: person\n  aliases: [Munir]\n";
const B: &str = "- id: b\n  name: Gen. Munir\n  kind: person\n  note: army chief\n";
const GONE: &str = "  changed: 2026-01-02T00:00:00Z\n  deleted: 2026-01-02T00:00:00Z\n";

#[test]
fn two_name_the_same_at_once() {
    let new = |id: &str, more: &str| format!("- id: {id}\n  name: Jalil Jilani\n  kind: person\n{more}");
    let [one, two] = [("x", "  aliases: [Jilani]\n"), ("c", "  note: caretaker minister\n  mood: calm\n")]
        .map(|(id, more)| A.to_owned() + &new(id, more));
    let met = met(A, [&one, &two]);
    assert_eq!(told(&met.notebook()), ["a Asim Munir Munir", "c Jalil Jilani Jilani"]);
    let written = text(&met);
    assert!(written.contains("mood: calm") && written.matches("caretaker").count() == 1, "{written}");
    assert!(met.notebook().records().iter().any(|record| record.id().as_str() == "x" && record.is_deleted()));
}

#[test]
fn one_into_the_other_and_the_other_way_round() {
    let base = A.to_owned() + B;
    let into_a = A.replace("[Munir]", "[Munir, Gen. Munir]") + B + GONE;
    let into_b = A.to_owned() + GONE + &B.replace("  note", "  aliases: [Asim Munir, Munir]\n  note");
    let met = met(&base, [&into_a, &into_b]);
    assert_eq!(told(&met.notebook()), ["a Asim Munir Gen. Munir,Munir"]);
    assert_eq!(met.notebook().entries().next().unwrap().entity.note, "army chief");
}

#[test]
fn a_chain_ends_in_the_one_that_nobody_took_away() {
    let c = "- id: c\n  name: The Field Marshal\n  kind: person\n";
    let base = A.to_owned() + B + c;
    let into_a = A.replace("[Munir]", "[Munir, Gen. Munir]") + B + GONE + c;
    let into_c = A.to_owned() + GONE + B + c + "  aliases: [Asim Munir, Munir]\n";
    let met = met(&base, [&into_a, &into_c]);
    assert_eq!(told(&met.notebook()), ["c The Field Marshal Asim Munir,Gen. Munir,Munir"]);
}

#[test]
fn what_somebody_had_side_by_side_stays_two() {
    let pair = A.to_owned() + &A.replace("id: a", "id: d");
    let three = met(&pair, [&(pair.clone() + B), &pair.replace("[Munir]", "[Munir, Asim]")]);
    assert_eq!(three.notebook().entries().count(), 3);
    let other = A.replace("id: a", "id: d").replace("person", "organisation");
    assert_eq!(met("[]\n", [A, &other]).notebook().entries().count(), 2, "of another kind");
}

#[test]
fn a_mark_on_the_same_words_is_one() {
    let mark = |id: &str, start: usize| {
        format!("- id: {id}\n  entity: Tehran\n  kind: place\n  quote: Tehran\n  start: {start}\n")
    };
    let base = Sidecar::parse(format!("marks:\n{}", mark("m", 1)).as_bytes()).unwrap();
    let with =
        |more: &[String]| Sidecar::parse(format!("marks:\n{}{}", mark("m", 1), more.concat()).as_bytes()).unwrap();
    let (one, two) = (with(&[mark("y", 9), mark("z", 20)]), with(&[mark("x", 9)]));
    for merged in [merge(Some(&base), &one, &two), merge(Some(&base), &two, &one)] {
        let mut live: Vec<String> = merged.notebook().marks().map(|mark| mark.meta.id.to_string()).collect();
        live.sort();
        assert_eq!(live, ["m", "x", "z"], "{}", text(&merged));
        assert_eq!(merged.notebook().records().iter().filter(|record| record.is_deleted()).count(), 1);
        let written = Sidecar::parse(text(&merged).as_bytes()).unwrap();
        assert_eq!(written.notebook(), merged.notebook(), "a tombstone says when, also where nobody wrote down a time");
    }
    // A change that is put onto what somebody else wrote.
    let mut next = two.clone();
    one.notebook().records().iter().for_each(|record: &Record| next.put(record));
    fold_twins(&two, &mut next);
    assert_eq!(next.notebook().marks().count(), 3);
}

/// Somebody wrote the name of an entity among its other names as well.
#[test]
fn a_name_among_the_other_names_makes_no_second_merge() {
    let base = "- id: a\n  name: Yve\n- id: b\n  name: Xi\n";
    let one = base.replace("name: Yve", "name: Cy Dee\n  aliases: [Yve]");
    let two = base.replace("name: Xi", "name: Cy Dee\n  aliases: [Xi, Cy Dee]");
    assert_eq!(met(base, [&one, &two]).notebook().entries().count(), 1);
}
