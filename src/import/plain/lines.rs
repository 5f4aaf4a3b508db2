//! Groups of lines between blank lines, one at a time: the whole text is never held as a list of lines, and need not be
//! there as a whole.

use memchr::{memchr, memrchr_iter};

use super::heading;
use super::marker;
use super::setting::Setting;
use super::shape;
use super::survey::Survey;
use super::wire;
use crate::dates;
use crate::text;

/// Lines a group holds at most; a longer run comes in several groups.
const MAX_GROUP: usize = 512;

/// Lines behind a group that are looked at to judge it.
const PEEK: usize = 16;

/// Reads a text group by group.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    text: &'a str,
    at: Place,
    /// Bytes at the end of `text` that are for looking ahead only, because more follows them; 0 when `text` is the last.
    margin: usize,
    lines: Vec<&'a str>,
    first_line: u32,
    cut: bool,
}

/// A place between two groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Bytes of the text before it.
    pub(super) byte: usize,
    /// Number of the line that begins there, from 1.
    pub(super) line: u32,
    /// It is inside a run of lines that was cut for its length.
    pub(super) more: bool,
}

/// A run of lines without a blank one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'g, 'a> {
    /// The lines, without white space at their ends. Never empty.
    pub(super) lines: &'g [&'a str],
    /// Number of the first line, from 1.
    pub(super) first_line: u32,
    /// The run began in the group before; it was cut for its length only.
    pub(super) cut: bool,
    /// The text after the group.
    pub(super) after: After<'a>,
}

/// A look at what follows a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct After<'a> {
    rest: &'a str,
}

impl<'a> Groups<'a> {
    /// The groups of `text`, whose first line has the number `line`.
    pub(super) fn new(text: &'a str, line: u32) -> Self {
        Self::resume(text, Place { byte: 0, line, more: false }, true)
    }

    /// The groups of `text` from `at` on; `last` when no more text follows it.
    pub(super) fn resume(text: &'a str, at: Place, last: bool) -> Self {
        let margin = if last { 0 } else { margin(text) };
        Self { text, at, margin, lines: Vec::new(), first_line: at.line, cut: false }
    }

    /// Where the next group is looked for.
    pub(super) fn place(&self) -> Place {
        self.at
    }

    /// The next group. It borrows the reader, so that the list of lines is used again.
    pub(super) fn next(&mut self) -> Option<Group<'_, 'a>> {
        self.advance().then(|| self.group())
    }

    /// The next group when the text shows all that may be looked at behind it: `ahead` groups and [`After::peek`].
    /// Otherwise nothing is read.
    pub(super) fn next_seen(&mut self, ahead: usize) -> Option<Group<'_, 'a>> {
        let before = self.at;
        let found = self.advance();
        if found && self.sees(ahead) {
            return Some(self.group());
        }
        if self.margin > 0 {
            self.at = before;
        }
        None
    }

    fn group(&self) -> Group<'_, 'a> {
        let after = After { rest: if self.at.more { "" } else { self.rest() } };
        Group { lines: &self.lines, first_line: self.first_line, cut: self.cut, after }
    }

    fn rest(&self) -> &'a str {
        text::slice(self.text, self.at.byte..self.text.len())
    }

    /// Reads the lines of the next group; false at the end.
    fn advance(&mut self) -> bool {
        self.cut = self.at.more;
        if !self.at.more {
            self.skip_blank();
        }
        self.lines.clear();
        self.first_line = self.at.line;
        self.at.more = false;
        let mut rest = self.rest();
        while let Some((line, behind)) = first_line(rest) {
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if self.lines.len() == MAX_GROUP {
                self.at.more = true;
                break;
            }
            self.lines.push(line);
            rest = behind;
            self.at.line = self.at.line.saturating_add(1);
        }
        self.at.byte = self.text.len() - rest.len();
        !self.lines.is_empty()
    }

    fn skip_blank(&mut self) {
        let mut blanks = 0usize;
        let mut rest = self.rest();
        while let Some((line, behind)) = first_line(rest) {
            if !line.trim_end().is_empty() {
                break;
            }
            blanks += 1;
            rest = behind;
        }
        self.at.byte = self.text.len() - rest.len();
        self.at.line = self.at.line.saturating_add(u32::try_from(blanks).unwrap_or(u32::MAX));
    }

    /// True when what is behind the group just read, and behind `ahead` groups more, is here to be looked at.
    fn sees(&self, ahead: usize) -> bool {
        if self.margin == 0 {
            return true;
        }
        let mut further = Groups::new(self.rest(), 1);
        (0..ahead).all(|_| further.advance()) && further.rest().len() >= self.margin
    }
}

/// Bytes at the end of `text` that hold as many line ends as are looked at behind a group. What ends before them is a
/// whole group, with whole lines behind it. More than all bytes when `text` has fewer lines.
fn margin(text: &str) -> usize {
    memrchr_iter(b'\n', text.as_bytes()).nth(PEEK - 1).map_or(usize::MAX, |at| text.len() - at)
}

