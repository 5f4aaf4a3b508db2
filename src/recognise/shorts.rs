//! How people and bodies are named in short: by the family name, with a title before it, by the first letters.
//!
//! A family name is the last word of a name in letters that have capitals, with the small words that belong to it: `Munir`
//! of `Gen. Syed Asim Munir`, `bin Salman`, `von der Leyen`. In other scripts nothing tells which word that is.

use super::family::stands_for;
use super::lexicon;
use super::names::key;
use super::titles;
use crate::entity::{Entity, Kind, Mention};
use crate::text::{self, Span};

/// Small words that belong to the family name behind them.
const JOINTS: [&str; 24] = [
    "abu", "al", "ap", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "ten", "ter", "van", "von", "zu",
];

/// What stands behind a family name.
const BEHIND: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "phd", "mp"];

/// Titles that are cut short with a full stop.
const CUT: [&str; 24] = [
    "adm", "amb", "brig", "capt", "cmdr", "col", "cpl", "dr", "gen", "gov", "hon", "lt", "maj", "mr", "mrs", "ms",
    "pres", "prof", "rep", "rev", "sec", "sen", "sgt", "st",
];

/// Letters of a family name at least: shorter ones are too many people's, and other words.
const SHORTEST: usize = 3;

/// Titles before one name at most.
const MOST_TITLES: usize = 6;

/// A name of a person without the titles before it.
pub(crate) fn core(name: &str) -> &str {
    text::slice(name, titles::length(name)..name.len())
}

/// The name of a person without the titles before it: `Asim Munir` of `Gen. Asim Munir`.
pub fn untitled(name: &str) -> &str {
    core(name).trim()
}

/// The family name of a person; `None` where none can be told.
pub(crate) fn surname(name: &str) -> Option<&str> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let core = core(name).trim();
    for word in core.split_whitespace() {
        words.push((word.as_ptr() as usize - core.as_ptr() as usize, word));
    }
    let plain = |word: &str| text::fold(word.trim_matches(['.', ',']));
    while words.len() > 1 && words.last().is_some_and(|(_, word)| BEHIND.contains(&plain(word).as_str())) {
        words.pop();
    }
    let (last_at, last) = words.pop()?;
    let long = last.chars().filter(|c| c.is_alphabetic()).count();
    let has_capital = last.chars().any(char::is_uppercase) && last.starts_with(char::is_alphabetic);
    if long < SHORTEST || !has_capital || titles::is_title(last) {
        return None;
    }
    let mut start = last_at;
    while let Some((at, _)) = words.pop().filter(|(_, word)| JOINTS.contains(&plain(word).as_str())) {
        start = at;
    }
    Some(text::slice(core, start..last_at + last.len()))
}

/// What a name is besides a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Else {
    /// Nothing that is known.
    Nothing,
    /// A common word: `Rice`.
    Word,
    /// A place: `Washington`.
    Place,
}

/// What a folded word is besides a family name.
pub(crate) fn otherwise(folded: &str) -> Else {
    let known = lexicon::of(folded);
    let is = |flags: u16| known & flags != 0;
    if is(lexicon::CITY | lexicon::COUNTRY | lexicon::DEMONYM) {
        Else::Place
    } else if is(lexicon::COMMON | lexicon::TITLE | lexicon::BODY | lexicon::SITE | lexicon::EVENT) {
        Else::Word
    } else {
        Else::Nothing
    }
}

/// Where the titles begin that stand right before byte `at` of a paragraph; `at` where none do. Line breaks do not part
/// them.
pub(crate) fn titles_before(paragraph: Span, whole: &str, at: usize) -> usize {
    let (mut from, mut best) = (at, at);
    for _ in 0..MOST_TITLES {
        let rest = text::slice(whole, paragraph.start.min(from)..from);
        let Some(rest) = rest.strip_suffix([' ', '\u{A0}', '\n']) else { break };
        let word = rest.rsplit(|c: char| !c.is_alphabetic() && c != '.').next().unwrap_or_default();
        let stem = word.trim_end_matches('.');
        let is_cut = stem.len() < word.len();
        if stem.is_empty() || !titles::is_title(stem) || is_cut && !CUT.contains(&text::fold(stem).as_str()) {
            break;
        }
        let is_large = stem.starts_with(char::is_uppercase);
        if !is_large && stem != "of" {
            break;
        }
        from = paragraph.start + rest.len() - word.len();
        if is_large {
            best = from;
        }
    }
    best
}

/// What the registry learns from a mark: other names of the entity with this name and kind. That are the marked words,
/// and the acronyms that the text defines for it: `International Atomic Energy Agency (IAEA)`. `suggested` is what was
/// found in `text`.
///
/// Titles are no part of a name. A family name that is a common word or a place as well, or that somebody else in the
/// registry has, means the person only where a text says so.
pub fn lessons<'e>(
    (name, kind): (&str, &Kind),
    words: &str,
    (text, suggested): (&str, &[Mention]),
    mut others: impl Iterator<Item = &'e Entity>,
) -> Vec<String> {
    let mut all: Vec<String> = lesson(words, name, kind).into_iter().collect();
    if *kind == Kind::Person {
        let family = |name: &str| surname(name).map(key::of);
        let own = family(name);
        let is_family = |words: &String| own.as_ref().is_some_and(|own| *own == key::of(words));
        let has_family = |other: &Entity| {
            other.kind == Kind::Person && key::of(&other.name) != key::of(name) && family(&other.name) == own
        };
        if all.iter().any(is_family) && others.any(has_family) {
            all.clear();
        }
    }
    for acronym in acronyms(text, suggested, name, kind) {
        if !all.contains(&acronym) {
            all.push(acronym);
        }
    }
    all
}

