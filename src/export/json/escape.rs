//! JSON strings that are harmless when they are printed on a terminal, and still say exactly what they say.

use std::io::{self, Write};

use crate::text;

/// Compact JSON in which C1 controls, DEL, direction controls and Unicode line breaks are escaped like C0 controls are.
///
/// A document's own text is clean already; this is for file names and whatever else is not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if text::is_printable_ascii(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| acts(*c)) {
            writer.write_all(text::slice(fragment, from..at).as_bytes())?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        writer.write_all(text::slice(fragment, from..fragment.len()).as_bytes())
    }
}

fn acts(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_survive_and_nothing_acts(raw in any::<String>()) {
            let mut out = Vec::new();
            super::super::print(&mut out, &raw).unwrap();
            let json = String::from_utf8(out).unwrap();
            prop_assert!(!json.trim_end().chars().any(|c| c.is_control() || super::acts(c)));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), raw);
        }
    }
}
