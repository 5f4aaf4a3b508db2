//! Files that people and other programs wrote: what is odd in them stays.

use super::made::note;
use super::{parse, text};
use crate::note::{Id, NoteKind, Record, Target};
use crate::sidecar::Sidecar;
use proptest::prelude::*;

/// Changes the text of a note.
fn rewritten(file: &str, id: &str, words: &str) -> String {
    let mut read = parse(file);
    let mut note = read.notebook().note(&Id::from(id)).unwrap().clone();
    note.text = words.to_owned();
    read.put(&Record::Note(note.clone()));
    let again = parse(&text(&read));
    assert_eq!(again.notebook().note(&Id::from(id)), Some(&note));
    text(&read)
}

#[test]
fn odd_forms_keep_what_is_theirs() {
    for (file, expected) in [
        // Indented lists, keys in another order, comments everywhere.
        (
            "# top\nnotes: # mine\n  # first\n  - text: x # t\n    # k\n    kind: fact\n    id: a\n    mood: [good] # m\n  # last\n",
            "# top\nnotes: # mine\n  # first\n  - text: |-  # t\n      y\n    # k\n    kind: fact\n    id: a\n    mood: [good] # m\n  # last\n",
        ),
        // CRLF, no final line break.
        ("notes:\r\n- id: a\r\n  text: x", "notes:\r\n- id: a\r\n  text: |-\r\n    y\r\n"),
        // A dash on a line of its own; wide indentation.
        (
            "notes:\n-\n    id: a\n    text: >\n      x\n      z\n\n- id: b\n",
            "notes:\n-\n    id: a\n    text: |-\n      y\n\n- id: b\n",
        ),
        // A record between brackets becomes lines; its neighbours stay.
        (
            "notes:\n- {id: a, text: x, mood: {good: 1}} # c\n- {id: b}\n",
            "notes:\n# c\n- id: a\n  on: briefing\n  kind: note\n  status: open\n  text: |-\n    y\n  mood: {good: 1}\n- {id: b}\n",
        ),
        // Everything between brackets.
        (
            "{\"schema\": 1, \"notes\": [{\"id\": \"a\", \"text\": \"x\"}], \"more\": [1, \"no\"]}\n",
            "schema: 1\nnotes:\n- id: a\n  text: |-\n    y\nmore: [1, \"no\"]\n",
        ),
        ("---\nnotes:\n- id: a\n  text: x\n...\n# end\n", "---\nnotes:\n- id: a\n  text: |-\n    y\n...\n# end\n"),
        ("\u{FEFF}notes:\n- id: a\n  text: x\n", "\u{FEFF}notes:\n- id: a\n  text: |-\n    y\n"),
        // A text that keeps its blank lines.
        (
            "notes:\n- id: b\n  text: |+\n    b\n\n- id: a\n  text: x\n",
            "notes:\n- id: b\n  text: |+\n    b\n\n- id: a\n  text: |-\n    y\n",
        ),
        (
            "more:\n- id: a\n  text: 1\nnotes:\n- id: a\n  text: x\nafter: 1\n",
            "more:\n- id: a\n  text: 1\nnotes:\n- id: a\n  text: |-\n    y\nafter: 1\n",
        ),
    ] {
        assert_eq!(text(&parse(file)), file);
        assert_eq!(rewritten(file, "a", "y"), expected, "{file}");
    }
}

#[test]
fn new_records_find_their_place() {
    let fresh = note("new", "y");
    let block = "- id: new\n  on: briefing\n  kind: note\n  status: open\n  text: |-\n    y\n";
    for (file, expected) in [
        (String::new(), format!("notes:\n{block}")),
        ("# c\n".to_owned(), format!("# c\nnotes:\n{block}")),
        ("{}\n".to_owned(), format!("notes:\n{block}")),
        ("notes: [] # none yet\nmarks:\n- id: m\n".to_owned(), format!("notes:  # none yet\n{block}marks:\n- id: m\n")),
        ("marks:\n- id: m".to_owned(), format!("notes:\n{block}marks:\n- id: m\n")),
        ("notes:\n# c\n".to_owned(), format!("notes:\n# c\n{block}")),
        ("notes: null\n---\n".replace("---\n", "...\n"), format!("notes:\n{block}...\n")),
        // The end of a file is the end of a text; a line below it would become a part of it.
        ("notes:\n- id: m\n  text: |+\n    x".to_owned(), format!("notes:\n- id: m\n  text: |-\n    x\n{block}")),
    ] {
        let mut read = parse(&file);
        let before = read.notebook();
        read.put(&fresh);
        assert_eq!(text(&read), expected, "{file:?}");
        let again = parse(&text(&read)).notebook();
        assert!(before.records().iter().all(|record| again.get(record.id()) == Some(record)), "{expected}");
    }
}

