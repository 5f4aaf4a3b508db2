//! Words that were cut at the end of a line: `Brann-` above `ik`. The hyphen of such a word is no part of it, but that of
//! `well-known` is, and only a dictionary could tell. The document is one: a word that stands elsewhere in it without a
//! hyphen, and nowhere with it, was cut. All others keep theirs.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words of a document, as far as it was surveyed; empty when no line ends with a hyphen.
#[derive(Debug, Default)]
pub(super) struct Words {
    seen: HashSet<u64>,
}

impl Words {
    /// The words of `sample`.
    pub(super) fn of(sample: &str) -> Self {
        let mut words = Self::default();
        if memchr::memmem::find(sample.as_bytes(), b"-\n").is_some() {
            let parts = sample.split(|c: char| !c.is_alphabetic() && c != '-');
            words.seen = parts.filter(|word| word.len() >= 4 && !word.ends_with('-')).map(hash).collect();
        }
        words
    }

    /// `line` without the hyphen at its end, when that only cuts a word that goes on in `next`.
    pub(super) fn mend<'a>(&self, line: &'a str, next: &str) -> Option<&'a str> {
        let head = line.strip_suffix('-').filter(|_| !self.seen.is_empty())?;
        let start = head.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
        let first = head.get(start..).or_else(|| head.rsplit(|c: char| !c.is_alphabetic()).next())?;
        let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
        let rest = next.get(..end)?;
        let letters = first.chars().count() >= 2 && rest.chars().count() >= 2 && rest.starts_with(char::is_lowercase);
        let whole = letters && self.seen.contains(&hash(&format!("{first}{rest}")));
        (whole && !self.seen.contains(&hash(&format!("{first}-{rest}")))).then_some(head)
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_the_document_knows_are_mended() {
        let words =
            Words::of("They took Brannik on Monday and left a co-\nmmand post near Brann-\nik, the well-\nknown town.");
        assert_eq!(words.mend("near Brann-", "ik, the"), Some("near Brann"));
        assert_eq!(words.mend("the well-", "known town"), None);
        assert_eq!(words.mend("near Brann-", "Ik"), None, "a name begins");
        assert_eq!(Words::of("Brannik, Brann-ik, Brann-\nik").mend("Brann-", "ik"), None, "both are written");
        assert_eq!(Words::default().mend("Brann-", "ik"), None);
    }
}
