//! `attache anchors`: where passages of one text stand in another, so that anchors can be tried apart from everything else.

use std::fmt;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, anyhow};
use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::exit::{Exit, Misused};
use super::{args, load, speak};
use crate::anchor::{self, Ground, Resolution};
use crate::export::json;
use crate::import::encoding;
use crate::text::Span;

mod headings;

/// Describes the spans in the older text, finds them in the newer one and prints what was found.
///
/// # Errors
/// What cannot be read; spans that are no places in the older text, with file, line and column.
pub(super) fn run(anchors: &args::Anchors) -> Result<Exit> {
    if [&anchors.old, &anchors.new, &anchors.spans].iter().filter(|path| load::is_stdin(path)).count() > 1 {
        return Err(Misused::new("only one of the files can come from standard input").into());
    }
    let label = anchors.decode.encoding.as_deref();
    let (old, new) = (text(&anchors.old, label)?, text(&anchors.new, label)?);
    let (old, new) = (ground(&old), ground(&new));
    let asked = spans(&anchors.spans, old.point(old.text.len()))?;
    let made: Vec<_> = asked.iter().map(|one| anchor::make(&old, one.bytes(&old))).collect();
    let found = anchor::resolve(&new, &made.iter().collect::<Vec<_>>(), old.text == new.text);
    let mut out = speak::out();
    json::print(&mut out, &Answers { ground: &new, asked: &asked, found: &found })?;
    out.flush()?;
    Ok(Exit::Done)
}

fn text(path: &Path, label: Option<&str>) -> Result<String> {
    let decoded = encoding::decode_as_it_lies(load::bytes(path)?, label);
    Ok(decoded.map_err(|error| Misused::new(&error.to_string()))?.text)
}

fn ground(text: &str) -> Ground<'_> {
    let headings = headings::of(text);
    let ends = headings.iter().map(|h| h.start).skip(1).chain([text.len()]);
    let first = headings.first().map_or(text.len(), |h| h.start);
    let lead = (first > 0).then_some((None, Span::new(0, first)));
    let sections = headings.iter().zip(ends).map(|(h, end)| (Some(h.text), Span::new(h.start, end)));
    Ground::new(text, lead.into_iter().chain(sections))
}

/// The spans in the file at `path`, none of which ends behind code point `length`.
fn spans(path: &Path, length: usize) -> Result<Vec<Asked>> {
    let bytes = load::bytes(path)?;
    let mut reader = serde_json::Deserializer::from_slice(&bytes);
    let spans = Spans { length }.deserialize(&mut reader).and_then(|spans| reader.end().map(|()| spans));
    spans.map_err(|error| {
        let (line, column) = (error.line().max(1), error.column().max(1));
        let reason = error.to_string();
        let reason = reason.strip_suffix(&format!(" at line {} column {}", error.line(), error.column()));
        let reason = reason.map_or_else(|| error.to_string(), str::to_owned);
        // The library names a type of the language that this is written in.
        let reason = reason.replace("expected usize", "expected a whole number from 0");
        anyhow!(
            "{}:{line}:{column}: {reason}; wanted is an array of {{\"id\", \"start\", \"end\"}}",
            load::name_of(path)
        )
    })
}

/// A span that was asked for, in code points of the older text.
#[derive(Debug, serde::Deserialize)]
struct Asked {
    id: Name,
    start: usize,
    end: usize,
}

#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
enum Name {
    Word(String),
    Number(serde_json::Number),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl Asked {
    fn bytes(&self, old: &Ground<'_>) -> Span {
        let end = old.text.len();
        Span::new(old.byte(self.start).unwrap_or(end), old.byte(self.end).unwrap_or(end))
    }

    fn fault(&self, length: usize) -> Option<String> {
        let Self { id, start, end } = self;
        if start > end {
            return Some(format!("span {id} ends at {end}, before it starts at {start}"));
        }
        (*end > length).then(|| format!("span {id} ends at {end}, but the old text has only {length} code points"))
    }
}

/// Reads spans and checks each where it stands, so that the fault has a line and a column.
struct Spans {
    length: usize,
}

impl<'de> DeserializeSeed<'de> for Spans {
    type Value = Vec<Asked>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Spans {
    type Value = Vec<Asked>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of spans")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut names = std::collections::HashSet::new();
        let mut all = Vec::new();
        while let Some(asked) = seq.next_element::<Asked>()? {
            if let Some(fault) = asked.fault(self.length) {
                return Err(de::Error::custom(fault));
            }
            if !names.insert(asked.id.to_string()) {
                return Err(de::Error::custom(format!("there are two spans with the id {}", asked.id)));
            }
            all.push(asked);
        }
        Ok(all)
    }
}

/// What is printed: an object with one member a span, in the order of the question.
struct Answers<'a> {
    ground: &'a Ground<'a>,
    asked: &'a [Asked],
    found: &'a [Resolution],
}

#[derive(serde::Serialize)]
struct Answer {
    state: &'static str,
    at: Option<(usize, usize)>,
    score: f32,
}

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.asked.len()))?;
        for (asked, found) in self.asked.iter().zip(self.found) {
            let at = found.span.map(|span| (self.ground.point(span.start), self.ground.point(span.end)));
            let score = (found.score * 1000.0).round() / 1000.0;
            map.serialize_entry(&asked.id.to_string(), &Answer { state: found.state.name(), at, score })?;
        }
        map.end()
    }
}
