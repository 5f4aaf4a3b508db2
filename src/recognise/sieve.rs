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
    "ceo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
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
    "eam",
    "emir",
    "envoy",
    "excellency",
    "flotus",
    "fm",
    "general",
    "governor",
    "gentleman",
    "honor",
    "lieutenant",
    "minister",
    "moderator",
    "petitioner",
    "plaintiff",
    "pm",
    "potus",
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
    "srsg",
    "undersecretary",
    "vpotus",
];

/// What offices are held of or in, before a name: `External Affairs Minister`, `Urban Development Mehrdad Bazrpash`.
const HELD: &[&str] = &[
    "affairs",
    "commerce",
    "defence",
    "defense",
    "department",
    "development",
    "directorate",
    "forecaster",
    "ltg",
    "ministry",
    "sec-gen",
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

/// What is cut short everywhere and is nobody: measures, diseases, things of the trade.
const SHORT: &[&str] = &[
    "AIDS",
    "CFR",
    "CLOSED",
    "CONFIDENTIAL",
    "COVID",
    "COVID-19",
    "CPI",
    "DSN",
    "FAQ",
    "FIR",
    "GDP",
    "GMT",
    "GNP",
    "GPS",
    "HIV",
    "ICBM",
    "ID",
    "IDP",
    "IDPs",
    "IED",
    "IEDs",
    "KIA",
    "LNG",
    "LPG",
    "MERS",
    "MIA",
    "MOU",
    "MoU",
    "NFI",
    "NFIs",
    "NFTR",
    "NOFORN",
    "NOTAM",
    "OK",
    "PCR",
    "POC",
    "POW",
    "PPE",
    "PR",
    "RE",
    "REF",
    "SARS",
    "SECRET",
    "SITREP",
    "TBD",
    "TFC",
    "TV",
    "UAV",
    "UAVs",
    "UNCLAS",
    "UNCLASSIFIED",
    "UNL",
    "USD",
    "UTC",
    "VAT",
    "VBIED",
    "VBIEDs",
    "WASH",
    "WIA",
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

/// What stands over a text and is nobody.
const CAPTIONS: &[&str] = &[
    "el nino",
    "la nina",
    "fact sheet",
    "media advisory",
    "media note",
    "media release",
    "news release",
    "press release",
];

/// Nouns for what is written and counted: no place ends with one.
const COUNTS: &[&str] = &[
    "agreement",
    "assessment",
    "budget",
    "charter",
    "declaration",
    "index",
    "initiative",
    "plan",
    "program",
    "programme",
    "ratio",
    "report",
    "roadmap",
    "statement",
    "strategy",
    "survey",
    "treaty",
];

/// True for words that name nobody and nothing, though they are written large.
pub(crate) fn is_none(name: &str, kind: &Kind) -> bool {
    let words: Vec<String> = name.split_whitespace().map(|word| text::fold(word.trim_end_matches('.'))).collect();
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let is_office = |word: &String| is(word, OFFICES) || is(word, BESIDE) || titles::is_title(word);
    if words.iter().all(is_office) && (words.len() > 1 || words.iter().all(|word| is(word, OFFICES))) {
        return true;
    }
    if SHORT.contains(&name) || words.first().is_some_and(|word| word == "eid") {
        return true;
    }
    let whole = words.join(" ");
    if words.iter().all(|word| is(word, NEVER)) || whole == "new year" || CAPTIONS.contains(&whole.as_str()) {
        return true;
    }
    match kind {
        Kind::Person => is_held(&words, is_office),
        Kind::Organisation => {
            words.iter().rev().find(|word| !is_number(word)).is_some_and(|word| words.len() > 1 && is(word, PAPERS))
                || is_counted(&words)
        }
        Kind::Place => {
            let last = words.last().filter(|_| words.len() > 1);
            last.is_some_and(|word| is(word, PAPERS) || is(word, COUNTS)) || is_counted(&words)
        }
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
    if titles > 0 && (is_acronym || is_of_a_land) {
        return first.len() + 1 + titles;
    }
    offices(name)
}

/// `Ambassador Heusgen`: an office and a name; in `President Street` and `Prince Edward Island` a place.
pub(crate) fn is_somebody(name: &str) -> bool {
    let is_site = |word: &str| lexicon::of(&text::fold(word)) & lexicon::SITE != 0;
    offices(name) > 0 && !name.split(' ').any(is_site) && lexicon::of(&text::fold(name)) == 0
}

/// Bytes up to the last office before the name proper: `Kremlin Spokesperson Dmitry Peskov`, `PM Modi`.
pub(crate) fn offices(name: &str) -> usize {
    let (mut best, mut at) = (0, 0);
    for word in name.split_inclusive(' ') {
        at += word.len();
        let folded = text::fold(word.trim_end_matches([' ', '.', ',']));
        let rest = text::slice(name, at..name.len());
        let is_office = OFFICES.contains(&folded.as_str()) || HELD.contains(&folded.as_str());
        // `General Motors`, `Martin Luther King Jr.`: what is left must be somebody's name.
        if is_office && rest.starts_with(char::is_uppercase) && rest.trim_end_matches('.').len() > 2 {
            best = at;
        }
    }
    best
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
        assert_eq!(name("Kremlin Spokesperson Dmitry Peskov"), "Dmitry Peskov");
        assert_eq!(name("Ministry Spokesperson Wang Wenbin"), "Wang Wenbin");
        assert_eq!(name("Affairs Penny Wong"), "Penny Wong");
        assert_eq!(name("PM Modi"), "Modi");
        assert!(is_somebody("Ambassador Heusgen") && !is_somebody("President Street") && !is_somebody("Oslo"));
        assert_eq!(name("Jean Chancellor"), "Jean Chancellor");
        assert_eq!(name("Tuesday Eizenkot"), "Eizenkot");
        assert_eq!(name("Monday Prime Minister Modi"), "Modi");
        assert_eq!(name("Monday"), "Monday");
    }
}
