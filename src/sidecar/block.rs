//! The lines of one record taken apart by key, so that a change touches the lines of what changed and no others.

use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

use super::fields::{self, Field, Which};
use super::lines::{Break, Lines};
use super::record::{self, Item};
use super::scalar;
use crate::note::Record;
use crate::text::{self, Span};
use crate::yaml::{self, Layout, Place};

/// The lines of a mapping, key by key.
pub(super) struct Anatomy {
    /// What stands above it.
    lead: String,
    /// The dash and what stands between it and the first key; spaces where there is no dash.
    dash: String,
    /// Column of the keys, from 0.
    column: usize,
    chunks: Vec<Chunk>,
}

/// A key with its value, from the key to the next one.
#[derive(Clone)]
pub(super) struct Chunk {
    key: Value,
    value: Value,
    body: String,
    /// Comments and blank lines below the value.
    tail: String,
    /// A comment behind the key or the value in its first line.
    beside: Option<String>,
    /// Comments between the lines of the value.
    inside: Vec<String>,
}

/// A key that this program does not know, and the value that it is to have; `None` takes it away.
#[derive(Clone)]
pub(super) struct Extra {
    pub(super) key: Value,
    pub(super) value: Option<Value>,
}

/// A block as it is read by itself.
pub(super) struct Read {
    pub(super) record: Record,
    /// What this program does not know.
    pub(super) extra: Mapping,
    /// Every comment, from its `#`.
    pub(super) comments: Vec<String>,
    /// Column of the dash, from 0.
    column: usize,
    /// `None` where keys do not stand on lines of their own.
    anatomy: Option<Anatomy>,
}

/// Reads the lines of a block.
pub(super) fn read(which: Which, raw: &str) -> Option<Read> {
    let (value, layout) = yaml::read_laid_out::<Value>(raw).ok()?;
    let [item] = value.as_sequence()?.as_slice() else { return None };
    let [place] = layout.root.children.as_slice() else { return None };
    let record = record::read(which, Item { value: item, place, text: raw })?;
    let map = item.as_mapping()?;
    let unknown = |key: &Value| key.as_str().is_none_or(|key| which.rank(key).is_none());
    let extra = map.iter().filter(|(key, _)| unknown(key)).map(|(k, v)| (k.clone(), v.clone())).collect();
    let comments = layout.comments.iter().map(|c| text::slice(raw, *c).trim_end().to_owned()).collect();
    let anatomy = Anatomy::of(raw, &layout, place, map);
    Some(Read { record, extra, comments, column: place.column - 1, anatomy })
}

/// The block `raw` with `record` in it, and with unknown keys changed as `extra` says. What stays the same keeps its
/// lines; comments stay.
pub(super) fn rewritten(which: Which, raw: &str, record: &Record, extra: &[Extra]) -> String {
    let lines = Break::of(raw);
    let Some(old) = read(which, raw) else { return lines.in_text(&new(record, 0)) };
    let mut expected = old.extra.clone();
    for change in extra {
        match &change.value {
            Some(value) => expected.insert(change.key.clone(), value.clone()),
            None => expected.shift_remove(&change.key),
        };
    }
    let fits = |text: &String| read(which, text).is_some_and(|new| new.record == *record && new.extra == expected);
    let touched = old.anatomy.map(|anatomy| {
        let mut anatomy = anatomy;
        anatomy.take_record(which, &old.record, record, lines);
        anatomy.take_extra(which, extra, lines);
        anatomy.joined(lines)
    });
    if let Some(text) = touched.filter(fits) {
        return text;
    }
    let indent = " ".repeat(old.column);
    let comments: Vec<String> = old.comments.iter().map(|comment| format!("{indent}{comment}\n")).collect();
    lines.in_text(&(comments.concat() + &whole(record, &expected, old.column)))
}

/// A block for a new record, the dash at `column` (from 0). Lines end with LF.
pub(super) fn new(record: &Record, column: usize) -> String {
    whole(record, &Mapping::new(), column)
}

