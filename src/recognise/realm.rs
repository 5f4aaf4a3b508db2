//! Long names of states: `Islamic Republic of Iran`, `Kingdom of Saudi Arabia`. The model reads pieces of them.

use super::atlas;
use super::family::{Draft, Drafts};
use super::page::Page;
use crate::entity::Kind;
use crate::text::{self, Span};

/// What a state calls itself.
const FORMS: &[&str] = &["republic", "kingdom", "state", "commonwealth", "federation", "emirate", "sultanate", "union"];

/// Words that stand before it.
const BEFORE: &[&str] = &[
    "arab",
    "bolivarian",
    "cooperative",
    "co-operative",
    "democratic",
    "federal",
    "federated",
    "federative",
    "hashemite",
    "independent",
    "islamic",
    "people's",
    "people’s",
    "peoples",
    "plurinational",
    "popular",
    "s",
    "'s",
    "’s",
    "people",
    "socialist",
    "united",
];

/// Bytes of the longest such beginning.
const REACH: usize = 64;

/// Lengthens the places that are a state's name behind such words.
pub(crate) fn complete(page: &Page<'_>, drafts: &mut Drafts) {
    let places: Vec<Draft> = drafts.0.values().filter(|d| d.kind == Kind::Place).cloned().collect();
    for place in places {
        let Some(whole) = whole(page.text, place.span) else { continue };
        let words = text::slice(page.text, whole).split_whitespace().collect::<Vec<_>>().join(" ");
        drafts.clear(whole, |_| true);
        let name = known(&words, text::slice(page.text, place.span));
        drafts.add(Draft { span: whole, name, ..place });
    }
}

/// `Islamic Republic of Iran` around `Iran`; also where the place begins with the form itself: `Republic of China` behind
/// `People's`.
fn whole(text: &str, place: Span) -> Option<Span> {
    let inside = text::slice(text, place);
    let mut from = place.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text::slice(text, from..place.start);
    let first = inside.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
    let (mut at, named) = if FORMS.contains(&first.as_str()) && inside.contains(" of ") {
        (before.len(), true)
    } else {
        let rest = before.trim_end();
        let rest = rest.strip_suffix("the").map_or(rest, str::trim_end);
        let head = rest.strip_suffix(" of").or_else(|| rest.strip_suffix("\nof")).map(str::trim_end)?;
        let word = last_word(head);
        let is_form = FORMS.contains(&word.to_lowercase().as_str()) && word.starts_with(char::is_uppercase);
        (head.len() - word.len(), is_form)
    };
    if !named || atlas::find(inside.rsplit(" of ").next().unwrap_or(inside)).is_none_or(|known| !known.is_country) {
        return None;
    }
    loop {
        let head = text::slice(before, 0..at).trim_end_matches([' ', '\n', '-']);
        let word = last_word(head);
        let fits = word.starts_with(char::is_uppercase) && BEFORE.contains(&word.to_lowercase().as_str());
        if !fits {
            break;
        }
        at = head.len() - word.len();
    }
    (from + at < place.start).then(|| Span::new(from + at, place.end))
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '\n', '-', '(']).next().unwrap_or("")
}

/// The name of the state: the table's, where it knows the long form; the short one, where the long one cannot be another
/// state of that name.
fn known(long: &str, short: &str) -> String {
    if let Some(known) = atlas::find(long) {
        return known.name.to_owned();
    }
    let short = short.rsplit(" of ").next().unwrap_or(short);
    let shared = ["China", "Korea", "Congo", "Guinea", "Ireland"].contains(&short);
    match long {
        "People's Republic of China" | "People’s Republic of China" => "China".to_owned(),
        _ if shared => long.to_owned(),
        _ => atlas::find(short).map_or_else(|| long.to_owned(), |known| known.name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, place: &str) -> Option<(String, String)> {
        let start = text.find(place).unwrap();
        let span = Span::new(start, start + place.len());
        let page = Page::new(text, [Span::new(0, text.len())]);
        let mut drafts = Drafts::default();
        drafts.add(Draft { span, kind: Kind::Place, name: place.to_owned(), score: 0.9 });
        complete(&page, &mut drafts);
        let draft = drafts.0.values().next()?;
        Some((text::slice(text, draft.span).to_owned(), draft.name.clone()))
    }

    #[test]
    fn long_names_of_states() {
        for (text, place, whole, name) in [
            ("in the Islamic Republic of Iran today", "Iran", "Islamic Republic of Iran", "Iran"),
            ("the People's Republic of China said", "Republic of China", "People's Republic of China", "China"),
            ("the Kingdom of Saudi Arabia", "Saudi Arabia", "Kingdom of Saudi Arabia", "Saudi Arabia"),
            ("the bank of Iran", "Iran", "Iran", "Iran"),
            ("a union of Iran", "Iran", "Iran", "Iran"),
            ("Republic of Springfield", "Springfield", "Springfield", "Springfield"),
        ] {
            assert_eq!(told(text, place), Some((whole.to_owned(), name.to_owned())), "{text}");
        }
        let korea = told("the Republic of Korea", "Korea").unwrap();
        assert_ne!(korea.1, "North Korea");
    }
}
