//! A YAML file as a tree whose every node knows its place, with what could not be read left out.
//!
//! Read: mappings and lists in block and bracket form, plain and quoted scalars on one line, comments, one document.
//! Not read, with a notice: anchors, aliases, tags, text blocks, scalars over several lines, complex keys, lists of
//! mappings in block form. Files over [`MAX_BYTES`] and nesting over [`MAX_DEPTH`] are left out.

use std::borrow::Cow;

use super::scan::{Context, Cursor, Fault, Line};
use super::{Place, Report};

/// The longest file that is read, in bytes. The longest that ships has 6 KB.
pub const MAX_BYTES: usize = 1024 * 1024;

/// How many mappings or lists may stand inside each other.
pub const MAX_DEPTH: usize = 12;

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'a> {
    /// Where the value starts; for an empty one, where its key starts.
    pub place: Place,
    /// The value.
    pub value: Value<'a>,
}

/// What a key can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing after the colon.
    Empty,
    /// A scalar: words, numbers, true and false alike.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// A mapping in the order of the file. A key that is written twice is there twice, with a notice.
    Map(Vec<Pair<'a>>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key starts.
    pub place: Place,
    /// The value.
    pub node: Node<'a>,
}

impl<'a> Node<'a> {
    /// The scalar, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The pairs of a mapping; none for anything else.
    pub fn pairs(&self) -> &[Pair<'a>] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }
}

/// Reads a file whose outermost level is a mapping. Never fails; faults go into `report`.
pub fn read<'a>(text: &'a str, report: &mut Report) -> Vec<Pair<'a>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        report.at(Place { line: 1, column: 1 }, "the file is larger than 1 MiB and is left out");
        return Vec::new();
    }
    let lines = content_lines(text, report);
    let indent = lines.first().map_or(0, |line| line.indent);
    let mut reader = Reader { lines, next: 0, report };
    let mut pairs = reader.map(indent, 0);
    while let Some(line) = reader.line_from(0) {
        reader.report.at(Cursor::new(line).place(), "this line stands further left than the first; it is left out");
        reader.next += 1;
        pairs.extend(reader.map(indent, 0));
    }
    pairs
}

/// The lines of the first document that have something on them.
fn content_lines<'a>(text: &'a str, report: &mut Report) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (index, raw) in text.split('\n').enumerate() {
        let number = index + 1;
        let trimmed = raw.trim_end_matches([' ', '\t', '\r']);
        let text = trimmed.trim_start_matches(' ');
        let indent = trimmed.len() - text.len();
        let place = Place { line: number, column: indent + 1 };
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if trimmed == "..." || (trimmed == "---" && !lines.is_empty()) {
            report.at(place, "the file ends here; a second document is left out");
            break;
        }
        if text.starts_with('\t') {
            report.at(place, "a tab stands where YAML wants spaces; the line is left out");
        } else if trimmed != "---" {
            lines.push(Line { number, indent, text });
        }
    }
    lines
}

/// What stands behind the dash of a list item, as a line of its own, when it is the first entry of a mapping.
fn first_entry<'a>(cursor: &mut Cursor<'a>) -> Option<Line<'a>> {
    if cursor.is_done() || matches!(cursor.peek(), Some('{' | '[')) {
        return None;
    }
    let indent = cursor.place().column - 1;
    let line = Line { number: cursor.line.number, indent, text: cursor.rest() };
    Cursor::new(line).key(Context::Block).is_ok().then_some(line)
}

struct Reader<'a, 'r> {
    lines: Vec<Line<'a>>,
    next: usize,
    report: &'r mut Report,
}

