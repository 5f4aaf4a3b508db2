//! What stands before a person's name without belonging to it: `Gen.`, `Foreign Minister`, `Mr`.

use crate::text;

const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "air",
    "ambassador",
    "archbishop",
    "army",
    "ayatollah",
    "bishop",
    "brig",
    "brigadier",
    "capt",
    "captain",
    "chairman",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "commander",
    "congressman",
    "congresswoman",
    "dame",
    "defence",
    "defense",
    "deputy",
    "dr",
    "emir",
    "envoy",
    "excellency",
    "field",
    "finance",
    "foreign",
    "former",
    "gen",
    "general",
    "gov",
    "governor",
    "high",
    "hon",
    "imam",
    "interior",
    "judge",
    "justice",
    "king",
    "lady",
    "leader",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "marshal",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "of",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rep",
    "representative",
    "rev",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "shaikh",
    "sheik",
    "sheikh",
    "sir",
    "special",
    "spokesman",
    "spokeswoman",
    "staff",
    "state",
    "sultan",
    "vice",
];

/// True for a word of a title, with or without its full stop.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.binary_search(&text::fold(word.trim_end_matches('.')).as_str()).is_ok()
}

/// Bytes of the titles that a name begins with. Never the whole name, and what is left begins with a capital.
pub(crate) fn length(name: &str) -> usize {
    let mut best = 0;
    let mut at = 0;
    while let Some((word, rest)) = text::slice(name, at..name.len()).split_once(' ') {
        if !is_title(word) {
            break;
        }
        at += word.len() + 1 + (rest.len() - rest.trim_start().len());
        if rest.trim_start().starts_with(char::is_uppercase) {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_sorted_and_never_the_whole_name() {
        assert!(TITLES.is_sorted());
        let name = |whole: &'static str| text::slice(whole, length(whole)..whole.len());
        assert_eq!(name("Gen. Syed Asim Munir"), "Syed Asim Munir");
        assert_eq!(name("Prime Minister Modi"), "Modi");
        assert_eq!(name("Sir Winston"), "Winston");
        assert_eq!(name("Chief of Army Staff Gen. Munir"), "Munir");
        assert_eq!(name("General"), "General");
        assert_eq!(name("King of the Hill"), "King of the Hill");
    }
}
