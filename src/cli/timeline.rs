//! `attache timeline`: the dated sentences of briefings in the order of their dates.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::exit::Exit;
use super::named::{self, Named};
use super::quoted::Quoted;
use super::{args, speak};
use crate::app::survey;
use crate::clean::Clean;
use crate::dates::When;
use crate::export::json;
use crate::text::{self, CodePoints};
use crate::timeline::{self, Event, Timeline};

/// Prints the timelines of briefings, each by itself.
///
/// # Errors
/// What cannot be written; what cannot be read is said, and the rest is printed.
pub(super) fn run(command: &args::Timeline) -> Result<Exit> {
    let (all, whole) = named::open_all(&command.paths, command.decode.encoding.as_deref())?;
    let mut out = speak::out();
    for (n, named) in all.iter().enumerate() {
        let timeline = timeline::make(&named.briefing, &survey::dated(&named.briefing, &named.mentions));
        if command.json {
            json::print(&mut out, &answer(named, &timeline))?;
            continue;
        }
        if all.len() > 1 {
            writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, speak::shown(Path::new(&named.file)))?;
        }
        write(&mut out, named, &timeline)?;
    }
    out.flush()?;
    Ok(if whole { Exit::Done } else { Exit::Failed })
}

/// The date with its sign, then the sentence; below, what has no date that can be told.
fn write(out: &mut impl Write, named: &Named, timeline: &Timeline) -> io::Result<()> {
    let said = |event: &Event| Clean::line(text::slice(&named.briefing.text, event.sentence));
    let words = |event: &Event| Clean::line(text::slice(&named.briefing.text, event.span));
    let dates: Vec<String> = timeline.events.iter().filter_map(|event| event.when.map(date)).collect();
    let wide = dates.iter().map(String::len).max().unwrap_or(0);
    for (event, date) in timeline.events.iter().zip(&dates) {
        writeln!(out, "{date:wide$}  {} [{}]", said(event), words(event))?;
    }
    if !timeline.open.is_empty() {
        writeln!(out, "{}without a date that can be told", if dates.is_empty() { "" } else { "\n" })?;
    }
    for event in &timeline.open {
        writeln!(out, "  {} [{}]", said(event), words(event))?;
    }
    Ok(())
}

fn date(when: When) -> String {
    let to = when.to.map(|to| format!("/{to}")).unwrap_or_default();
    format!("{} {}{to}", timeline::sign(when.certainty), when.from)
}

#[derive(Serialize)]
struct Answer<'a> {
    file: &'a str,
    date: Option<String>,
    events: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    /// `null` where it cannot be told.
    date: Option<String>,
    /// The last of several days.
    to: Option<String>,
    certainty: Option<&'static str>,
    /// Counted from 1.
    section: usize,
    #[serde(flatten)]
    words: Quoted<'a>,
    sentence: Quoted<'a>,
}

fn answer<'a>(named: &'a Named, timeline: &Timeline) -> Answer<'a> {
    let text = &named.briefing.text;
    let points = CodePoints::new(text);
    let told = |event: &Event| Told {
        date: event.when.map(|when| when.from.to_string()),
        to: event.when.and_then(|when| when.to).map(|date| date.to_string()),
        certainty: event.when.map(|when| timeline::word(when.certainty)),
        section: event.section + 1,
        words: Quoted::of(text, event.span, &points),
        sentence: Quoted::of(text, event.sentence, &points),
    };
    Answer {
        file: &named.file,
        date: named.briefing.header.date.map(|date| date.to_string()),
        events: timeline.all().map(told).collect(),
    }
}
