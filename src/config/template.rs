//! Templates for notes, from the reader's folder `templates`.

use crate::app::Template;

/// A template by the text of its file. Line ends become `\n`, blank lines at the end go.
pub fn template(name: &str, text: &str) -> Template {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    Template { name: name.to_owned(), text: text.trim_end_matches(['\n', '\r']).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_any_editor_are_templates() {
        assert_eq!(template("a", "\u{feff}One: \r\nTwo: \r\n\r\n").text, "One: \nTwo: ");
    }
}
