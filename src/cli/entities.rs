//! `attache entities`: who, where, which body and when briefings speak of.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::exit::Exit;
use super::{args, load, speak};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::entity::{Kind, Mention};
use crate::export::json;
use crate::files;
use crate::recognise;
use crate::text::{self, CodePoints};

/// Widest column of names; longer ones push what stands behind them out.
const WIDEST: usize = 40;

/// Prints the mentions of each briefing, those in folders by name. One that cannot be read is told of, and the others
/// are printed all the same.
///
/// # Errors
/// What cannot be written.
pub(super) fn run(entities: &args::Entities) -> Result<Exit> {
    let mut out = speak::out();
    let mut exit = Exit::Done;
    let kind = entities.kind.as_deref().map(Kind::named);
    let paths = paths(&entities.paths);
    let many = paths.len() > 1;
    let readable = paths.into_iter().filter_map(|path| {
        let read =
            path.and_then(|path| Ok((load::document(&path, entities.decode.encoding.as_deref())?.briefing, path)));
        read.map_err(|error| {
            speak::say(&format!("{error:#}"));
            exit = Exit::Failed;
        })
        .ok()
    });
    for (n, (briefing, path)) in readable.enumerate() {
        let mut mentions = recognise::mentions(&briefing);
        mentions.retain(|mention| kind.as_ref().is_none_or(|kind| mention.kind == *kind));
        if entities.json {
            json::print(&mut out, &answer(&path, &briefing, &mentions))?;
            continue;
        }
        if many {
            let gap = if n > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", load::name_of(&path))?;
        }
        let mut rows = rows(&briefing, &mentions);
        let date = briefing.header.date.filter(|_| kind.as_ref().is_none_or(|kind| *kind == Kind::Date));
        let date = date.map(|date| date.to_string());
        rows.extend(date.as_deref().map(|name| Row { kind: &Kind::Date, name, times: 1, sections: Vec::new() }));
        rows.sort_by_key(|row| row.kind);
        write(&mut out, &rows)?;
    }
    out.flush()?;
    Ok(exit)
}

/// The files to read.
fn paths(given: &[PathBuf]) -> Vec<Result<PathBuf>> {
    let mut out = Vec::new();
    for path in given {
        if load::is_stdin(path) || !path.is_dir() {
            out.push(Ok(path.clone()));
            continue;
        }
        match files::briefings_in(path) {
            Ok(found) => out.extend(found.into_iter().map(Ok)),
            Err(error) => out.push(Err(anyhow!("{error}"))),
        }
    }
    out
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
}

fn answer<'a>(path: &Path, briefing: &'a Briefing, mentions: &'a [Mention]) -> Answer<'a> {
    let mut points = CodePoints::new(&briefing.text);
    let told = mentions.iter().map(|mention| Told {
        start: points.of(mention.span.start),
        end: points.of(mention.span.end),
        text: text::slice(&briefing.text, mention.span),
        kind: mention.kind.name(),
        name: &mention.name,
        origin: mention.origin.name(),
        score: (f64::from(mention.score) * 100.0).round() / 100.0,
    });
    Answer {
        file: path.to_string_lossy().into_owned(),
        date: briefing.header.date.map(|date| date.to_string()),
        dateline: briefing.header.dateline.as_ref(),
        text: &briefing.text,
        mentions: told.collect(),
    }
}

/// An entity: its kind and name, how often it is named, and in which sections, counted from 1; none for the head.
#[derive(Debug, PartialEq)]
struct Row<'a> {
    kind: &'a Kind,
    name: &'a str,
    times: usize,
    sections: Vec<usize>,
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
                if row.sections.last() != Some(&section) {
                    row.sections.push(section);
                }
            }
            None => rows.push(Row { kind: &mention.kind, name: &mention.name, times: 1, sections: vec![section] }),
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
        writeln!(out, "{kind:kinds$}  {name}{:pad$}  {:>3}  {place}", "", row.times)?;
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
            mention("Munir", 0, Kind::Person),
        ];
        let mut out = Vec::new();
        write(&mut out, &rows(&briefing, &all)).unwrap();
        let expected = "\
person  Munir    1  section 2
place   Iran     2  sections 1, 2
place   Gaza     1  section 1
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
