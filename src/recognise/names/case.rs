//! Large and small letters: where what stands in the text may be the name that is known.
//!
//! | name | stands for it | does not |
//! |---|---|---|
//! | `Munir` | `Munir`, `MUNIR` | `munir` |
//! | `Ali` (three letters or less) | `Ali`; `ALI` where nothing in the paragraph is small | `ALI` between small letters |
//! | `NATO` | `NATO` | `Nato`, `nato` |
//! | `Chief of Staff` | `Chief of Staff`, `Chief Of Staff`, `CHIEF OF STAFF` | `chief of staff` |
//! | `SYED ASIM MUNIR` | that, `Syed Asim Munir` | |
//! | `army chief` | `army chief` | `Army chief`, `ARMY CHIEF` |
//! | `Reform`, a common word | `Reform` | `REFORM`, `reform` |
//!
//! Scripts without case have none of this.

use super::key;

/// How the letters of a name must stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// As they are written.
    Written,
    /// Word by word, large letters for any.
    Words,
    /// Anyhow: for what is no name of it.
    Any,
}

/// What the letters of a word are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Small,
    Capital,
    Large,
    Other,
}

/// Letters up to which a name alone is too short to be known in large letters.
const SHORT: usize = 3;

/// The rule for a name. `is_common` tells whether a folded word is one that everybody uses.
pub(super) fn rule(name: &str, is_common: impl Fn(&str) -> bool) -> Rule {
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let is_small = !name.chars().any(char::is_uppercase);
    let is_word = name.chars().all(char::is_alphanumeric);
    if has_case && (is_small || (is_word && is_common(&key::of(name)) && look(name.chars()) != Look::Large)) {
        Rule::Written
    } else {
        Rule::Words
    }
}

/// True when `there` may stand for `name`; both have the same key. `is_shouted` tells whether everything around it is large.
pub(super) fn fits(name: &str, there: &str, rule: Rule, is_shouted: impl Fn() -> bool) -> bool {
    if rule == Rule::Any || name == there {
        return true;
    }
    let both = || letters(name).zip(letters(there));
    let same = both().all(|(a, b)| a.is_uppercase() == b.is_uppercase());
    if same || rule == Rule::Written {
        return same;
    }
    let pairs: Vec<(char, char)> = both().collect();
    let words: Vec<&[(char, char)]> =
        pairs.split(|(name, _)| !name.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let all_large = !pairs.iter().any(|(_, there)| there.is_lowercase());
    let name_large = words.len() > 1 && !pairs.iter().any(|(name, _)| name.is_lowercase());
    if all_large && words.len() == 1 && pairs.len() <= SHORT && !is_shouted() {
        return false;
    }
    words.iter().all(|word| {
        let is = look(word.iter().map(|(_, there)| *there));
        match look(word.iter().map(|(name, _)| *name)) {
            Look::Small => matches!(is, Look::Small | Look::Capital) || all_large,
            Look::Large if word.len() > 1 => {
                is == Look::Large || (name_large && word.len() > SHORT && is == Look::Capital)
            }
            Look::Large | Look::Other => word.iter().all(|(name, there)| name.is_uppercase() == there.is_uppercase()),
            Look::Capital => is == Look::Large || word.iter().all(|(a, b)| a.is_uppercase() == b.is_uppercase()),
        }
    })
}

/// The characters that a key is made of.
fn letters(text: &str) -> impl Iterator<Item = char> {
    key::letters(text.trim(), key::Cells::Flow).map(|(_, there, _)| there)
}

fn look(word: impl Iterator<Item = char>) -> Look {
    let (mut large, mut small, mut first_large) = (0, 0, false);
    for (n, c) in word.enumerate() {
        first_large |= n == 0 && c.is_uppercase();
        large += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
    }
    match (large, small) {
        (0, 0) => Look::Other,
        (0, _) => Look::Small,
        (_, 0) => Look::Large,
        _ if first_large => Look::Capital,
        _ => Look::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(name: &str, there: &str) -> bool {
        assert_eq!(key::of(name), key::of(there), "only what has one key is compared");
        fits(name, there, rule(name, |word| word == "reform"), || false)
    }

    #[test]
    fn the_table_holds() {
        for (name, yes, no) in [
            ("Munir", vec!["Munir", "MUNIR"], vec!["munir", "mUNIR", "MuniR"]),
            ("Ali", vec!["Ali"], vec!["ALI", "ali"]),
            ("NATO", vec!["NATO"], vec!["Nato", "nato"]),
            (
                "Chief of Staff",
                vec!["Chief Of Staff", "CHIEF OF STAFF"],
                vec!["chief of staff", "Chief OF Staff", "Chief of staff"],
            ),
            ("SYED ASIM MUNIR", vec!["Syed Asim Munir"], vec!["syed asim munir"]),
            ("army chief", vec!["army\n chief"], vec!["Army chief", "ARMY CHIEF"]),
            ("Reform", vec!["Reform"], vec!["REFORM", "reform"]),
            ("McNair", vec!["MCNAIR"], vec!["Mcnair", "mcnair"]),
            ("J. Jilani", vec!["J. JILANI"], vec!["j. Jilani"]),
            ("Syed Asim Munir", vec!["Syed Asim MUNIR"], vec!["Syed asim Munir"]),
            ("Муниp", vec!["МУНИP"], vec!["муниp"]),
            (
                "Amir-Abdollahian",
                vec!["AMIR-ABDOLLAHIAN", "Amir-\n\nABDOLLAHIAN"],
                vec!["amir-abdollahian", "Amir-abdollahian"],
            ),
            ("Éric", vec!["Eric", "ÉRIC", "E\u{301}ric"], vec!["éric"]),
            ("ایران", vec!["ايران"], vec![]),
        ] {
            for there in yes {
                assert!(may(name, there), "{there} is {name}");
            }
            for there in no {
                assert!(!may(name, there), "{there} is not {name}");
            }
        }
    }

    #[test]
    fn a_short_name_is_known_in_large_letters_where_everything_is_large() {
        assert!(fits("Ali", "ALI", Rule::Words, || true));
        assert!(fits("Munir Akram", "munir akram", Rule::Any, || false));
    }
}
