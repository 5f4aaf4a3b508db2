//! What is known of a name wherever it stands, and surer than what the model has read of it: that `Hamas` is a body and
//! `Israel` a state, that `F-16s` are nobody, that a `Directorate` is no place.
//!
//! Two steps: [`first`] mends what the model says before the names of a text are brought together, [`last`] what became
//! of them.

use std::collections::HashSet;

use super::atlas;
use super::bodies::{self, KNOWN};
use super::family::{Draft, Drafts};
use super::lexicon;
use super::page::Page;
use super::words::Look;
use crate::entity::Kind;
use crate::text::{self, Span};

/// Mends what the model read.
pub(crate) fn first(page: &Page<'_>, drafts: &mut Drafts) {
    bodies::mark(page, drafts);
    dashes(page, drafts);
    shorts(page, drafts);
    let persons = words_of_persons(drafts);
    let goes: Vec<Span> =
        drafts.0.values().filter(|draft| is_nothing(draft, page.text, &persons)).map(|draft| draft.span).collect();
    let cut: Vec<Span> = drafts.0.values().map(|draft| draft.span).filter(|span| is_cut(page, *span)).collect();
    for span in goes.into_iter().chain(cut) {
        drafts.clear(span, |_| true);
    }
    for draft in drafts.0.values_mut() {
        let name = text::slice(page.text, draft.span);
        match draft.kind {
            Kind::Place if ends_as_body(name) => draft.kind = Kind::Organisation,
            Kind::Person if is_house(name) => draft.kind = Kind::Place,
            _ => {}
        }
    }
}

/// `State Department – Consular Affairs`: a dash with spaces around it parts two names. The first one stays, of places the
/// last.
fn dashes(page: &Page<'_>, drafts: &mut Drafts) {
    let parted: Vec<Draft> =
        drafts.0.values().filter(|draft| parts(text::slice(page.text, draft.span)).is_some()).cloned().collect();
    for draft in parted {
        let Some((first, last)) = parts(text::slice(page.text, draft.span)) else { continue };
        drafts.clear(draft.span, |_| true);
        let (from, to) = (draft.span.start, draft.span.end);
        let span = if draft.kind == Kind::Place {
            Span::new(to - last.len(), to)
        } else {
            Span::new(from, from + first.len())
        };
        let name = text::slice(page.text, span).to_owned();
        drafts.add(Draft { span, name, ..draft });
    }
}

/// What stands before the first dash of a name and behind the last.
fn parts(name: &str) -> Option<(&str, &str)> {
    let dash = |c: char| matches!(c, '–' | '—');
    let first = name.split(dash).next().filter(|first| first.ends_with(' '))?;
    let last = name.rsplit(dash).next().filter(|last| last.starts_with(' '))?;
    Some((first.trim_end(), last.trim_start()))
}

/// `Marburg virus disease (MVD)`: what is short for words that are no name is none.
fn shorts(page: &Page<'_>, drafts: &mut Drafts) {
    let mut none: HashSet<&str> = HashSet::new();
    for at in 2..page.words.len().saturating_sub(1) {
        let short = page.spelling(at);
        let bracketed = page.words[at].look.is_named() && page.spelling(at - 1) == "(" && page.spelling(at + 1) == ")";
        if bracketed && is_short_of_words(page, at, short) {
            none.insert(short);
        }
    }
    if none.is_empty() {
        return;
    }
    let goes = drafts.0.values().filter(|draft| none.contains(text::slice(page.text, draft.span)));
    let goes: Vec<Span> = goes.map(|draft| draft.span).collect();
    for span in goes {
        drafts.clear(span, |_| true);
    }
}

/// True when the letters of `short` begin the words before its bracket, and the last of them is written small.
fn is_short_of_words(page: &Page<'_>, at: usize, short: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
    let Some(first) = (at - 1).checked_sub(letters.len()).filter(|_| letters.len() > 1) else { return false };
    let begins = |n: usize| page.spelling(first + n).chars().next().map(|c| c.to_uppercase().next());
    page.words[at - 2].look == Look::Lower && (0..letters.len()).all(|n| begins(n) == Some(Some(letters[n])))
}

/// Words that names of people with more than one word have.
fn words_of_persons(drafts: &Drafts) -> HashSet<String> {
    let persons = drafts.0.values().filter(|d| d.kind == Kind::Person && d.name.contains(' '));
    persons.flat_map(|d| d.name.split(' ').map(text::fold).collect::<Vec<_>>()).collect()
}

/// True when a folded name is none of people: a word that is no name, or more of which the first is no given name.
fn is_nobodys(name: &str) -> bool {
    match name.split_once(' ') {
        Some((first, _)) => lexicon::of(first) & lexicon::FIRST == 0,
        None => lexicon::of(name) & (lexicon::FIRST | lexicon::LAST) == 0,
    }
}

