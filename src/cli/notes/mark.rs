//! `attache mark add`.

use anyhow::Result;

use super::{author, passage, tell};
use crate::anchor::{self, Ground};
use crate::cli::args;
use crate::cli::exit::Exit;
use crate::cli::sheet::Sheet;
use crate::cli::speak;
use crate::find::passage::whole_words;
use crate::note::{Mark, Meta, Record};
use crate::runtime::clock;
use crate::text::Span;

/// Marks passages.
///
/// # Errors
/// What cannot be read or written, and a passage that is not there.
pub(super) fn run(add: &args::MarkAdd) -> Result<Exit> {
    let mut sheet = Sheet::open(&add.file, add.decode.encoding.as_deref())?;
    let name = add.name.as_deref().unwrap_or(&add.quote);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let spans = unmarked(&sheet, spans(&sheet, add)?, &name, &add.kind);
    if spans.is_empty() {
        speak::say(&format!("all that is marked as {name} already"));
        return Ok(Exit::Done);
    }
    let ground = Ground::of(&sheet.briefing);
    let mut now = clock::now();
    let author = author(add.author.as_deref(), &sheet.path);
    let mut mark = |span: &Span| {
        let (created, changed) = (now.stamp(), now.stamp());
        let meta = Meta { id: now.id(), author: author.clone(), created, changed, ..Meta::default() };
        let anchor = anchor::make(&ground, *span);
        Record::Mark(Mark { meta, anchor, entity: name.clone(), kind: add.kind.clone(), rejected: false })
    };
    let marks: Vec<Record> = spans.iter().map(&mut mark).collect();
    let label = if marks.len() == 1 { "mark added" } else { "marks added" };
    sheet.commit(label, marks.clone())?;
    tell(&sheet, sheet.entries_of(&marks), add.json)
}

fn spans(sheet: &Sheet, add: &args::MarkAdd) -> Result<Vec<Span>> {
    let briefing = &sheet.briefing;
    if !add.all {
        return Ok(vec![passage::one(briefing, &add.quote, add.occurrence)?]);
    }
    let all = whole_words(&briefing.text, &add.quote);
    if all.is_empty() { Err(passage::nowhere(briefing, &add.quote).into()) } else { Ok(all) }
}

/// Those that do not carry the very same mark already.
fn unmarked(sheet: &Sheet, mut spans: Vec<Span>, name: &str, kind: &str) -> Vec<Span> {
    let entries = sheet.entries();
    let same = |span: Span| {
        entries
            .iter()
            .filter(|entry| entry.span == Some(span))
            .filter_map(|entry| entry.record.as_mark())
            .any(|mark| mark.entity == name && mark.kind == kind && !mark.rejected)
    };
    spans.retain(|span| !same(*span));
    spans
}
