//! Words that say what kind of text this is: `Situation Report No. 50`, `FACT SHEET`, `POLICY NOTE 12/2023`. Such a line
//! names a series or a form; where a line of its own says what the text is about, that one is the title.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text;

static WORDS: Folded = Folded::new(
    "update|report|reports|brief|briefing|briefings|assessment|summary|digest|outlook|review|minutes|readout|note|memo|\
    memorandum|roundup|sitrep|intsum|bulletin|monitor|forecast|newsletter|statement|advisory|sheet|factsheet|circular|backgrounder|\
    communique|paper|alert|dispatch|monthly|weekly|daily|lagebericht|wochenlage|bericht|rapport|informe|boletin|сводка|обзор|news",
);

/// Words beside them that add nothing.
static BESIDE: Folded = Folded::new(
    "situation|fact|policy|press|joint|special|occasional|working|issue|no|nr|number|vol|volume|of|the|and|on|cover|\
    morning|evening|outbreak|disease|intelligence|security|cybersecurity|research|information|background|media",
);

/// Words and phrases of a list, folded, made at their first use.
pub(super) struct Folded {
    list: &'static str,
    set: OnceLock<HashSet<String>>,
}

impl Folded {
    /// A list with `|` between its parts.
    pub(super) const fn new(list: &'static str) -> Self {
        Self { list, set: OnceLock::new() }
    }

    /// True when `folded` is one of them.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.set.get_or_init(|| self.list.split('|').map(|part| text::fold(part.trim())).collect()).contains(folded)
    }
}

/// True when one of the words of `line` names a kind of text.
pub(super) fn has_word(line: &str) -> bool {
    words(&text::fold(line)).any(|word| WORDS.has(word))
}

/// True when the line says what kind of text this is, and nothing else but its number.
pub(super) fn is_genre(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let folded = text::fold(line);
    let known = |word: &str| WORDS.has(word) || BESIDE.has(word);
    has_word(line) && words(&folded).all(known)
}

/// Runs of letters.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text() {
        for yes in
            ["FACT SHEET", "POLICY NOTE 12/2023", "Situation Report No. 50", "Disease Outbreak News", "MEMORANDUM"]
        {
            assert!(is_genre(yes), "{yes}");
        }
        for no in ["Report of the Panel", "Grain Corridors", "12/2023", "Summary of Talks in Oslo", ""] {
            assert!(!is_genre(no), "{no}");
        }
        assert!(has_word("Border Update") && !has_word("Geneva"));
    }
}
