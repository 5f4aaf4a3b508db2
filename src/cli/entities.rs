//! `attache entities`: who, where, which body and when briefings speak of.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;

use super::exit::Exit;
use super::named::{self, Named};
use super::{args, kinds, load, speak};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::entity::{Id, Kind, Mention, Origin};
use crate::export::json;
use crate::text::{self, CodePoints};

/// Widest column of names; longer ones push what stands behind them out.
const WIDEST: usize = 40;

/// Prints the mentions of each briefing, those in folders by name: what the reader marked, what the registry knows, what
/// the recogniser suggests. One that cannot be read is told of, and the others are printed all the same.
///
/// # Errors
/// What cannot be written, and a kind that there is not.
pub(super) fn run(entities: &args::Entities) -> Result<Exit> {
    let mut out = speak::out();
    let wanted = Wanted {
        kind: entities.kind.as_deref().map(Kind::named),
        origins: entities.origin.iter().map(String::as_str).collect(),
    };
    let many = entities.paths.len() > 1 || entities.paths.iter().any(|path| !load::is_stdin(path) && path.is_dir());
    let mut first = true;
    let mut print = |mut named: Named| {
        named.mentions.retain(|mention| wanted.is(mention));
        if entities.json {
            json::print(&mut out, &answer(Path::new(&named.file), &named.briefing, &named.mentions))?;
            return Ok(());
        }
        if many {
            let gap = if first { "" } else { "\n" };
            writeln!(out, "{gap}{}", load::name_of(Path::new(&named.file)))?;
        }
        first = false;
        list(&mut out, &named, &wanted)?;
        Ok(())
    };
    let encoding = entities.decode.encoding.as_deref();
    let whole = match &entities.kind {
        Some(word) if !kinds::everywhere().contains(&Kind::named(word)) => {
            // Whether there is such a kind is known when everything is read.
            let (all, whole) = named::open_all(&entities.paths, encoding)?;
            if whole {
                kinds::find(word, all.iter().flat_map(Named::kinds))?;
            }
            all.into_iter().try_for_each(&mut print)?;
            whole
        }
        _ => named::each(&entities.paths, encoding, &mut print)?,
    };
    out.flush()?;
    Ok(if whole { Exit::Done } else { Exit::Failed })
}

/// Which mentions are asked for.
struct Wanted<'a> {
    /// Only this kind.
    kind: Option<Kind>,
    /// Only of these origins; empty for all.
    origins: Vec<&'a str>,
}

impl Wanted<'_> {
    fn is(&self, mention: &Mention) -> bool {
        self.is_kind(&mention.kind) && (self.origins.is_empty() || self.origins.contains(&mention.origin.name()))
    }

    fn is_kind(&self, kind: &Kind) -> bool {
        self.kind.as_ref().is_none_or(|wanted| wanted == kind)
    }
}

/// For reading: one line an entity, and the date of the head.
fn list(out: &mut impl Write, named: &Named, wanted: &Wanted<'_>) -> io::Result<()> {
    let mut rows = rows(&named.briefing, &named.mentions);
    let is_asked = wanted.is_kind(&Kind::Date) && wanted.origins.is_empty();
    let date = named.briefing.header.date.filter(|_| is_asked).map(|date| date.to_string());
    rows.extend(date.as_deref().map(|name| Row { name, ..Row::of(&Kind::Date) }));
    rows.sort_by_key(|row| row.kind);
    write(out, &rows)
}

#[derive(serde::Serialize)]
struct Answer<'a> {
    file: String,
    /// From the head, which is no part of the text.
    date: Option<String>,
    dateline: Option<&'a Clean>,
    text: &'a Clean,
    mentions: Vec<Told<'a>>,
}

#[derive(serde::Serialize)]
struct Told<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'a str,
    name: &'a str,
    origin: &'static str,
    score: f64,
    /// The mark, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
}

fn answer<'a>(path: &Path, briefing: &'a Briefing, mentions: &'a [Mention]) -> Answer<'a> {
    let points = CodePoints::new(&briefing.text);
    let told = mentions.iter().map(|mention| Told {
        start: points.of(mention.span.start),
        end: points.of(mention.span.end),
        text: text::slice(&briefing.text, mention.span),
        kind: mention.kind.name(),
        name: &mention.name,
        origin: mention.origin.name(),
        score: (f64::from(mention.score) * 100.0).round() / 100.0,
        id: mention.id.as_ref().map(Id::as_str),
    });
    Answer {
        file: path.to_string_lossy().into_owned(),
        date: briefing.header.date.map(|date| date.to_string()),
        dateline: briefing.header.dateline.as_ref(),
        text: &briefing.text,
        mentions: told.collect(),
    }
}

