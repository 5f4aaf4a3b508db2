//! `attache note adopt`.

use anyhow::Result;

use crate::cli::args;
use crate::cli::exit::{Exit, Misused};
use crate::cli::sheet::Sheet;
use crate::cli::speak::{self, shown};

/// Copies the notes of another sidecar.
///
/// # Errors
/// What cannot be read or written, and a briefing that has notes where nobody said to put both together.
pub(super) fn run(adopt: &args::Adopt) -> Result<Exit> {
    let mut sheet = Sheet::open_quietly(&adopt.file, adopt.decode.encoding.as_deref())?;
    let (file, from) = (shown(&adopt.file), shown(&adopt.sidecar));
    let own = sheet.book.of_briefing().count();
    if own > 0 && !adopt.merge {
        let message = format!("{file} has notes of its own ({own}): --merge puts both together, by their ids");
        return Err(Misused::new(&message).into());
    }
    let path = std::path::absolute(&adopt.sidecar).unwrap_or_else(|_| adopt.sidecar.clone());
    let count = sheet.take_over(&path)?;
    let what = if count == 1 { "1 note or mark".to_owned() } else { format!("{count} notes and marks") };
    speak::say(&format!("{file}: {what} copied; {from} is as it was"));
    Ok(Exit::Done)
}
