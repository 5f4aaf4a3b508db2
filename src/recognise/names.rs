//! The names of the registry, where a briefing has them.
//!
//! All names of all entities are looked for at once, in small letters without diacritics (`names/key.rs`), with any white
//! space between the words, so that a name may stand across the end of a line. What is found counts where
//! it is a whole word (`names/border.rs`), its large and small letters fit (`names/case.rs`), and no string that is *not*
//! this entity covers it. Of names that overlap the longest is taken, of equally long ones the first.
//!
//! Where several entities have a name, it is the one that the briefing names in another way as well; else the one whose
//! canonical name it is; else the first in the registry.
//!
//! The family name of a person is looked for as well (`shorts.rs`). Where several have it, it is the one that the
//! briefing names otherwise, else nobody; whether it counts at all says [`super::gather()`], which knows the text.
//!
//! A name is what the registry lists. Hyphens are not spaces here: `Amir Abdollahian` and `Amirabdollahian` are offered
//! as spellings of `Amir-Abdollahian` ([`Names::variants`]), not taken for it.

mod border;
mod case;
mod choose;
pub(super) mod key;
mod variants;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use self::border::Side;
use self::case::Rule;
use self::choose::{Candidate, Choice};
use self::key::{Cells, Flat};
use super::family::is_short_for;
use super::{is_whole, lexicon, shorts};
use crate::briefing::{BlockKind, Briefing};
use crate::entity::{Entity, Kind, Mention, Origin};
use crate::text::{self, Span};

/// The names of a registry, ready to be looked for. Building it takes some hundred times as long as a look at a page:
/// once for a registry, never on a key.
#[derive(Debug, Default)]
pub struct Names {
    entities: Vec<Known>,
    /// In the order of the automaton.
    patterns: Vec<Pattern>,
    automaton: Option<AhoCorasick>,
    /// Entities by every key that stands for them.
    by_key: HashMap<String, Vec<usize>>,
    /// People by the key of their family name.
    families: HashMap<String, Vec<usize>>,
    /// Entities by the beginnings of what their names sound like.
    sounds: variants::Sounds,
}

/// What is said of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The canonical name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What it was taken for before.
    formerly: Vec<Kind>,
    /// Keys of what is never this entity.
    not: Vec<String>,
    /// Of a person, the key of the family name.
    family: Option<String>,
    /// Of a person, keys of all names without titles.
    whole: Vec<String>,
}

/// One string to look for.
#[derive(Debug, Clone)]
struct Pattern {
    entity: usize,
    sort: Sort,
    /// As the registry has it.
    written: String,
    rule: Rule,
    /// Bytes of the key.
    long: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// The canonical name.
    Name,
    /// Another name.
    Alias,
    /// The family name of a person.
    Short,
    /// A string that is never this entity.
    Not,
}

