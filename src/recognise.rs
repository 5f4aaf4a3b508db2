//! Who, where, which body and when a text speaks of. Offline, in one pass of some milliseconds a megabyte.
//!
//! Recipe: the text is cut into words, each looked up and counted (`page`); a linear model labels the words between which
//! names may be, twice, the second time with what the first found elsewhere in the text (`reader`); rules find dates,
//! sums, quantities and nationalities (`rules`); what everybody knows is put right (`sense`); a gazetteer finds places in
//! scripts that the model does not read ([`atlas`]); and what belongs together in the text is brought together (`family`).
//!
//! Headings are texts of their own: no name goes on from one into the next paragraph.
//!
//! The model ships as a file of weights that is used as it lies on disk, so nothing is read at the start. How it is made
//! and from what: [`training`] and `model/README.md`.
//!
//! What the reader's registry knows is found by its names ([`names`]); what all say together is one list ([`mod@gather`]).
//!
//! What it does not do: decide which Springfield is meant, or read people and bodies in other
//! scripts than Latin.

pub mod atlas;
mod bodies;
mod dateline;
mod days;
mod decode;
mod family;
mod features;
pub mod gather;
mod hash;
mod label;
mod lexicon;
pub mod names;
mod page;
mod pieces;
mod reader;
mod realm;
mod rules;
mod run;
mod sense;
mod shorts;
mod sieve;
mod sparse;
mod speech;
mod stated;
mod titles;
mod tongue;
pub mod training;
mod votes;
mod weights;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use crate::briefing::{Block, BlockKind, Briefing, Classification};
use crate::dates;
use crate::entity::{Kind, Mention, Origin};
use crate::text::{self, Span};

use family::{Draft, Drafts};
use page::Page;
use words::Look;

pub use dateline::when;
pub use days::Days;
pub use gather::{Marked, Sources, gather};
pub use names::Names;
pub use pieces::{Piece, pieces};
pub use shorts::{lessons, untitled};
pub use weights::bytes as model;

/// How sure a rule is.
const BY_RULE: f32 = 0.9;

/// How sure the gazetteer is of a place in a script that the model does not read.
const BY_ATLAS: f32 = 0.8;

/// The mentions of a briefing in order of place. None overlap.
///
/// ```
/// use attache::import::{Hints, import};
/// let text = "Gen. Syed Asim Munir received the Iranian minister in Rawalpindi on 30 January 2024.";
/// let briefing = import(text.into(), &Hints { name: "a.txt", encoding: None }).unwrap().briefing;
/// let mentions = attache::recognise::mentions(&briefing);
/// let told: Vec<_> = mentions.iter().map(|m| (m.kind.name(), m.name.as_str())).collect();
/// assert!(told.contains(&("person", "Syed Asim Munir")));
/// assert!(told.contains(&("place", "Rawalpindi")));
/// assert!(told.contains(&("date", "2024-01-30")));
/// ```
pub fn mentions(briefing: &Briefing) -> Vec<Mention> {
    mentions_while(briefing, || true).unwrap_or_default()
}

/// The same, while `go_on` says yes; it is asked between the steps. `None` once it says no.
pub fn mentions_while(briefing: &Briefing, go_on: impl Fn() -> bool) -> Option<Vec<Mention>> {
    mentions_in_while(briefing, 0..usize::MAX, go_on, |_, _| ())
}

/// The mentions in some of the [`pieces`] of a briefing, by their numbers. What one piece says of a name does not
/// count for another, unless all are asked for: then a name is of one kind in all of them, and the last name of a person
/// stands for the full one wherever that is. `told` is told of each piece that is done how many are, and of how many.
pub fn mentions_in_while(
    briefing: &Briefing,
    numbers: Range<usize>,
    go_on: impl Fn() -> bool,
    told: impl Fn(usize, usize),
) -> Option<Vec<Mention>> {
    let pieces = pieces(briefing);
    let asked = numbers.start.min(pieces.len())..numbers.end.min(pieces.len());
    let mut drafts = Vec::new();
    for (n, piece) in pieces.get(asked.clone()).unwrap_or_default().iter().enumerate() {
        drafts.extend(in_blocks(briefing, piece.blocks.clone(), &go_on)?);
        told(n + 1, asked.len());
    }
    if asked.len() > 1 && asked.len() == pieces.len() {
        family::join(&briefing.text, &mut drafts);
    }
    let mut mentions: Vec<Mention> = drafts.into_iter().map(mention).collect();
    let days = Days::of(briefing);
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::Date) {
        let day = when(briefing, &days, mention).and_then(dates::When::day);
        mention.name = day.map_or_else(|| std::mem::take(&mut mention.name), |day| day.to_string());
    }
    // They stay as long as the briefing is open.
    mentions.shrink_to_fit();
    go_on().then_some(mentions)
}

