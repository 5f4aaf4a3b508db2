//! Text as YAML, so that every reader of YAML 1.1 and 1.2 gives the same text back, character for character.

use serde_yaml::Value;

use crate::yaml::{is_printable, is_word, quoted};

/// Spaces by which what belongs to a key is indented.
pub(super) const STEP: usize = 2;

/// `text` on one line: as it is where no reader can take it for anything else, else between quotes.
pub(super) fn short(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The same inside `[]` and `{}`.
pub(super) fn flow(text: &str) -> String {
    let harmless = is_plain(text) && !text.contains([',', '[', ']', '{', '}', '?', ':', '#']);
    if harmless { text.to_owned() } else { quoted(text) }
}

/// A time: as it is where it has the form that this program writes, which people read most easily.
pub(super) fn time(text: &str) -> String {
    let fits = |(c, form): (u8, u8)| if form == b'0' { c.is_ascii_digit() } else { c == form };
    let form = b"0000-00-00T00:00:00Z";
    if text.len() == form.len() && text.bytes().zip(form.iter().copied()).all(fits) {
        text.to_owned()
    } else {
        short(text)
    }
}

/// What stands behind `key: ` for a text that may be long: lines below a `|` where that can hold it, indented by
/// `indent` spaces; else [`short`]. Ends without a line break, but for one that belongs to the text.
pub(super) fn long(text: &str, indent: usize) -> String {
    if !fits_block(text) {
        return short(text);
    }
    let body = text.trim_end_matches('\n');
    let sign = match text.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    // Where the first line does not show how far the block is indented, the sign must.
    let width = if text.starts_with([' ', '\t', '\n']) { STEP.to_string() } else { String::new() };
    let mut out = format!("|{width}{sign}");
    let lines = text.strip_suffix('\n').unwrap_or(text);
    for line in lines.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

/// Any value on one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => flow(text),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(map) => {
            let pairs: Vec<String> =
                map.iter().map(|(k, v)| format!("{}: {}", self::value(k), self::value(v))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Tagged(tagged) => self::value(&tagged.value),
    }
}

/// Lines below a `|` hold every printable text but one of line breaks and spaces alone.
fn fits_block(text: &str) -> bool {
    let printable = |c: char| matches!(c, '\n' | '\t') || is_printable(c);
    text.chars().all(printable) && text.chars().any(|c| !matches!(c, '\n' | '\t' | ' '))
}

fn is_plain(text: &str) -> bool {
    let opens = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && !c.is_whitespace();
    let closes = |c: char| !c.is_whitespace() && c != ':';
    text.starts_with(opens)
        && text.ends_with(closes)
        && text.chars().all(is_printable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !is_word(text)
        && !is_number(text)
        && !is_date(text)
}

/// What some reader takes for a number: with underscores, in base 2, 8, 16 and 60, with an exponent.
fn is_number(text: &str) -> bool {
    let digits = text.replace('_', "");
    let based = |prefix: &str| digits.get(..2).is_some_and(|p| p.eq_ignore_ascii_case(prefix));
    digits.parse::<f64>().is_ok()
        || ["0x", "0o", "0b"].into_iter().any(based)
        || digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','))
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let year = bytes.len() > 5 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-';
    year && bytes
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'.' | b'+' | b' ' | b't' | b'T' | b'z' | b'Z'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;
    use proptest::prelude::*;

    #[test]
    fn what_could_be_taken_for_something_else_is_quoted() {
        for text in [
            "",
            "no",
            "Y",
            "NULL",
            "~",
            "1",
            "1_000",
            "1e5",
            "0x1F",
            "190:20:30",
            "2024-01-30",
            "2024-01-30 10:00",
            "- a",
            "a: b",
            "a #b",
            "a:",
            " a",
            "a ",
            "#a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "?",
            "[a",
            "{a",
            "\"a",
            "'a",
            "=",
            "<<",
            ".5",
            "+1",
            "---",
            "a\tb",
            "a\u{85}b",
            "\u{FEFF}a",
            "nan",
            ".inf",
            "a\u{2028}b",
            "\u{1F}",
        ] {
            assert!(short(text).starts_with('"'), "{text:?} gave {}", short(text));
        }
        for text in
            ["border", "mk", "Joint Efforts", "2024-01-30-iran.txt", "5f0c", "01HZX3", "“so”", "آب", "C# code", "a:b"]
        {
            assert_eq!(short(text), text);
        }
        assert_eq!(time("2026-11-23T10:00:00Z"), "2026-11-23T10:00:00Z");
        assert_eq!(time("2026-11-23"), "\"2026-11-23\"");
        assert_eq!(flow("a, b"), "\"a, b\"");
    }

    #[test]
    fn long_texts_stand_below_their_key() {
        assert_eq!(long("one\n\ntwo", 4), "|-\n    one\n\n    two");
        assert_eq!(long("one\n", 2), "|\n  one");
        assert_eq!(long("one\n\n", 2), "|+\n  one\n");
        assert_eq!(long("  one", 2), "|2-\n    one");
        assert_eq!(long("\u{1B}[0m", 2), "\"\\x1B[0m\"");
        assert_eq!(long("\n\n", 2), "\"\\n\\n\"");
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[-#:'\"|>*&!%@\\[\\]{},? a0~=.\\n\\t]{0,20}",
            "( {0,3}[a#:\\-\\t]{0,3}\\n){0,4}",
            "[\\u{0}-\\u{20}\\u{7f}-\\u{a1}\\u{2028}\\u{2029}\\u{feff}\\u{fffe}\\u{1f600}\\u{202e}a\\n]{0,12}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn every_text_comes_back(text in any_text()) {
            for written in [
                format!("- a: {}\n  b: 1\n", short(&text)),
                format!("- a: {}\n  b: 1\n", long(&text, 4)),
                format!("- a: {}\n", long(&text, 4)),
                format!("- {{a: {}, b: 1}}\n", flow(&text)),
            ] {
                let back: Vec<std::collections::BTreeMap<String, Value>> =
                    yaml::read(&written).map_err(|e| TestCaseError::fail(format!("{e}: {written}")))?;
                prop_assert_eq!(back[0]["a"].as_str(), Some(text.as_str()), "{}", written);
            }
        }
    }
}
