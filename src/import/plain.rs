//! Plain text: the format of wires, cables, readouts and mails, whose structure is only in its layout.
//!
//! Recipe: a bounded survey of the document (how wide was it wrapped, which headings come again and again), then one
//! pass over its groups of lines. The head (markings, fields, title, datelines) is read first; everything behind it is
//! headings, items, tables, quotations, rules and paragraphs. Decisions weigh several signs, since every single one of
//! them also occurs in running text.
//!
//! Invariant: every character that is not white space reaches the draft, but for the ` date YYYY-MM-DD ` prefix, the
//! signs that only draw a heading (its underline, `#`, its frame), the hyphen that only cut a word at the end of a line, and the `>`
//! of quotations. Time and memory are linear; no list
//! of all lines is kept, and the source goes as its blocks come.
//!
//! What it does not do: it decodes nothing (line ends are `\n` already) and reads no inline markup.

use crate::briefing::{Draft, PartialDate};
use crate::clean::Clean;
use crate::dates;
use crate::text;

mod ahead;
mod around;
mod aside;
mod below;
mod body;
mod broken;
mod contents;
pub(in crate::import) mod dateline;
pub(in crate::import) mod fields;
mod figure;
mod frames;
mod genre;
mod grid;
mod head;
mod heading;
mod letterhead;
mod levels;
pub(in crate::import) mod lines;
mod list;
pub(in crate::import) mod marker;
mod masthead;
pub(in crate::import) mod role;
mod run_in;
mod setting;
mod shape;
mod sign;
mod source;
mod speaker;
mod surround;
mod survey;
mod title;
mod wire;

use body::Body;
use head::Head;
use lines::{Group, Lines};
use source::Source;
use survey::Survey;

/// Groups in which a dateline may stand.
const LATE: u32 = 8;

/// Reads `text` into `draft`, and gives back the memory of what is read. Line ends are `\n`; `file_name` gives the date
/// when the text has none.
pub fn read(text: String, file_name: &str, draft: &mut Draft) {
    read_in_pieces(text, source::PIECE, file_name, draft);
}

/// The same in pieces of `size` bytes, which makes no difference to the result.
fn read_in_pieces(text: String, size: usize, file_name: &str, draft: &mut Draft) {
    draft.reserve(text.len());
    let (start, line) = opening(&text, draft);
    let survey = Survey::of(text::slice(&text, start..text.len()));
    let mut reader = Reader::new(Body::new(draft, survey));
    let mut source = Source::new(text, start, line, size);
    while let Some(mut groups) = source.groups() {
        while let Some(group) = groups.next_seen(reader.reach()) {
            reader.group(group);
        }
        let read = groups.place();
        source.go_on(read);
    }
    let Reader { head, closing, .. } = reader;
    settle_date(draft, &head, closing, file_name);
}

/// Reads the prefix with the date, when the text has one: the byte and the line behind it.
fn opening(text: &str, draft: &mut Draft) -> (usize, u32) {
    let body = text.trim_start_matches('\u{FEFF}');
    let Some((date, behind)) = dateline::date_prefix(body) else { return (text.len() - body.len(), 1) };
    draft.header().date = Some(date);
    let start = text.len() - behind.len();
    let breaks = text.bytes().take(start).filter(|b| *b == b'\n').count();
    (start, u32::try_from(breaks).map_or(1, |breaks| breaks.saturating_add(1)))
}

/// Takes groups of lines, one by one.
struct Reader<'d> {
    body: Body<'d>,
    head: Head,
    closing: Closing,
    /// A dateline may still come.
    dateline: bool,
    groups: u32,
}

impl<'d> Reader<'d> {
    fn new(body: Body<'d>) -> Self {
        Self { body, head: Head::default(), closing: Closing::default(), dateline: true, groups: 0 }
    }

    /// How many groups behind the next one it is judged by.
    fn reach(&self) -> usize {
        if self.head.is_open() { ahead::REACH } else { 0 }
    }

    fn group(&mut self, group: Group<'_, '_>) {
        let lines = Lines::new(group, &self.body.survey);
        let taken = if self.head.is_open() { self.head.group(&lines, &mut self.body) } else { 0 };
        let draft = &mut *self.body.draft;
        if self.dateline && lines.get(taken).is_some() {
            // A number or a by-line may still stand above the first paragraph.
            let found = (taken..taken + 3).any(|at| lines.get(at).is_some_and(|line| find_dateline(line, draft)));
            self.dateline = !found && self.head.is_open();
        } else if self.groups < LATE && draft.header().dateline.is_none() {
            // Points of news may come before the first paragraph: `NEW YORK, Jan 17 (Reuters) - …`.
            let first = lines.get(0).filter(|line| line.contains(" (") && shape::is_prose(line));
            first.map(|line| find_dateline(line, draft));
        }
        if self.groups < LATE {
            late_date(lines.group.lines, self.dateline, draft);
        }
        self.groups += 1;
        self.body.group(&lines, taken);
        self.closing.group(lines.group.lines);
    }
}

/// A day that stands at the end, as ministries sign what they issue.
#[derive(Default)]
struct Closing {
    found: Option<(Option<Clean>, PartialDate)>,
}

impl Closing {
    /// Takes the next group: a day, or what makes the day before it no longer the end. Signs and addresses may follow.
    fn group(&mut self, lines: &[&str]) {
        const FOOT: usize = 120;
        let bytes = lines.iter().map(|line| line.len()).sum::<usize>();
        if bytes > 2 * FOOT {
            self.found = None;
        } else if let Some(found) = dateline::signed(lines) {
            self.found = Some(found);
        } else if bytes > FOOT {
            self.found = None;
        }
    }
}

/// A day below the name of its field, where neither has a mark: `Published` over `22 February 2024`. Before the first
/// running text a day alone is enough.
fn late_date(lines: &[&str], untold: bool, draft: &mut Draft) {
    if draft.header().date.is_some() {
        return;
    }
    let labelled = |pair: &&[&str]| {
        let key = pair.first().map_or("", |line| line.trim().trim_end_matches(':'));
        key.len() <= 40 && fields::field(key) == Some(fields::Field::Date)
    };
    let found = lines.windows(2).find(labelled).and_then(|pair| dates::parse(pair.last()?));
    let alone = || if let [line] = lines { dates::parse(line).filter(|_| untold && line.len() > 4) } else { None };
    draft.header().date = found.or_else(alone).filter(|date| date.day().is_some());
}

/// Reads the dateline of a first paragraph into the header; true when the paragraph was one.
fn find_dateline(paragraph: &str, draft: &mut Draft) -> bool {
    let header = draft.header();
    if let Some((place, date)) = dateline::dateline(paragraph) {
        header.dateline = header.dateline.take().or(Some(place));
        header.date = header.date.or(date);
    }
    shape::is_prose(paragraph)
}

fn settle_date(draft: &mut Draft, head: &Head, closing: Closing, file_name: &str) {
    let header = draft.header();
    if header.date.is_some() {
        return;
    }
    let current = header.as_of.as_ref().and_then(|as_of| dates::find(as_of)).map(|(_, date)| date);
    let exact = |date: &PartialDate| date.day().is_some();
    header.date = current.or(head.fallback().filter(exact));
    if header.date.is_none()
        && let Some((place, date)) = closing.found
    {
        header.date = Some(date);
        header.dateline = header.dateline.take().or(place);
    }
    header.date = header.date.or(head.fallback()).or_else(|| dates::in_file_name(file_name));
}

#[cfg(test)]
mod tests;