/// What is found in some blocks, looked at as a text of their own.
fn in_blocks(briefing: &Briefing, blocks: Range<usize>, go_on: &dyn Fn() -> bool) -> Option<Vec<Draft>> {
    let own = briefing.blocks.get(blocks.clone()).unwrap_or_default();
    let labels = speech::labels(&briefing.text, own);
    let said = |(block, label): (&Block, &Option<speech::Label>)| {
        let label = label.map_or(0, |label| label.span.len());
        stretches(&briefing.text, &Block { span: Span::new(block.span.start + label, block.span.end), ..*block })
    };
    let spans = own.iter().zip(&labels).flat_map(said);
    let headings = own.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_) | BlockKind::Title));
    let frame = Frame {
        headings: headings.map(|b| b.span).collect(),
        speakers: labels.iter().flatten().filter_map(|label| label.name).collect(),
        alone: own.iter().filter(|b| b.kind == BlockKind::Paragraph).map(|b| b.span).collect(),
        stated: Vec::new(),
    };
    let stated = stated::find(briefing, blocks, go_on);
    go_on().then_some(())?;
    find_while(&briefing.text, spans, &Frame { stated, ..frame }, go_on)
}

/// The parts of a block in which names may be; no name reaches from one into the next.
fn stretches(whole: &str, block: &Block) -> Vec<Span> {
    let span = match block.kind {
        BlockKind::Code | BlockKind::Rule => return Vec::new(),
        BlockKind::Item { marker, .. } => Span::new(block.span.start + usize::from(marker), block.span.end),
        BlockKind::Heading(_) => {
            Span::new(block.span.start + numbering(text::slice(whole, block.span)), block.span.end)
        }
        _ => block.span,
    };
    let span = Span::new(span.start + portion(text::slice(whole, span)), span.end);
    let is_table = block.kind == BlockKind::Table;
    let mut at = span.start;
    let mut out = Vec::new();
    for line in text::slice(whole, span).split_inclusive('\n') {
        // The cells of a table are apart by a tab, or by more than one space.
        let cells = line.split_inclusive('\t').flat_map(|cell| cell.split_inclusive("  "));
        let cells: Vec<&str> = if is_table { cells.collect() } else { vec![line] };
        for cell in cells {
            out.push(Span::new(at, at + cell.len()));
            at += cell.len();
        }
    }
    out
}

/// Bytes of the number that a heading begins with: in `A. Cameroon` the letter is nobody's initial.
fn numbering(heading: &str) -> usize {
    let Some((number, rest)) = heading.split_once(' ') else { return 0 };
    let inner = number.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let counts = inner.len() < number.len()
        && inner.len() <= 5
        && !rest.trim().is_empty()
        && (inner.chars().all(|c| c.is_ascii_digit() || c == '.')
            || inner.len() == 1
            || inner.chars().all(|c| "IVXivx".contains(c)));
    let levels =
        inner.contains('.') && inner.chars().all(|c| c.is_ascii_digit() || c == '.') && !rest.trim().is_empty();
    if counts || levels { number.len() + 1 } else { 0 }
}

/// Bytes of the marking that a paragraph begins with: `(SBU)`.
fn portion(paragraph: &str) -> usize {
    let close = paragraph.get(..paragraph.len().min(30)).and_then(|head| head.find(')')).map_or(0, |at| at + 1);
    if Classification::portion(paragraph).is_some() { close } else { 0 }
}

/// What is known of a text from its blocks.
#[derive(Debug, Default)]
struct Frame {
    /// Title and headings.
    headings: Vec<Span>,
    /// Names of speakers before what they say; they stand in no stretch.
    speakers: Vec<Span>,
    /// Paragraphs.
    alone: Vec<Span>,
    /// The names that the head of the briefing gives, where they stand.
    stated: Vec<Draft>,
}

