//! What the first lines of a Markdown or HTML document say that its head does not: date, "as of", handling.
//!
//! Plain text has richer rules of its own ([`super::plain`]). Here only what cannot be meant otherwise is taken: a line
//! that is a date, a line `Label: value` with a label of ours, a dateline, a day in the title. The text stays as it is.

use super::plain::fields::Field;
use super::{fields, plain, title};
use crate::briefing::{BlockKind, Briefing, Handling, Header, PartialDate, Tlp};
use crate::clean::Clean;
use crate::dates;
use crate::text;

/// Blocks that can belong to the head of a document.
const BLOCKS: usize = 8;
/// Longest line that is a label with its value, in bytes.
const MAX_LINE: usize = 160;
/// A dateline ends within this many bytes.
const MAX_DATELINE: usize = 90;

/// Fills empty header fields from the lead of `briefing`.
pub(super) fn settle(briefing: &mut Briefing) {
    let mut header = std::mem::take(&mut briefing.header);
    let title = header.title.as_ref().map(|t| title::letters(t));
    // A heading that also is the title does not end the lead.
    let headings = |index: &usize| {
        matches!(briefing.blocks.get(*index).map(|b| b.kind), Some(BlockKind::Heading(_)))
            && title.as_ref() != Some(&title::letters(briefing.block_text(*index)))
    };
    // A second heading may stand right below the title: `Situation Report No. 4` over `Floods in the North`.
    let titled = |index: &usize| briefing.blocks.get(*index).is_some_and(|b| b.kind == BlockKind::Title);
    let start = (0..briefing.blocks.len()).find(|i| !headings(i) && !titled(i)).unwrap_or(0);
    (0..start.min(BLOCKS)).for_each(|block| banners(briefing.block_text(block), &mut header));
    let lead = (start..briefing.blocks.len().min(start + BLOCKS)).take_while(|index| !headings(index));
    for block in lead {
        let text = briefing.block_text(block);
        extras(briefing, block, &mut header);
        text.split('\n').filter(|line| line.len() <= MAX_LINE).for_each(|line| label(line.trim(), &mut header));
        header.date = header.date.or_else(|| dateline(text));
        if header.dateline.is_none() && text.len() > MAX_DATELINE {
            header.dateline = plain::dateline::dateline(text).map(|(place, _)| place);
        }
        banners(text, &mut header);
        handling(text, &mut header);
    }
    if header.date.is_none() {
        header.date = header.title.as_ref().and_then(|title| day(title)).map(|(_, date)| date);
    }
    briefing.header = header;
}

/// Fields that the program has no name for, such as `Author: Desk`, where they stand in one block or list with one that it
/// knows: what plain text does with them.
fn extras(briefing: &Briefing, block: usize, header: &mut Header) {
    let kind = |at: usize| briefing.blocks.get(at).map(|block| block.kind);
    let is_item = |at: usize| matches!(kind(at), Some(BlockKind::Item { .. }));
    let known = |at: usize| {
        let lines = if at == block || is_item(at) && is_item(block) { briefing.block_text(at) } else { "" };
        lines.split('\n').filter_map(pair).any(|(key, _)| plain::fields::field(key).is_some())
    };
    let beside = [Some(block), block.checked_sub(1), Some(block + 1), block.checked_sub(2), Some(block + 2)];
    let whole = briefing.block_text(block).split('\n').all(|line| pair(line).is_some());
    if !whole || !beside.into_iter().flatten().filter(|at| kind(*at).is_some()).any(known) {
        return;
    }
    for (key, value) in briefing.block_text(block).split('\n').filter_map(pair) {
        let told = matches!(
            fields::canonical(key).as_str(),
            "date"
                | "published"
                | "issued"
                | "date_of_issue"
                | "release_date"
                | "as_of"
                | "period"
                | "next_due"
                | "handling"
        );
        // What the front matter has said of a list is not said again.
        let listed = match plain::fields::field(key) {
            Some(Field::Refs) => !header.refs.is_empty(),
            Some(Field::Tags) => !header.tags.is_empty(),
            Some(Field::Source) => !header.sources.is_empty(),
            _ => header.extra.iter().any(|(known, _)| text::fold(known) == text::fold(key)),
        };
        if !told && !listed {
            plain::fields::store(header, key, value);
        }
    }
}

/// Key and value of a line of the head, behind a bullet or not.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['•', '-', '*', ' ']);
    let found = plain::fields::split(line).filter(|(_, value)| !value.is_empty() && line.len() <= MAX_LINE);
    found.filter(|(key, _)| key.starts_with(|c: char| !c.is_lowercase()) && key.split(' ').count() <= 3)
}

fn label(line: &str, header: &mut Header) {
    if header.date.is_none() {
        header.date = dates::parse(line).filter(|d| d.day().is_some()).or_else(|| posted(line));
    }
    if header.date.is_none()
        && let Some((place, date)) = plain::dateline::signed(&[line])
    {
        header.date = Some(date);
        header.dateline = header.dateline.take().or(place);
    }
    let Some((key, value)) = line.split_once(':') else { return };
    let value = value.trim();
    if key.is_empty() || key.len() > 40 || value.is_empty() {
        return;
    }
    let value_line = || Some(Clean::line(value));
    match fields::canonical(key).as_str() {
        "date" | "published" | "issued" | "date_of_issue" | "release_date" if header.date.is_none() => {
            header.date = fields::date(value).or_else(|| first(value));
        }
        "as_of" if header.as_of.is_none() => {
            header.as_of = value_line();
            header.date = header.date.or_else(|| day(value).map(|(_, date)| date));
        }
        "period" if header.period.is_none() => header.period = value_line(),
        "next_due" if header.next_due.is_none() => header.next_due = value_line(),
        "handling" => {
            let marking = plain::fields::marking(key, value);
            if marking.tlp.is_some() || marking.classification.is_some() {
                plain::fields::mark(header, marking);
            }
        }
        _ => {}
    }
}