/// An entity: its kind and name, how often it is named, and in which sections, counted from 1; none for the head. And who
/// vouches for it, if anybody does.
#[derive(Debug, PartialEq)]
struct Row<'a> {
    kind: &'a Kind,
    name: &'a str,
    times: usize,
    sections: Vec<usize>,
    origin: Origin,
}

impl<'a> Row<'a> {
    fn of(kind: &'a Kind) -> Self {
        Row { kind, name: "", times: 1, sections: Vec::new(), origin: Origin::Suggested }
    }
}

/// Kinds in their order, in each the most frequent first.
fn rows<'a>(briefing: &Briefing, mentions: &'a [Mention]) -> Vec<Row<'a>> {
    let mut sorted: Vec<&Mention> = mentions.iter().collect();
    sorted.sort_by(|a, b| (&a.kind, &a.name, a.span.start).cmp(&(&b.kind, &b.name, b.span.start)));
    let mut rows: Vec<Row<'a>> = Vec::new();
    for mention in sorted {
        let section = briefing.section_of(briefing.block_at(mention.span.start)) + 1;
        match rows.last_mut().filter(|row| (row.kind, row.name) == (&mention.kind, mention.name.as_str())) {
            Some(row) => {
                row.times += 1;
                if row.origin == Origin::Suggested || mention.origin == Origin::Hand {
                    row.origin = mention.origin;
                }
                if row.sections.last() != Some(&section) {
                    row.sections.push(section);
                }
            }
            None => rows.push(Row {
                name: &mention.name,
                sections: vec![section],
                origin: mention.origin,
                ..Row::of(&mention.kind)
            }),
        }
    }
    rows.sort_by(|a, b| a.kind.cmp(b.kind).then(b.times.cmp(&a.times)));
    rows
}

fn write(out: &mut impl Write, rows: &[Row<'_>]) -> io::Result<()> {
    let name = |row: &Row<'_>| Clean::line(row.name);
    let wide = rows.iter().map(|row| text::cells(&name(row))).max().unwrap_or(0).min(WIDEST);
    let kinds = rows.iter().map(|row| text::cells(row.kind.name())).max().unwrap_or(0);
    for row in rows {
        let name = name(row);
        let pad = wide.saturating_sub(text::cells(&name));
        let sections: Vec<String> = row.sections.iter().map(ToString::to_string).collect();
        let place = match sections.as_slice() {
            [] => "head".to_owned(),
            [one] => format!("section {one}"),
            more => format!("sections {}", more.join(", ")),
        };
        let kind = row.kind.name();
        let origin = match row.origin {
            Origin::Suggested => "",
            Origin::Registry => " · registry",
            Origin::Hand => " · marked",
        };
        writeln!(out, "{kind:kinds$}  {name}{:pad$}  {:>3}  {place}{origin}", "", row.times)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};
    use crate::entity::Origin;
    use crate::text::Span;

    #[test]
    fn entities_are_listed_by_kind_and_count() {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "Iran, Gaza.", 1);
        draft.block(BlockKind::Heading(1), "Iran", 2);
        draft.block(BlockKind::Paragraph, "Munir.", 3);
        let briefing = draft.finish().0;
        let mention = |word: &str, from: usize, kind| {
            let at = from + text::slice(&briefing.text, from..briefing.text.len()).find(word).unwrap();
            let span = Span::new(at, at + word.len());
            Mention { span, kind, name: word.to_owned(), origin: Origin::Suggested, score: 0.5, id: None }
        };
        let all = [
            mention("Gaza", 0, Kind::Place),
            mention("Iran", 0, Kind::Place),
            mention("Iran", 5, Kind::Place),
            Mention { origin: Origin::Hand, ..mention("Munir", 0, Kind::Person) },
        ];
        let mut out = Vec::new();
        write(&mut out, &rows(&briefing, &all)).unwrap();
        let expected = "\
person  Munir    1  section 2 · marked
place   Iran     2  sections 1, 2
place   Gaza     1  section 1
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
