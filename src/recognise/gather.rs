//! One list of mentions from all who have something to say: the reader, the registry, the recogniser.
//!
//! * What the reader marked stands, and may overlap and nest. A mark under a name that is another name by now has the
//!   canonical one, and the kind: entities are renamed and merged in the registry, and marks of other briefings know
//!   nothing of it.
//! * A refused mark takes away what registry and recogniser say of its words, and what they say under its name, as that is
//!   now, of words that overlap them.
//! * Where two speak of the same words, the reader is right before the registry, and the registry before the recogniser. What
//!   is longer than the words of the stronger one stays beside it where it says something else (`Bank of Pakistan`, and
//!   `Pakistan` in it); what is a part of them, or only overlaps, goes.
//! * A short name means whom the text means by it (`gather/kin.rs`).
//! * A suggestion with a name of the registry has its canonical name and its kind; one that the registry says is never
//!   that entity goes.

mod kin;

use std::collections::{HashMap, HashSet};

use self::kin::Kin;
use super::names::{Known, Names, key};
use crate::briefing::Briefing;
use crate::entity::{Id, Kind, Mention, Origin};
use crate::text::{self, Span};

/// What there is to gather.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// What the recogniser found.
    pub suggested: &'s [Mention],
    /// What [`Names::scan`] found.
    pub registry: &'s [Mention],
    /// The marks of the sidecar that have a place.
    pub marks: &'s [Marked],
    /// The names of the registry.
    pub names: &'s Names,
}

/// A mark, and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Place in bytes.
    pub span: Span,
    /// Canonical name of the entity.
    pub entity: String,
    /// What it is.
    pub kind: Kind,
    /// The reader said that it is not this entity.
    pub rejected: bool,
    /// The record.
    pub id: Id,
}

/// All mentions of a briefing in document order, the longer first where two begin together.
pub fn gather(briefing: &Briefing, sources: Sources<'_>) -> Vec<Mention> {
    let marked = sources.marks.iter().filter(|mark| !mark.rejected);
    let mut hand: Vec<Mention> = marked.map(|mark| by_hand(mark, sources.names)).collect();
    // Two people may have marked the same words as the same one: that is one mention.
    let mut seen = HashSet::new();
    hand.retain(|mention| {
        seen.insert((mention.span.start, mention.span.end, mention.kind.clone(), mention.name.clone()))
    });
    let rejected = sources.marks.iter().filter(|mark| mark.rejected);
    let refused = Places::of(rejected.map(|mark| (mark.span, (mark.span, canonical(mark, sources.names)))));
    let is_refused = |mention: &Mention| {
        refused.touching(mention.span).any(|(span, name)| *span == mention.span || same(name, &mention.name))
    };
    let mut registry: Vec<Mention> = sources.registry.iter().filter(|m| !is_refused(m)).cloned().collect();
    let kin = Kin::of(briefing, sources.names, sources.suggested, &[&hand, &registry]);
    registry = kin.settle(&registry);
    // What grew may be the very words that were refused, as somebody else.
    registry.retain(|mention| !refused.touching(mention.span).any(|(_, name)| same(name, &mention.name)));
    let vouched = sources.suggested.iter().filter_map(|mention| kin.vouched(mention));
    let mut vouched: Vec<Mention> = vouched.filter(|mention| !is_refused(mention)).collect();
    keep_beside(&mut vouched, &registry);
    registry.append(&mut vouched);
    keep_beside(&mut registry, &hand);
    let mut told = Told { names: sources.names, before: HashMap::new() };
    let mut suggested = Vec::new();
    for mention in sources.suggested.iter().filter(|m| !is_refused(m)) {
        let words = text::slice(&briefing.text, mention.span);
        let mention = match told.of(mention, words) {
            Answer::Never => continue,
            Answer::Unknown => match kin.chain(mention).filter(|known| known.kind == mention.kind) {
                Some(known) if known.refuses(&key::of(words)) => continue,
                Some(known) => Mention { name: known.name.clone(), ..mention.clone() },
                None => mention.clone(),
            },
            Answer::Known(known) => Mention { name: known.name.clone(), kind: known.kind.clone(), ..mention.clone() },
        };
        if !is_refused(&mention) {
            suggested.push(mention);
        }
    }
    keep_beside(&mut suggested, &hand);
    keep_beside(&mut suggested, &registry);
    let mut all = hand;
    all.append(&mut registry);
    all.append(&mut suggested);
    all.sort_by(|a, b| {
        let place = |m: &Mention| (m.span.start, std::cmp::Reverse(m.span.end));
        place(a).cmp(&place(b)).then_with(|| a.id.cmp(&b.id))
    });
    all
}