impl<'a> Reader<'a, '_> {
    /// Reads the entries that stand exactly at `indent`.
    fn map(&mut self, indent: usize, depth: usize) -> Vec<Pair<'a>> {
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        while let Some(line) = self.line_from(indent) {
            self.next += 1;
            let result = if line.indent > indent {
                Cursor::new(line).fault("this line stands further right than its neighbours; it is left out")
            } else {
                self.entry(line, depth)
            };
            match result {
                Ok(pair) => {
                    self.note_double(&pairs, &pair);
                    pairs.push(pair);
                }
                Err(fault) => self.skip(&fault, indent),
            }
        }
        pairs
    }

    /// The next line, if it stands at `indent` or further right.
    fn line_from(&self, indent: usize) -> Option<Line<'a>> {
        self.lines.get(self.next).copied().filter(|line| line.indent >= indent)
    }

    /// Reports a fault and leaves out what belongs to the faulty line.
    fn skip(&mut self, fault: &Fault, indent: usize) {
        self.report.at(fault.place, &fault.message);
        while self.line_from(indent + 1).is_some() {
            self.next += 1;
        }
    }

    fn note_double(&mut self, pairs: &[Pair<'a>], pair: &Pair<'a>) {
        if pairs.iter().any(|p| p.key == pair.key) {
            self.report.at(pair.place, &format!("`{}` is written twice; the last one counts", pair.key));
        }
    }

    fn entry(&mut self, line: Line<'a>, depth: usize) -> Result<Pair<'a>, Fault> {
        let mut cursor = Cursor::new(line);
        let place = cursor.place();
        let key = cursor.key(Context::Block)?;
        let node = if cursor.is_done() {
            self.nested(line.indent, depth, place)?
        } else {
            self.inline(&mut cursor, line.indent, depth)?
        };
        Ok(Pair { key, place, node })
    }

    /// The value on the lines below a key that has none on its own.
    fn nested(&mut self, indent: usize, depth: usize, place: Place) -> Result<Node<'a>, Fault> {
        let Some(line) = self.line_from(indent) else { return Ok(Node { place, value: Value::Empty }) };
        let is_list = line.text == "-" || line.text.starts_with("- ");
        // A list may stand at the same column as its key, a mapping not.
        if line.indent == indent && !is_list {
            return Ok(Node { place, value: Value::Empty });
        }
        if depth >= MAX_DEPTH {
            return Cursor::new(line).fault("nested too deep; it is left out");
        }
        let value = if is_list {
            Value::List(self.list(line.indent, depth + 1))
        } else {
            Value::Map(self.map(line.indent, depth + 1))
        };
        Ok(Node { place: Cursor::new(line).place(), value })
    }

    fn list(&mut self, indent: usize, depth: usize) -> Vec<Node<'a>> {
        let mut items = Vec::new();
        while let Some(line) = self.line_from(indent) {
            let mut cursor = Cursor::new(line);
            let dash = line.indent == indent && cursor.eat('-') && matches!(cursor.peek(), None | Some(' '));
            if !dash && line.indent == indent {
                break;
            }
            self.next += 1;
            let tab = cursor.rest().trim_start_matches(' ').starts_with('\t');
            let result = if dash
                && !tab
                && let Some(first) = first_entry(&mut cursor.clone())
            {
                self.item_map(first, depth)
            } else if dash && !tab && !cursor.is_done() {
                self.inline(&mut cursor, indent, depth)
            } else {
                cursor.fault("a list item is missing here; the line is left out")
            };
            match result {
                Ok(node) => items.push(node),
                Err(fault) => self.skip(&fault, indent),
            }
        }
        items
    }

    /// A list item that is a mapping: its first entry stands behind the dash, the others in the same column below.
    fn item_map(&mut self, first: Line<'a>, depth: usize) -> Result<Node<'a>, Fault> {
        let place = Cursor::new(first).place();
        if depth >= MAX_DEPTH {
            return Cursor::new(first).fault("nested too deep; it is left out");
        }
        self.next -= 1;
        if let Some(line) = self.lines.get_mut(self.next) {
            *line = first;
        }
        Ok(Node { place, value: Value::Map(self.map(first.indent, depth + 1)) })
    }

    /// A value that starts on the line of its key, and must end its last line.
    fn inline(&mut self, cursor: &mut Cursor<'a>, indent: usize, depth: usize) -> Result<Node<'a>, Fault> {
        let node = match cursor.peek() {
            Some('{' | '[') => self.flow(cursor, indent, depth)?,
            _ => Node { place: cursor.place(), value: Value::Text(cursor.value(Context::Block)?) },
        };
        if cursor.is_done() { Ok(node) } else { cursor.fault("nothing may follow the value; the line is left out") }
    }

    /// `{…}`, `[…]` or a scalar inside them. `indent` is that of the entry they belong to.
    fn flow(&mut self, cursor: &mut Cursor<'a>, indent: usize, depth: usize) -> Result<Node<'a>, Fault> {
        let place = cursor.place();
        if depth >= MAX_DEPTH {
            return cursor.fault("nested too deep; it is left out");
        }
        let value = if cursor.eat('{') {
            Value::Map(self.flow_map(cursor, indent, depth)?)
        } else if cursor.eat('[') {
            Value::List(self.flow_list(cursor, indent, depth)?)
        } else {
            Value::Text(cursor.value(Context::Flow)?)
        };
        Ok(Node { place, value })
    }

    fn flow_map(&mut self, cursor: &mut Cursor<'a>, indent: usize, depth: usize) -> Result<Vec<Pair<'a>>, Fault> {
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        loop {
            self.advance(cursor, indent)?;
            if cursor.eat('}') {
                return Ok(pairs);
            }
            let place = cursor.place();
            let key = cursor.key(Context::Flow)?;
            self.advance(cursor, indent)?;
            let node = match cursor.peek() {
                Some(',' | '}') => Node { place, value: Value::Empty },
                _ => self.flow(cursor, indent, depth + 1)?,
            };
            let pair = Pair { key, place, node };
            self.note_double(&pairs, &pair);
            pairs.push(pair);
            self.comma(cursor, indent, '}')?;
        }
    }

    fn flow_list(&mut self, cursor: &mut Cursor<'a>, indent: usize, depth: usize) -> Result<Vec<Node<'a>>, Fault> {
        let mut items = Vec::new();
        loop {
            self.advance(cursor, indent)?;
            if cursor.eat(']') {
                return Ok(items);
            }
            items.push(self.flow(cursor, indent, depth + 1)?);
            self.comma(cursor, indent, ']')?;
        }
    }

    /// After an item: a comma, or the closing bracket, which stays.
    fn comma(&mut self, cursor: &mut Cursor<'a>, indent: usize, close: char) -> Result<(), Fault> {
        self.advance(cursor, indent)?;
        if cursor.peek() == Some(close) || cursor.eat(',') {
            Ok(())
        } else {
            cursor.fault(format!("`,` or `{close}` is missing here; the entry is left out"))
        }
    }

    /// Moves on to the next character that counts, over line ends, as long as the lines belong to the entry.
    fn advance(&mut self, cursor: &mut Cursor<'a>, indent: usize) -> Result<(), Fault> {
        while cursor.is_done() {
            let line = self.line_from(0).filter(|l| l.indent > indent || l.text.starts_with(['}', ']']));
            let Some(line) = line else { return cursor.fault("a closing bracket is missing; the entry is left out") };
            self.next += 1;
            *cursor = Cursor::new(line);
        }
        Ok(())
    }
}
