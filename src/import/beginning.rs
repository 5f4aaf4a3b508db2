//! Where the first bytes of a long file are cut, so that what is made of them is what its first screen shows.

use super::{Format, Hints, detect, encoding};

/// How many bytes of `head`, the first ones of a longer file, can be read without the rest. That is up to a line end where
/// there is one, up to a blank line or the end of an entry where one is near, and never inside a character. `None` for
/// YAML without such an end: the beginning of it is no YAML.
pub fn end(head: &[u8], hints: &Hints) -> Option<usize> {
    if is_yaml(head, hints) {
        return last_entry(head);
    }
    Some(line_end(head))
}

/// The same of any text, as a text of lines.
pub fn line_end(head: &[u8]) -> usize {
    if encoding::is_wide(head) {
        return wide(head);
    }
    let near = head.len() / 2;
    let lines = memchr::memrchr2(b'\n', b'\r', head).map(|at| at + 1);
    let blank = head.get(near..).and_then(|tail| memchr::memmem::rfind(tail, b"\n\n")).map(|at| near + at + 2);
    blank.or(lines).unwrap_or_else(|| characters(head))
}

/// Behind the last line end of UTF-16, else behind the last whole character of UTF-32.
fn wide(head: &[u8]) -> usize {
    let line_end = |pair: &[u8]| matches!(pair, [b'\n', 0] | [0, b'\n']);
    let utf32 = head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF");
    head.chunks_exact(2).rposition(line_end).filter(|_| !utf32).map_or(head.len() & !3, |at| 2 * at + 2)
}

/// One line without end: behind the last whole character of UTF-8.
fn characters(head: &[u8]) -> usize {
    let follows = |byte: &&u8| **byte & 0xC0 == 0x80;
    let tail = head.iter().rev().take(3).take_while(follows).count();
    // Its first byte may be the last one here as well.
    head.len().saturating_sub(tail + 1)
}

fn is_yaml(head: &[u8], hints: &Hints) -> bool {
    detect::format(&String::from_utf8_lossy(head), &hints.parts().1) == Format::Yaml
}

/// Where the last entry of the sections begins: a text that is not closed would make the whole head no YAML. It is known
/// by its dash, which stands as far left as that of the first entry.
fn last_entry(head: &[u8]) -> Option<usize> {
    let sections = memchr::memmem::find(head, b"\nsections:")? + 1;
    let entries = sections + memchr::memchr(b'\n', head.get(sections..)?)? + 1;
    let (mut indent, mut start, mut last) = (None, entries, None);
    for line in head.get(entries..)?.split_inclusive(|b| *b == b'\n') {
        let blanks = line.iter().take_while(|b| **b == b' ').count();
        if line.get(blanks..)?.starts_with(b"- ") && *indent.get_or_insert(blanks) == blanks {
            last = Some(start);
        }
        start += line.len();
    }
    // The first entry alone is a long one; as text it can at least be read.
    last.filter(|last| *last > entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> &str {
        text.get(..end(text.as_bytes(), &Hints::default()).unwrap()).unwrap()
    }

    #[test]
    fn lines_and_paragraphs_are_whole() {
        assert_eq!(cut("ab\ncd"), "ab\n");
        assert_eq!(cut("one\n\ntwo three\n\nfour\nfi"), "one\n\ntwo three\n\n");
        assert_eq!(cut("one\n\ntwo three four five six\nse"), "one\n\ntwo three four five six\n");
        assert_eq!(cut("ab\rcd"), "ab\r");
    }

    #[test]
    fn characters_are_whole() {
        for text in ["abcd", "abé", "ab边", "ab\u{1F600}"] {
            for length in 0..=text.len() {
                let head = text.as_bytes().get(..length).unwrap();
                let end = end(head, &Hints::default()).unwrap();
                assert!(std::str::from_utf8(head.get(..end).unwrap()).is_ok(), "{text} {length}");
            }
        }
    }

    #[test]
    fn entries_are_whole() {
        let yaml = "title: T\nsections:\n  - heading: A\n    paragraphs:\n      - \"One\n        two.\"\n  - heading: B\n    text: \"Not\n";
        assert!(cut(yaml).ends_with("two.\"\n"));
        let hints = Hints { name: "a.yaml", encoding: None };
        let flat = "sections:\n- heading: A\n- text: |\n    - one\n    tw";
        let flat = format!("title: T\n{flat}");
        assert_eq!(end(b"title: T\nsections:\n- text: \"One\n  two\n", &hints), None, "one entry");
        assert_eq!(end(b"{\"title\": \"T\", \"sections\": [\n", &hints), None, "flow");
        assert!(flat.get(..end(flat.as_bytes(), &hints).unwrap()).unwrap().ends_with("heading: A\n"));
    }
}