fn lesson(words: &str, name: &str, kind: &Kind) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if *kind != Kind::Person {
        return (!words.is_empty()).then_some(words);
    }
    let learned = untitled(&words);
    let told = key::of(learned);
    if told.is_empty() || told == key::of(core(name)) {
        return None;
    }
    let is_family = surname(name).is_some_and(|surname| key::of(surname) == told);
    (!is_family || otherwise(&told) == Else::Nothing || told == key::of(name)).then(|| learned.to_owned())
}

fn acronyms(text: &str, suggested: &[Mention], name: &str, kind: &Kind) -> Vec<String> {
    let wanted = key::of(name);
    let of_it = suggested.iter().filter(|m| m.kind == *kind && key::of(&m.name) == wanted);
    let words = of_it.map(|mention| text::slice(text, mention.span));
    words.filter(|words| is_acronym(words, name)).map(str::to_owned).collect()
}

/// True for large letters that begin the large words of a name.
pub(crate) fn is_acronym(words: &str, name: &str) -> bool {
    !words.contains(char::is_lowercase) && !words.contains(char::is_whitespace) && stands_for(words, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn family_names() {
        for (name, family) in [
            ("Gadi Eizenkot", Some("Eizenkot")),
            ("Gen. Syed Asim Munir", Some("Munir")),
            ("Munir", Some("Munir")),
            ("Gen. Munir", Some("Munir")),
            ("Mohammed bin Salman", Some("bin Salman")),
            ("Ursula von der Leyen", Some("von der Leyen")),
            ("Hossein Amir-Abdollahian", Some("Amir-Abdollahian")),
            ("Robert F. Kennedy Jr.", Some("Kennedy")),
            ("Xi Li", None),
            ("King of the Hill", Some("Hill")),
            ("Prime Minister", None),
            ("عاصم منیر", None),
            ("", None),
        ] {
            assert_eq!(surname(name), family, "{name}");
        }
    }

    #[test]
    fn titles_before_a_name() {
        let led = |whole: &'static str, name: &str| {
            let at = whole.find(name).unwrap();
            text::slice(whole, titles_before(Span::new(0, whole.len()), whole, at)..at + name.len())
        };
        assert_eq!(led("So Gen. Syed Asim Munir came", "Syed"), "Gen. Syed");
        assert_eq!(led("“Army Chief Munir came", "Munir"), "Army Chief Munir");
        assert_eq!(led("the Chief of Army Staff General Munir", "Munir"), "Chief of Army Staff General Munir");
        assert_eq!(led("He joined the staff. Munir left", "Munir"), "Munir");
        assert_eq!(led("He joined the Army. Munir left", "Munir"), "Munir");
        assert_eq!(led("the minister Munir, and Gen.  Asim", "Munir"), "Munir");
        assert_eq!(led("the minister Munir, and Gen.  Asim", "Asim"), "Asim");
        assert_eq!(led("Munir", "Munir"), "Munir");
    }

    #[test]
    fn what_the_registry_learns() {
        let person = |words: &str, name: &str| lesson(words, name, &Kind::Person);
        assert_eq!(person("Gen. Syed Asim Munir", "Syed Asim Munir"), None);
        assert_eq!(person("Gen. Asim\n Munir", "Syed Asim Munir").as_deref(), Some("Asim Munir"));
        assert_eq!(person("Munir", "Syed Asim Munir").as_deref(), Some("Munir"));
        assert_eq!(person("Gen. Syed Asim Munir", "Munir").as_deref(), Some("Syed Asim Munir"));
        assert_eq!(person("May", "Theresa May"), None);
        assert_eq!(person("Washington", "George Washington"), None);
        assert_eq!(lesson("the IAEA", "IAEA", &Kind::Organisation).as_deref(), Some("the IAEA"));
        assert_eq!(lesson(" ", "IAEA", &Kind::Organisation), None);
    }

    #[test]
    fn a_family_name_of_two_is_no_lesson_and_an_acronym_is_one() {
        let person = |name: &str| Entity { name: name.to_owned(), kind: Kind::Person, ..Entity::default() };
        let learned = |others: &[Entity]| lessons(("Imran Khan", &Kind::Person), "Khan", ("", &[]), others.iter());
        assert_eq!(learned(&[person("Imran Khan"), person("Asim Munir")]), ["Khan"]);
        assert_eq!(learned(&[person("Imran Khan"), person("Shahrukh Khan")]), [""; 0]);
        let (text, name) = ("World Health Organization (WHO) and WHO", "World Health Organization");
        let mention = |at: usize, words: &str| Mention {
            span: Span::new(at, at + words.len()),
            kind: Kind::Organisation,
            name: name.to_owned(),
            origin: crate::entity::Origin::Suggested,
            score: 1.0,
            id: None,
        };
        let suggested = [mention(0, name), mention(27, "WHO"), mention(36, "WHO")];
        let learned = lessons((name, &Kind::Organisation), name, (text, &suggested), std::iter::empty());
        assert_eq!(learned, [name, "WHO"]);
    }

    proptest! {
        #[test]
        fn any_name_is_harmless(name in "\\PC{0,30}|(Gen\\.|bin|von|Jr\\.|Munir|[ .,-]){0,8}", at in 0usize..40) {
            if let Some(family) = surname(&name) {
                prop_assert!(name.contains(family) && !family.is_empty());
            }
            let at = text::letter_start(&name, at.min(name.len()));
            prop_assert!(titles_before(Span::new(0, name.len()), &name, at) <= at);
        }
    }
}