#[test]
fn records_without_an_id_or_with_the_same_are_not_hidden() {
    let file = "notes:\n- text: mine\n- just words\n- id: a\n  text: one\n- id: a\n  text: two\n";
    let read = parse(file);
    let texts: Vec<_> = read.notebook().notes().map(|n| (n.meta.id.to_string(), n.text.clone())).collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[0].0.starts_with("unnamed-"), "{texts:?}");
    assert_eq!((texts[2].0.as_str(), texts[2].1.as_str()), ("a-2", "two"));
    assert_eq!(rewritten(file, "a-2", "2"), file.replace("id: a\n  text: two\n", "id: a-2\n  text: |-\n    2\n"));
    let named = rewritten(file, &texts[0].0, "yours");
    assert_eq!(named, file.replace("- text: mine\n", &format!("- id: {}\n  text: |-\n    yours\n", texts[0].0)));
}

#[test]
fn values_of_another_kind_are_taken_as_they_are_written() {
    let file = "notes:\n- id: 0042\n  quote: 1.50\n  kind: theory\n  colour: orange\n  tags: a, b\n  start: \"12\"\n  author: no\n  status: {a: 1}\n  deleted: ~\n";
    let book = parse(file).notebook();
    let note = book.note(&Id::from("0042")).unwrap();
    let Target::Span(anchor) = &note.target else { panic!("a quote is on a passage") };
    assert_eq!((anchor.quote.as_str(), anchor.start), ("1.50", 12));
    assert_eq!((&note.kind, note.colour, note.tags.len()), (&NoteKind::Other("theory".to_owned()), None, 2));
    assert_eq!((note.meta.author.as_str(), &note.meta.deleted), ("no", &None));
    let changed = rewritten(file, "0042", "x");
    assert_eq!(changed, file.to_owned() + "  text: |-\n    x\n");
}

#[test]
fn both_sides_of_a_git_conflict_are_read() {
    let head = "schema: 1\nnotes:\n- id: a\n  text: one\n";
    let ours = "- id: b\n  text: ours\n";
    let theirs = "- id: c\n  text: theirs\n";
    let plain = format!("{head}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n");
    let diff3 = format!("{head}<<<<<<< HEAD\n{ours}||||||| base\n=======\n{theirs}>>>>>>> other\n");
    for file in [plain.clone(), diff3, plain.replace('\n', "\r\n"), plain.replace(">>>>>>> other\n", "")] {
        let read = parse(&file);
        assert!(read.was_conflicted());
        let expected = format!("{head}{ours}{theirs}");
        let expected = if file.contains('\r') { expected.replace('\n', "\r\n") } else { expected };
        assert_eq!(text(&read), expected);
    }
    // The middle of a record.
    let file = "notes:\n- id: a\n<<<<<<< A\n  text: one\n||||||| B\n  text: old\n=======\n  text: old\n  tags: [x]\n>>>>>>> C\n";
    let book = parse(file).notebook();
    let note = book.note(&Id::from("a")).unwrap();
    assert_eq!((note.text.as_str(), note.tags.len(), book.records().len()), ("one", 1, 1));
    // A conflict in a conflict.
    let file =
        "notes:\n<<<<<<< A\n- id: a\n<<<<<<< A1\n- id: b\n=======\n- id: c\n>>>>>>> A2\n=======\n- id: d\n>>>>>>> D\n";
    assert_eq!(parse(file).notebook().records().len(), 4);
}

