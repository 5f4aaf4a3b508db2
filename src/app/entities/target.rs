//! What a mark goes on: the selection, the name at the caret, else the whole name that the words there make; and every
//! place where the same words stand.

use unicode_segmentation::UnicodeSegmentation;

use super::is_sure;
use crate::app::units;
use crate::app::{App, Mode, motion};
use crate::briefing::Briefing;
use crate::entity::Mention;
use crate::find::Query;
use crate::note::Record;
use crate::text::{self, Span};

/// Longest name, in bytes.
pub(super) const MOST: usize = 300;

/// Most places that one key marks; whoever means more means a rule.
pub(super) const MOST_PLACES: usize = 500;

/// Small words that stand within names.
const JOINTS: [&str; 24] = [
    "al", "bin", "ibn", "bint", "de", "del", "della", "di", "da", "dos", "du", "des", "van", "von", "der", "den",
    "ter", "of", "and", "et", "y", "el", "ul", "e",
];

/// The passage that a mark goes on; `None` where there is none.
pub(super) fn passage(app: &App) -> Option<Span> {
    at_hand(app).or_else(|| unconfirmed(app).next().map(|mention| mention.span))
}

/// The passage that the reader pointed at: the selection, what is at the caret, else the name or match that was gone to last
/// and of which nothing was decided since.
pub(super) fn at_hand(app: &App) -> Option<Span> {
    if let Mode::Select(_) = app.mode {
        return app.passage();
    }
    if let Some(at) = app.caret() {
        return at_caret(app, at);
    }
    let names = &app.entities;
    // A search forgets the name before it; so a name came after the search.
    let last = names.current.or_else(|| at_caret(app, app.search.current?.start));
    last.filter(|span| names.handled != Some(*span) && in_view(app).contains(span.start))
}

/// The names in view that nobody confirmed, in order.
pub(super) fn unconfirmed(app: &App) -> impl Iterator<Item = &Mention> {
    let view = in_view(app);
    app.entities.touching(view).filter(move |m| !is_sure(m) && view.contains(m.span.start))
}

fn in_view(app: &App) -> Span {
    Span::new(app.reader.top_offset, app.reader.view.end.max(app.reader.top_offset))
}

fn at_caret(app: &App, at: usize) -> Option<Span> {
    if let Some(mention) = app.entities.at(at).next() {
        return Some(mention.span);
    }
    let refused = app.notes.placed.iter().filter(|place| place.span.is_some_and(|span| span.contains(at)));
    let refused = refused
        .filter(|place| app.notes.book.get(&place.id).and_then(Record::as_mark).is_some_and(|mark| mark.rejected));
    if let Some(span) = refused.filter_map(|place| place.span).min_by_key(|span| span.len()) {
        return Some(span);
    }
    let briefing = app.document.briefing();
    let word = motion::word_at(briefing, at)?;
    Some(between(app, word, grown(briefing, word)))
}

/// `name` as far as it goes around `word` without a word of somebody else's name.
fn between(app: &App, word: Span, name: Span) -> Span {
    let others = || app.entities.touching(name).map(|mention| mention.span);
    let start = others().map(|span| span.end).filter(|end| *end <= word.start).max().unwrap_or(name.start);
    let end = others().map(|span| span.start).filter(|start| *start >= word.end).min().unwrap_or(name.end);
    let text = &app.document.briefing().text;
    let words = capitalised_part(text, Span::new(start.max(name.start), end.min(name.end)));
    Span::new(words.start.min(word.start), words.end.max(word.end))
}

/// `span` from its first capitalised word to its last.
fn capitalised_part(text: &str, span: Span) -> Span {
    let words = text::slice(text, span).unicode_word_indices();
    let mut large = words
        .filter(|(_, word)| is_capitalised(word))
        .map(|(at, word)| (span.start + at, span.start + at + word.len()));
    let Some(first) = large.next() else { return span };
    let last = large.next_back().unwrap_or(first);
    Span::new(first.0, last.1)
}

/// The whole name that a word is part of: the run of capitalised words around it. A word that is not capitalised, or of
/// a script without capitals, stays by itself.
pub(super) fn grown(briefing: &Briefing, word: Span) -> Span {
    if !is_capitalised(text::slice(&briefing.text, word)) {
        return word;
    }
    let mut name = word;
    while let Some(start) = reach(briefing, name, units::previous_word).filter(|_| name.len() < MOST) {
        name = Span::new(start.start, name.end);
    }
    while let Some(end) = reach(briefing, name, units::next_word).filter(|_| name.len() < MOST) {
        name = Span::new(name.start, end.end);
    }
    name
}

/// The capitalised word beside a name, or behind one small word that stands within names.
fn reach(briefing: &Briefing, name: Span, beside: fn(&Briefing, Span) -> Option<Span>) -> Option<Span> {
    let next = beside(briefing, name).filter(|word| is_joined(briefing, name, *word))?;
    let words = text::slice(&briefing.text, next);
    if is_capitalised(words) {
        return Some(next);
    }
    let further = beside(briefing, next).filter(|word| is_joined(briefing, next, *word))?;
    let is_joint = JOINTS.contains(&words.to_lowercase().as_str());
    (is_joint && is_capitalised(text::slice(&briefing.text, further))).then_some(further)
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// True when nothing but a space, a hyphen, or the full stop of a short word and a space stands between two words.
fn is_joined(briefing: &Briefing, one: Span, other: Span) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    if first.end > second.start || briefing.block_at(first.start) != briefing.block_at(second.start) {
        return false;
    }
    let between = text::slice(&briefing.text, first.end..second.start);
    let last = text::slice(&briefing.text, first).rsplit([' ', '.', '-']).find(|w| !w.is_empty()).unwrap_or("");
    let is_short = last.chars().count() <= 4;
    matches!(between, "" | " " | "-" | "‑" | "\u{a0}" | "\n") || (between == ". " && is_short)
}

/// Every place where the words of `span` stand as whole words, `span` among them, in order; `None` where there are more
/// than one key may mark.
pub(super) fn everywhere(briefing: &Briefing, span: Span) -> Option<Vec<Span>> {
    let words = text::slice(&briefing.text, span);
    let query = Query { pattern: words.to_owned(), regex: false, whole_word: true, match_case: true };
    let Ok(Some(finder)) = query.compile() else { return Some(vec![span]) };
    let blocks = 0..briefing.blocks.len();
    let found = blocks.flat_map(|block| finder.in_block(briefing, block).collect::<Vec<_>>());
    let mut found: Vec<Span> = found.take(MOST_PLACES + 1).collect();
    if !found.contains(&span) {
        found.push(span);
        found.sort_by_key(|s| s.start);
    }
    (found.len() <= MOST_PLACES).then_some(found)
}