/// A block for `record` and unknown keys behind what is known.
pub(super) fn whole(record: &Record, extra: &Mapping, column: usize) -> String {
    let keys = column + scalar::STEP;
    let known = fields::of(record).into_iter().map(|(key, field)| fields::written(key, &field, keys));
    let unknown = extra.iter().map(|(key, value)| unknown(key, value));
    let indent = " ".repeat(keys);
    format!("{}- {}", " ".repeat(column), known.chain(unknown).collect::<Vec<_>>().join(&indent))
}

fn unknown(key: &Value, value: &Value) -> String {
    format!("{}: {}\n", scalar::value(key), scalar::value(value))
}

impl Anatomy {
    /// `None` where the keys of `map` do not stand on lines of their own, one below the other.
    fn of(raw: &str, layout: &Layout, place: &Place, map: &Mapping) -> Option<Self> {
        let keys = &place.children;
        let first = keys.first()?;
        let lines = Lines::of(raw, layout);
        let in_line = |key: &Place| key.column == first.column;
        let ascending = keys.windows(2).all(|pair| pair[0].line < pair[1].line);
        let free = |key: &Place| lines.before(key.line - 1, key.column - 1).bytes().all(|b| b == b' ');
        if keys.len() != map.len() || !keys.iter().all(in_line) || !ascending || !keys.iter().skip(1).all(free) {
            return None;
        }
        let column = first.column - 1;
        let top = lines.start(place.line - 1);
        let at = |key: &Place| lines.start(key.line - 1) + lines.before(key.line - 1, column).len();
        let dash = text::slice(raw, top..at(first));
        if dash.contains('{') {
            return None;
        }
        let chunks = keys.iter().zip(map).enumerate().map(|(n, (key, (name, value)))| {
            let end = keys.get(n + 1).map_or(raw.len(), |next| lines.start(next.line - 1));
            let named = (name.clone(), value.clone());
            Chunk::of(raw, &lines, layout, Span::new(at(key), end), named)
        });
        let lead = text::slice(raw, 0..top).to_owned();
        Some(Self { lead, dash: dash.to_owned(), column, chunks: chunks.collect() })
    }

