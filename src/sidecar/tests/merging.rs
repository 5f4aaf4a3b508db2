//! What merging promises: nothing lost, nothing multiplied, the same whoever merges.

use super::made::{hard, note};
use super::{parse, text};
use crate::note::{Id, Note, NoteKind, Notebook, Record, Status};
use crate::sidecar::{Sidecar, merge};
use proptest::prelude::*;

const BASE: &str = "\
schema: 1
document: a.txt
sha256: aa
notes:
- id: a
  on: briefing
  kind: note
  tags: [x, y]
  changed: 2026-01-01T00:00:00Z
  status: open
  text: |-
    one
    two
    three
- id: b
  on: briefing
  kind: note
  status: open
  text: |-
    other
";

fn three(ours: impl Fn(&str) -> String, theirs: impl Fn(&str) -> String) -> Sidecar {
    let (base, ours, theirs) = (parse(BASE), parse(&ours(BASE)), parse(&theirs(BASE)));
    let merged = merge(Some(&base), &ours, &theirs);
    assert_eq!(text(&merge(Some(&base), &merged, &theirs)), text(&merged), "merged twice");
    merged
}

#[test]
fn both_added_and_both_changed() {
    let merged = three(
        |base| base.replace("    one\n", "    One\n").replace("[x, y]", "[x, z]") + "- id: c\n  text: c\n",
        |base| {
            base.replace("    three\n", "    three\n    four\n").replace("[x, y]", "[w, x, y]")
                + "- id: d # new\n  text: d\n"
        },
    );
    let expected = BASE
        .replace("    one\n    two\n    three\n", "    One\n    two\n    three\n    four\n")
        .replace("[x, y]", "[x, z, w]")
        + "- id: c\n  text: c\n- id: d # new\n  text: d\n";
    assert_eq!(text(&merged), expected);
}

#[test]
fn the_same_line_changed_keeps_both() {
    let merged = three(|base| base.replace("    two\n", "    TWO\n"), |base| base.replace("    two\n", "    2\n"));
    let book = merged.notebook();
    assert_eq!(book.note(&Id::from("a")).unwrap().text, "one\nTWO\nthree");
    let copy = book.note(&Id::from("a-theirs")).unwrap();
    assert_eq!((copy.text.as_str(), copy.meta.conflict_with.as_ref()), ("one\n2\nthree", Some(&Id::from("a"))));
    // The other clone merges as well, and then both meet.
    let other = three(|base| base.replace("    two\n", "    2\n"), |base| base.replace("    two\n", "    TWO\n"));
    let met = merge(Some(&parse(BASE)), &merged, &other);
    assert_eq!(met.notebook().records().len(), 3, "{}", text(&met));
}

#[test]
fn deleted_and_untouched_or_changed() {
    let delete = |base: &str| {
        base.replace(
            "  changed: 2026-01-01T00:00:00Z\n",
            "  changed: 2026-01-02T00:00:00Z\n  deleted: 2026-01-02T00:00:00Z\n",
        )
    };
    let untouched = three(delete, |base| base.replace("other", "another"));
    assert!(untouched.notebook().get(&Id::from("a")).unwrap().is_deleted());
    let changed = three(delete, |base| base.replace("    one\n", "    One\n"));
    assert!(!changed.notebook().get(&Id::from("a")).unwrap().is_deleted());
    let gone = |base: &str| base.split_inclusive("- id: b").next().unwrap().replace("- id: b", "");
    assert!(three(gone, |base| base.replace("    one\n", "    One\n")).notebook().get(&Id::from("b")).is_none());
    assert!(three(gone, |base| base.replace("other", "another")).notebook().get(&Id::from("b")).is_some());
}

#[test]
fn unknown_keys_and_comments_of_both_stay() {
    let merged = three(
        |base| {
            "# ours\n".to_owned()
                + &base.replace(
                    "  status: open\n  text: |-\n    other\n",
                    "  weight: 1\n  status: open # why\n  text: |-\n    other\n",
                )
                + "mine: 1\n"
        },
        |base| {
            "# theirs\n".to_owned()
                + &base
                    .replace("- id: b\n", "- id: b  # because\n  place: {lat: 1}\n  kind: fact\n")
                    .replace("kind: fact\n  on: briefing\n  kind: note", "on: briefing\n  kind: fact")
                + "yours: [2]\n"
        },
    );
    let written = text(&merged);
    for part in [
        "# ours\n",
        "# theirs\n",
        "weight: 1",
        "# why",
        "# because",
        "place: {lat: 1}",
        "kind: fact",
        "mine: 1\n",
        "yours: [2]\n",
    ] {
        assert!(written.contains(part), "{part} is lost:\n{written}");
    }
}

