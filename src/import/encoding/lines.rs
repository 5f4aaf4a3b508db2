//! Line ends: `\r\r\n`, `\r\n`, `\r`, NEL, VT, FF, LS and PS all become `\n`, in place.

/// `text` with `\n` as its only line break. Without any other nothing is copied; else the bytes move within their buffer.
pub(super) fn unify(text: String) -> String {
    let wide = has_wide(text.as_bytes(), text.is_ascii());
    let Some(first) = next(text.as_bytes(), wide) else { return text };
    let mut bytes = text.into_bytes();
    let (mut write, mut read) = (first, first);
    while let Some(rest) = bytes.get(read..).filter(|r| !r.is_empty()) {
        let after = read + length(rest);
        let until = bytes.get(after..).and_then(|r| next(r, wide)).map_or(bytes.len(), |n| after + n);
        bytes[write] = b'\n';
        bytes.copy_within(after..until, write + 1);
        write += 1 + until - after;
        read = until;
    }
    bytes.truncate(write);
    // Breaks were replaced as whole characters, so this never has to replace anything.
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// Line breaks in `text`, counted as [`unify`] would leave them.
pub(super) fn count(text: &str) -> u32 {
    let mut rest = text.as_bytes();
    let mut lines = 0;
    while let Some(at) = rest.iter().position(|b| matches!(b, b'\n' | b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2)) {
        let here = rest.get(at..).unwrap_or_default();
        let length = if here.starts_with(b"\n") { 1 } else { length(here) };
        lines += u32::from(length > 0);
        rest = here.get(length.max(1)..).unwrap_or_default();
    }
    lines
}

/// Are there breaks outside ASCII? Asked once, because looking for them everywhere costs more than for `\r`.
fn has_wide(bytes: &[u8], ascii: bool) -> bool {
    let holds = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    !ascii && (holds(b"\xC2\x85") || holds(b"\xE2\x80\xA8") || holds(b"\xE2\x80\xA9"))
}

/// Where the next break other than `\n` starts.
fn next(bytes: &[u8], wide: bool) -> Option<usize> {
    if !wide {
        return memchr::memchr3(b'\r', 0x0B, 0x0C, bytes);
    }
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|b| matches!(b, b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2))?;
        if length(bytes.get(at..)?) > 0 {
            return Some(at);
        }
        at += 1;
    }
}

/// Bytes of the break other than `\n` that `bytes` start with, 0 for none.
fn length(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\r', b'\n', ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
        [b'\r' | 0x0B | 0x0C, ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_break() {
        let text = "a\r\nb\rc\nd\u{85}e\u{0B}f\u{0C}g\u{2028}h\u{2029}i\r\r\nj\r\rk\u{A0}€";
        assert_eq!(unify(text.to_owned()), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\nk\u{A0}€");
        assert_eq!(count(text), 11);
    }

    #[test]
    fn nothing_to_do_moves_nothing() {
        let text = "plain\ntext".to_owned();
        let before = text.as_ptr();
        let after = unify(text);
        assert_eq!(after.as_ptr(), before);
    }

    proptest! {
        #[test]
        fn as_a_slow_reading_would(text in "[ab\\r\\n\u{85}\u{2028}é\u{0c}]{0,40}") {
            let slow = regex::Regex::new("\r\r\n|\r\n|[\r\u{85}\u{2028}\u{0c}]").unwrap();
            let slow = slow.replace_all(&text, "\n").into_owned();
            prop_assert_eq!(count(&text) as usize, slow.matches('\n').count());
            prop_assert_eq!(unify(text), slow);
        }
    }
}
