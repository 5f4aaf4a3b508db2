use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

fn block(id: &str, body: &str) -> Block {
    Block { id: id.to_owned(), body: body.to_owned() }
}

fn blocks(ids: &[&str]) -> Vec<Block> {
    ids.iter().map(|id| block(id, &format!("> words of {id}\n\ntext"))).collect()
}

/// The lines outside blocks that are not empty.
fn own_lines(text: &str) -> Vec<&str> {
    let pieces = read::pieces(text);
    let own = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    own.flat_map(str::lines).filter(|line| !line.trim().is_empty()).collect()
}

fn ids(text: &str) -> Vec<&str> {
    read::pieces(text).iter().filter_map(Piece::id).collect()
}

#[test]
fn what_is_outside_stays_and_what_is_inside_follows() {
    let file = fresh(&blocks(&["a", "c"]))
        .replace("<!-- attache:begin c", "My remark on a.\n\n## My heading\n\n<!-- attache:begin c");
    let file = format!("Before all.\n\n{file}\nBehind all.\n");
    let mut new = blocks(&["a", "b", "c", "d"]);
    new[2].body = "> other words".to_owned();
    let merged = merge(&file, &new);
    assert!(merged.aside.is_empty());
    let shape: Vec<&str> = merged
        .text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("<!-- attache:end") && *line != "text")
        .map(|line| if line.starts_with(OPEN) { text_of_id(line) } else { line })
        .collect();
    assert_eq!(
        shape,
        [
            "Before all.",
            "a",
            "> words of a",
            "My remark on a.",
            "b",
            "> words of b",
            "## My heading",
            "c",
            "> other words",
            "Behind all.",
            "d",
            "> words of d",
        ]
    );
    assert_eq!(merge(&merged.text, &new).text, merged.text);
}

fn text_of_id(line: &str) -> &str {
    line.split(' ').nth(2).unwrap()
}

#[test]
fn what_was_changed_by_hand_is_kept_aside() {
    let all = blocks(&["a", "b"]);
    let file = fresh(&all).replace("> words of a\n\ntext", "> words of a\n\nmy better text");
    let merged = merge(&file, &all);
    assert_eq!(merged.aside, ["a"]);
    assert!(merged.text.contains("my better text\n\n<!-- attache:begin a "), "{}", merged.text);
    assert_eq!(own_lines(&merged.text)[1..], ["> words of a", "my better text"]);
    let again = merge(&merged.text, &all);
    assert_eq!((again.text.as_str(), again.aside.len()), (merged.text.as_str(), 0));
    // Gone from the notes: still kept.
    let merged = merge(&file, &all[1..]);
    assert_eq!(merged.aside, ["a"]);
    assert!(own_lines(&merged.text).contains(&"my better text"));
    assert_eq!(ids(&merged.text), ["b"]);
}

#[test]
fn what_an_editor_changes_unasked_is_no_change() {
    let all = blocks(&["a", "b"]);
    let file = fresh(&all).replace("> words of a\n", "> words of a  \n").replace('\n', "\r\n");
    let merged = merge(&file, &all);
    assert_eq!((merged.text.as_str(), merged.aside.len()), (file.as_str(), 0));
    let merged = merge(&file, &blocks(&["a", "b", "c"]));
    assert!(merged.aside.is_empty() && !merged.text.replace("\r\n", "").contains('\n'));
    assert_eq!(ids(&merged.text), ["a", "b", "c"]);
}

#[test]
fn a_block_without_an_end_is_the_readers_own() {
    let all = blocks(&["a", "b"]);
    let file = fresh(&all).replace("<!-- attache:end a -->\n", "");
    let merged = merge(&file, &all);
    assert_eq!(merged.aside, ["a"]);
    assert_eq!(ids(&merged.text), ["a", "b"]);
    assert!(own_lines(&merged.text).contains(&"> words of a"));
    assert_eq!(merge(&merged.text, &all), Merged { text: merged.text.clone(), ..Merged::default() });
}

#[test]
fn only_what_an_export_wrote_is_one() {
    assert!(is_export(&fresh(&blocks(&["a"]))));
    assert!(is_export(&format!("\u{FEFF}{}", fresh(&blocks(&["a"])))));
    for text in
        ["", "# Notes\n", " <!-- attache:begin a 1 -->\n<!-- attache:end a -->\n", "<!-- attache:begin a 1 -->\n"]
    {
        assert!(!is_export(text), "{text}");
    }
}

#[test]
fn ids_hold_anything() {
    assert_eq!(id(&["section", "a b--c-.txt", "é"]), "section:a%20b-%2Dc-.txt:%C3%A9");
    assert_eq!(id(&[""]), "%");
    assert!(!id(&["-->", "--"]).contains("--"));
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn own() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        Just(String::new()),
        Just("# own heading".to_owned()),
        "own [a-z]{1,4}",
        Just("<!-- x -->".to_owned())
    ];
    proptest::collection::vec(line, 0..4)
}

proptest! {
    #[test]
    fn adding_and_removing_is_writing_anew(old in subsequence(&NAMES[..], 0..=6), new in subsequence(&NAMES[..], 0..=6)) {
        let both: Vec<&str> = old.iter().copied().filter(|id| new.contains(id)).collect();
        prop_assert_eq!(merge(&fresh(&blocks(&old)), &blocks(&both)).text, fresh(&blocks(&both)));
        prop_assert_eq!(merge(&fresh(&blocks(&both)), &blocks(&new)).text, fresh(&blocks(&new)));
    }

    #[test]
    fn nothing_of_the_readers_is_lost(
        old in subsequence(&NAMES[..], 0..=6).prop_shuffle(),
        new in subsequence(&NAMES[..], 0..=6),
        between in proptest::collection::vec(own(), 7),
        edited in proptest::collection::vec(any::<bool>(), 6),
    ) {
        let mut file = String::new();
        let mut by_hand = Vec::new();
        for (n, lines) in between.iter().enumerate() {
            for line in lines {
                file.push_str(line);
                file.push('\n');
            }
            if let Some(id) = old.get(n) {
                let mut text = written(&blocks(&[id])[0]);
                if edited[n] {
                    text = text.replace("\ntext\n", &format!("\nedited {id}\n"));
                    by_hand.push((*id).to_owned());
                }
                file.push_str(&text);
            }
        }
        let merged = merge(&file, &blocks(&new));
        prop_assert_eq!(&merged.aside, &by_hand);
        // All that was outside is there, in its order.
        let after = own_lines(&merged.text);
        let mut rest = after.iter();
        for line in own_lines(&file) {
            prop_assert!(rest.any(|other| *other == line), "{} is gone from\n{}", line, merged.text);
        }
        for id in by_hand {
            let kept = format!("edited {id}");
            prop_assert!(after.contains(&kept.as_str()));
        }
        let mut there = ids(&merged.text);
        there.sort_unstable();
        prop_assert_eq!(there, new.clone());
        prop_assert_eq!(merge(&merged.text, &blocks(&new)), Merged { text: merged.text.clone(), ..Merged::default() });
    }

    #[test]
    fn any_file_can_be_brought_up_to_date(file in "(<!-- attache:(begin|end) [ab]( 1)? -->|[ab\r\n#]|\u{FEFF}){0,12}") {
        let once = merge(&file, &blocks(&["a", "b"]));
        prop_assert!(once.text.chars().filter(|c| matches!(c, 'a' | 'b')).count() >= own_lines(&file).join("").chars().filter(|c| matches!(c, 'a' | 'b')).count());
        prop_assert_eq!(merge(&once.text, &blocks(&["a", "b"])).text, once.text.clone());
    }
}
