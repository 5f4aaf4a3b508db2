//! What the model takes for names and is none: offices, papers, numbered things.

use super::lexicon;
use super::titles;
use crate::dates;
use crate::entity::Kind;
use crate::text;

/// Offices and parts that people have, and no family name is.
const OFFICES: &[&str] = &[
    "administrator",
    "admiral",
    "adviser",
    "advisor",
    "ambassador",
    "archbishop",
    "assistant",
    "ayatollah",
    "brigadier",
    "chairman",
    "chancellor",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "counsel",
    "counselor",
    "defendant",
    "deputy",
    "director",
    "emir",
    "envoy",
    "excellency",
    "general",
    "governor",
    "gentleman",
    "honor",
    "lieutenant",
    "minister",
    "moderator",
    "petitioner",
    "plaintiff",
    "premier",
    "president",
    "professor",
    "representative",
    "respondent",
    "secretary",
    "senator",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "undersecretary",
];

/// Words that belong to offices of more than one word.
const BESIDE: &[&str] =
    &["acting", "associate", "attorney", "chief", "first", "lady", "mr", "madam", "mrs", "ms", "press", "the", "your"];

/// Feasts, and words before an address or a number: capitals that name nobody, no place and no body.
const NEVER: &[&str] = &[
    "christmas",
    "diwali",
    "easter",
    "eid",
    "email",
    "fax",
    "hanukkah",
    "navruz",
    "nowruz",
    "phone",
    "ramadan",
    "tel",
];

/// Nouns for papers, laws and the like.
const PAPERS: &[&str] = &[
    "act",
    "amendment",
    "bill",
    "communique",
    "decree",
    "directive",
    "memorandum",
    "order",
    "proclamation",
    "resolution",
    "statute",
];

/// True for words that name nobody and nothing, though they are written large.
pub(crate) fn is_none(name: &str, kind: &Kind) -> bool {
    let words: Vec<String> = name.split_whitespace().map(|word| text::fold(word.trim_end_matches('.'))).collect();
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let is_office = |word: &String| is(word, OFFICES) || is(word, BESIDE) || titles::is_title(word);
    if words.iter().all(is_office) && (words.len() > 1 || words.iter().all(|word| is(word, OFFICES))) {
        return true;
    }
    if words.iter().all(|word| is(word, NEVER)) || words.join(" ") == "new year" {
        return true;
    }
    match kind {
        Kind::Person => is_held(&words, is_office),
        Kind::Organisation => {
            words.iter().rev().find(|word| !is_number(word)).is_some_and(|word| words.len() > 1 && is(word, PAPERS))
                || is_counted(&words)
        }
        Kind::Place => is_counted(&words),
        _ => false,
    }
}

/// `Minister for Central Asia`: an office, and of what.
fn is_held(words: &[String], is_office: impl Fn(&String) -> bool) -> bool {
    let at = words.iter().position(|word| word == "for" || word == "of").unwrap_or(0);
    at > 0 && words.iter().take(at).all(is_office)
}

/// `Wave 3`, `Article III`: a common noun with its number.
fn is_counted(words: &[String]) -> bool {
    let [noun, number] = words else { return false };
    let known = lexicon::of(noun);
    is_number(number) && known & lexicon::COMMON != 0 && known & (lexicon::SITE | lexicon::CITY | lexicon::COUNTRY) == 0
}

fn is_number(word: &str) -> bool {
    let is_roman = word.chars().all(|c| "ivxlc".contains(c));
    !word.is_empty() && (is_roman || word.chars().all(|c| c.is_ascii_digit()))
}

/// Bytes of what stands before the titles of a person without belonging to them: `FCO` in `FCO Minister Ellwood`,
/// `Iranian` in `Iranian Foreign Minister`. With the titles; 0 where there are none, and never the whole name. And the
/// day in `On Tuesday Eizenkot met`.
pub(crate) fn lead(name: &str) -> usize {
    let Some((first, rest)) = name.split_once(' ') else { return 0 };
    if dates::english_weekday(first).is_some() && rest.starts_with(char::is_uppercase) {
        return first.len() + 1 + titles::length(rest);
    }
    let is_acronym = (2..=5).contains(&first.len()) && first.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let is_of_a_land = lexicon::of(&text::fold(first)) & (lexicon::DEMONYM | lexicon::COUNTRY) != 0;
    let titles = titles::length(rest);
    if titles > 0 && (is_acronym || is_of_a_land) { first.len() + 1 + titles } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_no_people() {
        for office in [
            "President",
            "First Lady",
            "Vice President",
            "Minister for Central Asia",
            "Secretary of State",
            "Mr. President",
            "Your Honor",
            "Nowruz",
            "New Year",
            "Tel",
        ] {
            assert!(is_none(office, &Kind::Person), "{office}");
        }
        for person in ["King", "Judge", "President Biden", "Lady Gaga", "Jill Biden", "Marshal"] {
            assert!(!is_none(person, &Kind::Person), "{person}");
        }
    }

    #[test]
    fn papers_and_numbered_things_are_no_bodies_or_places() {
        for (name, kind) in [
            ("Executive Order 13950", Kind::Organisation),
            ("Bipartisan Safer Communities Act", Kind::Organisation),
            ("Wave 3", Kind::Place),
            ("Article III", Kind::Organisation),
        ] {
            assert!(is_none(name, &kind), "{name}");
        }
        for (name, kind) in [
            ("Order", Kind::Organisation),
            ("2nd Battalion", Kind::Organisation),
            ("District 9", Kind::Person),
            ("World Bank", Kind::Organisation),
        ] {
            assert!(!is_none(name, &kind), "{name}");
        }
    }

    #[test]
    fn what_leads_to_a_title_goes_with_it() {
        let name = |whole: &'static str| text::slice(whole, lead(whole)..whole.len());
        assert_eq!(name("FCO Minister Tobias Ellwood"), "Tobias Ellwood");
        assert_eq!(name("Iranian Foreign Minister Amir-Abdollahian"), "Amir-Abdollahian");
        assert_eq!(name("Israel Katz"), "Israel Katz");
        assert_eq!(name("JFK"), "JFK");
        assert_eq!(name("Tuesday Eizenkot"), "Eizenkot");
        assert_eq!(name("Monday Prime Minister Modi"), "Modi");
        assert_eq!(name("Monday"), "Monday");
    }
}