#[test]
fn comments_outside_of_records_stay_wherever_they_stand() {
    let merged = three(
        |base| base.replace("    other\n", "    another\n"),
        |base| {
            base.replace("schema: 1\n", "schema: 1  # form\n")
                .replace("document: a.txt\n", "# which one\ndocument: a.txt # this\n  # and why\n")
                .replace("notes:\n", "notes: # all\n# first\n")
                + "...\n# end\n"
        },
    );
    let written = text(&merged);
    for comment in ["# form\n", "# which one\n", "# this\n", "# and why\n", "# all\n", "# first\n", "# end\n"] {
        assert_eq!(written.matches(comment).count(), 1, "{comment} in\n{written}");
    }
}

#[test]
fn records_without_an_id_are_known_again_by_their_place() {
    let base = "notes:\n- text: one\n  kind: fact\n- id: a\n  text: between\n- text: two\n- text: three\n";
    let merged = |ours: &str, theirs: &str| {
        let [base, ours, theirs] = [base, ours, theirs].map(parse);
        let merged = merge(Some(&base), &ours, &theirs);
        assert_eq!(parse(&text(&merged)).notebook(), merged.notebook());
        assert_eq!(text(&merge(Some(&base), &merged, &theirs)), text(&merged), "merged twice");
        let mut told: Vec<String> = merged.notebook().notes().map(|note| note.text.replace('\n', "/")).collect();
        told.sort();
        told
    };
    // Both changed one of them, each something else.
    let ours = base.replace("text: one", "text: one and more").replace("text: two", "text: Two");
    let theirs = base.replace("kind: fact", "kind: question").replace("text: three", "text: 3");
    assert_eq!(merged(&ours, &theirs), ["3", "Two", "between", "one and more"]);
    // The same line of one: both stay.
    let (here, there) = (base.replace("text: two", "text: here"), base.replace("text: two", "text: there"));
    assert_eq!(merged(&here, &there), ["between", "here", "one", "there", "three"]);
    // One took it out; what the other wrote there stays.
    let gone = base.replace("- text: two\n", "");
    assert_eq!(merged(&gone, &there), ["between", "one", "there", "three"]);
    assert_eq!(merged(&gone, &ours), ["Two", "between", "one and more", "three"]);
    assert_eq!(merged(&gone, &theirs), ["3", "between", "one"]);
}

#[test]
fn a_comment_on_a_record_that_the_other_took_out_keeps_it() {
    let gone = |base: &str| base.split_inclusive("- id: b").next().unwrap().replace("- id: b", "");
    let asked = |base: &str| base.replace("- id: b\n", "- id: b\n  # ask Ann before this goes\n");
    assert!(text(&three(gone, asked)).contains("# ask Ann") && text(&three(asked, gone)).contains("# ask Ann"));
}

#[test]
fn unknown_values_that_differ_stay_both() {
    let merged = three(
        |base| base.replace("- id: b\n", "- id: b\n  weight: 1\n") + "mine: 1\n",
        |base| base.replace("- id: b\n", "- id: b\n  weight: 2\n") + "mine: 2\n",
    );
    let written = text(&merged);
    for part in ["- id: b\n  weight: 1\n", "- id: b-theirs\n  weight: 2\n", "# theirs: mine: 2\nmine: 1\n"] {
        assert!(written.contains(part), "{part} is lost:\n{written}");
    }
}

#[test]
fn a_digest_stays_only_for_anchors_of_one_text() {
    let span = "- id: c\n  on: span\n  quote: q\n  start: 3\n";
    let moved = |base: &str| base.replace("sha256: aa", "sha256: bb");
    let both = three(|base| base.to_owned() + span, |base| moved(base).replace("other", "another"));
    assert_eq!(both.sha256(), "");
    let one = three(|base| base.replace("other", "another"), |base| moved(base) + span);
    assert_eq!(one.sha256(), "bb");
}

