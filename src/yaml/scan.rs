//! The linear scan in front of the YAML parser: tokens, indentation and places, no values.
//!
//! It follows the rules of the parser underneath (YAML 1.1 as libyaml reads it) closely enough to know which characters
//! are structure: what stands in quotes, comments, block scalars and continued plain scalars is text. On broken YAML it
//! may see other tokens than the parser, never fewer brackets than the parser opens.

use std::ops::Range;

use super::{Error, Layout, MAX_NODES, Place};
use crate::text::Span;

mod cursor;
mod frames;
mod scalars;

use frames::{Frame, Kind};

/// Longest simple key, in bytes; the parser does not look further either.
const MAX_KEY: usize = 1024;

/// Scans `text` and returns the tree of its keys and items, and its comments.
pub(super) fn run(text: &str) -> Result<Layout, Error> {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
        column: 0,
        key_allowed: true,
        candidate: None,
        scalar: None,
        frames: Vec::new(),
        root: Place { line: 1, column: 1, ..Place::default() },
        comments: Vec::new(),
        nodes: 0,
        stage: Stage::Start,
    };
    while scan.token()? {}
    scan.settle();
    while scan.pop() {}
    Ok(Layout { root: scan.root, comments: scan.comments })
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    line: usize,
    /// Code points before `at` in its line.
    column: usize,
    key_allowed: bool,
    candidate: Option<Candidate>,
    /// The scalar just read, until it is known whether it is a key or a value.
    scalar: Option<Span>,
    frames: Vec<Frame<'a>>,
    root: Place,
    comments: Vec<Span>,
    nodes: usize,
    stage: Stage,
}

/// A node that becomes a key when a `:` follows.
struct Candidate {
    text: Range<usize>,
    line: usize,
    column: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Start,
    Inside,
    Ended,
}