/// `March 14, 2024 | By Jan`: the day that a value begins with, parted from the rest.
fn first(value: &str) -> Option<PartialDate> {
    let (span, date) = dates::find(value).filter(|(span, date)| span.start == 0 && date.day().is_some())?;
    let rest = text::slice(value, span.end..value.len()).trim_start();
    rest.starts_with(['|', '·', '•', '–', '—', ',', ';', '(']).then_some(date)
}

/// `Posted on March 3, 2024 by Jan`
fn posted(line: &str) -> Option<PartialDate> {
    let (span, date) = dates::find(line).filter(|(_, date)| date.day().is_some())?;
    let rest = text::slice(line, span.end..line.len()).trim_start();
    let led = dates::trim_lead(text::slice(line, 0..span.start)).trim_matches([':', ' ']).is_empty();
    (led && ["by ", "in ", "|", "·", "•", "-", "–"].iter().any(|next| rest.starts_with(next)) && line.len() <= 100)
        .then_some(date)
}

/// `GENEVA, 30 January 2024 – …`: a day near the start, and a dash behind it.
fn dateline(text: &str) -> Option<PartialDate> {
    let near = text::slice(text, 0..text::letter_start(text, MAX_DATELINE));
    let (end, date) = day(near)?;
    let after = text::slice(text, end..text.len()).trim_start_matches([')', ' ']);
    after.starts_with(['—', '–', '―', '-']).then_some(date)
}

/// The first date in `text`, when it is known to the day, and where it ends.
fn day(text: &str) -> Option<(usize, PartialDate)> {
    dates::find(text).filter(|(_, date)| date.day().is_some()).map(|(span, date)| (span.end, date))
}

/// Lines that are a marking and nothing else, as in plain text.
fn banners(text: &str, header: &mut Header) {
    let lines = text.split('\n').filter(|line| line.len() <= MAX_LINE);
    lines
        .filter_map(|line| plain::fields::banner(line.trim()))
        .for_each(|marking| plain::fields::mark(header, marking));
}

/// A TLP label that is a line of its own or ends a paragraph.
fn handling(text: &str, header: &mut Header) {
    if header.handling.is_some() {
        return;
    }
    let at = text.rfind("TLP:").filter(|at| text.len() - at <= "TLP:AMBER+STRICT.".len());
    let label = at.map(|at| text::slice(text, at..text.len()).trim_end_matches('.'));
    header.handling = label.filter(|l| Tlp::find(l).is_some()).and_then(Handling::parse);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::Draft;

    fn header(lead: &[&str]) -> Header {
        let mut draft = Draft::new();
        for block in lead {
            draft.open(BlockKind::Paragraph, 1);
            for (index, line) in block.split('\n').enumerate() {
                if index > 0 {
                    draft.line_break();
                }
                draft.push(line);
            }
        }
        draft.block(BlockKind::Heading(2), "Section", 9);
        draft.block(BlockKind::Paragraph, "2020-01-01", 10);
        let mut briefing = draft.finish().0;
        settle(&mut briefing);
        briefing.header
    }

    #[test]
    fn dates_that_are_meant_as_the_date() {
        let date = |lead: &[&str]| header(lead).date.map(|d| d.to_string());
        assert_eq!(date(&["Summary.", "January 19, 2000"]).as_deref(), Some("2000-01-19"));
        assert_eq!(date(&["Published: 2024-01-30"]).as_deref(), Some("2024-01-30"));
        assert_eq!(date(&["GENEVA, 2024-01-30 – Talks began."]).as_deref(), Some("2024-01-30"));
        assert_eq!(date(&["Published: March 14, 2024 | By Jo"]).as_deref(), Some("2024-03-14"));
        assert_eq!(date(&["Published: March 14, 2024 is the day"]), None);
        assert_eq!(date(&["Posted on March 3, 2024 by Jo"]).as_deref(), Some("2024-03-03"));
        assert_eq!(date(&["Puerto Príncipe, 12 de marzo de 2024"]).as_deref(), Some("2024-03-12"));
        assert_eq!(date(&["They met on 2024-01-30 in Geneva."]), None);
        assert_eq!(date(&[]).as_deref(), Some("2020-01-01"));
    }

    #[test]
    fn labels_and_handling() {
        let header = header(&[
            "As of: 2024-02-14, noon\nPeriod covered: 11 to 14\nNext update due: soon",
            "Invented. TLP:CLEAR",
        ]);
        assert_eq!(header.as_of.as_deref(), Some("2024-02-14, noon"));
        assert_eq!((header.period.as_deref(), header.next_due.as_deref()), (Some("11 to 14"), Some("soon")));
        assert_eq!(header.handling.and_then(|h| h.tlp), Some(Tlp::Clear));
    }

    #[test]
    fn banners_and_labels_join() {
        let label = |lead: &[&str]| header(lead).handling.map(|h| h.label.to_string()).unwrap_or_default();
        assert_eq!(label(&["SECRET//NOFORN", "Text.", "TLP: green"]), "SECRET//NOFORN · TLP:GREEN");
        assert_eq!(label(&["Classification: SECRET\nTLP:AMBER"]), "SECRET · TLP:AMBER");
        assert_eq!(label(&["SECRET TALKS IN OSLO", "Marking: see below"]), "");
    }
}
