//! A dossier as JSON. Places are in code points of the text that `attache show --json` prints.

use serde::Serialize;

use crate::cli::named::Named;
use crate::cli::quoted::Quoted;
use crate::dossier::{Dossier, Place, Source, Word};
use crate::text::CodePoints;

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
    #[serde(flatten)]
    words: Quoted<'a>,
    sentence: Quoted<'a>,
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
    let points: Vec<CodePoints<'a>> = all.iter().map(|named| CodePoints::new(&named.briefing.text)).collect();
    let mentions = dossier.mentions.iter().filter_map(|place| {
        let (named, points) = (all.get(place.source)?, points.get(place.source)?);
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

fn told<'a>(place: &Place, named: &'a Named, points: &CodePoints<'a>) -> Told<'a> {
    let briefing = &named.briefing;
    Told {
        file: &named.file,
        title: briefing.display_title(),
        date: briefing.header.date.map(|date| date.to_string()),
        handling: briefing.header.handling.as_ref().map(|handling| handling.label.as_str()),
        section: place.section + 1,
        heading: briefing.heading(place.section),
        words: Quoted::of(&briefing.text, place.span, points),
        sentence: Quoted::of(&briefing.text, place.sentence, points),
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