/// `F-16s`, `Il-20`: a make with its number. `Media Advisory`, `Staff`: common words that are said to be a person, of whom
/// the text does not speak otherwise.
fn is_nothing(draft: &Draft, whole: &str, persons: &HashSet<String>) -> bool {
    let name = text::slice(whole, draft.span);
    let last = name.split_whitespace().next_back().unwrap_or("");
    match draft.kind {
        Kind::Person => {
            let words: Vec<String> = name.split_whitespace().map(text::fold).collect();
            let is_common = |word: &String| {
                let known = lexicon::of(word);
                known & (lexicon::COMMON | lexicon::BODY | lexicon::SITE) != 0
                    && known & (lexicon::FIRST | lexicon::LAST | lexicon::TITLE) == 0
            };
            is_make(last) || words.iter().all(is_common) && (words.len() > 1 || !persons.contains(&words[0]))
        }
        Kind::Place => is_make(last) || is_effort(name) || is_caption(name),
        Kind::Organisation => is_caption(name),
        _ => false,
    }
}

/// `RESULT`: one common word in capitals that is no word for a body.
fn is_caption(name: &str) -> bool {
    let known = lexicon::of(&text::fold(name));
    let shouted = name.len() > 4 && !name.contains(char::is_lowercase);
    !name.contains(' ')
        && shouted
        && known & lexicon::COMMON != 0
        && known & (lexicon::BODY | lexicon::LAST | lexicon::CITY) == 0
}

/// Words for houses that nobody has for a name.
const HOUSES_OF_SOMEBODY: &[&str] = &[
    "airbase",
    "airfield",
    "airport",
    "auditorium",
    "building",
    "checkpoint",
    "compound",
    "crossing",
    "headquarters",
    "hospital",
    "hotel",
    "room",
    "stadium",
    "terminal",
];

/// `James S. Brady Press Briefing Room`
fn is_house(name: &str) -> bool {
    let folded = text::fold(name);
    folded.rsplit_once(' ').is_some_and(|(_, last)| HOUSES_OF_SOMEBODY.contains(&last))
}

/// `Missi- — Mississippi`: a word that a speaker broke off.
fn is_cut(page: &Page<'_>, span: Span) -> bool {
    let behind = text::slice(page.text, span.end..page.text.len());
    let mut rest = behind.strip_prefix('-').unwrap_or("").chars();
    rest.next().is_some_and(char::is_whitespace) && rest.next().is_some_and(|c| matches!(c, '—' | '–'))
}

/// Words for pieces of land beside those that the lexicon has.
const AREAS: &[&str] =
    &["area", "areas", "corridor", "line", "quarter", "quarters", "sector", "side", "territories", "triangle", "zone"];

/// `Russian Main Effort`: of a people, and a common word.
fn is_effort(name: &str) -> bool {
    let folded = text::fold(name);
    let Some((first, last)) =
        folded.split_once(' ').map(|(first, rest)| (first, rest.rsplit(' ').next().unwrap_or(rest)))
    else {
        return false;
    };
    let known = if AREAS.contains(&last) { lexicon::SITE } else { lexicon::of(last) };
    let place = lexicon::SITE | lexicon::CITY | lexicon::TOWN | lexicon::COUNTRY | lexicon::BODY;
    lexicon::of(first) & lexicon::DEMONYM != 0 && known & lexicon::COMMON != 0 && known & place == 0
}

/// `F-16`, `Su-30SM`: letters, a hyphen, a number and perhaps letters.
fn is_make(word: &str) -> bool {
    let Some((letters, number)) = word.split_once('-') else { return false };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&letters.len())
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
        && letters.bytes().all(|b| b.is_ascii_alphabetic())
        && (1..=3).contains(&digits)
        && number.len() <= digits + 3
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Bodies that have a house by which they are known as well, and words that name lines and lands too: in a text they are
/// as often a place.
const HOUSES: &[&str] = &[
    "academy",
    "bank",
    "center",
    "centre",
    "church",
    "club",
    "college",
    "court",
    "faculty",
    "front",
    "hospital",
    "institute",
    "laboratories",
    "laboratory",
    "labs",
    "library",
    "museum",
    "opera",
    "parliament",
    "school",
    "theatre",
    "tribunal",
    "union",
    "university",
];

/// `Main Directorate`: the last word says that it is a body, and not that it is a place.
fn ends_as_body(name: &str) -> bool {
    let folded = text::fold(name);
    let Some((_, last)) = folded.rsplit_once(' ').filter(|_| lexicon::of(&folded) == 0) else { return false };
    let known = lexicon::of(last);
    known & lexicon::BODY != 0
        && known & (lexicon::SITE | lexicon::CITY | lexicon::COUNTRY) == 0
        && !HOUSES.contains(&last)
}