    fn take_record(&mut self, which: Which, old: &Record, new: &Record, lines: Break) {
        let (old, new) = (fields::of(old), fields::of(new));
        let of = |all: &[(&'static str, Field)], key: &str| all.iter().find(|(k, _)| *k == key).map(|(_, f)| f.clone());
        for key in which.keys() {
            let field = of(&new, key);
            if of(&old, key) == field {
                continue;
            }
            let written = field.map(|field| fields::written(key, &field, self.column));
            self.set(which, &Value::from(*key), written, lines);
        }
    }

    fn take_extra(&mut self, which: Which, extra: &[Extra], lines: Break) {
        for change in extra {
            let written = change.value.as_ref().map(|value| unknown(&change.key, value));
            self.set(which, &change.key, written, lines);
        }
    }

    /// Puts `written` where `key` stands, or where it belongs; `None` takes the key away, but not its comments.
    fn set(&mut self, which: Which, key: &Value, written: Option<String>, lines: Break) {
        let at = self.chunks.iter().position(|chunk| chunk.key == *key);
        match (at, written) {
            (Some(at), Some(written)) => self.chunks[at].replace(&written, self.column, lines),
            (Some(at), None) => self.remove(at, lines),
            (None, Some(written)) => self.insert(which, key, &lines.in_text(&written), lines),
            (None, None) => {}
        }
    }

    fn remove(&mut self, at: usize, lines: Break) {
        let gone = self.chunks.remove(at);
        let line = |comment: &String| format!("{}{comment}{}", self.indent(), lines.as_str());
        let mut left = gone.comments().map(line).collect::<Vec<_>>().concat();
        left.push_str(&gone.tail);
        match at.checked_sub(1).and_then(|before| self.chunks.get_mut(before)) {
            Some(before) => {
                lines.end(&mut before.body);
                before.tail.push_str(&left);
            }
            None => self.lead.push_str(&left),
        }
    }

    fn insert(&mut self, which: Which, key: &Value, written: &str, lines: Break) {
        let rank = key.as_str().and_then(|key| which.rank(key)).unwrap_or(usize::MAX);
        let rank_of = |chunk: &Chunk| chunk.key.as_str().and_then(|key| which.rank(key));
        let before = match rank {
            usize::MAX => self.chunks.len().checked_sub(1),
            rank => self.chunks.iter().rposition(|chunk| rank_of(chunk).is_some_and(|r| r < rank)),
        };
        let mut chunk = Chunk::new(key.clone(), written.to_owned());
        match before {
            Some(at) => {
                let above = &mut self.chunks[at];
                lines.end(&mut above.body);
                chunk.tail = std::mem::take(&mut above.tail);
                self.chunks.insert(at + 1, chunk);
            }
            None => self.chunks.insert(0, chunk),
        }
    }

    fn indent(&self) -> String {
        " ".repeat(self.column)
    }

    fn joined(&self, lines: Break) -> String {
        let mut out = self.lead.clone() + &self.dash;
        for (n, chunk) in self.chunks.iter().enumerate() {
            if n > 0 {
                lines.end(&mut out);
                out.push_str(&self.indent());
            }
            out.push_str(&chunk.body);
            out.push_str(&chunk.tail);
        }
        out
    }
}

impl Chunk {
    fn new(key: Value, body: String) -> Self {
        Self { key, value: Value::Null, body, tail: String::new(), beside: None, inside: Vec::new() }
    }

    fn of(raw: &str, lines: &Lines<'_>, layout: &Layout, span: Span, (key, value): (Value, Value)) -> Self {
        let (first, last) = (lines.at(span.start), lines.at(span.end.max(1) - 1));
        // Blank lines at the end of a text that keeps them are text.
        let keeps = lines.line(first).contains("|+") || lines.line(first).contains(">+");
        let loose = |line: usize| lines.is_comment(line) || !keeps && lines.is_blank(line);
        let mut end = last + 1;
        while end > first + 1 && loose(end - 1) {
            end -= 1;
        }
        let border = if end > last { span.end } else { lines.start(end) };
        let mut chunk = Self::new(key, text::slice(raw, span.start..border).to_owned());
        chunk.value = value;
        chunk.tail.push_str(text::slice(raw, border..span.end));
        for comment in layout.comments.iter().filter(|c| span.start <= c.start && c.start < border) {
            let told = text::slice(raw, *comment).trim_end().to_owned();
            if lines.at(comment.start) == first {
                chunk.beside = Some(told);
            } else {
                chunk.inside.push(told);
            }
        }
        chunk
    }

    /// Puts `written` in the place of key and value.
    fn replace(&mut self, written: &str, column: usize, lines: Break) {
        let mut text = written.to_owned();
        if let Some(beside) = &self.beside {
            let end = text.find('\n').unwrap_or(text.len());
            text.insert_str(end, &format!("  {beside}"));
        }
        for comment in self.inside.drain(..) {
            let _ = writeln!(text, "{}{comment}", " ".repeat(column));
        }
        self.body = lines.in_text(&text);
    }

    fn comments(&self) -> impl Iterator<Item = &String> {
        self.beside.iter().chain(&self.inside)
    }
}

/// The lines of a top-level key with `written` in the place of key and value; comments stay.
pub(super) fn top_rewritten(raw: &str, written: &str) -> String {
    let lines = Break::of(raw);
    let chunk = (|| {
        let (value, layout) = yaml::read_laid_out::<Value>(raw).ok()?;
        let anatomy = Anatomy::of(raw, &layout, &layout_root(&layout), value.as_mapping()?)?;
        Some(anatomy)
    })();
    match chunk {
        Some(mut anatomy) if anatomy.chunks.len() == 1 => {
            let column = anatomy.column;
            anatomy.chunks[0].replace(written, column, lines);
            anatomy.joined(lines)
        }
        _ => lines.in_text(written),
    }
}

/// The root as an item whose line is that of its first key.
fn layout_root(layout: &Layout) -> Place {
    let line = layout.root.children.first().map_or(1, |key| key.line);
    Place { line, ..layout.root.clone() }
}