impl Scan<'_> {
    /// Takes one token; false at the end of the text.
    fn token(&mut self) -> Result<bool, Error> {
        self.skip_space();
        let Some(byte) = self.peek(0) else { return Ok(false) };
        if byte != b':' || !(self.blank_at(1) || self.in_flow()) {
            self.settle();
        }
        if !self.in_flow() {
            self.unroll(self.column);
        }
        if self.column == 0 && self.document_marker()? {
            return Ok(true);
        }
        if self.stage == Stage::Ended {
            return Err(self.second_document());
        }
        self.stage = Stage::Inside;
        let blank_next = self.blank_at(1);
        match byte {
            b'[' => self.flow_open(Kind::FlowList)?,
            b'{' => self.flow_open(Kind::FlowMap)?,
            b']' | b'}' => self.flow_close(),
            b',' if self.in_flow() => self.flow_entry(),
            b'-' if blank_next && !self.in_flow() => self.item()?,
            b'?' if blank_next => return Err(self.error("`? ` keys are not read here: write `key: value`")),
            b':' if blank_next || self.in_flow() => self.value()?,
            b'*' => {
                return Err(self.error("aliases are not read: write the value out, or quote text that starts with *"));
            }
            b'&' => {
                return Err(self.error("anchors are not read: write the value out, or quote text that starts with &"));
            }
            b'!' => return Err(self.error("tags are not read: remove it, or quote text that starts with !")),
            b'|' | b'>' if !self.in_flow() => self.block_scalar()?,
            b'\'' | b'"' => self.quoted(byte)?,
            _ => self.plain()?,
        }
        Ok(true)
    }

    /// White space, line breaks and comments between tokens.
    fn skip_space(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b' ' => self.advance(),
                b'\t' if self.in_flow() || !self.key_allowed => self.advance(),
                b'#' => self.comment(),
                _ if self.line_break() => self.key_allowed |= !self.in_flow(),
                _ => return,
            }
        }
    }

    fn document_marker(&mut self) -> Result<bool, Error> {
        if self.peek(0) == Some(b'%') {
            return Err(self.error("directives are not read: remove the line"));
        }
        if !self.at_marker() {
            return Ok(false);
        }
        if self.peek(0) == Some(b'-') {
            if self.stage != Stage::Start {
                return Err(self.second_document());
            }
            self.stage = Stage::Inside;
        } else {
            self.stage = Stage::Ended;
        }
        for _ in 0..3 {
            self.advance();
        }
        self.unroll_all();
        self.key_allowed = false;
        Ok(true)
    }

    fn at_marker(&self) -> bool {
        let here = self.bytes.get(self.at..).unwrap_or_default();
        self.column == 0 && (here.starts_with(b"---") || here.starts_with(b"...")) && self.blank_at(3)
    }

    fn flow_open(&mut self, kind: Kind) -> Result<(), Error> {
        self.node()?;
        self.candidate = None;
        self.push(kind, self.column)?;
        self.key_allowed = true;
        self.advance();
        Ok(())
    }

    fn flow_close(&mut self) {
        if self.in_flow() {
            self.pop();
        }
        self.key_allowed = false;
        self.advance();
    }

    fn flow_entry(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.fresh = true;
        }
        self.candidate = None;
        self.key_allowed = true;
        self.advance();
    }

    fn item(&mut self) -> Result<(), Error> {
        let nested_in_key = self.frames.last().is_some_and(|f| f.kind == Kind::Map && f.column == self.column);
        if self.key_allowed && (nested_in_key || self.indent() < signed(self.column)) {
            self.push(Kind::List, self.column)?;
        }
        let (line, column) = (self.line, self.column + 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.children.push(Place { line, column, ..Place::default() });
        }
        self.count()?;
        self.key_allowed = true;
        self.advance();
        Ok(())
    }

    /// A `:` behind a key.
    fn value(&mut self) -> Result<(), Error> {
        self.scalar = None;
        let candidate = self.candidate.take().filter(|c| c.line == self.line && self.at - c.text.start <= MAX_KEY);
        if let Some(key) = candidate {
            self.key(key)?;
            self.key_allowed = false;
        } else {
            self.key_allowed = !self.in_flow();
        }
        self.advance();
        Ok(())
    }

    fn key(&mut self, key: Candidate) -> Result<(), Error> {
        if !self.in_flow() {
            let list_ends = |f: &Frame| f.kind == Kind::List && f.column == key.column;
            if self.frames.last().is_some_and(list_ends) {
                self.pop();
            }
            if self.indent() < signed(key.column) {
                self.push(Kind::Map, key.column)?;
            }
        }
        let (text, line, column) = (self.text, key.line, key.column + 1);
        let name = crate::text::slice(text, key.text).trim();
        if name == "<<" {
            let message = "merge keys (<<) are not read: write the fields out".to_owned();
            return Err(Error { line, column, message });
        }
        let Some(frame) = self.frames.last_mut().filter(|f| f.kind != Kind::FlowList && f.kind != Kind::List) else {
            return Ok(());
        };
        if let Some(first) = frame.seen.insert(name, line) {
            let message = format!("the key `{}` stands already in line {first}: keep one of them", shown(name));
            return Err(Error { line, column, message });
        }
        frame.children.push(Place { name: name.to_owned(), line, column, ..Place::default() });
        Ok(())
    }

    /// A scalar or bracket starts here: an item of a list in brackets, or what may become a key.
    fn node(&mut self) -> Result<(), Error> {
        let (line, column) = (self.line, self.column + 1);
        if let Some(frame) = self.frames.last_mut().filter(|f| f.kind == Kind::FlowList && f.fresh) {
            frame.fresh = false;
            frame.children.push(Place { line, column, ..Place::default() });
        }
        self.count()
    }

    fn count(&mut self) -> Result<(), Error> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.error(&format!("more than {MAX_NODES} values: split the file")));
        }
        Ok(())
    }

    /// Remembers a scalar that is done as a possible key.
    fn offer(&mut self, text: Range<usize>, line: usize, column: usize) {
        self.scalar = Some(text.clone().into());
        self.candidate = self.key_allowed.then_some(Candidate { text, line, column });
        self.key_allowed = false;
    }

    fn second_document(&self) -> Error {
        self.error("a second document starts here: keep one document in a file")
    }

    fn error(&self, message: &str) -> Error {
        Error { line: self.line, column: self.column + 1, message: message.to_owned() }
    }
}

fn signed(column: usize) -> isize {
    isize::try_from(column).unwrap_or(isize::MAX)
}

/// A key short enough for a message.
fn shown(name: &str) -> &str {
    crate::text::prefix_cells(name, 40)
}
