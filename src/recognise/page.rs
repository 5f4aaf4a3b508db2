//! A text, looked at once: its words, what each looks like, and what the whole text tells of each.
//!
//! Every distinct spelling is a [`Form`], looked up and taken apart once; forms that fold alike share a [`Witness`], which
//! counts how the text uses them: whether it writes them small elsewhere, puts a title before them, says `in` before them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::lexicon;
use super::words::{self, Look, Word, number};
use super::{hash, run};
use crate::text::{self, Span};

/// One spelling.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Hash of the spelling.
    pub(crate) exact: u64,
    /// Hash of the folded spelling.
    pub(crate) folded: u64,
    /// Hashes of its first 2, 3 and 4 folded bytes.
    pub(crate) begins: [u64; 3],
    /// Hashes of its last 2, 3 and 4 folded bytes.
    pub(crate) ends: [u64; 3],
    /// Hash of its shape: `Xx-Xx`.
    pub(crate) shape: u64,
    /// How its letters look.
    pub(crate) look: Look,
    /// What the lexicon knows.
    pub(crate) known: u16,
    /// Its witness.
    pub(crate) witness: usize,
    /// Bytes, at most 255.
    pub(crate) length: u8,
    /// What it does between names.
    pub(crate) role: run::Role,
}

/// How the text uses a word, all its spellings together. Counts stop at 255.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Witness {
    /// Written small.
    pub(crate) small: u8,
    /// Written large where no sentence begins.
    pub(crate) large: u8,
    /// Behind a title.
    pub(crate) titled: u8,
    /// Behind `in`, `at`, `near`, `from`.
    pub(crate) located: u8,
    /// Before `said` and the like.
    pub(crate) said: u8,
    /// Before a possessive.
    pub(crate) owns: u8,
    /// First of more large words.
    pub(crate) first: u8,
    /// Last of more large words.
    pub(crate) last: u8,
    /// Alone.
    pub(crate) alone: u8,
    /// In a run that ends with a noun for bodies.
    pub(crate) body: u8,
    /// Behind `the`.
    pub(crate) the: u8,
    /// Behind a given name.
    pub(crate) given: u8,
}

/// Words of one paragraph, heading, item or row: no name reaches beyond it.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Nearly all letters are large.
    pub(crate) shouted: bool,
}

/// A text with all that is known of its words.
#[derive(Debug, Default)]
pub(crate) struct Page<'t> {
    /// The text.
    pub(crate) text: &'t str,
    /// All words.
    pub(crate) words: Vec<Word>,
    /// The form of each word. As small as may be: the words of a text are the most there is of it.
    pub(crate) form_of: Vec<u32>,
    /// All forms.
    pub(crate) forms: Vec<Form>,
    /// All witnesses.
    pub(crate) witnesses: Vec<Witness>,
    /// All stretches that have words.
    pub(crate) stretches: Vec<Stretch>,
    /// Where each word stands.
    pub(crate) places: Vec<run::Place>,
    /// Runs of large words.
    pub(crate) runs: Vec<run::Run>,
    /// Stretches of words in which names may be, a part of a [`Stretch`] each.
    pub(crate) active: Vec<Range<usize>>,
}

/// A hasher for keys that are hashes already.
#[derive(Debug, Default)]
pub(crate) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash::bytes(bytes);
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Index = HashMap<u64, u32, BuildHasherDefault<Ready>>;

impl<'t> Page<'t> {
    /// Looks at the stretches `spans` of `text`, which ascend.
    pub(crate) fn new(text: &'t str, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut page = Page { text, ..Page::default() };
        let spans: Vec<Span> = spans.into_iter().collect();
        page.words.reserve(words::estimate(spans.iter().map(|span| span.len()).sum()));
        for span in spans {
            let from = page.words.len();
            words::split(text, span, &mut page.words);
            if page.words.len() > from {
                page.stretches.push(Stretch { words: from..page.words.len(), shouted: false });
            }
        }
        page.take_forms();
        page.shouted();
        run::survey(&mut page);
        page
    }

    /// The form of the word at `at`.
    pub(crate) fn form(&self, at: usize) -> &Form {
        &self.forms[self.form_of[at] as usize]
    }

    /// How the text uses the word at `at`.
    pub(crate) fn witness(&self, at: usize) -> &Witness {
        &self.witnesses[self.form(at).witness]
    }

    /// The letters of the word at `at`.
    pub(crate) fn spelling(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| text::slice(self.text, word.span()))
    }

    fn take_forms(&mut self) {
        let (mut forms, mut witnesses) = (Index::default(), Index::default());
        self.form_of.reserve(self.words.len());
        for word in &self.words {
            let spelling = text::slice(self.text, word.span());
            let exact = hash::bytes(spelling.as_bytes());
            let form = *forms.entry(exact).or_insert_with(|| {
                let mut form = Form::new(spelling, exact, word.look);
                let fresh = self.witnesses.len();
                form.witness = *witnesses.entry(form.folded).or_insert(number(fresh)) as usize;
                if form.witness == fresh {
                    self.witnesses.push(Witness::default());
                }
                self.forms.push(form);
                number(self.forms.len() - 1)
            });
            self.form_of.push(form);
        }
    }

    fn shouted(&mut self) {
        for stretch in &mut self.stretches {
            let looks = self.words[stretch.words.clone()].iter().map(|word| word.look);
            let (mut large, mut small) = (0, 0);
            for look in looks {
                large += usize::from(look == Look::Upper);
                small += usize::from(matches!(look, Look::Lower));
            }
            stretch.shouted = large > 2 && large > 2 * small;
        }
    }
}

impl Form {
    fn new(spelling: &str, exact: u64, look: Look) -> Self {
        let mut buffer = [0u8; 48];
        let long;
        let folded: &[u8] = match buffer.get_mut(..spelling.len()) {
            Some(room) if spelling.is_ascii() => {
                room.copy_from_slice(spelling.as_bytes());
                room.make_ascii_lowercase();
                room
            }
            _ => {
                long = text::fold(spelling);
                long.as_bytes()
            }
        };
        let hashed = hash::bytes(folded);
        let part = |n: usize| hash::bytes(&folded[..n.min(folded.len())]);
        let tail = |n: usize| hash::bytes(&folded[folded.len().saturating_sub(n)..]);
        Self {
            exact,
            folded: hashed,
            begins: [part(2), part(3), part(4)],
            ends: [tail(2), tail(3), tail(4)],
            shape: shape(spelling),
            look,
            known: lexicon::of_hash(hashed),
            witness: 0,
            length: u8::try_from(spelling.len()).unwrap_or(u8::MAX),
            role: run::role(folded, look),
        }
    }
}

/// Runs of the same sort of letter count once.
fn shape(spelling: &str) -> u64 {
    let (mut hash, mut last, mut again) = (0, 0, 0);
    for c in spelling.chars() {
        let sort: u64 = match c {
            'A'..='Z' => 1,
            'a'..='z' => 2,
            '0'..='9' => 3,
            c if c.is_ascii() => u64::from(c),
            c if c.is_uppercase() => 1,
            c if c.is_lowercase() => 2,
            c if c.is_numeric() => 3,
            _ => 4,
        };
        again = if sort == last { again + 1 } else { 0 };
        if again < 2 {
            hash = hash::mix(hash, sort);
        }
        last = sort;
    }
    hash
}