impl<'a> After<'a> {
    /// The text behind the group.
    pub(super) fn rest(self) -> &'a str {
        self.rest
    }

    /// The first lines of the next two groups: the first and second of the next, the first of the one behind it.
    /// Looks at a bounded stretch of text only.
    pub(super) fn peek(self) -> [Option<&'a str>; 3] {
        let mut out = [None; 3];
        let mut rest = self.rest;
        let mut blank = true;
        let mut groups = 0;
        for _ in 0..PEEK {
            let Some((line, behind)) = first_line(rest) else { break };
            let line = line.trim_end();
            match (line.is_empty(), blank, groups) {
                (false, true, 0) => out[0] = Some(line),
                (false, false, 1) if out[1].is_none() => out[1] = Some(line),
                (false, true, 1) => {
                    out[2] = Some(line);
                    break;
                }
                _ => {}
            }
            groups += usize::from(blank && !line.is_empty());
            blank = line.is_empty();
            rest = behind;
        }
        out
    }
}

/// The first line of `text` without its line end, and the text behind it.
pub(in crate::import) fn first_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(match memchr(b'\n', text.as_bytes()) {
        Some(at) => (text::slice(text, 0..at), text::slice(text, at + 1..text.len())),
        None => (text, ""),
    })
}

/// A group with the width its lines were wrapped at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'g, 'a> {
    /// The group.
    pub(super) group: Group<'g, 'a>,
    /// Its own width, or the document's.
    pub(super) wrap: Option<usize>,
    /// How they are set.
    pub(super) setting: Setting,
}

impl<'g, 'a> Lines<'g, 'a> {
    /// The lines of `group` in a document like `survey`.
    pub(super) fn new(group: Group<'g, 'a>, survey: &Survey) -> Self {
        let setting = Setting::of(group.lines, survey.wrap);
        let wrap = setting.column.or_else(|| shape::wrap_of(group.lines, survey.wrap));
        Self { group, wrap, setting }
    }

    /// The line at `index`, without its indentation.
    pub(super) fn get(&self, index: usize) -> Option<&'a str> {
        self.group.lines.get(index).map(|line| line.trim_start())
    }

    /// The line above the one at `index`, in the same group.
    pub(super) fn above(&self, index: usize) -> Option<&'a str> {
        index.checked_sub(1).and_then(|above| self.get(above))
    }

    /// The source line of the line at `index`.
    pub(super) fn number(&self, index: usize) -> u32 {
        self.group.first_line.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// True when the next line's first word had no room at all behind line `index`.
    pub(super) fn overflows(&self, index: usize) -> bool {
        let (Some(line), Some(next), Some(wrap)) = (self.group.lines.get(index), self.get(index + 1), self.wrap) else {
            return false;
        };
        let word = next.split_whitespace().next().unwrap_or("");
        line.len() <= shape::MAX_SHORT && text::cells(line) + 1 + text::cells(word) > wrap
    }

    /// True when the break behind `index` only wraps running text.
    pub(super) fn joins(&self, index: usize) -> bool {
        let (Some(line), Some(next)) = (self.group.lines.get(index), self.group.lines.get(index + 1)) else {
            return false;
        };
        if self.setting.is_by_line(index + 1) || self.setting.is_entry(next) {
            return false;
        }
        let article = next.len() <= 40 && shape::ends_sentence(line) && marker::article(next.trim_start()).is_some();
        let apart = wire::stands_alone(next) || wire::stands_alone(line) || is_day(next, line) || is_day(line, "");
        !article && !apart && shape::joins(line, next, self.wrap)
    }
}

/// True for a line that is a day and nothing else, below a line that does not lead to it.
fn is_day(line: &str, above: &str) -> bool {
    let line = line.trim_start();
    (8..=48).contains(&line.len())
        && !line.ends_with(['.', ',', ';'])
        && line.bytes().filter(u8::is_ascii_digit).count() >= 5
        && !heading::breaks_off(above)
        && dates::parse(line).is_some_and(|date| date.day().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_lie_between_blank_lines() {
        let mut groups = Groups::new("\n a \nb\n \t\nc", 1);
        let group = groups.next().unwrap();
        assert_eq!((group.lines, group.first_line), (&[" a", "b"][..], 2));
        assert_eq!(group.after.peek(), [Some("c"), None, None]);
        assert_eq!(groups.next().unwrap().first_line, 5);
        assert!(groups.next().is_none());
    }

    #[test]
    fn a_run_without_end_is_cut() {
        let text = "x\n".repeat(MAX_GROUP + 3);
        let mut groups = Groups::new(&text, 1);
        assert_eq!(groups.next().unwrap().lines.len(), MAX_GROUP);
        let rest = groups.next().unwrap();
        assert_eq!((rest.lines.len(), rest.cut), (3, true));
    }
}
