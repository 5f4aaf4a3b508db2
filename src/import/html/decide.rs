//! What the page as a whole says: title, date, bold lines as headings.

use super::pieces::{Kind, Page, Piece};
use super::surroundings;
use crate::briefing::{Draft, InlineStyle, PartialDate};
use crate::clean::Clean;
use crate::dates;
use crate::import::fields;
use crate::import::title::{self, Choice};

/// Blocks that stand near the title, it included.
const NEAR: usize = 8;
/// Longest line that is looked at for the date of the page, in bytes.
const MAX_DATED: usize = 120;

/// Fills the header of `draft` and settles in `page` what is left open.
pub(super) fn decide(page: &mut Page, draft: &mut Draft) {
    surroundings::leave_out(page, draft);
    bold_headings(page);
    titles(page, draft);
    facts(page, draft);
    for (line, remark) in &page.remarks {
        draft.warn(*line, *remark);
    }
}

/// The title: a heading that the `title` element repeats, else by the common rules, else the `title` element itself.
fn titles(page: &mut Page, draft: &mut Draft) {
    let given = draft.header().title.as_ref().map(ToString::to_string);
    let headings = page.headings();
    let named = given.is_none().then(|| repeated(&headings, &page.title)).flatten();
    let list: Vec<title::Heading> = headings.iter().map(|(_, heading)| heading.clone()).collect();
    let choice = named.map_or_else(|| title::choose(&list, given.as_deref()), Choice::Title);
    match choice {
        Choice::Title(index) => page.title_piece = headings.get(index).map(|(piece, _)| *piece),
        Choice::Shared(index) => draft.header().title = headings.get(index).map(|(_, h)| Clean::line(&h.text)),
        Choice::None => {}
    }
    if page.title_piece.is_none() && draft.header().title.is_none() {
        draft.header().title = Some(Clean::line(&page.title)).filter(|t| !t.is_empty());
    }
}

/// Among the first headings of level 1 or 2 the longest whose text stands in the `title` element, which often adds the
/// name of the site.
fn repeated(headings: &[(usize, title::Heading)], given: &str) -> Option<usize> {
    let given = title::letters(given);
    let stands = |text: &str| text.len() > 3 && given.contains(&title::letters(text));
    let near = headings.iter().enumerate().take(4).filter(|(_, (_, h))| h.level <= 2 && stands(&h.text));
    near.max_by_key(|(index, (_, h))| (h.text.len(), std::cmp::Reverse(*index))).map(|(index, _)| index)
}

fn facts(page: &Page, draft: &mut Draft) {
    if draft.header().date.is_none() {
        let given = page.dates.iter().find_map(|(_, text)| fields::date(text));
        draft.header().date = given.or_else(|| timed_line(page)).or_else(|| dated_line(page));
    }
    for (name, content) in &page.meta {
        let field = match name.as_str() {
            "author" | "description" | "publisher" | "dc.creator" | "dc.publisher" => name,
            "keywords" if draft.header().tags.is_empty() => {
                let tags = content.split(',').map(Clean::line).filter(|t| !t.is_empty()).collect();
                draft.header().tags = tags;
                continue;
            }
            _ => continue,
        };
        draft.header().extra.push((Clean::line(field), Clean::line(content)));
    }
}

/// The date of a `time` element beside the title, in a line that is no sentence.
fn timed_line(page: &Page) -> Option<PartialDate> {
    const ABOVE: usize = 2;
    let title = page.title_piece.unwrap_or(0);
    let opens: Vec<usize> = page
        .pieces
        .iter()
        .enumerate()
        .filter(|(index, piece)| matches!(piece, Piece::Open(..)) && !page.is_nav(*index))
        .map(|(index, _)| index)
        .collect();
    let at = opens.iter().position(|open| *open >= title)?;
    let near = opens.get(at.saturating_sub(ABOVE)..opens.len().min(at + NEAR))?;
    // Each line is read once, however many dates it has.
    let plain = |block: &&usize| {
        let line = page.block_text(**block);
        line.len() <= MAX_DATED && (!line.ends_with(['.', '!', '?', '。']) || line.ends_with(".m."))
    };
    let near: Vec<usize> = near.iter().filter(plain).copied().collect();
    let day = |(piece, text): &(usize, String)| {
        // The block is not open yet where the element is the first in it.
        let behind = opens.partition_point(|open| open < piece);
        let block = match page.pieces.get(*piece) {
            Some(Piece::Open(..)) => *piece,
            _ => *opens.get(behind.checked_sub(1)?)?,
        };
        near.contains(&block).then(|| fields::date(text)).flatten()
    };
    page.times.iter().find_map(day)
}

/// The date of a line that is nothing else, among the first below the title, or on top of a page whose title is not in
/// its text. Further away it may be the date of anything.
fn dated_line(page: &Page) -> Option<PartialDate> {
    let from = page.title_piece.unwrap_or(0);
    let opens = |(index, piece): &(usize, &Piece)| matches!(piece, Piece::Open(..)) && !page.is_nav(*index);
    let blocks = page.pieces.iter().enumerate().skip(from).filter(opens).take(NEAR);
    blocks.map(|(index, _)| page.block_text(index)).filter(|text| text.len() <= MAX_DATED).find_map(|text| {
        let mut parts = text.split(['|', '•', '·', '\u{3000}']);
        let date = parts.find_map(|part| dates::parse(part.trim()));
        date.filter(|date| date.day().is_some())
    })
}

/// Old pages write headings as paragraphs that open with a bold line. They are headings where the page has no others
/// than its title, and at least two such lines.
fn bold_headings(page: &mut Page) {
    if page.headings().len() > 1 {
        return;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut tables = 0usize;
    for (index, piece) in page.pieces.iter().enumerate() {
        match piece {
            // Only tables with data are counted; the end of one that lays out the page finds the count at nought.
            Piece::Table(false) => tables += 1,
            Piece::EndTable => tables = tables.saturating_sub(1),
            _ if tables == 0 => found.extend(bold_end(page, index).map(|end| (index, end))),
            _ => {}
        }
    }
    if found.len() < 2 {
        return;
    }
    for (index, end) in found {
        if let Some(Piece::Open(kind @ Kind::Paragraph(0), _)) = page.pieces.get_mut(index) {
            *kind = Kind::Heading(3);
        }
        if let Some(piece) = page.pieces.get_mut(end)
            && let Piece::Break(line) = *piece
        {
            *piece = Piece::Split(line);
        }
    }
}

/// For a paragraph that opens with a bold line: the piece after it, a break or the end of the paragraph.
fn bold_end(page: &Page, index: usize) -> Option<usize> {
    if !matches!(page.pieces.get(index)?, Piece::Open(Kind::Paragraph(0), _)) || page.is_nav(index) {
        return None;
    }
    let mut depth = 0usize;
    let mut text = String::new();
    for (at, piece) in page.pieces.iter().enumerate().skip(index + 1) {
        match piece {
            Piece::Style(InlineStyle::Strong) => depth += 1,
            Piece::Style(_) | Piece::Link(_) if depth > 0 => depth += 1,
            Piece::Link(_) | Piece::Alt(_) if text.is_empty() => {}
            Piece::EndStyle => depth = depth.saturating_sub(1),
            Piece::Text(part) if depth > 0 => text.push_str(part),
            Piece::Text(part) if part.trim().is_empty() => {}
            Piece::Break(_) if depth > 0 => text.push('\n'),
            Piece::Break(_) | Piece::Close => return title::is_bold_heading(&text).then_some(at),
            _ => return None,
        }
        if text.len() > 400 {
            return None;
        }
    }
    None
}
