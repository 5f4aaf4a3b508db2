//! A marking beside the title: `Daily Brief [TLP:AMBER]`, `TLP:GREEN – Daily Brief`. It is no part of the name.

use super::plain::fields;
use crate::briefing::{Header, Tlp};
use crate::clean::Clean;

/// Signs that part a marking from a title without brackets.
const DASHES: [&str; 5] = [" – ", " — ", " - ", " | ", " // "];

/// Takes the markings out of the title of `header`; the text keeps them where they stand.
pub(super) fn settle(header: &mut Header) {
    while let Some((name, label)) = header.title.as_ref().and_then(|title| part(title)) {
        let Some(marking) = fields::banner(&label.to_uppercase()) else { return };
        header.title = Some(Clean::line(&name));
        fields::mark(header, marking);
    }
}

/// The name and the marking, where the title has one at either end.
fn part(title: &str) -> Option<(String, String)> {
    let title = title.trim();
    let bracketed = [('[', ']'), ('(', ')'), ('【', '】')].into_iter().find_map(|(open, close)| {
        let behind = title.strip_suffix(close).and_then(|t| t.rsplit_once(open));
        let before = || title.strip_prefix(open).and_then(|t| t.split_once(close)).map(|(label, name)| (name, label));
        behind.filter(|(_, label)| is_marking(label)).or_else(|| before().filter(|(_, label)| is_marking(label)))
    });
    // Without brackets only a label of TLP is no word of the title: `TOP SECRET – a history` is one.
    let tlp = |label: &str| is_marking(label) && Tlp::find(label).is_some();
    let dashed = || {
        DASHES.into_iter().find_map(|dash| {
            let behind = title.rsplit_once(dash).filter(|(_, label)| tlp(label));
            behind.or_else(|| title.split_once(dash).map(|(label, name)| (name, label)).filter(|(_, label)| tlp(label)))
        })
    };
    let (name, label) = bracketed.or_else(dashed)?;
    let name = name.trim().trim_matches(|c| matches!(c, '-' | '–' | '—' | '|' | ':' | ' '));
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then(|| (name.to_owned(), label.trim().to_owned()))
}

/// A marking of more than one letter: `(S)` before a title is its portion mark, and stays for whoever reads those.
fn is_marking(label: &str) -> bool {
    let label = label.trim();
    let large = !label.contains(char::is_lowercase) || label.len() > 3 && label.to_uppercase().starts_with("TLP");
    label.len() > 3 && large && fields::banner(&label.to_uppercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(title: &str) -> (String, String) {
        let mut header = Header { title: Some(Clean::line(title)), ..Header::default() };
        settle(&mut header);
        (header.title.unwrap_or_default().to_string(), header.handling.map(|h| h.label.to_string()).unwrap_or_default())
    }

    #[test]
    fn markings_at_either_end() {
        for (title, label) in [
            ("Daily Brief [TLP:AMBER]", "TLP:AMBER"),
            ("Daily Brief (TLP:AMBER)", "TLP:AMBER"),
            ("[TLP:AMBER] Daily Brief", "TLP:AMBER"),
            ("Daily Brief – TLP:AMBER", "TLP:AMBER"),
            ("TLP:AMBER | Daily Brief", "TLP:AMBER"),
            ("Daily Brief [SECRET//NOFORN]", "SECRET//NOFORN"),
            ("(UNCLASSIFIED) Daily Brief", "UNCLASSIFIED"),
        ] {
            assert_eq!(settled(title), ("Daily Brief".to_owned(), label.to_owned()), "{title}");
        }
        for title in ["Talks – SECRET", "Port (Lenz)", "[TLP:AMBER]", "Notes on SECRET", "Green (party)"] {
            assert_eq!(settled(title), (title.to_owned(), String::new()), "{title}");
        }
    }
}
