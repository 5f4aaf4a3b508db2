//! The words of a note, from an option, a file or standard input.

use std::io;

use anyhow::{Result, anyhow};

use crate::cli::args::Body;
use crate::cli::load;
use crate::files;

/// The words, lines parted by `\n`, without line breaks at the end; `None` where none were given.
///
/// # Errors
/// What cannot be read, or is no UTF-8.
pub(super) fn read(body: &Body) -> Result<Option<String>> {
    let text = match (&body.body, &body.body_file) {
        (Some(text), _) => text.clone(),
        (None, Some(file)) => {
            let bytes = if load::is_stdin(file) { files::read_stream(io::stdin().lock()) } else { files::read(file) };
            let bytes = bytes.map_err(|error| anyhow!("{error}"))?;
            let name = load::name_of(file);
            String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                anyhow!("{name}: is no UTF-8 text (byte {}); convert it first", at + 1)
            })?
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(text.replace("\r\n", "\n").trim_end_matches('\n').trim_start_matches('\u{FEFF}').to_owned()))
}