#[cfg(test)]
fn find(whole: &str, spans: impl IntoIterator<Item = Span>, frame: &Frame) -> Vec<Mention> {
    find_while(whole, spans, frame, &|| true).unwrap_or_default().into_iter().map(mention).collect()
}

fn find_while(
    whole: &str,
    spans: impl IntoIterator<Item = Span>,
    frame: &Frame,
    go_on: &dyn Fn() -> bool,
) -> Option<Vec<Draft>> {
    let page = Page::new(whole, spans);
    go_on().then_some(())?;
    let mut drafts = named(&page);
    go_on().then_some(())?;
    for found in rules::find(&page) {
        settle(&page, &mut drafts, found);
    }
    for (span, known) in atlas::scan(&page) {
        drafts.add(Draft { span, kind: Kind::Place, name: known.name.to_owned(), score: BY_ATLAS });
    }
    go_on().then_some(())?;
    for span in &frame.speakers {
        let name = speech::small(text::slice(whole, *span));
        drafts.add(Draft { span: *span, kind: Kind::Person, name, score: BY_RULE });
    }
    realm::complete(&page, &mut drafts);
    sense::first(&page, &mut drafts);
    family::unite(&page, &mut drafts);
    sense::last(&page, &mut drafts);
    stated::put(&mut drafts, frame.stated.clone());
    let headings = &frame.headings;
    let in_heading = |span: Span| {
        let next = headings.partition_point(|heading| heading.end <= span.start);
        headings.get(next).is_some_and(|heading| heading.overlaps(span))
    };
    let body: HashSet<&str> =
        drafts.0.values().filter(|draft| !in_heading(draft.span)).map(|draft| draft.name.as_str()).collect();
    // Headings write large what is no name: an event is too easily seen in them, and a body of several words that the
    // text does not speak of as well.
    // `NNNN`, `HECK`: a word that is all its paragraph has is a sign of the wire or a signature.
    let is_sign = |draft: &Draft| {
        let word = text::slice(whole, draft.span);
        let paragraph = frame.alone.partition_point(|alone| alone.end <= draft.span.start);
        draft.kind == Kind::Organisation
            && !word.contains(char::is_whitespace)
            && !word.contains(char::is_lowercase)
            && frame.alone.get(paragraph).is_some_and(|alone| text::slice(whole, *alone).trim() == word)
    };
    let is_shown = |draft: &Draft| match draft.kind {
        _ if is_sign(draft) => false,
        Kind::Event => !in_heading(draft.span),
        Kind::Organisation if draft.name.contains(' ') => {
            body.is_empty() || body.contains(draft.name.as_str()) || !in_heading(draft.span)
        }
        _ => true,
    };
    // The names are the only thing that is kept: what they were found by makes room for them.
    drop(page);
    let keep: Vec<bool> = drafts.0.values().map(|draft| is_shown(draft) && is_whole(whole, draft.span)).collect();
    Some(drafts.0.into_values().zip(keep).filter_map(|(draft, keep)| keep.then_some(draft)).collect())
}

/// What the model reads on a page.
fn named(page: &Page<'_>) -> Drafts {
    let reading = reader::read(page, weights::shipped());
    let tongue = tongue::of(page);
    let is_english = tongue == tongue::Tongue::Unknown;
    let names = reading.names(page).into_iter().filter_map(|((from, to, sort), score)| {
        let span = Span::new(page.words[from].span().start, page.words[to - 1].span().end);
        // `War in Donbas`, `World War II`, but no `War Cabinet`.
        let ends = |at: usize| at + 1 == to || !matches!(page.words[at + 1].look, Look::Capital | Look::Inner);
        let is_event = || {
            (from..to).any(|at| page.form(at).known & lexicon::EVENT != 0 && page.words[at].look.is_named() && ends(at))
        };
        let kind = match sort {
            0 => Kind::Person,
            1 => Kind::Place,
            2 => Kind::Organisation,
            _ if to - from > 1 && is_event() => Kind::Event,
            _ => return None,
        };
        let mut span = training::corpus::trim(page.text, span, Some(sort));
        if kind == Kind::Person {
            span.start += sieve::lead(text::slice(page.text, span));
        }
        // `the Republican party`, as well as `the Republican Party`.
        if kind == Kind::Organisation && page.spelling(to) == "party" && page.words[to].spaced {
            span.end = page.words[to].span().end;
        }
        let kind = if kind == Kind::Place && sieve::is_somebody(text::slice(page.text, span)) {
            span.start += sieve::offices(text::slice(page.text, span));
            Kind::Person
        } else {
            kind
        };
        if sieve::is_none(text::slice(page.text, span), &kind) {
            return None;
        }
        let (kind, span) = if is_english { (kind, span) } else { abroad(page, kind, span, tongue)? };
        let name = text::slice(page.text, span).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Draft { span, kind, name, score })
    });
    let mut drafts = Drafts::default();
    names.for_each(|draft| drafts.add(draft));
    if !is_english {
        for (span, known) in atlas::latin(page, tongue == tongue::Tongue::German) {
            drafts.add(Draft { span, kind: Kind::Place, name: known.name.to_owned(), score: BY_ATLAS });
        }
    }
    drafts
}