#[test]
fn lines_of_theirs_fit_in() {
    let ours = "schema: 1\r\nnotes:\r\n  - id: a\r\n    text: x\r\n";
    let theirs = "schema: 1\nnotes:\n- id: a\n  text: x\n- id: b # odd\n  text: |2\n      y\n\n  z: [1]";
    let merged = merge(None, &parse(ours), &parse(theirs));
    assert_eq!(text(&merged), ours.to_owned() + "  - id: b # odd\r\n    text: |2\r\n        y\r\n\r\n    z: [1]\r\n");
}

/// What one side did to the base: for each of some records nothing, a change, or a deletion; and new records.
#[derive(Debug, Clone)]
struct Side {
    edits: Vec<Edit>,
    new: Vec<(u8, String)>,
    comments: bool,
}

#[derive(Debug, Clone)]
enum Edit {
    Nothing,
    Text(String),
    Tag(String),
    Untag,
    Kind(u8),
    Done,
    Delete,
    Weight(u8),
}

const RECORDS: usize = 2;

fn lines() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::collection::vec("[a-d]{1,2}", 0..4).prop_map(|lines| lines.join("\n")),
        1 => hard(),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => Just(Edit::Nothing),
        4 => lines().prop_map(Edit::Text),
        2 => "[t-z]".prop_map(Edit::Tag),
        1 => Just(Edit::Untag),
        1 => (0u8..3).prop_map(Edit::Kind),
        1 => Just(Edit::Done),
        2 => Just(Edit::Delete),
        1 => (0u8..3).prop_map(Edit::Weight),
    ]
}

fn side() -> impl Strategy<Value = Side> {
    let edits = proptest::collection::vec(edit(), RECORDS..=RECORDS);
    let new = proptest::collection::vec((0u8..2, lines()), 0..2);
    (edits, new, any::<bool>()).prop_map(|(edits, new, comments)| Side { edits, new, comments })
}

fn base() -> impl Strategy<Value = Sidecar> {
    proptest::collection::vec((lines(), proptest::collection::vec("[t-z]", 0..3)), RECORDS..=RECORDS).prop_map(|all| {
        let mut base = Sidecar::new("a.txt", "aa");
        for (n, (words, tags)) in all.into_iter().enumerate() {
            let Record::Note(written) = note(&format!("n{n}"), &words) else { continue };
            base.put(&Record::Note(Note { tags, ..written }));
        }
        base
    })
}

impl Side {
    /// The base as this side left it at this second.
    fn of(&self, base: &Sidecar, second: u8) -> Sidecar {
        let stamp = format!("2026-01-01T00:00:{second:02}Z");
        let mut out = base.clone();
        let mut weights = Vec::new();
        for (n, edit) in self.edits.iter().enumerate() {
            let id = Id::from(format!("n{n}"));
            let Some(mut note) = out.notebook().note(&id).cloned() else { continue };
            match edit {
                Edit::Nothing => continue,
                Edit::Text(text) => note.text.clone_from(text),
                Edit::Tag(tag) => note.tags.push(tag.clone()),
                Edit::Untag => note.tags.clear(),
                Edit::Kind(n) => note.kind = NoteKind::ALL[usize::from(*n)].clone(),
                Edit::Done => note.status = Status::Done,
                Edit::Delete => note.meta.deleted = Some(stamp.clone()),
                Edit::Weight(n) => weights.push((id, *n)),
            }
            note.meta.changed.clone_from(&stamp);
            out.put(&Record::Note(note));
        }
        for (n, words) in &self.new {
            out.put(&note(&format!("new{n}"), words));
        }
        let mut written = text(&out);
        for (id, n) in weights {
            written = written.replace(&format!("- id: {id}\n"), &format!("- id: {id}\n  weight: {n}\n"));
        }
        if self.comments {
            written = written.replace("- id: n0\n", &format!("# by {second}\n- id: n0\n"));
        }
        parse(&written)
    }
}

