//! All that briefings say of one entity: under which names, in which sentences, beside whom, and what a reader wrote on it.
//!
//! Recipe: [`make`] takes briefings with the names in them. Those of the entity are its mentions, the newest briefing first
//! and each in the order of its text. Who else is named in a paragraph with it is company; a list item and a row of a table
//! are paragraphs of their own. A note belongs here when its passage touches a mention, or when its words name the
//! entity.
//!
//! What it does not do: decide that two names mean the same. That was done when the names were gathered; here a name and a
//! kind are one entity.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::briefing::{BlockKind, Briefing, PartialDate};
use crate::entity::{Entity, Kind, Mention};
use crate::note::Note;
use crate::text::{self, Span};

mod list;
mod words;

pub use list::{Listed, list};

/// A briefing, the names in it, and what a reader wrote.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its names, by start.
    pub mentions: &'a [Mention],
    /// Notes on it.
    pub remarks: &'a [Remark<'a>],
}

/// A note, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Remark<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its passage in bytes; `None` on a section or the briefing.
    pub span: Option<Span>,
    /// The section it belongs to; `None` on the briefing.
    pub section: Option<usize>,
}

/// All that is said of one entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The other names under which it stands in the texts, the most frequent first; behind them those that only the
    /// registry knows.
    pub also: Vec<Alias>,
    /// Where it is named: the newest briefing first, each in order.
    pub mentions: Vec<Place>,
    /// Who else is named in the same paragraphs, the most frequent first.
    pub with: Vec<Company>,
    /// What a reader wrote on it.
    pub notes: Vec<Word>,
    /// Date of the oldest briefing that names it and has a date.
    pub first: Option<PartialDate>,
    /// Date of the newest one.
    pub last: Option<PartialDate>,
    /// How many briefings name it.
    pub briefings: usize,
}

/// Another name of the entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name as it stands in the text first.
    pub name: String,
    /// How often it stands there.
    pub times: usize,
}

/// One place where the entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which of the sources.
    pub source: usize,
    /// The name, in bytes of that text.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The section.
    pub section: usize,
}

/// Somebody or something that is named beside the entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Paragraphs in which both are named.
    pub paragraphs: usize,
    /// Sentences in which both are named.
    pub sentences: usize,
}

/// A note that has to do with the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Which of the sources.
    pub source: usize,
    /// Which of its remarks.
    pub remark: usize,
    /// Its passage touches a mention; else its words name the entity.
    pub touches: bool,
}

impl Dossier {
    /// How often each section of a source names the entity.
    pub fn by_section(&self, source: usize, briefing: &Briefing) -> Vec<usize> {
        let mut counts = vec![0; briefing.sections.len()];
        for place in self.mentions.iter().filter(|place| place.source == source) {
            if let Some(count) = counts.get_mut(place.section) {
                *count += 1;
            }
        }
        counts
    }

    /// How often each briefing with a date names the entity, the oldest first.
    pub fn by_briefing(&self, sources: &[Source<'_>]) -> Vec<(PartialDate, usize)> {
        let mut counts: BTreeMap<(PartialDate, usize), usize> = BTreeMap::new();
        for place in &self.mentions {
            if let Some(date) = sources.get(place.source).and_then(|source| source.briefing.header.date) {
                *counts.entry((date, place.source)).or_default() += 1;
            }
        }
        counts.into_iter().map(|((date, _), times)| (date, times)).collect()
    }
}

/// Makes the dossier of the entity that has this name and kind. `known` is what the registry says of it.
pub fn make((name, kind): (&str, &Kind), known: Option<&Entity>, sources: &[Source<'_>]) -> Dossier {
    let mut dossier = Dossier { name: name.to_owned(), kind: kind.clone(), ..Dossier::default() };
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|n| Reverse(sources[*n].briefing.header.date));
    let mut company = Companions::default();
    for n in order {
        let source = &sources[n];
        let own: Vec<&Mention> = source.mentions.iter().filter(|m| m.name == name && m.kind == *kind).collect();
        if own.is_empty() {
            continue;
        }
        dossier.briefings += 1;
        if let Some(date) = source.briefing.header.date {
            dossier.last = dossier.last.max(Some(date));
            dossier.first = Some(dossier.first.map_or(date, |first| first.min(date)));
        }
        dossier.mentions.extend(places(source.briefing, n, &own));
        company.add(source, &own);
    }
    dossier.with = company.ranked();
    dossier.also = aliases(name, known, &dossier.mentions, sources);
    dossier.notes = notes(&dossier, sources);
    dossier
}

fn places(briefing: &Briefing, source: usize, own: &[&Mention]) -> Vec<Place> {
    let mut sentences = Sentences::new(briefing);
    let place = |mention: &&Mention| {
        let (block, sentence) = sentences.of(mention.span.start);
        Place { source, span: mention.span, sentence, section: briefing.section_of(block) }
    };
    own.iter().map(place).collect()
}

/// The sentences of one block after the other, so that each block is cut only once.
struct Sentences<'a> {
    briefing: &'a Briefing,
    block: Option<usize>,
    spans: Vec<Span>,
}

