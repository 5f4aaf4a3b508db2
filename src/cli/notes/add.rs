//! `attache note add`.

use anyhow::Result;

use super::{author, body, colour, kind, passage, tags, tell};
use crate::cli::args;
use crate::cli::exit::{Exit, Misused};
use crate::cli::sheet::Sheet;
use crate::note::{Meta, Note, NoteKind, Record, Status};
use crate::runtime::clock;

/// Writes a note.
///
/// # Errors
/// What cannot be read or written, a passage that is not there, and a note without words.
pub(super) fn run(add: &args::NoteAdd) -> Result<Exit> {
    let kind = kind(&add.kind)?;
    let colour = add.colour.as_deref().map(colour).transpose()?;
    let tags = tags(&add.tag)?;
    let mut sheet = Sheet::open_to_write(&add.file, add.decode.encoding.as_deref())?;
    let target = passage::target(&sheet.briefing, &add.on)?.unwrap_or_default();
    let text = body::read(&add.body)?.unwrap_or_default();
    if text.trim().is_empty() && kind != NoteKind::Highlight {
        return Err(Misused::new("a note needs words: give --body TEXT or --body-file FILE").into());
    }
    let mut now = clock::now();
    let meta = Meta {
        id: now.id(),
        author: author(add.author.as_deref(), &sheet.path),
        created: now.stamp(),
        changed: now.stamp(),
        ..Meta::default()
    };
    let note = Record::Note(Note { meta, target, kind, colour, tags, status: Status::Open, text });
    sheet.commit("note added", vec![note.clone()])?;
    tell(&sheet, sheet.entries_of(&[note]), add.json)
}
