//! Reads scalars and keys out of one line.

use std::borrow::Cow;

use super::Place;
use crate::text::slice;

/// A line with something on it: neither blank nor only a comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// Spaces before the text.
    pub(super) indent: usize,
    /// The line without its indent, line end and the spaces before that.
    pub(super) text: &'a str,
}

/// What is wrong with a line, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) place: Place,
    pub(super) message: String,
}

/// Where a plain (unquoted) scalar stands: inside brackets, commas and brackets end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Block,
    Flow,
}

/// A position in a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) line: Line<'a>,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: Line<'a>) -> Self {
        Self { line, at: 0 }
    }

    /// The place of the next character.
    pub(super) fn place(&self) -> Place {
        let before = slice(self.line.text, 0..self.at).chars().count();
        Place { line: self.line.number, column: self.line.indent + before + 1 }
    }

    pub(super) fn rest(&self) -> &'a str {
        slice(self.line.text, self.at..self.line.text.len())
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over `c` if it is next.
    pub(super) fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    pub(super) fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Skips spaces; true when nothing but perhaps a comment is left. A comment needs a space before it.
    pub(super) fn is_done(&mut self) -> bool {
        let before = self.at;
        self.skip_spaces();
        match self.peek() {
            None => true,
            Some('#') => self.at > before || self.at == 0 || slice(self.line.text, 0..self.at).ends_with([' ', '\t']),
            Some(_) => false,
        }
    }

    pub(super) fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { place: self.place(), message: message.into() })
    }

    /// Reads `key:` and steps over the colon.
    pub(super) fn key(&mut self, context: Context) -> Result<Cow<'a, str>, Fault> {
        let quoted = matches!(self.peek(), Some('"' | '\''));
        let key = self.scalar_up_to_colon(context)?;
        self.skip_spaces();
        if !self.eat(':') {
            return self.fault("`:` and a value are missing here; the line is left out");
        }
        let adjacent_is_fine = quoted && context == Context::Flow;
        if !adjacent_is_fine && !matches!(self.peek(), None | Some(' ' | '\t')) {
            return self.fault("a space is missing after `:`; the line is left out");
        }
        Ok(key)
    }

    fn scalar_up_to_colon(&mut self, context: Context) -> Result<Cow<'a, str>, Fault> {
        match self.peek() {
            Some('"' | '\'') => self.quoted(),
            _ => self.plain(context).map(Cow::Borrowed),
        }
    }

    /// Reads a scalar that is a value.
    pub(super) fn value(&mut self, context: Context) -> Result<Cow<'a, str>, Fault> {
        let from = self.at;
        let value = self.scalar_up_to_colon(context)?;
        let colon = self.rest().trim_start_matches([' ', '\t']).starts_with(':');
        if colon && context == Context::Block {
            self.at = from;
            return self.fault("a value with `: ` in it must be quoted; it is left out");
        }
        Ok(value)
    }

    /// Reads an unquoted scalar: up to `: `, ` #`, and inside brackets up to `,` or a bracket.
    fn plain(&mut self, context: Context) -> Result<&'a str, Fault> {
        self.check_plain_start(context)?;
        let rest = self.rest();
        // All that ends a scalar is ASCII, so bytes tell as much as characters.
        let bytes = rest.as_bytes();
        let flow = |b: u8| context == Context::Flow && matches!(b, b',' | b'[' | b']' | b'{' | b'}');
        let blank = |b: Option<&u8>| matches!(b, None | Some(b' ' | b'\t'));
        let ends = |at: usize| match bytes[at] {
            b':' => blank(bytes.get(at + 1)) || bytes.get(at + 1).is_some_and(|b| flow(*b)),
            b'#' => at == 0 || blank(bytes.get(at - 1)),
            other => flow(other),
        };
        let end = (0..bytes.len()).find(|at| ends(*at)).unwrap_or(bytes.len());
        let text = slice(rest, 0..end).trim_end_matches([' ', '\t']);
        self.at += text.len();
        Ok(text)
    }

    /// YAML keeps some characters for itself at the start of an unquoted scalar.
    fn check_plain_start(&self, context: Context) -> Result<(), Fault> {
        let mut chars = self.rest().chars();
        let first = chars.next();
        let second = chars.next();
        let blank = matches!(second, None | Some(' ' | '\t'));
        let flow = context == Context::Flow && matches!(second, Some(',' | '[' | ']' | '{' | '}'));
        match first {
            Some(c @ ('[' | ']' | '{' | '}' | ',' | '%' | '@' | '`')) => {
                self.fault(format!("what starts with `{c}` must be quoted; it is left out"))
            }
            // In brackets, readers disagree on what starts with `?`.
            Some(c @ ('-' | '?' | ':')) if blank || flow || (c == '?' && context == Context::Flow) => {
                self.fault(format!("`{c}` must be quoted here; it is left out"))
            }
            Some('&' | '*' | '!') => self.fault("anchors, aliases and tags are not read here; it is left out"),
            Some('|' | '>') => self.fault("text blocks are not read here: write the value on one line"),
            None | Some('#') => self.fault("a value is missing here; the line is left out"),
            Some(_) => Ok(()),
        }
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.eat('\'') { self.single_quoted() } else { self.double_quoted() }
    }

    /// `'…'`, in which `''` stands for one quote.
    fn single_quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        let rest = self.rest();
        let mut from = 0;
        while let Some(found) = slice(rest, from..rest.len()).find('\'') {
            let end = from + found;
            if slice(rest, end + 1..rest.len()).starts_with('\'') {
                from = end + 2;
                continue;
            }
            let inner = slice(rest, 0..end);
            self.at += end + 1;
            return Ok(if from == 0 { Cow::Borrowed(inner) } else { Cow::Owned(inner.replace("''", "'")) });
        }
        self.fault("the closing `'` is missing on this line; it is left out")
    }

    /// `"…"` with the escapes `\\ \" \/ \t \n \r \xNN \uNNNN`.
    fn double_quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.eat('"') {
            let rest = self.rest();
            if let Some(end) = rest.find(['"', '\\']).filter(|at| slice(rest, *at..rest.len()).starts_with('"')) {
                self.at += end + 1;
                return Ok(Cow::Borrowed(slice(rest, 0..end)));
            }
        }
        let mut out = String::new();
        while let Some(c) = self.peek() {
            let escape_at = *self;
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(Cow::Owned(out)),
                '\\' => match self.escape() {
                    Some(c) => out.push(c),
                    None => return escape_at.fault(r"this escape is not known; write `\\` for a backslash"),
                },
                c => out.push(c),
            }
        }
        self.fault("the closing `\"` is missing on this line; it is left out")
    }

    fn escape(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        let digits = match c {
            '\\' | '"' | '/' => return Some(c),
            't' => return Some('\t'),
            'n' => return Some('\n'),
            'r' => return Some('\r'),
            'x' => 2,
            'u' => 4,
            _ => return None,
        };
        let hex = self.rest().get(..digits).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.at += digits;
        u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
    }
}