#[test]
fn a_fault_in_one_side_is_told_at_its_line() {
    let file = "notes:\n<<<<<<< A\n- id: a\n=======\n- id: b\n  text: c: d\n>>>>>>> B\n";
    let fault = Sidecar::parse(file.as_bytes()).unwrap_err();
    assert_eq!((fault.line, fault.column), (6, 10), "{fault}");
}

#[test]
fn large_and_hostile_files_come_to_an_end() {
    let many: String = (0..100_000).fold("notes:\n".to_owned(), |file, _| file + "- \n");
    assert_eq!(text(&parse(&many)), many);
    for piece in ["[", "- ", "<<<<<<< a\n", "=======\n", "notes:\n", "# c\n", "- id: a\n", "\u{2028}"] {
        let _ = Sidecar::parse(piece.repeat(100_000).as_bytes());
    }
}

/// Blocks of any form; `@` stands for the id.
const BLOCKS: [&str; 9] = [
    "- id: @\n  text: |-\n    x\n",
    "- id: @ # c\n  mood: {a: [1, 2]}\n  # in\n  text: 'x'\n",
    "# above\n- text: >\n    folded\n\n    text\n\n  id: @\n",
    "- {id: @, text: \"x\", odd: [1]}\n",
    "-\n   id: @\n   nested:\n   - a: 1\n     b:\n       c: |\n         # text\n   text: x\n",
    "- id: @\n  text: |+\n    x\n\n\n",
    "- id: @\n  text: \"a\n    b\"\n  quote: plain\n    over lines\n\n# loose\n\n",
    "- {text: x,\n   id: @}\n",
    "- id: @\n  1: one\n  text: |2-\n      x\n",
];

const HEADS: [&str; 4] =
    ["notes:\n", "schema: 1\n# c\nnotes:   # list\n", "other:\n- id: z\n\nnotes:\n\n", "---\nnotes:\n# c\n"];

const TAILS: [&str; 4] = ["", "marks:\n- id: m\n  odd: 1\n", "# end\nafter: {a: 1}\n", "...\n# end\n"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn blocks_that_nobody_changed_stay(
        blocks in proptest::collection::vec(0..BLOCKS.len(), 1..6), head in 0..HEADS.len(), tail in 0..TAILS.len(),
        changed in 0usize..6, crlf in any::<bool>(), indent in any::<bool>(), words in super::made::hard(),
    ) {
        let blocks: Vec<String> = blocks.iter().enumerate().map(|(n, form)| {
            let block = BLOCKS[*form].replace('@', &format!("id{n}"));
            if !indent { return block; }
            block.split_inclusive('\n').map(|line| if line == "\n" { line.to_owned() } else { format!("  {line}") }).collect()
        }).collect();
        let form = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
        let file = form(&format!("{}{}{}", HEADS[head], blocks.concat(), TAILS[tail]));
        let mut read = Sidecar::parse(file.as_bytes()).map_err(|f| TestCaseError::fail(format!("{f}: {file}")))?;
        prop_assert_eq!(text(&read), file.clone());
        let book = read.notebook();
        let id = Id::from(format!("id{changed}"));
        let mut put = book.note(&id).cloned().map_or_else(|| note(id.as_str(), ""), Record::Note);
        if let Record::Note(note) = &mut put {
            note.text.clone_from(&words);
            note.tags = vec!["tag".to_owned()];
        }
        read.put(&put);
        let written = text(&read);
        for (n, block) in blocks.iter().enumerate().filter(|(n, _)| *n != changed) {
            // A comment above belongs to the record below it, and may stand above what was changed.
            prop_assert!(written.contains(&form(block)), "block {n} is lost in {written}");
        }
        for part in [HEADS[head].trim_end(), TAILS[tail]] {
            prop_assert!(written.contains(&form(part)), "{part:?} is lost in {written}");
        }
        let again = parse(&written).notebook();
        for record in book.records() {
            prop_assert_eq!(again.get(record.id()), if *record.id() == id { Some(&put) } else { Some(record) });
        }
        prop_assert_eq!(again.get(&id), Some(&put));
        let comments = |text: &str| text.matches("# ").count();
        prop_assert!(words.contains('#') || comments(&written) >= comments(&file), "a comment is lost in {written}");
    }
}