impl Names {
    /// Makes the names of these entities ready. Ambiguities are settled in the order in which they come.
    pub fn new<'e>(entities: impl IntoIterator<Item = &'e Entity>) -> Self {
        let mut names = Self::default();
        let mut keys = Vec::new();
        for entity in entities {
            names.take(entity, &mut keys);
        }
        // What is too much for one automaton is far beyond any registry.
        if !keys.is_empty() {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA));
            names.automaton = builder.build(&keys).ok();
        }
        names
    }

    fn take(&mut self, entity: &Entity, keys: &mut Vec<String>) {
        let at = self.entities.len();
        let not = entity.not.iter().map(|not| key::of(not)).collect();
        let mut known = Known { not, ..Known::of(entity) };
        let aliases = entity.aliases.iter().map(|name| (name.as_str(), Sort::Alias));
        let nots = entity.not.iter().map(|name| (name.as_str(), Sort::Not));
        let people = Some(entity).filter(|entity| entity.kind == Kind::Person);
        // `Gen. Asim Munir` is named where `Asim Munir` is.
        let core = people.map(|entity| shorts::core(&entity.name).trim()).filter(|core| core.contains(' '));
        let family = people.and_then(|entity| shorts::surname(&entity.name));
        known.family = family.map(key::of);
        if let Some(family) = known.family.as_ref().filter(|_| !known.is_none()) {
            self.families.entry(family.clone()).or_default().push(at);
        }
        self.entities.push(known);
        let derived =
            core.map(|core| (core, Sort::Alias)).into_iter().chain(family.map(|family| (family, Sort::Short)));
        let listed = std::iter::once((entity.name.as_str(), Sort::Name)).chain(aliases);
        let mut seen = HashSet::new();
        for (written, sort) in listed.chain(derived).chain(nots) {
            let key = key::of(written);
            if !key.chars().any(char::is_alphanumeric) || !seen.insert((written, sort == Sort::Not)) {
                continue;
            }
            if matches!(sort, Sort::Name | Sort::Alias) {
                self.sounds.add(at, written);
                let known = self.by_key.entry(key.clone()).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
            let is_common = |word: &str| lexicon::of(word) & lexicon::COMMON != 0;
            let rule = if sort == Sort::Not { Rule::Any } else { case::rule(written, is_common) };
            for key in spellings(&key, written) {
                self.patterns.push(Pattern {
                    entity: at,
                    sort,
                    written: written.trim().to_owned(),
                    rule,
                    long: key.len(),
                });
                keys.push(key);
            }
        }
    }

    /// True when there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The mentions of registry entities in a briefing, in order of place; none overlap. `go_on` is asked now and then;
    /// where it says no, the answer is empty.
    pub fn scan(&self, briefing: &Briefing, go_on: impl Fn() -> bool) -> Vec<Mention> {
        self.scan_blocks(briefing, 0..briefing.blocks.len(), go_on)
    }

    /// The same in some of the blocks, as if there were no others.
    pub(super) fn scan_blocks(
        &self,
        briefing: &Briefing,
        blocks: Range<usize>,
        go_on: impl Fn() -> bool,
    ) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut flat = Flat::default();
        let mut choices = Vec::new();
        for (n, block) in briefing.blocks.get(blocks).unwrap_or_default().iter().enumerate() {
            if n % 256 == 0 && !go_on() {
                return Vec::new();
            }
            let cells = match block.kind {
                BlockKind::Rule => continue,
                BlockKind::Table | BlockKind::Code => Cells::Apart,
                _ => Cells::Flow,
            };
            let line = text::slice(&briefing.text, block.span);
            flat.fill(line, cells);
            let found = self.candidates(automaton, &flat, line);
            choices.extend(choose::longest(found).into_iter().map(|choice| choice.moved(block.span.start)));
        }
        self.settle(choices)
    }

    /// What stands in a stretch of text and may be a name, or is none.
    fn candidates(&self, automaton: &AhoCorasick, flat: &Flat, line: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut sides = HashMap::new();
        let is_shouted = || !line.chars().any(char::is_lowercase);
        for hit in automaton.find_overlapping_iter(&flat.text) {
            if inside_word(flat.text.as_bytes(), hit.start(), hit.end()) {
                continue;
            }
            let span = Span::new(flat.source(hit.start()), flat.source(hit.end()));
            let pattern = &self.patterns[hit.pattern().as_usize()];
            let there = text::slice(line, span);
            if !is_whole(line, span) || !is_same(&pattern.written, there) {
                continue;
            }
            let (before, behind) =
                *sides.entry(span).or_insert_with(|| (border::before(line, span), border::behind(line, span)));
            let is_cut = before == Side::Cut || behind == Side::Cut;
            if is_cut || !case::fits(&pattern.written, there, pattern.rule, is_shouted) {
                continue;
            }
            found.push(Candidate {
                span,
                long: pattern.long,
                entity: pattern.entity,
                sort: pattern.sort,
                is_exact: pattern.written == there,
                before,
                behind,
            });
        }
        found
    }

    /// Decides who is meant where several have a name.
    fn settle(&self, mut choices: Vec<Choice>) -> Vec<Mention> {
        for choice in &mut choices {
            // A name that is listed goes before a family name that is only known.
            if choice.candidates.iter().any(|candidate| !candidate.is_short()) {
                choice.candidates.retain(|candidate| !candidate.is_short());
            }
        }
        let mut sure: HashMap<usize, usize> = HashMap::new();
        for choice in &choices {
            if let [only] = choice.candidates.as_slice()
                && !only.is_short()
            {
                *sure.entry(only.entity).or_default() += 1;
            }
        }
        let mention = |choice: Choice| {
            let best = choice.candidates.iter().max_by_key(|candidate| {
                let times = sure.get(&candidate.entity).copied().unwrap_or(0);
                (times, candidate.is_exact, candidate.sort == Sort::Name, std::cmp::Reverse(candidate.entity))
            })?;
            let times = |candidate: &Candidate| sure.get(&candidate.entity).copied().unwrap_or(0);
            let is_rival = |other: &Candidate| other.entity != best.entity && times(other) >= times(best);
            if best.is_short() && choice.candidates.iter().any(is_rival) {
                return None;
            }
            let known = self.entities.get(best.entity)?;
            let score = if choice.candidates.len() == 1 { 1.0 } else { UNSURE };
            let (name, kind) = (known.name.clone(), known.kind.clone());
            Some(Mention { span: choice.span, kind, name, origin: Origin::Registry, score, id: None })
        };
        choices.into_iter().filter_map(mention).collect()
    }

    /// The entity that a name stands for, by its canonical name or another one; `None` where none or several have it.
    /// Case and diacritics do not matter.
    pub fn known(&self, name: &str) -> Option<&Known> {
        let key = key::of(name);
        let is_name = |at: &&usize| self.entities.get(**at).is_some_and(|known| !known.is_none());
        let mut all = self.by_key.get(&key)?.iter().filter(is_name);
        let first = all.next().filter(|_| all.next().is_none())?;
        self.entities.get(*first)
    }

    /// Whom a mark of this name and kind means: the entity of this name and kind, else the only one of the kind that has
    /// it as another name, else the only one of the name that was of this kind before.
    pub fn meant(&self, name: &str, kind: &Kind) -> Option<&Known> {
        let key = key::of(name);
        let holders = self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
        let of_kind = || holders.iter().filter_map(|at| self.entities.get(*at)).filter(|known| known.kind == *kind);
        let (mut all, is_known) = (of_kind(), of_kind().next().is_some());
        let named = of_kind().find(|known| key::of(&known.name) == key);
        let found = named.or_else(|| all.next().filter(|_| all.next().is_none()));
        // What marks say is not changed in all briefings when an entity gets another kind.
        let was = holders.iter().filter_map(|at| self.entities.get(*at)).filter(|known| known.formerly.contains(kind));
        let mut before = was.filter(|_| !is_known);
        found.or_else(|| before.next().filter(|_| before.next().is_none()))
    }

    /// What is known of the entity of this canonical name and kind.
    pub(super) fn entity(&self, name: &str, kind: &Kind) -> Option<&Known> {
        let all = self.by_key.get(&key::of(name))?;
        all.iter().filter_map(|at| self.entities.get(*at)).find(|known| known.kind == *kind && known.name == name)
    }

    /// The only person with this family name, by its key.
    pub(super) fn of_family(&self, family: &str) -> Option<&Known> {
        match self.families.get(family)?.as_slice() {
            [one] => self.entities.get(*one),
            _ => None,
        }
    }

    /// True for a string that the registry lists as a name, by its key.
    pub(super) fn lists(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// True where the registry says of the entity with this canonical name, or another one, that `words` are never it.
    pub fn is_refused(&self, name: &str, words: &str) -> bool {
        let words = key::of(words);
        let known = self.by_key.get(&key::of(name)).map(Vec::as_slice).unwrap_or_default();
        known.iter().filter_map(|at| self.entities.get(*at)).any(|entity| entity.not.contains(&words))
    }

    /// True where the registry says that `words` are no name of this kind at all.
    pub fn is_none(&self, words: &str, kind: &Kind) -> bool {
        let key = key::of(words);
        let known = self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
        let mut of_kind = known.iter().filter_map(|at| self.entities.get(*at)).filter(|known| known.kind == *kind);
        of_kind.any(|known| known.not.contains(&key))
    }

    /// Canonical names that `name` may be another spelling of, as names are romanised or joined in other ways; in the
    /// order of the registry. None where the registry has the name.
    pub fn variants(&self, name: &str) -> Vec<&str> {
        if self.by_key.contains_key(&key::of(name)) {
            return Vec::new();
        }
        let is_not = |at: &usize| self.entities.get(*at).is_none_or(|known| known.not.contains(&key::of(name)));
        let alike = self.sounds.alike(name).into_iter().filter(|at| !is_not(at));
        alike.filter_map(|at| self.entities.get(at)).map(|known| known.name.as_str()).collect()
    }
}

