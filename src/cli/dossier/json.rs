//! A dossier as JSON. Places are in code points of the text that `attache show --json` prints.

use serde::Serialize;

use crate::cli::named::Named;
use crate::dossier::{Dossier, Place, Source, Word};
use crate::text::{self, CodePoints, Span};

#[derive(Serialize)]
pub(super) struct Answer<'a> {
    name: &'a str,
    kind: &'a str,
    also: Vec<Also<'a>>,
    first: Option<String>,
    last: Option<String>,
    briefings: usize,
    mentions: Vec<Told<'a>>,
    with: Vec<With<'a>>,
    notes: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Also<'a> {
    name: &'a str,
    times: usize,
}

#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    title: String,
    date: Option<String>,
    handling: Option<&'a str>,
    /// Counted from 1.
    section: usize,
    heading: Option<&'a str>,
    start: usize,
    end: usize,
    text: &'a str,
    sentence: Sentence<'a>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct With<'a> {
    name: &'a str,
    kind: &'a str,
    paragraphs: usize,
    sentences: usize,
}

#[derive(Serialize)]
struct Said<'a> {
    file: &'a str,
    id: &'a str,
    kind: &'a str,
    text: &'a str,
    /// `touches`: its passage touches a mention; `names`: its words name the entity.
    why: &'static str,
}

/// The dossier for programs.
pub(super) fn answer<'a>(dossier: &'a Dossier, all: &'a [Named], sources: &'a [Source<'a>]) -> Answer<'a> {
    let mut points: Vec<CodePoints<'a>> = all.iter().map(|named| CodePoints::new(&named.briefing.text)).collect();
    let mentions = dossier.mentions.iter().filter_map(|place| {
        let (named, points) = (all.get(place.source)?, points.get_mut(place.source)?);
        Some(told(place, named, points))
    });
    Answer {
        name: &dossier.name,
        kind: dossier.kind.name(),
        also: dossier.also.iter().map(|alias| Also { name: &alias.name, times: alias.times }).collect(),
        first: dossier.first.map(|date| date.to_string()),
        last: dossier.last.map(|date| date.to_string()),
        briefings: dossier.briefings,
        mentions: mentions.collect(),
        with: dossier
            .with
            .iter()
            .map(|c| With { name: &c.name, kind: c.kind.name(), paragraphs: c.paragraphs, sentences: c.sentences })
            .collect(),
        notes: dossier.notes.iter().filter_map(|word| said(word, all, sources)).collect(),
    }
}

fn told<'a>(place: &Place, named: &'a Named, points: &mut CodePoints<'a>) -> Told<'a> {
    let briefing = &named.briefing;
    // In ascending order the counter goes over the text once.
    let Span { start, end } = place.sentence;
    let sentence_start = points.of(start);
    let (from, to) = (points.of(place.span.start), points.of(place.span.end));
    let sentence_end = points.of(end);
    Told {
        file: &named.file,
        title: briefing.display_title(),
        date: briefing.header.date.map(|date| date.to_string()),
        handling: briefing.header.handling.as_ref().map(|handling| handling.label.as_str()),
        section: place.section + 1,
        heading: briefing.heading(place.section),
        start: from,
        end: to,
        text: text::slice(&briefing.text, place.span),
        sentence: Sentence {
            start: sentence_start,
            end: sentence_end,
            text: text::slice(&briefing.text, place.sentence),
        },
    }
}

fn said<'a>(word: &Word, all: &'a [Named], sources: &'a [Source<'a>]) -> Option<Said<'a>> {
    let note = sources.get(word.source)?.remarks.get(word.remark)?.note;
    Some(Said {
        file: &all.get(word.source)?.file,
        id: note.meta.id.as_str(),
        kind: note.kind.name(),
        text: &note.text,
        why: if word.touches { "touches" } else { "names" },
    })
}