impl<'a> Sentences<'a> {
    fn new(briefing: &'a Briefing) -> Self {
        Self { briefing, block: None, spans: Vec::new() }
    }

    /// The block and the sentence that hold byte `offset`.
    fn of(&mut self, offset: usize) -> (usize, Span) {
        let block = self.briefing.block_at(offset);
        if self.block != Some(block) {
            self.block = Some(block);
            self.spans = self.briefing.sentences(block);
        }
        let whole = || self.briefing.blocks.get(block).map_or(Span::default(), |b| b.span);
        let held = self.spans.iter().find(|sentence| sentence.contains(offset)).copied();
        (block, held.unwrap_or_else(whole))
    }
}

#[derive(Debug, Default)]
struct Companions {
    /// Paragraphs and sentences by kind and name.
    counts: BTreeMap<(Kind, String), (usize, usize)>,
}

impl Companions {
    fn add(&mut self, source: &Source<'_>, own: &[&Mention]) {
        let mut sentences = Sentences::new(source.briefing);
        let (mut paragraphs, mut lines) = (Vec::new(), Vec::new());
        for mention in own {
            let (block, sentence) = sentences.of(mention.span.start);
            paragraphs.push(paragraph(source.briefing, block, sentence));
            lines.push(sentence);
        }
        paragraphs.dedup();
        lines.dedup();
        self.count(source, (own, &paragraphs), |counts| &mut counts.0);
        self.count(source, (own, &lines), |counts| &mut counts.1);
    }

    /// Counts, in each of `stretches`, everybody who is named there once.
    fn count(
        &mut self,
        source: &Source<'_>,
        (own, stretches): (&[&Mention], &[Span]),
        which: impl Fn(&mut (usize, usize)) -> &mut usize,
    ) {
        for stretch in stretches {
            let of = |m: &&&Mention| m.span.start < stretch.end;
            let first = own.partition_point(|m| m.span.start < stretch.start);
            let here: Vec<Span> = own[first..].iter().take_while(of).map(|m| m.span).collect();
            let from = source.mentions.partition_point(|m| m.span.start < stretch.start);
            let inside = source.mentions[from..].iter().take_while(|m| m.span.start < stretch.end);
            let mut there: Vec<(Kind, String)> = inside
                .filter(|m| is_company(&m.kind) && !here.iter().any(|own| own.overlaps(m.span)))
                .map(|m| (m.kind.clone(), m.name.clone()))
                .collect();
            there.sort();
            there.dedup();
            for key in there {
                *which(self.counts.entry(key).or_default()) += 1;
            }
        }
    }

    fn ranked(self) -> Vec<Company> {
        let company = |((kind, name), (paragraphs, sentences))| Company { name, kind, paragraphs, sentences };
        let mut all: Vec<Company> = self.counts.into_iter().map(company).collect();
        all.sort_by_key(|c| (Reverse(c.paragraphs), Reverse(c.sentences)));
        all
    }
}

/// What counts as one paragraph: the block; of a table the row, of preformatted text the line.
fn paragraph(briefing: &Briefing, block: usize, sentence: Span) -> Span {
    match briefing.blocks.get(block) {
        Some(block) if !matches!(block.kind, BlockKind::Table | BlockKind::Code) => block.span,
        _ => sentence,
    }
}

/// True for kinds that keep company. Dates, sums and amounts do not, and `Iranian` is no one beside Iran.
fn is_company(kind: &Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Money | Kind::Quantity | Kind::Nationality)
}

/// The names in the texts that are not the canonical one, and those of the registry that stand nowhere.
fn aliases(name: &str, known: Option<&Entity>, places: &[Place], sources: &[Source<'_>]) -> Vec<Alias> {
    let canonical = text::fold(name);
    let mut found: Vec<(String, Alias)> = Vec::new();
    for place in places {
        let Some(source) = sources.get(place.source) else { continue };
        let written = words::one_line(text::slice(&source.briefing.text, place.span));
        let key = text::fold(&written);
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, alias)) => alias.times += 1,
            None if key != canonical => found.push((key, Alias { name: written, times: 1 })),
            None => {}
        }
    }
    found.sort_by_key(|(_, alias)| Reverse(alias.times));
    for alias in known.map_or(&[][..], |entity| &entity.aliases) {
        let key = text::fold(alias);
        if key != canonical && !found.iter().any(|(known, _)| *known == key) {
            found.push((key, Alias { name: alias.clone(), times: 0 }));
        }
    }
    found.into_iter().map(|(_, alias)| alias).collect()
}

fn notes(dossier: &Dossier, sources: &[Source<'_>]) -> Vec<Word> {
    let names: Vec<String> =
        std::iter::once(&dossier.name).chain(dossier.also.iter().map(|a| &a.name)).map(|n| text::fold(n)).collect();
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|n| Reverse(sources[*n].briefing.header.date));
    let mut out = Vec::new();
    for source in order {
        for (remark, said) in sources[source].remarks.iter().enumerate() {
            let mut own = dossier.mentions.iter().filter(|place| place.source == source);
            let touches = said.span.is_some_and(|span| own.any(|place| place.span.overlaps(span)));
            if touches || words::names_any(&said.note.text, &names) {
                out.push(Word { source, remark, touches });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