impl Known {
    fn of(entity: &Entity) -> Self {
        let names = || std::iter::once(&entity.name).chain(&entity.aliases);
        let is_person = entity.kind == Kind::Person;
        let whole = if is_person { names().map(|name| key::of(shorts::core(name))).collect() } else { Vec::new() };
        let (name, kind, formerly) = (entity.name.clone(), entity.kind.clone(), entity.formerly.clone());
        Self { name, kind, formerly, not: Vec::new(), family: None, whole }
    }

    /// True for what the registry knows only as no name.
    fn is_none(&self) -> bool {
        self.not.contains(&key::of(&self.name))
    }

    /// Of a person, the key of the family name.
    pub(super) fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// True where a person of this name, given by its key without titles, may be this one: one is short for the other.
    pub(super) fn may_be(&self, name: &str) -> bool {
        self.whole.iter().any(|known| is_short_for(name, known) || is_short_for(known, name))
    }

    /// True where the registry says that words with this key are never this entity.
    pub(super) fn refuses(&self, key: &str) -> bool {
        self.not.iter().any(|not| not == key)
    }
}

/// How sure a name is that several have.
const UNSURE: f32 = 0.5;

/// The keys under which a name is looked for: its own; with a space for each zero-width non-joiner; and, in Arabic
/// letters, without spaces, for the text that has joiners there.
fn spellings(key: &str, written: &str) -> Vec<String> {
    let mut keys = vec![key.to_owned()];
    let is_arabic = key.chars().any(|c| ('\u{600}'..'\u{780}').contains(&c));
    if written.contains('\u{200C}') {
        keys.push(key::of(&written.replace('\u{200C}', " ")));
    }
    if is_arabic && key.contains(' ') {
        keys.push(key.replace(' ', ""));
    }
    keys.dedup();
    keys
}

/// True when the text has the letters of the name, and a space or a joiner where the name has one. (Short names in Arabic
/// letters: `ى` is no `ي` there, or every `على`, *on*, would be an Ali.)
fn is_same(written: &str, there: &str) -> bool {
    const SHORT: usize = 3;
    if written.is_ascii() && there.is_ascii() {
        return true;
    }
    let spaced = |text: &str| key::of(&text.replace('\u{200C}', " "));
    if key::of(written) != key::of(there) && spaced(written) != spaced(there) {
        return false;
    }
    let ends = |text: &str| text.trim().chars().map(|c| c == '\u{649}').collect::<Vec<_>>();
    let is_short = written.chars().count() <= SHORT && there.chars().count() <= SHORT;
    !is_short || ends(written) == ends(there)
}

/// A quick no: plain letters go on beside it.
fn inside_word(bytes: &[u8], start: usize, end: usize) -> bool {
    let is = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    (start > 0 && is(start - 1) && is(start)) || (is(end) && is(end - 1))
}

#[cfg(test)]
mod tests;
