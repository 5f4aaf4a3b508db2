//! Letters, words, sentences, paragraphs and sections: what a caret walks over and a selection takes.
//!
//! Words and sentences are those of UAX #29. Scripts that set no spaces between words (Chinese, Thai) go letter by letter,
//! as that standard has it. Everything is found block by block, so that a text of any size costs what is near. All
//! offsets are bytes of the whole text, on grapheme borders.

use unicode_segmentation::UnicodeSegmentation;

use crate::briefing::{BlockKind, Briefing};
use crate::sentence;
use crate::text::{self, Span};
use crate::wrap;

/// What a caret steps by and a selection grows by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Object {
    Word,
    /// In a table, a cell; in preformatted text, a line.
    Sentence,
    /// A block with the pieces that go on with it.
    Paragraph,
    Section,
}

/// How much of an object is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The object alone; of a section what stands below its heading, of a list item what stands behind its marker.
    Inner,
    /// The object with its heading or marker, and the white space behind it.
    Around,
}

/// Which end of an object a step goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first letter.
    First,
    /// Its last letter.
    Last,
}

/// The first letter of the last word, sentence … that `step` of them lead to, from byte `at`; `at` where there is none.
pub fn forward(briefing: &Briefing, object: Object, at: usize, (mut steps, edge): (usize, Edge)) -> usize {
    let mut to = at;
    for block in head(briefing, object, at)..briefing.blocks.len() {
        let edges = edges(briefing, object, block, edge).into_iter().filter(|e| *e > at);
        for found in edges {
            to = found;
            steps = steps.saturating_sub(1);
            if steps == 0 {
                return to;
            }
        }
    }
    to
}

/// The same towards the beginning of the text.
pub fn back(briefing: &Briefing, object: Object, at: usize, (mut steps, edge): (usize, Edge)) -> usize {
    let mut to = at;
    for block in (0..=briefing.block_at(at)).rev() {
        let edges = edges(briefing, object, block, edge).into_iter().rev().filter(|e| *e < at);
        for found in edges {
            to = found;
            steps = steps.saturating_sub(1);
            if steps == 0 {
                return to;
            }
        }
    }
    to
}

/// The object that holds byte `at`; between two of them the next one of the block, else the last one before it.
pub fn holding(briefing: &Briefing, object: Object, at: usize) -> Option<Span> {
    if object == Object::Word
        && let Some(sign) = sign_at(briefing, at)
    {
        return Some(sign);
    }
    let block = head(briefing, object, at);
    let units = units(briefing, object, block);
    let here = units.iter().find(|unit| unit.end > at).or(units.last()).copied();
    here.or_else(|| next(briefing, object, at)).or_else(|| previous(briefing, object, at))
}

/// The first object that starts after byte `at`.
pub fn next(briefing: &Briefing, object: Object, at: usize) -> Option<Span> {
    (head(briefing, object, at)..briefing.blocks.len())
        .find_map(|block| units(briefing, object, block).into_iter().find(|unit| unit.start > at))
}

/// The last object that ends at or before byte `at`.
pub fn previous(briefing: &Briefing, object: Object, at: usize) -> Option<Span> {
    (0..=briefing.block_at(at))
        .rev()
        .find_map(|block| units(briefing, object, block).into_iter().rev().find(|unit| unit.end <= at))
}

/// The word behind a passage in its block.
pub fn next_word(briefing: &Briefing, passage: Span) -> Option<Span> {
    units(briefing, Object::Word, briefing.block_at(passage.start)).into_iter().find(|word| word.start >= passage.end)
}

/// The word before a passage in its block.
pub fn previous_word(briefing: &Briefing, passage: Span) -> Option<Span> {
    let words = units(briefing, Object::Word, briefing.block_at(passage.start));
    words.into_iter().rev().find(|word| word.end <= passage.start)
}

/// An object as it is taken: `extent` of `unit`.
pub fn taken(briefing: &Briefing, object: Object, extent: Extent, unit: Span) -> Span {
    let first = briefing.block_at(unit.start);
    match (object, extent) {
        (Object::Word | Object::Sentence, Extent::Around) => with_space(briefing, unit),
        (Object::Paragraph, Extent::Inner) => Span::new(body_start(briefing, first).min(unit.end), unit.end),
        (Object::Section, Extent::Inner) => {
            let body = briefing.sections.get(briefing.section_of(first)).map_or(first, |s| s.body().start);
            match briefing.blocks.get(body) {
                Some(block) if block.span.start < unit.end => Span::new(block.span.start.max(unit.start), unit.end),
                _ => unit,
            }
        }
        _ => unit,
    }
}

