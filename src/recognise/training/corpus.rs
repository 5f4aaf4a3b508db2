//! Marked texts: JSON lines to gold labels.
//!
//! `{"id", "text", "spans": [[start, end, "TYPE"], …]}`, offsets in code points. Corpora disagree about what belongs to a
//! name, so all are brought to one convention: no article in front, no title in front of a person, no possessive behind,
//! no people among the places.

use crate::recognise::label::{self, Label, Part};
use crate::recognise::lexicon;
use crate::recognise::page::Page;
use crate::recognise::titles;
use crate::text::{self, Span};

/// A marked text.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it is from, without folder and ending.
    pub source: String,
    /// The text.
    pub text: String,
    /// Persons, places and organisations in bytes, and anything where it is unclear what it is.
    pub gold: Vec<Gold>,
}

/// A marked name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gold {
    /// Place in the text, in bytes.
    pub span: Span,
    /// 0 person, 1 place, 2 organisation, 3 another name; `None` where it is unclear.
    pub sort: Option<usize>,
}

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    spans: Vec<(usize, usize, String)>,
}

/// Reads a file of marked texts.
///
/// # Errors
/// The first line that is no marked text.
pub fn read(source: &str, lines: &str) -> Result<Vec<Document>, serde_json::Error> {
    let documents = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let mut line: Line = serde_json::from_str(line)?;
        if source.starts_with("redocred") {
            join_hyphens(&mut line);
        }
        let gold = gold(&line);
        Ok(Document { source: source.to_owned(), text: line.text, gold })
    });
    documents.collect()
}

/// Takes out the spaces that this corpus has around every hyphen.
fn join_hyphens(line: &mut Line) {
    let old: Vec<char> = line.text.chars().collect();
    let is = |at: usize, c: char| old.get(at) == Some(&c);
    let goes =
        |at: usize| is(at, ' ') && (is(at + 1, '-') && is(at + 2, ' ') || at > 1 && is(at - 1, '-') && is(at - 2, ' '));
    let mut moved = Vec::with_capacity(old.len() + 1);
    let mut text = String::new();
    let mut kept = 0;
    for (at, c) in old.iter().enumerate() {
        moved.push(kept);
        if !goes(at) {
            text.push(*c);
            kept += 1;
        }
    }
    moved.push(kept);
    for (start, end, _) in &mut line.spans {
        (*start, *end) = (moved[(*start).min(old.len())], moved[(*end).min(old.len())]);
    }
    line.text = text;
}

fn gold(line: &Line) -> Vec<Gold> {
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let mut out: Vec<Gold> = Vec::new();
    for (start, end, kind) in &line.spans {
        let (Some(start), Some(end)) = (bytes.get(*start), bytes.get(*end)) else { continue };
        let sort = match kind.as_str() {
            "PER" => Some(0),
            "LOC" | "LOC|ORG" => Some(1),
            "ORG" => Some(2),
            "MISC" | "EVENT" => Some(label::OTHER),
            mixed if mixed.ends_with("_MIXED") => None,
            _ => continue,
        };
        let span = trim(&line.text, Span::new(*start, *end), sort);
        let people = sort != Some(0) && lexicon::of(&text::fold(text::slice(&line.text, span))) & lexicon::DEMONYM != 0;
        if !span.is_empty() && !people {
            out.push(Gold { span, sort });
        }
    }
    out.sort();
    // Of names inside each other the longest counts, as it does for the scorer.
    out.sort_by_key(|g| (std::cmp::Reverse(g.span.len()), g.span.start));
    let mut kept: Vec<Gold> = Vec::new();
    for gold in out {
        if kept.iter().all(|k| !k.span.overlaps(gold.span)) {
            kept.push(gold);
        }
    }
    kept.sort();
    kept
}

/// A name without article, title, possessive and the signs around it.
pub fn trim(text: &str, span: Span, sort: Option<usize>) -> Span {
    let mut span = span;
    let name = text::slice(text, span);
    for article in ["the ", "a ", "an "] {
        if name.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article))
            && name.len() > article.len()
        {
            span.start += article.len();
            break;
        }
    }
    if sort == Some(0) {
        span.start += titles::length(text::slice(text, span));
    }
    let name = text::slice(text, span);
    for possessive in ["'s", "’s"] {
        if name.len() > possessive.len() && name.ends_with(possessive) {
            span.end -= possessive.len();
        }
    }
    let name = text::slice(text, span);
    let outer = |c: char| c.is_whitespace() || ",;:!?\"“”‘’'()[]".contains(c);
    let (front, back) = (name.trim_start_matches(outer), name.trim_end_matches(outer));
    let (from, to) = (span.start + name.len() - front.len(), span.start + back.len());
    Span::new(from, to.max(from))
}

/// The gold label of every word; `None` where it is unclear.
pub(crate) fn labels(page: &Page<'_>, gold: &[Gold]) -> Vec<Option<Label>> {
    let mut out = vec![Some(label::OUTSIDE); page.words.len()];
    for gold in gold {
        let from = page.words.partition_point(|word| word.span().end <= gold.span.start);
        let to = page.words.partition_point(|word| word.span().start < gold.span.end);
        for (at, label) in out.iter_mut().enumerate().take(to).skip(from) {
            let part = match (at == from, at + 1 == to) {
                (true, true) => Part::Single,
                (true, false) => Part::Begin,
                (false, true) => Part::End,
                (false, false) => Part::Inside,
            };
            *label = gold.sort.map(|sort| label::of(sort, part));
        }
    }
    out
}

/// Where the paragraphs of a text are: its lines.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = at;
        at += line.len();
        Span::new(from, from + line.trim_end().len())
    })
}