/// What the registry says of suggestions. The same words come again and again in a text, and are asked about once.
struct Told<'s> {
    names: &'s Names,
    before: HashMap<(&'s str, &'s Kind, &'s str), Answer<'s>>,
}

#[derive(Debug, Clone, Copy)]
enum Answer<'s> {
    /// These words are never that entity.
    Never,
    /// It is this one.
    Known(&'s Known),
    /// Nothing.
    Unknown,
}

impl<'s> Told<'s> {
    fn of(&mut self, mention: &'s Mention, words: &'s str) -> Answer<'s> {
        if self.names.is_empty() {
            return Answer::Unknown;
        }
        let names = self.names;
        *self.before.entry((mention.name.as_str(), &mention.kind, words)).or_insert_with(|| {
            if names.is_refused(&mention.name, words) || names.is_none(words, &mention.kind) {
                return Answer::Never;
            }
            let known = names.known(&mention.name).or_else(|| names.known(words));
            known.filter(|known| !names.is_refused(&known.name, words)).map_or(Answer::Unknown, Answer::Known)
        })
    }
}

fn by_hand(mark: &Marked, names: &Names) -> Mention {
    let known = names.meant(&mark.entity, &mark.kind);
    Mention {
        span: mark.span,
        kind: known.map_or(&mark.kind, |known| &known.kind).clone(),
        name: known.map_or(&mark.entity, |known| &known.name).clone(),
        origin: Origin::Hand,
        score: 1.0,
        id: Some(mark.id.clone()),
    }
}

/// The name by now of whom a mark means.
fn canonical<'s>(mark: &'s Marked, names: &'s Names) -> &'s str {
    names.meant(&mark.entity, &mark.kind).map_or(&mark.entity, |known| &known.name)
}

/// Takes out what says something of the words of stronger mentions.
fn keep_beside(mentions: &mut Vec<Mention>, stronger: &[Mention]) {
    let stronger = Places::of(stronger.iter().map(|mention| (mention.span, mention)));
    mentions.retain(|mention| {
        stronger.touching(mention.span).all(|other| {
            let holds = mention.span.start <= other.span.start && other.span.end <= mention.span.end;
            holds && mention.span != other.span && mention.kind != other.kind && !same(&mention.name, &other.name)
        })
    });
}

/// True for two spellings of the same letters.
fn same(one: &str, other: &str) -> bool {
    one == other || text::fold(one) == text::fold(other)
}

/// Things by place, to be asked what touches a span.
struct Places<T> {
    by_start: Vec<(Span, T)>,
    /// Bytes of the longest.
    longest: usize,
}

impl<T> Places<T> {
    fn of(things: impl Iterator<Item = (Span, T)>) -> Self {
        let mut by_start: Vec<(Span, T)> = things.collect();
        by_start.sort_by_key(|(span, _)| span.start);
        let longest = by_start.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Self { by_start, longest }
    }

    fn touching(&self, span: Span) -> impl Iterator<Item = &T> {
        let first = self.by_start.partition_point(|(other, _)| other.start + self.longest < span.start);
        let near = self.by_start[first..].iter().take_while(move |(other, _)| other.start < span.end);
        near.filter(move |(other, _)| other.overlaps(span)).map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests;