/// Texts and tags of a notebook that must be found again in what was merged from it.
fn nothing_lost(base: &Notebook, side: &Notebook, other: &Notebook, merged: &Notebook) -> Result<(), TestCaseError> {
    for record in side.records() {
        let Some(mine) = record.as_note() else { continue };
        let was = base.note(record.id());
        let there = other.note(record.id());
        if was == Some(mine) || there == Some(mine) {
            continue;
        }
        let kept = merged.note(record.id());
        prop_assert!(kept.is_some(), "{} is lost", record.id());
        // Every word that this side added is in a record of the family.
        let was_text = was.map_or("", |note| note.text.as_str());
        let family: Vec<&str> = merged
            .records()
            .iter()
            .filter(|r| r.id().as_str().starts_with(record.id().as_str()))
            .filter_map(|r| r.as_note().map(|note| note.text.as_str()))
            .collect();
        for word in mine.text.split_whitespace().filter(|word| !was_text.split_whitespace().any(|old| old == *word)) {
            let found = family.iter().any(|text| text.split_whitespace().any(|other| other == word));
            prop_assert!(found, "the word {word:?} of {} is lost in {family:?}", record.id());
        }
        for tag in mine.tags.iter().filter(|tag| !was.is_some_and(|was| was.tags.contains(tag))) {
            prop_assert!(kept.is_some_and(|note| note.tags.contains(tag)), "the tag {tag} is lost");
        }
        let written_on = was.is_some_and(|was| was.text != mine.text) && mine.meta.deleted.is_none();
        prop_assert!(
            !written_on || kept.is_some_and(|note| note.meta.deleted.is_none()),
            "what was written on is deleted"
        );
    }
    Ok(())
}

/// What must be the same whoever merges.
fn sum(merged: &Notebook) -> Vec<(String, bool, Vec<String>, Vec<String>)> {
    let mut families: std::collections::BTreeMap<String, (bool, Vec<String>, Vec<String>)> =
        std::collections::BTreeMap::default();
    for note in merged.records().iter().filter_map(Record::as_note) {
        let root = note.meta.id.as_str().split("-theirs").next().unwrap_or_default().to_owned();
        let entry = families.entry(root.clone()).or_default();
        if root == note.meta.id.as_str() {
            entry.0 = note.meta.deleted.is_some();
            entry.1.clone_from(&note.tags);
            entry.1.sort();
            entry.1.dedup();
        }
        entry.2.push(note.text.split_whitespace().collect::<Vec<_>>().join(" "));
        entry.2.sort();
    }
    families.into_iter().map(|(id, (deleted, tags, texts))| (id, deleted, tags, texts)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn any_three_versions(base in base(), one in side(), other in side(), tie in 1u8..3) {
        let (ours, theirs) = (one.of(&base, 1), other.of(&base, tie));
        let merged = merge(Some(&base), &ours, &theirs);
        let written = text(&merged);
        let read = parse(&written);
        prop_assert_eq!(read.notebook(), merged.notebook());
        nothing_lost(&base.notebook(), &ours.notebook(), &theirs.notebook(), &merged.notebook())?;
        nothing_lost(&base.notebook(), &theirs.notebook(), &ours.notebook(), &merged.notebook())?;
        for comment in [(one.comments, "# by 1\n".to_owned()), (other.comments, format!("# by {tie}\n"))] {
            prop_assert!(!comment.0 || written.contains(&comment.1), "{} is lost in {written}", comment.1);
        }
        // Once more, and with nothing new.
        prop_assert_eq!(text(&merge(Some(&base), &merged, &theirs)), written.clone());
        prop_assert_eq!(text(&merge(Some(&base), &ours, &ours)), text(&ours));
        prop_assert_eq!(text(&merge(Some(&base), &base, &theirs)), text(&theirs));
        prop_assert_eq!(text(&merge(Some(&base), &ours, &base)), text(&ours));
        // The other way round.
        let swapped = merge(Some(&base), &theirs, &ours);
        prop_assert_eq!(sum(&swapped.notebook()), sum(&merged.notebook()));
        // Both clones merged, and then meet.
        let met = merge(Some(&base), &merged, &swapped);
        prop_assert_eq!(sum(&met.notebook()), sum(&merged.notebook()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn any_two_versions_without_an_ancestor(base in base(), one in side(), other in side()) {
        let (ours, theirs) = (one.of(&base, 1), other.of(&base, 2));
        let merged = merge(None, &ours, &theirs);
        let nothing = Notebook::default();
        prop_assert_eq!(parse(&text(&merged)).notebook(), merged.notebook());
        nothing_lost(&nothing, &ours.notebook(), &theirs.notebook(), &merged.notebook())?;
        nothing_lost(&nothing, &theirs.notebook(), &ours.notebook(), &merged.notebook())?;
        prop_assert_eq!(text(&merge(None, &merged, &theirs)), text(&merged));
    }
}