/// Mends what became of the names of a text: a state by its name alone is a place, unless it is somebody's name in the
/// text; so is a city whose name is nobody's.
pub(crate) fn last(page: &Page<'_>, drafts: &mut Drafts) {
    let persons = words_of_persons(drafts);
    states(page, drafts, &persons);
    for draft in drafts.0.values_mut() {
        let name = text::slice(page.text, draft.span);
        let city = || draft.kind == Kind::Person && is_nobodys(&text::fold(name)) && atlas::find(name).is_some();
        let asked = matches!(draft.kind, Kind::Person | Kind::Organisation);
        if asked && (is_state(name) || city()) && !persons.contains(&text::fold(name)) {
            draft.kind = Kind::Place;
            name.clone_into(&mut draft.name);
        }
    }
}

/// States that the model has passed over.
fn states(page: &Page<'_>, drafts: &mut Drafts, persons: &HashSet<String>) {
    for range in page.active.clone() {
        for at in range {
            let place = page.places[at];
            let alone = place.before == 0 && place.after == 0;
            let known = page.form(at).known;
            let other = lexicon::FIRST | lexicon::LAST | lexicon::COMMON | lexicon::DEMONYM;
            if !alone || known & lexicon::COUNTRY == 0 || known & other != 0 {
                continue;
            }
            let (span, name) = (page.words[at].span(), page.spelling(at));
            if is_state(name) && !persons.contains(&text::fold(name)) {
                drafts.add(Draft { span, kind: Kind::Place, name: name.to_owned(), score: KNOWN });
            }
        }
    }
}

fn is_state(name: &str) -> bool {
    (name.chars().any(char::is_lowercase) || name.len() > 4) && atlas::find(name).is_some_and(|known| known.is_country)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String)> {
        let mut draft = crate::briefing::Draft::new();
        draft.block(crate::briefing::BlockKind::Paragraph, text, 1);
        let briefing = draft.finish().0;
        let all = crate::recognise::mentions(&briefing).into_iter();
        all.map(|m| (text::slice(&briefing.text, m.span).to_owned(), m.kind.name().to_owned())).collect()
    }

    #[test]
    fn what_is_known_wherever_it_stands() {
        let text = "Israel withdrew from Khan Younis, and Fatah and the Taliban spoke with Reuters about F-16s. \
            Kremlin Spokesperson Dmitry Peskov met POTUS. Marburg virus disease (MVD) is in Turkey; MVD kills.\n";
        let all = told(text);
        let kind = |name: &str| all.iter().find(|(words, _)| words == name).map(|(_, kind)| kind.as_str());
        for (name, known) in [
            ("Israel", "place"),
            ("Khan Younis", "place"),
            ("Fatah", "organisation"),
            ("Taliban", "organisation"),
            ("Reuters", "organisation"),
            ("Dmitry Peskov", "person"),
            ("Turkey", "place"),
        ] {
            assert_eq!(kind(name), Some(known), "{name}: {all:?}");
        }
        for name in ["F-16s", "POTUS", "MVD"] {
            assert_eq!(kind(name), None, "{name}: {all:?}");
        }
    }

    #[test]
    fn rooms_are_nobody_and_words_that_break_off_are_nothing() {
        let all =
            told("He spoke in the James S. Brady Press Briefing Room on Missi- — Mississippi and on Tennessee.\n");
        let place = |words: &str| (words.to_owned(), "place".to_owned());
        assert_eq!(all, ["James S. Brady Press Briefing Room", "Mississippi", "Tennessee"].map(place));
    }

    #[test]
    fn a_dash_with_spaces_parts_names() {
        assert_eq!(parts("State Department – Consular Affairs"), Some(("State Department", "Consular Affairs")));
        assert_eq!(parts("Kassala–Gedaref"), None);
        assert!(is_effort("Russian Main Effort") && !is_effort("Russian River") && !is_effort("Main Effort"));
        assert!(is_caption("RESULT") && !is_caption("Result") && !is_caption("ARMY"));
    }

    #[test]
    fn makes_and_bodies() {
        for yes in ["F-16", "F-16s", "Su-30SM", "Il-20", "MQ-9"] {
            assert!(is_make(yes), "{yes}");
        }
        for no in ["COVID-19s-x", "M23", "A9", "Jean-Pierre", "F-", "-16"] {
            assert!(!is_make(no), "{no}");
        }
        assert!(ends_as_body("Main Directorate") && !ends_as_body("Directorate") && !ends_as_body("Gash River"));
    }
}