/// A unit with the white space behind it; at the end of its block with the white space before it.
fn with_space(briefing: &Briefing, unit: Span) -> Span {
    let Some(block) = briefing.blocks.get(briefing.block_at(unit.start)).map(|b| b.span) else { return unit };
    let (mut start, mut end) = (unit.start, unit.end);
    while end < block.end && text::is_blank(&briefing.text, end) {
        end = text::letter_end(&briefing.text, end);
    }
    while end == unit.end
        && start > block.start
        && text::is_blank(&briefing.text, text::letter_before(&briefing.text, start))
    {
        start = text::letter_before(&briefing.text, start);
    }
    Span::new(start, end)
}

/// Where the text of a block begins behind the marker of a list item.
fn body_start(briefing: &Briefing, block: usize) -> usize {
    let marker = |kind| if let BlockKind::Item { marker, .. } = kind { usize::from(marker) } else { 0 };
    briefing.blocks.get(block).map_or(0, |b| text::letter_start(&briefing.text, b.span.start + marker(b.kind)))
}

/// A run of signs that are no word and no white space, where the caret is on one.
fn sign_at(briefing: &Briefing, at: usize) -> Option<Span> {
    let block = briefing.blocks.get(briefing.block_at(at)).map(|b| b.span).filter(|span| span.contains(at))?;
    let bounds = text::slice(&briefing.text, block).split_word_bound_indices();
    let (start, piece) = bounds.take_while(|(start, _)| block.start + start <= at).last()?;
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let span = Span::new(text::letter_start(&briefing.text, block.start + start), block.start + start + piece.len());
    (piece.chars().all(is_sign) && text::letter_start(&briefing.text, span.end) == span.end).then_some(span)
}

/// The block where the object that holds `at` begins.
fn head(briefing: &Briefing, object: Object, at: usize) -> usize {
    let mut block = briefing.block_at(at);
    match object {
        Object::Word | Object::Sentence => {}
        Object::Paragraph => {
            while block > 0 && briefing.blocks.get(block).is_some_and(|b| b.continued) {
                block -= 1;
            }
        }
        Object::Section => {
            let section = briefing.sections.get(briefing.section_of(block));
            block = section.map_or(block, |s| s.blocks.start.min(block));
        }
    }
    block
}

fn edges(briefing: &Briefing, object: Object, block: usize, edge: Edge) -> Vec<usize> {
    let units = units(briefing, object, block).into_iter();
    match edge {
        Edge::First => units.map(|unit| unit.start).collect(),
        Edge::Last => units.map(|unit| text::letter_before(&briefing.text, unit.end).max(unit.start)).collect(),
    }
}

/// The objects that begin in a block, in order.
fn units(briefing: &Briefing, object: Object, block: usize) -> Vec<Span> {
    let Some(span) = briefing.blocks.get(block).map(|b| b.span).filter(|span| !span.is_empty()) else {
        return Vec::new();
    };
    let words = text::slice(&briefing.text, span);
    let absolute = |unit: Span| {
        let start = text::letter_start(&briefing.text, span.start + unit.start);
        Span::new(start, text::letter_start(&briefing.text, span.start + unit.end))
    };
    match object {
        Object::Word => {
            words.unicode_word_indices().map(|(at, word)| absolute(Span::new(at, at + word.len()))).collect()
        }
        Object::Sentence => sentences(briefing, block).into_iter().map(absolute).collect(),
        Object::Paragraph => paragraph(briefing, block).into_iter().collect(),
        Object::Section => section(briefing, block).into_iter().collect(),
    }
}

/// Sentences of a block, in bytes of the block; cells of a table and lines of preformatted text.
fn sentences(briefing: &Briefing, block: usize) -> Vec<Span> {
    let words = briefing.block_text(block);
    match briefing.blocks.get(block).map(|b| b.kind) {
        Some(BlockKind::Table) if let Some(cells) = wrap::cells(words) => cells,
        Some(BlockKind::Title | BlockKind::Heading(_) | BlockKind::Rule) => sentence::sentences(words),
        _ => {
            let start = briefing.blocks.get(block).map_or(0, |b| b.span.start);
            briefing.sentences(block).into_iter().map(|s| Span::new(s.start - start, s.end - start)).collect()
        }
    }
}

/// The paragraph that begins with a block; none where it goes on from the one before, and for the line between two parts.
fn paragraph(briefing: &Briefing, block: usize) -> Option<Span> {
    let first = briefing.blocks.get(block).filter(|b| !b.continued && b.kind != BlockKind::Rule)?;
    let more = briefing.blocks.iter().skip(block + 1).take_while(|b| b.continued);
    Some(Span::new(first.span.start, more.last().unwrap_or(first).span.end))
}

/// The section that begins with a block.
fn section(briefing: &Briefing, block: usize) -> Option<Span> {
    let section = briefing.section_of(block);
    let begins = briefing.sections.get(section)?.blocks.start == block;
    begins.then(|| briefing.section_span(section)).filter(|span| !span.is_empty())
}
