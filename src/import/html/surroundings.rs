//! What surrounds the text of a page: navigation, what stands outside the `main` element, what is for browsers without
//! scripts. Links alone are left out; whatever says something is kept, or a warning tells of it. Markings count wherever
//! they stand.

use std::ops::Range;

use super::pieces::{Kind, Page, Piece, within};
use crate::briefing::Draft;
use crate::clean::Clean;
use crate::import::{plain, title};
use crate::text;

/// A block with as many characters outside of links is a paragraph, not a name or a label.
const PARAGRAPH: usize = 40;
/// `noscript` elements that are compared with the rest of the page.
const MAX_COMPARED: usize = 100;

/// Settles which pieces are left out.
pub(super) fn leave_out(page: &mut Page, draft: &mut Draft) {
    let (links, mut kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut page.nav).into_iter().partition(|nav| !says_something(page, nav));
    page.nav = merged(links.clone());
    kept.extend(page.feet.iter().filter(|foot| says_something(page, foot)).cloned());
    let around = around_main(page);
    let mut out = without(around.clone(), &merged(kept));
    out.extend(links.iter().cloned());
    out.extend(repeated(page));
    let out = merged(out);
    let shown = (0..page.pieces.len()).any(|index| is_text(page, index) && !within(&out, index));
    page.nav = if shown { out } else { Vec::new() };
    markings(page, draft);
    if !around.is_empty() {
        tell(page, &merged(links), draft);
    }
}

/// What stands outside the `main` elements, when most of the text and the top heading are in there.
fn around_main(page: &Page) -> Vec<Range<usize>> {
    let (mut inside, mut outside) = (0, 0);
    let (mut titled, mut titled_outside) = (false, false);
    for (index, piece) in page.pieces.iter().enumerate().filter(|(index, _)| !page.is_nav(*index)) {
        let in_main = within(&page.main, index);
        match piece {
            Piece::Text(text) if in_main => inside += text.trim().len(),
            Piece::Text(text) => outside += text.trim().len(),
            Piece::Open(Kind::Heading(1), _) => {
                titled |= in_main;
                titled_outside |= !in_main;
            }
            _ => {}
        }
    }
    if inside > outside && (titled || !titled_outside) {
        without(std::iter::once(0..page.pieces.len()).collect(), &page.main)
    } else {
        Vec::new()
    }
}

/// True for a paragraph or a top heading that is more than links.
fn says_something(page: &Page, range: &Range<usize>) -> bool {
    let opens = page.pieces.iter().enumerate().take(range.end).skip(range.start);
    opens.filter_map(|(index, piece)| matches!(piece, Piece::Open(..)).then_some((index, piece))).any(
        |(index, piece)| {
            let text = page.unlinked(index);
            let rights = text.starts_with('©') || text::fold(text::prefix_cells(&text, 12)).starts_with("copyright");
            match piece {
                Piece::Open(Kind::Heading(1), _) => text.chars().any(char::is_alphabetic),
                _ => !rights && text.chars().filter(|c| c.is_alphanumeric()).take(PARAGRAPH).count() == PARAGRAPH,
            }
        },
    )
}

/// What is for browsers without scripts and says what the rest of the page says.
fn repeated(page: &Page) -> Vec<Range<usize>> {
    if page.noscript.is_empty() {
        return Vec::new();
    }
    let letters = |range: &mut dyn Iterator<Item = &Piece>| {
        title::letters(
            &range
                .filter_map(|piece| match piece {
                    Piece::Text(text) | Piece::Alt(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect::<String>(),
        )
    };
    let rest =
        letters(&mut page.pieces.iter().enumerate().filter(|(i, _)| !within(&page.noscript, *i)).map(|(_, p)| p));
    let says_the_same = |range: &&Range<usize>| {
        rest.contains(&letters(&mut page.pieces.get((*range).clone()).unwrap_or_default().iter()))
    };
    page.noscript.iter().take(MAX_COMPARED).filter(says_the_same).cloned().collect()
}

/// Markings in what is left out, and in the last line of the page.
fn markings(page: &Page, draft: &mut Draft) {
    let opens = |index: &usize| matches!(page.pieces.get(*index), Some(Piece::Open(..)));
    let left_out = page.nav.iter().cloned().flatten().filter(opens);
    let last = (0..page.pieces.len()).rev().find(opens);
    for index in left_out.chain(last) {
        if let Some(marking) = plain::fields::banner(&page.block_text(index)) {
            plain::fields::mark(draft.header(), marking);
        }
    }
}

/// Warns of what is left out and is more than links.
fn tell(page: &Page, links: &[Range<usize>], draft: &mut Draft) {
    let mut told: Option<(u32, String)> = None;
    let mut count = 0usize;
    for index in
        page.nav.iter().cloned().flatten().filter(|index| !within(links, *index) && !within(&page.noscript, *index))
    {
        let Some(Piece::Open(_, line)) = page.pieces.get(index) else { continue };
        let text = page.unlinked(index);
        if text.chars().any(char::is_alphanumeric) && plain::fields::banner(&text).is_none() {
            count += 1;
            told = told.or(Some((*line, text)));
        }
    }
    if let Some((line, text)) = told {
        let first = text::truncate(&Clean::line(&text), 40);
        let unit = if count == 1 { "line" } else { "lines" };
        draft.warn(line, format!("{count} {unit} around the main text not shown, from “{first}”"));
    }
}

fn is_text(page: &Page, index: usize) -> bool {
    matches!(page.pieces.get(index), Some(Piece::Text(text)) if !text.trim().is_empty())
}

/// `ranges` in ascending order, with those that touch joined.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match out.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

/// `ranges` without what lies in `kept`; both ascending and apart.
fn without(ranges: Vec<Range<usize>>, kept: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for range in ranges {
        let mut from = range.start;
        let first = kept.partition_point(|kept| kept.end <= range.start);
        for kept in kept.iter().skip(first).take_while(|kept| kept.start < range.end) {
            out.push(from..kept.start.max(from));
            from = kept.end;
        }
        out.push(from..range.end.max(from));
    }
    out.retain(|range| !range.is_empty());
    out
}
