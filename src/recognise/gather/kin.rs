//! Whom a text means by a short name: what it calls somebody in full, here, decides about what it calls them in short.
//!
//! The recogniser says which of its suggestions are one ([`super::super::family`]); such a *chain* is an entity of the
//! registry where its full name is one, or its words are, or where its family name is that of one person there and the
//! given names do not speak against it.
//!
//! * A family name stands for the person in the registry. It does not where the text names somebody else of that family,
//!   where it is a part of another name, or where the recogniser is sure that it is no person.
//! * A family name that is a common word or a place as well (`Rice`, `Washington`) stands for the person only behind a
//!   title, or where the recogniser is sure that it is one; a place only where the text has the full name too. Else it is
//!   a suggestion.
//! * A name of the registry grows to the whole name that the text has there, and over the titles before it.
//! * Another suggestion of a chain, such as the acronym behind a long name, is the entity's where the text names that.

use std::collections::{HashMap, HashSet};

use super::super::family::is_short_for;
use super::super::names::{Known, Names, key};
use super::super::shorts::{self, Else};
use super::{Places, same};
use crate::briefing::{BlockKind, Briefing};
use crate::dates;
use crate::entity::{Kind, Mention, Origin};
use crate::text::{self, Span};

/// How sure a short name is in a text that has the full one, and in one that has not.
const BESIDE_FULL: f32 = 0.8;
const ALONE: f32 = 0.6;

/// From here on the recogniser is taken to be sure.
const SURE: f32 = 0.9;

/// Below this it is taken to guess.
const GUESS: f32 = 0.8;

/// What the text says of its own names.
pub(super) struct Kin<'s> {
    briefing: &'s Briefing,
    names: &'s Names,
    /// Suggestions by place.
    places: Places<&'s Mention>,
    chains: HashMap<(&'s Kind, &'s str), Option<&'s Known>>,
    /// Who the text names with more than the family name, by that; `None` for somebody the registry does not know.
    bearers: HashMap<String, Vec<Option<&'s Known>>>,
    /// Entities that the text names in full.
    named: HashSet<(String, Kind)>,
}

impl<'s> Kin<'s> {
    /// `certain` is what hand and registry say.
    pub(super) fn of(
        briefing: &'s Briefing,
        names: &'s Names,
        suggested: &'s [Mention],
        certain: &[&[Mention]],
    ) -> Self {
        let mut kin = Self {
            briefing,
            names,
            places: Places::of(suggested.iter().map(|mention| (mention.span, mention))),
            chains: HashMap::new(),
            bearers: HashMap::new(),
            named: HashSet::new(),
        };
        if names.is_empty() {
            return kin;
        }
        for mention in certain.iter().copied().flatten() {
            if mention.origin == Origin::Hand || !kin.is_family(mention) {
                kin.named.insert((mention.name.clone(), mention.kind.clone()));
            }
        }
        kin.link(suggested);
        for mention in certain.iter().copied().flatten().filter(|m| m.kind == Kind::Person) {
            kin.set_apart(&mention.name, names.entity(&mention.name, &mention.kind));
        }
        kin
    }

    /// Finds out which chains are entities of the registry.
    fn link(&mut self, suggested: &'s [Mention]) {
        let mut words: HashMap<(&'s Kind, &'s str), HashSet<&'s str>> = HashMap::new();
        for mention in suggested {
            let all = words.entry((&mention.kind, mention.name.as_str())).or_default();
            all.insert(text::slice(&self.briefing.text, mention.span));
        }
        // In a fixed order, so that ambiguities always end the same way.
        let mut chains: Vec<_> = words.into_iter().collect();
        chains.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (chain, words) in chains {
            self.chains.insert(chain, self.entity(chain, &words));
        }
        self.part();
        let people = self.chains.iter().filter(|((kind, _), _)| **kind == Kind::Person);
        let people: Vec<_> = people.map(|((_, name), known)| (*name, *known)).collect();
        for (name, known) in people {
            self.set_apart(name, known);
        }
    }