/// What is left of a name on a page in another language than the model has read, where half the nouns or all are written
/// large: places that the gazetteer knows, people from their given name on.
fn abroad(page: &Page<'_>, kind: Kind, span: Span, tongue: tongue::Tongue) -> Option<(Kind, Span)> {
    let words = text::slice(page.text, span);
    if atlas::find(words).is_some() {
        return Some((Kind::Place, span));
    }
    // `de Gaza`; of the nouns of German any may stand before a place.
    let is_german = tongue == tongue::Tongue::German;
    if kind == Kind::Place
        && let Some((before, rest)) = words.rsplit_once(' ')
        && (is_german || before.starts_with(char::is_lowercase))
        && atlas::find(rest).is_some()
    {
        return Some((kind, Span::new(span.end - rest.len(), span.end)));
    }
    if kind != Kind::Person {
        return Some((kind, span));
    }
    // `El Consejo de Seguridad`
    let article = words.split(' ').next().map(text::fold);
    if article.is_some_and(|word| ["el", "la", "los", "las", "le", "les", "der", "die", "das"].contains(&word.as_str()))
    {
        return None;
    }
    // `von Feuerwehr und Polizei`
    if is_german && words.starts_with(char::is_lowercase) && words.split_whitespace().count() == 2 {
        return None;
    }
    let folded: Vec<String> = words.split_whitespace().map(text::fold).collect();
    let skipped = tongue::person_from(&folded)?;
    let from: usize =
        words.split_inclusive(char::is_whitespace).filter(|w| !w.trim().is_empty()).take(skipped).map(str::len).sum();
    let rest = Span::new(span.start + from, span.end);
    text::slice(page.text, rest).starts_with(char::is_alphabetic).then_some((kind, rest))
}

/// Takes in what a rule found. A name that the model read around it stays, but for one that is nothing else.
fn settle(page: &Page<'_>, drafts: &mut Drafts, found: rules::Found) {
    drafts.clear(found.span, |draft| draft.kind != found.kind && !is_rule(&draft.kind));
    let name = found.name.unwrap_or_else(|| text::slice(page.text, found.span).to_owned());
    drafts.add(Draft { span: found.span, kind: found.kind, name, score: BY_RULE });
}

fn is_rule(kind: &Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Money | Kind::Quantity | Kind::Nationality)
}

/// True when no grapheme is cut.
fn is_whole(whole: &str, span: Span) -> bool {
    let is_border = |at: usize| text::letter_start(whole, at) == at;
    // Between two plain letters there is always one; before a plain one there may be a sign that belongs to it.
    let plain =
        |at: Option<usize>| at.and_then(|at| whole.as_bytes().get(at)).is_none_or(|b| (b' '..=b'~').contains(b));
    let is_whole = |at: usize| (plain(Some(at)) && plain(at.checked_sub(1))) || is_border(at);
    is_whole(span.start) && is_whole(span.end)
}

fn mention(draft: Draft) -> Mention {
    let known = (draft.kind == Kind::Place).then(|| atlas::find(&draft.name)).flatten();
    let name = known.map_or(draft.name, |known| known.name.to_owned());
    Mention { span: draft.span, kind: draft.kind, name, origin: Origin::Suggested, score: draft.score, id: None }
}

#[cfg(test)]
mod tests;
