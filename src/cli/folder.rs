//! A folder where there is no screen to choose on: its briefings, one a line.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::args::Decode;
use super::exit::Exit;
use super::speak::{self, shown};
use crate::app::Action;
use crate::app::pick::Listing;
use crate::drafts::DraftFiles;
use crate::files;
use crate::reading::Records;
use crate::reading::habits::Habits;
use crate::runtime::paths::Paths;
use crate::runtime::worker::{Desk, list_folder};

/// Prints date, file and title of the briefings in `path`, newest first.
///
/// # Errors
/// What cannot be read or written.
pub(super) fn run(path: &Path, decode: &Decode) -> Result<Exit> {
    files::briefings_in(path).map_err(|error| anyhow!("{error}"))?;
    let state = Paths::from_env().state;
    let desk = Desk {
        records: Records::in_state(&state),
        habits: Habits::in_state(&state),
        drafts: DraftFiles::in_state(&state),
        encoding: decode.encoding.clone(),
    };
    let listings = match list_folder(&desk, path) {
        Action::Listed(_, listings) => listings,
        _ => Vec::new(),
    };
    let mut out = speak::out();
    for listing in &listings {
        writeln!(out, "{}", line(listing))?;
    }
    out.flush()?;
    if listings.is_empty() {
        speak::say(&format!("{}: there is no briefing in this folder", shown(path)));
    }
    Ok(Exit::Done)
}

fn line(listing: &Listing) -> String {
    format!("{:10}  {}  {}", listing.date, shown(&listing.path), listing.title)
}