    /// Two people whose names go with one short name of the registry, but not with each other: neither is sure to be it.
    fn part(&mut self) {
        let mut by_known: HashMap<*const Known, Vec<&'s str>> = HashMap::new();
        for ((kind, name), known) in &self.chains {
            if let Some(known) = known.filter(|_| **kind == Kind::Person) {
                by_known.entry(std::ptr::from_ref(known)).or_default().push(name);
            }
        }
        for names in by_known.into_values().filter(|names| names.len() > 1) {
            let cores: Vec<String> = names.iter().map(|name| key::of(shorts::core(name))).collect();
            let longest = cores.iter().max_by_key(|core| core.len());
            if longest.is_some_and(|longest| cores.iter().all(|core| is_short_for(core, longest))) {
                continue;
            }
            for name in names.into_iter().filter(|name| self.names.known(name).is_none()) {
                self.chains.insert((&Kind::Person, name), None);
            }
        }
    }

    fn entity(&self, (kind, name): (&Kind, &str), words: &HashSet<&str>) -> Option<&'s Known> {
        if let Some(known) = self.names.known(name) {
            return Some(known);
        }
        let core = key::of(shorts::core(name));
        let fits = |known: &&Known| known.kind == *kind && (*kind != Kind::Person || known.may_be(&core));
        let mut by_words = words.iter().filter_map(|words| self.names.known(words)).filter(fits);
        if let Some(first) = by_words.next() {
            return by_words.all(|other| std::ptr::eq(other, first)).then_some(first);
        }
        let family = (*kind == Kind::Person).then(|| shorts::surname(name)).flatten()?;
        self.names.of_family(&key::of(family)).filter(fits)
    }

    /// Somebody of this name, who is `known`, is in the text: the family name alone may mean them.
    fn set_apart(&mut self, name: &str, known: Option<&'s Known>) {
        let Some(family) = shorts::surname(name).map(key::of) else { return };
        let is_alone = known.is_none() && key::of(shorts::core(name)) == family;
        if !is_alone {
            self.bearers.entry(family).or_default().push(known);
        }
    }

    /// True where the text names somebody else of the family.
    fn is_rivalled(&self, known: &Known, family: &str) -> bool {
        let bearers = self.bearers.get(family).map(Vec::as_slice).unwrap_or_default();
        bearers.iter().any(|bearer| bearer.is_none_or(|bearer| !std::ptr::eq(bearer, known)))
    }

    /// True where nothing but the family name stands there, with or without titles.
    fn is_family(&self, mention: &Mention) -> bool {
        let Some(family) = self.known(mention).and_then(Known::family) else { return false };
        key::of(shorts::core(text::slice(&self.briefing.text, mention.span))) == *family
    }

    fn known(&self, mention: &Mention) -> Option<&'s Known> {
        self.names.entity(&mention.name, &mention.kind)
    }

    /// The entity of the chain that a suggestion is in.
    pub(super) fn chain(&self, suggestion: &Mention) -> Option<&'s Known> {
        self.chains.get(&(&suggestion.kind, suggestion.name.as_str())).copied().flatten()
    }

    /// What the registry says of the text, once the text was heard.
    pub(super) fn settle(&self, registry: &[Mention]) -> Vec<Mention> {
        let mut all: Vec<Mention> = registry.iter().filter_map(|mention| self.one(mention)).collect();
        all.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        // What grew may have taken in another one.
        let mut end = 0;
        all.retain(|mention| {
            let is_apart = mention.span.start >= end;
            end = end.max(mention.span.end);
            is_apart
        });
        all
    }

    fn one(&self, mention: &Mention) -> Option<Mention> {
        if mention.kind != Kind::Person {
            return Some(mention.clone());
        }
        let mut mention = mention.clone();
        if self.is_family(&mention) {
            mention = self.short(mention)?;
        }
        mention.span = Span::new(self.titled(mention.span), mention.span.end);
        Some(mention)
    }

    /// Where a name begins with its titles.
    fn titled(&self, span: Span) -> usize {
        let block = self.briefing.block_at(span.start);
        let Some(block) = self.briefing.blocks.get(block) else { return span.start };
        if matches!(block.kind, BlockKind::Table | BlockKind::Code) {
            return span.start;
        }
        shorts::titles_before(block.span, &self.briefing.text, span.start)
    }

    /// A family name, if the person is meant.
    fn short(&self, mention: Mention) -> Option<Mention> {
        let known = self.known(&mention)?;
        let family = known.family()?;
        let is_listed = self.names.lists(family);
        let around = self.places.touching(mention.span).copied();
        let around = around.filter(|s| s.span.start <= mention.span.start && mention.span.end <= s.span.end);
        let suggestion = around.max_by_key(|suggestion| suggestion.span.len());
        let is_titled = || self.titled(mention.span) < mention.span.start;
        let is_sure = |s: &&Mention| s.kind == Kind::Person && s.score >= SURE;
        let is_person = match suggestion {
            Some(s) if s.kind == Kind::Person => self.means(s, known, family)?,
            Some(s) if s.span == mention.span => is_titled() || is_listed || s.score < GUESS,
            Some(_) => is_listed,
            None => is_listed || !self.is_within(mention.span),
        };
        let is_full = self.named.contains(&(mention.name.clone(), mention.kind.clone()));
        let grown = suggestion.filter(|s| s.kind == Kind::Person && s.span.len() > mention.span.len());
        let is_rival = self.is_rivalled(known, family) && grown.is_none();
        let is_plain = match shorts::otherwise(family) {
            _ if is_listed || grown.is_some() || is_titled() => true,
            Else::Nothing => true,
            Else::Word => suggestion.as_ref().is_some_and(is_sure),
            Else::Place => is_full && suggestion.as_ref().is_some_and(is_sure),
        };
        if !is_person || is_rival || !is_plain {
            return None;
        }
        let span = grown.map_or(mention.span, |grown| grown.span);
        let score = if is_listed {
            mention.score
        } else if is_full {
            BESIDE_FULL
        } else {
            ALONE
        };
        Some(Mention { span, score, ..mention })
    }

    /// Whether the recogniser's person at a family name may be this one; `None` where it is somebody else.
    fn means(&self, suggestion: &Mention, known: &Known, family: &str) -> Option<bool> {
        match self.chain(suggestion) {
            Some(chain) => std::ptr::eq(chain, known).then_some(true),
            // Several of the registry have the name, and the text told which one.
            None => (key::of(shorts::core(&suggestion.name)) == *family).then_some(true),
        }
    }

    /// True where a large word beside a name, where no sentence begins, makes it a part of another one.
    fn is_within(&self, span: Span) -> bool {
        let block = self.briefing.block_at(span.start);
        let Some(block) = self.briefing.blocks.get(block).map(|block| block.span) else { return false };
        let behind = text::slice(&self.briefing.text, span.end..block.end);
        let is_large = |word: &str| word.starts_with(char::is_uppercase);
        let next = behind.strip_prefix([' ', '\u{A0}', '\n', '-']).unwrap_or_default();
        if is_large(next) {
            return true;
        }
        let before = text::slice(&self.briefing.text, block.start..self.titled(span));
        let Some(before) = before.strip_suffix([' ', '\u{A0}', '\n']) else { return false };
        let word = before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-')).next().unwrap_or_default();
        let begins = before.strip_suffix(word).is_some_and(|rest| rest.trim().is_empty() || rest.ends_with(". "));
        let is_dated = || dates::english_weekday(word).is_some() || dates::is_month(word);
        let is_word = shorts::otherwise(&key::of(word)) != Else::Nothing || is_dated() || begins && word.len() < 4;
        is_large(word) && !word.ends_with('.') && !is_word
    }

    /// The entity that a suggestion of a chain is for sure: the text names it, and says that the words are short for it.
    pub(super) fn vouched(&self, suggestion: &Mention) -> Option<Mention> {
        let known = self.chain(suggestion).filter(|known| known.kind == suggestion.kind)?;
        let words = text::slice(&self.briefing.text, suggestion.span);
        let told = key::of(words);
        if known.refuses(&told) || !self.named.contains(&(known.name.clone(), known.kind.clone())) {
            return None;
        }
        let is_chain = if known.kind == Kind::Person {
            told.contains(' ') && known.may_be(&key::of(shorts::core(words)))
        } else {
            shorts::is_acronym(words, &suggestion.name) || same(words, &suggestion.name)
        };
        is_chain.then(|| Mention {
            name: known.name.clone(),
            origin: Origin::Registry,
            score: BESIDE_FULL,
            ..suggestion.clone()
        })
    }
}

#[cfg(test)]
mod tests;
