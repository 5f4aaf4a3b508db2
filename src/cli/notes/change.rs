//! `attache note edit`, and out of and into the trash.

use anyhow::Result;

use super::{body, colour, kind, passage, status, tags, tell};
use crate::cli::args;
use crate::cli::exit::{Exit, Misused};
use crate::cli::sheet::{Sheet, Sort};
use crate::cli::speak;
use crate::note::{Note, NoteKind, Record};
use crate::runtime::clock;

/// Changes a note.
///
/// # Errors
/// What cannot be read or written, an id that means nothing, and no change at all.
pub(super) fn edit(edit: &args::NoteEdit) -> Result<Exit> {
    let mut sheet = Sheet::open(&edit.file, edit.decode.encoding.as_deref())?;
    let Record::Note(before) = sheet.find(&edit.id, Sort::Note)?.clone() else { return Ok(Exit::Done) };
    if before.meta.deleted.is_some() {
        let id = &before.meta.id;
        return Err(Misused::new(&format!("{id} is in the trash: `attache note restore` takes it out")).into());
    }
    let mut after = changed(&before, edit)?;
    if let Some(target) = passage::target(&sheet.briefing, &edit.on)? {
        after.target = target;
    }
    if after == before {
        return Err(Misused::new("nothing to change: see `attache note edit --help`").into());
    }
    after.meta.changed = clock::now().stamp();
    let after = Record::Note(after);
    sheet.commit("note changed", vec![after.clone()])?;
    if edit.json { tell(&sheet, sheet.entries_of(&[after]), true) } else { Ok(Exit::Done) }
}

fn changed(before: &Note, edit: &args::NoteEdit) -> Result<Note> {
    let mut note = before.clone();
    if let Some(name) = &edit.kind {
        note.kind = kind(name)?;
    }
    if let Some(name) = &edit.colour {
        note.colour = Some(colour(name)?);
    }
    if let Some(name) = &edit.status {
        note.status = status(name)?;
    }
    let away = tags(&edit.untag)?;
    note.tags.retain(|tag| !away.contains(tag));
    for tag in tags(&edit.tag)? {
        if !note.tags.contains(&tag) {
            note.tags.push(tag);
        }
    }
    if let Some(text) = body::read(&edit.body)? {
        if text.trim().is_empty() && note.kind != NoteKind::Highlight {
            return Err(Misused::new("a note needs words; `attache note remove` puts it into the trash").into());
        }
        note.text = text;
    }
    Ok(note)
}

/// Puts a record into the trash.
///
/// # Errors
/// What cannot be read or written, and an id that means nothing.
pub(super) fn remove(one: &args::One, sort: Sort) -> Result<Exit> {
    let mut sheet = Sheet::open(&one.file, one.decode.encoding.as_deref())?;
    let mut record = sheet.find(&one.id, sort)?.clone();
    if record.is_deleted() {
        speak::say(&format!("{} is in the trash already", record.id()));
        return Ok(Exit::Done);
    }
    let stamp = clock::now().stamp();
    let meta = record.meta_mut();
    (meta.deleted, meta.changed) = (Some(stamp.clone()), stamp);
    sheet.commit(&format!("{} deleted", sort.name()), vec![record])?;
    Ok(Exit::Done)
}

/// Takes a record out of the trash.
///
/// # Errors
/// The same.
pub(super) fn restore(one: &args::One, sort: Sort) -> Result<Exit> {
    let mut sheet = Sheet::open(&one.file, one.decode.encoding.as_deref())?;
    let mut record = sheet.find(&one.id, sort)?.clone();
    if !record.is_deleted() {
        speak::say(&format!("{} is not in the trash", record.id()));
        return Ok(Exit::Done);
    }
    let meta = record.meta_mut();
    (meta.deleted, meta.changed) = (None, clock::now().stamp());
    sheet.commit(&format!("{} restored", sort.name()), vec![record])?;
    Ok(Exit::Done)
}
