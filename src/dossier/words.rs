//! Names in what somebody wrote.

use crate::text;

/// Text in one line: every run of white space is one space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True when one of the folded `names` stands in a text as whole words.
pub(super) fn names_any(written: &str, names: &[String]) -> bool {
    let folded = text::fold(&one_line(written));
    names.iter().any(|name| !name.is_empty() && has_word(&folded, name))
}

fn has_word(text: &str, name: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text::slice(text, from..text.len()).find(name) {
        let (start, end) = (from + at, from + at + name.len());
        let before = text::slice(text, 0..start).chars().next_back();
        let after = text::slice(text, end..text.len()).chars().next();
        let joins = |outside: Option<char>, inside: Option<char>| {
            // Scripts that set no spaces between words have no border there to look for.
            outside.is_some_and(char::is_alphanumeric) && inside.is_some_and(|c| c < '\u{2E80}')
        };
        if !joins(before, name.chars().next()) && !joins(after, name.chars().next_back()) {
            return true;
        }
        from = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_word() {
        let names = ["iran".to_owned(), "穆尼尔".to_owned()];
        assert!(names_any("Does Iran’s offer stand?", &names));
        assert!(names_any("IRAN", &names));
        assert!(names_any("会见了穆尼尔将军", &names));
        assert!(!names_any("Iranian and Tirana", &names));
    }
}
