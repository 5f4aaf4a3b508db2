//! Which language a page in Latin letters is in, as far as its small words tell. The model has read English only: on other
//! pages it is taken at its word where something else says the same.

use std::collections::HashSet;

use super::hash;
use super::lexicon;
use super::page::Page;
use super::words::Look;
use crate::text;

/// Languages that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// English, or too little to tell, or another script.
    Unknown,
    French,
    German,
    Spanish,
    /// Another one, or a mixture.
    Other,
}

const ENGLISH: &str = "the of and to in that for is was with on by as are has have from be this";
const OTHERS: [(Tongue, &str); 4] = [
    (Tongue::French, "le la les des une dans pour avec est du et aux sur par qui que"),
    (Tongue::German, "der die das und den dem nicht mit für von im auf ein eine ist zur"),
    (Tongue::Spanish, "el la los las del una por con para que y en su se al"),
    (Tongue::Other, "di il che nel della não uma dos em het een van voor w nie się na je se ve bir için och att som"),
];

/// Small words that a page needs before anything is said of it.
const ENOUGH: usize = 12;

/// The language of a page.
pub(crate) fn of(page: &Page<'_>) -> Tongue {
    let small: Vec<u64> = (0..page.words.len())
        .filter(|at| page.words[*at].look == Look::Lower)
        .map(|at| page.form(at).folded)
        .take(4000)
        .collect();
    let count = |words: &str| {
        let known: HashSet<u64> = words.split(' ').map(|w| hash::bytes(text::fold(w).as_bytes())).collect();
        small.iter().filter(|word| known.contains(word)).count()
    };
    let english = count(ENGLISH);
    let best = OTHERS.map(|(tongue, words)| (count(words), tongue)).into_iter().max_by_key(|(count, _)| *count);
    match best {
        _ if small.len() < ENOUGH || english * 8 > small.len() => Tongue::Unknown,
        Some((count, tongue)) if count > english * 2 && count * 10 > small.len() => tongue,
        _ if english * 25 < small.len() && small.len() >= 3 * ENOUGH => Tongue::Other,
        _ => Tongue::Unknown,
    }
}

/// The part of `words` (folded) that is a person's name beyond doubt on a page that is not English: from a given name on,
/// with at least one word behind it.
pub(crate) fn person_from(words: &[String]) -> Option<usize> {
    let given = |word: &String| lexicon::of(word) & lexicon::FIRST != 0;
    let at = words.iter().position(given)?;
    (at + 1 < words.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn tongue(text: &str) -> Tongue {
        of(&Page::new(text, [Span::new(0, text.len())]))
    }

    #[test]
    fn languages_by_their_small_words() {
        let english = "The minister said that the road to the north is open and that the bridges of the south are not.";
        let german = "Die Ministerin hat mit ihrem Kollegen über die Lage in der Stadt und auf dem Land gesprochen, die nicht besser ist.";
        let french =
            "Le ministre a parlé avec les maires de la ville et du pays pour une heure dans le palais, qui est fermé.";
        let spanish = "El ministro habló con los alcaldes de la ciudad y del país por una hora en el palacio, que se cerró para la cena.";
        assert_eq!(
            [english, german, french, spanish].map(tongue),
            [Tongue::Unknown, Tongue::German, Tongue::French, Tongue::Spanish]
        );
        assert_eq!(tongue("Berlin, den 4. Mai"), Tongue::Unknown);
        assert_eq!(tongue("وزیر خارجه ایران در اسلام‌آباد"), Tongue::Unknown);
    }
}
