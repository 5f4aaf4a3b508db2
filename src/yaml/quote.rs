//! Writing scalars so that every reader of YAML takes them for the text they are.

use std::fmt::Write as _;

/// Printable to every reader, and no line break to those of YAML 1.1.
pub fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Words that some readers take for truth values or numbers, or for nothing.
pub fn is_word(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Text in double quotes, what does not print as an escape.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) < 0x100 => drop(write!(out, "\\x{:02X}", u32::from(c))),
            c if u32::from(c) < 0x1_0000 => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => drop(write!(out, "\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_quoted_is_read_again(text in any::<String>()) {
            let yaml = format!("a: {}\n", quoted(&text));
            let read: std::collections::BTreeMap<String, String> = super::super::read(&yaml).unwrap();
            prop_assert_eq!(&read["a"], &text, "{}", yaml);
            prop_assert!(yaml.chars().all(|c| c == '\n' || is_printable(c)));
        }
    }
}
